"""Whether the rates of a table (执行率, 占比, 增减率) agree with the figures beside them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of, difference_of, rate_between, share_of
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid, Row

_RATE: Final = re.compile(
    r"(?:执行|完成|得分|使用|达成|实现|兑现|落实|到位|拨付|支付|支出|报到|到[训课岗会])率|(?:完成|执行)比例|进度|完成度|完成预算|预算完成|完成年初预算|占预算"
)
_MAY_BE_RATE: Final = re.compile(r"(?:完成|执行|达成|实现)(?:情况)?(?:[（(][%％][）)]|[%％])?$")  # if its figures are percentages
_DONE: Final = re.compile(r"决算|执行|支出|实际|实绩|完成|使用|得分|到位|[达实]到|业绩|结果|累计|[年月期]?[底末]|实有|现状")
_PLANNED: Final = re.compile(r"预算|计划|目标|任务|分值|指标值|下达|安排|批复|应|规划|核定|限额|控制数|预期")
_GRANTED: Final = re.compile(r"到位|下达|拨付")
_SHARE: Final = re.compile(r"占|比重|百分比|构成比")
_GROWTH: Final = re.compile(
    r"(?:增长|增减|增幅|变动|升降|变化)[^/]{0,6}(?:率|%|％|百分比|比例|幅度?)|增幅|(?:同比|比上年)增长|增长(?:（%）|\(%\))?$"
)
_POINTS: Final = re.compile(r"(?:提高|提升|上升|增加|增长|增减|变化|增幅|差距?)[^/]{0,4}百分点")
_MOVED: Final = re.compile(r"增减|增加额|变动额|差额|增减额|变化")
_FORMER: Final = re.compile(r"上年|去年|上一年")
_LATTER: Final = re.compile(r"本年|今年|当年")
_TO_COME: Final = re.compile(r"目标|计划|打算|预期|力争|预计|规划|任务|指标值")
_PERCENT_NAME: Final = re.compile(r"[率度]|[%％]|比[例重]|百分比")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ANY_RATE: Final = re.compile(r"率(?:[（(]?[%％][）)]?)?$")
_AVERAGE_RATE: Final = re.compile(r"均|每|增|同比|利率|汇率|频率")
_PROVEN: Final = 0.9
_ALL: Final = 100
_SHORT: Final = 2  # characters of a rate that two figures make by chance
_TWO: Final = 2
_MOST: Final = 3  # of which two must hold
_ALONE: Final = 0.75
Pair = tuple[int, int]


def check_tables(context: Context) -> Iterator[Relation]:
    """Yield whether the rates of each table follow from its other columns."""
    for grid in context.grids:
        yield from _rates(grid)


def _rates(grid: Grid) -> Iterator[Relation]:
    """Yield the same of one table."""
    headings = {column: grid.column_heading(column) for column in grid.columns(least=1)}
    for column, heading in headings.items():
        last = heading.rsplit("/", 1)[-1]
        if _RATE.search(last) or (_MAY_BE_RATE.search(last) and grid.is_percent(column)):
            pairs = _pairs(headings, column, _DONE, _PLANNED)
            found = list(_by_pairs(grid, column, pairs, completion_of, "completion"))
            yield from found or _of_any_pair(grid, column, headings)
        elif _POINTS.search(last):
            yield from _by_pairs(grid, column, _from_earlier(headings, column), difference_of, "change")
        elif _GROWTH.search(last):
            yield from _by_pairs(grid, column, _years(headings, column), rate_between, "change")
        elif _MOVED.search(last):
            rule = rate_between if _is_in_percent(grid, column) else difference_of
            yield from _by_pairs(grid, column, _years(headings, column), rule, "change")
        elif _SHARE.search(last):
            yield from _shares(grid, column, headings)
        elif _ANY_RATE.search(last) and not _AVERAGE_RATE.search(last):
            yield from _of_any_pair(grid, column, headings)


def _of_any_pair(grid: Grid, column: int, headings: dict[int, str]) -> Iterator[Relation]:
    """Yield whether a column of rates is that of two others, whatever these are called, if they make at least two thirds of its rows."""
    others = [other for other in headings if other != column and not grid.is_percent(other)]
    pairs = [(one, other) for one in others for other in others if one != other]
    found = list(_by_pairs(grid, column, pairs, share_of, "completion")) if grid.is_percent(column) else []
    proven = sum(relation.holds and len(relation.stated.strip("%％")) > _SHORT for relation in found)
    if proven >= _TWO and _MOST * proven >= _TWO * len(found):
        yield from found


def _is_in_percent(grid: Grid, column: int) -> bool:
    """Tell whether all figures of a column are percentages (2.52, 2.10, 20.0% under 增减)."""
    kinds = {row.values[column].kind for row in grid.rows if column in row.values}
    return kinds == {"percent"}


def _pairs(headings: dict[int, str], column: int, upper: re.Pattern[str], lower: re.Pattern[str]) -> list[Pair]:
    """Return the pairs of columns that a rate may be made of, the nearest first."""
    others = [other for other in sorted(headings, key=lambda other: abs(other - column)) if other != column]
    others = [other for other in others if not _RATE.search(headings[other].rsplit("/", 1)[-1])]
    lasts = {other: headings[other].rsplit("/", 1)[-1] for other in others}
    above = [other for other in others if upper.search(lasts[other]) and not re.search(r"预算数?$|预算金额|计划数?$|分值", lasts[other])]
    below = [other for other in others if lower.search(lasts[other]) and other not in above]
    if "得分率" in headings[column]:
        above = [other for other in above if "得分" in lasts[other]]
        below = [other for other in below if "分值" in lasts[other]]
    else:
        above, below = ([other for other in some if not re.search("得分|分值", lasts[other])] for some in (above, below))
    # what arrived is done of what was planned, and the base of what was spent
    granted = [other for other in above if _GRANTED.search(lasts[other])]
    return [(one, other) for one in above for other in (*below, *granted) if one != other and (one not in granted or other in below)]


def _years(headings: dict[int, str], column: int) -> list[Pair]:
    """Return the pairs of columns (this year, last year) that a change may lie between."""
    named = {
        other: heading
        for other, heading in headings.items()
        if other != column and not _GROWTH.search(heading) and not _MOVED.search(heading)
    }
    done = {other: heading for other, heading in named.items() if not _TO_COME.search(heading)}
    pairs = _pair_of_years(named)
    # 2023年, 2024年, 增幅, 2025年目标
    return pairs + [pair for pair in _pair_of_years(done) if pair not in pairs]


def _pair_of_years(named: dict[int, str]) -> list[Pair]:
    """Return the pairs (this year, last year) of some columns."""
    latter = [other for other, heading in named.items() if _LATTER.search(heading)]
    former = [other for other, heading in named.items() if _FORMER.search(heading)]
    if not (latter and former):
        years = {other: int(match[0]) for other, heading in named.items() if (match := _YEAR.search(heading))}
        latter = [other for other, year in years.items() if years and year == max(years.values())]
        former = [other for other, year in years.items() if year == max(years.values()) - 1]
    return [(one, other) for one in latter for other in former]


def _from_earlier(headings: dict[int, str], column: int) -> list[Pair]:
    """Return the pairs (this year, last year) of columns, else those of the latest year and each earlier one (2023年, 2020年)."""
    years = {other: int(match[0]) for other, heading in headings.items() if other != column and (match := _YEAR.search(heading))}
    latest = max(years.values(), default=0)
    later = [(one, other) for one, year in years.items() if year == latest for other in years if years[other] < latest]
    return _years(headings, column) or later


def _by_pairs(
    grid: Grid,
    column: int,
    pairs: Sequence[Pair],
    rule: Callable[[Figure, Figure], Computed | None],
    kind: FindingKind,
) -> Iterator[Relation]:
    """Yield whether a column follows from the pair of columns that explains most of its rows."""
    rows = [row for row in grid.rows if column in row.values]
    best: list[Relation] = []
    for upper, lower in pairs:
        found = [relation for row in rows if (relation := _of_row(row, column, upper, lower, rule, kind))]
        if not best or sum(one.holds for one in found) > sum(one.holds for one in best):
            best = found
    proven = sum(relation.holds for relation in best)
    # 年度资金总额 and 其中：财政拨款 below it often tell the same
    is_lone = len(pairs) == 1 and len({(relation.stated, relation.computed) for relation in best}) == 1
    for relation in best:
        if relation.holds or (proven and proven >= len(best) / 2):
            yield relation
        elif is_lone:
            yield _scored(relation, _ALONE)


def _of_row(
    row: Row, column: int, upper: int, lower: int, rule: Callable[[Figure, Figure], Computed | None], kind: FindingKind
) -> Relation | None:
    """Return whether one rate follows from two figures of its row."""
    if upper not in row.values or lower not in row.values:
        return None
    one, other = row.values[upper], row.values[lower]
    stated = row.values[column]
    if kind == "completion" and other.step > one.step > 0:
        other = replace(other, step=one.step)  # a plan of 5万份 is as exact as the 5.6万份 that came of it
    computed = rule(one, other)
    if rule is rate_between and _is_in_points(row, stated, one, other):
        computed = difference_of(one, other)
    if computed is None or (kind == "completion" and (one.kind == "percent" or other.kind == "percent" or not _same_measure(one, other))):
        return None
    if kind == "completion" and stated.value == _ALL and one.value >= other.value and other.text.startswith(("≥", "≧", ">", "＞")):
        return None  # ≥5000 planned, 6200 done: met, and told as no more than that
    start = min(figure.start for figure in row.values.values())
    return compare(kind, stated, computed, (start, max(figure.end for figure in row.values.values())), _PROVEN)


def _same_measure(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count the same; ≥60场次 planned may stand beside a bare 72."""
    return one.unit == other.unit or (one.kind == other.kind and not (one.unit and other.unit))


