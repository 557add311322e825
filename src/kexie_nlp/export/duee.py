"""DuEE: achievements as events, the award as their trigger, with the schema of the event type.

A text is the sentence of the achievements; where the contest is named a little before, the text begins there.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kexie_nlp.export.documents import Document
from kexie_nlp.export.targets import Folder
from kexie_nlp.records import Achievement

EVENTS: Final = "events.json"
SCHEMA: Final = "event_schema.json"
EVENT_CLASS: Final = "竞赛行为"
EVENT_TYPE: Final = "竞赛行为-获奖"
ROLES: Final = {"recipient": "获奖者", "event": "赛事", "count": "数目", "title": "作品"}
_FARTHEST: Final = 500


@dataclass(frozen=True, slots=True)
class _Told:
    """Achievements that one stretch of text tells."""

    start: int
    end: int
    achievements: tuple[Achievement, ...]


def write_duee(documents: Iterable[Document], folder: Folder) -> int:
    """Write a text with its events a line, and the schema; return how many events there are."""
    folder.write(SCHEMA, json.dumps(_schema(), ensure_ascii=False) + "\n")
    count = 0
    with folder.open(EVENTS) as file:
        for document in documents:
            for told in _texts(document):
                file.write(json.dumps(_line(document, told), ensure_ascii=False).encode() + b"\n")
                count += len(told.achievements)
    return count


def _schema() -> dict[str, Any]:
    """Return the one event type and its roles."""
    number = hashlib.sha256(EVENT_TYPE.encode()).hexdigest()[:32]
    return {"id": number, "event_type": EVENT_TYPE, "class": EVENT_CLASS, "role_list": [{"role": role} for role in ROLES.values()]}


def _texts(document: Document) -> Iterator[_Told]:
    """Yield the stretches of text that tell achievements, those that overlap as one."""
    stretches = sorted((*_stretch(document, record), number) for number, record in enumerate(document.achievements))
    start = end = 0
    together: list[Achievement] = []
    for low, high, number in stretches:
        if together and low >= end:
            yield _Told(start, end, tuple(together))
            together = []
        if not together:
            start, end = low, high
        end = max(end, high)
        together.append(document.achievements[number])
    if together:
        yield _Told(start, end, tuple(together))


def _stretch(document: Document, record: Achievement) -> tuple[int, int]:
    """Return the span of an achievement's sentence, with whole sentences before it in which a field is named not too far away."""
    start, end = record.evidence.start, record.evidence.end
    named = [low for _, low, _ in record.evidence.spans if start - _FARTHEST <= low < start]
    if named:
        start = max((low for low, _ in document.sentences if low <= min(named)), default=min(named))
    return start, end


def _line(document: Document, told: _Told) -> dict[str, Any]:
    """Return a text with its events."""
    return {
        "text": document.text[told.start : told.end],
        "id": f"{document.id}-{told.start}",
        "event_list": [_event(document.text, told, record) for record in told.achievements],
    }


def _event(text: str, told: _Told, record: Achievement) -> dict[str, Any]:
    """Return an achievement as an event; offsets are those of the text of its line."""
    return {
        "event_type": EVENT_TYPE,
        "trigger": text[record.start : record.end],
        "trigger_start_index": record.start - told.start,
        "class": EVENT_CLASS,
        "arguments": list(_arguments(text, told, record.evidence.spans)),
    }


def _arguments(text: str, told: _Told, spans: Sequence[tuple[str, int, int]]) -> Iterator[dict[str, Any]]:
    """Yield the fields that stand in the text as arguments."""
    for name, start, end in spans:
        if name in ROLES and told.start <= start and end <= told.end:
            yield {"role": ROLES[name], "argument": text[start:end], "argument_start_index": start - told.start, "alias": []}
