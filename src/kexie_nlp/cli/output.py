"""How rows are printed: a table for a person, JSON lines or CSV for a program."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from itertools import chain, islice
from typing import Annotated, Any

import typer

_WIDTH_WITHOUT_TERMINAL = 160
_LONGEST_CELL = 60
NOTHING_FITS = "nothing in the archive fits"
_MOST_ROWS = 1_000_000_000
_NUMBERS = ("count", "value", "start", "end", "score", "total")


class NumberName(str):
    """A field that holds numbers; a table sets it right."""


class WholeName(str):
    """A field that is of no use if it is cut off, such as a reason or a calculation; a table gives it as many lines as it needs."""


class Format(StrEnum):
    """An output format."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="table for reading; jsonl and csv for other programs.")]


def print_rows(rows: Iterable[Mapping[str, Any]], output: Format, columns: Mapping[str, str], *, nothing: str = "") -> None:
    """Print rows to standard output.

    Args:
        rows: fields by name.
        output: the format.
        columns: field → Chinese heading of what the table shows; the other formats print every field.
        nothing: what to say on standard error if there are no rows.
    """
    printers: dict[Format, Callable[[Iterable[Mapping[str, Any]], Mapping[str, str]], None]] = {
        Format.table: _print_table,
        Format.jsonl: _print_jsonl,
        Format.csv: _print_csv,
    }
    begun = iter(rows)
    first = list(islice(begun, 1))
    printers[output](chain(first, begun), columns)
    if not first and nothing:
        say(nothing)


def _print_jsonl(rows: Iterable[Mapping[str, Any]], _columns: Mapping[str, str]) -> None:
    """Print one JSON object a line."""
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _print_csv(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Print comma-separated values with the field names as heading."""
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(
            {name: json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value for name, value in row.items()}
        )
    if writer is None:
        csv.DictWriter(sys.stdout, list(columns), lineterminator="\n").writeheader()


def _print_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Print an aligned table with Chinese headings."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, heading in columns.items():
        table.add_column(heading, justify="right" if name in _NUMBERS or isinstance(name, NumberName) else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(name), whole=isinstance(name, WholeName))) for name in columns))
    width = None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL
    Console(width=width, highlight=False).print(table)


def table_width() -> int:
    """Return how many columns a table may take."""
    from shutil import get_terminal_size

    return get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL


def _cell(value: Any, *, whole: bool = False) -> str:
    """Return a value as a person reads it, on one line and, unless it is wanted whole, not too long."""
    if value is None:
        return ""
    shown = " ".join(str(value).split())
    return shown if whole or len(shown) <= _LONGEST_CELL else shown[: _LONGEST_CELL - 1] + "…"


def within_reach(rows: int | None) -> int | None:
    """Return a number of rows that programs below can hold; any larger one asks for all there are, too."""
    return None if rows is None else min(rows, _MOST_ROWS)


def say(message: str) -> None:
    """Print a message for a person to standard error."""
    print(message, file=sys.stderr)


def first_rows(rows: list[dict[str, Any]], limit: int | None) -> list[dict[str, Any]]:
    """Return the first ``limit`` rows, all if it is None, and say how many others there are."""
    if limit is not None and len(rows) > limit:
        say(f"the first {limit:,} of {len(rows):,} rows; without --limit, all are shown")
    return rows[:limit]


def record_line(record: Any, sentence: str) -> dict[str, Any]:
    """Return an achievement or a metric as a line of ``extract``."""
    from kexie_nlp.contract import achievement_line, metric_line
    from kexie_nlp.records import Achievement

    return achievement_line(record, sentence) if isinstance(record, Achievement) else metric_line(record, sentence)
