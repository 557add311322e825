"""What was given out for annotation, by the id of the document."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from kexie_nlp.archive import Archive
from kexie_nlp.archive.passages import passages_of
from kexie_nlp.archive.rows import PassageRow, ReportRow
from kexie_nlp.archive.selecting import SelectedReport
from kexie_nlp.errors import ArchiveError
from kexie_nlp.export.documents import Document, documents_of
from kexie_nlp.marked import Mark, MarkedText
from kexie_nlp.records import Analysis

_ID: Final = re.compile(r"([0-9a-f]{16})(?:-(\d+)-[0-9a-f]{8})?")


def originals(archive: Archive) -> Callable[[str], MarkedText | None]:
    """Return what gives the text and the tagger's marks of an exported document; None for a document that the archive does not hold."""

    @lru_cache(maxsize=4)
    def analysis_of(report: str) -> Analysis | None:
        try:
            return archive.show(report)
        except ArchiveError:
            return None

    def original(name: str) -> MarkedText | None:
        told = _ID.fullmatch(name)
        analysis = analysis_of(told[1]) if told else None
        document = _document(analysis, told[2]) if told and analysis else None
        return None if document is None else _marked(document)

    return original


def _document(analysis: Analysis, start: str | None) -> Document | None:
    """Return a report, or the passage of it that starts somewhere, as it was exported."""
    report = analysis.report
    row = ReportRow(report.id, report.path, report.title, report.association, "", report.year, report.kind, report.published, 0, 0, 0)
    if start is None:
        return next(documents_of([SelectedReport(row, analysis, ())], "reports"))
    passage = next((one for one in passages_of(report) if one.start == int(start)), None)
    if passage is None:
        return None
    chosen = PassageRow(row, passage.start, passage.end, passage.pieces, None, passage.text(report.text))
    return next(documents_of([SelectedReport(row, analysis, (chosen,))], "passages"))


def _marked(document: Document) -> MarkedText:
    """Return a document as marked text."""
    indicators = {(metric.start, metric.end): metric.indicator for metric in document.metrics}
    marks = (Mark(one.start, one.end, one.type, indicators.get((one.start, one.end))) for one in document.entities)
    return MarkedText(document.text, tuple(marks))
