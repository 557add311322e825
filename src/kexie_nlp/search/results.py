"""What a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kexie_nlp.records import Achievement, Metric

Scope = Literal["passages", "achievements", "metrics", "reports"]
FACETS = ("year", "region", "association", "kind")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        report: the report's id. path, title, association, region, year, kind: the report's.
        section: path of the section, the outermost first, or None.
        start, end: the passage, or the record's sentence, in the report's text.
        highlights: spans of the report's text that were asked for.
        snippet: text around the hits. marks: the highlights within the snippet.
        passages: in a search for reports, how many passages of the report match.
        record: in a search for records, the record.
    """

    report: str
    path: str
    title: str
    association: str | None
    region: str
    year: int | None
    kind: str
    section: str | None
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    passages: int = 1
    record: Achievement | Metric | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What may be tried where nothing was found.

    Attributes:
        missing: parts of the query that by themselves find nothing.
        weaker: a query that asks for less and finds something, or None. total: how much it finds.
    """

    missing: tuple[str, ...]
    weaker: str | None
    total: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, how many there are in all, and, where asked for, counts of them by year, region, association and kind.

    ``facets`` maps each of those to (value, count) pairs, the most frequent first; ``advice`` is there when nothing was found.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    advice: Advice | None
