"""Whether values per head, per day and per event follow from the total and the number told with them (260人，投入15.6万元，人均600元)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.rates.average_bases import fit_together, makes, share_word
from kexie_nlp.checks.rates.lumps import lumps_in
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_MEASURE: Final = "场期次趟讲节轮个册份批所站项件套块名位家户村校馆篇支队镇乡县人天辆台院条班亩会组"
PER: Final = re.compile(
    rf"(?:人均|户均|(?P<day>日)均|(?:平均(?:下来[，,]?)?|[匀摊]下来)[每一]?(?P<unit>[{_MEASURE}])|一(?P<one>[{_MEASURE}])平均|(?<![一-鿿])(?P<short>[批场站期馆校村篇项件班条亩车院县乡镇会队套]|次)均|每(?P<each>[{_MEASURE}])(?:平均)?|(?P<apiece>各(?=补助|奖励|资助|拨付|给予|发放|下达|安排|奖补|扶持)))"
    r"(?P<noun>(?:[一-鿿（）]|(?<=[（市县区])、(?=[市县区镇街村])){0,10})(?:约|为|达|近|：|:)*$"
)
_NEAR_NOUN: Final = re.compile(
    r"支出|经费|投入|接待|服务|参观|补助|奖励|资助|拨付|给予|发放|参加|参与|培训|受益|标准|费用?|平均|扶持|奖补|下达|公用|惠及|安排|使用|核定"
)
_STANDARD: Final = re.compile(r"补助|奖励|资助|拨付|按|标准|给予|奖补|发放|扶持")
_APIECE: Final = re.compile(r"(?:[，,（(]每[一-鿿]|各)$")  # 12个，每个1万元, 12个村各1万元: a sum, no average
_IN_SUM: Final = re.compile(r"[，,、（(](?:合计|共计|总计|累计|共|计)(?:有|达|培训|接待|受益|参加|参与|服务|惠及|覆盖|听众|观众)*")
_COMPARED: Final = re.compile(r"[，,（(]?(?:比|较|与|同|上年|去年)")
_GAIN: Final = re.compile(r"比|多|少|增|减|节|降")
_MOVED: Final = re.compile(r"由|从|原来?|提高|降低|增加|每.*每")
_BLURRED: Final = re.compile(r"均|约|近")
_VAGUE: Final = "个项家"  # of so many kinds of things that the noun has to be the same
# what a kind of place or vehicle is counted in
_CALLED: Final = {
    "车": "辆",
    "趟": "次",
    "院": "个所",
    "馆": "座个家",
    "校": "所",
    **dict.fromkeys("县乡镇村", "个"),
    "会": "个",
    "队": "支个",
    "班": "个",
    "站": "个座家",
    "社": "个家",
}
_TARGET: Final = re.compile(r"目标|计划|指标")
_SET: Final = re.compile(r"(?:规定|要求|应驻?)的?$")  # 人均驻村246天，比规定的220天多26天
_LIMIT: Final = re.compile(r"不少于|不低于|不超过|至少|最高|最低|最多|以上|上限|限额|不高于|原则上|计划|标准为")
_BEYOND: Final = re.compile(r"\s*(?:以上|以下|以内|不等|(?:至|到|[-~—～–])\s*\d)")
_EITHER: Final = re.compile(r"每个?[一-鿿]{1,2}[（(][一-鿿]{1,2}[）)]")  # 4县3区，平均每县（区）4站
_WIDE: Final = re.compile(r"全[市县省区州旗国]|常住|户籍|居民|农民|可支配|纯收入|增收|科普经费|科普专项")
_PEOPLE: Final = re.compile(r"人|名|位|户")
_SHARE: Final = re.compile(r"[，,（(]占")
_STOP: Final = re.compile(r"[；;。]")
_PART: Final = re.compile(r"其中|包括|分别")
_LEVEL: Final = ("level", "to", "budget")
_SCORE: Final = 0.6
_OF_YEARS: Final = re.compile(r"[两二三四五六七八九十]年(?:来|间)?(?:合计|共计|累计|共|计)")
_TWO: Final = 2
_MOST: Final = 24  # figures of a sentence that are looked at, on each side
_NEAREST: Final = 6
_BACK: Final = 3  # sentences
_TEN: Final = 10


@dataclass(frozen=True, slots=True)
class _Told:
    """What a value per thing is told with; ``principal`` are the ids of figures that are no parts of others."""

    totals: list[Place]
    numbers: list[Place]
    principal: frozenset[int]


def check_averages(context: Context) -> Iterator[Relation]:
    """Yield whether values per head, per event or per place are those of the total and the number beside them."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            stated = [(index, match) for index, place in enumerate(passage.places) if (match := per_thing(passage, place))]
            for index, match in stated:
                like = [other for at, other in stated if _is_like(passage, (at, other), (index, match))]
                yield from _average(line[max(0, number - _BACK) : number], passage, index, match, is_one=len(like) == 1)


