"""``text``, ``tokens``, ``tag``, ``extract``: one file in, the contract's lines out."""

import csv
import io
import json
from pathlib import Path

import pytest

import samples
from running import Run

SENTENCE = "2021年，县科协举办茶艺培训班4期，支出661.70万元。"
STAGES = ["text", "tokens", "tag", "extract"]
ENTITY_FIELDS = ["start", "end", "type", "text", "value", "canonical", "source", "score"]
ACHIEVEMENT_FIELDS = ["record", "recipient", "event", "award", "count", "unit", "title", "year"]
METRIC_FIELDS = ["record", "indicator", "value", "unit", "kind", "exactness", "period"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(SENTENCE + "\n在第35届安澜市青少年科技创新大赛中获得一等奖3项。\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", samples.NAMES[:8])
def test_text(run: Run, name: str) -> None:
    done = run("text", samples.REPORTS / name)
    assert (done.status, done.talk) == (0, "")
    assert done.out == samples.analysis_of(name).report.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input(run: Run, encoding: str) -> None:
    done = run("text", "-", stdin=(SENTENCE + "\r\n").encode(encoding))
    assert (done.status, done.out) == (0, SENTENCE + "\n")


def test_tokens(run: Run, report: Path) -> None:
    done = run("tokens", report, "--format", "jsonl")
    assert done.status == 0
    assert all(list(row) == ["start", "end", "text", "pos"] for row in done.rows)
    text = report.read_text(encoding="utf-8")
    assert all(text[row["start"] : row["end"]] == row["text"] for row in done.rows)
    assert "".join(row["text"] for row in done.rows) == "".join(text.split())


def test_tag(run: Run, report: Path) -> None:
    done = run("tag", report, "--format", "jsonl")
    assert (done.status, done.talk) == (0, "")
    text = report.read_text(encoding="utf-8")
    for row in done.rows:
        assert list(row)[: len(ENTITY_FIELDS)] == ENTITY_FIELDS
        assert text[row["start"] : row["end"]] == row["text"]
        assert 0 <= row["score"] <= 1
    amount = next(row for row in done.rows if row["type"] == "AMOUNT")
    assert (amount["text"], amount["value"], amount["source"]) == ("661.70万元", "6617000.00", "pattern:amount")
    award = next(row for row in done.rows if row["type"] == "AWARD")
    assert (award["text"], award["value"], award["canonical"], award["source"]) == ("一等奖", None, "一等奖", "lexicon:award")


def test_extract(run: Run, report: Path) -> None:
    done = run("extract", report, "--format", "jsonl")
    assert (done.status, done.talk) == (0, "")
    text = report.read_text(encoding="utf-8")
    by_record = {"achievement": ACHIEVEMENT_FIELDS, "metric": METRIC_FIELDS}
    for row in done.rows:
        fields = by_record[row["record"]]
        assert list(row)[: len(fields)] == fields
        assert {"start", "end", "sentence"} <= row.keys()
        assert row["sentence"] in text
    (achievement,) = (row for row in done.rows if row["record"] == "achievement")
    assert (achievement["event"], achievement["award"]) == ("第35届安澜市青少年科技创新大赛", "一等奖")
    assert (achievement["count"], achievement["unit"], achievement["title"]) == (3, "项", None)
    assert text[achievement["start"] : achievement["end"]] == "一等奖"
    metric = next(row for row in done.rows if row["record"] == "metric" and row["kind"] == "amount")
    assert (metric["value"], metric["unit"], metric["exactness"], metric["text"]) == ("6617000.00", "元", "exact", "661.70万元")
    assert text[metric["start"] : metric["end"]] == metric["text"]
    assert metric["sentence"] == SENTENCE


@pytest.mark.parametrize("stage", ["tokens", "tag", "extract"])
@pytest.mark.parametrize("format", ["table", "jsonl", "csv"])
def test_every_format(run: Run, report: Path, stage: str, format: str) -> None:
    done = run(stage, report, "--format", format)
    assert (done.status, done.talk) == (0, "")
    assert "一等奖" in done.out


def test_csv_holds_what_jsonl_holds(run: Run, report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("tag", report, "--format", "csv").out)))
    lines = run("tag", report, "--format", "jsonl").rows
    assert [list(row) for row in rows] == [list(line) for line in lines]
    assert [row["text"] for row in rows] == [line["text"] for line in lines]
    assert [row["value"] for row in rows] == [line["value"] or "" for line in lines]


def test_extract_as_csv_keeps_both_kinds_of_record(run: Run, report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("extract", report, "--format", "csv").out)))
    assert {row["record"] for row in rows} == {"achievement", "metric"}
    assert "6617000.00" in {row["value"] for row in rows}
    assert "一等奖" in {row["award"] for row in rows}


@pytest.mark.parametrize("stage", ["tokens", "tag", "extract"])
@pytest.mark.parametrize("format", ["table", "jsonl", "csv"])
def test_a_text_with_nothing_in_it(run: Run, stage: str, format: str) -> None:
    done = run(stage, "-", "--format", format, stdin="。\n".encode())
    assert done.status == 0


def test_signs_of_rich_markup_are_shown_as_they_are(run: Run) -> None:
    done = run("tokens", "-", stdin="[bold]县科协[/bold]\n".encode())
    assert done.status == 0
    assert "[" in done.out


BAD_FILES: list[tuple[str, bytes | None]] = [
    ("missing.txt", None),
    ("empty.txt", b""),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))),
    ("truncated.docx", b"PK\x03\x04\x14\x00\x06\x00"),
    ("truncated.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    ("truncated.xlsx", b"PK\x03\x04"),
]


@pytest.mark.parametrize(("name", "data"), BAD_FILES)
def test_a_bad_file_is_one_line_and_status_1(run: Run, tmp_path: Path, name: str, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    for stage in STAGES:
        done = run(stage, tmp_path / name)
        assert (done.status, done.out) == (1, "")
        assert done.talk.startswith(f"kexie-nlp: {tmp_path / name}: ")
        assert done.talk.count("\n") == 1
        assert "Traceback" not in done.talk


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    done = run("tag", tmp_path)
    assert (done.status, done.out, done.talk.count("\n")) == (1, "", 1)


def test_bad_standard_input(run: Run) -> None:
    done = run("tag", "-", stdin=b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    assert (done.status, done.out, done.talk.count("\n")) == (1, "", 1)
    assert done.talk.startswith("kexie-nlp: -: ")


@pytest.mark.parametrize("arguments", [("tag",), ("tag", "-", "--format", "xml"), ("tag", "-", "--nothing"), ("tag", "a", "b")])
def test_wrong_use_is_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: kexie-nlp tag" in done.talk
    assert "Traceback" not in done.talk


def test_json_is_chinese_and_one_line_each(run: Run, report: Path) -> None:
    lines = run("tag", report, "--format", "jsonl").out.splitlines()
    assert all(json.loads(line) for line in lines)
    assert not any("\\u" in line for line in lines)
