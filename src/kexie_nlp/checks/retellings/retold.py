"""Whether one count or amount is told alike in two places that use other words, or tell it in another order.

That two places tell of one thing is never certain from its name alone: a lecture hall and a whole county both hold lectures. A
difference is reported only where more speaks for it: the figures look like one mistyped, or what stands around them is the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import LAST_DIGIT, Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Place, same_unit
from kexie_nlp.checks.told.counted import PART, Counted
from kexie_nlp.checks.told.figures import Figure

_GRAM: Final = 2
_MOST_ALIKE: Final = 40  # figures of one name
_MOST_REACHED: Final = 20
_SHORT: Final = 4
_LONG: Final = 6
_ENOUGH: Final = 3.5
_SURE: Final = 5.0
_CLEAR: Final = 2.0
_EXCHANGED: Final = 1.5
_TWO_NAMES: Final = (("收入总计", "支出总计"), ("公用经费", "机关运行经费"), ("日常公用经费", "机关运行经费"))
_SUMMARY: Final = 2  # paragraphs in which a sentence that sums up is told again
_SPECIFIC: Final = 10
# who came to what is held, told right behind it: the act, and a name for the people
_ATTENDED: Final = re.compile(
    r"[，,、（(；;]?(?:共计?|累计|总计|有)?(?:(?P<reach>受益|惠及|覆盖|服务|带动|辐射)|(?P<join>培训|参训|参加|参与|受训|吸引|到场|受众|听众|观众|接待))?"
    r"(?:参与|参加|听讲)?(?:了|各类|各级|基层|广大)?(?P<people>[一-鿿]{0,8}?)(?:共|达到?|约|近|超过?|[:：])*"
)
_OF_THESE: Final = re.compile(
    r"(?:虽然?|尽管|但|一年来|全年|本年度?|全[省市县区州旗]|我[省市县区州旗会]|各级|各类|各项|系列|的|共|开展|举办|组织)*(?P<what>[一-鿿]{3,12}?)(?:总|共|累计|直接)*"
    r"(?:受益|惠及|覆盖|服务|带动|辐射|参训|参加|参与|受训|吸引|受众|听众|观众|接待|受教育)(?:了|各类|各级|基层|广大|社会)?(?:群众|公众|人数|人次|人员|民众|观众|[农市居村]民|师生|青少年|学生)*"
)
_QUOTED: Final = re.compile(r"“[一-鿿]{3,16}”(?:主题|系列)?(?:活动|宣讲|行动)?$")
_SOME_OF_THEM: Final = re.compile(r"其中|[每均新女男另比较占]|线[上下]|现场|网络|直播|推荐|[选获评]")
_HEADS: Final = frozenset({"人次", "人", "名", "位"})
_LIKELY: Final = 0.7
_MAYBE: Final = 0.55


def check_retold(counted: Sequence[Counted]) -> Iterator[Relation]:
    """Yield whether what is counted in two places is told with one value."""
    counted = [one for one in counted if not one.is_plan]
    pairs = [(one, other) for one, other in _pairs(counted) if _of_one_time_and_body(one, other)]
    company = _company(pairs)
    retold = Counter(passage for some in company.values() for passage in {id(one.passage) for pair in some for one in pair})
    settled = {(id(one.passage), other.place.start) for pair in pairs for one, other in (pair, pair[::-1]) if _agree(one, other)}
    for one, other in pairs:
        if not _agree(one, other) and {(id(one.passage), other.place.start), (id(other.passage), one.place.start)} & settled:
            continue  # 新建3家，累计28家 … 28家: of the two it is the other one
        if one.place.figure.range.meets(other.place.figure.range):
            if one.length >= _SHORT:
                yield _relation(one, other, 1.0)
                yield from _attended(one, other)
            continue
        if "about" in (one.place.figure.exactness, other.place.figure.exactness):
            continue  # 新建15家左右: one of the two is no result
        summary = min(max(retold[id(one.passage)], retold[id(other.passage)]), _SUMMARY) / _SUMMARY
        score = _weight(one, other, company, summary)
        if score >= _ENOUGH:
            yield _relation(one, other, _LIKELY if score >= _SURE else _MAYBE)
    yield from _equal_by_nature(counted)
    yield from _reached(counted)


def _reached(counted: Sequence[Counted]) -> Iterator[Relation]:
    """Yield whether as many people are told by the name of what reached them (讲座74场，听众9.6万人次; 讲座听众9.6万人次)."""
    named: dict[str, list[Counted]] = defaultdict(list)
    for one in counted:
        match = _OF_THESE.fullmatch(one.place.label) if one.place.figure.unit in _HEADS else None
        if match is not None and len(named[match["what"]]) < _MOST_REACHED:
            named[match["what"]].append(one)
    seen: Counter[str] = Counter()
    for one in counted if named else ():
        if one.noun not in named or one.is_stock or one.periods or seen[one.noun] >= _MOST_REACHED:
            continue
        place, told = _attendance(one)
        if place is None or told is None:
            continue
        seen[one.noun] += 1
        for other in named[one.noun]:
            is_one = other.passage is not one.passage and _of_one_time_and_body(one, other)
            if not is_one or not same_unit(place.figure, other.place.figure):
                continue
            holds = place.figure.range.meets(other.place.figure.range)
            if holds or slip(place.figure.value, other.place.figure.value) > 1:
                noun = f"{one.noun}的人数"
                first, second = sorted((replace(one, place=place, noun=noun), replace(other, noun=noun)), key=_start)
                yield _relation(first, second, 1.0 if holds else _MAYBE)


def _start(one: Counted) -> int:
    """Return where a figure begins."""
    return one.place.start


def _agree(one: Counted, other: Counted) -> bool:
    """Tell whether two figures may be one."""
    return one.place.figure.range.meets(other.place.figure.range)


def _attended(one: Counted, other: Counted) -> Iterator[Relation]:
    """Yield whether as many people came to what is held as often in both places (培训46期，参训3210人次; 培训46期、3120人次)."""
    if one.place.figure.value < _SPECIFIC:
        return
    (first, told), (second, retold) = _attendance(one), _attendance(other)
    if first is None or second is None or told is None or retold is None or not same_unit(first.figure, second.figure):
        return
    holds = first.figure.range.meets(second.figure.range)
    alike = slip(first.figure.value, second.figure.value)
    is_one = not (told["reach"] or retold["reach"]) or told["reach"] == retold["reach"]
    people = told["people"], retold["people"]
    is_named_alike = people[0] in people[1] or people[1] in people[0]
    if holds or alike >= _CLEAR or (is_one and (is_named_alike or alike > 1)):
        noun = f"{other.noun}的人数"
        yield _relation(replace(one, place=first, noun=noun), replace(other, place=second, noun=noun), 1.0 if holds else _MAYBE)


def _attendance(one: Counted) -> tuple[Place | None, re.Match[str] | None]:
    """Return how many came to what is held, told right behind it, and the words that say so."""
    places = one.passage.places
    at = places.index(one.place) + 1
    if at >= len(places) or places[at].figure.unit not in _HEADS or _SOME_OF_THEM.search(places[at].lead):
        return None, None
    return places[at], _ATTENDED.fullmatch(places[at].lead.strip())


def _equal_by_nature(counted: Sequence[Counted]) -> Iterator[Relation]:
    """Yield whether amounts that accounts give two names are told alike: 收入总计 and 支出总计, 公用经费 and 机关运行经费."""
    for first, second in _TWO_NAMES:
        for one in [one for one in counted if one.noun == first][:_MOST_ALIKE]:
            for other in [other for other in counted if other.noun == second][:_MOST_ALIKE]:
                if one.year != other.year or one.place.figure.kind != other.place.figure.kind:
                    continue
                if first == "收入总计" and one.is_granted != other.is_granted:
                    continue
                figures = one.place.figure, other.place.figure
                holds = figures[0].range.meets(figures[1].range)
                if holds or slip(figures[0].value, figures[1].value) >= _CLEAR:
                    yield _relation(one, other, LAST_DIGIT if _by_last_digit(*figures) else _MAYBE)


def _by_last_digit(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts differ in the last digit told only."""
    return abs(one.value - other.value) <= max(one.step, other.step)


