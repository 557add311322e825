"""Whether other figures of its paragraph make the figure that a relation calls wrong far better than those it was held against.

与上年16.20万人次相比，增加2.43万人次，增长15.0%: difference and rate fit the base, so that what was taken for the present value (青少年11.92万
人次) is another. Only what is far from the computed value is looked at: a slip of a digit lies near, and is no reason to look elsewhere.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_FAR: Final = Decimal("1.25")  # times that one value is the other
_APART: Final = Decimal("0.75")  # of the value that base and difference make
_SPECIFIC: Final = 3  # digits that others do not make by chance
_MOST: Final = 60  # figures of a paragraph, the nearest before the one in question
_PAST: Final = ("from", "former")  # 由9个扩大到12个: of what there was the mean may be by mistake
_AT_FIRST: Final = re.compile("年初|期初")
_OF_TWO: Final = 3  # a figure and the two it was held against


def is_made_elsewhere(relation: Relation, context: Context) -> bool:
    """Tell whether figures of its paragraph make the figure that a relation says is wrong, and the relation is far from it."""
    known = [context.by_span.get(span) for span in relation.spans]
    figures = [figure for figure in known if figure is not None]
    if relation.difference is None or len(figures) != _OF_TWO or relation.kind not in ("share", "change"):
        return False
    stated, one, other = figures
    computed = stated.value - relation.difference
    low, high = sorted((stated.value, computed))
    if low > 0 and low * _FAR >= high:
        return False
    line = next((line for line in context.paragraphs() if line[0].start <= stated.start < line[-1].end), None)
    if line is None:
        return False
    near = _before(line, stated)
    if relation.kind == "change":
        own = next(passage for passage in line if passage.start <= stated.start < passage.end)
        return _is_change_of_another(stated, (one, other), near) or _is_borne_out(stated, (one, other), own)
    return stated.kind != "percent" and _is_mean_of_another(stated, (one, other), [place for place in near if place.role not in _PAST])


def _before(line: Sequence[Passage], stated: Figure) -> list[Place]:
    """Return the values of a paragraph that are told up to the end of the sentence of one, the nearest."""
    end = next(passage.end for passage in line if passage.start <= stated.start < passage.end)
    told = [place for passage in line for place in passage.places if place.start < end and place.figure is not stated]
    return told[-_MOST:]


def _is_change_of_another(stated: Figure, sources: Sequence[Figure], near: Sequence[Place]) -> bool:
    """Tell whether a difference, or a rate of growth, is that of other values told before (2021年108场…，四年累计349场，多18场，增幅16.7%)."""
    told = [place.figure for place in near]
    if stated.kind == "percent":
        bases = [place.figure for place in near if place.figure not in sources or place.role in _PAST or _AT_FIRST.search(place.lead)]
        bases = [figure for figure in bases if any(same_unit(figure, one) for one in sources)]
        return any(_is_rate(stated, one, base) for base in bases for one in sources if one.value < base.value)
    bases = [figure for figure in sources if same_unit(figure, stated)]
    others = [figure for figure in told if figure not in sources and same_unit(figure, stated) and figure.digits >= _SPECIFIC]
    return any(abs(base.value - figure.value) == stated.value for base in bases for figure in others)


def _is_borne_out(stated: Figure, sources: Sequence[Figure], own: Passage) -> bool:
    """Tell whether a sentence bears out a difference and the value before, which together make another one than that beside them.

    It tells their rate, or the value they make (取消2个，与上年底的38个相比净增5个，年底共有43个).
    """
    current, base = sources
    if not same_unit(current, base):
        return False  # a percentage, or a cell of a table without its unit
    sign = next((place.sign for place in own.places if place.figure is stated), 0)
    made = [base.value + way * stated.value for way in (1, -1) if way != -sign]
    is_apart = all(current.value < value * _APART or value < current.value * _APART for value in made)
    beside = [place.figure for place in own.places if place.figure not in (stated, current, base)]
    told = any(figure.kind == "percent" and _is_rate(figure, stated, base) for figure in beside)
    return is_apart and (told or any(figure.value == made[0] and same_unit(figure, base) for figure in beside))


def _is_rate(rate: Figure, difference: Figure, base: Figure) -> bool:
    """Tell whether a percentage is that of a difference in a base."""
    bounds = difference.range.percent_of(base.range)
    return bounds is not None and bounds.meets(rate.range)


def _is_mean_of_another(stated: Figure, sources: Sequence[Figure], near: Sequence[Place]) -> bool:
    """Tell whether a value per thing is that of another total, or of another number (684场，…412场，观众41724人次，场均61人)."""
    total, number = sources
    rate = Range(stated.range.low, stated.range.high) if stated.step else Range(stated.value - 1, stated.value + 1)
    told = [place.figure for place in near]
    totals = [figure for figure in told if figure not in sources and same_unit(figure, total)]
    numbers = [figure for figure in told if figure not in sources and same_unit(figure, number)]
    pairs = [*((figure, number) for figure in totals), *((total, figure) for figure in numbers)]
    return any(
        whole.digits + count.digits > _SPECIFIC and Range(rate.low * count.range.low, rate.high * count.range.high).meets(whole.range)
        for whole, count in pairs
    )
