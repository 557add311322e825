"""``freeze``: a selection of an archive as a corpus that can be cited, verified and made anew."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.exporting import QueryOption
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kexie_nlp.archive import Filters

_MOST_SHOWN = 50


@filtered("year", "region", "association", "kind", "contest", "award", "indicator", "text")
def freeze(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The name of the corpus, as it will be cited.")] = None,
    query: QueryOption = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The folder (or .zip) for the corpus.")] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="DIR", help="Hold every file of a frozen corpus against its hash.")
    ] = None,
    rebuild: Annotated[
        Path | None, typer.Option("--rebuild", metavar="DIR", help="Make a frozen corpus anew from its texts and compare byte by byte.")
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    *,
    filters: "Filters",
) -> None:
    """Freeze reports as a corpus with manifest, datasheet and codebook; or verify or rebuild such a corpus."""
    if sum(given is not None for given in (name, verify, rebuild)) != 1:
        raise typer.BadParameter("give a NAME to freeze, or --verify DIR, or --rebuild DIR", param_hint="NAME")
    if verify is not None:
        _verify(verify)
    elif rebuild is not None:
        _rebuild(rebuild, output)
    elif name is None or not name.strip() or output is None:
        raise typer.BadParameter("a NAME and a folder are needed to freeze a corpus", param_hint="--output")
    else:
        _freeze(name.strip(), query, output, archive, filters)


def _freeze(name: str, query: str, output: Path, archive: Path, filters: "Filters") -> None:
    """Freeze what is chosen of the archive."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.archive.selecting import Selection
    from kexie_nlp.corpus import freeze as write
    from kexie_nlp.export.targets import folder_target
    from kexie_nlp.pipeline import analyze, default_lexicons

    with Archive.open(archive) as opened, folder_target(output) as target, _progress() as progress:
        manifest = write(opened, name, Selection("reports", query, filters), target, default_lexicons(), analyze, progress)
    told = ", ".join(f"{count} {what}" for what, count in manifest.counts.items())
    say(f"{name}: {told}; frozen in {output}")


def _verify(folder: Path) -> None:
    """Tell what is wrong with a corpus."""
    from kexie_nlp.corpus import verify

    faults = list(verify(folder))
    say(f"{folder}: {f'{len(faults)} faults' if faults else 'every file is as it was frozen'}")
    _tell(faults)


def _rebuild(folder: Path, output: Path | None) -> None:
    """Make a corpus anew and tell what came out otherwise."""
    from kexie_nlp.corpus import rebuild
    from kexie_nlp.pipeline import analyze, default_lexicons

    with _progress() as progress:
        done = rebuild(folder, output, default_lexicons(), analyze, progress)
    say(f"{folder}: {done.reports} reports made anew, {'the same bytes' if not done.differing else f'{len(done.differing)} files differ'}")
    for difference in done.makers:
        say(f"  made with another {difference}")
    _tell([f"{folder / name}: differs" for name in done.differing])


@contextmanager
def _progress() -> "Iterator[Callable[[str], None]]":
    """Show on standard error, on a terminal, which report is at work."""
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        count = 0

        def tell(report_id: str) -> None:
            nonlocal count
            count += 1
            status.update(f"{count} {report_id}")

        yield tell


def _tell(faults: list[str]) -> None:
    """List faults, and leave with 1 if there are any."""
    for fault in faults[:_MOST_SHOWN]:
        say(f"  {fault}")
    if len(faults) > _MOST_SHOWN:
        say(f"  … and {len(faults) - _MOST_SHOWN} more")
    if faults:
        raise typer.Exit(1)
