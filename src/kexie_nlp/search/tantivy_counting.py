"""How values stand in columns of a tantivy index to be counted, and how counts of columns become counts of values.

A column that has one number for every entry is gone through ten times as fast as one that has several or none, and what comes out of
tantivy takes longer than the counting. So what a passage has of a facet is one number, that of the set of its values. Most sets stand
but once: the first passage with a set bears a number of its own instead, and such passages are told as bits, many in one sum.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, cast

from kexie_nlp.search.counting import Counted, Sets
from kexie_nlp.search.engine import Facet
from kexie_nlp.search.tantivy_index import FIRST, FIRST_BIT, REPORT, SETS, TYPES_OF_A_SET, Slot

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

_MOST_BUCKETS: Final = 65_000
_AT_ONCE: Final = 60_000
_BITS: Final = 53
"""So many bits can be summed up as numbers with a floating point."""

_EMPTY: Final = 0
"""The number of the set without values, which stands for a set that is told by a first passage, too."""

COLUMNS: Final = tuple(column for columns in SETS.values() for column in columns)
Value = tuple[Facet, str]


class SetNumbers:
    """Numbers the values that are counted and the sets of them, while an index is written."""

    def __init__(self) -> None:
        self._values: dict[Value, tuple[int, int]] = {}
        self._of_facet: dict[Facet, int] = dict.fromkeys(SETS, 0)
        self._sets: dict[tuple[int, ...], int] = {(): _EMPTY}
        self._numbered: list[tuple[int, ...]] = [()]
        self._known: dict[tuple[Value, ...], list[int]] = {}
        self._firsts: list[list[int]] = []
        self._reports: list[int] = []

    def of_passage(self, facets: tuple[Value, ...], report: int) -> tuple[list[int], int | None]:
        """Return what a passage has in each of ``COLUMNS``, and its number among first passages if it is the first with one of its sets."""
        if (known := self._known.get(facets)) is not None:
            return known, None
        numbers: list[int] = []
        new: list[int] = []
        for values in self._by_column(facets):
            if (number := self._sets.get(values)) is None:
                self._sets[values] = number = _EMPTY
                new += values
            elif not number:
                number = self._number(values)
            numbers.append(number)
        if not new:
            self._known[facets] = numbers
            return numbers, None
        self._firsts.append(new)
        self._reports.append(report)
        return numbers, len(self._firsts) - 1

    def of_record(self, facets: Iterable[Value], slot: Slot) -> Iterator[tuple[str, int]]:
        """Yield the columns that a record has for itself with their numbers."""
        own = self._by_column(value for value in facets if value[0] in slot.own_facets)
        return ((slot.marked(column), self._number(values)) for column, values in zip(COLUMNS, own, strict=True) if values)

    def told(self) -> dict[str, Any]:
        """Return what has to be known to count."""
        return {"values": list(self._values), "sets": self._numbered, "firsts": self._firsts, "reports": self._reports}

    def _by_column(self, facets: Iterable[Value]) -> list[tuple[int, ...]]:
        """Return the set of values in each of ``COLUMNS``."""
        found: list[tuple[int, ...]] = [()] * len(COLUMNS)
        for value in facets:
            number, place = self._values.get(value) or self._new(value)
            found[place] += (number,)
        return [values if len(values) < 2 else tuple(sorted(values)) for values in found]

    def _new(self, value: Value) -> tuple[int, int]:
        """Return a number for a value, with the place of its column."""
        columns, before = SETS[value[0]], self._of_facet[value[0]]
        self._of_facet[value[0]] += 1
        self._values[value] = found = len(self._values), COLUMNS.index(columns[min(before // TYPES_OF_A_SET, len(columns) - 1)])
        return found

    def _number(self, values: tuple[int, ...]) -> int:
        """Return the number of a set, which gets one when it comes for the second time."""
        if not (number := self._sets.get(values, _EMPTY)) and values:
            number = self._sets[values] = len(self._numbered)
            self._numbered.append(values)
        return number


def first_columns(number: int) -> tuple[int, float]:
    """Return what stands in the columns of a first passage: the number of a sum, and its part of this."""
    return number // _BITS, float(1 << number % _BITS)


class SetCounts:
    """Counts of the sets of an index, from what tantivy counted in columns."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        """Take what was told when the index was written."""
        import numpy as np

        self._values: list[Value] = [(cast(Facet, facet), value) for facet, value in told["values"]]
        self._numbered: list[list[int]] = told["sets"]
        self._firsts: list[list[int]] = told["firsts"]
        self._reports = np.array(told["reports"], dtype=np.int64)
        self._sets: dict[frozenset[Facet], Sets] = {}

    def counted(self, told: Mapping[str, Any], columns: Iterable[str], slot: Slot) -> Counted:
        """Return the counts of documents from tantivy's answer to ``request``."""
        import numpy as np

        buckets = _buckets([told], columns)
        firsts = _set_bits(told[FIRST]["buckets"])
        counts = np.concatenate([_array("doc_count", buckets), np.ones(len(firsts), dtype=np.int64)])
        return Counted(self._sets_of(slot), np.concatenate([_array("key", buckets), firsts + len(self._numbered)]), counts)

    def counted_by_reports(
        self, told: Mapping[str, Any], within: Iterable[Mapping[str, Any]], columns: Iterable[str], slot: Slot
    ) -> Counted:
        """Return the counts of reports from tantivy's answers to ``request`` and, for some reports each, to ``request_within_reports``."""
        import numpy as np

        buckets = _buckets(within, columns)
        several = [bucket[REPORT]["buckets"] for bucket in buckets]
        firsts = _set_bits(told[FIRST]["buckets"])
        numbers = np.concatenate([np.repeat(_array("key", buckets), list(map(len, several))), firsts + len(self._numbered)])
        reports = np.concatenate([_array("key", list(chain.from_iterable(several))), self._reports[firsts]])
        return Counted(self._sets_of(slot), numbers, np.ones(len(numbers), dtype=np.int64), reports)

    def _sets_of(self, slot: Slot) -> Sets:
        """Return the sets of the index, then those of first passages, without values of which a record has its own."""
        own = slot.own_facets
        if own not in self._sets:
            firsts = [[place for place in values if self._values[place][0] not in own] for values in self._firsts]
            self._sets[own] = Sets(self._values, [*self._numbered, *firsts])
        return self._sets[own]


