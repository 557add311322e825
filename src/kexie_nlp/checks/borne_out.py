"""Whether a change is surely one of the figures it was held against, however far it misses them: the others of its row agree.

Of a value, the one before it, their difference and its percentage (接待2400人次，比上年的2000人次增加400人次，增长20%) three that agree
show that the fourth is wrong, and so do the other rows of a table whose columns they are.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid, Row
from kexie_nlp.checks.told.levels import former_of
from kexie_nlp.checks.told.moves import Change, changes_in, subject_of

_TIME: Final = (
    r"(?:上一?年|去年|上一?届|前一年|(?:19|20)\d\d年)(?:度|同期|同月|全年|年?末|年?底|实际|决算|支出|收入|接待|的|为|是|有|数){0,3}"
)
_HELD_AGAINST: Final = re.compile(rf"[，,（(]?(?:[比较]|[与同和]){_TIME}")  # the value before, told as no more than that
_BEFORE: Final = re.compile(rf"[，,（(]?(?:[比较]|[与同和])?{_TIME}")
_MOVED: Final = re.compile(
    r"[，,]?(?:相比|相较|比较)?[，,]?(?:今年|本年度?)?(?:[净共多各]|总[数量])?(?:[增减][加长少幅]?|多|少|上升|下降|压减|提高|降低)[了出为]?"
)
_SEVERAL: Final = re.compile(r"累计|历年|以来|总共|其中|预算|计划|目标|[年届场期]均|平均|每|[占达]")
_OF_TIME: Final = re.compile(r"上一?年|去年|上一?届|前一?年|同期|(?<!\d)(?:19|20)\d\d年")
_NO_DIGIT: Final = re.compile(r"\D", re.ASCII)
_HALF: Final = Decimal("0.5")
_FINE: Final = Decimal("0.05")
_HUNDRED: Final = Decimal(100)
_SHARP: Final = 40  # times its rounding that a percentage is, so that others do not make it by chance
_DIGITS: Final = 3
_SOURCES: Final = 2
_ROWS: Final = 2
_PARTS: Final = 2


def is_borne_out(relation: Relation, context: Context) -> bool:
    """Tell whether a change that fails is told of the very figures it was held against."""
    if relation.kind != "change" or len(relation.spans) != _SOURCES + 1:
        return False
    if any(_others_hold(grid, relation) for grid in context.grids):
        return True
    start = relation.spans[0][0]
    passage = context.passage_at(start)
    for change in changes_in(passage) if passage else ():
        if passage and any(place is not None and _span(place) == relation.spans[0] for place in (change.amount, change.rate)):
            return _is_sure(relation, context, passage, change)
    return False


def _is_sure(relation: Relation, context: Context, passage: Passage, change: Change) -> bool:
    """Tell whether three of the four figures of a change agree, or the value before it is the one after it, copied."""
    former = former_of(change)
    if former is None:
        return False
    by = change.amount
    others = [span for span in relation.spans[1:] if span != _span(former) and (by is None or span != _span(by))]
    level = context.by_span.get(others[0]) if len(others) == 1 else None
    if level is not None and (_agree(change, former, level) or _is_difference(change, former, level)):
        return True
    before = passage.places[change.index - 1] if change.index else None
    is_next = former is before and _leads_on(change)
    if not is_next or by is None or change.rate is None:
        return False
    if level is None:
        return not others and by is change.first and bool(_HELD_AGAINST.search(former.lead))
    at = change.index - _SOURCES
    is_right = _is(change.rate.figure, by.figure.value, former.figure.value)
    return is_right and at >= 0 and passage.places[at].figure is level and _is_alone(passage.places[at], former)


def surely_after(change: Change, former: Place | None, levels: Sequence[Place]) -> Place | None:
    """Return the value that is surely the one after a change, though it does not fit it; ``levels`` are the nearest first."""
    sure = (level for level in levels if former is not None and _agree(change, former, level.figure))
    return next(sure, None) or _whole_of(change, levels)


def _whole_of(change: Change, levels: Sequence[Place]) -> Place | None:
    """Return the total that the values before a change make up, if the change names nothing (共96项，其中市级36项、县级60项，增长9%)."""
    inside = [level for level in levels if change.passage.start <= level.start < change.first.start]
    for count in range(_PARTS, len(inside) if not subject_of(change.passage, change.first) else 0):
        parts, whole = inside[:count], inside[count]
        is_sum = Range.total(part.figure.range for part in parts).meets(whole.figure.range) and whole.figure.exactness == "exact"
        if is_sum and all(same_unit(part.figure, whole.figure) and whole.end <= part.start for part in parts):
            return whole
    return None


def _agree(change: Change, former: Place, level: Figure) -> bool:
    """Tell whether a value agrees with two of a change, its percentage and the value before it, and these three do not with each other.

    Without both a change and a percentage it is enough that the value before is the one after it, copied.
    """
    if not same_unit(level, former.figure):
        return False
    if change.amount is None or change.rate is None:
        return _leads_on(change) and _is_copied(change.passage, former, level)
    before, by, rate, sign = former.figure.value, change.amount.figure.value, change.rate.figure, change.first.sign
    moved = sign * (level.value - before)
    is_base = former.end <= change.first.start and _leads_on(change)  # 项目经费50万元。上年经费80万元，今年项目经费增加10万元
    return not _is(rate, by, before) and ((is_base and _is(rate, by, level.value - sign * by)) or _is(rate, moved, before))


def _leads_on(change: Change) -> bool:
    """Tell whether a change is told of the figure right before it, and names nothing of its own."""
    return _MOVED.fullmatch(change.first.lead) is not None


def _is_difference(change: Change, former: Place, level: Figure) -> bool:
    """Tell whether two values and their difference agree, so that only the percentage told with that can be wrong."""
    if change.amount is None or change.rate is None or not same_unit(level, former.figure):
        return False
    by = change.amount.figure
    return len(_NO_DIGIT.sub("", by.text)) >= _DIGITS and abs(level.value - former.figure.value) == by.value


def _is_copied(passage: Passage, former: Place, level: Figure) -> bool:
    """Tell whether the value before is told with the digits of the one after it, which stands before it in its sentence."""
    told = next((place for place in passage.places if place.figure is level and place.end <= former.start), None)
    if told is None or told.role not in ("level", "to") or level.value != former.figure.value or level.digits < _DIGITS:
        return False
    return not told.depth and not _OF_TIME.search(told.lead) and bool(_HELD_AGAINST.fullmatch(former.lead))


def _is_alone(level: Place, former: Place) -> bool:
    """Tell whether a value and the one before it stand side by side with nothing else told of either."""
    return level.role in ("level", "to") and not level.depth and not _SEVERAL.search(level.lead) and bool(_BEFORE.fullmatch(former.lead))


def _is(rate: Figure, part: Decimal, whole: Decimal) -> bool:
    """Tell whether a percentage is that of a part in a whole, rounded, and so sharp that this is no chance."""
    if whole <= 0 or part <= 0:
        return False
    room = min(rate.step * _HALF, _FINE) or _FINE
    return abs(_HUNDRED * part / whole - rate.value) <= room and rate.value >= _SHARP * room


def _others_hold(grid: Grid, relation: Relation) -> bool:
    """Tell whether a change stands in a row of a table all others of which hold in the same columns."""
    for row in grid.rows:
        columns = {(figure.start, figure.end): column for column, figure in row.values.items()}
        if all(span in columns for span in relation.spans):
            rate, *pair = (columns[span] for span in relation.spans)
            held = [_holds(one, rate, pair) for one in grid.rows if one is not row and all(at in one.values for at in (rate, *pair))]
            return len(held) >= _ROWS and all(held)
    return False


def _holds(row: Row, rate: int, pair: Sequence[int]) -> bool:
    """Tell whether a column is the difference of two others in a row, or their change in percent."""
    after, before = (row.values[at].range for at in pair)
    moved = after - before
    in_percent = moved.percent_of(before)
    told = row.values[rate].range
    return told.meets(moved) or (in_percent is not None and told.meets(in_percent))


def _span(place: Place) -> tuple[int, int]:
    """Return where a figure stands."""
    return place.start, place.end
