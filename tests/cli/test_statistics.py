"""``series``, ``compare``, ``ladder``, ``plans``, ``calendar``, and the counts of ``achievements`` and ``metrics``."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest

from running import Run

COMMANDS: list[tuple[tuple[str, ...], str]] = [
    (("achievements", "--by", "year,award"), "一等奖"),
    (("achievements", "--by", "association,level", "--columns", "year"), "2021年"),
    (("metrics", "--by", "metric_kind,year"), "amount"),
    (("metrics", "--by", "association,year", "--show", "value", "--indicator", "科普专项经费"), "指标"),
    (("series", "三公经费"), "比上年（%）"),
    (("compare", "三公经费", "--level", "县"), "名次"),
    (("ladder", "青少年科技创新大赛"), "主办"),
    (("plans",), "完成率（%）"),
    (("calendar",), "通常月份"),
]
NAMES = [" ".join(command) for command, _ in COMMANDS]


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=NAMES)
def test_tables(run: Run, archive: Path, command: tuple[str, ...], shown: str) -> None:
    done = run(*command, "--archive", archive)
    assert done.status == 0, done.talk
    assert shown in done.out
    assert "Traceback" not in done.talk


@pytest.mark.parametrize(("command", "_shown"), COMMANDS, ids=NAMES)
def test_sources_stand_in_the_table(run: Run, archive: Path, command: tuple[str, ...], _shown: str) -> None:
    done = run(*command, "--archive", archive, "--sources", "--format", "csv")
    assert done.status == 0, done.talk
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert rows
    assert all(row["sentence"] and row["report"] and int(row["end"]) > int(row["start"]) for row in rows)


@pytest.mark.parametrize(("command", "_shown"), COMMANDS, ids=NAMES)
def test_json_lines_lead_back_to_the_text(run: Run, archive: Path, command: tuple[str, ...], _shown: str) -> None:
    done = run(*command, "--archive", archive, "--format", "jsonl")
    assert done.status == 0, done.talk
    assert done.rows
    for row in done.rows:
        sources = row.get("sources", [row])
        listed = [source for each in sources.values() for source in each] if isinstance(sources, dict) else sources
        assert row.get("value", "") is None or listed
        assert all({"report", "path", "start", "end", "sentence"} <= source.keys() for source in listed)


@pytest.mark.parametrize("sources", [(), ("--sources",)], ids=["rows", "sources"])
@pytest.mark.parametrize(
    "command", [command for command, _ in COMMANDS if command[0] in {"series", "compare", "ladder", "plans"}], ids=" ".join
)
def test_the_first_rows_only(run: Run, archive: Path, command: tuple[str, ...], sources: tuple[str, ...]) -> None:
    arguments = (*command, "--archive", archive, "--format", "csv", *sources)
    whole = list(csv.DictReader(io.StringIO(run(*arguments).out)))
    done = run(*arguments, "--limit", "1")
    assert list(csv.DictReader(io.StringIO(done.out))) == whole[:1]
    assert (f"the first 1 of {len(whole):,} rows" in done.talk) == (len(whole) > 1)
    assert list(csv.DictReader(io.StringIO(run(*arguments, "--limit", "999").out))) == whole


def test_totals(run: Run, archive: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("achievements", "--by", "award,year", "--archive", archive, "--format", "csv").out)))
    *parts, whole = rows
    assert whole["award"] == "合计"
    for row in parts:
        assert int(row["total"]) <= sum(int(value) for name, value in row.items() if name.isdigit() and value)
    counted = run("achievements", "--by", "award,year", "--archive", archive, "--format", "jsonl").rows
    assert {row["record"] for row in counted} <= {"count", "omission"}
    assert sum(row["number"] for row in counted if row["record"] == "count") >= int(whole["total"])


def test_what_is_left_out_is_told(run: Run, archive: Path) -> None:
    done = run("achievements", "--by", "year", "--archive", archive)
    lines = run("achievements", "--by", "year", "--archive", archive, "--format", "jsonl").rows
    omitted = [line for line in lines if line["record"] == "omission"]
    assert omitted
    assert f"{len(omitted)} records left out so that nothing counts twice" in done.talk
    assert all(line["reason"] and line["kept"] for line in omitted)


PLOTS = [
    ("achievements", "--by", "level,year"),
    ("metrics", "--by", "metric_kind,year"),
    ("series", "三公经费"),
    ("compare", "三公经费", "--level", "县"),
    ("plans", "--association", "临溪县"),
]


@pytest.mark.parametrize("command", PLOTS, ids=[" ".join(command) for command in PLOTS])
def test_plots(run: Run, archive: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--archive", archive, "--plot", tmp_path / "plot.svg")
    assert (done.status, done.talk.splitlines()[-1]) == (0, f"{tmp_path / 'plot.svg'} written")
    root = ElementTree.parse(tmp_path / "plot.svg").getroot()
    assert len(list(root.iter("{http://www.w3.org/2000/svg}text"))) > 3


WRONG = [
    (("achievements", "--by", "colour"), 2, "nothing called 'colour' to count by"),
    (("achievements", "--plot", "plot.svg"), 2, "it goes with --by"),
    (("achievements", "--columns", "year"), 2, "it goes with --by"),
    (("achievements", "--by", "year", "--limit", "3"), 2, "does not go with --by"),
    (("achievements", "--by", "year", "--plot", "plot.gif"), 2, "written as .svg or .png"),
    (("series", "三公经费", "--plot", "no/such/plot.svg"), 2, "there is no folder"),
    (("achievements", "--year", "2023..2019"), 2, "ends before it begins; write 2019..2023"),
    (("series", "院士专家驻点"), 1, "tells nothing of '院士专家驻点'"),
    (("series", "三公经费", "--unit", "亩"), 1, "no series of '三公经费' is in 亩; there are 元"),
    (("compare", "三公经费", "--year", "1999"), 1, "the years told are"),
    (("compare", "三公经费", "--level", "镇"), 2, "--level"),
    (("ladder", "围棋比赛"), 1, "no award of a contest called '围棋比赛'"),
    (("plans", "--association", "无此科协", "--plot", "plot.svg"), 1, "nothing to plot"),
]


@pytest.mark.parametrize(("command", "status", "told"), WRONG, ids=[" ".join(command) for command, _, _ in WRONG])
def test_wrong_use(run: Run, archive: Path, command: tuple[str, ...], status: int, told: str) -> None:
    done = run(*command, "--archive", archive)
    assert done.status == status
    assert told in " ".join(done.talk.replace("│", " ").split())
    assert "Traceback" not in done.talk


def test_an_archive_without_records(run: Run, tmp_path: Path) -> None:
    from kexie_nlp.archive import Archive

    Archive.open(tmp_path / "empty", create=True).close()
    for command in (("achievements", "--by", "year"), ("metrics", "--by", "year,unit"), ("plans",), ("calendar",)):
        done = run(*command, "--archive", tmp_path / "empty")
        assert (done.status, done.talk) == (0, "nothing in the archive fits\n")


def test_corrections_of_names_are_honoured(run: Run, archive: Path, tmp_path: Path) -> None:
    import shutil

    own = tmp_path / "own"
    shutil.copytree(archive, own)
    (own / "links.tsv").write_text("kind\twritten\tname\tnote\naward\t一等奖\t头等奖\t\n", encoding="utf-8")
    out = run("achievements", "--by", "award", "--archive", own, "--format", "csv").out
    assert "头等奖" in out
    assert "\n一等奖" not in out
    (own / "links.tsv").write_text("kind\twritten\n", encoding="utf-8")
    done = run("achievements", "--by", "award", "--archive", own)
    assert done.status == 1
    assert "links.tsv:1:" in done.talk
