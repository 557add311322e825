"""Corrected text as marked text, which trains and measures the tagger."""

from bisect import bisect_left
from collections.abc import Iterator

from kexie_nlp.archive.corrections.applying import place_of
from kexie_nlp.archive.corrections.keeping import Corrections
from kexie_nlp.archive.corrections.model import SpanChange
from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import VALUE_TYPES
from kexie_nlp.marked import Mark, MarkedText, marked_form, parse_marked
from kexie_nlp.records import Analysis

Span = tuple[int, int]
_SIGNS = str.maketrans(dict.fromkeys("⟦⟧|\n", " "))


def marked_corrections(corrections: Corrections, *, whole: bool = False) -> Iterator[tuple[str, MarkedText | None]]:
    """Yield for each report with corrected entities a name and its marked text; None for one that cannot be told as marked text.

    Args:
        corrections: of the archive.
        whole: whether to give the whole text of these reports, with all its entities; otherwise those sentences and table rows alone
            in which something was corrected, since it is these that a person looked at.
    """
    for report_id in corrections.reports():
        analysis = corrections.analysis(report_id)
        places = [
            span
            for standing in corrections.all(report_id)
            if standing.state == "applied" and isinstance(standing.correction.change, SpanChange)
            if (span := place_of(standing.correction.change, analysis.report.text)) is not None
        ]
        if places:
            spans = [(0, len(analysis.report.text))] if whole else _sentences(analysis, places)
            yield (report_id if whole else f"{report_id}-corrections"), _checked(_marked(analysis, spans))


def _sentences(analysis: Analysis, places: list[Span]) -> list[Span]:
    """Return the sentences in which some places lie, or their lines where there is no sentence; in text order."""
    text, sentences = analysis.report.text, analysis.report.sentences
    found: set[Span] = set()
    for start, end in places:
        around = [(one.start, one.end) for one in sentences if one.start < end and start < one.end]
        low = min((first for first, _ in around), default=text.rfind("\n", 0, start) + 1)
        high = max((last for _, last in around), default=end + len(text[end:].partition("\n")[0]))
        found.add((min(low, start), max(high, end)))
    return sorted(found)


def _marked(analysis: Analysis, spans: list[Span]) -> MarkedText:
    """Return pieces of a report, a line each, with their entities as marks; values that tell of something carry their indicator."""
    indicators = {(metric.start, metric.end): metric.indicator for metric in analysis.metrics}
    starts = [entity.start for entity in analysis.entities]
    pieces: list[str] = []
    marks: list[Mark] = []
    length, reach = 0, 0
    for low, high in spans:
        first = max(low, reach)
        if first >= high:
            continue
        for entity in analysis.entities[bisect_left(starts, first) : bisect_left(starts, high)]:
            if entity.end <= high:
                told = indicators.get((entity.start, entity.end)) if entity.type in VALUE_TYPES else None
                indicator = " ".join(told.translate(_SIGNS).split()) or None if told else None
                marks.append(Mark(entity.start - first + length, entity.end - first + length, entity.type, indicator))
        pieces.append(analysis.report.text[first:high])
        length, reach = length + high - first + 1, high
    return MarkedText("\n".join(pieces), tuple(marks))


def _checked(marked: MarkedText) -> MarkedText | None:
    """Return a marked text if it reads back as it is written."""
    try:
        return marked if parse_marked(marked_form(marked)) == marked else None
    except ResourceError:
        return None
