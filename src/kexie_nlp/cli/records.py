"""``achievements`` and ``metrics``: the records of an archive as tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import Format, FormatOption, print_rows, record_line

if TYPE_CHECKING:
    from kexie_nlp.archive import AchievementRow, Filters, MetricRow

LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]


@filtered("year", "region", "association", "contest", "award", "text")
def achievements(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """List the achievements in the archive, each with its sentence."""
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
    with Archive.open(archive) as opened:
        print_rows(_limited(map(row_line, opened.achievements(filters)), limit), output, columns)


@filtered("year", "region", "association", "indicator", "text")
def metrics(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """List the metrics in the archive, each with its sentence or table row."""
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
    with Archive.open(archive) as opened:
        print_rows(_limited(map(row_line, opened.metrics(filters)), limit), output, columns)


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
