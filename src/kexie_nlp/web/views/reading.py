"""A report with all that was found in it, and the list of reports."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from itertools import chain, islice
from typing import Final

from kexie_nlp.archive import Archive, ReportRow
from kexie_nlp.archive.documents import PlacedFact, achievement_placed_facts, metric_placed_facts
from kexie_nlp.archive.passages import entity_facts, passages_of
from kexie_nlp.checks import Finding, check_report
from kexie_nlp.contract import achievement_line, entity_line, metric_line
from kexie_nlp.document import Report, Table
from kexie_nlp.errors import ArchiveError
from kexie_nlp.records import Achievement, Analysis, Metric
from kexie_nlp.search.folding import fold
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.scan import fits, run_spans, united
from kexie_nlp.search.tree import Near, Run, wanted_leaves
from kexie_nlp.web.contexts import (
    CellInfo,
    FindingInfo,
    Pair,
    ReportInfo,
    ReportPage,
    ReportsPage,
    SectionInfo,
    TableInfo,
)
from kexie_nlp.web.parameters import ReportParameters, ReportsParameters
from kexie_nlp.web.views import NotFound
from kexie_nlp.web.wording import FINDINGS

_MOST_KEPT: Final = 64


class FindingsKept:
    """The findings of the reports looked at last; of a report, the hash of its text and its corrections tell whether they are stale."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Hashable], tuple[Finding, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, analysis: Analysis, corrections: Hashable) -> tuple[Finding, ...]:
        """Return the findings of a report; ``corrections`` stays equal as long as nothing is corrected in it."""
        key = analysis.report.id, corrections
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = check_report(analysis)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found


_findings: Final = FindingsKept()


def report_page(archive: Archive, report_id: str, asked: ReportParameters) -> ReportPage:
    """Return a report.

    Raises:
        NotFound: if the archive has none with this id. QueryError: if the query cannot be understood.
    """
    analysis = analysis_of(archive, report_id)
    report, text = analysis.report, analysis.report.text
    here = None if asked.at is None or asked.at >= len(text) else (asked.at, min(max(asked.end or 0, asked.at + 1), len(text)))
    records: list[Achievement | Metric] = [*analysis.achievements, *analysis.metrics]
    state = archive.folder, archive.corrections.stamps(report_id).get(report_id)
    return ReportPage(
        info=info_of_analysis(analysis),
        query=asked.q,
        text=text,
        sections=tuple(SectionInfo(one.start, one.end, one.heading_end, one.number, one.title, one.level) for one in report.sections),
        sentences=tuple((one.start, one.end) for one in report.sentences),
        tables=tuple(_table(table) for table in report.tables),
        entities=tuple(entity_line(entity) for entity in analysis.entities),
        achievements=tuple(achievement_line(one, text[one.evidence.start : one.evidence.end]) for one in analysis.achievements),
        metrics=tuple(metric_line(one, text[one.evidence.start : one.evidence.end]) for one in analysis.metrics),
        record_places=tuple(one.evidence.start for one in records),
        findings=tuple(finding_info(one, tuple(text[start:end] for start, end in one.spans)) for one in _findings.of(analysis, state)),
        marks=united(list(_marks(analysis, asked.q))) if asked.q.strip() else (),
        here=here,
    )


def analysis_of(archive: Archive, report_id: str) -> Analysis:
    """Return a report of the archive.

    Raises:
        NotFound: if there is none with this id.
    """
    try:
        return archive.show(report_id)
    except ArchiveError:
        raise NotFound(f"报告 {report_id} 不在库中，可能已被移除或更新。") from None


def reports_page(archive: Archive, asked: ReportsParameters) -> ReportsPage:
    """Return a page of the list of reports."""
    rows = list(archive.reports(asked.filters()))
    first = (asked.page - 1) * asked.size
    shown = tuple(report_info(row) for row in islice(rows, first, first + asked.size))
    return ReportsPage(shown, asked.page, -(-len(rows) // asked.size), len(rows))


def report_info(row: ReportRow) -> ReportInfo:
    """Return a report as it is shown."""
    published = row.published.isoformat() if row.published else None
    return ReportInfo(
        row.id, row.path, row.title, row.association, row.region, row.year, row.kind, published, row.passages, row.achievements, row.metrics
    )


def info_of_analysis(analysis: Analysis) -> ReportInfo:
    """Return the same of a report that was read."""
    report: Report = analysis.report
    return ReportInfo(
        report.id, report.path, report.title, report.association, " ".join(report.region.path) if report.region else "", report.year,
        report.kind, report.published.isoformat() if report.published else None, len(passages_of(report)), len(analysis.achievements),
        len(analysis.metrics),
    )  # fmt: skip


def finding_info(finding: Finding, texts: tuple[str, ...], earlier: ReportRow | None = None) -> FindingInfo:
    """Return a finding as it is shown; ``texts`` are what stands at its spans."""
    return FindingInfo(
        finding.kind, FINDINGS[finding.kind], finding.holds, finding.stated, finding.computed, finding.spans,
        texts, finding.quote, finding.explanation,
        None if finding.difference is None else f"{finding.difference:f}", finding.score, report_info(earlier) if earlier else None,
    )  # fmt: skip


def _table(table: Table) -> TableInfo:
    """Return a table as it is shown."""
    cells = tuple(
        CellInfo(
            cell.start, cell.end, cell.row, cell.column, cell.row_span, cell.column_span,
            cell.row < table.header_rows or cell.column < table.header_columns,
        )
        for cell in table.cells
    )  # fmt: skip
    return TableInfo(table.start, table.end, table.caption, table.unit, cells)


def _marks(analysis: Analysis, query: str) -> Iterator[Pair]:
    """Yield the spans of a report that a query asks for, wherever in the report they stand."""
    leaves = list(wanted_leaves(parse_query(query)))
    runs = [leaf for leaf in leaves if isinstance(leaf, Run | Near)]
    if runs:
        for passage in passages_of(analysis.report):
            for start, end in run_spans(runs, fold(passage.text(analysis.report.text))):
                yield from passage.to_report(start, end)
    for placed in _facts(analysis):
        if any(fits(leaf, placed.fact) for leaf in leaves):
            yield from placed.spans


def _facts(analysis: Analysis) -> Iterator[PlacedFact]:
    """Yield what the entities and records of a report tell, each with its place."""
    for entity in analysis.entities:
        yield from (PlacedFact(fact, ((entity.start, entity.end),)) for fact in entity_facts(entity))
    yield from chain.from_iterable(map(achievement_placed_facts, analysis.achievements))
    yield from chain.from_iterable(map(metric_placed_facts, analysis.metrics))
