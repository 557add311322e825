"""How passages lie in a Whoosh index: fields whose terms are handed over ready, and the writing of segments."""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from kexie_nlp.search.cutting import grams, words
from kexie_nlp.search.engine import Document, DocumentSource, Fact
from kexie_nlp.search.folding import fold

GRAMS: Final = "grams"
NUMERALS: Final = "numerals"
WORDS: Final = "words"
FACTS: Final = "facts"
REPORT: Final = "report"
PLACE: Final = "place"
YEAR: Final = "year"
SIZE: Final = "size"

_PASSAGE_BITS: Final = 24
_MEMORY_MB: Final = 192
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
            GRAMS: ReadyTerms(Positions()),
            NUMERALS: ReadyTerms(Positions()),
            WORDS: ReadyTerms(formats.Existence()),
            FACTS: ReadyTerms(formats.Existence()),
            REPORT: ReadyTerms(formats.Existence()),
            PLACE: fields.COLUMN(columns.NumericColumn("Q")),
            YEAR: fields.COLUMN(columns.NumericColumn("H")),
            SIZE: fields.COLUMN(columns.NumericColumn("I")),
        }
    )


def place_of(document: Document) -> int:
    """Return report and passage as one number."""
    return document.report << _PASSAGE_BITS | document.passage


def report_and_passage(place: int) -> tuple[int, int]:
    """Return report and passage from their one number."""
    return place >> _PASSAGE_BITS, place & ((1 << _PASSAGE_BITS) - 1)


def report_term(report: int) -> bytes:
    """Return the term by which the passages of a report are found."""
    return str(report).encode()


def fact_term(field: str, text: str) -> bytes:
    """Return the term of a textual fact, or the beginning of all terms of the field where ``text`` is empty."""
    return f"{field}\x1f{text}".encode("utf-8", "surrogatepass")


def number_term(field: str, unit: str, number: float) -> bytes:
    """Return the term of a number; the terms of one field and unit are in the order of their numbers."""
    bits = int.from_bytes(struct.pack(">d", number + 0.0), "big")
    ordered = bits ^ (0xFFFF_FFFF_FFFF_FFFF if bits >> 63 else 0x8000_0000_0000_0000)
    return fact_term(f"{field}\x1e{unit}", f"{ordered:016x}")


def number_of(term: bytes) -> float:
    """Return the number in a term."""
    ordered = int(term[-16:], 16)
    bits = ordered ^ (0x8000_0000_0000_0000 if ordered >> 63 else 0xFFFF_FFFF_FFFF_FFFF)
    return float(struct.unpack(">d", bits.to_bytes(8, "big"))[0])


def positions(value: bytes) -> tuple[int, ...]:
    """Return the positions in a posting."""
    return struct.unpack(f"<{len(value) // 4}I", value)


def postings(document: Document) -> dict[str, Any]:
    """Return what Whoosh is to store of a passage, by field."""
    folded = fold(document.text)
    plain = folded.plain.text
    entry: dict[str, Any] = {
        GRAMS: _with_positions(plain),
        WORDS: [(word.encode(), count, float(count), b"") for word, count in words(plain).items()],
        FACTS: [(term, 1, 1.0, b"") for term in dict.fromkeys(_fact_terms(document.facts))],
        REPORT: [(report_term(document.report), 1, 1.0, b"")],
        PLACE: place_of(document),
        YEAR: document.year or 0,
        SIZE: len(plain),
    }
    if folded.numeral is not None:
        entry[NUMERALS] = _with_positions(folded.numeral.text)
    return entry


def write_segment(folder: Path, source: DocumentSource, reports: list[int]) -> Any:
    """Write the passages of ``reports`` into a segment of their own and return its description; the index does not know it yet."""
    writer = open_writer(folder, locked=False)
    add_documents(writer, source.documents(reports))
    return writer._finalize_segment()


def open_writer(folder: Path, *, locked: bool = True) -> SegmentWriter:
    """Return a writer for the index in ``folder``; one that is not locked may but write a segment.

    Segments stay in files of their own: of one compound file, a reader would copy every part into memory.
    """
    opened = index.open_dir(str(folder))
    return SegmentWriter(opened, _lk=locked, codec=UnmeasuredCodec(), limitmb=_MEMORY_MB, timeout=5.0, compound=False)


def add_documents(writer: SegmentWriter, documents: Iterable[Document]) -> None:
    """Add passages to a writer."""
    for document in documents:
        writer.add_document(**postings(document))


def _with_positions(text: str) -> list[Posting]:
    """Return the character pairs of ``text`` with their positions."""
    return [
        (gram.encode("utf-8", "surrogatepass"), len(places), float(len(places)), struct.pack(f"<{len(places)}I", *places))
        for gram, places in grams(text).items()
    ]


def _fact_terms(facts: Iterable[Fact]) -> Iterator[bytes]:
    """Yield the terms of the facts: a text in both foldings, a number with its unit and without."""
    for fact in facts:
        if fact.number is not None:
            yield number_term(fact.field, fact.unit, fact.number)
            if fact.unit:
                yield number_term(fact.field, "", fact.number)
        else:
            folded = fold(fact.text)
            yield fact_term(fact.field, folded.plain.text)
            if folded.numeral is not None:
                yield fact_term(fact.field, folded.numeral.text)
