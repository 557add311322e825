"""Tables recovered from text: cells parted by tabs or pipes, one tab-indented cell a line, parted by blanks, or just one a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from kexie_nlp.document import Cell, Table
from kexie_nlp.segment.blank_columns import find_blank_tables
from kexie_nlp.segment.cell_lines import find_cell_line_tables
from kexie_nlp.segment.lines import Line, lines_of
from kexie_nlp.segment.number_rows import find_number_tables

_MEASURE: Final = r"[十百千万亿]*元|[%％]|人次|[人个次场项篇件]|平方米|公顷|亩|公里"
_UNIT: Final = re.compile(rf"(?<![一-鿿])(?:金额|计量|货币)?单位[:：]\s*(?:人民币)?({_MEASURE})|[（(]({_MEASURE})[）)]")
_NO_CAPTION: Final = re.compile(r"[（(]?(?:金额|计量|货币)?单位[:：]|[（(]\s*\d{4}\s*年度?\s*[）)]")
_NUMBER: Final = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?\s*[%％]?|[-—–/]")
_MEASURED: Final = re.compile(r"[≥≤><＞＜约]?\s*(?!(?:19|20)\d\d年)\d[\d,，]*(?:\.\d+)?\s*[万余多]{0,2}[^\d\s年月日号季届]{1,4}")
_DASHES: Final = "-—–/"
_RULE: Final = re.compile(r"[|\s:\-+—]+")
_FIELD: Final = re.compile(r"[^，。；：\d]{0,8}(?:名称|单位|部门|负责人|来源|地点|时间|姓名|联系人|电话)(?:[（(][^（()）]*[)）])?[:：]?")
_LONGEST_HEAD: Final = 6
_EDGES: Final = " \u3000\t\n"
_MOST_HEADER_ROWS: Final = 3
_LONGEST_CAPTION: Final = 50
_LONGEST_CONTINUATION: Final = 12
_LEAST_PARAGRAPH: Final = 24
_LEAST_COLUMNS: Final = 3
_LEAST_ROWS: Final = 3
_MOST_OF: Final = 5
# how far above a table its caption and unit are looked for
_SIGHT: Final = 200

Row = list[tuple[int, int]]


def find_tables(text: str, known: Sequence[Table] = ()) -> list[Table]:
    """Return the tables of ``text`` in order: those the file format told (``known``) and those that the text shows."""
    tables = [_with_headings(text, table) for table in known]
    taken = [(table.start, table.end) for table in known]
    lines = lines_of(text)
    for table in (*_shown_tables(text, lines), *find_cell_line_tables(text, lines)):
        if not any(table.start < end and start < table.end for start, end in taken):
            tables.append(_with_headings(text, table))
            taken.append((table.start, table.end))
    return sorted(tables, key=lambda table: table.start)


def _shown_tables(text: str, lines: Sequence[Line]) -> Iterator[Table]:
    """Yield the tables that the text shows."""
    in_columns = list(find_blank_tables(text, lines))
    yield from in_columns
    for table in find_number_tables(text, lines):
        if not any(table.start < other.end and other.start < table.end for other in in_columns):
            yield table
    if "\t" in text:
        blocks = (_wrapped(text, rows) for rows in _indented_blocks(lines))
        yield from (_from_rows(text, rows) for rows in blocks if _is_table(text, rows))
    if "\t" in text or "|" in text:
        for is_row, group in groupby(lines, key=_is_row):
            rows = _rows([line for line in group if is_row and not _RULE.fullmatch(line.text)])
            if len(rows) >= 2 or (rows and sum(start < end for start, end in rows[0]) >= 3):
                yield _from_rows(text, rows)


def _is_row(line: Line) -> bool:
    """Whether a line holds two cells or more."""
    stripped = line.text.strip()
    return "\t" in stripped or "|" in stripped.strip("|")


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of some lines, each with the empty cells that it begins with if it is too short without them."""
    rows = [_cells(line) for line in lines]
    width = max(map(len, rows), default=0)
    indents = [len(line.text) - len(line.text.lstrip("\t")) for line in lines]
    return [
        [(line.start, line.start)] * indent + row if 0 < indent <= width - len(row) and min(indents) == 0 else row
        for line, row, indent in zip(lines, rows, indents, strict=True)
    ]


def _cells(line: Line) -> Row:
    """Return the cell spans of a line whose cells are parted by tabs, else by pipes."""
    mark = "\t" if "\t" in line.text.strip() else "|"
    # an empty first cell stands between two pipes, where tabs may as well indent the row
    bare = line.text.lstrip(" ").removeprefix(mark) if mark == "|" else line.text.lstrip("\t ")
    body_start = line.end - len(bare)
    body = line.text.rstrip(" ").removesuffix("|" if mark == "|" else "")[body_start - line.start :]
    spans: Row = []
    cursor = body_start
    for piece in body.split(mark):
        spans.append(_trimmed(piece, cursor))
        cursor += len(piece) + 1
    return spans


def _trimmed(piece: str, start: int) -> tuple[int, int]:
    """Return the span of ``piece`` without white space at its edges."""
    stripped = piece.strip(_EDGES)
    left = len(piece) - len(piece.lstrip(_EDGES)) if stripped else 0
    return start + left, start + left + len(stripped)


