"""Timing, and the table that all measurements end in."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement: what it is, what was found, and what it is held against."""

    what: str
    found: str
    against: str = ""


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the shortest of some runs in seconds; the others were disturbed."""
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def share(numbers: Sequence[float], part: float) -> float:
    """Return the value that ``part`` of the numbers do not exceed."""
    ordered = sorted(numbers)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def print_table(title: str, rows: Sequence[Row]) -> None:
    """Print measurements to standard output."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("what", "found", "against"):
        table.add_column(heading, justify="right" if heading == "found" else "left")
    for row in rows:
        table.add_row(row.what, row.found, row.against)
    console = Console(highlight=False)
    console.print(table)
    console.print()
