"""How documents lie in a tantivy index: fields of ready tokens parted by blanks, columns of numbers, and their writing.

Texts and the values of entities are kept as character pairs with positions, values of which there are few (a kind, a region, a title) as
terms, which a query goes through. A shard is meant to be one segment, so that its documents stay in the order in which they came.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.cutting import START_MARK, pairs, with_capitals, word_list
from kexie_nlp.search.engine import NAME, Document, Facet, Fact, Kind, Sort
from kexie_nlp.search.folding import Folded, fold
from kexie_nlp.search.ranking import place_of

if TYPE_CHECKING:
    from tantivy import Document as Entry
    from tantivy import IndexWriter, Schema

PAIRS: Final = "pairs"
NUMERALS: Final = "numerals"
CHARACTERS: Final = "characters"
WORDS: Final = "words"
NAMED: Final = "named"
NAMED_CHARACTERS: Final = "named_characters"
VALUES: Final = "values"
TEXT: Final = "text"
PLACE: Final = "place"
REPORT: Final = "report"
RECORD: Final = "record"
TYPES: Final = "types"
TYPE_SET: Final = "type_set"
COUNTED: Final = "counted"
UNITED: Final = "united"
NUMBERING: Final = "values.json"
"""The file of the values that stand as numbers in columns: facet or "unit", and the value, in the order of their numbers."""

SORTED: Final[dict[Sort, str]] = {"year": "report_year", "amount": "largest_amount", "count": "largest_count"}
NUMBERS: Final = ("year", "amount", "quantity", "percent")
"""Fields of the query language that are columns; a number with a unit is a term besides."""

LETTERS: Final = dict(
    zip(
        ("award", "competition", "activity", "project", "org", "person", "place", "document", "indicator", NAME),
        "abcdefghij",
        strict=True,
    )
)
"""Fields whose values are kept as pairs, each pair behind a letter; a capital one for values with numerals in digits."""

VALUE_MARK: Final = "\x1f"
"""Stands before the value in a term; no folded text has it, as it has none of the marks here."""

_NUMERAL_MARK: Final = "\x1d"
_UNIT_MARK: Final = "\x1e"
_BLANK: Final = "\x05"
_PARTING: Final = "-"
_MEMORY: Final = {"passages": 160_000_000, "achievements": 60_000_000, "metrics": 220_000_000}


def make_schema() -> "Schema":
    """Return the fields of the index."""
    from tantivy import SchemaBuilder

    schema = SchemaBuilder()
    for name in (PAIRS, NUMERALS, NAMED):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (CHARACTERS, NAMED_CHARACTERS):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    schema.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    schema.add_text_field(VALUES, tokenizer_name="raw", index_option="basic")
    schema.add_bytes_field(TEXT, stored=True)
    for name in (*NUMBERS, *SORTED.values()):
        schema.add_float_field(name, fast=True)
    schema.add_unsigned_field(PLACE, fast=True, indexed=True)
    for name in (REPORT, RECORD):
        schema.add_unsigned_field(name, fast=True)
    for name in (TYPES, TYPE_SET, COUNTED, UNITED):
        schema.add_unsigned_field(name, fast=True)
    return schema.build()


def write_shard(folder: Path, documents: Iterable[Document]) -> None:
    """Write documents into an empty folder, an index for each kind that there is."""
    from tantivy import Index

    writers: dict[Kind, IndexWriter] = {}
    schema = make_schema()
    texts = _Texts()
    cutters: dict[Kind, _Cutter] = {}
    for document in documents:
        if (writer := writers.get(document.kind)) is None:
            place = folder / document.kind
            place.mkdir()
            writer = Index(schema, str(place)).writer(_MEMORY[document.kind], 1)
            writers[document.kind], cutters[document.kind] = writer, _Cutter()
        writer.add_document(cutters[document.kind].entry(document, texts.of(document)))
    for kind, writer in writers.items():
        writer.commit()
        writer.wait_merging_threads()
        numbering = json.dumps(list(cutters[kind].numbers), ensure_ascii=False)
        (folder / kind / NUMBERING).write_text(numbering, encoding="utf-8")


def spaced(tokens: Iterable[str]) -> str:
    """Return tokens as a field of ready tokens takes them."""
    return "\n".join(tokens).replace(" ", _BLANK)


def token(pair: str) -> str:
    """Return a pair or character as it stands in the index."""
    return pair.replace(" ", _BLANK)


def united(unit: int, number: float) -> int:
    """Return a number with the number of its unit as one, in the order of the numbers of a unit as far as 48 bits tell them apart."""
    bits = int.from_bytes(struct.pack(">d", number + 0.0), "big")
    ordered = bits ^ (0xFFFF_FFFF_FFFF_FFFF if bits >> 63 else 0x8000_0000_0000_0000)
    return unit << 48 | ordered >> 16


def unit_prefix(field: str, unit: str, number: float) -> str:
    """Return what the terms begin with of a number with its unit and of all that ``united`` does not tell from it."""
    return f"{field}{_UNIT_MARK}{unit}{VALUE_MARK}{united(0, number):012x}{VALUE_MARK}"


def unit_term(field: str, unit: str, number: float) -> str:
    """Return the term of a number with its unit."""
    return f"{unit_prefix(field, unit, number)}{number + 0.0!r}"


def unit_name(field: str, unit: str) -> str:
    """Return a unit of a field as it is numbered."""
    return f"{field}{VALUE_MARK}{unit}"


def number_of(term: str) -> float:
    """Return the number in a term."""
    return float(term.rpartition(VALUE_MARK)[2])


def value_prefix(field: str, *, numeral: bool = False) -> str:
    """Return what the terms of all values of a field begin with, or of all their copies with numerals in digits."""
    return f"{field}{_NUMERAL_MARK if numeral else ''}{VALUE_MARK}"


class _Texts:
    """Cuts texts; a record has the text of its passage, which is folded and cut but once."""

    def __init__(self) -> None:
        self._place = -1
        self._plain = b""
        self._fields: dict[str, str] = {}

    def of(self, document: Document) -> tuple[bytes, dict[str, str]]:
        """Return the folded text of a document and the fields made of it."""
        place = place_of(document.report, document.passage)
        if place != self._place:
            folded = fold(document.text)
            self._place, self._plain, self._fields = place, folded.plain.text.encode(), _texts(folded)
        return self._plain, self._fields


class _Cutter:
    """Makes entries of the documents of one kind, and numbers their values."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}
        self._types: dict[int, int] = {}

    def entry(self, document: Document, texts: tuple[bytes, dict[str, str]]) -> "Entry":
        """Return a document as tantivy takes it."""
        from tantivy import Document as Entry

        plain, fields = texts
        entry = Entry()
        entry.add_bytes(TEXT, plain)
        for name, text in fields.items():
            entry.add_text(name, text)
        place = place_of(document.report, document.passage)
        entry.add_unsigned(PLACE, place)
        entry.add_unsigned(REPORT, document.report)
        entry.add_unsigned(RECORD, document.record)
        for sort, name in SORTED.items():
            if (number := document.sort_value(sort)) is not None:
                entry.add_float(name, float(number))
        self._add_facets(entry, document.facets)
        _add_facts(entry, document.facts)
        for fact in document.facts:
            if fact.unit and fact.number is not None:
                entry.add_unsigned(UNITED, united(self._number("unit", unit_name(fact.field, fact.unit)), fact.number))
        return entry

    def _add_facets(self, entry: "Entry", facets: Iterable[tuple[Facet, str]]) -> None:
        """Add what is counted, the types besides as one number for all of them, which is counted faster."""
        types = 0
        for facet, value in facets:
            number = self._number(facet, value)
            entry.add_unsigned(TYPES if facet == "type" else COUNTED, number)
            if facet == "type":
                types |= 1 << self._types.setdefault(number, len(self._types))
        if types:
            entry.add_unsigned(TYPE_SET, types)

    def _number(self, kind: str, value: str) -> int:
        """Return the number of a value."""
        return self.numbers.setdefault((kind, value), len(self.numbers))


