"""A table that can be asked for the headings and the unit of a cell."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Cell, Table
from kexie_nlp.frozen import quickly_made

NUMBER: Final = re.compile(r"\s*(?P<number>[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)\s*(?P<percent>[%％])?\s*$")
MEASURED: Final = re.compile(
    r"(?:(?:年度|全年|预期|实际|计划)?(?:完成|达到)?(?:指标)?值|实际完成(?:指标)?值?.*|(?:年度)?(?:实际)?完成(?:情况|值|目标)?|预期目标|年度目标|指标值|数量|数值|金额|说明|备注|内容|目标值)(?:[（(][^（()）]*[)）])?"
)
_SUM: Final = re.compile("合计|总计|小计")
_SIDE: Final = re.compile("收入|支出|来源|运用")
# what a row tells besides its name, and names nothing: where, by whom, from which purse
_BESIDES: Final = re.compile(
    "地点|地址|时间|日期|来源|(?:实施|承担|承办|牵头|责任|主管|负责|参与|完成|申报|填报|协办|配合)(?:单位|部门|处室|主体|人)|负责人|备注|去向|等次|级别"
)
_LONGEST_NAME: Final = 40
_NO_HEADING: Final = re.compile(r"[-—–/\\\s]*|无|/")
_UNIT: Final = re.compile(r"[（(]\s*(?:单位[:：])?\s*(?P<unit>[^（()）\d]{1,6}?)\s*[)）]")
_SHARE: Final = re.compile("率$|比例|占比|百分比|比重")
_COUNT: Final = re.compile("得分|分值|权重|人数|次数")
_MONEY: Final = re.compile("[收支]|预算|决算|金额|经费|资金|拨款|费")
_YUAN: Final = re.compile(r"\s*-?\d{1,3}(?:[,，]\d{3})+\.\d\d\s*")  # to the hundredth with thousands marked: money in yuan
_FIGURE: Final = re.compile(
    r"\s*(?:[≥≤><＞＜约]|不少于|不低于|人均|每[人年])+\s*\d|\s*(?!指标|第|\d{4}年)[^\d\s]{0,4}\d+(?:\.\d+)?[万余%％]?[^\d\s]{0,3}\s*$"
)
_LONGEST_HEADING: Final = 20
_DIGIT: Final = re.compile(r"\d")
_BLANKS: Final = re.compile(r"\s+")
_TRIM: Final = re.compile(
    r"^(?:其中[:：\-—]?|\s|[一二三四五六七八九十]+、|\d+[.、]|[（(]\d+[)）]|指标\d+[:：])+|[:：\s]+$|[（(](?:单位[:：]?)?[万亿千百]?(?:元|%|人次|人（次）|平方米|公里|工作日|[个人次场项件篇名枚家支期册份所户条块台套亩里站张])[)）]"
)


@quickly_made
@dataclass(frozen=True, slots=True)
class _Label:
    """A cell that holds words: its place, the words without numbering and unit, and the unit told in brackets, or ""."""

    row: int
    column: int
    name: str
    unit: str
    figure: bool


class Grid:
    """A table that can be asked for the headings of a cell; what is known of a row or column is found out once."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._cells = sorted((cell for cell in table.cells if cell.start < cell.end), key=lambda cell: cell.start)
        self._starts = [cell.start for cell in self._cells]
        self._rows: defaultdict[int, list[_Label]] = defaultdict(list)
        self._columns: defaultdict[int, list[_Label]] = defaultdict(list)
        self._sizes: Counter[int] = Counter()
        self._filled: dict[tuple[int, int], Cell] = {}
        self.width = 0
        self._in_yuan = False
        self._rows_of_figures: set[int] = set()
        for cell in self._cells:
            self._enter(cell)
        self._heads = {column: [label for label in labels if self._is_heading_row(label.row)] for column, labels in self._columns.items()}
        self._row_heads: dict[int, list[tuple[int, str]]] = {}
        self._headed: dict[tuple[int, re.Pattern[str]], int | None] = {}

    def _enter(self, cell: Cell) -> None:
        """Enter a cell into the rows and columns that it covers."""
        number, counts, name, unit, figure = _read(cell.text)
        rows, columns = range(cell.row, cell.row + cell.row_span), range(cell.column, cell.column + cell.column_span)
        for row in rows:
            self._sizes[row] += 1
            for column in columns:
                self._filled[row, column] = cell
        self.width = max(self.width, columns.stop)
        if counts:
            self._rows_of_figures.update(rows)
        if number:
            self._in_yuan = self._in_yuan or _YUAN.fullmatch(cell.text) is not None
            return
        label = _Label(cell.row, cell.column, name, unit, figure)
        for row in rows:
            self._rows[row].append(label)
        for column in columns:
            self._columns[column].append(label)

    def _is_heading_row(self, row: int) -> bool:
        """Tell whether a row is a heading row, or all its cells are short words without figures."""
        return row < self.table.header_rows or (self._sizes[row] >= 3 and row not in self._rows_of_figures)

    def first(self, start: int, end: int) -> Cell | None:
        """Return the cell that a span begins in, else the first that begins in the span."""
        index = max(0, bisect_right(self._starts, start) - 1)
        for cell in self._cells[index : index + 2]:
            if start < cell.end and cell.start < end:
                return cell
        return None

    def between(self, start: int, end: int) -> Iterator[Cell]:
        """Yield the cells with text that lie in a span, those of the heading rows left out."""
        for cell in self._cells[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if cell.end <= end and cell.row >= self.table.header_rows:
                yield cell

    def row_heading(self, cell: Cell) -> str:
        """Return the nearest words to the left in the row; a label told twice is joined with the one above it."""
        if cell.row not in self._row_heads:
            self._row_heads[cell.row] = list(self._row_headings(cell.row))
        for column, name in reversed(self._row_heads[cell.row]):
            if column < cell.column:
                return name
        return ""

    def _row_headings(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield the columns of a row in which its labels stand, and the labels."""
        labels = [label for label in self._rows[row] if len(label.name) <= _LONGEST_NAME] or self._rows[row]
        naming = [label for label in labels if not _BESIDES.search(self.heading(row, label.column))]
        if any(label.row == row and not label.figure for label in naming):
            labels = naming
        names = Counter(label.name for label in labels)
        for label in labels:
            if label.figure or self._is_measured(label.row, label.column):
                continue
            if _SUM.fullmatch(label.name) and names[label.name] > 1:
                yield label.column, self._side_of(label) + label.name
                continue
            above = [other.name for other in self._columns[label.column] if other.row < label.row] if names[label.name] > 1 else []
            yield label.column, label.name + (above[-1] if above else "")

    def _side_of(self, total: _Label) -> str:
        """Return which side of the accounts a sum told twice in its row adds up: as its column is headed, or as what it adds is named."""
        if kind := _SIDE.match(self.heading(total.row, total.column)):
            return kind[0]
        above = "".join(other.name for other in self._columns[total.column] if other.row < total.row)
        return next((side for side, other in (("收入", "支出"), ("支出", "收入")) if above.count(side) > above.count(other)), "")

    def _is_measured(self, row: int, column: int) -> bool:
        """Tell whether words stand under a heading of figures (预期指标值)."""
        return self.table.header_columns <= column and MEASURED.fullmatch(self.heading(row, column)) is not None

    def column_heading(self, cell: Cell) -> str:
        """Return the nearest heading above a cell: in the heading rows, or in a heading row further down."""
        return self.heading(cell.row, cell.column)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell with text that covers a place."""
        return self._filled.get((row, column))

    def above(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place, or, where that is empty, the next one above it that is not among the headings."""
        return next((cell for at in range(row, self.table.header_rows - 1, -1) if (cell := self._filled.get((at, column)))), None)

    def heading(self, row: int, column: int) -> str:
        """Return the nearest heading above a place."""
        for label in reversed(self._heads.get(column, ())):
            if label.row < row:
                return label.name
        return ""

    def headed(self, row: int, words: re.Pattern[str]) -> int | None:
        """Return the first column whose heading above ``row`` has such words; looked for once, for rows of a thousand cells."""
        if (row, words) not in self._headed:
            self._headed[row, words] = next((column for column in range(self.width) if words.search(self.heading(row, column))), None)
        return self._headed[row, words]

    def unit(self, cell: Cell) -> str:
        """Return the unit of a bare number: from its column, its row or the table."""
        for label in reversed(self._columns[cell.column]):
            if label.unit and label.row < cell.row:
                return label.unit
        for label in reversed(self._rows[cell.row]):
            if label.unit and label.column < cell.column:
                return label.unit
        if told := self._unit_of_block(cell):
            return told
        heading = self.column_heading(cell)
        if _SHARE.search(heading):
            return "%"
        if _COUNT.search(heading):
            return ""
        if told := self._unit_of_head(cell) or self.table.unit:
            return told
        return "元" if self._in_yuan and _MONEY.search(heading + self.row_heading(cell)) else ""

    def _unit_of_head(self, cell: Cell) -> str:
        """Return the unit that the first label of its heading row tells for all below it: 项目资金（万元） | 年初预算数."""
        head = next((label for label in reversed(self._heads.get(cell.column, ())) if label.row < cell.row), None)
        return self._rows[head.row][0].unit if head else ""

    def _unit_of_block(self, cell: Cell) -> str:
        """Return the unit that a label to the left tells for the rows below it, its column being empty there."""
        for column in range(cell.column - 1, -1, -1):
            if (cell.row, column) not in self._filled:
                label = next((label for label in reversed(self._columns[column]) if label.row < cell.row), None)
                if label and label.unit and all((row, column) not in self._filled for row in range(label.row + 1, cell.row)):
                    return label.unit
        return ""


@lru_cache(maxsize=1 << 12)
def _read(text: str) -> tuple[bool, bool, str, str, bool]:
    """Return whether a cell is a number, whether it holds figures, and of a label its name, its unit and whether it is a figure."""
    if is_number(text):
        return True, True, "", "", False
    unit = _UNIT.search(text)
    holds_figures = len(text) > _LONGEST_HEADING or _DIGIT.search(text) is not None
    return False, holds_figures, clean(text), unit["unit"] if unit else "", _FIGURE.match(text) is not None


def is_number(text: str) -> bool:
    """Tell whether a cell holds a bare number or a sign for none."""
    return NUMBER.match(text) is not None or _NO_HEADING.fullmatch(text) is not None


def clean(text: str) -> str:
    """Return a heading without numbering, unit and blanks."""
    return _TRIM.sub("", _BLANKS.sub("", text))
