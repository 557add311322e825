"""Whether so many things at so much each make the sum told with them (8家、每家3万元，计24万元; 1.2万亩，亩均增收150元，合计增收180万元).

A price is exact, so that any sum that it does not make is wrong; of a mean only a sum is that is ten, a hundred … times as much.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.rates.lumps import judged, lumps_in
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.summed import without_parts

_EACH: Final = re.compile(
    r"(?:(?:平均)?每(?P<unit>[一-鿿])|(?P<short>[户村校场期站县乡镇馆亩社]均|(?<![一-鿿])[亩户](?=增收|增产|节本|产值))|(?P<per>[一-鿿])均(?=补助标准|奖励标准)|单价|(?P<apiece>各))"
    r"[^，。；\d]{0,20}$"
)
_PRICE: Final = re.compile(
    r"(?:每[一-鿿]|单价|[一-鿿]均(?:补助|奖励)标准)[一-鿿]{0,8}?(?:安排|补助|奖励|奖补|资助|标准|资金|经费|发放|给予|拨付|扶持|印[制发刷]|各|为|[:：]){0,4}$"
)
_EACH_GETS: Final = re.compile(r"每(?P<unit>[一-鿿])[一-鿿]{0,8}[，,][^，。；\d]{0,6}单价")  # 每人一份礼包，单价
_TOTAL: Final = re.compile(
    r"^[^。；\d]{0,16}?[，,、（(][^，。；、\d]{0,6}?(?:合计|总计|共计|总共|共|计|累计|总额|合共|小计)[^，。；\d]{0,10}$"
)
_SUM: Final = re.compile(
    r"[，,、（(](?:合计|共计|总计|累计|小计|计|共|总)(?:[一-鿿]{0,8})$|[，,](?:支出|支付|花费|(?:补助|奖补|补贴|奖励)(?:资金|经费))$|^[）)](?:共计?|合计|计)?$"
)
_GAIN: Final = re.compile(r"增收|节本|增效|增产|创收|节约|节支|增值|产值|降本")
_PRIZE: Final = re.compile(
    r"(?P<name>特等奖|[一二三]等奖|优秀奖|优胜奖|鼓励奖|入围奖|[金银铜]奖)"
    r"(?:奖金|奖励|各|每[个名项人件篇]|分别)*(?:[:：为]|奖励)*$"
)
_PAID: Final = re.compile(r"(?:奖金|奖励|发放|颁发|兑现|合计|共计|共|计)[^，。；]{0,6}$")
_ROUGH: Final = re.compile(r"平均|[人户亩场]均|均(?!为)|约|近|不超过|不低于|最高|最低|以上|左右|增|减|提高|其中|由|从|[比较]")
_SUM_TOLD: Final = re.compile(r"(?:合计|总计|共计|总共|共|计|累计|总额|总)[^，。；\d]{0,10}$")
_NOT_ALL: Final = re.compile(r"其中|另|不少于|不低于|不超过|以上|以下|最高|最低|左右|比|较|至少|目标|力争|计划|预计")
_LIMITED: Final = re.compile(_NOT_ALL.pattern.removeprefix("其中|"))
_COST: Final = re.compile(r"(?:[费款]|费用|经费|资金|支出|投入|成本)(?:共计?|合计|为|约)*$")
_PRICE_BEHIND: Final = re.compile(r"[，,（(、](?:平均)?每[一-鿿](?:成本|费用|平均|单价|印制费|购置费|为|约|仅)*")
_WEIGHTS: Final = {"克": Decimal("0.001"), "斤": Decimal("0.5"), "公斤": Decimal(1), "千克": Decimal(1), "吨": Decimal(1000)}
_STOP: Final = re.compile(r"[；;。]")
_IN_ROW: Final = re.compile(r"[^，,、。；;：:（(）)\d]{0,10}[、，,和及与](?!其中|[比较]|上[年届次]|原)[^，,、。；;：:（(）)\d]{0,14}")
# what a kind of place or body is counted in
_CALLED: Final = {
    "校": "所个",
    "县": "个",
    "市": "个",
    "区": "个",
    "乡": "个",
    "镇": "个",
    "馆": "座个家",
    "人": "人名位",
    "学": "所家个",
    "单": "家个",
    "站": "站个",
    "社": "个家",
}
_SURE_UNITS: Final = "人馆站"  # needs no noun behind the number
_PRINTED: Final = "册本份套件台条张"
_FACTORS: Final = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))
_ALL: Final = re.compile("合计|共计|总计|总共")
_CLEAR: Final = 2.0  # a digit mistyped among three or more
_TWO: Final = 2
_NEAR: Final = 3  # figures on each side of a mean
_BACK: Final = 5  # without parts
_FAR: Final = 10
_MOST: Final = 8
_SCORE: Final = 0.75


def check_products(context: Context) -> Iterator[Relation]:
    """Yield whether sums are those of a number and a value for each that stand beside them, or of prizes by grade."""
    for before, passage in zip((None, *context.passages), context.passages, strict=False):
        for index, place in enumerate(passage.places):
            relation = _priced(passage, index) if index >= _TWO and not _has_more(passage, index) else None
            if relation is not None and not relation.holds and _is_of_all(place, before, passage):
                continue
            if relation is None and (each := _EACH.search(place.lead)) and place.figure.kind in ("amount", "quantity"):
                relation = _of_mean(passage, index, each)
            if relation is not None:
                yield relation
        yield from _prizes(passage)


def _is_of_all(total: Place, before: Passage | None, passage: Passage) -> bool:
    """Tell whether a sum may be that of prices told in the sentence before, too (一等奖20篇，每篇1万元。二等奖50篇，每篇0.5万元，合计)."""
    if before is None or before.paragraph != passage.paragraph or not _ALL.search(total.lead):
        return False
    return any(_PRICE.search(place.lead) for place in before.places)


def _has_more(passage: Passage, index: int) -> bool:
    """Tell whether another price stands before these in the sentence, with no sum of its own (3家每家5万元；4家每家1万元，共)."""
    before = passage.places[max(0, index - _TWO - _MOST) : index - _TWO]
    for place in reversed(before):
        if _SUM.search(place.lead):
            return False
        if _PRICE.search(place.lead):
            return True
    return False


def _priced(passage: Passage, index: int) -> Relation | None:
    """Return whether a figure is the product of the two before it, a number and a price in any order."""
    total = passage.places[index]
    depth = total.depth + total.lead.startswith(("）", ")"))  # 农技协9个（每个15万元）135万元
    row = [place for place in passage.places[max(0, index - _MOST) : index] if place.depth <= depth]
    if len(row) < _TWO:
        return None
    first, second = row[-_TWO:]
    told = passage.text[first.end - passage.start : total.start - passage.start]
    if not _SUM.search(total.lead) or _STOP.search(told) or _ROUGH.search(told) or total.depth > min(first.depth, second.depth):
        return None
    for number, price in ((first, second), (second, first)):
        each = _EACH.search(price.lead) if _PRICE.search(price.lead) else None
        if each is None or not same_unit(price.figure, total.figure) or not _counts(number, each, passage):
            continue
        is_exact = price.figure.exactness == number.figure.exactness == "exact"
        if _ROUGH.search(price.lead) or "其中" in number.lead or not is_exact:
            return None
        relation = judged(passage, total, [(number, price)])
        wholes = [
            one for one in passage.places[max(0, index - _MOST) : index] if same_unit(one.figure, number.figure) and one is not number
        ]
        fitting = [one for one in (judged(passage, total, [(whole, price)]) for whole in wholes) if one.holds]
        if not relation.holds and fitting:
            return fitting[0]  # 20名，其中企业16名、教育4名，每人2000元，共4万元
        if not relation.holds and number is first and (kinds := _kinds(passage, number)):
            relation = judged(passage, total, [(one, price) for one in kinds])  # 上半年21人、下半年24人，每人500元，共2.25万元
        lumps = [one for one in lumps_in(passage.places[:index]) if same_unit(one.figure, total.figure)]
        if not relation.holds and lumps:
            relation = judged(passage, total, [(number, price)], lumps)  # 省级1个、18万元，市级4个、每个6万元，合计42万元
        value = sum((lump.figure.value for lump in lumps), number.figure.value * price.figure.value)
        is_near = value < _FAR * total.figure.value < _FAR * _FAR * value
        return relation if relation.holds or is_near else None
    return None


def _kinds(passage: Passage, last: Place) -> list[Place]:
    """Return the numbers of several kinds told in a row that ends with one, if there are several."""
    run, at = [last], passage.places.index(last)
    while at and same_unit(passage.places[at - 1].figure, last.figure) and _IN_ROW.fullmatch(run[0].lead):
        run.insert(0, passage.places[at := at - 1])
    return run if len(run) > 1 and all(place.role == "level" and place.depth == last.depth for place in run) else []


def _of_mean(passage: Passage, index: int, each: re.Match[str]) -> Relation | None:
    """Return whether a number near a mean makes a total near it, or one that differs by nothing but the point."""
    mean = passage.places[index]
    if lumps_in(passage.places):
        return None  # 特等奖1名、奖金3万元，一等奖4名、每名5000元，奖金5万元: of all
    near = [*passage.places[max(0, index - _NEAR) : index], *without_parts(passage.places[max(0, index - _FAR) : index])[-_BACK:]]
    numbers = [place for at, place in enumerate(near) if place not in near[:at] and _counts(place, each, passage)]
    numbers += [place for place in _held_against(passage, index, each) if place not in numbers]
    if each["apiece"]:
        numbers = [place for place in numbers if place is passage.places[index - 1]]  # 5个县各30万元
    totals = [place for place in passage.places[index + 1 : index + 1 + _NEAR] if _is_total(place, mean, _TOTAL)]
    totals += [place for place in passage.places[max(0, index - _NEAR) : index] if _is_total(place, mean, None)]
    totals += [place for place in passage.places[max(0, index - 1) : index] if place not in totals and _is_cost(place, mean)]
    every = [(number, total) for number in numbers for total in totals]
    pairs = [(number, total) for number, total in every if _is_told_plainly(passage, (mean, number, total), _NOT_ALL)]
    found = [_multiplied(passage, number, mean, total) for number, total in pairs]
    looser = [pair for pair in every if pair not in pairs and _is_told_plainly(passage, (mean, *pair), _LIMITED)]
    others = [_multiplied(passage, number, mean, total) for number, total in looser]
    if fitting := next((relation for relation in (*found, *others) if relation.holds), None):
        return fitting
    several = sum(bool(_EACH.search(place.lead)) for place in _clause(passage, mean)) > 1  # 2家每家5万元、3家每家3万元，共19万元
    is_last = _EACH.search(passage.places[index - 1].lead) is not None  # 协会每个20万元、工作队每支50万元，共
    slipped = [
        relation
        for relation, (number, total) in zip((*found, *others), (*pairs, *looser), strict=True)
        if (relation in found and not several and _is_slip(passage, number, mean, total))
        or (not is_last and _is_misplaced(number, mean, total))
    ]
    return slipped[0] if len(slipped) == 1 else None


def _clause(passage: Passage, mean: Place) -> list[Place]:
    """Return the figures of the part of a sentence, up to ；, that a mean stands in."""
    at = mean.start - passage.start
    start = max((stop.end() for stop in _STOP.finditer(passage.text[:at])), default=0)
    stop = _STOP.search(passage.text, at)
    end = stop.start() if stop else len(passage.text)
    return [place for place in passage.places if start <= place.start - passage.start < end]


def _is_total(place: Place, mean: Place, form: re.Pattern[str] | None) -> bool:
    """Tell whether a figure may be what all make together: the words say so, or tell of the same gain as those of the mean."""
    gains = [set(_GAIN.findall(re.split(r"[，,。；;、]", one.lead)[-1])) for one in (place, mean)]
    is_told = (form is not None and bool(form.match(place.lead))) or bool(gains[0] & gains[1])
    return is_told and place.figure.kind == mean.figure.kind and not re.search(r"[均每各]", place.lead[-_MOST:])


def _is_cost(place: Place, mean: Place) -> bool:
    """Tell whether a sum is what was paid for what the next figure tells the price of (印制费4.73万元，平均每份0.55元)."""
    is_sum = place.role == "level" and place.figure.kind == mean.figure.kind == "amount"
    return is_sum and bool(_COST.search(place.lead)) and bool(_PRICE_BEHIND.fullmatch(mean.lead))


def _is_told_plainly(passage: Passage, row: Sequence[Place], narrowing: re.Pattern[str]) -> bool:
    """Tell whether a number, a mean and a total stand in one part of a sentence that narrows none of them."""
    start, end = min(place.start for place in row), max(place.end for place in row)
    first = next(place for place in passage.places if place.start == start)
    for place in passage.places[passage.places.index(first) + 1 :]:
        if place.role not in ("former", "by", "from") or place in row:
            break
        start = place.end  # what the number is held against says nothing of it
    text = passage.text[start - passage.start : end - passage.start]
    if start > first.start:
        text = text.lstrip("，,；;）)。 ")
    return not _STOP.search(text) and not narrowing.search(text) and all(place.figure.exactness in ("exact", "about") for place in row)


def _multiplied(passage: Passage, number: Place, mean: Place, total: Place) -> Relation:
    """Return whether a total is a number times a mean."""
    scale = _scale(mean, total)
    value, bounds = number.figure.value * mean.figure.value * scale, _product(number.figure, mean.figure).times(scale)
    formula = f"{number.figure.text} × {mean.figure.text} = {total.figure.written(value)}"
    computed = Computed(value, bounds, formula, (number.figure, mean.figure))
    return compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE, "疑为单位或小数点有误")


def _scale(mean: Place, total: Place) -> Decimal:
    """Return how much of the unit of a total one of the unit of a mean is (公斤, 吨)."""
    one, other = (_WEIGHTS.get(place.figure.unit) for place in (mean, total))
    return one / other if one and other else Decimal(1)


def _product(one: Figure, other: Figure) -> Range:
    """Return the range of the products of two figures."""
    return Range(one.range.low * other.range.low, one.range.high * other.range.high)


def _held_against(passage: Passage, index: int, each: re.Match[str]) -> list[Place]:
    """Return the one number of a sentence that a change and a value for each are told of (1860户，比上年增加310户；户均增收2350元)."""
    told = [place for place in passage.places[:index] if place.role in ("level", "to") and _counts(place, each, passage)]
    behind = passage.places[passage.places.index(told[0]) + 1 : index] if len(told) == 1 else []
    return told if behind and all(place.role in ("former", "by", "from") for place in behind) else []


def _is_slip(passage: Passage, number: Place, mean: Place, total: Place) -> bool:
    """Tell whether a total is ten, a hundred … times what a number and a mean make, or as little of it, or is mistyped.

    A mean is rounded, so that a digit tells only where what follows from it is as exact as the total is told.
    """
    value = number.figure.value * mean.figure.value * _scale(mean, total)
    is_told = _SUM_TOLD.search(total.lead) is not None and passage.places.index(total) == passage.places.index(mean) + 1
    if is_told and total.figure.step and not value % total.figure.step and slip(total.figure.value, value) >= _CLEAR:
        return True
    return any(Range(value, value).times(factor).meets(total.figure.range) for factor in _FACTORS)


def _is_misplaced(number: Place, mean: Place, total: Place) -> bool:
    """Tell whether a total is just what a number and a mean make, but in another unit."""
    value = number.figure.value * mean.figure.value * _scale(mean, total)
    return any(value * factor == total.figure.value for factor in _FACTORS)


def _counts(number: Place, each: re.Match[str], passage: Passage) -> bool:
    """Tell whether a number counts what a value is told for (23个贫困县每县, 320户，户均, 12名…每人)."""
    if number.figure.kind != "quantity" or _EACH.search(number.lead):
        return False
    if each["apiece"]:
        return True
    own, unit = plain_unit(number.figure.unit), each["unit"] or each["per"] or (each["short"] or "")[:1]
    if not unit and (told := _EACH_GETS.search(each.string)):
        unit = told["unit"]
    if not unit:
        return own[:1] in _PRINTED
    if own.startswith(unit) or plain_unit(unit) == own:
        return True
    noun = re.split(r"[，,。；;\d]", passage.text[number.end - passage.start :])[0]
    return own[:1] in _CALLED.get(unit, "") and (unit in noun or unit in _SURE_UNITS)


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
        yield judged(passage, totals[0], [(numbers[name], sums[name]) for name in sums])
