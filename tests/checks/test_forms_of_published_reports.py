"""Ways in which published reports tell figures: forms filled in, fixed sentences of accounts, lists that go on behind a full stop."""

import pytest

from checks.passages import failing

REVIEW = "云汀县科协2022年工作总结\n"
PLAIN = [
    # what a clause says did not change is what changed otherwise
    (
        "“三公”经费支出决算为6.20万元。公务用车购置费决算比预算无增减变化，比去年无增减变化，"
        "公务用车运行费决算比预算无增减变化，比去年增加1.10万元，增长32.4%。",
        set(),
    ),
    ("“三公”经费支出决算为6.20万元，比预算增加1.10万元，比去年增加1.10万元，增长32.4%。", {"change"}),
    ("与2022年的21.60万人次相比，全年增长124.4%；与2019年的45.20万人次相比，增长7.3%。全年接待48.50万人次。", set()),
    ("2021年接待45.20万人次，比2020年的21.60万人次增长124.4%。", {"change"}),
    # works that took part are no sum of prizes
    ("全县24所学校、611幅作品参赛，共决出一等奖45幅、二等奖75幅、三等奖120幅、鼓励奖310幅。", set()),
    ("全县24所学校、611幅作品获奖，其中一等奖45幅、二等奖75幅、三等奖120幅、鼓励奖310幅。", {"sum"}),
    # lists that go on behind a full stop, or whose first item was taken for their sum
    ("预算支出1084600元：工资463812元，商品和服务152000元，退休工资448788元。其他资本性支出20000元。", set()),
    ("预算支出1084600元：工资463812元，商品和服务152000元，退休工资448788元。其他资本性支出22000元。", {"sum"}),
    ("全年支出增加6.33万元。按经济分类，工资福利支出548960元，个人补助132476元，商品和服务支出381782元，其他支出44000元。", set()),
    ("全年支出增加6.33万元。工资福利支出548960元，其中个人补助132476元，商品和服务381782元，其他支出44000元。", {"sum"}),
    ("按性质分，基本支出236.74万元，项目支出260.54万元；基本支出里，人员经费201.58万元，公用经费35.16万元。", set()),
    ("按性质分，项目支出260.54万元，基本支出236.74万元；基本支出里，人员经费201.58万元，公用经费53.16万元。", {"sum"}),
    ("培训班学员512人中，结业498人；按身份分，乡村教师176人，农技人员203人，社区工作者133人。", set()),
    ("培训班结业498人；按身份分，乡村教师176人，农技人员203人，社区工作者133人。", {"sum"}),
    # marks
    ("产出指标50分，时效指标（10分）按87.5%计8.75分，其余满分，得48.75分。", set()),
    ("产出指标满分50分，得58.75分。", {"completion"}),
    ("自评总分95.88分：预算执行得9.78分；成本得19分；产出得38.6分，效益得18.5分；满意度得满分10分。", set()),
    ("自评总分95.88分：预算执行得9.78分；成本得19分；产出得38.6分，效益得18.5分；满意度得满分12分。", {"sum"}),
    # targets
    ("科普画廊预期12期，实际完成10期，完成率83.33%，未完成目标的原因是台风停更两期。", set()),
    ("科普画廊更新10期，未完成目标8期。", {"completion"}),
    ("目标未完成原因分析：辅导员培训有6人请假，实到114人，为计划的95%。", set()),
    ("年度目标培训120人，实到114人，为计划的59%。", {"completion"}),
    # short figures with the same digits, rates by their formulas, what a sum is spent on
    ("奖补协会42个，计630万元。\n奖补基地24个，计360万元。", set()),
    ("公用经费控制率=(21.48/22.6)×100%=95.04%。\n三公经费控制率=(3.96/5.5)×100%=72%。", set()),
    (
        "2022年度财政拨款支出主要用于以下方面：科学技术（类）支出243.18万元，占81.71%；社会保障和就业（类）支出54.44万元，占18.29%。\n"
        "2022年度财政拨款支出297.62万元，占本年支出合计的100%。",
        set(),
    ),
]
LINES = "支出264.96万元。按功能科目列示如下（单位：万元）：\n科学技术支出 221.84\n社会保障支出 24.17\n卫生支出 9.05\n住房支出 9.90\n"
FORM = """{name}项目自评表
项目名称 {name}
项目类别 部门预算项目
预算执行情况 预算数 执行数 执行率 得分
年度财政资金总额 {budget}
产出指标 推文 不少于600篇 648篇 8
成本指标 预算控制数(8分) ≤{limit}万元 {spent}万元 8
"""


@pytest.mark.parametrize(("text", "kinds"), PLAIN)
def test_frames_of_published_reports(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(REVIEW + text + "\n")} == kinds


@pytest.mark.parametrize("behind", ["年末结转的14.51万元系巡展尾款。", "个人补助由财政列支。"])
def test_the_last_row_of_a_list_takes_no_measure_from_the_next_line(behind: str) -> None:
    assert not failing(f"{REVIEW}{LINES}{behind}\n")
    assert {finding.kind for finding in failing(f"{REVIEW}{LINES.replace('9.90', '9.09')}{behind}\n")} == {"sum"}


def test_forms_of_two_projects_are_not_held_against_each_other() -> None:
    first = FORM.format(name="科普经费", budget="128 121.6 95% 19", limit="128", spent="121.6")
    second = FORM.format(name="教育经费", budget="30 29.7 99% 19.8", limit="30", spent="29.7")
    assert not failing(f"科协2022年绩效自评\n{first}\n{second}")
    again = second.replace("项目名称 教育经费\n", "")
    assert {finding.kind for finding in failing(f"科协2022年绩效自评\n{first}\n{again}")} == {"repeat"}
