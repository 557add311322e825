"""Workbooks: values as shown, merged cells, prose beside tables."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from kexie_nlp.errors import ReportError, UnreadableReport, UnsafeReport
from kexie_nlp.read import extract_file
from kexie_nlp.read.extracted import Extracted
from kexie_nlp.read.sheets import read_sheets, shown


def workbook(fill: Callable[[Any], None]) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book)
    book.close()
    return stream.getvalue()


def read(fill: Callable[[Any], None]) -> Extracted:
    extracted = read_sheets(workbook(fill), "a.xlsx")
    for table in extracted.tables:
        assert extracted.text[table.start : table.end].count("\n") == max(cell.row for cell in table.cells)
        assert all(extracted.text[cell.start : cell.end] == cell.text for cell in table.cells)
    return extracted


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (661.7000000001, None, "661.7"),
        (0.1 + 0.2, None, "0.3"),
        (2019.0, None, "2019"),
        (12345678901.23, None, "12345678901.23"),
        (-0.5, None, "-0.5"),
        (0.00001, None, "0.00001"),
        (1e20, None, "100000000000000000000"),
        (42, None, "42"),
        (0.985, 1, "98.5%"),
        (1.0, 0, "100%"),
        (True, None, "TRUE"),
        (datetime(2021, 3, 5), None, "2021-03-05"),
        (datetime(2021, 3, 5, 9, 30), None, "2021-03-05 09:30:00"),
        (time(9, 30), None, "09:30:00"),
        (timedelta(hours=1), None, "1:00:00"),
        ("科普\n活动\t42", None, "科普 活动 42"),
    ],
)
def test_values_as_shown(value: object, digits: int | None, expected: str) -> None:
    assert shown(value, digits) == expected


def fill_report(book: Any) -> None:
    percent, date = book.add_format({"num_format": "0.00%"}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("收支表")
    sheet.merge_range("A1:D1", "2021年度收入支出决算总表")
    sheet.write_row("A2", ["部门：临溪县科协", "", "", "单位：万元"])
    sheet.merge_range("A3:A4", "项目")
    sheet.merge_range("B3:C3", "决算数")
    sheet.write("D3", "执行率")
    sheet.write_row("B4", ["2020年", "2021年"])
    sheet.write_row("A5", ["收入", 661.7, 702.0])
    sheet.write("D5", 0.985, percent)
    sheet.write("A6", "其中：")
    sheet.write_row("A7", ["支出", 660.0, 700.25])
    sheet.write("D7", datetime(2021, 3, 5), date)
    sheet.write("A8", "注：本表反映本年收支情况。")
    book.add_worksheet("Sheet2").write("A1", "说明")
    book.add_worksheet("空表")
    book.add_worksheet("隐藏").hide()
    book.get_worksheet_by_name("隐藏").write("A1", "不可见")


def test_a_report_of_sheets() -> None:
    extracted = read(fill_report)
    assert extracted.text.split("\n") == [
        "收支表",
        "2021年度收入支出决算总表",
        "部门：临溪县科协 单位：万元",
        "项目\t决算数\t执行率",
        "\t2020年\t2021年",
        "收入\t661.7\t702\t98.50%",
        "其中：",
        "支出\t660\t700.25\t2021-03-05",
        "注：本表反映本年收支情况。",
        "说明",
    ]
    assert extracted.headings == ((0, 3, 1),)
    (table,) = extracted.tables
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["项目"] == (0, 0, 2, 1)
    assert spans["决算数"] == (0, 1, 1, 2)
    assert spans["98.50%"] == (2, 3, 1, 1)


def test_a_blank_row_parts_two_tables() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row, values in enumerate([["甲", 1], ["乙", 2], [], ["丙", 3], ["丁", 4]]):
            sheet.write_row(row + 2, 1, values)

    extracted = read(fill)
    assert extracted.text == "甲\t1\n乙\t2\n丙\t3\n丁\t4"
    assert len(extracted.tables) == 2


def ods(rows: str) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet><table:table table:name="奖项">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", content)
    return stream.getvalue()


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def test_an_open_document_sheet(tmp_path: Path) -> None:
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = "".join(f"<table:table-row>{cell(left)}{cell(right)}</table:table-row>" for left, right in (("奖次", "数量"), ("一等奖", "6")))
    path = tmp_path / "a.ods"
    path.write_bytes(ods(rows + empty))
    assert extract_file(path).text == "奖项\n奖次\t数量\n一等奖\t6"


def test_sheets_that_would_not_fit_into_memory_are_refused() -> None:
    def corners(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, "y")

    with pytest.raises(UnsafeReport, match="1,048,576 rows"):
        read(corners)
    repeated = 'table:number-columns-repeated="16000"'
    with pytest.raises(UnsafeReport, match="rows"):
        read_sheets(ods(f'<table:table-row table:number-rows-repeated="1000000">{cell("x", repeated)}</table:table-row>'), "a.ods")


def test_empty_and_damaged_workbooks_are_refused() -> None:
    with pytest.raises(UnreadableReport, match="without a filled cell"):
        read(lambda book: book.add_worksheet())
    stream = BytesIO()
    with ZipFile(BytesIO(workbook(fill_report))) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-40] if "sheet1" in name else old.read(name))
    with pytest.raises(UnreadableReport, match="damaged"):
        read_sheets(stream.getvalue(), "a.xlsx")
    with pytest.raises(ReportError):
        read_sheets(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls")


def test_an_encrypted_open_document_is_refused() -> None:
    data = ods(f"<table:table-row>{cell('x')}</table:table-row>").replace(b"<manifest/>", b"<manifest/>")
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<m><manifest:encryption-data/></m>" if "manifest" in name else old.read(name))
    with pytest.raises(UnreadableReport, match="password"):
        read_sheets(stream.getvalue(), "a.ods")
