"""How documents lie in a Whoosh index: fields whose terms are handed over ready, columns, and their writing.

Known of Whoosh, and the reason for what is done here: it looks up a field's length at every posting; of one compound file, a reader copies
every part into memory; it does not write through to the disk, and its files hold pickles, so an index is only ever opened in an archive's
own folder and is built again from the store when it cannot be read.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from kexie_nlp.search.cutting import pair_places, with_capitals, words
from kexie_nlp.search.engine import Document, Fact, Kind, Sort
from kexie_nlp.search.folding import fold
from kexie_nlp.search.ranking import place_of

PAIRS: Final = "pairs"
NUMERALS: Final = "numerals"
WORDS: Final = "words"
FACTS: Final = "facts"
PLACE: Final = "place"
RECORD: Final = "record"
SIZE: Final = "size"
FACETS: Final = "facets"
SORTED: Final[dict[Sort, str]] = {"year": "year", "amount": "amount", "count": "count"}
NO_VALUE: Final = float("-inf")

_MEMORY_MB: Final = 192
_NUMERAL_MARK: Final = "\x1d"
Posting = tuple[bytes, int, float, bytes]


class Positions(formats.Format):  # type: ignore[misc]
    """Positions of a term in a passage, as unsigned integers of four bytes."""

    def __init__(self) -> None:
        super().__init__()

    def fixed_value_size(self) -> None:
        """Tell that values differ in length."""
        return


class ReadyTerms(fields.FieldType):  # type: ignore[misc]
    """A field that is given postings, not text."""

    def __init__(self, format: formats.Format) -> None:
        super().__init__(format, analyzer=None)

    def index(self, value: list[Posting], **_: Any) -> list[Posting]:
        """Return the postings as they are."""
        return value


class UnmeasuredCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own form of index, without a look-up of the field's length at every posting (40 % of the time to write)."""

    length_stats = False


def schema() -> fields.Schema:
    """Return the fields of the index."""
    return fields.Schema(
        **{
            PAIRS: ReadyTerms(Positions()),
            NUMERALS: ReadyTerms(Positions()),
            WORDS: ReadyTerms(formats.Existence()),
            FACTS: ReadyTerms(formats.Existence()),
            PLACE: fields.COLUMN(columns.NumericColumn("Q")),
            RECORD: fields.COLUMN(columns.NumericColumn("I")),
            SIZE: fields.COLUMN(columns.NumericColumn("I")),
            FACETS: fields.COLUMN(columns.VarBytesColumn()),
            **{name: fields.COLUMN(columns.NumericColumn("d")) for name in SORTED.values()},
        }
    )


def write_shard(folder: Path, documents: Iterable[Document]) -> None:
    """Write documents into an empty folder, an index for each kind that there is."""
    writers: dict[Kind, SegmentWriter] = {}
    try:
        for document in documents:
            if document.kind not in writers:
                place = folder / document.kind
                place.mkdir()
                opened = index.create_in(str(place), schema())
                writers[document.kind] = SegmentWriter(opened, codec=UnmeasuredCodec(), limitmb=_MEMORY_MB, compound=False)
            writers[document.kind].add_document(**postings(document))
    except BaseException:
        for writer in writers.values():
            writer.cancel()
        raise
    for writer in writers.values():
        writer.commit(merge=False)


def fact_prefix(field: str, *, numeral: bool = False) -> bytes:
    """Return what the terms of all values of a field begin with, or of all their copies with numerals in digits."""
    return f"{field}{_NUMERAL_MARK if numeral else ''}\x1f".encode()


def number_prefix(field: str, unit: str) -> bytes:
    """Return what the terms of all numbers of a field with a unit begin with."""
    return f"{field}\x1e{unit}\x1f".encode("utf-8", "surrogatepass")


def number_term(field: str, unit: str, number: float) -> bytes:
    """Return the term of a number; the terms of one field and unit are in the order of their numbers."""
    bits = int.from_bytes(struct.pack(">d", number + 0.0), "big")
    ordered = bits ^ (0xFFFF_FFFF_FFFF_FFFF if bits >> 63 else 0x8000_0000_0000_0000)
    return number_prefix(field, unit) + f"{ordered:016x}".encode()


def number_of(term: bytes) -> float:
    """Return the number in a term."""
    ordered = int(term[-16:], 16)
    bits = ordered ^ (0x8000_0000_0000_0000 if ordered >> 63 else 0xFFFF_FFFF_FFFF_FFFF)
    return float(struct.unpack(">d", bits.to_bytes(8, "big"))[0])


def positions(value: bytes) -> tuple[int, ...]:
    """Return the positions in a posting."""
    return struct.unpack(f"<{len(value) // 4}I", value)


def postings(document: Document) -> dict[str, Any]:
    """Return what Whoosh is to store of a document, by field."""
    folded = fold(document.text)
    plain = folded.plain.text
    entry: dict[str, Any] = {
        PAIRS: _with_positions(plain),
        WORDS: [(word.encode(), count, float(count), b"") for word, count in words(plain).items()],
        FACTS: [(term, 1, 1.0, b"") for term in dict.fromkeys(_fact_terms(document.all_facts))],
        PLACE: place_of(document.report, document.passage),
        RECORD: document.record,
        SIZE: len(plain),
        FACETS: json.dumps(document.facets, ensure_ascii=False).encode(),
    }
    for sort, name in SORTED.items():
        value = document.sort_value(sort)
        entry[name] = NO_VALUE if value is None else float(value)
    if folded.numeral is not None:
        entry[NUMERALS] = _with_positions(folded.numeral.text)
    return entry


def _with_positions(text: str) -> list[Posting]:
    """Return the character pairs of ``text`` with their positions."""
    return [
        (pair.encode("utf-8", "surrogatepass"), len(places), float(len(places)), struct.pack(f"<{len(places)}I", *places))
        for pair, places in pair_places(with_capitals(text)).items()
    ]


def _fact_terms(facts: Iterable[Fact]) -> Iterator[bytes]:
    """Yield the terms of the facts: a text in both foldings, a number with its unit and without."""
    for fact in facts:
        if fact.number is not None:
            yield number_term(fact.field, fact.unit, fact.number)
            if fact.unit:
                yield number_term(fact.field, "", fact.number)
        else:
            yield from _value_terms(fact.field, fact.text)


@lru_cache(maxsize=1 << 16)
def _value_terms(field: str, text: str) -> tuple[bytes, ...]:
    """Return the terms of a value; most values come again."""
    folded = fold(text)
    plain = fact_prefix(field) + folded.plain.text.encode()
    return (plain,) if folded.numeral is None else (plain, fact_prefix(field, numeral=True) + folded.numeral.text.encode())
