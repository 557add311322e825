"""``check``: which figures do not agree, in a file or over the years of an archive."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import Format, FormatOption, WholeName, print_rows, say

if TYPE_CHECKING:
    from kexie_nlp.archive import Filters

_COLUMNS = {"kind": "类别", "stated": "文中", "computed": "推算", WholeName("explanation"): "算式", "score": "把握", "quote": "原文"}
_KINDS = {
    "sum": "合计",
    "share": "占比",
    "change": "增减",
    "completion": "完成率",
    "repeat": "前后不一",
    "unit": "单位",
    "date": "日期届次",
    "count": "列举",
    "code": "科目编码",
    "restated": "与往年报告",
}


@filtered("year", "region", "association", "kind")
def check(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A report, or - for standard input.")] = None,
    archive: Annotated[Path | None, typer.Option("--archive", help="Check all reports of this archive, each and across the years.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show the relations that hold, too: what was checked.")] = False,
    least: Annotated[
        float,
        typer.Option("--sure", min=0.0, max=1.0, help="Leave out findings less sure; 0.5 drops those that only differ in the last digit."),
    ] = 0.0,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Print where the figures of a report do not agree: sums, shares, changes, completion rates, repeats, units, dates."""
    if (file is None) == (archive is None):
        raise typer.BadParameter("name either a FILE or an archive with --archive", param_hint="FILE")
    if file is not None and filters != type(filters)():
        raise typer.BadParameter("filters go with --archive", param_hint="FILE")
    lines = list(_file_lines(file)) if file is not None else list(_archive_lines(archive or Path(), filters))
    wanted = [line for line in lines if (show_all or not line["holds"]) and (line["holds"] or line["score"] >= least)]
    _print(wanted, output, show_all=show_all, in_archive=archive is not None)
    failed = sum(not line["holds"] for line in lines)
    unsure = sum(not line["holds"] and line["score"] < least for line in lines)
    say(f"{len(lines)} relations checked, {failed} do not hold" + (f", {unsure} of them left out as not sure enough" if unsure else ""))


def _print(lines: list[dict[str, Any]], output: Format, *, show_all: bool, in_archive: bool) -> None:
    """Print findings; the table gives kinds in Chinese."""
    columns = ({"association": "科协", "year": "年度"} if in_archive else {}) | ({"mark": "相符"} if show_all else {}) | _COLUMNS
    if output is Format.table:
        rows = [line | {"kind": _KINDS[line["kind"]], "mark": "是" if line["holds"] else "否"} for line in lines]
        print_rows(rows, output, columns)
        return
    print_rows(lines, output, dict.fromkeys(lines[0], "") if lines else columns)


def _file_lines(file: str) -> Iterator[dict[str, Any]]:
    """Yield the findings of one report as lines."""
    from kexie_nlp.checks import check_report
    from kexie_nlp.contract import check_line
    from kexie_nlp.pipeline import analyze, read_report, report_of_bytes

    report = report_of_bytes(sys.stdin.buffer.read(), "-") if file == "-" else read_report(file)
    yield from map(check_line, check_report(analyze(report)))


def _archive_lines(folder: Path, filters: "Filters") -> Iterator[dict[str, Any]]:
    """Yield the findings of an archive as lines, each with its report."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.checks import check_archive
    from kexie_nlp.contract import check_line

    with Archive.open(folder) as archive:
        for one in check_archive(archive, filters):
            report, earlier = one.report, one.earlier
            yield {
                "report": report.id,
                "path": report.path,
                "association": report.association,
                "year": report.year,
                **check_line(one.finding),
                "earlier": earlier.id if earlier else None,
                "earlier_path": earlier.path if earlier else None,
            }
