"""Whether a column of means follows from other columns of its rows: 天数71, 观众68420, 日均964; 专家甲92, 专家乙87, 专家丙90, 平均分89.7.

No heading says which columns they are: the rows do, of which three or more must agree, and most.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid, Row

_MEAN: Final = re.compile(r"[一-鿿]均|均[一-鿿]{1,4}|每[一-鿿]")
_NO_TERM: Final = re.compile(r"率|占|比|序号|名次|排名|编号|年份|[%％]")
_FEWEST: Final = 3  # rows that agree
_MOST: Final = 9  # columns
_LONG: Final = 60  # rows
_DIGITS: Final = 2  # of a mean that says something
_TWO: Final = 2
_SCORE: Final = 0.75

_Way = Callable[[Row], Computed | None]


def check_mean_columns(context: Context) -> Iterator[Relation]:
    """Yield whether each row of a table fits what the other rows show its column of means to be made of."""
    for grid in context.grids:
        columns = list(grid.columns())
        if len(columns) > _MOST or len(grid.rows) > _LONG:
            continue
        terms = [column for column in columns if not _NO_TERM.search(grid.column_heading(column)) and not grid.is_percent(column)]
        for mean in columns:
            if _MEAN.search(grid.column_heading(mean)):
                yield from _judged(grid, mean, [column for column in terms if not _MEAN.search(grid.column_heading(column))])


def _judged(grid: Grid, mean: int, terms: Sequence[int]) -> Iterator[Relation]:
    """Yield whether each mean is what the way makes that most rows agree on."""
    rows = [row for row in grid.rows if mean in row.values]
    for way in _ways(terms, mean):
        told = [(row, computed) for row in rows if (computed := way(row)) is not None]
        fitting = [row for row, computed in told if computed.range.meets(_rounded(row.values[mean]).range)]
        clear = [row for row in fitting if not row.is_total and row.values[mean].digits >= _DIGITS]
        if len(clear) < _FEWEST or len(told) - len(fitting) > len(fitting) / _TWO:
            continue
        for row, computed in told:
            figures = (*computed.sources, row.values[mean])
            quote = min(figure.start for figure in figures), max(figure.end for figure in figures)
            yield compare("share", _rounded(row.values[mean]), computed, quote, _SCORE)
        return


def _ways(terms: Sequence[int], mean: int) -> Iterator[_Way]:
    """Yield how a mean may be made: as the quotient of two columns, or from several columns before it."""
    for whole, number in permutations(terms, 2):
        yield lambda row, whole=whole, number=number: _quotient(row, whole, number)  # type: ignore[misc]
    before = [column for column in terms if column < mean]
    if len(before) > 1:
        yield lambda row: _mean(row, before)


def _quotient(row: Row, whole: int, number: int) -> Computed | None:
    """Return how much of a value there is for each of another."""
    if not {whole, number} <= row.values.keys() or row.values[number].value <= 0:
        return None
    one, each = row.values[whole], row.values[number]
    bounds = one.range.percent_of(each.range)
    if bounds is None:
        return None
    value = one.value / each.value
    return Computed(value, bounds.times(Decimal("0.01")), f"{one.text} ÷ {each.text} = {_written(value)}", (one, each))


def _mean(row: Row, columns: Sequence[int]) -> Computed | None:
    """Return the mean of several values."""
    if not set(columns) <= row.values.keys():
        return None
    figures: list[Figure] = [row.values[column] for column in columns]
    number = len(figures)
    value = sum((figure.value for figure in figures), Decimal(0)) / number
    bounds = Range.total(figure.range for figure in figures).times(Decimal(1) / number)
    told = " + ".join(figure.text for figure in figures)
    return Computed(value, bounds, f"({told}) ÷ {number} = {_written(value)}", tuple(figures))


def _rounded(mean: Figure) -> Figure:
    """Return a mean that is rounded even where it is told without decimals, as a count is not."""
    return replace(mean, step=mean.step or mean.scale)


def _written(value: Decimal) -> str:
    """Return a mean with two decimals at most."""
    return f"{round(value, 2):f}".rstrip("0").rstrip(".")
