"""The words of one Word paragraph as a reader sees them, and what hangs on it: text boxes and notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FIXED: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# deleted or moved text, formatting, phonetic guides over characters
_PASSED_OVER: Final = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "sdtPr", "rt", "instrText", "delText", "commentReference")
)
_BOXES: Final = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_SYMBOLS: Final = {
    ("Wingdings", 0xA8): "□",
    ("Wingdings", 0x6F): "□",
    ("Wingdings", 0x71): "□",
    ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xFD): "☒",
    ("Wingdings", 0xFC): "√",
    ("Wingdings", 0x6C): "●",
    ("Wingdings", 0x6E): "■",
    ("Wingdings", 0x75): "◆",
    ("Wingdings", 0xD8): "➢",
    ("Wingdings 2", 0xA3): "□",
    ("Wingdings 2", 0x2A): "□",
    ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x50): "√",
    ("Wingdings 2", 0x54): "☒",
}


@dataclass(slots=True)
class Inline:
    """What a paragraph holds.

    Attributes:
        pieces: its text in order.
        boxes: the content elements of text boxes anchored in it.
        notes: ("footnote" or "endnote", id) of the notes it refers to.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, white space at the edges dropped."""
        return "".join(self.pieces).strip(" \t\n\u3000")


def inline(paragraph: Any) -> Inline:
    """Return what ``paragraph`` (a w:p element) holds."""
    found = Inline()
    _walk(paragraph, found)
    return found


def _walk(parent: Any, found: Inline) -> None:
    """Collect what the children of ``parent`` hold."""
    for child in parent:
        tag = child.tag
        if tag in (f"{W}t", f"{_M}t"):
            found.pieces.append(child.text or "")
        elif tag in _FIXED:
            found.pieces.append(_FIXED[tag])
        elif tag == f"{W}sym":
            found.pieces.append(_symbol(child))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            found.notes.append((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
        elif tag in _BOXES:
            found.boxes.extend(outermost(child, f"{W}txbxContent"))
        elif tag == f"{_MC}AlternateContent":
            _walk(chosen(child), found)
        elif tag not in _PASSED_OVER and not (tag == f"{W}r" and _is_hidden(child)):
            _walk(child, found)


def chosen(alternatives: Any) -> Iterable[Any]:
    """Return the one version of an element that is written in several, the newest first."""
    for name in ("Choice", "Fallback"):
        version = alternatives.find(f"{_MC}{name}")
        if version is not None and (name == "Fallback" or _holds_text(version) or alternatives.find(f"{_MC}Fallback") is None):
            return version  # type: ignore[no-any-return]
    return ()


def outermost(element: Any, tag: str) -> Iterable[Any]:
    """Yield the outermost descendants with ``tag``, one version of each alternative."""
    for child in chosen(element) if element.tag == f"{_MC}AlternateContent" else element:
        if child.tag == tag:
            yield child
        else:
            yield from outermost(child, tag)


def _holds_text(element: Any) -> bool:
    """Whether there is a text box or text below ``element``."""
    return any(True for _ in element.iter(f"{W}txbxContent", f"{W}t"))


def _is_hidden(run: Any) -> bool:
    """Whether a run is formatted as hidden text."""
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _symbol(element: Any) -> str:
    """Return the character that a sign of a symbol font looks like, or "" for an unknown ornament."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get((element.get(f"{W}font", ""), code - 0xF000), "")
    return chr(code) if code < 0xD800 else ""
