"""How documents lie in a tantivy index: fields of ready tokens parted by white space, and columns of numbers.

Texts and the values of entities are kept as character pairs with positions, values of which there are few (a kind, a region, a title) as
terms, which a query goes through. A shard is meant to be one segment, so that its documents stay in the order in which they came.
"""

import struct
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.engine import NAME, Sort

if TYPE_CHECKING:
    from tantivy import Schema

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
_WHITE: Final = str.maketrans(" \n\t\r\f", f"{_BLANK}\x06\x07\x0e\x0f")


def make_schema() -> "Schema":
    """Return the fields of the index."""
    from tantivy import SchemaBuilder

    schema = SchemaBuilder()
    for name in (PAIRS, NUMERALS, NAMED):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (CHARACTERS, NAMED_CHARACTERS, VALUES):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    schema.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    schema.add_bytes_field(TEXT, stored=True)
    for name in (*NUMBERS, *SORTED.values()):
        schema.add_float_field(name, fast=True)
    schema.add_unsigned_field(PLACE, fast=True, indexed=True)
    for name in (REPORT, RECORD):
        schema.add_unsigned_field(name, fast=True)
    for name in (TYPES, TYPE_SET, COUNTED, UNITED):
        schema.add_unsigned_field(name, fast=True)
    return schema.build()


def token(text: str) -> str:
    """Return a pair, character or value as it stands in the index, where white space parts tokens; folded, it has none but blanks."""
    return text.replace(" ", _BLANK)


@lru_cache(maxsize=1 << 16)
def united(unit: int, number: float) -> int:
    """Return a number with the number of its unit as one, in the order of the numbers of a unit as far as 48 bits tell them apart."""
    bits = int.from_bytes(struct.pack(">d", number + 0.0), "big")
    ordered = bits ^ (0xFFFF_FFFF_FFFF_FFFF if bits >> 63 else 0x8000_0000_0000_0000)
    return unit << 48 | ordered >> 16


def unit_prefix(field: str, unit: str, number: float) -> str:
    """Return what the terms begin with of a number with its unit and of all that ``united`` does not tell from it."""
    return f"{field}{_UNIT_MARK}{unit.translate(_WHITE)}{VALUE_MARK}{united(0, number):012x}{VALUE_MARK}"


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
