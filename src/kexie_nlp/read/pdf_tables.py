"""Ruled tables of a PDF page, with their merged cells."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.read.extracted import GridCell
from kexie_nlp.read.pdf_page import Box, Glyph, joined, rows_of

_NEAR: Final = 3.0
_FEWEST_CELLS = 3


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page.

    Attributes:
        box: where it stands.
        edges: where its columns begin and end, in points.
        cells: its cells with their text.
    """

    box: Box
    edges: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max(cell.row + cell.row_span for cell in self.cells)


def tables_of(found: Sequence[Sequence[Box]], glyphs: Sequence[Glyph]) -> list[PageTable]:
    """Return the tables whose cells are given as boxes, with the glyphs in them, from top to bottom."""
    tables = [table for cells in found if (table := _table(cells, glyphs)) is not None]
    return sorted(tables, key=lambda table: table.box.top)


def _table(boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> PageTable | None:
    """Return the table that cell boxes make, or None if it is only a frame or a rule."""
    across = _edges(edge for box in boxes for edge in (box.left, box.right))
    down = _edges(edge for box in boxes for edge in (box.top, box.bottom))
    if len(boxes) < _FEWEST_CELLS or len(across) < 3:
        return None
    cells: list[GridCell] = []
    around = Box(across[0], down[0], across[-1], down[-1])
    inside = [glyph for glyph in glyphs if around.holds(glyph.box)]
    for box in boxes:
        row, column = _place(down, box.top), _place(across, box.left)
        lines = rows_of(glyph for glyph in inside if box.holds(glyph.box))
        text = joined([line.text for line in lines])
        cells.append(GridCell(row, column, text, max(1, _place(down, box.bottom) - row), max(1, _place(across, box.right) - column)))
    if sum(bool(cell.text) for cell in cells) < 2:
        return None
    return PageTable(around, tuple(across), tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _edges(values: Iterable[float]) -> list[float]:
    """Return ascending positions, those that are nearly the same counted once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _place(edges: Sequence[float], value: float) -> int:
    """Return the index of the edge nearest to ``value``."""
    index = bisect_left(edges, value)
    candidates = [number for number in (index - 1, index) if 0 <= number < len(edges)]
    return min(candidates, key=lambda number: abs(edges[number] - value))
