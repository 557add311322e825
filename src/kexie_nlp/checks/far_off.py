"""Whether a figure misses what it was held against by more than mistakes do, so that the others are surely not its own.

Mistakes are small, or show: a digit, the decimal point, the base of a rate. In the invented reports by which the checks were measured, each
as it was judged at first, 13 of 23 percentages that were called wrong for nothing were off by more than a fifth and showed nothing of that
kind, and 5 of 176 that were wrong; of totals 8 of 19, and 2 of 240.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.borne_out import is_borne_out
from kexie_nlp.checks.made_right import follows, made_right
from kexie_nlp.checks.plain_lists import is_plain_list
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, same_unit
from kexie_nlp.checks.told.figures import Figure

_FIFTH: Final = Decimal("0.2")
_LIKE_IT: Final = 0.5
_LIKE_A_PART: Final = 1.0
_LIKE_A_SOURCE: Final = 1.5
_TWO: Final = 2
_TEN: Final = 10


def is_far_off(relation: Relation, context: Context) -> bool:
    """Tell whether a figure is far from what others make, and nothing explains it."""
    if relation.difference is None or relation.kind not in ("sum", "share", "change", "completion"):
        return False
    stated = context.by_span.get(relation.spans[0])
    sources = [context.by_span.get(span) for span in relation.spans[1:]]
    if not stated:
        return False
    known = [source for source in sources if source]
    computed = stated.value - relation.difference
    near, far = sorted((abs(computed), abs(stated.value)))
    if len(known) < len(sources):  # one was told without a unit
        return near * _TEN < far and _likeness(stated, abs(computed)) < _LIKE_IT
    if relation.kind == "sum" and (parts := _parts(stated, computed, known)):
        return _is_far_total(stated, computed, parts) and not is_plain_list(relation.spans, stated.value, computed, context)
    is_far = near * _TWO < far or (computed < 0 < stated.value and far - near > far * _FIFTH)
    if len(known) != _TWO or not is_far or _are_alone(stated, known, context) or is_borne_out(relation, context):
        return False
    return _is_far_result(stated, computed, known, context)


def _parts(total: Figure, computed: Decimal, sources: Sequence[Figure]) -> list[Decimal]:
    """Return the values that were added up or taken from the first one, without the total told again; none if that is not what was done."""
    values = [source.value for source in sources if source.value != total.value]
    return values if values and computed in (sum(values), 2 * values[0] - sum(values)) else []


def _is_far_total(total: Figure, computed: Decimal, parts: Sequence[Decimal]) -> bool:
    """Tell whether no digit of a total or of one of its parts explains by how much they miss each other."""
    gap = total.value - computed
    if abs(gap) < total.value * _FIFTH:
        return False
    if len(parts) > _TWO and gap == -parts[-1]:
        return False  # 四年依次为18万、32万、36万、43万人次，累计86万人次: the last was left out
    rests = [(value, rest) for value in parts for rest in (value + gap, value - gap) if rest > 0]
    shown = max((slip(*pair) for pair in rests), default=0.0)
    if computed <= 0:
        return shown < _LIKE_A_SOURCE  # 812名，新发展17名，退会19名，净增52名: 71名
    return slip(total.value, computed) < _LIKE_IT and shown < _LIKE_A_PART


def _are_alone(stated: Figure, sources: Sequence[Figure], context: Context) -> bool:
    """Tell whether a sentence holds a figure and its sources and no other in their units, so that it can mean no others."""
    passage = context.passage_at(stated.start)
    inside = [place.figure for place in passage.places if place.start <= stated.start or stated.kind != "percent"] if passage else []
    alike = [figure for figure in inside if any(same_unit(figure, source) for source in sources)]
    return all(source in inside for source in sources) and all(figure is stated or figure in sources for figure in alike)


def _is_far_result(stated: Figure, computed: Decimal, sources: Sequence[Figure], context: Context) -> bool:
    """Tell whether neither a digit nor the base explains by how much a rate, a difference or a product misses what two figures make."""
    one, other = sources
    results = (abs(computed), abs(one.value - other.value))  # as a rate, or in points
    if any(_likeness(stated, result) >= _LIKE_A_PART for result in results) or follows(stated, one, other):
        return False
    ways = list(made_right(stated, computed, one, other))
    if not ways or any(_likeness(figure, value) >= _LIKE_A_SOURCE for figure, value in ways):
        return False
    if stated.kind != "percent":
        return True
    return not any(follows(stated, one, base) for base in context.by_span.values() if same_unit(base, one) and base.value > one.value)


def _likeness(figure: Figure, value: Decimal) -> float:
    """Return how much a figure looks like another value written as it is, mistyped once; of counts also where one or two are missing."""
    if value <= 0:
        return 0.0
    told, right = figure.value / figure.scale, round(value / figure.scale, max(0, -_exponent(figure)))
    first, second = told.normalize().as_tuple().digits, right.normalize().as_tuple().digits
    if first == second or (len(first) > 1 and first[:_TWO] == second[:_TWO][::-1]):
        return _LIKE_A_SOURCE  # the decimal point, its unit, or the first two digits
    if figure.kind == "quantity" and not figure.step and abs(told - right) <= _TWO:
        return _LIKE_A_SOURCE
    return slip(told, right) if right > 0 else 0.0


def _exponent(figure: Figure) -> int:
    """Return the place of the last digit told, as a power of ten of the unit told."""
    exponent = (figure.step / figure.scale).normalize().as_tuple().exponent if figure.step else 0
    return exponent if isinstance(exponent, int) else 0
