"""What a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kexie_nlp.records import Achievement, Metric

if TYPE_CHECKING:
    from kexie_nlp.search.explaining import Reason

Scope = Literal["passages", "achievements", "metrics", "reports"]
FACETS = ("year", "region", "association", "kind", "type", "contest", "award", "program")


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
        reasons: why it was found, where that was asked for.
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
    reasons: tuple["Reason", ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a part of a query that finds nothing may be meant: a name or word of the archive that is spelt alike.

    Attributes:
        part: as it stands in the query. field: of the query language, or ``word``. value: the name or word.
        total: how much it finds by itself.
    """

    part: str
    field: str
    value: str
    total: int


@dataclass(frozen=True, slots=True)
class Advice:
    """What may be tried where nothing was found.

    Attributes:
        missing: parts of the query that by themselves find nothing.
        weaker: a query that asks for less and finds something, or None. total: how much it finds.
        spellings: how the missing parts may be meant.
        unfiltered: how much the query finds without the filters, 0 if there are none.
    """

    missing: tuple[str, ...]
    weaker: str | None
    total: int
    spellings: tuple[Spelling, ...] = ()
    unfiltered: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, how many there are in all, and, where asked for, counts of them.

    ``facets`` maps each of ``FACETS`` to (value, count) pairs, the most frequent first; a region is the path from the province down, its
    names parted by blanks, with a count at each level. ``advice`` is there when nothing was found.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    advice: Advice | None
