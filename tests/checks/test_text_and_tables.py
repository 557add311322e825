"""What running text tells of the rows, the columns and the totals of a table."""

import pytest

from checks.passages import failing

HEAD = "溯水县科学技术协会2021年工作总结\n"


def table(caption: str, *rows: str) -> str:
    """Return a table as converted reports have it, each cell in an indented line of its own."""
    return caption + "\n\n" + "\n\n".join("\n".join(f"\t{cell}" for cell in row.split("|")) for row in rows) + "\n\n"


TARGETS = table(
    "2021年重点工作完成情况表",
    "指标名称|年度目标值|实际完成值|完成率",
    "科普讲座（场）|40|46|115%",
    "农民技术培训（人次）|2400|1920|80%",
    "科技馆接待（万人次）|5|6.2|124%",
    "新建科普e站（个）|12|12|100%",
)
TOWNS = table(
    "科普示范创建情况（单位：个）",
    "乡镇|农技协|科普基地|科普小院|小计",
    "城关镇|6|4|3|13",
    "清渡镇|5|3|2|10",
    "白石乡|4|2|1|7",
    "合计|15|9|6|30",
)
EXPENSES = table(
    "“三公”经费决算表（单位：万元）",
    "项目|2020年决算|2021年预算|2021年决算",
    "因公出国（境）费|0.00|0.00|0.00",
    "公务用车运行维护费|3.10|3.00|2.65",
    "公务接待费|1.42|1.50|0.38",
    "合计|4.52|4.50|3.03",
)
PRIZES = table(
    "获奖情况统计表（单位：项）",
    "赛事|一等奖|二等奖|三等奖|合计",
    "创新大赛|7|16|22|45",
    "机器人竞赛|3|5|9|17",
    "科学影像节|2|4|6|12",
    "合计|12|25|37|74",
)
EVENTS = table(
    "活动开展情况表",
    "活动名称|场次|受益人数（人次）|经费（万元）",
    "科普日主场活动|12|8600|8.50",
    "科技活动周|28|5400|6.20",
    "三下乡集中示范|16|3150|5.40",
    "合计|56|17150|20.10",
)
CASES = [
    (TARGETS, "全年举办科普讲座46场，科技馆接待观众6.2万人次。", set()),
    (TARGETS, "全年举办科普讲座64场，科技馆接待观众6.2万人次。", {"repeat"}),
    (TARGETS, "全年举办科普讲座46场，县科技馆接待观众2.6万人次，新建科普e站12个。", {"repeat"}),
    (TARGETS, "农民技术培训1290人次，新建科普e站12个。", {"repeat"}),
    (TARGETS, "科技活动周期间举办科普讲座16场，新建科普e站12个。", set()),
    (TOWNS, "截至2021年底，全县共有农技协15个、科普基地9个、科普小院8个。", {"repeat"}),
    (TOWNS, "截至2021年底，全县共有农技协15个、科普基地9个、科普小院6个。", set()),
    (TOWNS, "截至2021年底，全县共有农技协15个、市级科普基地3个、科普小院6个。", set()),
    (TOWNS, "清渡镇有农技协5个、科普基地3个。", set()),
    (EXPENSES, "公务用车运行维护费2.56万元，公务接待费0.38万元。", {"repeat"}),
    (EXPENSES, "公务用车运行维护费2.65万元，公务接待费3800元。", set()),
    (EXPENSES, "公务用车运行维护费2.65万元，公务接待费8300元。", {"repeat"}),
    (EXPENSES, "2021年“三公”经费支出3.30万元，其中公务接待费0.38万元。", {"repeat"}),
    (EXPENSES, "公务用车运行维护费比上年的3.10万元减少0.45万元，公务接待费0.38万元。", set()),
    (EXPENSES, "公务用车运行维护费预算3.00万元，支出2.65万元。", set()),
    (PRIZES, "2021年全县共获奖74项，其中一等奖12项、二等奖25项、三等奖37项。", set()),
    (PRIZES, "2021年全县共获奖47项，其中一等奖12项。", {"repeat"}),
    (PRIZES, "2021年全县共获奖74项，其中一等奖21项。", {"repeat"}),
    (PRIZES, "创新大赛获奖45项，机器人竞赛获奖71项。", {"repeat"}),
    (PRIZES, "创新大赛获奖45项，机器人竞赛获奖17项。", set()),
    (EVENTS, "全年组织上述活动56场次，受益群众1.7万人次。", set()),
    (EVENTS, "全年组织上述活动65场次，受益群众17150人次，投入经费20.10万元。", {"repeat"}),
    (EVENTS, "全年组织上述活动56场次，受益群众17510人次，投入经费20.10万元。", {"repeat"}),
    (EVENTS, "科技活动周举办活动28场次，受益群众4500人次。", {"repeat"}),
    (EVENTS, "科技活动周举办活动28场次，受益群众5400人次。", set()),
]


@pytest.mark.parametrize(("rows", "text", "kinds"), CASES, ids=[text for _, text, _ in CASES])
def test_text_is_held_against_tables(rows: str, text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(HEAD + rows + text + "\n")} == kinds


PLANS = [
    ("（二）年度目标。举办科普讲座40场，培训农民2400人次，新建科普e站12个。", set()),
    ("（二）年度目标。举办科普讲座42场，培训农民2400人次，新建科普e站12个。", {"repeat"}),
    ("（二）年度目标。举办科普讲座40场，培训农民2400人次，新建科普e站21个。", {"repeat"}),
    ("（二）下一步安排。举办科普讲座30场，培训农民2400人次，新建科普e站12个。", set()),
]


@pytest.mark.parametrize(("text", "kinds"), PLANS, ids=[text for text, _ in PLANS])
def test_targets_of_the_text_are_held_against_those_of_the_table(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(HEAD + text + "\n" + TARGETS)} == kinds
