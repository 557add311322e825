"""Whether a multiple or a difference told by the names of two values is theirs: 读者3.6万人…藏书1.2万册…读者是藏书的3倍; 甲组比乙组多7件.

A name has to be that of one value only, told before in the sentence; where just the second is named, the first is the value right before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import moved_between
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_NAME: Final = r"[一-鿿A-Za-z“”]"
_TIMES: Final = re.compile(
    rf"(?:^|[，,；;。])(?P<one>{_NAME}{{0,10}}?)(?:约|正好|恰好|几乎)?(?:是|为|相当于)(?P<other>{_NAME}{{2,10}})的(?:约|近)?$"
)
_APART: Final = re.compile(
    rf"(?:^|[，,；;。])(?P<one>{_NAME}{{2,10}}?)比(?P<other>{_NAME}{{2,10}}?)(?P<way>(?:[多高]|(?P<down>[少低]))(?:出|了)?)$"
)
_TIME: Final = re.compile(r"年|月|届|期|原|计划|预算|目标|任务|平均|指标|以前|过去|同|往")
_NOISE: Final = re.compile(r"[“”]|(?:总|人|户|件|册|场|次)?[数量](?:量|额)?$|^(?:其中|全年|今年|本年)")
_VALUES: Final = ("level", "to", "each")
_TWO: Final = 2
_HUNDRED: Final = 100
_MOST: Final = 12  # figures before
_SCORE: Final = 0.7


def check_named_pairs(context: Context) -> Iterator[Relation]:
    """Yield whether multiples and differences are those of the two values they name."""
    for passage in context.passages:
        for at, place in enumerate(passage.places):
            if at and place.figure.kind in ("quantity", "amount", "points") and place.figure.exactness == "exact":
                relation = _of_names(passage, at, place)
                if relation is not None:
                    yield relation


def _of_names(passage: Passage, at: int, place: Place) -> Relation | None:
    """Return whether a figure is the multiple or the difference of the values that its own clause names."""
    is_multiple = place.figure.unit == "倍"
    told = (_TIMES if is_multiple else _APART).search(place.lead)
    if told is None or _TIME.search(told["one"] + told["other"]):
        return None
    before = [one for one in passage.places[max(0, at - _MOST) : at] if one.role in _VALUES and one.figure.exactness == "exact"]
    other = _named(told["other"], before)
    if other is None:
        return None
    one = _named(told["one"], before) if told["one"] else passage.places[at - 1]
    if one is None or one is other or one.role not in _VALUES or one.figure.kind != other.figure.kind or not other.figure.value:
        return None
    quote = (passage.start, passage.end)
    if is_multiple:
        computed, stated = _divided(place.figure, one.figure, other.figure), replace(place.figure, step=place.figure.step or Decimal(1))
        return compare("change", stated, computed, quote, _SCORE) if computed is not None else None
    if not same_unit(one.figure, other.figure) or not _is_difference(place.figure, one.figure):
        return None
    return compare("change", place.figure, moved_between(one.figure, other.figure, -1 if told["down"] else 1), quote, _SCORE)


def _is_difference(stated: Figure, one: Figure) -> bool:
    """Tell whether a figure can be a difference of values in the unit of another: points of percentages."""
    return stated.kind == "points" if one.kind == "percent" else same_unit(stated, one)


def _named(name: str, before: Sequence[Place]) -> Place | None:
    """Return the one value that a name tells."""
    name = _NOISE.sub("", name)
    if len(name) < _TWO:
        return None
    found = [place for place in before if name in re.split(r"[，,；;。、：:（(]", place.lead)[-1]]
    return found[0] if len(found) == 1 else None


def _divided(stated: Figure, one: Figure, other: Figure) -> Computed | None:
    """Return a value by another."""
    bounds = one.range.percent_of(other.range)
    if bounds is None:
        return None
    value = one.value / other.value
    formula = f"{one.text} ÷ {other.text} = {stated.written(value)}"
    return Computed(value, Range(bounds.low / _HUNDRED, bounds.high / _HUNDRED), formula, (one, other))
