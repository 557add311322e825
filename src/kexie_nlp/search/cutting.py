"""A folded text cut in two ways: character pairs, by which everything is found, and words, by which hits are ranked.

Before pairs are made, a Latin letter or digit that begins a word is replaced by its capital, so that a pair tells whether a word begins
there; nothing else in a folded text is a capital, and no position moves.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.folding import LATIN

if TYPE_CHECKING:
    import rjieba

START_MARK: Final = "\x02"
"""Stands before a value, so that its first character is not the beginning of all that is known of it."""

END_MARK: Final = "\x04"
"""Follows the last character of a text, so that this, too, begins a pair."""

_LONGEST_WORD: Final = 4
_LATIN_WORD: Final = re.compile(r"([0-9a-z]+(?:[.\-/][0-9a-z]+)*)")
_WORD_START: Final = re.compile(r"[0-9a-z](?<![0-9a-z][0-9a-z])")
CAPITALS: Final = {char: char.upper() if char.isalpha() else chr(ord(char) + 0xFEE0) for char in LATIN}
"""What stands for a Latin letter or digit where it begins a word."""


def with_capitals(text: str) -> str:
    """Return a folded text with a capital where a Latin word begins; digits have full-width forms for capitals."""
    return _WORD_START.sub(lambda match: CAPITALS[match[0]], text)


def run_forms(run: str, *, at_word_start: bool = False) -> tuple[str, ...]:
    """Return what a folded run looks like in texts with capitals; two forms where its beginning may be that of a word or not."""
    marked = with_capitals(run)
    return (marked,) if marked[:1] == run[:1] or at_word_start else (marked, run[0] + marked[1:])


def pairs(text: str) -> list[str]:
    """Return the character pairs of ``text`` in order; the last is the last character and an end mark."""
    return list(map(str.__add__, text, text[1:] + END_MARK)) if text else []


def pair_places(text: str) -> dict[str, list[int]]:
    """Return the character pairs of ``text`` and the positions at which each begins; every position begins one."""
    found: dict[str, list[int]] = {}
    for position, pair in enumerate(pairs(text)):
        found.setdefault(pair, []).append(position)
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
    for piece in word_list(text):
        found[piece] = found.get(piece, 0) + 1
    return found


def word_list(text: str) -> list[str]:
    """Return the words of two and more characters in ``text``, in jieba's order."""
    return [piece for piece in pieces(text) if len(piece) > 1]


def words_of_lines(text: str) -> Iterator[set[str]]:
    """Yield the words of each line of ``text``, which is cut at one go."""
    line: set[str] = set()
    for piece in pieces(text):
        if "\n" in piece:
            yield line
            yield from (set[str]() for _ in range(piece.count("\n") - 1))
            line = set()
        elif len(piece) > 1:
            line.add(piece)
    yield line


def possible_words(run: str) -> list[str]:
    """Return every piece of ``run`` that an index may know as a word; made without a dictionary, so that a query loads none."""
    latin = _LATIN_WORD.findall(run)
    ends = ((start, start + size) for size in range(_LONGEST_WORD, 1, -1) for start in range(len(run) - size + 1))
    return list(dict.fromkeys([*latin, *(run[start:end] for start, end in ends)]))


def weaker_words(run: str) -> list[str]:
    """Return the words that ``run`` is made of, to propose a query that asks for less; empty if it is one word."""
    pieces = [piece for piece in _segmenter().cut(run) if len(piece) > 1]
    return pieces if len(pieces) > 1 else []


def pieces(text: str) -> list[str]:
    """Return words and single characters; a run of Latin letters and digits is one word, as rjieba and jieba differ on those."""
    parts = _LATIN_WORD.split(text)
    if len(parts) == 1:
        return _segmenter().cut_for_search(text)
    latin, mark = iter(parts[1::2]), unused(text)
    return [next(latin) if piece == mark else piece for piece in _segmenter().cut_for_search(mark.join(parts[::2]))]


def unused(text: str) -> str:
    """Return a character that ``text`` has not, for private use, so that it is folded to itself and part of no word and no numeral."""
    return next(char for char in map(chr, chain(range(0xE000, 0xF900), range(0xF0000, 0x110000))) if char not in text)


@cache
def _segmenter() -> "rjieba.Jieba":
    """Return a segmenter of our own."""
    import rjieba

    return rjieba.Jieba()
