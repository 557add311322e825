"""Totals that the figures right behind or before them in their sentence make to the last digit, whatever words stand between.

闭馆54天——例行闭馆46天，检修5天，春节3天; 上年合计22.15万元（用车20.04万元、接待2.11万元）. Where a run told with words of a breakdown
misses a total with digits enough by one slip, the total or one of its parts is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.list_figures import addable, figures_of_list
from kexie_nlp.checks.totals.mistyped_parts import of_total_or_part

_WHOLES: Final = ("level", "to", "budget", "former")
_PARTS: Final = ("level", "to", "former", "each")
_BROKEN_DOWN: Final = re.compile(
    r"其中|包括|分别|依次|逐[年月期届]|具体|来[源自路]|构成|组成|[按分从][一-鿿]{1,8}?(?:分|看|计)|[：:（(]|——|^[，,；;]?[一-鿿（）]{1,8}中[，,]?[一-鿿]|[一两二三四五][块笔处是项部]"
)
_OF_NAMED: Final = re.compile(r"[，,；;][一-鿿]{2,8}[中里内][一-鿿]")
_AMONG: Final = re.compile(r"[一-鿿]{0,4}[中里内][一-鿿]")
_SUMMED: Final = re.compile(r"(?:共|计|合|总|加|累计)[^，。；\d]{0,8}$")
_NO_PART: Final = re.compile(
    r"比(?![赛武例])|较|每|均|目标|(?<!工作)任务|计划(?!生育)|(?<!公共)预算(?!拨款)|增(?![殖值])[加长]?|减(?![灾排])|满分|编制|应[到参]|核定"
)
_SOURCE: Final = re.compile("公共预算|预算拨款")  # a name of what came in, no plan
_CLAUSE: Final = re.compile(r"[，,；;。：:（(]")
_BREAK: Final = re.compile(r"[；;。]")
_STOPS: Final = ("，", ",", "；", ";")
_KINDS: Final = ("amount", "quantity")
_LEAST: Final = 3  # parts of a total of few digits
_TWO: Final = 2
_MOST: Final = 12
_SPECIFIC: Final = 3  # digits
_SLIPPED: Final = 1.5
_TENTH: Final = 10
_SCORE: Final = 0.65


def check_inside(context: Context) -> Iterator[Relation]:
    """Yield the totals that figures beside them make, and those that a breakdown misses by one slip."""
    for passage in context.passages:
        if len(passage.places) <= _TWO:
            continue
        quote = (passage.start, passage.end)
        places = [place for place in figures_of_list(passage) if place.figure.kind in _KINDS and place.figure.exactness == "exact"]
        for at, total in enumerate(places):
            if total.role not in _WHOLES:
                continue
            runs = (_behind(places, at), _before(places, at))
            made = next((one for run in runs for one in _made(passage, total, run)), None)
            if made is not None:
                yield compare("sum", total.figure, made.computed(), quote, _SCORE)
                rest = runs[0][len(made.parts) :] if made.parts[0].start > total.start else []
                again = next(_made(passage, total, rest), None)  # 36场，城区20场、乡镇16场；自办24场，协办12场
                yield from [compare("sum", total.figure, again.computed(), quote, _SCORE)] if again is not None else []
            elif (missed := _missed(passage, places, at, runs[0])) is not None:
                yield of_total_or_part(total.figure, missed.computed(), context.figures, quote, _SCORE)


def _behind(places: Sequence[Place], at: int) -> list[Place]:
    """Return the values behind a total that may be its parts, up to the next sentence or the end of its bracket."""
    total = places[at]
    run: list[Place] = []
    for place in places[at + 1 : at + 1 + _MOST]:
        if "。" in place.lead or place.depth < (run[0].depth if run else total.depth):
            break
        if _may_be_part(place, total) and (not run or place.depth == run[0].depth):
            run.append(place)
    # 参考236人，合格221人，不合格15人；合格人员中优秀48人、…: the parts of what is named again
    return next((run[at:] for at, place in enumerate(run) if at and _names_again(place.lead, total.label)), run)


def _names_again(lead: str, label: str) -> bool:
    """Tell whether the words before a figure begin with what a total was named by, as that of which parts are told now."""
    return len(label) >= _TWO and lead[:1] in _STOPS and lead.startswith(label, 1) and _AMONG.match(lead, 1 + len(label)) is not None


def _before(places: Sequence[Place], at: int) -> list[Place]:
    """Return the values before a figure that says that it is a total, those of its sentence."""
    total = places[at]
    run: list[Place] = []
    if not _SUMMED.search(total.lead):
        return []
    for place in reversed(places[max(0, at - _MOST) : at]):
        if _may_be_part(place, total) and place.depth == total.depth:
            run.insert(0, place)
    return run


def _may_be_part(place: Place, total: Place) -> bool:
    """Tell whether a figure is a value that may be part of a total by its role, its unit and the clause before it."""
    is_part = place.role in _PARTS or (place.role == "budget" and _SOURCE.search(place.lead))
    return bool(is_part) and addable(place.figure, total.figure) and not _NO_PART.search(_CLAUSE.split(place.lead)[-1])


def _made(passage: Passage, total: Place, run: Sequence[Place]) -> Iterator[Group]:
    """Yield the run next to a total that makes it up exactly; two parts only where digits or the words of a breakdown show it."""
    is_behind = bool(run) and run[0].start > total.start
    for length in range(_TWO, len(run) + 1):
        parts = tuple(run[:length] if is_behind else run[-length:])
        if sum((part.figure.value for part in parts), Decimal(0)) == total.figure.value and _is_sure(passage, total, parts):
            yield Group(total, parts, _SCORE, passage)


def _is_sure(passage: Passage, total: Place, parts: Sequence[Place]) -> bool:
    """Tell whether figures do not make another one by chance."""
    if all(part.figure.value == parts[0].figure.value for part in parts) and total.figure.digits < _SPECIFIC:
        return False
    is_said = _SUMMED.search(total.lead) if parts[0].start < total.start else _BROKEN_DOWN.search(parts[0].lead)
    return total.figure.value > _TENTH and bool(is_said or len(parts) >= _LEAST or total.figure.digits >= _SPECIFIC)


def _missed(passage: Passage, places: Sequence[Place], at: int, run: Sequence[Place]) -> Group | None:
    """Return a total with the parts of a breakdown right behind it, all there are up to a weightier sign, that one slip parts."""
    total, first = places[at], places.index(run[0]) if run else at
    if (
        len(run) < _LEAST
        or (first > at + 1 and not _OF_NAMED.match(run[0].lead))
        or not _BROKEN_DOWN.search(run[0].lead)
        or total.figure.digits < _SPECIFIC
    ):
        return None
    if "其中" in run[0].lead and total.figure.kind == "quantity":
        return None  # which of those need not be all
    end = next((to for to in range(1, len(run)) if _BREAK.search(run[to].lead) and not _BREAK.search(run[1].lead)), len(run))
    parts = run[:end]
    value, told = sum((part.figure.value for part in parts), Decimal(0)), total.figure.value
    is_one_run = places[first : first + end] == list(parts) and all(part.role == "level" for part in parts)
    goes_on = passage.text[parts[-1].end - passage.start :].lstrip("）)").startswith("等")
    is_near = value != told and abs(value - told) * _TENTH <= told and abs(value - told) not in [part.figure.value for part in parts]
    is_slip = is_near and misadded(told, [part.figure.value for part in parts]) >= _SLIPPED
    group = Group(total, tuple(parts), _SCORE, passage)
    return group if len(parts) >= _LEAST and is_one_run and is_slip and not goes_on and not group.fits() else None
