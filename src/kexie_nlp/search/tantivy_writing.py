"""Writing a shard of a tantivy index: a passage with its records becomes one entry, so that its text is indexed but once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.engine import Document, Facet, Kind
from kexie_nlp.search.ranking import place_of
from kexie_nlp.search.tantivy_cutting import Group, Prepared, Texts, marked, texts_of
from kexie_nlp.search.tantivy_index import (
    CHARACTERS,
    COUNTED,
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
    TYPE_SETS,
    TYPES,
    TYPES_OF_A_SET,
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
_SECOND: Final = 1 << TYPES_OF_A_SET
_AT_ONCE: Final = 256
"""Passages whose texts are gone through as one."""

Records = Sequence[Document]


def write_shard(folder: Path, documents: Iterable[Document]) -> None:
    """Write documents into an empty folder: an index of the passages, and one of those records that have no slot there."""
    writings: dict[str, _Writing] = {}
    prepared = Prepared()
    for passage, kinds, texts in _with_texts(_blocks(documents)):
        groups = prepared.groups((passage.facts, *passage.shared))
        for first in range(0, max([1, *map(len, kinds)]), _PER_ENTRY):
            name = MORE if first else PASSAGES
            if name not in writings:
                writings[name] = _Writing(folder / name, _MEMORY[name], prepared)
            writings[name].add(passage, texts, groups, [records[first : first + _PER_ENTRY] for records in kinds])
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
        self.counted = slot.column(COUNTED) if slot.column(COUNTED) != COUNTED else None
        self.numbers = {name: slot.column(name) for name in NUMBERS}
        self.units = f"{UNITED}_{slot.mark}" if slot.mark else UNITED


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
        self._numbers: dict[tuple[str, str], int] = {}
        self._counted: dict[tuple[Facet, str], tuple[int, int]] = {}
        self._types = 0
        self._taken: dict[str, None] = {}
        self._passage_seat = _Seat(PASSAGE_SLOT)
        self._seats = {kind: [_Seat(slot) for slot in slots] for kind, slots in SLOTS.items()}

    def add(self, passage: Document, texts: Texts, groups: Sequence[Group], kinds: Iterable[Records]) -> None:
        """Add an entry for a passage with some of its records."""
        entry = self._new()
        entry.add_bytes(TEXT, texts.plain)
        for name, text in texts.fields:
            entry.add_text(name, text)
        entry.add_unsigned(PLACE, place_of(passage.report, passage.passage))
        entry.add_unsigned(REPORT, passage.report)
        if passage.year is not None:
            entry.add_float(SORTED["year"], float(passage.year))
        self._count(entry, passage.facets)
        self._add_own(entry, self._passage_seat, passage, groups)
        named = [group.named for group in groups if group.named]
        characters = [group.characters for group in groups if group.named]
        values = [group.values for group in groups if group.values]
        for records in kinds:
            for seat, record in zip(self._seats[records[0].kind] if records else (), records, strict=False):
                group = self._prepared.group(record.facts)
                self._add_record(entry, seat, record, group)
                values.append(f"{seat.term}\n{marked(group.values, seat.mark)}" if group.values else seat.term)
                if group.named:
                    named.append(marked(group.named, seat.mark))
                    characters.append(marked(group.characters, seat.mark))
        if named:
            entry.add_text(NAMED, "\n".join(named))
            entry.add_text(NAMED_CHARACTERS, "\n".join(characters))
        if values:
            entry.add_text(VALUES, "\n".join(values))
        self._writer.add_document(entry)

    def finish(self, *, has_more: bool) -> None:
        """Write all that was added to the disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        told = {"more": has_more, "slots": list(self._taken), "values": list(self._numbers)}
        (self._folder / NUMBERING).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    def _count(self, entry: "Entry", facets: Iterable[tuple[Facet, str]]) -> None:
        """Add what is counted by columns, the types besides as one number for several of them, which is counted faster."""
        first = second = 0
        for facet in facets:
            number, bit = self._counted.get(facet) or self._new_counted(facet)
            if not bit:
                entry.add_unsigned(COUNTED, number)
                continue
            entry.add_unsigned(TYPES, number)
            if bit < _SECOND:
                first |= bit
            else:
                second |= bit
        if first:
            entry.add_unsigned(TYPE_SETS[0], first)
        if second:
            entry.add_unsigned(TYPE_SETS[1], second // _SECOND)

    def _new_counted(self, facet: tuple[Facet, str]) -> tuple[int, int]:
        """Return the number of a value, and the bit of a type in a set of all of them, or 0."""
        number, bit = self._number(facet), 0
        if facet[0] == "type":
            bit = 1 << self._types
            self._types += 1
        self._counted[facet] = number, bit
        return number, bit

    def _add_record(self, entry: "Entry", seat: _Seat, record: Document, group: Group) -> None:
        """Add which record it is and what it is sorted, counted and filtered by."""
        self._taken[seat.term] = None
        entry.add_unsigned(seat.record, record.record)
        if seat.counted is not None:
            for facet in record.facets:
                if facet[0] != "type":
                    entry.add_unsigned(seat.counted, self._number(facet))
        self._add_own(entry, seat, record, (group,))

    def _add_own(self, entry: "Entry", seat: _Seat, document: Document, groups: Sequence[Group]) -> None:
        """Add the numbers that a document is sorted and filtered by."""
        if document.amount is not None:
            entry.add_float(seat.amount, document.amount)
        if document.count is not None:
            entry.add_float(seat.count, document.count)
        for group in groups:
            if group.numbers:
                for column, number in group.numbers:
                    entry.add_float(seat.numbers[column], number)
            if group.units:
                for unit, number in group.units:
                    entry.add_unsigned(seat.units, united(self._number(("unit", unit)), number))

    def _number(self, value: tuple[str, str]) -> int:
        """Return the number of a value."""
        numbers = self._numbers
        if (number := numbers.get(value)) is None:
            number = numbers[value] = len(numbers)
        return number
