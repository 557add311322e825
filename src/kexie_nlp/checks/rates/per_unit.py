"""Values per head or place that are a factor 10,000 off, those per head of a population, and averages of years."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import Final

from kexie_nlp.checks.rates.lumps import lumps_in
from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.numerals import parse_number

_EACH: Final = re.compile(r"(?P<heads>人均)[一-鿿]{0,8}$|(?:每|平均每)(?P<unit>[个家所项场期次人名位户村校站队支篇件辆])[一-鿿]{0,10}$")
_ABOVE: Final = re.compile(
    r"[，,（(](?:人均|户均|场均|平均|每[人户场期次辆个家批车][均次]?|每个[一-鿿]{2,4}|平均每[一-鿿]{1,4})(?:支出|经费|费用|开支|花费|补助|成本|接待费)?(?:为|约|仅|达)*"
)
_MOVED: Final = re.compile(r"比|较|增|减|多|少|提高|降|由|从|不少于|不低于|不超过|上限|标准")
_POPULATION: Final = re.compile(
    r"(?:按|以)[^，。；\d]{0,12}(?P<number>\d+(?:\.\d+)?)(?P<wan>万?)(?:余|多)?(?:常住|户籍|总)?人口?(?:计算?|测算|核算|算)?"
    r"[，,]?人均[一-鿿]{0,8}$"
)
# told anywhere, once: 全市常住人口126.5万人
_INHABITANTS: Final = re.compile(
    r"(?:常住|户籍|[总现]|全[省市县区州旗]|现有|年末){1,3}(?:人口|人数)(?:总数|总量)?(?:为|有|达到?|约|共|是|[:：])*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<wan>万?)"
)
_ALL_HEADS: Final = re.compile(r"全[省市县区州旗]人均|人均科普(?:专项)?(?:经费|投入)")
_OF_OTHERS: Final = re.compile(r"其中|(?<![全我本])[市县区州旗镇乡村]人均|参[训加会]|学员|培训|人均[^，。；]*(?:与|要求|平均|相差)")
_YEARLY: Final = re.compile(
    r"[，,（(]?(?:[一二三四五六七八九十]年)?(?:平均每年|每年平均|年均)(?:举办|开展|培训|发放|接待|组织|投入|安排|约|为|达到?|近|超过?)*$"
)
_YEARS: Final = re.compile(r"(?<![\d十第])(?P<number>[二两三四五六七八九十]|\d{1,2})年(?!级|均|前|后)|十[一二三四五](?=五|”五)")
_SPAN: Final = re.compile(r"(?P<first>(?:19|20)\d\d)年?(?:至|到|—|-|－|～)+(?P<last>(?:19|20)\d\d)年")
_ALL_YEARS: Final = re.compile(r"累计|共|合计|总|加起来|年计$|[二两三四五六七八九十]年(?!前|后|级)[^\d]{2,12}$")
_STOP: Final = re.compile(r"[；;。]")
_EXTREME: Final = re.compile(r"(?:最[高低多少大小]|[至不]等|单[笔项个]|人均|[户场]均|平均|每|各|分别|其中)[^，。；;\d]*$")
_PEOPLE: Final = ("人", "名", "位")
_LEVELS: Final = ("level", "to", "budget")
_WAN: Final = Decimal(10_000)
_HALF: Final = Decimal("0.5")
_FIVE: Final = 5
_FAR: Final = 80
_MOST: Final = 10  # figures on either side
_SLIP: Final = 0.8
_SCORE: Final = 0.6


def check_per_unit(context: Context) -> Iterator[Relation]:
    """Yield values per thing in 元 that only as 万元 make the total, or the other way; values per head; averages of years."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for index, place in enumerate(passage.places):
                lead = place.lead
                if place.figure.kind == "percent" or place.role not in ("level", "each", "to"):
                    continue
                if "人均" in lead and (match := _POPULATION.search(passage.text, *_near(passage, place))):
                    heads = _heads(match, passage.start)
                    before = [other for other in passage.places if heads and other.end <= heads.start]
                    totals = [other for other in before if same_unit(other.figure, place.figure)]
                    behind = passage.places[index + 1 : index + 2]  # 上年按16万人计，人均0.6元，是9.6万元
                    totals += [other for other in behind if same_unit(other.figure, place.figure)]
                    yield from _of_population(passage, place, heads, totals) if heads else ()
                elif _YEARLY.search(lead):
                    yield from _of_years(line[number - 1] if number else None, passage, index)
                elif index and _ABOVE.fullmatch(lead) and place.figure.kind == "amount":
                    yield from _above_total(passage, passage.places[:index], place)
                elif place.figure.kind == "amount" and (each := _EACH.search(lead)) and not _MOVED.search(each[0]):
                    yield from _slipped(line[max(0, number - 1) : number + 1], place, each)


