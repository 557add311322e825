"""Totals told right below a table that has none: rows of 12期, 640人次 and so on, and 三类合计35期1817人次 below them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid

_OPENS: Final = re.compile(
    r"(?:以上|上述)?(?:[两二三四五六七八九十\d]{1,2}[类项级个种门期批处]|各[类项级种地])?[一-鿿]{0,2}(?:合计|共计|总计|共)[^，。；\d]{0,6}"
)
_SECOND: Final = re.compile(r"[、，,和及]?[一-鿿]{0,6}")
_FEWEST: Final = 2  # rows
_SCORE: Final = 0.75


def check_below_tables(context: Context) -> Iterator[Relation]:
    """Yield whether two totals told right below a table are those of its columns, where one of them is."""
    for grid in context.grids:
        if len(grid.rows) < _FEWEST or any(row.is_total or row.is_detail for row in grid.rows):
            continue
        below = next((one for one in context.passages if one.start >= grid.table.end), None)
        if below is None or context.text[grid.table.end : below.start].strip() or len(below.places) < _FEWEST:
            continue
        first, second = below.places[:_FEWEST]
        if _OPENS.fullmatch(first.lead.strip()) and _SECOND.fullmatch(second.lead):
            yield from _held(below, (first, second), grid)


def _held(passage: Passage, totals: Sequence[Place], grid: Grid) -> Iterator[Relation]:
    """Yield whether both totals are what the columns in their units make, if one is."""
    if any(total.role != "level" or total.figure.exactness != "exact" for total in totals):
        return
    columns = [_column(total.figure, grid) for total in totals]
    if any(len(column) < _FEWEST for column in columns):
        return
    found = []
    for total, column in zip(totals, columns, strict=True):
        value = sum((figure.value for figure in column), total.figure.value * 0)
        formula = f"{joined(column)} = {total.figure.written(value)}"
        computed = Computed(value, Range.total(figure.range for figure in column), formula, tuple(column))
        found.append(compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE))
    if any(relation.holds for relation in found):
        yield from found


def _column(total: Figure, grid: Grid) -> list[Figure]:
    """Return the figures of the one column of a table whose cells all tell the unit of a total; none if there are several."""
    found = []
    for column in grid.columns():
        figures = [row.values[column] for row in grid.rows if column in row.values]
        if len(figures) == len(grid.rows) and all(one.unit and plain_unit(one.unit) == plain_unit(total.unit) for one in figures):
            found.append(figures)
    return found[0] if len(found) == 1 else []
