"""A text as arrays over its characters and words, made once for all its candidates.

A substring's hash comes from prefix sums (Karp & Rabin 1987), so that words, their neighbours and their pieces are hashed without being
cut out; what stands between two offsets is counted by such sums too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.tag.codes import code_points
from kexie_nlp.tag.matches import Matches
from kexie_nlp.tokenize import Words

U64 = NDArray[np.uint64]
_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
# signs inside a span that tell names from clauses
COUNTED: Final = ("、", "的", '“”"', "0123456789", "和与及暨", "第", "（）()", "了为将被在对使让")
ENCLOSING: Final = ("《》", "“”", "（）")
_BRACKETS: Final = (*"".join(ENCLOSING), "\n")
# parts of speech (first letter of jieba's tag) that do the same
COUNTED_POS: Final = ("v", "dpcur", "m", "n")
# the sums of four counts share an integer, 16 bits each; a difference of two such integers holds the four differences
COUNTS_TOGETHER: Final = 4
COUNT_BITS: Final = 16
_PAIR_SHIFT: Final = 32
# by so few bits of its hash most words are seen to be in no field
_BEGIN_BITS: Final = 16


@dataclass(frozen=True, slots=True)
class TextArrays:
    """A text as arrays over its characters.

    Attributes:
        prefix, power: the sums of which hashes are made.
        letters: of each character its hash, then 0; that before the first is 0 too, because it is looked for at the end, at -1.
        pairs: of each two characters the hash, at -1 and -2 of what stands before the second and the first, likewise.
        word_start, word_end, word_hash, pos, field: of each word.
        word_index: of each character, the word it belongs to.
        counts: of each offset, how many counted signs and parts of speech stand before it, four kinds an array.
        enclosed: of each offset, the kinds of brackets it stands in.
        list_mark: of each character, whether it is 、.
        kinds_from, kinds_to: of each offset, what lexicon entries begin and end there.
    """

    prefix: U64
    power: U64
    letters: U64
    pairs: U64
    word_start: NDArray[np.int64]
    word_end: NDArray[np.int64]
    word_hash: U64
    word_index: NDArray[np.int64]
    pos: U64
    field: U64
    counts: tuple[U64, ...]
    enclosed: U64
    list_mark: NDArray[np.bool_]
    kinds_from: U64
    kinds_to: U64
    length: int

    def substring(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> U64:
        """Return a hash of ``text[start:end]`` for each pair; equal strings have equal hashes wherever they stand."""
        return _substring(self.prefix, self.power, start, end)


def _substring(prefix: U64, power: U64, start: NDArray[np.int64], end: NDArray[np.int64]) -> U64:
    """Return the hashes of spans from the sums and powers of their text."""
    difference: U64 = (prefix[end] - prefix[start]) * power[start]
    return difference


class Fields:
    """What words are about, as numbers, found by the hashes of the words."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        hashes = np.array([*map(_hash, numbers)], dtype=np.uint64)
        begins = _begins(hashes)
        order = np.argsort(begins, kind="stable")
        # of each begin, the place of the first term that has it; behind it stand the few others
        self._first = np.full(1 << _BEGIN_BITS, len(order), np.int32)
        np.minimum.at(self._first, begins[order], np.arange(len(order), dtype=np.int32))
        self._most_alike = int(np.bincount(begins).max(initial=0))
        # so long that looking at as many places finds no end
        none = np.zeros(self._most_alike, np.uint64)
        self._hashes = np.concatenate([hashes[order], none])
        self._numbers = np.concatenate([np.array([*numbers.values()], dtype=np.uint64)[order], none])

    def of(self, hashes: U64) -> U64:
        """Return the field of each word, 0 for most."""
        fields = np.zeros(len(hashes), np.uint64)
        place = self._first[_begins(hashes)]
        likely = np.flatnonzero(place < len(self._hashes) - self._most_alike)
        place, hashes = place[likely], hashes[likely]
        for _ in range(self._most_alike):
            known = np.flatnonzero(self._hashes[place] == hashes)
            fields[likely[known]] = self._numbers[place[known]]
            place += 1
        return fields


def _begins(hashes: U64) -> NDArray[np.int64]:
    """Return a few bits of each hash."""
    return (hashes * np.uint64(_BASE) >> np.uint64(64 - _BEGIN_BITS)).view(np.int64)


def _hash(term: str) -> int:
    """Return the hash that ``TextArrays.substring`` gives a term."""
    return sum((ord(char) + 1) * pow(_BASE, place, 1 << 64) for place, char in enumerate(term)) % (1 << 64)


