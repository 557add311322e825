"""Whether the text tells of a budget line what the tables tell of it."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from kexie_nlp.checks.relations import LAST_DIGIT, Relation
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid

_ITEM: Final = re.compile(r"(?P<name>[一-鿿、“”]{3,30}?)（项）")
_SPENT: Final = re.compile(r"支出|决算|执行")
_NOT_SPENT: Final = re.compile(r"预算数?$|年初|调整|计划|上年|收入|占|率|基本支出|项目支出|说明")
_WAN: Final = Decimal(10_000)
_LEAST: Final = 2
_CLOSE: Final = Decimal("0.05")
_SCORE: Final = 0.6
_NAMES: Final = (
    "本年收入合计|本年支出合计|收入总计|支出总计|基本支出|项目支出|人员经费|日常公用经费|公用经费|财政拨款收入|一般公共预算财政拨款收入|其他收入"
    "|公务接待费|公务用车运行维护费|公务用车购置费|年末结转和结余|年初结转和结余"
)
_TOLD: Final = re.compile(rf"(?:^|[^一-鿿]|年度?|其中|实际|安排|另有)(?P<name>{_NAMES})(?:支出)?(?:决算)?(?:数|额)?(?:为|是|共计?|:|：)*$")
_VALUES: Final = re.compile(r"决算|执行|支出数|实际|^金额|^$")


def check_text_against_tables(context: Context) -> Iterator[Relation]:
    """Yield whether totals and budget lines (…（项）：支出决算为…) stand with the same value in a table of this report."""
    yield from _totals(context)
    rows = _spent(context.grids)
    for passage in context.passages:
        match = _ITEM.search(passage.text)
        place = next((place for place in passage.places if place.role == "level" and place.figure.kind == "amount"), None)
        if match is None or place is None or place.start - passage.start < match.end():
            continue
        found = rows.get(_name(match["name"]), [])
        relations = [_compared(passage, place, figure, unit) for figure, unit in found]
        yield from relations[:1] if len({figure.value for figure, _ in found}) == 1 else [one for one in relations if one.holds][:1]


def _totals(context: Context) -> Iterator[Relation]:
    """Yield whether the totals that the text tells with one value are those of a table that has another one of them just so."""
    told: dict[str, list[tuple[Passage, Place]]] = {}
    for passage in context.passages:
        for place in passage.places:
            is_opening = place.role == "former" and "年初" in place.lead
            if (place.role == "level" or is_opening) and place.figure.kind == "amount" and (match := _TOLD.search(place.lead)):
                told.setdefault(match["name"], []).append((passage, place))
    single = {name: some[0] for name, some in told.items() if len({place.figure.value for _, place in some}) == 1}
    if len(single) < _LEAST:
        return
    found: dict[str, list[Relation]] = {}
    for sides in _by_table(context.grids):
        values = {name: value for grid in sides for name, value in _table_totals(grid, single).items()}
        relations = {name: _compared(*single[name], figure, unit) for name, (figure, unit) in values.items()}
        proven = any(relation.holds and single[name][1].figure.value for name, relation in relations.items())
        for name, relation in relations.items():
            if proven:
                found.setdefault(name, []).append(relation)
    for relations_of_name in found.values():
        yield next((one for one in relations_of_name if one.holds), relations_of_name[0])


def _by_table(grids: list[Grid]) -> Iterator[list[Grid]]:
    """Yield the sides of each table."""
    for _, sides in groupby(grids, key=lambda grid: grid.table.start):
        yield list(sides)


def _table_totals(grid: Grid, wanted: Collection[str]) -> dict[str, tuple[Figure, str]]:
    """Return, by name, the totals in the column of results of a table, if it has one such column, with the unit if that is told."""
    columns = list(grid.columns())
    results = [
        column for column in columns if _VALUES.search(grid.column_heading(column)) and not _NOT_SPENT.search(grid.column_heading(column))
    ]
    if len(results) != 1:
        return {}
    column = results[0]
    unit = re.search(r"万元|元", grid.column_heading(column)) or re.search(r"万元|元", grid.table.unit + grid.table.caption)
    found: dict[str, tuple[Figure, str]] = {}
    for row in grid.rows:
        name = re.sub(r"^[一二三四五六七八九十]{1,2}、|（[^）]*）", "", row.name)
        if name in wanted and column in row.values:
            found[name] = (row.values[column], unit[0] if unit else "")
    return found


def _name(text: str) -> str:
    """Return the name of a budget line as text and tables share it."""
    return re.sub(r"[\s“”]|（[^）]*）", "", text).removesuffix("支出")


def _spent(grids: list[Grid]) -> dict[str, list[tuple[Figure, str]]]:
    """Return, by name of the budget line, what was spent on it according to the tables, with the unit if that is told."""
    found: dict[str, list[tuple[Figure, str]]] = {}
    for grid in grids:
        headings = {column: grid.column_heading(column) for column in grid.columns()}
        spent = [
            column for column, heading in headings.items() if _SPENT.search(heading) and not _NOT_SPENT.search(heading.rsplit("/", 1)[-1])
        ]
        for row in grid.rows:
            for column in spent[:1]:
                if column in row.values and not row.is_total and row.name:
                    unit = re.search(r"万元|元", headings[column]) or re.search(r"万元|元", grid.table.unit)
                    found.setdefault(_name(row.name), []).append((row.values[column], unit[0] if unit else ""))
    return found


def _compared(passage: Passage, place: Place, told: Figure, unit: str) -> Relation:
    """Return whether an amount of the text is that of a table, whose unit may not be told."""
    stated = place.figure
    factors = {"万元": [_WAN], "元": [Decimal(1)]}.get(unit, [Decimal(1), _WAN])
    in_yuan = min((told.range.times(factor) for factor in factors), key=lambda bounds: abs(bounds.low - stated.value))
    value = (in_yuan.low + in_yuan.high) / 2
    holds = stated.range.meets(in_yuan)
    difference = stated.value - value
    is_last = stated.step and abs(difference) <= stated.step
    is_close = abs(difference) <= _CLOSE * stated.value
    score = 1.0 if holds else LAST_DIGIT if is_last else _SCORE if is_close else 0.5
    why = f"正文{stated.text}，表中{told.text}" + (f"（{unit}）" if unit else "")
    why += "" if holds else "，只差末位，可能是截尾或凑整" if is_last else f"，相差{stated.written(abs(difference))}"
    spans = ((place.start, place.end), (told.start, told.end))
    return Relation("repeat", holds, stated.text, stated.written(value), spans, (passage.start, passage.end), why, difference, score)
