"""Signs that are looked at before a pattern is tried: none that the pattern may begin with, end in or must hold is missing."""

import re
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from kexie_nlp.extract import (
    antecedents,
    award_counts,
    claims,
    clauses,
    contests,
    cues,
    events,
    figure_cues,
    governing,
    metrics,
    nouns_before,
    phrase_cues,
    plans,
    reviews,
    states,
    untagged,
)
from kexie_nlp.extract.masking import signs

_parser, _kinds = import_module("re._parser"), import_module("re._constants")
EDGES = (_kinds.ASSERT, _kinds.ASSERT_NOT, _kinds.AT)


def signs_of(group: Any) -> set[str]:
    r"""The characters of a set in brackets; classes such as \s and \d are left out, which the looks treat apart."""
    found: set[str] = set()
    for kind, told in group:
        assert kind is not _kinds.NEGATE, "a set of all but some characters begins or ends the pattern"
        found |= {chr(told)} if kind is _kinds.LITERAL else set(map(chr, range(told[0], told[1] + 1))) if kind is _kinds.RANGE else set()
    return found


def at_edge(items: Any, step: int) -> tuple[set[str], bool]:
    """The characters a pattern may begin with (``step`` 1) or end in (-1), and whether it may be empty."""
    found: set[str] = set()
    for kind, told in list(items)[::step]:
        more, may_be_empty = of_item(kind, told, step)
        found |= more
        if not may_be_empty:
            return found, False
    return found, True


def of_item(kind: Any, told: Any, step: int) -> tuple[set[str], bool]:
    """What ``at_edge`` tells, of one item of a pattern."""
    if kind in EDGES:
        return set(), True
    if kind is _kinds.LITERAL:
        return {chr(told)}, False
    if kind is _kinds.IN:
        return signs_of(told), False
    if kind is _kinds.BRANCH:
        ways = [at_edge(way, step) for way in told[1]]
        return set().union(*(found for found, _ in ways)), any(may_be_empty for _, may_be_empty in ways)
    if kind is _kinds.SUBPATTERN:
        return at_edge(told[3], step)
    assert kind in (_kinds.MAX_REPEAT, _kinds.MIN_REPEAT), kind
    found, may_be_empty = at_edge(told[2], step)
    return found, may_be_empty or told[0] == 0


def always_holds(items: Any, wanted: str) -> bool:
    """Whether every text that a pattern matches holds one of the ``wanted`` characters."""
    return any(item_holds(kind, told, wanted) for kind, told in items)


def item_holds(kind: Any, told: Any, wanted: str) -> bool:
    """What ``always_holds`` tells, of one item of a pattern."""
    if kind is _kinds.LITERAL:
        return chr(told) in wanted
    if kind is _kinds.IN:
        return all(one is _kinds.LITERAL and chr(sign) in wanted for one, sign in told)
    if kind is _kinds.BRANCH:
        return all(always_holds(way, wanted) for way in told[1])
    if kind is _kinds.SUBPATTERN:
        return always_holds(told[3], wanted)
    return kind is _kinds.MAX_REPEAT and told[0] > 0 and always_holds(told[2], wanted)


def parsed(module: ModuleType, name: str) -> Any:
    """A pattern of a module as Python's own parser reads it."""
    pattern = getattr(module, name)
    return _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)


@pytest.mark.parametrize(
    ("module", "name", "starts"),
    [
        (phrase_cues, "HEAD", phrase_cues.HEAD_STARTS),
        (phrase_cues, "LIGHT", phrase_cues.LIGHT_STARTS),
        (phrase_cues, "VERB", phrase_cues.VERB_STARTS),
        (phrase_cues, "ROLE", phrase_cues.ROLE_STARTS),
        (phrase_cues, "CLAUSE_HEAD", phrase_cues.CLAUSE_STARTS),
        (figure_cues, "POINTS_BACK", figure_cues.BACK_STARTS),
        (figure_cues, "THRESHOLD", frozenset("以（(")),
        (figure_cues, "OF_AGE", frozenset("岁")),
        (cues, "GAIN", frozenset(cues.GAIN_STARTS)),
        (cues, "CONFER", frozenset(cues.CONFER_STARTS)),
        (antecedents, "OF_CAMPAIGN", antecedents.STARTS_OF_PRAISE),
        (claims, "AS_CONTEST", claims.STARTS_AS_CONTEST),
        (claims, "GONE_TO", claims.STARTS_OF_GONE),
        (plans, "OF_WINNERS", plans.STARTS_OF_WINNERS),
        (states, "CAME", states.STARTS_OF_CAME),
    ],
)
def test_a_pattern_begins_with_no_sign_that_is_not_looked_for(module: ModuleType, name: str, starts: frozenset[str]) -> None:
    begins, may_be_empty = at_edge(parsed(module, name), 1)
    assert not may_be_empty
    assert {sign for sign in begins if sign >= "一"} <= starts


@pytest.mark.parametrize(
    ("module", "name", "ends"),
    [
        (phrase_cues, "TAIL", phrase_cues.TAIL_ENDS | {"\u00a0"}),
        (figure_cues, "BASE", figure_cues.ENDS_OF_BASE),
        (figure_cues, "CHANGE", figure_cues.ENDS_OF_CHANGE),
        (figure_cues, "OF_MONEY", figure_cues.ENDS_OF_MONEY),
        (governing, "COUNTED", governing.ENDS_OF_COUNTED),
        (contests, "CONTEST_HEAD", contests.ENDS_OF_CONTESTS),
        (award_counts, "COUNT_BEFORE", award_counts.ENDS_OF_COUNTS),
        (untagged, "UNMARKED", untagged.ENDS_OF_UNMARKED),
        (plans, "EACH_GETS", plans.ENDS_OF_EACH),
        (states, "OF_WORKS", states.ENDS_OF_WORKS),
    ],
)
def test_a_pattern_ends_in_no_sign_that_is_not_looked_for(module: ModuleType, name: str, ends: frozenset[str]) -> None:
    found, may_be_empty = at_edge(parsed(module, name), -1)
    assert not may_be_empty
    assert found <= ends


@pytest.mark.parametrize(
    ("module", "name", "wanted"),
    [
        (figure_cues, "SHARE", "占"),
        (figure_cues, "FROM", "由从"),
        (figure_cues, "TO", "到至为成"),
        (figure_cues, "WITH", "以"),
        (figure_cues, "DEARER", "价"),
        (reviews, "REVIEW_OF", "评"),
        (figure_cues, "A_HEAD", "均"),
        (figure_cues, "OF_WHOLE", "".join(sorted(signs("PERCENT")))),
        (plans, "LAID_DOWN", "标》"),
        (plans, "HARD_PLAN", plans.SIGNS_OF_HOPE),
        (events, "SELECTION", "评"),
        (events, "IN_SEVERAL", "级各"),
        (untagged, "REVIEW", "评考"),
        (antecedents, "POINTED_AT", "赛评"),
        (metrics, "PARTS", "中：:按因"),
        (metrics, "PARTS_OR_SUMS", "中：:按因"),
        (cues, "TOTAL", "奖"),
        (nouns_before, "_SOME_OF", "中"),
        (nouns_before, "_SOME_OF", "的"),
        (clauses, "_ON_THE_WAY", "".join(sorted(clauses.WAYS))),
    ],
)
def test_a_pattern_holds_one_of_the_signs_that_are_looked_for(module: ModuleType, name: str, wanted: str) -> None:
    assert always_holds(parsed(module, name), wanted)
