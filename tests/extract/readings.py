"""Readings and entities made from marked sentences, without tagger or segmenter."""

import re
from dataclasses import replace

from kexie_nlp.document import Cell, Entity, Reading, Section, Sentence, Table
from kexie_nlp.extract import extract_achievements, extract_metrics
from kexie_nlp.marked import parse_marked
from kexie_nlp.numerals import ValueFinder
from kexie_nlp.records import Achievement, Metric

_DATES = ValueFinder(())


def marked_reading(marked: str, heading: str = "") -> tuple[Reading, list[Entity]]:
    """Return the reading of a marked text, a sentence ending at 。 or a line break, all of it under ``heading``."""
    parsed = parse_marked(marked)
    text = parsed.text
    sections = (Section(0, len(text), 0, "", heading, 1, None),) if heading else ()
    sentences = tuple(Sentence(match.start(), match.end(), 0 if heading else None) for match in re.finditer(r"[^。\n]+(?:。[”」]?)?", text))
    return Reading(text, sections, sentences, ()), _entities(marked)


def marked_table(rows: list[list[str]], header_rows: int, header_columns: int, unit: str = "") -> tuple[Reading, list[Entity]]:
    """Return the reading of a table whose cells are marked texts."""
    marked = "\n".join("\t".join(row) for row in rows)
    text = parse_marked(marked).text
    cells, sentences, at = [], [], 0
    for row_number, row in enumerate(rows):
        begin = at
        for column, cell in enumerate(row):
            plain = parse_marked(cell).text
            cells.append(Cell(at, at + len(plain), plain, row_number, column))
            at += len(plain) + 1
        sentences.append(Sentence(begin, at - 1, None, 0, row_number))
    table = Table(0, len(text), "", unit, header_rows, header_columns, tuple(cells))
    return Reading(text, (), tuple(sentences), (table,)), _entities(marked)


def shown_achievement(record: Achievement) -> str:
    """One line: recipient, event, award, count, unit and title; - for none."""
    parts = (record.recipient, record.event, record.award, record.count, record.unit, record.title)
    return " | ".join("-" if part is None else str(part) for part in parts)


def shown_metric(metric: Metric) -> str:
    """One line: indicator, value, unit, and whether it is a change (by) or an earlier value (from)."""
    mark = {"of": "", "by": " by", "from": " from"}[metric.change]
    return f"{metric.indicator} = {metric.value} {metric.unit}{mark}"


def achievements(marked: str, heading: str = "") -> list[str]:
    """The achievements of a marked text, a line each."""
    reading, entities = marked_reading(marked, heading)
    return [shown_achievement(record) for record in extract_achievements(reading, entities, 2021)]


def rows_below(heading: str, rows: list[list[str]]) -> list[str]:
    """The achievements of a table without heading rows below a marked line, a line each."""
    above, entities = marked_reading(heading)
    reading, others = marked_table(rows, 0, 0)
    at = len(above.text) + 1
    cells = tuple(replace(cell, start=cell.start + at, end=cell.end + at) for cell in reading.tables[0].cells)
    table = replace(reading.tables[0], start=at, end=at + len(reading.text), cells=cells)
    sentences = tuple(replace(row, start=row.start + at, end=row.end + at) for row in reading.sentences)
    whole = Reading(f"{above.text}\n{reading.text}", (), (*above.sentences, *sentences), (table,))
    entities += [replace(entity, start=entity.start + at, end=entity.end + at) for entity in others]
    return [shown_achievement(record) for record in extract_achievements(whole, entities, 2021)]


def metrics(marked: str, heading: str = "") -> list[str]:
    """The metrics of a marked text, a line each."""
    reading, entities = marked_reading(marked, heading)
    return [shown_metric(metric) for metric in extract_metrics(reading, entities, 2021)]


def _entities(marked: str) -> list[Entity]:
    parsed = parse_marked(marked)
    entities = []
    for mark in parsed.marks:
        written = parsed.text[mark.start : mark.end]
        dates = _DATES.find(written) if mark.type == "DATE" else []
        entities.append(Entity(mark.start, mark.end, mark.type, written, dates[0].value if dates else None, None, "test", 1.0))
    return entities
