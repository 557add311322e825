"""The names under which statistics count: those of ``link``, with the corrections of the archive's user."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kexie_nlp.archive import Archive, ReportRow
from kexie_nlp.document import RegionLevel
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.corrections import CORRECTIONS_FILE, Correction, read_corrections
from kexie_nlp.link.gazetteer import Gazetteer, level_of
from kexie_nlp.link.linker import Linker
from kexie_nlp.resources import lexicon_folders


@dataclass(frozen=True, slots=True)
class Reporter:
    """The association of a report: its one name, the path of its region from the province down, and its level."""

    name: str | None
    region: tuple[str, ...]
    level: RegionLevel | None

    @property
    def place(self) -> str | None:
        """The name of its region."""
        return self.region[-1] if self.region else None


class Names:
    """Gives records the names under which they are counted; asking again costs nothing."""

    def __init__(self, linker: Linker, gazetteer: Gazetteer) -> None:
        self.linker = linker
        self._gazetteer = gazetteer
        self._reporters: dict[tuple[str | None, str], Reporter] = {}

    def reporter(self, report: ReportRow) -> Reporter:
        """Return the association of a report."""
        key = (report.association, report.region)
        if key not in self._reporters:
            path = tuple(report.region.split())
            name = report.association
            if name is not None:
                name = self.linker.association(name, report.association, path).name
            self._reporters[key] = Reporter(name, path, self._level(path))
        return self._reporters[key]

    def _level(self, path: tuple[str, ...]) -> RegionLevel | None:
        """Return the level of the region with this path."""
        if not path:
            return None
        known = self._gazetteer.lookup(path[-1], "".join(path))
        if known is not None and known.path == path:
            return known.level
        told = level_of(path[-1])
        return "县" if told == "市" and len(path) == 3 else told


def names_of(archive: Archive) -> Names:
    """Return the names for an archive: lexicons, the user's own, and the archive's ``links.tsv``.

    Raises:
        ResourceError: if a lexicon or the file of corrections is not as it should be.
    """
    return _names(lexicon_folders(), read_corrections(archive.folder / CORRECTIONS_FILE))


@lru_cache(maxsize=4)
def _names(folders: tuple[Path, ...], corrections: tuple[Correction, ...]) -> Names:
    """Return the names for these lexicons and corrections, made once: reading lexicons takes longer than most statistics."""
    lexicons = Lexicons(folders)
    return Names(Linker(lexicons, corrections), Gazetteer(lexicons))
