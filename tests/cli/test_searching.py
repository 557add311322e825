"""``search``: every place that speaks of something."""

from pathlib import Path

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


WRONG = [
    (("search",), "QUERY"),
    (("search", "科普", "--in", "nothing"), "--in"),
    (("search", "科普", "--limit", "0"), "--limit"),
    (("search", "科普", "--year", "abc"), "write 2021, 2019..2022"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_use(run: Run, archive: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments, "--archive", archive)
    assert (done.status, done.out) == (2, "")
    assert told in done.talk
    assert "Traceback" not in done.talk
