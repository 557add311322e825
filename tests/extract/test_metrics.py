import pytest

from extract.readings import marked_reading, marked_table, metrics
from extract.readings import shown_metric as shown
from kexie_nlp.extract import extract_metrics

CASES = [
    # the noun before the value
    ("现有编制⟦22个|QUANTITY⟧，在职人员⟦19人|QUANTITY⟧。", ["编制 = 22 个", "在职人员 = 19 人"]),
    ("⟦2021年度|DATE⟧收、支总计⟦548.30万元|AMOUNT⟧。", ["收、支总计 = 5483000.00 元"]),
    ("全年共发放宣传折页⟦2万余册|QUANTITY⟧。", ["发放宣传折页 = 20000 册"]),
    ("新建科普宣传栏⟦63个|QUANTITY⟧。", ["新建科普宣传栏 = 63 个"]),
    ("办公费⟦2.94万元|AMOUNT⟧、维修（护）费⟦0.05万元|AMOUNT⟧。", ["办公费 = 29400.00 元", "维修（护）费 = 500.00 元"]),
    ("机关运行经费支出（含差旅等各项开支）为⟦12万元|AMOUNT⟧。", ["机关运行经费支出 = 120000 元"]),
    ("财政年中追加我单位的专项预算指标为⟦274.16万元|AMOUNT⟧。", ["专项预算指标 = 2741600.00 元"]),
    ("其他对退休人员的慰问支出⟦0.21万元|AMOUNT⟧。", ["其他对退休人员的慰问支出 = 2100.00 元"]),
    ("⟦青禾市科协|ORG⟧下属二级单位⟦2个|QUANTITY⟧。", ["下属二级单位 = 2 个"]),
    # the noun behind it
    ("组建了⟦15支|QUANTITY⟧农技服务队。", ["农技服务队 = 15 支"]),
    ("培育扶持⟦3个|QUANTITY⟧农技协、⟦15个|QUANTITY⟧示范基地。", ["培育扶持农技协 = 3 个", "培育扶持示范基地 = 15 个"]),
    ("签订⟦21项|QUANTITY⟧新的培养协议。", ["签订培养协议 = 21 项"]),
    ("完成⟦11项|QUANTITY⟧整治任务。", ["整治任务 = 11 项"]),
    # events and what belongs to them
    (
        "共组织开展⟦学术交流活动|ACTIVITY⟧⟦412次|QUANTITY⟧，参加人员⟦18420人（次）|QUANTITY⟧。",
        ["学术交流活动 = 412 次", "学术交流活动参加人员 = 18420 人次"],
    ),
    ("举办⟦健康讲座|ACTIVITY⟧⟦30场|QUANTITY⟧，受益群众⟦3万余人|QUANTITY⟧。", ["健康讲座 = 30 场", "健康讲座受益群众 = 30000 人"]),
    ("举办⟦科普报告|ACTIVITY⟧、⟦科普表演|ACTIVITY⟧等活动⟦126场|QUANTITY⟧。", ["科普报告、科普表演等活动 = 126 场"]),
    ("组织⟦4支|QUANTITY⟧代表队参加⟦云岭省创业大赛|COMPETITION⟧。", ["云岭省创业大赛参加代表队 = 4 支"]),
    (
        "举办⟦学术报告会|ACTIVITY⟧⟦134场|QUANTITY⟧，⟦6158人次|QUANTITY⟧听取报告。",
        ["学术报告会 = 134 场", "学术报告会听取报告人员 = 6158 人次"],
    ),
    (
        "成功举办⟦云岭省发明大赛|COMPETITION⟧。⟦47所|QUANTITY⟧学校参与，收到作品⟦530件|QUANTITY⟧。",
        ["云岭省发明大赛参与学校 = 47 所", "云岭省发明大赛收到作品 = 530 件"],
    ),
    ("⟦青禾农技协|ORG⟧现有会员⟦436人|QUANTITY⟧。", ["青禾农技协会员 = 436 人"]),
    # shares
    (
        "本年支出合计⟦100万元|AMOUNT⟧，其中：基本支出⟦76万元|AMOUNT⟧，占⟦76%|PERCENT⟧。",
        ["本年支出合计 = 1000000 元", "基本支出 = 760000 元", "基本支出占本年支出合计 = 76 %"],
    ),
    ("财政拨款支出⟦50万元|AMOUNT⟧，占本年支出的⟦50%|PERCENT⟧。", ["财政拨款支出 = 500000 元", "财政拨款支出占本年支出 = 50 %"]),
    ("新建工作站⟦8个|QUANTITY⟧，覆盖率达⟦63.5%|PERCENT⟧。", ["新建工作站 = 8 个", "新建工作站覆盖率 = 63.5 %"]),
    ("支出决算为⟦30万元|AMOUNT⟧，完成预算⟦99%|PERCENT⟧。", ["支出决算 = 300000 元", "支出完成预算 = 99 %"]),
    # changes
    (
        "⟦2021年|DATE⟧收、支总计⟦600万元|AMOUNT⟧。与⟦2020年|DATE⟧相比，收、支总计各增加⟦6万元|AMOUNT⟧，增加⟦1%|PERCENT⟧。",
        ["收、支总计 = 6000000 元", "收、支总计增加 = 60000 元 by", "收、支总计增加 = 1 % by"],
    ),
    (
        "公务接待费⟦2万元|AMOUNT⟧，比上年减少⟦0.5万元|AMOUNT⟧，下降⟦20%|PERCENT⟧。",
        ["公务接待费 = 20000 元", "公务接待费减少 = 5000.0 元 by", "公务接待费下降 = 20 % by"],
    ),
    (
        "居民知晓比例达到⟦8.6%|PERCENT⟧，比⟦2019年|DATE⟧提高了⟦0.9个百分点|PERCENT⟧。",
        ["居民知晓比例 = 8.6 %", "居民知晓比例提高 = 0.9 百分点 by"],
    ),
    ("注册人数由年初的⟦2.6万人|QUANTITY⟧增加到了⟦5.9万人|QUANTITY⟧。", ["注册人数 = 26000 人 from", "注册人数 = 59000 人"]),
    ("病株率由⟦6.3%|PERCENT⟧压到⟦1.7%|PERCENT⟧。", ["病株率 = 6.3 % from", "病株率 = 1.7 %"]),
    ("新设工作站⟦2家|QUANTITY⟧，总数增至⟦9家|QUANTITY⟧。", ["新设工作站 = 2 家", "新设工作站 = 9 家"]),
    # budget items
    (
        "1.农林水（类）农业农村（款）技术推广（项）:支出决算为⟦145.72万元|AMOUNT⟧，完成预算⟦100%|PERCENT⟧。",
        ["技术推广（项）支出决算 = 1457200.00 元", "技术推广（项）支出完成预算 = 100 %"],
    ),
    ("人员经费和项目经费分别为⟦30万元|AMOUNT⟧和⟦20万元|AMOUNT⟧。", ["人员经费 = 300000 元", "项目经费 = 200000 元"]),
    ("（三）机关运行经费。支出⟦19万元|AMOUNT⟧。", ["机关运行经费支出 = 190000 元"]),
    # prizes
    ("⟦青禾队|ORG⟧在⟦云岭省发明大赛|COMPETITION⟧上获得⟦一等奖|AWARD⟧⟦6项|QUANTITY⟧。", ["云岭省发明大赛 一等奖 = 6 项"]),
    ("⟦9人|QUANTITY⟧被评为“⟦全省学会先进工作者|AWARD⟧”。", ["全省学会先进工作者 = 9 人"]),
    ("收集群众意见⟦318条|QUANTITY⟧，采纳⟦207条|QUANTITY⟧。", ["收集群众意见 = 318 条", "采纳群众意见 = 207 条"]),
    # attributes of what was counted before, parts of a whole
    ("绩效自评项目⟦4个|QUANTITY⟧，涉及资金⟦34万元|AMOUNT⟧。", ["绩效自评项目 = 4 个", "绩效自评项目涉及资金 = 340000 元"]),
    (
        "全市小学⟦216所|QUANTITY⟧，其中公立⟦208所|QUANTITY⟧、私立⟦8所|QUANTITY⟧。",
        ["小学 = 216 所", "公立小学 = 208 所", "私立小学 = 8 所"],
    ),
    # names that are only examples of those counted
    ("⟦青禾气象局|ORG⟧、⟦青禾营养学会|ORG⟧等⟦41家|QUANTITY⟧单位参加。", ["参加单位 = 41 家"]),
    ("⟦青禾科普网|ORG⟧等全国⟦30家|QUANTITY⟧新闻媒体参加。", ["参加新闻媒体 = 30 家"]),
    ("扶持⟦3个|QUANTITY⟧农技协、15农村示范基地。", ["扶持农技协 = 3 个"]),
    # what a sentence points back at
    (
        "启动⟦“云上科普行”活动|ACTIVITY⟧。活动先后走进⟦青禾县|PLACE⟧，行程⟦4700公里|QUANTITY⟧。",
        ["“云上科普行”活动行程 = 4700 公里"],
    ),
    ("⟦“云科普”平台|PROGRAM⟧上线。平台入驻企业⟦640家|QUANTITY⟧。", ["“云科普”平台入驻企业 = 640 家"]),
    # near misses: nothing measured, unit prices, values left open
    ("⟦5000元|AMOUNT⟧/天。", []),
    ("补助标准每人⟦300元|AMOUNT⟧。", []),
    ("每组招收⟦3至5人|QUANTITY⟧。", []),
    ("⟦24小时|QUANTITY⟧。", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_metrics(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected


EXACTNESS = [
    ("受益群众约⟦20万人|QUANTITY⟧。", "about"),
    ("受益群众超⟦20万人|QUANTITY⟧。", "over"),
    ("受益群众⟦20余万人|QUANTITY⟧。", "over"),
    ("受益群众不足⟦20人|QUANTITY⟧。", "under"),
    ("受益群众⟦20人|QUANTITY⟧以上。", "over"),
    ("受益群众⟦20人|QUANTITY⟧。", "exact"),
]


@pytest.mark.parametrize(("marked", "expected"), EXACTNESS)
def test_exactness(marked: str, expected: str) -> None:
    reading, entities = marked_reading(marked)
    assert [metric.exactness for metric in extract_metrics(reading, entities, None)] == [expected]


def test_period_section_and_evidence() -> None:
    reading, entities = marked_reading("⟦2019年|DATE⟧基本支出⟦30万元|AMOUNT⟧。项目支出⟦20万元|AMOUNT⟧。", "支出情况")
    first, second = extract_metrics(reading, entities, 2021)
    assert (first.period, second.period) == ("2019", "2021")
    assert {first.section, second.section} == {"支出情况"}
    assert reading.text[first.start : first.end] == first.text == "30万元"
    assert reading.text[first.evidence.start : first.evidence.end] == "2019年基本支出30万元。"


def test_the_year_compared_with_is_not_the_period() -> None:
    reading, entities = marked_reading("公务接待费比⟦2019年|DATE⟧减少⟦2万元|AMOUNT⟧。")
    assert [metric.period for metric in extract_metrics(reading, entities, 2021)] == ["2021"]


TABLES = [
    (
        [["项目", "预算数", "决算数"], ["基本支出", "12.50", "12.00"], ["项目支出", "7", "-"]],
        (1, 1, "万元"),
        ["基本支出预算数 = 125000.00 元", "基本支出决算数 = 120000.00 元", "项目支出预算数 = 70000 元"],
    ),
    (
        [["预算数:", "127.99", "执行数:", "120.00"], ["其中-财政拨款:", "100", "其中-财政拨款:", "90"]],
        (0, 0, "万元"),
        ["预算数 = 1279900.00 元", "执行数 = 1200000.00 元", "财政拨款预算数 = 1000000 元", "财政拨款执行数 = 900000 元"],
    ),
    (
        [["三级指标", "年度指标值", "实际完成值"], ["科普讲座", "≥⟦20次|QUANTITY⟧", "⟦26次|QUANTITY⟧"]],
        (1, 1, ""),
        ["科普讲座年度指标值 = 20 次", "科普讲座 = 26 次"],
    ),
    ([["项目", "执行率"], ["年度资金", "⟦96.60%|PERCENT⟧"]], (1, 1, ""), ["年度资金执行率 = 96.60 %"]),
    ([["序号", "学校", "人数（人）"], ["1", "北坡小学", "35"]], (1, 2, ""), ["北坡小学人数 = 35 人"]),
    ([["科目", "占总支出百分比"], ["机构运行", "25.83"]], (1, 1, ""), ["机构运行占总支出百分比 = 25.83 %"]),
    # to the hundredth and with thousands marked: yuan, though no unit is told
    (
        [["项目", "年初预算数"], ["基本支出", "4,700,153.00"], ["项目支出", "980.00"]],
        (1, 1, ""),
        ["基本支出年初预算数 = 4700153.00 元", "项目支出年初预算数 = 980.00 元"],
    ),
    ([["单位", "产量"], ["北坡", "4,700,153"]], (1, 1, ""), ["北坡产量 = 4700153 "]),
    (
        [["三级指标", "预期指标值（含文字描述）"], ["科普讲座", "⟦20次|QUANTITY⟧"]],
        (1, 1, ""),
        ["科普讲座预期指标值 = 20 次"],
    ),
    # a unit told once for a block of rows
    (
        [["执行情况（万元）", "预算数:", "12"], ["", "其中-财政拨款:", "10"]],
        (0, 0, ""),
        ["预算数 = 120000 元", "财政拨款 = 100000 元"],
    ),
    ([["科目编码", "科目名称", "支出"], ["2060701", "机构运行", "51.32"]], (1, 2, "万元"), ["机构运行支出 = 513200.00 元"]),
]


@pytest.mark.parametrize(("rows", "shape", "expected"), TABLES)
def test_tables(rows: list[list[str]], shape: tuple[int, int, str], expected: list[str]) -> None:
    reading, entities = marked_table(rows, *shape)
    assert [shown(metric) for metric in extract_metrics(reading, entities, 2021)] == expected


def test_no_two_metrics_share_a_span() -> None:
    reading, entities = marked_table([["项目", "数量"], ["讲座", "⟦26次|QUANTITY⟧"]], 1, 1)
    found = extract_metrics(reading, [*entities], 2021)
    assert len({(metric.start, metric.end) for metric in found}) == len(found)
