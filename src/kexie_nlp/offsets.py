"""Structures and findings moved between a text and its cleaned copy.

Constructors are called with all fields: ``dataclasses.replace`` takes five times as long, and there are thousands of them a report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kexie_nlp.document import Cell, Entity, Reading, Report, Section, Sentence, Table
from kexie_nlp.frozen import maker
from kexie_nlp.mapped import MappedText
from kexie_nlp.records import Achievement, Evidence, Metric
from kexie_nlp.traditional import simple_forms, traditional_in

_Record = TypeVar("_Record", bound=Achievement | Metric)
_cell, _entity, _evidence, _metric, _sentence = maker(Cell), maker(Entity), maker(Evidence), maker(Metric), maker(Sentence)


def reading_of(report: Report, cleaned: MappedText) -> Reading:
    """Return the structure of a report in offsets of its cleaned text."""
    at = cleaned.all_from_source
    sections, sentences = report.sections, report.sentences
    section_spans = zip(
        sections,
        at([part.start for part in sections]),
        at([part.end for part in sections]),
        at([part.heading_end for part in sections]),
        strict=True,
    )
    sentence_spans = zip(sentences, at([part.start for part in sentences]), at([part.end for part in sentences]), strict=True)
    return Reading(
        cleaned.text,
        tuple(
            Section(start, end, heading_end, part.number, part.title, part.level, part.parent)
            for part, start, end, heading_end in section_spans
        ),
        tuple(_sentence(start, end, part.section, part.table, part.row) for part, start, end in sentence_spans),
        tuple(table_to_copy(table, cleaned) for table in report.tables),
    )


def table_to_copy(table: Table, cleaned: MappedText) -> Table:
    """Return a table in offsets of the cleaned text, with the cells' cleaned texts."""
    at, text = cleaned.all_from_source, cleaned.text
    spans = zip(table.cells, at([cell.start for cell in table.cells]), at([cell.end for cell in table.cells]), strict=True)
    cells = tuple(_cell(start, end, text[start:end], cell.row, cell.column, cell.row_span, cell.column_span) for cell, start, end in spans)
    return replace(table, start=cleaned.from_source(table.start), end=cleaned.from_source(table.end), cells=cells)


def structure_to_source(
    reading: Reading, cleaned: MappedText, text: str
) -> tuple[tuple[Section, ...], tuple[Sentence, ...], tuple[Table, ...]]:
    """Return sections, sentences and tables in offsets of the source ``text``."""
    sections, sentences = reading.sections, reading.sentences
    starts, ends = cleaned.spans_to_source([part.start for part in sections], [part.end for part in sections])
    _, heading_ends = cleaned.spans_to_source([], [part.heading_end for part in sections])
    section_spans = zip(sections, starts, ends, heading_ends, strict=True)
    sentence_spans = zip(
        sentences, *cleaned.spans_to_source([part.start for part in sentences], [part.end for part in sentences]), strict=True
    )
    return (
        tuple(
            Section(start, end, heading_end, part.number, part.title, part.level, part.parent)
            for part, start, end, heading_end in section_spans
        ),
        tuple(_sentence(start, end, part.section, part.table, part.row) for part, start, end in sentence_spans),
        tuple(_table_to_source(table, cleaned, text) for table in reading.tables),
    )


def _table_to_source(table: Table, cleaned: MappedText, text: str) -> Table:
    """Return a table in offsets of the source, with the cells' original texts; an empty cell stays empty."""

    def moved(cell: Cell, start: int, end: int) -> Cell:
        end = end if cell.end > cell.start else start
        return _cell(start, end, text[start:end], cell.row, cell.column, cell.row_span, cell.column_span)

    starts, ends = cleaned.spans_to_source([cell.start for cell in table.cells], [cell.end for cell in table.cells])
    start, end = cleaned.span_to_source(table.start, table.end)
    return replace(table, start=start, end=end, cells=tuple(map(moved, table.cells, starts, ends)))


