"""Whether a rate of change is taken of the value before and not of the one after: 由400人增至500人，净增100人，增长20.0%.

Reported where the two values and their difference are told and the rate is just that of the difference in the later one; and, where the
values have no unit (比上年的250增加50，增长16.7%), also where it is the right rate with a digit mistyped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.arithmetic import rate_told
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.checks.told.levels import former_of
from kexie_nlp.checks.told.moves import Change, changes_in

_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BARE: Final = re.compile(
    rf"(?:[比较由从自同与和]|上年|去年)[^，。；;\d]{{0,8}}(?<!\d)(?P<before>{_NUMBER})(?P<unit>[一-鿿]{{0,3}}?)(?:的?基础上|相比)?[，,]?"
    rf"[净又再共]?(?:增[加长多]?|多|[减下][少降]?|降低|少)了?(?P<by>{_NUMBER})(?P<unit2>[一-鿿]{{0,3}}?)[，,、（(]?"
    r"(?:[即约达为了]|同比|[增降减涨]幅|幅度|增[长加速]?|上升|提高|提升|下降|降低|减少)+$"
)
_STOCKS: Final = ("level", "to", "former", "from")
_FAR: Final = 48  # characters before a rate
_FINE: Final = Decimal("0.1")  # rates told less exactly fit by chance
_MOST: Final = 12  # figures before a rate
_TWO: Final = 2
_LIKE: Final = 2.0
_HALF: Final = Decimal("0.5")
_HUNDRED: Final = Decimal(100)
_SCORE: Final = 0.85


def check_later_bases(context: Context) -> Iterator[Relation]:
    """Yield the rates of change that are taken of the later value."""
    for line in context.paragraphs():
        for at, passage in enumerate(line):
            for change in changes_in(passage):
                rate = change.rate
                if rate is None or not 0 < rate.figure.step <= _FINE or rate.figure.exactness != "exact":
                    continue
                if (bare := _of_bare(passage, rate)) is not None:
                    yield bare
                elif (found := _of_pairs(line[max(0, at - 1) : at + 1], change, rate)) is not None:
                    yield found


def _of_bare(passage: Passage, rate: Place) -> Relation | None:
    """Return whether a rate is that of two numbers told right before it, one of them at least without its unit."""
    end = rate.start - passage.start
    told = _BARE.search(passage.text, max(0, end - _FAR), end)
    if told is None or (told["unit"] and told["unit2"]):
        return None
    before, by = (Decimal(told[name].replace(",", "")) for name in ("before", "by"))
    after = before + rate.sign * by
    if not 0 < by < before:
        return None
    value = _HUNDRED * by / before
    computed = Computed(value, Range(value, value), f"{told['by']} ÷ {told['before']} = {value:.2f}%", ())
    spans = tuple((passage.start + told.start(name), passage.start + told.end(name)) for name in ("by", "before"))
    relation = compare("change", rate.figure, computed, (passage.start, passage.end), _SCORE)
    relation = replace(relation, spans=((rate.start, rate.end), *spans))
    is_slip = slip(rate.figure.value, round(value, _decimals(rate))) >= _LIKE
    return relation if relation.holds or is_slip or _is(rate, _HUNDRED * by / after) else None


def _of_pairs(lines: Sequence[Passage], change: Change, rate: Place) -> Relation | None:
    """Return that a rate is that of the difference of two values told before it in the later one, and of no two in the earlier one."""
    told = [place for one in lines for place in one.places if place.end <= rate.start and place.role in _STOCKS]
    told = [place for place in told if place.figure.kind in ("amount", "quantity") and place.figure.exactness == "exact"][-_MOST:]
    former = former_of(change)
    pairs = [
        (one, other) if (one.figure.value > other.figure.value) == (rate.sign > 0) else (other, one)
        for one, other in combinations(told, _TWO)
        if same_unit(one.figure, other.figure) and one.figure.value != other.figure.value and one.figure.value * other.figure.value > 0
    ]
    if change.amount is not None:
        by = change.amount.figure
        pairs = [(late, early) for late, early in pairs if abs(late.figure.value - early.figure.value) == by.value]
        pairs = [(late, early) for late, early in pairs if same_unit(late.figure, by) and former in (None, early)]
    elif former is not None and former is change.passage.places[change.index - 1]:
        pairs = [(late, early) for late, early in pairs if early is former]
    else:
        return None
    right = [computed for late, early in pairs if (computed := rate_told(late.figure, early.figure, rate.sign)) is not None]
    if any(one.range.meets(rate.figure.range) for one in right):
        return None
    moved = [(late, early, abs(late.figure.value - early.figure.value)) for late, early in pairs]
    turned = [(late, early) for late, early, by_value in moved if _is(rate, _HUNDRED * by_value / late.figure.value)]
    if len({(late.figure.value, early.figure.value) for late, early in turned}) != 1:
        return None
    late, early = turned[-1]
    computed = rate_told(late.figure, early.figure, rate.sign)
    last = lines[-1]
    return compare("change", rate.figure, computed, (last.start, last.end), _SCORE) if computed is not None else None


def _decimals(rate: Place) -> int:
    """Return how many decimals a rate is told with."""
    return len(rate.figure.text.partition(".")[2].rstrip("%％"))


def _is(rate: Place, value: Decimal) -> bool:
    """Tell whether a value, rounded, is a rate as told."""
    return abs(rate.figure.value - value) <= rate.figure.step * _HALF
