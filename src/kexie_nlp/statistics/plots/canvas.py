"""Shapes and text of an SVG document, written by hand: the same bytes from the same numbers, no library, no network."""

from collections.abc import Sequence
from html import escape
from typing import Final, Literal
from unicodedata import east_asian_width

WIDTH: Final = 880
MARGIN: Final = 24
SIZE: Final = 13
INK: Final = "#222"
PALE: Final = "#d9d9d9"
# the palette of Okabe and Ito, told apart by readers who do not see red or green; yellow is left out, too pale for lines
COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#555555", "#8C6D31")
_FONTS: Final = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Source Han Sans CN, Microsoft YaHei, PingFang SC, Hiragino Sans GB, "
    "WenQuanYi Micro Hei, WenQuanYi Zen Hei, SimHei, sans-serif"
)
Anchor = Literal["start", "middle", "end"]


def document(title: str, height: float, parts: Sequence[str]) -> str:
    """Return an SVG document of full width; ``title`` is for readers who do not see it."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" viewBox="0 0 {WIDTH} {height:g}" role="img" '
            f'aria-label="{escape(_printable(title))}" font-family="{_FONTS}" font-size="{SIZE}" fill="{INK}">',
            f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def text(x: float, y: float, words: str, anchor: Anchor = "start", *, size: int = SIZE, bold: bool = False, colour: str = INK) -> str:
    """Return words at a place."""
    weight = ' font-weight="bold"' if bold else ""
    look = f'text-anchor="{anchor}" font-size="{size}" fill="{colour}"{weight}'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(_printable(words))}</text>'


def rectangle(x: float, y: float, width: float, height: float, colour: str, hint: str = "") -> str:
    """Return a filled rectangle; ``hint`` is shown when the pointer rests on it."""
    box = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" fill="{colour}"'
    return f"<rect {box}>{_hint(hint)}</rect>" if hint else f"<rect {box}/>"


def line(points: Sequence[tuple[float, float]], colour: str, width: float = 1, *, dashed: bool = False) -> str:
    """Return a line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def marker(x: float, y: float, shape: int, colour: str, *, hollow: bool = False, hint: str = "") -> str:
    """Return a mark of one of four shapes: circle, square, triangle, diamond."""
    look = f'fill="{"#fff" if hollow else colour}" stroke="{colour}" stroke-width="2"'
    if shape % 4 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" {look}>{_hint(hint)}</circle>'
    corners = {1: ((-4, -4), (4, -4), (4, 4), (-4, 4)), 2: ((0, -5.5), (5, 4), (-5, 4)), 3: ((0, -6), (6, 0), (0, 6), (-6, 0))}[shape % 4]
    path = " ".join(f"{x + across:.1f},{y + down:.1f}" for across, down in corners)
    return f'<polygon points="{path}" {look}>{_hint(hint)}</polygon>'


def width_of(words: str, size: int = SIZE) -> float:
    """Return about how wide words are: a Chinese character is a square, others a little more than half of one."""
    return sum(size if east_asian_width(character) in "WF" else 0.58 * size for character in words)


def cut(words: str, width: float, size: int = SIZE) -> str:
    """Return words that fit into a width, the end given up if need be."""
    if width_of(words, size) <= width:
        return words
    kept = words
    while kept and width_of(kept, size) + size > width:
        kept = kept[:-1]
    return kept + "…"


def _hint(words: str) -> str:
    """Return a tooltip."""
    return f"<title>{escape(_printable(words))}</title>" if words else ""


def _printable(words: str) -> str:
    """Return words without characters that XML forbids."""
    return "".join(character if character.isprintable() else " " for character in words)