def _is_like(passage: Passage, *some: tuple[int, re.Match[str]]) -> bool:
    """Tell whether two values per thing are in one unit, of people per things of one kind."""
    (one, per), (other, told) = ((passage.places[index], match) for index, match in some)
    return same_unit(one.figure, other.figure) and (one.figure.kind == "amount" or unit_of(per, None) == unit_of(told, None))


def per_thing(passage: Passage, place: Place) -> re.Match[str] | None:
    """Return the words by which a figure is told as one per thing, or None; thresholds are none."""
    if place.figure.kind not in ("amount", "quantity") or place.role not in ("level", "each", "to", "other"):
        return None
    match = PER.search(place.lead)
    if (
        match is None
        or _COMPARED.match(place.lead)
        or _GAIN.search(match["noun"])
        or _LIMIT.search(place.lead)
        or _EITHER.search(place.lead)
        or _MOVED.search(re.split(r"[，,；;。（(]", place.lead)[-1])
        or _BEYOND.match(passage.text, place.end - passage.start)
        or (place.lead.endswith(("年人均", "年户均")) and _OF_YEARS.search(passage.text))
    ):
        return None
    return match


def unit_of(match: re.Match[str], before: Place | None) -> str:
    """Return the measure word of the things that a value is told per; "" of persons. ``before`` is the figure before it."""
    if match["apiece"]:
        return before.figure.unit if before is not None and before.figure.kind == "quantity" else "?"
    unit = "天" if match["day"] else match["unit"] or match["short"] or match["one"] or match["each"] or ""
    if not unit and match[0].startswith("户"):
        return "户"
    return "" if unit in ("人", "名", "位") else unit


def counts_of(figure: Figure, unit: str) -> bool:
    """Tell whether a figure counts what a value is told per: heads, or things of a unit."""
    if figure.kind != "quantity":
        return False
    return figure.unit.startswith((unit, *_CALLED.get(unit, ""))) if unit else bool(_PEOPLE.match(figure.unit))


def _clause(passage: Passage, index: int) -> list[Place]:
    """Return the figures of the clause that a figure stands in, those before it and those behind."""
    places = passage.places
    found: list[Place] = []
    end = places[index].start
    for place in reversed(places[max(0, index - _MOST) : index]):
        if _STOP.search(passage.text[place.end - passage.start : end - passage.start]):
            break
        found.insert(0, place)
        end = place.start
    at = places[index].end
    for place in places[index + 1 : index + _MOST]:
        if _STOP.search(passage.text[at - passage.start : place.start - passage.start]):
            break
        found.append(place)
        at = place.end
    return found


def _told(places: Sequence[Place], stated: Place, unit: str) -> _Told:
    """Return the totals and numbers among figures that a value per thing may be of."""
    totals: list[Place] = []
    numbers: list[Place] = []
    principal: set[int] = set()
    in_part, lumps = False, {id(place) for place in lumps_in(sorted([*places, stated], key=lambda place: place.start))}
    for at, place in enumerate(places):
        in_part = bool(_PART.search(place.lead)) or (in_part and not re.search(r"[，,；;。]", place.lead))
        is_none = PER.search(place.lead) or _SET.search(place.lead)
        if is_none or (place.role not in _LEVEL and not (place.role == "each" and place.lead.endswith(("人口", "人口约")))):
            continue
        if counts_of(place.figure, unit) and (unit or not same_unit(place.figure, stated.figure)):
            numbers.append(place)
        elif same_unit(place.figure, stated.figure) or (unit and _are_people(place.figure, stated.figure)):
            totals.append(place)
        else:
            continue
        if not in_part and place.role != "budget" and id(place) not in lumps and not _is_of_some(places, at, stated, unit):
            principal.add(id(place))
    return _Told(totals, numbers, frozenset(principal))


