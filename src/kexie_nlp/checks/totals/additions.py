"""Whether two terms that an adding word joins make their total: 预算386万元，追加47万元，全年433万元; 新建4家，连同以前17家，已有21家."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.kinds_summed import alike

_ADDED: Final = re.compile(r"(?:追加|调增|增拨|增补|加上|再加|连同|算上|加之|另加|外加|补充下达)[^，。；\d]{0,24}$")
_WHOLE: Final = re.compile(
    r"(?:[，,）)]|^)(?:截?[到至止][^，。；]{0,10}[底末日])?[^，。；\d]{0,10}?(?:全年(?:可用|预算|安排|到位|资金)|可用(?:资金|财力)?|调整(?:为|后)|已有|共有?|合计|总计|总[额数]|累计|达到?)[^，。；\d]{0,12}$"
)
_BASE: Final = re.compile(r"在[^，。；\d]{0,12}$")
_GROWN: Final = re.compile(
    r"的?基础上[，,]?[^，,。；\d]{0,8}?(?:扩大?|扩建|增加?|新增|新建|新发展|发展|追加|建设?|增设|增建|培育|吸收|发展会员)[^，,。；\d#]{0,6}#"
    r"[，,、]?[^，,。；\d]{0,8}?(?:达到?|增[加至]?[到至]|扩大?[到至]|总数[达为]?到?|共有?|合计)[^，,。；\d]{0,4}"
)
_LAST: Final = re.compile("其中|上年|去年|比|较|各[级类地]")
_FIRST: Final = ("level", "to", "budget")
_SECOND: Final = ("level", "by", "former", "budget", "other")
_BACK: Final = 3  # values before that the first term may be
_TWO: Final = 2
_THREE: Final = 3
_MOST: Final = 20  # figures looked back at
_TENTH: Final = 10
_SCORE: Final = 0.65


def check_additions(context: Context) -> Iterator[Relation]:
    """Yield whether two terms that a word joins make the total told behind them."""
    for number, passage in enumerate(context.passages):
        last = context.passages[number - 1] if number and context.passages[number - 1].paragraph == passage.paragraph else None
        for at in range(len(passage.places) - _TWO if "基础上" in passage.text else 0):
            if (relation := _built_on(passage, at)) is not None:
                yield relation
        for at, second in enumerate(passage.places):
            if second.role not in _SECOND or second.figure.exactness != "exact" or not _ADDED.search(second.lead):
                continue
            total = _whole(passage.places[at + 1 :], second)
            if total is None:
                continue
            here = _terms(passage.places[max(0, at - _MOST) : at], total)
            firsts = here or (_terms(last.places[-_MOST:], total) if last is not None else [])
            yield from _joined(passage, total, second, firsts)


def _built_on(passage: Passage, at: int) -> Relation | None:
    """Return whether what a value is to grow by leads to the value told behind (在今年2860亩的基础上再扩340亩，达到3200亩)."""
    base, grown, total = passage.places[at : at + _THREE]
    text = passage.text[base.end - passage.start : total.start - passage.start]
    is_one = all(same_unit(place.figure, base.figure) and place.figure.exactness == "exact" for place in (base, grown, total))
    if not is_one or not _BASE.search(base.lead) or not _GROWN.fullmatch(text.replace(grown.figure.text, "#", 1)):
        return None
    group = Group(total, (base, grown), _SCORE, passage)
    return replace(compare("sum", total.figure, group.computed(), (passage.start, passage.end), _SCORE), is_named=True)


def _whole(places: Sequence[Place], second: Place) -> Place | None:
    """Return the total that is told right behind a term, if it says that it is one."""
    total = next((place for place in places[:_TWO] if place.role in _FIRST and alike(place, second)), None)
    if total is None or total.depth > second.depth or total.figure.exactness != "exact" or _LAST.search(total.lead) or "。" in total.lead:
        return None
    return total if _WHOLE.search(total.hidden) else None


def _terms(places: Sequence[Place], total: Place) -> list[Place]:
    """Return the values before a term that may be the other one, the nearest first."""
    found = [place for place in places if place.role in _FIRST and not place.depth and alike(place, total)]
    return [place for place in found if place.figure.exactness == "exact"][::-1][:_BACK]


def _joined(passage: Passage, total: Place, second: Place, firsts: Sequence[Place]) -> Iterator[Relation]:
    """Yield the total with the first term that makes it, or with the only one there is if that misses it by one slip."""
    groups = [Group(total, (first, second), _SCORE, passage) for first in firsts]
    made = next((group for group in groups if group.fits()), None)
    if made is None and len(groups) == 1 and (_is_slip(groups[0]) or _is_difference(groups[0])):
        made = groups[0]
    if made is not None:
        relation = compare("sum", total.figure, made.computed(), (passage.start, passage.end), _SCORE)
        yield replace(relation, is_named=_is_difference(made))


def _is_difference(group: Group) -> bool:
    """Tell whether the total is what one term is more than the other: it was taken off, not added."""
    first, second = (part.figure.value for part in group.parts)
    return group.total.figure.value == abs(first - second) and all(same_unit(part.figure, group.total.figure) for part in group.parts)


def _is_slip(group: Group) -> bool:
    """Tell whether two terms of one unit come near their total and miss it by one slip."""
    values, told = [part.figure.value for part in group.parts], group.total.figure.value
    are_alike = all(same_unit(part.figure, group.total.figure) for part in group.parts)
    return are_alike and 0 < abs(told - sum(values, Decimal(0))) * _TENTH <= told and misadded(told, values) >= 1
