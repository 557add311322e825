"""The glyphs of a PDF page, put together to rows of text from top to bottom."""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

_CELL_GAP: Final = 1.5
_WORD_GAP: Final = 0.25
_SAME_ROW: Final = 0.5
_OVERPRINT: Final = 0.25
# characters that fonts map to look-alikes: radicals, compatibility ideographs, ligatures
_LOOK_ALIKES: Final = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06))
_NO_CHARACTER: Final = frozenset((0, 0xFFFE, 0xFFFF, 0xFFFD))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the upper left corner of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Whether the middle of ``other`` lies in this box."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where it stands."""

    char: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text: its pieces, parted by wide gaps, from left to right."""

    pieces: tuple[str, ...]
    boxes: tuple[Box, ...]
    size: float

    @property
    def text(self) -> str:
        """The pieces with a blank between them."""
        return " ".join(self.pieces)

    @property
    def box(self) -> Box:
        """The rectangle around the row."""
        return Box(
            self.boxes[0].left,
            min(box.top for box in self.boxes),
            max(box.right for box in self.boxes),
            max(box.bottom for box in self.boxes),
        )


@dataclass(frozen=True, slots=True)
class PageText:
    """The glyphs of a page, and how many of its characters the font gave no meaning."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    unknown: int


def read_page(page: Any) -> PageText:
    """Return the glyphs of a pypdfium2 page."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        unknown = 0
        glyphs: list[Glyph] = []
        turn = _turn(page)
        for index in range(textpage.count_chars()):
            code = pdfium.FPDFText_GetUnicode(textpage.raw, index)
            if pdfium.FPDFText_IsGenerated(textpage.raw, index) == 1:
                continue
            if code in _NO_CHARACTER or 0xD800 <= code < 0xE000:
                unknown += 1
                continue
            if _is_slanted(pdfium.FPDFText_GetCharAngle(textpage.raw, index)):
                continue
            box = turn(*textpage.get_charbox(index, loose=True))
            size = box.bottom - box.top
            if size > 0 and (char := _usual(chr(code))):
                glyphs.append(Glyph(char, box, size))
        return PageText(width, height, tuple(_without_overprint(glyphs)), unknown)
    finally:
        textpage.close()


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """Return the rows that glyphs make, from top to bottom."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.top + glyph.box.bottom):
        center = (glyph.box.top + glyph.box.bottom) / 2
        if rows and center - middle < _SAME_ROW * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
            middle += (center - middle) / len(rows[-1])
        else:
            rows.append([glyph])
            middle = center
    return [row for glyphs_of_row in rows if (row := _row(sorted(glyphs_of_row, key=lambda glyph: glyph.box.left))) is not None]


def joined(lines: Sequence[str]) -> str:
    """Return lines that were broken at the edge of a column or cell as one; a blank only between Latin words."""
    text = ""
    for line in lines:
        text += (" " if text and _is_latin(text[-1]) and _is_latin(line[:1]) else "") + line
    return text


def _row(glyphs: Sequence[Glyph]) -> Row | None:
    """Return the row of glyphs that stand beside each other, or None if they are all blank."""
    pieces: list[str] = []
    boxes: list[Box] = []
    blank = False
    for glyph in glyphs:
        if glyph.char.isspace():
            blank = True
            continue
        gap = glyph.box.left - boxes[-1].right if boxes else math.inf
        if gap > _CELL_GAP * glyph.size:
            pieces.append(glyph.char)
            boxes.append(glyph.box)
        else:
            wide = gap > _WORD_GAP * glyph.size and (_is_latin(glyph.char) or _is_latin(pieces[-1][-1]))
            pieces[-1] += (" " if blank or wide else "") + glyph.char
            last = boxes[-1]
            boxes[-1] = Box(last.left, min(last.top, glyph.box.top), max(last.right, glyph.box.right), max(last.bottom, glyph.box.bottom))
        blank = False
    if not pieces:
        return None
    sizes = sorted(glyph.size for glyph in glyphs if not glyph.char.isspace())
    return Row(tuple(pieces), tuple(boxes), sizes[len(sizes) // 2])


def _turn(page: Any) -> Any:
    """Return the function from PDF coordinates to a box on the page as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    rotation = page.get_rotation() % 360

    def turned(x0: float, y0: float, x1: float, y1: float) -> Box:
        if rotation == 90:
            return Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        if rotation == 180:
            return Box(right - x1, y0 - bottom, right - x0, y1 - bottom)
        if rotation == 270:
            return Box(top - y1, right - x1, top - y0, right - x0)
        return Box(x0 - left, top - y1, x1 - left, top - y0)

    return turned


def _without_overprint(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs without those printed twice to look bold."""
    recent: list[Glyph] = []
    for glyph in glyphs:
        near = _OVERPRINT * glyph.size
        if not any(
            glyph.char == other.char and abs(glyph.box.left - other.box.left) < near and abs(glyph.box.top - other.box.top) < near
            for other in recent
        ):
            yield glyph
        recent = [*recent[-3:], glyph]


def _is_slanted(angle: float) -> bool:
    """Whether a character stands askew, as those of a watermark do."""
    return 5 < math.degrees(angle) % 90 < 85


def _usual(char: str) -> str:
    """Return the everyday form of a character that a font maps to a look-alike."""
    return unicodedata.normalize("NFKC", char) if any(low <= ord(char) <= high for low, high in _LOOK_ALIKES) else char


def _is_latin(char: str) -> bool:
    """Whether a character is a Latin letter or an ASCII digit."""
    return char.isascii() and char.isalnum()
