"""Results of statistics as plots."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.errors import KexieError
from kexie_nlp.statistics.comparisons import Comparison
from kexie_nlp.statistics.pivots import UNTOLD, Key, Pivot
from kexie_nlp.statistics.plans import Plan
from kexie_nlp.statistics.plots.charts import Bar, Mark, bars_against, grouped_bars, lying_bars, year_lines
from kexie_nlp.statistics.plots.scales import shown, with_myriad
from kexie_nlp.statistics.series import Point, Series
from kexie_nlp.statistics.units import kind_of_unit

MOST_GROUPS: Final = 8
MOST_PLACES: Final = 40
MOST_BARS: Final = 60
_NOTHING: Final = "there is nothing to plot; widen the filters"


def plot_pivot(pivot: Pivot) -> str:
    """Return a pivot table as upright bars: years (or else the rows) along the axis, the other dimension in colours.

    Raises:
        KexieError: if there is nothing to draw, or more than a reader can tell apart.
    """
    if not pivot.cells:
        raise KexieError(_NOTHING)
    rows = "、".join(zh for _, zh in pivot.rows)
    is_turned = pivot.column is not None and pivot.column[0] in ("year", "report_year", "edition") and pivot.rows[0][0] != "year"
    places, groups = (pivot.column_keys, pivot.row_keys) if is_turned else (pivot.row_keys, pivot.column_keys)
    _check_room(places, groups)
    series = []
    for group in groups:
        keys = [(group, place) if is_turned else (place, group) for place in places]
        cells = [pivot.cells.get(key) for key in keys]
        marks = [
            Mark(Decimal(cell.number) if cell else None, f"{_named(key[0])} {_named(key[1])}".strip())
            for key, cell in zip(keys, cells, strict=True)
        ]
        series.append((_named(group), marks))
    title = f"{pivot.measure}：按{rows}" + (f"和{pivot.column[1]}" if pivot.column else "")
    axis = pivot.column if is_turned else pivot.rows[0]
    names = [f"{_named(place)}年" if axis and axis[0].endswith("year") and place != (None,) else _named(place) for place in places]
    return grouped_bars(title, _told_omissions(pivot), "", names, series)


def _check_room(places: Sequence[Key], groups: Sequence[Key]) -> None:
    """Refuse a plot that nobody could read."""
    if len(groups) > MOST_GROUPS or len(places) > MOST_PLACES:
        found = f"{len(places)} places on the axis and {len(groups)} colours"
        raise KexieError(f"a plot would need {found}; {MOST_PLACES} and {MOST_GROUPS} can be read, so use filters or count by less")


def _named(key: Key) -> str:
    """Return a key for a reader."""
    return " ".join(_short(value) for value in key)


def _short(value: object) -> str:
    """Return a value for a reader, an association by its short name."""
    return UNTOLD if value is None else str(value).replace("科学技术协会", "科协")


def _told_omissions(pivot: Pivot) -> str:
    """Return how much was left out as told twice."""
    return f"另有{len(pivot.omitted)}条重复或合计的记录未计入" if pivot.omitted else ""


def plot_series(series: Sequence[Series]) -> str:
    """Return series as lines over the years; values known only from later reports are hollow, a gap or a change of unit breaks the line.

    Raises:
        KexieError: if there are none, or too many to tell apart, or their units count different things.
    """
    if not series:
        raise KexieError(_NOTHING)
    units = list(dict.fromkeys(each.unit for each in series))
    if len({kind_of_unit(unit) for unit in units}) > 1:
        raise KexieError(f"the series are in {len(units)} units ({'、'.join(units)}); choose one with --unit")
    if len(series) > MOST_GROUPS:
        raise KexieError(f"{len(series)} series cannot be told apart in one plot, {MOST_GROUPS} can; use filters")
    years = range(min(each.points[0].year for each in series), max(each.points[-1].year for each in series) + 1)
    indicators = list(dict.fromkeys(each.indicator for each in series))
    lines = []
    for each in series:
        points = {point.year: point for point in each.points}
        who = _short(each.association)
        lines.append((who if len(indicators) == 1 else f"{who} {each.indicator}", [_mark(points.get(year)) for year in years]))
    marks = [mark for _, line in lines for mark in line]
    notes = ["空心点：仅见于以后年度报告的追述"] if any(mark.hollow for mark in marks) else []
    notes += ["断线：缺报或单位变更"] if any(mark.value is None or mark.breaks for mark in marks) else []
    return year_lines("、".join(indicators), "；".join(notes), "、".join(units), years, lines)


def _mark(point: Point | None) -> Mark:
    """Return a year of a series as a mark."""
    if point is None or point.figure is None:
        return Mark(None)
    told = f"{point.year}年 {point.figure.source.text}"
    hint = "；".join([told, *point.remarks])
    return Mark(point.figure.value, hint, not point.is_first_hand, point.unit_before is not None)


def plot_comparison(comparison: Comparison) -> str:
    """Return a comparison as lying bars, the greatest first.

    Raises:
        KexieError: if there are too many.
    """
    if len(comparison.standings) > MOST_BARS:
        raise KexieError(f"{len(comparison.standings)} associations cannot be read in one plot, {MOST_BARS} can; use filters")
    bars = []
    for standing in comparison.standings:
        figure = standing.figure
        value = figure.value if standing.ratio is None else standing.ratio
        told = with_myriad(figure.value, figure.unit) if standing.ratio is None else shown(standing.ratio)
        bars.append(Bar(_short(standing.association), value, told, figure.source.sentence))
    title = f"{comparison.year}年{comparison.indicator}"
    unit = comparison.unit
    if comparison.per is not None:
        title += f"：按{comparison.per}平均"
        unit = f"{comparison.unit}/{comparison.per_unit}"
    left = f"；{len(comparison.left_out)}家未列入" if comparison.left_out else ""
    return lying_bars(title, f"单位：{unit}{left}", bars)


def plot_plans(plans: Sequence[Plan]) -> str:
    """Return plans as completion in per cent against a line at 100 %.

    Raises:
        KexieError: if none has a completion, or there are too many.
    """
    numbered = [(plan, plan.completion) for plan in plans]
    bars = [
        Bar(
            f"{plan.indicator}（{plan.target_with_unit}→{plan.result_with_unit}）",
            completion,
            f"{shown(completion)}%",
            f"{plan.reporter.name} {plan.year}",
            plan.is_met,
        )
        for plan, completion in numbered
        if completion is not None
    ]
    if not bars:
        raise KexieError(_NOTHING)
    if len(bars) > MOST_BARS:
        raise KexieError(f"{len(bars)} goals cannot be read in one plot, {MOST_BARS} can; use filters such as --year and --association")
    who = list(dict.fromkeys(f"{_short(plan.reporter.name)}{plan.year}年" for plan in plans))
    title = f"{who[0]}目标完成情况" if len(who) == 1 else "目标完成情况"
    return bars_against(title, "结果占目标的百分比", bars, Decimal(100), "100%")
