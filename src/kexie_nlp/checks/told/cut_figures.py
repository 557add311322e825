"""Figures that a line break cuts (一等奖32⏎件), whole again: a report's entities end with their line, its cleaned text does not."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.mapped import MappedText
from kexie_nlp.numerals import value_of

_CUT: Final = re.compile(r"[ \t\u3000]*\n")
_COMMONEST: Final = frozenset(["个", "项", "件", "人", "名", "场", "次", "家", "元", "%", "百分点"])
_LONGEST_REST: Final = 14


def ends_of(entities: Sequence[Entity], cleaned: MappedText, source: str) -> list[int]:
    """Return where values end in the cleaned text, those cut by a line break that was removed where they end on the next line."""
    ends = cleaned.all_from_source([entity.end for entity in entities])
    cut = [at for at, entity in enumerate(entities) if _CUT.match(source, entity.end) and cleaned.text[ends[at] : ends[at] + 1] > "\n"]
    if not cut:
        return ends
    starts = cleaned.all_from_source([entity.start for entity in entities])
    units = set(_COMMONEST)
    for at in set(range(len(entities))) - set(cut):
        told = value_of(cleaned.text[starts[at] : ends[at]], entities[at].type)
        units |= {told.unit} if told is not None else set()
    for at in cut:
        ends[at] = max(_ends(entities[at], cleaned.text, starts[at], ends[at], units), default=ends[at])
    return ends


def _ends(entity: Entity, text: str, start: int, end: int, units: set[str]) -> Iterator[int]:
    """Yield where a value that goes on behind ``end`` may end: with a unit that is known, and so that it is worth what it was read as."""
    worth = Decimal(entity.value or 0)
    for last in range(end, min(end + _LONGEST_REST, len(text)) + 1):
        told = value_of(text[start:last], entity.type)
        if told is not None and told.end == last - start and told.unit in units and told.value and Decimal(told.value) == worth:
            yield last
