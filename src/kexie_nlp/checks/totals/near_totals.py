"""Totals that the figures of a sentence miss by one slip, whatever the words: 148个，按五类划分，分别为31个、46个、28个、29个和12个.

That all figures of a sentence in one unit, or the first ones of the items of a list, come so near to another one is no chance where it has
digits enough. A list that says of how many kinds it is (支出分三块：…) is held against all that is told of its name, wherever that stands.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import NUMBERING, Context, Passage, Place, key_of, label_of, same_unit
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.mistyped_parts import of_total_or_part

_NO_PART: Final = re.compile(r"比(?![赛武例])|较|上年|去年|其中|每|均|目标|计划(?!生育)|预算|增(?![殖值])|减(?![灾排])")
_PER_UNIT: Final = re.compile("每|均|单价|[比较]")
_INNER: Final = re.compile("其中|包括|包含|用于|构成|组成|[：:]")
_SOURCE: Final = re.compile("公共预算|预算拨款|预算内|预算外")  # a name of what came in, no plan
_CLAUSE: Final = re.compile("[，,；;。：:]")
_OTHER: Final = re.compile("上年|去年|上届|同期|目标|计划(?!生育)|预算(?!执行)|满分|其中")  # of what the total is, if not of what was told
_ADDED: Final = re.compile(
    r"[\s，,]*(?:以上|上述|这)?(?:[两二三四五六七八九十][一-鿿]{1,4})?[，,]?(?:合计|总计|共计|共|相加|加起来|合起来|加在一起|合在一起|汇总|总分|自评总分)"
)
_AND_MORE: Final = re.compile(r"[）)]?等")
_ENDS: Final = tuple("。；;！!？?）)")
_KINDS: Final = ("amount", "quantity")
_SLIPPED: Final = 1.5
_TENTH: Final = 10
_FIFTIETH: Final = 50
_FEWEST: Final = 3  # parts beside their total
_TWO: Final = 2  # parts whose total is told before
_LONGEST_SUM: Final = 12  # terms of a sum told before
_BACK: Final = 4  # sentences
_SPECIFIC: Final = 4  # digits of a total told before
_SHORTEST: Final = 3  # digits of a total beside its parts
_POINTS: Final = re.compile(r"(?:得|总|评|合计)[^，。；\d]{0,3}$")  # 综合得分95分
_OF_KINDS: Final = re.compile(  # 全年支出按用途分四类，此外没有别的：
    r"(?P<name>[一-鿿]{2,16}?)(?:划)?分(?:为|成|作)?(?P<number>[两二三四五六七八])(?:大类|个?部分|个?方面|[大小]?[类块项种笔层])[^。；;：:\d]{0,20}[：:][^，,。；;\d]*$"
)
_NUMBERS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_SCORE: Final = 0.7


def check_near_totals(context: Context) -> Iterator[Relation]:
    """Yield the totals that all figures of a sentence in their unit, or the first ones of a list, make but for one slip."""
    for number, passage in enumerate(context.passages):
        last = context.passages[number - 1] if number else passage
        is_whole = passage.text.rstrip().endswith(_ENDS)  # and goes on in no other line
        runs = [run for run in _runs(passage) if is_whole and not _AND_MORE.match(context.text, run[-1].end)]
        runs += [_items(context.passages, number)]
        before = context.passages[max(0, number - _BACK) : number]
        behind = context.passages[number + 1 : number + _TWO]
        by_run = [[*_candidates(passage, run, before), *_behind(passage, run, behind), *_named(passage, run, context)] for run in runs]
        for groups in by_run:
            yield from _made([group for group in groups if _is_made(group)])
        for group in (group for groups in by_run for group in groups):
            if _is_nearly_made(group) and _is_long(group, last) and not _is_told(group.computed().value, group, context):
                quote = (passage.start, passage.end)
                yield of_total_or_part(group.total.figure, group.computed(), context.figures, quote, group.complete)


def _made(groups: Sequence[Group]) -> Iterator[Relation]:
    """Yield that totals are what their parts make, those nearest to their parts if several are told."""
    for group in groups[-1:]:
        yield compare("sum", group.total.figure, group.computed(), (group.passage.start, group.passage.end), _SCORE)


def _items(passages: Sequence[Passage], number: int) -> list[Place]:
    """Return the first figures of the lines of the list that begins with a passage, all in one unit; none if it is no first line."""
    if number and NUMBERING.match(passages[number - 1].text):
        return []
    run: list[Place] = []
    for passage in passages[number:]:
        first = next(iter(passage.places), None)
        if not NUMBERING.match(passage.text) or first is None or first.role != "level" or first.figure.kind not in _KINDS:
            break
        alike = [place for place in passage.places if same_unit(place.figure, first.figure)]
        if first.figure.exactness != "exact" or len(alike) > 1 or (run and not same_unit(first.figure, run[0].figure)):
            return []
        run.append(first)
    return run if len(run) >= _FEWEST else []


def _runs(passage: Passage) -> Iterator[list[Place]]:
    """Yield the exact figures of a sentence unit by unit."""
    places = [place for place in passage.places if place.figure.kind in _KINDS]
    while places:
        unit = places[0].figure
        run = [place for place in places if same_unit(place.figure, unit)]
        places = [place for place in places if place not in run]
        if len(run) < _TWO or not all(place.figure.exactness == "exact" for place in run):
            continue
        if all(place.role in ("level", "to") for place in run):
            yield run
        values = _values(passage, run)
        if len(values) >= _TWO and len(values) < len(run):
            yield values


def _values(passage: Passage, run: Sequence[Place]) -> list[Place]:
    """Return figures without those told of one of them: its price, what it is held against, its parts behind 其中 or in brackets."""
    found: list[Place] = []
    for place in run:
        if found and _INNER.search(passage.text, found[-1].end - passage.start, place.start - passage.start):
            break
        clause = _CLAUSE.split(place.lead)[-1]
        if place.role == "budget" and _SOURCE.search(clause):
            return []
        if place.role not in ("level", "to") or place.depth or _PER_UNIT.search(clause):
            continue
        if _NO_PART.search(clause):
            return []
        found.append(place)
    return found


def _behind(passage: Passage, run: Sequence[Place], behind: Sequence[Passage]) -> Iterator[Group]:
    """Yield the total that the next sentence opens with, where it says that it adds up what was told (两笔相加56万元，…)."""
    for later in behind if run else ():
        told = [place for place in later.places if same_unit(place.figure, run[0].figure)][:_TWO]
        total = next((place for place in told if place.role in ("level", "to") and _ADDED.match(place.lead)), None)
        is_other = total is not None and _OTHER.search(later.text, 0, total.start - later.start)
        if total is not None and total.figure.exactness == "exact" and not is_other:
            yield Group(total, tuple(run), _SCORE, passage)


def _candidates(passage: Passage, run: Sequence[Place], before: Sequence[Passage]) -> Iterator[Group]:
    """Yield the first and the last figure of a run as totals of the others, and those told before as totals of all."""
    if len(run) > _FEWEST and run[-1].end <= passage.end:
        yield from (Group(run[0], tuple(run[1:]), _SCORE, passage), Group(run[-1], tuple(run[:-1]), _SCORE, passage))
    for earlier in before if run else ():
        told = [place for place in earlier.places if place.figure.exactness == "exact" and same_unit(place.figure, run[0].figure)]
        totals = [place for place in told if place.role in ("level", "to")] or [place for place in told if place.role == "budget"]
        of_others = _of_others(told) if totals else set()
        opening = passage.text[: run[0].start - passage.start]
        totals = [place for place in totals if id(place) not in of_others or key_of(place.label)[-_TWO:] in opening]
        yield from (Group(place, tuple(run), _SCORE, passage) for place in totals if place.figure.digits >= _SHORTEST)


def _of_others(told: Sequence[Place]) -> set[int]:
    """Return which figures, by identity, are items of a list (模型97件、绘画72件) or terms of a sum told beside them: parts, not totals."""
    listed = [one.lead.startswith("、") and not _INNER.search(one.lead) for one in told]
    found = {item for at, is_item in enumerate(listed) if is_item for item in (at - 1, at) if item >= 0}
    values = [one.figure.value for one in told]
    whole = set(values)
    for first in range(len(values)):
        made = values[first]
        for last in range(first + 1, min(len(values), first + _LONGEST_SUM)):
            made += values[last]
            if made in whole and made in (*values[:first], *values[last + 1 :]):
                found.update(range(first, last + 1))
    return {id(told[at]) for at in found}


def _named(passage: Passage, run: Sequence[Place], context: Context) -> Iterator[Group]:
    """Yield the total that the report tells under the name of a list of so many kinds, if it tells one value of it."""
    told = _OF_KINDS.search(passage.text, 0, max(0, run[0].start - passage.start)) if run else None
    name = key_of(label_of(re.split("按|共|主要|大致|大体|可以?", told["name"])[0])) if told else ""
    if told is None or not name or _NUMBERS[told["number"]] != len(run):
        return
    totals = [
        place
        for one in context.passages
        for place in one.places
        if place.role in ("level", "to") and not place.depth and place not in run
        if same_unit(place.figure, run[0].figure) and key_of(place.label) == name
    ]
    if len({place.figure.value for place in totals}) == 1:
        yield Group(totals[-1], tuple(run), _SCORE, passage)


def _is_made(group: Group) -> bool:
    """Tell whether parts make up a total exactly, which has digits enough that they do not by chance."""
    return group.fits() and _are_parts(group) and not _is_short(group.total)


def _are_parts(group: Group) -> bool:
    """Tell whether nothing is said of the figures that parts of a total are not."""
    return len({part.depth for part in group.parts}) == 1 and not any(_NO_PART.search(part.lead) for part in group.parts[1:])


def _is_long(group: Group, last: Passage) -> bool:
    """Tell whether a total told before its parts has digits enough to be known by them: more than usual for two parts or from afar."""
    is_near = group.total.start >= last.start and len(group.parts) >= _FEWEST
    return is_near or group.total.start >= group.passage.start or group.total.figure.digits >= _SPECIFIC


def _is_nearly_made(group: Group) -> bool:
    """Tell whether one slip is all that a total and its parts miss each other by."""
    total, parts = group.total.figure.value, [part.figure.value for part in group.parts]
    gap = abs(total - sum(parts, Decimal(0)))
    reach = _TENTH if group.total.figure.digits >= _SPECIFIC else _FIFTIETH
    if not gap or gap in parts or gap * reach > total or total <= max(parts) or _is_short(group.total) or group.fits():
        return False
    return _are_parts(group) and not _holds_total(parts) and misadded(total, parts) >= _SLIPPED


def _holds_total(parts: Sequence[Decimal]) -> bool:
    """Tell whether one of the values is the sum of those before it (一等奖24项、二等奖48项、三等奖72项，获奖144项)."""
    return any(value == sum(parts[:at], Decimal(0)) for at, value in enumerate(parts) if at >= _TWO)


def _is_told(value: Decimal, group: Group, context: Context) -> bool:
    """Tell whether the report tells what the parts make as another figure; for a total beside its parts, only their sentence counts."""
    is_beside = group.passage.start <= group.total.start
    figures = [place.figure for place in group.passage.places] if is_beside else context.figures
    return any(figure.value == value and same_unit(figure, group.total.figure) for figure in figures)


def _is_short(total: Place) -> bool:
    """Tell whether a total has so few digits that figures miss it by one slip by chance; a score that says that it is one does not."""
    is_score = total.figure.unit == "分" and _POINTS.search(total.lead) is not None
    return total.figure.digits < (_TWO if is_score else _SHORTEST)
