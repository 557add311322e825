"""Counts of values from the answers of several shards, put together without a look at each value's name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from kexie_nlp.search.engine import FACET_VALUES, Facet

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

Value = tuple[str, str]
"""A facet, or another name of what is counted, and one of its values."""

Ranked = tuple[tuple[str, int], ...]
"""Values with their counts, the most frequent first, equal ones by value."""


class Sets:
    """The values of a shard, and the sets of them that are counted there; the same object in each of its answers."""

    def __init__(self, values: Sequence[tuple[Facet, str]], sets: Sequence[Sequence[int]] | None = None) -> None:
        """Take the values, and the places of those in each set; by default each value is a set of its own."""
        import numpy as np

        self.values = values
        self.members: Array = np.arange(len(values)) if sets is None else np.fromiter(chain.from_iterable(sets), dtype=np.int64)
        self.sizes: Array = np.ones(len(values), dtype=np.int64) if sets is None else np.fromiter(map(len, sets), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of some of a shard's sets of values.

    Attributes:
        sets: those of the shard. numbers: the places of those that are counted; one may come again.
        counts: how many documents have each. reports: in which report; the count is then of reports, each once for a value.
    """

    sets: Sets
    numbers: "Array"
    counts: "Array"
    reports: "Array | None" = None


def counted_values(counts: Mapping[tuple[Facet, str], int]) -> Counted:
    """Return the counts of values, each counted by itself."""
    import numpy as np

    return Counted(Sets(list(counts)), np.arange(len(counts)), np.fromiter(counts.values(), dtype=np.int64, count=len(counts)))


class Ranking:
    """Values in order, and the most frequent of each facet from the counts of all."""

    def __init__(self, values: Iterable[Value]) -> None:
        """Take values, each once or more often."""
        import numpy as np

        ordered = sorted(set(values))
        self.places = {value: place for place, value in enumerate(ordered)}
        self._names = np.array([name for _, name in ordered], dtype=object)
        self._of: dict[str, list[int]] = {}
        for place, (facet, _) in enumerate(ordered):
            self._of.setdefault(facet, [place, place])[1] = place + 1

    def most_frequent(self, counts: "Array", facet: str) -> Ranked:
        """Return the values of a facet that were counted at all; ``counts`` has those of all values, in the order of their places."""
        import numpy as np

        start, end = self._of.get(facet, (0, 0))
        found = start + counts[start:end].nonzero()[0]
        # one number for count and place is sorted faster than places by their counts
        order = np.sort(found - counts[found] * len(counts))[:FACET_VALUES] % len(counts) if len(found) else found
        return tuple(zip(self._names[order].tolist(), counts[order].tolist(), strict=True))


class Joined:
    """The sets of several shards as those of one, their values in order."""

    def __init__(self, several: Sequence[Sets]) -> None:
        import numpy as np

        self._several = several
        self._ranking = Ranking(value for sets in several for value in sets.values)
        places = [np.array([self._ranking.places[value] for value in sets.values], dtype=np.int64)[sets.members] for sets in several]
        self._places: Array = np.concatenate(places)
        self._sizes: Array = np.concatenate([sets.sizes for sets in several])
        self._starts: Array = self._sizes.cumsum() - self._sizes
        self._before = list(accumulate((len(sets.sizes) for sets in several), initial=0))

    def holds(self, several: Sequence[Sets]) -> bool:
        """Tell whether it was made from these very sets."""
        return len(several) == len(self._several) and all(one is other for one, other in zip(several, self._several, strict=True))

    def most_frequent(self, answers: Sequence[Counted], facets: Iterable[Facet]) -> dict[Facet, Ranked]:
        """Return for each facet its values with their counts, the most frequent first, equal ones by value."""
        import numpy as np

        numbers = np.concatenate([answer.numbers + before for answer, before in zip(answers, self._before, strict=False)])
        sizes = self._sizes[numbers]
        which = np.repeat(np.arange(len(numbers)), sizes)
        # where each set starts, and which of its places it is
        places = self._places[(self._starts[numbers] - (sizes.cumsum() - sizes))[which] + np.arange(len(which))]
        counts = np.concatenate([answer.counts for answer in answers])[which]
        reports = [answer.reports for answer in answers if answer.reports is not None]
        if reports:
            _, once = np.unique(np.stack([places, np.concatenate(reports)[which]]), axis=1, return_index=True)
            places, counts = places[once], counts[once]
        sums = np.bincount(places, counts, len(self._ranking.places)).astype(np.int64)
        return {facet: self._ranking.most_frequent(sums, facet) for facet in facets}
