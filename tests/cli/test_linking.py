"""``link`` and ``links``: one name and why; the names of an archive, and how a user corrects them."""

import shutil
from pathlib import Path

import pytest

from running import Run

HEAD = "kind\twritten\tname\tnote\n"


def test_link_shows_name_and_reason(run: Run) -> None:
    done = run("link", "第34届四川省青少年科技创新大赛", "--kind", "contest", "--format", "jsonl")
    assert (done.status, done.talk) == (0, "")
    (row,) = done.rows
    told = {name: row[name] for name in ("written", "kind", "name", "how", "edition", "year", "level", "place", "contradiction")}
    assert told == {
        "written": "第34届四川省青少年科技创新大赛",
        "kind": "contest",
        "name": "青少年科技创新大赛",
        "how": "lexicon",
        "edition": 34,
        "year": None,
        "level": "省",
        "place": "四川省",
        "contradiction": None,
    }
    assert row["why"].startswith("lexicon contests: ")


def test_link_takes_what_the_kinds_need(run: Run) -> None:
    def name(*arguments: str) -> dict[str, object]:
        return run("link", *arguments, "--format", "jsonl").rows[0]

    assert name("市科协", "--kind", "association", "--region", "云泽省安澜市临溪县")["name"] == "安澜市科学技术协会"
    assert name("市科协", "--kind", "association", "--region", "云泽省 宁川市")["name"] == "宁川市科学技术协会"
    counted = name("培训人次", "--kind", "indicator", "--unit", "万人次")
    assert (counted["name"], counted["unit"], counted["factor"]) == ("培训人次", "人次", "10000")
    assert "held in 2019" in str(name("第34届全国青少年科技创新大赛", "--kind", "contest", "--year", "2012")["contradiction"])


def test_link_without_a_kind_shows_the_kinds_that_know_the_name(run: Run) -> None:
    assert [row["kind"] for row in run("link", "一等奖", "--format", "jsonl").rows] == ["award", "indicator"]
    assert len(run("link", "辣椒", "--format", "jsonl").rows) == 5


def test_link_reads_names_from_standard_input(run: Run) -> None:
    done = run("link", "-", "--kind", "award", "--format", "jsonl", stdin="壹等奖\n\n二等\n".encode())
    assert [row["name"] for row in done.rows] == ["一等奖", "二等奖"]


@pytest.mark.parametrize("format", ["table", "csv"])
def test_link_in_other_formats(run: Run, format: str) -> None:
    done = run("link", "壹等奖", "--kind", "award", "--format", format)
    assert done.status == 0
    assert "一等奖" in done.out


def test_links_of_an_archive(run: Run, archive: Path) -> None:
    done = run("links", "--archive", archive, "--format", "jsonl")
    assert (done.status, done.talk) == (0, "")
    assert {row["kind"] for row in done.rows} == {"association", "contest", "award", "program", "indicator"}
    series = [row for row in done.rows if row["name"] == "青少年科技创新大赛"]
    assert len(series) > 3
    assert sum(row["count"] for row in series) == series[0]["total"]
    assert all("青少年科技创新大赛" in row["written"] for row in series)


def test_links_can_be_narrowed(run: Run, archive: Path) -> None:
    def rows(*arguments: object) -> list[dict[str, object]]:
        return run("links", "--archive", archive, "--format", "jsonl", *arguments).rows

    assert {row["kind"] for row in rows("--kind", "award")} == {"award"}
    several = rows("--kind", "indicator", "--several")
    names = [(row["name"], row["unit"]) for row in several]
    assert several
    assert all(names.count(name) > 1 for name in names)
    assert len({(row["name"], row["unit"]) for row in rows("--kind", "indicator", "--limit", "2")}) == 2
    assert all("一等奖" in str(row["name"]) for row in rows("--kind", "award", "--text", "一等奖"))
    assert rows("--text", "无此名称") == []


def test_links_in_short_are_one_row_a_name(run: Run, archive: Path) -> None:
    arguments = ("links", "--archive", archive, "--kind", "contest", "--format", "jsonl")
    rows, short = run(*arguments).rows, run(*arguments, "--short").rows
    names = [row["name"] for row in short]
    assert names == list(dict.fromkeys(row["name"] for row in rows))
    for row in short:
        assert row["forms"] == [each["written"] for each in rows if each["name"] == row["name"]]
        assert row["number"] == len(row["forms"])
    table = run("links", "--archive", archive, "--kind", "contest", "--short").out
    assert sum(line.startswith("竞赛") for line in table.splitlines()) == len(short)


def test_links_as_a_table_name_a_group_once(run: Run, archive: Path) -> None:
    done = run("links", "--archive", archive, "--kind", "contest", "--text", "青少年科技创新大赛")
    assert done.status == 0
    assert sum(line.startswith("竞赛") for line in done.out.splitlines()) == 1


def test_a_correction_counts_at_once(run: Run, archive: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(archive, own)
    (own / "links.tsv").write_text(HEAD + "contest\t青少年科技创新大赛\t青创赛\t本会习惯\n", encoding="utf-8")
    rows = run("links", "--archive", own, "--kind", "contest", "--text", "青创赛", "--format", "jsonl").rows
    assert rows
    assert {(row["name"], row["how"]) for row in rows} == {("青创赛", "correction")}
    assert rows[0]["why"] == "links.tsv:2: 青少年科技创新大赛 is 青创赛 (本会习惯)"
    one = run("link", "第3届青少年科技创新大赛", "--kind", "contest", "--archive", own, "--format", "jsonl").rows[0]
    assert (one["name"], one["edition"]) == ("青创赛", 3)


def test_a_wrong_correction_is_told_with_its_line(run: Run, archive: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(archive, own)
    (own / "links.tsv").write_text(HEAD + "prize\t甲奖\t乙奖\t\n", encoding="utf-8")
    done = run("links", "--archive", own)
    assert (done.status, done.out) == (1, "")
    assert "links.tsv:2: kind is 'prize'; expected one of association, contest, award, program, indicator" in done.talk
    assert "Traceback" not in done.talk


WRONG = [
    (("link", "一等奖", "--kind", "prize"), 2, "--kind"),
    (("link",), 2, "NAME"),
    (("link", "一等奖", "--archive", "gone"), 1, "there is no archive"),
    (("links", "--archive", "gone"), 1, "there is no archive"),
    (("links", "--limit", "0"), 2, "--limit"),
]


@pytest.mark.parametrize(("arguments", "status", "told"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_wrong_use(run: Run, arguments: tuple[str, ...], status: int, told: str) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (status, "")
    assert told in done.talk
    assert "Traceback" not in done.talk
