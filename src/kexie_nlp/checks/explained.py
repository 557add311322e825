"""Whether the sentence of a figure accounts for it otherwise: 9.50万元（接待5.50万元、用车4.00万元）；5.56万元（1.94万元、3.62万元）.

A figure that others beside it make exactly was held against figures that do not belong to it. A rate that follows from a figure it was
held against, but on another base, is accounted for by nothing: that is the commonest mistake.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise, permutations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.ones import counts_passed_over

_RATES: Final = frozenset(["share", "change", "completion"])
_NO_DIGIT: Final = re.compile(r"\D", re.ASCII)
_SPECIFIC: Final = 3  # digits that others do not make by chance
_HUNDREDTH: Final = Decimal("0.01")
_TENTH: Final = Decimal("0.1")
_FAR: Final = Decimal("1.2")  # times that one share is the other
_HALF: Final = Decimal("0.5")
_WHOLE: Final = 100
_TWO: Final = 2
_NET: Final = re.compile(r"净(?:增|减|增[加长]|减少|增减)[了为]?$")
_OF_FLOW: Final = 4  # what there is, what there was, what came and what went
_OF_RATE: Final = 3  # the rate, what was done and what was planned
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:[底末初]|年[底末])?[^，。；\d]{0,20}$")
_SUMMED: Final = re.compile(r"(?:共|合计|小计|总计)[^，。；\d]{0,6}$")
_BREAK: Final = re.compile("[；;。（()）]")
_AGAIN: Final = re.compile("(?:这|该|上述|前述)$")
_OPENED: Final = re.compile(r"其中|分别|包括|[：:（(]|[按分从][一-鿿]{1,8}?(?:分|看|计|统计)[，,：:]?")
_AGAINST: Final = re.compile(r"[比较]")
_GOES_ON: Final = re.compile(
    r"[。；;\s]*(?:[（(][\d一二三四五六七八九十]{1,2}[)）]|\d[.．、]|其[他它余]|另外?|此外|还有|以及)[^，,。；;\d]{0,16}$"
)
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
    passage = context.passage_at(start)
    if passage is None:
        return False
    beside = [place.figure for place in _without_net(relation, passage.places)]
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
        is_simple = stated.kind in ("amount", "quantity")
        return _is_otherwise_made(relation, context, passage, stated, beside) or (
            is_simple and (_is_in_sum(stated, beside, sources) or _is_share_told(stated, computed, beside))
        )
    if stated.kind == "percent":
        if relation.kind == "completion" and abs(2 * stated.value - relation.difference - _WHOLE) <= stated.step * _HALF:
            return True  # 12个中1个延误，按期完成率91.67%
        is_of_others = relation.kind == "share" and (_is_of_both(relation, context) or _is_of_other_part(relation, passage.places, context))
        return is_of_others or _is_other_rate(stated, beside, sources, relation.spans[-1])
    return relation.kind == "change" and _is_other_change(stated, passage.places[near], sources)


def _is_otherwise_made(relation: Relation, context: Context, passage: Passage, stated: Figure, beside: Sequence[Figure]) -> bool:
    """Tell whether a sum misses by a count in characters or by the part beside its list, holds a sum of parts, or is a rate's part."""
    difference = relation.difference or Decimal(0)
    over = counts_passed_over(beside, context.text, passage.start, passage.end, stated.unit) if stated.kind == "quantity" else ()
    if abs(difference) in over:
        return True
    told = [place for place in passage.places if place.figure in beside]
    around = [place for one in context.passages if one.paragraph == passage.paragraph for place in one.places]
    next_one = next((place for one in context.passages if one.start >= passage.end for place in one.places[:1]), None)
    if any(_is_part_beside(relation, difference, places, stated) for places in (told, _with_next(told, next_one))) or _holds_sum_within(
        relation, difference, around, stated
    ):
        return True
    is_behind = all(span < relation.spans[0] for span in relation.spans[1:])  # 两项合计到位57.00万元，到位率95.0%
    return is_behind and any(one.kind == "percent" and _is_percent(one, stated.value, stated.value - difference) for one in beside)


def _with_next(places: Sequence[Place], behind: Place | None) -> Sequence[Place]:
    """Return the figures of a sentence with the first behind it, if that goes on with the list (…2.1万元。其他支出2万元)."""
    return [*places, replace(behind, lead="")] if behind is not None and _GOES_ON.match(behind.lead) else places


