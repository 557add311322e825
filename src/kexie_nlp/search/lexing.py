"""A query string cut into tokens; every sign that is not of the query language is an ordinary character."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kexie_nlp.errors import QueryError
from kexie_nlp.search.fields import FIELDS, MEASURES, field_by_name
from kexie_nlp.search.folding import needle

TokenKind = Literal["term", "field", "open", "close", "and", "or", "not"]

LONGEST_QUERY: Final = 1000
DEEPEST_QUERY: Final = 30
EXAMPLE: Final = "青少年 奖项:一等奖 年份:2019..2022"
USUAL_DISTANCE: Final = 10
LONGEST_DISTANCE: Final = 200
MOST_NEAR_WORDS: Final = 5

_CLOSING: Final = {'"': '"”', "“": '”"', "”": '”"', "「": "」", "『": "』"}  # the second closes where the first is missing
QUOTES: Final = frozenset(_CLOSING)
"""The signs that open a phrase."""
_FIELD: Final = re.compile(r"([A-Za-z_]+|[\u4e00-\u9fff]{1,6})[:：]\s*")
_WORD: Final = re.compile(r"[^\s()（）|｜\"“”「」『』]+")
_VALUE: Final = re.compile(r"(?:[<>＜＞=＝≥≤]+\s*)?[^\s()（）|｜\"“”「」『』]+")
_DENIED: Final = re.compile(r"[^\s)）|｜]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_MINUS: Final = "-－−"
_STARS: Final = "*＊"
_NEARNESS: Final = re.compile(r"[~～]\s?([0-9０-９]*)")
_OPERATORS: Final[dict[str, TokenKind]] = {
    "AND": "and", "&&": "and", "&": "and", "＆＆": "and", "＆": "and", "且": "and", "与": "and", "OR": "or", "或": "or",
    "NOT": "not", "非": "not",
}  # fmt: skip
_SIGNS: Final[dict[str, TokenKind]] = {"(": "open", "（": "open", ")": "close", "）": "close", "|": "or", "｜": "or"}


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One token: its text and its span in the query.

    Attributes:
        text: of a phrase, what stands within the quotes; of a field, its name; of a beginning, what stands before the star.
        is_phrase: whether it stood in quotes. is_beginning: whether a star followed.
        distance: of near words, at most how many characters may lie between two of them; else None.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    is_phrase: bool = False
    is_beginning: bool = False
    distance: int | None = None


def tokens(query: str) -> Iterator[QueryToken]:
    """Yield the tokens of ``query``.

    Raises:
        QueryError: at a quote without its end, or a name that is no field.
    """
    if len(query) > LONGEST_QUERY:
        raise QueryError(query[:60] + "…", 0, f"the query has {len(query)} characters, {LONGEST_QUERY} are allowed", EXAMPLE)
    if broken := _SURROGATE.search(query):
        raise QueryError(query[: broken.start()] + "?", broken.start(), "half a character stands here", EXAMPLE)
    position, field_pending = 0, False
    while position < len(query):
        if query[position].isspace():
            position += 1
            continue
        token = _token_at(query, position, field_pending)
        yield token
        field_pending = token.kind == "field"
        position = token.end
        if token.kind == "or" and query[position : position + 1] in {"|", "｜"} and token.text in "|｜":
            position += 1


def _token_at(query: str, position: int, field_pending: bool) -> QueryToken:
    """Return the token that begins at ``position``."""
    char = query[position]
    if char in _SIGNS:
        return QueryToken(_SIGNS[char], char, position, position + 1)
    if char in _CLOSING:
        return _phrase(query, position)
    if char == "」" or char == "』":
        raise QueryError(query, position, f"{char} closes a quote that was not opened", '"科技创新大赛"')
    if field_pending:
        value = _VALUE.match(query, position)
        assert value is not None  # any character but white space and the signs above begins a value
        return _term(value)
    if char in _MINUS and _DENIED.match(query, position + 1):
        return QueryToken("not", char, position, position + 1)
    if name := _FIELD.match(query, position):
        return _field(query, name)
    word = _WORD.match(query, position)
    assert word is not None
    return QueryToken(_OPERATORS[word[0]], word[0], position, word.end()) if word[0] in _OPERATORS else _term(word)


def _term(found: re.Match[str]) -> QueryToken:
    """Return a word or a value, without the star that makes it a beginning."""
    bare = found[0].rstrip(_STARS)
    is_beginning = bare != found[0] and bool(bare)
    return QueryToken("term", bare if is_beginning else found[0], found.start(), found.end(), is_beginning=is_beginning)


def _phrase(query: str, position: int) -> QueryToken:
    """Return the quoted run that begins at ``position``."""
    closing = _CLOSING[query[position]]
    end = next((end for end in (query.find(sign, position + 1) for sign in closing) if end > 0), -1)
    if end < 0:
        raise QueryError(query, position, f"the quote opened by {query[position]} is not closed", '"科技创新大赛" 一等奖')
    text, behind = query[position + 1 : end], query[end + 1 : end + 2]
    if behind and behind in _STARS:
        return QueryToken("term", text, position, end + 2, is_phrase=True, is_beginning=True)
    if nearness := _NEARNESS.match(query, end + 1):
        distance = _distance(query, nearness)
        return QueryToken("term", text, position, nearness.end(), is_phrase=True, distance=distance)
    return QueryToken("term", text, position, end + 1, is_phrase=True)


def _distance(query: str, nearness: re.Match[str]) -> int:
    """Return how far near words may stand apart."""
    if not nearness[1]:
        return USUAL_DISTANCE
    distance = int(needle(nearness[1]).plain[:9])
    if distance > LONGEST_DISTANCE:
        reason = f"near words may stand up to {LONGEST_DISTANCE} characters apart, not {nearness[1][:20]}"
        raise QueryError(query, nearness.start(1), reason, '"科普 讲座"~20')
    return distance


def _field(query: str, name: re.Match[str]) -> QueryToken:
    """Return the field that ``name`` names."""
    written = name[1]
    known = field_by_name().get(written) or field_by_name().get(written.lower())
    if known is None and written not in MEASURES:
        fields = "、".join(f"{entry.zh}({entry.name})" for entry in FIELDS)
        way_out = f'"{query[name.start() : name.end()].rstrip()}" to find these characters, or {EXAMPLE}'
        raise QueryError(query, name.start(), f"there is no field {written!r}; the fields are {fields}", way_out)
    return QueryToken("field", known.name if known else written, name.start(), name.end())
