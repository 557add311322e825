"""Exports hold every row, keep exact values, and run nothing."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builders import NORTH, SOUTH, analyze_marked
from kexie_nlp.archive import Archive
from kexie_nlp.archive.columns import ACHIEVEMENT_COLUMNS, HIT_COLUMNS, METRIC_COLUMNS, REPORT_COLUMNS, Column, Table, chosen
from kexie_nlp.errors import KexieError
from kexie_nlp.export import FORMATS, export

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "http://a.example", '"引号",逗号', "换\n行", "", "'"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("export")
    paths = [folder / "north.txt", folder / "south.txt"]
    for path, marked in zip(paths, (NORTH, SOUTH), strict=True):
        path.write_text(marked, encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as opened:
        opened.add(paths, analyze=analyze_marked, workers=1)
        yield opened


def written(table: Table[Any], format: str) -> bytes:
    target = io.BytesIO()
    rows = export(table, format, target)
    assert rows == written_rows(format, target.getvalue())
    return target.getvalue()


def written_rows(format: str, data: bytes) -> int:
    if format == "jsonl":
        return len(data.decode().splitlines())
    if format == "csv":
        return len(read_csv(data)) - 1
    return len(read_xlsx(data)[0]) - 1


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(sheet.values) for sheet in book]


def texts(values: list[str]) -> Table[str]:
    return Table("texts", "文字", [Column("text", "文字", "一段文字", lambda row: row)], values)


def test_achievements_in_every_format(archive: Archive) -> None:
    awards = ["优秀奖", "省级一等奖", "二等奖"]
    for format in FORMATS:
        data = written(Table("achievements", "成果", ACHIEVEMENT_COLUMNS, archive.achievements()), format)
        if format == "jsonl":
            rows = [json.loads(line) for line in data.decode().splitlines()]
            assert [row["award"] for row in rows] == awards
            assert rows[1]["level"] == "省" and rows[1]["spans"] == [["award", rows[1]["start"], rows[1]["end"]]]
        else:
            table = read_csv(data) if format == "csv" else read_xlsx(data)[0]
            place = list(table[0]).index("award")
            assert [row[place] for row in table[1:]] == awards


def test_metric_values_are_exact(archive: Archive) -> None:
    lines = written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "jsonl").decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["value"] for row in rows if row["metric_kind"] == "amount"] == ["400000", "665000.0", "30000"]
    text = archive.show(rows[0]["report"]).report.text
    assert text[rows[0]["start"] : rows[0]["end"]] == rows[0]["text"]
    sheet = read_xlsx(written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "xlsx"))[0]
    assert 665000 in [row[sheet[0].index("value")] for row in sheet]


def test_reports_and_hits(archive: Archive) -> None:
    reports = read_csv(written(Table("reports", "报告", REPORT_COLUMNS, archive.reports()), "csv"))
    assert [row[reports[0].index("year")] for row in reports[1:]] == ["2020", "2019"]
    hits = read_csv(written(Table("search", "检索", HIT_COLUMNS, archive.search("34届").hits), "csv"))
    assert len(hits) == 3


def test_workbook_explains_its_columns(archive: Archive) -> None:
    data = written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "xlsx")
    table, explanation = read_xlsx(data)
    assert [row[0] for row in explanation[1:]] == list(table[0])
    assert all(row[1] and row[2] for row in explanation)
    assert data == written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "xlsx")


def test_csv_begins_no_formula() -> None:
    cells = [row[0] if row else "" for row in read_csv(written(texts(HOSTILE), "csv"))[1:]]
    assert [text.removeprefix("'") if text != "'" else text for text in cells] == [*HOSTILE[:-1], "'"]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "＝")) for text in cells)


def test_workbook_has_no_formula_and_no_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(texts(HOSTILE), "xlsx")))
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert all(cell.data_type in {"s", "n"} and cell.hyperlink is None for cell in cells)
    assert cells[0].value == "=1+1" and cells[0].data_type == "s"


def test_too_long_a_cell_is_cut() -> None:
    assert len(str(read_xlsx(written(texts(["长" * 40_000]), "xlsx"))[0][1][0])) == 32_767


def test_columns_have_names_of_their_own() -> None:
    for columns in (REPORT_COLUMNS, ACHIEVEMENT_COLUMNS, METRIC_COLUMNS, HIT_COLUMNS):
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert len({column.zh for column in columns}) == len(names)


def test_unknown_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KexieError, match="no format 'pdf'; the formats are csv, jsonl, xlsx"):
        export(texts([]), "pdf", io.BytesIO())
    with pytest.raises(KexieError, match="no column 'colour'; the columns are report, path"):
        chosen(REPORT_COLUMNS, ["year", "colour"])
    assert [column.name for column in chosen(REPORT_COLUMNS, ["报告年度", "title"])] == ["year", "title"]
