"""Wholes that a sentence names where another figure fits, sums that were taken off, small tables of funds, plans in brackets."""

import pytest

from checks.passages import failing

PAPERS = "年会征文236篇，经两轮评审录用189篇，录用率80.1%，评出优秀论文48篇，占{}的{}。"
AUTHORS = "大赛共收到作品168项，作者合计231人。作者当中男生137人、女生94人，女生占{}，比上届有所提高。"
POOR = "州科协定点帮扶3个村，有建档立卡贫困户147户，2016年底前脱贫45户，今年脱贫58户，累计脱贫103户，尚有{}户{}。"
CARRIED = "收支相抵，本届结余143.5万元，加上第六届结转来的96.2万元，到今年11月底累计结余{}万元。"
MEANT = [
    (PAPERS.format("录用论文", "20.3%"), {"20.3%"}),
    (PAPERS.format("录用论文", "25.4%"), set()),
    (PAPERS.format("征文总数", "20.3%"), set()),
    (AUTHORS.format("68.6%"), {"68.6%"}),
    (AUTHORS.format("40.7%"), set()),
    # several that a word names, and what they make together
    ("办班3期，参训人数依次为48人、45人、51人，共计144人，其中31人取得证书，占参训人数的21.5%。", set()),
    (POOR.format(89, "未脱贫"), {"89户"}),
    (POOR.format(44, "未脱贫"), set()),
    (POOR.format(89, "住危房"), set()),
    (CARRIED.format("47.3"), {"47.3万元"}),
    (CARRIED.format("239.7"), set()),
    (CARRIED.format("61.8"), set()),
]
FUNDS = "云汀市科普专项绩效自评表\n\n项目资金（万元）\t年初预算数\t全年执行数\t执行率\n"
SMALL_TABLES = [
    (FUNDS + "年度资金总额\t240.00\t228.00\t90%\n", {"90%"}),
    (FUNDS + "年度资金总额\t240.00\t228.00\t95%\n", set()),
    # the same told of all and of what the treasury gave
    (FUNDS + "年度资金总额\t240.00\t228.00\t90%\n其中：财政拨款\t240.00\t228.00\t90%\n", {"90%"}),
    (FUNDS + "年度资金总额\t240.00\t228.00\t90%\n其中：财政拨款\t200.00\t188.00\t91%\n", set()),
    # the first row is the sum of the next two by chance
    ("单位\t出车（次）\n市本级\t58\n临沙县\t31\n白杨县\t27\n金渠县\t29\n石门区\t24\n双泉县\t17\n合计\t186\n", set()),
    (
        "单位\t出车（次）\t展品（件次）\n市本级\t58\t1160\n临沙县\t31\t620\n白杨县\t27\t540\n金渠县\t29\t530\n"
        "石门区\t24\t480\n双泉县\t17\t340\n合计\t186\t3720\n",
        {"3720"},
    ),
]
TABLE = "月份\t期数\t人次\n上半年\t302\t16840\n下半年\t420\t23240\n合计\t722\t40080\n"
PLANNED = [
    # the plan in brackets is no level of this year, nor what the table tells
    (
        "农村党员科普培训2012年总结\n"
        + TABLE
        + "全年共举办各类培训班722期，培训40080人次，分别完成年初计划（700期、38000人次）的103.1%和105.5%；"
        "与2011年的668期、36245人次相比，增加54期、3835人次，分别增长8.1%和10.6%。",
        set(),
    ),
    (
        "农村党员科普培训2012年总结\n" + TABLE + "全年共举办各类培训班772期，培训40080人次。",
        {"772期"},
    ),
]
# what a heading tells of this year's shortfalls is not of next year
BACK = (
    "桐木镇魔芋协会二〇一四年工作总结\n协会办得红火。\n五、{}\n12月20日（星期{}）开会员大会，到会283户。\n"
    "桐木镇魔芋协会理事会\n2014年12月25日\n"
)
HEADINGS = [
    (BACK.format("不足和明年打算", "六"), set()),
    (BACK.format("不足和明年打算", "五"), {"12月20日（星期五）"}),
    (BACK.format("明年打算", "日"), set()),
]

COURSES = "全年办实用技术培训62期{}人次。分起来看，果树21期2310人次，养殖18期{}人次，蔬菜14期1764人次，其他{}期1170人次。"
LISTS = [
    (COURSES.format(7440, 1296, 9), {"7440人次"}),
    (COURSES.format(7440, 2196, 9), set()),
    # neither of the two units makes its total: the list may leave some out
    (COURSES.format(7440, 1296, 8), set()),
    (COURSES.format(9800, 2196, 9), set()),
    (COURSES.format(7440, 2196, 6), {"62期"}),
]
QUIZ = "线上知识竞答4.82万人次，其中答满分的15183人次，占31.5%。\n二、不足\n今年{}{}万人次，年轻人的比重明显高于广场。\n"
SHIFTED = [
    (QUIZ.format("线上竞答", "48.2"), {"48.2万人次"}),
    (QUIZ.format("线上竞答", "4.82"), set()),
    (QUIZ.format("广场客流", "48.2"), set()),
    (QUIZ.format("线上竞答", "48.3"), set()),
]
GROWING = "明年在{}{}个的基础上新发展农技协5个，{}{}个。"
GROWN = [
    (GROWING.format("现有", 36, "总数达到", 41), set()),
    (GROWING.format("现有", 36, "总数达到", 43), {"43个"}),
    (GROWING.format("现有", 36, "办示范点", 43), set()),
]
BUDGET = (
    "云汀市科协2025年部门预算说明\n单位：万元\n项目名称\t2025年\t2024年\t增减额\n科普活动\t118.00\t130.00\t-12.00\n"
    "学会能力提升\t75.00\t60.00\t15.00\n合计\t193.00\t190.00\t3.00\n{}。\n"
)
MOVED_BACK = [
    (BUDGET.format("科普活动经费较上年增加12.00万元，原因是场地改由开发区承办"), {"增加12.00万元"}),
    (BUDGET.format("科普活动经费较上年减少12.00万元，原因是场地改由开发区承办"), set()),
    (BUDGET.format("学会能力提升经费比上年减少15.00万元"), {"减少15.00万元"}),
    (BUDGET.format("机关运行经费较上年增加12.00万元"), set()),
]


@pytest.mark.parametrize(("text", "wrong"), [*MEANT, *SMALL_TABLES, *PLANNED, *HEADINGS, *LISTS, *SHIFTED, *GROWN, *MOVED_BACK])
def test_what_is_reported(text: str, wrong: set[str]) -> None:
    """Each passage raises findings on these figures and no others."""
    assert {finding.stated for finding in failing(text)} == wrong
