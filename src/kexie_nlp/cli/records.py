"""``achievements`` and ``metrics``: the records of an archive as tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import NOTHING_FITS, Format, FormatOption, print_rows, record_line, within_reach
from kexie_nlp.cli.pivots import PlotOption, SourcesOption, print_pivot, split_names, write_plot

if TYPE_CHECKING:
    from kexie_nlp.archive import AchievementRow, Filters, MetricRow

LimitOption = Annotated[int | None, typer.Option("--limit", min=1, callback=within_reach, help="At most so many rows.")]
ColumnsOption = Annotated[str | None, typer.Option("--columns", metavar="NAME", help="What goes into the columns; else the last of --by.")]
AwardsBy = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAMES",
        help="Count instead of listing: one or more of year, award, contest, association, region, province, level, reporter_level, "
        "edition, grade, recipient, report_year, kind, parted by commas. What is told twice is counted once.",
    ),
]
MetricsBy = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAMES",
        help="Count instead of listing: one or more of year, indicator, unit, association, region, province, reporter_level, "
        "metric_kind, role, report_year, kind, parted by commas.",
    ),
]
ShowOption = Annotated[
    Literal["number", "value"],
    typer.Option(
        "--show", help="With --by: the number of records, or their values added up (one for each association, indicator and year)."
    ),
]


@filtered("year", "region", "association", "contest", "award", "text")
def achievements(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    by: AwardsBy = None,
    columns_of: ColumnsOption = None,
    sources: SourcesOption = False,
    plot: PlotOption = None,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """List the achievements in the archive, each with its sentence, or count them."""
    from kexie_nlp.archive import Archive

    columns = {
        "association": "科协",
        "report_year": "年度",
        "recipient": "获奖者",
        "event": "竞赛或活动",
        "award": "奖项",
        "count": "数量",
        "unit": "单位",
        "title": "作品",
    }
    _check_by(by, columns_of, sources, plot, limit)
    with Archive.open(archive) as opened:
        if by is None:
            print_rows(_limited(map(row_line, opened.achievements(filters)), limit), output, columns, nothing=NOTHING_FITS)
            return
        from kexie_nlp.statistics import pivot_achievements

        pivot = pivot_achievements(opened, split_names(by), columns_of, filters)
    print_pivot(pivot, output, sources)
    if plot is not None:
        from kexie_nlp.statistics.plots import plot_pivot

        write_plot(plot_pivot(pivot), plot)


@filtered("year", "region", "association", "indicator", "text")
def metrics(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    by: MetricsBy = None,
    columns_of: ColumnsOption = None,
    show: ShowOption = "number",
    sources: SourcesOption = False,
    plot: PlotOption = None,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """List the metrics in the archive, each with its sentence or table row, or count them."""
    from kexie_nlp.archive import Archive

    columns = {
        "association": "科协",
        "report_year": "年度",
        "indicator": "指标",
        "value": "数值",
        "unit": "单位",
        "text": "原文",
        "period": "时间",
        "section": "章节",
    }
    _check_by(by, columns_of, sources, plot, limit)
    with Archive.open(archive) as opened:
        if by is None:
            print_rows(_limited(map(row_line, opened.metrics(filters)), limit), output, columns, nothing=NOTHING_FITS)
            return
        from kexie_nlp.statistics import pivot_metrics, pivot_values

        count = pivot_metrics if show == "number" else pivot_values
        pivot = count(opened, split_names(by), columns_of, filters)
    print_pivot(pivot, output, sources)
    if plot is not None:
        from kexie_nlp.statistics.plots import plot_pivot

        write_plot(plot_pivot(pivot), plot)


def _check_by(by: str | None, columns: str | None, sources: bool, plot: Path | None, limit: int | None) -> None:
    """Refuse options that need --by, or do not go with it."""
    if by is None:
        needing = [name for name, given in (("--columns", columns), ("--sources", sources), ("--plot", plot)) if given]
        if needing:
            raise typer.BadParameter("it goes with --by, such as --by association,year", param_hint=needing[0])
    elif limit is not None:
        raise typer.BadParameter("it does not go with --by, whose totals are over all rows", param_hint="--limit")


def row_line(row: "AchievementRow | MetricRow") -> dict[str, Any]:
    """Return a record of the archive as a line: that of ``extract``, and the report it stands in."""
    return {
        "report": row.report.id,
        "path": row.report.path,
        "association": row.report.association,
        "region": row.report.region,
        "report_year": row.report.year,
        "report_kind": row.report.kind,
        **record_line(row.record, row.sentence),
        "section": row.section,
    }


def _limited(rows: Iterator[dict[str, Any]], limit: int | None) -> Iterator[dict[str, Any]]:
    """Yield the first ``limit`` rows, all if it is None."""
    from itertools import islice

    return islice(rows, limit)
