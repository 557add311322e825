"""How documents lie in a tantivy index: fields of ready tokens parted by white space, and columns of numbers.

A passage and its first records are one entry, so that their text is indexed but once: every record has a slot, by which its own values
are marked. Where a passage has more records than there are slots, its text stands again with these, in a second index.
Texts and the values of entities are kept as character pairs with positions, values of which there are few (a kind, a region, a title) as
terms, which a query goes through. A shard is meant to be one segment, so that its documents stay in the order in which they came.
"""

from dataclasses import dataclass
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.engine import NAME, OWN_FACETS, OWN_FIELDS, Facet, Kind, Sort

if TYPE_CHECKING:
    from tantivy import Schema

PAIRS: Final = "pairs"
NUMERALS: Final = "numerals"
CHARACTERS: Final = "characters"
WORDS: Final = "words"
FACTS: Final = "facts"
TEXT: Final = "text"
PLACE: Final = "place"
REPORT: Final = "report"
RECORD: Final = "record"
SETS: Final[dict[Facet, tuple[str, ...]]] = {
    "type": ("some_types", "other_types"),
    "contest": ("contests",),
    "award": ("awards",),
    "program": ("programs",),
}
"""The columns of what is counted, each with one number, that of the set of all values of an entry. Types are in two columns, so that few
sets are possible; the last has all that are left."""

TYPES_OF_A_SET: Final = 6
FIRST: Final = "first"
FIRST_BIT: Final = "first_bit"
"""Columns of entries that are the first with a set of values: which sum they are told by, and what they add to it."""

UNITED: Final = "united"
NUMBERING: Final = "values.json"
"""The file of the slots that are taken, and of the units, values and sets of values that stand as numbers in columns, in the order of
their numbers."""

PASSAGES: Final = "passages"
MORE: Final = "more"
"""The folders of the index of all passages, and of that of records for which these have no slot."""

SORTED: Final[dict[Sort, str]] = {"year": "report_year", "amount": "largest_amount", "count": "largest_count"}
_OWN_COLUMNS: Final = frozenset({RECORD, SORTED["amount"], SORTED["count"]})
NUMBERS: Final = ("year", "amount", "quantity", "percent")
"""Fields of the query language that are columns; a number with a unit is a term besides."""

LETTERS: Final = dict(
    zip(
        ("award", "competition", "activity", "project", "org", "person", "place", "document", "indicator", NAME),
        zip("ABCDEFGHIJ", "KLMNOPQRST", strict=True),
        strict=True,
    )
)
"""Fields whose values are kept as pairs, each pair behind a letter; another one for values with numerals in digits. No term of another
value begins so."""

VALUE_MARK: Final = "\x1f"
"""Stands before the value in a term; no folded text has it, as it has none of the marks here."""

_NUMERAL_MARK: Final = "\x1d"
_UNIT_MARK: Final = "\x1e"
_SLOT_MARK: Final = "\x1c"
_BLANK: Final = "\x05"
_DOUBLE: Final = Struct(">d")
_WHITE: Final = str.maketrans(" \n\t\r\f", f"{_BLANK}\x06\x07\x0e\x0f")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the values of one document in an entry stand: those of the passage unmarked, those that are a record's own behind its mark."""

    kind: Kind
    mark: str = ""

    @property
    def own_facets(self) -> frozenset[Facet]:
        """The facets of which the document has its own values."""
        return OWN_FACETS[self.kind]

    def mark_of(self, field: str) -> str:
        """Return the mark of the values of a field of the query language."""
        return self.mark if field in OWN_FIELDS[self.kind] else ""

    def marked(self, name: str) -> str:
        """Return the column of what is the document's own."""
        return f"{name}_{self.mark}" if self.mark else name

    def column(self, name: str) -> str:
        """Return the column of what is so called."""
        return self.marked(name) if name in _OWN_COLUMNS or name in OWN_FIELDS[self.kind] else name

    def sets(self, facet: Facet) -> tuple[str, ...]:
        """Return the columns of the sets of values of a facet."""
        return tuple(map(self.marked, SETS[facet])) if facet in self.own_facets else SETS[facet]

    def units(self, field: str) -> str:
        """Return the column of a field's numbers with units."""
        return self.marked(UNITED) if self.mark_of(field) else UNITED

    @property
    def term(self) -> str:
        """The term of entries in which the slot is taken."""
        return f"{_SLOT_MARK}{self.mark}"


