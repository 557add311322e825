"""Lexicons: tab-separated tables with a commented head, the project's own and a user's on top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kexie_nlp.errors import ResourceError

Row = dict[str, str]


@dataclass(frozen=True)
class Lexicons:
    """The lexicons of one or more folders; a row of a later folder replaces the row with the same first cell, or is added.

    Attributes:
        folders: searched in this order; the first must hold every lexicon asked for.
    """

    folders: tuple[Path, ...]

    def rows(self, name: str) -> list[Row]:
        """Return the rows of ``name``.tsv over all folders, as dictionaries by column name.

        Raises:
            ResourceError: if the first folder does not have it, or a line is not of the form its head declares.
        """
        own, *others = (place / f"{name}.tsv" for place in self.folders)
        if not own.is_file():
            raise ResourceError(own, None, "this lexicon is missing; install kexie-nlp again")
        columns, rows = read_lexicon(own)
        merged = {row[columns[0]]: row for row in rows}
        for path in others:
            if path.is_file():
                merged.update((row[columns[0]], row) for row in read_lexicon(path, columns)[1])
        return list(merged.values())

    def own_rows(self, name: str) -> list[Row]:
        """Return the rows that the folders behind the first, those of a user, add or replace."""
        project = Lexicons(self.folders[:1]).rows(name)
        return [row for row in self.rows(name) if row not in project] if len(self.folders) > 1 else []

    @cached_property
    def fingerprint(self) -> str:
        """A hash over all lexicon files, to tell whether a model or archive was made with others."""
        import hashlib

        digest = hashlib.sha256()
        for place in self.folders:
            for path in sorted(place.glob("*.tsv")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
        return digest.hexdigest()[:16]


def values(cell: str) -> list[str]:
    """Return the values of a cell, which are parted by semicolons."""
    return [value for value in cell.split(";") if value]


def read_lexicon(path: Path, expected: Sequence[str] | None = None) -> tuple[list[str], list[Row]]:
    """Read one lexicon file and return its column names and rows.

    Raises:
        ResourceError: naming the line, what was found and what was expected.
    """
    lines = _content_lines(path)
    number, head = next(lines, (1, ""))
    columns = head.split("\t")
    if not head or (expected is not None and columns != list(expected)):
        wanted = "\t".join(expected) if expected else "column names parted by tabs"
        raise ResourceError(path, number, f"expected the column line {wanted!r}, found {head!r}")
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ResourceError(path, number, f"{len(columns)} columns expected ({', '.join(columns)}), {len(cells)} found")
        if not cells[0]:
            raise ResourceError(path, number, f"the first column ({columns[0]}) is empty; every row needs a value there")
        for column, cell in zip(columns, cells, strict=True):
            if cell != cell.strip():
                raise ResourceError(path, number, f"{column} is {cell!r}; expected {cell.strip()!r}, without blanks at its edges")
        if cells[0] in seen:
            raise ResourceError(path, number, f"{cells[0]!r} stands already in line {seen[cells[0]]}; keep one of the two")
        seen[cells[0]] = number
        rows.append(dict(zip(columns, cells, strict=True)))
    return columns, rows


def _content_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that are neither comment nor blank."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResourceError(path, None, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise ResourceError(path, None, f"cannot be read ({error.strerror})") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line
