"""The best set of spans that do not overlap: the one place where conflicts between candidates are settled."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from kexie_nlp.labels import EntityType

# spans less likely than this do not compete; measured on held-out text, where it gives the best strict F1
LEAST_PROBABILITY: Final = 0.2


class Scored(NamedTuple):
    """A candidate span with its likeliest type.

    Attributes:
        probability: of the type, by which overlaps are settled.
        row: its place among the candidates.
        score: how often such a span is right, given that it is chosen.
    """

    start: int
    end: int
    type: EntityType
    probability: float
    row: int = 0
    score: float = 1.0


def best_set(candidates: Sequence[Scored], least: float = LEAST_PROBABILITY) -> list[Scored]:
    """Return the candidates, none overlapping, whose summed odds above ``least`` are highest, in text order.

    Weighted interval scheduling (Kleinberg & Tardos, Algorithm Design, section 6.1); of equal sets the one of longer spans. Most spans
    have no rival and are taken as they are.
    """
    chosen: list[Scored] = []
    rivals: list[Scored] = []
    reach = 0
    for item in sorted([item for item in candidates if item.probability >= least], key=itemgetter(0)):
        if item.start >= reach:
            chosen += _best_of(rivals, least) if len(rivals) > 1 else rivals
            rivals = []
            reach = item.end
        elif item.end > reach:
            reach = item.end
        rivals.append(item)
    return chosen + _best_of(rivals, least)


def _best_of(rivals: Sequence[Scored], least: float) -> list[Scored]:
    """Return the best set of spans that overlap, or that others between them do."""
    ordered = sorted(rivals, key=itemgetter(1, 0))  # by end and start
    least_odds = math.log(least / (1 - least))
    ends = [item.end for item in ordered]
    best = [0.0]
    take: list[tuple[int, bool]] = []
    for index, item in enumerate(ordered):
        before = bisect_right(ends, item.start, 0, index)
        gain = best[before] + _worth(item, least_odds)
        taken = gain > best[index]
        take.append((before, taken))
        best.append(gain if taken else best[index])
    chosen: list[Scored] = []
    index = len(ordered)
    while index:
        before, taken = take[index - 1]
        if taken:
            chosen.append(ordered[index - 1])
        index = before if taken else index - 1
    return chosen[::-1]


def _worth(item: Scored, least_odds: float) -> float:
    """Return how much a span adds: its log odds against those of the least probability, and a trace of its length."""
    probability = min(item.probability, 0.9999)
    return math.log(probability / (1 - probability)) - least_odds + 1e-6 * (item.end - item.start)
