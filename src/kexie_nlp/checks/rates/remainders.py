"""Whether a rate of what is done fits what is told to be left (已完成119个，完成率95.24%，其余7个)."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.roles import Role

_DONE: Final = re.compile(r"已|新建|实施|完成|办结|验收|整改|落实|建成|开工|答复|销号|兑现|换届|结题|合格")
_RATE: Final = re.compile(
    r"[，,、（(](?:占比?|[一-鿿]{0,6}?(?:完成|办结|合格|整改|验收|落实|建成|开工|答复|销号|兑现|换届|结题|通过|达标)(?:比例|率))(?:为|达到?|约|[:：])*$"
)
_REST: Final = re.compile(
    r"[）)]?[，,；;。、]?(?:其余|其他|剩余|余下|剩下|另有?|尚有|还有|未(?:完成|建成|办结|整改|落实|开工|结题|换届|验收|实施)的)的?[^，。；;\d]{0,6}$"
)
_NOT_DONE: Final = re.compile(
    r"[^，。；\d]{0,12}?(?:未|正在|尚|转|顺延|推迟|延期|结转|待|列入|将于|计划|预计|年内|年底前|[上下]半年|[一二三四]季度|明年|下年|次年|\d{4}年|\d{1,2}月|正|继续|推进)"
)
_RATES: Final[tuple[Role, ...]] = ("completion", "share", "level")
_SCORE: Final = 0.7
_THREE: Final = 3


def check_remainders(context: Context) -> Iterator[Relation]:
    """Yield whether rates are those of what is done in what is done and what is left, told one after another."""
    for line in context.paragraphs():
        told = [(passage, place) for passage in line for place in passage.places]
        for at in range(len(told) - 2):
            done, rate, rest = (place for _, place in told[at : at + _THREE])
            if _is_told(context, told[at][0], done, rate, rest):
                yield from _checked(told[at + 1][0], done, rate, rest, [place for passage, place in told[:at]])


def _is_told(context: Context, passage: Passage, done: Place, rate: Place, rest: Place) -> bool:
    """Tell whether three figures are what is done, its rate and what is left."""
    if (
        rate.figure.kind != "percent"
        or rate.role not in _RATES
        or not same_unit(done.figure, rest.figure)
        or done.role not in ("level", "to")
    ):
        return False
    between = context.text[done.end : rest.start]
    behind = context.text[rest.end : rest.end + 24]
    is_whole = all(place.figure.exactness == "exact" for place in (done, rest)) and done.figure.kind == "quantity"
    is_done = _DONE.search(done.lead) is not None and "其中" not in between
    is_rest = _REST.match(rest.lead) and ("未" in rest.lead or _NOT_DONE.match(behind))
    return is_whole and is_done and bool(_RATE.search(rate.lead) and is_rest)


def _checked(passage: Passage, done: Place, rate: Place, rest: Place, before: list[Place]) -> Iterator[Relation]:
    """Yield whether the rate follows, unless a whole told before shows that what is left is not all of it."""
    whole = done.figure.range + rest.figure.range
    bounds = done.figure.range.percent_of(whole)
    if bounds is None:
        return
    alike = [place.figure for place in before if same_unit(place.figure, done.figure) and place.role in ("level", "to", "budget")]
    is_other = any(
        (share := done.figure.range.percent_of(one.range)) is not None and share.meets(rate.figure.range) and not one.range.meets(whole)
        for one in alike
    )
    value = 100 * done.figure.value / (done.figure.value + rest.figure.value)
    formula = f"{done.figure.text} ÷ ({done.figure.text} + {rest.figure.text}) = {value:.2f}%"
    computed = Computed(value, bounds, formula, (done.figure, rest.figure))
    relation = compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)
    if relation.holds or not is_other:
        yield relation
