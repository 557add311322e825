"""Findings over an archive, kept in a file of its folder, so that no report is checked twice by all processes together.

What is kept of an association counts as long as its reports, what was found in them, and the checks themselves are the same; else it is
made anew. The file holds nothing that could not be made anew: whoever may not write it does without.
"""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import astuple, dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kexie_nlp import __version__
from kexie_nlp.checks.finding import Finding

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive, ReportRow

FINDINGS_FILE: Final = "findings.sqlite"
_TABLE: Final = "CREATE TABLE IF NOT EXISTS findings (name TEXT PRIMARY KEY, key TEXT NOT NULL, findings TEXT NOT NULL) WITHOUT ROWID"
_BUSY_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding in an archive, without its reports' texts.

    Attributes:
        report: the id of the report it stands in. finding: what was found. texts: what stands at the spans of the finding.
        earlier: the id of the earlier report it was held against, or None.
    """

    report: str
    finding: Finding
    texts: tuple[str, ...]
    earlier: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one association, the earliest first; ``key`` changes with them, with what was found in them, and with the checks."""

    name: str
    key: str
    rows: tuple["ReportRow", ...]


class FindingsFile:
    """The findings that are kept in an archive's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FINDINGS_FILE

    def read(self) -> dict[str, tuple[KeptFinding, ...]]:
        """Return what is kept by the keys of groups."""
        if not self._path.exists():
            return {}
        with suppress(sqlite3.Error, ValueError, TypeError), closing(self._opened()) as connection:
            return {key: _from_json(told) for key, told in connection.execute("SELECT key, findings FROM findings")}
        return {}

    def write(self, group: Group, findings: Sequence[KeptFinding]) -> None:
        """Keep the findings of a group, in place of those that its association had; where nothing can be written, nothing happens."""
        told = json.dumps([astuple(one) for one in findings], ensure_ascii=False, default=str)
        try:
            self._write(group, told)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                self._path.unlink(missing_ok=True)
                with suppress(sqlite3.Error):
                    self._write(group, told)

    def _write(self, group: Group, told: str) -> None:
        """Write the findings of a group."""
        with closing(self._opened()) as connection, connection:
            connection.execute(_TABLE)
            connection.execute("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", (group.name, group.key, told))

    def _opened(self) -> sqlite3.Connection:
        """Open the file."""
        return sqlite3.connect(self._path, timeout=_BUSY_SECONDS)


def groups_of(archive: "Archive") -> list[Group]:
    """Return the reports of an archive by association; a report of none is a group of its own."""
    revisions = archive.revisions()
    by_association: dict[str, list[ReportRow]] = defaultdict(list)
    for row in archive.reports():
        by_association[row.association or row.id].append(row)
    groups = []
    for name, rows in by_association.items():
        rows.sort(key=lambda row: (row.year or 0, row.path))
        groups.append(Group(name, _key(rows, revisions), tuple(rows)))
    return groups


def check_group(archive: "Archive", group: Group) -> tuple[KeptFinding, ...]:
    """Check the reports of an association, and keep what is found.

    Raises:
        ArchiveError: if a report was removed meanwhile.
    """
    from kexie_nlp.checks.across import check_association

    analyses = [archive.show(row.id) for row in group.rows]
    texts = {analysis.report.id: analysis.report.text for analysis in analyses}
    found = tuple(
        KeptFinding(
            one.report.id, one.finding, tuple(texts[one.report.id][start:end] for start, end in one.finding.spans),
            one.earlier.id if one.earlier else None,
        )
        for one in check_association(group.rows, analyses)
    )  # fmt: skip
    FindingsFile(archive.folder).write(group, found)
    return found


def check_ahead(archive: "Archive") -> Iterator[Group]:
    """Check what was not checked before, and yield each group when it is done."""
    known = FindingsFile(archive.folder).read()
    for group in groups_of(archive):
        if group.key not in known:
            check_group(archive, group)
            yield group


def _key(rows: Sequence["ReportRow"], revisions: Mapping[str, int]) -> str:
    """Return what stands for these reports as they are, and for the checks as they are."""
    told = [(row.id, row.year, row.path, revisions.get(row.id)) for row in rows]
    return hashlib.sha256(f"{_checks()} {told}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _checks() -> str:
    """Return what stands for the checks as they are."""
    made = hashlib.sha256(__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()


def _from_json(told: str) -> tuple[KeptFinding, ...]:
    """Return findings from JSON."""
    return tuple(KeptFinding(report, _finding(values), tuple(texts), earlier) for report, values, texts, earlier in json.loads(told))


def _finding(values: list[Any]) -> Finding:
    """Return a finding from its values."""
    kind, holds, stated, computed, spans, quote, explanation, difference, score, *more = values
    told = None if difference is None else Decimal(difference)
    return Finding(kind, holds, stated, computed, tuple((start, end) for start, end in spans), quote, explanation, told, score, *more)
