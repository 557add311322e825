"""Tables recovered from text: cells parted by tabs or pipes, or one tab-indented cell a line with blank lines between rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kexie_nlp.document import Cell, Table

_UNIT = re.compile(r"(?:单位|金额单位|计量单位)[:：]\s*([^\s）)，。\t|]{1,8})|[（(](万元|元|亿元|千元|%|人次|人|个|次|场|项)[）)]")
_NUMBER = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?\s*[%％]?|[-—–/]")
_PIPES = re.compile(r"[^\n]*\|[^\n|]*\|[^\n]*|\|?[^\n|]+\|[^\n|]+\|?")
_RULE = re.compile(r"[|\s:\-+—]+")
_CAPTION = re.compile(r"[^\n]{2,50}$")
_MOST_HEADER_ROWS = 3
_LONGEST_CONTINUATION = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, without its line break."""

    start: int
    end: int
    text: str


def find_tables(text: str, known: Sequence[Table] = ()) -> list[Table]:
    """Return the tables of ``text`` in order: those the file format told (``known``) and those that the text shows."""
    tables = [_with_headings(text, table) for table in known]
    taken = [(table.start, table.end) for table in known]
    for rows in _blocks(text):
        start, end = rows[0][0][0], max(cell_end for row in rows for _, cell_end in row)
        if not any(start < high and low < end for low, high in taken):
            tables.append(_with_headings(text, _from_rows(text, rows)))
    return sorted(tables, key=lambda table: table.start)


Row = list[tuple[int, int]]


def _blocks(text: str) -> Iterator[list[Row]]:
    """Yield runs of rows, a row being the spans of its cells."""
    lines = _lines(text)
    yield from _indented_blocks(lines)
    for is_row, group in groupby(lines, key=_is_row):
        rows = [_cells(line) for line in group if is_row and not _RULE.fullmatch(line.text)]
        if len(rows) >= 2 or (rows and len(rows[0]) >= 3):
            yield rows


def _lines(text: str) -> list[_Line]:
    """Return the lines of ``text``."""
    lines: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        lines.append(_Line(start, start + len(line), line))
        start += len(line) + 1
    return lines


def _is_row(line: _Line) -> bool:
    """Whether a line holds two cells or more."""
    stripped = line.text.strip()
    return "\t" in stripped or _PIPES.fullmatch(stripped) is not None


def _cells(line: _Line) -> Row:
    """Return the cell spans of a line whose cells are parted by tabs, else by pipes."""
    mark = "\t" if "\t" in line.text.strip() else "|"
    body_start = line.start + len(line.text) - len(line.text.lstrip(mark + " "))
    body = line.text.rstrip(" ").removesuffix("|" if mark == "|" else "")[body_start - line.start :]
    spans: Row = []
    cursor = body_start
    for piece in body.split(mark):
        spans.append(_trimmed(piece, cursor))
        cursor += len(piece) + 1
    return spans


def _trimmed(piece: str, start: int) -> tuple[int, int]:
    """Return the span of ``piece`` without white space at its edges."""
    stripped = piece.strip(" \u3000\t\n")
    left = len(piece) - len(piece.lstrip(" \u3000\t\n")) if stripped else 0
    return start + left, start + left + len(stripped)


def _indented_blocks(lines: Sequence[_Line]) -> Iterator[list[Row]]:
    """Yield the tables that converters write as one tab-indented cell a line, rows parted by one blank line, tables by more."""
    rows: list[Row] = []
    row: Row = []
    blank = 0
    for line in lines:
        if line.text.startswith("\t") and "\t" not in line.text.strip():
            if blank > 1:
                yield from _finished(rows)
                rows = []
            row.append(_trimmed(line.text, line.start))
            blank = 0
        elif not line.text.strip():
            rows, row = [*rows, row] if row else rows, []
            blank += 1
        elif row and not line.text.startswith((" ", "\u3000")) and len(line.text) <= _LONGEST_CONTINUATION:
            row[-1] = (row[-1][0], line.end)
        else:
            yield from _finished([*rows, row] if row else rows)
            rows, row, blank = [], [], 0
    yield from _finished([*rows, row] if row else rows)


def _finished(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the collected rows if they make a table: two rows or more, two cells in one of them."""
    if len(rows) >= 2 and max(map(len, rows)) >= 2:
        yield rows


def _from_rows(text: str, rows: list[Row]) -> Table:
    """Return the table that cell spans make; headings and unit are told later."""
    cells = tuple(
        Cell(start, end, text[start:end], row, column) for row, spans in enumerate(rows) for column, (start, end) in enumerate(spans)
    )
    return Table(cells[0].start, max(cell.end for cell in cells), "", "", 0, 0, cells)


def _with_headings(text: str, table: Table) -> Table:
    """Return ``table`` with caption, unit and the number of heading rows and columns, where they are not told."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    header_rows = table.header_rows or _header_rows([by_row[row] for row in sorted(by_row)])
    caption = table.caption or _caption(text, table.start)
    headings = [cell.text for cell in table.cells if cell.row < header_rows]
    above = text[max(0, table.start - 120) : table.start]
    return replace(
        table,
        caption=caption,
        unit=table.unit or _unit([caption, *above.split("\n")[-4:]]) or _unit(headings[:1]),
        header_rows=header_rows,
        header_columns=table.header_columns or _header_columns(table, header_rows),
    )


def _header_rows(rows: list[list[Cell]]) -> int:
    """Return how many leading rows hold no number, if numbers follow; a table of words has one."""
    for count, row in enumerate(rows[: _MOST_HEADER_ROWS + 1]):
        if any(_NUMBER.fullmatch(cell.text) and cell.text not in "-—–/" for cell in row):
            return count
    return 1 if len(rows) > 1 and all(cell.text for cell in rows[0]) and len(rows[0]) > 1 else 0


def _header_columns(table: Table, header_rows: int) -> int:
    """Return how many leading columns hold words or codes rather than values."""
    body = [cell for cell in table.cells if cell.row >= header_rows and cell.text]
    width = max((cell.column for cell in table.cells), default=0) + 1
    for column in range(width):
        here = [cell.text for cell in body if cell.column == column]
        numbers = sum(bool(_NUMBER.fullmatch(text)) and not _is_code(text) for text in here)
        if here and numbers > len(here) / 2:
            return max(column, 1)
    return 1


def _is_code(text: str) -> bool:
    """Whether a number is a row number or a code of the budget classification (3, 5 or 7 digits)."""
    return text.isdigit() and (len(text) in (1, 2, 3, 5, 7) and not text.startswith("0"))


def _unit(texts: Sequence[str]) -> str:
    """Return the unit that a caption or heading tells, the last one first."""
    for text in reversed(texts):
        match = _UNIT.search(text)
        if match:
            return match[1] or match[2]
    return ""


def _caption(text: str, start: int) -> str:
    """Return the line above a table that names it, passing over the line that tells the unit."""
    lines = [line.strip() for line in text[max(0, start - 200) : start].split("\n") if line.strip()]
    for line in reversed(lines[-2:]):
        if not re.match(r"[（(]?(?:金额)?单位[:：]", line):
            match = _CAPTION.match(line)
            return line if match and not line.endswith(("。", "；")) else ""
    return ""
