"""A copy of the text in which every entity is drawn as signs of its type, so that patterns can speak of entities."""

from collections.abc import Sequence
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.labels import ENTITY_TYPES, EntityType

_FIRST: Final = 0xE000  # the private use area, which cleaned text does not contain
_HEAD: Final[dict[EntityType, str]] = {name: chr(_FIRST + 2 * index) for index, name in enumerate(ENTITY_TYPES)}
_BODY: Final[dict[EntityType, str]] = {name: chr(_FIRST + 2 * index + 1) for index, name in enumerate(ENTITY_TYPES)}
# as much of either sign as nearly every entity needs: to cut a string is quicker than to make one
_LONGEST_DRAWN: Final = 64
_DRAWN: Final[dict[EntityType, str]] = {name: _HEAD[name] + _BODY[name] * (_LONGEST_DRAWN - 1) for name in ENTITY_TYPES}
MASKED: Final = f"[{chr(_FIRST)}-{chr(_FIRST + 2 * len(ENTITY_TYPES) - 1)}]"


def mask(text: str, entities: Sequence[Entity]) -> str:
    """Return ``text`` with each entity replaced by as many signs of its type; offsets stay."""
    pieces: list[str] = []
    cursor = 0
    for entity in entities:
        start, end = entity.start, entity.end
        if cursor < start:
            pieces.append(text[cursor:start])
        drawn = _DRAWN[entity.type]
        pieces.append(drawn[: end - start] if end - start <= _LONGEST_DRAWN else drawn + drawn[1] * (end - start - _LONGEST_DRAWN))
        cursor = end
    pieces.append(text[cursor:])
    return "".join(pieces)


def inner_sign(name: EntityType) -> str:
    """Return the sign that all but the first character of an entity of this type are drawn with."""
    return _BODY[name]


def entity_pattern(*types: EntityType) -> str:
    """Return the pattern of one entity of any of these types in masked text."""
    heads = "".join(_HEAD[name] for name in types)
    bodies = "".join(_BODY[name] for name in types)
    return f"(?:[{heads}][{bodies}]*)"


def signs(*types: EntityType) -> frozenset[str]:
    """Return the signs that entities of any of these types are drawn with."""
    return frozenset(sign for name in types for sign in (_HEAD[name], _BODY[name]))
