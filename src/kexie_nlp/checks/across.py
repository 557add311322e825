"""All checks of an archive: of each report, and of the reports of one association against each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kexie_nlp.checks.finding import Finding
from kexie_nlp.checks.relations import finding_of
from kexie_nlp.checks.report import findings_in
from kexie_nlp.checks.times.editions import check_editions, mentions
from kexie_nlp.checks.times.years import Told, compared
from kexie_nlp.checks.told.context import context_of
from kexie_nlp.records import Analysis

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive, Filters, ReportRow


@dataclass(frozen=True, slots=True)
class ArchiveFinding:
    """A finding in an archive.

    Attributes:
        report: the report it stands in; the spans of the finding refer to its text.
        finding: what was found.
        earlier: the report of an earlier year that it was held against, or None if only ``report`` takes part.
    """

    report: "ReportRow"
    finding: Finding
    earlier: "ReportRow | None" = None


def check_archive(archive: "Archive", filters: "Filters | None" = None) -> Iterator[ArchiveFinding]:
    """Yield the findings of each report that the filters want, and those between the years of its association.

    The reports of one association are held in memory at a time.

    Raises:
        ArchiveError: if a report cannot be read from the archive.
    """
    by_association: dict[str, list[ReportRow]] = defaultdict(list)
    for row in archive.reports(filters) if filters is not None else archive.reports():
        by_association[row.association or row.id].append(row)
    for rows in by_association.values():
        rows.sort(key=lambda row: (row.year or 0, row.path))
        yield from check_association(rows, [archive.show(row.id) for row in rows])


def check_association(rows: Sequence["ReportRow"], analyses: Sequence[Analysis]) -> Iterator[ArchiveFinding]:
    """Yield the findings of the reports of one association, and those between its years; ``rows`` name the reports analysed."""
    contexts = [context_of(analysis) for analysis in analyses]
    told = [Told(context) for context in contexts]
    across: dict[int, list[ArchiveFinding]] = defaultdict(list)
    for later, one in enumerate(told):
        for earlier, other in enumerate(told):
            across[later] += _between(rows[later], one, rows[earlier], other)
    for number, relation in check_editions([list(mentions(context)) for context in contexts]):
        context = contexts[number]
        across[number].append(ArchiveFinding(rows[number], finding_of(relation, context.cleaned, context.analysis.report.text)))
    for number, (row, context) in enumerate(zip(rows, contexts, strict=True)):
        yield from (ArchiveFinding(row, finding) for finding in findings_in(context))
        yield from sorted(across[number], key=lambda one: one.finding.spans[0])


def _between(row: "ReportRow", told: Told, earlier_row: "ReportRow", earlier: Told) -> Iterator[ArchiveFinding]:
    """Yield whether what a report tells of an earlier year is what the report of that year tells."""
    if row.year is None or earlier_row.year is None or earlier_row.year >= row.year:
        return
    text, cleaned = told.context.analysis.report.text, told.context.cleaned
    for claim in told.claims:
        if claim.year == earlier_row.year and (relation := compared(claim, earlier)):
            yield ArchiveFinding(row, finding_of(relation, cleaned, text), earlier_row)
