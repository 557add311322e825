"""Whether a change told in the text is that between two years in a table: columns in the row of its name, or rows named by years.

因公出国（境）费完成预算的91.43%，比上年增加0.60万元，增长18.75%, where the table has 3.20 and 2.60: the values stand in the table only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import moved_between, rate_told
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import is_mistyped, slip
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.told.levels import former_of, levels_of
from kexie_nlp.checks.told.moves import Change, changes_in, is_reason, told_before
from kexie_nlp.checks.told.table_names import Told, told_in

_FORMER: Final = re.compile(r"上一?年|去年")
_LATTER: Final = re.compile(r"本年|今年|当年")
_NO_VALUE: Final = re.compile(r"率|比|差|占|增|减|预算|计划|目标|备注|说明|%|％|得分|分值")
_NOISE: Final = re.compile(r"[（(][^（）()]*[）)]|[\s“”\d.、．]|^[一二三四五六七八九十]、|其中[：:]?|支出$")
_AGAINST: Final = re.compile(r"[比较与同]\s?(?P<year>(?:19|20)\d\d)年")
_YEAR_ROW: Final = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年?度?")
_TWO_YEARS: Final = re.compile(  # 2019年比2016年多124万元; 今年比2017年增长
    r"(?:(?<!\d)(?P<after>(?:19|20)\d\d)年[^，。；\d]{0,12}|今年[^，。；\d]{0,8}|[，；。]|^)[比较](?:(?P<before>(?:19|20)\d\d)年|上年|去年)[^，。；\d]{0,8}$"
)
_NAMED_CHANGE: Final = re.compile(
    r"(?:[，,；;。：:]|^)(?P<name>[^，,；;。：:\d]{2,20}?)(?:经费|支出|资金|项目|预算|数)*[，,]?[比较与同](?:上年|去年|上一年)(?:相比)?[，,]?"
    r"(?:减少|增加)$"
)
_MOVED: Final = re.compile(r"(?:增减|变动|增加|变化)(?:额|数|情况)?(?:[（(][^（）()%％]*[）)])?$")
_TWO: Final = 2
_WAN: Final = Decimal(10_000)
_SHORTEST: Final = 4
_FILLING: Final = re.compile(r"(?:活动|总数|共计?|合计|计|达到?|[为有约了数])+$")
_FAR: Final = 60
_CLEAR: Final = 1.5
_SURE: Final = 0.75
_MAYBE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table with its values of the year reported on and of the year before, in what a written 1 may be worth."""

    name: str
    after: Figure
    before: Figure
    factors: tuple[Decimal, ...]


def check_row_changes(context: Context) -> Iterator[Relation]:
    """Yield whether changes whose values are told in a table only are those of the row named last before them."""
    rows = [row for grid in context.grids for row in _rows(grid, context.year)] if context.year else []
    for line in context.paragraphs() if context.grids else ():
        for number, passage in enumerate(line):
            for change in changes_in(passage):
                if change.against_budget or is_reason(passage, change.first) or former_of(change) is not None:
                    continue
                yield from _between_years(context, change)
                yield from _turned(context, line[:number], change)
                yield from _moved_back(context, change)
                yield from _moved_otherwise(context, line[:number], change, rows)
                if any(certain for _, certain in levels_of(line[:number], change)) or _of_other_year(context, change):
                    continue
                row = _named_last(context.text[line[0].start : change.first.start], rows)
                if row is not None:
                    yield from _checked(passage, change, row)


def _between_years(context: Context, change: Change) -> Iterator[Relation]:
    """Yield whether a change from one year to another is that of the one column of their rows that it may be of."""
    told = _TWO_YEARS.search(told_before(change.passage, change.first))
    after = int(told["after"] or context.year or 0) if told is not None else 0
    before = int(told["before"] or after - 1) if told is not None else 0
    if after <= before:
        return
    unit = change.amount.figure.unit if change.amount is not None else ""
    found = []
    for grid in context.grids:
        first = {at: "".join(cell.text.split()) for (at, column), cell in grid.cells.items() if column == grid.first}
        years = {int(match["year"]): row for row in grid.rows if (match := _YEAR_ROW.fullmatch(first.get(row.number, "")))}
        if after in years and before in years:
            one, other = years[after], years[before]
            columns = [at for at in one.values if at in other.values and at > grid.first and not _NO_VALUE.search(grid.column_heading(at))]
            told_there = {at: told_in(grid, one, at) for at in columns}
            columns = [at for at in columns if told_there[at].unit in ("", unit) or not unit]
            rows = [_Row(one.name, one.values[at], other.values[at], _factors(told_there[at])) for at in columns]
            found += [relations for row in rows if (relations := list(_checked(change.passage, change, row)))]
    holding = [relations for relations in found if all(one.holds for one in relations)]
    if holding or len(found) == 1:
        yield from (holding or found)[0]


