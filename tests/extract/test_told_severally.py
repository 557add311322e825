"""Figures told one by one of several things, by years, with their formulas, and against what did not change."""

import pytest

from extract.readings import achievements, metrics

SEVERALLY = [
    # a group or place told behind with no more than its share
    (
        "城镇居民具备科学素质的比例达到⟦13.2%|PERCENT⟧；农村居民为⟦7.1%|PERCENT⟧。",
        ["城镇居民具备科学素质的比例 = 13.2 %", "农村居民具备科学素质的比例 = 7.1 %"],
    ),
    (
        "临坪市、安坪市公民具备科学素质的比例居前两位，分别为⟦15.6%|PERCENT⟧和⟦14.2%|PERCENT⟧；平坪州为⟦5.8%|PERCENT⟧。",
        [f"{place}公民具备科学素质的比例 = {value} %" for place, value in (("临坪市", 15.6), ("安坪市", 14.2), ("平坪州", 5.8))],
    ),
    (
        "城镇居民具备科学素质的比例达到⟦13.2%|PERCENT⟧；项目完成率为⟦7.1%|PERCENT⟧。",
        ["城镇居民具备科学素质的比例 = 13.2 %", "项目完成率 = 7.1 %"],
    ),
    (
        "高中公民具备科学素质的比例达到⟦13.2%|PERCENT⟧；农村居民为⟦7.1%|PERCENT⟧。",
        ["高中公民具备科学素质的比例 = 13.2 %", "农村居民具备科学素质的比例 = 7.1 %"],
    ),
    # what was done goes on as the subject of its aim and rate
    (
        "⟦流动馆巡展|ACTIVITY⟧完成⟦12站|QUANTITY⟧（年初目标⟦18站|QUANTITY⟧），完成率⟦66.7%|PERCENT⟧。",
        ["流动馆巡展完成 = 12 站", "流动馆巡展年初目标 = 18 站", "流动馆巡展完成率 = 66.7 %"],
    ),
    # a figure in a line of its own
    ("讲座⟦3场|QUANTITY⟧。\n自评总分\n⟦96.5分|QUANTITY⟧\n", ["讲座 = 3 场", "自评总分 = 96.5 分"]),
    ("讲座⟦3场|QUANTITY⟧。\n发放资料\n≥⟦2万份|QUANTITY⟧\n", ["讲座 = 3 场", "发放资料 = 20000 份"]),
    # a bound is no part of the name, and a rate not that of another rate
    ("到场率达到⟦97%|PERCENT⟧，合格率⟦98%|PERCENT⟧。", ["到场率 = 97 %", "合格率 = 98 %"]),
    ("资料差错率低于⟦3‰|PERCENT⟧，培训合格率⟦98%|PERCENT⟧。", ["资料差错率 = 3 ‰", "培训合格率 = 98 %"]),
    ("培训学员⟦50人|QUANTITY⟧，培训合格率⟦98%|PERCENT⟧。", ["培训学员 = 50 人", "培训学员合格率 = 98 %"]),
    # the words of the last name that belong to all
    (
        "城镇居民和农村居民具备科学素质的比例分别达到⟦16.2%|PERCENT⟧和⟦8.6%|PERCENT⟧。",
        ["城镇居民具备科学素质的比例 = 16.2 %", "农村居民具备科学素质的比例 = 8.6 %"],
    ),
    (
        "东、中、西部地区居民具备科学素质的比例分别达到⟦15.2%|PERCENT⟧、⟦12.4%|PERCENT⟧和⟦10.8%|PERCENT⟧。",
        [f"{part}部地区居民具备科学素质的比例 = {value} %" for part, value in (("东", 15.2), ("中", 12.4), ("西", 10.8))],
    ),
    (
        "省内东、中、西部地区居民具备科学素质的比例分别达到⟦15.2%|PERCENT⟧、⟦12.4%|PERCENT⟧和⟦10.8%|PERCENT⟧。",
        [f"{part}部地区居民具备科学素质的比例 = {value} %" for part, value in (("省内东", 15.2), ("中", 12.4), ("西", 10.8))],
    ),
    (
        "安坪、平坪和临坪的公民科学素质水平分别为⟦17.7%|PERCENT⟧、⟦16.5%|PERCENT⟧和⟦11.2%|PERCENT⟧。",
        [f"{place}的公民科学素质水平 = {value} %" for place, value in (("安坪", 17.7), ("平坪", 16.5), ("临坪", 11.2))],
    ),
    (
        "大学本科及以上人群、大学专科公民具备科学素质的比例分别为⟦42.9%|PERCENT⟧、⟦24.6%|PERCENT⟧。",
        ["大学本科及以上人群具备科学素质的比例 = 42.9 %", "大学专科公民具备科学素质的比例 = 24.6 %"],
    ),
    ("办公、印刷费分别为⟦3万元|AMOUNT⟧和⟦2万元|AMOUNT⟧。", ["办公费 = 30000 元", "印刷费 = 20000 元"]),
    ("图书、宣传资料分别为⟦3册|QUANTITY⟧和⟦2份|QUANTITY⟧。", ["图书 = 3 册", "宣传资料 = 2 份"]),
    ("会议费、培训费分别为⟦3万元|AMOUNT⟧和⟦2万元|AMOUNT⟧。", ["会议费 = 30000 元", "培训费 = 20000 元"]),
    (
        "社会保障和就业支出、住房保障支出分别为⟦3万元|AMOUNT⟧和⟦2万元|AMOUNT⟧。",
        ["社会保障和就业支出 = 30000 元", "住房保障支出 = 20000 元"],
    ),
    # numbers of which only the last has its measure word, earlier figures and rates of the same things
    (
        "城镇居民和农村居民具备科学素质的比例分别达到⟦16.2%|PERCENT⟧和⟦8.6%|PERCENT⟧，较⟦2022年|DATE⟧分别提升1.41和⟦1.1个百分点|PERCENT⟧，"
        "增速分别为⟦9.5%|PERCENT⟧和⟦14.6%|PERCENT⟧。",
        [
            "城镇居民具备科学素质的比例 = 16.2 %",
            "农村居民具备科学素质的比例 = 8.6 %",
            "农村居民具备科学素质的比例提升 = 1.1 百分点 by",
            "城镇居民具备科学素质的比例增速 = 9.5 %",
            "农村居民具备科学素质的比例增速 = 14.6 %",
        ],
    ),
    (
        "城镇居民和农村居民具备科学素质的比例分别达到⟦16.2%|PERCENT⟧和⟦8.6%|PERCENT⟧，较⟦2020年|DATE⟧的⟦12.1%|PERCENT⟧和⟦5.2%|PERCENT⟧分别提升4.1和⟦3.4个百分点|PERCENT⟧。",
        [
            "城镇居民具备科学素质的比例 = 16.2 %",
            "农村居民具备科学素质的比例 = 8.6 %",
            "城镇居民具备科学素质的比例 = 12.1 % from",
            "农村居民具备科学素质的比例 = 5.2 % from",
            "农村居民具备科学素质的比例提升 = 3.4 百分点 by",
        ],
    ),
    # names in the clause before, and ages
    (
        "高中、初中和小学公民具备科学素质的比例，分别为⟦16.9%|PERCENT⟧、⟦7.3%|PERCENT⟧和⟦2.8%|PERCENT⟧。",
        ["高中具备科学素质的比例 = 16.9 %", "初中具备科学素质的比例 = 7.3 %", "小学公民具备科学素质的比例 = 2.8 %"],
    ),
    (
        "电视和互联网仍是两大主要渠道，选择比例依次为⟦84.5%|PERCENT⟧和⟦78.2%|PERCENT⟧。",
        ["电视选择比例 = 84.5 %", "互联网选择比例 = 78.2 %"],
    ),
    (
        "⟦18-29岁|QUANTITY⟧、⟦30-39岁|QUANTITY⟧人群具备科学素质的比例分别达到⟦24.7%|PERCENT⟧、⟦18%|PERCENT⟧。",
        ["18-29岁人群具备科学素质的比例 = 24.7 %", "30-39岁人群具备科学素质的比例 = 18 %"],
    ),
    # what each of them did, or has
    (
        "组织管理、条件保障、科普服务分别得⟦19.5分|QUANTITY⟧、⟦18分|QUANTITY⟧和⟦39分|QUANTITY⟧，得分率依次为⟦97.5%|PERCENT⟧、⟦90%|PERCENT⟧和⟦98%|PERCENT⟧。",
        [
            *(f"{item}得分 = {value} 分" for item, value in (("组织管理", 19.5), ("条件保障", 18), ("科普服务", 39))),
            *(f"{item}得分率 = {value} %" for item, value in (("组织管理", 97.5), ("条件保障", 90), ("科普服务", 98))),
        ],
    ),
    (
        "⟦甲馆|ORG⟧、⟦乙馆|ORG⟧参观人次分别为⟦68万人次|QUANTITY⟧、⟦23万人次|QUANTITY⟧。",
        ["甲馆参观人次 = 680000 人次", "乙馆参观人次 = 230000 人次"],
    ),
    (
        "⟦水工委员会|ORG⟧和⟦水保委员会|ORG⟧分别举办研讨会⟦3次|QUANTITY⟧和⟦2次|QUANTITY⟧，参加人数依次为⟦145人次|QUANTITY⟧和⟦98人次|QUANTITY⟧。",
        [
            "水工委员会研讨会 = 3 次",
            "水保委员会研讨会 = 2 次",
            "水工委员会研讨会参加人数 = 145 人次",
            "水保委员会研讨会参加人数 = 98 人次",
        ],
    ),
    (
        "⟦生姜协会|ORG⟧、茶农⟦罗小禾|PERSON⟧分别获得⟦20万元|AMOUNT⟧和⟦5万元|AMOUNT⟧奖补资金。",
        ["生姜协会奖补资金 = 200000 元", "罗小禾奖补资金 = 50000 元"],
    ),
    (
        "会员中，行政、科研设计、高等院校和施工企业人员分别占⟦24%|PERCENT⟧、⟦38%|PERCENT⟧、⟦11%|PERCENT⟧和⟦27%|PERCENT⟧。",
        [f"{who}人员占会员 = {value} %" for who, value in (("行政", 24), ("科研设计", 38), ("高等院校", 11), ("施工企业", 27))],
    ),
    (
        "科普经费使用额⟦100万元|AMOUNT⟧，活动支出、设施支出分别为⟦60万元|AMOUNT⟧、⟦40万元|AMOUNT⟧，依次占⟦60%|PERCENT⟧和⟦40%|PERCENT⟧。",
        [
            "科普经费使用额 = 1000000 元",
            "活动支出 = 600000 元",
            "设施支出 = 400000 元",
            "活动支出占科普经费使用额 = 60 %",
            "设施支出占科普经费使用额 = 40 %",
        ],
    ),
    # groups and places told without what their share is of
    (
        "农民具备科学素质的比例为⟦8%|PERCENT⟧，大学本科及以上人群最高，达到⟦42%|PERCENT⟧；高中、初中依次为⟦16%|PERCENT⟧、⟦7%|PERCENT⟧。",
        [
            "农民具备科学素质的比例 = 8 %",
            "大学本科及以上人群具备科学素质的比例 = 42 %",
            "高中具备科学素质的比例 = 16 %",
            "初中具备科学素质的比例 = 7 %",
        ],
    ),
    (
        "居民具备科学素质的比例为⟦8%|PERCENT⟧。云浦市、临汐市位居前两位，分别为⟦19%|PERCENT⟧、⟦17%|PERCENT⟧。",
        ["居民具备科学素质的比例 = 8 %", "云浦市具备科学素质的比例 = 19 %", "临汐市具备科学素质的比例 = 17 %"],
    ),
    ("会议室满意率为⟦98%|PERCENT⟧。高中、初中依次为⟦16%|PERCENT⟧、⟦7%|PERCENT⟧。", ["会议室满意率 = 98 %", "高中 = 16 %", "初中 = 7 %"]),
]
YEARS = [
    (
        "居民具备科学素质的比例，⟦2015年|DATE⟧为⟦6.2%|PERCENT⟧，⟦2020年|DATE⟧达到⟦11.8%|PERCENT⟧。",
        ["居民具备科学素质的比例 = 6.2 %", "居民具备科学素质的比例 = 11.8 %"],
    ),
    ("“首选”比例从⟦2022年|DATE⟧⟦55.2%|PERCENT⟧上升至⟦57.3%|PERCENT⟧。", ["“首选”比例 = 55.2 % from", "“首选”比例 = 57.3 %"]),
    (
        "拨款占全部经费的比例从⟦2017年|DATE⟧的⟦75.6%|PERCENT⟧提高到⟦77%|PERCENT⟧。",
        ["拨款占全部经费的比例 = 75.6 % from", "拨款占全部经费的比例 = 77 %"],
    ),
    ("性别差距由⟦3.31个百分点|PERCENT⟧缩小到⟦2.92个百分点|PERCENT⟧。", ["性别差距 = 3.31 百分点 from", "性别差距 = 2.92 百分点"]),
    (
        "现有展品⟦431件|QUANTITY⟧，比⟦2016年|DATE⟧开馆之初的⟦268件|QUANTITY⟧增加⟦163件|QUANTITY⟧。",
        ["展品 = 431 件", "展品 = 268 件 from", "展品增加 = 163 件 by"],
    ),
    (
        "讲座⟦17场|QUANTITY⟧，比“十二五”时期的⟦11场|QUANTITY⟧增加⟦6场|QUANTITY⟧。",
        ["讲座 = 17 场", "讲座 = 11 场 from", "讲座增加 = 6 场 by"],
    ),
    (
        "科普经费⟦12万元|AMOUNT⟧，较上年提高了近⟦90%|PERCENT⟧，年均增长⟦8%|PERCENT⟧。",
        ["科普经费 = 120000 元", "科普经费提高 = 90 % by", "科普经费增长 = 8 % by"],
    ),
    (
        "居民具备科学素质的比例达⟦14.1%|PERCENT⟧，相比前期年均⟦1.05个百分点|PERCENT⟧的增幅明显加快。",
        ["居民具备科学素质的比例 = 14.1 %", "居民具备科学素质的比例年均增幅 = 1.05 百分点 by"],
    ),
    # one rate of another group
    (
        "城镇居民的科学素质水平提升幅度较大，从⟦2010年|DATE⟧的⟦4.3%|PERCENT⟧提升到⟦8.7%|PERCENT⟧，"
        "而农村居民仅从⟦2010年|DATE⟧的⟦1.6%|PERCENT⟧提高到⟦2.2%|PERCENT⟧。",
        [
            f"{who}居民的科学素质水平 = {value}"
            for who in ("城镇", "农村")
            for value in (("4.3 % from", "8.7 %") if who == "城镇" else ("1.6 % from", "2.2 %"))
        ],
    ),
    (
        "男性的科学素质水平达到⟦8.0%|PERCENT⟧，明显高于女性的⟦3.1%|PERCENT⟧。",
        ["男性的科学素质水平 = 8.0 %", "女性的科学素质水平 = 3.1 %"],
    ),
    # what did not change against something else
    (
        "“三公”经费⟦6.2万元|AMOUNT⟧，接待费决算比预算无增减变化，比上年增加⟦0.3万元|AMOUNT⟧，增长⟦21.4%|PERCENT⟧。",
        ["“三公”经费 = 62000.0 元", "接待费决算增加 = 3000.0 元 by", "接待费决算增长 = 21.4 % by"],
    ),
    # how far from a target, means of each kind
    ("讲座⟦94场|QUANTITY⟧，还差⟦26场|QUANTITY⟧。", ["讲座 = 94 场", "讲座差 = 26 场"]),
    ("学员⟦1620人|QUANTITY⟧，班均⟦45人|QUANTITY⟧。", ["学员 = 1620 人", "班均学员 = 45 人"]),
]
FORMULAS = [
    ("在职人员控制率=（11/12）×⟦100%|PERCENT⟧=⟦91.67%|PERCENT⟧。", ["在职人员控制率 = 91.67 %"]),
    ("①预算执行率=执行数/预算数×⟦100%|PERCENT⟧=⟦95%|PERCENT⟧。", ["预算执行率 = 95 %"]),
    ("三公经费变动率=-⟦10%|PERCENT⟧。", ["三公经费变动率 = 10 %"]),
    (
        "投入⟦10分|QUANTITY⟧，得⟦9分|QUANTITY⟧；产出⟦60分|QUANTITY⟧，得⟦57.5分|QUANTITY⟧。",
        ["投入 = 10 分", "投入得分 = 9 分", "产出 = 60 分", "产出得分 = 57.5 分"],
    ),
    (
        "人员经费支出⟦15万元|AMOUNT⟧，公用经费支出⟦2万元|AMOUNT⟧，项目支出⟦10万元|AMOUNT⟧。",
        ["人员经费支出 = 150000 元", "公用经费支出 = 20000 元", "项目支出 = 100000 元"],
    ),
    (
        "预算执行指标（⟦10分|QUANTITY⟧）得⟦9.7分|QUANTITY⟧，产出指标（⟦50分|QUANTITY⟧）得⟦48分|QUANTITY⟧。",
        ["预算执行指标分值 = 10 分", "预算执行指标得分 = 9.7 分", "产出指标分值 = 50 分", "产出指标得分 = 48 分"],
    ),
    (
        "社会捐赠⟦5万元|AMOUNT⟧，人均科普经费⟦4元|AMOUNT⟧，比上年增加⟦1元|AMOUNT⟧。",
        ["社会捐赠 = 50000 元", "人均科普经费 = 4 元", "人均科普经费增加 = 1 元 by"],
    ),
    ("经营收入⟦2万元|AMOUNT⟧。", ["经营收入 = 20000 元"]),
    ("各项任务按期完成，完成及时率⟦100%|PERCENT⟧。", ["完成及时率 = 100 %"]),
    ("年初预算⟦25万元|AMOUNT⟧，加上年结转⟦6万元|AMOUNT⟧。", ["年初预算 = 250000 元", "加上年结转 = 60000 元"]),
]
COUNTED = [
    ("收到来自全市⟦9个|QUANTITY⟧旗区的作品⟦90件|QUANTITY⟧。", ["旗区 = 9 个", "旗区的作品 = 90 件"]),
    ("建筑面积在⟦500平方米|QUANTITY⟧及以上的科技馆⟦53个|QUANTITY⟧。", ["科技馆 = 53 个"]),
    ("参加活动⟦500人|QUANTITY⟧以上。", ["参加活动 = 500 人"]),
    ("科普场馆⟦53个|QUANTITY⟧，平均每⟦91.7万人|QUANTITY⟧拥有一个。", ["科普场馆 = 53 个"]),
    ("随机抽取⟦150名|QUANTITY⟧参训农民进行回访。", ["随机抽取参训农民 = 150 名"]),
    ("⟦80名|QUANTITY⟧农民参训。", ["参训农民 = 80 名"]),
    ("年末全县农技协达到⟦64个|QUANTITY⟧。", ["农技协 = 64 个"]),
    ("年接待人次首次突破⟦600万人次|QUANTITY⟧。", ["年接待人次 = 6000000 人次"]),
]
FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
NAME = "第12届云岭省青少年发明大赛"
AWARDS = [
    ("⟦省林业科学技术奖|AWARD⟧共授奖⟦22项|QUANTITY⟧。", ["- | - | 省林业科学技术奖 | 22 | 项 | -"]),
    (
        f"{FAIR}评出⟦一等奖|AWARD⟧（⟦6件|QUANTITY⟧）、⟦二等奖|AWARD⟧（⟦14件|QUANTITY⟧）。",
        [f"- | {NAME} | 一等奖 | 6 | 件 | -", f"- | {NAME} | 二等奖 | 14 | 件 | -"],
    ),
    (
        f"联合⟦县教育局|ORG⟧举办{FAIR}，共⟦114件|QUANTITY⟧作品获⟦一等奖|AWARD⟧。",
        [f"- | {NAME} | 一等奖 | 114 | 件 | -"],
    ),
    (f"经⟦县组委会|ORG⟧评审，{FAIR}评出⟦一等奖|AWARD⟧⟦6件|QUANTITY⟧。", [f"- | {NAME} | 一等奖 | 6 | 件 | -"]),
]


@pytest.mark.parametrize(("marked", "expected"), [*SEVERALLY, *YEARS, *FORMULAS, *COUNTED])
def test_what_figures_are_told_of(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected


def test_a_year_told_with_an_earlier_figure_is_not_that_of_the_later_one() -> None:
    from extract.readings import marked_reading
    from kexie_nlp.extract import extract_metrics

    told = extract_metrics(*marked_reading("讲座从⟦2010年|DATE⟧的⟦43场|QUANTITY⟧增加到⟦87场|QUANTITY⟧。"), 2021)
    assert [metric.period for metric in told] == ["2010", "2021"]


def test_a_report_that_tells_of_both_years_is_no_plan() -> None:
    won = f"⟦林小禾|PERSON⟧在{FAIR}上获⟦一等奖|AWARD⟧。"
    assert achievements("云汀县科技馆2024年自评及2025年工作计划\n" + won) == [f"林小禾 | {NAME} | 一等奖 | 1 | - | -"]
    assert not achievements("云汀县科技馆2025年工作计划\n" + won)


@pytest.mark.parametrize(("marked", "expected"), AWARDS)
def test_counts_in_brackets_and_hosts(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
