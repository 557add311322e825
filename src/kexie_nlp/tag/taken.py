"""Which of some spans entities leave free."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kexie_nlp.document import Entity
from kexie_nlp.labels import EntityType

Span = tuple[int, int]


def apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order without those that begin within an earlier one, of those that begin together the longest."""
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            reached = end
            yield start, end


class Taken:
    """What entities cover."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Take entities in text order."""
        self._entities = entities
        self._starts = [entity.start for entity in entities]

    def free(self, spans: Iterable[Span], within: EntityType | None = None) -> list[Span]:
        """Return the spans that share no character with the entities, but for one of type ``within`` that is a part."""
        entities, starts = self._entities, self._starts
        free: list[Span] = []
        for start, end in spans:
            at = bisect_right(starts, end - 1) - 1
            last = entities[at] if at >= 0 else None
            if last is not None and last.type == within and start <= last.start and last.end <= end:
                last = entities[at - 1] if at else None
            if last is None or last.end <= start:
                free.append((start, end))
        return free

    def is_cut_by(self, span: Span) -> bool:
        """Tell whether an entity is the span itself, holds it or goes on beyond one of its ends."""
        start, end = span
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
        before, behind = (self._entities[at] if at >= 0 else None for at in (first, last))
        is_begun = before is not None and before.start < start < before.end
        return is_begun or (behind is not None and (behind.end > end or (behind.start <= start and behind.end >= end)))