def _texts(folded: Folded) -> dict[str, str]:
    """Return the fields of a passage's text."""
    plain = folded.plain.text
    marked = with_capitals(plain)
    characters = {*plain, *marked}
    texts = {PAIRS: spaced(pairs(marked)[:-1])}
    if folded.numeral is not None:
        numeral = with_capitals(folded.numeral.text)
        texts[NUMERALS] = spaced(pairs(numeral)[:-1])
        characters.update(folded.numeral.text, numeral)
    texts[CHARACTERS] = spaced(sorted(characters))
    texts[WORDS] = spaced(word_list(plain))
    return texts


def _add_facts(entry: "Entry", facts: Iterable[Fact]) -> None:
    """Add facts to an entry."""
    named: list[str] = []
    characters: set[str] = set()
    for fact in facts:
        if fact.number is not None:
            if fact.field in NUMBERS:
                entry.add_float(fact.field, fact.number + 0.0)
            if fact.unit:
                entry.add_text(VALUES, unit_term(fact.field, fact.unit, fact.number))
        elif fact.field in LETTERS:
            tokens, letters = _named(fact.field, fact.text)
            named.append(tokens)
            characters |= letters
        else:
            for term in _value_terms(fact.field, fact.text):
                entry.add_text(VALUES, term)
    if named:
        entry.add_text(NAMED, "\n".join(named))
        entry.add_text(NAMED_CHARACTERS, "\n".join(sorted(characters)))


@lru_cache(maxsize=1 << 16)
def _named(field: str, text: str) -> tuple[str, frozenset[str]]:
    """Return the tokens of a value that is kept as pairs, and its characters; most values come again."""
    tokens: list[str] = []
    characters: set[str] = set()
    for is_numeral, value in _copies(text):
        letter = LETTERS[field].upper() if is_numeral else LETTERS[field]
        tokens += (letter + pair for pair in pairs(START_MARK + value))
        tokens.append(_PARTING)
        characters.update(token(letter + char) for char in value)
    return spaced(tokens), frozenset(characters)


@lru_cache(maxsize=1 << 16)
def _value_terms(field: str, text: str) -> tuple[str, ...]:
    """Return the terms of a value of which there are few."""
    return tuple(value_prefix(field, numeral=is_numeral) + value for is_numeral, value in _copies(text))


def _copies(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the folded copies of a text, each with whether numerals are digits in it."""
    folded = fold(text)
    yield False, folded.plain.text
    if folded.numeral is not None:
        yield True, folded.numeral.text
