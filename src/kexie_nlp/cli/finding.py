"""``search``, ``achievements``, ``metrics``, ``export``: what is asked of an archive."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.output import Format, FormatOption, print_rows, say

if TYPE_CHECKING:
    from kexie_nlp.archive import AchievementRow, Filters, MetricRow
    from kexie_nlp.search.results import Hit, SearchResult

FACET_NAMES = {"year": "年度", "region": "地区", "association": "科协", "kind": "类型"}


class Scope(StrEnum):
    """What a search looks for."""

    passages = "passages"
    achievements = "achievements"
    metrics = "metrics"
    reports = "reports"


class Sort(StrEnum):
    """In what order hits are given."""

    relevance = "relevance"
    year = "year"


class ExportFormat(StrEnum):
    """A file format for exports."""

    csv = "csv"
    jsonl = "jsonl"
    xlsx = "xlsx"


class Records(StrEnum):
    """Which records are exported."""

    achievements = "achievements"
    metrics = "metrics"


YearOption = Annotated[str | None, typer.Option("--year", metavar="YEAR", help="A year, or a range such as 2019..2022.")]
RegionOption = Annotated[str | None, typer.Option("--region", help="A province, city or county; what lies below it is included.")]
AssociationOption = Annotated[str | None, typer.Option("--association", help="A part of the association's name.")]
KindOption = Annotated[str | None, typer.Option("--kind", help="The kind of report, such as 部门决算.")]
ContestOption = Annotated[str | None, typer.Option("--contest", help="A part of the contest's name.")]
AwardOption = Annotated[str | None, typer.Option("--award", help="A part of the award's name.")]
IndicatorOption = Annotated[str | None, typer.Option("--indicator", help="A part of the indicator.")]
TextOption = Annotated[str | None, typer.Option("--text", help="Characters that stand in the sentence.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words, "phrases", fields such as 年份:2019..2022 奖项:一等奖.')],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    scope: Annotated[Scope, typer.Option("--in", help="What to look for.")] = Scope.passages,
    limit: Annotated[int, typer.Option(min=1, help="At most so many hits.")] = 20,
    sort: Annotated[Sort, typer.Option(help="The order of the hits.")] = Sort.relevance,
    facets: Annotated[bool, typer.Option("--facets", help="Count the hits by year, region, association and kind.")] = False,
    year: YearOption = None,
    region: RegionOption = None,
    association: AssociationOption = None,
    kind: KindOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Search the archive."""
    from kexie_nlp.archive import Archive

    filters = _filters(year, region=region, association=association, kind=kind)
    with Archive.open(archive) as opened:
        result = opened.search(query, scope=scope.value, limit=limit, sort=sort.value, facets=facets, filters=filters)
    if output is not Format.table:
        print_rows(map(hit_line, result.hits), output, {"report": "编号"})
    else:
        print_hits(result)
    _say_totals(result)


