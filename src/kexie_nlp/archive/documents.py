"""The passages of stored reports as documents for a search engine."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kexie_nlp.archive.passages import Passage, achievement_facts, entity_facts, metric_facts, report_facts, section_facts
from kexie_nlp.archive.schema import connect
from kexie_nlp.archive.serial import achievement_from_json, metric_from_json
from kexie_nlp.document import Entity
from kexie_nlp.frozen import quickly_made
from kexie_nlp.labels import EntityType
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.engine import NAME, Document, Facet, Fact
from kexie_nlp.search.fields import ACHIEVEMENT_FIELDS, ENTITY_FIELDS, METRIC_FIELDS

Span = tuple[int, int]
Place = tuple[int, int]
"""The store's numbers of a report and a passage in it."""

Fields = frozenset[str] | None
"""Fields of the query language; None for all of them."""

_ENTITY: Final = 't.start, t."end", t.type, t.text, t.value, t.canonical, t.source, t.score'
_OF_REPORT: Final = "SELECT COLUMNS FROM TABLE t WHERE t.report = ? AND PASSAGE IS NOT NULL"
_AT_PLACES: Final = (
    "WITH wanted (report, passage) AS (VALUES {values})"
    " SELECT COLUMNS FROM wanted w CROSS JOIN TABLE t INDEXED BY INDEX ON t.report = w.report AND PASSAGE = w.passage"
)
_AT_ONCE: Final = 400
NAMES_ONLY: Final = frozenset({NAME})
"""What most searches show of what stands in a passage."""

_OTHERWISE: Final = " AND instr(t.text, t.canonical) = 0"
"""Chooses the entities whose full name does not stand in the text, few of all: they alone have facts of ``NAME``."""

_ENTITY_FACTS: Final = frozenset({"type", NAME, *ENTITY_FIELDS.values()})


@quickly_made
@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A fact and the spans of the report that tell it; none for what is told of the whole report."""

    fact: Fact
    spans: tuple[Span, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the archive holds it, with its number, its section's path and what stands in it; records with their numbers."""

    number: int
    passage: Passage
    section: str | None
    entities: tuple[Entity, ...]
    achievements: tuple[tuple[int, Achievement], ...]
    metrics: tuple[tuple[int, Metric], ...]

    @property
    def facts(self) -> tuple[PlacedFact, ...]:
        """The facts of all entities and records."""
        return (*self.entity_facts, *self.achievement_facts, *self.metric_facts)

    @property
    def entity_facts(self) -> Iterator[PlacedFact]:
        """The facts of the entities."""
        return (PlacedFact(fact, ((entity.start, entity.end),)) for entity in self.entities for fact in _entity_facts(entity))

    @property
    def achievement_facts(self) -> Iterator[PlacedFact]:
        """The facts of the achievements."""
        return (placed for _, record in self.achievements for placed in achievement_placed_facts(record))

    @property
    def metric_facts(self) -> Iterator[PlacedFact]:
        """The facts of the metrics."""
        return (placed for _, record in self.metrics for placed in metric_placed_facts(record))

    def facts_of(self, record: Achievement | Metric) -> list[PlacedFact]:
        """Return the facts of a record and those of its passage, without what the passage tells of the record's fields."""
        is_achievement = isinstance(record, Achievement)
        fields = ACHIEVEMENT_FIELDS if is_achievement else METRIC_FIELDS
        own = achievement_placed_facts(record) if isinstance(record, Achievement) else metric_placed_facts(record)
        return [*own, *(placed for placed in self.facts if placed.fact.field not in fields)]


@dataclass(frozen=True, slots=True)
class StoredDocuments:
    """The documents of the archive in a folder, read on a connection of its own."""

    folder: Path

    def documents(self, reports: Sequence[int]) -> Iterator[Document]:
        """Yield the passages and records of these reports."""
        with closing(connect(self.folder)) as connection:
            for report in reports:
                yield from _documents_of(connection, report)


def stored_passages(connection: sqlite3.Connection, report: int, numbers: Iterable[int] | None = None) -> list[StoredPassage]:
    """Return the passages of a report, all or those with the given numbers."""
    if numbers is None:
        return list(_stored(connection, _OF_REPORT, (report,)).values())
    return list(passages_at(connection, [(report, number) for number in set(numbers)]).values())


def passages_at(connection: sqlite3.Connection, places: Sequence[Place], fields: Fields = None) -> dict[Place, StoredPassage]:
    """Return the passages with the given numbers of report and passage, as far as they are there.

    Of what stands in them, only that is read which has facts of ``fields``.
    """
    found: dict[Place, StoredPassage] = {}
    for first in range(0, len(places), _AT_ONCE):
        some = places[first : first + _AT_ONCE]
        found |= _stored(connection, _AT_PLACES.format(values=",".join(["(?,?)"] * len(some))), tuple(chain(*some)), fields)
    return found


