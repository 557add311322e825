"""Whether the sentence of a figure accounts for it otherwise: 9.50万元（接待5.50万元、用车4.00万元）；5.56万元（1.94万元、3.62万元）.

A figure that others beside it make exactly was held against figures that do not belong to it. A rate that follows from a figure it was
held against, but on another base, is accounted for by nothing: that is the commonest mistake.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise, permutations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Place, same_unit
from kexie_nlp.checks.told.figures import Figure

_RATES: Final = frozenset(["share", "change", "completion"])
_NO_DIGIT: Final = re.compile(r"\D", re.ASCII)
_SPECIFIC: Final = 3  # digits that others do not make by chance
_HUNDREDTH: Final = Decimal("0.01")
_HALF: Final = Decimal("0.5")
_WHOLE: Final = 100
_TWO: Final = 2
_NET: Final = re.compile(r"净(?:增|减|增[加长]|减少|增减)[了为]?$")
_OF_FLOW: Final = 4  # what there is, what there was, what came and what went
_OF_RATE: Final = 3  # the rate, what was done and what was planned
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:[底末初]|年[底末])?[^，。；\d]{0,8}$")
_AGAINST: Final = re.compile(r"[比较]")
_REACH: Final = 24  # figures on each side of the one in question

Span = tuple[int, int]


def without_common_bases(relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations without rates of completion that fail together on one base: it is that of the whole, or of something else."""
    rates = {(one.spans[-1], one.spans[0]) for one in relations if _is_failing_rate(one)}
    failing = Counter(base for base, _ in rates)
    return [one for one in relations if not _is_failing_rate(one) or failing[one.spans[-1]] < _TWO]


def _is_failing_rate(relation: Relation) -> bool:
    """Tell whether a relation is a rate that does not follow from what was done and what was planned."""
    return not relation.holds and relation.kind == "completion" and len(relation.spans) == _OF_RATE


def is_explained(relation: Relation, context: Context) -> bool:
    """Tell whether the figure that a relation says is wrong follows exactly from others of its sentence."""
    if relation.difference is None or relation.kind not in (*_RATES, "sum"):
        return False
    if relation.kind == "change" and _is_other_way_round(relation, context):
        return True
    start = relation.spans[0][0]
    passage = next((passage for passage in context.passages if passage.start <= start < passage.end), None)
    beside = [place.figure for place in (_without_net(relation, passage.places) if passage else ())]
    stated = next((figure for figure in beside if _span(figure) == relation.spans[0]), None)
    if stated is None or stated.exactness != "exact":
        return False
    at = beside.index(stated)
    near = slice(max(0, at - _REACH), at + _REACH)
    beside = beside[near]
    # what is told again elsewhere is no source
    sources = frozenset(span for span in relation.spans[1:] if (one := context.by_span.get(span)) is None or one.value != stated.value)
    if relation.kind == "sum":
        computed = stated.value - relation.difference
        return stated.kind in ("amount", "quantity") and (_is_in_sum(stated, beside, sources) or _is_share_told(stated, computed, beside))
    if stated.kind == "percent":
        if relation.kind == "completion" and abs(2 * stated.value - relation.difference - _WHOLE) <= stated.step * _HALF:
            return True  # 12个中1个延误，按期完成率91.67%
        return _is_other_rate(stated, beside, sources, relation.spans[-1]) or (relation.kind == "share" and _is_of_both(relation, beside))
    return relation.kind == "change" and _is_other_change(stated, passage.places[near] if passage else (), sources)


def _is_other_way_round(relation: Relation, context: Context) -> bool:
    """Tell whether a change fits but for its direction, and the years told turn it round (2010年为2.9%，2015年达5.8%，提高2.9个百分点)."""
    stated = context.by_span.get(relation.spans[0])
    if stated is None or relation.difference != 2 * stated.value or len(relation.spans) != _OF_RATE:
        return False
    years = [_YEAR.search(context.text, max(0, start - _REACH), start) for start, _ in relation.spans[1:]]
    current, former = (year[1] if year else "" for year in years)
    return bool(current and former) and current < former


def _without_net(relation: Relation, places: Sequence[Place]) -> list[Place]:
    """Return figures without the net growth beside a stock with what came and what went, which must make it up, too."""
    net = [place for place in places if _NET.search(place.lead)]
    told = {(place.start, place.end) for place in places if net and place not in net and same_unit(place.figure, net[0].figure)}
    is_flow = relation.kind == "sum" and len(relation.spans) == _OF_FLOW and told == set(relation.spans)
    return [place for place in places if not (is_flow and place in net)]