PASSAGE_SLOT: Final = Slot("passages")
SLOTS: Final[dict[Kind, tuple[Slot, ...]]] = {
    "achievements": tuple(Slot("achievements", f"{number}a") for number in range(4)),
    "metrics": tuple(Slot("metrics", f"{number}m") for number in range(4)),
}
"""The slots of records; no name of a field and no letter of values begins like a mark."""


def make_schema() -> "Schema":
    """Return the fields of the index."""
    from tantivy import SchemaBuilder

    schema = SchemaBuilder()
    for name in (PAIRS, NUMERALS, FACTS):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    schema.add_text_field(CHARACTERS, tokenizer_name=CHARACTERS, index_option="basic")
    schema.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    schema.add_bytes_field(TEXT, stored=True)
    slots = (PASSAGE_SLOT, *(slot for slots in SLOTS.values() for slot in slots))
    for name in dict.fromkeys(slot.column(name) for slot in slots for name in (*NUMBERS, *SORTED.values())):
        schema.add_float_field(name, fast=True)
    schema.add_float_field(FIRST_BIT, fast=True)
    schema.add_unsigned_field(PLACE, fast=True, indexed=True)
    whole = dict.fromkeys(slot.column(name) for slot in slots for name in (REPORT, RECORD))
    sets = dict.fromkeys(column for slot in slots for facet in SETS for column in slot.sets(facet))
    for name in (*whole, *sets, FIRST, *dict.fromkeys(slot.units(field) for slot in slots for field in ("quantity", "year"))):
        schema.add_unsigned_field(name, fast=True)
    return schema.build()


def token(text: str) -> str:
    """Return a pair or value as it stands in the index, where white space parts tokens; folded, it has none but blanks."""
    return text.replace(" ", _BLANK)


def united(unit: int, number: float) -> int:
    """Return a number with the number of its unit as one, in the order of the numbers of a unit as far as 48 bits tell them apart."""
    return unit << 48 | _ordered(number)


@lru_cache(maxsize=1 << 16)
def _ordered(number: float) -> int:
    """Return the first 48 bits of a number, so that they are in the order of the numbers."""
    bits = int.from_bytes(_DOUBLE.pack(number + 0.0), "big")
    return (bits ^ (0xFFFF_FFFF_FFFF_FFFF if bits >> 63 else 0x8000_0000_0000_0000)) >> 16


def unit_prefix(field: str, unit: str, number: float, mark: str = "") -> str:
    """Return what the terms begin with of a number with its unit and of all that ``united`` does not tell from it."""
    return f"{mark}{_unit(field, unit)}{_ordered(number):012x}{VALUE_MARK}"


def unit_term(field: str, unit: str, number: float, mark: str = "") -> str:
    """Return the term of a number with its unit."""
    return f"{unit_prefix(field, unit, number, mark)}{number + 0.0!r}"


def unit_name(field: str, unit: str) -> str:
    """Return a unit of a field as it is numbered."""
    return f"{field}{VALUE_MARK}{unit}"


@lru_cache(maxsize=1 << 12)
def _unit(field: str, unit: str) -> str:
    """Return what the terms of all numbers with a unit begin with."""
    return f"{field}{_UNIT_MARK}{unit.translate(_WHITE)}{VALUE_MARK}"


def number_of(term: str) -> float:
    """Return the number in a term."""
    return float(term.rpartition(VALUE_MARK)[2])


def value_prefix(field: str, mark: str = "", *, numeral: bool = False) -> str:
    """Return what the terms of all values of a field begin with, or of all their copies with numerals in digits."""
    return f"{mark}{field}{_NUMERAL_MARK if numeral else ''}{VALUE_MARK}"
