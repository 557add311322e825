"""Runs near each other, held against trying all choices of places."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.search.folding import Span
from kexie_nlp.search.nearness import in_arrangements

CASES: list[tuple[str, list[list[Span]], int, list[Span]]] = [
    ("side by side", [[(0, 2)], [(2, 4)]], 0, [(0, 2), (2, 4)]),
    ("in the other order", [[(5, 7)], [(0, 2)]], 3, [(0, 2), (5, 7)]),
    ("one too far", [[(5, 7)], [(0, 2)]], 2, []),
    ("overlapping", [[(0, 3)], [(2, 4)]], 9, []),
    ("the same run twice at one place", [[(0, 2)], [(0, 2)]], 9, []),
    ("the same run twice", [[(0, 2), (4, 6)], [(0, 2), (4, 6)]], 2, [(0, 2), (0, 2), (4, 6), (4, 6)]),
    ("a place that has no neighbour", [[(0, 2), (50, 52)], [(3, 5)]], 1, [(0, 2), (3, 5)]),
    ("three, the middle one joins", [[(0, 1)], [(6, 7)], [(3, 4)]], 2, [(0, 1), (3, 4), (6, 7)]),
    ("three, one alone far off", [[(0, 1)], [(3, 4)], [(20, 21)]], 2, []),
    ("a run that does not stand there", [[(0, 1)], []], 9, []),
]


@pytest.mark.parametrize(("places", "distance", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_places_that_take_part(places: list[list[Span]], distance: int, expected: list[Span]) -> None:
    assert sorted(in_arrangements(places, distance)) == expected


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3)).map(lambda at: (at[0], at[0] + at[1])), max_size=4)


@given(st.lists(SPANS, min_size=1, max_size=4), st.integers(0, 5))
def test_as_all_choices_tell(places: list[list[Span]], distance: int) -> None:
    fitting = {
        span
        for chosen in product(*map(set, places))
        for order in permutations(chosen)
        if all(0 <= after[0] - before[1] <= distance for before, after in pairwise(order))
        for span in order
    }
    assert set(in_arrangements(places, distance)) == fitting
