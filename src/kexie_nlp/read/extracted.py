"""The text a reader takes out of a file, and the writer that keeps its offsets right."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_nlp.document import Cell, Table
from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.read.limits import MAX_CELLS, MAX_CHARACTERS

_BREAK = re.compile(r"[ \u3000]*[\t\n\r\x0b\x0c\x85\u2028\u2029]+[ \u3000]*")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file says; all offsets are into ``text``.

    Attributes:
        text: the decoded file, or the extracted text with a table row a line, its cells parted by tabs.
        tables: tables that the format itself tells.
        headings: (start, end, level) of headings that the format itself tells; level 1 is the outermost.
    """

    text: str
    tables: tuple[Table, ...] = ()
    headings: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before its text has a place: row and column of its upper left corner, and what it spans."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


class TextWriter:
    """Collects lines and tables of one file.

    Args:
        path: the file, for error messages.
    """

    def __init__(self, path: object) -> None:
        self._path = str(path)
        self._pieces: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._headings: list[tuple[int, int, int]] = []

    def paragraph(self, text: str, level: int = 0) -> None:
        """Add a paragraph of one line or more, a heading if it has a ``level``; blank lines are left out."""
        for line in text.split("\n"):
            # a tab would make a table row of the line
            words = line.replace("\t", " ").strip(" \r\x0b\x0c\u3000\u00a0")
            if words:
                start = self._put(words)
                if level:
                    self._headings.append((start, start + len(words), level))
                self._put("\n")

    def columns(self, pieces: Sequence[str]) -> None:
        """Add a line whose pieces stand apart from each other, as in a table without rules."""
        self._put("\t".join(map(one_line, pieces)) + "\n")

    def table(self, cells: Iterable[GridCell], header_rows: int = 0) -> None:
        """Add a table: each row a line; where a cell from a row above reaches down, its place in the line is empty."""
        placed: list[Cell] = []
        cells = list(cells)
        if sum(cell.row_span for cell in cells) > MAX_CELLS:
            raise UnsafeReport(self._path, f"has a table of more than {MAX_CELLS:,} merged cells; not opened")
        rows = _lines_of(sorted(cells, key=lambda cell: (cell.row, cell.column)))
        if not any(cell.text for line in rows.values() for cell in line):
            return
        table_start = self._length
        for row, line in sorted(rows.items()):
            for index, cell in enumerate(line):
                start = self._put(("\t" if index else "") + cell.text) + (1 if index else 0)
                if cell.row == row:
                    placed.append(Cell(start, self._length, cell.text, row, cell.column, cell.row_span, cell.column_span))
            self._put("\n")
        self._tables.append(Table(table_start, self._length - 1, "", "", header_rows, 0, tuple(placed)))

    def finish(self, *, when_empty: str) -> Extracted:
        """Return what was collected.

        Raises:
            UnreadableReport: with the reason ``when_empty`` if there is no text at all.
        """
        text = "".join(self._pieces).removesuffix("\n")
        if not text:
            raise UnreadableReport(self._path, when_empty)
        return Extracted(text, tuple(self._tables), tuple(self._headings))

    def _put(self, piece: str) -> int:
        """Append ``piece`` and return where it starts."""
        start = self._length
        # NUL and lone surrogates stand for nothing and cannot be stored
        self._pieces.append(_NO_TEXT.sub("\ufffd", piece))
        self._length += len(piece)
        if self._length > MAX_CHARACTERS:
            raise UnsafeReport(self._path, f"holds more than {MAX_CHARACTERS:,} characters of text; split it into single reports")
        return start


def one_line(text: str) -> str:
    """Return a cell's text on one line, line breaks and tabs read as blanks."""
    return _BREAK.sub(" ", text).strip(" \u3000\u00a0\r\n\t")


def _lines_of(cells: Sequence[GridCell]) -> dict[int, list[GridCell]]:
    """Return the cells of each row in order of columns; an empty stand-in where one from above reaches down."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        clean = GridCell(cell.row, cell.column, one_line(cell.text), cell.row_span, cell.column_span)
        rows.setdefault(cell.row, []).append(clean)
    for cell in cells:
        for row in range(cell.row + 1, cell.row + cell.row_span):
            if row in rows:
                rows[row].append(GridCell(cell.row, cell.column, ""))
    return {row: sorted(line, key=lambda cell: cell.column) for row, line in rows.items()}