def _is_in_points(row: Row, stated: Figure, after: Figure, before: Figure) -> bool:
    """Tell whether a change in a column of rates is one in points: it says so, or a percentage moved by just as much."""
    if "点" in stated.unit:
        return True
    are_percent = after.kind == before.kind == "percent" or bool(_PERCENT_NAME.search(row.name))
    return are_percent and stated.range.meets(after.range - before.range)


def _scored(relation: Relation, score: float) -> Relation:
    """Return a relation with no more than a score."""
    return replace(relation, score=min(relation.score, score))


def _shares(grid: Grid, column: int, headings: dict[int, str]) -> Iterator[Relation]:
    """Yield whether the shares of a column are those of the column left of it in its total."""
    others = [other for other in headings if other < column and grid.adds_up(other) and not grid.is_share(other)]
    best: list[Relation] = []
    for other in reversed(others):
        wholes = [row.values[other] for row in grid.rows if row.is_total and other in row.values]
        for whole in wholes[-1:]:
            found = []
            for row in grid.rows:
                if column in row.values and other in row.values and row.values[other] is not whole:
                    computed = share_of(row.values[other], whole)
                    if computed is not None:
                        stated = row.values[column]
                        found.append(compare("share", stated, computed, (row.values[other].start, stated.end), _PROVEN))
            if not best or sum(one.holds for one in found) > sum(one.holds for one in best):
                best = found
    proven = sum(relation.holds for relation in best)
    for relation in best:
        if relation.holds or proven >= max(2, len(best) / 2):
            yield relation