def _factors(told: Told) -> tuple[Decimal, ...]:
    """Return what a written 1 of a cell may be worth."""
    written = told.figure.range.high
    return (told.ranges[0].high / written,) if told.unit and written else (Decimal(1), _WAN)


def _turned(context: Context, before: Sequence[Passage], change: Change) -> Iterator[Relation]:
    """Yield a change that the row of its name tells the other way (842次，比上年增加53次: 895, 842, -53)."""
    level = next((level for level, certain in levels_of(before, change) if certain), None)
    moved = change.amount or change.rate
    if level is None or moved is None or moved.figure.kind == "points" or change.against_budget:
        return
    told = _FILLING.sub("", _NOISE.sub("", context.text[max(0, level.start - _FAR) : level.start]))
    for row in (row for grid in context.grids for row in grid.rows):
        name, values = _NOISE.sub("", row.name), {figure.value: figure for figure in row.values.values()}
        after, difference = level.figure.value / level.figure.scale, moved.figure.value / moved.figure.scale * moved.sign
        if len(name) < _SHORTEST or not told.endswith(name) or after not in values or difference in values or -difference not in values:
            continue
        other = values[-difference]
        if other.value * moved.sign < 0 or after + abs(difference) in values or after - abs(difference) in values:
            spans = ((moved.start, moved.end), (other.start, other.end))
            word = "减少" if moved.sign > 0 else "增加"
            why = f"表中{row.name}为{other.text}，应为{word}{moved.figure.text}"
            quote = (change.passage.start, change.passage.end)
            yield Relation("change", False, moved.figure.text, f"{word}{moved.figure.text}", spans, quote, why, None, _SURE)
            return


def _moved_back(context: Context, change: Change) -> Iterator[Relation]:
    """Yield a change told by the name of a row that the table tells the other way (科普活动经费较上年增加12万元: -12.00)."""
    named = _NAMED_CHANGE.search(told_before(change.passage, change.first)) if change.amount is not None else None
    if change.amount is None or named is None or change.amount is not change.first:
        return
    moved, name = change.amount.figure, _NOISE.sub("", named["name"])
    rows = [(grid, row) for grid in context.grids for row in grid.rows if len(row.name) >= _TWO and _NOISE.sub("", row.name) == name]
    told = [figure for grid, row in rows for at, figure in row.values.items() if _MOVED.search(grid.column_heading(at))]
    if len(told) == 1 and told[0].value == -(moved.value / moved.scale * change.first.sign):
        word = "减少" if change.first.sign > 0 else "增加"
        why = f"表中{name}为{told[0].text}，应为{word}{moved.text}"
        begin = moved.start - len(word)  # 增加12.00万元: the word is what is wrong
        spans, quote = ((begin, moved.end), (told[0].start, told[0].end)), (change.passage.start, change.passage.end)
        yield Relation("change", False, context.text[begin : moved.end], f"{word}{moved.text}", spans, quote, why, None, _SURE)


def _moved_otherwise(context: Context, before: Sequence[Passage], change: Change, rows: Sequence[_Row]) -> Iterator[Relation]:
    """Yield a change from last year's value of its row that goes the other way (公车运行费2.46万元，较上年增加0.32万元: 2.46, 2.78)."""
    level = next((level for level, certain in levels_of(before, change) if certain), None)
    if level is None or change.amount is None or change.rate is not None or level.figure.kind != "amount":
        return
    moved = change.amount.figure
    told = _FILLING.sub("", _NOISE.sub("", context.text[max(0, level.start - _FAR) : level.start]))
    for row in rows:
        if not told.endswith(row.name):
            continue
        for after, former in ((_scaled(row.after, factor, change), _scaled(row.before, factor, change)) for factor in row.factors):
            apart = moved_between(after, former, -change.first.sign)
            if after.value == level.figure.value and moved.value > 0 and apart.range.meets(moved.range):
                word = "减少" if change.first.sign > 0 else "增加"
                why = f"表中{row.name}为{after.text}、上年{former.text}，应为{word}{moved.text}"
                spans = ((moved.start, moved.end), (row.after.start, row.after.end), (row.before.start, row.before.end))
                quote = (change.passage.start, change.passage.end)
                yield Relation("change", False, moved.text, f"{word}{moved.text}", spans, quote, why, None, _SURE)
                return


