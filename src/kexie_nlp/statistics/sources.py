"""Where a number of a statistic comes from, and what was left out of it."""

from dataclasses import dataclass
from typing import Any, Literal

from kexie_nlp.archive.rows import AchievementRow, MetricRow

OmissionKind = Literal["repeat", "total", "detail", "conflict", "covered"]


@dataclass(frozen=True, slots=True)
class Source:
    """The place of a report that tells a number.

    Attributes:
        report, path, association, report_year: the report.
        start, end: the value or the award, in the report's text.
        text: what stands there. sentence: the sentence or table row around it, which begins at ``sentence_start``.
    """

    report: str
    path: str
    association: str | None
    report_year: int | None
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int

    @property
    def place(self) -> tuple[str, int]:
        """The report and the sentence in it."""
        return (self.report, self.sentence_start)

    def line(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        return {
            "report": self.report,
            "path": self.path,
            "association": self.association,
            "report_year": self.report_year,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "sentence": self.sentence,
            "sentence_start": self.sentence_start,
        }


@dataclass(frozen=True, slots=True)
class Omission:
    """A record that was not counted because another one tells the same.

    Attributes:
        kind: repeat (told again), total (stands beside its parts), detail (a part of a sum that is counted), conflict (the same told
            with another number), covered (told by a body whose superior counts it too; left out of common totals only).
        count: how many awards it tells.
        reason: a sentence in Chinese for the reader.
        kept: what is counted instead.
    """

    kind: OmissionKind
    source: Source
    count: int
    reason: str
    kept: tuple[Source, ...]

    def line(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        return {
            "record": "omission",
            "kind": self.kind,
            "count": self.count,
            "reason": self.reason,
            **self.source.line(),
            "kept": [source.line() for source in self.kept],
        }


def source_of(row: AchievementRow | MetricRow) -> Source:
    """Return where a record stands."""
    record, report = row.record, row.report
    text = row.record.award if isinstance(row, AchievementRow) else row.record.text
    start = record.evidence.start
    return Source(report.id, report.path, report.association, report.year, record.start, record.end, text, row.sentence, start)
