"""The one place that strings the stages together: file → Report → Analysis."""

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kexie_nlp import offsets
from kexie_nlp.document import Entity, Reading, Report, Token
from kexie_nlp.extract import extract_records
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.gazetteer import Gazetteer
from kexie_nlp.mapped import MappedText
from kexie_nlp.read import Extracted, extract_file
from kexie_nlp.read.encoding import decode
from kexie_nlp.read.metadata import describe
from kexie_nlp.records import Achievement, Analysis, Metric
from kexie_nlp.resources import folder, lexicon_folders
from kexie_nlp.segment import clean, segment
from kexie_nlp.tag import Tagger, load_model
from kexie_nlp.tokenize import WordCutter

Records = tuple[tuple[Achievement, ...], tuple[Metric, ...]]


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Keep Python from looking for circular garbage meanwhile.

    Reading and analysing make none, but so many objects that Python would search the lexicons for it again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_report(path: Path | str, gazetteer: Gazetteer | None = None) -> Report:
    """Read a file into a report: its text, what it says of itself, and its structure.

    Args:
        path: a file of any format in ``kexie_nlp.read.FORMATS``.
        gazetteer: the regions known; by default those of the project's lexicon.

    Raises:
        ReportError: if the file cannot be used; the message says why and what to do.
    """
    return report_of(extract_file(Path(path)), str(path), gazetteer)


@_collecting_later()
def report_of(extracted: Extracted, path: str, gazetteer: Gazetteer | None = None) -> Report:
    """Return the report that an extracted text is; ``path`` is where it came from."""
    cleaned = clean(extracted.text)
    reading = segment(
        cleaned.text,
        [offsets.table_to_copy(table, cleaned) for table in extracted.tables],
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
        *offsets.structure_to_source(reading, cleaned, text),
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

    @_collecting_later()
    def analyze(self, report: Report) -> Analysis:
        """Return the entities, achievements and metrics of a report."""
        cleaned = clean(report.text)
        reading = offsets.reading_of(report, cleaned)
        ended = cleaned.text if cleaned.text.endswith("\n") else f"{cleaned.text}\n"  # as every text that the model was trained on
        entities = self._tagger.tag(ended, self._cutter.words(ended))
        records = _records(report, cleaned, reading, entities)
        return Analysis(report, tuple(offsets.entities_to_source(entities, cleaned, report.text)), *records)


def records_of(report: Report, entities: Sequence[Entity]) -> Records:
    """Return the achievements and metrics that a report tells if these are its entities, such as corrected ones."""
    cleaned = clean(report.text)
    return _records(report, cleaned, offsets.reading_of(report, cleaned), list(offsets.entities_to_copy(entities, cleaned)))


def _records(report: Report, cleaned: MappedText, reading: Reading, entities: Sequence[Entity]) -> Records:
    """Return the records of a report whose reading and entities refer to its cleaned text."""
    achievements, metrics = extract_records(reading, entities, report.year)
    forms = offsets.written_forms(report.text)
    return (
        tuple(offsets.achievements_to_source(achievements, cleaned, forms)),
        tuple(offsets.metrics_to_source(metrics, cleaned, report.text, forms)),
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
