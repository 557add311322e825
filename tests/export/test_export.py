"""Tables hold every row, keep exact values, tell their types, and run nothing."""

import csv
import io
import json
import os
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kexie_nlp.archive import Archive
from kexie_nlp.archive.columns import (
    ACHIEVEMENT_COLUMNS,
    ENTITY_COLUMNS,
    HIT_COLUMNS,
    METRIC_COLUMNS,
    PASSAGE_COLUMNS,
    REPORT_COLUMNS,
    Column,
    Table,
    chosen,
)
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.errors import KexieError
from kexie_nlp.export import FORMATS, format_named, write_table
from kexie_nlp.export.tables import table_of
from kexie_nlp.export.targets import file_target

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "http://a.example", '"引号",逗号', "换\n行", "", "'"]
TABLES = [name for name, format in FORMATS.items() if format.takes == "table"]
COLUMNS: dict[str, Sequence[Column[Any]]] = {
    "passages": PASSAGE_COLUMNS,
    "entities": ENTITY_COLUMNS,
    "achievements": ACHIEVEMENT_COLUMNS,
    "metrics": METRIC_COLUMNS,
    "reports": REPORT_COLUMNS,
}


def written(table: Table[Any], format: str) -> bytes:
    target = io.BytesIO()
    assert write_table(table, format, target) == len(read(format, target.getvalue()))
    return target.getvalue()


def read(format: str, data: bytes) -> list[dict[str, Any]]:
    """The rows of a file, by column names."""
    match format:
        case "jsonl":
            return [json.loads(line) for line in data.decode().splitlines()]
        case "csv":
            assert data.startswith(b"\xef\xbb\xbf")
            return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        case "xlsx":
            head, *rows = read_xlsx(data)[0]
            return [dict(zip(head, row, strict=True)) for row in rows]
        case _:
            parquet = pytest.importorskip("pyarrow.parquet")
            table: list[dict[str, Any]] = parquet.read_table(io.BytesIO(data)).to_pylist()
            return table


def read_xlsx(data: bytes) -> list[list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(sheet.values) for sheet in book]


def texts(values: list[str]) -> Table[str]:
    return Table("texts", "文字", [Column("text", "文字", "一段文字", lambda row: row)], values)


@pytest.mark.parametrize("format", TABLES)
@pytest.mark.parametrize("scope", COLUMNS)
def test_every_table_comes_back_from_every_format(archive: Archive, format: str, scope: Any) -> None:
    rows = read(format, written(table_of(archive.select(Selection(scope)), scope), format))
    expected = read("jsonl", written(table_of(archive.select(Selection(scope)), scope), "jsonl"))
    assert len(rows) == len(expected) > 2
    for row, wanted in zip(rows, expected, strict=True):
        assert list(row) == list(wanted)
        assert [str(row[name] or "") for name in ("report", "association")] == [
            str(wanted[name] or "") for name in ("report", "association")
        ]


def test_awards_come_in_order(archive: Archive) -> None:
    for format in TABLES:
        rows = read(format, written(table_of(archive.select(Selection("achievements")), "achievements"), format))
        assert [row["award"] for row in rows] == ["一等奖", "优秀奖", "省级一等奖", "二等奖"]


def test_metric_values_are_exact(archive: Archive) -> None:
    rows = read("jsonl", written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "jsonl"))
    assert [row["value"] for row in rows if row["metric_kind"] == "amount"] == ["50000", "400000", "665000.0", "30000"]
    text = archive.show(rows[0]["report"]).report.text
    assert text[rows[0]["start"] : rows[0]["end"]] == rows[0]["text"]
    sheet = read("xlsx", written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "xlsx"))
    assert 665000 in [row["value"] for row in sheet]


