"""Workbooks (.xlsx, .xls, .ods): each sheet's prose as lines, its tables as rows."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final

from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.read.extracted import Extracted, GridCell, TextWriter, one_line
from kexie_nlp.read.limits import MAX_CELLS, check_parts, open_container
from kexie_nlp.read.sheet_parts import PercentCells, check_extent, percent_cells

_NO_NAME = re.compile(r"(?:sheet|工作表|表|table)\s*\d*", re.IGNORECASE)
_CAPTION: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d)|附?[表件]\s*[\d一二三四五六七八九十]"
    r"|(?:注|说明|备注)[:：]|[（(]?(?:金额)?单位[:：]"
)
_FORM_HEAD: Final = re.compile(r"[（(]?(?:编制|填报|公开)?(?:部门|单位)[:：]|金额单位[:：]")
_PROSE: Final = re.compile("[。；]")
_LONG = 40
_EXACT_DIGITS = 6

Row = list[GridCell]


def read_sheets(data: bytes, path: object) -> Extracted:
    """Return the text of a workbook.

    Raises:
        ReportError: if it is damaged, encrypted, hostile or empty.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    percents: dict[str, PercentCells] = {}
    if data.startswith(b"PK"):
        with open_container(data, path) as container:
            check_parts(container, path)
            check_extent(container, path)
            percents = percent_cells(container, path)
    writer = TextWriter(path)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                    _write_sheet(book.get_sheet_by_name(sheet.name), writer, percents.get(sheet.name, {}), path)
    except PasswordError as error:
        raise UnreadableReport(str(path), "is protected by a password; save it without one") from error
    except (CalamineError, OSError, ValueError) as error:
        reason = f"is damaged or cut off ({' '.join(str(error).split())}); open it in Excel or WPS and save it again"
        raise UnreadableReport(str(path), reason) from error
    return writer.finish(when_empty="is a workbook without a filled cell")


def shown(value: object, percent_digits: int | None = None) -> str:
    """Return a cell's value as the sheet shows it: no float noise, dates in ISO 8601.

    Args:
        value: the value as it is stored.
        percent_digits: decimals of a percentage, if the cell is formatted as one.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        if percent_digits is not None:
            return f"{value * 100:.{percent_digits}f}%"
        return _plain(float(value)) if isinstance(value, float) else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else one_line(str(value))


def _plain(value: float) -> str:
    """Return a number without exponent and without the noise of binary fractions."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.{_EXACT_DIGITS}f}" if abs(value) >= 1e-4 else f"{value:.12f}"
    return text.rstrip("0").rstrip(".")


def _write_sheet(sheet: Any, writer: TextWriter, percents: PercentCells, path: object) -> None:
    """Write one sheet: its name if that says something, then lines and tables."""
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise UnsafeReport(str(path), f"sheet {sheet.name} spans more than {MAX_CELLS:,} cells; delete its empty rows and columns")
    rows = _rows(sheet, percents, path)
    if not rows:
        return
    title = "".join(rows[0][0].text.split())
    if not _NO_NAME.fullmatch(sheet.name.strip()) and "".join(sheet.name.split()) not in title:
        writer.paragraph(one_line(sheet.name), 1)
    for block in _blocks(rows):
        lines = [row for row in block if len(row) == 1]
        if len(lines) == len(block):
            for row in lines:
                writer.paragraph(row[0].text)
        else:
            writer.table(_moved_up(block))


def _rows(sheet: Any, percents: PercentCells, path: object) -> list[Row]:
    """Return the rows that hold something; empty cells stand in a row up to its last filled one."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    last_row, last_column = sheet.end or (0, 0)
    area = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        spans[top, left] = bottom - top + 1, right - left + 1
        rows_down, columns_across = range(top, min(bottom, last_row) + 1), range(left, min(right, last_column) + 1)
        area += len(rows_down) * len(columns_across)
        if area > MAX_CELLS:
            raise UnsafeReport(str(path), f"sheet {sheet.name} merges more than {MAX_CELLS:,} cells; undo what is not needed")
        covered.update((row, column) for row in rows_down for column in columns_across)
        covered.discard((top, left))
    first_row, first_column = sheet.start or (0, 0)
    rows: list[Row] = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), first_row):
        cells: Row = []
        for column, value in enumerate(values, first_column):
            if (row, column) not in covered:
                down, across = spans.get((row, column), (1, 1))
                cells.append(GridCell(row, column, shown(value, percents.get((row, column))), down, across))
        while cells and not cells[-1].text:
            cells.pop()
        filled = [cell for cell in cells if cell.text]
        if filled:
            # a lone cell is a line of text wherever it stands in its row
            rows.append(filled if len(filled) == 1 else cells)
    return rows


def _blocks(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield lines that stand alone, and runs of rows that make a table; a lone cell between two rows belongs to them."""
    block: list[Row] = []
    previous = -1
    for row in rows:
        number = row[0].row
        gap = bool(block) and number > previous + 1
        if gap or (len(row) == 1 and _stands_alone(row[0])):
            yield from _trimmed(block)
            block = []
        if len(row) == 1 and _stands_alone(row[0]):
            yield [row]
        else:
            block.append(row)
        previous = max(previous, *(cell.row + cell.row_span - 1 for cell in row))
    yield from _trimmed(block)


def _trimmed(block: list[Row]) -> Iterator[list[Row]]:
    """Yield the lines of one cell before a table, the table, and those behind it."""
    wide = [index for index, row in enumerate(block) if len(row) > 1]
    if not wide:
        yield from ([row] for row in block)
        return
    yield from ([row] for row in block[: wide[0]])
    while len(wide) > 1 and any(_FORM_HEAD.match(cell.text) for cell in block[wide[0]]):
        yield [_merged(block[wide.pop(0)])]
    yield block[wide[0] : wide[-1] + 1]
    yield from ([row] for row in block[wide[-1] + 1 :])


def _merged(row: Row) -> Row:
    """Return a row above a table (编制单位：… 2021年度 单位：万元) as one line of text."""
    return [GridCell(row[0].row, row[0].column, " ".join(cell.text for cell in row if cell.text))]


def _stands_alone(cell: GridCell) -> bool:
    """Whether the only cell of a row is prose or a caption rather than part of a table."""
    return len(cell.text) > _LONG or _PROSE.search(cell.text) is not None or _CAPTION.match(cell.text) is not None


def _moved_up(block: list[Row]) -> Iterator[GridCell]:
    """Yield the cells of a table with rows and columns counted from its corner; spans count the rows that are kept."""
    left = min(row[0].column for row in block)
    numbers = {row[0].row: index for index, row in enumerate(block)}
    for row in block:
        for cell in row:
            down = sum(number in numbers for number in range(cell.row, min(cell.row + cell.row_span, block[-1][0].row + 1)))
            yield GridCell(numbers[cell.row], cell.column - left, cell.text, down, cell.column_span)
