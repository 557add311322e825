"""A report, and the list of reports."""

from dataclasses import dataclass
from typing import Any

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """A report of the archive.

    Attributes:
        report: its id. region: the path from the province down, parted by blanks. published: ISO 8601.
        passages, achievements, metrics: how many of each it holds.
    """

    report: str
    path: str
    title: str
    association: str | None
    region: str
    year: int | None
    kind: str
    published: str | None
    passages: int
    achievements: int
    metrics: int


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The reports of the archive that the filters want, the latest year first; ``total`` of all pages."""

    reports: tuple[ReportInfo, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class SectionInfo:
    """A section: its span, where its heading ends, its number and title as written, its level from 1."""

    start: int
    end: int
    heading_end: int
    number: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class CellInfo:
    """A table cell: its span, place and extent in the table, and whether it is a heading."""

    start: int
    end: int
    row: int
    column: int
    row_span: int
    column_span: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table: its span, caption, unit, and cells in reading order."""

    start: int
    end: int
    caption: str
    unit: str
    cells: tuple[CellInfo, ...]


@dataclass(frozen=True, slots=True)
class FindingInfo:
    """A relation between figures that was checked, with the fields of a line of ``kexie-nlp check``.

    Attributes:
        label: the kind in Chinese. spans: of the figure checked, then of those it was checked against.
        texts: what stands at the spans. earlier: the earlier report it was held against, or None.
    """

    kind: str
    label: str
    holds: bool
    stated: str
    computed: str
    spans: tuple[Pair, ...]
    texts: tuple[str, ...]
    quote: str
    explanation: str
    difference: str | None
    score: float
    earlier: ReportInfo | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with all that was found in it; every span refers to ``text``.

    Attributes:
        sentences: spans of sentences and table rows. marks: what a query asks for.
        here: the span to be shown first, or None. record_places: the start of each record's sentence, achievements first.
        entities, achievements, metrics: as ``kexie-nlp tag`` and ``extract`` give them.
        findings: those of ``kexie-nlp check``, those that hold included.
    """

    info: ReportInfo
    query: str
    text: str
    sections: tuple[SectionInfo, ...]
    sentences: tuple[Pair, ...]
    tables: tuple[TableInfo, ...]
    entities: tuple[dict[str, Any], ...]
    achievements: tuple[dict[str, Any], ...]
    metrics: tuple[dict[str, Any], ...]
    record_places: tuple[int, ...]
    findings: tuple[FindingInfo, ...]
    marks: tuple[Pair, ...]
    here: Pair | None