def request(columns: Iterable[str]) -> dict[str, Any]:
    """Return the request to tantivy to count by columns of sets."""
    firsts = counted_by(FIRST) | {"aggs": {FIRST_BIT: {"sum": {"field": FIRST_BIT}}}}
    return {column: counted_by(column) for column in columns} | {FIRST: firsts}


def request_within_reports(columns: Iterable[str]) -> dict[str, Any]:
    """Return the request to tantivy to tell for columns of sets in which reports each stands."""
    return {column: counted_by(column) | {"aggs": {REPORT: counted_by(REPORT)}} for column in columns}


def reports_at_once(told: Mapping[str, Any], columns: Iterable[str], reports: int) -> int:
    """Return for how many of the reports tantivy can be asked at once, from its answer to ``request``; it tells no more than a limit."""
    counts = [bucket["doc_count"] for bucket in _buckets([told], columns)]
    while reports > 1 and sum(1 + min(count, reports) for count in counts) > _AT_ONCE:
        reports = -(-reports // 2)
    return reports


def counted_by(column: str) -> dict[str, Any]:
    """Return the request to count by all numbers of a column."""
    return {"terms": {"field": column, "size": _MOST_BUCKETS, "segment_size": _MOST_BUCKETS}}


def _buckets(several: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> list[dict[str, Any]]:
    """Return what answers tell of some columns."""
    return [bucket for told in several for column in columns for bucket in told[column]["buckets"]]


def _set_bits(buckets: Sequence[Mapping[str, Any]]) -> "Array":
    """Return the numbers of the first passages in sums."""
    import numpy as np

    sums = np.array([bucket[FIRST_BIT]["value"] for bucket in buckets]).astype("<u8")
    bits = np.unpackbits(sums.view(np.uint8), bitorder="little").nonzero()[0]
    firsts: Array = _array("key", buckets)[bits >> 6] * _BITS + (bits & 63)
    return firsts


def _array(name: str, buckets: Sequence[Mapping[str, int]]) -> "Array":
    """Return what buckets have by a name."""
    import numpy as np

    return np.fromiter(map(itemgetter(name), buckets), dtype=np.int64, count=len(buckets))