def test_parquet_has_types_and_meanings(archive: Archive) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "parquet")))
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["year"], types["value"], types["indicator"]) == ("int64", "decimal128(38, 10)", "string")
    assert types["spans"].startswith("list<")
    assert Decimal("665000") in table.column("value").to_pylist()
    assert table.column("spans").to_pylist()[0][0]["name"] == "value"
    assert table.schema.field("value").metadata[b"zh"].decode() == "数值"


def test_numbers_too_large_for_parquet_are_left_out_not_wrong() -> None:
    pytest.importorskip("pyarrow")
    values = [Decimal("1e30"), Decimal("-0.00000000004"), Decimal("12345678901234567890.5")]
    column: Column[Decimal] = Column("n", "数", "数", lambda row: row, "decimal")
    table = Table("n", "数", [column], values)
    assert [row["n"] for row in read("parquet", written(table, "parquet"))] == [None, 0, Decimal("12345678901234567890.5")]


@pytest.mark.parametrize("scope", COLUMNS)
def test_cells_are_of_the_kind_that_their_column_tells(archive: Archive, scope: Any) -> None:
    kinds = {"text": str, "integer": int, "number": float, "decimal": Decimal, "spans": tuple}
    for row in table_of(archive.select(Selection(scope)), scope).rows:
        for column in COLUMNS[scope]:
            value = column.value(row)
            assert value is None or column.kind == "date" or isinstance(value, kinds[column.kind]), column.name


def test_hits_are_a_table_too(archive: Archive) -> None:
    found = archive.search("34届").hits
    hits = read("csv", written(Table("search", "检索", HIT_COLUMNS, found), "csv"))
    assert [row["snippet"] for row in hits] == [hit.snippet for hit in found] and len(hits) > 1


def test_workbook_explains_its_columns(archive: Archive) -> None:
    data = written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "xlsx")
    table, explanation = read_xlsx(data)
    assert [row[0] for row in explanation[1:]] == list(table[0])
    assert all(row[1] and row[2] for row in explanation)
    assert data == written(Table("metrics", "指标", METRIC_COLUMNS, archive.metrics()), "xlsx")


def test_csv_begins_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(written(texts(HOSTILE), "csv").decode("utf-8-sig"), newline="")))
    cells = [row[0] if row else "" for row in rows[1:]]
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
    for columns in (*COLUMNS.values(), HIT_COLUMNS):
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert len({column.zh for column in columns}) == len(names)


REFUSED = [
    ("brat", "metrics", "brat holds reports and passages, not metrics; for metrics take one of csv, jsonl"),
    ("duee", "reports", "duee holds achievements, not reports"),
    ("conll-words", "entities", "for entities take one of csv"),
]


@pytest.mark.parametrize(("format", "scope", "told"), REFUSED)
def test_a_format_refuses_what_it_cannot_hold(exported: Callable[..., Path], format: str, scope: str, told: str) -> None:
    with pytest.raises(KexieError, match=told):
        exported(format, scope=scope)


def test_nothing_is_left_of_an_export_that_failed(exported: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(KexieError):
        exported("brat", scope="passages", query="年份:(")
    assert list(tmp_path.iterdir()) == []


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KexieError, match="no format 'pdf'; the formats are csv, jsonl, xlsx"):
        write_table(texts([]), "pdf", io.BytesIO())
    with pytest.raises(KexieError, match="brat takes no table; take one of csv"):
        write_table(texts([]), "brat", io.BytesIO())
    with pytest.raises(KexieError, match="no column 'colour'; the columns are report, path"):
        chosen(REPORT_COLUMNS, ["year", "colour"])
    assert [column.name for column in chosen(REPORT_COLUMNS, ["报告年度", "title"])] == ["year", "title"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_writer(name: str) -> None:
    assert callable(format_named(name).load())
    assert format_named(name).meaning


@pytest.mark.skipif(os.name == "nt", reason="there are no POSIX pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with file_target(pipe) as file:
        file.write("科普".encode())
    assert os.read(reader, 100).decode() == "科普"
    os.close(reader)
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
