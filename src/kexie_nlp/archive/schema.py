"""The tables of an archive, and how its database is opened or refused."""

import sqlite3
from pathlib import Path
from typing import Final

from kexie_nlp.archive.lock import LOCK_FILE
from kexie_nlp.archive.vocabulary import VOCABULARY_TABLES
from kexie_nlp.errors import ArchiveError

DATABASE: Final = "archive.sqlite"
FORM: Final = 3
_APPLICATION: Final = 0x6B786E6C  # "kxnl"
_BUSY_SECONDS: Final = 30.0
_WITHOUT_CORRECTIONS: Final = 2
_CORRECTION_TABLES: Final = """
CREATE TABLE corrections (                  -- outlive their report, which is named by its id
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL,                   -- "" of a link that belongs to no report
    change TEXT NOT NULL,                   -- JSON
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    effect TEXT NOT NULL,                   -- JSON: how many entities and records there were before and behind it
    undone_at TEXT,
    undone_by TEXT
);
CREATE INDEX corrections_by_report ON corrections (report);
CREATE TABLE uncorrected (                  -- what was found in reports that have corrections
    report TEXT PRIMARY KEY,
    analysis TEXT NOT NULL                  -- JSON
) WITHOUT ROWID;
"""

_TABLES: Final = """
CREATE TABLE reports (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, so that an index that lags behind cannot mean another report
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    association TEXT,
    region TEXT NOT NULL,                   -- names from the province down, parted by blanks; "" if unknown
    year INTEGER,
    kind TEXT NOT NULL,
    published TEXT,
    text TEXT NOT NULL,
    structure TEXT NOT NULL,                -- JSON: region, sections, sentences, tables
    passages INTEGER NOT NULL
);
CREATE INDEX reports_by_year ON reports (year, region, association, kind);
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX files_by_report ON files (report);
CREATE TABLE passages (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    section TEXT,                           -- titles from the outermost section in
    pieces TEXT,                            -- JSON: spans of headings and cells; NULL where the passage is one piece
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE TABLE entities (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    passage INTEGER,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    value TEXT,
    canonical TEXT,
    source TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE TABLE achievements (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    passage INTEGER,
    award TEXT NOT NULL,
    event TEXT,
    event_canonical TEXT,
    record TEXT NOT NULL,                   -- JSON: the whole record
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE TABLE metrics (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    passage INTEGER,
    indicator TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX entities_by_passage ON entities (report, passage);
CREATE INDEX achievements_by_passage ON achievements (report, passage);
CREATE INDEX metrics_by_passage ON metrics (report, passage);
CREATE TABLE settings (
    name TEXT PRIMARY KEY,                  -- engine: what indexes the archive; index: the folder of the index
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE changes (                      -- what an index has to follow
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('add', 'remove'))
);
"""


def connect(folder: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the database of the archive in ``folder``; with ``create``, make it if there is none (the caller holds the lock).

    A folder in which nothing may be written, such as a share, is opened to read. An archive of the form before corrections gets their
    tables, and nothing else of it changes.

    Raises:
        ArchiveError: if there is none, or one of another form.
    """
    path = folder / DATABASE
    if not path.exists() and not create:
        raise ArchiveError(f"{folder}: there is no archive here; add a report to make one, or name another folder")
    connection = _opened(path)
    try:
        is_new = _check_form(connection, path)
        if is_new and not create:
            raise ArchiveError(f"{folder}: the archive was never finished and holds nothing; add a report to make it")
        if is_new:
            connection.execute("PRAGMA journal_mode = WAL")
            form = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {FORM};"
            connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} {VOCABULARY_TABLES} {_CORRECTION_TABLES} {form} COMMIT;")
        elif _form_of(connection) == _WITHOUT_CORRECTIONS:
            _make_room_for_corrections(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ArchiveError(f"{path}: is not an archive of kexie-nlp or is damaged ({error}); expected SQLite, form {FORM}") from error
    except BaseException:
        connection.close()
        raise
    return connection


def check_room(folder: Path) -> None:
    """Refuse to make an archive of a file, or among other files; where there is one already, say nothing.

    Raises:
        ArchiveError: saying what is there.
    """
    if (folder / DATABASE).exists():
        return
    if folder.exists() and not folder.is_dir():
        raise ArchiveError(f"{folder}: is a file; name a folder for the archive")
    others = sorted(entry.name for entry in folder.iterdir() if entry.name != LOCK_FILE) if folder.is_dir() else []
    if others:
        raise ArchiveError(f"{folder}: holds other files ({', '.join(others[:3])}) and no archive; name an empty or new folder")


def _opened(path: Path) -> sqlite3.Connection:
    """Open a database, to read only where its folder lets nothing be written."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError as error:
        is_barred = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
        if not is_barred or path.with_name(f"{path.name}-wal").exists():
            return connection  # what is wrong with it shows when its form is read
        connection.close()
        # a log to read from cannot be made there, so the file is taken as it stands
        place = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(place, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    return connection


def _check_form(connection: sqlite3.Connection, path: Path) -> bool:
    """Tell whether the database is still empty; refuse one of another form."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    form = _form_of(connection)
    if application == _APPLICATION and form in (_WITHOUT_CORRECTIONS, FORM):
        return False
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not application and not form and not tables:
        return True
    if application != _APPLICATION:
        found = f"application {application:#x}; expected {_APPLICATION:#x}"
        raise ArchiveError(f"{path}: is a database of another program ({found}); name another folder")
    way_out = "install a newer kexie-nlp" if form > FORM else "make it anew from its reports with `add` in another folder"
    raise ArchiveError(f"{path}: this archive has form {form}, form {FORM} was expected; {way_out}")


def _form_of(connection: sqlite3.Connection) -> int:
    """Return the form that a database says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make_room_for_corrections(connection: sqlite3.Connection) -> None:
    """Add the tables of corrections; where nothing may be written, empty ones for this connection alone."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        if _form_of(connection) == _WITHOUT_CORRECTIONS:  # another process may have been quicker
            for statement in _CORRECTION_TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {FORM}")
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if not isinstance(error, sqlite3.OperationalError) or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        temporary = _CORRECTION_TABLES.replace("CREATE TABLE ", "CREATE TEMP TABLE ").replace("CREATE INDEX ", "CREATE INDEX temp.")
        connection.executescript(temporary)
