"""An analysis as rows of the archive's tables, made in the worker so that the writer has but to insert them."""

import json
from dataclasses import dataclass
from typing import Any

from kexie_nlp.archive.passages import passage_at, passages_of, section_path
from kexie_nlp.archive.serial import record_to_json, structure_to_json
from kexie_nlp.archive.vocabulary import vocabulary_of
from kexie_nlp.records import Analysis

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows without the report's key, which the archive gives."""

    report: Row
    passages: list[Row]
    entities: list[Row]
    achievements: list[Row]
    metrics: list[Row]
    vocabulary: str

    @property
    def report_id(self) -> str:
        """The report's id."""
        return str(self.report[0])


def prepare(analysis: Analysis) -> Prepared:
    """Return the rows for an analysis."""
    report = analysis.report
    passages = passages_of(report)
    starts = [passage.start for passage in passages]
    region = " ".join(dict.fromkeys((*report.region.path, report.region.name))) if report.region else ""
    published = report.published.isoformat() if report.published else None
    report_row = (
        report.id, report.path, report.title, report.association, region, report.year, report.kind, published,
        report.text, structure_to_json(report), len(passages),
    )  # fmt: skip
    return Prepared(
        report_row,
        [
            (
                number, passage.start, passage.end, section_path(report, passage.section),
                None if passage.is_plain else json.dumps(passage.pieces),
            )
            for number, passage in enumerate(passages)
        ],
        [
            (
                number, passage_at(starts, passages, entity.start), entity.start, entity.end, entity.type, entity.text,
                entity.value, entity.canonical, entity.source, entity.score,
            )
            for number, entity in enumerate(analysis.entities)
        ],
        [
            (
                number, passage_at(starts, passages, record.evidence.start), record.award, record.event,
                record.event_canonical, record_to_json(record),
            )
            for number, record in enumerate(analysis.achievements)
        ],
        [
            (number, passage_at(starts, passages, record.evidence.start), record.indicator, record.kind, record_to_json(record))
            for number, record in enumerate(analysis.metrics)
        ],
        vocabulary_of(analysis, starts, passages),
    )  # fmt: skip
