"""What reports have in common, and how often: year, region, association and kind, counted over the reports that hits stand in."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final

from kexie_nlp.search.engine import FACET_VALUES

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

OF_REPORTS: Final = ("year", "region", "association", "kind")
"""The properties of a report by which hits are counted."""

Property = tuple[str, str]


class ReportProperties:
    """The properties of all reports of an archive; of a region all levels, from the province down."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(f"SELECT key, {', '.join(OF_REPORTS)} FROM reports").fetchall()
        self._reports = {key: place for place, (key, *_) in enumerate(rows)}
        self._rows = [tuple(_properties(values)) for _, *values in rows]

    def counts(self, matching: Mapping[int, int]) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return, for each of ``OF_REPORTS``, its values with the sums over the reports that have them; the largest sum first.

        Args:
            matching: reports, and what each of them counts.
        """
        import numpy as np

        values, places, reports = self._arrays
        each = np.zeros(len(self._rows), dtype=np.int64)
        known = [(self._reports[report], count) for report, count in matching.items() if report in self._reports]
        each[[place for place, _ in known]] = [count for _, count in known]
        sums = np.bincount(places, weights=each[reports], minlength=len(values)).astype(np.int64)
        told: dict[str, list[tuple[str, int]]] = {name: [] for name in OF_REPORTS}
        for place in np.argsort(-sums, kind="stable").tolist():
            if not sums[place]:
                break
            name, value = values[place]
            if len(told[name]) < FACET_VALUES:
                told[name].append((value, int(sums[place])))
        return {name: tuple(counted) for name, counted in told.items()}

    @cached_property
    def _arrays(self) -> "tuple[list[Property], Array, Array]":
        """All values in order, and, for each value of each report, the place of the value and that of the report."""
        import numpy as np

        values = sorted(set(chain(*self._rows)))
        order = {value: place for place, value in enumerate(values)}
        places = [order[value] for row in self._rows for value in row]
        reports = [place for place, row in enumerate(self._rows) for _ in row]
        return values, np.array(places, dtype=np.int64), np.array(reports, dtype=np.int64)


def _properties(values: Iterable[Any]) -> Iterator[Property]:
    """Yield the properties of a report, from the columns of ``OF_REPORTS``."""
    for name, value in zip(OF_REPORTS, values, strict=True):
        if name == "region":
            yield from ((name, level) for level in accumulate(value.split(), "{} {}".format))
        elif value not in {None, ""}:
            yield name, str(value)
