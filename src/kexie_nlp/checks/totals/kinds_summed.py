"""Whether a total that says of how many kinds it is (四类基层组织合计312个) is made up of so many counts told before it.

企业科协增至96家；高校科协3家，乡镇科协87家，农技协134个，四类基层组织合计320个: the counts may be in other measure words, other
figures may stand among them, and the total in a sentence of its own (…个人会费计3.2万元。两类会费加起来，全年收取9.4万元).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.summed import without_parts

_TOTAL: Final = re.compile(
    r"(?:^|[，,；;。：:（(]|以上|上述|这|全年)(?P<number>[两二三四五六七八]|\d)(?:大类|部分|本账|(?:个[一-鿿]{2}|(?![年月天日人者届])[一-鿿])(?=[^，。；\d]{0,6}(?:合计|相加|加起来|合起来))|[类种项级地县馆方批轮块笔层样头边季次站期])[^，。；\d]{0,8}"
    r"(?:(?:合计|共计|总计|共|累计|总数为?)|(?:合起来|加起来|合在一起|加在一起|加总|相加|合并)(?:计算)?[，,]?)[^，。；\d]{0,6}$"
)
_EARLIER: Final = re.compile("上年|去年|上届|同期")  # 上年三项合计75万元: of no counts told here
_ALL: Final = re.compile(  # 各类基层组织共138个: of all counts told in a row before it, each with its name
    r"[，,；;](?:(?P<of>(?:各级)?各[类种项级]|以上|上述|这些)[^，。；\d]{0,10}|[^，。；\d]{2,8}(?=总[数量]))(?:合计|共计|总计|总共|共有?|累计|总[数量])(?:达到?|为|有)?$"
)
_NOT_OF_ALL: Final = re.compile(r"覆盖|服务|惠及|辐射|联系|带动|培训|参与|参加|受益|新|增|举办单位")
_NUMBERS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_CLASSES: Final = (*map(frozenset, ("个家所处支座", "场期次", "件篇项条", "份册本张")), frozenset(["人", "名", "位", "人次"]))
_SECOND: Final = re.compile(r"[、，,和及]?(?!其中|[比较]|平均|每|均)[一-鿿]{0,10}")  # 三类活动共38场，参加人数共8100人次
_NO_PART: Final = re.compile(r"其中|每|新[建增成]|增[加长]?$|比|较|上年|原有|平均|目标|计划|含|覆盖")
_NO_REST: Final = re.compile(r"(?:[（(][^（）()\d]*[）)])?")
_IN_ROW: Final = re.compile(r"(?:[（(][^（）()\d]*[）)])?[、，,；;和及]")
_SUMMED: Final = re.compile(r"[，,、（(](?:共计?|合计|计|小计)(?:[一-鿿]{0,6})$")
_TWICE: Final = re.compile(r"[一-鿿]{0,8}?(?:同时(?:是|为|属|也|系|又|参加|获|入选|列入|挂)|既是|兼[有具为任属]|重复|交叉|两[边项类处]都)")
_FEWEST: Final = 3
_LOOKED_AT: Final = 12
_NEAR: Final = 10
_SPAN: Final = 24
_SCORE: Final = 0.7


def check_kinds_summed(context: Context) -> Iterator[Relation]:
    """Yield whether totals of so many kinds are the sums of so many counts before them."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for at, total in enumerate(passage.places):
                if total.role != "level" or total.depth or total.figure.kind == "percent":
                    continue
                end = total.start - passage.start
                told = _TOTAL.search(passage.text, max(0, end - _SPAN), end)
                if told is None:
                    yield from _of_all(passage, at)
                    continue
                if _EARLIER.search(passage.text, max(0, told.start() - _NEAR), told.end()):
                    continue
                count = _NUMBERS.get(told["number"]) or int(told["number"])
                places = [place for place in passage.places[:at] if place.start < passage.start + told.start("number")]
                if len(_parts(places, total)) < count:
                    places = [*(place for one in line[max(0, number - count) : number] for place in one.places), *places]
                found = _all_summed(passage, at, _tops(places, total, count), count)
                yield from (one for one in found if one.holds or not _is_made_by_others(places, context.by_span[one.spans[0]], count))


