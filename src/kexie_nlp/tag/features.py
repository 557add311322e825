"""What the classifier looks at: each candidate as a row of hashed features, made for all candidates of a text at once.

Arrays of integers rather than dictionaries of strings, because making features is what tagging costs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.tag.arrays import COUNT_BITS, COUNTED, COUNTED_POS, COUNTS_TOGETHER, ENCLOSING, U64, TextArrays
from kexie_nlp.tag.matches import AMBIGUOUS, GENERIC, HEADS, NAMES, OWN
from kexie_nlp.tag.templates import JOINS, SIEVE

BUCKET_BITS: Final = 22
_MIX: Final = np.uint64(0xBF58476D1CE4E5B9)
_PAIR: Final = np.uint64(0x94D049BB133111EB)
_SALT: Final = 0x632BE59BD9B4E019
_FIRST_SIEVE_NUMBER: Final = 1000
_SHIFT: Final = np.uint64(64 - BUCKET_BITS)
_HALF: Final = np.uint64(29)
_NAMES: Final = np.uint64(NAMES | GENERIC | AMBIGUOUS)
_HEADS: Final = np.uint64(HEADS)
_ALL: Final = ~np.uint64(0)
# how many candidates are hashed at once: few enough for the processor's cache
_ROWS_AT_ONCE: Final = 1024

Templates = tuple[tuple[str, ...], ...]
Index = NDArray[np.intp]


@dataclass(frozen=True)
class Spans:
    """Candidates of a text, with the words at their edges."""

    arrays: TextArrays
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    masks: U64

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """The first word, as far as it lies in the span."""
        return self.arrays.word_index[self.start]

    @cached_property
    def final(self) -> NDArray[np.int64]:
        """The last word."""
        return self.arrays.word_index[self.end - 1]

    @cached_property
    def before(self) -> NDArray[np.int64]:
        """The word before the span, or the one that it begins in."""
        before: NDArray[np.int64] = np.maximum(self.first - (self.arrays.word_start[self.first] == self.start), 0)
        return before

    @cached_property
    def behind(self) -> NDArray[np.int64]:
        """The word behind the span."""
        return self.arrays.word_index[self.end]

    @cached_property
    def inside(self) -> list[U64]:
        """What is counted, between start and end."""
        return [sums[self.end] - sums[self.start] for sums in self.arrays.counts]

    def two(self, at: NDArray[np.int64], alone: NDArray[np.int64]) -> U64:
        """Return the hashes of two characters of each span, or of the one at ``alone`` if it has no more."""
        return np.where(self.end - self.start > 1, self.arrays.pairs[at], self.arrays.letters[alone])

    def last_three(self) -> U64:
        """Return the hashes of the last three characters of the spans."""
        return self.arrays.substring(np.maximum(self.end - 3, self.start), self.end)

    def count(self, number: int) -> U64:
        """Return how often (0, 1, more) a sign or part of speech stands inside the spans."""
        integer, place = divmod(number, COUNTS_TOGETHER)
        counts = self.inside[integer] >> np.uint64(place * COUNT_BITS) & np.uint64((1 << COUNT_BITS) - 1)
        few: U64 = np.minimum(counts, np.uint64(2))
        return few


def _listed_before(spans: Spans) -> U64:
    """Return what entries end before a 、 in front of the span."""
    start = spans.start
    listed = np.where(spans.arrays.list_mark[np.maximum(start - 1, 0)] & (start > 0), start - 1, 0)
    return spans.arrays.kinds_to[listed] & (_NAMES | _HEADS)


def _listed_behind(spans: Spans) -> U64:
    """Return what entries begin behind a 、 after the span."""
    arrays, end = spans.arrays, spans.end
    return arrays.kinds_from[np.where(arrays.list_mark[end], np.minimum(end + 1, arrays.length), arrays.length)] & _NAMES


def _bounds(spans: Spans) -> U64:
    """Return whether the span begins and ends where words do."""
    begins = spans.arrays.word_start[spans.first] == spans.start
    ends = spans.arrays.word_end[spans.final] == spans.end
    bounds: U64 = begins.astype(np.uint64) * np.uint64(2) + ends.astype(np.uint64)
    return bounds


_PLAIN: Final[dict[str, Callable[[Spans], U64]]] = {
    "first_word": lambda at: at.arrays.word_hash[at.first],
    "last_word": lambda at: at.arrays.substring(np.maximum(at.arrays.word_start[at.final], at.start), at.end),
    "word_before": lambda at: at.arrays.word_hash[at.before],
    "word_behind": lambda at: at.arrays.word_hash[at.behind],
    "second_before": lambda at: at.arrays.word_hash[np.maximum(at.before - 1, 0)],
    "second_behind": lambda at: at.arrays.word_hash[np.minimum(at.behind + 1, len(at.arrays.word_hash) - 1)],
    "pos_first": lambda at: at.arrays.pos[at.first],
    "pos_last": lambda at: at.arrays.pos[at.final],
    "pos_before": lambda at: at.arrays.pos[at.before],
    "pos_behind": lambda at: at.arrays.pos[at.behind],
    "last_two": lambda at: at.two(at.end - 2, at.end - 1),
    "last_three": Spans.last_three,
    "first_character": lambda at: at.arrays.letters[at.start],
    "first_two": lambda at: at.two(at.start, at.start),
    "character_before": lambda at: at.arrays.letters[at.start - 1],
    "two_before": lambda at: at.arrays.pairs[at.start - 2],
    "character_behind": lambda at: at.arrays.letters[at.end],
    "two_behind": lambda at: at.arrays.pairs[at.end],
    "heads": lambda at: at.masks & _HEADS,
    "names": lambda at: at.masks & _NAMES,
    "how": lambda at: at.masks & ~(_HEADS | _NAMES | np.uint64(OWN)),
    "length": lambda at: np.minimum(at.end - at.start, 24).astype(np.uint64),
    "words": lambda at: np.minimum(at.final - at.first + 1, 9).astype(np.uint64),
    "field_before": lambda at: at.arrays.field[at.before],
    "field_behind": lambda at: at.arrays.field[at.behind],
    "field_second_before": lambda at: at.arrays.field[np.maximum(at.before - 1, 0)],
    "field_first": lambda at: at.arrays.field[at.first],
    "listed_before": _listed_before,
    "listed_behind": _listed_behind,
    "names_from": lambda at: at.arrays.kinds_from[at.start] & _NAMES,
    "names_to": lambda at: at.arrays.kinds_to[at.end] & _NAMES,
    "names_before": lambda at: at.arrays.kinds_to[at.start] & _NAMES,
    "names_behind": lambda at: at.arrays.kinds_from[at.end] & _NAMES,
    "heads_before": lambda at: at.arrays.kinds_to[at.start] & _HEADS,
    "heads_behind": lambda at: at.arrays.kinds_from[at.end] & _HEADS,
    "bounds": _bounds,
    "enclosed": lambda at: at.arrays.enclosed[at.start],
    **{f"count_{number}": partial(Spans.count, number=number) for number in range(len(COUNTED) + len(COUNTED_POS))},
}


class Plain:
    """The templates that look at one thing each, a column a template, each made when it is first asked for."""

    def __init__(self, spans: Spans, made: Mapping[str, U64] | None = None) -> None:
        self.spans = spans
        self._columns = dict(made or {})

    def __getitem__(self, name: str) -> U64:
        """Return the column of a template."""
        if name not in self._columns:
            self._columns[name] = _PLAIN[name](self.spans)
        return self._columns[name]

    def made(self, rows: NDArray[np.int64]) -> dict[str, U64]:
        """Return the columns made so far, of some candidates only."""
        return {name: column[rows] for name, column in self._columns.items()}


def plain_features(arrays: TextArrays, start: NDArray[np.int64], end: NDArray[np.int64], masks: U64) -> Plain:
    """Return the templates that look at one thing each."""
    return Plain(Spans(arrays, start, end, masks))


def chosen(plain: Plain, rows: NDArray[np.int64], bits: np.uint64 = _ALL) -> Plain:
    """Return the templates of some candidates only, as if they had been proposed by ``bits`` alone."""
    spans = plain.spans
    some = Spans(spans.arrays, spans.start[rows], spans.end[rows], spans.masks[rows] & bits)
    return Plain(some, plain.made(rows) if bits == _ALL else None)


@cache
def template_fingerprint() -> str:
    """Return a hash of the templates, which a model must have been trained with to be used."""
    templates = (tuple(_PLAIN), JOINS, SIEVE, COUNTED, COUNTED_POS, ENCLOSING, BUCKET_BITS)
    return f"{crc32(repr(templates).encode()):08x}"


def sieve_rows(plain: Plain) -> NDArray[np.int64]:
    """Return the few feature buckets by which most candidates are seen to be none, one column a template."""
    return _rows(plain, SIEVE, _FIRST_SIEVE_NUMBER)


def feature_rows(plain: Plain) -> NDArray[np.int64]:
    """Return all feature buckets of each candidate, one column a template."""
    return _rows(plain, (*((name,) for name in _PLAIN), *JOINS), 0)


def _rows(plain: Plain, templates: Templates, number: int) -> NDArray[np.int64]:
    """Return the buckets of all templates, which are counted from ``number``."""
    parts = _parts(templates, number)
    matrix = np.empty((len(parts.names), len(plain.spans.start)), np.uint64)
    for row, name in enumerate(parts.names):
        matrix[row] = plain[name]
    buckets = np.empty((len(templates), matrix.shape[1]), np.uint64)
    for low in range(0, matrix.shape[1], _ROWS_AT_ONCE):
        some = matrix[:, low : low + _ROWS_AT_ONCE]
        values = np.empty((len(templates), some.shape[1]), np.uint64)
        values[parts.alone] = some[parts.names_alone]
        values[parts.joined] = _joined(some, parts)
        _spread(values, parts.salts)
        np.right_shift(values, _SHIFT, out=buckets[:, low : low + _ROWS_AT_ONCE])
    return buckets.view(np.int64).T


@dataclass(frozen=True, slots=True)
class _Parts:
    """What templates are made of, as index arrays.

    Attributes:
        salts: what tells the same value in two templates apart, one a template.
        names: the plain templates among them.
        alone, names_alone: which templates have one part, and which of ``names`` it is.
        joined: which templates have more.
        firsts, laters: which of ``names`` come first in those, and which behind.
        first: the first part of each, as an index into ``firsts``.
        later: for the second, third … part: which of the joined ones have it, and the part as an index into ``laters``.
    """

    salts: U64
    names: tuple[str, ...]
    alone: Index
    names_alone: Index
    joined: Index
    firsts: Index
    laters: Index
    first: Index
    later: tuple[tuple[Index, Index], ...]


@cache
def _parts(templates: Templates, number: int) -> _Parts:
    """Return what these templates, counted from ``number``, are made of."""
    salts = [(number + offset) * _SALT & (1 << 64) - 1 for offset in range(len(templates))]
    names = tuple(dict.fromkeys(name for parts in templates for name in parts))
    joined = [parts for parts in templates if len(parts) > 1]
    firsts, laters = [*dict.fromkeys(first for first, *_ in joined)], [*dict.fromkeys(name for _, *more in joined for name in more)]
    later = [
        [(row, laters.index(parts[depth])) for row, parts in enumerate(joined) if len(parts) > depth]
        for depth in range(1, max(map(len, templates)))
    ]
    return _Parts(
        np.array(salts, dtype=np.uint64)[:, None],
        names,
        np.flatnonzero([len(parts) == 1 for parts in templates]),
        np.array([names.index(parts[0]) for parts in templates if len(parts) == 1], dtype=np.intp),
        np.flatnonzero([len(parts) > 1 for parts in templates]),
        np.array([names.index(name) for name in firsts], dtype=np.intp),
        np.array([names.index(name) for name in laters], dtype=np.intp),
        np.array([firsts.index(parts[0]) for parts in joined], dtype=np.intp),
        tuple((np.array(rows), np.array(columns)) for rows, columns in (zip(*pairs, strict=True) for pairs in later)),
    )


def _joined(some: U64, parts: _Parts) -> U64:
    """Return one value for the parts of each joined template; what templates share of it is made once."""
    firsts, laters = some[parts.firsts], some[parts.laters]
    _mix(firsts)
    laters *= _PAIR
    laters += np.uint64(1)
    (_, second), *more = parts.later
    values = firsts[parts.first]
    values += laters[second]
    for rows, columns in more:
        deeper = values[rows]
        _mix(deeper)
        deeper += laters[columns]
        values[rows] = deeper
    return values


def _mix(values: U64) -> None:
    """Spread the bits of values over all their bits, in place."""
    values ^= values >> _HALF
    values *= _MIX


def _spread(values: U64, salts: U64) -> None:
    """Make each value of templates, in place, a number whose first bits are its bucket."""
    values += salts
    values *= _MIX
    values ^= values >> _HALF
    values *= _PAIR
