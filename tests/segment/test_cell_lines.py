"""Tables of which a page's text has kept one cell a line."""

import pytest

from kexie_nlp.document import Table
from kexie_nlp.segment.tables import find_tables

GOALS = (
    "全年共举办讲座18场，培训农民1360人次，建成示范基地一处。\n三级指标\n年度指标值\n实际完成值\n偏差原因分析\n"
    "流动巡展站点\n6站\n5站\n受大雪影响，松坪镇一站延期\n发放科普资料\n≥2万份\n2.6万份\n群众满意度\n≥90%\n93.5%\n填表人：甲\n"
)
FUNDS = "项目资金\n（万元）\n年初预算数\n全年执行数\n执行率\n年度资金总额\n55.00\n53.48\n97.24%\n其中：上级补助\n15.00\n15.00\n100%\n"
BOOK = "单位：万元\n项目\n金额\n一、收入合计\n26.52\n会费收入\n4.86\n捐赠收入\n21.66\n二、支出合计\n23.22\n"
CODES = (
    "科目编码\n科目名称\n合计\n基本支出\n项目支出\n206\n科学技术支出\n300.00\n180.00\n120.00\n20607\n科学技术普及\n300.00\n180.00\n120.00\n"
    "2060701\n机构运行\n180.00\n180.00\n0.00\n2060702\n科普活动\n120.00\n0.00\n120.00\n"
)
COUNTED = "序号\n项目名称\n预算数\n决算数\n1\n科普大篷车\n10.00\n9.50\n2\n科普惠农\n20.00\n20.00\n3\n科普日\n5.00\n4.50\n4\n论坛\n6.00\n—\n"
KINDS = (
    "一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n产出指标\n数量指标\n举办讲座\n≥18场\n20场\n发放资料\n≥2万册\n2.4万册\n"
    "质量指标\n展品完好率\n≥95%\n97%\n满意度指标\n服务对象满意度\n观众满意度\n≥90%\n96%\n"
)


def rows_of(table: Table) -> list[list[str]]:
    """Return the texts of a table's cells by row and column, an empty text where there is no cell."""
    width = max(cell.column for cell in table.cells) + 1
    rows = [[""] * width for _ in range(max(cell.row for cell in table.cells) + 1)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_goals_with_remarks() -> None:
    (table,) = find_tables(GOALS)
    assert (table.header_rows, table.header_columns) == (1, 1)
    assert rows_of(table) == [
        ["三级指标", "年度指标值", "实际完成值", "偏差原因分析"],
        ["流动巡展站点", "6站", "5站", "受大雪影响，松坪镇一站延期"],
        ["发放科普资料", "≥2万份", "2.6万份", ""],
        ["群众满意度", "≥90%", "93.5%", ""],
    ]


def test_a_unit_in_a_line_of_its_own() -> None:
    (table,) = find_tables(FUNDS)
    assert table.unit == "万元"
    assert rows_of(table)[0] == ["项目资金\n（万元）", "年初预算数", "全年执行数", "执行率"]
    assert rows_of(table)[2] == ["其中：上级补助", "15.00", "15.00", "100%"]


def test_one_value_a_row() -> None:
    (table,) = find_tables(BOOK)
    assert (table.unit, rows_of(table)[1], rows_of(table)[-1]) == ("万元", ["一、收入合计", "26.52"], ["二、支出合计", "23.22"])


@pytest.mark.parametrize(
    ("text", "row"), [(CODES, ["2060701", "机构运行", "180.00", "180.00", "0.00"]), (COUNTED, ["3", "科普日", "5.00", "4.50"])]
)
def test_codes_and_numbers_before_the_names(text: str, row: list[str]) -> None:
    (table,) = find_tables(text)
    assert (table.header_rows, table.header_columns) == (1, 2)
    assert row in rows_of(table)


def test_kinds_of_indicators_before_the_names() -> None:
    (table,) = find_tables(KINDS)
    rows = rows_of(table)
    assert rows[0][-3:] == ["三级指标", "年度指标值", "实际完成值"]
    assert rows[1:] == [
        ["产出指标", "数量指标", "举办讲座", "≥18场", "20场"],
        ["", "", "发放资料", "≥2万册", "2.4万册"],
        ["", "质量指标", "展品完好率", "≥95%", "97%"],
        ["满意度指标", "服务对象满意度", "观众满意度", "≥90%", "96%"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "获奖名单\n王小禾\n1\n李大川\n2\n赵一舟\n3\n",  # numbered, not counted
        "会议议程\n开幕\n领导讲话\n主旨报告\n",
        "收入\n26.52\n支出\n23.22\n",  # two rows of one value may be anything
        "一、科普工作\n全年办讲座18场。\n二、学术工作\n全年办会20场。\n三、人才工作\n举荐人才3人。\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_tables(text) == []