def _stored(connection: sqlite3.Connection, chosen: str, values: tuple[int, ...], fields: Fields = None) -> dict[Place, StoredPassage]:
    """Return passages with what stands in them; ``chosen`` is the beginning of a query that chooses them."""

    def rows(columns: str, table: str, passage: str = "passage", further: str = "") -> Iterator[tuple[Any, ...]]:
        query = chosen.replace("COLUMNS", f"t.report, t.{passage}, {columns}").replace("PASSAGE", f"t.{passage}")
        # SQLite would rather go through all of a report than trust the index by passages
        index = f"INDEXED BY {table}_by_passage" if passage == "passage" else ""
        query = query.replace("INDEXED BY INDEX", index).replace("TABLE", table)
        yield from connection.execute(f"{query}{further} ORDER BY t.report, t.number", values)

    entities: defaultdict[Place, list[Entity]] = defaultdict(list)
    if fields is None or fields & _ENTITY_FACTS:
        for report, passage, *told in rows(_ENTITY, "entities", further=_OTHERWISE if fields == NAMES_ONLY else ""):
            entities[report, passage].append(Entity(*told))
    achievements: defaultdict[Place, list[tuple[int, Achievement]]] = defaultdict(list)
    if fields is None or fields & ACHIEVEMENT_FIELDS:
        for report, passage, number, record in rows("t.number, t.record", "achievements"):
            achievements[report, passage].append((number, achievement_from_json(record)))
    metrics: defaultdict[Place, list[tuple[int, Metric]]] = defaultdict(list)
    if fields is None or fields & METRIC_FIELDS:
        for report, passage, number, record in rows("t.number, t.record", "metrics"):
            metrics[report, passage].append((number, metric_from_json(record)))
    found = {}
    for report, number, start, end, section, pieces in rows('t.start, t."end", t.section, t.pieces', "passages", "number"):
        spans = tuple((first, last) for first, last in json.loads(pieces)) if pieces else ((start, end),)
        at = (report, number)
        inside = (tuple(entities[at]), tuple(achievements[at]), tuple(metrics[at]))
        found[at] = StoredPassage(number, Passage(start, end, None, spans), section, *inside)
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
    around: dict[str | None, tuple[Fact, ...]] = {}
    for stored in stored_passages(connection, report):
        if stored.section not in around:
            around[stored.section] = (*common, *section_facts(stored.section))
        yield from _documents_at(report, stored, stored.passage.text(text), year, around[stored.section])


def _documents_at(report: int, stored: StoredPassage, text: str, year: int | None, around: tuple[Fact, ...]) -> Iterator[Document]:
    """Yield the documents of a passage and its records; ``around`` holds for all of them."""
    at = stored.number
    of_achievements = [tuple(achievement_facts(record)) for _, record in stored.achievements]
    of_metrics = [tuple(metric_facts(record)) for _, record in stored.metrics]
    several = (*map(_entity_facts, stored.entities), *of_achievements, *of_metrics)
    facts = tuple(chain(*several))
    amount, count = _largest(facts, "amount"), _largest(facts, "quantity")
    counts = [float(record.count) for _, record in stored.achievements if record.count is not None]
    most = max((*counts, *(() if count is None else (count,))), default=None)
    of_both = (
        *_counted("type", (entity.type for entity in stored.entities)),
        *_counted("program", (entity.canonical or entity.text for entity in stored.entities if entity.type == "PROGRAM")),
    )
    facets = (*of_both, *_counted("contest", _contests(stored)), *_counted("award", _awards(stored)))
    yield Document(report, at, year, text, (), facets, amount, most, shared=(around, *several))
    if of_achievements:
        shared = (around, tuple(fact for fact in facts if fact.field not in ACHIEVEMENT_FIELDS))
        for (number, achievement), own in zip(stored.achievements, of_achievements, strict=True):
            told = (*_counted("contest", [_series(achievement)]), *_counted("award", [award_name(achievement, stored.entities)]))
            many = None if achievement.count is None else float(achievement.count)
            yield Document(report, at, year, text, own, (*of_both, *told), amount, many, "achievements", number, shared)
    if of_metrics:
        shared = (around, tuple(fact for fact in facts if fact.field not in METRIC_FIELDS))
        for (number, metric), own in zip(stored.metrics, of_metrics, strict=True):
            value = float(metric.value)
            sums = (value if metric.kind == "amount" else None, value if metric.kind == "quantity" else None)
            yield Document(report, at, year, text, own, facets, *sums, "metrics", number, shared)


def _entity_facts(entity: Entity) -> tuple[Fact, ...]:
    """Return the facts of an entity; most come again."""
    return _facts_of_entity(entity.type, entity.text, entity.value, entity.canonical)


@lru_cache(maxsize=1 << 14)
def _facts_of_entity(type_: EntityType, text: str, value: str | None, canonical: str | None) -> tuple[Fact, ...]:
    """Return the facts of an entity wherever it stands."""
    return tuple(entity_facts(Entity(0, 0, type_, text, value, canonical, "", 0.0)))


def award_name(record: Achievement, entities: Iterable[Entity]) -> str:
    """Return the award of an achievement by the name that the lexicons have for it."""
    inside = (entity for entity in entities if entity.type == "AWARD" and record.start <= entity.start and entity.end <= record.end)
    return next((entity.canonical for entity in inside if entity.canonical), record.award)


def _awards(stored: StoredPassage) -> Iterator[str]:
    """Yield the awards of a passage, by the names that the lexicons have for them."""
    yield from (entity.canonical or entity.text for entity in stored.entities if entity.type == "AWARD")
    yield from (award_name(record, stored.entities) for _, record in stored.achievements)


def _contests(stored: StoredPassage) -> Iterator[str | None]:
    """Yield the contests of a passage, by the names of their series where these are known."""
    series = {record.event: _series(record) for _, record in stored.achievements}
    yield from (entity.canonical or series.get(entity.text) or entity.text for entity in stored.entities if entity.type == "COMPETITION")
    yield from series.values()


def _series(record: Achievement) -> str | None:
    """Return the contest of an achievement, by the name of its series where that is known."""
    return record.event_canonical or record.event


def _counted(facet: Facet, values: Iterable[str | None]) -> tuple[tuple[Facet, str], ...]:
    """Return the values of a facet, each once."""
    return tuple((facet, value) for value in dict.fromkeys(values) if value)


def _largest(facts: Iterable[Fact], field: str) -> float | None:
    """Return the largest number of a field, or None."""
    return max((fact.number for fact in facts if fact.field == field and fact.number is not None), default=None)
