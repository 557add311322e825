"""Whether percentages told in a row (分别占32%、15%; 分别完成115%和107%) are those of the figures told in a row before them.

So are those of change between values told in a row and as many before them (312期、1.86万人次，比上年的286期、1.72万人次分别增长…).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of, rate_told, share_of
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_RESPECTIVELY: Final = re.compile(r"分别|依次|各占")
_SHARES: Final = re.compile(r"占|比[例重]")
_COMPLETED: Final = re.compile(r"完成|实现|达到|执行率|完成率")
_JOINED: Final = re.compile(r"[、，,和及与]+")
_PLANNED: Final = re.compile(r"计划|目标|任务|指标|预算")
_NARROWED: Final = re.compile(r"其中|[中里]，?$")
_SCORE: Final = 0.75
_TWO: Final = 2
_MOST: Final = 12


def check_respective(context: Context) -> Iterator[Relation]:
    """Yield whether shares and rates of completion told in a row are those of the figures before them, each of its own."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            yield from _changes(passage)
            for rates in _rows(passage):
                before = [*(line[number - 1].places if number else ()), *(place for place in passage.places if place.end <= rates[0].start)]
                if _SHARES.search(rates[0].lead):
                    yield from _shares(passage, rates, before)
                elif _COMPLETED.search(rates[0].lead):
                    yield from _completions(passage, rates, before)


def _rows(passage: Passage) -> Iterator[list[Place]]:
    """Yield the rows of percentages that a word for 'each of its own' opens."""
    places = passage.places
    for at, first in enumerate(places):
        if first.figure.kind != "percent" or not _RESPECTIVELY.search(first.lead):
            continue
        row = [first]
        for place in places[at + 1 : at + _MOST]:
            if place.figure.kind != "percent" or not _JOINED.fullmatch(place.lead):
                break
            row.append(place)
        if len(row) >= _TWO:
            yield row


def _shares(passage: Passage, rates: Sequence[Place], before: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether shares are those of as many figures before them, in the whole told before those or in their sum."""
    levels = [place for place in before if place.role in ("level", "to") and place.figure.kind in ("amount", "quantity")]
    parts = levels[-len(rates) :]
    if len(parts) < len(rates) or not all(same_unit(part.figure, parts[0].figure) for part in parts):
        return
    wholes = [place for place in levels[: -len(rates)] if same_unit(place.figure, parts[0].figure)]
    rows = [[share_of(part.figure, whole.figure) for part in parts] for whole in reversed(wholes)] + [_of_all(parts)]
    yield from _best(passage, rates, rows)


def _of_all(parts: Sequence[Place]) -> list[Computed | None]:
    """Return the shares of some figures in their sum."""
    figures = tuple(part.figure for part in parts)
    whole = Range.total(figure.range for figure in figures)
    value = sum((figure.value for figure in figures), Decimal(0))
    found: list[Computed | None] = []
    for figure in figures:
        bounds = figure.range.percent_of(whole)
        share = 100 * figure.value / value if value else Decimal(0)
        formula = f"{figure.text} ÷ ({joined(figures)}) = {share:.2f}%"
        found.append(None if bounds is None else Computed(share, bounds, formula, figures))
    return found


def _completions(passage: Passage, rates: Sequence[Place], before: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether rates of completion are those of results told in a row against plans told in a row (计划40期、3000人次，实际…)."""
    figures = [place for place in before if place.figure.kind in ("amount", "quantity")]
    size = len(rates)
    plans, results = figures[-2 * size : -size], figures[-size:]
    if len(plans) < size or not _PLANNED.search(plans[0].lead) or not all(map(_alike, plans, results)):
        return
    yield from _best(
        passage, rates, [[completion_of(one.figure, plan.figure) for one, plan in zip(results, plans, strict=True)]], "completion"
    )


def _changes(passage: Passage) -> Iterator[Relation]:
    """Yield whether percentages of change told in a row are those between values told in a row and as many before them."""
    places = passage.places
    for at, first in enumerate(places):
        if first.role != "by" or first.figure.kind != "percent":
            continue
        rates = [first, *takewhile(_goes_on, places[at + 1 : at + _MOST])]
        before = [place for place in places[:at] if place.role != "by"]
        size = len(rates)
        formers = before[-size:]
        levels = before[-2 * size : -size]
        if size < _TWO or len(levels) < size or any(place.role != "former" for place in formers) or not all(map(_alike, levels, formers)):
            continue
        if any(place.role not in ("level", "to") for place in levels) or _NARROWED.search(levels[0].lead):
            continue
        told = [rate_told(now.figure, then.figure, first.sign) for now, then in zip(levels, formers, strict=True)]
        yield from _best(passage, rates, [told], "change")


def _goes_on(place: Place) -> bool:
    """Tell whether a figure is the next of some percentages told in a row."""
    return place.figure.kind == "percent" and _JOINED.fullmatch(place.lead) is not None


def _alike(one: Place, other: Place) -> bool:
    """Tell whether two figures are in one unit."""
    return same_unit(one.figure, other.figure)


def _best(
    passage: Passage, rates: Sequence[Place], rows: Sequence[list[Computed | None]], kind: FindingKind = "share"
) -> Iterator[Relation]:
    """Yield what the reading says that fits best, if it fits all of the row but one at most."""
    quote = (passage.start, passage.end)
    readings = []
    for row in rows:
        if None in row:
            continue
        found = [
            compare(kind, rate.figure, computed, quote, _SCORE) for rate, computed in zip(rates, row, strict=True) if computed is not None
        ]
        readings.append(found)
    if not readings:
        return
    best = min(readings, key=lambda found: sum(not relation.holds for relation in found))
    if sum(not relation.holds for relation in best) <= max(1, len(best) // 3):
        yield from best
