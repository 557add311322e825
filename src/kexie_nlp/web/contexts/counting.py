"""Tables of records, statistics and findings over the archive."""

from dataclasses import dataclass
from typing import Any

from kexie_nlp.web.contexts.reports import FindingInfo, ReportInfo


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record in a table: the report it stands in, its section, its sentence's span and text, and its fields as of ``extract``."""

    report: str
    association: str | None
    region: str
    report_year: int | None
    section: str | None
    start: int
    end: int
    sentence: str
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """A page of a table of records; ``is_sorted`` is False where there are too many to be sorted by the column asked for."""

    scope: str
    rows: tuple[RecordRow, ...]
    page: int
    pages: int
    total: int
    is_sorted: bool


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where a number comes from: report, value's span and text, and the sentence; ``note`` says what it tells, or why it is left out."""

    report: str
    association: str | None
    report_year: int | None
    start: int
    end: int
    text: str
    sentence: str
    note: str


@dataclass(frozen=True, slots=True)
class PivotCell:
    """A number of a pivot table: as shown, its place in the table, and its only source, or None where there are several."""

    number: str
    row: int
    column: int
    source: SourceInfo | None


@dataclass(frozen=True, slots=True)
class PivotPage:
    """A pivot table.

    Attributes:
        measure: what is counted. heads: names of the columns of row keys, then of the numbers.
        keys: the row keys; ``cells``: the numbers of each row, None where there is none. totals: of the columns, if they can be added.
        sources: of the number chosen by ``row`` and ``column``. omitted: what was left out because others tell the same.
        plot: SVG, or None; then ``plot_reason`` says why.
        lines: every number with all its sources, as ``kexie-nlp achievements --by`` gives them; for programs only.
    """

    measure: str
    key_heads: tuple[str, ...]
    heads: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[PivotCell | None, ...], ...]
    totals: tuple[str, ...]
    chosen: str
    sources: tuple[SourceInfo, ...]
    omitted: tuple[SourceInfo, ...]
    plot: str | None
    plot_reason: str
    lines: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A year of a series; ``value`` is None in a gap, ``growth`` in per cent."""

    year: int
    value: str | None
    shown: str
    unit: str | None
    growth: str | None
    first_hand: bool | None
    remarks: tuple[str, ...]
    sources: tuple[SourceInfo, ...]


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """One indicator of one association over the years."""

    association: str | None
    region: str | None
    indicator: str
    unit: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """The series of an indicator; ``others`` are other indicators that hold the words asked for, with their numbers of values."""

    indicator: str
    series: tuple[SeriesInfo, ...]
    others: tuple[tuple[str, int], ...]
    plot: str | None
    plot_reason: str


@dataclass(frozen=True, slots=True)
class StandingInfo:
    """An association in a comparison; ``per_value`` is what its value is divided by, ``ratio`` the quotient."""

    rank: int
    association: str | None
    region: str | None
    value: str
    shown: str
    unit: str
    per_value: str | None
    ratio: str | None
    sources: tuple[SourceInfo, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Associations on one indicator in one year; ``left_out`` are those that cannot be compared, with the reason."""

    indicator: str
    year: int | None
    unit: str
    per: str | None
    per_unit: str | None
    standings: tuple[StandingInfo, ...]
    left_out: tuple[tuple[str, str], ...]
    plot: str | None
    plot_reason: str


@dataclass(frozen=True, slots=True)
class ArchiveFindingInfo:
    """A finding and the report it stands in."""

    report: ReportInfo
    finding: FindingInfo


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """Findings over the archive.

    Attributes:
        findings: of this page, the surest and largest first. counts: kind, Chinese name, how many do not hold, how many hold.
        checked, reports: how many reports were checked so far, of how many; a large archive takes more than one visit.
    """

    findings: tuple[ArchiveFindingInfo, ...]
    counts: tuple[tuple[str, str, int, int], ...]
    checked: int
    reports: int
    page: int
    pages: int
    total: int
