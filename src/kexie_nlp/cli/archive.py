"""``add``, ``remove``, ``list``, ``show``: what an archive holds."""

from collections.abc import Callable
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.output import Format, FormatOption, print_rows, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kexie_nlp.archive import AddEvent, AddSummary, Archive, ReportRow

ArchiveOption = Annotated[Path, typer.Option("--archive", metavar="DIR", help="The archive's folder.")]
WorkersOption = Annotated[int | None, typer.Option(min=1, help="Processes to work with; all processor cores by default.")]
DEFAULT_ARCHIVE = Path("kexie-archive")
_MOST_FAILURES_SHOWN = 50


class Engine(StrEnum):
    """What indexes an archive."""

    tantivy = "tantivy"
    whoosh = "whoosh"


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Report files, folders of them, or zip files.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    workers: WorkersOption = None,
    engine: Annotated[Engine | None, typer.Option(help="What indexes an archive that is made now; tantivy by default.")] = None,
) -> None:
    """Add reports to the archive; what it holds already is skipped, bad files are named at the end."""
    from kexie_nlp.archive import Archive

    with Archive.open(archive, create=True, engine=engine.value if engine else None) as opened:
        summary = add_files(opened, paths, workers)
    say(f"{summary.added} added, {summary.known} already there, {len(summary.failed)} failed")
    for path, reason in summary.failed[:_MOST_FAILURES_SHOWN]:
        say(f"  {path}: {reason}")
    if len(summary.failed) > _MOST_FAILURES_SHOWN:
        say(f"  … and {len(summary.failed) - _MOST_FAILURES_SHOWN} more")
    if summary.failed:
        raise typer.Exit(1)


def add_files(archive: "Archive", paths: list[Path], workers: int | None = None) -> "AddSummary":
    """Add files and folders with a progress bar."""
    from kexie_nlp.pipeline import analyze
    from kexie_nlp.read import find_files

    files = list(find_files(paths))
    with _progress_bar(len(files)) as progress:
        return archive.add(files, analyze=analyze, workers=workers, progress=progress)


@contextmanager
def _progress_bar(total: int) -> "Iterator[Callable[[AddEvent], None]]":
    """Show a bar on standard error that moves with every file."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[file]}"))
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total, file="")

        def tell(event: "AddEvent") -> None:
            bar.update(task, completed=event.done, file=Path(event.path).name)

        yield tell


def remove(
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="Ids of reports, or the beginnings of ids.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Remove reports, with everything found in them."""
    from kexie_nlp.archive import Archive

    with Archive.open(archive) as opened:
        say(f"{opened.remove(reports)} removed")


def reindex(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    engine: Annotated[Engine | None, typer.Option(help="Change to this engine; the one that the archive has by default.")] = None,
    workers: WorkersOption = None,
) -> None:
    """Make the search index anew: to change the engine, or when the index is damaged. Searches go on meanwhile."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from kexie_nlp.archive import Archive

    columns = (BarColumn(), TextColumn("{task.completed:,.0f} of {task.total:,.0f} passages"), TimeElapsedColumn())
    with Archive.open(archive) as opened:
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=0)
            opened.reindex(
                engine.value if engine else None,
                workers=workers,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        say(f"indexed by {opened.engine}")


def list_reports(archive: ArchiveOption = DEFAULT_ARCHIVE, output: FormatOption = Format.table) -> None:
    """List the reports in the archive."""
    from kexie_nlp.archive import Archive

    columns = {
        "report": "编号",
        "association": "科协",
        "region": "地区",
        "year": "年度",
        "kind": "类型",
        "title": "标题",
        "achievements": "成果",
        "metrics": "指标",
    }
    with Archive.open(archive) as opened:
        print_rows(map(report_line, opened.reports()), output, columns, nothing="the archive holds no report")


def report_line(row: "ReportRow") -> dict[str, Any]:
    """Return a report as a line of ``list``."""
    return {
        "report": row.id,
        "path": row.path,
        "title": row.title,
        "association": row.association,
        "region": row.region,
        "year": row.year,
        "kind": row.kind,
        "published": row.published.isoformat() if row.published else None,
        "passages": row.passages,
        "achievements": row.achievements,
        "metrics": row.metrics,
    }


def show(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report, or the beginning of one.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Show what a report says of itself, its outline, and how much was found in it."""
    from kexie_nlp.archive import Archive

    with Archive.open(archive) as opened:
        analysis = opened.show(report)
    shown = analysis.report
    region = " ".join(shown.region.path) + f"（{shown.region.level}级，{shown.region.code or '无代码'}）" if shown.region else ""
    for name, value in (
        ("编号", shown.id),
        ("文件", shown.path),
        ("标题", shown.title),
        ("科协", shown.association),
        ("地区", region),
        ("年度", shown.year),
        ("类型", shown.kind),
        ("日期", shown.published),
        ("字数", len(shown.text)),
        ("表格", len(shown.tables)),
        ("实体", len(analysis.entities)),
        ("成果", len(analysis.achievements)),
        ("指标", len(analysis.metrics)),
    ):
        print(f"{name}  {'' if value is None else value}")
    print()
    for section in shown.sections:
        print("  " * (section.level - 1) + section.number + section.title)
