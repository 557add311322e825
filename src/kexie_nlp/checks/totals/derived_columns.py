"""Whether the last of three or four columns is what the others leave or make: 预算 60.00, 支出 57.36, 结余 2.64; 年初9, 收31, 支28, 余12.

No heading says so: the rows do, where those that agree explain more digits than chance can. A row counts as wrong if one slip explains it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid, Row

_OTHERS: Final = re.compile(r"合计|小计|总计|总额|增减|增幅|增长|差异")  # sums and changes of years have their own modules
_OPENING: Final = re.compile(r"年初|期初|上年")
_LEFT: Final = re.compile(r"(?:[年期月][末底终]|累计).{0,6}(?:结余|结转|余额|结存|库存)|^剩余|^余额|^结[余存]")
_SIGNS: Final = ((1, -1), (1, 1), (1, 1, -1), (1, -1, 1))
_MOST: Final = 7  # columns
_LONG: Final = 60  # rows
_EVIDENCE: Final = 5  # digits
_TWO: Final = 2
_THREE: Final = 3
_SCORE: Final = 0.7
_LIKELY: Final = 1.0


def check_derived_columns(context: Context) -> Iterator[Relation]:
    """Yield whether each row of a table fits what the other rows show its last column to be made of."""
    for grid in context.grids:
        columns = [column for column in grid.columns() if _may_count(grid, column)]
        if _TWO < len(columns) <= _MOST and len(grid.rows) <= _LONG:
            needed = _EVIDENCE - (len(columns) == _THREE)  # less can be by chance
            for number in (_THREE, _THREE + 1):
                for some in combinations(columns, number):
                    ends = [grid.column_heading(column).rsplit("/", 1)[-1] for column in (some[0], some[-1])]
                    is_told = bool(_OPENING.search(ends[0]) and _LEFT.search(ends[1]))
                    yield from _checked(grid.rows, some, needed - _TWO * is_told)


def _may_count(grid: Grid, column: int) -> bool:
    """Tell whether the figures of a column may be added to others, or taken from them."""
    heading = grid.column_heading(column)
    is_plain = grid.adds_up(column) or (bool(_OPENING.search(heading)) and not grid.is_percent(column))
    return is_plain and not _OTHERS.search(heading.rsplit("/", 1)[-1])


def _checked(rows: Sequence[Row], columns: Sequence[int], needed: int) -> Iterator[Relation]:
    """Yield whether the last of some columns follows from the others, row by row, with the signs that explain so many digits."""
    told = [(row, figures) for row in rows if (figures := _figures(row, columns))]
    for signs in _SIGNS:
        if len(signs) + 1 != len(columns):
            continue
        fitting = [(row, figures) for row, figures in told if _value(figures, signs) == figures[-1].value]
        # where all others fit, a row of totals fits because they do
        digits = sum(figures[-1].digits for row, figures in fitting if not row.is_total or len(fitting) < len(told))
        if len(fitting) < _TWO or digits < needed or len(told) - len(fitting) > len(fitting) / _TWO:
            continue
        for _, figures in told:
            relation = _relation(figures, signs)
            if relation.holds or misadded(figures[0].value, _others(figures, signs)) >= _LIKELY:
                yield relation


def _figures(row: Row, columns: Sequence[int]) -> list[Figure]:
    """Return the figures of a row in some columns, or nothing if one of them is missing or tells nothing."""
    figures = [row.values[column] for column in columns if column in row.values]
    is_told = len(figures) == len(columns) and all(figure.value > 0 and figure.kind != "percent" for figure in figures)
    return figures if is_told else []


def _value(figures: Sequence[Figure], signs: Sequence[int]) -> Decimal:
    """Return what the figures but the last make."""
    return sum((sign * figure.value for sign, figure in zip(signs, figures, strict=False)), Decimal(0))


def _others(figures: Sequence[Figure], signs: Sequence[int]) -> list[Decimal]:
    """Return what makes up the first figure."""
    return [figures[-1].value, *(-sign * figure.value for sign, figure in zip(signs[1:], figures[1:], strict=False))]


def _relation(figures: Sequence[Figure], signs: Sequence[int]) -> Relation:
    """Return whether the last figure of a row is what the others make."""
    *terms, last = figures
    value = _value(figures, signs)
    bounds = Range.total(term.range if sign > 0 else term.range.negative() for sign, term in zip(signs, terms, strict=True))
    told = " ".join(f"{'+' if sign > 0 else '−'} {term.text}" for sign, term in zip(signs, terms, strict=True))
    computed = Computed(value, bounds, f"{told.removeprefix('+ ')} = {last.written(value)}", tuple(terms))
    return compare("sum", last, computed, (figures[0].start, max(figure.end for figure in figures)), _SCORE)
