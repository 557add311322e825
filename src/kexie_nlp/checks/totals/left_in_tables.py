"""Whether a table's value at the end is that at the beginning and what came and went: 上年结余 31.4、本年结余 3.5、年末结余 34.9.

They stand in rows of an account or in columns (年初 500、新增 48、退出 13、年末 535). A misfit counts where one digit mistyped explains it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid

_WHAT: Final = r"(?:累计|滚存|结转|结余|结存|余额|库存|存量|会员|人员|人数|总数|个?数|在册|和|及|与)*"
_NAMES: Final = {
    "opening": re.compile(rf"(?:加[:：])?(?:上年末?|去年末|年初|期初|上期末?|月初|上月末?){_WHAT}"),
    "closing": re.compile(rf"(?:本年末|本期末|本月末|年末|年终|年底|期末|月末){_WHAT}"),
    "net": re.compile(r"(?:(?:本年度?|当年|本期|本月)(?:收支)?(?:结余|盈余|差额|净增加?额?)|收支(?:结余|差额)|净增[减长加]*)[额数]?"),
    "in": re.compile(r"(?:本年度?|当年|全年|本期|本月)?(?:收入|增加|新增|发展|新发展|入会|新入会|购入|入库)[额数]?(?:合计|总计|总额)?"),
    "out": re.compile(r"(?:减[:：])?(?:本年度?|当年|全年|本期|本月)?(?:支出|减少|退会|退出|注销|发放|出库|报废)[额数]?(?:合计|总计|总额)?"),
}
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]|^[一二三四五六七八九十]{1,2}、|^\d{1,2}[、.．]")
_FORMS: Final = (("closing", ("opening", "net")), ("closing", ("opening", "in", "-out")), ("net", ("in", "-out")))
_LIKELY: Final = 1.5
_SCORE: Final = 0.7


def check_left_in_tables(context: Context) -> Iterator[Relation]:
    """Yield whether the value at the end of each account in a table follows from the others."""
    for grid in context.grids:
        for told in _accounts(grid):
            for name, terms in _FORMS:
                if name in told and all(term.lstrip("-") in told for term in terms):
                    relation = _relation(told[name], [(told[term.lstrip("-")], term[0] == "-") for term in terms])
                    if relation is not None:
                        yield relation


def _accounts(grid: Grid) -> Iterator[Mapping[str, Figure]]:
    """Yield the values by what they are of each column whose rows, and of each row whose columns, are those of an account."""
    rows, columns = grid.rows, [column for column in grid.columns() if grid.adds_up(column) or "初" in grid.column_heading(column)]
    for column in columns:
        yield _named([(row.name, row.values[column]) for row in rows if column in row.values])
    for row in rows:
        yield _named([(grid.column_heading(column).rsplit("/", 1)[-1], row.values[column]) for column in columns if column in row.values])


def _named(told: Sequence[tuple[str, Figure]]) -> Mapping[str, Figure]:
    """Return figures by what they are, if there are a beginning and an end and no kind is told twice; else nothing."""
    found: dict[str, Figure] = {}
    for name, figure in told:
        kind = next((kind for kind, form in _NAMES.items() if form.fullmatch(_ASIDE.sub("", name))), None)
        if kind in found:
            return {}
        if kind is not None:
            found[kind] = figure
    return found if {"opening", "closing"} <= found.keys() else {}


def _relation(stated: Figure, terms: Sequence[tuple[Figure, bool]]) -> Relation | None:
    """Return whether a value is the sum of its terms, those taken off with a minus; None if it misses it by more than a slip."""
    values = [-figure.value if is_off else figure.value for figure, is_off in terms]
    bounds, formula = terms[0][0].range, terms[0][0].text
    for figure, is_off in terms[1:]:
        bounds = bounds - figure.range if is_off else bounds + figure.range
        formula += f" {'−' if is_off else '+'} {figure.text}"
    value = sum(values, Decimal(0))
    computed = Computed(value, bounds, f"{formula} = {stated.written(value)}", tuple(figure for figure, _ in terms))
    relation = compare("sum", stated, computed, (stated.start, stated.end), _SCORE)
    return relation if relation.holds or (stated.value not in values and misadded(stated.value, values) >= _LIKELY) else None
