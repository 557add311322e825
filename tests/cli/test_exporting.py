"""``export``: what is chosen as a file, a folder or a zip."""

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kexie_nlp.cli.exporting import ExportFormat
from kexie_nlp.cli.exporting import export as command
from kexie_nlp.export import FORMATS
from running import Run


@pytest.mark.parametrize("records", ["achievements", "metrics"])
def test_export(run: Run, archive: Path, tmp_path: Path, records: str) -> None:
    def export(format: str) -> bytes:
        done = run("export", "--format", format, "--in", records, "--archive", archive, "-o", f"x.{format}")
        assert (done.status, done.out) == (0, "")
        assert done.talk.endswith(f" {records} written\n")
        return (tmp_path / f"x.{format}").read_bytes()

    lines = [json.loads(line) for line in export("jsonl").decode().splitlines()]
    table = list(csv.reader(io.StringIO(export("csv").decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx")), read_only=True)
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if any(cell is not None for cell in row)]
    listed = run(records, "--archive", archive, "--format", "jsonl").rows
    book.close()
    assert len(lines) == len(table) - 1 == len(rows) - 1 == len(listed) > 5


def test_export_to_standard_output(run: Run, archive: Path) -> None:
    done = run("export", "--format", "xlsx", "--archive", archive, "--award", "一等奖")
    assert done.status == 0
    assert done.data.startswith(b"PK")
    assert "achievements written" in done.talk


def test_a_query_and_types_choose(run: Run, archive: Path) -> None:
    done = run(
        "export", "--format", "jsonl", "--in", "entities", "--query", "一等奖", "--type", "award", "--type", "机构", "--archive", archive
    )
    assert done.status == 0
    assert {row["type"] for row in done.rows} == {"AWARD", "ORG"}
    assert all("一等奖" in row["sentence"] for row in done.rows)
    passages = run("export", "--format", "jsonl", "--in", "passages", "--query", "一等奖", "--archive", archive).rows
    found = run("search", "一等奖", "--limit", "1000", "--format", "jsonl", "--archive", archive).rows
    assert {(row["report"], row["start"]) for row in passages} == {(row["report"], row["start"]) for row in found}


def test_a_folder_and_a_zip(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "brat", "--year", "2023", "--archive", archive, "-o", "brat").status == 0
    assert run("export", "--format", "brat", "--year", "2023", "--archive", archive, "-o", "brat.zip").status == 0
    with zipfile.ZipFile(tmp_path / "brat.zip") as packed:
        assert sorted(packed.namelist()) == sorted(path.name for path in (tmp_path / "brat").iterdir())
    again = run("export", "--format", "brat", "--archive", archive, "-o", "brat")
    assert again.status == 1 and "is there already and not an empty folder" in again.talk


def test_nothing_that_fits_is_told(run: Run, archive: Path) -> None:
    done = run("export", "--format", "csv", "--query", "无此文字", "--archive", archive)
    assert done.status == 0
    assert "0 achievements written\n  nothing in the archive fits" in done.talk


WRONG = [
    (("export",), "--format", 2),
    (("export", "--format", "doc"), "--format", 2),
    (("export", "--format", "csv", "-o", "no/such/folder/x.csv"), "cannot be written", 2),
    (("export", "--format", "brat"), "brat is a folder of files; name one, or a .zip, with --output", 2),
    (("export", "--format", "brat", "--in", "metrics", "-o", "x"), "brat holds reports and passages, not metrics", 1),
    (("export", "--format", "csv", "--in", "entities", "--type", "SCHOOL"), "'SCHOOL' is no entity type", 2),
    (("export", "--format", "csv", "--query", "年份:("), "try:", 2),
]


@pytest.mark.parametrize(("arguments", "told", "status"), WRONG)
def test_wrong_use(run: Run, archive: Path, tmp_path: Path, arguments: tuple[str, ...], told: str, status: int) -> None:
    done = run(*arguments, "--archive", archive)
    assert (done.status, done.out) == (status, "")
    assert told in " ".join(done.talk.split())
    assert "Traceback" not in done.talk
    assert list(tmp_path.iterdir()) == []


def test_the_formats_are_listed(run: Run) -> None:
    done = run("export", "--list-formats")
    assert done.status == 0
    assert [name for name in FORMATS if name not in done.out] == []
    assert "pip install" in done.out


def test_the_command_knows_all_formats() -> None:
    assert [format.value for format in ExportFormat] == list(FORMATS)
    assert command.__doc__
