"""``export``: records of an archive as a file for other programs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import say

if TYPE_CHECKING:
    from kexie_nlp.archive import Filters


class ExportFormat(StrEnum):
    """A file format for exports."""

    csv = "csv"
    jsonl = "jsonl"
    xlsx = "xlsx"


class Records(StrEnum):
    """Which records are exported."""

    achievements = "achievements"
    metrics = "metrics"


@filtered("year", "region", "association", "contest", "award", "indicator", "text")
def export(
    format: Annotated[ExportFormat, typer.Option("--format", help="The file format.")],
    records: Annotated[Records, typer.Option("--in", help="Which records.")] = Records.achievements,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; standard output if left out.")] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    *,
    filters: "Filters",
) -> None:
    """Write achievements or metrics to a file for other programs."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.archive.columns import ACHIEVEMENT_COLUMNS, METRIC_COLUMNS, Table
    from kexie_nlp.export import export as write

    if output is None and format is ExportFormat.xlsx and sys.stdout.isatty():
        raise typer.BadParameter("an xlsx file cannot be shown on a terminal; name one with --output", param_hint="--output")
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
