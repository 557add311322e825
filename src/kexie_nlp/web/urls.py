"""All addresses of the pages, made in one place."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, quote_plus, urlencode


def address(path: str, parameters: Mapping[str, Any] | None = None, fragment: str = "") -> str:
    """Return the address of a page with its parameters; those that say nothing are left out, lists are repeated."""
    told = [(name, value) for name, value in (parameters or {}).items() if value not in (None, "", False, [], ())]
    pairs = [(name, _written(one)) for name, value in told for one in (value if isinstance(value, (list, tuple)) else [value])]
    return path + (f"?{urlencode(pairs)}" if pairs else "") + (f"#{quote(fragment)}" if fragment else "")


def report(report_id: str, start: int | None = None, end: int | None = None, q: str = "") -> str:
    """Return the address of a report, or of a place in it."""
    return address(
        f"/report/{report_id}", {"q": q, "at": None if start is None else str(start), "end": end}, "" if start is None else "here"
    )


def search(parameters: Mapping[str, Any]) -> str:
    """Return the address of a search."""
    return address("/", parameters)


def more(base: str, name: str, value: str) -> str:
    """Return an address with one more parameter; of many addresses that differ in this alone, the rest is made but once."""
    return f"{base}{'&' if '?' in base else '?'}{name}={quote_plus(value)}"


def _written(value: Any) -> str:
    """Return a value as it stands in an address."""
    return "true" if value is True else str(value)
