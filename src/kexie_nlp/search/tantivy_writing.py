"""Writing a shard of a tantivy index: documents become entries of a few joined texts, and what several share is prepared but once."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.search.cutting import END_MARK, START_MARK, with_capitals, word_list
from kexie_nlp.search.engine import Document, Facet, Fact, Kind
from kexie_nlp.search.folding import Folded, fold
from kexie_nlp.search.ranking import place_of
from kexie_nlp.search.tantivy_index import (
    CHARACTERS,
    COUNTED,
    LETTERS,
    NAMED,
    NAMED_CHARACTERS,
    NUMBERING,
    NUMBERS,
    NUMERALS,
    PAIRS,
    PLACE,
    RECORD,
    REPORT,
    SORTED,
    TEXT,
    TYPE_SET,
    TYPES,
    UNITED,
    VALUES,
    WORDS,
    make_schema,
    token,
    unit_name,
    unit_term,
    united,
    value_prefix,
)

if TYPE_CHECKING:
    from tantivy import Document as Entry
    from tantivy import IndexWriter

_PARTING: Final = "-"
_REMEMBERED: Final = 64
_MEMORY: Final = {"passages": 160_000_000, "achievements": 60_000_000, "metrics": 220_000_000}


def write_shard(folder: Path, documents: Iterable[Document]) -> None:
    """Write documents into an empty folder, an index for each kind that there is."""
    from tantivy import Index

    writers: dict[Kind, IndexWriter] = {}
    cutters: dict[Kind, _Cutter] = {}
    schema = make_schema()
    prepared = _Prepared()
    for document in documents:
        if (writer := writers.get(document.kind)) is None:
            place = folder / document.kind
            place.mkdir()
            writer = Index(schema, str(place)).writer(_MEMORY[document.kind], 1)
            writers[document.kind], cutters[document.kind] = writer, _Cutter()
        groups = [*map(prepared.group, document.shared), _group(document.facts)]
        writer.add_document(cutters[document.kind].entry(document, prepared.texts(document), groups))
    for kind, writer in writers.items():
        writer.commit()
        writer.wait_merging_threads()
        numbering = json.dumps(list(cutters[kind].numbers), ensure_ascii=False)
        (folder / kind / NUMBERING).write_text(numbering, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Texts:
    """The text of a passage as tantivy takes it.

    Attributes:
        plain: the folded text. fields: names of fields with their tokens, joined.
    """

    plain: bytes
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Facts as tantivy takes them.

    Attributes:
        named: pairs of values, joined. characters: of these values. values: terms of other values.
        numbers: names of columns with their numbers. units: numbered names of units with their numbers.
    """

    named: str
    characters: str
    values: str
    numbers: tuple[tuple[str, float], ...]
    units: tuple[tuple[str, float], ...]


class _Prepared:
    """Keeps what the next documents are likely to need again: the text of one passage, and the last groups of shared facts."""

    def __init__(self) -> None:
        self._place = -1
        self._texts = _Texts(b"", ())
        self._groups: dict[int, tuple[tuple[Fact, ...], _Group]] = {}

    def texts(self, document: Document) -> _Texts:
        """Return the text of a document; a record has that of its passage."""
        place = place_of(document.report, document.passage)
        if place != self._place:
            self._place, self._texts = place, _texts(fold(document.text))
        return self._texts

    def group(self, facts: tuple[Fact, ...]) -> _Group:
        """Return shared facts."""
        if (known := self._groups.get(id(facts))) is not None:
            return known[1]
        if len(self._groups) == _REMEMBERED:
            self._groups.clear()
        group = _group(facts)
        self._groups[id(facts)] = facts, group  # as long as they are kept, no other tuple has their identity
        return group


