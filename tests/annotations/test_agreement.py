"""Agreement and differences, against figures worked out by hand."""

from collections import Counter

import pytest

from kexie_nlp.annotations import Agreement, differences, kappa
from kexie_nlp.marked import parse_marked

KAPPAS = [
    ({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15}, 0.4),
    ({("a", "a"): 45, ("a", "b"): 15, ("b", "a"): 25, ("b", "b"): 15}, 0.1304),
    ({("a", "a"): 5, ("b", "b"): 5}, 1.0),
    ({("a", "b"): 5, ("b", "a"): 5}, -1.0),
    ({("a", "a"): 5}, None),
    ({}, None),
]


@pytest.mark.parametrize(("counts", "expected"), KAPPAS)
def test_kappa(counts: dict[tuple[str, str], int], expected: float | None) -> None:
    found = kappa(Counter(counts))
    assert found == expected if expected is None else found == pytest.approx(expected, abs=1e-4)


CHANGES = [
    ("⟦甲会|ORG⟧获奖", "⟦甲会|ORG⟧获奖", []),
    ("⟦甲会|ORG⟧获奖", "甲会获奖", [("added", "甲会", None, None)]),
    ("甲会获奖", "⟦甲会|ORG⟧获奖", [("removed", "甲会", "ORG", "甲会")]),
    ("⟦甲会|ORG⟧获奖", "⟦甲会|PLACE⟧获奖", [("type", "甲会", "PLACE", "甲会")]),
    ("⟦甲会|ORG⟧获奖", "⟦甲会获|ORG⟧奖", [("bounds", "甲会", "ORG", "甲会获")]),
    ("⟦甲会|ORG⟧获奖", "⟦甲|PLACE⟧会获奖", [("type and bounds", "甲会", "PLACE", "甲")]),
    ("⟦甲|ORG⟧⟦会|ORG⟧获奖", "⟦甲会|ORG⟧获奖", [("bounds", "甲", "ORG", "甲会"), ("added", "会", None, None)]),
    ("⟦甲会|ORG⟧获奖", "⟦甲|ORG⟧⟦会|ORG⟧获奖", [("bounds", "甲会", "ORG", "甲"), ("removed", "会", "ORG", "会")]),
]


@pytest.mark.parametrize(("corrected", "before", "expected"), CHANGES)
def test_differences(corrected: str, before: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = differences("d", parse_marked(corrected), parse_marked(before))
    assert [(one.change, one.text, one.type_before, one.text_before) for one in found] == expected


def test_a_difference_tells_its_place() -> None:
    [found] = differences("d", parse_marked("一\n二⟦甲会|ORG⟧三"), parse_marked("一\n二甲会三"))
    assert (found.document, found.line, found.start, found.end, found.context) == ("d", 2, 3, 5, "一 二【甲会】三")


def test_agreement_over_several_texts() -> None:
    agreement = Agreement()
    agreement.add(parse_marked("⟦甲会|ORG⟧获⟦奖|AWARD⟧"), parse_marked("⟦甲会|ORG⟧获奖"))
    agreement.add(parse_marked("⟦乙会|ORG⟧\t"), parse_marked("⟦乙|ORG⟧会\t"))
    rows = {row["what"]: row for row in agreement.rows()}
    assert list(rows) == ["ORG", "AWARD", "ALL"]
    assert (rows["ORG"]["gold"], rows["ORG"]["predicted"], rows["ORG"]["f1"], rows["ORG"]["overlap_f1"]) == (2, 2, 0.5, 1.0)
    assert (rows["AWARD"]["recall"], rows["AWARD"]["kappa"]) == (0.0, 0.0)
    # six characters, white space aside; of ORG five agree: 3 both, 2 neither, 1 not
    assert rows["ORG"]["kappa"] == pytest.approx((5 / 6 - (4 * 3 + 2 * 3) / 36) / (1 - (4 * 3 + 2 * 3) / 36), abs=1e-3)
    assert 0 < rows["ALL"]["kappa"] < 1


def test_nothing_compared_has_no_rows_but_all() -> None:
    agreement = Agreement()
    assert agreement.rows() == []
    agreement.add(parse_marked("甲"), parse_marked("甲"))
    assert [(row["what"], row["kappa"]) for row in agreement.rows()] == [("ALL", None)]