def print_hits(result: "SearchResult") -> None:
    """Print hits for a person: where, then the text with the hits in brackets, or in colour on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for hit in result.hits:
        where = " · ".join(str(part) for part in (hit.association or Path(hit.path).name, hit.year, hit.kind, hit.section) if part)
        console.print(Text(where, style="bold"))
        snippet = Text("  ")
        cursor = 0
        for start, end in hit.marks:
            snippet.append(hit.snippet[cursor:start])
            shown = hit.snippet[start:end]
            snippet.append(shown if console.is_terminal else f"【{shown}】", style="bold red")
            cursor = end
        snippet.append(hit.snippet[cursor:])
        console.print(Text(" ").join(line for line in snippet.split("\n") if line))
        console.print(Text(f"  {hit.report}  {hit.path}", style="dim"))
    for name, counts in result.facets.items():
        console.print(Text(FACET_NAMES.get(name, name), style="bold"))
        for value, count in counts[:10]:
            console.print(f"  {count:>6}  {value}")


def _say_totals(result: "SearchResult") -> None:
    """Say how many hits there are, and what to try where there are none."""
    if result.total:
        say(f"{len(result.hits)} of {result.total} hits shown")
        return
    say("nothing found")
    if result.advice:
        for part in result.advice.missing:
            say(f"  no passage has {part}")
        if result.advice.weaker:
            say(f"  {result.advice.total} hits for: {result.advice.weaker}")


def hit_line(hit: "Hit") -> dict[str, Any]:
    """Return a hit as a line of ``search``."""
    line: dict[str, Any] = {
        "report": hit.report,
        "path": hit.path,
        "association": hit.association,
        "region": hit.region,
        "year": hit.year,
        "kind": hit.kind,
        "title": hit.title,
        "section": hit.section,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "highlights": [list(span) for span in hit.highlights],
        "score": round(hit.score, 4),
        "passages": hit.passages,
    }
    if hit.record is not None:
        line["record"] = record_line(hit.record, "")
    return line


def achievements(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    year: YearOption = None,
    region: RegionOption = None,
    association: AssociationOption = None,
    contest: ContestOption = None,
    award: AwardOption = None,
    text: TextOption = None,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
) -> None:
    """List the achievements in the archive, each with its sentence."""
    from kexie_nlp.archive import Archive

    filters = _filters(year, region=region, association=association, contest=contest, award=award, text=text)
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


def metrics(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    year: YearOption = None,
    region: RegionOption = None,
    association: AssociationOption = None,
    indicator: IndicatorOption = None,
    text: TextOption = None,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
) -> None:
    """List the metrics in the archive, each with its sentence or table row."""
    from kexie_nlp.archive import Archive

    filters = _filters(year, region=region, association=association, indicator=indicator, text=text)
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


def export(
    format: Annotated[ExportFormat, typer.Option("--format", help="The file format.")],
    records: Annotated[Records, typer.Option("--in", help="Which records.")] = Records.achievements,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; standard output if left out.")] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    year: YearOption = None,
    region: RegionOption = None,
    association: AssociationOption = None,
    contest: ContestOption = None,
    award: AwardOption = None,
    indicator: IndicatorOption = None,
    text: TextOption = None,
) -> None:
    """Write achievements or metrics to a file for other programs."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.archive.columns import ACHIEVEMENT_COLUMNS, METRIC_COLUMNS, Table
    from kexie_nlp.export import export as write

    if output is None and format is ExportFormat.xlsx and sys.stdout.isatty():
        raise typer.BadParameter("an xlsx file cannot be shown on a terminal; name one with --output", param_hint="--output")
    filters = _filters(year, region=region, association=association, contest=contest, award=award, indicator=indicator, text=text)
    with Archive.open(archive) as opened, _opened(output) as target:
        if records is Records.achievements:
            count = write(Table("achievements", "成果", ACHIEVEMENT_COLUMNS, opened.achievements(filters)), format.value, target)
        else:
            count = write(Table("metrics", "指标", METRIC_COLUMNS, opened.metrics(filters)), format.value, target)
    say(f"{count} {records.value} written")


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Open the file to write, or give standard output."""
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        file = output.open("wb")
    except OSError as error:
        raise typer.BadParameter(f"{output} cannot be written ({error.strerror})", param_hint="--output") from error
    with file:
        yield file


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


def record_line(record: Any, sentence: str) -> dict[str, Any]:
    """Return an achievement or a metric as a line of ``extract``."""
    from kexie_nlp.contract import achievement_line, metric_line
    from kexie_nlp.records import Achievement

    return achievement_line(record, sentence) if isinstance(record, Achievement) else metric_line(record, sentence)


def _limited(rows: Iterator[dict[str, Any]], limit: int | None) -> Iterator[dict[str, Any]]:
    """Yield the first ``limit`` rows, all if it is None."""
    from itertools import islice

    return islice(rows, limit)


def _filters(year: str | None, **wanted: str | None) -> "Filters":
    """Return the filters that the options ask for."""
    from kexie_nlp.archive import Filters

    return Filters(years=_years(year), **wanted)


def _years(year: str | None) -> tuple[int | None, int | None] | None:
    """Return the first and last year of YEAR, FIRST..LAST, FIRST.. or ..LAST."""
    if year is None:
        return None
    first, dots, last = year.partition("..")
    try:
        low, high = (int(part) if part else None for part in (first, last if dots else first))
    except ValueError:
        raise typer.BadParameter(f"{year!r} is no year; write 2021, 2019..2022, 2019.. or ..2022", param_hint="--year") from None
    return low, high
