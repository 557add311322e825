"""What an item of a list of grants got in one sum, beside items told at a price each (示范点1个、资金18万元，市级4个、每个6万元).

Such a sum is neither what the price of the others is of nor the total of all: it adds to what they make.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Passage, Place, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_MONEY: Final = r"(?:资金|经费|奖金|奖励|补助|奖补|资助|补贴|拨款|费用?|投资|开支)"
_OWN: Final = re.compile(
    rf"[）)]?[，,、（(]?(?:(?![^，、\d]*(?:争取|投入|下[达拨]|安排|落实|到位|筹|共|计|总|每|均|各))[一-鿿]{{0,4}}{_MONEY})?(?:为|是)?"
)
_SPENT: Final = re.compile(r"费用?$|投资$|开支$")
_EACH: Final = re.compile(r"[，,、（(]?(?:平均|按)?(?:每(?P<unit>[一-鿿])|(?P<short>[一-鿿])均|各)[^，,。；;、\d]{0,8}")
_ALL: Final = re.compile(r"共|合计|总[计数额]|累计")
_SHARED_OUT: Final = re.compile(r"[：:。]|其中|包括|分别|^[，,；;]?(?:[共全主][部要]?)?(?:用于|扶持|支持|分[给配]|发放|覆盖|惠及|涉及)")
_TWO: Final = 2
_SCORE: Final = 0.75


def lumps_in(places: Sequence[Place]) -> list[Place]:
    """Return the sums that single items among figures got, each right behind their number, where others are told at a price."""
    pairs = [(number, sum_) for number, sum_ in pairwise(places) if (number.figure.kind, sum_.figure.kind) == ("quantity", "amount")]
    priced = [(number, each) for number, price in pairs if (each := _EACH.fullmatch(price.lead))]
    found = [(number, sum_) for number, sum_ in pairs if priced and sum_.role == "level" and _OWN.fullmatch(sum_.lead)]
    return [sum_ for number, sum_ in found if _is_item(number, sum_, priced)]


def _is_item(number: Place, sum_: Place, priced: Sequence[tuple[Place, re.Match[str]]]) -> bool:
    """Tell whether a number and its sum are one of the items that some are priced of, and not all of them (9个、52万元：甲3个，每个…)."""
    if number.role != "level" or _ALL.search(number.lead) or number.figure.value == sum(other.figure.value for other, _ in priced):
        return False
    behind = [other for other, _ in priced if other.start > sum_.start]
    if len(behind) == len(priced) and _SHARED_OUT.search(behind[0].lead):
        return False
    return any(_is_alike(number, sum_, other, each) for other, each in priced)


def _is_alike(number: Place, sum_: Place, other: Place, each: re.Match[str]) -> bool:
    """Tell whether two items are of one kind: counted alike, or granted money, so much for each of the other's (每个), no mean."""
    if same_unit(number.figure, other.figure):
        return True
    is_of_all = plain_unit(other.figure.unit) == "人" and _SPENT.search(sum_.lead)  # 12场、费用6万元，600人、每人100元
    return each["unit"] is not None and not is_of_all


def judged(passage: Passage, total: Place, terms: Sequence[tuple[Place, Place]], lumps: Sequence[Place] = ()) -> Relation:
    """Return whether a sum is that of numbers at a price and of lumps; prices are exact, the sum as exact as it is told."""
    value = sum((number.figure.value * price.figure.value for number, price in terms), Decimal(0))
    slack = sum((number.figure.value * _open(price.figure) for number, price in terms), Decimal(0))
    value = sum((lump.figure.value for lump in lumps), value)
    written = [f"{number.figure.text} × {price.figure.text}" for number, price in terms]
    formula = " + ".join([*written, *(lump.figure.text for lump in lumps)])
    sources = tuple(place.figure for place in (*(one for term in terms for one in term), *lumps))
    computed = Computed(value, Range(value - slack, value + slack), f"{formula} = {total.figure.written(value)}", sources)
    relation = compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE)
    return relation if relation.holds else replace(relation, score=_SCORE)


def _open(price: Figure) -> Decimal:
    """Return by how much a price may have been rounded: one told with several decimals may be, a plain one is exact."""
    decimals = len(re.sub(r"\D", "", price.text.partition(".")[2]))
    return price.step / _TWO if decimals >= _TWO else Decimal(0)
