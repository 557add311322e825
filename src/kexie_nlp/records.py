"""What a report tells as facts: achievements and metrics, each with its evidence."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_nlp.document import Entity, Report
from kexie_nlp.frozen import quickly_made

MetricKind = Literal["amount", "quantity", "percent"]
Exactness = Literal["exact", "about", "over", "under"]
Change = Literal["of", "from", "by"]


@quickly_made
@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record stands: its sentence, and the span of each field that was read from the text.

    Attributes:
        start, end: the sentence or table row.
        spans: (field name, start, end), in field order.
    """

    start: int
    end: int
    spans: tuple[tuple[str, int, int], ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Achievement:
    """An award, honour or contest result that a report claims.

    Attributes:
        start, end: span of the award.
        recipient, event, award, title, unit: as written; None where the text names none.
        count: how many of them; 1 for a single award told without a number; None where the text leaves it open.
        year: year of the event if told, else the year reported on.
        level: 国际, 国家, 省, 市 or 县, from the event's or award's name; None if not told.
        event_canonical: name of the contest series, without edition, year and place; None if unknown.
        edition: number of the edition (第34届 gives 34), or None.
        award_grade: rank of a graded prize, 0 for 特等奖, 1 for 一等奖 or 金奖, and so on; None for honours.
    """

    start: int
    end: int
    recipient: str | None
    event: str | None
    award: str
    count: int | None
    unit: str | None
    title: str | None
    year: int | None
    level: str | None
    event_canonical: str | None
    edition: int | None
    award_grade: int | None
    evidence: Evidence


@quickly_made
@dataclass(frozen=True, slots=True)
class Metric:
    """A number that a report states of something.

    Attributes:
        start, end: span of the value.
        text: the value as written, with its unit where it has one.
        indicator: what is measured, a short noun phrase.
        value: in the base unit: yuan for money, 万 and 亿 resolved, percent as the number before %.
        unit: 元, %, 百分点, or the measure word.
        exactness: about (约, 近 …), over (余, 多, 超过 …), under (不足 …), else exact.
        period: the time it refers to, such as 2019 or 2019-01/2019-12 (ISO 8601), or None.
        change: of = the value itself; by = a difference to an earlier value; from = the earlier value of a from–to statement.
        section: heading of its section, or None.
    """

    start: int
    end: int
    text: str
    indicator: str
    value: Decimal
    unit: str
    kind: MetricKind
    exactness: Exactness
    period: str | None
    change: Change
    section: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report with all that was found in it; offsets into ``report.text``, everything in reading order."""

    report: Report
    entities: tuple[Entity, ...]
    achievements: tuple[Achievement, ...]
    metrics: tuple[Metric, ...]
