"""Figures that only the words around their sentence or clause name: comparisons, money of a fund, courses, lists of examples."""

import pytest

from extract.readings import marked_reading, metrics
from kexie_nlp.extract import extract_metrics

CASES: list[tuple[str, list[str]]] = [
    # the earlier figure compared with
    (
        "活动受益⟦4.1万人次|QUANTITY⟧，上年为⟦3.2万人次|QUANTITY⟧，增长⟦28.13%|PERCENT⟧。",
        ["活动受益 = 41000 人次", "活动受益 = 32000 人次 from", "活动受益增长 = 28.13 % by"],
    ),
    (
        "举办学术会议⟦128场|QUANTITY⟧，比⟦2019年|DATE⟧的⟦121场|QUANTITY⟧增加⟦7场|QUANTITY⟧，增长⟦5.79%|PERCENT⟧。",
        ["学术会议 = 128 场", "学术会议 = 121 场 from", "学术会议增加 = 7 场 by", "学术会议增长 = 5.79 % by"],
    ),
    (
        "总支出⟦70万元|AMOUNT⟧，与⟦2020年度|DATE⟧的⟦65万元|AMOUNT⟧相比增加⟦5万元|AMOUNT⟧，增长⟦7.69%|PERCENT⟧。",
        ["总支出 = 700000 元", "总支出 = 650000 元 from", "总支出增加 = 50000 元 by", "总支出增长 = 7.69 % by"],
    ),
    (
        "总支出⟦70万元|AMOUNT⟧，较上年⟦65万元|AMOUNT⟧增长⟦7.69%|PERCENT⟧。",
        ["总支出 = 700000 元", "总支出 = 650000 元 from", "总支出增长 = 7.69 % by"],
    ),
    (
        "接待⟦8260人次|QUANTITY⟧，同比增长⟦16.34%|PERCENT⟧（⟦2021年|DATE⟧为⟦7100人次|QUANTITY⟧）。",
        ["接待 = 8260 人次", "接待增长 = 16.34 % by", "接待 = 7100 人次 from"],
    ),
    ("培训期数比⟦2022年|DATE⟧的⟦27期|QUANTITY⟧多⟦3期|QUANTITY⟧。", ["培训期数 = 27 期 from", "培训期数多 = 3 期 by"]),
    ("年初预算⟦201.5万元|AMOUNT⟧，全年执行⟦198万元|AMOUNT⟧。", ["年初预算 = 2015000.0 元", "执行 = 1980000 元"]),
    ("去年获奖论文⟦12篇|QUANTITY⟧。", ["获奖论文 = 12 篇"]),
    ("学术活动⟦214次|QUANTITY⟧，次数增加⟦28次|QUANTITY⟧。", ["学术活动 = 214 次", "学术活动次数增加 = 28 次 by"]),
    # money of a fund named before
    (
        "科普专项经费预算⟦150万元|AMOUNT⟧，支出⟦147万元|AMOUNT⟧，执行率⟦98%|PERCENT⟧。",
        ["科普专项经费预算 = 1500000 元", "科普专项经费支出 = 1470000 元", "科普专项经费执行率 = 98 %"],
    ),
    ("“三公”经费支出决算⟦2.6万元|AMOUNT⟧，预算⟦3.2万元|AMOUNT⟧。", ["“三公”经费支出决算 = 26000.0 元", "“三公”经费预算 = 32000.0 元"]),
    (
        "收入总计⟦246万元|AMOUNT⟧，支出总计⟦239万元|AMOUNT⟧，年末结转⟦7万元|AMOUNT⟧。",
        ["收入总计 = 2460000 元", "支出总计 = 2390000 元", "年末结转 = 70000 元"],
    ),
    ("年初批复部门预算⟦188万元|AMOUNT⟧，支出数为⟦207万元|AMOUNT⟧。", ["年初批复部门预算 = 1880000 元", "支出数 = 2070000 元"]),
    (
        "政府采购支出总额⟦1286万元|AMOUNT⟧，其中货物⟦356万元|AMOUNT⟧、工程⟦408万元|AMOUNT⟧、服务⟦522万元|AMOUNT⟧。",
        [
            "政府采购支出总额 = 12860000 元",
            "政府采购货物支出 = 3560000 元",
            "政府采购工程支出 = 4080000 元",
            "政府采购服务支出 = 5220000 元",
        ],
    ),
    ("⟦青禾协会|ORG⟧获⟦全国科普惠农先进单位|AWARD⟧，奖补⟦20万元|AMOUNT⟧。", ["青禾协会奖补 = 200000 元"]),
    ("实施⟦社区科普益民计划|PROGRAM⟧，争取奖补资金⟦45万元|AMOUNT⟧。", ["社区科普益民计划奖补资金 = 450000 元"]),
    ("捐款⟦1.2万元|AMOUNT⟧，奖补⟦20万元|AMOUNT⟧。", ["捐款 = 12000.0 元", "奖补 = 200000 元"]),
    ("⟦青少年科技教育项目|PROGRAM⟧：年初预算⟦60万元|AMOUNT⟧。", ["青少年科技教育项目年初预算 = 600000 元"]),
    ("⟦《青禾科普》|DOCUMENT⟧杂志：出刊⟦12期|QUANTITY⟧。", ["《青禾科普》杂志出刊 = 12 期"]),
    (
        "补助对象为⟦青禾枸杞协会|ORG⟧（⟦20万元|AMOUNT⟧）、⟦北坡社区|ORG⟧（⟦10万元|AMOUNT⟧）。",
        ["青禾枸杞协会 = 200000 元", "北坡社区 = 100000 元"],
    ),
    (
        "（二）“三公”经费。公务接待费⟦0.6万元|AMOUNT⟧，公务用车费⟦1.9万元|AMOUNT⟧，合计⟦2.5万元|AMOUNT⟧。",
        ["公务接待费 = 6000.0 元", "公务用车费 = 19000.0 元", "“三公”经费合计 = 25000.0 元"],
    ),
    (
        "1.预算编制情况。指标分值⟦30分|QUANTITY⟧，自评得分⟦28.5分|QUANTITY⟧，得分率⟦95%|PERCENT⟧。",
        ["预算编制情况指标分值 = 30 分", "预算编制情况自评得分 = 28.5 分", "预算编制情况得分率 = 95 %"],
    ),
    # courses
    (
        "举办⟦农村实用技术培训|ACTIVITY⟧⟦36期|QUANTITY⟧，培训⟦2140人次|QUANTITY⟧。",
        ["农村实用技术培训 = 36 期", "农村实用技术培训 = 2140 人次"],
    ),
    (
        "举办⟦农村实用技术培训|ACTIVITY⟧⟦36期|QUANTITY⟧，培训贫困群众⟦430人次|QUANTITY⟧。",
        ["农村实用技术培训 = 36 期", "农村实用技术培训培训贫困群众 = 430 人次"],
    ),
    ("⟦全省科技工作者研修班|ACTIVITY⟧已开班，全年不少于⟦2期|QUANTITY⟧。", ["全省科技工作者研修班 = 2 期"]),
    # lists of examples
    ("解决品种退化、大小年等难题⟦13项|QUANTITY⟧。", ["解决难题 = 13 项"]),
    ("帮助解决宿舍取暖、药品采购等困难⟦21件|QUANTITY⟧。", ["帮助解决困难 = 21 件"]),
    ("柑橘修剪、土壤改良等⟦实用技术培训|ACTIVITY⟧共办⟦22期|QUANTITY⟧。", ["实用技术培训共办 = 22 期"]),
    ("修订⟦《财务制度》|DOCUMENT⟧、⟦《用车制度》|DOCUMENT⟧等制度⟦14项|QUANTITY⟧。", ["修订制度 = 14 项"]),
    # those who do something
    ("⟦260名|QUANTITY⟧牧民挤满了会议室。", ["牧民 = 260 名"]),
    ("⟦80名|QUANTITY⟧绣娘学会了网上开店。", ["绣娘 = 80 名"]),
    ("⟦24名|QUANTITY⟧学生代表座谈。", ["学生代表 = 24 名"]),
    ("聘请⟦12位|QUANTITY⟧专家担任技术顾问。", ["聘请技术顾问 = 12 位"]),
    ("选拔⟦3名|QUANTITY⟧同志担任中层干部。", ["选拔中层干部 = 3 名"]),
    ("⟦3篇|QUANTITY⟧转化为政协提案。", ["转化为政协提案 = 3 篇"]),
    ("⟦14名|QUANTITY⟧学员取得农民技术职称。", ["学员 = 14 名"]),
    # bodies and halls
    (
        "调整充实⟦市全民科学素质工作领导小组|ORG⟧，成员单位由⟦26家|QUANTITY⟧增至⟦33家|QUANTITY⟧。",
        ["市全民科学素质工作领导小组成员单位 = 26 家 from", "市全民科学素质工作领导小组成员单位 = 33 家"],
    ),
    ("⟦市科技馆|ORG⟧全年接待观众⟦9.7万人次|QUANTITY⟧。", ["市科技馆接待观众 = 97000 人次"]),
    (
        "⟦市科技馆|ORG⟧⟦9月|DATE⟧开馆，总建筑面积⟦1.2万平方米|QUANTITY⟧，展品⟦318件|QUANTITY⟧。",
        ["市科技馆总建筑面积 = 12000 平方米", "市科技馆展品 = 318 件"],
    ),
    ("⟦市科协|ORG⟧与⟦市科技馆|ORG⟧接待观众⟦9.7万人次|QUANTITY⟧。", ["接待观众 = 97000 人次"]),
    (
        "对⟦3个|QUANTITY⟧项目开展了绩效自评，涉及资金⟦132万元|AMOUNT⟧，覆盖率⟦100%|PERCENT⟧。",
        ["绩效自评项目 = 3 个", "绩效自评项目涉及资金 = 1320000 元", "绩效自评项目覆盖率 = 100 %"],
    ),
    ("为⟦3个|QUANTITY⟧项目提供场地。", ["项目 = 3 个"]),
    # where those counted come from
    (
        "⟦海峡科普嘉年华|ACTIVITY⟧开幕，来自⟦北坡|PLACE⟧、⟦南坡|PLACE⟧的⟦12位|QUANTITY⟧科学教师同台授课。",
        ["海峡科普嘉年华科学教师 = 12 位"],
    ),
    ("由⟦省科技馆|ORG⟧配发的⟦50件|QUANTITY⟧展品。", ["配发展品 = 50 件"]),
    # the parts of each whole
    (
        "小学⟦216所|QUANTITY⟧，其中公立⟦208所|QUANTITY⟧；中学⟦98所|QUANTITY⟧，其中公立⟦80所|QUANTITY⟧。",
        ["小学 = 216 所", "公立小学 = 208 所", "中学 = 98 所", "公立中学 = 80 所"],
    ),
    (
        "本年支出⟦100万元|AMOUNT⟧，主要用于：其中基本支出⟦60万元|AMOUNT⟧，占⟦60%|PERCENT⟧；项目支出⟦40万元|AMOUNT⟧，占⟦40%|PERCENT⟧。",
        ["本年支出 = 1000000 元", "基本支出 = 600000 元", "基本支出占本年支出 = 60 %", "项目支出 = 400000 元", "项目支出占本年支出 = 40 %"],
    ),
    # names before a count of them
    ("⟦方平|PERSON⟧、⟦何川|PERSON⟧⟦两位|QUANTITY⟧研究员驻点指导。", ["研究员 = 2 位"]),
    ("⟦市气象局|ORG⟧、⟦市地震局|ORG⟧等⟦28家|QUANTITY⟧单位设台。", ["单位 = 28 家"]),
    # words that look like lead-ins
    ("对接成功⟦47条|QUANTITY⟧。", ["对接成功 = 47 条"]),
    ("年末实有⟦15人|QUANTITY⟧。", ["年末实有人员 = 15 人"]),
    ("新认定科普基地⟦37家|QUANTITY⟧，总数达⟦215家|QUANTITY⟧。", ["新认定科普基地 = 37 家", "科普基地 = 215 家"]),
    ("培训农民不少于⟦2000人次|QUANTITY⟧。", ["培训农民 = 2000 人次"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_figures_in_context(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected


PERIODS = [
    ("⟦2021年|DATE⟧总支出⟦70万元|AMOUNT⟧，比⟦2020年|DATE⟧的⟦65万元|AMOUNT⟧增加⟦5万元|AMOUNT⟧。", ["2021", "2020", "2021"]),
    ("⟦2021年|DATE⟧总支出⟦70万元|AMOUNT⟧，较上年⟦65万元|AMOUNT⟧增加⟦5万元|AMOUNT⟧。", ["2021", "2020", "2021"]),
    (
        "⟦2021年|DATE⟧会员由⟦43户|QUANTITY⟧增至⟦112户|QUANTITY⟧。",
        [
            "2021",
            "2021",
        ],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), PERIODS)
def test_the_earlier_figure_has_its_own_time(marked: str, expected: list[str]) -> None:
    assert [metric.period for metric in extract_metrics(*marked_reading(marked), 2021)] == expected
