"""What an archive remembers of itself is never out of date."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kexie_nlp.archive.kept_rows import KeptRows
from kexie_nlp.archive.schema import connect
from kexie_nlp.archive.store import Store

CHANGE = "INSERT INTO changes (report, action) VALUES (1, 'add')"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path, create=True)
    yield opened
    opened.close()


@pytest.fixture
def other(store: Store, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another connection to the same archive."""
    opened = connect(tmp_path)
    yield opened
    opened.close()


def test_a_store_knows_what_it_wrote_itself(store: Store) -> None:
    assert (store.sequence(), store.index()) == (0, None)
    store.connection.execute(CHANGE)
    store.set_index("tantivy", "index-2")
    assert (store.sequence(), store.index()) == (1, ("tantivy", "index-2"))


def test_a_store_knows_what_others_wrote(store: Store, other: sqlite3.Connection) -> None:
    assert store.sequence() == 0
    other.execute(CHANGE)
    assert store.sequence() == 1
    other.execute("INSERT INTO settings VALUES ('engine', 'whoosh'), ('index', 'index')")
    assert store.index() == ("whoosh", "index")


def test_what_is_taken_back_was_never_written(store: Store) -> None:
    def fails() -> None:
        with store.transaction():
            store.connection.execute(CHANGE)
            assert store.sequence() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert store.sequence() == 0


def test_a_store_that_nobody_wrote_to_is_not_read_again(store: Store) -> None:
    store.sequence()
    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    store.sequence()
    store.index()
    assert set(statements) == {"PRAGMA data_version"}


def asked(kept: KeptRows[int, str], sequence: int, *keys: int) -> tuple[dict[int, str], list[int]]:
    """Return what is given for some keys, and which of them were read; of those above 9 there are none."""
    read: list[int] = []

    def rows(missing: list[int]) -> dict[int, str]:
        read.extend(missing)
        return {key: f"{key} in {sequence}" for key in missing if key < 10}

    return kept.of(sequence, keys, rows), read


def test_a_row_is_read_once_as_long_as_nothing_changes() -> None:
    kept = KeptRows[int, str](10)
    assert asked(kept, 1, 1, 2) == ({1: "1 in 1", 2: "2 in 1"}, [1, 2])
    assert asked(kept, 1, 2, 3) == ({2: "2 in 1", 3: "3 in 1"}, [3])
    assert asked(kept, 2, 2) == ({2: "2 in 2"}, [2])


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [((1, 2), (1, 2), []), ((1, 2), (1, 3), [3]), ((1, 2, 3), (1, 2, 3), [1, 2, 3]), ((11,), (11,), [11])],
)
def test_no_more_rows_are_kept_than_there_is_room_for(first: tuple[int, ...], second: tuple[int, ...], read: list[int]) -> None:
    kept = KeptRows[int, str](2)
    assert set(asked(kept, 1, *first)[0]) == {key for key in first if key < 10}
    assert asked(kept, 1, *second)[1] == read
    assert len(kept._kept) <= 2
