"""Parts told with two figures each, and two totals before or behind them: 办班50期，培训70人。其中食用菌28期、40人，林果22期、30人.

Where the parts make up one of the totals, all of them are told, so that they must make up the other one, too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit
from kexie_nlp.checks.totals.beside import told_beside
from kexie_nlp.checks.totals.group import Group

_OPENS: Final = re.compile(r"其中|中[，,]|[：:]|分别|包括")
_EACH: Final = re.compile(r"各|每|均")
_TOTALLED: Final = re.compile(r"(?:合计|总计|共计|累计|总共|共|计)[^，。；\d]{0,8}$")
_SECOND: Final = re.compile(r"[、，,和及]?[一-鿿]{0,10}")
_NO_PART: Final = re.compile(r"各|每|均|其中|比|较|目标|计划")
_FEWEST: Final = 3  # parts
_TWO: Final = 2
_MOST: Final = 20  # figures before
_TENTH: Final = 10
_LISTS: Final = re.compile(r"[：:][^：:]*$")
_ALL_OF_IT: Final = re.compile(r"^(?![^，。；]*(?:累计|[一二三四五六]年|以来|历年))[^，。；\d]{0,12}(?:合计|总计|共计|共)[^，。；\d]{0,4}$")
_SCORE: Final = 0.75


def check_paired_runs(context: Context) -> Iterator[Relation]:
    """Yield whether parts with two figures each make up both totals."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for first in range(len(passage.places) - _FEWEST * _TWO + 1):
                place = passage.places[first]
                if place.role == "level" and _OPENS.search(place.lead) and len(run := _run(passage.places[first:])) >= _FEWEST * _TWO:
                    before = [*(line[number - 1].places if number and not first else ()), *passage.places[:first]]
                    yield from _held(context, passage, before, run)
            for at in range(len(passage.places) - 1):
                yield from _totals_behind(line[max(0, number - _FEWEST) : number], passage, at)
            if number and passage.places:
                yield from _amount_behind(line[number - 1], passage)


def _amount_behind(before: Passage, passage: Passage) -> Iterator[Relation]:
    """Yield whether amounts listed with counts make the one that the next sentence begins with (…。奖补资金合计125万元)."""
    total = passage.places[0]
    first = next((at for at, place in enumerate(before.places) if _LISTS.search(place.lead)), None)
    run = _run(before.places[first:]) if first is not None else []
    if len(run) < _FEWEST * _TWO or run[-1] is not before.places[-1] or total.figure.kind != "amount" or run[1].figure.kind != "amount":
        return
    if total.role != "level" or not _ALL_OF_IT.search(total.lead) or any(_NO_PART.search(place.lead) for place in run[1:]):
        return
    group = Group(total, tuple(run[1::_TWO]), _SCORE, passage)
    computed = group.computed()
    if abs(computed.value - total.figure.value) * _TENTH <= total.figure.value:
        yield compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE)


def _totals_behind(earlier: Sequence[Passage], passage: Passage, at: int) -> Iterator[Relation]:
    """Yield whether two totals, told with 共, are made up of the pairs right before them, if one of them is."""
    totals = passage.places[at : at + _TWO]
    if not _TOTALLED.search(totals[0].lead) or not _SECOND.fullmatch(totals[1].lead) or any(one.role != "level" for one in totals):
        return
    units = [plain_unit(one.figure.unit) for one in totals]
    before = [place for one in earlier for place in one.places] + list(passage.places[:at])
    pairs: list[tuple[Place, Place]] = []
    while len(before) >= _TWO and units[0] != units[1]:
        pair = before[-_TWO], before.pop()
        before.pop()
        if [plain_unit(one.figure.unit) for one in pair] != units or any(one.role != "level" or _NO_PART.search(one.lead) for one in pair):
            return
        pairs.insert(0, pair)
        groups = [Group(total, tuple(parts), _SCORE, passage) for total, parts in zip(totals, zip(*pairs, strict=True), strict=True)]
        if len(pairs) >= _TWO and any(group.fits() for group in groups):
            yield from (compare("sum", one.total.figure, one.computed(), (passage.start, passage.end), _SCORE) for one in groups)
            return


def _unit(place: Place, *, has_amounts: bool) -> str:
    """Return the unit of a figure; beside amounts all counts have one (农技协72个、1440万元；带头人120名、360万元)."""
    return "" if has_amounts and place.figure.kind == "quantity" else plain_unit(place.figure.unit)


def _run(places: Sequence[Place]) -> list[Place]:
    """Return the figures in which two units take turns, as far as they do."""
    has_amounts = any(place.figure.kind == "amount" for place in places[:_TWO])
    units = [_unit(place, has_amounts=has_amounts) for place in places]
    if len(places) < _TWO or units[0] == units[1]:
        return []
    run: list[Place] = []
    for at, place in enumerate(places):
        if place.role != "level" or units[at] != units[at % _TWO] or place.figure.exactness != "exact" or (at and "。" in place.lead):
            break
        run.append(place)
    return run[: len(run) - len(run) % _TWO]


def _total(told: Sequence[Place], parts: Sequence[Place], passage: Passage) -> Place | None:
    """Return which of the figures told before some parts is their total: the first that they make, else the first in the unit of one."""
    units = {plain_unit(part.figure.unit) for part in parts}
    fitting = next((one for one in told[:_MOST] if Group(one, tuple(parts), _SCORE, passage).fits()), None)
    return fitting or next((one for one in told if plain_unit(one.figure.unit) in units), None)


def _held(context: Context, passage: Passage, before: Sequence[Place], run: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether the one half of a run makes up its total, if the other half does; one total may be told elsewhere beside the other."""
    if any(_EACH.search(place.lead) for place in run):
        return  # 省级2个，各10万元
    halves = (run[::_TWO], run[1::_TWO])
    has_amounts = any(parts[0].figure.kind == "amount" for parts in halves)
    units = [_unit(parts[0], has_amounts=has_amounts) for parts in halves]
    told = [
        [place for place in before if _unit(place, has_amounts=has_amounts) == unit and place.role in ("level", "to")] for unit in units
    ]
    totals = [_total(some, parts, passage) for some, parts in zip(told, halves, strict=True)]
    for at, beside in ((0, 1), (1, 0)):
        total = totals[beside]
        if total is not None and totals[at] is None and Group(total, tuple(halves[beside]), _SCORE, passage).fits():
            totals[at] = told_beside(context, total, passage.text[: run[0].start - passage.start] + total.lead, halves[at][0].figure)
    if totals[0] is None or totals[1] is None:
        return
    groups = [Group(total, tuple(parts), _SCORE, passage) for total, parts in zip(totals, halves, strict=True) if total]
    for one, other in (groups, groups[::-1]):
        if one.fits():
            yield compare("sum", other.total.figure, other.computed(), (passage.start, passage.end), _SCORE)
