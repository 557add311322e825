"""Counts of values from the answers of several shards, put together without a look at each value's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kexie_nlp.search.engine import FACET_VALUES, Facet

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

Value = tuple[Facet, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of some of a shard's values.

    Attributes:
        values: all values of the shard, which may be more than are counted; the same object at each answer.
        numbers: the places in ``values`` of those that are counted, each once. counts: of these.
    """

    values: Sequence[Value]
    numbers: Sequence[int]
    counts: Sequence[int]


class Joined:
    """The values of several shards as one list, in order, and where those of each shard stand in it."""

    def __init__(self, several: Sequence[Sequence[Value]]) -> None:
        import numpy as np

        self._several = several
        self._values = sorted(set().union(*several))
        places = {value: place for place, value in enumerate(self._values)}
        self._places: list[Array] = [np.array([places[value] for value in values], dtype=np.int64) for values in several]
        self._of: dict[str, list[int]] = {}
        for place, (facet, _) in enumerate(self._values):
            self._of.setdefault(facet, [place, place])[1] = place + 1

    def holds(self, several: Sequence[Sequence[Value]]) -> bool:
        """Tell whether it was made from these very values."""
        return len(several) == len(self._several) and all(one is other for one, other in zip(several, self._several, strict=True))

    def most_frequent(self, answers: Iterable[Counted], facets: Iterable[Facet]) -> dict[Facet, tuple[tuple[str, int], ...]]:
        """Return for each facet its values with their counts, the most frequent first, equal ones by value."""
        import numpy as np

        sums = np.zeros(len(self._values), dtype=np.int64)
        for places, answer in zip(self._places, answers, strict=True):
            sums[places[np.array(answer.numbers, dtype=np.int64)]] += np.array(answer.counts, dtype=np.int64)
        told: dict[Facet, tuple[tuple[str, int], ...]] = {}
        for facet in facets:
            start, end = self._of.get(facet, (0, 0))
            order = start + np.argsort(-sums[start:end], kind="stable")[:FACET_VALUES]
            told[facet] = tuple(
                (self._values[place][1], count) for place, count in zip(order.tolist(), sums[order].tolist(), strict=True) if count
            )
        return told