def _is_of_some(places: Sequence[Place], at: int, stated: Place, unit: str) -> bool:
    """Tell whether a value is a part (返乡967人次，占20.0%), or what others got (2个，每个20万元，带头人1名，奖补5万元)."""
    behind = places[at + 1] if at + 1 < len(places) else None
    count = places[at - 1] if at and places[at].figure.kind == "amount" else stated
    is_of_others = count.start > stated.start and count.figure.kind == "quantity" and not counts_of(count.figure, unit)
    return is_of_others or (behind is not None and behind.role == "share" and bool(_SHARE.match(behind.lead)))


def _are_people(total: Figure, mean: Figure) -> bool:
    """Tell whether a total counts the people who came to all events, of which a mean tells how many came to one."""
    return total.unit == "人次" and mean.unit in ("人", "名")


def _average(earlier: Sequence[Passage], passage: Passage, index: int, match: re.Match[str], *, is_one: bool) -> Iterator[Relation]:
    """Yield whether a value per thing is that of a total and a number told with it."""
    stated, unit = passage.places[index], unit_of(match, passage.places[index - 1] if index else None)
    own = _clause(passage, index)
    told = _told(own, stated, unit)
    if not told.numbers and told.totals:
        before = [place for place in passage.places[max(0, index - _MOST) : index] if not _TARGET.search(place.lead)]
        told = _told(before + own, stated, unit)
    if (not told.totals or not told.numbers) and not _STOP.search(passage.text[: stated.start - passage.start]):
        told = _told_above(earlier, own, stated, unit) or told
    quote, rate = (passage.start, passage.end), as_standard(stated)
    found = {
        (id(total), id(number)): _compared(rate, computed, quote)
        for total in sorted(told.totals, key=lambda place: abs(place.start - stated.start))[:_NEAREST]
        for number in sorted(told.numbers, key=lambda place: abs(place.start - stated.start))[:_NEAREST]
        if (computed := _divided(rate, total.figure, number.figure)) is not None
    }
    holding = next((relation for relation in found.values() if relation.holds), None)
    if holding is not None:
        yield holding
    if holding is None and any(makes(rate, total, place) for total in told.totals for one in (*earlier, passage) for place in one.places):
        return  # 2600人，去年底3250人；会费应收6.5万元，按每人20元计
    pair = None if holding is not None else _sure(told, own, stated, match, unit)
    if is_one and pair is not None and fit_together(*pair, passage, stated) and (id(pair[0]), id(pair[1])) in found:
        relation = found[id(pair[0]), id(pair[1])] if _is_near(pair, stated) else _lacks_unit(pair, stated, quote)
        yield from [relation] if relation is not None else []


def _told_above(earlier: Sequence[Passage], own: Sequence[Place], stated: Place, unit: str) -> _Told | None:
    """Return what a sentence and the ones before it tell, as far back as to one that tells a number that is no part of another."""
    told: _Told | None = None
    before = list(own)
    for sentence in reversed(earlier):
        before = [*sentence.places, *before]
        told = _told(before, stated, unit)
        if not told.numbers or (told.totals and any(id(place) in told.principal for place in told.numbers)):
            break  # of parts (其中妇女320人次) it is not
    return told


def _is_near(pair: tuple[Place, Place], stated: Place) -> bool:
    """Tell whether a value per thing is of the size that follows; else it is of other figures."""
    total, number = (place.figure.value for place in pair)
    return bool(number) and total <= _TEN * number * stated.figure.value and number * stated.figure.value <= _TEN * total


def _lacks_unit(pair: tuple[Place, Place], stated: Place, quote: tuple[int, int]) -> Relation | None:
    """Return that a sum is that of a value per thing but for the 万 before its 元 (29场，4.35元，场均1500元), if it is."""
    total, number = (place.figure for place in pair)
    is_plain = total.kind == "amount" and "万" not in total.text and pair[0].start < stated.start
    if not is_plain or total.value * 10_000 != number.value * stated.figure.value:
        return None
    told, spans = f"{total.text.removesuffix('元')}万元", tuple((place.start, place.end) for place in (*pair, stated))
    why = f"{number.text} × {stated.figure.text} = {told}，文中写{total.text}"
    return Relation("unit", False, total.text, told, spans, quote, why, total.value * (1 - 10_000), _SCORE)


