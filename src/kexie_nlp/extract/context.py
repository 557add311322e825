"""Sentences with the entities that stand in them, their paragraph and their section."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from kexie_nlp.document import Cell, Entity, Reading
from kexie_nlp.extract.contests import with_contests
from kexie_nlp.extract.grid import Grid
from kexie_nlp.extract.masking import mask
from kexie_nlp.labels import VALUE_TYPES, EntityType

_PROSE: Final = re.compile(r"[。；！？]|[^\s]{36,}")
# more entities than these are not looked through one by one for those of a type
_MANY: Final = 32


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


class Context:
    """A reading with its entities, ready to be asked; ``passages`` are the sentences that tell something."""

    def __init__(self, reading: Reading, entities: Sequence[Entity]) -> None:
        self.reading = reading
        self.text = reading.text
        self.entities = list(with_contests(entities))
        self.masked = mask(reading.text, self.entities)
        self.grids = tuple(Grid(table) for table in reading.tables)
        self._starts = [entity.start for entity in self.entities]
        self._numbers: dict[EntityType, list[int]] = {}
        for number, entity in enumerate(self.entities):
            self._numbers.setdefault(entity.type, []).append(number)
        self._values_before = [0, *accumulate(entity.type in VALUE_TYPES for entity in self.entities)]
        self.passages = tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        """Yield the sentences that hold entities or stand in tables, in reading order."""
        sections = self.reading.sections
        for sentence in self.reading.sentences:
            first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
            if first == last and sentence.table is None:
                continue
            yield Passage(
                sentence.start,
                sentence.end,
                first,
                last,
                self.text.rfind("\n", 0, sentence.start) + 1,
                (sections[sentence.section].title or None) if sentence.section is not None else None,
                sentence.section,
                sentence.table,
                sentence.table is not None and not self._is_prose(self.grids[sentence.table].first(sentence.start, sentence.end)),
            )

    @staticmethod
    def _is_prose(cell: Cell | None) -> bool:
        """Tell whether the cell that a passage begins in holds sentences."""
        return cell is None or _PROSE.search(cell.text) is not None

    def inside(self, passage: Passage) -> Sequence[Entity]:
        """Return the entities of a sentence."""
        return self.entities[passage.first : passage.last]

    def holds(self, passage: Passage, name: EntityType) -> bool:
        """Tell whether an entity of a type stands in a passage."""
        numbers = self._numbers.get(name, [])
        at = bisect_left(numbers, passage.first)
        return at < len(numbers) and numbers[at] < passage.last

    def holds_values(self, passage: Passage) -> bool:
        """Tell whether a value stands in a passage."""
        return self._values_before[passage.first] < self._values_before[passage.last]

    def at(self, start: int) -> Entity | None:
        """Return the entity that begins at ``start``."""
        index = bisect_left(self._starts, start)
        return self.entities[index] if index < len(self.entities) and self.entities[index].start == start else None

    def between(self, start: int, end: int, *types: EntityType) -> list[Entity]:
        """Return the entities of these types (of all, if none is named) that lie in a span."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if types and last - first > _MANY:
            found = sorted(self._numbers_of(types, first, last))
            return [self.entities[number] for number in found if self.entities[number].end <= end]
        return [entity for entity in self.entities[first:last] if entity.end <= end and (not types or entity.type in types)]

    def _numbers_of(self, types: Sequence[EntityType], first: int, last: int) -> Iterator[int]:
        """Yield which entities from number ``first`` up to ``last`` are of these types."""
        for name in types:
            numbers = self._numbers.get(name, [])
            yield from numbers[bisect_left(numbers, first) : bisect_left(numbers, last)]

    def last_before(self, position: int, floor: int, *types: EntityType) -> Entity | None:
        """Return the nearest entity of these types that ends at or before ``position`` and begins at or behind ``floor``."""
        last = bisect_right(self._starts, position)
        found: Entity | None = None
        for name in types:
            numbers = self._numbers.get(name, [])
            for at in range(bisect_left(numbers, last) - 1, -1, -1):
                entity = self.entities[numbers[at]]
                if entity.start < floor or (found is not None and entity.start < found.start):
                    break
                if entity.end <= position:
                    found = entity
                    break
        return found

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
