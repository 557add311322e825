"""Achievements and metrics of an archive, counted."""

from collections.abc import Sequence
from typing import Final

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.statistics.awards import Award, linked_awards
from kexie_nlp.statistics.figures import Figure, linked_figures
from kexie_nlp.statistics.naming import Names, names_of
from kexie_nlp.statistics.pivots import Dimension, Pivot, laid_out, tabled
from kexie_nlp.statistics.repeats import settled
from kexie_nlp.statistics.series import first_hand

_EVERYTHING = Filters()

AWARD_DIMENSIONS: Final[tuple[Dimension[Award], ...]] = (
    Dimension("year", "年度", lambda award: award.year),
    Dimension("award", "奖项", lambda award: award.award.name),
    Dimension("contest", "赛事", lambda award: award.contest.series if award.contest else None),
    Dimension("association", "科协", lambda award: award.reporter.name),
    Dimension("region", "地区", lambda award: award.reporter.place),
    Dimension("province", "省份", lambda award: award.reporter.region[0] if award.reporter.region else None),
    Dimension("level", "级别", lambda award: award.level),
    Dimension("reporter_level", "科协级别", lambda award: award.reporter.level),
    Dimension("edition", "届次", lambda award: award.contest.edition if award.contest else None),
    Dimension("grade", "等第", lambda award: award.award.grade),
    Dimension("recipient", "获奖者", lambda award: award.recipient),
    Dimension("report_year", "报告年度", lambda award: award.source.report_year),
    Dimension("kind", "报告类型", lambda award: award.kind),
)
FIGURE_DIMENSIONS: Final[tuple[Dimension[Figure], ...]] = (
    Dimension("year", "年度", lambda figure: figure.year),
    Dimension("indicator", "指标", lambda figure: figure.indicator),
    Dimension("unit", "单位", lambda figure: figure.unit),
    Dimension("association", "科协", lambda figure: figure.reporter.name),
    Dimension("region", "地区", lambda figure: figure.reporter.place),
    Dimension("province", "省份", lambda figure: figure.reporter.region[0] if figure.reporter.region else None),
    Dimension("reporter_level", "科协级别", lambda figure: figure.reporter.level),
    Dimension("metric_kind", "数值类型", lambda figure: figure.kind),
    Dimension("role", "性质", lambda figure: figure.role),
    Dimension("report_year", "报告年度", lambda figure: figure.source.report_year),
    Dimension("kind", "报告类型", lambda figure: figure.report_kind),
)


def pivot_achievements(
    archive: Archive,
    by: Sequence[str],
    columns: str | None = None,
    filters: Filters = _EVERYTHING,
    names: Names | None = None,
) -> Pivot:
    """Return how many awards the achievements tell, by the names of ``AWARD_DIMENSIONS``; what is told twice is counted once.

    Raises:
        KexieError: if there is no such dimension.
    """
    layout = laid_out(AWARD_DIMENSIONS, by, columns, "奖项数")
    counted = settled(linked_awards(archive, names or names_of(archive), filters))
    omitted = (*counted.omitted, *counted.covered())
    return tabled(layout, counted.awards, lambda award: award.count, lambda award: award.source, counted.covers, omitted)


def pivot_metrics(
    archive: Archive,
    by: Sequence[str],
    columns: str | None = None,
    filters: Filters = _EVERYTHING,
    names: Names | None = None,
) -> Pivot:
    """Return how many metrics there are, by the names of ``FIGURE_DIMENSIONS``.

    Raises:
        KexieError: if there is no such dimension.
    """
    layout = laid_out(FIGURE_DIMENSIONS, by, columns, "数据条数")
    figures = list(linked_figures(archive, names or names_of(archive), filters))
    return tabled(layout, figures, lambda _: 1, lambda figure: figure.source)


def pivot_values(
    archive: Archive,
    by: Sequence[str],
    columns: str | None = None,
    filters: Filters = _EVERYTHING,
    names: Names | None = None,
) -> Pivot:
    """Return the values of metrics, added up where several associations or years meet in one cell.

    Of what one association tells of one indicator and year, one value counts (``series.first_hand``). Indicator and unit always part
    the rows; there are totals only for one indicator in one unit that can be added.

    Raises:
        KexieError: if there is no such dimension.
    """
    forced = [name for name in ("indicator", "unit") if name not in (*by, columns)]
    layout = laid_out(FIGURE_DIMENSIONS, [*forced, *by], columns, "数值")
    figures, omitted = first_hand(linked_figures(archive, names or names_of(archive), filters))
    adds_up = all(figure.kind != "percent" for figure in figures) and len({(figure.indicator, figure.unit) for figure in figures}) <= 1
    return tabled(layout, figures, lambda figure: figure.value, lambda figure: figure.source, None, omitted, adds_up)
