"""``achievements`` and ``metrics`` as tables."""

from pathlib import Path

import pytest

import samples
from running import Run


@pytest.mark.parametrize("command", ["achievements", "metrics"])
def test_records(run: Run, archive: Path, command: str) -> None:
    done = run(command, "--archive", archive, "--format", "jsonl")
    assert (done.status, done.talk) == (0, "")
    assert len({row["report"] for row in done.rows}) > 3
    for row in done.rows:
        text = samples.analysis_of(Path(row["path"]).name).report.text
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


WRONG = [
    (("achievements", "--year", "2019...2021"), "is no year"),
    (("metrics", "--limit", "-1"), "--limit"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_use(run: Run, archive: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments, "--archive", archive)
    assert (done.status, done.out) == (2, "")
    assert told in done.talk
    assert "Traceback" not in done.talk
