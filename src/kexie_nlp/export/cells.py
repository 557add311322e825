"""A cell's value for formats that know text and numbers only."""

from datetime import date
from decimal import Decimal


def cell(value: object) -> str | int | float | Decimal | None:
    """Return a value as text or number; spans as ``name:12-15`` or ``12-15``, parted by blanks."""
    match value:
        case None | str() | int() | float() | Decimal():
            return value
        case date():
            return value.isoformat()
        case tuple():
            return " ".join(_span(span) for span in value) or None
        case _:
            return str(value)


def _span(span: tuple[object, ...]) -> str:
    """Return one span, with the name before it if it has one."""
    *name, start, end = span
    return "".join(f"{part}:" for part in name) + f"{start}-{end}"
