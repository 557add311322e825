"""Whether scores can be trusted: among the entities held at 0.9, how many are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kexie_nlp.evaluation.folder import Setting
from kexie_nlp.evaluation.scores import entity_spans
from kexie_nlp.training import Excerpt

EDGES: Final = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
Judged = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """The entities whose score lies from ``low`` to ``high``: how many, their mean score, and what share of them is right."""

    low: float
    high: float
    count: int
    score: float
    right: float


def judged_entities(setting: Setting, excerpts: Iterable[Excerpt]) -> list[Judged]:
    """Return the score of every entity found, and whether it is right."""
    judged: list[Judged] = []
    for excerpt, analysis in setting.analyses(excerpts):
        gold, found = entity_spans(excerpt.marked, analysis)
        scores = {(entity.start, entity.end, entity.type): entity.score for entity in analysis.entities}
        judged += [(scores[span], span in gold) for span in sorted(found)]
    return judged


def reliability(judged: Sequence[Judged], edges: Sequence[float] = EDGES) -> list[Bin]:
    """Return the bins that hold anything; an upper edge belongs to the next bin, except the last."""
    bins = []
    for low, high in pairwise(edges):
        inside = [(score, right) for score, right in judged if low <= score < high or score == high == edges[-1]]
        if inside:
            count = len(inside)
            bins.append(Bin(low, high, count, sum(score for score, _ in inside) / count, sum(right for _, right in inside) / count))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return by how much score and share of right ones differ, the mean over all entities."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.score - each.right) for each in bins) / total if total else 0.0