def _rows(grid: Grid, year: int | None) -> Iterator[_Row]:
    """Yield the rows of a table with one column of the year reported on and one of the year before."""
    headings = {column: grid.column_heading(column) for column in grid.columns()}
    values = {column: heading for column, heading in headings.items() if not _NO_VALUE.search(heading.replace("决算", ""))}
    before = [column for column, heading in values.items() if _FORMER.search(heading) or (year and f"{year - 1}年" in heading)]
    after = [column for column, heading in values.items() if column not in before and (_LATTER.search(heading) or f"{year}年" in heading)]
    if len(before) != 1 or len(after) != 1:
        return
    unit = re.search(r"万元|元", headings[after[0]] + grid.table.unit + grid.table.caption)
    factors = (_WAN,) if unit and unit[0] == "万元" else (Decimal(1),) if unit else (Decimal(1), _WAN)
    for row in grid.rows:
        name = _NOISE.sub("", row.name)
        if after[0] in row.values and before[0] in row.values and not row.is_total and len(name) >= _SHORTEST:
            yield _Row(name, row.values[after[0]], row.values[before[0]], factors)


def _of_other_year(context: Context, change: Change) -> bool:
    """Tell whether a change is held against another year than the one before the one reported on."""
    told = _AGAINST.findall(told_before(change.passage, change.first))
    return bool(told) and context.year is not None and int(told[-1]) != context.year - 1


def _named_last(before: str, rows: Sequence[_Row]) -> _Row | None:
    """Return the one row whose name stands last in the text before a change."""
    told = _NOISE.sub("", before)
    found = [(told.rfind(row.name) + len(row.name), row) for row in rows if row.name in told]
    last = max((end for end, _ in found), default=0)
    named = [row for end, row in found if end == last]
    longest = max((len(row.name) for row in named), default=0)
    named = [row for row in named if len(row.name) == longest]
    return named[0] if len({(row.after.value, row.before.value) for row in named}) == 1 else None


def _checked(passage: Passage, change: Change, row: _Row) -> Iterator[Relation]:
    """Yield whether a change is that of a row: of difference and percentage one that fits shows that the other one should."""
    quote, sign = (passage.start, passage.end), change.first.sign
    best: list[Relation] = []
    is_scaled = change.amount is not None and (change.amount.figure.kind == "amount" or len(row.factors) == 1)
    for factor in row.factors if is_scaled else (Decimal(1),):
        after, before = (_scaled(figure, factor, change) for figure in (row.after, row.before))
        found = []
        if change.amount is not None and change.amount.figure.kind in ("amount", "quantity"):
            found.append(compare("change", change.amount.figure, moved_between(after, before, sign), quote, _SURE))
        if change.rate is not None and (rate := rate_told(after, before, sign)) is not None:
            found.append(compare("change", change.rate.figure, rate, quote, _SURE))
        if sum(one.holds for one in found) >= max(1, sum(one.holds for one in best)) or not best:
            best = found
    holding = [one for one in best if one.holds]
    if holding:
        yield from best
    elif len(best) == 1 and _is_mistyped(change, best[0]):
        yield replace(best[0], score=min(best[0].score, _MAYBE))


def _is_mistyped(change: Change, relation: Relation) -> bool:
    """Tell whether the one figure that a change is told with is that of a row but for a digit."""
    if relation.difference is None:
        return False
    figure = (change.amount or change.first).figure
    value = figure.value - relation.difference
    return is_mistyped(figure, value) if figure.kind == "percent" else value > 0 and slip(figure.value, value) >= _CLEAR


def _scaled(figure: Figure, factor: Decimal, change: Change) -> Figure:
    """Return a figure of a table in the unit of a change."""
    if change.amount is None:
        return figure
    like = change.amount.figure
    text = f"{figure.text}{'万' if factor > 1 else ''}{like.unit}"
    return replace(figure, text=text, kind=like.kind, unit=like.unit, value=figure.value * factor, step=figure.step * factor, scale=factor)
