"""Matches of an engine as hits: with the report's properties, highlights in its text, and a snippet."""

from typing import Final

from kexie_nlp.archive.documents import Span
from kexie_nlp.archive.places import Place
from kexie_nlp.search.engine import NAME, Match
from kexie_nlp.search.folding import fold, needle
from kexie_nlp.search.results import Hit
from kexie_nlp.search.scan import fits, run_spans, united
from kexie_nlp.search.snippets import snippet
from kexie_nlp.search.tree import Between, Leaf, Named, Near, Node, Run, runs_of, wanted_leaves

_AROUND: Final = frozenset({"kind", "title", "year", "association", "region", "section"})
"""The fields that no entity and no record has."""


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
