"""What a query and filters choose of an archive, written in the formats that other programs read.

``formats`` names them all. A format of the kind ``table`` takes rows (``write_table``), one of the kind ``documents`` takes texts with
their annotations (``documents.documents_of``); ``write_selection`` does the right thing for either.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kexie_nlp.export.formats import FORMATS, Format, format_named

if TYPE_CHECKING:
    from kexie_nlp.archive.columns import Table
    from kexie_nlp.archive.selecting import SelectedReport, Selection
    from kexie_nlp.export.targets import Folder

__all__ = ["FORMATS", "Format", "format_named", "write_file", "write_selection", "write_table"]


def write_table(table: "Table[Any]", name: str, target: BinaryIO) -> int:
    """Write a table in the named format and return how many rows that were.

    Raises:
        KexieError: if there is no such format, or it takes no tables.
    """
    format = format_named(name)
    if format.takes != "table":
        from kexie_nlp.errors import KexieError

        raise KexieError(f"{name} takes no table; take one of {', '.join(one.name for one in FORMATS.values() if one.takes == 'table')}")
    return format.load()(table, target)


def write_selection(selected: "Iterable[SelectedReport]", selection: "Selection", name: str, target: "BinaryIO | Folder") -> int:
    """Write what was chosen in the named format and return how many rows, documents, annotations or events that were.

    Args:
        selected: what ``Archive.select`` gives for the selection.
        selection: what was asked for.
        name: of the format.
        target: a binary file, or a ``Folder`` for a format whose shape is one.

    Raises:
        KexieError: if there is no such format, it cannot hold what was chosen, or a package that it needs is not installed.
    """
    from kexie_nlp.export.documents import documents_of
    from kexie_nlp.export.tables import table_of
    from kexie_nlp.labels import ENTITY_TYPES

    format = format_named(name)
    format.check(selection.scope)
    if format.takes == "table":
        return format.load()(table_of(selected, selection.scope), target)
    return format.load()(documents_of(selected, selection.scope, selection.types or ENTITY_TYPES), target)


def write_file(selected: "Iterable[SelectedReport]", selection: "Selection", name: str, path: Path) -> int:
    """Write what was chosen to a file, a folder or a zip, which is there whole or not at all; return how many things were written.

    Raises:
        KexieError: as ``write_selection`` does, or if a folder is there already.
        OSError: if the file cannot be written.
    """
    from kexie_nlp.export.targets import file_target, folder_target

    with folder_target(path) if format_named(name).shape == "folder" else file_target(path) as target:
        return write_selection(selected, selection, name, target)
