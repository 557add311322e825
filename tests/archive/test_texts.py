"""The texts of reports that are kept."""

import sqlite3
from collections.abc import Iterator

import pytest

from kexie_nlp.archive.texts import Texts

REPORTS = {1: "甲", 2: "乙", 3: "丙"}


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    opened.execute("CREATE TABLE reports (key INTEGER PRIMARY KEY, text TEXT)")
    opened.executemany("INSERT INTO reports VALUES (?, ?)", [(key, id_ * 10) for key, id_ in REPORTS.items()])
    yield opened
    opened.close()


def asked(texts: Texts, connection: sqlite3.Connection, *keys: int) -> tuple[list[str], int]:
    """Return what is given for some keys, and how many statements that took."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    found = texts.of(connection, {key: REPORTS.get(key, "丁") for key in keys})
    return [found[key] for key in sorted(found)], len(statements)


def test_a_text_is_read_once(connection: sqlite3.Connection) -> None:
    texts = Texts(100)
    assert asked(texts, connection, 1, 2) == (["甲" * 10, "乙" * 10], 1)
    assert asked(texts, connection, 1, 2) == (["甲" * 10, "乙" * 10], 0)
    assert asked(texts, connection, 2, 3) == (["乙" * 10, "丙" * 10], 1)


def test_what_is_not_there_is_not_given(connection: sqlite3.Connection) -> None:
    assert asked(Texts(100), connection, 1, 9) == (["甲" * 10], 1)
    assert asked(Texts(100), connection) == ([], 0)


def test_the_text_asked_for_longest_ago_goes_first(connection: sqlite3.Connection) -> None:
    texts = Texts(20)
    for key in (1, 2, 1, 3):
        asked(texts, connection, key)
    assert [asked(texts, connection, key)[1] for key in (1, 3, 2)] == [0, 0, 1]


def test_a_text_that_is_too_long_to_be_kept_is_given(connection: sqlite3.Connection) -> None:
    texts = Texts(5)
    assert asked(texts, connection, 1) == asked(texts, connection, 1) == (["甲" * 10], 1)


def test_the_same_text_may_lie_in_two_archives(connection: sqlite3.Connection) -> None:
    other = sqlite3.connect(":memory:")
    texts = Texts(100)
    assert asked(texts, connection, 1) == (["甲" * 10], 1)
    assert texts.of(other, {77: "甲"}) == {77: "甲" * 10}
    other.close()
