"""Text that was changed for reading, with the way back to every original character."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Offsets = NDArray[np.int64]


@dataclass(frozen=True)
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

    def spans_to_source(self, starts: Sequence[int], ends: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return the starts and the ends that ``span_to_source`` gives, of many spans at once."""
        return self._moved(starts, 0), self._moved(ends, 1)

    def _moved(self, offsets: Sequence[int], behind: int) -> list[int]:
        """Return source offsets, each moved with the character that stands ``behind`` characters before it."""
        if not self._is_changed:
            return [*offsets]
        import numpy as np

        array = np.array(offsets, dtype=np.int64)
        starts, shifts, _, _ = self._arrays
        moved: list[int] = (array + shifts[np.searchsorted(starts, array - behind, side="right") - 1]).tolist()
        return moved

    def from_source(self, offset: int) -> int:
        """Return the offset in the copy of the first kept character at or behind the source ``offset``."""
        behind = bisect_right(self._source_starts, offset)
        if behind == 0:
            return 0
        limit = self.starts[behind] if behind < len(self.starts) else len(self.text)
        return min(offset - self.shifts[behind - 1], limit)

    def all_from_source(self, offsets: Sequence[int]) -> list[int]:
        """Return what ``from_source`` gives, for many offsets at once."""
        if not self._is_changed:
            return [*offsets]
        import numpy as np

        array = np.array(offsets, dtype=np.int64)
        _, shifts, source_starts, limits = self._arrays
        behind = np.searchsorted(source_starts, array, side="right")
        moved = np.minimum(array - shifts[behind - 1], limits[behind])
        kept: list[int] = np.where(behind == 0, 0, moved).tolist()
        return kept

    @property
    def _is_changed(self) -> bool:
        """Whether any offset differs from that in the source."""
        return len(self.starts) > 1 or self.shifts[0] != 0

    @cached_property
    def _arrays(self) -> "tuple[Offsets, Offsets, Offsets, Offsets]":
        """The starts, the shifts, the source offsets of the starts, and where each stretch ends behind the first."""
        import numpy as np

        starts, shifts = np.array(self.starts, dtype=np.int64), np.array(self.shifts, dtype=np.int64)
        return starts, shifts, starts + shifts, np.append(starts, len(self.text))

    @cached_property
    def _source_starts(self) -> tuple[int, ...]:
        """The source offsets at which the stretches begin."""
        return tuple(start + shift for start, shift in zip(self.starts, self.shifts, strict=True))


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
