"""Counts of values from the answers of several shards, put together without a look at each value's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kexie_nlp.search.engine import FACET_VALUES, Facet

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

Value = tuple[str, str]
"""A facet, or another name of what is counted, and one of its values."""

Ranked = tuple[tuple[str, int], ...]
"""Values with their counts, the most frequent first, equal ones by value."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of some of a shard's values.

    Attributes:
        values: all values of the shard, which may be more than are counted; the same object at each answer.
        numbers: the places in ``values`` of those that are counted, each once. counts: of these.
    """

    values: Sequence[tuple[Facet, str]]
    numbers: "Sequence[int] | Array"
    counts: "Sequence[int] | Array"


class Ranking:
    """Values in order, and the most frequent of each facet from the counts of all."""

    def __init__(self, values: Iterable[Value]) -> None:
        """Take values, each once or more often."""
        ordered = sorted(set(values))
        self.places = {value: place for place, value in enumerate(ordered)}
        self._names = [name for _, name in ordered]
        self._of: dict[str, list[int]] = {}
        for place, (facet, _) in enumerate(ordered):
            self._of.setdefault(facet, [place, place])[1] = place + 1

    def most_frequent(self, counts: "Array", facet: str) -> Ranked:
        """Return the values of a facet that were counted at all; ``counts`` has those of all values, in the order of their places."""
        import numpy as np

        start, end = self._of.get(facet, (0, 0))
        order = start + np.argsort(-counts[start:end], kind="stable")[:FACET_VALUES]
        found = counts[order].tolist()
        taken = found.index(0) if 0 in found else len(found)
        return tuple(zip([self._names[place] for place in order[:taken].tolist()], found[:taken], strict=True))


class Joined:
    """The values of several shards as one list, in order, and where those of each shard stand in it."""

    def __init__(self, several: Sequence[Sequence[tuple[Facet, str]]]) -> None:
        import numpy as np

        self._several = several
        self._ranking = Ranking(value for values in several for value in values)
        self._places: list[Array] = [np.array([self._ranking.places[value] for value in values], dtype=np.int64) for values in several]

    def holds(self, several: Sequence[Sequence[tuple[Facet, str]]]) -> bool:
        """Tell whether it was made from these very values."""
        return len(several) == len(self._several) and all(one is other for one, other in zip(several, self._several, strict=True))

    def most_frequent(self, answers: Iterable[Counted], facets: Iterable[Facet]) -> dict[Facet, Ranked]:
        """Return for each facet its values with their counts, the most frequent first, equal ones by value."""
        import numpy as np

        sums = np.zeros(len(self._ranking.places), dtype=np.int64)
        for places, answer in zip(self._places, answers, strict=True):
            sums[places[np.asarray(answer.numbers, dtype=np.int64)]] += np.asarray(answer.counts, dtype=np.int64)
        return {facet: self._ranking.most_frequent(sums, facet) for facet in facets}