def _indented_blocks(lines: Sequence[Line]) -> Iterator[list[Row]]:
    """Yield what converters write as one tab-indented cell a line, rows parted by one blank line, tables by more."""
    rows: list[Row] = [[]]
    blank = 0
    for line in lines:
        if line.text.startswith("\t") and "\t" not in line.text.strip():
            if blank > 1:
                yield rows
                rows = [[]]
            rows[-1].append(_trimmed(line.text, line.start))
            blank = 0
        elif not line.text.strip():
            rows.append([])
            blank += 1
        elif rows[-1] and not line.text.startswith((" ", "\u3000")) and len(line.text) <= _LONGEST_CONTINUATION:
            rows[-1][-1] = (rows[-1][-1][0], line.end)
        else:
            yield rows
            rows, blank = [[]], 0
    yield rows


def _wrapped(text: str, rows: list[Row]) -> list[Row]:
    """Return the rows of a block of cells; of one that has lost the blank lines between its rows, the rows that its headings show.

    A row is as many cells as there are headings; words stand below words and numbers below numbers in four rows of five.
    """
    filled = [row for row in rows if row]
    cells = filled[0] if len(filled) == 1 else []
    if begun := _begun_by_blanks(cells):
        return begun
    are_numbers = [_NUMBER.fullmatch(text[start:end]) is not None for start, end in cells]
    width = are_numbers.index(True) if True in are_numbers else 0
    for columns in range(max(width - 1, _LEAST_COLUMNS), width + 1):  # a row begins with a word, or with its number
        body = [are_numbers[at : at + columns] for at in range(columns, len(cells), columns)]
        whole = [row for row in body if len(row) == columns]
        if len(whole) < _LEAST_ROWS or len(body) - len(whole) > 1:
            continue
        if whole.count(whole[0]) * _MOST_OF > len(whole) * (_MOST_OF - 1):
            return [cells[at : at + columns] for at in range(0, len(cells), columns)]
    return rows


def _begun_by_blanks(cells: Row) -> list[Row]:
    """Return the rows of a block in which nothing but an empty cell begins each row, at every so many cells, or none."""
    empty = [at for at, (start, end) in enumerate(cells) if start == end]
    width = empty[1] - empty[0] if len(empty) >= _LEAST_ROWS else 0
    if width < _LEAST_COLUMNS or empty != list(range(0, len(cells), width)) or len(cells) % width:
        return []
    return [cells[at + 1 : at + width] for at in empty]


def _is_table(text: str, rows: list[Row]) -> bool:
    """Whether indented lines are a table: two rows or more, two cells in one of them, and not the paragraphs of running text."""
    filled = [row for row in rows if row]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return False
    cells = [(start, end) for row in filled for start, end in row]
    paragraphs = sum(end - start >= _LEAST_PARAGRAPH and text[end - 1] == "。" for start, end in cells)
    return paragraphs <= len(cells) / 2


def _from_rows(text: str, rows: list[Row]) -> Table:
    """Return the table that cell spans make; headings and unit are told later."""
    cells = tuple(
        Cell(start, end, text[start:end], row, column)
        for row, spans in enumerate(spans for spans in rows if spans)
        for column, (start, end) in enumerate(spans)
    )
    return Table(cells[0].start, max(cell.end for cell in cells), "", "", 0, 0, cells)


def _with_headings(text: str, table: Table) -> Table:
    """Return ``table`` with caption, unit and the number of heading rows and columns, where they are not told."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    header_rows = table.header_rows or _header_rows([by_row[row] for row in sorted(by_row)])
    line_start = text.rfind("\n", 0, table.start) + 1
    caption = table.caption or _caption(text, line_start)
    headings = [cell.text for cell in table.cells if cell.row < header_rows]
    above = text[max(0, line_start - _SIGHT) : line_start].split("\n")[-4:]
    return replace(
        table,
        caption=caption,
        unit=table.unit or _unit([caption, *above]) or _unit(headings[:1]),
        header_rows=header_rows,
        header_columns=table.header_columns or _header_columns(table, header_rows),
    )


def _header_rows(rows: list[list[Cell]]) -> int:
    """Return how many leading rows hold headings of columns or a title; those of a form, label beside value, hold none."""
    filled = [sum(bool(cell.text) for cell in row) for row in rows]
    titles = next((index for index, count in enumerate(filled) if count > 1), 0)
    for count, row in enumerate(rows[: _MOST_HEADER_ROWS + 1]):
        if any(_NUMBER.fullmatch(cell.text) and cell.text not in _DASHES for cell in row) or _tells_values(row):
            is_form = any(cells * 2 < max(filled) for cells in filled[titles:count]) or (count > 0 and _is_field(rows[count - 1]))
            return min(titles, count) if is_form else count
    return 1 if len(rows) > 1 and all(cell.text for cell in rows[0]) and len(rows[0]) > 1 and not _is_field(rows[0]) else 0


def _tells_values(row: list[Cell]) -> bool:
    """Tell whether most of what stands behind the first cell of a row are figures with their measures: ≥24场次 | 27场次 | 15分."""
    told = [cell.text for cell in row[1:] if cell.text]
    return bool(told) and 2 * sum(_MEASURED.fullmatch(text) is not None for text in told) > len(told)


def _is_field(row: list[Cell]) -> bool:
    """Tell whether a row is a field of a form: a label such as 部门名称 or 资金来源, and what is filled in."""
    return len(row) == 2 and _FIELD.fullmatch(row[0].text.strip()) is not None and len(row[1].text) > _LONGEST_HEAD


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
    """Return the line above a table that names it, passing over lines that tell the unit or the year."""
    lines = [line.strip() for line in text[max(0, start - _SIGHT) : start].split("\n") if line.strip()]
    for line in reversed(lines[-3:]):
        if not _NO_CAPTION.match(line):
            return line if 2 <= len(line) <= _LONGEST_CAPTION and not line.endswith(("。", "；")) else ""
    return ""
