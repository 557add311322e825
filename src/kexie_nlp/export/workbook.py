"""An Excel workbook: the table on one sheet, what its columns mean on a second."""

import shutil
import tempfile
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO, Final

from kexie_nlp.archive.columns import Table
from kexie_nlp.errors import KexieError
from kexie_nlp.export.cells import cell

_MOST_ROWS: Final = 1_048_576
_LONGEST_CELL: Final = 32_767
_OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTH: Final = 20
_WIDTHS: Final = {"integer": 9, "number": 9, "decimal": 16, "date": 12}
_EXPLANATION: Final = "字段说明"
_MADE: Final = datetime(2000, 1, 1)  # the same table gives the same bytes


def write_xlsx(table: Table[Any], target: BinaryIO) -> int:
    """Write a table as a workbook of two sheets.

    Raises:
        KexieError: if it has more rows than a sheet can hold.
    """
    import xlsxwriter

    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, _OPTIONS) as book:
            book.set_properties({"created": _MADE})
            bold = book.add_format({"bold": True})
            rows = _write_rows(book.add_worksheet(table.zh), table, bold)
            _write_explanation(book.add_worksheet(_EXPLANATION), table, bold)
        file.seek(0)
        shutil.copyfileobj(file, target)
    return rows


def _write_rows(sheet: Any, table: Table[Any], bold: Any) -> int:
    """Write head and rows and return how many rows there were."""
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTHS.get(column.kind, _WIDTH))
        sheet.write_string(0, place, column.name, bold)
    number = 0
    for number, row in enumerate(table.rows, 1):
        if number >= _MOST_ROWS:
            raise KexieError(f"a sheet of Excel holds {_MOST_ROWS - 1} rows and the table has more; filter it, or export csv")
        for place, column in enumerate(table.columns):
            _write_cell(sheet, number, place, cell(column.value(row)))
    if number:
        sheet.autofilter(0, 0, number, len(table.columns) - 1)
    return number


def _write_cell(sheet: Any, row: int, column: int, value: str | int | float | Decimal | None) -> None:
    """Write one cell; text stays text whatever it looks like."""
    if isinstance(value, str):
        sheet.write_string(row, column, value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - 1] + "…")
    elif value is not None:
        sheet.write_number(row, column, value)


def _write_explanation(sheet: Any, table: Table[Any], bold: Any) -> None:
    """Write what the columns mean."""
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 60)
    for place, head in enumerate(("列名", "中文名", "含义")):
        sheet.write_string(0, place, head, bold)
    for number, column in enumerate(table.columns, 1):
        for place, text in enumerate((column.name, column.zh, column.meaning_zh)):
            sheet.write_string(number, place, text)
