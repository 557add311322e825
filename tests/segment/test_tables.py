from pathlib import Path

import pytest

from kexie_nlp.document import Cell, Table
from kexie_nlp.segment import clean, segment

Grid = list[list[str]]


def tables(text: str) -> list[Table]:
    return list(segment(clean(text).text).tables)


def grid(table: Table) -> Grid:
    rows: Grid = []
    for cell in table.cells:
        rows.extend([] for _ in range(cell.row + 1 - len(rows)))
        rows[cell.row].extend("" for _ in range(cell.column + 1 - len(rows[cell.row])))
        rows[cell.row][cell.column] = cell.text
    return rows


GRID = [["科目", "预算数", "决算数"], ["人员经费", "88.20", "91.74"], ["公用经费", "9.60", "9.15"]]
LAYOUTS = [
    pytest.param("\n".join("\t".join(row) for row in GRID), id="tabs"),
    pytest.param("\n".join("|".join(row) for row in GRID), id="pipes"),
    pytest.param("\n".join(f"| {' | '.join(row)} |" for row in GRID), id="pipes-at-the-edges"),
    pytest.param("| 科目 | 预算数 | 决算数 |\n|---|---:|---:|\n| 人员经费 | 88.20 | 91.74 |\n| 公用经费 | 9.60 | 9.15 |", id="markdown"),
    pytest.param("\n".join("    ".join(row) for row in GRID), id="blanks"),
    pytest.param("\n".join("\u3000\u3000".join(row) for row in GRID), id="wide-blanks"),
    pytest.param("\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in GRID), id="a-cell-a-line"),
    pytest.param("\n\n".join("\n".join(f"\t  {cell} " for cell in row) for row in GRID), id="a-cell-a-line-padded"),
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    (table,) = tables(f"支出情况表\n单位：万元\n{layout}\n\n正文。")
    assert grid(table) == GRID
    assert (table.caption, table.unit, table.header_rows, table.header_columns) == ("支出情况表", "万元", 1, 1)


NO_TABLES = [
    "正文一行。\n正文二行。",
    "首页 | 新闻",
    "正厅级干事：\t\t李云岫",
    "\t第一段的首行缩进，说明县科协一年来的主要工作和取得的成效。\n\t第二段的首行缩进，说明县科协下一步的主要打算和保障的措施。\n\n\t第三段的首行缩进。",
    "\t只有一格",
    "张三 25\n李四 30",
    "张三  李四  王五\n赵六  钱七  孙八\n周九  吴十  郑一",
    "第一段  这里多了空白，  说明工作。\n第二段  这里多了空白，  说明成效。\n第三段  这里多了空白，  共3项。",
    "2019年 3场 5期\n2020年 4场 6期\n2021年 5场 7期",
]


@pytest.mark.parametrize("text", NO_TABLES, ids=[repr(row[:16]) for row in NO_TABLES])
def test_what_is_no_table(text: str) -> None:
    assert tables(text) == []


def test_columns_parted_by_blanks_hold_words_and_numbers_and_a_total_may_lack_cells() -> None:
    rows = [
        "指标    目标值    完成值    完成率    得分",
        "讲座（场）    ≥40    50    125.00%    8",
        "支付进度    ≥95%    96.2%    达标    4",
    ]
    (table,) = tables("\n".join([*rows, "素质    提升    提升    达标    9", "合计                96.5"]) + "\n")
    assert grid(table)[1:4] == [
        ["讲座（场）", "≥40", "50", "125.00%", "8"],
        ["支付进度", "≥95%", "96.2%", "达标", "4"],
        ["素质", "提升", "提升", "达标", "9"],
    ]
    (whole,) = tables("\n".join([*rows, "合计                    96    96.5"]) + "\n")
    assert grid(whole)[-1] == ["合计", "", "", "96", "96.5"]


def test_rows_that_lost_the_blank_lines_between_them() -> None:
    cells = [["项目", "小计", "基本", "项目支出"], ["行政", "8.2", "8.2", "0"], ["科普", "5.1", "0", "5.1"], ["合计", "13.3", "8.2", "5.1"]]
    (table,) = tables("\n".join(f"\t{cell}" for row in cells for cell in row) + "\n")
    assert grid(table) == cells
    numbered = [["序号", "用途", "支出"], ["1", "更新", "8.2"], ["2", "竞赛", "5.1"], ["3", "巡展", "4.0"], ["合计", "17.3"]]
    (table,) = tables("\n".join(f"\t{cell}" for row in numbered for cell in row) + "\n")
    assert grid(table) == numbered
    (one_row,) = tables("\t甲\n\t乙\n\t1\n\t2\n\t丙\n\t丁\n\t戊\n\n\t己\n\t3\n")
    assert len(grid(one_row)) == 2


def test_empty_and_continued_cells() -> None:
    (table,) = tables("\t一级指标\n\t指标值\n\n\t\n\t产出\n指标\n\n\t效益\n\t95%\n")
    assert grid(table) == [["一级指标", "指标值"], ["", "产出\n指标"], ["效益", "95%"]]


def test_two_blank_lines_part_two_tables() -> None:
    first, second = tables("\t甲\n\t1\n\n\t乙\n\t2\n\n\n\t丙\n\t3\n\n\t丁\n\t4")
    assert (grid(first), grid(second)) == ([["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]])


HEADERS = [
    ("项目\t金额\n科普\t10", 1, 1),
    ("科目\t本年支出\t本年支出\n名称\t基本\t项目\n科普\t10\t20", 2, 1),
    ("代码\t科目\t金额\n2060702\t科普活动\t12,780.00\n2060101\t行政运行\t9.00", 1, 2),
    ("姓名\t单位\t等级\n李云岫\t青屏一中\t一等奖", 1, 1),
    ("科普\t10\n学术\t20", 0, 1),
    ("自评表\n", 0, 0),
    ("项目名称\t科普惠农\n主管部门\t县科协\n资金\t预算数\t10\t执行数\t9", 0, 1),
    ("项目名称\t流动科普能力提升\n资金来源\t县财政局安排资金\n预算数\t36.00\n执行数\t34.27", 0, 1),
    ("部门名称\t青禾县科学技术协会\n自评得分\t97.25分\n等次\t优", 0, 1),
    ("单位名称\t金额\n青禾县科协\t36.00\n青禾县科技馆\t34.27", 1, 1),
    ("负责人\t得分\n李云岫\t97.25", 1, 1),
    # figures with their measures are no headings
    ("指标\t指标值\t完成值\n大篷车\t≥24场次\t27场次\n培训\t≥1800人次\t1652人次\n比例\t≥6.5%\t6.81%", 1, 1),
    ("指标\t2021年\t2022年\n名称\t1季度\t2季度\n大篷车\t24\t27", 2, 1),
]


@pytest.mark.parametrize(("text", "rows", "columns"), HEADERS, ids=[repr(row[0][:14]) for row in HEADERS])
def test_header_rows_and_columns(text: str, rows: int, columns: int) -> None:
    assert [(table.header_rows, table.header_columns) for table in tables(text)] == ([(rows, columns)] if columns else [])


UNITS = [
    ("收支表（万元）\n", "万元"),
    ("收支表\n单位：元\n", "元"),
    ("收支表\n金额单位：人民币万元\n", "万元"),
    ("收支表\n（单位：场）\n", "场"),
    ("收支表 单位：万元\n", "万元"),
    ("收支表\n填报单位：青屏县科协\n", ""),
    ("填报单位：青屏县科协 单位：万元\n", "万元"),
    ("收支表\n", ""),
]


@pytest.mark.parametrize(("above", "unit"), UNITS, ids=[repr(row[0]) for row in UNITS])
def test_unit_above_a_table(above: str, unit: str) -> None:
    (table,) = tables(f"{above}项目\t金额\n科普\t10")
    assert table.unit == unit


CAPTIONS = [
    ("县级项目支出绩效自评表\n（2023年度）\n", "县级项目支出绩效自评表"),
    ("收支表\n单位：万元\n\n", "收支表"),
    ("收支情况见下表：\n", "收支情况见下表："),
    ("县科协开展了活动。\n", ""),
    ("", ""),
]


@pytest.mark.parametrize(("above", "caption"), CAPTIONS, ids=[repr(row[0]) for row in CAPTIONS])
def test_caption(above: str, caption: str) -> None:
    (table,) = tables(f"{above}项目\t金额\n科普\t10")
    assert table.caption == caption


NUMBER_ROWS = """支出决算表
单位：万元
本年支出合计 基本支出 项目支出
科目编码 科目名称
合计 307.5 105.5 202.0
206 科学技术支出 264.8 62.8 202.0
2060701 机构运行 51.3 51.3
2060702 科普活动 202.0 202.0
2080505 机关事业单位养老保 险缴费支出 1,006.1 1,006.1
"""


def test_numbers_parted_by_blanks_make_a_table() -> None:
    (table,) = tables(NUMBER_ROWS)
    assert grid(table) == [
        ["", "", "本年支出合计", "基本支出", "项目支出"],
        ["科目编码", "科目名称"],
        ["", "合计", "307.5", "105.5", "202.0"],
        ["206", "科学技术支出", "264.8", "62.8", "202.0"],
        ["2060701", "机构运行", "51.3", "51.3"],
        # a part is no more than the whole: 科学技术支出 has only 62.8 under 基本支出
        ["2060702", "科普活动", "202.0", "", "202.0"],
        ["2080505", "机关事业单位养老保 险缴费支出", "", "1,006.1", "1,006.1"],
    ]
    assert (table.caption, table.unit, table.header_rows, table.header_columns) == ("支出决算表", "万元", 2, 2)


COLUMN_ROWS = """
支出按科目（单位：万元）：
2060701 机构运行        61.35
2060702 科普活动        28.40
　　住房公积金　　　 7.05
总计           96.80
各科目的说明见后。
"""


def test_names_and_numbers_parted_by_wide_gaps_make_a_table() -> None:
    (table,) = tables(COLUMN_ROWS)
    assert grid(table) == [
        ["2060701", "机构运行", "61.35"],
        ["2060702", "科普活动", "28.40"],
        ["", "住房公积金", "7.05"],
        ["", "总计", "96.80"],
    ]
    assert table.unit == "万元"


@pytest.mark.parametrize("gap", [" ", "      "])
def test_a_table_of_contents_is_no_table(gap: str) -> None:
    assert tables("\n".join(f"{name}{gap}{page}" for name, page in [("部门概况", 1), ("决算说明", 3), ("附件", 9)])) == []


def test_a_table_that_the_format_tells_stands_instead_of_the_text() -> None:
    text = "收支表（万元）\n项目\t金额\n科普\t10"
    cells = (Cell(8, 10, "项目", 0, 0), Cell(11, 13, "金额", 0, 1), Cell(14, 16, "科普", 1, 0), Cell(17, 19, "10", 1, 1))
    (table,) = segment(text, [Table(8, 19, "", "", 0, 0, cells)]).tables
    assert (table.cells, table.caption, table.unit, table.header_rows) == (cells, "收支表（万元）", "万元", 1)


def test_headings_inside_a_table_open_no_section() -> None:
    assert segment("项目\t金额\n一、科普\t10\n二、学术\t20").sections == ()


def test_tables_of_the_real_reports(shared: Path) -> None:
    text = (shared / "reports/panzhihua-2019.txt").read_text(encoding="utf-8-sig")
    goals, budget, accounts = tables(text)
    assert [table.header_rows for table in (goals, budget, accounts)] == [1, 1, 1]
    assert grid(budget)[0] == ["项目", "年初预算数", "调整预算数", "支出决算数", "预算收支说明"]
    assert budget.caption == "预算收支具体情况见下表："
    assert grid(accounts)[0][:3] == ["代码", "科目名称", "财政拨款本年收入（元）"]
    assert accounts.header_columns == 2
    assert ["预算执行情况（万元）", "预算数：", "127.99", "执行数：", "127.99"] in grid(goals)
    for name in ("huaihua-2020", "shaoguan-2019"):
        assert tables((shared / f"reports/{name}.txt").read_text(encoding="utf-8-sig")) == []


def test_a_table_of_a_public_pdf(shared: Path) -> None:
    (table,) = tables((shared / "gold/wild/43.source.txt").read_text(encoding="utf-8"))
    rows = grid(table)
    assert table.unit == "万元"
    assert rows[0][2:5] == ["本年支出合计", "基本支出", "项目支出"]
    assert [len(row) for row in rows if row[0] == "2013999"] == [5]
