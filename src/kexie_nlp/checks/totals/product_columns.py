"""Whether a column is the product of two others, row by row: 数量 3, 单价 2000, 小计 6000; 班级 6, 每班人数 42, 合计 252.

No heading says so: the rows do, where those that agree explain more digits than chance can. A row counts as wrong if one slip explains it.
"""

from collections.abc import Iterator
from itertools import permutations
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid, Row

_MOST: Final = 8  # columns
_LONG: Final = 60  # rows
_EVIDENCE: Final = 4  # digits of factors
_TWO: Final = 2
_SCORE: Final = 0.65
_LIKELY: Final = 1.0


def check_product_columns(context: Context) -> Iterator[Relation]:
    """Yield whether each row of a table fits what the other rows show one of its columns to be the product of."""
    for grid in context.grids:
        columns = [column for column in grid.columns() if not grid.is_percent(column)]
        if _TWO < len(columns) <= _MOST and len(grid.rows) <= _LONG:
            for first, second, whole in permutations(columns, 3):
                if first < second:
                    yield from _checked(grid, first, second, whole)


def _checked(grid: Grid, first: int, second: int, whole: int) -> Iterator[Relation]:
    """Yield whether the rows of a table hold in one column what two others make, if most rows that tell it do."""
    told = [figures for row in grid.rows if not row.is_total and (figures := _figures(row, (first, second, whole)))]
    fitting = [some for some in told if some[0].value * some[1].value == some[2].value]
    shown = {(some[0].value, some[1].value) for some in fitting}
    digits = sum(one.digits + other.digits for one, other, _ in fitting)
    if len(shown) < _TWO or digits < _EVIDENCE or len(told) - len(fitting) > len(fitting) / _TWO:
        return
    for one, other, made in told:
        value = one.value * other.value
        if value == made.value or slip(made.value, value) >= _LIKELY:
            formula = f"{one.text} × {other.text} = {made.written(value)}"
            computed = Computed(value, Range(value, value), formula, (one, other))
            yield compare("sum", made, computed, (min(one.start, made.start), max(other.end, made.end)), _SCORE)


def _figures(row: Row, columns: tuple[int, ...]) -> list[Figure]:
    """Return the figures of a row in some columns, or nothing if one of them is missing, 0 or 1 (which shows nothing)."""
    figures = [row.values[column] for column in columns if column in row.values]
    is_told = len(figures) == len(columns) and all(figure.value > 0 and figure.kind != "percent" for figure in figures)
    return figures if is_told and min(figure.value for figure in figures[:_TWO]) != 1 else []
