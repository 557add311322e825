"""Killed at any moment, two at a time, of another form: an archive stays whole, and says what is the matter."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders import analyze_marked
from kexie_nlp.archive import Archive
from kexie_nlp.archive.lock import write_lock
from kexie_nlp.errors import ArchiveError

TESTS = Path(__file__).resolve().parents[1]

ADDING = """
import sys
from pathlib import Path
from builders import analyze_marked
from kexie_nlp.archive import Archive

if __name__ == "__main__":
    folder, files, workers = Path(sys.argv[1]), sorted(Path(sys.argv[2]).glob("*.txt")), int(sys.argv[3])
    with Archive.open(folder, create=True) as archive:
        archive.add(files, analyze=analyze_marked, workers=workers,
                    progress=lambda event: print(event.report_id, flush=True) if event.outcome == "added" else None)
    print("finished", flush=True)
"""

CHANGING = """
import random, sys
from pathlib import Path
from builders import analyze_marked
from kexie_nlp.archive import Archive

if __name__ == "__main__":
    folder, files, choose = Path(sys.argv[1]), sorted(Path(sys.argv[2]).glob("*.txt")), random.Random(int(sys.argv[3]))
    with Archive.open(folder, create=True) as archive:
        print("ready", flush=True)
        while True:
            here = [row.id for row in archive.reports()]
            what = choose.choice(["add", "add", "remove", "reindex", "search"])
            if what == "add":
                print("adding", flush=True)
                archive.add(choose.sample(files, 2), analyze=analyze_marked, workers=1,
                            progress=lambda event: print("added", event.report_id, flush=True))
                print("level", flush=True)
            elif what == "remove" and here:
                gone = choose.choice(here)
                print("removing", gone, flush=True)
                archive.remove([gone])
                print("removed", gone, flush=True)
            elif what == "reindex":
                archive.reindex(choose.choice(["tantivy", "whoosh"]), workers=1)
            else:
                archive.search("一等奖")
"""

HOLDING = """
import sys, time
from pathlib import Path
from kexie_nlp.archive.lock import write_lock

with write_lock(Path(sys.argv[1]), wait=0):
    print("held", flush=True)
    time.sleep(60)
