"""Settling overlaps: held against every subset of small inputs."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_nlp.tag.decoding import Scored, best_set

LEAST = 0.3


def scored(start: int, length: int, probability: float) -> Scored:
    return Scored(start, start + length, "ORG", probability)


SPANS = st.lists(
    st.builds(scored, st.integers(0, 12), st.integers(1, 8), st.floats(0.01, 1.0)),
    max_size=8,
    unique_by=lambda item: (item.start, item.end),
)


def are_apart(items: tuple[Scored, ...] | list[Scored]) -> bool:
    return all(one.end <= other.start or other.end <= one.start for one, other in combinations(items, 2))


def worth(items: tuple[Scored, ...] | list[Scored]) -> float:
    def log_odds(probability: float) -> float:
        return math.log(probability / (1 - probability))

    return sum(log_odds(min(item.probability, 0.9999)) - log_odds(LEAST) + 1e-6 * (item.end - item.start) for item in items)


@settings(deadline=None)
@given(SPANS)
def test_no_other_set_is_worth_more(items: list[Scored]) -> None:
    chosen = best_set(items, LEAST)
    likely = [item for item in items if item.probability >= LEAST]
    subsets = (subset for size in range(len(likely) + 1) for subset in combinations(likely, size) if are_apart(subset))
    assert set(chosen) <= set(likely)
    assert are_apart(chosen)
    assert worth(chosen) == pytest.approx(max(map(worth, subsets)))


@settings(deadline=None)
@given(SPANS)
def test_in_text_order_whatever_the_order_of_the_input(items: list[Scored]) -> None:
    chosen = best_set(items, LEAST)
    assert chosen == sorted(chosen, key=lambda item: item.start)
    assert worth(best_set(items[::-1], LEAST)) == pytest.approx(worth(chosen))


A, B, WHOLE = scored(0, 3, 0.8), scored(3, 3, 0.8), scored(0, 6, 0.9)
CASES = [
    ([], []),
    ([scored(0, 2, 0.29)], []),
    ([scored(0, 2, 0.31)], [scored(0, 2, 0.31)]),
    ([A, B], [A, B]),
    # two likely spans outweigh the one over both, unless it is far likelier
    ([A, WHOLE, B], [A, B]),
    ([scored(0, 3, 0.4), WHOLE, scored(3, 3, 0.4)], [WHOLE]),
    # of equal spans the longer
    ([scored(1, 2, 0.7), scored(0, 4, 0.7)], [scored(0, 4, 0.7)]),
    # touching is not overlapping; sharing one character is
    ([scored(0, 3, 0.6), scored(2, 3, 0.9)], [scored(2, 3, 0.9)]),
    # certainty stays finite
    ([scored(0, 2, 1.0), scored(1, 2, 1.0)], [scored(0, 2, 1.0)]),
]


@pytest.mark.parametrize(("items", "chosen"), CASES)
def test_best_set(items: list[Scored], chosen: list[Scored]) -> None:
    assert best_set(items, LEAST) == chosen