def _is_in_sum(stated: Figure, beside: Sequence[Figure], sources: frozenset[Span]) -> bool:
    """Tell whether a figure is the total or a part of an exact sum with a figure that it was held against."""
    if any(figure.kind == "percent" and _span(figure) in sources for figure in beside):
        return False  # the rate may be what is wrong
    alike = [figure for figure in beside if same_unit(figure, stated) and figure.exactness == "exact" and figure.value]
    if any(figure.value == stated.value and figure is not stated for figure in alike):
        return False  # the sum may be that of the other
    return any(
        stated in (total, *parts) and _is_another(frozenset(map(_span, parts)), sources, total, is_total=total is stated)
        for total, parts in _exact_sums(alike, stated)
    )


def _is_another(parts: frozenset[Span], sources: frozenset[Span], total: Figure, *, is_total: bool) -> bool:
    """Tell whether an exact sum is not merely one that leaves out some of the figures, but those right behind the total are its own."""
    if is_total and parts < sources:
        return total.start < min(parts)[0] and max(parts) < min(sources - parts)
    return _is_specific(total) and bool(parts & sources) and not (is_total and sources <= parts)


def _exact_sums(figures: Sequence[Figure], stated: Figure) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """Yield the totals that a run of figures makes, and the pairs that make a given one."""
    for first, behind in combinations(range(len(figures) + 1), _TWO):
        parts = figures[first:behind]
        if len(parts) >= _TWO:
            value = sum((part.value for part in parts), Decimal(0))
            yield from ((one, parts) for one in (*figures[:first], *figures[behind:]) if one.value == value)
    if _is_specific(stated):
        yield from ((stated, pair) for pair in combinations(figures, _TWO) if pair[0].value + pair[1].value == stated.value)


def _is_share_told(stated: Figure, computed: Decimal, beside: Sequence[Figure]) -> bool:
    """Tell whether the sentence says which share of a total its parts are: 620项作品，获奖558项，获奖面90%."""
    share = 100 * computed / stated.value if 0 < computed < stated.value else Decimal(0)
    return any(share and figure.kind == "percent" and abs(figure.value - share) <= figure.step * _HALF for figure in beside)


def _is_specific(figure: Figure) -> bool:
    """Tell whether a figure has so many digits that others do not make it by chance."""
    digits = _NO_DIGIT.sub("", figure.text).lstrip("0")
    return len(digits if "." in figure.text else digits.rstrip("0")) >= _SPECIFIC


def _is_other_rate(stated: Figure, figures: Sequence[Figure], sources: frozenset[Span], base: Span) -> bool:
    """Tell whether a percentage is a share of others, or of what was its base, or a change by another figure than it was held against."""
    values = [figure for figure in figures if figure.kind in ("amount", "quantity") and figure.value > 0]
    held = [figure.value for figure in values if _span(figure) in sources]
    is_other = False
    for part, whole in permutations(values, _TWO):
        if not same_unit(part, whole):
            continue
        share = 100 * part.value / whole.value
        is_share, is_change = (abs(rate - stated.value) <= stated.step * _HALF for rate in (share, abs(share - 100)))
        shared = len(sources & {_span(part), _span(whole)})
        if (is_share or is_change) and (shared == _TWO or (is_change and abs(part.value - whole.value) in held)):
            return False  # of the same figures, on the wrong base
        # told to a tenth, others make it by chance
        is_exact = stated.step <= _HUNDREDTH
        is_other |= (is_change and (is_exact or not shared)) or (is_share and is_exact and (not shared or _span(part) == base))
    return is_other


def _is_of_both(relation: Relation, figures: Sequence[Figure]) -> bool:
    """Tell whether a share is that of its part in this and another one together: 基本支出325万元；项目支出961万元，占74.7%."""
    stated, part = (next((one for one in figures if _span(one) == span), None) for span in relation.spans[:_TWO])
    if stated is None or part is None:
        return False
    others = [one.value for one in figures if one is not part and same_unit(one, part) and one.value > 0 and one.start < stated.start]
    return any(abs(100 * part.value / (part.value + other) - stated.value) <= stated.step * _HALF for other in others)


def _is_other_change(stated: Figure, places: Sequence[Place], sources: frozenset[Span]) -> bool:
    """Tell whether a difference is one between others (873万元，扣掉612万元为850万元，少23万元), or as told against another year."""
    alike = [place.figure for place in places if same_unit(place.figure, stated) and place.figure is not stated]
    if _is_specific(stated) or stated.kind == "amount":
        pairs = [pair for pair in combinations(alike, _TWO) if abs(pair[0].value - pair[1].value) == stated.value]
        if any(sources & {_span(one), _span(other)} and {_span(one), _span(other)} != sources for one, other in pairs):
            return True
    told = [(base, by) for base, by in pairwise(places) if by.role == "by" and _AGAINST.search(base.lead)]
    now = {by.start: base.figure.value + by.sign * by.figure.value for base, by in told}  # 比2018年的9.1%提高0.7个百分点，比2015年的5.6%…
    return list(now.values()).count(now.get(stated.start, stated.value)) > 1


def _span(figure: Figure) -> Span:
    """Return where a figure stands."""
    return figure.start, figure.end
