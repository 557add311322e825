"""The one place that strings the stages together: file → Report → Analysis."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kexie_nlp.document import Cell, Entity, Reading, Report, Section, Sentence, Table, Token
from kexie_nlp.extract import extract_achievements, extract_metrics
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.gazetteer import Gazetteer
from kexie_nlp.mapped import MappedText
from kexie_nlp.read import Extracted, extract_file
from kexie_nlp.read.encoding import decode
from kexie_nlp.read.metadata import describe
from kexie_nlp.records import Achievement, Analysis, Evidence, Metric
from kexie_nlp.resources import folder, lexicon_folders
from kexie_nlp.segment import clean, segment
from kexie_nlp.tag import Tagger, load_model
from kexie_nlp.tokenize import WordCutter


def read_report(path: Path | str, gazetteer: Gazetteer | None = None) -> Report:
    """Read a file into a report: its text, what it says of itself, and its structure.

    Args:
        path: a file of any format in ``kexie_nlp.read.FORMATS``.
        gazetteer: the regions known; by default those of the project's lexicon.

    Raises:
        ReportError: if the file cannot be used; the message says why and what to do.
    """
    return report_of(extract_file(Path(path)), str(path), gazetteer)


def report_of(extracted: Extracted, path: str, gazetteer: Gazetteer | None = None) -> Report:
    """Return the report that an extracted text is; ``path`` is where it came from."""
    cleaned = clean(extracted.text)
    reading = segment(
        cleaned.text,
        [_moved_table(table, cleaned.from_source) for table in extracted.tables],
        [(cleaned.from_source(start), cleaned.from_source(end), level) for start, end, level in extracted.headings],
    )
    told = describe(cleaned.text, Path(path).name, gazetteer or default_gazetteer())
    text = extracted.text
    return Report(
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        path,
        text,
        told.title,
        told.association,
        told.region,
        told.year,
        told.kind,
        told.published,
        tuple(_section_to_source(section, cleaned) for section in reading.sections),
        tuple(replace(sentence, **_span(sentence, cleaned)) for sentence in reading.sentences),
        tuple(_table_to_source(table, cleaned, text) for table in reading.tables),
    )


def report_of_bytes(data: bytes, path: str, gazetteer: Gazetteer | None = None) -> Report:
    """Return the report that plain text of any known encoding is, such as from standard input.

    Raises:
        ReportError: if the bytes are no text.
    """
    return report_of(Extracted(decode(data, path)), path, gazetteer)


def tokens_of(report: Report, cutter: WordCutter) -> list[Token]:
    """Return the words of a report, white space left out."""
    cleaned = clean(report.text)
    return [
        Token(*cleaned.span_to_source(token.start, token.end), token.text, token.pos)
        for token in cutter.cut(cleaned.text)
        if not token.text.isspace()
    ]


class Analyzer:
    """Tags and records of reports; holds the loaded lexicons and model."""

    def __init__(self, cutter: WordCutter, tagger: Tagger) -> None:
        self._cutter = cutter
        self._tagger = tagger

    def analyze(self, report: Report) -> Analysis:
        """Return the entities, achievements and metrics of a report."""
        cleaned = clean(report.text)
        reading = _reading(report, cleaned)
        entities = self._tagger.tag(cleaned.text, self._cutter.words(cleaned.text))
        achievements = extract_achievements(reading, entities, report.year)
        metrics = extract_metrics(reading, entities, report.year)
        return Analysis(
            report,
            tuple(_entities_to_source(entities, cleaned, report.text)),
            tuple(_achievement_to_source(achievement, cleaned) for achievement in achievements),
            tuple(_metric_to_source(metric, cleaned, report.text) for metric in metrics),
        )


@cache
def default_lexicons() -> Lexicons:
    """Return the project's lexicons with the user's own on top, read when first needed."""
    return Lexicons(lexicon_folders())


@cache
def default_gazetteer() -> Gazetteer:
    """Return the regions of the default lexicons."""
    return Gazetteer(default_lexicons())


@cache
def default_cutter() -> WordCutter:
    """Return the cutter with the words of the default lexicons."""
    return WordCutter(default_lexicons())


@cache
def default_analyzer() -> Analyzer:
    """Return the analyzer with the default lexicons and the project's model."""
    return Analyzer(default_cutter(), Tagger(default_lexicons(), load_model(folder("models"))))


