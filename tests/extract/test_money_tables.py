"""Every number of a real report's money tables comes out with its row, its column and its unit."""

import re
from decimal import Decimal
from pathlib import Path

from kexie_nlp.document import Cell, Reading, Table
from kexie_nlp.extract import extract_metrics
from kexie_nlp.pipeline import read_report

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")


def plain(text: str) -> str:
    return re.sub(r"\s|^[一二三四五]、|（元）", "", text)


def numbers(table: Table) -> list[Cell]:
    """The number cells, those of a column of codes left out."""
    codes = {cell.column for cell in table.cells if "代码" in cell.text}
    return [cell for cell in table.cells if NUMBER.fullmatch(cell.text.strip()) and cell.column not in codes]


def words(cells: list[Cell]) -> str:
    return plain(next(cell.text for cell in cells if not NUMBER.fullmatch(cell.text.strip()) and not cell.text.strip().isdigit()))


def test_every_number_has_row_column_and_unit(shared: Path) -> None:
    report = read_report(shared / "reports/panzhihua-2019.txt")
    found = {
        metric.start: metric for metric in extract_metrics(Reading(report.text, report.sections, report.sentences, report.tables), [], 2019)
    }
    tables = [table for table in report.tables if len(numbers(table)) > 10]
    assert [len(numbers(table)) for table in tables] == [15, 48]
    for table in tables:
        for cell in numbers(table):
            metric = found[cell.start]
            row = words([other for other in table.cells if other.row == cell.row and other.column < cell.column and other.text.strip()])
            column = words([other for other in table.cells if other.row < table.header_rows and other.column == cell.column])
            share = "百分比" in column
            assert metric.indicator == row + column
            assert metric.value == Decimal(cell.text.replace(",", ""))
            assert (metric.unit, metric.kind) == (("%", "percent") if share else ("元", "amount"))
