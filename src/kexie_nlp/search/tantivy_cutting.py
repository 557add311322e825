"""Texts and facts as tantivy takes them: tokens parted by white space, and numbers; what documents share is prepared but once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Final

from kexie_nlp.frozen import quickly_made
from kexie_nlp.search.cutting import END_MARK, START_MARK, pieces, with_capitals
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
    value_prefix,
)

Numbered = tuple[str, float]
"""A name, of a column or unit, and a number."""

_PARTING: Final = "-"
_REMEMBERED: Final = 1 << 14


@quickly_made
@dataclass(frozen=True, slots=True)
class Texts:
    """The text of a passage as tantivy takes it.

    Attributes:
        plain: the folded text. fields: names of fields with their tokens, joined.
    """

    plain: bytes
    fields: tuple[tuple[str, str], ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Group:
    """Facts as tantivy takes them.

    Attributes:
        named: pairs of values, joined. characters: of these values. values: terms of other values.
        numbers: names of columns with their numbers. units: numbered names of units with their numbers.
    """

    named: str
    characters: str
    values: str
    numbers: tuple[Numbered, ...]
    units: tuple[Numbered, ...]


class Prepared:
    """Prepares texts and facts, and keeps the groups of facts that the next documents are likely to share."""

    def __init__(self) -> None:
        self._groups: dict[int, tuple[tuple[Fact, ...], Group]] = {}

    def together(self, several: Iterable[tuple[Fact, ...]]) -> Group:
        """Return several groups of shared facts as one, of what they repeat each thing once."""
        known = self._groups
        named: dict[str, str] = {}
        values: list[str] = []
        numbers: list[Numbered] = []
        units: list[Numbered] = []
        for facts in several:
            group = known[id(facts)][1] if id(facts) in known else self.group(facts)
            if group.named:
                named[group.named] = group.characters
            if group.values:
                values.append(group.values)
            if group.numbers:
                numbers += group.numbers
            if group.units:
                units += group.units
        once = tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(units))
        return Group("\n".join(named), "\n".join(named.values()), "\n".join(values), *once)

    def group(self, facts: tuple[Fact, ...]) -> Group:
        """Return shared facts."""
        if (known := self._groups.get(id(facts))) is not None:
            return known[1]
        if len(self._groups) == _REMEMBERED:
            self._groups.clear()
        group = group_of(facts)
        self._groups[id(facts)] = facts, group  # as long as they are kept, no other tuple has their identity
        return group


def texts_of(passages: Sequence[str]) -> list[Texts]:
    """Return the texts of passages; they are gone through as one, which takes half the time."""
    together = "".join(passages)
    # for private use, so it is folded to itself, and is part of no word and no numeral
    between = next(char for char in map(chr, range(0xF0000, 0x110000)) if char not in together)
    plain, numeral = folded_copies(between.join(passages))
    capitals = with_capitals(plain)
    plains, words = plain.split(between), _words(plain, between)
    plain_copies = zip(capitals.split(between), _pairs(capitals, between), strict=True)
    numeral_copies: Iterable[tuple[str, str, str] | None] = [None] * len(plains)
    if numeral is not None:
        digits = with_capitals(numeral)
        numeral_copies = zip(numeral.split(between), digits.split(between), _pairs(digits, between), strict=True)
    return [_text(*parts) for parts in zip(plains, words, plain_copies, numeral_copies, strict=True)]


def _text(plain: str, words: str, capitals: tuple[str, str], numeral: tuple[str, str, str] | None) -> Texts:
    """Return one text, from its copies and their pairs."""
    capital, pairs = capitals
    characters = plain if capital == plain else plain + capital
    if numeral is None or numeral[0] == plain:
        fields: tuple[tuple[str, str], ...] = ((PAIRS, pairs), (CHARACTERS, characters), (WORDS, words))
    else:
        in_digits, digits_with_capitals, numeral_pairs = numeral
        characters += in_digits + digits_with_capitals
        fields = ((PAIRS, pairs), (NUMERALS, numeral_pairs), (CHARACTERS, characters), (WORDS, words))
    return Texts(plain.encode(), fields)


def _words(plain: str, between: str) -> list[str]:
    """Return the words of each of several texts, joined."""
    found = "\n".join([piece for piece in pieces(plain) if len(piece) > 1 or piece == between])
    return [token(words.strip("\n")) for words in found.split(between)]


def _pairs(text: str, between: str) -> list[str]:
    """Return the character pairs of each of several texts, joined."""
    import numpy as np

    codes = np.frombuffer(token(text).encode("utf-32-le"), dtype=np.uint32)
    pairs = np.full((max(len(codes) - 1, 0), 3), ord("\n"), dtype=np.uint32)  # each pair, and what parts it from the next
    pairs[:, 0], pairs[:, 1] = codes[:-1], codes[1:]
    joined = pairs.tobytes().decode("utf-32-le")
    found, start = [], 0
    for length in map(len, text.split(between)):
        found.append(joined[3 * start : 3 * (start + length - 1)] if length > 1 else "")
        start += length + 1
    return found


def group_of(facts: tuple[Fact, ...]) -> Group:
    """Return facts as tantivy takes them."""
    named: list[str] = []
    characters: list[str] = []
    values: list[str] = []
    numbers: list[Numbered] = []
    units: list[Numbered] = []
    for fact in facts:
        if fact.number is not None:
            column, term, unit = _number(fact.field, fact.number + 0.0, fact.unit)
            numbers += column
            if unit is not None:
                values.append(term)
                units.append(unit)
        elif fact.field in LETTERS:
            tokens, letters = _named(fact.field, fact.text)
            named.append(tokens)
            characters.append(letters)
        else:
            values.append(_value_terms(fact.field, fact.text))
    return Group("\n".join(named), "\n".join(characters), "\n".join(values), tuple(numbers), tuple(units))


def marked(tokens: str, mark: str) -> str:
    """Return joined tokens, each behind the mark of a slot."""
    return mark + tokens.replace("\n", "\n" + mark) if tokens else ""


@lru_cache(maxsize=1 << 16)
def _number(field: str, number: float, unit: str) -> tuple[tuple[Numbered, ...], str, Numbered | None]:
    """Return a number with its column, if it has one, and with its unit, if it has one, also as a term; small numbers come again."""
    column = ((field, number),) if field in NUMBERS else ()
    return column, unit_term(field, unit, number) if unit else "", (unit_name(field, unit), number) if unit else None


@lru_cache(maxsize=1 << 16)
def _named(field: str, text: str) -> tuple[str, str]:
    """Return the tokens of a value that is kept as pairs, and its characters; most values come again."""
    tokens: list[str] = []
    characters: dict[str, None] = {}
    for is_numeral, value in _copies(text):
        letter = LETTERS[field].upper() if is_numeral else LETTERS[field]
        tokens += [letter + pair for pair in map(add, START_MARK + value, value + END_MARK)]
        tokens.append(_PARTING)
        characters.update(dict.fromkeys(letter + char for char in value))
    return token("\n".join(tokens)), token("\n".join(characters))


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
