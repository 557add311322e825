"""Whether the rows and columns of a table add up to its totals."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.grid import Grid, Row
from kexie_nlp.checks.totals.column_sums import check_columns, check_terms_beside
from kexie_nlp.checks.totals.mistyped_rows import blamed, is_slip
from kexie_nlp.checks.totals.one_sum import Sum, holding
from kexie_nlp.checks.totals.row_families import by_code, check_indented, check_parents, indents_of, is_below, shallow, sums_below

_PROVEN: Final = 0.9
_FLAT: Final = 0.75
_HUNDRED: Final = Decimal(100)
_MOST_TOTALS: Final = 12
_MOST_SHORT: Final = 8
_MOST_SUMS: Final = 2000
_MOST_CARRIED: Final = 10
_MOST_BELOW: Final = 25
_WHOLE_YEAR: Final = re.compile(r"(?:全年|全年度|本年|年度)(?:合计|累计)?")
_REGION: Final = re.compile(r"全[国省市区县州旗盟镇乡]|全系统|全(?:省|市|区|县|州)系统")
_QUARTERS: Final = re.compile(r"(?<![前至到])(?:第?[一二三四1-4]季度?)(?![至到])")
_HALVES: Final = re.compile(r"[上下]半年")
_MONTHS: Final = re.compile(r"(?<![\d至到—-])\d{1,2}月(?!份?[至到—-])")
_TWO: Final = 2
_FOUR: Final = 4
_TWELVE: Final = 12
_BOTH_SIDES: Final = re.compile(r"收[、，,/和与]?支")  # the first of several results of two years: no total of those below
_LEFT: Final = re.compile(r"(?:本年|当年|年末|年终|期末|滚存|累计)*(?:收支)?(?:结转|结余|结存|盈余|余额|差额)")
_OPENING: Final = re.compile(r"(?:上年末?|年初|期初|上年度)(?:累计|滚存)?(?:结转|结余|结存|余额)")
_LIKELY: Final = 1.5
_GRAND: Final = r"(?:收入|支出)?总计"


def check_tables(context: Context) -> Iterator[Relation]:
    """Yield whether the rows and columns of each table add up."""
    coded = [holding(sums_below(by_code(grid.rows), _adding(grid))) for grid in context.grids]
    for grid, own in zip(context.grids, coded, strict=True):
        rows = {(figure.start, figure.end): (row.name, figure) for row in grid.rows for figure in row.values.values()}
        indents = indents_of(grid, context.text)
        yield from (blamed(context, relation, rows) for relation in _rows(grid, indents, sum(coded) - own))
        yield from check_indented(grid, indents, _adding(grid))
        yield from check_columns(grid)
        yield from check_terms_beside(grid)
        yield from _account_totals(grid)


def _adding(grid: Grid) -> list[int]:
    """Return the columns of a table that can be added up."""
    return [column for column in grid.columns() if grid.adds_up(column)]


def _rows(grid: Grid, indents: Sequence[int], elsewhere: int) -> Iterator[Relation]:
    """Yield whether the columns of a table make up their totals, row of totals by row of totals.

    ``indents`` are those of its rows, ``elsewhere`` is how many rows of budget codes are the sums of those below them in the other tables,
    or pages, of the report.
    """
    rows, columns = grid.rows, _adding(grid)
    for at, row in enumerate(rows):
        if (row.is_total and (at or not _BOTH_SIDES.search(row.name))) or _is_year(rows, at) or _is_region(rows, at):
            ways = _headed(rows, at) or [*_ways(rows, at), *shallow(rows, indents, at)]
            own = [column for column in columns if column in row.values]
            yield from _judged(grid, row, own, [*ways, *_all_above(rows, at, own)])
    yield from check_parents(rows, columns, elsewhere)


def _is_year(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row is of a whole year whose quarters, halves or months are just the rows above it."""
    if at not in (_TWO, _FOUR, _TWELVE) or not _WHOLE_YEAR.fullmatch(rows[at].name):
        return False
    names = [row.name for row in rows[:at]]
    terms = [*_QUARTERS.findall(" ".join(names)), *_HALVES.findall(" ".join(names)), *_MONTHS.findall(" ".join(names))]
    return len(terms) == len(set(terms)) == len(names) and len({term[-1:] for term in terms}) == 1


