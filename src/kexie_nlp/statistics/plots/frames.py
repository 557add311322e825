"""What several plots share: title, legend, and a grid for upright bars and lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.statistics.plots.canvas import COLOURS, INK, MARGIN, PALE, WIDTH, cut, line, marker, rectangle, text, width_of
from kexie_nlp.statistics.plots.scales import Scale

_LINE: Final = 20


@dataclass(frozen=True, slots=True)
class Frame:
    """The area in which values are drawn, in the document's units."""

    left: float
    top: float
    right: float
    bottom: float

    def down(self, scale: Scale, share_of: float) -> float:
        """Return the height on the page of a share of an upright axis."""
        return self.bottom - share_of * (self.bottom - self.top)


def heading(title: str, subtitle: str) -> tuple[list[str], float]:
    """Return title and subtitle, and where they end."""
    parts = [text(MARGIN, 32, cut(title, WIDTH - 2 * MARGIN, 17), size=17, bold=True)]
    if subtitle:
        parts.append(text(MARGIN, 54, cut(subtitle, WIDTH - 2 * MARGIN), colour="#555"))
    return parts, 64 if subtitle else 44


def legend(names: Sequence[str], top: float, *, marks: bool, colours: Sequence[str] = COLOURS) -> tuple[list[str], float]:
    """Return the names with their colours in as many lines as they need, and where they end."""
    parts, across, down = [], float(MARGIN), top + 16
    for number, name in enumerate(names):
        told = cut(name, WIDTH - 2 * MARGIN - 30)
        needed = 22 + width_of(told) + 22
        if across + needed > WIDTH - MARGIN and across > MARGIN:
            across, down = float(MARGIN), down + _LINE
        colour = colours[number % len(colours)]
        if marks:
            parts += [line([(across, down - 4), (across + 16, down - 4)], colour, 2), marker(across + 8, down - 4, number, colour)]
        else:
            parts.append(rectangle(across, down - 11, 14, 12, colour))
        parts.append(text(across + 22, down, told))
        across += needed
    return parts, down + 12


def grid(frame: Frame, scale: Scale, unit: str) -> list[str]:
    """Return horizontal lines with their numbers, and the unit above them."""
    parts = []
    if unit:
        parts.append(text(frame.left, frame.top - 14, f"（{unit}）", "end"))
    for tick in scale.ticks:
        down = frame.down(scale, scale.share(tick))
        parts.append(line([(frame.left, down), (frame.right, down)], INK if tick == 0 else PALE))
        parts.append(text(frame.left - 8, down + 4, scale.label(tick), "end"))
    return parts


def labels_below(frame: Frame, names: Sequence[str], width: float) -> tuple[list[str], float]:
    """Return the names under the parts of the horizontal axis, in two lines where they are long, and where they end."""
    parts, lines = [], 1
    for number, name in enumerate(names):
        middle = frame.left + (number + 0.5) * width
        pieces = [name]
        if width_of(name) > width - 4:
            half = (len(name) + 1) // 2
            pieces = [cut(name[:half], width - 2), cut(name[half:], width - 2)]
        lines = max(lines, len(pieces))
        parts += [text(middle, frame.bottom + 18 + 16 * place, piece, "middle") for place, piece in enumerate(pieces)]
    return parts, frame.bottom + 10 + 16 * lines
