"""Marked text: ⟦TEXT|TYPE⟧ and ⟦TEXT|TYPE|INDICATOR⟧ in place; without its marks it is the source text, character for character."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import VALUE_TYPES, EntityType

SUFFIX = ".marked.txt"
_MARK = re.compile(r"⟦([^⟦⟧|\n]+)\|([A-Z]+)(?:\|([^⟦⟧\n]*))?⟧")
_TYPES: dict[str, EntityType] = {name: name for name in get_args(EntityType)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span in offsets of the text without marks; ``indicator`` only on values that report something."""

    start: int
    end: int
    type: EntityType
    indicator: str | None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and its marks, in order."""

    text: str
    marks: tuple[Mark, ...]


def parse_marked(marked: str, path: Path | str = "marked text") -> MarkedText:
    """Return the text without marks, and the marks.

    Raises:
        ResourceError: naming the line of a mark that is not of the form above.
    """
    marks: list[Mark] = []
    pieces: list[str] = []
    cursor = length = 0
    for match in _MARK.finditer(marked):
        plain = marked[cursor : match.start()]
        pieces += [plain, match[1]]
        length += len(plain)
        marks.append(_mark(match, length, marked, path))
        length += len(match[1])
        cursor = match.end()
    pieces.append(marked[cursor:])
    text = "".join(pieces)
    stray = re.search("[⟦⟧]", text)
    if stray:
        line = text.count("\n", 0, stray.start()) + 1
        raise ResourceError(path, line, f"{stray[0]} outside a mark; expected ⟦TEXT|TYPE⟧ or ⟦TEXT|TYPE|INDICATOR⟧ on one line")
    return MarkedText(text, tuple(marks))


def marked_form(marked: MarkedText) -> str:
    """Return the text with its marks in place; ``parse_marked`` reads it back."""
    pieces: list[str] = []
    cursor = 0
    for mark in marked.marks:
        indicator = "" if mark.indicator is None else f"|{mark.indicator}"
        pieces += [marked.text[cursor : mark.start], f"⟦{marked.text[mark.start : mark.end]}|{mark.type}{indicator}⟧"]
        cursor = mark.end
    return "".join([*pieces, marked.text[cursor:]])


def _mark(match: re.Match[str], start: int, marked: str, path: Path | str) -> Mark:
    """Return the mark that matched, checked."""
    kind, indicator = _TYPES.get(match[2]), match[3]
    if kind is None:
        fault = f"unknown type {match[2]}; expected one of {', '.join(_TYPES)}"
    elif indicator is not None and kind not in VALUE_TYPES:
        fault = f"an indicator on {match[2]}; only AMOUNT, QUANTITY and PERCENT carry one"
    elif indicator is not None and not indicator.strip():
        fault = f"an empty indicator on {match[1]!r}; name what the value measures or leave the third field out"
    else:
        return Mark(start, start + len(match[1]), kind, indicator)
    raise ResourceError(path, marked.count("\n", 0, match.start()) + 1, fault)


def read_marked(path: Path) -> MarkedText:
    """Read one marked file.

    Raises:
        ResourceError: if it cannot be read or holds a wrong mark.
    """
    try:
        marked = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResourceError(path, None, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise ResourceError(path, None, f"cannot be read ({error.strerror})") from error
    return parse_marked(marked, path)
