"""A total of a table with one way to read which figures make it up: 合计 180 and the rows 72、48、60 above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.figures import Figure, Range

_MOST_SHOWN: Final = 14


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and one way to read which figures make it up."""

    total: Figure
    parts: tuple[Figure, ...]

    def holds(self) -> bool:
        """Tell whether the parts make up the total."""
        return Range.total(part.range for part in self.parts).meets(self.total.range)

    def counts(self) -> bool:
        """Tell whether it says something: more than one part is more than nothing."""
        return sum(part.value != 0 for part in self.parts) > 1

    def relation(self, score: float) -> Relation:
        """Return it as a relation."""
        value = sum((part.value for part in self.parts), Decimal(0))
        shown = [part.text for part in self.parts if part.value]
        told = " + ".join(shown) if len(shown) <= _MOST_SHOWN else f"{' + '.join(shown[:3])} + …（共{len(shown)}项）"
        formula = f"{told} = {self.total.written(value)}"
        bounds = Range.total(part.range for part in self.parts)
        return compare("sum", self.total, Computed(value, bounds, formula, self.parts), (self.total.start, self.total.end), score)


def holding(sums: Sequence[Sum]) -> int:
    """Return how many of some sums hold and say something."""
    return sum(one.holds() and one.counts() for one in sums)