def check_per_head(context: Context) -> Iterator[Relation]:
    """Yield values per head that are not those of the inhabitants that the report tells of elsewhere."""
    told = {match[0]: match for match in _INHABITANTS.finditer(context.text)}
    heads = [found for match in told.values() if (found := _heads(match, 0)) is not None]
    for passage in context.passages if heads else ():
        for place in passage.places:
            clause = _STOP.split(place.lead)[-1]
            named = clause.rpartition("人均")
            is_other = _POPULATION.search(passage.text, *_near(passage, place)) or _OF_OTHERS.search(clause) or _MOVED.search(named[2])
            if named[1] and place.figure.kind == "amount" and place.role in ("level", "each", "to") and not is_other:
                yield from _of_inhabitants(heads, passage, place)


def _near(passage: Passage, place: Place) -> tuple[int, int]:
    """Return the span of a sentence right before a figure."""
    end = place.start - passage.start
    return max(0, end - _FAR), end


def _slipped(passages: Sequence[Passage], place: Place, each: re.Match[str]) -> Iterator[Relation]:
    """Yield that a value per thing, times their number, makes the total only in the other unit of money."""
    units = _PEOPLE if each["heads"] or each["unit"] in _PEOPLE else (each["unit"],)
    at = passages[-1].places.index(place)
    around = passages[-1].places[max(0, at - _MOST) : at + _MOST + 1]
    told = [other for some in (*(one.places[-_MOST:] for one in passages[:-1]), around) for other in some if other.role in _LEVELS]
    told = [other for other in told if other is not place]
    numbers = [other.figure for other in told if other.figure.kind == "quantity" and other.figure.unit.startswith(units)]
    totals = [other.figure for other in told if other.figure.kind == "amount"]
    pairs = [(total, number) for total in totals for number in numbers if number.value > 1]
    if any(_made(place.figure, number, Decimal(1)).meets(total.range) for total, number in pairs):
        return
    for total, number in pairs:
        if total.scale == place.figure.scale or total.start < passages[-1].start:
            continue
        for factor in (_WAN, 1 / _WAN):
            if (factor > 1) == (place.figure.scale == 1) and _made(place.figure, number, factor).meets(total.range):
                yield _slip(passages[-1], place.figure, number, total)
                return


def _above_total(passage: Passage, before: Sequence[Place], place: Place) -> Iterator[Relation]:
    """Yield that a value per thing is above the total told right before it (培训经费17.5万元，人均118.48万元)."""
    amounts = [other for other in before if other.figure.kind == "amount"]
    total = amounts[-1] if amounts else None
    between = passage.text[total.end - passage.start : place.start - passage.start] if total is not None else "。"
    if total is None or _EXTREME.search(total.lead) or total in lumps_in([*before, place]):
        return  # 最多的8万元，最少的2万元，平均每个4.5万元
    if total.role not in _LEVELS or _STOP.search(between) or not place.figure.scale == total.figure.scale == _WAN:
        return
    if place.figure.value > total.figure.value > 0:
        told = place.figure.text.replace("万", "")
        why = f"{place.figure.text}高于总额{total.figure.text}，疑为{told}"
        spans = ((place.start, place.end), (total.start, total.end))
        difference = place.figure.value - place.figure.value / _WAN
        yield Relation("unit", False, place.figure.text, told, spans, (passage.start, passage.end), why, difference, _SLIP)