def _pairs(counted: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """Yield the pairs of figures in different sentences that name one thing, and do not say that other things were done with it."""
    by_end: dict[str, list[Counted]] = defaultdict(list)
    by_indicator: dict[str, list[Counted]] = defaultdict(list)
    for one in counted:
        by_end[one.noun[-_GRAM:]].append(one)
        by_indicator[one.indicator].append(one)
    by_indicator.pop("", None)
    for some, is_by_noun in (*((some, True) for some in by_end.values()), *((some, False) for some in by_indicator.values())):
        for one, other in combinations(some[:_MOST_ALIKE], 2):
            if one.passage is other.passage or not same_unit(one.place.figure, other.place.figure):
                continue
            is_one = one.noun == other.noun or (is_by_noun and _ends_in(one, other))
            if is_one == is_by_noun and not (one.act != other.act and one.act and other.act):
                yield one, other


def _ends_in(one: Counted, other: Counted) -> bool:
    """Tell whether one of two names ends in the other (流动科技馆巡展, 中国流动科技馆巡展), and the figures beside both are the same."""
    short, long = sorted((one.noun, other.noun), key=len)
    return len(short) > _SHORT and long.endswith(short) and _stand_together(one, other)


def _of_one_time_and_body(one: Counted, other: Counted) -> bool:
    """Tell whether two figures may be of one time and one body."""
    if not one.periods ^ other.periods <= PART or (one.is_new and other.is_stock) or (one.is_stock and other.is_new):
        return False
    if one.year != other.year or one.is_granted != other.is_granted:
        return False
    return one.bodies == other.bodies


def _company(pairs: Sequence[tuple[Counted, Counted]]) -> dict[tuple[int, int], list[tuple[Counted, Counted]]]:
    """Return, by two paragraphs, the figures that both tell alike."""
    found: dict[tuple[int, int], list[tuple[Counted, Counted]]] = defaultdict(list)
    for one, other in pairs:
        first, second = one.place.figure, other.place.figure
        if first.value == second.value and (first.value >= _SPECIFIC or first.step):
            found[one.passage.paragraph, other.passage.paragraph].append((one, other))
    return found


def _weight(one: Counted, other: Counted, company: dict[tuple[int, int], list[tuple[Counted, Counted]]], summary: float) -> float:
    """Return how much speaks for it that two figures that differ should be one; 0 if neither their digits nor their company do.

    ``summary`` is what it counts that one of the sentences is told again in other paragraphs.
    """
    alike = slip(one.place.figure.value, other.place.figure.value)
    shared = bool(company.get((one.passage.paragraph, other.passage.paragraph))) or _stand_together(one, other)
    is_summed_up = summary >= 1 and one.noun == other.noun and one.length >= _LONG
    if not (alike or shared or is_summed_up) or (alike < _CLEAR and one.periods != other.periods):
        return 0.0
    length = one.length + (_GRAM if one.act and one.act == other.act else 0)
    is_named = one.length >= _LONG or one.is_headed or other.is_headed
    is_named = is_named or (_is_quoted(one) and _is_quoted(other))
    name = 0.5 if one.noun != other.noun else 2.0 if is_named else 1.0 if length >= _SHORT else 0.0
    same_act = 1.0 if one.act == other.act and one.is_new == other.is_new else 0.0
    is_bare = one.noun == other.noun and not (one.is_new or other.is_new or one.act or other.act or one.periods or other.periods)
    are_all = 1.0 if is_bare and (one.is_stock or other.is_stock) else 0.0  # of one thing there is one number in all
    score = name + same_act + are_all + alike + (2.0 if shared else summary)
    return max(score, _ENOUGH) if _are_nearly_one(one, other, alike) else score


def _are_nearly_one(one: Counted, other: Counted, alike: float) -> bool:
    """Tell whether two counts of one name differ by a digit, or by two exchanged whatever was done (开展科普活动76场; 67场科普活动)."""
    if one.noun != other.noun or one.periods != other.periods or (one.is_new, one.is_stock) != (other.is_new, other.is_stock):
        return False
    is_count = one.place.figure.kind == "quantity" and one.place.figure.unit not in _HEADS
    acts = {one.act, other.act}
    is_done_alike = len(acts) == 1 or (alike >= _EXCHANGED and "" in acts)
    return is_count and is_done_alike and one.length >= (_SHORT if alike >= _EXCHANGED else _SHORT + 1) and alike >= 1


def _is_quoted(one: Counted) -> bool:
    """Tell whether a figure stands right behind a name in quotation marks, which is that of one thing."""
    return _QUOTED.search(one.place.lead) is not None


def _stand_together(one: Counted, other: Counted) -> bool:
    """Tell whether a figure beside one of the two stands beside the other, too: 14批次、126人次 and 16批次、126人次."""
    for first in _beside(one):
        for second in _beside(other):
            if first.value == second.value >= _SPECIFIC and same_unit(first, second) and first.value % _SPECIFIC:
                return True
    return False


def _beside(one: Counted) -> list[Figure]:
    """Return the figures right before and behind one in its sentence."""
    places = one.passage.places
    at = places.index(one.place)
    return [place.figure for place in places[max(0, at - 1) : at + 2] if place is not one.place and place.role == "level"]


def _relation(one: Counted, other: Counted, score: float) -> Relation:
    """Return whether two figures are one."""
    first, second = one.place.figure, other.place.figure
    holds = first.range.meets(second.range)
    names = other.noun if one.noun == other.noun else f"{one.noun}与{other.noun}"
    why = f"{names}前后两处：{first.text}，{second.text}"
    why += "" if holds else f"，相差{first.written(abs(first.value - second.value))}"
    spans = ((second.start, second.end), (first.start, first.end))
    quote = (other.passage.start, other.passage.end)
    return Relation("repeat", holds, second.text, first.text, spans, quote, why, second.value - first.value, score)
