"""Whether an amount is told in 元 that must be meant in 万元, and persons in parts where 万 must be meant."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation, joined
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.table_names import named_rows

_SMALL: Final = Decimal(1000)
_EXPENSE: Final = re.compile(r"(?:经费|支出|收入|资金|拨款|投入|预算|费用?|总额|合计|补助)[^，。；]{0,4}$")
_RATHER_SMALL: Final = re.compile(
    r"人均|每|平均|均|单价|标准|利息|门票|餐费|票|手续费|工本费|邮|押金|元/|按|限|补贴标准|奖金|稿|一次性|误餐|伙食|尾数|零钱"
)
_BY_PRICE: Final = re.compile(r"^的?标准(?=[安核拨测列预]|计[算提])")
_PER_THING: Final = re.compile(r"[人户]均|每|平均|单价")
_CLAUSE: Final = re.compile(r"[，,。；;]")
_LEVELS: Final = ("level", "to", "budget")
_LONGEST: Final = 10  # parts of a sum
_LEAST_STEP: Final = Decimal(1000)  # a whole told to a tenth of 万元
_FEWEST: Final = 2
_SHORTEST: Final = 4
_WAN: Final = Decimal(10_000)
# what there is no part of, but in an average
_WHOLE: Final = frozenset(["人", "人次", "人（次）", "名", "位"])
_PER: Final = re.compile(r"(?<![\d.])[百千万](?:名|位|户|个)?[一-鿿]{0,2}[人口户](?!次)|密度|当量|折合|折算|日接待|比例|比为")
_OF_TIME: Final = ("年", "月", "天", "日", "时", "小时", "/", "／")  # 52.8人年
_GOES_ON: Final = re.compile(r"其中|上年|去年|同比|比|较")
_NEXT: Final = re.compile(r"[，,、和及（(]?[^，,；;。]{0,10}|其中[^，,；;。]{0,8}")
_ALL: Final = re.compile(r"共|全年|累计|总")


def check_units(context: Context) -> Iterator[Relation]:
    """Yield amounts such as 30.18元 among lines of the same kind that are all in 万元."""
    yield from _parts_of_persons(context)
    for line in context.paragraphs():
        yield from _parts_of_sums(line)
        places = [(passage, place) for passage in line for place in passage.places if place.figure.kind == "amount"]
        others = [place for _, place in places if place.figure.scale > 1]
        for passage, place in places:
            figure = place.figure
            if figure.scale != 1 or not 0 < figure.value < _SMALL or figure.step >= 1:
                continue
            if (
                place.role not in ("level", "budget", "to", "former")
                or not _EXPENSE.search(place.lead)
                or _RATHER_SMALL.search(place.lead[-16:])
                or _PER_THING.search(_CLAUSE.split(passage.text[: place.start - passage.start])[-1])  # 每接待1人次支出14.27元
            ):
                continue
            near = others if len(others) >= _FEWEST else _around(context, line[0].start, line[-1].end)
            alike = [other for other in near if other.figure.step / other.figure.scale <= Decimal("0.1")]
            plain = [other for _, other in places if other.figure.scale == 1 and other is not place]
            if len(alike) < _FEWEST or plain:
                continue
            told = figure.text.replace("元", "万元")
            why = f"上下文金额以万元计（{'、'.join(other.figure.text for other in alike[:3])}），{figure.text}疑为{told}"
            difference = figure.value - figure.value * 10_000
            spans = ((place.start, place.end), *((other.start, other.end) for other in alike[:3]))
            yield Relation("unit", False, figure.text, told, spans, (passage.start, passage.end), why, difference, 0.8)


def check_against_tables(context: Context) -> Iterator[Relation]:
    """Yield amounts in 元 that a row of the same name tells with the same digits in 万元 (单位：万元)."""
    rows = [row for grid in context.grids for row in named_rows(grid, context.year) if len(row.full) >= _SHORTEST]
    for passage in context.passages if rows else ():
        for place in passage.places:
            figure = place.figure
            is_small = figure.kind == "amount" and figure.scale == 1 and 0 < figure.value < _SMALL
            is_great = figure.kind == "amount" and figure.scale == _WAN and figure.value >= _SMALL * _WAN  # 686100万元 for 68.61万元
            if not (is_small or is_great) or place.role not in ("level", "budget", "to") or _is_rather_small(place):
                continue
            meant = figure.value * _WAN if is_small else figure.value / _WAN
            alike = (
                told.figure
                for row in rows
                if row.full in place.lead
                for told in row.all
                if told.unit == "元" and any((one.low + one.high) / 2 == meant for one in told.ranges)
            )
            if (other := next(alike, None)) is not None:
                told = figure.text.replace("元", "万元") if is_small else figure.text.replace("万", "")
                why = f"表中同名一行为{other.text}（万元），{figure.text}疑为{told}"
                spans = ((figure.start, figure.end), (other.start, other.end))
                difference = figure.value - meant
                yield Relation("unit", False, figure.text, told, spans, (passage.start, passage.end), why, difference, 0.85)


def _parts_of_sums(line: Sequence[Passage]) -> Iterator[Relation]:
    """Yield amounts in 元 that only in 万元 make up, with the amounts beside them, one that the line tells (12万元。…4.65万元，…7.35元)."""
    told = [(passage, place) for passage in line for place in passage.places if place.figure.kind == "amount" and place.role in _LEVELS]
    for at, (passage, place) in enumerate(told):
        figure = place.figure
        if figure.scale != 1 or not 0 < figure.value < _SMALL or _is_rather_small(place):
            continue
        meant = figure.range.times(_WAN)
        for first in range(max(0, at - _LONGEST), at + 1):
            for last in range(max(at, first + 1), min(len(told), at + _LONGEST)):
                parts = [one.figure for _, one in told[first : last + 1] if one is not place]
                wholes = [one.figure for _, one in (*told[max(0, first - _LONGEST) : first], *told[last + 1 : last + 3])]
                if any(one.scale == 1 for one in parts):
                    continue
                without = Range.total(one.range for one in parts)
                wholes = [one for one in wholes if not one.range.meets(without)]  # made up already
                bounds = Range.total((meant, *(one.range for one in parts)))
                value = figure.value * _WAN + sum(one.value for one in parts)
                fitting = (one for one in wholes if one.scale > 1 and one.range.meets(bounds))
                whole = next((one for one in fitting if one.value == value or one.step <= _LEAST_STEP), None)
                if whole is not None:
                    yield _slipped(passage, figure, whole, parts)
                    return


def _is_rather_small(place: Place) -> bool:
    """Tell whether an amount may be small by what stands before it, but for the price by which it was reckoned (按人均1.5元的标准安排)."""
    return _RATHER_SMALL.search(_BY_PRICE.sub("", place.lead)[-16:]) is not None


def _slipped(passage: Passage, figure: Figure, whole: Figure, parts: Sequence[Figure]) -> Relation:
    """Return that an amount is meant in 万元, since so it makes up a whole with others."""
    told = figure.text.replace("元", "万元")
    why = f"{joined([*parts])} + {told} = {whole.text}，{figure.text}疑为{told}"
    spans = tuple((one.start, one.end) for one in (figure, whole, *parts))
    return Relation("unit", False, figure.text, told, spans, (passage.start, passage.end), why, figure.value - figure.value * _WAN, 0.85)


def _parts_of_persons(context: Context) -> Iterator[Relation]:
    """Yield counts of persons such as 8.6人次, which are no averages and are not held against any."""
    for line in context.paragraphs():
        is_after_mean = False
        for passage in line:
            odd = [place for place in passage.places if _is_in_parts(place)]
            is_after_mean = is_after_mean and bool(_GOES_ON.match(passage.text))
            for place in odd:
                if _is_mean(passage, place) or (is_after_mean and _is_held_against_mean(place)):
                    is_after_mean = True
                    continue
                figure = place.figure
                told = figure.text.replace(figure.unit, f"万{figure.unit}")
                why = f"{figure.unit}数只能是整数，{figure.text}疑为{told}"
                difference, quote = figure.value - figure.value * _WAN, (passage.start, passage.end)
                yield Relation("unit", False, figure.text, told, ((place.start, place.end),), quote, why, difference, 0.8)


def _is_held_against_mean(place: Place) -> bool:
    """Tell whether a count follows an average as another one, as that of the year before, or as the change between both."""
    return place.role in ("former", "from", "to", "by") or bool(_NEXT.fullmatch(place.lead) and not _ALL.search(place.lead))


def _is_in_parts(place: Place) -> bool:
    """Tell whether a figure counts persons in parts."""
    figure = place.figure
    return figure.kind == "quantity" and figure.unit in _WHOLE and figure.scale == 1 and figure.value != int(figure.value)


def _is_mean(passage: Passage, place: Place) -> bool:
    """Tell whether a count is told per thing, or in years or days of work."""
    at = place.start - passage.start
    words = re.split("[；;。]", passage.text[:at])[-1]
    return bool(_RATHER_SMALL.search(place.lead[-16:]) or (_PER.search(words) and not _ALL.search(place.lead))) or passage.text.startswith(
        _OF_TIME, place.end - passage.start
    )


def _around(context: Context, start: int, end: int) -> list[Place]:
    """Return the amounts in 万元 of the lines next to a span."""
    return [
        place
        for passage in context.passages
        if start - 300 < passage.start < end + 300
        for place in passage.places
        if place.figure.kind == "amount" and place.figure.scale > 1
    ]
