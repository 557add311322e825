"""Whether a figure told of one row of a table is that of another: 永昭县会员5230人, where the table tells 6078 of it and 5230 of others.

A figure of three digits or more stands in a column by chance so rarely that a word of the heading beside the row's own name is enough.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of
from kexie_nlp.checks.told.grid import Grid, Row
from kexie_nlp.checks.told.table_names import told_in

_NAME: Final = re.compile(r"[（(][^）)]*[）)]|\s")
_CLAUSE: Final = re.compile(r"[，,。；;：:\n]")
_OTHER: Final = re.compile(r"上年|去年|上届|同期|计划|目标|力争|预算|[比较超]|每|均|相差|其中")
_SPECIFIC: Final = 3  # digits
_WORD: Final = 2  # characters
_FEWEST: Final = 3  # rows
_SCORE: Final = 0.65


def check_other_rows(context: Context) -> Iterator[Relation]:
    """Yield figures that a sentence tells of a row by name and that stand in a table in another row of the same column."""
    for grid in context.grids:
        rows = [(name, row) for row in grid.rows if not row.is_total and len(name := _NAME.sub("", row.name)) >= _WORD]
        if len(rows) < _FEWEST or len({name for name, _ in rows}) < len(rows):
            continue
        for passage in context.passages:
            named = [(name, row) for name, row in rows if name in passage.text]
            for place in passage.places if named else ():
                own = _row_of(passage, place, named)
                if own is not None and (relation := _of_another(passage, place, grid, own, rows)) is not None:
                    yield relation


def _row_of(passage: Passage, place: Place, named: Sequence[tuple[str, Row]]) -> Row | None:
    """Return the one row whose name stands in the clause of a figure, before it."""
    digits = place.figure.value.normalize().as_tuple().digits
    if place.role not in ("level", "to") or place.figure.exactness != "exact" or len(digits) < _SPECIFIC or place.figure.kind == "percent":
        return None
    clause = _CLAUSE.split(passage.text[: place.start - passage.start])[-1]
    told = [(name, row) for name, row in named if name in clause]
    if len(told) != 1 or _OTHER.search(clause) or re.search(r"\d", clause.replace(told[0][0], "")):
        return None
    return told[0][1]


def _of_another(passage: Passage, place: Place, grid: Grid, own: Row, rows: Sequence[tuple[str, Row]]) -> Relation | None:
    """Return that a figure told of one row is that of another one in a column whose heading shares a word with the figure's name."""
    if any(_is(grid, own, column, place) for column in own.values):
        return None
    label = key_of(place.label) + place.figure.unit
    for column, figure in own.values.items():
        heading = key_of(_NAME.sub("", grid.column_heading(column).rsplit("/", 1)[-1]))
        if not any(heading[at : at + _WORD] in label for at in range(len(heading) - _WORD + 1)):
            continue
        other = next((name for name, row in rows if row is not own and column in row.values and _is(grid, row, column, place)), None)
        if other is None or other in passage.text or not told_in(grid, own, column).is_of(place.figure):
            continue
        cell = next(row.values[column] for name, row in rows if name == other)
        why = f"正文{place.figure.text}，表中该行为{figure.text}，{cell.text}是{other}的"
        spans = ((place.start, place.end), (figure.start, figure.end), (cell.start, cell.end))
        return Relation(
            "repeat",
            False,
            place.figure.text,
            figure.text,
            spans,
            (passage.start, passage.end),
            why,
            place.figure.value - figure.value,
            _SCORE,
        )
    return None


def _is(grid: Grid, row: Row, column: int, place: Place) -> bool:
    """Tell whether a figure is that of a cell."""
    told = told_in(grid, row, column)
    return told.is_of(place.figure) and any((one.low + one.high) / 2 == place.figure.value for one in told.ranges)