def _made(each: Figure, number: Figure, factor: Decimal) -> Range:
    """Return the total that so many things at so much each make, in another unit."""
    return Range(each.range.low * number.range.low * factor, each.range.high * number.range.high * factor)


def _slip(passage: Passage, each: Figure, number: Figure, total: Figure) -> Relation:
    """Return that a value per thing is in the wrong unit of money."""
    in_wan = "万" in each.text
    told = each.text.replace("万", "") if in_wan else each.text.replace("元", "万元")
    why = f"{number.text} × {told} = {total.text}，{each.text}疑为{told}"
    difference = each.value - (each.value / _WAN if in_wan else each.value * _WAN)
    spans = tuple((figure.start, figure.end) for figure in (each, number, total))
    return Relation("unit", False, each.text, told, spans, (passage.start, passage.end), why, difference, _SLIP)


def _of_inhabitants(heads: Sequence[Figure], passage: Passage, place: Place) -> Iterator[Relation]:
    """Yield that a value per head is that of an amount of its sentence and of no number of inhabitants."""
    totals = [other for other in passage.places if other is not place and same_unit(other.figure, place.figure)]
    found = [relation for some in heads for relation in _of_population(passage, place, some, totals)]
    is_only = passage.text.count("人均") == 1
    is_near = passage.start <= heads[0].start < place.start or _ALL_HEADS.search(place.lead)
    held = [relation for relation in found if relation.holds or relation.kind == "unit" or (is_near and is_only and len(heads) == 1)]
    yield from held[:1] if len(found) == len(heads) else []


def _heads(match: re.Match[str], start: int) -> Figure | None:
    """Return a number of inhabitants, found in a text that begins at ``start``."""
    value = parse_number(match["number"].replace(",", ""))
    if not value:
        return None
    scale = _WAN if match["wan"] else Decimal(1)
    decimals = len(match["number"].partition(".")[2])
    text = f"{match['number']}{match['wan']}人"
    step = scale.scaleb(-decimals) if match["wan"] else Decimal(0)
    return Figure(start + match.start("number"), start + match.end("wan"), text, "quantity", "人", value * scale, step, scale, "exact")


def _of_population(passage: Passage, place: Place, heads: Figure, totals: Sequence[Place]) -> Iterator[Relation]:
    """Yield that a value per head is not that of an amount and a number of inhabitants."""
    if place.lead.endswith("年人均"):  # 五年计5832万元，…，年人均2.52元
        totals = [one for one in totals if not _is_of_years(passage, one)]
    found = [(one, computed) for one in totals if (computed := _divided(place.figure, one.figure, heads)) is not None]
    fitting = next((computed for _, computed in found if computed.range.meets(place.figure.range)), None)
    if fitting is not None:
        yield compare("share", place.figure, fitting, (passage.start, passage.end), _SCORE)
        return
    for one, computed in found:
        factor = _WAN if place.figure.scale == 1 else 1 / _WAN
        if place.figure.kind == "amount" and computed.range.meets(place.figure.range.times(factor)):
            yield _slip(passage, place.figure, heads, one.figure)
            return
    levels = [computed for one, computed in found if one.role in _LEVELS]
    if len(levels) == 1:
        yield compare("share", place.figure, levels[0], (passage.start, passage.end), _SCORE)


def _divided(stated: Figure, total: Figure, number: Figure) -> Computed | None:
    """Return a total by a number."""
    bounds = total.range.percent_of(number.range)
    if bounds is None:
        return None
    value = total.value / number.value
    return Computed(
        value, Range(bounds.low / 100, bounds.high / 100), f"{total.text} ÷ {number.text} = {stated.written(value)}", (total, number)
    )


