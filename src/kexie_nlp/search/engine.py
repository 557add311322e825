"""What an engine is asked, and what goes into it: passages and records with their text and facts, matches by a query tree.

What a node of a tree means is defined by ``search.scan``. Three kinds of documents are searched apart: a passage, an achievement and a
metric; the latter two are found by the text of their passage and its facts, too, but of their own fields only by their own values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, Protocol

from kexie_nlp.frozen import quickly_made
from kexie_nlp.search.fields import ACHIEVEMENT_FIELDS, METRIC_FIELDS
from kexie_nlp.search.tree import Node

if TYPE_CHECKING:
    from concurrent.futures import Executor

Kind = Literal["passages", "achievements", "metrics"]
Scope = Literal["passages", "achievements", "metrics", "reports"]
Sort = Literal["relevance", "year", "amount", "count"]
Facet = Literal["type", "contest", "award", "program"]

KINDS: Final[tuple[Kind, ...]] = ("passages", "achievements", "metrics")
FACETS: Final[tuple[Facet, ...]] = ("type", "contest", "award", "program")
"""What an engine counts; what is the report's (year, region …) is counted by reports outside."""

OWN_FIELDS: Final[dict[Kind, frozenset[str]]] = {"passages": frozenset(), "achievements": ACHIEVEMENT_FIELDS, "metrics": METRIC_FIELDS}
"""Fields of which a record has its own values only; of all others it has those of its passage."""

OWN_FACETS: Final[dict[Kind, frozenset[Facet]]] = {
    "passages": frozenset(),
    "achievements": frozenset[Facet]({"contest", "award"}),
    "metrics": frozenset(),
}
"""Facets of which a record has its own values only; of all others it has those of its passage."""

FACET_VALUES: Final = 1000
"""So many values of a facet are given, the most frequent."""

NAME: Final = "name"
"""The field of the full names of what a passage calls otherwise, such as 市科协; a run that allows names looks here, too."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Fact:
    """Something a passage can be filtered by: a text or a number of a field.

    Attributes:
        field: a name from ``search.fields``.
        text: as in the report; "" for a number.
        number: None for a text. unit: of the number, or "".
    """

    field: str
    text: str = ""
    number: float | None = None
    unit: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Document:
    """A passage or record as the engine takes it.

    A record follows its passage, with other records of it at most between them, and has its text, its year, its facts but for
    ``OWN_FIELDS``, and its values of facets but for ``OWN_FACETS``; so an engine may keep these but once.

    Attributes:
        report, passage: the store's numbers. record: that of an achievement or metric within its report, else 0.
        year: the report's. amount, count: the largest in the document, or None; to sort by.
        text: of the passage. facts: what the document can be filtered by, besides ``shared``; of a record, those of its own fields.
        facets: for every facet the values to be counted, each once.
        kind: which search finds it.
        shared: facts that documents next to this one have, too; the same tuples with these, so that an engine prepares them but once.
    """

    report: int
    passage: int
    year: int | None
    text: str
    facts: tuple[Fact, ...]
    facets: tuple[tuple[Facet, str], ...] = ()
    amount: float | None = None
    count: float | None = None
    kind: Kind = "passages"
    record: int = 0
    shared: tuple[tuple[Fact, ...], ...] = ()

    @property
    def all_facts(self) -> Iterator[Fact]:
        """All that the document can be filtered by."""
        return chain(self.facts, *self.shared)

    def sort_value(self, sort: Sort) -> float | None:
        """Return what the document is sorted by, or None."""
        return {"relevance": None, "year": self.year, "amount": self.amount, "count": self.count}[sort]


class DocumentSource(Protocol):
    """Where an engine gets its documents from, in this process or another; it can be pickled."""

    def documents(self, reports: Sequence[int]) -> Iterator[Document]:
        """Yield the passages and records of these reports."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in the store since the engine's sequence number.

    Attributes:
        removed: reports that are gone. added: reports that came, and how many passages each has.
        sequence: the store's number, which the engine has once all this is applied. Applying twice does no harm.
        to_come: how many passages later changes will bring, where that is known.
    """

    removed: tuple[int, ...]
    added: tuple[tuple[int, int], ...]
    sequence: int
    source: DocumentSource
    to_come: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A document that matches; ``passages`` counts the matching ones of its report when reports are searched for, else 1."""

    report: int
    passage: int
    score: float
    passages: int = 1
    record: int = 0


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer of an engine.

    Attributes:
        total: how many documents (or reports) match.
        best: those asked for, best first. A report stands for its best passage.
        by_report: how many documents match in each report, where that was asked for or reports are searched for.
        facets: for every facet asked for (value, count) pairs, the most frequent first, equal ones by value; the count is one of
            documents (or reports).
    """

    total: int
    best: tuple[Match, ...]
    by_report: Mapping[int, int]
    facets: Mapping[Facet, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Ask:
    """What an engine is asked besides the tree.

    Attributes:
        scope: what is to be found. limit: how many of the best are wanted, None for all. offset: how many of them are left out.
        sort: largest value first, documents without one last; those with equal values by relevance, then in reading order.
        facets: which of its facets the engine shall count. by_report: whether matches shall be counted by report.
    """

    scope: Scope = "passages"
    limit: int | None = 20
    offset: int = 0
    sort: Sort = "relevance"
    facets: tuple[Facet, ...] = ()
    by_report: bool = False


class Engine(Protocol):
    """Finds passages and records. The store is the truth; an engine may be thrown away and built again."""

    @property
    def sequence(self) -> int:
        """The store's sequence number up to which the index holds everything."""

    def apply(self, changes: Changes, executor: "Executor | None" = None, parts: int = 1) -> None:
        """Bring the index level, at once or not at all; with an executor, in so many parts at a time.

        Afterwards no file of the index holds anything of removed reports.
        """

    def search(self, tree: Node, ask: Ask) -> Matches:
        """Return what matches.

        Raises:
            ArchiveError: if the index is damaged.
        """

    def close(self) -> None:
        """Let go of all files."""
