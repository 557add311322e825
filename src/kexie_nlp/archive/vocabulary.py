"""The archive's own vocabulary: the names and words of its reports, each with the number of passages that have it.

It is written in the transaction that adds or removes a report, so that it is level with the reports whatever happens.
"""

import json
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from kexie_nlp.archive.passages import Passage, passage_at
from kexie_nlp.records import Analysis
from kexie_nlp.search.cutting import words_of_lines
from kexie_nlp.search.fields import ENTITY_FIELDS
from kexie_nlp.search.folding import CELL_MARK, fold, fold_characters
from kexie_nlp.search.suggesting import WORD, Term, Vocabulary, block_of

VOCABULARY_TABLES: Final = """
CREATE TABLE vocabulary (                   -- derived from the reports
    term INTEGER PRIMARY KEY,
    field TEXT NOT NULL,                    -- of the query language, or word
    value TEXT NOT NULL,
    folded TEXT NOT NULL,                   -- as the search sees it
    passages INTEGER NOT NULL,
    UNIQUE (field, value)
);
CREATE TABLE vocabulary_uses (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    term INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    PRIMARY KEY (report, term)
) WITHOUT ROWID;
"""
NAME_FIELDS: Final = (
    "competition", "award", "association", "indicator", "project", "activity", "org", "person", "place", "document", "region", "kind",
)  # fmt: skip
"""The fields whose values are kept."""

LONGEST_VALUE: Final = 60
VOCABULARY_FILE: Final = "vocabulary.txt"
_FORM: Final = 1
_OF_PASSAGES: Final = frozenset(NAME_FIELDS) - {"association", "region", "kind"}
_WORDY: Final = re.compile(r"[a-z\u4e00-\u9fff].|.[a-z\u4e00-\u9fff]")
_BREAKS: Final = re.compile(r"[\t\r\n]+")
_BETWEEN: Final = "\ue000"


def vocabulary_of(analysis: Analysis, starts: list[int], passages: list[Passage]) -> str:
    """Return the names and words of a report as JSON: [field, value, folded value, number of passages] each.

    ``starts`` are those of its passages.
    """
    report = analysis.report
    region = report.region.path if report.region else ()
    whole = [("kind", report.kind), ("association", report.association or ""), *(("region", name) for name in region)]
    counts: Counter[tuple[str, str]] = Counter({use: len(passages) for use in whole if use[1]})
    counts.update((field, value) for field, value, _ in _uses(analysis, starts, passages))
    names = [(field, value) for field, value in counts if len(value) <= LONGEST_VALUE]
    rows = [(*name, folded, counts[name]) for name, folded in zip(names, _folded([value for _, value in names]), strict=True)]
    counted: Counter[str] = Counter()
    text = fold_characters(report.text)  # which has no line breaks
    for line in words_of_lines("\n".join(text[passage.start : passage.end] for passage in passages)):
        counted.update(line)
    rows += [(WORD, word, word, count) for word, count in counted.items() if _WORDY.search(word)]
    return json.dumps([row for row in rows if row[2]], ensure_ascii=False)


def _folded(values: Sequence[str]) -> list[str]:
    """Return values as the search sees them, folded at one go."""
    joined = fold(_BETWEEN.join(value.replace(_BETWEEN, "") for value in values)).plain.text
    return [value.strip(f"{CELL_MARK} ") for value in joined.split(_BETWEEN)] if values else []


def add_vocabulary(connection: sqlite3.Connection, report: int, rows: str) -> None:
    """Add what ``vocabulary_of`` gave for a report; within the transaction that adds the report."""
    field, value, folded, passages = (f"json_extract(use.value, '$[{place}]')" for place in range(4))
    connection.execute(
        f"INSERT INTO vocabulary (field, value, folded, passages) SELECT {field}, {value}, {folded}, {passages}"
        " FROM json_each(?) use WHERE true ON CONFLICT (field, value) DO UPDATE SET passages = passages + excluded.passages",
        (rows,),
    )
    connection.execute(
        f"INSERT INTO vocabulary_uses SELECT ?, v.term, {passages} FROM json_each(?) use"
        f" JOIN vocabulary v ON v.field = {field} AND v.value = {value}",
        (report, rows),
    )


