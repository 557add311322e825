"""Axes: round steps, and numbers as a Chinese reader writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MYRIADS: Final = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of numbers from the first tick to the last.

    Attributes:
        ticks: round numbers.
        divisor, prefix: labels are given in this many units, such as 10000 and 万.
    """

    ticks: tuple[Decimal, ...]
    divisor: Decimal
    prefix: str

    def share(self, value: Decimal) -> float:
        """Return how far along the axis a value lies, 0 to 1."""
        low, high = self.ticks[0], self.ticks[-1]
        return float((value - low) / (high - low))

    def label(self, value: Decimal) -> str:
        """Return a number as it is shown, in the axis's unit with at most two decimals."""
        return shown(value / self.divisor)


def scale_for(values: Iterable[Decimal], *, least: Decimal = Decimal(0)) -> Scale:
    """Return an axis that holds ``least`` and all values, in four to seven round steps."""
    held = [least, *values]
    low, high = min(held), max(held)
    if low == high:
        high = low + 1
    rough = (high - low) / 5
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(factor * power for factor in _STEPS if factor * power >= rough)
    if all(value == value.to_integral_value() for value in held):
        step = max(step, Decimal(1))
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (high / step).to_integral_value(rounding="ROUND_CEILING")
    ticks = tuple(step * number for number in range(int(first), int(last) + 1))
    divisor, prefix = myriad(max(abs(low), abs(high)))
    return Scale(ticks, divisor, prefix)


def myriad(greatest: Decimal) -> tuple[Decimal, str]:
    """Return in which of 亿, 万 and single units numbers up to ``greatest`` read best."""
    return next(((divisor, prefix) for divisor, prefix in _MYRIADS if greatest >= divisor), (Decimal(1), ""))


def shown(value: Decimal) -> str:
    """Return a number with at most two decimals (four digits if it is small) and thousands set apart."""
    places = 2 if abs(value) >= 1 or value == 0 else min(3 - value.adjusted(), 6)
    rounded = round(value, places)
    told = f"{rounded:,f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def with_myriad(value: Decimal, unit: str) -> str:
    """Return a number with its unit, in 万 or 亿 where that is shorter."""
    divisor, prefix = myriad(abs(value))
    return f"{shown(value / divisor)}{prefix}{unit}"
