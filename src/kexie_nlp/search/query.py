"""The query language: a query string → a tree. The structure is for a small grammar to read, all words and values are read here."""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from kexie_nlp.errors import QueryError
from kexie_nlp.search.bounds import between
from kexie_nlp.search.fields import MEASURES, field_by_name
from kexie_nlp.search.folding import needle
from kexie_nlp.search.lexing import DEEPEST_QUERY, EXAMPLE, QueryToken, tokens
from kexie_nlp.search.tree import And, Everything, Named, Node, Not, Or, Run

if TYPE_CHECKING:
    from lark import Lark, ParseTree

SHORTEST_NAME: Final = 3
"""Characters that a word must have to be looked for in full names, too; 市科协 is found by the name it stands for."""

# blanks join more loosely than OR, OR more loosely than AND
_GRAMMAR: Final = r"""
    ?all: either+
    ?either: both ("OR" both)*
    ?both: single ("AND" single)*
    ?single: "NOT" single -> no | LEAF -> leaf | "(" all ")"
    LEAF: /t[0-9]+/
    %ignore " "
"""
_BINARY: Final = frozenset({"and", "or"})


def parse_query(query: str) -> Node:
    """Return the tree of ``query``; an empty query asks for everything.

    Blanks join most loosely: ``机器人 一等奖|二等奖`` asks for 机器人 and one of the two awards.

    Raises:
        QueryError: saying what is wrong, where, and giving an example that works.
    """
    skeleton = _skeleton(query)
    if not skeleton.leaves:
        return Everything((0, len(query)))
    return _tree(_parser().parse("".join(skeleton.pieces)), skeleton.leaves)


@cache
def _parser() -> "Lark":
    """Return the parser of the grammar; what it is given was checked, so that it finds no fault."""
    from lark import Lark

    return Lark(_GRAMMAR, start="all", parser="lalr")


@dataclass
class _Skeleton:
    """The query with a plain name in place of every word and value, so that no character in them can mislead the grammar."""

    pieces: list[str] = field(default_factory=list)
    leaves: dict[str, Node] = field(default_factory=dict)

    def add(self, leaf: Node) -> None:
        """Add a leaf under a new name."""
        name = f"t{len(self.leaves)}"
        self.leaves[name] = leaf
        self.pieces.append(f" {name} ")


def _skeleton(query: str) -> _Skeleton:
    """Return the skeleton of ``query``, having refused what the grammar would refuse, with better words."""
    skeleton = _Skeleton()
    enclosing: list[QueryToken] = []
    fields: list[QueryToken | None] = [None]
    pending: QueryToken | None = None
    previous: QueryToken | None = None
    for token in tokens(query):
        if pending is not None and token.kind not in {"term", "open"}:
            raise _valueless(query, pending)
        _check_order(query, previous, token)
        match token.kind:
            case "field":
                pending = token
            case "open":
                enclosing.append(token)
                if len(enclosing) > DEEPEST_QUERY:
                    raise QueryError(query, token.start, f"more than {DEEPEST_QUERY} parentheses within each other", EXAMPLE)
                fields.append(pending or fields[-1])
                pending = None
                skeleton.pieces.append("(")
            case "close":
                if not enclosing:
                    raise QueryError(query, token.start, "this parenthesis was not opened", "(一等奖 | 二等奖) 机器人")
                enclosing.pop()
                fields.pop()
                skeleton.pieces.append(")")
            case "term":
                skeleton.add(_leaf(query, pending or fields[-1], token))
                pending = None
            case operator:
                skeleton.pieces.append(f" {operator.upper()} ")
        previous = token
    if pending is not None:
        raise _valueless(query, pending)
    if enclosing:
        raise QueryError(query, enclosing[-1].start, "this parenthesis is not closed", "(一等奖 | 二等奖) 机器人")
    if previous is not None and previous.kind in {"and", "or", "not"}:
        raise _dangling(query, previous)
    return skeleton


def _check_order(query: str, previous: QueryToken | None, token: QueryToken) -> None:
    """Refuse an operator without something on both of its sides, and empty parentheses."""
    before = previous.kind if previous else "open"
    if token.kind in _BINARY and before in {"open", "and", "or", "not"}:
        raise _dangling(query, token)
    if token.kind == "close" and previous is not None and before in {"and", "or", "not"}:
        raise _dangling(query, previous)
    if token.kind == "close" and before == "open" and previous is not None:
        raise QueryError(query, previous.start, "nothing stands within these parentheses", "(一等奖 | 二等奖) 机器人")
    if token.kind == "not" and before == "not":
        raise QueryError(query, token.start, "NOT stands twice", "机器人 -二等奖")


def _dangling(query: str, token: QueryToken) -> QueryError:
    """Return the error for an operator that lacks a side."""
    example = {"and": "机器人 AND 一等奖", "or": "一等奖 | 二等奖", "not": "机器人 -二等奖"}[token.kind]
    reason = f'{token.text} lacks a word beside it; to find these characters, quote them: "{token.text}"'
    return QueryError(query, token.start, reason, example)


def _valueless(query: str, token: QueryToken) -> QueryError:
    """Return the error for a field without a value."""
    known = field_by_name().get(token.text)
    example = known.example if known else "人次:>=1万"
    return QueryError(query, token.start, f"{query[token.start : token.end].strip()} has no value", example)


def _leaf(query: str, name: QueryToken | None, token: QueryToken) -> Node:
    """Return the leaf for a word, a phrase or a field's value."""
    at = (name.start if name and name.end <= token.start and not query[name.end : token.start].strip() else token.start, token.end)
    known = field_by_name().get(name.text) if name else None
    if name is not None and (known is None or known.is_number):
        found = between(query, known.name if known else "quantity", token, unit=name.text if name.text in MEASURES else "")
        return replace(found, at=at)
    wanted = needle(token.text)
    if not wanted.plain:
        raise QueryError(query, token.start, "there is nothing to look for here", '"科技创新大赛"')
    if name is None:
        return Run(token.text, or_name=not token.is_phrase and len(wanted.plain) >= SHORTEST_NAME, at=at)
    text = token.text
    if name.text == "level" and wanted.plain not in {"级"}:
        text = text.strip().removesuffix("级").removesuffix("級")
    return Named(name.text, text, at)


def _tree(item: "ParseTree", leaves: dict[str, Node]) -> Node:
    """Return our tree for the parser's."""
    if item.data == "leaf":
        return leaves[str(item.children[0])]
    parts = tuple(_tree(child, leaves) for child in item.children if not isinstance(child, str))
    match item.data:
        case "no":
            return Not(parts[0], parts[0].at)
        case "either":
            return Or(parts, _span(parts))
        case _:
            return And(parts, _span(parts))


def _span(parts: tuple[Node, ...]) -> tuple[int, int]:
    """Return the span of the query from the first to the last part."""
    return parts[0].at[0], parts[-1].at[1]
