"""What the classifier looks at: each candidate as a row of hashed features, made for all candidates of a text at once.

Arrays of integers rather than dictionaries of strings, because making features is what tagging costs. A substring's hash comes from
prefix sums (Karp & Rabin 1987), so that words, their neighbours and their pieces are hashed without being cut out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.tag.matches import AMBIGUOUS, GENERIC, HEADS, NAMES, OWN, Matches
from kexie_nlp.tokenize import Words

U64 = NDArray[np.uint64]
BUCKET_BITS: Final = 22
_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_MIX: Final = np.uint64(0xBF58476D1CE4E5B9)
_PAIR: Final = np.uint64(0x94D049BB133111EB)
_SHIFT: Final = np.uint64(64 - BUCKET_BITS)
_HALF: Final = np.uint64(29)
# signs inside a span that tell names from clauses; each is counted by prefix sums
_COUNTED: Final = ("、", "的", '“”"', "0123456789", "和与及暨", "第", "（）()", "了为将被在对使让")
_ENCLOSING: Final = ("《》", "“”", "（）")
# parts of speech (first letter of jieba's tag) that do the same
_COUNTED_POS: Final = ("v", "dpcur", "m", "n")
_NAMES: Final = np.uint64(NAMES | GENERIC | AMBIGUOUS)
_HEADS: Final = np.uint64(HEADS)
_JOINS: Final = (
    ("heads", "length"),
    ("heads", "words", "names_from"),
    ("heads", "names_before"),
    ("heads", "word_before"),
    ("heads", "word_behind"),
    ("heads", "first_word"),
    ("heads", "last_word"),
    ("heads", "character_before", "character_behind"),
    ("heads", "pos_before", "pos_first"),
    ("heads", "pos_behind"),
    ("heads", "count_8", "count_9"),
    ("heads", "count_0", "count_1"),
    ("heads", "count_2", "count_5"),
    ("heads", "heads_behind"),
    ("heads", "enclosed"),
    ("heads", "field_before"),
    ("heads", "field_behind"),
    ("heads", "listed_before"),
    ("names", "field_before"),
    ("names", "field_behind"),
    ("names", "listed_before"),
    ("names", "listed_behind"),
    ("how", "field_before"),
    ("how", "field_behind"),
    ("how", "field_before", "field_behind"),
    ("how", "names_before"),
    ("how", "heads_before"),
    ("last_two", "field_before"),
    ("heads", "field_first", "field_before"),
    ("names", "enclosed"),
    ("how", "enclosed"),
    ("names", "length"),
    ("names", "word_before"),
    ("names", "word_behind"),
    ("names", "pos_before"),
    ("names", "pos_behind"),
    ("names", "names_before"),
    ("names", "heads_behind"),
    ("names", "character_before", "character_behind"),
    ("names", "names_from", "names_to"),
    ("how", "length"),
    ("how", "word_before"),
    ("how", "word_behind"),
    ("how", "words", "pos_first"),
    ("how", "character_before", "character_behind"),
    ("how", "first_character"),
    ("how", "pos_before", "pos_behind"),
    ("last_two", "length"),
    ("last_two", "names_from"),
    ("last_two", "count_8", "words"),
    ("pos_before", "pos_first"),
    ("pos_last", "pos_behind"),
    ("names_before", "names_from"),
    ("names_to", "heads_behind"),
    ("words", "pos_first", "pos_last"),
)
# templates that say little of words and much of shape, so that they hold for text never seen
_SIEVE: Final = (
    ("heads", "words"),
    ("heads", "length"),
    ("heads", "pos_before", "pos_first"),
    ("heads", "pos_behind"),
    ("heads", "names_from"),
    ("heads", "names_before"),
    ("heads", "first_word"),
    ("heads", "word_before"),
    ("names", "length"),
    ("names", "pos_before"),
    ("names", "pos_behind"),
    ("names", "names_before"),
    ("how", "words", "pos_first"),
    ("how", "pos_before", "pos_behind"),
    ("count_0", "count_1", "count_4"),
    ("count_7", "count_8", "count_9"),
    ("count_2", "count_6"),
    ("last_two",),
    ("character_before",),
    ("character_behind",),
    ("bounds", "words"),
    ("enclosed",),
)


@dataclass(frozen=True, slots=True)
class TextArrays:
    """A text as arrays over its characters."""

    prefix: U64
    power: U64
    word_start: NDArray[np.int64]
    word_end: NDArray[np.int64]
    word_index: NDArray[np.int64]
    pos: U64
    field: U64
    counts: tuple[NDArray[np.int32], ...]
    enclosed: U64
    list_mark: NDArray[np.bool_]
    kinds_from: U64
    kinds_to: U64
    length: int

    def substring(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> U64:
        """Return a hash of ``text[start:end]`` for each pair; equal strings have equal hashes wherever they stand."""
        difference: U64 = (self.prefix[end] - self.prefix[start]) * self.power[start]
        return difference


def text_arrays(text: str, words: Words, matches: Matches, fields: Mapping[str, int]) -> TextArrays:
    """Return the arrays of a non-empty text, made once for all its candidates; ``fields`` groups words by what they are about."""
    length = len(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    forward = _powers(_BASE, length)
    prefix = np.concatenate([np.zeros(1, np.uint64), np.cumsum((codes + np.uint64(1)) * forward[:length], dtype=np.uint64)])
    starts = np.array(words.starts, dtype=np.int64)
    word_end = np.append(starts[1:], length)
    word_index = np.repeat(np.arange(len(starts)), word_end - starts)
    tag_number = {tag: number for number, tag in enumerate(sorted(set(words.tags)))}
    tag_numbers = np.array([tag_number[tag] for tag in words.tags], dtype=np.intp)
    pos = np.array([_pos_code(tag) for tag in tag_number], dtype=np.uint64)[tag_numbers]
    pos_classes = np.array([_pos_class(tag) for tag in tag_number], dtype=np.uint8)[tag_numbers]
    sign_class = _SIGN_CLASS[np.minimum(codes, len(_SIGN_CLASS) - 1)]
    pos_class = pos_classes[word_index]
    return TextArrays(
        prefix,
        _powers(_INVERSE, length),
        starts,
        word_end,
        np.append(word_index, len(starts) - 1),
        pos,
        np.array([fields.get(word, 0) for word in words.texts], dtype=np.uint64),
        (
            *(_running_count(sign_class == number) for number in range(1, len(_COUNTED) + 1)),
            *(_running_count(pos_class == number) for number in range(1, len(_COUNTED_POS) + 1)),
        ),
        _enclosed(codes),
        np.append(codes == ord("、"), False),
        _kinds_at(matches.start, matches.kinds, length),
        _kinds_at(matches.end, matches.kinds, length),
        length,
    )


def _enclosed(codes: NDArray[np.uint32]) -> U64:
    """Return for each offset in which kinds of brackets it stands, a bit a kind; a line break closes all."""
    lines = np.cumsum(codes == ord("\n"))
    first = np.searchsorted(lines, lines, side="left")
    enclosed = np.zeros(len(codes) + 1, np.uint64)
    for bit, pair in enumerate(_ENCLOSING):
        opening, closing = map(ord, pair)
        depth = _running_count(codes == opening) - _running_count(codes == closing)
        enclosed[:-1] |= (depth[:-1] > depth[first]).astype(np.uint64) << np.uint64(bit)
    return enclosed


def _kinds_at(offsets: NDArray[np.int64], kinds: U64, length: int) -> U64:
    """Return for each offset the bits of all matches there."""
    at = np.zeros(length + 1, np.uint64)
    if len(offsets):
        order = np.argsort(offsets, kind="stable")
        ordered = offsets[order]
        first = np.flatnonzero(np.diff(ordered, prepend=-1))
        at[ordered[first]] = np.bitwise_or.reduceat(kinds[order], first)
    return at


def _powers(base: int, length: int) -> U64:
    """Return base⁰ … baseⁿ modulo 2⁶⁴."""
    powers = np.full(length + 1, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _running_count(hits: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return how many hits stand before each offset."""
    return np.concatenate([np.zeros(1, np.int32), np.cumsum(hits, dtype=np.int32)])


