"""``corrections``: listed, added, undone and exported from a shell."""

import shutil
from pathlib import Path

import pytest

from kexie_nlp.archive import Archive
from kexie_nlp.marked import read_marked
from running import Run


@pytest.fixture
def own(archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive, which tests may change."""
    return Path(shutil.copytree(archive, tmp_path / "own"))


@pytest.fixture
def award(own: Path) -> tuple[str, str, str]:
    """Id of a report, and span and text of an award in it."""
    with Archive.open(own) as opened:
        found = next(row for row in opened.achievements() if row.record.award == "一等奖")
        return found.report.id, f"{found.record.start}..{found.record.end}", found.record.award


def test_a_correction_is_made_listed_exported_and_undone(run: Run, own: Path, award: tuple[str, str, str], tmp_path: Path) -> None:
    report, span, text = award
    done = run(
        "corrections", "add", report, "--at", span, "--type", "none", "--text", text, "--by", "甲", "--why", "误标", "--archive", own
    )
    assert (done.status, done.talk.startswith("correction 1 kept; entities")) == (0, True)
    (line,) = run("corrections", "list", "--archive", own, "--format", "jsonl").rows
    assert (line["number"], line["action"], line["who"], line["why"], line["state"]) == (1, "no entity", "甲", "误标", "applied")
    assert "“一等奖”不是奖项（误标）" in run("corrections", "list", "--report", report[:6], "--archive", own).out
    done = run("corrections", "export", "--archive", own, "--output", tmp_path / "marked")
    assert done.talk.startswith("1 marked texts with ")
    (path,) = (tmp_path / "marked").iterdir()
    assert text in read_marked(path).text
    assert run("corrections", "undo", "1", "--by", "乙", "--archive", own).talk.startswith("1 undone; entities")
    assert run("corrections", "list", "--archive", own).talk == "nothing was corrected\n"
    (line,) = run("corrections", "list", "--all", "--archive", own, "--format", "jsonl").rows
    assert (line["state"], line["undone_by"]) == ("undone", "乙")


def test_what_a_report_says_of_itself_and_a_link_are_corrected(run: Run, own: Path, award: tuple[str, str, str]) -> None:
    assert run("corrections", "add", award[0], "--year", "2018", "--kind", "新闻", "--archive", own).talk.startswith("correction 1, 2 kept")
    assert run("corrections", "add", "--link", "contest:科创赛=科技创新大赛", "--archive", own).status == 0
    assert next(row for row in run("list", "--archive", own, "--format", "jsonl").rows if row["report"] == award[0])["year"] == 2018
    assert "科创赛\t科技创新大赛" in (own / "links.tsv").read_text(encoding="utf-8")
    table = run("corrections", "list", "--archive", own).out
    assert "类型：" in table
    assert "科创赛 → 科技创新大赛" in table


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((), 2, "say what to correct"),
        (("REPORT", "--at", "3..5"), 2, "told together"),
        (("REPORT", "--at", "3-5", "--type", "AWARD"), 2, "no span"),
        (("REPORT", "--at", "3..5", "--type", "PRIZE"), 2, "no type"),
        (("REPORT", "--link", "contests:a=b"), 2, "KIND:FORM=NAME"),
        (("--year", "2020"), 2, "name the report"),
        (("REPORT", "--at", "9000000..9000003", "--type", "AWARD"), 1, "is no span of the report"),
        (("REPORT", "--year", "20"), 1, "is no year"),
        (("ffffffffffff", "--year", "2020"), 1, "no report has the id"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    run: Run, own: Path, award: tuple[str, str, str], arguments: tuple[str, ...], status: int, message: str
) -> None:
    given = [award[0] if one == "REPORT" else one for one in arguments]
    done = run("corrections", "add", *given, "--archive", own)
    assert done.status == status
    assert message in " ".join(done.talk.replace("│", " ").split())
