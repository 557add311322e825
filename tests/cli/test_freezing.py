"""``freeze``: a corpus of the sample reports, verified and made anew by the whole pipeline."""

from pathlib import Path

import pytest

from running import Run


def test_freeze_verify_rebuild(run: Run, archive: Path, tmp_path: Path) -> None:
    done = run("freeze", "云泽语料", "--query", "一等奖", "--year", "2022..2023", "--archive", archive, "-o", "corpus")
    assert (done.status, done.out) == (0, "")
    assert done.talk.startswith("云泽语料: ") and "frozen in corpus" in done.talk
    assert run("freeze", "--verify", "corpus").talk == "corpus: every file is as it was frozen\n"
    done = run("freeze", "--rebuild", "corpus", "-o", "anew")
    assert done.status == 0 and "the same bytes" in done.talk
    (tmp_path / "corpus" / "codebook.md").write_text("", encoding="utf-8")
    done = run("freeze", "--verify", "corpus")
    assert done.status == 1 and "corpus/codebook.md: was changed" in done.talk


WRONG = [
    (("freeze",), "give a NAME to freeze, or --verify DIR, or --rebuild DIR", 2),
    (("freeze", "x", "--verify", "y"), "give a NAME to freeze", 2),
    (("freeze", "x"), "a NAME and a folder are needed", 2),
    (("freeze", "--verify", "nowhere"), "name the folder of a frozen corpus", 1),
    (("freeze", "--rebuild", "nowhere"), "name the folder of a frozen corpus", 1),
    (("freeze", "x", "-o", "y", "--query", "无此文字"), "no report of the archive fits", 1),
    (("freeze", "x", "-o", "y", "--query", "年份:("), "try:", 2),
]


@pytest.mark.parametrize(("arguments", "told", "status"), WRONG)
def test_wrong_use(run: Run, archive: Path, tmp_path: Path, arguments: tuple[str, ...], told: str, status: int) -> None:
    done = run(*arguments, "--archive", archive)
    assert (done.status, done.out) == (status, "")
    assert told in " ".join(done.talk.split())
    assert "Traceback" not in done.talk
    assert list(tmp_path.iterdir()) == []
