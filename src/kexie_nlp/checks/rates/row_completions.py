"""Whether a rate of completion in the text follows from the row of a table with the same result (支出38.16万元，完成年初预算的93%)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid

_PLAN: Final = re.compile(r"预算|计划|目标|任务|指标值|安排|下达|到位")
_RESULT: Final = re.compile(r"决算|执行数?|支出数?|完成|实际|实绩|实施")
_NO_VALUE: Final = re.compile(r"率|比|差|占|增减|得分|分值|权重|备注|偏离|说明")
_NAME_NOISE: Final = re.compile(r"[（(][^（）()]*[）)]|[\s“”\d.、．]|^[一二三四五六七八九十]、")
_RATE: Final = re.compile(
    r"的?(?:年初|全年|年度|调整)*(?:预算|资金|经费|支出|目标|任务|计划)*(?:执行率|完成率|支出率|使用率|执行进度|支出进度)(?:约|为|是|达到?|[:：])*$"
)
_TOTAL_RATE: Final = re.compile(
    r"(?!.*(?:目标|上年|去年|力争|明年))[^，。；\d]{0,6}总(?:体|的)?(?:预算|资金|任务|目标)?(?:执行率|完成率)(?:为|达到?|是|[:：])*"
)
_SAYS: Final = re.compile(r"(?:约|为|是|达到?|[:：])+$")
_OTHER_TIME: Final = re.compile(r"(?<!1)\d月|1[01]月|半年|季度|上年|去年")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=\s?年)")
_TAIL: Final = re.compile(r"(?:项目|经费|资金|支出|工作|专项)+$")
_WAN: Final = Decimal(10_000)
_NEAR: Final = 3  # figures before a rate
_SHORTEST: Final = 3
_SCORE: Final = 0.75


@dataclass(frozen=True, slots=True)
class _Told:
    """A row of a table that tells a plan and a result, the heading of the plan, and what a written 1 is worth."""

    name: str
    plan: Figure
    result: Figure
    heading: str
    factors: tuple[Decimal, ...]


def check_row_completions(context: Context) -> Iterator[Relation]:
    """Yield whether rates told without their plan are those of the row with the name and the result told before them."""
    rows = [row for grid in context.grids for row in _rows(grid)]
    if not rows:
        return
    yield from _of_totals(context)
    for line in context.paragraphs():
        for passage in line:
            yield from _named(passage, rows, context.year)
            for at, rate in enumerate(passage.places):
                if rate.role == "completion" and at and not any(place.role == "budget" for place in passage.places[:at]):
                    yield from _checked(context, line, passage, at, rows)


def _of_totals(context: Context) -> Iterator[Relation]:
    """Yield whether a rate told of all is that of the one row of totals (总执行率95.2%)."""
    totals = [row for grid in context.grids for row in _rows(grid, totals=True)]
    if len({(row.plan.value, row.result.value) for row in totals}) != 1:
        return
    plan, result = totals[0].plan, totals[0].result
    computed = completion_of(result, replace(plan, step=min(plan.step, result.step)))
    for passage in context.passages if computed is not None else ():
        for at, rate in enumerate(passage.places):
            is_first = not any(place.figure.kind != "percent" for place in passage.places[:at])
            is_own = is_first and not re.match("以[上下内]", passage.text[rate.end - passage.start :])
            if rate.figure.kind == "percent" and is_own and _TOTAL_RATE.fullmatch(rate.lead) and computed is not None:
                yield compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)


def _rows(grid: Grid, *, totals: bool = False) -> Iterator[_Told]:
    """Yield the rows of a table with one column of plans and one of results, or those of totals."""
    headings = {column: grid.column_heading(column) for column in grid.columns()}
    values = {column: heading for column, heading in headings.items() if not _NO_VALUE.search(heading.rsplit("/", 1)[-1])}
    plans = [column for column, heading in values.items() if _PLAN.search(heading) and not _RESULT.search(heading)]
    results = [column for column, heading in values.items() if _RESULT.search(heading) and column not in plans]
    if len(plans) != 1 or len(results) != 1:
        return
    unit = re.search(r"万元|元", headings[results[0]] + grid.table.unit + grid.table.caption)
    factors = (_WAN,) if unit and unit[0] == "万元" else (Decimal(1),) if unit else (Decimal(1), _WAN)
    for row in grid.rows:
        if plans[0] in row.values and results[0] in row.values and row.is_total == totals:
            yield _Told(_NAME_NOISE.sub("", row.name), row.values[plans[0]], row.values[results[0]], headings[plans[0]], factors)


def _checked(context: Context, line: Sequence[Passage], passage: Passage, at: int, rows: Sequence[_Told]) -> Iterator[Relation]:
    """Yield whether a rate is that of the one row that fits the result before it."""
    rate = passage.places[at]
    for actual in reversed(passage.places[max(0, at - _NEAR) : at]):
        if actual.role not in ("level", "to") or actual.figure.kind not in ("amount", "quantity"):
            continue
        told = _NAME_NOISE.sub("", context.text[line[0].start : actual.start])
        found = [row for row in rows if len(row.name) >= _SHORTEST and row.name in told and _is_result(actual, row)]
        if len({(row.plan.value, row.result.value) for row in found}) != 1 or not _is_of(rate, found[0]):
            return
        plan, result = found[0].plan, found[0].result
        step = min(plan.step, result.step)
        computed = completion_of(replace(result, step=result.step), replace(plan, step=step))
        if computed is not None:
            relation = compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)
            if relation.holds or not _budgets(rate.lead + rate.note) or _budgets(found[0].heading):
                yield relation  # 完成年初预算 beside a column 预算数, which may be that of the whole year
        return


def _named(passage: Passage, rows: Sequence[_Told], year: int | None) -> Iterator[Relation]:
    """Yield whether rates told of rows by nothing but their names follow (科技馆补助执行率96.40%，科普专项98.92%)."""
    is_rate = False
    if _OTHER_TIME.search(passage.text) or set(_YEAR.findall(passage.text)) - {str(year)}:
        return
    for at, rate in enumerate(passage.places):
        told = _RATE.search(rate.lead)
        is_rate = bool(told) or (is_rate and rate.figure.kind == "percent" and rate.lead[:1] in "，,、；;")
        before = passage.places[at - 1] if at else None
        if not is_rate or rate.figure.kind != "percent" or rate.depth or (before is not None and before.figure.kind != "percent"):
            is_rate = is_rate and rate.figure.kind == "percent"
            continue
        name = _NAME_NOISE.sub("", re.split("[，,、；;：:]", rate.lead[: told.start()] if told else _SAYS.sub("", rate.lead))[-1])
        found = [row for row in rows if len(name) >= _SHORTEST and _TAIL.sub("", name) == _TAIL.sub("", row.name)]
        if len({(row.plan.value, row.result.value) for row in found}) == 1 and _is_of(rate, found[0]):
            step = min(found[0].plan.step, found[0].result.step)
            computed = completion_of(found[0].result, replace(found[0].plan, step=step))
            if computed is not None:
                yield compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)


def _is_result(actual: Place, row: _Told) -> bool:
    """Tell whether a figure of the text is the result that a row tells."""
    factors = row.factors if actual.figure.kind == "amount" else (Decimal(1), _WAN)
    return any(row.result.value * factor == actual.figure.value for factor in factors)


def _is_of(rate: Place, row: _Told) -> bool:
    """Tell whether a rate is of the plan of a row: 年初 and 调整 are two budgets."""
    told, own = _budgets(rate.lead + rate.note), _budgets(row.heading)
    return not told or not own or bool(told & own)


def _budgets(text: str) -> set[str]:
    """Return which of several budgets a text names."""
    return {word for word in ("年初", "调整", "全年") if word in text}
