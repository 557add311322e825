"""Line plots as SVG, written by hand: no library, the same bytes from the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_WIDTH, _HEIGHT = 560, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 24, 20, 52
_STYLE: Final = (
    "text{font:13px sans-serif;fill:#333}.grid{stroke:#ddd}.axis{stroke:#333}"
    ".line{fill:none;stroke-width:2}.dashed{stroke-dasharray:5 4;stroke-width:1.5}"
)


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis shows and where it is ticked; it reaches from the first tick to the last."""

    label: str
    ticks: Sequence[float]
    form: str = "{:g}"

    def share(self, value: float) -> float:
        """Return how far along the axis a value lies, 0 to 1."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])


@dataclass(frozen=True, slots=True)
class Series:
    """Points in one colour: joined by a line, as dots, or both."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str
    line: bool = True
    dots: float = 4
    dashed: bool = False


def plot(title: str, x: Axis, y: Axis, series: Sequence[Series]) -> str:
    """Return a plot as an SVG document; ``title`` is for readers who do not see it."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(title)}">',
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *_axes(x, y),
    ]
    for number, each in enumerate(series):
        parts += _drawn(each, x, y)
        parts += _legend(each, number)
    return "\n".join([*parts, "</svg>", ""])


def _place(x: Axis, y: Axis, point: tuple[float, float]) -> tuple[float, float]:
    """Return where a point lies on the page."""
    across = _LEFT + x.share(point[0]) * (_WIDTH - _LEFT - _RIGHT)
    down = _HEIGHT - _BOTTOM - y.share(point[1]) * (_HEIGHT - _TOP - _BOTTOM)
    return round(across, 1), round(down, 1)


def _axes(x: Axis, y: Axis) -> list[str]:
    """Return grid, ticks and labels."""
    low, high, left, right = _HEIGHT - _BOTTOM, _TOP, _LEFT, _WIDTH - _RIGHT
    parts = []
    for tick in x.ticks:
        across, _ = _place(x, y, (tick, y.ticks[0]))
        parts.append(f'<line class="grid" x1="{across}" y1="{low}" x2="{across}" y2="{high}"/>')
        parts.append(f'<text x="{across}" y="{low + 18}" text-anchor="middle">{x.form.format(tick)}</text>')
    for tick in y.ticks:
        _, down = _place(x, y, (x.ticks[0], tick))
        parts.append(f'<line class="grid" x1="{left}" y1="{down}" x2="{right}" y2="{down}"/>')
        parts.append(f'<text x="{left - 8}" y="{down + 4}" text-anchor="end">{y.form.format(tick)}</text>')
    middle = (low + high) / 2
    return [
        *parts,
        f'<path class="axis" fill="none" d="M{left} {high}V{low}H{right}"/>',
        f'<text x="{(left + right) / 2}" y="{_HEIGHT - 12}" text-anchor="middle">{escape(x.label)}</text>',
        f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">{escape(y.label)}</text>',
    ]


def _drawn(each: Series, x: Axis, y: Axis) -> list[str]:
    """Return a series as line and dots."""
    places = [_place(x, y, point) for point in each.points]
    parts = []
    if each.line:
        path = " ".join(f"{across},{down}" for across, down in places)
        parts.append(f'<polyline class="{"line dashed" if each.dashed else "line"}" stroke="{each.colour}" points="{path}"/>')
    if each.dots:
        parts += [f'<circle cx="{across}" cy="{down}" r="{each.dots}" fill="{each.colour}"/>' for across, down in places]
    return parts


def _legend(each: Series, number: int) -> list[str]:
    """Return the name of a series with a sample of it, at the right above the horizontal axis."""
    left, down = _WIDTH - 200, _HEIGHT - _BOTTOM - 16 - 20 * number
    kind = "line dashed" if each.dashed else "line"
    parts = (
        [f'<line class="{kind}" stroke="{each.colour}" x1="{left}" y1="{down - 4}" x2="{left + 24}" y2="{down - 4}"/>'] if each.line else []
    )
    if each.dots:
        parts.append(f'<circle cx="{left + 12}" cy="{down - 4}" r="{each.dots}" fill="{each.colour}"/>')
    return [*parts, f'<text x="{left + 32}" y="{down}">{escape(each.name)}</text>']