def analyze(report: Report | Path | str) -> Analysis:
    """Return the entities, achievements and metrics of a report or of the file it lies in.

    Raises:
        ReportError: if it is a file that cannot be used.
        ResourceError: if a lexicon or the model is damaged.
    """
    return default_analyzer().analyze(report if isinstance(report, Report) else read_report(report))


def _reading(report: Report, cleaned: MappedText) -> Reading:
    """Return the structure of a report in offsets of its cleaned text."""
    at = cleaned.from_source
    return Reading(
        cleaned.text,
        tuple(
            replace(section, start=at(section.start), end=at(section.end), heading_end=at(section.heading_end))
            for section in report.sections
        ),
        tuple(replace(sentence, start=at(sentence.start), end=at(sentence.end)) for sentence in report.sentences),
        tuple(_moved_table(table, at, cleaned.text) for table in report.tables),
    )


def _moved_table(table: Table, at: Callable[[int], int], text: str | None = None) -> Table:
    """Return ``table`` with its offsets moved, its cells' texts cut anew from ``text``."""

    def moved(cell: Cell) -> Cell:
        start, end = at(cell.start), at(cell.end)
        return replace(cell, start=start, end=end, text=cell.text if text is None else text[start:end])

    return replace(table, start=at(table.start), end=at(table.end), cells=tuple(moved(cell) for cell in table.cells))


def _span(part: Section | Sentence | Table | Cell | Evidence, cleaned: MappedText) -> dict[str, Any]:
    """Return start and end of a part in the source, as keywords; an empty part stays empty."""
    if part.end <= part.start:
        start = cleaned.to_source(part.start)
        return {"start": start, "end": start}
    start, end = cleaned.span_to_source(part.start, part.end)
    return {"start": start, "end": end}


def _section_to_source(section: Section, cleaned: MappedText) -> Section:
    """Return a section in offsets of the source."""
    heading_end = cleaned.to_source(section.heading_end - 1) + 1
    return replace(section, heading_end=heading_end, **_span(section, cleaned))


def _table_to_source(table: Table, cleaned: MappedText, text: str) -> Table:
    """Return a table in offsets of the source, with the cells' original texts."""
    cells = []
    for cell in table.cells:
        span = _span(cell, cleaned)
        cells.append(replace(cell, text=text[span["start"] : span["end"]], **span))
    return replace(table, cells=tuple(cells), **_span(table, cleaned))


def _entities_to_source(entities: Iterable[Entity], cleaned: MappedText, text: str) -> Iterable[Entity]:
    """Yield entities in offsets of the source; one that a line break cuts keeps the part on its first line."""
    for entity in entities:
        start, end = cleaned.span_to_source(entity.start, entity.end)
        first_line = text[start:end].split("\n", 1)[0].rstrip()
        yield replace(entity, start=start, end=start + len(first_line), text=first_line)


def _evidence_to_source(evidence: Evidence, cleaned: MappedText) -> Evidence:
    """Return evidence in offsets of the source."""
    spans = tuple((name, *cleaned.span_to_source(start, end)) for name, start, end in evidence.spans if end > start)
    return Evidence(**_span(evidence, cleaned), spans=spans)


def _achievement_to_source(achievement: Achievement, cleaned: MappedText) -> Achievement:
    """Return an achievement in offsets of the source."""
    start, end = cleaned.span_to_source(achievement.start, achievement.end)
    return replace(achievement, start=start, end=end, evidence=_evidence_to_source(achievement.evidence, cleaned))


def _metric_to_source(metric: Metric, cleaned: MappedText, text: str) -> Metric:
    """Return a metric in offsets of the source."""
    start, end = cleaned.span_to_source(metric.start, metric.end)
    return replace(metric, start=start, end=end, text=text[start:end], evidence=_evidence_to_source(metric.evidence, cleaned))
