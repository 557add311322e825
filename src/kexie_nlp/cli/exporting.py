"""``export``: what a query and filters choose of an archive, in a format that other programs read."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import Format, print_rows, say
from kexie_nlp.export.formats import FORMATS
from kexie_nlp.export.formats import Format as ExportedFormat

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive, Filters
    from kexie_nlp.archive.selecting import Selection
    from kexie_nlp.labels import EntityType

ExportFormat = StrEnum("ExportFormat", {name: name for name in FORMATS})  # type: ignore[misc]
QueryOption = Annotated[str, typer.Option("--query", metavar="QUERY", help="What to take, in the query language; all if left out.")]
_COUNTED = {"web-annotation": "annotations", "duee": "events"}


class Scope(StrEnum):
    """What is exported."""

    passages = "passages"
    entities = "entities"
    achievements = "achievements"
    metrics = "metrics"
    reports = "reports"


def _print_formats(wanted: bool) -> None:
    """Print the formats and leave."""
    if wanted:
        rows = ({"format": one.name, "holds": ", ".join(one.scopes), "meaning": _meaning(one)} for one in FORMATS.values())
        print_rows(rows, Format.table, {"format": "格式", "holds": "内容", "meaning": "说明"})
        raise typer.Exit


def _meaning(one: ExportedFormat) -> str:
    """Return what a format is, and what to install for it."""
    return f"{one.meaning} (pip install {one.extra})" if one.extra else one.meaning


@filtered("year", "region", "association", "kind", "contest", "award", "indicator", "text")
def export(
    format: Annotated[ExportFormat, typer.Option("--format", help="The file format.")],
    scope: Annotated[
        Scope | None, typer.Option("--in", help="What to export; by default the achievements, or whole reports for annotation tools.")
    ] = None,
    query: QueryOption = "",
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only entities of this type, such as AWARD; may be given more than once."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file, folder or .zip to write; standard output if left out.")
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    _list: Annotated[
        bool, typer.Option("--list-formats", callback=_print_formats, is_eager=True, help="Print what each format is and holds, and exit.")
    ] = False,
    *,
    filters: "Filters",
) -> None:
    """Write what a query and filters choose to a file for other programs."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.archive.selecting import Selection

    chosen = FORMATS[format.value]
    wanted = scope.value if scope else chosen.scopes[0]
    chosen.check(wanted)  # before the archive is opened
    selection = Selection(wanted, query, filters, _types(types or []))
    if output is None:
        _check_standard_output(chosen)
    with Archive.open(archive) as opened:
        count = _write(opened, selection, chosen, output)
    say(f"{count} {_COUNTED.get(chosen.name, selection.scope)} written")
    if not count:
        say("  nothing in the archive fits; `search` with the same query says what a weaker one finds")


def _write(archive: "Archive", selection: "Selection", chosen: ExportedFormat, output: Path | None) -> int:
    """Write what is chosen to a file or to standard output, and return how much that was."""
    from kexie_nlp.export import write_file, write_selection

    selected = archive.select(selection)
    if output is None:
        return write_selection(selected, selection, chosen.name, sys.stdout.buffer)
    try:
        return write_file(selected, selection, chosen.name, output)
    except OSError as error:
        raise typer.BadParameter(f"{output} cannot be written ({error.strerror or error})", param_hint="--output") from error


def _types(names: list[str]) -> "tuple[EntityType, ...]":
    """Return the entity types of these names, in capitals or not, or in Chinese."""
    from kexie_nlp.labels import LABELS

    known = {label.name.lower(): label.name for label in LABELS} | {label.zh: label.name for label in LABELS}
    unknown = [name for name in names if name.lower() not in known]
    if unknown:
        raise typer.BadParameter(
            f"{unknown[0]!r} is no entity type; write one of {', '.join(label.name for label in LABELS)}", param_hint="--type"
        )
    return tuple(known[name.lower()] for name in names)


def _check_standard_output(chosen: ExportedFormat) -> None:
    """Refuse to show on a terminal, or to write to a pipe, what can only be a file or a folder."""
    if chosen.shape == "folder":
        raise typer.BadParameter(f"{chosen.name} is a folder of files; name one, or a .zip, with --output", param_hint="--output")
    if chosen.shape == "binary" and sys.stdout.isatty():
        raise typer.BadParameter(f"{chosen.name} cannot be shown on a terminal; name a file with --output", param_hint="--output")
