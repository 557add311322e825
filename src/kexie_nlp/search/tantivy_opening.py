"""An index of tantivy open for reading, also where nothing can be written beside it."""

import json
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from kexie_nlp.search.tantivy_counting import SetCounts
from kexie_nlp.search.tantivy_index import NUMBERING

if TYPE_CHECKING:
    from tantivy import Schema, Searcher

_LOCK: Final = ".tantivy-meta.lock"


class TantivyIndex:
    """An index that ``write_shard`` wrote."""

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``, which may be one in which nothing can be written."""
        self._links: TemporaryDirectory[str] | None = None
        try:
            self.schema, self.searcher = _opened(folder)
        except ValueError:
            if _can_lock(folder):
                raise
            self._links = _linked(folder)
            self.schema, self.searcher = _opened(Path(self._links.name))
        self.known_values: dict[str, Sequence[str]] = {}
        self._numbering = (folder / NUMBERING).read_text(encoding="utf-8")

    def close(self) -> None:
        """Let go of all files."""
        del self.searcher
        if self._links is not None:
            self._links.cleanup()
            self._links = None

    @cached_property
    def _told(self) -> dict[str, Any]:
        """What was written down of the values."""
        told: dict[str, Any] = json.loads(self._numbering)
        return told

    @property
    def has_more(self) -> bool:
        """Whether there is a second index, of records that had no slot in this one."""
        return bool(self._told["more"])

    @cached_property
    def slots(self) -> frozenset[str]:
        """The terms of slots that are taken in some entry."""
        return frozenset(self._told["slots"])

    @cached_property
    def counts(self) -> SetCounts:
        """What the numbers in columns count."""
        return SetCounts(self._told["counted"])

    @cached_property
    def units(self) -> dict[str, int]:
        """The numbers of units."""
        return {unit: number for number, unit in enumerate(self._told["units"])}


def _opened(folder: Path) -> "tuple[Schema, Searcher]":
    """Open an index of tantivy, which locks it for that moment by writing a file."""
    from tantivy import Index

    index = Index.open(str(folder))
    index.config_reader("manual")
    return index.schema, index.searcher()


def _can_lock(folder: Path) -> bool:
    """Tell whether tantivy's lock can be written."""
    try:
        (folder / _LOCK).open("a").close()
    except OSError:
        return False
    return True


def _linked(folder: Path) -> "TemporaryDirectory[str]":
    """Return a temporary folder with the files of an index, in which a lock can be written; they are copied where links are not allowed."""
    made = TemporaryDirectory(prefix="kexie-nlp-", ignore_cleanup_errors=True)
    for path in folder.iterdir():
        if path.suffix != ".lock":
            place = Path(made.name) / path.name
            try:
                place.symlink_to(path.resolve())
            except OSError:
                shutil.copyfile(path, place)
    return made