def text_arrays(text: str, words: Words, matches: Matches, fields: Fields) -> TextArrays:
    """Return the arrays of a non-empty text, made once for all its candidates; ``fields`` groups words by what they are about."""
    length, count = len(text), len(words.kinds)
    codes = code_points(text)
    letters = np.append(codes + np.uint64(1), np.uint64(0))
    bits = length.bit_length()
    prefix = _running_sum(letters[:-1] * _powers(_BASE, bits)[:length])
    power = _powers(_INVERSE, bits)
    starts, ends = words.edges[:-1], words.edges[1:]
    word_hash = _substring(prefix, power, starts, ends)
    word_index = np.repeat(np.arange(count + 1), np.append(ends - starts, 1))
    word_index[-1] = count - 1
    initials = np.array(words.tagset or [""], dtype="U2").view(np.uint32).reshape(-1, 2)
    pos = (initials[:, 0] + initials[:, 1] * np.uint64(7)) & np.uint64(0xFF)
    pos_class, sign_class = classes_of(initials[:, 0], COUNTED_POS)[words.kinds], classes_of(codes, COUNTED)
    return TextArrays(
        prefix,
        power,
        letters,
        _pairs(letters),
        starts,
        ends,
        word_hash,
        word_index,
        pos[words.kinds],
        fields.of(word_hash),
        (
            *(_running_sum(addends[sign_class]) for addends in _addends(len(COUNTED))),
            *(_running_sum(addends[pos_class][word_index[:-1]]) for addends in _addends(len(COUNTED_POS))),
        ),
        _enclosed(codes),
        np.append(codes == ord("、"), False),
        _kinds_at(matches.start, matches.kinds, length),
        _kinds_at(matches.end, matches.kinds, length),
        length,
    )


def _pairs(letters: U64) -> U64:
    """Return the hash of each character and the one behind it, of the last alone, of nothing, and of what is before two and one."""
    pairs = np.zeros(len(letters) + 2, np.uint64)
    pairs[: len(letters)] = letters
    pairs[: len(letters) - 1] += letters[1:] * np.uint64(_BASE)
    pairs[-1] = letters[0]
    return pairs


def _enclosed(codes: NDArray[np.uint32]) -> U64:
    """Return for each offset in which kinds of brackets it stands, a bit a kind; a line break closes all."""
    signs = classes_of(codes, _BRACKETS)
    places = np.flatnonzero(signs != 0)
    if not len(places):
        return np.zeros(len(codes) + 1, np.uint64)
    at_sign = signs[places]
    breaks = at_sign == len(_BRACKETS)
    last_break = np.maximum.accumulate(np.where(breaks, np.arange(1, len(places) + 1), 0))
    within = np.zeros(len(places) + 1, np.uint64)
    for bit in range(len(ENCLOSING)):
        # the depth behind each sign, and at the beginning of its line
        depth = np.concatenate([[0], np.cumsum((at_sign == 2 * bit + 1).astype(np.int32) - (at_sign == 2 * bit + 2))])
        within[1:] |= (depth[1:] > depth[last_break]).astype(np.uint64) << np.uint64(bit)
    enclosed = np.repeat(within, np.diff(places, prepend=-1, append=len(codes)))
    enclosed[places[breaks]] = 0
    enclosed[-1] = 0
    return enclosed


def _kinds_at(offsets: NDArray[np.int64], kinds: U64, length: int) -> U64:
    """Return for each offset the bits of all matches there."""
    at = np.zeros(length + 1, np.uint64)
    np.bitwise_or.at(at, offsets, kinds)
    return at


@lru_cache(maxsize=8)
def _powers(base: int, bits: int) -> U64:
    """Return base⁰ … baseⁿ modulo 2⁶⁴, as many as texts have characters whose number has so many bits, and one more."""
    powers = np.full(1 << bits, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _running_sum(addends: U64) -> U64:
    """Return the sum of what stands before each offset, modulo 2⁶⁴."""
    sums = np.zeros(len(addends) + 1, np.uint64)
    np.cumsum(addends, out=sums[1:])
    return sums


@cache
def _addends(classes: int) -> list[U64]:
    """Return what a class, counted from 1, adds to each of the integers that hold the counts of ``classes`` classes."""
    integers = [np.zeros(classes + 1, np.uint64) for _ in range(0, classes, COUNTS_TOGETHER)]
    for number in range(classes):
        integer, place = divmod(number, COUNTS_TOGETHER)
        integers[integer][number + 1] = 1 << place * COUNT_BITS
    return integers


def classes_of(codes: NDArray[np.uint32], groups: tuple[str, ...]) -> NDArray[np.uint8]:
    """Return for each character which of the groups it stands in, counted from 1; 0 for none."""
    table = _class_table(groups)
    return table.take(codes, mode="clip")


@cache
def _class_table(groups: tuple[str, ...]) -> NDArray[np.uint8]:
    """Return the group of each character up to the last that has one, and one more without."""
    table = np.zeros(max(map(ord, "".join(groups)), default=0) + 2, np.uint8)
    for number, signs in enumerate(groups, 1):
        table[[ord(sign) for sign in signs]] = number
    return table


def first_of_runs(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each run of equal numbers begins."""
    is_first = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)


def pairs_of(listed: str) -> U64:
    """Return pairs of characters, one behind the other, as one number each, sorted."""
    return np.array(
        sorted(ord(first) << _PAIR_SHIFT | ord(second) for first, second in zip(listed[::2], listed[1::2], strict=True)), np.uint64
    )


def pairs_at(codes: NDArray[np.uint32], starts: NDArray[np.int64]) -> U64:
    """Return the character at each of ``starts`` together with the one behind it, which may lie behind the text, as one number."""
    behind = np.append(codes, np.uint32(0))
    pairs: U64 = behind[starts].astype(np.uint64) << np.uint64(_PAIR_SHIFT) | behind[starts + 1]
    return pairs


def is_listed(numbers: U64, listed: U64) -> NDArray[np.bool_]:
    """Return which numbers stand in a sorted list."""
    found: NDArray[np.bool_] = np.append(listed, 0)[np.searchsorted(listed, numbers)] == numbers
    return found
