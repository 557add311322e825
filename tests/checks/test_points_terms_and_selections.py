"""Points of a share held against last year's, terms after a founding, comings and goings, works of a selection, lectures by number."""

import pytest

from checks.passages import failing

SHARE = "专职人员1138人，占13.51%，占比{}13.12%{}{}个百分点。"
COUNCIL = "学会1984年成立，已走过32年历程。本届理事会于2014年12月选举产生，任期4年，将于{}年12月届满。"
MEMBERS = "年初有个人会员812名，一年来新发展{}名，退会、除名及去世19名，年末实有864名，净增52名，增幅6.4%。"
CHOSEN = "从获奖作品中择优推荐38件参加省赛，包括学生科技创新成果18项、科幻画12幅、实践活动5项、辅导员成果{}项。"
LECTURES = "{}讲座有132人参加。会场气氛热烈。{}讲座有123人参加。"
KINDS = "分类来看，农技协16个，占该类申报数的47.1%；示范基地14个，占该类申报数（27个）的{}；社区10个，占该类申报数的47.6%。"
SENT = "共发放调查问卷1200份，收回1140份，回收率95.00%；其中有效问卷1083份，有效问卷占收回问卷的{}。"
PERIOD = "项目实施期从2017年1月1日起至2018年6月30日止，为期{}个月，原则上不得延期。"
GUILDS = "年初全县有农技协42个，今年新成立黄金梨、莲藕等协会{}个，注销长期不活动的协会1个，到年底达到48个。"
GRANTED = "今年有3个农技协各获得奖补20万元，1个示范基地获得奖补20万元，4名带头人各获得奖补5万元，共计争取国家奖补资金{}万元。"
UNDONE = "共设绩效指标14个，完成13个，完成率92.86%，{}1个{}（目标95%，实际90.36%）。"
CASES = [
    (UNDONE.format("未完成", "为预算执行率"), set()),
    ("全年巡展13场，未完成12场的目标。", {"13场"}),
    ("全年巡展11场，未完成12场的目标。", set()),
    (GRANTED.format(80), {"80万元"}),
    (GRANTED.format(100), set()),
    (KINDS.format("58.3%"), {"58.3%"}),
    (KINDS.format("51.9%"), set()),
    (SENT.format("90.25%"), {"90.25%"}),
    (SENT.format("95.00%"), set()),
    (PERIOD.format(16), {"16个月"}),
    (PERIOD.format(18), set()),
    (GUILDS.format(6), {"48个"}),
    (GUILDS.format(7), set()),
    (SHARE.format("比上年的", "提高", "0.93"), {"0.93个百分点"}),
    (SHARE.format("比上年的", "提高", "0.39"), set()),
    (SHARE.format("较2019年（", "）提高", "0.93"), {"0.93个百分点"}),
    (SHARE.format("较2019年（", "）提高", "0.39"), set()),
    (COUNCIL.format(2019), {"2019年"}),
    (COUNCIL.format(2018), set()),
    (MEMBERS.format(17), {"52名"}),
    (MEMBERS.format(71), set()),
    (MEMBERS.format(43), set()),  # nothing shows that they are all who came
    (CHOSEN.format(5), {"38件"}),
    (CHOSEN.format(3), set()),
    (LECTURES.format("第二场", "第三场"), set()),
    (LECTURES.format("首场", "第三讲"), set()),
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_what_is_wrong(text: str, wrong: set[str]) -> None:
    assert {finding.stated for finding in failing(text)} == wrong


ACCOUNTS = (
    "云汀市科协2021年部门决算公开\n\n第一部分 单位概况\n市科协是市级群团机关，内设办公室、科普部、学会部，负责学术交流和科普工作。"
    "单位坐落在滨河路，办公用房与市妇联合用，图书室和展厅对外开放，来访群众可预约参观，展厅每周一闭馆检修。"
    "全体干部分片联系乡镇科协，每月下乡一次，帮助基层解决实际困难，年底由办公室汇总情况后报党组会议研究。"
    "单位另有青少年科技中心一个，负责竞赛的组织和辅导员的培训，与市教育局共同管理，经费由市科协统一安排。"
    "市反邪教协会的日常工作也由市科协承担，宣传资料由办公室统一印制，发放到各县区和街道社区的宣传栏里去。"
    "档案工作由办公室一名干部兼管，历年案卷已经全部整理上架，电子目录也已建好，可以供各部室随时查阅使用，借阅须登记，年底统一清点一次并写出说明。\n\n"
    "第二部分 2021年部门决算表\n收入决算表\n单位：万元\n项目\t决算数\n财政拨款收入\t600.00\n其他收入\t12.35\n合计\t612.35\n\n"
    "第三部分 {}年部门{}情况说明\n收入650.15万元，其中财政拨款636.90万元、其他收入13.25万元。\n"
)


@pytest.mark.parametrize(("year", "what", "alarms"), [(2022, "预算", 0), (2021, "决算", 1)])
def test_a_part_that_tells_another_years_budget(year: int, what: str, alarms: int) -> None:
    assert len(failing(ACCOUNTS.format(year, what))) == alarms


SURVEY = (
    "云汀市2020年度科普统计公报\n云汀市科学技术局　云汀市科学技术协会\n2021年9月\n\n综合看，科普经费筹集额达到{}。\n\n"
    "表1　2020年科普场馆情况\n类别\t数量（个）\n科技馆\t4\n科普画廊\t36\n\n"
    "三、科普经费\n科普经费筹集额{}，其中财政拨款3012.80万元、自筹851.70万元。\n"
)


@pytest.mark.parametrize(
    ("told", "again", "wrong"),
    [
        ("3.86亿元", "3864.50万元", {"3.86亿元"}),
        ("0.386亿元", "3864.50万元", set()),
        ("3.87亿元", "3864.50万元", set()),  # more than the point differs
        ("3865万元", "3864.50万元", set()),  # rounded
    ],
)
def test_a_sum_told_again_in_a_greater_unit(told: str, again: str, wrong: set[str]) -> None:
    assert {finding.stated for finding in failing(SURVEY.format(told, again))} == wrong
