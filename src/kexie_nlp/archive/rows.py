"""What the archive is asked with and what it answers: filters, rows, events."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kexie_nlp.document import Entity
from kexie_nlp.records import Achievement, Metric

Outcome = Literal["added", "known", "failed"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What rows are wanted; a field that is None wants all. Writings are folded, and a part of a value is enough.

    Attributes:
        years: first and last year, either may be None; the year is the report's.
        region: a division; whatever lies below it is included.
        contest, award: of achievements. indicator: of metrics.
        text: a run of characters of the record's sentence, or of a report's text.
    """

    years: tuple[int | None, int | None] | None = None
    region: str | None = None
    association: str | None = None
    kind: str | None = None
    contest: str | None = None
    award: str | None = None
    indicator: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the archive; ``region`` is the path from the province down, parted by blanks, "" if unknown."""

    id: str
    path: str
    title: str
    association: str | None
    region: str
    year: int | None
    kind: str
    published: date | None
    passages: int
    achievements: int
    metrics: int


@dataclass(frozen=True, slots=True)
class AchievementRow:
    """An achievement, its report, the path of its section, and its sentence."""

    report: ReportRow
    record: Achievement
    section: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric, its report, the path of its section, and its sentence."""

    report: ReportRow
    record: Metric
    section: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage, its report, the path of its section, and its text.

    Attributes:
        start, end: the sentence or table row in the report's text.
        pieces: the spans it is put together from; of a table row the caption, the column headings and the cells.
        text: the pieces, parted by tabs.
    """

    report: ReportRow
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    section: str | None
    text: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity, its report, the path of its section, and its sentence."""

    report: ReportRow
    record: Entity
    section: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class AddEvent:
    """One file is dealt with; when it is told as added, the archive holds it whatever happens next.

    Attributes:
        report_id: None for a failure. reason: None but for a failure.
        done, total: how many files are dealt with, and how many there are.
    """

    path: str
    outcome: Outcome
    report_id: str | None
    reason: str | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class AddSummary:
    """How many files were added, how many the archive had already, and which failed, with the reason."""

    added: int
    known: int
    failed: tuple[tuple[str, str], ...]
