"""Passages, the units of search: a sentence, or a table row with its headings; and the facts by which they are filtered."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.document import Entity, Report, Table
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.engine import NAME, Fact
from kexie_nlp.search.fields import ENTITY_FIELDS

Span = tuple[int, int]

SECTION_SIGN: Final = " › "
"""Parts the titles of a section's path, the outermost first."""

_MEASURE: Final = re.compile(r"[^\d\s.,，．一二两三四五六七八九十百千万亿余多几数]+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report.

    Attributes:
        start, end: the sentence or table row.
        section: index into ``Report.sections``, or None.
        pieces: the spans it is put together from; for a table row the caption, the column headings and the row's cells.
    """

    start: int
    end: int
    section: int | None
    pieces: tuple[Span, ...]

    @property
    def is_plain(self) -> bool:
        """Whether the passage is its own span and nothing more."""
        return self.pieces == ((self.start, self.end),)

    def text(self, report_text: str) -> str:
        """Return the passage's text, its pieces parted by tabs."""
        return "\t".join(report_text[start:end] for start, end in self.pieces)

    def to_report(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans of the report that a span of ``text`` covers."""
        offset = 0
        for first, last in self.pieces:
            low, high = max(start, offset), min(end, offset + last - first)
            if low < high:
                yield first + low - offset, first + high - offset
            offset += last - first + 1

    def from_report(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans of ``text`` that a span of the report covers."""
        offset = 0
        for first, last in self.pieces:
            low, high = max(start, first), min(end, last)
            if low < high:
                yield offset + low - first, offset + high - first
            offset += last - first + 1


def passages_of(report: Report) -> list[Passage]:
    """Return the passages of a report, those without any text left out."""
    passages = []
    for sentence in report.sentences:
        pieces: tuple[Span, ...] = ((sentence.start, sentence.end),)
        if sentence.table is not None and sentence.row is not None:
            pieces = _row_pieces(report, report.tables[sentence.table], sentence.row) or pieces
        if report.text[sentence.start : sentence.end].strip():
            passages.append(Passage(sentence.start, sentence.end, sentence.section, pieces))
    return passages


def passage_at(starts: list[int], passages: list[Passage], offset: int) -> int | None:
    """Return the number of the passage in which ``offset`` lies; ``starts`` are the passages' starts."""
    number = bisect_right(starts, offset) - 1
    return number if number >= 0 and offset < passages[number].end else None


def report_facts(*, kind: str, title: str, year: int | None, association: str | None, region: str) -> list[Fact]:
    """Return what every passage of a report can be filtered by; ``region`` is the path, its names parted by blanks."""
    facts = [Fact("kind", kind), Fact("title", title)]
    if year is not None:
        facts.append(Fact("year", number=float(year)))
    if association:
        facts.append(Fact("association", association))
    return facts + [Fact("region", name) for name in region.split()]


def section_facts(section: str | None) -> list[Fact]:
    """Return what a passage can be filtered by because of the section it stands in."""
    return [Fact("section", title) for title in section.split(SECTION_SIGN)] if section else []


def section_path(report: Report, section: int | None) -> str | None:
    """Return the titles of a section and of those around it, the outermost first."""
    titles: list[str] = []
    while section is not None:
        titles.insert(0, report.sections[section].title)
        section = report.sections[section].parent
    return SECTION_SIGN.join(titles) or None


def entity_facts(entity: Entity) -> Iterator[Fact]:
    """Yield what a passage can be filtered by because of an entity in it."""
    yield Fact("type", entity.type)
    field = ENTITY_FIELDS[entity.type]
    if entity.type in {"AMOUNT", "QUANTITY", "PERCENT"}:
        number = _number(entity.value)
        if number is not None:
            yield Fact(field, number=number, unit=_measure(entity.text) if entity.type == "QUANTITY" else "")
        return
    for text in dict.fromkeys((entity.text, entity.canonical, entity.value)):
        if text:
            yield Fact(field, text)
    if entity.canonical and entity.canonical not in entity.text:
        yield Fact(NAME, entity.canonical)


def achievement_facts(record: Achievement) -> Iterator[Fact]:
    """Yield what an achievement can be filtered by."""
    yield Fact("award", record.award)
    if record.title:
        yield Fact("award", record.title)
    for event in dict.fromkeys((record.event, record.event_canonical)):
        if event:
            yield Fact("competition", event)
    if record.level:
        yield Fact("level", record.level)


def metric_facts(record: Metric) -> Iterator[Fact]:
    """Yield what a metric can be filtered by."""
    yield Fact("indicator", record.indicator)
    unit = record.unit if record.kind == "quantity" else ""
    yield Fact(record.kind, number=float(record.value), unit=unit)


def _row_pieces(report: Report, table: Table, row: int) -> tuple[Span, ...]:
    """Return the spans of a row's cells, behind the table's caption and the headings of the row's columns."""
    cells = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span and cell.start < cell.end]
    columns = {column for cell in cells for column in range(cell.column, cell.column + cell.column_span)}
    headings = [
        cell
        for cell in table.cells
        if cell.row < table.header_rows <= row
        and cell.start < cell.end
        and cell not in cells
        and not columns.isdisjoint(range(cell.column, cell.column + cell.column_span))
    ]
    caption_start = report.text.rfind(table.caption, 0, table.start) if table.caption and cells else -1
    caption = [(caption_start, caption_start + len(table.caption))] if caption_start >= 0 else []
    return (*caption, *((cell.start, cell.end) for cell in (*headings, *cells)))


def _number(value: str | None) -> float | None:
    """Return a value that is one plain number."""
    try:
        return float(value) if value else None
    except ValueError:
        return None


def _measure(text: str) -> str:
    """Return the measure word at the end of a quantity."""
    match = _MEASURE.search(text)
    return match[0] if match else ""