def _is_part_beside(relation: Relation, difference: Decimal, places: Sequence[Place], stated: Figure) -> bool:
    """Tell whether a sum misses by just what stands next to its parts: 理科31个、工科58个、减灾12个."""
    inside = [at for at, place in enumerate(places) if _span(place.figure) in relation.spans[1:]]
    if not inside or stated.value - sum((places[at].figure.value for at in inside), Decimal(0)) != difference:
        return False
    first, last = inside[0], inside[-1] + 1
    near = [places[first - 1]] if first and not _BREAK.search(places[first].lead) else []
    near += [places[last]] if last < len(places) and not _BREAK.search(places[last].lead) else []
    return any(one.figure.value == abs(difference) and same_unit(one.figure, stated) for one in near if one.figure is not stated)


def _holds_sum_within(relation: Relation, difference: Decimal, places: Sequence[Place], stated: Figure) -> bool:
    """Tell whether a part is told as the sum of others: 宣读24篇，交流62篇，两项共86篇; 优秀60篇，一等奖10篇，二等奖20篇，三等奖30篇."""
    parts = [place for place in places if _span(place.figure) in relation.spans[1:]]
    values = [part.figure.value for part in parts]
    if len(values) > _REACH or sum(values, Decimal(0)) + difference != stated.value:
        return False  # a stock with what came and went
    if any(_AGAIN.search(part.lead) for part in parts):
        return True  # 其中20期合办，这20期已算过
    rest = sum(values[1:], Decimal(0))
    if len(parts) > _OF_RATE and (values[0] == rest or (values[0] == len(values) - 1 and rest == stated.value)):
        return True  # 四个门类，依次为9个、17个、8个和12个: how many there are
    told = [at for at, part in enumerate(parts) if _SUMMED.search(part.lead)]
    # 追加86.35万元，分别为60.00万元、26.35万元; 空编1名；按身份分，参公8人、事业5人
    opened = [at for at, part in enumerate(parts) if at and _OPENED.search(part.lead)]
    if any(values[at - 1] == sum(values[at:end], Decimal(0)) for at in opened for end in range(at + _TWO, len(values) + 1)):
        return True
    if opened[:1] == [1] and rest == stated.value:
        return True
    return any(values[at] == sum(values[first:at], Decimal(0)) for at in told for first in range(at - 1))


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


def _is_percent(rate: Figure, part: Decimal, whole: Decimal) -> bool:
    """Tell whether a percentage is that of a part in a greater whole."""
    return 0 < part < whole and abs(100 * part / whole - rate.value) <= rate.step * _HALF


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
        is_of_base = _span(part) == base and part.value < whole.value and stated.step <= _TENTH  # 优秀37篇，…三等20篇，评优比例
        is_other |= (is_change and (is_exact or not shared)) or (is_share and (is_of_base or (is_exact and not shared)))
    return is_other


def _is_of_both(relation: Relation, context: Context) -> bool:
    """Tell whether a share is that of its part in this and another one together: 基本支出325万元；项目支出961万元，占74.7%."""
    stated, part = (context.by_span.get(span) for span in relation.spans[:_TWO])
    if stated is None or part is None:
        return False
    line = next((line for line in context.paragraphs() if line[0].start <= stated.start < line[-1].end), [])
    own = [passage for passage in line if stated.step <= _HUNDREDTH or passage.start <= stated.start < passage.end]
    figures = [place.figure for passage in own for place in passage.places]
    others = [one.value for one in figures if one is not part and same_unit(one, part) and one.value > 0 and one.start < stated.start]
    return any(abs(100 * part.value / (part.value + other) - stated.value) <= stated.step * _HALF for other in others)


def _is_of_other_part(relation: Relation, places: Sequence[Place], context: Context) -> bool:
    """Tell whether a share far from that of a part is one of another part of the same whole: 高级187人、初级157人，高级占到30.6%."""
    stated, part, whole = (context.by_span.get(span) for span in (*relation.spans, *relation.spans)[:_OF_RATE])
    if stated is None or part is None or whole is None or relation.difference is None or whole.value < part.value:
        return False
    if whole.value == part.value:
        return True  # 布展项目支出168万元，占项目支出的46.78%: was held against itself
    low, high = sorted((stated.value, stated.value - relation.difference))
    leads = {place.start: place for place in places}
    if stated.start not in leads or (part.start in leads and leads[part.start].label[:_TWO] in leads[stated.start].lead):
        return False  # 蒙文1.4万份、汉文1.8万份，蒙文资料占56.25%: of the one that is named
    figures = [place.figure for place in places]
    others = [one for one in figures if one not in (part, whole) and same_unit(one, part) and one.start < stated.start]
    return low * _FAR < high and any(abs(100 * one.value / whole.value - stated.value) <= stated.step * _HALF for one in others)


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