def entities_to_copy(entities: Sequence[Entity], cleaned: MappedText) -> Iterator[Entity]:
    """Yield the entities in offsets of the cleaned text; one of which nothing was kept is left out."""
    starts = cleaned.all_from_source([entity.start for entity in entities])
    ends = cleaned.all_from_source([entity.end for entity in entities])
    for entity, start, end in zip(entities, starts, ends, strict=True):
        if start < end:
            told = cleaned.text[start:end]
            yield _entity(start, end, entity.type, told, entity.value, entity.canonical, entity.source, entity.score)


def entities_to_source(entities: Sequence[Entity], cleaned: MappedText, text: str) -> Iterator[Entity]:
    """Yield the entities in offsets of the source; one that a line break cuts keeps the part on its first line."""
    starts, ends = cleaned.spans_to_source([entity.start for entity in entities], [entity.end for entity in entities])
    for entity, start, end in zip(entities, starts, ends, strict=True):
        line = text[start:end]
        if "\n" in line:
            line = line[: line.index("\n")]
        written = line.strip()
        if len(written) < len(line):
            start += len(line) - len(line.lstrip())
        yield _entity(start, start + len(written), entity.type, written, entity.value, entity.canonical, entity.source, entity.score)


Forms = dict[int, str]


def written_forms(text: str) -> Forms:
    """Return how ``text`` writes the characters of which it uses traditional forms, by the simplified one; for ``translate``."""
    forms = simple_forms()
    return {ord(forms[ord(written)]): written for written in traditional_in(text)}


def achievements_to_source(achievements: Sequence[Achievement], cleaned: MappedText, forms: Forms) -> Iterator[Achievement]:
    """Yield the achievements in offsets of the source, their texts written as there."""
    for achievement, (start, end), evidence in _moved(achievements, cleaned):
        yield Achievement(
            start,
            end,
            _written(achievement.recipient, forms),
            _written(achievement.event, forms),
            achievement.award.translate(forms) if forms else achievement.award,
            achievement.count,
            _written(achievement.unit, forms),
            _written(achievement.title, forms),
            achievement.year,
            achievement.level,
            achievement.event_canonical,
            achievement.edition,
            achievement.award_grade,
            evidence,
        )


def _written(told: str | None, forms: Forms) -> str | None:
    """Return a text, if there is one, as the source writes it."""
    return told.translate(forms) if told is not None and forms else told


def metrics_to_source(metrics: Sequence[Metric], cleaned: MappedText, text: str, forms: Forms) -> Iterator[Metric]:
    """Yield the metrics in offsets of the source, their texts written as there."""
    for metric, (start, end), evidence in _moved(metrics, cleaned):
        yield _metric(
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
            evidence,
        )


def _moved(records: Sequence[_Record], cleaned: MappedText) -> Iterator[tuple[_Record, tuple[int, int], Evidence]]:
    """Yield each record with its span and its evidence in offsets of the source; all spans are moved at once."""
    evidence = [record.evidence for record in records]
    told = [[span for span in one.spans if span[2] > span[1]] for one in evidence]
    flat = [span for spans in told for span in spans]
    whole, count = [*records, *evidence], len(records)
    starts, ends = cleaned.spans_to_source(
        [one.start for one in whole] + [low for _, low, _ in flat], [one.end for one in whole] + [high for _, _, high in flat]
    )
    spans = [*zip([name for name, _, _ in flat], starts[2 * count :], ends[2 * count :], strict=True)]
    own = zip(starts[:count], ends[:count], strict=True)
    sentences = zip(starts[count : 2 * count], ends[count : 2 * count], strict=True)
    behind = 0
    for record, parts, span, (start, end) in zip(records, told, own, sentences, strict=True):
        first, behind = behind, behind + len(parts)
        yield record, span, _evidence(start, end, tuple(spans[first:behind]))
