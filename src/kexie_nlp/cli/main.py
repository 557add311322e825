"""``kexie-nlp``: the commands, one a line, and what happens when one fails."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kexie_nlp import __version__
from kexie_nlp.cli import (
    annotations,
    archive,
    batching,
    checking,
    correcting,
    demo,
    exporting,
    freezing,
    helping,
    learning,
    linking,
    records,
    searching,
    serving,
    stages,
    statistics,
    suggesting,
)
from kexie_nlp.errors import ChoiceError, KexieError, QueryError
from kexie_nlp.resources import OWN_LEXICONS_VARIABLE

app = typer.Typer(
    name="kexie-nlp",
    help="Read, tag, count and search the yearly reports of Chinese science associations (科协).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(demo.demo)
app.command()(stages.text)
app.command()(stages.tokens)
app.command()(stages.tag)
app.command()(stages.extract)
app.command()(checking.check)
app.command()(archive.add)
app.command()(archive.remove)
app.command()(archive.reindex)
app.command(name="list")(archive.list_reports)
app.command()(archive.show)
app.command()(searching.search)
app.command()(suggesting.suggest)
app.command()(batching.saved)
app.command()(records.achievements)
app.command()(records.metrics)
app.command()(statistics.series)
app.command()(statistics.compare)
app.command()(statistics.ladder)
app.command()(statistics.plans)
app.command()(statistics.calendar)
app.command()(exporting.export)
app.command()(freezing.freeze)
app.command()(annotations.import_annotations)
app.command()(linking.link)
app.command()(linking.links)
app.add_typer(correcting.corrections)
app.command()(serving.serve)
app.command()(learning.train)
app.command()(learning.evaluate)
app.command(name="help")(helping.show_help)


def _print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        print(f"kexie-nlp {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")] = False,
    lexicons: Annotated[
        Path | None,
        typer.Option(
            help=f"A folder of your own lexicons, used on top of the project's (or set {OWN_LEXICONS_VARIABLE}).",
            exists=True,
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Options of all commands."""
    if lexicons is not None:
        os.environ[OWN_LEXICONS_VARIABLE] = str(lexicons.resolve())


def main() -> None:
    """Run the command line; an expected failure is one message on standard error and an exit status, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "surrogatepass")
    try:
        app(_arguments(sys.argv[1:]), prog_name="kexie-nlp")
    except (QueryError, ChoiceError) as error:
        _fail(error, 2)
    except KexieError as error:
        _fail(error, 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _fail(f"{error.filename or 'a file'}: {error.strerror or error}", 1)


def _arguments(given: list[str]) -> list[str]:
    """Return the arguments with a blank before a query that begins with a minus, such as -机器人, which is no option."""
    if given[:1] != ["search"]:
        return given
    return [f" {one}" if len(one) > 1 and one[0] == "-" and not one[1].isascii() else one for one in given]


def _fail(error: KexieError | str, status: int) -> None:
    """Print what went wrong and leave."""
    print(f"kexie-nlp: {error}", file=sys.stderr)
    sys.exit(status)
