"""``export``: records as a file."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

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


WRONG = [
    (("export",), "--format"),
    (("export", "--format", "doc"), "--format"),
    (("export", "--format", "csv", "-o", "no/such/folder/x.csv"), "cannot be written"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_use(run: Run, archive: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments, "--archive", archive)
    assert (done.status, done.out) == (2, "")
    assert told in done.talk
    assert "Traceback" not in done.talk
