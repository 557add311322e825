"""Whether what is left follows from what was spent and its rate, no budget being told (支出95万元，执行率95%，结余5万元).

A rate behind the parts of what was spent (支出95万元，包括培训70万元、巡展25万元，执行率95%) may be of the last part or of all.
"""

import re
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_ASIDE: Final = re.compile(r"结转和结余|上年|年初|其中")
_OPENED: Final = re.compile(
    r"(?:上年|上一年|去年|年初|期初|历年|往年|以前年度)[^，,。；;\d]{0,6}(?:结转|结余|结存|节余|余额|剩余?)[^，,。；;\d]{0,6}$"
)
_TERM: Final = re.compile(r"半年|季度|月底|月末|截[至止]")
_TWO: Final = 2
_ALL: Final = 100
_SCORE: Final = 0.6


def left_of_rate(passage: Passage, index: int) -> Relation | None:
    """Return whether what is left follows from what was spent and its rate, where no budget is told."""
    stated = passage.places[index]
    if not index or stated.figure.kind != "amount" or _ASIDE.search(stated.lead):
        return None
    at, rate = max(0, index - _TWO), passage.places[index - 1]
    if index + 1 < len(passage.places) and passage.places[index - 1].role == "level" and passage.places[index + 1].role == "completion":
        at, rate = index - 1, passage.places[index + 1]  # 支出95万元，结余5万元，执行率95%
    spent = passage.places[at]
    if (
        spent.depth > stated.depth
        or rate.role != "completion"
        or rate.figure.kind != "percent"
        or not re.search("率|进度", rate.note)
        or spent.role != "level"
    ):
        return None
    if any(place.role == "budget" and same_unit(place.figure, stated.figure) for place in passage.places[:index]):
        return None
    if "率" not in rate.note and _TERM.search(passage.text):
        return None  # by then, not all was to be spent
    if not same_unit(spent.figure, stated.figure) or not 0 < rate.figure.range.low <= rate.figure.range.high <= _ALL:
        return None
    opened = [place for place in passage.places[:index] if place is not spent and _OPENED.search(place.lead)]
    if any(place.figure.kind == "amount" for place in opened):
        return None  # 专项86万元，上年结余3万元，支出81.7万元，执行率95%，结余7.3万元: of more than the rate is
    wholes = _wholes(passage, at)
    found = [relation for base in (*wholes, spent) if (relation := _relation(passage, base, rate, stated)) is not None]
    if len(found) <= len(wholes):
        return None
    if any(relation.holds for relation in found) or not wholes:
        return next((relation for relation in found if relation.holds), found[0])
    parts = [place for place in passage.places[: at + 1] if place.start > wholes[0].start and same_unit(place.figure, spent.figure)]
    is_of_all = sum(place.figure.value for place in parts) == wholes[0].figure.value  # and not of the last part, which leaves far less
    return found[0] if is_of_all and stated.figure.value > spent.figure.value * _TWO * (_ALL - rate.figure.value) / _ALL else None


def _wholes(passage: Passage, at: int) -> list[Place]:
    """Return the amounts of a sentence that the parts before a rate, of which a figure is the last, may be parts of."""
    last = passage.places[at]
    for number in range(at, 0, -1):
        part = passage.places[number]
        if cues.LIST_OPEN.search(part.lead):
            told = [one for one in passage.places[:number] if same_unit(one.figure, last.figure) and one.role == "level"]
            return [one for one in told[-1:] if one.figure.value > last.figure.value]
    return []


def _relation(passage: Passage, spent: Place, rate: Place, stated: Place) -> Relation | None:
    """Return whether an amount is what is left of what was spent at a rate, or None if the rate is of what is left."""
    rests = [_ALL - end for end in (rate.figure.range.high, rate.figure.range.low)]
    of_whole = Range(*(spent.figure.value * rest / _ALL for rest in rests))
    if stated.figure.range.meets(of_whole):
        return None  # 全年可用822万元，执行率95%，结转40万元: what is left of what was there
    value = spent.figure.value * (_ALL - rate.figure.value) / rate.figure.value
    low = spent.figure.range.low * rests[0] / rate.figure.range.high
    high = spent.figure.range.high * rests[1] / rate.figure.range.low
    formula = f"{spent.figure.text} ÷ {rate.figure.text} − {spent.figure.text} = {stated.figure.written(value)}"
    computed = Computed(value, Range(low, high), formula, (spent.figure, rate.figure))
    return compare("sum", stated.figure, computed, (passage.start, passage.end), _SCORE)
