"""Text that was changed for reading, with the way back to every original character."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MappedText:
    """A changed copy of a text.

    Attributes:
        text: the changed copy.
        starts: offsets in ``text`` at which a stretch begins that keeps its distance to the source, ascending from 0.
        shifts: source offset minus copy offset, one a stretch.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def to_source(self, offset: int) -> int:
        """Return the source offset of the character at ``offset``."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span from the first to the last character of a non-empty span."""
        return self.to_source(start), self.to_source(end - 1) + 1

    def from_source(self, offset: int) -> int:
        """Return the offset in the copy of the first kept character at or behind the source ``offset``."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] + self.shifts[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        stretch = low - 1
        if stretch < 0:
            return 0
        limit = self.starts[low] if low < len(self.starts) else len(self.text)
        return min(offset - self.shifts[stretch], limit)


def without(text: str, spans: Iterable[tuple[int, int]]) -> MappedText:
    """Return ``text`` without the given spans, which ascend and do not overlap."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = cursor = 0
    for start, end in spans:
        pieces.append(text[cursor:start])
        length += start - cursor
        cursor = end
        if starts[-1] == length:
            shifts[-1] = cursor - length
        else:
            starts.append(length)
            shifts.append(cursor - length)
    pieces.append(text[cursor:])
    return MappedText("".join(pieces), tuple(starts), tuple(shifts))


def without_matches(text: str, pattern: re.Pattern[str], keep: Callable[[re.Match[str]], bool] | None = None) -> MappedText:
    """Return ``text`` without the matches of ``pattern``, save those that ``keep`` holds on to."""
    return without(text, (match.span() for match in pattern.finditer(text) if keep is None or not keep(match)))
