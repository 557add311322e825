"""What an engine is asked, and what goes into it: passages with their text and facts, matches by a query tree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol

from kexie_nlp.search.tree import Node

if TYPE_CHECKING:
    from concurrent.futures import Executor

Sort = Literal["relevance", "year"]

NAME: Final = "name"
"""The field of the full names of what a passage calls otherwise, such as 市科协; a run that allows names looks here, too."""


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


@dataclass(frozen=True, slots=True)
class Document:
    """A passage as the engine takes it; report and passage are the store's numbers."""

    report: int
    passage: int
    year: int | None
    text: str
    facts: tuple[Fact, ...]


class DocumentSource(Protocol):
    """Where an engine gets its documents from, in this process or another; it can be pickled."""

    def documents(self, reports: Sequence[int]) -> Iterator[Document]:
        """Yield the passages of these reports."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in the store since the engine's sequence number.

    Attributes:
        removed: reports that are gone. added: reports that came, and how many passages each has.
        sequence: the store's number, which the engine has once all this is applied. Applying twice does no harm.
    """

    removed: tuple[int, ...]
    added: tuple[tuple[int, int], ...]
    sequence: int
    source: DocumentSource


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that matches; ``passages`` counts the matching ones of its report when reports are searched for, else 1."""

    report: int
    passage: int
    score: float
    passages: int = 1


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer of an engine.

    Attributes:
        total: how many passages (or reports) match.
        best: those asked for, best first.
        by_report: how many passages match in each report.
    """

    total: int
    best: tuple[Match, ...]
    by_report: Mapping[int, int]


class Engine(Protocol):
    """Finds passages. The store is the truth; an engine may be thrown away and built again."""

    @property
    def sequence(self) -> int:
        """The store's sequence number up to which the index holds everything."""

    def apply(self, changes: Changes, executor: "Executor | None" = None, parts: int = 1) -> None:
        """Bring the index level, at once or not at all; with an executor, in so many parts at a time."""

    def search(self, tree: Node, *, limit: int | None, offset: int = 0, sort: Sort = "relevance", whole_reports: bool = False) -> Matches:
        """Return what matches; ``limit`` None gives all matches."""

    def close(self) -> None:
        """Let go of all files."""
