"""What the classifier looks at: each candidate as a row of hashed features, made for all candidates of a text at once.

Arrays of integers rather than dictionaries of strings, because making features is what tagging costs. A substring's hash comes from
prefix sums (Karp & Rabin 1987), so that words, their neighbours and their pieces are hashed without being cut out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.document import Token
from kexie_nlp.tag.matches import Match

U64 = NDArray[np.uint64]
BUCKET_BITS: Final = 20
_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_MIX: Final = np.uint64(0xBF58476D1CE4E5B9)
_PAIR: Final = np.uint64(0x94D049BB133111EB)
_SHIFT: Final = np.uint64(64 - BUCKET_BITS)
_HALF: Final = np.uint64(29)
_POS_CODES: Final = 0x1F
# signs inside a span that tell names from clauses; each is counted by prefix sums
_COUNTED: Final = ("、", "的", "“”\"", "0123456789", "和与及暨", "第", "（）()", "了为将被在对使让")


@dataclass(frozen=True, slots=True)
class TextArrays:
    """A text as arrays over its characters."""

    prefix: U64
    power: U64
    word_start: NDArray[np.int64]
    word_end: NDArray[np.int64]
    word_index: NDArray[np.int64]
    pos: U64
    counts: tuple[NDArray[np.int32], ...]
    kinds_from: U64
    kinds_to: U64
    length: int

    def substring(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> U64:
        """Return a hash of ``text[start:end]`` for each pair; equal strings have equal hashes wherever they stand."""
        difference: U64 = (self.prefix[end] - self.prefix[start]) * self.power[start]
        return difference


def text_arrays(text: str, tokens: Sequence[Token], matches: Iterable[Match]) -> TextArrays:
    """Return the arrays of a text, made once for all its candidates."""
    length = len(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    forward = _powers(_BASE, length)
    prefix = np.concatenate([np.zeros(1, np.uint64), np.cumsum((codes + np.uint64(1)) * forward[:length], dtype=np.uint64)])
    starts = np.array([token.start for token in tokens] or [0], dtype=np.int64)
    word_end = np.append(starts[1:], length)
    word_index = np.searchsorted(starts, np.arange(length + 1), side="right") - 1
    kinds_from, kinds_to = np.zeros(length + 1, np.uint64), np.zeros(length + 1, np.uint64)
    rows = np.array([(match.start, match.end, match.kinds) for match in matches] or [(0, 0, 0)], dtype=np.int64)
    np.bitwise_or.at(kinds_from, rows[:, 0], rows[:, 2].astype(np.uint64))
    np.bitwise_or.at(kinds_to, rows[:, 1], rows[:, 2].astype(np.uint64))
    return TextArrays(
        prefix,
        _powers(_INVERSE, length),
        starts,
        word_end,
        word_index,
        np.array([_pos_code(token.pos) for token in tokens] or [0], dtype=np.uint64),
        tuple(_running_count(codes, signs) for signs in _COUNTED),
        kinds_from,
        kinds_to,
        length,
    )


def _powers(base: int, length: int) -> U64:
    """Return base⁰ … baseⁿ modulo 2⁶⁴."""
    powers = np.full(length + 1, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _running_count(codes: U64, signs: str) -> NDArray[np.int32]:
    """Return how many of ``signs`` stand before each offset."""
    hits = np.isin(codes, np.array([ord(sign) for sign in signs], dtype=np.uint64))
    return np.concatenate([np.zeros(1, np.int32), np.cumsum(hits, dtype=np.int32)])


def _pos_code(pos: str) -> int:
    """Return a small number for a part of speech."""
    return sum(ord(char) * weight for char, weight in zip(pos[:2], (1, 7), strict=False)) & 0xFF


def feature_rows(arrays: TextArrays, start: NDArray[np.int64], end: NDArray[np.int64], masks: U64) -> NDArray[np.int32]:
    """Return the feature buckets of each candidate, one column a template."""
    plain = _plain_features(arrays, start, end, masks)
    columns = [*plain.values(), *_joined_features(plain)]
    return np.stack([_bucket(column, number) for number, column in enumerate(columns)], axis=1)


def _bucket(column: U64, number: int) -> NDArray[np.int32]:
    """Return the bucket of each value of a template."""
    salted = (column + np.uint64(number * 0x632BE59BD9B4E019 & (1 << 64) - 1)) * _MIX
    salted ^= salted >> _HALF
    return (salted * _PAIR >> _SHIFT).astype(np.int32)


def _pair(*parts: U64) -> U64:
    """Return one value for several together."""
    joined = parts[0]
    for part in parts[1:]:
        joined = (joined ^ (joined >> _HALF)) * _MIX + part * _PAIR + np.uint64(1)
    return joined


def _plain_features(arrays: TextArrays, start: NDArray[np.int64], end: NDArray[np.int64], masks: U64) -> dict[str, U64]:
    """Return the templates that look at one thing each."""
    last_word = len(arrays.word_start) - 1
    first = arrays.word_index[start]
    final = arrays.word_index[end - 1]
    before = np.maximum(first - (arrays.word_start[first] == start), 0)
    behind = np.minimum(arrays.word_index[np.minimum(end, arrays.length)], last_word)

    def word(index: NDArray[np.int64]) -> U64:
        return arrays.substring(arrays.word_start[index], arrays.word_end[index])

    def around(low: NDArray[np.int64], high: NDArray[np.int64]) -> U64:
        return arrays.substring(np.clip(low, 0, arrays.length), np.clip(high, 0, arrays.length))

    def last_characters(count: int) -> U64:
        return arrays.substring(np.maximum(end - count, start), end)

    lengths = np.minimum(end - start, 24).astype(np.uint64)
    words = np.minimum(final - first + 1, 9).astype(np.uint64)
    return {
        "first_word": word(first),
        "last_word": arrays.substring(np.maximum(arrays.word_start[final], start), end),
        "word_before": word(before),
        "word_behind": word(behind),
        "second_before": word(np.maximum(before - 1, 0)),
        "second_behind": word(np.minimum(behind + 1, last_word)),
        "pos_first": arrays.pos[first],
        "pos_last": arrays.pos[final],
        "pos_before": arrays.pos[before],
        "pos_behind": arrays.pos[behind],
        "last_two": last_characters(2),
        "last_three": last_characters(3),
        "last_four": last_characters(4),
        "first_character": around(start, start + 1),
        "first_two": around(start, np.minimum(start + 2, end)),
        "first_three": around(start, np.minimum(start + 3, end)),
        "character_before": around(start - 1, start),
        "two_before": around(start - 2, start),
        "three_before": around(start - 3, start),
        "character_behind": around(end, end + 1),
        "two_behind": around(end, end + 2),
        "three_behind": around(end, end + 3),
        "whole": arrays.substring(start, end),
        "mask": masks,
        "length": lengths,
        "words": words,
        "kinds_from": arrays.kinds_from[start],
        "kinds_to": arrays.kinds_to[end],
        "kinds_before": arrays.kinds_to[start],
        "kinds_behind": arrays.kinds_from[end],
        "signs": _signs(arrays, start, end),
        "bounds": (arrays.word_start[first] == start).astype(np.uint64) * np.uint64(2)
        + (arrays.word_end[final] == end).astype(np.uint64),
    }


def _signs(arrays: TextArrays, start: NDArray[np.int64], end: NDArray[np.int64]) -> U64:
    """Return how often (0, 1, more) each counted sign stands inside a span, as one number."""
    total = np.zeros(len(start), np.uint64)
    for count in arrays.counts:
        total = total * np.uint64(3) + np.minimum(count[end] - count[start], 2).astype(np.uint64)
    return total


def _joined_features(plain: dict[str, U64]) -> list[U64]:
    """Return the templates that look at several things together."""
    joins = (
        ("mask", "length"),
        ("mask", "signs"),
        ("mask", "kinds_from"),
        ("mask", "kinds_before"),
        ("mask", "word_before"),
        ("mask", "word_behind"),
        ("mask", "first_word"),
        ("mask", "last_word"),
        ("mask", "character_before", "character_behind"),
        ("mask", "pos_before", "pos_first"),
        ("last_two", "word_before"),
        ("last_two", "word_behind"),
        ("last_two", "first_word"),
        ("last_two", "length"),
        ("last_two", "kinds_from"),
        ("last_two", "pos_before"),
        ("last_two", "signs", "words"),
        ("last_two", "character_before"),
        ("last_two", "character_behind"),
        ("word_before", "first_word"),
        ("last_word", "word_behind"),
        ("pos_before", "pos_first"),
        ("pos_last", "pos_behind"),
        ("kinds_before", "kinds_from"),
        ("kinds_to", "kinds_behind"),
        ("kinds_to", "length"),
        ("kinds_to", "signs"),
        ("words", "pos_first", "pos_last"),
        ("character_before", "first_character"),
        ("two_before", "kinds_from"),
    )
    return [_pair(*(plain[name] for name in names)) for names in joins]