def _of_years(last: Passage | None, passage: Passage, index: int) -> Iterator[Relation]:
    """Yield whether an average of years is that of what is told of all of them (五年累计举办讲座600场，年均120场).

    ``last`` is the sentence before, which may tell it if this one tells nothing else in that unit.
    """
    stated = passage.places[index]
    before = passage.text[: stated.start - passage.start]
    totals = [place for place in passage.places[max(0, index - _MOST) : index] if same_unit(place.figure, stated.figure)]
    totals = [place for place in totals if _is_of_years(passage, place)] or totals[-1:]
    if totals and last is not None and _STOP.search(passage.text[totals[-1].end - passage.start : stated.start - passage.start]):
        totals = [place for place in last.places if same_unit(place.figure, stated.figure) and _is_of_years(last, place)]
        whole = last if _YEARS.search(_STOP.split(before)[-1]) and len(totals) == 1 else passage
    else:
        whole = passage
    if not totals or totals[-1].role not in ("level", "to") or not _is_of_years(whole, totals[-1]):
        return
    row = _row_from(whole, totals[-1])
    total = totals[-1].figure
    if whole is passage and _STOP.search(passage.text[total.end - passage.start : stated.start - passage.start]):
        return
    before = before if whole is passage else _STOP.split(before)[-1]
    numbers = {_number(match) for match in _YEARS.finditer(before)}
    numbers |= {Decimal(int(match["last"]) - int(match["first"]) + 1) for match in _SPAN.finditer(before)}
    found = []
    if len(row) > 1:  # 三年分别为31场、40场、52场，年均41场: of all of them
        numbers = {number for number in numbers if number == len(row)}
    for number in sorted(number for number in numbers if number > 1):
        if len(row) > 1:
            yield compare("share", _mean(stated.figure), _mean_of(stated.figure, row), (passage.start, passage.end), _SCORE)
            return
        value = total.value / number
        half = _HALF if stated.figure.kind == "quantity" and not stated.figure.step else 0  # a count is rounded
        bounds = Range(total.range.low / number - half, total.range.high / number + half)
        formula = f"{total.text} ÷ {number}年 = {stated.figure.written(value)}"
        found.append(compare("share", stated.figure, Computed(value, bounds, formula, (total,)), (passage.start, passage.end), _SCORE))
    yield from [relation for relation in found if relation.holds][:1] or (found if len(found) == 1 else [])


def _row_from(passage: Passage, place: Place) -> list[Figure]:
    """Return the figures told in a row, one for each year, that a figure is the first of."""
    behind = passage.places[passage.places.index(place) + 1 :][:_MOST]
    row = takewhile(lambda other: other.lead in ("、", "，", "和", "及") and same_unit(other.figure, place.figure), behind)
    return [place.figure, *(other.figure for other in row)]


def _mean(stated: Figure) -> Figure:
    """Return a mean as one that was rounded."""
    return stated if stated.step else replace(stated, step=Decimal(1))


def _mean_of(stated: Figure, row: Sequence[Figure]) -> Computed:
    """Return the mean of some figures."""
    total, number = Range.total(figure.range for figure in row), Decimal(len(row))
    value = sum((figure.value for figure in row), Decimal(0)) / number
    formula = f"({joined(row)}) ÷ {number} = {stated.written(value)}"
    return Computed(value, Range(total.low / number, total.high / number), formula, tuple(row))


def _is_of_years(passage: Passage, place: Place) -> bool:
    """Tell whether the words before a figure in its clause say that it is of several years."""
    return bool(_ALL_YEARS.search(re.split("[，,；;。]", passage.text[: place.start - passage.start])[-1]))


def _number(match: re.Match[str]) -> Decimal:
    """Return how many years a word tells; a five-year plan has five."""
    if match["number"] is None:
        return Decimal(_FIVE)
    return Decimal(2) if match["number"] == "两" else Decimal(parse_number(match["number"]) or 0)
