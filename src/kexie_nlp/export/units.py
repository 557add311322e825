"""Offsets in the unit of programs that count UTF-16 code units, as Java and JavaScript do."""

from bisect import bisect_left
from collections.abc import Callable


def utf16_offsets(text: str) -> Callable[[int], int]:
    """Return what gives the number of UTF-16 code units before a code point of ``text``."""
    if not text or max(text) <= "\uffff":
        return lambda offset: offset
    astral = [place for place, char in enumerate(text) if char > "\uffff"]
    return lambda offset: offset + bisect_left(astral, offset)
