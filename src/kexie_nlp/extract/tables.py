"""Numbers in table cells, with what row and column headings say they measure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.document import Cell, Entity, Table
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.figures import make_metric
from kexie_nlp.extract.indicators import Memory, indicator
from kexie_nlp.labels import VALUE_TYPES
from kexie_nlp.records import Evidence, Metric, MetricKind

_NUMBER: Final = re.compile(r"\s*(?P<number>[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)\s*(?P<percent>[%％])?\s*$")
_NO_HEADING: Final = re.compile(r"[-—–/\\\s]*|无|/")
_CODE: Final = re.compile(r"序号|编码|代码|科目|行次|编号|文号|电话|年度$|年份|日期|时间|栏次|邮编|排名|名次|届次|立项")
_UNIT: Final = re.compile(r"[（(]\s*(?:单位[:：])?\s*(?P<unit>[^（()）\d]{1,6}?)\s*[)）]")
_MONEY: Final = re.compile(r"元$")
_SCALES: Final = {"元": 1, "千元": 1000, "百元": 100, "万元": 10**4, "亿元": 10**8}
_FIGURE: Final = re.compile(
    r"\s*(?:[≥≤><＞＜约]|不少于|不低于|人均|每[人年])+\s*\d|\s*(?!指标|第|\d{4}年)[^\d\s]{0,4}\d+(?:\.\d+)?[万余%％]?[^\d\s]{0,3}\s*$"
)
_SELF_TOLD: Final = re.compile(r"[一-鿿]{3,}")
_LONGEST_HEADING: Final = 20
_DIGIT: Final = re.compile(r"\d")
_SHORT: Final = 6
_EDGES: Final = re.compile(r"^[\s，、；其中≥≤><＞＜不少低于共约为：:]+|[\s≥≤><＞＜不少低于共约为：:]+$")
_BOUNDS: Final = re.compile("不少于|不低于|累计")
_TRIM: Final = re.compile(
    r"^(?:其中[:：\-—]?|\s|[一二三四五六七八九十]+、|\d+[.、]|[（(]\d+[)）]|指标\d+[:：])+|[:：\s]+$|[（(](?:单位[:：]?)?(?:万元|元|亿元|千元|%|个|人|次|场|人次)[)）]"
)
_MEASURED: Final = re.compile(
    r"(?:年度|全年|预期|实际|计划)?(?:完成|达到)?(?:指标)?值|实际完成(?:指标)?值?.*|(?:年度)?(?:实际)?完成(?:情况|值|目标)?|预期目标|年度目标|指标值|数量|数值|金额|说明|备注|内容|目标值"
)
_ORDINARY: Final = re.compile(r"[一二三四]级指标|绩效指标|项目名称|指标内容|项目|类别|名称|单位|内容")


class TableReader:
    """Reads the number cells of a reading's tables."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grids = [_Grid(table) for table in context.reading.tables]

    def row(self, passage: Passage, year: int | None) -> Iterator[Metric]:
        """Yield the metrics of the short cells in a passage."""
        index = passage.sentence.table
        if index is None:
            return
        grid = self._grids[index]
        for cell in grid.table.cells:
            if passage.start <= cell.start and cell.end <= passage.end and cell.start < cell.end and not grid.is_heading(cell):
                yield from self._cell(grid, cell, passage, year)

    def _cell(self, grid: "_Grid", cell: Cell, passage: Passage, year: int | None) -> Iterator[Metric]:
        """Yield the metrics of one cell: of its bare number, or of the values marked in it."""
        row, column = grid.row_heading(cell), grid.column_heading(cell)
        period = str(year) if year else None
        values = [entity for entity in self._context.between(cell.start, cell.end) if entity.type in VALUE_TYPES]
        if values:
            yield from self._marked(cell, values, _join(row, column), passage, period)
        elif not _CODE.search(column) and not _CODE.search(row):
            yield from _bare_number(cell, grid.unit(cell), _join(row, column), passage, period)

    def _marked(self, cell: Cell, values: list[Entity], name: str, passage: Passage, period: str | None) -> Iterator[Metric]:
        """Yield the metrics of the values marked in a cell, named by the headings unless the cell says more."""
        memory = Memory(level=name, whole=name)
        for number, entity in enumerate(values):
            lead = self._context.text[(values[number - 1].end if number else cell.start) : entity.start]
            own = _EDGES.sub("", lead)
            if _SELF_TOLD.search(_BOUNDS.sub("", own)) or (number and own):
                yield from self._told_in_cell(cell, passage, entity, memory, period)
            elif metric := make_metric(self._context, passage, entity, own + name if number else _join(name, own), "of", period):
                yield metric

    def _told_in_cell(self, cell: Cell, passage: Passage, entity: Entity, memory: Memory, period: str | None) -> Iterator[Metric]:
        """Yield the metric of a value that the words of its own cell explain."""
        inner = replace(passage, sentence=replace(passage.sentence, start=cell.start, end=cell.end), paragraph=cell.start)
        row = memory.level
        name, change = indicator(self._context, inner, entity, memory)
        if len(name) <= _SHORT and row not in name and "由" not in name:
            name = row + name
        if metric := make_metric(self._context, inner, entity, name, change, period):
            yield metric


