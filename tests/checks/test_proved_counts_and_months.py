"""Openings held against what a section proves, spans of months, editions, and changes told the wrong way round."""

import pytest

from checks.passages import failing, findings_of

HEAD = "洑阳县科协2018年工作总结\n{}\n一、科普工作\n{}\n二、自身建设\n健全制度，改进作风。\n"
OPENING = "2018年，县科协服务大局，{}，各项工作有新进展。"
POSTS = OPENING.format("科技小院增至26家")
HAD = "科技小院上年末为21家，今年新建4家，无撤并，累计25家。"
SOLVED = OPENING.format("帮助企业解决工艺难题58项")
NEEDS = "到企业走访，收集工艺需求78项，组织专家对接，已解决53项，解决率67.9%，其余25项明年继续。"
LECTURES = OPENING.format("办应急讲座82场")
TRAINED = OPENING.format("培训果农7460人次")
CLASSES = "全年共办果树培训班64期。其中修剪40期，植保24期；共有{}人次到课，平均每期{}人。"
LEFT = "3月，专家团到园区厂家，征集工艺难题63个：铸造28个，焊接20个，涂装15个。"
BACK = "3月专家团征集的36个工艺难题，已答复21个。"

OPENED = [
    # a stock whose section leads to it
    (HEAD.format(POSTS, HAD), {"26家"}),
    (HEAD.format(POSTS.replace("26", "25"), HAD), set()),
    (HEAD.format(POSTS.replace("科技小院增至", "新建科技小院"), HAD), set()),
    (HEAD.format(POSTS.replace("科技小院", "企业科协"), HAD), set()),
    (HEAD.format(POSTS.replace("26家", "48家"), HAD), set()),
    (HEAD.format(POSTS.replace("科技小院", "省级科技小院"), HAD), set()),
    (HEAD.format(POSTS, "科技小院上年末为21家，今年新建4家。科技小院累计25家。另有筹建的1家，合计26家。"), set()),
    # what a section says by its act alone, known by several words of its sentence
    (HEAD.format(SOLVED, NEEDS), {"58项"}),
    (HEAD.format(SOLVED.replace("58", "53"), NEEDS), set()),
    (HEAD.format(SOLVED.replace("58", "36"), NEEDS), set()),
    (HEAD.format(SOLVED.replace("企业解决工艺", "果农解决栽培"), NEEDS), set()),
    (HEAD.format(SOLVED.replace("解决", "发布"), NEEDS), set()),
    (HEAD.format(SOLVED.replace("企业", "外资企业和高校"), NEEDS), set()),
    # a number of its plan, a rate or quarters
    (HEAD.format(LECTURES, "讲座计划80场，实际88场，完成率110%。"), {"82场"}),
    (HEAD.format(LECTURES, "讲座计划80场，实际82场，完成率102.5%。"), set()),
    (HEAD.format(LECTURES, "讲座上半年计划80场，实际88场，完成率110%。"), set()),
    (HEAD.format(LECTURES, "青少年讲座计划80场，实际88场，完成率110%。"), set()),
    (HEAD.format(LECTURES, "巡展计划80场，实际88场，完成率110%。"), set()),
    (HEAD.format(LECTURES.replace("办应急", "计划办应急"), "讲座计划80场，实际88场，完成率110%。"), set()),
    (
        "洑阳县科协2018年科普项目绩效自评报告\n〔摘要〕\n全年办科普讲座82场。\n1 产出\n1.1 科普讲座计划80场，实际88场，完成率110%。\n",
        {"82场"},
    ),
    # a number of its mean
    (HEAD.format(TRAINED.replace("7460", "7680"), CLASSES.format(7680, 120)), set()),
    (HEAD.format(TRAINED.replace("7460", "8670"), CLASSES.format(7680, 120)), {"8670人次"}),
    (HEAD.format(TRAINED.replace("7460", "8670"), CLASSES.format(7680, 115)), set()),
    (HEAD.format(TRAINED.replace("培训果农7460", "接待游客8670"), CLASSES.format(7680, 120)), set()),
    # what looks back by the act that it came from
    (HEAD.format(LEFT, BACK), {"36个"}),
    (HEAD.format(LEFT, BACK.replace("36", "63")), set()),
    (HEAD.format(LEFT, BACK.replace("3月", "9月")), set()),
    (HEAD.format(LEFT, BACK.replace("征集的36个", "答复其中的36个")), set()),
]
OTHER = [
    # spans of months
    ("试点自2018年4月1日至10月31日，共6个月，覆盖九个乡镇。", {"6个月"}),
    ("试点自2018年4月1日至10月31日，共7个月，覆盖九个乡镇。", set()),
    ("巡展自5月至9月，共4个月，走进32所学校。", {"4个月"}),
    ("巡展自5月至9月，共5个月，走进32所学校。", set()),
    ("巡展自5月至9月，历时4个月，走进32所学校。", set()),
    ("工程自2018年3月16日至9月15日，为期6个月。", set()),
    ("工程自2018年3月16日至9月15日，为期7个月。", {"7个月"}),
    ("工程自2017年11月至2018年2月，共4个月。", set()),
    ("工程自2017年11月至2018年2月，共3个月。", {"3个月"}),
    ("工程自5月底至9月，历时4个月。", set()),
    ("工程自5月至9月，其中停工两周，共4个月。", set()),
    ("巡展自5月至9月，共4个多月。", set()),
    # editions from one to another, what they are of right behind
    ("选手们出战了第二十一届至第二十四届共五届全省机器人竞赛。", {"五届"}),
    ("选手们出战了第二十一届至第二十四届共四届全省机器人竞赛。", set()),
    ("选手们出战了第二十一届至第二十四届全省机器人竞赛，共三届获奖。", set()),
    ("第二十一届至第二十四届共三届获得优秀组织奖。", set()),
    # the wrong way round, the value told in the sentence before
    ("全年科普资助724万元，其中省级530万元。因项目压减，资助总额比上年的761万元增加37万元。", {"37万元"}),
    ("全年科普资助724万元，其中省级530万元。因项目压减，资助总额比上年的761万元减少37万元。", set()),
    ("全年科普资助724万元，其中省级530万元。展馆资助比上年的761万元增加37万元，达到798万元。", set()),
    # one figure in 亿元 and 万元
    ("转化专利28项，新增产值3.2亿元。\n附注\n专利新增产值为28项之和，共3.2万元。", {"3.2万元"}),
    ("转化专利28项，新增产值3.2亿元。\n附注\n专利新增产值为28项之和，共3.2亿元。", set()),
    ("转化专利28项，新增产值3.2亿元。\n附注\n专利奖励为28项之和，共3.2万元。", set()),
    ("转化专利28项，新增产值3.2亿元。\n附注\n新增产值高的19项专利有奖励，共3.2万元。", set()),
]
CONTEST = "洑阳县科协2018年工作总结\n一、青少年工作\n{}\n二、科普工作\n开展活动38场。\n三、来年安排\n{}\n"
YEARLY = "青年学者论坛自2003年首届起每年举办一届，{}。第十五届学者论坛于2018年10月在县城召开，交流报告57篇。"
RIGHT = "办好第十七届学者论坛；食堂改为自助餐。"
SINCE = "5月，第九届县机器人竞赛开赛。竞赛2010年首办，每年一届。报名的有94支队伍。与{}的83支队伍相比，增加11支。"
PLAN = "5月12日，第九届县机器人竞赛在实验小学开赛。收到作品260件。\n{}一是培训骨干。二是筹办好第{}届县机器人竞赛。"
DATED = [
    # the name in short, and other words for never
    (CONTEST.format(YEARLY.format("从无间断"), "2019年" + RIGHT), {"第十五届学者论坛"}),
    (CONTEST.format(YEARLY.format("从无间断").replace("十五", "十六"), "2019年" + RIGHT), set()),
    (CONTEST.format(YEARLY.format("2012年停办"), "2019年" + RIGHT), set()),
    (CONTEST.format(YEARLY.format("从无间断"), "2019年" + RIGHT.replace("；食堂", "，学者论坛")), set()),
    # the edition of last year, further on in the line
    (CONTEST.format(SINCE.format("去年第七届"), "抓好培训。"), {"第七届"}),
    (CONTEST.format(SINCE.format("去年第八届"), "抓好培训。"), set()),
    (CONTEST.format(SINCE.format("省里第七届"), "抓好培训。"), set()),
    # a plan that its line opens
    (CONTEST.format(PLAN.format("明年主要抓两项工作。", "十一"), "抓好培训。"), {"第十一届县机器人竞赛"}),
    (CONTEST.format(PLAN.format("明年主要抓两项工作。", "十"), "抓好培训。"), set()),
    (CONTEST.format(PLAN.format("省里主要有两条经验。", "十一"), "抓好培训。"), set()),
]


def _stated(text: str) -> set[str]:
    """Return what is reported as wrong."""
    return {finding.stated for finding in failing(text)}


@pytest.mark.parametrize(("text", "stated"), OPENED)
def test_an_opening_is_held_against_what_a_section_proves(text: str, stated: set[str]) -> None:
    assert {finding.stated for finding in failing(text) if finding.kind == "repeat"} == stated


@pytest.mark.parametrize(("text", "stated"), OTHER)
def test_spans_and_directions_are_reported(text: str, stated: set[str]) -> None:
    assert _stated(text) == stated


@pytest.mark.parametrize(("text", "stated"), DATED)
def test_editions_of_other_years_are_reported(text: str, stated: set[str]) -> None:
    assert {finding.stated for finding in failing(text) if finding.kind == "date"} == stated


def test_a_span_of_months_that_fits_holds() -> None:
    assert [finding.explanation for finding in findings_of("巡展自5月至9月，共5个月。") if finding.holds] == ["5月至9月共5个月"]
