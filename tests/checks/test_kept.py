"""Findings that are kept beside an archive: the same as made anew, and never stale."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.checks import check_archive, kept
from kexie_nlp.checks.kept import FINDINGS_FILE, FindingsFile, check_ahead, groups_of


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path, create=True) as opened:
        opened.add(samples.PATHS[:4], analyze=lambda path: samples.analysis_of(path.name), workers=1)
        yield opened


def test_what_is_kept_is_what_is_found(archive: Archive) -> None:
    assert len(list(check_ahead(archive))) == len(groups_of(archive))
    told = FindingsFile(archive.folder).read()
    found = [(one.report.id, one.finding, one.earlier.id if one.earlier else None) for one in check_archive(archive)]
    again = [(one.report, one.finding, one.earlier) for group in groups_of(archive) for one in told[group.key]]
    assert sorted(again, key=repr) == sorted(found, key=repr) != []
    texts = {row.id: archive.show(row.id).report.text for row in archive.reports()}
    assert all(
        one.texts == tuple(texts[one.report][start:end] for start, end in one.finding.spans) for some in told.values() for one in some
    )
    assert list(check_ahead(archive)) == []


def test_what_changes_is_checked_again_and_nothing_else(archive: Archive) -> None:
    list(check_ahead(archive))
    changed = next(row for row in archive.reports())
    archive.remove([changed.id])
    assert {group.name for group in check_ahead(archive)} <= {changed.association}


def test_other_checks_check_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    list(check_ahead(archive))
    monkeypatch.setattr(kept, "_checks", lambda: "other checks")
    assert len(list(check_ahead(archive))) == len(groups_of(archive))


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 200])
def test_a_file_that_is_broken_is_made_anew(archive: Archive, content: bytes) -> None:
    (archive.folder / FINDINGS_FILE).write_bytes(content)
    assert FindingsFile(archive.folder).read() == {}
    list(check_ahead(archive))
    assert len(FindingsFile(archive.folder).read()) == len(groups_of(archive))


def test_where_nothing_can_be_written_checking_goes_on(archive: Archive) -> None:
    (archive.folder / FINDINGS_FILE).mkdir()
    assert len(list(check_ahead(archive))) == len(groups_of(archive))