class _Cutter:
    """Makes entries of the documents of one kind, and numbers their values."""

    def __init__(self) -> None:
        from tantivy import Document as Entry

        self.numbers: dict[tuple[str, str], int] = {}
        self._new = Entry
        self._types: dict[int, int] = {}
        self._facets: tuple[tuple[Facet, str], ...] = ()
        self._counted: tuple[tuple[str, int], ...] = ()

    def entry(self, document: Document, texts: _Texts, groups: list[_Group]) -> "Entry":
        """Return a document as tantivy takes it."""
        entry = self._new()
        entry.add_bytes(TEXT, texts.plain)
        for name, text in texts.fields:
            entry.add_text(name, text)
        entry.add_unsigned(PLACE, place_of(document.report, document.passage))
        entry.add_unsigned(REPORT, document.report)
        entry.add_unsigned(RECORD, document.record)
        for name, number in zip(SORTED.values(), (document.year, document.amount, document.count), strict=True):
            if number is not None:
                entry.add_float(name, float(number))
        if document.facets != self._facets:  # those of a passage and its records are often the same
            self._facets, self._counted = document.facets, tuple(self._numbered(document.facets))
        for name, value in self._counted:
            entry.add_unsigned(name, value)
        self._add_groups(entry, groups)
        return entry

    def _numbered(self, facets: Iterable[tuple[Facet, str]]) -> Iterator[tuple[str, int]]:
        """Yield what is counted by columns, the types besides as one number for all of them, which is counted faster."""
        types = 0
        for facet, value in facets:
            number = self._number(facet, value)
            yield TYPES if facet == "type" else COUNTED, number
            if facet == "type":
                types |= 1 << self._types.setdefault(number, len(self._types))
        if types:
            yield TYPE_SET, types

    def _add_groups(self, entry: "Entry", groups: list[_Group]) -> None:
        """Add what the document can be filtered by."""
        if named := "\n".join([group.named for group in groups if group.named]):
            entry.add_text(NAMED, named)
            entry.add_text(NAMED_CHARACTERS, "\n".join([group.characters for group in groups if group.characters]))
        if values := "\n".join([group.values for group in groups if group.values]):
            entry.add_text(VALUES, values)
        for group in groups:
            for column, number in group.numbers:
                entry.add_float(column, number)
            for unit, number in group.units:
                entry.add_unsigned(UNITED, united(self._number("unit", unit), number))

    def _number(self, kind: str, value: str) -> int:
        """Return the number of a value."""
        return self.numbers.setdefault((kind, value), len(self.numbers))


def _texts(folded: Folded) -> _Texts:
    """Return the text of a passage."""
    plain = folded.plain.text
    marked = with_capitals(plain)
    characters = plain + marked if marked != plain else plain
    fields = [(PAIRS, _pairs(marked))]
    if folded.numeral is not None:
        numeral = with_capitals(folded.numeral.text)
        fields.append((NUMERALS, _pairs(numeral)))
        characters += folded.numeral.text + numeral
    fields.append((CHARACTERS, "\n".join(dict.fromkeys(token(characters)))))
    fields.append((WORDS, token("\n".join(word_list(plain)))))
    return _Texts(plain.encode(), tuple(fields))


def _pairs(text: str) -> str:
    """Return the character pairs of a text, joined."""
    text = token(text)
    return "\n".join(map(add, text, text[1:]))


def _group(facts: tuple[Fact, ...]) -> _Group:
    """Return facts as tantivy takes them."""
    named: list[str] = []
    characters: list[str] = []
    values: list[str] = []
    numbers: list[tuple[str, float]] = []
    units: list[tuple[str, float]] = []
    for fact in facts:
        if fact.number is None:
            if fact.field in LETTERS:
                tokens, letters = _named(fact.field, fact.text)
                named.append(tokens)
                characters.append(letters)
            else:
                values.append(_value_terms(fact.field, fact.text))
            continue
        if fact.field in NUMBERS:
            numbers.append((fact.field, fact.number + 0.0))
        if fact.unit:
            values.append(unit_term(fact.field, fact.unit, fact.number))
            units.append((unit_name(fact.field, fact.unit), fact.number))
    return _Group("\n".join(named), "\n".join(characters), "\n".join(values), tuple(numbers), tuple(units))


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
    folded = fold(text)
    yield False, folded.plain.text
    if folded.numeral is not None:
        yield True, folded.numeral.text
