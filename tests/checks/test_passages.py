"""Every wrong figure of the passages in ``corpora/checks`` is found, and nothing else is reported."""

import pytest

from checks.passages import Passage, failing, findings_of, passages

PASSAGES = passages()
# parts (其中县区55万元、学会35万元) whose total, a budget, stands paragraphs above
MISSED = {"excerpt-105"}
CASES = [pytest.param(passage, id=passage.id, marks=pytest.mark.xfail(strict=True) if passage.id in MISSED else ()) for passage in PASSAGES]


@pytest.mark.parametrize("passage", CASES)
def test_wrong_figures_are_found_and_right_ones_left_alone(passage: Passage) -> None:
    found = failing(passage.text)
    for wrong in passage.wrong:
        assert passage.text[wrong["start"] : wrong["end"]] == wrong["stated"]
        hits = [one for one in found if any(start < wrong["end"] and wrong["start"] < end for start, end in one.spans)]
        assert wrong["kind"] in {one.kind for one in hits}, [one.explanation for one in found]
        found = [one for one in found if one not in hits]
    assert [(one.kind, one.explanation) for one in found] == []


def test_ids_are_told_once() -> None:
    assert len({passage.id for passage in PASSAGES}) == len(PASSAGES)


def test_near_misses_stand_beside_hits() -> None:
    wrong = sum(bool(passage.wrong) for passage in PASSAGES)
    assert 100 < wrong < len(PASSAGES) / 2


def test_much_is_checked_and_not_only_passed_over() -> None:
    assert sum(one.holds for passage in PASSAGES for one in findings_of(passage.text)) > 200
