"""Runs near each other: one place of each, none overlapping, in any order, with few characters between neighbours."""

from collections.abc import Sequence

from kexie_nlp.search.folding import Span

_Chains = list[set[int]]


def in_arrangements(places: Sequence[Sequence[Span]], distance: int) -> list[Span]:
    """Return the places that have a part in an arrangement of all runs; none if there is no arrangement.

    ``places`` holds the spans at which each run stands; between neighbours of an arrangement lie at most ``distance`` characters.
    """
    if not all(places):
        return []
    spans = sorted((start, end, 1 << run) for run, found in enumerate(places) for start, end in set(found))
    whole = (1 << len(places)) - 1
    before = _chains(spans, distance)
    if not any(whole in chains for chains in before):
        return []
    # mirrored, a chain that begins at a place is one that ends there
    mirrored = sorted((-end, -start, run) for start, end, run in spans)
    behind = dict(zip(mirrored, _chains(mirrored, distance), strict=True))
    return [
        (start, end)
        for (start, end, run), chains in zip(spans, before, strict=True)
        if any(first & last == run and first | last == whole for first in chains for last in behind[-end, -start, run])
    ]


def _chains(spans: Sequence[tuple[int, int, int]], distance: int) -> _Chains:
    """Return for each place which sets of runs, as bits, a chain of neighbours may hold that ends with it."""
    chains: _Chains = [{run} for _, _, run in spans]
    for number, (_, end, _) in enumerate(spans):
        for behind in range(number + 1, len(spans)):
            start, _, run = spans[behind]
            if start > end + distance:
                break
            if start >= end:
                chains[behind].update(chain | run for chain in chains[number] if not chain & run)
    return chains
