"""Lines of ``links.tsv`` set and taken back; what else stands in the file stays as it is."""

import os
from pathlib import Path
from typing import Final

from kexie_nlp.archive.corrections.model import LinkChange
from kexie_nlp.link.corrections import CORRECTIONS_FILE, read_corrections
from kexie_nlp.link.links import LinkKind
from kexie_nlp.link.names import plain

_HEAD: Final = "kind\twritten\tname\tnote"


def linked_name(folder: Path, kind: LinkKind, written: str) -> str | None:
    """Return the name that the file of an archive gives a form, None if it says nothing of it.

    Raises:
        ResourceError: if the file is not as it should be, naming the line.
    """
    form = plain(written)
    return next((one.name for one in read_corrections(folder / CORRECTIONS_FILE) if one.kind == kind and plain(one.written) == form), None)


def set_link(folder: Path, change: LinkChange, note: str = "") -> None:
    """Write a correction of a link into the file, in the place of the line for the same form if there is one.

    Raises:
        ResourceError: if the file is not as it should be.
    """
    _write(folder, change.kind, change.written, f"{change.kind}\t{change.written}\t{change.name}\t{note}")


def take_back(folder: Path, change: LinkChange) -> bool:
    """Put back what the file said before a correction; False, and nothing is changed, if it says something else by now.

    Raises:
        ResourceError: if the file is not as it should be.
    """
    if linked_name(folder, change.kind, change.written) != change.name:
        return False
    _write(folder, change.kind, change.written, f"{change.kind}\t{change.written}\t{change.was}\t" if change.was else None)
    return True


def _write(folder: Path, kind: LinkKind, written: str, line: str | None) -> None:
    """Write the file anew with a line for a form, or without one, in one step."""
    path = folder / CORRECTIONS_FILE
    read_corrections(path)  # a file that nobody understands is not touched
    lines = path.read_text(encoding="utf-8-sig").split("\n") if path.exists() else []
    lines = lines[:-1] if lines and not lines[-1].strip() else lines
    if not any(one.strip() and not one.startswith("#") for one in lines):
        lines.append(_HEAD)
    form = plain(written)
    at = next((number for number, one in enumerate(lines) if _is_of(one, kind, form)), None)
    if at is not None:
        lines[at : at + 1] = [] if line is None else [line]
    elif line is not None:
        lines.append(line)
    partial = path.with_name(f"{CORRECTIONS_FILE}.{os.getpid()}")
    partial.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    partial.replace(path)


def _is_of(line: str, kind: LinkKind, form: str) -> bool:
    """Tell whether a line gives the name of a form."""
    cells = line.split("\t")
    return not line.startswith("#") and len(cells) > 1 and cells[0].strip() == kind and plain(cells[1]) == form
