"""Tables written in the formats that other programs read."""

from collections.abc import Callable
from typing import Any, BinaryIO, Final

from kexie_nlp.archive.columns import Table
from kexie_nlp.errors import KexieError
from kexie_nlp.export.delimited import write_csv
from kexie_nlp.export.jsonlines import write_jsonl
from kexie_nlp.export.workbook import write_xlsx

Writer = Callable[[Table[Any], BinaryIO], int]

FORMATS: Final[dict[str, Writer]] = {"csv": write_csv, "jsonl": write_jsonl, "xlsx": write_xlsx}
"""Writers by the name of their format; each returns how many rows it wrote."""


def export(table: Table[Any], format: str, target: BinaryIO) -> int:
    """Write a table in the named format and return how many rows that were.

    Raises:
        KexieError: if there is no such format.
    """
    if format not in FORMATS:
        raise KexieError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
    return FORMATS[format](table, target)


__all__ = ["FORMATS", "Writer", "export"]
