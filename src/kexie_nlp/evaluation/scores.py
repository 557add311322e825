"""Strict and overlapping F1 a type, metrics with the right indicator, achievements.

The measures are those of the annotation project's scorer: an entity is right if start, end and type are; a metric if its value overlaps
and its indicator is similar; an achievement if award, count and event are.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kexie_nlp.labels import ENTITY_TYPES, VALUE_TYPES, EntityType
from kexie_nlp.marked import Mark, MarkedText
from kexie_nlp.records import Achievement, Analysis, Metric

LEAST_SIMILARITY: Final = 0.6
LEAST_AWARD_SIMILARITY: Final = 0.75
_PUNCTUATION = re.compile(r"[\s，。、；：“”‘’（）()《》【】\[\]·,.;:\"'「」—\-]")
_BARE_NUMBER = re.compile(r"[\d,.\s]+")


@dataclass(frozen=True, slots=True)
class Score:
    """How many of ``gold`` and of ``predicted`` are right; a span may overlap without being right."""

    what: str
    gold: int = 0
    predicted: int = 0
    right: int = 0
    overlapping_gold: int = 0
    overlapping_predicted: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return the score of both together."""
        return Score(
            self.what,
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.right + other.right,
            self.overlapping_gold + other.overlapping_gold,
            self.overlapping_predicted + other.overlapping_predicted,
        )

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0

    @property
    def overlap_f1(self) -> float:
        """F1 if every span counts that overlaps one of its type."""
        precision = self.overlapping_predicted / self.predicted if self.predicted else 0.0
        recall = self.overlapping_gold / self.gold if self.gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def line(self) -> dict[str, Any]:
        """Return the score as a row of a table."""
        shown = {name: round(getattr(self, name), 3) for name in ("precision", "recall", "f1", "overlap_f1")}
        return {"what": self.what, "gold": self.gold, "predicted": self.predicted, **shown}


Span = tuple[int, int, EntityType]


def entity_spans(marked: MarkedText, analysis: Analysis) -> tuple[set[Span], set[Span]]:
    """Return the spans wanted and those found; bare numbers of table cells, which are no entities, are left out on both sides."""
    bare = {
        (mark.start, mark.end)
        for mark in marked.marks
        if mark.type == "AMOUNT" and _BARE_NUMBER.fullmatch(marked.text[mark.start : mark.end])
    }
    gold = {(mark.start, mark.end, mark.type) for mark in marked.marks if (mark.start, mark.end) not in bare}
    found = {(entity.start, entity.end, entity.type) for entity in analysis.entities if (entity.start, entity.end) not in bare}
    return gold, found


def entity_scores(marked: MarkedText, analysis: Analysis) -> list[Score]:
    """Return a score a type and one for all."""
    return span_scores(*entity_spans(marked, analysis))


def span_scores(gold: set[Span], found: set[Span]) -> list[Score]:
    """Return how the spans found agree with those wanted: a score for each type that either side knows, and one for all."""
    rows = [
        _span_score(name, {span for span in gold if span[2] == name}, {span for span in found if span[2] == name}) for name in ENTITY_TYPES
    ]
    total = Score("ALL")
    for row in rows:
        total += row
    return [*(row for row in rows if row.gold or row.predicted), total]


def _span_score(what: str, gold: set[Span], found: set[Span]) -> Score:
    """Return the score of the spans of one type."""
    return Score(what, len(gold), len(found), len(gold & found), _overlapping(gold, found), _overlapping(found, gold))


def _overlapping(spans: Iterable[Span], others: Iterable[Span]) -> int:
    """Return how many spans overlap one of the others."""
    others = list(others)
    return sum(any(start < other[1] and other[0] < end for other in others) for start, end, _ in spans)


def metric_score(marked: MarkedText, metrics: Sequence[Metric]) -> Score:
    """Return the score of metrics; one on a value that the gold leaves without an indicator is neither right nor wrong."""
    gold = [mark for mark in marked.marks if mark.indicator]
    neutral = [mark for mark in marked.marks if mark.type in VALUE_TYPES and not mark.indicator]
    used: set[int] = set()
    found = right = 0
    for mark in gold:
        hit = next((index for index, metric in enumerate(metrics) if index not in used and _touches(mark, metric)), None)
        if hit is not None:
            used.add(hit)
            found += 1
            right += similarity(mark.indicator, metrics[hit].indicator) >= LEAST_SIMILARITY
    predicted = sum(index in used or not any(_touches(mark, metric) for mark in neutral) for index, metric in enumerate(metrics))
    return Score("metrics", len(gold), predicted, right, found, found)


def _touches(mark: Mark, metric: Metric) -> bool:
    """Whether a metric's value overlaps a mark."""
    return metric.start < mark.end and mark.start < metric.end


def achievement_score(gold: Sequence[dict[str, Any]], achievements: Sequence[Achievement]) -> Score:
    """Return the score of achievements: award alike, count equal where told, event similar."""
    used: set[int] = set()
    for wanted in gold:
        for index, achievement in enumerate(achievements):
            if index not in used and _same_achievement(wanted, achievement):
                used.add(index)
                break
    return Score("achievements", len(gold), len(achievements), len(used), len(used), len(used))


def _same_achievement(wanted: dict[str, Any], found: Achievement) -> bool:
    """Whether an achievement is the one wanted."""
    if similarity(wanted["award"], found.award) < LEAST_AWARD_SIMILARITY:
        return False
    if wanted.get("count") is not None and found.count != wanted["count"]:
        return False
    return similarity(wanted.get("event"), found.event) >= LEAST_SIMILARITY


def similarity(one: str | None, other: str | None) -> float:
    """Return twice the length of the matching blocks over the summed lengths, punctuation aside; two empty texts are equal."""
    one, other = _PUNCTUATION.sub("", one or ""), _PUNCTUATION.sub("", other or "")
    if not one or not other:
        return 1.0 if one == other else 0.0
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / (len(one) + len(other))
