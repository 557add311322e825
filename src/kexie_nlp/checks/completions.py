"""Whether a rate of completion agrees with what was planned and what was done."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks import cues
from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.relations import Relation, compare

_QUALIFIERS: Final = ("年初", "调整", "全年", "年中")


def check_completions(context: Context) -> Iterator[Relation]:
    """Yield whether each rate of completion is that of its result against its plan."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for index, place in enumerate(passage.places):
                if place.role == "completion" and (relation := _checked(line[:number], passage, index)):
                    yield relation


def _checked(before: Sequence[Passage], passage: Passage, index: int) -> Relation | None:
    """Return the relation of a rate of completion with the nearest result and plan."""
    rate = passage.places[index]
    plans, results = _candidates(passage.places[:index], rate, passage)
    told = passage.text[: rate.start - passage.start]
    if not plans and results and before:
        plans, told = _candidates(before[-1].places, rate, None)[0], before[-1].text + told
    elif not plans and before and len(passage.places) == 1:
        plans, results = _candidates(before[-1].places, rate, None)
        told = before[-1].text
    named = [plan for plan in plans if _same_budget(rate, plan)]
    is_sure = bool(named) or (len(plans) == 1 and not cues.ADJUSTED.search(told))
    sure: Relation | None = None
    for plan in named or plans:
        for actual in results[:2]:
            if not same_unit(plan.figure, actual.figure):
                continue
            computed = completion_of(actual.figure, plan.figure)
            if computed is None:
                continue
            relation = compare("completion", rate.figure, computed, (passage.start, passage.end), 0.9)
            if relation.holds:
                return relation
            if is_sure and sure is None and actual is results[0] and not _in_part(passage, plan, rate):
                sure = relation
    return sure


def _candidates(places: Sequence[Place], rate: Place, passage: Passage | None) -> tuple[list[Place], list[Place]]:
    """Return the plans and the results told before a rate, the likeliest first."""
    plans = [place for place in reversed(places) if place.role == "budget"]
    results = [place for place in reversed(places) if place.role in ("level", "to") and place.figure.kind in ("amount", "quantity")]
    if passage is not None and results and re.search(r"[；;]", passage.text[results[0].end - passage.start : rate.start - passage.start]):
        return plans, []
    return plans, results


def _same_budget(rate: Place, plan: Place) -> bool:
    """Tell whether rate and plan speak of the same one of several budgets."""
    told = [word for word in _QUALIFIERS if word in rate.lead]
    return any(word in plan.lead for word in told)


def _in_part(passage: Passage, plan: Place, rate: Place) -> bool:
    """Tell whether a rate is that of a part (其中…) whose own plan is not told."""
    between = passage.text[plan.end - passage.start : rate.start - passage.start] if plan.start >= passage.start else ""
    return "其中" in between and not re.search(r"[；;](?!.*其中)[^；;]*(?:实际|总支出|支出合计|全年)", between)
