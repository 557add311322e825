"""Four charts: upright bars in groups, lines over years, lying bars, and lying bars against a mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.statistics.plots.canvas import (
    COLOURS,
    INK,
    MARGIN,
    PALE,
    SIZE,
    WIDTH,
    cut,
    document,
    line,
    marker,
    rectangle,
    text,
    width_of,
)
from kexie_nlp.statistics.plots.frames import Frame, grid, heading, labels_below, legend
from kexie_nlp.statistics.plots.scales import Scale, scale_for

_HEIGHT: Final = 320
_ROW: Final = 30
_JUDGED: Final = {True: ("达到目标", COLOURS[2]), False: ("未达目标", COLOURS[5]), None: ("预算执行", COLOURS[0])}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to draw.

    Attributes:
        value: the number, None for a gap.
        hint: what is told of it when the pointer rests on it.
        hollow: whether it is drawn as less certain. breaks: whether no line leads to it.
    """

    value: Decimal | None
    hint: str = ""
    hollow: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A lying bar with what stands at its left and right."""

    name: str
    value: Decimal
    told: str
    hint: str = ""
    good: bool | None = None


def grouped_bars(title: str, subtitle: str, unit: str, names: Sequence[str], groups: Sequence[tuple[str, Sequence[Mark]]]) -> str:
    """Return upright bars: a place on the axis for each of ``names``, at each a bar of every group (name, one mark for each place)."""
    scale = scale_for([mark.value for _, marks in groups for mark in marks if mark.value is not None])
    parts, frame = _begun(title, subtitle, [name for name, _ in groups], scale, unit, marks=False)
    width = (frame.right - frame.left) / max(len(names), 1)
    thick = min(width * 0.8 / max(len(groups), 1), 46)
    size = 11 if thick >= 20 else 9
    for number, (_, marks) in enumerate(groups):
        colour = COLOURS[number % len(COLOURS)]
        for place, mark in enumerate(marks):
            if mark.value is None:
                continue
            left = frame.left + (place + 0.5) * width + (number - len(groups) / 2) * thick
            top, base = frame.down(scale, scale.share(mark.value)), frame.down(scale, scale.share(Decimal(0)))
            parts.append(rectangle(left + 1, min(top, base), thick - 2, abs(base - top), colour, mark.hint))
            told = scale.label(mark.value)
            if width_of(told, size) <= thick + 6:
                parts.append(text(left + thick / 2, min(top, base) - 4, told, "middle", size=size))
    below, bottom = labels_below(frame, names, width)
    return document(title, bottom + 16, [*parts, *below])


def year_lines(title: str, subtitle: str, unit: str, years: Sequence[int], lines: Sequence[tuple[str, Sequence[Mark]]]) -> str:
    """Return lines over years; a line is broken at a gap, and at a mark to which no line leads."""
    values = [mark.value for _, marks in lines for mark in marks if mark.value is not None]
    scale = scale_for(values)
    parts, frame = _begun(title, subtitle, [name for name, _ in lines], scale, unit, marks=True)
    width = (frame.right - frame.left) / max(len(years), 1)
    for number, (_, marks) in enumerate(lines):
        colour = COLOURS[number % len(COLOURS)]
        run: list[tuple[float, float]] = []
        drawn = []
        for place, mark in enumerate(marks):
            if mark.value is None or mark.breaks:
                parts += [line(run, colour, 2)] if len(run) > 1 else []
                run = []
            if mark.value is not None:
                at = (frame.left + (place + 0.5) * width, frame.down(scale, scale.share(mark.value)))
                run.append(at)
                drawn.append(marker(*at, number, colour, hollow=mark.hollow, hint=mark.hint))
                drawn += _told_at(at, scale.label(mark.value), len(lines))
        parts += [line(run, colour, 2)] if len(run) > 1 else []
        parts += drawn
    below, bottom = labels_below(frame, [f"{year}年" for year in years], width)
    return document(title, bottom + 16, [*parts, *below])


def lying_bars(title: str, subtitle: str, bars: Sequence[Bar]) -> str:
    """Return lying bars in the order given, each with its number."""
    return _lying(title, subtitle, bars, None)


def bars_against(title: str, subtitle: str, bars: Sequence[Bar], mark: Decimal, told: str) -> str:
    """Return lying bars with a line at ``mark``, which ``told`` names; a bar that is good or not is coloured so."""
    return _lying(title, subtitle, bars, (mark, told))


def _begun(title: str, subtitle: str, names: Sequence[str], scale: Scale, unit: str, *, marks: bool) -> tuple[list[str], Frame]:
    """Return title, legend and grid, and the area for the values."""
    parts, top = heading(title, subtitle)
    if len(names) > 1 or (names and names[0]):
        keys, top = legend(names, top, marks=marks)
        parts += keys
    left = MARGIN + max(width_of(scale.label(tick)) for tick in scale.ticks) + 16
    frame = Frame(max(left, MARGIN + width_of(unit) + 20), top + 30, WIDTH - MARGIN, top + 30 + _HEIGHT)
    return parts + grid(frame, scale, scale.prefix + unit), frame


def _told_at(at: tuple[float, float], told: str, lines: int) -> list[str]:
    """Return the number above a mark, where there are few enough lines to read it."""
    return [text(at[0], at[1] - 10, told, "middle", size=11)] if lines <= 3 else []


def _lying(title: str, subtitle: str, bars: Sequence[Bar], against: tuple[Decimal, str] | None) -> str:
    """Return lying bars, with a line at a mark if one is given."""
    parts, top = heading(title, subtitle)
    if against:
        keys, top = legend([name for name, _ in _JUDGED.values()], top, marks=False, colours=[colour for _, colour in _JUDGED.values()])
        parts += keys
    names = min(max((width_of(bar.name) for bar in bars), default=0), 330)
    left = MARGIN + names + 12
    scale = scale_for([bar.value for bar in bars] + ([against[0]] if against else []))
    right = WIDTH - MARGIN - max((width_of(bar.told, SIZE) for bar in bars), default=0) - 12
    top += 28 if against else 8
    bottom = top + _ROW * len(bars)
    zero = left + scale.share(Decimal(0)) * (right - left)
    for number, bar in enumerate(bars):
        middle = top + _ROW * (number + 0.5)
        end = left + scale.share(bar.value) * (right - left)
        parts.append(text(left - 10, middle + 5, cut(bar.name, names + 2), "end"))
        parts.append(rectangle(min(zero, end), middle - 10, abs(end - zero), 20, _JUDGED[bar.good][1], bar.hint))
        parts.append(text(WIDTH - MARGIN if against else max(zero, end) + 6, middle + 5, bar.told, "end" if against else "start"))
    parts.append(line([(zero, top), (zero, bottom)], PALE if against else INK))
    if against:
        across = left + scale.share(against[0]) * (right - left)
        parts += [line([(across, top - 4), (across, bottom)], INK, 1.5, dashed=True), text(across, top - 10, against[1], "middle")]
    return document(title, bottom + 20, parts)
