"""The counts by which a search is narrowed: the most frequent values of each property, and whatever is chosen."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from kexie_nlp.web.contexts import FacetInfo, FacetValue
from kexie_nlp.web.parameters import SearchParameters
from kexie_nlp.web.wording import FACET_FIELDS, FACETS, TYPES

_MOST_VALUES: Final = 8
_MOST_YEARS: Final = 12
_MOST_REGIONS: Final = 24

Counts = Sequence[tuple[str, int]]
_Row = tuple[str, str, int, int]
"""Value, label, count, depth."""


def facet_infos(facets: Mapping[str, Counts], asked: SearchParameters) -> Iterator[FacetInfo]:
    """Yield the counts that are shown."""
    chosen = dict.fromkeys(asked.only, "only") | dict.fromkeys(asked.without, "without")
    for name, counts in facets.items():
        field = f"{FACET_FIELDS[name]}="
        of_field = {choice.removeprefix(field): how for choice, how in chosen.items() if choice.startswith(field)}
        rows = _region_rows(counts, of_field) if name == "region" else _rows(name, counts, of_field)
        values = [FacetValue(field + value, label, count, depth, of_field.pop(value, "")) for value, label, count, depth in rows]
        values += [FacetValue(field + value, value, 0, 0, how) for value, how in of_field.items()]
        if values:
            yield FacetInfo(name, FACETS[name], tuple(values), max(0, len(counts) - _most(name)))


def _most(name: str) -> int:
    """Return how many values of a property are shown."""
    return _MOST_REGIONS if name == "region" else _MOST_YEARS if name in ("year", "type") else _MOST_VALUES


def _rows(name: str, counts: Counts, chosen: Mapping[str, str]) -> Iterator[_Row]:
    """Yield the values that are shown, the latest years or the most frequent first, then those that are chosen."""
    ordered = sorted(counts, reverse=True) if name == "year" else counts
    shown = ordered[: _most(name)]
    if chosen:
        shown = [*shown, *(row for row in islice(ordered, _most(name), None) if row[0] in chosen)]
    for value, count in shown:
        label = TYPES.get(value, value) if name == "type" else value.replace("科学技术协会", "科协") if name == "association" else value
        yield value, label, count, 0


def _region_rows(counts: Counts, chosen: Mapping[str, str]) -> Iterator[_Row]:
    """Yield the most frequent regions as a tree, those around first; none is more frequent than the one around it."""
    number = dict(counts[:_MOST_REGIONS])
    if chosen:
        number |= {path: count for path, count in counts[_MOST_REGIONS:] if path in chosen}
    below: dict[str, list[str]] = {}
    for path in number:
        above = path.rpartition(" ")[0]
        while above and above not in number:
            above = above.rpartition(" ")[0]
        below.setdefault(above, []).append(path)
    pending = [(0, path) for path in reversed(below.get("", []))]
    while pending:
        depth, path = pending.pop()
        yield path, path.rpartition(" ")[2], number[path], depth
        pending += [(depth + 1, other) for other in reversed(below.get(path, []))]
