"""Whether the rows of an account balance in each column: 收入合计 86.40, 支出合计 79.15, 本年结余 7.25, 上年结余 12.30, 年末结余 19.55.

The rows are known by their names. A miss is reported if one slip of a digit explains it and no row tells of another use.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Row

_ASIDE: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,2}、|[（(]?\d{1,2}[）).、．]|[加减][：:])|[（(][^（）()]*[）)]|[\s：:]")
_YEAR: Final = r"(?:本年度?|本学年|当年|全年|本期|年度|20\d\d年度?)?"
_LEFT: Final = r"(?:结转(?:和|与|及)?结余|结余(?:和|与|及)?结转|结转|结余|结存|节余|余额|净资产)(?:资金|合计|总额)?"
_NAMES: Final = {
    "income": re.compile(rf"{_YEAR}(?:总收入|收入(?:合计|总计|总额|小计)|(?<=[年度期])收入)"),
    "spending": re.compile(rf"{_YEAR}(?:总支出|支出(?:合计|总计|总额|小计)|(?<=[年度期])支出|(?:费用|支出)合计)"),
    "surplus": re.compile(
        r"(?:本年度?|本学年|当年|全年|本期|年度|收支)(?:收支)?(?:净?结余|盈余|节余|差额|相抵|净资产变动额?)|收支(?:结余|差额)|净收入"
    ),
    "opening": re.compile(rf"(?:上年末?|年初|期初|上年度)(?:累计|滚存)?{_LEFT}"),
    "closing": re.compile(rf"(?:年末|年终|年底|期末|累计|滚存|年末累计|年末滚存){_LEFT}"),
}
_IDENTITIES: Final[tuple[tuple[str, tuple[tuple[int, str], ...]], ...]] = (
    ("surplus", ((1, "income"), (-1, "spending"))),
    ("closing", ((1, "opening"), (1, "surplus"))),
    ("closing", ((1, "opening"), (1, "income"), (-1, "spending"))),
)
_OTHER_USE: Final = re.compile(r"分配|提取|缴回|上缴|收回|调整|弥补|基金|税|转入|转出")
_TWO: Final = 2
_LIKELY: Final = 1.0
_SCORE: Final = 0.7


def check_account_rows(context: Context) -> Iterator[Relation]:
    """Yield whether what is left in the tables of accounts is what the rows above and beside it leave."""
    for _, sides in groupby(context.grids, key=lambda grid: grid.table.start):
        rows = [row for grid in sides for row in grid.rows]
        named = _named(rows)
        others = any(_OTHER_USE.search(row.name) for row in rows)
        for total, terms in _IDENTITIES:
            is_told = total in named and all(name in named for _, name in terms)
            if is_told and not (len(terms) > _TWO and "surplus" in named):
                yield from _balanced(named, total, terms, others)


def _named(rows: list[Row]) -> Mapping[str, list[Figure]]:
    """Return the figures of each row of an account, from the left, that a table tells once; without shares, which one side may lack."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        plain = _ASIDE.sub("", row.name)
        name = next((name for name, form in _NAMES.items() if form.fullmatch(plain)), None)
        if name is not None:
            found.setdefault(name, []).append(row)
    told = {name: [row.values[column] for column in sorted(row.values)] for name, (row, *more) in found.items() if not more}
    return {name: [figure for figure in figures if figure.kind != "percent"] for name, figures in told.items()}


def _balanced(named: Mapping[str, list[Figure]], total: str, terms: tuple[tuple[int, str], ...], is_open: bool) -> Iterator[Relation]:
    """Yield whether one row follows from others, column by column; ``is_open`` if a miss may be meant."""
    width = len(named[total])
    if any(len(named[name]) != width for _, name in terms):
        return
    for at, stated in enumerate(named[total]):
        figures = [(sign, named[name][at]) for sign, name in terms]
        if stated.kind == "percent" or stated.value == 0:
            continue
        parts = [sign * figure.value for sign, figure in figures]
        value = sum(parts, Decimal(0))
        bounds = Range.total(figure.range if sign > 0 else figure.range.negative() for sign, figure in figures)
        told = " ".join(f"{'+' if sign > 0 else '−'} {figure.text}" for sign, figure in figures).removeprefix("+ ")
        computed = Computed(value, bounds, f"{told} = {stated.written(value)}", tuple(figure for _, figure in figures))
        relation = compare("sum", stated, computed, (stated.start, stated.end), _SCORE)
        if relation.holds or (not is_open and misadded(stated.value, parts) >= _LIKELY):
            yield relation