class _Grid:
    """A table that can be asked for the headings of a cell."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._by_row: dict[int, list[Cell]] = {}
        self._by_column: dict[int, list[Cell]] = {}
        self._headings: dict[tuple[int, int], str] = {}
        self._heading_rows: dict[int, bool] = {}
        for cell in table.cells:
            if cell.start == cell.end:
                continue
            for row in range(cell.row, cell.row + cell.row_span):
                self._by_row.setdefault(row, []).append(cell)
            for column in range(cell.column, cell.column + cell.column_span):
                self._by_column.setdefault(column, []).append(cell)

    def is_heading(self, cell: Cell) -> bool:
        """Tell whether a cell stands in the heading rows."""
        return cell.row < self.table.header_rows

    def row_heading(self, cell: Cell) -> str:
        """Return the nearest words to the left in the row; a label told twice is joined with the one above it."""
        left = [other for other in self._by_row.get(cell.row, ()) if other.column < cell.column and not _is_number(other)]
        left = [other for other in left if not _FIGURE.match(other.text) and not self._is_value_cell(other)]
        if not left:
            return ""
        label = left[-1]
        name = _clean(label.text)
        twins = [other for other in self._by_row[cell.row] if other is not label and _clean(other.text) == name]
        if twins:
            above = [other for other in self._by_column.get(label.column, ()) if other.row < label.row and not _is_number(other)]
            if above:
                name += _clean(above[-1].text)
        return name

    def _is_value_cell(self, cell: Cell) -> bool:
        """Tell whether a cell with words stands under a heading of figures (预期指标值)."""
        heading = self.column_heading(cell)
        return bool(heading) and _MEASURED.fullmatch(heading) is not None and self.table.header_columns <= cell.column

    def column_heading(self, cell: Cell) -> str:
        """Return the nearest heading above a cell: in the heading rows, or in a heading row further down."""
        place = (cell.row, cell.column)
        if place not in self._headings:
            above = (other for other in reversed(self._by_column.get(cell.column, [])) if other.row < cell.row)
            nearest = (other for other in above if not _is_number(other) and self._is_heading_row(other.row))
            self._headings[place] = _clean(found.text) if (found := next(nearest, None)) else ""
        return self._headings[place]

    def _is_heading_row(self, row: int) -> bool:
        """Tell whether a row is a heading row, or all its cells are short words without figures."""
        if row not in self._heading_rows:
            cells = self._by_row.get(row, [])
            self._heading_rows[row] = row < self.table.header_rows or (
                len(cells) >= 3
                and not any(_is_number(cell) or len(cell.text) > _LONGEST_HEADING or _DIGIT.search(cell.text) for cell in cells)
            )
        return self._heading_rows[row]

    def unit(self, cell: Cell) -> str:
        """Return the unit of a bare number: from its column, its row or the table."""
        for other in [*reversed(self._by_column.get(cell.column, [])), *reversed(self._by_row.get(cell.row, []))]:
            if (other.row < cell.row or other.column < cell.column) and (match := _UNIT.search(other.text)):
                return match["unit"]
        heading = self.column_heading(cell)
        if re.search("率$|比例|占比", heading):
            return "%"
        return "" if re.search("得分|分值|权重|人数|次数", heading) else self.table.unit


def _is_number(cell: Cell) -> bool:
    """Tell whether a cell holds a bare number or a sign for none."""
    return _NUMBER.match(cell.text) is not None or _NO_HEADING.fullmatch(cell.text) is not None


def _clean(text: str) -> str:
    """Return a heading without numbering, unit and blanks."""
    return _TRIM.sub("", re.sub(r"\s+", "", text))


def _join(row: str, column: str) -> str:
    """Return row and column heading as one phrase, without a column heading that only says that figures follow."""
    if not column or _MEASURED.fullmatch(column) or column in row or _ORDINARY.fullmatch(column):
        return row
    return row + column if not _ORDINARY.fullmatch(row) else column


def _bare_number(cell: Cell, unit: str, name: str, passage: Passage, period: str | None) -> Iterator[Metric]:
    """Yield the metric of a cell that holds nothing but a number."""
    match = _NUMBER.match(cell.text)
    if match is None or not name:
        return
    unit = "%" if match["percent"] else unit
    value = Decimal(match["number"].replace(",", "").replace("，", "").replace("−", "-"))
    kind: MetricKind = "percent" if unit == "%" else "amount" if _MONEY.search(unit) else "quantity"
    start, end = cell.start + match.start("number"), cell.start + match.end("percent" if match["percent"] else "number")
    yield Metric(
        start,
        end,
        cell.text.strip(),
        name,
        value * _SCALES.get(unit, 1),
        "元" if unit in _SCALES else unit,
        kind,
        "exact",
        period,
        "of",
        passage.heading,
        Evidence(passage.start, passage.end, (("value", start, end),)),
    )
