"""Whether other figures of its paragraph make the figure that a relation calls wrong far better than those it was held against.

与上年16.20万人次相比，增加2.43万人次，增长15.0%: difference and rate fit the base, so that what was taken for the present value
(青少年11.92万人次) is another. Only a figure that is far from the computed one is looked at: a slip of a digit lies near, and is no
reason to look elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_FAR: Final = Decimal("1.25")  # times that one value is the other
_APART: Final = Decimal("0.75")  # of the value that base and difference make
_ODD: Final = 1000  # times that no value is the one before it
_SPECIFIC: Final = 3  # digits that others do not make by chance
_REACH: Final = 400  # characters before the sentence of the one in question
_MOST: Final = 60  # figures
_PAST: Final = ("from", "former")  # 由9个扩大到12个: of what there was the mean may be by mistake
_AT_FIRST: Final = re.compile(r"年初|期初|[与和同比较][^，。；]{0,14}$")
_YEAR: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年[^，。；\d]{0,6}$")
_IN_ALL: Final = re.compile("总数|累计|达到|增至|共有")
_PLAN: Final = re.compile("目标|计划|任务|预算")
_OF_TWO: Final = 3  # a figure and the two it was held against


def is_made_elsewhere(relation: Relation, context: Context) -> bool:
    """Tell whether figures of its paragraph make the figure that a relation says is wrong, and the relation is far from it."""
    if relation.kind == "repeat":
        return _is_term_of_stock(relation, context)
    known = [context.by_span.get(span) for span in relation.spans]
    figures = [figure for figure in known if figure is not None]
    if relation.difference is None or len(figures) != _OF_TWO or relation.kind not in ("share", "change", "completion"):
        return False
    stated, one, other = figures
    computed = stated.value - relation.difference
    if computed == -stated.value:
        return False  # the other way round
    low, high = sorted((stated.value, abs(computed)))
    is_far = low <= 0 or low * _FAR < high
    is_exact = relation.kind == "change" and stated.kind == "amount" and stated.digits >= _SPECIFIC
    own = context.passage_at(stated.start)
    if own is None:
        return False
    if relation.kind == "share" and stated.kind != "percent" and _leaves_another(stated, (one, other), own):
        return True
    if not (is_far or is_exact or any(place.figure is one and _PLAN.search(place.lead) for place in own.places)):
        return False
    if relation.kind == "share" and other.exactness != "exact":
        return True  # 大三12人，…占59.9%, of 40多人 told elsewhere
    told = [place for passage in context.passages if own.start - _REACH < passage.end <= own.end for place in passage.places]
    near = [place for place in told if place.figure is not stated][-_MOST:]
    if relation.kind == "change":
        is_apart = one.start < own.start or stated.kind == "percent"
        return (is_apart and _is_change_of_another(stated, (one, other), near, context.year)) or _is_borne_out(stated, (one, other), own)
    if stated.kind == "percent":
        return _is_of_two_together(stated, (one, other), near)
    return relation.kind == "share" and _is_mean_of_another(stated, (one, other), [one for one in near if one.role not in _PAST])


def _is_term_of_stock(relation: Relation, context: Context) -> bool:
    """Tell whether two values that differ make a third one beside the second: 17个…；再建8个，总数达到25个."""
    values = [figure.value for span in relation.spans[:2] if (figure := context.by_span.get(span)) is not None]
    own = context.passage_at(relation.spans[0][0])
    behind = [place for place in own.places if place.start > relation.spans[0][0]][:1] if own else []
    return len(values) == len(relation.spans[:2]) and any(
        place.figure.value == sum(values) and _IN_ALL.search(place.lead) for place in behind
    )


def _is_change_of_another(stated: Figure, sources: Sequence[Figure], near: Sequence[Place], year: int | None) -> bool:
    """Tell whether a difference, or a rate of growth, is that of other values told before (2021年108场，四年349场，多18场，增幅16.7%)."""
    told = [place.figure for place in near]
    if stated.kind == "percent":
        bases = [one.figure for one in near if one.role in _PAST or (_AT_FIRST.search(one.lead) and one.figure not in sources)]
        bases += [place.figure for place in near if place.figure not in sources and _is_of_year_before(place, year)]
        bases = [figure for figure in bases if any(same_unit(figure, one) for one in sources)]
        by = sources[0]
        is_exact = by.digits >= _SPECIFIC or not by.step  # 0.26万元 is that of many a base by its rounding
        return is_exact and any(_is_rate(stated, by, base) for base in bases if by.value < base.value)
    bases = [figure for figure in sources if same_unit(figure, stated)]
    others = [figure for figure in told if figure not in sources and same_unit(figure, stated) and figure.digits >= _SPECIFIC]
    return any(abs(base.value - figure.value) == stated.value for base in bases for figure in others)


def _is_of_year_before(place: Place, year: int | None) -> bool:
    """Tell whether a value is told of another year than the one reported on."""
    told = _YEAR.search(place.lead)
    return told is not None and year is not None and int(told["year"]) != year


def _is_borne_out(stated: Figure, sources: Sequence[Figure], own: Passage) -> bool:
    """Tell whether a sentence bears out a difference and the value before, which together make another one than that beside them.

    It tells their rate, or the value they make (取消2个，与上年底的38个相比净增5个，年底共有43个).
    """
    current, base = sources
    if stated.kind == "percent":
        return False
    beside = [place.figure for place in own.places if place.figure not in (stated, current, base)]
    rates = [figure for figure in beside if figure.kind == "percent"]
    lead, sign = next(((place.lead, place.sign) for place in own.places if place.figure is stated), ("", 0))
    before = replace(current, value=current.value - (sign or 1) * stated.value)
    is_against = any(place.figure is base and place.role in _PAST for place in own.places) and base.value * _ODD > current.value
    if before.value > 0 and not is_against and same_unit(current, stated) and any(_is_rate(rate, stated, before) for rate in rates):
        return True  # 即16.5万元，比今年多3.3万元，增长25%: of what these two leave
    alike = [figure for figure in beside if same_unit(figure, stated)][:_MOST]
    if "净" in lead and any(abs(one.value - other.value) == stated.value for one, other in combinations([*alike, current], 2)):
        return True  # 新入会96人，减员22人，净增74人
    if not same_unit(current, base):
        return False  # a cell of a table without its unit
    made = [base.value + way * stated.value for way in (1, -1) if way != -sign]
    is_apart = all(current.value < value * _APART or value < current.value * _APART for value in made)
    is_planned = any(place.figure is current and _PLAN.search(place.lead) for place in own.places)
    told = any(_is_rate(rate, stated, base) for rate in rates)
    if is_planned and told:
        return True  # 年度目标为20万人次；与上年19.50万人次相比，增加2.34万人次，增长12.0%
    told = told and current.start < own.start
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


def _leaves_another(each: Figure, sources: Sequence[Figure], own: Passage) -> bool:
    """Tell whether a total without so many of so much each is another amount beside it (2个、每个20万元，带头人1名、5万元，计45万元)."""
    total, number = sources
    left = total.value - number.value * each.value
    return left > 0 and any(place.figure.value == left and same_unit(place.figure, total) for place in own.places)


def _is_of_two_together(rate: Figure, sources: Sequence[Figure], near: Sequence[Place]) -> bool:
    """Tell whether a rate is that of a part in what two values make together (基本预算1012300元、追加86200元，…占调整后基本预算的99.2%)."""
    part, whole = sources
    alike = {figure.value: figure for figure in (place.figure for place in near) if same_unit(figure, part) and figure.digits >= _SPECIFIC}
    sums = (one + other.range for one, other in ((first.range, second) for first, second in combinations(alike.values(), 2)))
    bases = [base for base in sums if not any(base.meets(one.range) for one in alike.values())]  # else that base may be the mistake
    return whole.value > 0 and any((share := part.range.percent_of(base)) is not None and share.meets(rate.range) for base in bases)