def _is_region(rows: Sequence[Row], at: int) -> bool:
    """Tell whether the first or the last row of a table is of the whole region whose parts all others are (全区, 全市)."""
    return at in (0, len(rows) - 1) and bool(_REGION.fullmatch(rows[at].name)) and not any(row.is_total for row in rows)


def _account_totals(grid: Grid) -> Iterator[Relation]:
    """Yield whether what came in or went out in the year and what was carried over make up the total of an account (总计)."""
    rows = grid.rows
    for at, row in enumerate(rows):
        name = re.sub(r"[\s（(].*", "", row.name)
        if not re.fullmatch(r"本年(?:收入|支出)(?:合计|小计|总计)", name):
            continue
        last = next((other for other in range(at + 1, min(len(rows), at + _MOST_CARRIED)) if re.fullmatch(_GRAND, rows[other].name)), None)
        between = rows[at + 1 : last]
        if last is None or not any(re.search("结转|结余", other.name) for other in between):
            continue
        main = [other for other in between if re.search("结转|结余|基金", other.name) and not (other.is_detail or other.rank is not None)]
        for column in row.values.keys() & rows[last].values.keys():
            sums = [
                Sum(rows[last].values[column], tuple(part.values[column] for part in (row, *some) if column in part.values))
                for some in (main, between)
            ]
            holding = next((one for one in sums if one.holds()), None)
            if holding is not None:
                yield holding.relation(0.0)
            elif main and len(sums[0].parts) > 1:
                yield sums[0].relation(_FLAT)


def _ways(rows: Sequence[Row], at: int) -> Iterator[list[Row]]:
    """Yield the sets of rows that the total at ``at`` may be the sum of, the most natural first."""
    before = next((other for other in range(at - 1, -1, -1) if rows[other].is_total), None)
    since = list(rows[0 if before is None else before + 1 : at])
    below = _block(rows, at)
    for block in (since, below if not since or before is None else []):
        yield from _readings(block)
    if before is not None and sum(row.is_total for row in rows) <= _MOST_TOTALS:
        yield [rows[before], *since]
        totals = [row for row in rows[:at] if row.is_total]
        yield totals
        yield from _readings([row for row in rows[:at] if not row.is_total])
        yield [*totals, *(row for row in since if not row.is_detail)]


def _all_above(rows: Sequence[Row], at: int, columns: Sequence[int]) -> list[list[Row]]:
    """Return all rows above the one total of a table if they make it in a column, though the first may be the sum of the next two."""
    above = [row for row in rows[:at] if not row.is_detail]
    if any(row.is_total for row in above):
        return []
    sums = [Sum(rows[at].values[column], tuple(row.values[column] for row in above if column in row.values)) for column in columns]
    return [above] if any(one.holds() and one.counts() for one in sums) else []


def _headed(rows: Sequence[Row], at: int) -> list[list[Row]]:
    """Return the rows below a total in an account in which an earlier one, too, heads its parts, if they miss it by a slip at most."""
    before = [other for other in range(at) if rows[other].is_total]
    if not before or not any(_sums_up([rows[other], *_block(rows, other)]) for other in before if len(_block(rows, other)) > 1):
        return []
    below = [row for row in _block(rows, at) if not row.is_detail]
    told = [(total.value, [row.values[column].value for row in below if column in row.values]) for column, total in rows[at].values.items()]
    fit = len(below) > 1 and all(sum(parts) == total or misadded(total, parts) >= _LIKELY for total, parts in told)
    return [below, below] if fit else []


