"""Whether a rate of completion in the text follows from the row of a table with the same result (支出38.16万元，完成年初预算的93%).

The row is that of the name told, that of the total, or that of a shorter name (讲堂场次完成率115.0% beside 举办科普讲堂（场） 80 92).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid

_PLAN: Final = re.compile(r"预算|计划|目标|任务|指标值|安排|下达|到位")
_RESULT: Final = re.compile(r"决算|执行数?|支出数?|完成|实际|实绩|实施")
_NO_VALUE: Final = re.compile(r"率|比|差|占|增减|得分|分值|权重|备注|偏离|说明")
_NAME_NOISE: Final = re.compile(r"[（(][^（）()]*[）)]|[\s“”\d.、．]|^[一二三四五六七八九十]、")
_RATE: Final = re.compile(
    r"的?(?:年初|全年|年度|调整)*(?:预算|资金|经费|支出|目标|任务|计划)*(?:执行率|完成率?|支出率|使用率|执行进度|支出进度)(?:约|为|是|达到?|[:：])*$"
)
_TOTAL_RATE: Final = re.compile(
    r"(?!.*(?:目标|上年|去年|力争|明年))[^，。；\d]{0,6}总(?:体|的)?(?:预算|资金|任务|目标)?(?:执行率|完成率)(?:为|达到?|是|[:：])*"
)
_SAYS: Final = re.compile(r"(?:约|为|是|达到?|[:：])+$")
_OTHER_TIME: Final = re.compile(r"(?<!1)\d月|1[01]月|半年|季度|上年|去年")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=\s?年)")
_NEXT: Final = re.compile(r"明年|下年|来年|下一年|次年")
_VERB: Final = re.compile(
    r"^(?:新|共|累计)?(?:建[成立设]?|举办|开展|组织|培[训育]|增|创建|发[放展]|接待|编印|认定|命名|资助|推荐|培养|实施)了?(?=[^率]{3})"
)
_COUNT: Final = re.compile(r"(?:(?:的?总?(?:[场人期次件个项家站]次?|参加人)数?量?|数量?)|这?一[项块])+$")
# 执行率最高的是讲堂项目，达到98.2%; 画廊项目次之，为95.0%
_RANKED: Final = re.compile(
    r"(?:^|[，,、；;：:。])"
    r"(?:[一-鿿]{0,10}?[最次较][高低好差快慢](?:的?一?[项块笔类]?的?)?[，,]?(?:则|仍|还|也|就|当|要)?[是数为属]|其中|而)?"
    r"(?P<name>[^，,、；;：:。\d]{3,20}?)"
    r"(?:这?一?[项块类])?(?:最|次|稍|略|也|较|为|居|中|之|高|低|好|差|快|慢)*[，,](?:只|仅|才|也|就|为|是|有|达|到|高)+$"
)
_DONE: Final = re.compile(r"执行|完成|进度")
_ANY_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TAIL: Final = re.compile(r"(?:项目|经费|资金|支出|工作|专项)+$")
_WAN: Final = Decimal(10_000)
_NEAR: Final = 3  # figures before a rate
_SHORTEST: Final = 3
_LIKE_IT: Final = 1.5
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
    totals = [row for grid in context.grids for row in _rows(grid, totals=True)]
    if not rows:
        return
    yield from _of_totals(context)
    for line in context.paragraphs():
        for passage in line:
            yield from _named(passage, rows, context.year)
            yield from _ranked(passage, rows)
            for at, rate in enumerate(passage.places):
                if rate.role == "completion" and at and not any(place.role == "budget" for place in passage.places[:at]):
                    yield from _checked(context, line, passage, at, rows, totals)


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
    if len(results) == 1 and len(plans) > 1:  # 2021计划, 2021完成, 2022计划
        year = _ANY_YEAR.findall(headings[results[0]])
        years = {column: _ANY_YEAR.findall(headings[column]) for column in plans}
        later = [column for column in plans if _NEXT.search(headings[column]) or (year and years[column] and years[column] > year)]
        plans = [column for column in plans if column not in later]
    if len(plans) != 1 or len(results) != 1:
        return
    unit = re.search(r"万元|元", headings[results[0]] + grid.table.unit + grid.table.caption)
    factors = (_WAN,) if unit and unit[0] == "万元" else (Decimal(1),) if unit else (Decimal(1), _WAN)
    for row in grid.rows:
        if plans[0] in row.values and results[0] in row.values and row.is_total == totals:
            yield _Told(_NAME_NOISE.sub("", row.name), row.values[plans[0]], row.values[results[0]], headings[plans[0]], factors)


def _checked(
    context: Context, line: Sequence[Passage], passage: Passage, at: int, rows: Sequence[_Told], totals: Sequence[_Told]
) -> Iterator[Relation]:
    """Yield whether a rate is that of the one row, or the one total, that fits the result before it."""
    rate = passage.places[at]
    for actual in reversed(passage.places[max(0, at - _NEAR) : at]):
        if actual.role not in ("level", "to") or actual.figure.kind not in ("amount", "quantity"):
            continue
        told = _NAME_NOISE.sub("", context.text[line[0].start : actual.start])
        found = [row for row in rows if len(row.name) >= _SHORTEST and _VERB.sub("", row.name) in told and _is_result(actual, row)]
        if not found and actual.figure.digits >= _SHORTEST and not any(_is_result(actual, row) for row in rows):
            found = [row for row in totals if _is_result(actual, row)]
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
        if not found:
            yield from _nearly(passage, rate, rows, name)
        if len({(row.plan.value, row.result.value) for row in found}) == 1 and _is_of(rate, found[0]):
            step = min(found[0].plan.step, found[0].result.step)
            computed = completion_of(found[0].result, replace(found[0].plan, step=step))
            if computed is not None:
                yield compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)


def _ranked(passage: Passage, rows: Sequence[_Told]) -> Iterator[Relation]:
    """Yield whether rates told of rows by how they rank follow (执行率最低的是科普画廊，只有91.0%; 学会资助次之，为93.0%)."""
    for at, rate in enumerate(passage.places):
        lead = passage.text[passage.places[at - 1].end - passage.start if at else 0 : rate.start - passage.start]
        match = _RANKED.search(lead) if rate.figure.kind == "percent" and not rate.depth else None
        if match is not None and _DONE.search(passage.text[: rate.start - passage.start]) and not _OTHER_TIME.search(passage.text):
            yield from _nearly(passage, rate, rows, _NAME_NOISE.sub("", match["name"]))


def _nearly(passage: Passage, rate: Place, rows: Sequence[_Told], name: str) -> Iterator[Relation]:
    """Yield whether a rate is that of the one row whose name holds the one told; if not, only where a digit explains it."""
    short = _TAIL.sub("", _COUNT.sub("", _VERB.sub("", name)))
    found = [row for row in rows if len(short) > 1 and short in row.name and row.plan.value]
    if len({(row.plan.value, row.result.value) for row in found}) != 1 or not _is_of(rate, found[0]):
        return
    computed = completion_of(found[0].result, replace(found[0].plan, step=min(found[0].plan.step, found[0].result.step)))
    if computed is None:
        return
    relation = compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)
    decimals = len(rate.figure.text.partition(".")[2].rstrip("%％"))
    if relation.holds or slip(rate.figure.value, round(computed.value, decimals)) >= _LIKE_IT:
        yield relation


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
