"""Matches of an engine as hits: with the report's properties, highlights in its text, and a snippet."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.archive.documents import Fields, PlacedFact, Span, StoredPassage, passages_at
from kexie_nlp.archive.passages import report_facts, section_facts
from kexie_nlp.archive.texts import TEXTS
from kexie_nlp.frozen import quickly_made
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.engine import NAME, Match, Scope
from kexie_nlp.search.fields import ACHIEVEMENT_FIELDS, METRIC_FIELDS
from kexie_nlp.search.folding import fold, needle
from kexie_nlp.search.results import Hit
from kexie_nlp.search.scan import fits, run_spans, united
from kexie_nlp.search.snippets import snippet
from kexie_nlp.search.tree import Between, Leaf, Named, Near, Node, Run, runs_of, wanted_leaves

Record = Achievement | Metric

_METAS: Final = "SELECT key, id, path, title, association, region, year, kind FROM reports WHERE key IN ({})"
_AT_ONCE: Final = 300
_RECORD_FIELDS: Final = {"achievements": ACHIEVEMENT_FIELDS, "metrics": METRIC_FIELDS}
_AROUND: Final = frozenset({"kind", "title", "year", "association", "region", "section"})
"""The fields that no entity and no record has."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Meta:
    """What a hit tells of its report."""

    id: str
    path: str
    title: str
    association: str | None
    region: str
    year: int | None
    kind: str

    def facts(self) -> list[PlacedFact]:
        """Return what holds of all passages of the report."""
        told = report_facts(kind=self.kind, title=self.title, year=self.year, association=self.association, region=self.region)
        return [PlacedFact(fact) for fact in told]


@quickly_made
@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands: its report and passage with the passage's text, and the record where one was searched for."""

    meta: Meta
    stored: StoredPassage
    text: str
    record: Record | None

    @property
    def facts(self) -> list[PlacedFact]:
        """What the match answers a query with, besides its text: of its own, of its section and of its report."""
        own = list(self.stored.facts) if self.record is None else self.stored.facts_of(self.record)
        return [*own, *(PlacedFact(fact) for fact in section_facts(self.stored.section)), *self.meta.facts()]


def places(connection: sqlite3.Connection, matches: Sequence[Match], scope: Scope, fields: Fields = None) -> list[tuple[Match, Place]]:
    """Return where matches stand, without those whose report was removed since it was indexed.

    Of what stands there, only that is read which has facts of ``fields``, and the records that are searched for.
    """
    wanted = fields if fields is None else fields | _RECORD_FIELDS.get(scope, frozenset())
    stored = passages_at(connection, list(dict.fromkeys((match.report, match.passage) for match in matches)), wanted)
    loaded = _load(connection, list(dict.fromkeys(report for report, _ in stored)))
    found = []
    for match in matches:
        passage_there, report_there = stored.get((match.report, match.passage)), loaded.get(match.report)
        if passage_there is None or report_there is None:
            continue
        kept = passage_there.achievements if scope == "achievements" else passage_there.metrics if scope == "metrics" else ()
        records: Mapping[int, Record] = dict(kept)
        if scope in {"passages", "reports"} or match.record in records:
            meta, text = report_there
            found.append((match, Place(meta, passage_there, passage_there.passage.text(text), records.get(match.record))))
    return found


class Highlighter:
    """Makes hits of matches, what a query tree asks for highlighted."""

    def __init__(self, tree: Node) -> None:
        leaves = list(wanted_leaves(tree))
        self._runs = [leaf for leaf in leaves if isinstance(leaf, Run | Near)]
        self._tells_number = any(needle(run).tells_number for leaf in self._runs for run in runs_of(leaf))
        self._asking: dict[str, list[Leaf]] = {}
        for leaf in leaves:
            for field in _fields_of(leaf):
                self._asking.setdefault(field, []).append(leaf)

    @property
    def fields(self) -> frozenset[str]:
        """The fields of whose facts a hit may show some: those that are asked for, but for what holds of a whole section or report."""
        return frozenset(self._asking)

    def hit(self, match: Match, place: Place) -> Hit:
        """Return a hit with its snippet and highlights."""
        passage = place.stored.passage
        found = united(run_spans(self._runs, fold(place.text, numerals=self._tells_number))) if self._runs else ()
        told = self._told(place) if self._asking else []
        if passage.is_plain and not told:
            highlights, marks = tuple((start + passage.start, end + passage.start) for start, end in found), found
        else:
            highlights = united([*told, *(span for start, end in found for span in passage.to_report(start, end))])
            marks = united([span for start, end in highlights for span in passage.from_report(start, end)])
        shown, marks = snippet(place.text, marks)
        meta, record = place.meta, place.record
        start, end = (record.evidence.start, record.evidence.end) if record else (passage.start, passage.end)
        return Hit(
            meta.id, meta.path, meta.title, meta.association, meta.region, meta.year, meta.kind, place.stored.section,
            start, end, highlights, shown, marks, match.score, match.passages, record,
        )  # fmt: skip

    def _told(self, place: Place) -> list[Span]:
        """Return the spans of the report that tell what is asked for."""
        told = place.stored.facts if place.record is None else place.stored.facts_of(place.record)
        asking = self._asking
        fitting = (placed for placed in told if any(fits(leaf, placed.fact) for leaf in asking.get(placed.fact.field, ())))
        return [span for placed in fitting for span in placed.spans]


def _fields_of(leaf: Leaf) -> tuple[str, ...]:
    """Return the fields for which a leaf asks, if entities or records may have them."""
    match leaf:
        case Run():
            return (NAME,) if leaf.or_name else ()
        case Near():
            return ()
        case Named() | Between():
            return () if leaf.field in _AROUND else (leaf.field,)


def _load(connection: sqlite3.Connection, reports: Sequence[int]) -> dict[int, tuple[Meta, str]]:
    """Return what reports say of themselves and their texts, as far as they are there."""
    loaded: dict[int, tuple[Meta, str]] = {}
    for begin in range(0, len(reports), _AT_ONCE):
        some = reports[begin : begin + _AT_ONCE]
        metas = {key: Meta(*told) for key, *told in connection.execute(_METAS.format(",".join("?" * len(some))), some)}
        texts = TEXTS.of(connection, {key: meta.id for key, meta in metas.items()})
        loaded |= {key: (metas[key], text) for key, text in texts.items()}
    return loaded
