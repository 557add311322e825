"""Whether an overview tells what the report tells: 开放308天、接待46.83万人次、教育活动872场、大篷车巡展58站, each told again below.

Where nearly all figures of such a line are found again, and one nowhere, while its name stands with another value, that one is meant.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import PLANS, name_of, parted, plan_titles
from kexie_nlp.checks.told.figures import Figure

_NARROWER: Final = re.compile(
    r"其中|上年|去年|同期|累计|新[增建]|计划|目标|预算|每|均|另|[上下]半年|季度|\d月|第[\d一二三四五六七八九十]+[届期批次]|历年|以来|不含|线[上下]"
)
_FEWEST: Final = 4  # items of an overview
_SHORTEST: Final = 3  # characters of a name
_LONGEST: Final = 12
_MOST: Final = 20  # items
_MOST_LINES: Final = 60
_NEAR: Final = 4  # no more than a quarter apart
_SCORE: Final = 0.6


def check_overviews(context: Context) -> Iterator[Relation]:
    """Yield the one figure of an overview that the report tells otherwise below, where it tells all the others alike."""
    lines = [line for line in context.paragraphs() if not any(PLANS.search(title) for title in plan_titles(context, line[0].section))]
    told = [(passage, place) for line in lines for passage in line for place in passage.places if place.role in ("level", "to")]
    cells = [figure for grid in context.grids for row in grid.rows for figure in row.values.values()]
    seen = 0
    for line in lines:
        items = [(passage, place) for passage in line for place in passage.places if _is_item(place)]
        if not _FEWEST <= len(items) <= _MOST or seen >= _MOST_LINES:
            continue
        seen += 1
        others = [(passage, place) for passage, place in told if passage.paragraph != line[0].paragraph]
        figures = [*(place.figure for _, place in others), *cells]
        apart = [(passage, place) for passage, place in items if not any(_is_same(place.figure, figure) for figure in figures)]
        if len(apart) * _FEWEST <= len(items):
            for passage, item in apart:
                yield from _differing(passage, item, others)


def _is_item(place: Place) -> bool:
    """Tell whether a figure is one of an overview: told by its name and nothing else."""
    is_told = place.role in ("level", "to") or (place.figure.kind == "percent" and place.role in ("share", "completion"))
    return is_told and not place.depth and len(place.lead) <= 2 * _LONGEST and not _NARROWER.search(place.lead)


def _is_same(one: Figure, other: Figure) -> bool:
    """Tell whether a figure of the report may be one of an overview."""
    if not other.unit and other.kind == "quantity":  # of a table
        return other.value in (one.value, one.value / one.scale)
    return same_unit(one, other) and one.range.meets(other.range)


def _differing(passage: Passage, item: Place, others: Sequence[tuple[Passage, Place]]) -> Iterator[Relation]:
    """Yield that what goes by the name of an item, with one value, is told otherwise."""
    name = _name(item)
    if item.figure.kind == "percent" or len(name) < _SHORTEST:
        return
    alike = [place for _, place in others if same_unit(place.figure, item.figure) and not place.depth and _is_named(place, name)]
    alike = [place for place in alike if not _NARROWER.search(place.lead) and place.figure.exactness == "exact"]
    values = {place.figure.value for place in alike}
    if len(values) != 1:
        return
    first, other = item.figure, alike[0].figure
    gap = first.value - other.value
    if abs(gap) * _NEAR > max(first.value, other.value) and slip(first.value, other.value) < 1:
        return
    why = f"概述中{name}{first.text}，下文{other.text}，其余各数多与下文一致"
    spans = ((item.start, item.end), (other.start, other.end))
    yield Relation("repeat", False, first.text, other.text, spans, (passage.start, passage.end), why, gap, _SCORE)


def _name(place: Place) -> str:
    """Return what a figure counts, without what was done with it."""
    return name_of(parted(key_of(place.label))[1])


def _is_named(place: Place, name: str) -> bool:
    """Tell whether a figure goes by a name, or by a longer one that ends in it."""
    return _name(place).endswith(name)
