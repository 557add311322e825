"""Writing a shard of a tantivy index: a passage with its records becomes one entry, so that its text is indexed but once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.engine import Document, Kind
from kexie_nlp.search.ranking import place_of
from kexie_nlp.search.tantivy_counting import COLUMNS, SetNumbers, first_columns
from kexie_nlp.search.tantivy_cutting import Group, Prepared, Texts, marked, texts_of
from kexie_nlp.search.tantivy_index import (
    CHARACTERS,
    FACTS,
    FIRST,
    FIRST_BIT,
    MORE,
    NUMBERING,
    NUMBERS,
    PASSAGE_SLOT,
    PASSAGES,
    PLACE,
    RECORD,
    REPORT,
    SLOTS,
    SORTED,
    TEXT,
    UNITED,
    Slot,
    make_schema,
)

if TYPE_CHECKING:
    from tantivy import Document as Entry

_MEMORY: Final = {PASSAGES: 260_000_000, MORE: 60_000_000}
_PER_ENTRY: Final = min(map(len, SLOTS.values()))
_AT_ONCE: Final = 256
"""Passages whose texts are gone through as one."""

Records = Sequence[Document]


def write_shard(folder: Path, documents: Iterable[Document]) -> None:
    """Write documents into an empty folder: an index of the passages, and one of those records that have no slot there."""
    prepared = Prepared()
    writings: dict[str, _Writing] = {}
    for passage, kinds, texts in _with_texts(documents):
        group = prepared.together((passage.facts, *passage.shared))
        for name, records in _entries(kinds):
            if name not in writings:
                writings[name] = _Writing(folder / name, _MEMORY[name], prepared)
            writings[name].add(passage, texts, group, records)
    for writing in writings.values():
        writing.finish(has_more=MORE in writings)


def _entries(kinds: Sequence[Records]) -> Iterator[tuple[str, Sequence[Records]]]:
    """Yield the entries of a passage: the index of each, and the records of which it takes the first of each kind."""
    name = PASSAGES
    while name == PASSAGES or kinds:
        yield name, kinds
        name, kinds = MORE, [records[_PER_ENTRY:] for records in kinds if len(records) > _PER_ENTRY]


def _with_texts(documents: Iterable[Document]) -> Iterator[tuple[Document, Sequence[Records], Texts]]:
    """Yield passages and their records with the text as tantivy takes it."""
    for several in _several(documents):
        texts = texts_of([document.text for document in several if document.kind == "passages"])
        for (passage, kinds), text in zip(_blocks(several), texts, strict=True):
            yield passage, kinds, text


def _several(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield so many passages at a time, with their records."""
    found: list[Document] = []
    passages = 0
    for document in documents:
        if document.kind == "passages":
            if passages == _AT_ONCE:
                yield found
                found, passages = [], 0
            passages += 1
        found.append(document)
    if found:
        yield found


def _blocks(documents: Iterable[Document]) -> Iterator[tuple[Document, Sequence[Records]]]:
    """Yield each passage with its records, those of each kind by themselves."""
    passage: Document | None = None
    records: dict[Kind, list[Document]] = {}
    for document in documents:
        if document.kind != "passages":
            records.setdefault(document.kind, []).append(document)
            continue
        if passage is not None:
            yield passage, list(records.values())
        passage, records = document, {}
    if passage is not None:
        yield passage, list(records.values())


class _Seat:
    """A slot, and what its columns are called."""

    def __init__(self, slot: Slot) -> None:
        self.term, self.mark = slot.term, slot.mark
        self.record, self.amount, self.count = map(slot.column, (RECORD, SORTED["amount"], SORTED["count"]))
        self.slot, self.has_own_sets = slot, bool(slot.own_facets)
        self.numbers = {name: slot.column(name) for name in NUMBERS}
        self.units = slot.marked(UNITED)


class _Writing:
    """An index that is being written, and the numbers of its values."""

    def __init__(self, folder: Path, memory: int, prepared: Prepared) -> None:
        from tantivy import Document, Index, TextAnalyzerBuilder, Tokenizer

        folder.mkdir()
        self._folder = folder
        index = Index(make_schema(), str(folder))
        index.register_tokenizer(CHARACTERS, TextAnalyzerBuilder(Tokenizer.ngram(1, 1, False)).build())
        self._writer = index.writer(memory, 1)
        self._new = Document
        self._prepared = prepared
        self._sets = SetNumbers()
        self._taken: dict[str, None] = {}
        self._passage_seat = _Seat(PASSAGE_SLOT)
        self._seats = {kind: [_Seat(slot) for slot in slots] for kind, slots in SLOTS.items()}

    def add(self, passage: Document, texts: Texts, group: Group, kinds: Iterable[Records]) -> None:
        """Add an entry for a passage with the first records of each kind."""
        entry = self._new()
        plain, fields = texts
        entry.add_bytes(TEXT, plain)
        for name, text in fields:
            entry.add_text(name, text)
        entry.add_unsigned(PLACE, place_of(passage.report, passage.passage))
        entry.add_unsigned(REPORT, passage.report)
        if passage.year is not None:
            entry.add_float(SORTED["year"], float(passage.year))
        self._count(entry, passage)
        terms = [*self._add_own(entry, self._passage_seat, passage, group)]
        for records in kinds:
            for seat, record in zip(self._seats[records[0].kind], records, strict=False):
                self._count_record(entry, seat, record)
                own = self._add_own(entry, seat, record, self._prepared.group(record.facts))
                terms += (seat.term, marked("\n".join(own), seat.mark))
        entry.add_text(FACTS, "\n".join(terms))
        self._writer.add_document(entry)

    def finish(self, *, has_more: bool) -> None:
        """Write all that was added to the disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        told = {"more": has_more, "slots": list(self._taken), "units": list(self._prepared.units), "counted": self._sets.told()}
        (self._folder / NUMBERING).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    def _count(self, entry: "Entry", passage: Document) -> None:
        """Add what is counted by columns."""
        numbers, first = self._sets.of_passage(passage.facets, passage.report)
        for column, number in zip(COLUMNS, numbers, strict=True):
            entry.add_unsigned(column, number)
        if first is not None:
            place, bit = first_columns(first)
            entry.add_unsigned(FIRST, place)
            entry.add_float(FIRST_BIT, bit)

    def _count_record(self, entry: "Entry", seat: _Seat, record: Document) -> None:
        """Add which record it is, and what is counted of it by columns."""
        self._taken[seat.term] = None
        entry.add_unsigned(seat.record, record.record)
        if seat.has_own_sets:
            for column, number in self._sets.of_record(record.facets, seat.slot):
                entry.add_unsigned(column, number)

    def _add_own(self, entry: "Entry", seat: _Seat, document: Document, group: Group) -> Iterable[str]:
        """Add the numbers that a document is sorted and filtered by, and return its terms."""
        terms, numbers, units = group
        if document.amount is not None:
            entry.add_float(seat.amount, document.amount)
        if document.count is not None:
            entry.add_float(seat.count, document.count)
        for column, number in numbers:
            entry.add_float(seat.numbers[column], number)
        for unit in units:
            entry.add_unsigned(seat.units, unit)
        return terms
