"""Whether one figure stands in two places with another power of ten or unit (1.86亿元, 1860万元; 4.2万份, 4.2份; 2568人, 2568人次)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_FEWEST_DIGITS: Final = 3
_FEWER_DIGITS: Final = 2
_MANY_DIGITS: Final = 4
_NEAR: Final = 12
_FAR: Final = 30
_GRAM: Final = 2
_LONG: Final = 3
_MOST: Final = 8  # places with the same digits
_WAN: Final = 4
_YI: Final = 8
_OTHER: Final = re.compile(r"每|均|各(?![类种级项])|人均|其中|单价|标准|上年|去年|占|第")
_GENERIC: Final = re.compile(
    r"全年|年度|支出|收入|经费|资金|预算|决算|合计|总计|项目|完成|达到|实际|活动|本年|[市县区省]?科协|其中|主要|工作|开展|组织|参加|人数|用于|元的|万元"
)
_WHOLE_YEAR: Final = re.compile(r"全年|一年|累计|历年|年来")
_ALL_OF_IT: Final = re.compile(r"(?:总?共计?|合计|总计|累计|总额|达到?|约|为|是|实际)*")
_FEW: Final = 9
_HAN: Final = re.compile(r"[一-鿿]+")
_HEADS: Final = frozenset({"人", "名", "位"})
_TIMES: Final = frozenset({"人次"})
_SPECIFIC: Final = 100
_DOUBT: Final = 0.5
_SCORE: Final = 0.6
_SURE: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure, what names it right before, and all that stands around it with the title above."""

    place: Place
    passage: Passage
    name: str
    around: str


def check_magnitudes(context: Context) -> Iterator[Relation]:
    """Yield figures of one thing that have the same digits and differ by a power of ten."""
    found: dict[tuple[str, str], list[tuple[Passage, Place]]] = defaultdict(list)
    people: dict[Decimal, list[tuple[Passage, Place]]] = defaultdict(list)
    for passage in context.passages:
        for place in passage.places:
            if place.role in ("level", "to", "budget") and place.figure.kind in ("amount", "quantity"):
                found[place.figure.kind, _digits(place.figure.value)].append((passage, place))
            if (
                place.figure.unit in _HEADS | _TIMES
                and place.figure.value >= _SPECIFIC
                and len(_digits(place.figure.value)) >= _FEWEST_DIGITS
            ):
                people[place.figure.value].append((passage, place))
    yield from _heads_and_times(context, people)
    for (_, digits), some in found.items():
        if len(digits) < _FEWER_DIGITS or not 1 < len({place.figure.value for _, place in some}) <= len(some) <= _MOST:
            continue
        told = [_told(context, passage, place) for passage, place in some]
        for first, second in combinations(told, 2):
            if first.passage.paragraph != second.passage.paragraph and (relation := _compared(first, second)) is not None:
                yield relation


def _heads_and_times(context: Context, people: dict[Decimal, list[tuple[Passage, Place]]]) -> Iterator[Relation]:
    """Yield one number of one thing that is told in 人 in one place and in 人次 in another."""
    for some in people.values():
        if not 1 < len(some) <= _MOST or len({place.figure.unit in _TIMES for _, place in some}) == 1:
            continue
        told = [_told(context, passage, place) for passage, place in some]
        for first, second in combinations(told, 2):
            one, other = first.place.figure, second.place.figure
            if (one.unit in _TIMES) == (other.unit in _TIMES) or first.passage is second.passage:
                continue
            if _is_one_thing(first, second, is_scale=True) or _share_another(first, second):
                spans = ((other.start, other.end), (one.start, one.end))
                why = f"同一数据的单位前后不一：{one.text}，{other.text}"
                yield Relation("unit", False, other.text, one.text, spans, (second.passage.start, second.passage.end), why, None, _DOUBT)
                break


def _share_another(first: _Told, second: _Told) -> bool:
    """Tell whether the sentences of a figure of four digits or more share another one (活动2180场，惠及421.5万人)."""
    if len(_digits(first.place.figure.value)) < _MANY_DIGITS or _OTHER.search(first.name + second.name):
        return False
    others = [[place.figure for place in told.passage.places if place is not told.place] for told in (first, second)]
    return any(
        one.value == other.value >= _SPECIFIC and same_unit(one, other) and len(_digits(one.value)) >= _FEWEST_DIGITS
        for one in others[0]
        for other in others[1]
    )