def _of_all(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield whether a total of all kinds is made up of the counts told in a row before it, in several measure words."""
    total, end = passage.places[at], passage.places[at].start - passage.start
    told = _ALL.search(passage.text, max(0, end - _SPAN), end)
    places = passage.places[:at]
    rest = passage.text[places[-1].end - passage.start : told.start()] if told and places else "等"
    if told is None or not _NO_REST.fullmatch(rest) or _NOT_OF_ALL.search(told[0]) or _NO_PART.search(places[0].lead):
        return
    first = next((number for number, place in enumerate(places) if place in _parts(places, total)), 0)
    run = places[first:]
    if len(run) >= _FEWEST and run == tuple(_parts(run, total)) and all(_IN_ROW.match(place.hidden) for place in run[1:]):
        found = list(_summed(passage, total, run, len(run)))
        are_alike = all(same_unit(place.figure, total.figure) for place in run)  # then a bare run, which other rules see
        yield from (one for one in found if one.holds or (not are_alike and (told["of"] or _is_mistyped(total, run))))


def _tops(places: Sequence[Place], total: Place, count: int) -> Sequence[Place]:
    """Return figures without the parts of one of them, unless too few are left: of 20、15、5 a total of three kinds wants all."""
    tops = without_parts(places)
    return tops if len(_parts(tops, total)) >= count else places


def _is_mistyped(total: Place, parts: Sequence[Place]) -> bool:
    """Tell whether one digit explains why a total is not the sum of its parts."""
    return misadded(total.figure.value, [part.figure.value for part in parts]) >= 1


def _all_summed(passage: Passage, at: int, places: Sequence[Place], count: int) -> Iterator[Relation]:
    """Yield whether a total holds, and the one in another unit behind it, where the counts come in both."""
    total = passage.places[at]
    parts = _parts(places, total)
    sums = [place for place in parts if _SUMMED.search(place.lead)]  # 每个20万元，共65万元；…共36万元。两级合计101万元
    yield from (found := list(_summed(passage, total, sums if len(sums) == count < len(parts) else parts, count)))
    behind = passage.places[at + 1] if at + 1 < len(passage.places) else None
    if behind is None or behind.role != "level" or not _SECOND.fullmatch(behind.lead) or alike(behind, total):
        return
    parts = _parts(places, behind)
    if len(parts) == count:
        # where the one total is made up, all parts are told, so that the other one must be, too
        yield from _summed(passage, behind, parts, count, is_sure=any(one.holds for one in found))


def _parts(places: Sequence[Place], total: Place) -> list[Place]:
    """Return the counts that a total of several kinds may be made of."""
    return [
        place
        for place in places
        if place.role in ("level", "to") and not place.depth and alike(place, total)
        if not _NO_PART.search(re.split("[，,；;。：:]", place.lead)[-1])
    ]


def alike(place: Place, total: Place) -> bool:
    """Tell whether two counts may be added though their measure words differ (96家 and 134个)."""
    if same_unit(place.figure, total.figure):
        return True
    units = [figure.unit.replace("场次", "场") for figure in (place.figure, total.figure)]
    return any(some.issuperset(units) for some in _CLASSES)


def _is_made_by_others(places: Sequence[Place], total: Figure, count: int) -> bool:
    """Tell whether as many others of the sentences make a total (满分10分，得9.57分；满分90分，得88分。两部分相加97.57分)."""
    figures = [place.figure for place in places if same_unit(place.figure, total)][-_LOOKED_AT:]
    made = (sum((figure.value for figure in some), Decimal(0)) for some in combinations(figures, min(count, _FEWEST)))
    return any(value == total.value for value in made)


def _summed(passage: Passage, total: Place, parts: Sequence[Place], count: int, *, is_sure: bool = False) -> Iterator[Relation]:
    """Yield whether the counts make up the total, if there are just so many."""
    if len(parts) < count or count < _FEWEST - 1:
        return
    figures = tuple(place.figure for place in parts[-count:])
    twice = [place for place in passage.places if _is_twice(passage, place, total, parts[-count:])]
    if len(twice) > 1:
        return
    value = sum((figure.value for figure in figures), Decimal(0)) - sum((place.figure.value for place in twice), Decimal(0))
    bounds = Range.total(figure.range for figure in figures)
    bounds = bounds - twice[0].figure.range if twice else bounds
    formula = f"{joined(figures)}{''.join(f' − {place.figure.text}' for place in twice)} = {total.figure.written(value)}"
    figures = (*figures, *(place.figure for place in twice))
    computed = Computed(value, bounds, formula, figures)
    relation = compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE)
    stated = total.figure.value
    is_exact = all(figure.exactness == "exact" for figure in (total.figure, *figures))
    is_near = abs(value - stated) * _NEAR <= stated or _is_mistyped(total, parts[-count:])
    if relation.holds or (len(parts) == count and is_exact and (is_near or is_sure)):
        yield relation


def _is_twice(passage: Passage, place: Place, total: Place, parts: Sequence[Place]) -> bool:
    """Tell whether a figure counts what is counted under two of the kinds (省级29家；市级71家，其中6家同时为省级，两级共94家)."""
    if place in parts or place is total or not alike(place, total) or place.figure.value >= min(part.figure.value for part in parts):
        return False
    return parts[0].start < place.start < total.start and _TWICE.match(passage.text, place.end - passage.start) is not None
