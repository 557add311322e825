"""The leaves of a query: what a word, a phrase, near words or a field's value ask for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kexie_nlp.errors import QueryError
from kexie_nlp.labels import LABELS
from kexie_nlp.search.bounds import between
from kexie_nlp.search.dates import date_range
from kexie_nlp.search.fields import MEASURES, field_by_name
from kexie_nlp.search.folding import needle
from kexie_nlp.search.lexing import MOST_NEAR_WORDS, QueryToken
from kexie_nlp.search.tree import Everything, Named, Near, Node, Or, Run

OtherNames = Callable[[str, str], Sequence[str]]
"""Gives, for a text and a field ("" for a word), the full names that the text is another name of."""

SHORTEST_NAME: Final = 3
"""Characters that a word must have to be looked for in full names, too; 市科协 is found by the name it stands for."""

_LEVELS: Final = ("国际", "国家", "省", "市", "县")
_LEVELS_CALLED: Final = {"世界": "国际", "全国": "国家", "自治区": "省", "地市": "市", "地": "市", "区": "县", "区县": "县", "旗": "县"}
_EVERYTHING: Final = frozenset("*＊")


def no_others(_text: str, _field: str) -> Sequence[str]:
    """Know no other name of anything."""
    return ()


def leaf(query: str, name: QueryToken | None, token: QueryToken, others: OtherNames | None) -> Node:
    """Return what a word, a phrase or a field's value asks for; ``name`` is the field's, ``others`` None for no aliases at all.

    Raises:
        QueryError: if it asks for nothing, or for what its field does not have.
    """
    own_field = name is not None and name.end <= token.start and not query[name.end : token.start].strip()
    at = (name.start if name and own_field else token.start, token.end)
    if name is not None:
        return _value(query, name, token, at, others)
    if token.text in _EVERYTHING and not token.is_phrase:
        return Everything(at)
    _check(query, token)
    if token.distance is not None:
        return _near(query, token, at)
    if token.is_phrase or token.is_beginning or others is None:
        return Run(token.text, at_word_start=token.is_beginning, at=at)
    return _with_others(Run(token.text, or_name=len(needle(token.text).plain) >= SHORTEST_NAME, at=at), others(token.text, ""))


def _value(query: str, name: QueryToken, token: QueryToken, at: tuple[int, int], others: OtherNames | None) -> Node:
    """Return what a field's value asks for."""
    known = field_by_name().get(name.text)
    if token.distance is not None:
        raise QueryError(query, token.start, "near words are looked for in the text, not in a field", '"科普 讲座"~5 年份:2021')
    if known is None or known.is_number:
        if token.is_beginning:
            raise QueryError(query, token.start, "a number has no beginning to look for; give a range", "年份:2019..2022")
        found = between(query, known.name if known else "quantity", token, unit=name.text if name.text in MEASURES else "")
        return replace(found, at=at)
    _check(query, token)
    if token.text in _EVERYTHING and not token.is_phrase:
        raise QueryError(query, token.start, "a value is needed here; 实体: with a type finds what has any", "实体:奖项")
    if known.name == "date" and (dates := date_range(query, token, at)) is not None:
        return dates
    if known.name == "type":
        return Named("type", _entity_type(query, token), at=at)
    text = token.text
    if known.name == "level":
        text = _level(query, token)
    named = Named(known.name, text, at_start=token.is_beginning, at=at)
    if others is None or token.is_phrase or token.is_beginning:
        return named
    return _with_others(named, others(text, known.name))


def _with_others(node: Run | Named, names: Sequence[str]) -> Node:
    """Return a leaf, or one of it and the same with other names; their common span tells that they are one part of the query."""
    if not names:
        return node
    others = (replace(node, text=name, or_name=True) if isinstance(node, Run) else replace(node, text=name) for name in names)
    return Or((node, *others), node.at)


def _level(query: str, token: QueryToken) -> str:
    """Return the level, or the part of its name, that a value asks for."""
    text = needle(token.text).plain
    if text != "级":
        text = text.strip().removesuffix("级")
    text = _LEVELS_CALLED.get(text, text)
    if not any(text in level for level in _LEVELS):
        raise QueryError(query, token.start, f"there is no level {token.text!r}; the levels are {'、'.join(_LEVELS)}", "级别:省级")
    return text


def _near(query: str, token: QueryToken, at: tuple[int, int]) -> Node:
    """Return what words near each other ask for."""
    words = tuple(word for word in token.text.split() if needle(word).plain)
    if len(words) > MOST_NEAR_WORDS:
        reason = f"{len(words)} words are to be near each other, {MOST_NEAR_WORDS} are allowed"
        raise QueryError(query, token.start, reason, '"科普 讲座"~5')
    if len(words) == 1:
        return Run(words[0], at=at)
    assert token.distance is not None
    return Near(words, token.distance, at)


def _check(query: str, token: QueryToken) -> None:
    """Refuse what asks for nothing."""
    if not needle(token.text).plain:
        raise QueryError(query, token.start, "there is nothing to look for here", '"科技创新大赛"')


def _entity_type(query: str, token: QueryToken) -> str:
    """Return the entity type that a value names in Chinese or English."""
    found = _entity_types().get(needle(token.text).plain)
    if found is None:
        known = "、".join(f"{label.zh}({label.name})" for label in LABELS)
        raise QueryError(query, token.start, f"there is no entity type {token.text!r}; the types are {known}", "实体:奖项")
    return found


@cache
def _entity_types() -> dict[str, str]:
    """Return the entity types by their names, folded."""
    return {needle(name).plain: label.name for label in LABELS for name in (label.name, label.zh)}


def is_expansion(node: Node) -> bool:
    """Tell whether a node is one part of a query, looked for by several names."""
    return isinstance(node, Or) and all(part.at == node.at for part in node.parts)
