"""Whether both figures of each item of a list add up (62期7440人次。果树21期2310人次，养殖18期2196人次，蔬菜14期1764人次，其他9期1170人次).

Where the figures of one unit make their total, the list tells all there is, and those of the other must make theirs.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_BESIDE: Final = re.compile(r"[、，,（(/]?(?:共计?|计|涉及|合计|培训|受训|参训|参加|惠及|服务|受益|学员|听众|观众|资金|金额)*")
_ROLES: Final = ("level", "to")
_BACK: Final = 3  # sentences in which the totals may stand
_LEAST: Final = 3  # items
_SCORE: Final = 0.7
Pair = tuple[Place, Place]


def check_paired_lists(context: Context) -> Iterator[Relation]:
    """Yield whether the figures of one unit add up in lists that tell two of each item, where those of the other unit do."""
    for line in context.paragraphs():
        for at, passage in enumerate(line):
            for run in _runs(passage):
                before = [place for place in passage.places if place.end <= run[0][0].start]
                told = [before, *([*one.places] for one in reversed(line[max(0, at - _BACK) : at]))]
                for places in told:
                    yield from _checked(passage, run, places)


def _runs(passage: Passage) -> Iterator[list[Pair]]:
    """Yield the lists of a sentence whose items tell two figures each, of the same two units."""
    run: list[Pair] = []
    for one, other in pairwise(passage.places):
        if run and one is run[-1][1]:
            continue
        is_pair = _is_plain(one) and _is_plain(other) and not same_unit(one.figure, other.figure) and _BESIDE.fullmatch(other.lead)
        is_next = run and same_unit(one.figure, run[0][0].figure) and same_unit(other.figure, run[0][1].figure)
        if run and not (is_pair and is_next):
            yield from [run] if len(run) >= _LEAST else []
            run = []
        if is_pair:
            run.append((one, other))
    yield from [run] if len(run) >= _LEAST else []


def _is_plain(place: Place) -> bool:
    """Tell whether a figure is an exact value."""
    return place.role in _ROLES and place.figure.exactness == "exact" and place.figure.kind in ("amount", "quantity")


def _checked(passage: Passage, run: Sequence[Pair], places: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether a list makes the total of one unit among some figures, if it makes that of the other."""
    firsts, seconds = zip(*run, strict=True)
    for sure, parts in ((firsts, seconds), (seconds, firsts)):
        made = _sum(sure)
        holds = any(same_unit(place.figure, sure[0].figure) and place.figure.value == made for place in places if _is_plain(place))
        totals = [place for place in places if _is_plain(place) and same_unit(place.figure, parts[0].figure)]
        if holds and len(totals) == 1:
            relation = _relation(passage, totals[0], parts)
            if relation.holds or misadded(totals[0].figure.value, [part.figure.value for part in parts]) >= 1:
                yield relation


def _sum(places: Sequence[Place]) -> Decimal:
    """Return what some figures make together."""
    return sum((place.figure.value for place in places), Decimal(0))


def _relation(passage: Passage, total: Place, parts: Sequence[Place]) -> Relation:
    """Return whether figures make their total."""
    figures = tuple(part.figure for part in parts)
    formula = f"{' + '.join(figure.text for figure in figures)} = {total.figure.written(_sum(parts))}"
    computed = Computed(_sum(parts), Range.total(figure.range for figure in figures), formula, figures)
    return compare("sum", total.figure, computed, (min(total.start, passage.start), passage.end), _SCORE)
