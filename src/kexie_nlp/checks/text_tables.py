"""Whether the text tells of a budget line what the tables tell of it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.context import Context, Passage, Place
from kexie_nlp.checks.figures import Figure
from kexie_nlp.checks.grid import Grid
from kexie_nlp.checks.relations import LAST_DIGIT, Relation

_ITEM: Final = re.compile(r"(?P<name>[一-鿿、“”]{3,30}?)（项）")
_SPENT: Final = re.compile(r"支出|决算|执行")
_NOT_SPENT: Final = re.compile(r"预算数?$|年初|调整|计划|上年|收入|占|率|基本支出|项目支出|说明")
_WAN: Final = Decimal(10_000)
_CLOSE: Final = Decimal("0.05")
_SCORE: Final = 0.6


def check_text_against_tables(context: Context, grids: list[Grid]) -> Iterator[Relation]:
    """Yield whether budget lines (…（项）：支出决算为…) stand with the same value in a table of this report."""
    rows = _spent(grids)
    for passage in context.passages:
        match = _ITEM.search(passage.text)
        place = next((place for place in passage.places if place.role == "level" and place.figure.kind == "amount"), None)
        if match is None or place is None or place.start - passage.start < match.end():
            continue
        found = rows.get(_name(match["name"]), [])
        relations = [_compared(passage, place, figure, unit) for figure, unit in found]
        yield from relations[:1] if len({figure.value for figure, _ in found}) == 1 else [one for one in relations if one.holds][:1]


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
