"""Whether sums are those of several kinds of things at a price for each kind, or of all inhabitants at so much a head.

7个农技协、3名带头人，分别按每个20万元、每人5万元的标准奖补，共155万元; 按全市312万人口、人均0.7元计算，安排218.4万元.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Final

from kexie_nlp.checks.rates.lumps import judged
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of
from kexie_nlp.checks.told.figures import Range

_TOTAL: Final = re.compile(r"[^，。；\d]{0,16}[，,（(][^，。；\d]{0,10}?(?:合计|共计|总计|累计|小计|共|计|总额)[^，。；\d]{0,8}")
_GIVEN: Final = re.compile(r"(?:分别|按|每|各)[^。；\d]{0,20}$")
_APIECE: Final = re.compile(r"每|标准|各")
_OF_SEVERAL: Final = re.compile(r"每[一-鿿]{1,8}[和及与、][一-鿿]{2,8}$")  # 按每个协会和基地20万元: of both their numbers
_NEXT_PRICE: Final = re.compile(r"[、，,和及与]{1,2}(?:按)?(?:每[一-鿿]|各)?[一-鿿]{0,4}")
_OWN_NUMBER: Final = re.compile(r"[一两二三四五六七八九十][一-鿿]")  # 两家各得15万元，一家得10万元: no row of prices
_NEXT_KIND: Final = re.compile(r"[^，。；\d]{0,16}(?:[、，,和及与]|以及)[^，。；\d]{0,16}")
_NOT_ALL: Final = re.compile(r"[；;。]|其中|另|不少于|不低于|不超过|以上|以下|最高|最低|左右|比|较|至少|目标|力争|预计")
_HEADS: Final = re.compile(r"(?:人口|按|全[市县区省州旗])[^，。；\d]{0,8}(?P<number>\d+(?:\.\d+)?)万(?!元)")
_A_HEAD: Final = re.compile(  # 由人均0.5元提高到0.7元
    r"(?<!户)人均[^，。；\d]{0,8}(?:\d+(?:\.\d+)?元[^，。；\d]{0,4}(?:[提增升]|[上下]调|调整|[下降减])[^，。；\d]{0,3}[到至为])?(?P<number>\d+(?:\.\d+)?)元"
)
_PRICE: Final = re.compile(r"(?<![\d.,，])\d[\d.]*元")
_RECKONED: Final = re.compile(r"按[^。；]{0,24}(?:人均|人口|计算|测算|标准)|人均[^，。；]{0,12}标准|[共应](?:安排|计)")
_NOT_FUNDS: Final = re.compile(r"[。；;]|其中|[比较]|增|减|上年|到位|下达|实际|支出|每|另")
_STANDARD: Final = re.compile(  # 农技协每个15万元, 每个农技协补助15万元
    r"(?:(?P<name>[一-鿿]{2,12}?)每(?P<unit>[一-鿿])|每(?P<unit2>[一-鿿])(?P<name2>[一-鿿]{2,12}?))"
    r"(?:补助|奖补|奖励|资助|安排|拨付|给予|补贴|支持|扶持|发放|标准|为|[:：])*$"
)
_FIRST_WORDS: Final = re.compile(r"^(?:补助|奖补|奖励|资助|按照?|标准|其中|对|给予|发放|全年|支持|[为的由])+")
_NOT_EXACT: Final = re.compile(r"不超过|最高|最低|不低于|以上|以下|左右|约|近|上限|提高|由|增")
_ROUGHLY: Final = re.compile(r"左右|以上|以下|以内|不等|至|到|[—\-～~]")
_REST_BEHIND: Final = re.compile(r"[（(，,](?:另|其余|尚|余|剩余|分[两二]年)")
_IN_ALL: Final = re.compile(r"[、，,]?(?:共计?|合计|计|补助|奖补|奖励|资助|资金|经费|金额|安排|支持|发放){0,3}")
_WAN: Final = Decimal(10_000)
_TWO: Final = 2
_NEARLY: Final = 5  # prices without 每 may be sums: a total that they do not make must come within a fifth
_SCORE: Final = 0.65


def check_grants(context: Context) -> Iterator[Relation]:
    """Yield whether what is granted follows from the numbers and the prices told with it."""
    for line in context.paragraphs():
        yield from _by_standard(line)
    for passage in context.passages:
        for index, total in enumerate(passage.places):
            if total.figure.kind == "amount" and _TOTAL.fullmatch(total.lead):
                yield from _by_kind(passage, total, passage.places[:index])
        yield from _per_head(passage)


def _by_kind(passage: Passage, total: Place, before: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether a sum is that of numbers in a row at prices in a row, in either order."""
    rows = _rows(before)
    if rows is None:
        return
    numbers, prices = rows
    start = min(numbers[0].start, prices[0].start)
    told = passage.text[start - passage.start : total.start - passage.start]
    are_exact = all(place.figure.exactness == "exact" for place in (*numbers, *prices, total))
    if not are_exact or _NOT_ALL.search(told) or (prices[0].start < numbers[0].start and "标准" not in told):
        return
    relation = judged(passage, total, terms := list(zip(numbers, prices, strict=True)))
    value = sum((number.figure.value * price.figure.value for number, price in terms), Decimal(0))
    is_each = bool(_APIECE.search(prices[0].lead + told))
    is_near = abs(value - total.figure.value) * (1 if is_each else _NEARLY) < total.figure.value
    if relation.holds or (is_near and not any(_OF_SEVERAL.search(price.lead) for price in prices)):
        yield relation