def _sure(told: _Told, own: Sequence[Place], stated: Place, match: re.Match[str], unit: str) -> tuple[Place, Place] | None:
    """Return the total and the number that a value is surely of: there are no others, but for parts, or they stand right before it."""
    totals = [place for place in told.totals if id(place) in told.principal]
    numbers = [place for place in told.numbers if id(place) in told.principal]
    near = [place for place in own if place.end <= stated.start][-_TWO:]
    close_totals, close_numbers = ([place for place in near if place in some] for some in (totals, numbers))
    behind = next((place for place in own if place.start > stated.start), None)
    is_in_sum = behind is not None and behind in totals and _are_people(behind.figure, stated.figure) and _IN_SUM.fullmatch(behind.lead)
    if behind is not None and is_in_sum and near and near[-1] in numbers:
        return behind, near[-1]  # 26场，每场平均180人，共4680人次
    if len(close_totals) == len(close_numbers) == 1 and len(near) == _TWO:
        totals, numbers = close_totals, close_numbers
    last = next((place for place in reversed(own) if place.start < stated.start), None)
    if last is not None and counts_of(last.figure, unit) and last not in numbers and _APIECE.search(stated.lead):
        return None  # 10个先进集体和个人获奖补165万元，其中农技协4个，每个20万元
    subject = stated.lead[: match.start()]
    totals, numbers = (list({id(place): place for place in some}.values()) for some in (totals, numbers))
    if len(totals) != 1 or len(numbers) != 1 or not all(place in own or place.start < stated.start for place in (*totals, *numbers)):
        return None
    is_apart = totals[0] not in own
    if is_apart and not (numbers[0] in own and share_word(totals[0], own)) and (numbers[0] in own or subject.strip()):
        return None
    if _WIDE.search(match["noun"] + re.split(r"[，,；;。]", subject)[-1]) and "人口" not in numbers[0].lead:
        return None
    noun = _NEAR_NOUN.sub("", match["noun"])
    is_beside = close_totals == totals and close_numbers == numbers and sum(counts_of(place.figure, unit) for place in own) == 1
    is_named = any(noun[at : at + _TWO] in numbers[0].lead for at in range(max(1, len(noun) - 1)))
    if unit and unit in _VAGUE and noun and not is_beside and not is_named:
        return None
    return totals[0], numbers[0]


def _compared(rate: Figure, computed: Computed, quote: tuple[int, int]) -> Relation:
    """Hold a value per thing against what follows; where that needs no rounding, a difference in the last digit is one, too."""
    if rate.kind == "quantity" and not rate.step:
        rate = replace(rate, step=Decimal(1))  # 平均每期80人次 may be 80.25: a count is told to the unit, an average rounded to it
    relation = compare("share", rate, computed, quote, _SCORE)
    is_exact = rate.step > 0 and not computed.value % rate.step
    return replace(relation, score=_SCORE) if is_exact and not relation.holds else relation


def as_standard(stated: Place) -> Figure:
    """Return a value per thing, as an exact one if it is a sum that is granted (每家补助5万元) and no average."""
    if (
        stated.figure.kind == "amount"
        and (_STANDARD.search(stated.lead) or _APIECE.search(stated.lead))
        and not _BLURRED.search(stated.lead)
    ):
        return replace(stated.figure, step=min(stated.figure.step, stated.figure.scale / 100))
    if stated.figure.kind == "quantity" and not stated.figure.step:
        return replace(stated.figure, step=Decimal(1))  # a count per event is rounded, though a count is not
    return stated.figure


def _divided(stated: Figure, total: Figure, number: Figure) -> Computed | None:
    """Return a total by a number."""
    bounds = total.range.percent_of(number.range)
    if bounds is None:
        return None
    value = total.value / number.value
    formula = f"{total.text} ÷ {number.text} = {stated.written(value)}"
    return Computed(value, Range(bounds.low / 100, bounds.high / 100), formula, (total, number))
