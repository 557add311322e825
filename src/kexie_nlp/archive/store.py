"""The truth of an archive: what stands in its database, a whole report at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kexie_nlp.archive.prepared import Prepared
from kexie_nlp.archive.properties import ReportProperties
from kexie_nlp.archive.schema import connect
from kexie_nlp.archive.serial import achievement_from_json, metric_from_json, report_from_row
from kexie_nlp.archive.vocabulary import add_vocabulary, remove_vocabulary
from kexie_nlp.document import Entity
from kexie_nlp.errors import ArchiveError
from kexie_nlp.records import Analysis

_SHORTEST_PREFIX = 4
_REPORT = "id, path, text, title, association, year, kind, published, structure"
_ENTITY = 'start, "end", type, text, value, canonical, source, score'
_STANDING = (
    "SELECT coalesce((SELECT max(sequence) FROM changes), 0), (SELECT value FROM settings WHERE name = 'engine'),"
    " (SELECT value FROM settings WHERE name = 'index')"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an archive stands: the number of its last change, and, if there is an index, its engine and its folder."""

    sequence: int
    index: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file by its place and content."""

    path: str
    size: int
    sha256: str


class Store:
    """The database of one archive. Writing is for the holder of the lock only."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.connection: sqlite3.Connection = connect(folder, create=create)
        self._properties: tuple[int, ReportProperties] | None = None
        self._stood: tuple[tuple[int, int], Standing] | None = None

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that happens within, or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def report_of_file(self, mark: FileMark) -> str | None:
        """Return the id of the report that was read from a file of this content, or None; note that it lies here, too."""
        row = self.connection.execute(
            "SELECT r.key, r.id FROM files f JOIN reports r ON r.key = f.report"
            " WHERE f.sha256 = ? AND f.size = ? ORDER BY f.path <> ? LIMIT 1",
            (mark.sha256, mark.size, mark.path),
        ).fetchone()
        if row is None:
            return None
        known = self.connection.execute("SELECT sha256 FROM files WHERE path = ?", (mark.path,)).fetchone()
        if known != (mark.sha256,):
            with self.transaction():
                self._note_file(mark, row[0])
        return str(row[1])

    def add(self, prepared: Prepared, mark: FileMark) -> bool:
        """Add a report read from a file, in place of the one that was read from it before; False if the archive has the report."""
        with self.transaction():
            known = self.connection.execute("SELECT key FROM reports WHERE id = ?", (prepared.report_id,)).fetchone()
            key = known[0] if known else self._insert(prepared)
            if known is None:
                self._recorrect(key)
            self._note_file(mark, key)
        return known is None

    def replace(self, key: int, prepared: Prepared) -> None:
        """Put other findings in the place of those of the same report, within a transaction; it keeps its key."""
        files = self.connection.execute("SELECT path, size, sha256 FROM files WHERE report = ?", (key,)).fetchall()
        self._delete(key)
        self._insert(prepared, key)
        self.connection.executemany(f"INSERT INTO files VALUES (?,?,?,{key})", files)

    def remove(self, key: int) -> None:
        """Remove a report with all that was found in it."""
        with self.transaction():
            self._remove(key)

    def keys(self, report_id: str) -> tuple[int, str]:
        """Return key and full id of the report with this id, or with the only id that begins so.

        Raises:
            ArchiveError: if there is none, or more than one.
        """
        rows = self.connection.execute(
            "SELECT key, id FROM reports WHERE id = ?1 OR (length(?1) >= ?2 AND substr(id, 1, length(?1)) = ?1)"
            " ORDER BY id <> ?1, id LIMIT 4",
            (report_id, _SHORTEST_PREFIX),
        ).fetchall()
        if not rows:
            hint = f"`list` shows all ids, of which at least {_SHORTEST_PREFIX} characters are needed"
            raise ArchiveError(f"no report has the id {report_id!r}; {hint}")
        if len(rows) > 1 and rows[0][1] != report_id:
            several = ", ".join(row[1] for row in rows[:3])
            raise ArchiveError(f"{report_id!r} begins the ids of several reports ({several} …); give more of it")
        return rows[0][0], rows[0][1]

    def analysis(self, key: int) -> Analysis:
        """Return a report with all that was found in it."""
        fetch = self.connection.execute
        row = fetch(f"SELECT {_REPORT} FROM reports WHERE key = ?", (key,)).fetchone()
        entities = fetch(f"SELECT {_ENTITY} FROM entities WHERE report = ? ORDER BY number", (key,))
        achievements = fetch("SELECT record FROM achievements WHERE report = ? ORDER BY number", (key,))
        metrics = fetch("SELECT record FROM metrics WHERE report = ? ORDER BY number", (key,))
        return Analysis(
            report_from_row(row),
            tuple(Entity(*values) for values in entities),
            tuple(achievement_from_json(text) for (text,) in achievements),
            tuple(metric_from_json(text) for (text,) in metrics),
        )

    def standing(self) -> Standing:
        """Return how the archive stands; that is read again only when it was written to, on this connection or another."""
        connection = self.connection
        if connection.in_transaction:
            return self._read_standing()  # it may yet be rolled back
        (written_elsewhere,) = connection.execute("PRAGMA data_version").fetchone()
        written = written_elsewhere, connection.total_changes
        if self._stood is None or self._stood[0] != written:
            self._stood = written, self._read_standing()
        return self._stood[1]

    def sequence(self) -> int:
        """Return the number of the last change."""
        return self.standing().sequence

    def changes_since(self, sequence: int) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        """Return the reports removed since a change, and those added and still there with their numbers of passages.

        One whose findings were replaced is among both.
        """
        removed = self.connection.execute(
            "SELECT report FROM changes WHERE sequence > ? AND action = 'remove' ORDER BY sequence", (sequence,)
        )
        added = self.connection.execute(
            "SELECT DISTINCT r.key, r.passages FROM changes c JOIN reports r ON r.key = c.report"
            " WHERE c.sequence > ? AND c.action = 'add' ORDER BY r.key",
            (sequence,),
        )
        return tuple(key for (key,) in removed), tuple(added)

    def properties(self) -> ReportProperties:
        """Return the properties of all reports by which hits are counted."""
        sequence = self.sequence()
        if self._properties is None or self._properties[0] != sequence:
            self._properties = sequence, ReportProperties(self.connection)
        return self._properties[1]

    def index(self) -> tuple[str, str] | None:
        """Return the engine that indexes the archive and the folder of its index, or None if there is none yet."""
        return self.standing().index

    def set_index(self, engine: str, folder: str) -> None:
        """Set the engine that indexes the archive and the folder of its index, in one step."""
        self.connection.execute("INSERT OR REPLACE INTO settings VALUES ('engine', ?), ('index', ?)", (engine, folder))

    def forget_removed(self) -> None:
        """Take what was removed out of the write-ahead log as well, unless a reader still looks at it; then the next call does."""
        (patience,) = self.connection.execute("PRAGMA busy_timeout").fetchone()
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience}")

    def passages(self) -> int:
        """Return how many passages the archive holds."""
        return int(self.connection.execute("SELECT coalesce(sum(passages), 0) FROM reports").fetchone()[0])

    def _read_standing(self) -> Standing:
        """Read how the archive stands."""
        sequence, engine, folder = self.connection.execute(_STANDING).fetchone()
        return Standing(sequence, None if engine is None or folder is None else (engine, folder))

    def _insert(self, prepared: Prepared, key: int | None = None) -> int:
        """Insert a report with all its rows under a key, a new one if none is given, and return the key."""
        insert = self.connection.executemany
        key = self.connection.execute(
            "INSERT INTO reports (key, id, path, title, association, region, year, kind, published, text, structure, passages)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (key, *prepared.report),
        ).lastrowid
        assert key is not None
        insert(f"INSERT INTO passages VALUES ({key},?,?,?,?,?)", prepared.passages)
        insert(f"INSERT INTO entities VALUES ({key},?,?,?,?,?,?,?,?,?,?)", prepared.entities)
        insert(f"INSERT INTO achievements VALUES ({key},?,?,?,?,?,?)", prepared.achievements)
        insert(f"INSERT INTO metrics VALUES ({key},?,?,?,?,?)", prepared.metrics)
        add_vocabulary(self.connection, key, prepared.vocabulary)
        self.connection.execute("INSERT INTO changes (report, action) VALUES (?, 'add')", (key,))
        return key

    def _note_file(self, mark: FileMark, key: int) -> None:
        """Note that the report lies in the file, and remove the report that lay there before if it lies nowhere else.

        What was corrected in that one is carried over to the one that takes its place.
        """
        before = self.connection.execute("SELECT report FROM files WHERE path = ?", (mark.path,)).fetchone()
        self.connection.execute("INSERT OR REPLACE INTO files VALUES (?,?,?,?)", (mark.path, mark.size, mark.sha256, key))
        if before and before[0] != key and not self.connection.execute("SELECT 1 FROM files WHERE report = ?", before).fetchone():
            (id_before,), (id_now,) = self.connection.execute(
                "SELECT id FROM reports WHERE key IN (?1, ?2) ORDER BY key = ?2", (before[0], key)
            ).fetchall()
            self._remove(before[0])
            self.connection.execute("UPDATE corrections SET report = ? WHERE report = ?", (id_now, id_before))
            self._recorrect(key)

    def _recorrect(self, key: int) -> None:
        """Apply the corrections of a report, if it has any."""
        from kexie_nlp.archive.corrections.stored import recorrect

        recorrect(self, key)

    def _remove(self, key: int) -> None:
        """Remove a report with what was found in it before it was corrected; its corrections stay."""
        self.connection.execute("DELETE FROM uncorrected WHERE report = (SELECT id FROM reports WHERE key = ?)", (key,))
        self._delete(key)

    def _delete(self, key: int) -> None:
        """Delete the rows of a report and note it among the changes."""
        remove_vocabulary(self.connection, key)
        self.connection.execute("DELETE FROM reports WHERE key = ?", (key,))
        self.connection.execute("INSERT INTO changes (report, action) VALUES (?, 'remove')", (key,))
