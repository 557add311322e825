"""``add``, ``remove``, ``list``, ``show``: an archive by the command line."""

import shutil
from pathlib import Path

import pytest

import samples
from running import Run

TEXTS = [path for path in samples.PATHS if path.suffix == ".txt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two good reports and three bad files."""
    place = tmp_path / "reports"
    place.mkdir()
    for path in TEXTS[:2]:
        (place / path.name).write_bytes(path.read_bytes())
    (place / "empty.txt").write_bytes(b"")
    (place / "truncated.docx").write_bytes(b"PK\x03\x04\x14\x00")
    return place


def test_add_goes_on_after_bad_files_and_names_them(run: Run, folder: Path) -> None:
    done = run("add", folder, "missing.txt", "--archive", "a", "--workers", "1")
    assert done.status == 1
    assert done.out == ""
    assert "2 added, 0 already there, 3 failed" in done.talk
    for name in ("empty.txt", "truncated.docx", "missing.txt"):
        assert sum(line.startswith("  ") and name in line for line in done.talk.splitlines()) == 1
    assert "Traceback" not in done.talk
    assert len(run("list", "--archive", "a", "--format", "jsonl").rows) == 2


def test_add_twice(run: Run) -> None:
    first = run("add", TEXTS[0], "--workers", "1")
    assert (first.status, first.talk.splitlines()[-1]) == (0, "1 added, 0 already there, 0 failed")
    again = run("add", TEXTS[0], TEXTS[1], "--workers", "1")
    assert (again.status, again.talk.splitlines()[-1]) == (0, "1 added, 1 already there, 0 failed")
    assert Path("kexie-archive").is_dir()


def test_add_in_two_processes(run: Run, folder: Path) -> None:
    done = run("add", folder, "--archive", "a", "--workers", "2")
    assert done.status == 1
    assert "2 added, 0 already there, 2 failed" in done.talk


def test_add_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = run("add", "nothing", "--workers", "1")
    assert "0 added" in done.talk


def test_reindex_changes_the_engine(run: Run) -> None:
    assert run("add", TEXTS[0], "--archive", "a", "--engine", "whoosh", "--workers", "1").status == 0
    before = run("search", "科普", "--archive", "a", "--format", "jsonl").rows
    assert "indexed by whoosh" in run("reindex", "--archive", "a", "--workers", "1").talk
    assert "indexed by tantivy" in run("reindex", "--archive", "a", "--engine", "tantivy", "--workers", "1").talk
    after = run("search", "科普", "--archive", "a", "--format", "jsonl").rows
    assert sorted(row["start"] for row in after) == sorted(row["start"] for row in before) != []
    refused = run("add", TEXTS[1], "--archive", "a", "--engine", "whoosh", "--workers", "1")
    assert refused.status == 1
    assert "reindex --engine whoosh" in refused.talk
    assert run("reindex", "--archive", "none").status == 1


def test_list(run: Run, archive: Path) -> None:
    rows = run("list", "--archive", archive, "--format", "jsonl").rows
    assert len(rows) == 6
    for row in rows:
        report = samples.analysis_of(Path(row["path"]).name).report
        assert row["report"] == report.id
        assert (row["association"], row["year"], row["kind"]) == (report.association, report.year, report.kind)
        assert row["published"] == (report.published and report.published.isoformat())
        assert row["metrics"] == len(samples.analysis_of(Path(row["path"]).name).metrics)
    table = run("list", "--archive", archive)
    assert table.status == 0
    assert all(row["report"] in table.out for row in rows)


def test_show(run: Run, archive: Path) -> None:
    row = run("list", "--archive", archive, "--format", "jsonl").rows[0]
    done = run("show", row["report"][:8], "--archive", archive)
    assert (done.status, done.talk) == (0, "")
    for told in (row["report"], row["path"], row["association"], str(row["year"]), row["kind"]):
        assert told in done.out


def test_remove(run: Run) -> None:
    run("add", *TEXTS[:2], "--workers", "1")
    first, second = (row["report"] for row in run("list", "--format", "jsonl").rows)
    done = run("remove", first[:10])
    assert (done.status, done.talk) == (0, "1 removed\n")
    assert [row["report"] for row in run("list", "--format", "jsonl").rows] == [second]


@pytest.mark.parametrize("command", ["show", "remove"])
def test_unknown_report(run: Run, archive: Path, command: str) -> None:
    done = run(command, "ffffffff", "--archive", archive)
    assert (done.status, done.out, done.talk.count("\n")) == (1, "", 1)
    assert "ffffffff" in done.talk


COMMANDS = [
    ("list",),
    ("show", "ab"),
    ("remove", "ab"),
    ("search", "科普"),
    ("achievements",),
    ("metrics",),
    ("export", "--format", "csv"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=[command[0] for command in COMMANDS])
def test_no_archive_here(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--archive", "nowhere")
    assert (done.status, done.out) == (1, "")
    assert done.talk.startswith("kexie-nlp: ")
    assert "nowhere" in done.talk
    assert done.talk.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_no_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "letter.txt").write_text("dear", encoding="utf-8")
    done = run("list", "--archive", "x")
    assert (done.status, done.out, done.talk.count("\n")) == (1, "", 1)
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("arguments", [("add",), ("add", "x", "--workers", "0"), ("remove",), ("show",), ("list", "--format", "x")])
def test_wrong_use(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert f"Usage: kexie-nlp {arguments[0]}" in done.talk


def test_the_records_of_an_archive_in_which_nothing_may_be_written_can_be_read(run: Run, archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "share"
    shutil.copytree(archive, folder)
    places = [folder, *folder.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        if _can_write(folder):
            pytest.skip("permissions do not bind this user")
        assert run("achievements", "--by", "year", "--archive", folder, "--format", "jsonl").rows
        refused = run("add", samples.PATHS[0], "--archive", folder)
        assert refused.status == 1 and "Permission denied" in refused.talk and "damaged" not in refused.talk
    finally:
        for place in places:
            place.chmod(0o755)


def _can_write(folder: Path) -> bool:
    """Tell whether a file can be made in a folder."""
    try:
        (folder / "probe").touch()
    except OSError:
        return False
    (folder / "probe").unlink()
    return True
