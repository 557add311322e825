"""An archive that lies where nothing can be written, such as a share or a disc."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders import NORTH, analyze_marked
from kexie_nlp.archive import Archive
from kexie_nlp.errors import ArchiveError

NOBODY = 65534


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nothing be written in a folder, also not by the user who may write everything."""
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for path in paths:
            if path.is_dir():
                path.chmod(0o755)


@pytest.fixture
def made() -> Iterator[Path]:
    """An archive in a folder that every user may enter."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        (Path(place) / "北.txt").write_text(NORTH, encoding="utf-8")
        with Archive.open(Path(place) / "archive", create=True) as archive:
            archive.add([Path(place) / "北.txt"], analyze=analyze_marked, workers=1)
        yield Path(place) / "archive"


pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders are not made read-only so")


@pytest.mark.parametrize("scope", ["passages", "achievements", "metrics", "reports"])
def test_a_search_finds_the_same_where_nothing_can_be_written(made: Path, scope: str) -> None:
    with Archive.open(made) as archive:
        expected = archive.search("", scope=scope, facets=True)  # type: ignore[arg-type]
    for lock in list(made.rglob("*.lock")):
        lock.unlink()
    with read_only(made):
        held = sorted(path.name for path in made.rglob("*"))
        with Archive.open(made) as archive:
            assert archive.search("", scope=scope, facets=True) == expected  # type: ignore[arg-type]
        assert held == sorted(path.name for path in made.rglob("*"))


def test_an_index_that_cannot_be_made_is_told_with_the_way_out(made: Path) -> None:
    (made / "index" / "shards.json").write_text("{}", encoding="utf-8")
    with read_only(made), Archive.open(made) as archive, pytest.raises(ArchiveError, match="reindex"):
        archive.search("科普")
