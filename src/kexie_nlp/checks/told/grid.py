"""A table as numbers in rows and columns, each with the headings above it and beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from kexie_nlp.checks.told.aligned import EMPTY, NUMBER, TOTAL, aligned
from kexie_nlp.checks.told.figures import Figure, FigureKind, is_usual
from kexie_nlp.document import Cell, Table
from kexie_nlp.numerals import parse_number

_CODE: Final = re.compile(r"[23]\d{2}(?:\d\d){0,2}")
_STYLES: Final = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
_NO_SUM: Final = re.compile(
    r"率|均|单价|年份|年度$|序号|编号|编码|代码|标准|增幅|增减(?!额|量|数|[（(]万?元)|备注|时间|日期|电话|位次|名次|行次|年初结转"
)
_SHARE: Final = re.compile(r"占|比重|百分比|比例")
_PERCENT: Final = re.compile(r"[%％‰]")
_IN_WORDS: Final = re.compile(r"\s*(?P<number>[一二两三四五六七八九十百]{1,5})(?P<unit>人次|场次|[场个项人次名件家篇期处支所份册])\s*")
_UNIT: Final = re.compile(r"万元|亿元|元")
_TERM: Final = re.compile(  # a heading, though it holds a number: 2016计划
    r"\s*(?:(?:19|20)\d\d(?:年.*|(?:计划|完成|实际|目标|预算|决算|执行|任务)[数值]?)|\d{1,2}月份?\s*)"
)


@dataclass(frozen=True)
class Row:
    """A row of a table: its name, its numbers by column, and its rank.

    Attributes:
        number: index of the row.
        name: the text cells left of its first number, without blanks.
        values: figures by column.
        rank: 0 of the weightiest numbering of the table, more of lighter ones; None without numbering.
        code: budget code, or "".
    """

    number: int
    name: str
    values: dict[int, Figure]
    rank: int | None
    code: str

    @property
    def is_total(self) -> bool:
        """Tell whether the row says of itself that it is a sum."""
        return bool(TOTAL.search(self.name)) and not re.match(r"其中", self.name)

    @property
    def is_detail(self) -> bool:
        """Tell whether the row says of itself that it is a part of the one above it."""
        return self.name.startswith(("其中", "其他中", "#", "－", "—"))


class Grid:
    """A table, or one side of a table whose names and figures stand twice beside each other, with its figures."""

    def __init__(self, table: Table, first: int = 0, last: int | None = None) -> None:
        self.table = table
        self.first, self._last = first, last
        self.cells: dict[tuple[int, int], Cell] = {}
        for cell in aligned(table.cells):
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self.cells.setdefault((row, column), cell)
        self.width = max((column for _, column in self.cells), default=-1) + 1 if last is None else last
        self.height = max((row for row, _ in self.cells), default=-1) + 1

    def sides(self) -> "list[Grid]":
        """Return the table as one grid, or as several if names stand again right of figures (收入 beside 支出)."""
        cuts = [0]
        for column in range(1, self.width):
            texts = [cell.text for (_, at), cell in self.cells.items() if at == column and cell.column == column]
            names = [text for text in texts if text.strip() and not NUMBER.fullmatch(text)]
            has_total = any(TOTAL.search("".join(name.split())) for name in names[1:])
            beside = [row for row in self.rows if column - 1 in row.values and (row.number, column) in self.cells]
            if has_total and len(names) >= 3 and beside:
                cuts.append(column)
        if len(cuts) == 1:
            return [self]
        return [Grid(self.table, start, end) for start, end in zip(cuts, [*cuts[1:], self.width], strict=True)]

    @cached_property
    def _codes(self) -> frozenset[int]:
        """The columns that hold budget codes."""
        found = set()
        for column in range(min(self.width, self.first + 4)):
            texts = ["".join(cell.text.split()) for (row, at), cell in self.cells.items() if at == column and cell.row == row]
            numbers = [text for text in texts if text[:1].isdigit()]
            codes = [text for text in numbers if _CODE.fullmatch(text)]
            are_all = len(codes) == len(numbers) > 1 or (len(codes) >= 4 and 4 * len(codes) >= 3 * len(numbers))  # lost cells beside them
            if are_all and any(len(text) > 3 for text in codes):
                found.add(column)
        return frozenset(found)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows that hold figures."""
        steps = self._steps()
        return [row for number in range(self.height) if (row := self._row(number, steps)).values]

    def _row(self, number: int, steps: dict[int, Decimal]) -> Row:
        """Return a row with its figures."""
        values: dict[int, Figure] = {}
        names: dict[int, str] = {}
        code = ""
        for column in range(self.first, self.width):
            cell = self.cells.get((number, column))
            if cell is None or cell.column != column:
                continue
            written = "".join(cell.text.split())
            if column in self._codes and _CODE.fullmatch(written):
                code = written
            elif cell.row == number and (figure := self._figure(cell, steps.get(column))):
                values[column] = figure
            elif written and not EMPTY.fullmatch(written):
                names[column] = written
        first = min(values, default=self.width)
        texts = [names[column] for column in sorted(names) if column < first]
        name = "".join(dict.fromkeys(texts))
        return Row(number, name, values, _rank(name), code)

    def _steps(self) -> dict[int, Decimal]:
        """Return, by column, the finest last digit told: 0.01 of a column with 12.50 and 3."""
        steps: dict[int, Decimal] = {}
        for cell in self.table.cells:
            if match := NUMBER.fullmatch(cell.text):
                step = Decimal(1).scaleb(-len(match["decimals"] or ""))
                steps[cell.column] = min(step, steps.get(cell.column, step))
        return steps

    def _figure(self, cell: Cell, step: Decimal | None) -> Figure | None:
        """Return the number that a cell holds and nothing else."""
        match = NUMBER.fullmatch(cell.text)
        if match is None and step is not None and (words := _IN_WORDS.fullmatch(cell.text)):
            match = NUMBER.fullmatch(f"{parse_number(words['number'].replace('两', '二'))}{words['unit']}")  # 九场 among 12场 and 34场
        if match is None or step is None or _TERM.fullmatch(cell.text):
            return None
        if match["unit"] and not re.fullmatch(r"%|个百分点|元|(?!年|月份?$)[一-鿿]{1,3}|[（(][一-鿿]{1,2}[）)]", match["unit"]):
            return None
        scale = {"万": Decimal(10_000), "亿": Decimal(10**8)}.get(match["scale"], Decimal(1))
        digits = match["whole"].replace(",", "").replace("，", "") + (f".{match['decimals']}" if match["decimals"] else "")
        value = Decimal(digits) * scale * (-1 if match["sign"] else 1)
        if not is_usual(value):
            return None
        kind: FigureKind = "percent" if match["unit"] == "%" else "amount" if match["unit"] == "元" else "quantity"
        own = Decimal(1).scaleb(-len(match["decimals"] or "")) * scale
        whole_money = step == 1 and bool(_UNIT.search(self.table.unit + self.heading(cell.row, cell.column)))
        width = own if kind != "quantity" or match["scale"] else (own if whole_money else min(step, own) if step < 1 else Decimal(0))
        lead = len(cell.text) - len(cell.text.lstrip())
        start = cell.start + lead
        return Figure(
            start,
            start + len(cell.text.strip()),
            cell.text.strip(),
            kind,
            match["unit"] if kind == "quantity" else "",
            value,
            width,
            scale,
            "exact",
        )

    def heading(self, row: int, column: int) -> str:
        """Return the headings above a cell: the nearest texts over it, the outer ones first, without blanks."""
        return self._heading(row, column, only_headings=True) or self._heading(row, column, only_headings=False)

    def _heading(self, row: int, column: int, *, only_headings: bool) -> str:
        """Return the same; ``only_headings`` if words beside numbers (合理, 较合理 among the values of a column) are none."""
        found: list[str] = []
        texts = self._texts.get(column, [])
        nearest = bisect_left(texts, row)
        for above in range(texts[nearest - 1], -1, -1) if nearest else ():
            cell = self.cells.get((above, column))
            if cell is None or not cell.text.strip() or (cell.row, cell.column) == (row, column):
                continue
            if NUMBER.fullmatch(cell.text) and not _TERM.fullmatch(cell.text):
                if found:
                    break
                continue
            written = "".join(cell.text.split())
            if written in found or EMPTY.fullmatch(written):
                continue
            if not self._is_heading_row(above):
                if found:
                    break
                if only_headings:
                    continue
            found.append(written)
        return "/".join(reversed(found[:3]))

    @cached_property
    def _texts(self) -> dict[int, list[int]]:
        """The rows of each column whose cells hold words, which may be headings, from the top."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            text = self.cells[row, column].text
            if text.strip() and (NUMBER.fullmatch(text) is None or _TERM.fullmatch(text)):
                found.setdefault(column, []).append(row)
        return found

    def _is_heading_row(self, row: int) -> bool:
        """Tell whether a row holds no numbers but those of years."""
        texts = [self.cells[row, column].text for column in range(self.width) if (row, column) in self.cells]
        return not any(NUMBER.fullmatch(text) and not _TERM.fullmatch(text) for text in texts)

    def columns(self, least: int = 2) -> Iterator[int]:
        """Yield the columns that hold figures in at least so many rows."""
        for column in range(self.first, self.width):
            if sum(column in row.values for row in self.rows) >= least:
                yield column

    def adds_up(self, column: int) -> bool:
        """Tell whether the figures of a column may be added: no rates, years or codes."""
        heading = self.column_heading(column)
        return not _NO_SUM.search(heading) and not (_SHARE.search(heading) is None and self.is_percent(column))

    def is_share(self, column: int) -> bool:
        """Tell whether a column holds shares of a whole."""
        return bool(_SHARE.search(self.column_heading(column)))

    def is_percent(self, column: int) -> bool:
        """Tell whether the figures of a column are percentages, or told as such by its heading (完成预算%)."""
        return bool(_PERCENT.search(self.column_heading(column))) or any(
            row.values[column].kind == "percent" for row in self.rows if column in row.values
        )

    def column_heading(self, column: int) -> str:
        """Return the headings above the first figure of a column."""
        row = next((row.number for row in self.rows if column in row.values), 0)
        return self.heading(row, column)


def _rank(name: str) -> int | None:
    """Return how weighty the numbering of a row is, 0 for 一、; None without numbering."""
    return next((rank for rank, style in enumerate(_STYLES) if style.match(name)), None)
