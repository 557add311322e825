"""Goals and results in the tables of a performance report."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.archive.rows import ReportRow
from kexie_nlp.document import Cell, Table
from kexie_nlp.records import Analysis, Metric
from kexie_nlp.statistics.sources import Source

_TARGET_HEAD: Final = re.compile(
    r"(?:预期|年度|全年|年初|绩效|计划|目标)*(?:指标值|目标值|目标|预期值|计划数|计划值|预算数|预算金额|预算安排数?|计划完成值)"
)
_RESULT_HEAD: Final = re.compile(
    r"(?:全年|年度|实际|本年|目标|指标|预算)*(?:完成值|完成指标值|完成情况|完成数|完成目标|完成|实际值|执行数|执行金额|支出数|决算数|实际支出|支出金额)"
)
_RATE_HEAD: Final = re.compile(r"(?:预算)?(?:执行率|完成率|完成比例|完成程度|完成百分比|达成率)")
_NOT_NAMES: Final = re.compile(r"(?:分值|权重|得分|满分|[\d.]+分?|[—\-－/]|)")
_NOTE: Final = re.compile(r"[（(][^（()）]*[)）]")
_UNIT_NOTE: Final = re.compile(r"[（(](?:单位[:：])?((?:万|亿)?(?:元|人次|人|次|个|场|家|项|篇|册|亩|%))[)）]")
_NUMBER: Final = re.compile(r"(?:[≥≤＞＜><=＝≧≦±]|大于|小于|不[少低]于|不超过|达到?)?\s*(\d[\d,，]*(?:\.\d+)?)\s*([%％]?)[^\d]{0,4}")
_UPPER: Final = re.compile(r"^\s*(?:[≤＜<≦]|不超过|不高于|不大于|控制在|小于|低于)|以内$")
_COST: Final = re.compile(r"成本|三公|费用控制|控制率")
_SCALES: Final = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Told:
    """A cell with a goal or a result; ``value`` and ``unit`` are None and "" if it is no single number."""

    text: str
    value: Decimal | None
    unit: str
    source: Source


@dataclass(frozen=True, slots=True)
class Goal:
    """A row with goal and result.

    Attributes:
        stated: the rate of completion in the row, if there is one.
        at_most: whether the goal is an upper bound. is_budget: whether it is a budget and no goal.
    """

    indicator: str
    target: Told
    result: Told
    stated: Told | None
    at_most: bool
    is_budget: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    """In which columns goal, result, rate and name stand, and the unit that the headings give."""

    target: int
    result: int
    rate: int | None
    unit: str
    is_budget: bool


def table_goals(analysis: Analysis, report: ReportRow) -> Iterator[Goal]:
    """Yield the goals and results of a report's tables, in reading order."""
    reader = _Cells(analysis, report)
    for table in analysis.report.tables:
        columns: _Columns | None = None
        for row in _rows(table):
            heads = _headed(row, table)
            if heads is not None:
                columns = heads
            else:
                goal = reader.goal(row, columns) if columns is not None else reader.labelled(row, table.unit)
                if goal is not None:
                    yield goal


