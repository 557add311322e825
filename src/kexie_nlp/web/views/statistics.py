"""Pivot tables, series and comparisons, with their plots and the sources of every number."""

from collections.abc import Callable, Iterable
from typing import Final

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.errors import KexieError
from kexie_nlp.statistics import (
    Pivot,
    Point,
    Source,
    Standing,
    compare,
    pivot_achievements,
    pivot_metrics,
    pivot_values,
    series_of,
)
from kexie_nlp.statistics.counting import AWARD_DIMENSIONS, FIGURE_DIMENSIONS
from kexie_nlp.statistics.figures import Figure
from kexie_nlp.statistics.pivots import UNTOLD, Key
from kexie_nlp.statistics.plots import plot_comparison, plot_pivot, plot_series
from kexie_nlp.web.contexts import (
    ComparisonPage,
    PivotCell,
    PivotPage,
    SeriesInfo,
    SeriesPage,
    SeriesPoint,
    SourceInfo,
    StandingInfo,
)
from kexie_nlp.web.parameters import AchievementPivotParameters, ComparisonParameters, MetricPivotParameters, SeriesParameters
from kexie_nlp.web.wording import METRIC_KINDS, number, readable, reason_zh

AWARDS_BY: Final = tuple((dimension.name, dimension.zh) for dimension in AWARD_DIMENSIONS)
FIGURES_BY: Final = tuple((dimension.name, dimension.zh) for dimension in FIGURE_DIMENSIONS)
"""What can be counted by: name and Chinese name."""

MOST_SOURCES: Final = 200
_ROLES: Final = {"value": "实际值", "target": "目标或预算", "change": "增减"}


def achievement_pivot(archive: Archive, asked: AchievementPivotParameters, *, is_whole: bool = False) -> PivotPage:
    """Return a pivot table of achievements; ``is_whole`` with the sources of all numbers."""
    by, columns = _named(asked.by), asked.columns
    return _pivot_page(pivot_achievements(archive, by, columns, asked.filters()), asked.row, asked.column, is_whole=is_whole)


def metric_pivot(archive: Archive, asked: MetricPivotParameters, *, is_whole: bool = False) -> PivotPage:
    """Return a pivot table of metrics; ``is_whole`` with the sources of all numbers."""
    count = pivot_metrics if asked.show == "number" else pivot_values
    return _pivot_page(count(archive, _named(asked.by), asked.columns, asked.filters()), asked.row, asked.column, is_whole=is_whole)


def series_page(archive: Archive, asked: SeriesParameters) -> SeriesPage:
    """Return the series of an indicator; none where no indicator is named yet.

    Raises:
        KexieError: if the archive has no such indicator.
    """
    if not asked.indicator.strip():
        return SeriesPage("", (), (), None, "")
    found = series_of(archive, asked.indicator.strip(), asked.filters())
    chosen = [one for one in found.series if asked.unit in (None, one.unit)]
    if not chosen:
        units = "、".join(dict.fromkeys(one.unit for one in found.series))
        raise KexieError(f"没有以“{asked.unit}”为单位的数列；有：{units}")
    plot, reason = plot_or_reason(lambda: plot_series(chosen))
    series = tuple(
        SeriesInfo(one.association, one.region, one.indicator, one.unit, tuple(_point(point) for point in one.points)) for one in chosen
    )
    return SeriesPage(asked.indicator.strip(), series, found.others, plot, reason)


def comparison_page(archive: Archive, asked: ComparisonParameters) -> ComparisonPage:
    """Return a comparison of associations; nothing where no indicator is named yet.

    Raises:
        KexieError: if there is no such indicator, or nothing to compare.
    """
    if not asked.indicator.strip():
        return ComparisonPage("", asked.year, "", None, None, (), (), None, "")
    found = compare(
        archive, asked.indicator.strip(), year=asked.year, level=asked.level, per=asked.per, filters=Filters(region=asked.region)
    )
    plot, reason = plot_or_reason(lambda: plot_comparison(found))
    standings = tuple(_standing(one) for one in found.standings)
    return ComparisonPage(found.indicator, found.year, found.unit, found.per, found.per_unit, standings, found.left_out, plot, reason)


def source_info(source: Source, note: str = "") -> SourceInfo:
    """Return where a number comes from as it is shown."""
    return SourceInfo(source.report, source.association, source.report_year, source.start, source.end, source.text, source.sentence, note)


def _named(names: str) -> list[str]:
    """Return names that are parted by commas."""
    return [name.strip() for name in names.replace("，", ",").split(",") if name.strip()]


