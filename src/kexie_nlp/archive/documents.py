"""The passages of stored reports as documents for a search engine."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kexie_nlp.archive.passages import Passage, achievement_facts, entity_facts, metric_facts, report_facts, section_facts
from kexie_nlp.archive.schema import connect
from kexie_nlp.archive.serial import achievement_from_json, metric_from_json
from kexie_nlp.document import Entity
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.engine import Document, Fact

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A fact and the spans of the report that tell it; none for what is told of the whole report."""

    fact: Fact
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the archive holds it, with its number, its section's path and the facts of its entities and records."""

    number: int
    passage: Passage
    section: str | None
    facts: tuple[PlacedFact, ...]


@dataclass(frozen=True, slots=True)
class StoredDocuments:
    """The documents of the archive in a folder, read on a connection of its own."""

    folder: Path

    def documents(self, reports: Sequence[int]) -> Iterator[Document]:
        """Yield the passages of these reports."""
        with closing(connect(self.folder)) as connection:
            for report in reports:
                yield from _documents_of(connection, report)


def stored_passages(connection: sqlite3.Connection, report: int, numbers: Iterable[int] | None = None) -> list[StoredPassage]:
    """Return the passages of a report, all or those with the given numbers."""
    wanted = None if numbers is None else sorted(set(numbers))
    rows = _select(connection, 'SELECT number, start, "end", section, pieces FROM passages', "number", report, wanted)
    facts = _facts_by_passage(connection, report, wanted)
    found = []
    for number, start, end, section, pieces in rows:
        spans = tuple((first, last) for first, last in json.loads(pieces)) if pieces else ((start, end),)
        found.append(StoredPassage(number, Passage(start, end, None, spans), section, tuple(facts[number])))
    return found


def achievement_placed_facts(record: Achievement) -> list[PlacedFact]:
    """Return an achievement's facts with the spans of the fields they come from."""
    spans = defaultdict(list)
    for name, start, end in record.evidence.spans:
        spans[name].append((start, end))
    award = tuple(spans["award"] or [(record.start, record.end)])
    event = tuple(spans["event"])
    sources = {"award": award + tuple(spans["title"]), "competition": event, "level": tuple(spans["level"]) or event}
    return [PlacedFact(fact, sources[fact.field]) for fact in achievement_facts(record)]


def metric_placed_facts(record: Metric) -> list[PlacedFact]:
    """Return a metric's facts with the spans of the fields they come from."""
    indicator = tuple((start, end) for name, start, end in record.evidence.spans if name == "indicator")
    return [PlacedFact(fact, indicator if fact.field == "indicator" else ((record.start, record.end),)) for fact in metric_facts(record)]


def _documents_of(connection: sqlite3.Connection, report: int) -> Iterator[Document]:
    """Yield the documents of one report; none if it was removed meanwhile."""
    row = connection.execute("SELECT text, title, association, region, year, kind FROM reports WHERE key = ?", (report,)).fetchone()
    if row is None:
        return
    text, title, association, region, year, kind = row
    common = tuple(report_facts(kind=kind, title=title, year=year, association=association, region=region))
    for stored in stored_passages(connection, report):
        facts = (*common, *section_facts(stored.section), *(placed.fact for placed in stored.facts))
        yield Document(report, stored.number, year, stored.passage.text(text), facts)


def _facts_by_passage(connection: sqlite3.Connection, report: int, wanted: list[int] | None) -> defaultdict[int, list[PlacedFact]]:
    """Return what the entities and records of each passage tell."""
    facts: defaultdict[int, list[PlacedFact]] = defaultdict(list)
    columns = 'SELECT passage, start, "end", type, text, value, canonical, source, score FROM entities'
    for passage, *values in _select(connection, columns, "passage", report, wanted):
        entity = Entity(*values)
        facts[passage] += [PlacedFact(fact, ((entity.start, entity.end),)) for fact in entity_facts(entity)]
    for passage, record in _select(connection, "SELECT passage, record FROM achievements", "passage", report, wanted):
        facts[passage] += achievement_placed_facts(achievement_from_json(record))
    for passage, record in _select(connection, "SELECT passage, record FROM metrics", "passage", report, wanted):
        facts[passage] += metric_placed_facts(metric_from_json(record))
    return facts


def _select(connection: sqlite3.Connection, select: str, column: str, report: int, wanted: list[int] | None) -> Iterator[tuple[Any, ...]]:
    """Yield a report's rows, all or those whose ``column`` is one of ``wanted``, in order."""
    order = "ORDER BY number"
    if wanted is None:
        yield from connection.execute(f"{select} WHERE report = ? AND {column} IS NOT NULL {order}", (report,))
    else:
        condition = f"AND {column} IN (SELECT value FROM json_each(?))"
        yield from connection.execute(f"{select} WHERE report = ? {condition} {order}", (report, json.dumps(wanted)))