def _rows(table: Table) -> list[list[Cell]]:
    """Return the cells of each row, those that reach down into it included."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def _headed(row: list[Cell], table: Table) -> _Columns | None:
    """Return the columns that a row of headings names, or None if it is no such row."""
    heads = {cell.column: _NOTE.sub("", "".join(cell.text.split())).rstrip(":：") for cell in row}
    targets = [column for column, head in heads.items() if _TARGET_HEAD.fullmatch(head)]
    results = [column for column, head in heads.items() if _RESULT_HEAD.fullmatch(head)]
    if not targets or not results or any(_NUMBER.fullmatch(head) for head in heads.values()):
        return None
    result = next((column for column in results if column > targets[0]), None)
    if result is None:
        return None
    target = max(column for column in targets if column < result)
    rate = next((column for column, head in heads.items() if column > result and _RATE_HEAD.fullmatch(head)), None)
    notes = _UNIT_NOTE.search("".join(cell.text for cell in row))
    return _Columns(target, result, rate, notes[1] if notes else table.unit, "预算" in heads[target])


class _Cells:
    """Reads the cells of one report's tables."""

    def __init__(self, analysis: Analysis, report: ReportRow) -> None:
        self._report = report
        self._text = analysis.report.text
        self._sentences = {(s.table, s.row): (s.start, s.end) for s in analysis.report.sentences if s.table is not None}
        self._metrics: dict[int, list[Metric]] = defaultdict(list)
        for metric in analysis.metrics:
            self._metrics[metric.start].append(metric)

    def goal(self, row: list[Cell], columns: _Columns) -> Goal | None:
        """Return goal and result of a row under headings."""
        target, result = _at(row, columns.target), _at(row, columns.result)
        if (
            target is None
            or result is None
            or not target.text.strip()
            or not result.text.strip()
            or target.row != result.row
            or target is result
        ):
            return None
        names = [cell for cell in row if cell.column < columns.target and not _NOT_NAMES.fullmatch(cell.text.strip())]
        if not names:
            return None
        rate = _at(row, columns.rate) if columns.rate is not None else None
        return self._goal(names, target, result, rate, columns.unit, columns.is_budget)

    def labelled(self, row: list[Cell], unit: str) -> Goal | None:
        """Return goal and result of a row that names each before its number, as in 预算数: 128 执行数: 127."""
        found: dict[str, tuple[Cell, Cell]] = {}
        for label, number in pairwise(row):
            head = _NOTE.sub("", label.text).strip().rstrip(":：")
            for kind, pattern in (("target", _TARGET_HEAD), ("result", _RESULT_HEAD)):
                if pattern.fullmatch(head) and _NUMBER.fullmatch(number.text.strip()):
                    found.setdefault(kind, (label, number))
        if len(found) < 2:
            return None
        notes = _UNIT_NOTE.search("".join(cell.text for cell in row))
        names = [cell for cell in row if cell.column < found["target"][0].column and cell.text.strip()] or [found["target"][0]]
        is_budget = "预算" in found["target"][0].text
        return self._goal(names, found["target"][1], found["result"][1], None, notes[1] if notes else unit, is_budget)

    def _goal(self, names: list[Cell], target: Cell, result: Cell, rate: Cell | None, unit: str, is_budget: bool) -> Goal:
        """Return a goal made of cells."""
        own = _UNIT_NOTE.search(names[-1].text)
        unit = own[1] if own else unit
        path = "".join(cell.text for cell in names)
        name = " ".join(_UNIT_NOTE.sub("", names[-1].text).split())
        stated = self._told(rate, "%") if rate is not None and rate.text.strip() else None
        told = self._told(target, unit)
        at_most = _UPPER.search(target.text) is not None or (_COST.search(path) is not None and "≥" not in target.text)
        return Goal(name, told, self._told(result, unit), stated, at_most, is_budget)

    def _told(self, cell: Cell, unit: str) -> Told:
        """Return a cell with its value: that of the one number in it."""
        text = " ".join(cell.text.split())
        value, own_unit = _number(text, unit)
        metrics = [metric for start in range(cell.start, cell.end) for metric in self._metrics.get(start, ())]
        if (
            value is not None
            and len(metrics) == 1
            and metrics[0].unit
            and (own_unit == "" or metrics[0].kind == "amount" or own_unit[0] in "万亿")
        ):
            value, own_unit = metrics[0].value, metrics[0].unit
        start, end = self._row_of(cell)
        report = self._report
        source = Source(
            report.id, report.path, report.association, report.year, cell.start, cell.end, cell.text, self._text[start:end], start
        )
        return Told(text, value, own_unit if value is not None else "", source)

    def _row_of(self, cell: Cell) -> tuple[int, int]:
        """Return the span of the line in which a cell stands."""
        start = self._text.rfind("\n", 0, cell.start) + 1
        end = self._text.find("\n", cell.end)
        return start, end if end >= 0 else len(self._text)


def _at(row: list[Cell], column: int) -> Cell | None:
    """Return the cell that covers a column."""
    return next((cell for cell in row if cell.column <= column < cell.column + cell.column_span), None)


def _number(text: str, unit: str) -> tuple[Decimal | None, str]:
    """Return value and unit of a cell that holds one number and little else, in the base unit."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None, ""
    value = Decimal(match[1].replace(",", "").replace("，", ""))
    told = "%" if match[2] else text[match.end(2) :].strip().removesuffix("以上").removesuffix("以内") or unit
    while told[:1] in _SCALES and told:
        value *= _SCALES[told[0]]
        told = told[1:]
    return value, told