def _pivot_page(pivot: Pivot, row: int | None, column: int | None, *, is_whole: bool) -> PivotPage:
    """Return a pivot table as it is shown."""
    columns = [*pivot.column_keys]
    heads = [_shown(key, pivot.column[0] if pivot.column else "") or pivot.measure for key in columns]
    cells = [[_cell(pivot, row_key, key, at, across) for across, key in enumerate(columns)] for at, row_key in enumerate(pivot.row_keys)]
    if pivot.row_totals is not None:
        heads.append("合计")
        for at, key in enumerate(pivot.row_keys):
            total = pivot.row_totals.get(key)
            cells[at].append(PivotCell(number(total.number), at, len(columns), None) if total else None)
    plot, reason = plot_or_reason(lambda: plot_pivot(pivot))
    chosen, sources = _chosen(pivot, row, column)
    return PivotPage(
        pivot.measure, tuple(zh for _, zh in pivot.rows), tuple(heads),
        tuple(tuple(_shown((value,), name) for value, (name, _) in zip(key, pivot.rows, strict=True)) for key in pivot.row_keys),
        tuple(map(tuple, cells)), tuple(_totals(pivot)), chosen, sources,
        tuple(source_info(one.source, one.reason) for one in pivot.omitted[:MOST_SOURCES]), plot, reason,
        tuple(pivot.lines()) if is_whole else (),
    )  # fmt: skip


def _cell(pivot: Pivot, row: Key, column: Key, at: int, across: int) -> PivotCell | None:
    """Return a number of a pivot table."""
    cell = pivot.cells.get((row, column))
    if cell is None:
        return None
    return PivotCell(number(cell.number), at, across, source_info(cell.sources[0]) if len(cell.sources) == 1 else None)


def _totals(pivot: Pivot) -> Iterable[str]:
    """Yield the numbers of the last row."""
    if pivot.column_totals is not None and pivot.total is not None:
        for key in pivot.column_keys:
            yield number(pivot.column_totals[key].number) if key in pivot.column_totals else ""
        if pivot.row_totals is not None:
            yield number(pivot.total.number)


def _chosen(pivot: Pivot, row: int | None, column: int | None) -> tuple[str, tuple[SourceInfo, ...]]:
    """Return the name and the sources of the number that was chosen; of a row's total where the column is behind the last."""
    if row is None or column is None or row >= len(pivot.row_keys) or column > len(pivot.column_keys):
        return "", ()
    row_key = pivot.row_keys[row]
    is_total = column == len(pivot.column_keys)
    cell = (pivot.row_totals or {}).get(row_key) if is_total else pivot.cells.get((row_key, pivot.column_keys[column]))
    if cell is None:
        return "", ()
    name = " · ".join(part for part in (_shown(row_key, ""), "合计" if is_total else _shown(pivot.column_keys[column], "")) if part)
    told = zip(cell.sources[:MOST_SOURCES], cell.numbers, strict=False)
    return f"{name}：{number(cell.number)}", tuple(source_info(source, number(one)) for source, one in told)


def _shown(key: Key, dimension: str) -> str:
    """Return a key for a reader."""
    told = {"metric_kind": METRIC_KINDS, "role": _ROLES}.get(dimension, {})
    return " ".join(UNTOLD if value is None else told.get(str(value), str(value)).replace("科学技术协会", "科协") for value in key)


def plot_or_reason(draw: Callable[[], str]) -> tuple[str | None, str]:
    """Return a plot, or None and why there is none."""
    try:
        return draw(), ""
    except KexieError as error:
        return None, reason_zh(error)


def _point(point: Point) -> SeriesPoint:
    """Return a year of a series as it is shown."""
    figure = point.figure
    sources = tuple(
        source_info(one.source, f"{one.source.report_year}年报告：{one.source.text}") for one in (*point.first, *point.restated)
    )
    return SeriesPoint(
        point.year, None if figure is None else f"{figure.value:f}", "" if figure is None else _readable(figure),
        None if figure is None else figure.unit, None if point.growth is None else f"{point.growth:f}", point.is_first_hand,
        point.remarks, sources,
    )  # fmt: skip


def _standing(standing: Standing) -> StandingInfo:
    """Return an association of a comparison as it is shown."""
    figures = [standing.figure, *([standing.base] if standing.base else [])]
    return StandingInfo(
        standing.rank, standing.association, standing.region, f"{standing.figure.value:f}", _readable(standing.figure),
        standing.figure.unit, _readable(standing.base) if standing.base else None,
        None if standing.ratio is None else f"{standing.ratio:f}", tuple(source_info(one.source) for one in figures),
    )  # fmt: skip


def _readable(figure: Figure) -> str:
    """Return a figure's value for a reader."""
    return readable(figure.value, figure.unit)
