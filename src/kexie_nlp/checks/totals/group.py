"""A total with the parts told of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Self

from kexie_nlp.checks.relations import Computed, joined
from kexie_nlp.checks.told.context import Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

# what is asked for or set aside in whole 万元 is not rounded
_ALLOTTED: Final = re.compile(r"(?:拟|计划|申请|申报|安排|下达)[^，。；\d]{0,12}$")
_SPREAD: Final = Decimal("0.75")  # three times the deviation of a rounded figure, squared
_FAR: Final = Decimal("0.5")
_NEAR: Final = Decimal("0.1")
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Group:
    """A total and the parts told of it.

    Attributes:
        total: the figure.
        parts: in reading order.
        complete: how sure it is that the parts are meant to make up the whole, 0 to 1.
        passage: where the total stands.
    """

    total: Place
    parts: tuple[Place, ...]
    complete: float
    passage: Passage

    def computed(self) -> Computed:
        """Return the sum of the parts."""
        figures = tuple(part.figure for part in self.parts)
        value = sum((figure.value for figure in figures), self.total.figure.value * 0)
        bounds = self._bounds()
        return Computed(value, bounds, f"{joined(figures)} = {self.total.figure.written(value)}", figures)

    def fits(self) -> bool:
        """Tell whether the parts make up the total."""
        return self._bounds().meets(self.total.figure.range)

    def of_likelier(self, earlier: Sequence[Place]) -> Self:
        """Return the parts under the earlier total that they nearly make, if far from their own (发展到63个，新建9个，其中…)."""
        value = self.computed().value
        if abs(value - self.total.figure.value) <= _FAR * self.total.figure.value:
            return self
        alike = [place for place in earlier if place.role in ("level", "to") and same_unit(place.figure, self.total.figure)]
        likely = [place for place in alike if abs(value - place.figure.value) <= _NEAR * place.figure.value]
        return replace(self, total=likely[-1]) if likely else self

    def _bounds(self) -> Range:
        """Return what the parts may make; sums told without decimals, all in one scale, do not all miss the same way by rounding."""
        bounds = Range.total(part.figure.range for part in self.parts)
        figures = [self.total.figure, *(part.figure for part in self.parts)]
        step = figures[0].step
        is_round = step > 0 and all(one.step == step == one.scale and one.exactness == "exact" for one in figures)
        if not is_round or len(self.parts) < _TWO:
            return bounds
        middle = (bounds.low + bounds.high) / 2
        if _ALLOTTED.search(self.total.lead):
            return Range(middle, middle)
        return bounds if abs(middle - figures[0].value) <= step * (_SPREAD * len(figures)).sqrt() else Range(middle, middle)
