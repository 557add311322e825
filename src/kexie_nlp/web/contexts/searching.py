"""A search, its suggestions and its help."""

from dataclasses import dataclass
from typing import Any

from kexie_nlp.frozen import quickly_made
from kexie_nlp.web.contexts.reports import Pair


@dataclass(frozen=True, slots=True)
class ReasonInfo:
    """Why something was found: a part of the query, in what way it is fulfilled (in Chinese), by what, and by which other name."""

    part: str
    label: str
    found: tuple[str, ...]
    name: str | None


@quickly_made
@dataclass(frozen=True, slots=True)
class HitInfo:
    """A hit, with the fields of a line of ``kexie-nlp search``.

    Attributes:
        start, end: of the passage in the report's text, to which ``highlights`` refer, too. marks: the highlights within ``snippet``.
        passages: of a report, how many of its passages match. record: in a search for records, the record.
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
    highlights: tuple[Pair, ...]
    snippet: str
    marks: tuple[Pair, ...]
    score: float
    passages: int
    record: dict[str, Any] | None
    reasons: tuple[ReasonInfo, ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value by which hits can be included or excluded.

    Attributes:
        choice: ``字段=值``, for the parameters ``only`` and ``without``. label: as a reader sees it. depth: of a region in its tree.
        chosen: only, without, or "" if it is not chosen.
    """

    choice: str
    label: str
    count: int
    depth: int
    chosen: str


@dataclass(frozen=True, slots=True)
class FacetInfo:
    """The counts of one property of all hits; ``more`` tells how many further values there are."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SpellingInfo:
    """How a part of a query may be meant, how much that finds, and the whole query with it."""

    part: str
    value: str
    total: int
    query: str


@dataclass(frozen=True, slots=True)
class AdviceInfo:
    """What would find something: parts that find nothing, a weaker query with its number of hits, spellings, hits without filters."""

    missing: tuple[str, ...]
    weaker: str | None
    total: int
    spellings: tuple[SpellingInfo, ...]
    unfiltered: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits.

    Attributes:
        asked: whether anything is asked for; the first page is not.
        query: as asked. equivalent: the query that asks for the same with what was included and excluded written out.
        page, pages: which page of how many can be turned to. total: how many hits there are.
        like: report and place of the passage that the hits are like, or None.
    """

    asked: bool
    query: str
    equivalent: str
    scope: str
    sort: str
    page: int
    pages: int
    size: int
    total: int
    hits: tuple[HitInfo, ...]
    facets: tuple[FacetInfo, ...]
    advice: AdviceInfo | None
    like: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class SuggestionInfo:
    """A name that may be meant: its field, the field's Chinese name, the name, a query that finds it, and how many passages have it."""

    field: str
    label: str
    value: str
    query: str
    passages: int


@dataclass(frozen=True, slots=True)
class ExampleInfo:
    """A query that can be run, and what it finds."""

    query: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TopicInfo:
    """A part of the help."""

    title: str
    before: str
    examples: tuple[ExampleInfo, ...]
