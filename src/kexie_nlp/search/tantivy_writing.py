"""Writing a shard of a tantivy index: a passage with its records becomes one entry, so that its text is indexed but once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.engine import Document, Kind
from kexie_nlp.search.ranking import place_of
from kexie_nlp.search.tantivy_counting import COLUMNS, SetNumbers, first_columns
from kexie_nlp.search.tantivy_cutting import Group, Prepared, Texts, marked, texts_of
from kexie_nlp.search.tantivy_index import (
    CHARACTERS,
    FIRST,
    FIRST_BIT,
    MORE,
    NAMED,
    NAMED_CHARACTERS,
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
    VALUES,
    Slot,
    make_schema,
    united,
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
    writings: dict[str, _Writing] = {}
    prepared = Prepared()
    for passage, kinds, texts in _with_texts(_blocks(documents)):
        group = prepared.together((passage.facts, *passage.shared))
        for first in range(0, max([1, *map(len, kinds)]), _PER_ENTRY):
            name = MORE if first else PASSAGES
            if name not in writings:
                writings[name] = _Writing(folder / name, _MEMORY[name], prepared)
            writings[name].add(passage, texts, group, [records[first : first + _PER_ENTRY] for records in kinds])
    for writing in writings.values():
        writing.finish(has_more=MORE in writings)


def _with_texts(blocks: Iterator[tuple[Document, Sequence[Records]]]) -> Iterator[tuple[Document, Sequence[Records], Texts]]:
    """Yield passages and their records with the text as tantivy takes it."""
    while several := list(islice(blocks, _AT_ONCE)):
        for (passage, kinds), texts in zip(several, texts_of([passage.text for passage, _ in several]), strict=True):
            yield passage, kinds, texts


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
        self._units: dict[str, int] = {}
        self._taken: dict[str, None] = {}
        self._passage_seat = _Seat(PASSAGE_SLOT)
        self._seats = {kind: [_Seat(slot) for slot in slots] for kind, slots in SLOTS.items()}

    def add(self, passage: Document, texts: Texts, group: Group, kinds: Iterable[Records]) -> None:
        """Add an entry for a passage with some of its records."""
        entry = self._new()
        entry.add_bytes(TEXT, texts.plain)
        for name, text in texts.fields:
            entry.add_text(name, text)
        entry.add_unsigned(PLACE, place_of(passage.report, passage.passage))
        entry.add_unsigned(REPORT, passage.report)
        if passage.year is not None:
            entry.add_float(SORTED["year"], float(passage.year))
        self._count(entry, passage)
        self._add_own(entry, self._passage_seat, passage, group)
        named, characters, values = [group.named], [group.characters], [group.values]
        for records in kinds:
            for seat, record in zip(self._seats[records[0].kind] if records else (), records, strict=False):
                own = self._prepared.group(record.facts)
                self._add_record(entry, seat, record, own)
                values += (seat.term, marked(own.values, seat.mark))
                if own.named:
                    named.append(marked(own.named, seat.mark))
                    characters.append(marked(own.characters, seat.mark))
        for name, tokens in ((NAMED, named), (NAMED_CHARACTERS, characters), (VALUES, values)):
            entry.add_text(name, "\n".join(tokens))
        self._writer.add_document(entry)

    def finish(self, *, has_more: bool) -> None:
        """Write all that was added to the disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        told = {"more": has_more, "slots": list(self._taken), "units": list(self._units), "counted": self._sets.told()}
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

    def _add_record(self, entry: "Entry", seat: _Seat, record: Document, group: Group) -> None:
        """Add which record it is and what it is sorted, counted and filtered by."""
        self._taken[seat.term] = None
        entry.add_unsigned(seat.record, record.record)
        if seat.has_own_sets:
            for column, number in self._sets.of_record(record.facets, seat.slot):
                entry.add_unsigned(column, number)
        self._add_own(entry, seat, record, group)

    def _add_own(self, entry: "Entry", seat: _Seat, document: Document, group: Group) -> None:
        """Add the numbers that a document is sorted and filtered by."""
        if document.amount is not None:
            entry.add_float(seat.amount, document.amount)
        if document.count is not None:
            entry.add_float(seat.count, document.count)
        for column, number in group.numbers:
            entry.add_float(seat.numbers[column], number)
        for unit, number in group.units:
            entry.add_unsigned(seat.units, united(self._units.setdefault(unit, len(self._units)), number))
