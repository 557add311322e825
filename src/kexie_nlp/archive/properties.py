"""What reports have in common, and how often: year, region, association and kind, counted over the reports that hits stand in."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final

from kexie_nlp.search.counting import Ranked, Ranking, Value

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

OF_REPORTS: Final = ("year", "region", "association", "kind")
"""The properties of a report by which hits are counted."""


class ReportProperties:
    """The properties of all reports of an archive; of a region all levels, from the province down."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(f"SELECT key, {', '.join(OF_REPORTS)} FROM reports ORDER BY key").fetchall()
        self._keys = [key for key, *_ in rows]
        self._rows = [tuple(_properties(values)) for _, *values in rows]

    def counts(self, matching: Mapping[int, int]) -> dict[str, Ranked]:
        """Return, for each of ``OF_REPORTS``, its values with the sums over the reports that have them; the largest sum first.

        Args:
            matching: reports, and what each of them counts; one that is not there counts nothing.
        """
        import numpy as np

        keys, ranking, places, reports = self._arrays
        each = np.zeros(len(keys), dtype=np.int64)
        if len(keys):
            wanted = np.fromiter(matching, dtype=np.int64, count=len(matching))
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            known = keys[at] == wanted
            each[at[known]] = np.fromiter(matching.values(), dtype=np.int64, count=len(matching))[known]
        sums = np.bincount(places, weights=each[reports], minlength=len(ranking.places)).astype(np.int64)
        return {name: ranking.most_frequent(sums, name) for name in OF_REPORTS}

    @cached_property
    def _arrays(self) -> "tuple[Array, Ranking, Array, Array]":
        """The reports, all values in order, and, for each value of each report, the place of the value and that of the report."""
        import numpy as np

        ranking = Ranking(chain(*self._rows))
        places = [ranking.places[value] for row in self._rows for value in row]
        reports = [place for place, row in enumerate(self._rows) for _ in row]
        return np.array(self._keys, dtype=np.int64), ranking, np.array(places, dtype=np.int64), np.array(reports, dtype=np.int64)


def _properties(values: Iterable[Any]) -> Iterator[Value]:
    """Yield the properties of a report, from the columns of ``OF_REPORTS``."""
    for name, value in zip(OF_REPORTS, values, strict=True):
        if name == "region":
            yield from ((name, level) for level in accumulate(value.split(), "{} {}".format))
        elif value not in {None, ""}:
            yield name, str(value)