"""


def run(code: str, folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    script = folder / "script.py"
    script.write_text(code, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    return subprocess.Popen([sys.executable, str(script), *arguments], stdout=subprocess.PIPE, text=True, env=environment)


def write_reports(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        lines = "\n".join(f"第{number}号报告第{line}行获[AWARD:一等奖]，支出[AMOUNT:{line + 1}万元]。" for line in range(30))
        (folder / f"{number:03}.txt").write_text(f"@year=2019\n# 报告{number}\n{lines}\n", encoding="utf-8")


def check_whole(archive: Archive) -> set[str]:
    """Assert that every report is there with all its parts, and return their ids."""
    rows = list(archive.reports())
    for row in rows:
        analysis = archive.show(row.id)
        assert (row.passages, row.achievements, row.metrics) == (31, 30, 30)
        assert len(analysis.report.sentences) == 31 and len(analysis.entities) == 60
    connection = archive._store.connection
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    result = archive.search("一等奖", scope="reports", limit=1000)
    assert {hit.report for hit in result.hits} == {row.id for row in rows}
    assert archive.search("一等奖").total == 30 * len(rows)
    return {row.id for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    write_reports(tmp_path / "files", 40)
    pause = random.Random(11)
    reported: set[str] = set()
    for attempt in range(6):
        process = run(ADDING, tmp_path, str(tmp_path / "archive"), str(tmp_path / "files"), "2" if attempt == 5 else "1")
        assert process.stdout is not None
        seen = 0
        while seen < 1 + pause.randrange(7) and (line := process.stdout.readline().strip()) and line != "finished":
            reported.add(line)
            seen += 1
        time.sleep(pause.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        reported.update(line for line in process.stdout.read().split() if line != "finished")
        process.stdout.close()
        process.wait()
        with Archive.open(tmp_path / "archive") as archive:
            assert reported <= check_whole(archive)
    with Archive.open(tmp_path / "archive") as archive:
        archive.add(sorted((tmp_path / "files").glob("*.txt")), analyze=analyze_marked, workers=1)
        assert len(check_whole(archive)) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_killed_while_the_index_is_written(tmp_path: Path) -> None:
    write_reports(tmp_path / "files", 25)
    for pause in (0.0, 0.05, 0.15):
        folder = tmp_path / f"archive{pause}"
        process = run(ADDING, tmp_path, str(folder), str(tmp_path / "files"), "1")
        assert process.stdout is not None
        for _ in range(25):
            process.stdout.readline()
        time.sleep(pause)
        process.kill()
        process.stdout.close()
        process.wait()
        with Archive.open(folder) as archive:
            assert len(check_whole(archive)) == 25


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_killed_two_hundred_times_while_adding_removing_and_reindexing(tmp_path: Path) -> None:
    write_reports(tmp_path / "files", 8)
    pause = random.Random(23)
    surely_there: set[str] = set()
    for attempt in range(200):
        process = run(CHANGING, tmp_path, str(tmp_path / "archive"), str(tmp_path / "files"), str(attempt))
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        time.sleep(pause.random() ** 2 * 1.5)
        process.send_signal(signal.SIGKILL)
        surely_gone: set[str] = set()
        last = ""
        for line in process.stdout.read().splitlines():
            last, _, report = line.partition(" ")
            if last in {"adding", "level"}:
                surely_gone = set()  # what is added, is not told before it is there
            elif last == "added":
                surely_there.add(report)
            elif last == "removing":
                surely_there.discard(report)
            elif last == "removed":
                surely_gone.add(report)
        process.stdout.close()
        process.wait()
        with Archive.open(tmp_path / "archive") as archive:
            there = check_whole(archive)
            assert surely_there <= there
            assert not surely_gone & there
            archive.remove([])  # whoever writes next tidies up
        indexes = [path for path in (tmp_path / "archive").iterdir() if path.is_dir()]
        assert len(indexes) == 1, "an index that was not finished is left"


def test_second_writer_is_told_who_holds_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    Archive.open(folder, create=True).close()
    process = run(HOLDING, tmp_path, str(folder))
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == "held"
        with Archive.open(folder, wait=0.2) as archive:
            with pytest.raises(ArchiveError, match=rf"process {process.pid} on .+ since \d{{4}}-"):
                archive.remove([])
            assert list(archive.reports()) == []
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
    with Archive.open(folder, wait=5) as archive:  # the death of its holder frees the lock
        assert archive.remove([]) == 0
        assert archive.search("科技").total == 0


def test_second_writer_waits(tmp_path: Path) -> None:
    with write_lock(tmp_path, wait=0), pytest.raises(ArchiveError, match="is being written by process"), write_lock(tmp_path, wait=0):
        pass
    with write_lock(tmp_path, wait=0):
        pass


def test_search_goes_on_while_another_writes(tmp_path: Path) -> None:
    write_reports(tmp_path / "files", 3)
    files = sorted((tmp_path / "files").glob("*.txt"))
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.add(files[:1], analyze=analyze_marked, workers=1)
        with write_lock(tmp_path / "archive", wait=0), archive._store.transaction():
            assert archive.search("一等奖").total == 30
            with Archive.open(tmp_path / "archive", wait=0.1) as reader:
                assert reader.search("一等奖").total == 30
                with pytest.raises(ArchiveError, match="being written"):
                    reader.add(files, analyze=analyze_marked)


def test_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        Archive.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_unfinished_archive(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    sqlite3.connect(tmp_path / "archive" / "archive.sqlite").close()
    (tmp_path / "archive" / "archive.sqlite").touch()
    with pytest.raises(ArchiveError, match="never finished"):
        Archive.open(tmp_path / "archive")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        assert list(archive.reports()) == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("PRAGMA user_version = 4", "form 4, form 3 was expected; install a newer"),
        ("PRAGMA user_version = 1", "form 1, form 3 was expected; make it anew from its reports with `add` in another folder"),
        ("PRAGMA application_id = 7", "another program"),
    ],
)
def test_another_form_is_refused(tmp_path: Path, statement: str, message: str) -> None:
    Archive.open(tmp_path / "archive", create=True).close()
    connection = sqlite3.connect(tmp_path / "archive" / "archive.sqlite")
    connection.execute(statement)
    connection.close()
    for create in (False, True):
        with pytest.raises(ArchiveError, match=message):
            Archive.open(tmp_path / "archive", create=create)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "archive.sqlite").write_text("这不是数据库" * 200, encoding="utf-8")
    with pytest.raises(ArchiveError, match="is not an archive"):
        Archive.open(folder)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    with pytest.raises(ArchiveError, match=r"holds other files \(letter.txt\)"):
        Archive.open(tmp_path / "full", create=True)
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="is a file"):
        Archive.open(tmp_path / "file", create=True)
