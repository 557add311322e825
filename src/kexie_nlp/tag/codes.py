"""Characters as numbers, and the terms of one and two characters that a text holds, found by these."""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Offsets = NDArray[np.int64]

# tables have a place for each character below, the last of which stands for all others
_LAST: Final = 0xFFFF


def code_points(text: str) -> Codes:
    """Return the code points of the characters of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


class ShortTerms:
    """Terms of one and two characters; two in three matches are, and tables find them faster than an automaton does."""

    def __init__(self, kinds: Mapping[str, int]) -> None:
        """Build the tables from the kinds of each term for which ``holds`` is true."""
        pairs = {term: kind for term, kind in kinds.items() if len(term) > 1}
        self._single = np.zeros(_LAST + 1, np.uint64)
        self._single[[ord(term) for term in kinds if len(term) == 1]] = [kind for term, kind in kinds.items() if len(term) == 1]
        self._is_single = self._single != 0
        self._first, self._second = _numbered(term[0] for term in pairs), _numbered(term[1] for term in pairs)
        # the kinds of pairs are few, so their numbers make a small table
        distinct = sorted({0, *pairs.values()})
        self._kinds = np.array(distinct, dtype=np.uint64)
        self._pair = np.zeros((int(self._first.max()) + 1, int(self._second.max()) + 1), np.uint16)
        for term, kind in pairs.items():
            self._pair[self._first[ord(term[0])], self._second[ord(term[1])]] = distinct.index(kind)

    @staticmethod
    def holds(term: str) -> bool:
        """Tell whether a term is short enough, and of characters that the tables have a place for."""
        return len(term) <= 2 and all(ord(char) < _LAST for char in term)

    def find(self, codes: Codes) -> tuple[Offsets, Offsets, NDArray[np.uint64]]:
        """Return where the terms begin and end, and their kinds, those of two characters first."""
        # here and elsewhere truth is made first, because the places of what is true are found in a third of the time
        alone = np.flatnonzero(self._is_single.take(codes, mode="clip"))
        first, second = self._first.take(codes[:-1], mode="clip"), self._second.take(codes[1:], mode="clip")
        likely = np.flatnonzero((first != 0) & (second != 0))
        numbers = self._pair[first[likely], second[likely]]
        known = np.flatnonzero(numbers != 0)
        pairs = likely[known]
        kinds = np.concatenate([self._kinds[numbers[known]], self._single[codes[alone]]])
        return np.concatenate([pairs, alone]), np.concatenate([pairs + 2, alone + 1]), kinds


def _numbered(chars: Iterable[str]) -> NDArray[np.uint16]:
    """Return a table that numbers these characters from 1 and has 0 for all others."""
    table = np.zeros(_LAST + 1, np.uint16)
    listed = [ord(char) for char in sorted({*chars})]
    table[listed] = np.arange(1, len(listed) + 1)
    return table