def remove_vocabulary(connection: sqlite3.Connection, report: int) -> None:
    """Remove a report's share; within the transaction that removes the report, before it does."""
    connection.execute(
        "UPDATE vocabulary SET passages = vocabulary.passages - u.passages"
        " FROM vocabulary_uses u WHERE u.report = ? AND u.term = vocabulary.term",
        (report,),
    )
    connection.execute(
        "DELETE FROM vocabulary WHERE passages <= 0 AND term IN (SELECT term FROM vocabulary_uses WHERE report = ?)", (report,)
    )
    connection.execute("DELETE FROM vocabulary_uses WHERE report = ?", (report,))


def open_vocabulary(folder: Path, connection: sqlite3.Connection) -> Vocabulary:
    """Return the vocabulary of the archive in ``folder``, from the file that holds it ready if that is level with the reports."""
    sequence = _sequence(connection)
    blocks = _read(folder / VOCABULARY_FILE, sequence)
    return Vocabulary(blocks if blocks is not None else write_vocabulary(folder, connection))


def write_vocabulary(folder: Path, connection: sqlite3.Connection) -> dict[str, str]:
    """Write the file that holds the vocabulary ready for searching, where that can be written, and return its blocks."""
    path = folder / VOCABULARY_FILE
    connection.execute("BEGIN")
    try:
        sequence = _sequence(connection)
        rows = connection.execute("SELECT field, value, folded, passages FROM vocabulary ORDER BY field").fetchall()
    finally:
        connection.execute("COMMIT")
    blocks = {field: block_of([Term(*row[1:]) for row in group]) for field, group in groupby(rows, key=itemgetter(0))}
    head = {"form": _FORM, "sequence": sequence, "blocks": {field: len(block) for field, block in blocks.items()}}
    with suppress(OSError):  # whoever may only read does without the file
        partial = folder / f"{VOCABULARY_FILE}.{os.getpid()}"
        partial.write_text(json.dumps(head) + "\n" + "".join(blocks.values()), encoding="utf-8", newline="\n")
        partial.replace(path)
    return blocks


def _read(path: Path, sequence: int) -> dict[str, str] | None:
    """Return the blocks in the file, or None if it is not there, not whole, or not level."""
    try:
        first, _, text = path.read_text(encoding="utf-8").partition("\n")
        head = json.loads(first)
        ends = [*accumulate(head["blocks"].values())]
        if (head["form"], head["sequence"], ends[-1] if ends else 0) != (_FORM, sequence, len(text)):
            return None
        return {field: text[end - size : end] for (field, size), end in zip(head["blocks"].items(), ends, strict=True)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _sequence(connection: sqlite3.Connection) -> int:
    """Return the number of the store's last change."""
    return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM changes").fetchone()[0])


def passages_with(connection: sqlite3.Connection, words_wanted: Sequence[str]) -> dict[str, int]:
    """Return for each word of the archive's in how many passages it stands."""
    rows = connection.execute(
        "SELECT v.value, v.passages FROM json_each(?) w JOIN vocabulary v ON v.field = ? AND v.value = w.value",
        (json.dumps(words_wanted), WORD),
    )
    return dict(rows)


def _names(analysis: Analysis) -> Iterator[tuple[str, str | None, int]]:
    """Yield field, value and place of every name; the values are those by which a passage can be filtered."""
    for entity in analysis.entities:
        field = ENTITY_FIELDS[entity.type]
        if field in _OF_PASSAGES:
            yield field, entity.text, entity.start
            if entity.canonical != entity.text:
                yield field, entity.canonical, entity.start
    for achievement in analysis.achievements:
        start = achievement.evidence.start
        yield from (("award", achievement.award, start), ("competition", achievement.event, start))
        yield "competition", achievement.event_canonical, start
    yield from (("indicator", metric.indicator, metric.evidence.start) for metric in analysis.metrics)


def _uses(analysis: Analysis, starts: list[int], passages: list[Passage]) -> set[tuple[str, str, int]]:
    """Return field, value and number of the passage of every name, each once."""
    placed = ((field, value, passage_at(starts, passages, at)) for field, value, at in _names(analysis) if value)
    return {(field, _BREAKS.sub("", value), passage) for field, value, passage in placed if passage is not None}
