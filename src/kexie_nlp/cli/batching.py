"""Many queries at once: those of a file (``search --batch``) and the archive's saved ones (``saved``)."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.hits import hit_line
from kexie_nlp.cli.output import Format, FormatOption, print_rows, say

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive
    from kexie_nlp.search.batch import BatchAnswer, BatchLine

_COLUMNS = {"line": "行", "name": "名称", "query": "检索式", "total": "命中"}


def ask_batch(archive: "Archive", file: str, options: dict[str, Any], output: Format) -> None:
    """Ask the queries of a file and print a table of counts, or in jsonl their hits; a bad line is told and does not stop the rest."""
    from kexie_nlp.search.batch import batch_lines, read_batch

    lines = list(batch_lines(_standard_input())) if file == "-" else read_batch(Path(file))
    failures = print_answers(archive, lines, options, output, "standard input" if file == "-" else file)
    if failures:
        raise typer.Exit(1)


def print_answers(archive: "Archive", lines: "Iterable[BatchLine]", options: dict[str, Any], output: Format, source: str) -> int:
    """Print what queries find, tell of those that cannot be asked, and return how many these are."""
    if output is not Format.jsonl:
        options = {**options, "limit": 0}
    failures: list[BatchAnswer] = []
    asked: list[BatchAnswer] = []

    def rows() -> Iterator[dict[str, Any]]:
        for answer in archive.search_batch(lines, **options):
            (asked if answer.error is None else failures).append(answer)
            yield from _hit_rows(answer, options["explain"]) if output is Format.jsonl else [_count_row(answer)]

    print_rows(rows(), output, _COLUMNS)
    for answer in failures:
        say(f"{source}:{answer.line.number}: {answer.error}")
    say(f"{len(asked)} queries asked, {len(failures)} failed")
    return len(failures)


def _count_row(answer: "BatchAnswer") -> dict[str, Any]:
    """Return a query's count; None where it could not be asked."""
    line = answer.line
    return {"line": line.number, "name": line.name, "query": line.query, "total": answer.result.total if answer.result else None}


def _hit_rows(answer: "BatchAnswer", explained: bool) -> Iterator[dict[str, Any]]:
    """Yield a query's hits, each with the query; for a query without any, one row that says so."""
    head = {**_count_row(answer), "error": str(answer.error) if answer.error else None}
    hits = answer.result.hits if answer.result else ()
    yield from ({**head, **hit_line(hit, explained=explained)} for hit in hits)
    if not hits:
        yield head


def saved(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    forget: Annotated[str | None, typer.Option("--forget", metavar="NAME", help="Forget the query saved under this name.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """List the saved queries of the archive, and how many hits each has now."""
    from kexie_nlp.archive import Archive

    with Archive.open(archive) as opened:
        if forget is not None:
            opened.saved.forget(forget)
            say(f"{forget} forgotten")
            return
        lines = list(opened.saved.all().values())
        options = {"explain": False, "limit": 0}
        failures = print_answers(opened, lines, options, output, str(archive / "queries.tsv")) if lines else 0
    if not lines:
        say("no query is saved; search --save NAME QUERY saves one")
    if failures:
        raise typer.Exit(1)


def _standard_input() -> str:
    """Return standard input as text.

    Raises:
        KexieError: if it is not UTF-8.
    """
    from kexie_nlp.errors import KexieError

    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KexieError(f"standard input: byte {error.start} is not UTF-8") from error