def _by_standard(line: Sequence[Passage]) -> Iterator[Relation]:
    """Yield whether sums are those of numbers at the standard told for each kind (农技协每个15万元；农技协9个135万元，…); one must be."""
    standards: dict[str, Place] = {}
    for passage in line:
        for place in passage.places:
            match = _STANDARD.search(place.lead) if place.role in ("each", "level") and place.figure.kind == "amount" else None
            name = _FIRST_WORDS.sub("", match["name"] or match["name2"]) if match else ""
            if match is None or _NOT_EXACT.search(place.lead) or _ROUGHLY.match(passage.text, place.end - passage.start):
                continue
            if len(name) < _TWO or name in standards:
                return
            standards[name] = place
    found = [relation for passage in line if len(standards) > 1 for relation in _at_standard(passage, standards)]
    if any(relation.holds for relation in found):
        yield from found


def _at_standard(passage: Passage, standards: dict[str, Place]) -> Iterator[Relation]:
    """Yield whether a number and the sum right behind it go with the standard of what is counted."""
    for number, total in pairwise(passage.places):
        kinds = (number.figure.kind, total.figure.kind)
        if kinds != ("quantity", "amount") or total.role != "level" or not _IN_ALL.fullmatch(total.lead):
            continue
        named = [name for name in standards if key_of(number.label).endswith(name)]
        are_exact = number.figure.exactness == total.figure.exactness == "exact"
        is_part = _REST_BEHIND.match(passage.text, total.end - passage.start)  # 8万元（另4万元下年支付）
        if named and are_exact and not is_part and standards[max(named, key=len)].start < number.start:
            yield judged(passage, total, [(number, standards[max(named, key=len)])])


def _rows(before: Sequence[Place]) -> tuple[Sequence[Place], Sequence[Place]] | None:
    """Return as many numbers as prices that stand in two rows right before a total."""
    if not before:
        return None
    kind = before[-1].figure.kind
    last = list(takewhile(lambda place: place.figure.kind == kind, reversed(before)))[::-1]
    first = before[max(0, len(before) - _TWO * len(last)) : len(before) - len(last)]
    numbers, prices = (first, last) if kind == "amount" else (last, first)
    is_row = len(last) > 1 and len(first) == len(last) and bool(_GIVEN.search(prices[0].lead))
    are_kinds = all(place.figure.kind == "quantity" and place.role == "level" for place in numbers)
    are_kinds = are_kinds and all(_NEXT_KIND.fullmatch(place.lead) for place in numbers[1:])
    are_prices = all(place.figure.kind == "amount" for place in prices) and all(_NEXT_PRICE.fullmatch(place.lead) for place in prices[1:])
    are_prices = are_prices and not any(_OWN_NUMBER.search(place.lead) for place in prices[1:])
    return (numbers, prices) if is_row and are_kinds and are_prices else None


def _per_head(passage: Passage) -> Iterator[Relation]:
    """Yield whether funds are those of all inhabitants at so much a head."""
    heads, each = list(_HEADS.finditer(passage.text)), list(_A_HEAD.finditer(passage.text))
    if not (len(heads) == len(each) == 1 and _RECKONED.search(passage.text)):
        return
    if _PRICE.search(passage.text[: each[0].start()] + passage.text[each[0].end() :]):
        return
    at = max(heads[0].end(), each[0].end())
    total = next((place for place in passage.places if place.start >= passage.start + at and place.figure.kind == "amount"), None)
    if total is None or total.role != "level" or total.figure.exactness != "exact" or _NOT_FUNDS.search(total.lead):
        return
    number, price = Decimal(heads[0]["number"]), Decimal(each[0]["number"])
    step = Decimal(1).scaleb(int(number.as_tuple().exponent)) / _TWO
    value, slack = (amount * price * _WAN for amount in (number, step))
    formula = f"{heads[0]['number']}万人 × {each[0]['number']}元 = {total.figure.written(value)}"
    computed = Computed(value, Range(value - slack, value + slack), formula, ())
    relation = compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE)
    told = tuple((passage.start + match.start("number"), passage.start + match.end()) for match in (heads[0], each[0]))
    relation = replace(relation, spans=(*relation.spans, *told))
    if relation.holds or _TWO * abs(value - total.figure.value) < value:
        yield relation
