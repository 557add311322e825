"""The figures of a report with the bounds that their writing leaves open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal, Self

from kexie_nlp.checks.told.cut_figures import ends_of
from kexie_nlp.document import Entity
from kexie_nlp.mapped import MappedText
from kexie_nlp.numerals import parse_number, value_of
from kexie_nlp.records import Exactness

FigureKind = Literal["amount", "quantity", "percent", "points"]

_DIGITS: Final = re.compile(r"(?P<whole>\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(?P<decimals>\d+))?", re.ASCII)
_KINDS: Final[dict[str, FigureKind]] = {"AMOUNT": "amount", "QUANTITY": "quantity", "PERCENT": "percent"}
_TOO_MUCH: Final = Decimal(10**16)
_MOST_DIGITS: Final = 20
_HALF: Final = Decimal("0.5")
_TENTH: Final = Decimal("0.1")
_SCALES: Final = {Decimal(10**8): "亿", Decimal(10_000): "万"}
_NO_PERCENT: Final = re.compile(r"[:：∶]|分之|半|成")


@dataclass(frozen=True, slots=True)
class Range:
    """All values from ``low`` to ``high``; arithmetic gives the range of all results."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Range") -> "Range":
        """Return the range of sums."""
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        """Return the range of differences."""
        return Range(self.low - other.high, self.high - other.low)

    def percent_of(self, base: "Range") -> "Range | None":
        """Return the range of percentages of a positive base, or None if the base may be nothing."""
        if base.low <= 0:
            return None
        ends = [100 * value / part for value in (self.low, self.high) for part in (base.low, base.high)]
        return Range(min(ends), max(ends))

    def times(self, factor: Decimal) -> "Range":
        """Return the range times a positive factor."""
        return Range(self.low * factor, self.high * factor)

    def negative(self) -> "Range":
        """Return the range of all values with the other sign."""
        return Range(-self.high, -self.low)

    def meets(self, other: "Range") -> bool:
        """Tell whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    @classmethod
    def total(cls, parts: Iterable["Range"]) -> Self:
        """Return the range of the sum of all parts."""
        parts = list(parts)
        return cls(sum((part.low for part in parts), Decimal(0)), sum((part.high for part in parts), Decimal(0)))


@dataclass(frozen=True)
class Figure:
    """A number as written.

    Attributes:
        start, end: its span, with its unit, in the cleaned text.
        text: as written.
        kind: money, count, percentage or percentage points.
        unit: 元, %, 百分点 or the measure word.
        value: in the base unit.
        step: what one in the last digit told is worth; 0 of a count told to the unit.
        scale: what a written 1 is worth: 10000 of a figure in 万元.
        exactness: exact, about, over or under.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    unit: str
    value: Decimal
    step: Decimal
    scale: Decimal
    exactness: Exactness

    @cached_property
    def range(self) -> Range:
        """The values that the writing leaves open: half of the last digit told, and more with 约, 余 or 近."""
        half = self.step * _HALF
        if self.exactness == "exact":
            return Range(self.value - half, self.value + half)
        open_end = max(last_digit(self.value), self.step)
        if self.exactness == "over":
            return Range(self.value - half, self.value + open_end)
        if self.exactness == "under":
            return Range(self.value - open_end, self.value + half)
        slack = max(self.value * _TENTH, half)
        return Range(self.value - slack, self.value + slack)

    @property
    def digits(self) -> int:
        """With how many digits it is told, noughts at the end left out."""
        return len(self.value.normalize().as_tuple().digits)

    def written(self, value: Decimal) -> str:
        """Return another value in the way this one is written: 万元 if it is in 万元, with its decimals; a sum with up to two more."""
        unit = {"amount": "元", "percent": "%", "points": "个百分点", "quantity": self.unit}[self.kind]
        name = _SCALES.get(self.scale, "")
        if self.text[-1:].isdigit() and self.scale == 1:
            unit = ""
        match = _DIGITS.search(self.text)
        decimals = len(match["decimals"] or "") if match else 0
        return f"{plain(value / self.scale, decimals, 0 if self.kind == 'percent' else 2)}{name}{unit}"


def plain(value: Decimal, decimals: int = 0, more: int = 2) -> str:
    """Return a number with at least so many decimals, and up to ``more`` others where they are not 0."""
    text = f"{round(value, decimals + more):f}"
    if "." not in text:
        return text
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{rest}" if rest else whole


def is_usual(number: Decimal) -> bool:
    """Tell whether a number is one that a report can mean, short enough to be computed with exactly."""
    return abs(number) < _TOO_MUCH and len(number.as_tuple().digits) <= _MOST_DIGITS


def last_digit(value: Decimal) -> Decimal:
    """Return what one in the last digit that is not 0 is worth: 10 of 30, 100 of 700."""
    sign, digits, exponent = value.normalize().as_tuple()
    return Decimal((0, (1,), exponent)) if isinstance(exponent, int) and any(digits) else Decimal(sign)


def scale_of(text: str, value: Decimal) -> Decimal:
    """Return what a written 1 is worth in ``text``, whose value is ``value``: 10000 of 3.5万元."""
    match = _DIGITS.search(text)
    number = parse_number(match[0]) if match else None
    if number:
        return value / number
    return Decimal(10_000 if "万" in text else 10**8 if "亿" in text else 1)


def step_of(text: str, scale: Decimal) -> Decimal:
    """Return what one in the last digit of ``text`` is worth; 0 of a number in words."""
    match = _DIGITS.search(text)
    if match is None:
        return Decimal(0)
    return scale * Decimal(1).scaleb(-len(match["decimals"] or ""))


def figures_of(entities: Iterable[Entity], cleaned: MappedText, source: str) -> list[Figure]:
    """Return the amounts, counts and percentages among the entities of a report, placed in its cleaned text; ``source`` is as it came."""
    wanted = [entity for entity in entities if entity.type in _KINDS and entity.value is not None]
    if not wanted:
        return []
    starts = cleaned.all_from_source([entity.start for entity in wanted])
    ends = ends_of(wanted, cleaned, source)
    found = (_figure(cleaned.text, start, end, entity) for entity, start, end in zip(wanted, starts, ends, strict=True))
    return [figure for figure in found if figure is not None]


def _figure(text: str, start: int, end: int, entity: Entity) -> Figure | None:
    """Return the figure that an entity writes, or None if it is a ratio, a fraction or foreign money."""
    written = text[start:end]
    value = value_of(written, entity.type, text[max(0, start - 4) : start], text[end : end + 2])
    if value is None or entity.value is None or (entity.type == "AMOUNT" and value.unit not in ("元", "")):
        return None
    number, unit, kind = Decimal(entity.value), value.unit, _KINDS[entity.type]
    if kind == "percent":
        if _NO_PERCENT.search(written):
            return None
        if unit == "‰":
            number, unit = number / 10, "%"
        kind = "points" if unit == "百分点" else "percent"
    if not is_usual(number):
        return None
    scale = scale_of(written, number)
    step = step_of(written, scale)
    if not number or (kind == "quantity" and step == 1):
        step = Decimal(0)
    return Figure(start, end, written, kind, unit, number, step, scale, value.exactness)
