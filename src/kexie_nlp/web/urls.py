"""All addresses of the pages, made in one place."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus


def address(path: str, parameters: Mapping[str, Any] | None = None, fragment: str = "") -> str:
    """Return the address of a page with its parameters; those that say nothing are left out, lists are repeated."""
    told = [(name, value) for name, value in (parameters or {}).items() if value not in (None, "", False, [], ())]
    pairs = [f"{name}={quoted(_written(one))}" for name, value in told for one in (value if isinstance(value, (list, tuple)) else [value])]
    return path + (f"?{'&'.join(pairs)}" if pairs else "") + (f"#{quote(fragment)}" if fragment else "")


def report(report_id: str, start: int | None = None, end: int | None = None, q: str = "") -> str:
    """Return the address of a report, or of a place in it."""
    asked = f"q={quoted(q)}" if q else ""
    if start is None:
        return f"/report/{report_id}{'?' if asked else ''}{asked}"
    return f"/report/{report_id}?{asked}{'&' if asked else ''}at={start}{'' if end is None else f'&end={end}'}#here"


def search(parameters: Mapping[str, Any]) -> str:
    """Return the address of a search."""
    return address("/", parameters)


def alike(report_id: str, start: int) -> str:
    """Return the address of the passages that are like one."""
    return f"/?like={report_id}%3A{start}&explain=true"


@lru_cache(maxsize=4096)
def quoted(value: str) -> str:
    """Return a value as it stands in an address, its special characters written in numbers."""
    return quote_plus(value)


def _written(value: Any) -> str:
    """Return a value as it stands in an address."""
    return "true" if value is True else str(value)
