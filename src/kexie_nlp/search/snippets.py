"""The part of a passage that shows best what was asked for."""

import re
from collections.abc import Sequence
from typing import Final

Span = tuple[int, int]

LONGEST: Final = 120
"""Characters of a snippet, without the signs of omission."""

_OMITTED: Final = "…"
_LEAD: Final = 20
_WHITE: Final = re.compile(r"\s")
_BREAKS: Final = frozenset("，。；：！？、,;:!?\t\n ")


def snippet(text: str, marks: Sequence[Span], longest: int = LONGEST) -> tuple[str, tuple[Span, ...]]:
    """Return a stretch of ``text`` with as many of ``marks`` as fit, and the marks as spans of what is returned.

    White space other than a blank is shown as a blank, character for character.
    """
    start, end = _window(text, marks, longest)
    before = _OMITTED if start > 0 else ""
    after = _OMITTED if end < len(text) else ""
    shown = _WHITE.sub(" ", text[start:end])
    shift = len(before) - start
    inside = tuple((max(first, start) + shift, min(last, end) + shift) for first, last in marks if first < end and last > start)
    return before + shown + after, inside


def _window(text: str, marks: Sequence[Span], longest: int) -> Span:
    """Return the span of ``text`` to show: the one with most marks in it, the earliest of equals."""
    if len(text) <= longest or not marks:
        return 0, min(len(text), longest)
    best = max(marks, key=lambda mark: (sum(mark[0] <= first and last <= mark[0] + longest - _LEAD for first, last in marks), -mark[0]))
    start = max(0, min(best[0] - _LEAD, len(text) - longest))
    breaks = [at + 1 for at in range(start, best[0]) if text[at] in _BREAKS]
    if start and breaks:
        start = breaks[0]
    return start, min(len(text), start + longest)
