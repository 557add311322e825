"""CSV that Excel opens rightly and without running anything."""

import codecs
import csv
import io
from decimal import Decimal
from typing import Any, BinaryIO, Final

from kexie_nlp.archive.columns import Table
from kexie_nlp.export.cells import cell

_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(table: Table[Any], target: BinaryIO) -> int:
    """Write a table as CSV in UTF-8 with a byte order mark, by which Excel knows it.

    An apostrophe is put before text that a spreadsheet would take for a formula.
    """
    target.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        rows = 0
        for row in table.rows:
            writer.writerow([_safe(cell(column.value(row))) for column in table.columns])
            rows += 1
        return rows
    finally:
        text.detach()


def _safe(value: str | int | float | Decimal | None) -> str | int | float | Decimal | None:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_BEGINS_FORMULA) else value
