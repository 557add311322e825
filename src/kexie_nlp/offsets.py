"""Structures and findings moved between a text and its cleaned copy.

Constructors are called with all fields: ``dataclasses.replace`` takes five times as long, and there are thousands of them a report.
"""

from dataclasses import replace

from kexie_nlp.document import Cell, Entity, Reading, Report, Section, Sentence, Table
from kexie_nlp.mapped import MappedText
from kexie_nlp.records import Achievement, Evidence, Metric
from kexie_nlp.traditional import simplified


def reading_of(report: Report, cleaned: MappedText) -> Reading:
    """Return the structure of a report in offsets of its cleaned text."""
    at = cleaned.from_source
    return Reading(
        cleaned.text,
        tuple(
            Section(at(part.start), at(part.end), at(part.heading_end), part.number, part.title, part.level, part.parent)
            for part in report.sections
        ),
        tuple(Sentence(at(part.start), at(part.end), part.section, part.table, part.row) for part in report.sentences),
        tuple(table_to_copy(table, cleaned) for table in report.tables),
    )


def table_to_copy(table: Table, cleaned: MappedText) -> Table:
    """Return a table in offsets of the cleaned text, with the cells' cleaned texts."""
    at = cleaned.from_source

    def moved(cell: Cell) -> Cell:
        start, end = at(cell.start), at(cell.end)
        return Cell(start, end, cleaned.text[start:end], cell.row, cell.column, cell.row_span, cell.column_span)

    return replace(table, start=at(table.start), end=at(table.end), cells=tuple(map(moved, table.cells)))


def structure_to_source(
    reading: Reading, cleaned: MappedText, text: str
) -> tuple[tuple[Section, ...], tuple[Sentence, ...], tuple[Table, ...]]:
    """Return sections, sentences and tables in offsets of the source ``text``."""
    return (
        tuple(_section_to_source(section, cleaned) for section in reading.sections),
        tuple(Sentence(*cleaned.span_to_source(part.start, part.end), part.section, part.table, part.row) for part in reading.sentences),
        tuple(_table_to_source(table, cleaned, text) for table in reading.tables),
    )


def _section_to_source(section: Section, cleaned: MappedText) -> Section:
    """Return a section in offsets of the source."""
    start, end = cleaned.span_to_source(section.start, section.end)
    heading_end = cleaned.to_source(section.heading_end - 1) + 1
    return Section(start, end, heading_end, section.number, section.title, section.level, section.parent)


def _table_to_source(table: Table, cleaned: MappedText, text: str) -> Table:
    """Return a table in offsets of the source, with the cells' original texts; an empty cell stays empty."""

    def moved(cell: Cell) -> Cell:
        start = cleaned.to_source(cell.start)
        end = cleaned.to_source(cell.end - 1) + 1 if cell.end > cell.start else start
        return Cell(start, end, text[start:end], cell.row, cell.column, cell.row_span, cell.column_span)

    start, end = cleaned.span_to_source(table.start, table.end)
    return replace(table, start=start, end=end, cells=tuple(map(moved, table.cells)))


def entity_to_source(entity: Entity, cleaned: MappedText, text: str) -> Entity:
    """Return an entity in offsets of the source; one that a line break cuts keeps the part on its first line."""
    start, end = cleaned.span_to_source(entity.start, entity.end)
    written = text[start:end].split("\n", 1)[0]
    start += len(written) - len(written.lstrip())
    written = written.strip()
    return Entity(start, start + len(written), entity.type, written, entity.value, entity.canonical, entity.source, entity.score)


Forms = dict[int, str]


def written_forms(text: str) -> Forms:
    """Return how ``text`` writes the characters of which it uses traditional forms, by the simplified one; for ``translate``."""
    simple = simplified(text)
    return {} if simple is text else {ord(char): written for char, written in zip(simple, text, strict=True) if char != written}


def achievement_to_source(achievement: Achievement, cleaned: MappedText, forms: Forms) -> Achievement:
    """Return an achievement in offsets of the source, its texts written as there."""
    start, end = cleaned.span_to_source(achievement.start, achievement.end)
    moved = replace(achievement, start=start, end=end, evidence=_evidence_to_source(achievement.evidence, cleaned))
    if not forms:
        return moved
    told = {name: getattr(moved, name) for name in ("recipient", "event", "award", "title", "unit")}
    return replace(moved, **{name: value.translate(forms) for name, value in told.items() if value is not None})


def metric_to_source(metric: Metric, cleaned: MappedText, text: str, forms: Forms) -> Metric:
    """Return a metric in offsets of the source, its texts written as there."""
    start, end = cleaned.span_to_source(metric.start, metric.end)
    return Metric(
        start,
        end,
        text[start:end],
        metric.indicator.translate(forms) if forms else metric.indicator,
        metric.value,
        metric.unit.translate(forms) if forms else metric.unit,
        metric.kind,
        metric.exactness,
        metric.period,
        metric.change,
        metric.section.translate(forms) if forms and metric.section else metric.section,
        _evidence_to_source(metric.evidence, cleaned),
    )


def _evidence_to_source(evidence: Evidence, cleaned: MappedText) -> Evidence:
    """Return evidence in offsets of the source."""
    start, end = cleaned.span_to_source(evidence.start, evidence.end)
    return Evidence(start, end, tuple((name, *cleaned.span_to_source(low, high)) for name, low, high in evidence.spans if high > low))
