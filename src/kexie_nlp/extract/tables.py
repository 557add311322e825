"""Numbers in table cells, with what row and column headings say they measure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.document import Cell, Entity
from kexie_nlp.extract.context import VALUES, Context, Passage
from kexie_nlp.extract.figures import make_metric
from kexie_nlp.extract.grid import MEASURED, NUMBER, Grid
from kexie_nlp.extract.indicators import indicator
from kexie_nlp.extract.memory import Memory
from kexie_nlp.labels import VALUE_TYPES
from kexie_nlp.records import Change, Evidence, Metric, MetricKind

_CODE: Final = re.compile(r"序号|编码|代码|科目|行次|编号|文号|电话|年度$|年份|日期|时间|栏次|邮编|排名|名次|届次|立项")
_CONTENTS: Final = re.compile(r"第[一二三四五六七八九十]+(?:部分|章|篇)")
_MONEY: Final = re.compile(r"元$")
_SCALES: Final = {"元": 1, "千元": 1000, "百元": 100, "万元": 10**4, "亿元": 10**8}
_SELF_TOLD: Final = re.compile(r"[一-鿿]{3,}")
_SHORT: Final = 6
_LEAD: Final = re.compile(
    r"[\s≥≤><＞＜]*(?:约|近|超|已|全年|年内|实际|累计|共计?|达到?|为|完成|建成|建立|新建|实施|培养|举办|组织|开展|支持|培训|发放|对接|承办)*了?"
)
_STOP: Final = re.compile(r"\s*(?:[，。；：、（(]|$|\n)")
_LONGEST_TOLD: Final = 30
_ALONE: Final = re.compile(r"[ \t\u3000]*(?:\n|$)")
_LABEL_ABOVE: Final = re.compile(
    r"(?:^|\n)[ \t\u3000]*(?P<label>(?=[^\n]*[一-鿿])[^\s。；，：！？]{2,24})[：:]?[ \t\u3000]*\n[ \t\u3000]*[≥≤><＞＜]?\s*$"
)
# what was aimed at is told apart from what was done
_AIM: Final = re.compile(r"(?:年度|全年|预期|年初|计划)*(?:指标值|目标值|目标|预期值)(?=$|[（(])")
_EDGES: Final = re.compile(r"^[\s，、；其中≥≤><＞＜不少低于共约为：:]+|[\s≥≤><＞＜不少低于共约为：:]+$")
_BOUNDS: Final = re.compile("不少于|不低于|累计")
_SUM: Final = re.compile("本年(?:收入|支出)?合计|合计")  # what a row is in all needs no other name
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s?年|度|$|[（(])")
_ONLY_YEAR: Final = re.compile(r"((?:19|20)\d\d)\s?年?度?")
_FORMER: Final = re.compile("(?:上一?年|去年)(?!结[转余])(?<![比较与同占]上年)(?<![比较与同占]去年)(?<![比较与同占]上一年)")
_AGAINST: Final = re.compile("[比较]")
_DIFFERENCE: Final = re.compile(  # a column of differences and growth: 比上年增减, 同比增长（%）, 增减额
    r"(?:(?:19|20)\d\d年)?(?:(?:[比较][^/]{2,8}|同比)(?:增减|增长|增加|减少|变动|变化|提高|上升|下降|增幅)|增减)(?:变动|变化)?(?:额|数|量|率|幅度?|情况)?(?:[（(][^（()）]*[)）])?"
)
_ORDINARY: Final = re.compile(r"[一二三四]级指标|绩效指标|项目名称|指标内容|项目|类别|名称|单位|内容")


def row_metrics(context: Context, passage: Passage, year: int | None) -> Iterator[Metric]:
    """Yield the metrics of the short cells in a passage."""
    if passage.table is not None:
        grid, period = context.grids[passage.table], str(year) if year else None
        for cell in grid.between(passage.start, passage.end):
            yield from _cell(context, grid, cell, passage, period)


def _cell(context: Context, grid: Grid, cell: Cell, passage: Passage, period: str | None) -> Iterator[Metric]:
    """Yield the metrics of one cell: of its bare number, or of the values marked in it."""
    values = context.between(cell.start, cell.end, *VALUE_TYPES) if passage.kinds & VALUES else []
    number = None if values else NUMBER.match(cell.text)
    if not values and number is None:
        return
    row, column = grid.row_heading(cell), grid.column_heading(cell)
    period = _year_told(row, column, period)
    change: Change = "by" if _DIFFERENCE.fullmatch(column) else "of"
    if values:
        yield from _marked(context, cell, values, (_join(row, column), _aim(row, column)), passage, period, change)
    elif number and not _CODE.search(column) and not _CODE.search(row) and not (_CONTENTS.match(row) and not column):
        yield from _bare_number(cell, number, grid.unit(cell), _join(row, column) + _aim(row, column), passage, period, change)


def _year_told(row: str, column: str, period: str | None) -> str | None:
    """Return the year that the headings of a figure tell (2020年决算数, 上年数), else that of the report."""
    years = _YEAR.findall(column)
    if only := _ONLY_YEAR.fullmatch(row):
        period = only[1]
    if years and (len({*years}) == 1 or _AGAINST.search(column)):  # 2023年比2020年提高 is of 2023
        return str(years[0])
    if period and _FORMER.search(column):
        return str(int(period) - 1)
    return period


def _marked(
    context: Context, cell: Cell, values: list[Entity], headings: tuple[str, str], passage: Passage, period: str | None, change: Change
) -> Iterator[Metric]:
    """Yield the metrics of the values marked in a cell: named by ``headings``, of rows and of aims, unless the cell says more."""
    name, aim = headings
    memory = Memory(level=name, whole=name)
    for number, entity in enumerate(values):
        lead = context.text[(values[number - 1].end if number else cell.start) : entity.start]
        own = _EDGES.sub("", lead)
        if _SELF_TOLD.search(_BOUNDS.sub("", own)) or (number and own):
            yield from _told_in_cell(context, cell, passage, entity, memory, period)
        elif metric := make_metric(
            context, passage, entity, own + name if number else _join(name, own) + (aim if not own else ""), change, period
        ):
            yield metric


def _told_in_cell(context: Context, cell: Cell, passage: Passage, entity: Entity, memory: Memory, period: str | None) -> Iterator[Metric]:
    """Yield the metric of a value that the words of its own cell explain."""
    inner = passage._replace(start=cell.start, end=cell.end, paragraph=cell.start)
    row = memory.level
    name, change = indicator(context, inner, entity, memory)
    if len(name) <= _SHORT and row not in name and "由" not in name:
        name = row + name
    if metric := make_metric(context, inner, entity, name, change, period):
        yield metric


def told_by_row(context: Context, passage: Passage, entity: Entity) -> str:
    """Return what the headings say a value measures that a cell of running text begins with: 9260公里。其中…; "" if it is another."""
    assert passage.table is not None
    grid = context.grids[passage.table]
    cell = grid.first(entity.start, entity.end)
    if cell is None or not _LEAD.fullmatch(context.text, cell.start, entity.start) or not _STOP.match(context.text, entity.end):
        return ""
    name = _join(grid.row_heading(cell), grid.column_heading(cell))
    return name if len(name) <= _LONGEST_TOLD else ""


def told_by_line_above(context: Context, entity: Entity) -> str:
    """Return the label in the line above a value that has a line to itself (自评总分, then 96.5分), "" if none stands there."""
    if not _ALONE.match(context.text, entity.end):
        return ""
    label = _LABEL_ABOVE.search(context.text[max(0, entity.start - _LONGEST_TOLD) : entity.start])
    return label["label"] if label is not None else ""


def _aim(row: str, column: str) -> str:
    """Return the heading of a column of what is aimed at, which tells its figures from those of what was done."""
    aim = _AIM.match(column) if row and MEASURED.fullmatch(column) else None
    return aim[0] if aim else ""


def _join(row: str, column: str) -> str:
    """Return row and column heading as one phrase, without a column heading that only says that figures follow."""
    if not column or MEASURED.fullmatch(column) or column in row or _ORDINARY.fullmatch(column):
        return row
    if row and _SUM.fullmatch(column) and not _SUM.fullmatch(row):
        return row
    return row + column if not _ORDINARY.fullmatch(row) else column


def _bare_number(
    cell: Cell, match: re.Match[str], unit: str, name: str, passage: Passage, period: str | None, change: Change
) -> Iterator[Metric]:
    """Yield the metric of a cell that holds nothing but a number."""
    if not name:
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
        change,
        passage.heading,
        Evidence(passage.start, passage.end, (("value", start, end),)),
    )
