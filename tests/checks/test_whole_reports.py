"""Whole reports by writers who knew nothing of the rules: nothing but what is wrong is reported, and what was found once is found."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

from checks.passages import FOLDER, failing, findings_of
from kexie_nlp.checks import Finding

ALL: list[dict[str, Any]] = [json.loads(line) for line in (FOLDER / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
REPORTS = [report for report in ALL if report["split"] == "develop"]  # the others are for measuring: benchmarks/checking.py
LEAST_READ = 0.8  # of the relations that the writers listed; it was 0.56 before what is not read was looked at
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("report", REPORTS, ids=[report["id"] for report in REPORTS])
def test_only_what_is_wrong_is_reported(report: dict[str, Any]) -> None:
    found = failing(report["text"])
    assert [one.explanation for one in found if not any(_tells_of(one, wrong) for wrong in report["wrong"])] == []
    for wrong in report["wrong"]:
        assert report["text"][wrong["start"] : wrong["end"]] == wrong["stated"]
        assert any(_tells_of(one, wrong) for one in found) == wrong["found"], wrong["stated"]


def test_reports_without_a_mistake_and_with_some_stand_side_by_side() -> None:
    with_some = sum(bool(report["wrong"]) for report in REPORTS)
    assert 50 < with_some < len(REPORTS) / 2


def test_relations_that_hold_are_read() -> None:
    told = [(report["text"], relation["spans"]) for report in REPORTS for relation in report["agree"]]
    assert sum(_is_read(text, spans) for text, spans in told) >= LEAST_READ * len(told)


def _tells_of(finding: Finding, wrong: dict[str, Any]) -> bool:
    """Tell whether a finding is of a wrong figure, or of what it contradicts: its own figure, or two of those it was held against."""
    against = [(start, end) for start, end in wrong["against"]]
    if _meets((wrong["start"], wrong["end"]), finding.spans) or _meets(finding.spans[0], against):
        return True
    return sum(_meets(span, finding.spans) for span in against) >= 2


def _is_read(text: str, spans: list[list[int]]) -> bool:
    """Tell whether a finding that holds is of two figures of a relation."""
    return any(sum(_meets((start, end), told) for start, end in spans) >= 2 for told in _held(text))


@cache
def _held(text: str) -> list[tuple[tuple[int, int], ...]]:
    """Return the spans of the findings of a text that hold."""
    return [one.spans for one in findings_of(text) if one.holds]


def _meets(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a span meets one of others."""
    return any(span[0] < end and start < span[1] for start, end in others)
