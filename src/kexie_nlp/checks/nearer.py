"""Whether a figure fits another one that stands nearer than what it was held against: 860万元，其中本级560万元支出95万元，执行率17.0%."""

import re
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, same_unit
from kexie_nlp.checks.told.figures import Figure

_LIKE_IT: Final = 1.5
_APART: Final = Decimal("1.3")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_TWO: Final = 2
_FLOW: Final = 4  # what there was, came, went and is left


def fits_nearer(relation: Relation, context: Context) -> bool:
    """Tell whether the figure that a relation says is wrong fits others nearer by, or those it was held against fit one."""
    stated = context.by_span.get(relation.spans[0])
    sources = [context.by_span.get(span) for span in relation.spans[1:]]
    known = [source for source in sources if source]
    if not stated or not known or len(known) < len(sources) or relation.difference is None:
        return False
    computed = stated.value - relation.difference
    if relation.kind in ("share", "completion") and len(known) == _TWO and stated.kind == "percent":
        low, high = sorted((stated.value, computed))
        return low * _APART < high and _has_nearer_base(stated, known[0], known[1], context)
    if relation.kind == "sum" and misadded(stated.value, [one.value for one in known]) < _LIKE_IT:
        return _has_nearer_whole(stated, computed, known, context) or _is_flow(stated, known, context)
    return False


def _has_nearer_base(rate: Figure, part: Figure, base: Figure, context: Context) -> bool:
    """Tell whether a rate is that of the same part of a figure between its base and itself."""
    between = [one for one in context.figures_in(base.end, rate.start) if one is not part and same_unit(one, part) and one.value > 0]
    between = [one for one in between if not _is_past(one, part, context)]
    rates = (part.range.percent_of(one.range) for one in between)
    return any(one is not None and one.meets(rate.range) for one in rates)


def _is_past(base: Figure, part: Figure, context: Context) -> bool:
    """Tell whether a sentence before that of a part tells a figure of a year before, of which the part of this year is none."""
    passage = context.passage_at(base.start)
    if passage is None or context.year is None or part.start < passage.end:
        return False
    years = [int(year) for place in passage.places if place.figure is base for year in _YEAR.findall(place.lead)]
    return bool(years) and max(years) < context.year


def _has_nearer_whole(total: Figure, computed: Decimal, parts: list[Figure], context: Context) -> bool:
    """Tell whether parts that make more than their total stand behind another figure that can hold them."""
    first = min(part.start for part in parts)
    if computed <= total.value or first < total.end:
        return False
    passages = [passage for passage in context.passages if passage.start < first and total.end < passage.end]
    between = [place for passage in passages for place in passage.places if total.end <= place.start < first]
    return any(place.role in ("level", "to") and same_unit(place.figure, total) and place.figure.value >= computed for place in between)


def _is_flow(stated: Figure, parts: list[Figure], context: Context) -> bool:
    """Tell whether figures are what there was, what came and went, and what is left: 年初45个，新成立2个，注销1个，年末为46个."""
    flow = sorted([stated, *parts], key=lambda figure: figure.start)
    between = [one for one in context.figures_in(flow[0].start, flow[-1].end) if same_unit(one, stated)]
    if len(flow) != _FLOW or len(between) != _FLOW:
        return False
    first, one, other, last = (figure.value for figure in flow)
    return first + one - other == last or first - one + other == last
