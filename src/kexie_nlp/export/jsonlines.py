"""JSON lines: an object a row, by column names."""

import json
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from kexie_nlp.archive.columns import Table


def write_jsonl(table: Table[Any], target: BinaryIO) -> int:
    """Write a table as JSON lines; exact numbers and dates are strings."""
    rows = 0
    for row in table.rows:
        line = json.dumps({column.name: column.value(row) for column in table.columns}, ensure_ascii=False, default=_plain)
        target.write(line.encode() + b"\n")
        rows += 1
    return rows


def _plain(value: object) -> str:
    """Return a value that JSON does not know as text."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
