"""Whether each row of a table with columns for what there was, came, went and is adds up (年初数, 本年增加, 本年减少, 年末数)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid, Row

_KINDS: Final = {
    "opening": re.compile(r"年初|期初|上年[末底]|上年年[末底]|去年[末底]|原有"),
    "went": re.compile(r"减少|注销|撤销|转出|退出|调出|核销|报废"),
    "came": re.compile(r"增加|新增|新建|新发展|新成立|转入|调入|购入"),
    "closing": re.compile(r"年末|期末|年底|现有|实有"),
}
_NO_VALUE: Final = re.compile(r"率|比|占|增减|预算|计划|目标|净|[%％]")
_SURE: Final = 0.85
_ALONE: Final = 0.65
Flows = list[tuple[int, Figure]]


def check_table_stocks(context: Context) -> Iterator[Relation]:
    """Yield whether the stocks of tables follow from those before; a misfit counts if half of the rows fit."""
    for grid in context.grids:
        columns = _columns(grid)
        if columns is None:
            continue
        told = [terms for row in grid.rows if (terms := _terms(row, columns)) is not None]
        found = [_relation(*terms) for terms in told]
        proven = sum(relation.holds for relation in found)
        is_mistyped = len(told) == 1 and _looks_mistyped(*told[0])
        for relation in found:
            if relation.holds or (proven and 2 * proven >= len(found)):
                yield relation
            elif is_mistyped:
                yield replace(relation, score=min(relation.score, _ALONE))


def _columns(grid: Grid) -> dict[str, int] | None:
    """Return the columns of the four kinds if each is told once, and what came or went at all."""
    found: dict[str, int] = {}
    for column in range(grid.width):
        if not any(column in row.values for row in grid.rows):
            continue
        heading = grid.column_heading(column)
        last = heading.rsplit("/", 1)[-1]
        kind = next((kind for kind, form in _KINDS.items() if form.search(last)), None)
        if kind is None or _NO_VALUE.search(heading):
            continue
        if kind in found:
            return None
        found[kind] = column
    return found if {"opening", "closing"} <= set(found) and len(found) > 2 else None


def _terms(row: Row, columns: dict[str, int]) -> tuple[Figure, Flows, Figure] | None:
    """Return what there was, the changes with their signs, and what there is; an empty cell is no change."""
    opening, closing = row.values.get(columns["opening"]), row.values.get(columns["closing"])
    signs = {"came": 1, "went": -1}
    flows = [(sign, row.values[columns[kind]]) for kind, sign in signs.items() if kind in columns and columns[kind] in row.values]
    if opening is None or closing is None or not flows or opening.kind == "percent":
        return None
    return opening, flows, closing


def _relation(opening: Figure, flows: Flows, closing: Figure) -> Relation:
    """Return whether one row adds up."""
    value, bounds, formula = opening.value, opening.range, opening.text
    for sign, figure in flows:
        value += sign * figure.value
        bounds = bounds + figure.range if sign > 0 else bounds - figure.range
        formula += f" {'+' if sign > 0 else '−'} {figure.text}"
    sources = (opening, *(figure for _, figure in flows))
    computed = Computed(value, bounds, f"{formula} = {closing.written(value)}", sources)
    quote = (min(figure.start for figure in (closing, *sources)), max(figure.end for figure in (closing, *sources)))
    return compare("sum", closing, computed, quote, _SURE)


def _looks_mistyped(opening: Figure, flows: Flows, closing: Figure) -> bool:
    """Tell whether one mistyped digit explains that a row does not add up."""
    return misadded(closing.value, [opening.value, *(sign * figure.value for sign, figure in flows)]) >= 1
