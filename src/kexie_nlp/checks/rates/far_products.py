"""Whether a sum told with a price is that of the number told elsewhere (单位会员26家。…单位会费每家1000元，全部缴齐，计2.6万元).

The number is one in the unit of the price, and of the same kind by name. A miss is reported if the words say that all paid, or got it, the
report tells one such number only, and a slip explains it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.rates.products import judged
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit, same_unit

_NAME: Final = r"(?P<name>[一-鿿]{2,10}?)?"
_UNIT: Final = r"每个?(?P<unit>学时|课时|人次|平方米|[一-鿿])"
_PRICE: Final = re.compile(rf"(?:^|[，,。；;：:（(、]){_NAME}(?:标准|按照?|为|统一|[，,：:])*{_UNIT}[^，,。；;、\d]{{0,6}}$")
_TOTAL: Final = re.compile(r"(?:^|[，,（(])(?:合计|总计|共计|总共|共|计|实收|收取|收)[一-鿿]{0,6}$")
_BRACKET: Final = re.compile(rf"[（(](?:标准|按)?(?:为|[:：])?{_UNIT}$")
_ALL: Final = re.compile(r"全部|均已|都已|足额|收齐|缴齐|交齐|悉数|一律|人人")
_PARTLY: Final = re.compile(r"减免|免[缴交收]|欠|未[缴交]|缓|减半|补[缴交]|另|其中|不同|以上|左右|约|近")
_MEMBERS: Final = "家人名个位"  # who pays by the year
_LEAST: Final = 2
_LIKELY: Final = 1.5


def check_far_products(context: Context) -> Iterator[Relation]:
    """Yield whether sums are those of a price told beside them and a number told elsewhere."""
    numbers = [(passage, place) for passage in context.passages for place in passage.places if _is_number(place)]
    for passage in context.passages if numbers else ():
        for first, second in pairwise(passage.places):
            told = _PRICE.search(first.lead) if _TOTAL.search(second.lead) else _BRACKET.search(second.lead)
            if told is None or first.figure.kind != "amount" or not same_unit(first.figure, second.figure):
                continue
            price, total = (first, second) if told.re is _PRICE else (second, first)
            if relation := _relation(passage, price, total, told, [one for one in numbers if one[1] not in (price, total)]):
                yield relation


def _is_number(place: Place) -> bool:
    """Tell whether a figure counts things at the end of the year."""
    is_plain = place.figure.kind == "quantity" and place.figure.exactness == "exact"
    return is_plain and place.role in ("level", "to") and place.figure.value > 1


def _relation(
    passage: Passage, price: Place, total: Place, told: re.Match[str], numbers: Sequence[tuple[Passage, Place]]
) -> Relation | None:
    """Return whether a sum is that of a price and one of the numbers in its unit; None if it is not sure which."""
    unit = plain_unit(told["unit"])
    name = told.groupdict().get("name") or re.split(r"[，,。；;：:、]", price.lead if told.re is _PRICE else total.lead)[-1]
    alike = [one for _, one in numbers if plain_unit(one.figure.unit) == unit or (unit == "年" and one.figure.unit in _MEMBERS)]
    if any(one in passage.places and one.start < total.start for one in alike):
        return None  # told beside: see products
    named = [one for one in alike if name and any(name[at : at + _LEAST] in one.lead[-_LEAST * 5 :] for at in range(len(name) - 1))]
    found = [relation for one in (named if unit == "年" else alike) if (relation := judged(passage, total, [(one, price)])).holds]
    if found:
        return found[0]
    words = passage.text[min(price.start - len(price.lead), total.start - len(total.lead)) - passage.start : total.end - passage.start]
    if len({one.figure.value for one in named}) != 1 or not _ALL.search(words) or _PARTLY.search(words):
        return None
    value = named[0].figure.value * price.figure.value
    return judged(passage, total, [(named[0], price)]) if slip(total.figure.value, value) >= _LIKELY else None
