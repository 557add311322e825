"""Whether a value per thing, a number and a total miss each other by a power of ten only (带动412户，户均增收2300万元，合计增收94.76万元).

That the digits of three figures fit so well, and only the point or 万 does not, is no chance, whatever the words between them.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.rates.averages import PER, as_standard, counts_of, unit_of
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure, Range, plain

_POWERS: Final = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))
_HELD_AGAINST: Final = re.compile(r"[比较离距]|要求|规定|应达|标准|目标|上年|去年|不超过|不低于|最高|最低|以上")
_BY: Final = re.compile(r"[按以]照?(?P<name>[一-鿿]{2,10}?)(?:总?人?数)?(?:摊|计|算|平均|折)")
_WAN: Final = Decimal(10_000)
_TIMES: Final = ("天", "日", "周", "月", "季", "年")
_BACK: Final = 2  # sentences
_NEAREST: Final = 4
_EXACT: Final = Decimal("0.01")  # of a figure, that rounding may leave open
_NEARLY: Final = Decimal("0.05")
_LONG: Final = 3  # digits
_TWO: Final = 2
_SCORE: Final = 0.7


def check_powers_of_ten(context: Context) -> Iterator[Relation]:
    """Yield values per thing whose digits are those of a total by a number, but not their size."""
    for line in context.paragraphs():
        for at, passage in enumerate(line):
            for place in passage.places:
                match = PER.search(place.lead) if place.figure.kind in ("amount", "quantity") else None
                if match is not None and place.role in ("level", "each", "by", "to") and not _HELD_AGAINST.search(place.lead):
                    named = list(_named(context, place)) if "按" in place.lead or "以" in place.lead else []
                    yield from _misplaced(line[max(0, at - _BACK) : at + 1], passage, place, match, named)


def _named(context: Context, each: Place) -> Iterator[Place]:
    """Yield the values that the report tells by the name of what a value per thing says it is by (按在册会员摊，人均…)."""
    base = _BY.search(each.lead)
    for place in (one for passage in context.passages for one in passage.places) if base is not None else ():
        label = key_of(place.label)
        if (
            base is not None
            and place.role in ("level", "to")
            and any(base["name"][at : at + _TWO] in label for at in range(len(base["name"]) - 1))
        ):
            yield place


def _misplaced(line: Sequence[Passage], passage: Passage, each: Place, match: re.Match[str], named: Sequence[Place]) -> Iterator[Relation]:
    """Yield that a value per thing, or the total told with it, is told too large or too small by a power of ten."""
    index = passage.places.index(each)
    unit = unit_of(match, passage.places[index - 1] if index else None)
    told = [place for sentence in line for place in sentence.places if place is not each]
    numbers = [place for place in told if _is_number(place, each, unit)]
    numbers += [place for place in named if place not in told and counts_of(place.figure, unit) and _is_number(place, each, unit)]
    totals = [place for place in told if _is_total(place, each, match, passage)]
    near = [sorted(some, key=lambda place: abs(place.start - each.start))[:_NEAREST] for some in (totals, numbers)]
    pairs = [(total, number) for total in near[0] for number in near[1]]
    right = [pair for pair in pairs if _fits(each, *pair, Decimal(1))]
    if any(place.depth <= each.depth for place, _ in right) or _is_of_others(each, passage):
        return
    found = [(*pair, power) for pair in pairs if max(place.depth for place in pair) <= each.depth for power in _powers(each, *pair)]
    if len(found) == 1:
        total = found[0][0]
        is_beside = (
            total.start > each.start and each.figure.kind == "amount" and each.figure.scale == 1
        )  # 户均增收3600元，合计增收1483.2万元
        is_right = bool(right) or is_beside or (each.figure.kind == "quantity" and total.figure.value < each.figure.value)
        yield _relation(passage, each, *found[0], is_right=is_right)


def _is_of_others(each: Place, passage: Passage) -> bool:
    """Tell whether a value per thing is that of other figures of its sentence (21场，其中企业2场，8640人次，平均每场约411人次)."""
    beside = [place for place in passage.places if place is not each and place.depth <= each.depth]
    counts = [place for place in beside if place.figure.kind == "quantity" and place.figure.value > 1]
    totals = [place for place in beside if same_unit(place.figure, each.figure)]
    return any(_fits(each, total, count, Decimal(1)) for total in totals for count in counts if count not in (each, total))


def _powers(each: Place, total: Place, number: Place) -> Iterator[Decimal]:
    """Yield the power of ten by which three figures that are told exactly enough miss each other, if one does."""
    is_told = number.figure.digits >= _TWO or each.figure.digits >= _LONG  # 6.88万元，车辆3辆，平均每辆2.29元
    is_exact = total.figure.digits >= _LONG and is_told and _open(total.figure) + _open(number.figure) <= _EXACT
    made = as_standard(each).value * number.figure.value  # 1元 may stand for anything from 0.5 on, and is as good as told of nothing
    yield from (
        power
        for power in _POWERS
        if is_exact and _fits(each, total, number, power) and abs(made * power - total.figure.value) <= _NEARLY * total.figure.value
    )


def _is_number(place: Place, each: Place, unit: str) -> bool:
    """Tell whether a figure may be the number of things: in their unit, or a long one in the clauses right before."""
    is_count = place.figure.kind == "quantity" and place.figure.exactness == "exact" and place.figure.value > 1
    is_long = place.start < each.start and place.figure.digits > _LONG and unit not in _TIMES
    return is_count and (counts_of(place.figure, unit) or is_long) and not PER.search(place.lead)


def _is_total(place: Place, each: Place, match: re.Match[str], passage: Passage) -> bool:
    """Tell whether a sum may be that of all: beside the value per thing, or told before under its name."""
    if not same_unit(place.figure, each.figure) or PER.search(place.lead) or place.figure.exactness != "exact" or place.role == "former":
        return False
    noun, name = match["noun"], key_of(place.label)
    return place.start >= passage.start or any(noun[at : at + _TWO] in name for at in range(len(noun) - 1))


def _fits(each: Place, total: Place, number: Place, power: Decimal) -> bool:
    """Tell whether a value per thing times a power of ten and a number make the total."""
    one, count = as_standard(each).range.times(power), number.figure.range
    return Range(one.low * count.low, one.high * count.high).meets(total.figure.range)


def _open(figure: Figure) -> Decimal:
    """Return what part of a figure its rounding leaves open."""
    return (figure.range.high - figure.range.low) / figure.value if figure.value else Decimal(1)


def _relation(passage: Passage, each: Place, total: Place, number: Place, power: Decimal, *, is_right: bool) -> Relation:
    """Return the finding: of the value per thing, or of the total if the value per thing ``is_right``."""
    per, whole, count = each.figure, total.figure, number.figure
    stated, value = (whole, whole.value / power) if is_right else (per, per.value * power)
    written = _written(stated, value)
    formula = f"{count.text} × {per.text}" if is_right else f"{whole.text} ÷ {count.text}"
    spans = tuple((figure.start, figure.end) for figure in (stated, count, per if is_right else whole))
    why = f"{formula} = {written}，文中写{stated.text}，数位或单位有误"
    kind: FindingKind = "sum" if is_right else "unit"
    quote = (passage.start, passage.end)
    return Relation(kind, False, stated.text, written, spans, quote, why, stated.value - value, _SCORE)


def _written(figure: Figure, value: Decimal) -> str:
    """Return another value in the unit of a figure, with 万 where that is usual."""
    unit = "元" if figure.kind == "amount" else figure.unit
    return f"{plain(value / _WAN, more=4)}万{unit}" if value >= _WAN else f"{plain(value)}{unit}"
