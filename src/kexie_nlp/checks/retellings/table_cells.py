"""Whether sentences that tell a row of a table column by column tell what stands in it: 科技活动周举办活动28场次，受益5400人次.

The row is the one that the sentence names before the figure, or the row of totals if it names none; the column is the one whose heading
stands before the figure or is its unit. A difference counts where another figure of the sentence is just that of the table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, plain_unit
from kexie_nlp.checks.told.grid import Grid, Row
from kexie_nlp.checks.told.scopes import GRANTED
from kexie_nlp.checks.told.table_names import Told, told_in

_HEADING: Final = re.compile(r"[（(][^）)]*[）)]|\s")
_COUNTS: Final = {
    "场次": "场",
    "期数": "期",
    "人次": "人次",
    "人数": "人",
    "场数": "场",
    "件数": "件",
    "册数": "册",
    "站数": "站",
    "受益人次": "人次",
    "受益人数": "人次",
}
_ALL: Final = re.compile(r"(?:合|总|小)计|总数")
_OF_ALL: Final = re.compile(r"全[省市县区州旗年]|上述|以上|(?<!公)共|合计|总|[三四五六七八九]项|各")
_NO_RESULT: Final = re.compile(r"率|占|比[例重]|预算|计划|目标|上年|去年|序号")
_PLANNED: Final = re.compile(r"(?:计划|目标|任务|预算|指标)[数值]?[（(][^（）()]*$")  # 完成年初计划（700期、38000人次）的103.1%
_OTHER: Final = re.compile(r"其中|上年|去年|同期|计划|目标|力争|预算")
_MEAN: Final = re.compile(r"平均|每|[场人户日月期站馆校村县]均")
_NARROWER: Final = re.compile(r"级|示范|重点|新|优秀|国家|其中")
_LEAST: Final = 2
_CLEAR: Final = 2.0
_SPECIFIC: Final = 10
_SCORE: Final = 0.6
_MAYBE: Final = 0.55


@dataclass(frozen=True, slots=True)
class _Pair:
    """A figure of a sentence and the cell that should hold it."""

    passage: Passage
    place: Place
    told: Told
    is_named: bool

    def holds(self) -> bool:
        """Tell whether they are one."""
        return any(self.place.figure.range.meets(bounds) for bounds in self.told.ranges)


def check_cells(context: Context) -> Iterator[Relation]:
    """Yield whether the figures of sentences are those of the cells they tell."""
    for grid in context.grids:
        columns = {name: column for column in grid.columns() if (name := _HEADING.sub("", grid.column_heading(column).rsplit("/", 1)[-1]))}
        columns = {name: column for name, column in columns.items() if not _NO_RESULT.search(name)}
        if len(columns) < _LEAST:
            continue
        rows = {_HEADING.sub("", row.name): row for row in grid.rows if len(row.name) >= _LEAST and not row.is_total}
        totals = [row for row in grid.rows if row.is_total]
        for passage in (passage for passage in context.passages if passage.places):
            yield from _of_sentence(list(_pairs(passage, grid, columns, rows, totals)))


def _of_sentence(pairs: Sequence[_Pair]) -> Iterator[Relation]:
    """Yield the relations between a sentence and a table."""
    holding = [pair for pair in pairs if pair.holds()]
    yield from (_relation(pair, 1.0) for pair in holding)
    known = any(pair.place.figure.value >= _SPECIFIC or pair.place.figure.step for pair in holding)
    for pair in pairs:
        if pair in holding:
            continue
        bounds = pair.told.ranges[0]
        alike = slip(pair.place.figure.value, (bounds.low + bounds.high) / 2)
        if known and (alike >= 1 or len(holding) >= _LEAST):
            yield _relation(pair, _SCORE)
        elif pair.is_named and alike >= _CLEAR:
            yield _relation(pair, _MAYBE)


def _pairs(passage: Passage, grid: Grid, columns: dict[str, int], rows: dict[str, Row], totals: Sequence[Row]) -> Iterator[_Pair]:
    """Yield the figures of a sentence with the cells that should hold them."""
    is_other = bool(GRANTED.search(passage.text)) != bool(GRANTED.search(grid.table.caption))
    rows = {name: row for name, row in rows.items() if name in passage.text}
    if not rows and not _OF_ALL.search(passage.text):
        return
    for place in passage.places:
        if (
            place.role not in ("level", "to")
            or place.figure.kind not in ("amount", "quantity")
            or _MEAN.search(place.lead)
            or (is_other and place.figure.kind == "amount")
        ):
            continue
        before = passage.text[: place.start - passage.start]
        if _PLANNED.search(before):
            continue
        last = re.split(r"[。；;]", before)[-1]
        named = max((name for name in rows if name in last), key=lambda name: (last.rfind(name), len(name)), default=None)
        row = rows[named] if named is not None else totals[-1] if len(totals) == 1 and _OF_ALL.search(last) else None
        if row is None or (_OTHER.search(place.lead) and named is None and "奖" not in place.lead):
            continue
        name = _column_of(place, columns, grid, named or "")
        if name is None or columns[name] not in row.values:
            continue
        told = told_in(grid, row, columns[name])
        if told.is_of(place.figure):
            yield _Pair(passage, place, told, named is not None)


def _column_of(place: Place, columns: dict[str, int], grid: Grid, row: str) -> str | None:
    """Return the heading of the column that a figure tells: the one its label ends in, its unit, or 合计."""
    label = key_of(place.label)
    named = [name for name in columns if len(name) >= _LEAST and label.endswith(name) and not _NARROWER.search(label.removesuffix(name))]
    if named:
        return max(named, key=len)
    unit = plain_unit(place.figure.unit)
    counted = [name for name in columns if plain_unit(_COUNTS.get(name, "")) == unit]
    if len(counted) == 1 and place.figure.kind == "quantity":
        return counted[0]
    money = [name for name in columns if re.search(r"经费|金额|资金", name)]
    if place.figure.kind == "amount" and len(money) == 1 and re.search(r"经费|资金|投入", label):
        return money[0]
    all_of = [name for name in columns if _ALL.fullmatch(name)]
    return all_of[0] if all_of and grid.table.unit == place.figure.unit and re.search(r"获奖|共|总", label + place.lead) else None


def _relation(pair: _Pair, score: float) -> Relation:
    """Return whether a figure is that of a cell."""
    figure, told = pair.place.figure, pair.told
    value = (told.ranges[0].low + told.ranges[0].high) / 2
    holds = pair.holds()
    why = f"正文{figure.text}，表中{told.figure.text}" + ("" if holds else f"，相差{figure.written(abs(figure.value - value))}")
    spans = ((figure.start, figure.end), (told.figure.start, told.figure.end))
    quote = (pair.passage.start, pair.passage.end)
    return Relation("repeat", holds, figure.text, figure.written(value), spans, quote, why, figure.value - value, 1.0 if holds else score)