def _pos_code(pos: str) -> int:
    """Return a small number for a part of speech."""
    return sum(ord(char) * weight for char, weight in zip(pos[:2], (1, 7), strict=False)) & 0xFF


def _pos_class(pos: str) -> int:
    """Return which group of ``_COUNTED_POS`` a part of speech belongs to, counted from 1; 0 for none."""
    return next((number for number, letters in enumerate(_COUNTED_POS, 1) if pos[:1] in letters), 0)


def _sign_classes() -> NDArray[np.uint8]:
    """Return for each character of the basic plane its group of ``_COUNTED``, counted from 1; 0 for none."""
    classes = np.zeros(1 << 16, np.uint8)
    for number, signs in enumerate(_COUNTED, 1):
        classes[[ord(sign) for sign in signs]] = number
    return classes


_SIGN_CLASS: Final = _sign_classes()


Plain = dict[str, U64]


@cache
def template_fingerprint() -> str:
    """Return a hash of the templates, which a model must have been trained with to be used."""
    words, none = Words([0], ["科"], ["n"]), np.zeros(0, np.int64)
    arrays = text_arrays("科", words, Matches(none, none, none.astype(np.uint64)), {})
    plain = plain_features(arrays, np.array([0]), np.array([1]), np.zeros(1, np.uint64))
    templates = (tuple(plain), _JOINS, _SIEVE, _COUNTED, _COUNTED_POS, _ENCLOSING, BUCKET_BITS)
    return f"{crc32(repr(templates).encode()):08x}"


