"""Sums by years, tables of a self-evaluation, what is left behind a rate, values told by year, and lists that are not complete."""

import pytest

from checks.passages import failing

REVIEW = "青澜县科学技术协会2022年工作总结\n"
EVALUATION = "青澜县科学技术协会2022年度部门整体支出绩效自评报告\n"
PROJECT = "青澜县科协2022年度科普专项经费项目支出绩效自评报告\n一、项目概况\n项目内容为科普阵地建设和科普活动。\n资金由县财政安排。\n"
YEAR_PARTS = [
    ("两年累计选派340名，其中2021年160名、2022年180名。", set()),
    ("两年累计选派360名，其中2021年160名、2022年180名。", {"sum"}),
    ("三年累计选派360名，2020年100名、2021年120名、2022年150名。", {"sum"}),
    ("三年累计选派370名，2020年100名、2021年120名、2022年150名。", set()),
    ("三年累计选派360名，其中2021年60名、2022年80名。", set()),
    ("两年累计选派360名，其中2020年60名、2022年80名。", set()),
    ("累计选派430名，其中2021年160名、2022年180名。", {"sum"}),
    ("累计选派520名，其中2021年160名、2022年180名。", set()),
]
TOLD_BEHIND = [
    ("选送31件，17件获奖，获奖数比上年的21件减少4件。", set()),
    ("选送31件，17件获奖，获奖数比上年的21件增加4件。", {"change"}),
    ("选送31件，17件获奖，入围9件，获奖数比上年的12件增加5件。", set()),
]
LEFT = [
    ("科普经费合计86.2万元。全年支出81.9万元，支出进度95.0%，结转下年4.3万元。", set()),
    ("科普经费合计86.2万元。全年支出81.9万元，支出进度95.0%，结转下年3.4万元。", {"sum"}),
    ("上半年支出40.2万元，支出进度50%，结余2.3万元。", set()),
]
YEARLY = [
    ("参加人数2.18万人次，比2021年的1.96万人次增长11.2%。\n总量连年上升（参加人数2021年1.96万人次、2022年2.18万人次）。", set()),
    ("参加人数2.18万人次，比2021年的1.96万人次增长11.2%。\n总量连年上升（参加人数2021年1.69万人次、2022年2.18万人次）。", {"repeat"}),
    ("参加人数2.18万人次，比2021年的1.96万人次增长11.2%。\n总量连年上升（培训人数2021年1.69万人次、2022年2.88万人次）。", set()),
]
HEADS = [
    ("举办活动2180场，参与421.5万人次。\n亮点：活动2180场，惠及421.5万人次。", set()),
    ("举办活动2180场，参与421.5万人次。\n亮点：活动2180场，惠及421.5万人。", {"unit"}),
    ("举办活动2180场，参与421.5万人次。\n全市有常住人口421.5万人。", set()),
]
NOT_COMPLETE = [
    ("评选先进工作者20名，其中农业8名、教育6名、卫生5名，基层一线13名，女性7名。", set()),
    ("评选先进工作者20名，其中农业8名、教育6名、卫生5名；另有女性7名获提名。", {"sum"}),
    ("科技工作者3860人，其中高级职称412人，中级1503人，初级及以下1945人，中高级合占49.6%。", set()),
    ("全年支出90万元，活动30万元，培训20万元，两项合计50万元，合计占全年支出的65.6%。", {"share"}),
    ("全年支出90万元，活动30万元，培训20万元，两项合计50万元，合计占全年支出的55.6%。", set()),
]
PERIODS = [
    ("项目实施期为2022年1月至12月。", set()),
    ("项目实施期为2021年1月至12月。", {"date"}),
    ("项目实施期为2021年1月至2022年12月。", set()),
    ("项目执行时间：2021年1月至12月，因故延至2022年完成。", set()),
]
TABLE = """
指标\t年度目标值\t实际完成值\t完成率\t分值\t得分
预算执行\t100%\t96.7%\t—\t10\t9.7
科普活动受益（万人次）\t60\t63.8\t106.3%\t30\t30
学术活动（场）\t200\t188\t94.0%\t30\t28.2
新建企业科协（家）\t25\t22\t{rate}\t30\t26.4
"""
MARKS = [
    ("自评得分94.3分。\n全年举办学术活动188场、科普活动451场，受益群众63.8万人次。", "88.0%", set()),
    ("自评得分94.3分。", "91.7%", {"completion"}),
    ("自评得分94.3分。\n全年举办学术活动188场、科普活动451场，受益群众68.3万人次。", "88.0%", {"repeat"}),
]


@pytest.mark.parametrize(("text", "kinds"), [*YEAR_PARTS, *TOLD_BEHIND, *LEFT, *YEARLY, *HEADS, *NOT_COMPLETE])
def test_relations_of_a_review(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(REVIEW + text + "\n")} == kinds


@pytest.mark.parametrize(("text", "kinds"), PERIODS)
def test_period_of_a_project(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(PROJECT + text + "\n")} == kinds


@pytest.mark.parametrize(("text", "rate", "kinds"), MARKS)
def test_tables_of_a_self_evaluation(text: str, rate: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(EVALUATION + text + "\n" + TABLE.format(rate=rate))} == kinds
