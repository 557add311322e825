"""A folded text cut in two ways: character pairs, by which everything is found, and words, by which hits are ranked."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import rjieba

END_MARK: Final = "\x02"
"""Follows the last character of a text, so that this, too, begins a pair."""

_LONGEST_WORD: Final = 4
_LATIN: Final = re.compile(r"[0-9a-z]+(?:[.\-/][0-9a-z]+)*")


def grams(text: str) -> dict[str, list[int]]:
    """Return the character pairs of ``text`` and the positions at which each begins; every position begins one."""
    found: dict[str, list[int]] = {}
    previous = ""
    for position, char in enumerate(text + END_MARK, -1):
        if previous:
            found.setdefault(previous + char, []).append(position)
        previous = char
    return found


def cover(run: str) -> list[tuple[str, int]]:
    """Return the fewest pairs that together are ``run``, each with its distance from the run's beginning.

    A run of one character has no pair; it is found as the beginning of pairs.
    """
    last = len(run) - 2
    starts = [*range(0, last, 2), last] if last >= 0 else []
    return [(run[start : start + 2], start) for start in starts]


def words(text: str) -> dict[str, int]:
    """Return the words of two and more characters in ``text``, by jieba's search mode, and how often each stands there."""
    found: dict[str, int] = {}
    for piece in _pieces(text):
        if len(piece) > 1:
            found[piece] = found.get(piece, 0) + 1
    return found


def possible_words(run: str) -> list[str]:
    """Return every piece of ``run`` that an index may know as a word; made without a dictionary, so that a query loads none."""
    latin = _LATIN.findall(run)
    ends = ((start, start + size) for size in range(_LONGEST_WORD, 1, -1) for start in range(len(run) - size + 1))
    return list(dict.fromkeys([*latin, *(run[start:end] for start, end in ends)]))


def weaker_words(run: str) -> list[str]:
    """Return the words that ``run`` is made of, to propose a query that asks for less; empty if it is one word."""
    pieces = [piece for piece in _segmenter().cut(run) if len(piece) > 1]
    return pieces if len(pieces) > 1 else []


def _pieces(text: str) -> Iterator[str]:
    """Yield words; a run of Latin letters and digits is one, as rjieba and jieba differ on those."""
    cut = _segmenter().cut_for_search
    cursor = 0
    for match in _LATIN.finditer(text):
        yield from cut(text[cursor : match.start()])
        yield match[0]
        cursor = match.end()
    yield from cut(text[cursor:])


@cache
def _segmenter() -> "rjieba.Jieba":
    """Return a segmenter of our own."""
    import rjieba

    return rjieba.Jieba()
