"""Whether so many things at so much each make the sum told with them (8家、每家3万元，计24万元; 1200册，单价35元，共计4.2万元)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_APIECE: Final = re.compile(
    r"(?:每(?P<unit>[一-鿿])|单价|(?P<per>[一-鿿])均(?:补助|奖励)标准)(?:[一-鿿]{0,8}?)(?:安排|补助|奖励|奖补|资助|标准|资金|经费|发放|给予|拨付|扶持|印[制发刷]|各|为|[:：]){0,4}$"
)
_SUM: Final = re.compile(r"[，,、（(](?:合计|共计|总计|累计|小计|计|共|总)(?:[一-鿿]{0,8})$")
_PRIZE: Final = re.compile(
    r"(?P<name>特等奖|[一二三]等奖|优秀奖|优胜奖|鼓励奖|入围奖|[金银铜]奖)"
    r"(?:奖金|奖励|各|每[个名项人件篇]|分别)*(?:[:：为]|奖励)*$"
)
_PAID: Final = re.compile(r"(?:奖金|奖励|发放|颁发|兑现|合计|共计|共|计)[^，。；]{0,6}$")
_ROUGH: Final = re.compile(r"均|约|近|不超过|不低于|最高|最低|以上|左右|增|减|提高|其中|由|从|[比较]")
_STOP: Final = re.compile(r"[；;。]")
_SAME: Final = {"名": "人", "位": "人", "人": "人"}
_PRINTED: Final = "册本份套件台条张"
_TWO: Final = 2
_FAR: Final = 10
_MOST: Final = 8
_SCORE: Final = 0.75


def check_prices(context: Context) -> Iterator[Relation]:
    """Yield whether sums are those of a number and a price that stand right before them, or of prizes by grade."""
    for passage in context.passages:
        for index in range(_TWO, len(passage.places)):
            if not _has_more(passage, index) and (relation := _triple(passage, passage.places[index - _TWO : index + 1])):
                yield relation
        yield from _prizes(passage)


def _has_more(passage: Passage, index: int) -> bool:
    """Tell whether another price stands before these in its part of the sentence (3家每家5万元、4家每家1万元，共)."""
    before = passage.places[max(0, index - _TWO - _MOST) : index - _TWO]
    for place in reversed(before):
        if _STOP.search(passage.text[place.end - passage.start : passage.places[index].start - passage.start]) or _SUM.search(place.lead):
            return False
        if _APIECE.search(place.lead):
            return True
    return False


def _triple(passage: Passage, places: Sequence[Place]) -> Relation | None:
    """Return whether the last of three figures is the product of the two before it."""
    first, second, total = places
    told = passage.text[first.end - passage.start : total.start - passage.start]
    if not _SUM.search(total.lead) or _STOP.search(told) or _ROUGH.search(told) or total.depth > min(first.depth, second.depth):
        return None
    for number, price in ((first, second), (second, first)):
        each = _APIECE.search(price.lead)
        if each is None or not same_unit(price.figure, total.figure) or not _counts(number.figure, each):
            continue
        if _ROUGH.search(price.lead) or price.figure.exactness != "exact" or number.figure.exactness != "exact":
            return None
        relation = _judged(passage, total, [(number, price)])
        value = number.figure.value * price.figure.value
        is_near = value < _FAR * total.figure.value < _FAR * _FAR * value
        return relation if relation.holds or is_near else None
    return None


def _counts(figure: Figure, each: re.Match[str]) -> bool:
    """Tell whether a figure counts the things that a price is told of."""
    if figure.kind != "quantity":
        return False
    unit = each["unit"] or each["per"]
    if unit is None:
        return figure.unit[:1] in _PRINTED
    return figure.unit.startswith(unit) or _SAME.get(figure.unit[:1]) == _SAME.get(unit, unit)


def _prizes(passage: Passage) -> Iterator[Relation]:
    """Yield whether the money for prizes is that of the grades, so many at so much each, in two rows (一等奖3000元、…，一等奖4名…)."""
    sums: dict[str, Place] = {}
    numbers: dict[str, Place] = {}
    for place in passage.places:
        named = _PRIZE.search(place.lead)
        if named is not None and place.role in ("level", "each") and place.figure.exactness == "exact":
            row = sums if place.figure.kind == "amount" else numbers if place.figure.kind == "quantity" else {}
            if named["name"] in row:
                return
            row[named["name"]] = place
    if len(sums) < _TWO or set(sums) != set(numbers):
        return
    used = {id(place) for place in (*sums.values(), *numbers.values())}
    totals = [place for place in passage.places if id(place) not in used and place.figure.kind == "amount"]
    if len(totals) == 1 and _PAID.search(totals[0].lead) and totals[0].start > max(place.end for place in numbers.values()):
        yield _judged(passage, totals[0], [(numbers[name], sums[name]) for name in sums])


def _judged(passage: Passage, total: Place, terms: Sequence[tuple[Place, Place]]) -> Relation:
    """Return whether a sum is that of numbers at a price; prices are exact, the sum as exact as it is told."""
    value = sum((number.figure.value * price.figure.value for number, price in terms), Decimal(0))
    slack = sum((number.figure.value * _open(price.figure) for number, price in terms), Decimal(0))
    formula = " + ".join(f"{number.figure.text} × {price.figure.text}" for number, price in terms)
    sources = tuple(place.figure for term in terms for place in term)
    computed = Computed(value, Range(value - slack, value + slack), f"{formula} = {total.figure.written(value)}", sources)
    relation = compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE)
    return relation if relation.holds else replace(relation, score=_SCORE)


def _open(price: Figure) -> Decimal:
    """Return by how much a price may have been rounded: one told with several decimals may be, a plain one is exact."""
    decimals = len(re.sub(r"\D", "", price.text.partition(".")[2]))
    return price.step / _TWO if decimals >= _TWO else Decimal(0)
