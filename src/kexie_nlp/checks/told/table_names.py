"""What the rows of a table tell under their names, as running text would tell it: 科普示范社区（个） 15 18."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.context import plain_unit
from kexie_nlp.checks.told.counted import name_of, parted
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid, Row

_UNIT: Final = re.compile(
    r"[（(](?:单位[:：])?(?P<scale>[万亿]?)(?!境|护|类|款|市|县|街道|含|本)"
    r"(?P<unit>[一-鿿]{1,3}|[一-鿿]{1,2}[（(][一-鿿][）)])(?:[，,、][一-鿿]{1,4})?[）)]"
)
_NUMBERING: Final = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]、|指标\d*[:：]|其中[:：]?)+")
_NAME: Final = re.compile(r"(?![≥≤<>不]).*[一-鿿]{2}")
_RESULT: Final = re.compile(r"实际|完成|实绩|执行|决算|支出数|达到|结果|全年|实有|数量|^金额|^数$|投入")
_BOUNDS: Final = ("≥", "≧", "≤", "≦", ">", "＞", "<", "＜")
_PLAN: Final = re.compile(r"(?:目标|指标|计划|预期)(?:指标)?[值数]?$|年度指标值|目标值|计划数")
_NO_RESULT: Final = re.compile(
    r"率|%|％|占|比|得分|分值|满分|目标|计划|预算|指标值|任务|预期|年初|应|原因|序号|编码|增|减|标准|上年|去年|权重"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_SCALES: Final = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(10**8)}
_MONEY: Final = "元"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a table under a name.

    Attributes:
        figure: as it stands in the cell.
        ranges: the values it may mean, in the base unit; two where no unit is told and it may be in 万.
        unit: 元, the measure word, or "" if none is told.
    """

    figure: Figure
    ranges: tuple[Range, ...]
    unit: str

    def is_of(self, figure: Figure) -> bool:
        """Tell whether a figure of running text counts in the same unit."""
        if figure.kind == "amount" or self.unit == _MONEY:
            return figure.kind == "amount" and self.unit == _MONEY
        if figure.kind == "percent" or self.unit == "%":
            return figure.kind == "percent" and self.unit == "%"
        return not self.unit or plain_unit(self.unit) == plain_unit(figure.unit)


@dataclass(frozen=True, slots=True)
class Named:
    """A row with its name, what that says was done with what, its one result, its one target, and all its figures."""

    full: str
    noun: str
    act: str
    result: Told | None
    plan: Told | None
    all: tuple[Told, ...]


def named_rows(grid: Grid, year: int | None) -> Iterator[Named]:
    """Yield what the rows of a table tell; ``year`` is the one reported on."""
    headings = {column: grid.column_heading(column) for column in grid.columns()}
    results = _results(headings, year)
    for row in grid.rows:
        is_of_three = row.is_total and "三公" in grid.table.caption
        if not row.name or (row.is_total and not is_of_three):
            continue
        told = {column: _told(grid, row.name, headings.get(column, ""), figure) for column, figure in row.values.items()}
        bounds = [one for one in told.values() if one.figure.text.startswith(_BOUNDS)]  # ≥90% is no result
        own = [told[column] for column in results if column in told and told[column] not in bounds]
        rest = {column: one for column, one in told.items() if one not in bounds and not _NO_RESULT.search(headings.get(column, ""))}
        own = own or ([] if results else list(rest.values()))
        full = name_of(_NUMBERING.sub("", _UNIT.sub("", "三公经费" if is_of_three else _own_name(grid, row))))
        act, noun = parted(full)
        plans = [one for column, one in told.items() if _PLAN.search(re.sub(r"[（(].*", "", headings.get(column, "")))]
        result, plan = (some[0] if len(some) == 1 else None for some in (own, plans or bounds))
        yield Named(full, noun, act, result, plan, tuple(told.values()))


def told_in(grid: Grid, row: Row, column: int) -> Told:
    """Return the figure of a row in a column with its unit."""
    return _told(grid, row.name, grid.column_heading(column), row.values[column])


def _own_name(grid: Grid, row: Row) -> str:
    """Return the name that stands nearest to the figures of a row, not those of the groups it belongs to."""
    for column in range(min(row.values) - 1, -1, -1):
        cell = grid.cells.get((row.number, column))
        written = "".join(cell.text.split()) if cell is not None else ""
        if _NAME.match(written):
            return written
    return row.name


def _results(headings: dict[int, str], year: int | None) -> list[int]:
    """Return the columns that hold results, by the year told if several do."""
    some = {column: re.sub(r"[（(][^）)]*[）)]", "", heading) for column, heading in headings.items()}
    found = [
        column for column, heading in some.items() if _RESULT.search(heading) and not _NO_RESULT.search(heading.replace("完成率", "率"))
    ]
    if not found:
        found = [column for column, heading in some.items() if _YEAR.search(heading) and not _NO_RESULT.search(heading)]
    if len(found) > 1:
        of_year = [column for column in found if str(year) in some[column]]
        money = [column for column in found if _money_only(headings[column])]
        found = of_year or [column for column in found if column not in money] or found
    return found


def _money_only(heading: str) -> bool:
    """Tell whether a column holds money by its heading."""
    return bool(re.search(r"资金|经费|金额|万元|投入", heading))


def _told(grid: Grid, name: str, heading: str, figure: Figure) -> Told:
    """Return a figure of a cell with the unit that cell, row, column or table give it."""
    if figure.unit or figure.kind != "quantity":
        unit = {"amount": _MONEY, "percent": "%", "points": "%"}.get(figure.kind, figure.unit)
        return Told(figure, (figure.range,), unit)
    if re.search(r"率|%|％|占比", heading):
        return Told(figure, (figure.range,), "%")
    match = next((match for text in (name, heading, _in_brackets(grid)) if (match := _UNIT.search(text))), None)
    if match is None:
        return Told(figure, (figure.range, figure.range.times(_SCALES["万"])) if figure.step else (figure.range,), "")
    return Told(figure, (figure.range.times(_SCALES[match["scale"]]),), match["unit"])


def _in_brackets(grid: Grid) -> str:
    """Return the unit told for a whole table."""
    return f"（{grid.table.unit}）" if grid.table.unit else grid.table.caption
