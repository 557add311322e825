"""What the pages of corrections show, worked out from an archive."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from kexie_nlp.archive import Archive
from kexie_nlp.archive.corrections import REPORT_FIELDS, Correction, SpanChange, Standing
from kexie_nlp.archive.corrections.asking import field_value
from kexie_nlp.contract import correction_line, entity_line
from kexie_nlp.document import Entity
from kexie_nlp.errors import CorrectionError
from kexie_nlp.link.links import Link
from kexie_nlp.records import Achievement, Analysis, Metric
from kexie_nlp.statistics.naming import names_of
from kexie_nlp.web.contexts import Pair
from kexie_nlp.web.corrections.asking import CorrectionsParameters, FoundParameters, PlaceParameters
from kexie_nlp.web.corrections.contexts import CorrectionInfo, CorrectionsPage, FactsPage, FoundPage, LinkInfo, PlacePage
from kexie_nlp.web.corrections.wording import HOW, LINKS, told, told_effect
from kexie_nlp.web.views import NotFound
from kexie_nlp.web.views.reading import analysis_of, info_of_analysis

_AROUND: Final = 12
_MOST_PLACES: Final = 20
_LONGEST_WINDOW: Final = 5000


def corrections_page(archive: Archive, asked: CorrectionsParameters) -> CorrectionsPage:
    """Return corrections, the latest first."""
    kept = archive.corrections
    first = (asked.page - 1) * asked.size
    if asked.number:
        found = [one for one in (_kept(archive, number) for number in sorted(set(asked.number), reverse=True)) if one is not None]
        total, found = len(found), found[first : first + asked.size]
    else:
        total = kept.count(asked.report, undone=asked.undone)
        found = list(islice(kept.all(asked.report, undone=asked.undone, latest_first=True), first, first + asked.size))
    shown = tuple(map(correction_info, found))
    return CorrectionsPage(shown, asked.page, -(-total // asked.size), total, bool(asked.number))


def _kept(archive: Archive, number: int) -> Standing | None:
    """Return a correction, None if there is none of this number."""
    try:
        return archive.corrections.get(number)
    except CorrectionError:
        return None


def one_correction(archive: Archive, number: int) -> CorrectionInfo:
    """Return a correction.

    Raises:
        NotFound: if there is none of this number.
    """
    found = _kept(archive, number)
    if found is None:
        raise NotFound(f"没有编号为 {number} 的更正。")
    return correction_info(found)


def correction_info(standing: Standing) -> CorrectionInfo:
    """Return a correction as it is shown."""
    kept = standing.correction
    return CorrectionInfo(**correction_line(standing), title=standing.title, told=told(kept), effect=told_effect(kept.effect))


def place_page(archive: Archive, report_id: str, asked: PlaceParameters) -> PlacePage:
    """Return a place of a report.

    Raises:
        NotFound: if there is no such report, or no such place in it.
    """
    analysis = analysis_of(archive, report_id)
    text, start, end = analysis.report.text, asked.start, asked.end
    if not 0 <= start < end <= len(text) or end - start > _LONGEST_WINDOW:
        raise NotFound(f"报告中没有 {start} 至 {end} 这一处。")
    low, high = window_of(analysis, start, end)
    near = [entity for entity in analysis.entities if entity.start < end and start < entity.end]
    entity = next((one for one in near if (one.start, one.end) == (start, end)), None)
    return PlacePage(
        info_of_analysis(analysis), start, end, text[low:start], text[start:end], text[end:high], (low, high),
        entity_line(entity) if entity else None, tuple(entity_line(one) for one in near if one is not entity),
        tuple(_records(analysis, start, end)), tuple(_links(archive, analysis, entity)) if entity else (),
        tuple(_earlier(archive, report_id, start, end)),
    )  # fmt: skip


def window_of(analysis: Analysis, start: int, end: int) -> Pair:
    """Return the span of the sentences or rows in which a span lies, of its line if it lies in none."""
    around = [(one.start, one.end) for one in analysis.report.sentences if one.start < end and start < one.end]
    text = analysis.report.text
    low = min((first for first, _ in around), default=text.rfind("\n", 0, start) + 1)
    high = max((last for _, last in around), default=end + len(text[end : end + _LONGEST_WINDOW].partition("\n")[0]))
    return max(min(low, start), start - _LONGEST_WINDOW), min(max(high, end), end + _LONGEST_WINDOW)


def found_page(archive: Archive, report_id: str, asked: FoundParameters) -> FoundPage:
    """Return a paragraph of a report and where words stand in it.

    Raises:
        NotFound: if there is no such report, or no such place in it.
    """
    analysis = analysis_of(archive, report_id)
    text = analysis.report.text
    start, end = asked.start, min(asked.end, asked.start + 4 * _LONGEST_WINDOW)
    if not 0 <= start < end <= len(text):
        raise NotFound(f"报告中没有 {asked.start} 至 {asked.end} 这一处。")
    wanted = asked.text.strip()
    places = (
        (first, last, text[max(start, first - _AROUND) : first], text[last : min(end, last + _AROUND)])
        for first, last in islice(occurrences(text, wanted, start, end), _MOST_PLACES)
    )
    return FoundPage(info_of_analysis(analysis), start, end, text[start:end], wanted, tuple(places))


def occurrences(text: str, wanted: str, start: int, end: int) -> Iterator[Pair]:
    """Yield where some words stand in a stretch of text."""
    at = text.find(wanted, start, end) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1, end)


def facts_page(archive: Archive, report_id: str) -> FactsPage:
    """Return what a report says of itself.

    Raises:
        NotFound: if there is no such report.
    """
    analysis = analysis_of(archive, report_id)
    values: dict[str, str] = {field: field_value(analysis.report, field) or "" for field in REPORT_FIELDS}
    standing = archive.corrections.all(report_id)
    earlier = tuple(correction_info(one) for one in standing if one.correction.change.action == "report")
    return FactsPage(info_of_analysis(analysis), values, earlier[::-1])


def of_corrections(archive: Archive, kept: Iterable[Correction]) -> tuple[CorrectionInfo, ...]:
    """Return corrections as they stand now."""
    return tuple(correction_info(archive.corrections.get(one.number)) for one in kept)


def _earlier(archive: Archive, report_id: str, start: int, end: int) -> Iterator[CorrectionInfo]:
    """Yield the corrections made at a place, the latest first."""
    for one in reversed(list(archive.corrections.all(report_id))):
        change = one.correction.change
        if isinstance(change, SpanChange) and change.start < end and start < change.end:
            yield correction_info(one)


def _records(analysis: Analysis, start: int, end: int) -> Iterator[str]:
    """Yield in words the records that were read from a span."""
    records: list[Achievement | Metric] = [*analysis.achievements, *analysis.metrics]
    for record in records:
        spans = [(record.start, record.end), *((first, last) for _, first, last in record.evidence.spans)]
        if any(first < end and start < last for first, last in spans):
            if isinstance(record, Achievement):
                yield "成果：" + " ".join(part for part in (record.recipient, record.event, record.award) if part)
            else:
                yield f"指标：{record.indicator} {record.text}"


def _links(archive: Archive, analysis: Analysis, entity: Entity) -> Iterator[LinkInfo]:
    """Yield the names under which an entity, or the indicator of a value, is counted."""
    linker, report = names_of(archive).linker, analysis.report
    path = report.region.path if report.region else ()
    found: list[tuple[str, Link]] = []
    match entity.type:
        case "ORG" if entity.text.endswith(("科协", "科学技术协会")):
            found.append((entity.text, linker.association(entity.text, report.association, path)))
        case "COMPETITION":
            found.append((entity.text, linker.contest(entity.text, report.year, path)))
        case "AWARD":
            found.append((entity.text, linker.award(entity.text, path)))
        case "PROGRAM":
            found.append((entity.text, linker.program(entity.text, path)))
        case "AMOUNT" | "QUANTITY" | "PERCENT":
            metrics = (one for one in analysis.metrics if (one.start, one.end) == (entity.start, entity.end))
            found += [(one.indicator, linker.indicator(one.indicator, one.unit)) for one in metrics]
    for written, link in found:
        yield LinkInfo(link.kind, LINKS[link.kind], written, link.name, HOW[link.how])