def _block(rows: Sequence[Row], at: int) -> list[Row]:
    """Return the rows below a total up to the next one, or to what is left in the end."""
    behind = next((other for other in range(at + 1, len(rows)) if rows[other].is_total or _LEFT.match(rows[other].name)), len(rows))
    return list(rows[at + 1 : behind])


def _readings(block: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows of a block that may be parts of one total: all, those not marked 其中, those of the top level, those of the lowest."""
    if not any(row.code or row.rank is not None for row in block):
        block = _tops(block)
    if len(block) < 2:
        return
    if len(flows := [row for row in block if not _OPENING.match(row.name)]) < len(block):
        yield flows  # 上年结余, above what came in
    yield [row for row in block if not row.is_detail]
    ranks = [row.rank for row in block if row.rank is not None]
    if ranks:
        yield [row for row in block if row.rank == min(ranks)]
    codes = sorted({len(row.code) for row in block if row.code})
    if len(codes) > 1:
        yield [row for row in block if len(row.code) == codes[0]]
        yield [row for row in block if len(row.code) == codes[-1]]
        yield [row for row in block if row.code and not any(is_below(other, row) for other in block)]
    yield list(block)


def _tops(block: Sequence[Row]) -> list[Row]:
    """Return the rows of a block without those that a row right above them sums up in every column."""
    tops: list[Row] = []
    at = 0
    while at < len(block):
        tops.append(block[at])
        at += 1 + next(
            (number for number in range(min(len(block) - at, _MOST_BELOW) - 1, 1, -1) if _sums_up(block[at : at + number + 1])), 0
        )
    return tops


def _sums_up(rows: Sequence[Row]) -> bool:
    """Tell whether the first of some rows is the sum of the others."""
    sums = [Sum(total, tuple(row.values[column] for row in rows[1:] if column in row.values)) for column, total in rows[0].values.items()]
    return all(one.holds() or not one.parts for one in sums) and any(one.counts() for one in sums)


def _judged(grid: Grid, total: Row, columns: Sequence[int], ways: Sequence[list[Row]]) -> Iterator[Relation]:
    """Yield whether a total holds in each column, by the way to read it that fits most columns."""
    sums = {
        column: [Sum(total.values[column], tuple(row.values[column] for row in way if column in row.values)) for way in ways]
        for column in columns
    }
    if not any(_may_sum(one) for some in sums.values() for one in some):
        return  # 全省 9.67 over 城镇 12.05 and 农村 5.98: rates
    fits = [sum(some[way].holds() and some[way].counts() for some in sums.values()) for way in range(len(ways))]
    for column, some in sums.items():
        holding = next((one for one in some if one.holds() and one.counts()), None)
        if holding is not None:
            yield holding.relation(0.0)
            continue
        if grid.is_share(column) and total.values[column].value != _HUNDRED:
            continue
        best = max(range(len(ways)), key=lambda way: (fits[way], -way), default=None)
        if best is None or not some[best].counts() or len(some[best].parts) < 2:
            continue
        is_flat = len(ways) > 1 and all(way == ways[0] for way in ways) and (len(ways) == _TWO or is_slip(total, column, ways[0]))
        if (fits[best] or is_flat) and not _misplaced(some[best], total, ways[best]):
            yield some[best].relation(_PROVEN if fits[best] else _FLAT)


def _may_sum(one: Sum) -> bool:
    """Tell whether a total is at least as much as the greatest of its parts."""
    return one.total.value >= max((part.value for part in one.parts), default=Decimal(0))


def _misplaced(one: Sum, total: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a misfit is just what figures amount to that stand in a wrong column because a row lost its empty cells."""
    short = [row for row in rows if len(row.values) < len(total.values)][:_MOST_SHORT]
    gap = abs(sum((part.value for part in one.parts), Decimal(0)) - one.total.value)
    values = [{figure.value for figure in row.values.values()} | {Decimal(0)} for row in short]
    sums = {Decimal(0)}
    for some in values:
        sums = {earlier + value for earlier in sums for value in some}
        if len(sums) > _MOST_SUMS:
            return False
    return gap in sums
