"""Sentences with the entities that stand in them, their paragraph and their section."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from kexie_nlp.document import Cell, Entity, Reading
from kexie_nlp.extract.contests import with_contests
from kexie_nlp.extract.grid import Grid
from kexie_nlp.extract.masking import mask
from kexie_nlp.extract.unmarked_awards import with_awards
from kexie_nlp.labels import ENTITY_TYPES, VALUE_TYPES, EntityType

if TYPE_CHECKING:
    from kexie_nlp.extract.antecedents import Event

_ENDS_OF_SENTENCES: Final = frozenset("。；！？")
_RUN_OF_PROSE: Final = 36  # so many characters without a blank are no heading
_PROSE: Final = re.compile(rf"[^\s]{{{_RUN_OF_PROSE},}}")
# more entities than these, or than these before a place, are not looked through one by one for those of a type
_MANY: Final = 32
_NEAR: Final = 8
_BITS: Final[dict[EntityType, int]] = {name: 1 << number for number, name in enumerate(ENTITY_TYPES)}


def kinds_of(*types: EntityType) -> int:
    """Return these types as a set of bits, to be held against ``Passage.kinds``."""
    return sum(_BITS[name] for name in types)


VALUES: Final = kinds_of(*VALUE_TYPES)


class Passage(NamedTuple):
    """A sentence and what is needed to read it.

    Attributes:
        start, end: the span of the sentence, or of the table row.
        first, last: the entities in it are ``Context.entities[first:last]``.
        paragraph: offset at which its line begins.
        heading: title of its section, or None.
        section: index of its section, or None.
        table: index of the table it stands in, or None.
        cells: whether it is a run of short cells rather than a sentence.
        kinds: the types of its entities, a bit each: what needs one that is missing need not be looked for.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    heading: str | None
    section: int | None
    table: int | None
    cells: bool
    kinds: int


_made: Final = tuple.__new__  # without the way through the constructor of named tuples


class Context:
    """A reading with its entities, ready to be asked; ``passages`` are the sentences that tell something."""

    def __init__(self, reading: Reading, entities: Sequence[Entity]) -> None:
        self.reading = reading
        self.text = reading.text
        self.entities = with_contests(with_awards(reading.text, entities, reading.tables))
        self.masked = mask(reading.text, self.entities)
        self.backwards = self.masked[::-1]  # to look for what stands before a place
        self.grids = tuple(Grid(table) for table in reading.tables)
        self._starts = [entity.start for entity in self.entities]
        self._numbers: dict[EntityType, list[int]] = {name: [] for name in ENTITY_TYPES}
        for number, entity in enumerate(self.entities):
            self._numbers[entity.type].append(number)
        self.passages = tuple(self._passages())
        self.heads: dict[int, Entity | None] = {}  # what paragraphs are headed by, by where they begin, once it was looked for
        self.earlier: dict[int, Event | None] = {}  # the contest told before a sentence, by where that begins, once it was looked for

    def _passages(self) -> Iterator[Passage]:
        """Yield the sentences that hold entities or stand in tables, in reading order."""
        titles = [section.title or None for section in self.reading.sections]
        starts = [*self._starts, len(self.text) + 1]
        bits = [_BITS[entity.type] for entity in self.entities]
        last = behind = 0
        for sentence in self.reading.sentences:
            start, end, section, table = sentence.start, sentence.end, sentence.section, sentence.table
            if start < behind:  # cells that overlap
                last = bisect_left(starts, start)
            while starts[last] < start:
                last += 1
            first, behind, kinds = last, end, 0
            while starts[last] < end:
                kinds |= bits[last]
                last += 1
            if first == last and table is None:
                continue
            paragraph = self.text.rfind("\n", 0, start) + 1
            heading = titles[section] if section is not None else None
            cells = table is not None and not self._is_prose(self.grids[table].first(start, end))
            yield _made(Passage, (start, end, first, last, paragraph, heading, section, table, cells, kinds))

    @staticmethod
    def _is_prose(cell: Cell | None) -> bool:
        """Tell whether the cell that a passage begins in holds sentences."""
        if cell is None or not _ENDS_OF_SENTENCES.isdisjoint(cell.text):
            return True
        return len(cell.text) >= _RUN_OF_PROSE and _PROSE.search(cell.text) is not None

    def inside(self, passage: Passage) -> Sequence[Entity]:
        """Return the entities of a sentence."""
        return self.entities[passage.first : passage.last]

    def at(self, start: int) -> Entity | None:
        """Return the entity that begins at ``start``."""
        index = bisect_left(self._starts, start)
        return self.entities[index] if index < len(self.entities) and self.entities[index].start == start else None

    def between(self, start: int, end: int, *types: EntityType) -> list[Entity]:
        """Return the entities of these types (of all, if none is named) that lie in a span."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        last = bisect_left(starts, end, first)
        if types and last - first > _MANY:
            entities = self.entities
            return [entities[number] for number in self._numbers_of(types, first, last) if entities[number].end <= end]
        return [entity for entity in self.entities[first:last] if entity.end <= end and (not types or entity.type in types)]

    def _numbers_of(self, types: Sequence[EntityType], first: int, last: int) -> list[int]:
        """Return which entities from number ``first`` up to ``last`` are of these types."""
        numbers = [numbers[bisect_left(numbers, first) : bisect_left(numbers, last)] for numbers in map(self._numbers.__getitem__, types)]
        return numbers[0] if len(numbers) == 1 else sorted(chain.from_iterable(numbers))

    def last_before(self, position: int, floor: int, *types: EntityType) -> Entity | None:
        """Return the nearest entity of these types that ends at or before ``position`` and begins at or behind ``floor``."""
        last = bisect_right(self._starts, position)
        for at in range(last - 1, max(-1, last - 1 - _NEAR), -1):
            entity = self.entities[at]
            if entity.start < floor:
                return None
            if entity.type in types and entity.end <= position:
                return entity
        return self._last_of(types, last - _NEAR, floor)

    def _last_of(self, types: Sequence[EntityType], last: int, floor: int) -> Entity | None:
        """Return the nearest entity of these types before entity number ``last`` that begins at or behind ``floor``."""
        nearest = -1
        for name in types:
            numbers = self._numbers[name]
            at = bisect_left(numbers, last)
            nearest = max(nearest, numbers[at - 1] if at else -1)
        return self.entities[nearest] if nearest >= 0 and self.entities[nearest].start >= floor else None

    def next_after(self, position: int, ceiling: int, *types: EntityType) -> Entity | None:
        """Return the first entity of these types that begins at or behind ``position`` and ends before ``ceiling``."""
        for index in range(bisect_left(self._starts, position), len(self.entities)):
            entity = self.entities[index]
            if entity.end > ceiling:
                return None
            if entity.type in types:
                return entity
        return None

    def section_start(self, passage: Passage) -> int:
        """Return where the outermost section of a passage begins, or 0."""
        return self.reading.sections[passage.section].start if passage.section is not None else 0

    def written(self, entity: Entity) -> str:
        """Return the name of an entity with the quotation marks that stand directly around it."""
        before, after = self.text[entity.start - 1 : entity.start], self.text[entity.end : entity.end + 1]
        return f"{before}{entity.text}{after}" if (before, after) in (("“", "”"), ("「", "」"), ("『", "』")) else entity.text
