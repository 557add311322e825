"""A user's corrections of links: the file ``links.tsv`` in the folder of an archive."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kexie_nlp.errors import ResourceError
from kexie_nlp.link.links import KINDS, LinkKind
from kexie_nlp.link.names import plain

CORRECTIONS_FILE: Final = "links.tsv"
_COLUMNS: Final = ("kind", "written", "name", "note")


@dataclass(frozen=True, slots=True)
class Correction:
    """A form that a user gives the name of.

    Attributes:
        kind: what sort of thing it is.
        written: the form as it stands in reports; differences of width, quotation marks and blanks do not matter.
        name: the name under which it is to be counted.
        note: why, for whoever reads the file; may be "".
        source: file and line, for the explanation of the link.
    """

    kind: LinkKind
    written: str
    name: str
    note: str = ""
    source: str = "a correction"

    @property
    def why(self) -> str:
        """The sentence that explains the link."""
        return f"{self.source}: {self.written} is {self.name}" + (f" ({self.note})" if self.note else "")


class Corrections:
    """Corrections by kind and form."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_form = {(correction.kind, plain(correction.written)): correction for correction in corrections}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._by_form)

    def find(self, kind: LinkKind, *forms: str) -> Correction | None:
        """Return the correction of the first of the forms that has one."""
        if not self._by_form:
            return None
        return next((found for form in forms if (found := self._by_form.get((kind, plain(form)))) is not None), None)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a file of corrections: a line of column names (kind, written, name, note), then one correction a line, parted by tabs.

    Lines that begin with # and blank lines are passed over; a file that is not there holds no corrections.

    Raises:
        ResourceError: naming file, line, what was found and what was expected.
    """
    if not path.exists():
        return ()
    corrections: list[Correction] = []
    seen: dict[tuple[LinkKind, str], int] = {}
    head = False
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not head:
            if tuple(cells) != _COLUMNS:
                raise ResourceError(path, number, f"expected the column line {chr(9).join(_COLUMNS)!r}, found {line!r}")
            head = True
            continue
        correction = _correction(path, number, cells)
        key = correction.kind, plain(correction.written)
        if key in seen:
            told = f"{correction.written!r} ({correction.kind}) stands already in line {seen[key]}"
            raise ResourceError(path, number, f"{told}; keep one of the two")
        seen[key] = number
        corrections.append(correction)
    return tuple(corrections)


def _correction(path: Path, number: int, cells: list[str]) -> Correction:
    """Return the correction of one line."""
    if len(cells) == len(_COLUMNS) - 1:
        cells = [*cells, ""]
    if len(cells) != len(_COLUMNS):
        raise ResourceError(path, number, f"{len(_COLUMNS)} columns expected ({', '.join(_COLUMNS)}), {len(cells)} found")
    kind, written, name, note = (cell.strip() for cell in cells)
    if kind not in KINDS:
        raise ResourceError(path, number, f"kind is {kind!r}; expected one of {', '.join(KINDS)}")
    for column, cell in (("written", plain(written)), ("name", name)):
        if not cell:
            raise ResourceError(path, number, f"{column} is empty; give the form as reports write it and the name to count it under")
    return Correction(kind, written, name, note, f"{path.name}:{number}")


def _lines(path: Path) -> list[str]:
    """Return the lines of a UTF-8 file."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ResourceError(path, None, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise ResourceError(path, None, f"cannot be read ({error.strerror})") from error
