import pytest

from kexie_nlp.tag.codes import ShortTerms, code_points

KINDS = {"市": 1, "科协": 2, "协会": 4, "会": 8, "A市": 16, "市市": 32}
FOUND = [
    ("", []),
    ("无", []),
    ("市", [(0, 1, 1)]),
    ("科协会", [(0, 2, 2), (1, 3, 4), (2, 3, 8)]),  # terms that overlap, and one inside another
    ("市市市", [(0, 1, 1), (0, 2, 32), (1, 2, 1), (1, 3, 32), (2, 3, 1)]),
    ("协科", []),  # both stand in pairs, but not in this order
    ("A市B市", [(0, 2, 16), (1, 2, 1), (3, 4, 1)]),
    ("𠮷市\uffff", [(1, 2, 1)]),  # beyond the tables
]
HELD = [("市", True), ("科协", True), ("科协会", False), ("𠮷", False), ("市\uffff", False)]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_short_terms(text: str, found: list[tuple[int, int, int]]) -> None:
    starts, ends, kinds = ShortTerms(KINDS).find(code_points(text))
    assert sorted(zip(starts.tolist(), ends.tolist(), kinds.tolist(), strict=True)) == found


@pytest.mark.parametrize(("term", "held"), HELD)
def test_which_terms_are_held(term: str, held: bool) -> None:
    assert ShortTerms.holds(term) is held


def test_no_terms() -> None:
    starts, _, _ = ShortTerms({}).find(code_points("科协"))
    assert len(starts) == 0
