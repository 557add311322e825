"""Texts and facts as tantivy takes them: tokens parted by white space, and numbers; what documents share is prepared but once."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import add
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.cutting import CAPITALS, END_MARK, START_MARK, pieces, unused
from kexie_nlp.search.engine import Fact
from kexie_nlp.search.folding import folded_copies
from kexie_nlp.search.tantivy_index import (
    CHARACTERS,
    LETTERS,
    NUMBERS,
    NUMERALS,
    PAIRS,
    WORDS,
    token,
    unit_name,
    unit_term,
    united,
    value_prefix,
)

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.uint32]]

Numbered = tuple[str, float]
"""A column and a number."""

_PARTING: Final = "-"
_REMEMBERED: Final = 1 << 14
_NO_LATIN: Final = 128
"""Stands for the codes of all characters that are no Latin letters or digits."""

Texts = tuple[bytes, tuple[tuple[str, str], ...]]
"""The text of a passage as tantivy takes it: folded, and names of fields with their tokens, joined."""

Group = tuple[Iterable[str], Iterable[Numbered], Iterable[int]]
"""Facts as tantivy takes them: their terms, for each fact joined; names of columns with their numbers; numbers with those of their units.
As a plain tuple it is of no concern to the garbage collector."""


class Prepared:
    """Prepares texts and facts, numbers units, and keeps the groups of facts that the next documents are likely to share."""

    def __init__(self) -> None:
        self.units: dict[str, int] = {}
        self._groups: dict[int, Group] = {}
        self._kept: list[tuple[Fact, ...]] = []

    def together(self, several: Iterable[tuple[Fact, ...]]) -> Group:
        """Return several groups of shared facts as one, of what they repeat each thing once."""
        terms: list[str] = []
        numbers: list[Numbered] = []
        units: list[int] = []
        known = self._groups
        for facts in several:
            its_terms, its_numbers, its_units = known.get(id(facts)) or self.group(facts)
            terms += its_terms
            numbers += its_numbers
            units += its_units
        return dict.fromkeys(terms), dict.fromkeys(numbers), dict.fromkeys(units)

    def group(self, facts: tuple[Fact, ...]) -> Group:
        """Return shared facts."""
        if (known := self._groups.get(id(facts))) is not None:
            return known
        if len(self._groups) == _REMEMBERED:
            self._groups.clear()
            self._kept.clear()
        self._kept.append(facts)  # as long as they are kept, no other tuple has their identity
        group = self._groups[id(facts)] = self._made(facts)
        return group

    def _made(self, facts: tuple[Fact, ...]) -> Group:
        """Return facts as tantivy takes them."""
        terms: list[str] = []
        numbers: list[Numbered] = []
        units: list[int] = []
        for fact in facts:
            if fact.number is None:
                terms.append(_named(fact.field, fact.text) if fact.field in LETTERS else _value_terms(fact.field, fact.text))
                continue
            number = fact.number + 0.0
            if fact.field in NUMBERS:
                numbers.append((fact.field, number))
            if fact.unit:
                unit, term = _with_unit(fact.field, fact.unit, number)
                terms.append(term)
                units.append(united(self.units.setdefault(unit, len(self.units)), number))
        return tuple(terms), tuple(numbers), tuple(units)


def marked(tokens: str, mark: str) -> str:
    """Return joined tokens, each behind the mark of a slot."""
    return mark + tokens.replace("\n", "\n" + mark) if tokens else ""


def texts_of(passages: Sequence[str]) -> Iterator[Texts]:
    """Yield the texts of passages; they are gone through as one, which takes half the time."""
    between = unused("".join(passages))
    plain, numeral = folded_copies(between.join(passages))
    plains = plain.split(between)
    numerals: dict[int, tuple[str, str, str]] = {}
    if numeral is not None:
        changed = {place: copy for place, (copy, text) in enumerate(zip(numeral.split(between), plains, strict=True)) if copy != text}
        numerals = dict(zip(changed, zip(changed.values(), *_cut(between.join(changed.values()), between), strict=True), strict=True))
    parts = zip(plains, _words(plain, between), *_cut(plain, between), strict=True)
    for place, (text, words, capitals, pairs) in enumerate(parts):
        characters = text if text == capitals else text + capitals
        fields: tuple[tuple[str, str], ...] = ((PAIRS, pairs), (CHARACTERS, characters), (WORDS, words))
        if place in numerals:
            copy, capitals, pairs = numerals[place]
            fields += ((NUMERALS, pairs), (CHARACTERS, copy + capitals))
        yield text.encode(), fields


def _words(plain: str, between: str) -> list[str]:
    """Return the words of each of several texts, joined."""
    found = "\n".join([piece for piece in pieces(plain) if len(piece) > 1 or piece == between])
    return [token(words.strip("\n")) for words in found.split(between)]


def _cut(text: str, between: str) -> tuple[list[str], list[str]]:
    """Return several texts with capitals where Latin words begin, and the character pairs of each, joined."""
    import numpy as np

    codes = np.frombuffer(token(text).encode("utf-32-le"), dtype=np.uint32)
    capitals = _capitals()[np.minimum(codes, _NO_LATIN)]
    begins = capitals > 0
    begins[1:] &= capitals[:-1] == 0
    codes = np.where(begins, capitals, codes)
    pairs = np.full((max(len(codes) - 1, 0), 3), ord("\n"), dtype=np.uint32)  # each pair, and what parts it from the next
    pairs[:, 0], pairs[:, 1] = codes[:-1], codes[1:]
    joined = pairs.tobytes().decode("utf-32-le")
    ends = [*(codes == ord(between)).nonzero()[0].tolist(), len(codes)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    of_pairs = [joined[3 * start : 3 * end - 4] if end - start > 1 else "" for start, end in zip(starts, ends, strict=True)]
    return codes.tobytes().decode("utf-32-le").split(between), of_pairs


@cache
def _capitals() -> "Array":
    """Return the codes of the capitals of Latin letters and digits, by their own codes; zero for other characters."""
    import numpy as np

    found = np.zeros(_NO_LATIN + 1, dtype=np.uint32)
    for char, capital in CAPITALS.items():
        found[ord(char)] = ord(capital)
    return found


@lru_cache(maxsize=1 << 16)
def _with_unit(field: str, unit: str, number: float) -> tuple[str, str]:
    """Return the unit of a number as it is numbered, and the term of both; small numbers come again."""
    return unit_name(field, unit), unit_term(field, unit, number)


@lru_cache(maxsize=1 << 16)
def _named(field: str, text: str) -> str:
    """Return the tokens of a value that is kept as pairs; most values come again."""
    tokens: list[str] = []
    for is_numeral, value in _copies(text):
        letter = LETTERS[field][is_numeral]
        tokens += [letter + pair for pair in map(add, START_MARK + value, value + END_MARK)]
        tokens.append(_PARTING)
    return token("\n".join(tokens))


@lru_cache(maxsize=1 << 16)
def _value_terms(field: str, text: str) -> str:
    """Return the terms of a value of which there are few, joined."""
    return "\n".join([token(value_prefix(field, numeral=is_numeral) + value) for is_numeral, value in _copies(text)])


def _copies(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the folded copies of a text, each with whether numerals are digits in it."""
    plain, numeral = folded_copies(text)
    yield False, plain
    if numeral is not None:
        yield True, numeral
