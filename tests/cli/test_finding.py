"""``search``, ``achievements``, ``metrics``, ``export``: what is asked of an archive."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

import samples
from running import Run

HIT_FIELDS = {"report", "path", "association", "year", "start", "end", "snippet", "highlights", "score"}


def text_of(path: str) -> str:
    return samples.analysis_of(Path(path).name).report.text


def test_search(run: Run, archive: Path) -> None:
    done = run("search", "青少年科技创新大赛", "--archive", archive, "--format", "jsonl", "--limit", "5")
    assert done.status == 0
    assert 0 < len(done.rows) <= 5
    for row in done.rows:
        assert row.keys() >= HIT_FIELDS
        text = text_of(row["path"])
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["highlights"]
        for start, end in row["highlights"]:
            assert row["start"] <= start < end <= row["end"]
            assert text[start:end] == "青少年科技创新大赛"
    assert "hits shown" in done.talk


def test_search_for_a_person(run: Run, archive: Path) -> None:
    done = run("search", "科普大篷车", "--archive", archive, "--facets")
    assert done.status == 0
    assert "【科普大篷车】" in done.out
    assert "年度" in done.out


def test_search_for_reports(run: Run, archive: Path) -> None:
    rows = run("search", "科普", "--in", "reports", "--archive", archive, "--format", "jsonl").rows
    assert len({row["report"] for row in rows}) == len(rows) == 6
    assert all(row["passages"] > 0 for row in rows)


@pytest.mark.parametrize("scope", ["achievements", "metrics"])
def test_search_for_records(run: Run, archive: Path, scope: str) -> None:
    rows = run("search", "大赛", "--in", scope, "--archive", archive, "--format", "jsonl").rows
    assert rows
    assert all(row["record"]["record"] == scope.removesuffix("s") for row in rows)


def test_filters_narrow_a_search(run: Run, archive: Path) -> None:
    rows = run("search", "科普", "--archive", archive, "--year", "2021", "--region", "云泽省", "--format", "jsonl", "--limit", "99").rows
    assert {row["year"] for row in rows} == {2021}


def test_every_run_of_characters_is_found(run: Run, archive: Path) -> None:
    (name,) = (name for name in samples.NAMES if name.startswith("临溪县科协2020"))
    text = samples.analysis_of(name).report.text
    at = text.index("科普大篷车")
    for piece in (text[at + 1 : at + 4], text[at + 2 : at + 3]):
        rows = run("search", f'"{piece}"', "--archive", archive, "--format", "jsonl", "--limit", "500").rows
        assert any(row["path"].endswith(name) and row["start"] <= at < row["end"] for row in rows)


def test_nothing_found(run: Run, archive: Path) -> None:
    done = run("search", "科普 量子烤箱", "--archive", archive)
    assert (done.status, done.out) == (0, "")
    assert "nothing found" in done.talk
    assert "量子烤箱" in done.talk


@pytest.mark.parametrize("query", ["(科普", "年份:去年", '"科普', "科普 AND", "无此字段:1"])
def test_a_wrong_query_is_explained(run: Run, archive: Path, query: str) -> None:
    done = run("search", query, "--archive", archive)
    assert (done.status, done.out) == (2, "")
    assert done.talk.startswith("kexie-nlp: ")
    assert "try: " in done.talk
    assert "Traceback" not in done.talk


@pytest.mark.parametrize("command", ["achievements", "metrics"])
def test_records(run: Run, archive: Path, command: str) -> None:
    done = run(command, "--archive", archive, "--format", "jsonl")
    assert (done.status, done.talk) == (0, "")
    assert len({row["report"] for row in done.rows}) > 3
    for row in done.rows:
        text = text_of(row["path"])
        assert row["record"] == command.removesuffix("s")
        assert {"report", "path", "association", "start", "end", "sentence"} <= row.keys()
        written = row["award"] if command == "achievements" else row["text"]
        assert "".join(text[row["start"] : row["end"]].split()) == "".join(written.split())
        assert row["sentence"] in text
    assert run(command, "--archive", archive, "--limit", "3", "--format", "jsonl").rows == done.rows[:3]


def test_record_filters(run: Run, archive: Path) -> None:
    def rows(*arguments: str) -> list[dict[str, object]]:
        return run(*arguments, "--archive", archive, "--format", "jsonl").rows

    awards = rows("achievements", "--award", "一等奖", "--year", "2020..2021")
    assert awards
    assert all("一等奖" in str(row["award"]) and row["report_year"] in (2020, 2021) for row in awards)
    contests = rows("achievements", "--contest", "机器人")
    assert all("机器人" in str(row["event"]) for row in contests)
    metrics = rows("metrics", "--indicator", "培训")
    assert metrics
    assert all("培训" in str(row["indicator"]) for row in metrics)
    assert rows("metrics", "--association", "无此科协") == []


@pytest.mark.parametrize("command", ["achievements", "metrics"])
@pytest.mark.parametrize("format", ["table", "csv"])
def test_records_in_other_formats(run: Run, archive: Path, command: str, format: str) -> None:
    done = run(command, "--archive", archive, "--format", format)
    assert (done.status, done.talk) == (0, "")
    assert "临溪县" in done.out


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
    (("search",), "QUERY"),
    (("search", "科普", "--in", "nothing"), "--in"),
    (("search", "科普", "--limit", "0"), "--limit"),
    (("search", "科普", "--year", "abc"), "write 2021, 2019..2022"),
    (("achievements", "--year", "2019...2021"), "is no year"),
    (("metrics", "--limit", "-1"), "--limit"),
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