def _digits(value: Decimal) -> str:
    """Return the digits of a number without the noughts around them."""
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def _told(context: Context, passage: Passage, place: Place) -> _Told:
    """Return a figure with the words around it."""
    at, end = place.start - passage.start, place.end - passage.start
    before = re.split(r"[，,。；;：:（(]", passage.text[max(0, at - _NEAR) : at])[-1]
    title = "".join(context.headings(passage.section)[:1])
    around = passage.text[max(0, at - _FAR) : at] + " " + passage.text[end : end + _FAR]
    return _Told(place, passage, before, f"{around} {title}")


def _compared(first: _Told, second: _Told) -> Relation | None:
    """Return that one of two figures is a power of ten too large or too small, if they are of one thing."""
    one, other = first.place.figure, second.place.figure
    if one.value == other.value or not same_unit(one, other) or _OTHER.search(first.name + second.name):
        return None
    power = abs(one.value.adjusted() - other.value.adjusted())
    is_scale = power in (_WAN, _YI) and one.scale != other.scale
    is_shifted = power <= _WAN and len(_digits(one.value)) >= _FEWEST_DIGITS
    is_point = power == 1 and one.scale == other.scale > 1 and one.unit == other.unit  # 6.8万份, 68万份: told in 万, the point left out
    if is_scale or is_shifted:
        is_one = _is_one_thing(first, second, is_scale=is_scale)
        is_one = is_one or (is_scale and (_is_named_before(first, second) or _is_named_before(second, first)))
    else:
        is_one = is_point and _words_shared(first, second) > 1 and first.name[-_GRAM:] == second.name[-_GRAM:]
        is_one = is_one and not any(_WHOLE_YEAR.search(told.passage.text) for told in (first, second))  # 科普日2.5万份, 全年25万份
    if not is_one:
        return None
    why = f"两处数字相同，相差{10**power}倍：{one.text}，{other.text}"
    spans = ((second.place.start, second.place.end), (first.place.start, first.place.end))
    quote = (second.passage.start, second.passage.end)
    score = _SURE if is_scale else _SCORE if is_shifted else _DOUBT
    return Relation("unit", False, other.text, one.text, spans, quote, why, other.value - one.value, score)


def _is_one_thing(first: _Told, second: _Told, *, is_scale: bool) -> bool:
    """Tell whether two figures are named alike, and what stands around them has a longer word in common."""
    if not is_scale and not (first.name.endswith(second.name) or second.name.endswith(first.name)):
        return False
    return bool(_words_shared(first, second)) and bool(_grams(first.around, _LONG) & _grams(second.around, _LONG))


def _is_named_before(named: _Told, bare: _Told) -> bool:
    """Tell whether a figure told by 共 alone is of what its sentence names, as the other one is (专利产值为28项之和，共3.2亿元)."""
    name = "".join(_HAN.findall(named.name))[-_MANY_DIGITS:]
    said = bare.passage.text[: bare.place.start - bare.passage.start]
    if not _ALL_OF_IT.fullmatch(bare.name) or len(name) < _MANY_DIGITS or name not in said or _OTHER.search(said):
        return False
    counts = [
        {(place.figure.value, place.figure.unit) for place in told.passage.places if place.figure.kind == "quantity"}
        for told in (named, bare)
    ]
    return any(value > _FEW for value, _ in counts[0] & counts[1])


def _words_shared(first: _Told, second: _Told) -> int:
    """Return how many words the names of two figures share, 0 of one that is not the last of both."""
    one, other = (_grams(told.name[-_NEAR:], _GRAM) for told in (first, second))
    shared = len(one & other)
    return shared if shared > 1 or first.name[-_GRAM:] == second.name[-_GRAM:] else 0


def _grams(text: str, length: int) -> set[str]:
    """Return the runs of so many Chinese characters in a text, without those that say nothing."""
    runs = _HAN.findall(_GENERIC.sub(" ", text))
    return {run[at : at + length] for run in runs for at in range(len(run) - length + 1)}
