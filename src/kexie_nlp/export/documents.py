"""What annotation tools work on: texts with their annotations, in offsets of each text."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from kexie_nlp.archive.passages import Passage
from kexie_nlp.archive.rows import AchievementRow, EntityRow, MetricRow, PassageRow, ReportRow
from kexie_nlp.archive.selecting import SelectedReport, SelectionScope
from kexie_nlp.document import Entity
from kexie_nlp.labels import ENTITY_TYPES, EntityType
from kexie_nlp.records import Achievement, Evidence, Metric

Span = tuple[int, int]
_Record = TypeVar("_Record", Achievement, Metric)
_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Document:
    """A text to annotate.

    Attributes:
        id: the report's id, or of a passage ``REPORT-START-HASH``; either tells by a hash whether the text was changed.
        text: the report's text, or the passage's.
        report: the report.
        section: path of a passage's section, or None.
        pieces: the spans of the report that the text is put together from, parted by one character each.
        sentences: spans of the text, in order.
        entities, achievements, metrics: what was found in the text.
    """

    id: str
    text: str
    report: ReportRow
    section: str | None
    pieces: tuple[Span, ...]
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    achievements: tuple[Achievement, ...]
    metrics: tuple[Metric, ...]


def documents_of(
    selected: Iterable[SelectedReport], scope: SelectionScope, types: Collection[EntityType] = ENTITY_TYPES
) -> Iterator[Document]:
    """Yield the documents of a selection.

    A chosen report or passage is a document with all that was found in it; of chosen entities or records, each report that holds some
    is a document with those alone. Entities of other than the given types are left out.
    """
    for chosen in selected:
        whole = _whole(chosen, frozenset(types))
        match scope:
            case "reports":
                yield whole
            case "passages":
                cutter = _Cutter(whole)
                yield from (cutter.document(row) for row in chosen.rows if isinstance(row, PassageRow))
            case "entities":
                entities = tuple(row.record for row in chosen.rows if isinstance(row, EntityRow))
                yield replace(whole, entities=entities, achievements=(), metrics=())
            case "achievements":
                achievements = tuple(row.record for row in chosen.rows if isinstance(row, AchievementRow))
                yield replace(whole, entities=(), achievements=achievements, metrics=())
            case "metrics":
                metrics = tuple(row.record for row in chosen.rows if isinstance(row, MetricRow))
                yield replace(whole, entities=(), achievements=(), metrics=metrics)


def _whole(chosen: SelectedReport, types: frozenset[EntityType]) -> Document:
    """Return a report as a document."""
    report = chosen.analysis.report
    return Document(
        id=report.id,
        text=report.text,
        report=chosen.report,
        section=None,
        pieces=((0, len(report.text)),),
        sentences=tuple((sentence.start, sentence.end) for sentence in report.sentences),
        entities=tuple(entity for entity in chosen.analysis.entities if entity.type in types),
        achievements=chosen.analysis.achievements,
        metrics=chosen.analysis.metrics,
    )


def passage_id(report: str, start: int, text: str) -> str:
    """Return the id of a passage's document: that of its report, where it starts there, and a hash of its text."""
    return f"{report}-{start}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


class _Cutter:
    """Cuts passages out of one report."""

    def __init__(self, whole: Document) -> None:
        self._whole = whole
        self._starts = [entity.start for entity in whole.entities]
        sentences = [start for start, _ in whole.sentences]
        self._achievements = _by_sentence(whole.achievements, sentences)
        self._metrics = _by_sentence(whole.metrics, sentences)

    def document(self, row: PassageRow) -> Document:
        """Return a passage as a document, with what stands wholly in it, its headings included; records are those of the row itself."""
        passage = Passage(row.start, row.end, None, row.pieces)
        length = len(row.text)
        return replace(
            self._whole,
            id=passage_id(self._whole.id, row.start, row.text),
            text=row.text,
            section=row.section,
            pieces=row.pieces,
            sentences=((0, length),),
            entities=self._entities(passage),
            achievements=tuple(_moved(self._achievements.get(row.start, ()), passage, length)),
            metrics=tuple(_moved(self._metrics.get(row.start, ()), passage, length)),
        )

    def _entities(self, passage: Passage) -> tuple[Entity, ...]:
        """Return the entities that lie wholly in a piece of the passage, in the order of its text."""
        found: list[Entity] = []
        for first, last in passage.pieces:
            for entity in self._whole.entities[bisect_left(self._starts, first) : bisect_left(self._starts, last)]:
                at = _place(passage, entity.start, entity.end)
                if at is not None:
                    found.append(replace(entity, start=at[0], end=at[1]))
        return tuple(sorted(found, key=lambda entity: entity.start))


def _by_sentence(records: Sequence[_Record], starts: Sequence[int]) -> dict[int, list[_Record]]:
    """Return records by the start of the sentence or table row in which their evidence begins."""
    found: dict[int, list[_Record]] = {}
    for record in records:
        number = bisect_right(starts, record.evidence.start) - 1
        if number >= 0:
            found.setdefault(starts[number], []).append(record)
    return found


def _moved(records: Sequence[_Record], passage: Passage, length: int) -> Iterator[_Record]:
    """Yield the records that lie wholly in a passage, in offsets of its text, without fields that stand elsewhere."""
    for record in records:
        at = _place(passage, record.start, record.end)
        if at is not None:
            spans = [(name, low, high) for name, start, end in record.evidence.spans for low, high in passage.from_report(start, end)]
            yield replace(record, start=at[0], end=at[1], evidence=Evidence(0, length, tuple(spans)))


def _place(passage: Passage, start: int, end: int) -> Span | None:
    """Return where a span of the report stands in the passage's text, or None if not in one piece."""
    return next((at for at in passage.from_report(start, end) if at[1] - at[0] == end - start), None)
