"""Whether a sum is that of several classes, each so many at so much (重点5项，每项2万元；一般10项，每项1万元；共20万元)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.rates.averages import PER, as_standard, counts_of, per_thing, unit_of
from kexie_nlp.checks.rates.lumps import lumps_in
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Range

# 一般12个，每个3万元；另支评审费1.5万元
_BESIDES: Final = re.compile(r"(?:另|此外|其他|其余|还)(?![^。；\d]*[，,][^，。；\d]*共)[^。；\d]*$")
_IN_ALL: Final = re.compile(
    r"(?:以上|上述|各类|[两二三四五六][项类])?(?:(?:奖补|补助|资助|扶持|支持|奖励|项目|所需)?(?:资金|经费|金额|款项|奖金))?(?:合计|共计|总计|总额|共)[^，。；\d]{0,8}"
)
_BARE: Final = re.compile(r"[，,、]?每[一-鿿](?:奖励?|补助?|补贴|资助|支持|给予|拨付|发放)?")
_CLAUSE: Final = re.compile("[，,；;。：:]")
_TWO: Final = 2
_SCORE: Final = 0.6


def check_classes(context: Context) -> Iterator[Relation]:
    """Yield whether sums are those of the classes told with them."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            stated = [(index, match) for index, place in enumerate(passage.places) if (match := per_thing(passage, place))]
            if len(stated) > 1:
                yield from _classes(passage, stated, line[number + 1] if number + 1 < len(line) else None)


def _classes(passage: Passage, stated: Sequence[tuple[int, re.Match[str]]], behind: Passage | None) -> Iterator[Relation]:
    """Yield whether a total is that of several classes, each so many at so much (重点5项，每项2万元；一般10项，每项1万元；共20万元).

    The sentence behind may tell it (。共需资金20万元。).
    """
    terms: list[tuple[Place, Place]] = []
    first = passage.places[stated[0][0]].figure
    for index, match in stated:
        each = passage.places[index]
        number = _number_of(passage, index, match)
        if number is None or not same_unit(each.figure, first) or "、" in _CLAUSE.split(each.lead[: match.start()].lstrip("、"))[-1]:
            return  # 协会、基地、社区每个20万元: of several classes
        terms.append((number, each))
    used = {id(place) for term in terms for place in term}
    totals = [
        place
        for place in passage.places
        if id(place) not in used and place.role == "level" and same_unit(place.figure, terms[0][1].figure) and not PER.search(place.lead)
    ]
    lumps = [place for place in lumps_in(passage.places) if place in totals]  # 专著1部，资助3万元
    totals = [place for place in totals if not _BESIDES.search(place.lead) and place not in lumps]
    if not totals and behind is not None:
        alike = [place for place in behind.places if place.role != "share" and same_unit(place.figure, first)]
        totals = [place for place in alike[:1] if _IN_ALL.fullmatch(re.split("[，,；;]", place.lead)[-1])]
    if len(totals) != 1 or len({id(number) for number, _ in terms}) != len(terms):
        return
    are_two = first.kind == "quantity" and len({plain_unit(number.figure.unit) for number, _ in terms}) > 1
    apart = sum((lump.figure.value for lump in lumps), Decimal(0))
    made = sum((number.figure.value * each.figure.value for number, each in terms), apart)
    if are_two and made != totals[0].figure.value:
        return  # 15名专家，5个小分队，每队3人，巡讲26场，每场180人: two things
    rates = [(number.figure.range, _priced(each)) for number, each in terms]
    if any(Range(number.low * rate.low, number.high * rate.high).meets(totals[0].figure.range) for number, rate in rates):
        return  # 共3.6万小时，活跃1200人，人均30小时；注册4800人，人均7.5小时: each is of the whole
    low = sum((number.low * rate.low for number, rate in rates), apart)
    high = sum((number.high * rate.high for number, rate in rates), apart)
    if _are_more(passage, terms, made, totals[0]):
        return
    formula = " + ".join([*(f"{number.figure.text} × {each.figure.text}" for number, each in terms), *(lump.figure.text for lump in lumps)])
    sources = tuple(place.figure for place in (*(one for term in terms for one in term), *lumps))
    computed = Computed(made, Range(low, high), f"{formula} = {totals[0].figure.written(made)}", sources)
    relation = compare("sum", totals[0].figure, computed, (passage.start, passage.end), _SCORE)
    if relation.holds or not lumps or totals[0].start > terms[0][0].start or "：" in terms[0][0].lead:
        yield relation  # 资金165万元，协会4个，每个20万元，…，带头人1名，10万元: may hold others


def _are_more(passage: Passage, terms: Sequence[tuple[Place, Place]], made: Decimal, total: Place) -> bool:
    """Tell whether the count right before that of a class is of it, too (协会2个、基地1个，每个20万元), by its sign or by the total."""
    numbers = [number for number, _ in terms]
    for number, each in terms:
        at = next(at for at, place in enumerate(passage.places) if place is number)
        before = passage.places[at - 1] if at else None
        if before is None or before in numbers or plain_unit(before.figure.unit) != plain_unit(number.figure.unit):
            continue
        made += before.figure.value * each.figure.value
        if made == total.figure.value or number.lead.startswith(("、", "和")):
            return True
    return False


def _priced(each: Place) -> Range:
    """Return what a value per thing may be: of money right behind 每家, told of each class, it is a price and exact."""
    is_price = each.figure.kind == "amount" and each.figure.exactness == "exact" and _BARE.fullmatch(each.lead)
    return Range(each.figure.value, each.figure.value) if is_price else as_standard(each).range


def _number_of(passage: Passage, index: int, match: re.Match[str]) -> Place | None:
    """Return how many there are of the class that a value is told per: the count right before it, or the one named alike."""
    unit, each = unit_of(match, passage.places[index - 1] if index else None), passage.places[index]
    name = key_of(re.split(r"[，,；;。：:、]", each.lead[: match.start()])[-1].removeprefix("其中"))
    named = [place for place in passage.places if len(name) >= _TWO and name in key_of(place.lead) and counts_of(place.figure, unit)]
    if len(named) != 1 and index and counts_of(passage.places[index - 1].figure, unit) and not re.search(r"[；;。]", each.lead):
        return passage.places[index - 1]
    return named[0] if len(named) == 1 else None
