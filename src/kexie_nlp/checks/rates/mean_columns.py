"""Whether a column or a row of means follows from the rest of its table: 场次 18, 人次 1,260, 场均 70; 三年合计 960, 年均 320.

Which columns a mean is of is shown by the rows that agree; a row of means is that of the rows that its table adds up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid, Row

_MEAN: Final = re.compile(r"均(?!衡|等)|每[一-鿿]{1,3}|亩产|单产")
_MEAN_ROW: Final = re.compile(r"(?:年均|月均|季均|每[年月季]平均|平均(?:每[年月季])?|均值|平均[数值])")
_SCALES: Final = (Decimal(1), Decimal(10_000))
_MOST: Final = 7  # columns
_EVIDENCE: Final = 4  # digits
_TWO: Final = 2
_THREE: Final = 3
_LIKELY: Final = 1.0
_SCORE: Final = 0.65
Way = tuple[int, int, Decimal]


def check_mean_columns(context: Context) -> Iterator[Relation]:
    """Yield whether the means of each table follow from the totals and numbers beside or above them."""
    for grid in context.grids:
        columns = [column for column in grid.columns() if not grid.is_percent(column)]
        for mean in columns:
            if _MEAN.search(grid.column_heading(mean).rsplit("/", 1)[-1]) and len(columns) <= _MOST:
                yield from _column(grid.rows, mean, [column for column in columns if column != mean])
        for at, row in enumerate(grid.rows):
            if _MEAN_ROW.fullmatch(row.name):
                yield from _row(grid, at)


def _column(rows: Sequence[Row], mean: int, others: Sequence[int]) -> Iterator[Relation]:
    """Yield whether a column of means is that of the two others that explain most of its rows."""
    ways = [(upper, lower, scale) for upper, lower in permutations(others, _TWO) for scale in _SCALES]
    found = [[(row, relation) for row in rows if (relation := _of_row(row, mean, way)) is not None] for way in ways]
    best = max(found, key=lambda some: sum(one.holds for _, one in some), default=[])
    fitting = [one for _, one in best if one.holds]
    digits = sum(len(re.sub(r"\D", "", one.stated)) for one in fitting)
    if len(fitting) < _TWO or digits < _EVIDENCE or len(best) > _TWO * len(fitting):
        return
    for row, relation in best:
        told = row.values[mean]
        right = round(told.value - (relation.difference or 0), max(0, -int(told.step.normalize().as_tuple().exponent)))
        is_sure = len(fitting) >= _THREE and not row.is_total  # in all there may be one of other things
        if relation.holds or is_sure or slip(told.value, right) >= _LIKELY:
            yield relation


def _of_row(row: Row, mean: int, way: Way) -> Relation | None:
    """Return whether the mean of a row is a total of it by a number of it."""
    upper, lower, scale = way
    if any(column not in row.values or row.values[column].value <= 0 for column in (mean, upper, lower)):
        return None
    total, number, stated = row.values[upper], row.values[lower], row.values[mean]
    bounds = total.range.times(scale).percent_of(number.range)
    if bounds is None or number.value == 1 == scale:
        return None
    value = scale * total.value / number.value
    bounds = Range(bounds.low / 100, bounds.high / 100)
    return _compared(stated, Computed(value, bounds, _formula(total.text, scale, number.text, stated, value), (total, number)))


def _formula(total: str, scale: Decimal, number: str, stated: Figure, value: Decimal) -> str:
    """Return a division written out."""
    return f"{total}{'万' if scale > 1 else ''} ÷ {number} = {stated.written(value)}"


def _compared(stated: Figure, computed: Computed) -> Relation:
    """Hold a mean against what follows; a whole one is rounded."""
    told = stated if stated.step else replace(stated, step=Decimal(1))
    return compare("share", told, computed, (stated.start, stated.end), _SCORE)


def _row(grid: Grid, at: int) -> Iterator[Relation]:
    """Yield whether a row of means is that of the rows above it, which a row of totals may add up, in each column."""
    above = grid.rows[:at]
    start = max((number + 1 for number, row in enumerate(above[:-1]) if row.is_total), default=0)
    parts = [row for row in above[start:] if not (row.is_total or _MEAN_ROW.fullmatch(row.name))]
    found = []
    for column, stated in grid.rows[at].values.items():
        figures = tuple(row.values[column] for row in parts if column in row.values)
        total = next((row.values[column] for row in above if row.is_total and column in row.values), None)
        if stated.kind == "percent" or len(figures) < max(_TWO, len(parts)) or not stated.value:
            continue
        value = sum((figure.value for figure in figures), Decimal(0))
        if total is not None and total.value != value:
            continue
        bounds = Range.total(figure.range for figure in figures)
        number = len(figures)
        told = total.text if total is not None else f"({' + '.join(figure.text for figure in figures)})"
        formula = f"{told} ÷ {number} = {stated.written(value / number)}"
        sources = (total,) if total is not None else figures
        found.append(_compared(stated, Computed(value / number, Range(bounds.low / number, bounds.high / number), formula, sources)))
    proven = any(one.holds for one in found)
    yield from (one for one in found if one.holds or (proven and one.difference is not None))
