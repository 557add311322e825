"""Rows of a table with the rows below that make them up: those numbered under them, those of longer codes, those further right."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.grid import Grid, Row
from kexie_nlp.checks.totals.one_sum import Sum

_NESTED: Final = 0.8
_FLAT: Final = 0.75
_LIKELY: Final = 1.5
_TWO: Final = 2


def indents_of(grid: Grid, text: str) -> list[int]:
    """Return by how many blanks each row of a table begins further right."""
    starts = [min(cell.start for (number, _), cell in grid.cells.items() if number == row.number) for row in grid.rows]
    return [len(before) - len(before.rstrip(" \u3000")) for before in (text[max(0, start - 8) : start] for start in starts)]


def check_parents(rows: Sequence[Row], columns: Sequence[int], elsewhere: int) -> Iterator[Relation]:
    """Yield whether rows are the sums of the rows below them: 一、 of what stands under it, a budget code of the codes under it."""
    for family, known in ((_by_rank(rows), 0), (by_code(rows), elsewhere)):
        pairs = list(family)
        sums = sums_below(pairs, columns)
        holding = sum(one.holds() for one in sums)
        is_proven = holding >= _TWO and holding > len(sums) / _TWO
        # a page with few rows goes by the others, but for what the page breaks off
        closed = [(parent, children) for parent, children in pairs if children and children[-1] is not rows[-1]]
        whole = sums_below(closed, columns) if holding + known >= _TWO else []
        for one in sums:
            if one.holds():
                yield one.relation(0.0)
            elif is_proven or (one in whole and sum(other.holds() for other in whole) + known > len(whole) / _TWO):
                yield one.relation(_NESTED)


def check_indented(grid: Grid, indents: Sequence[int], columns: Sequence[int]) -> Iterator[Relation]:
    """Yield whether rows are the sums of the rows below that begin further right than they do."""
    pairs = []
    for at, row in enumerate(grid.rows):
        end = next((other for other in range(at + 1, len(indents)) if indents[other] <= indents[at]), len(indents))
        least = min(indents[at + 1 : end], default=0)
        children = [grid.rows[other] for other in range(at + 1, end) if indents[other] == least]
        if not any(child.is_detail or child.is_total for child in children):
            pairs.append((row, children))
    sums = sums_below(pairs, columns) if len(set(indents)) > 1 else []
    for one in sums:
        if one.holds():
            yield one.relation(0.0)
        elif misadded(one.total.value, [part.value for part in one.parts]) >= _LIKELY:
            yield one.relation(_FLAT)


def shallow(rows: Sequence[Row], indents: Sequence[int], at: int) -> Iterator[list[Row]]:
    """Yield the rows above a last total that begin no further right than the others, if some do."""
    above = [row for row, indent in zip(rows[:at], indents[:at], strict=True) if indent == min(indents[:at])] if at else []
    if _TWO <= len(above) < at and at == len(rows) - 1 and not any(row.is_total for row in above):
        yield above


def sums_below(pairs: Iterable[tuple[Row, list[Row]]], columns: Sequence[int]) -> list[Sum]:
    """Return, column by column, rows with the rows below them that may make them up."""
    sums = [
        Sum(parent.values[column], tuple(child.values[column] for child in children if column in child.values))
        for parent, children in pairs
        if len(children) > 1
        for column in columns
        if column in parent.values
    ]
    return [one for one in sums if one.counts()]


def _by_rank(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Yield numbered rows with the rows without number, or with lighter ones, up to the next of their rank."""
    for at, row in enumerate(rows):
        if row.rank is None or row.is_total:
            continue
        children: list[Row] = []
        for other in rows[at + 1 :]:
            if other.is_total or (other.rank is not None and other.rank <= row.rank):
                break
            children.append(other)
        ranks = [child.rank for child in children if child.rank is not None]
        yield row, [child for child in children if child.rank == min(ranks)] if ranks else children


def by_code(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Yield rows of a budget code with the rows of the next longer codes below it."""
    coded = [row for row in rows if row.code]
    for row in coded:
        below = [other for other in coded if is_below(other, row)]
        shortest = min((len(other.code) for other in below), default=0)
        yield row, [other for other in below if len(other.code) == shortest]


def is_below(child: Row, parent: Row) -> bool:
    """Tell whether a budget code lies below another one."""
    return len(child.code) > len(parent.code) > 0 and child.code.startswith(parent.code)