def sieve_rows(plain: Plain) -> NDArray[np.int32]:
    """Return the few feature buckets by which most candidates are seen to be none, one column a template."""
    columns = [_pair(*(plain[name] for name in names)) for names in _SIEVE]
    return np.stack([_bucket(column, number) for number, column in enumerate(columns, 1000)], axis=1)


def feature_rows(plain: Plain) -> NDArray[np.int32]:
    """Return all feature buckets of each candidate, one column a template."""
    columns = [*plain.values(), *_joined_features(plain)]
    return np.stack([_bucket(column, number) for number, column in enumerate(columns)], axis=1)


def chosen(plain: Plain, rows: NDArray[np.int64]) -> Plain:
    """Return the templates of some candidates only."""
    return {name: column[rows] for name, column in plain.items()}


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


def plain_features(arrays: TextArrays, start: NDArray[np.int64], end: NDArray[np.int64], masks: U64) -> Plain:
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

    listed_before = np.where(arrays.list_mark[np.maximum(start - 1, 0)] & (start > 0), start - 1, 0)
    listed_behind = np.where(arrays.list_mark[end], np.minimum(end + 1, arrays.length), arrays.length)
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
        "first_character": around(start, start + 1),
        "first_two": around(start, np.minimum(start + 2, end)),
        "character_before": around(start - 1, start),
        "two_before": around(start - 2, start),
        "character_behind": around(end, end + 1),
        "two_behind": around(end, end + 2),
        "heads": masks & _HEADS,
        "names": masks & _NAMES,
        "how": masks & ~(_HEADS | _NAMES | np.uint64(OWN)),
        "length": lengths,
        "words": words,
        "field_before": arrays.field[before],
        "field_behind": arrays.field[behind],
        "field_second_before": arrays.field[np.maximum(before - 1, 0)],
        "field_first": arrays.field[first],
        "listed_before": arrays.kinds_to[listed_before] & (_NAMES | _HEADS),
        "listed_behind": arrays.kinds_from[listed_behind] & _NAMES,
        "names_from": arrays.kinds_from[start] & _NAMES,
        "names_to": arrays.kinds_to[end] & _NAMES,
        "names_before": arrays.kinds_to[start] & _NAMES,
        "names_behind": arrays.kinds_from[end] & _NAMES,
        "heads_before": arrays.kinds_to[start] & _HEADS,
        "heads_behind": arrays.kinds_from[end] & _HEADS,
        "bounds": (arrays.word_start[first] == start).astype(np.uint64) * np.uint64(2) + (arrays.word_end[final] == end).astype(np.uint64),
        "enclosed": arrays.enclosed[start],
        **_counted(arrays, start, end),
    }


def _counted(arrays: TextArrays, start: NDArray[np.int64], end: NDArray[np.int64]) -> dict[str, U64]:
    """Return how often (0, 1, more) signs and parts of speech stand inside a span."""
    return {f"count_{number}": np.minimum(count[end] - count[start], 2).astype(np.uint64) for number, count in enumerate(arrays.counts)}


def _joined_features(plain: dict[str, U64]) -> list[U64]:
    """Return the templates that look at several things together."""
    return [_pair(*(plain[name] for name in names)) for names in _JOINS]
