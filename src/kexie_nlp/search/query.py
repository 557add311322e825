"""The query language: a query string → a tree. The structure is for a small grammar to read, all words and values are read here."""

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from kexie_nlp.errors import QueryError
from kexie_nlp.search.fields import field_by_name
from kexie_nlp.search.leaves import OtherNames, leaf, no_others
from kexie_nlp.search.lexing import DEEPEST_QUERY, EXAMPLE, QueryToken, tokens
from kexie_nlp.search.tree import And, Everything, Near, Node, Not, Or

if TYPE_CHECKING:
    from lark import Lark, ParseTree

MOST_LEAVES: Final = 500
"""So many things a query may ask for, other names and the parts of ranges of dates counted."""

MOST_NEAR: Final = 3

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


def parse_query(query: str, *, aliases: bool = True, others: OtherNames = no_others) -> Node:
    """Return the tree of ``query``; an empty query asks for everything.

    Blanks join most loosely: ``机器人 一等奖|二等奖`` asks for 机器人 and one of the two awards.

    Args:
        query: in the query language.
        aliases: whether a word may be found by another name of the same thing; words in quotes never are.
        others: gives the full names that a name in a field is another name of, as ``Aliases.others`` does.

    Raises:
        QueryError: saying what is wrong, where, and giving an example that works.
    """
    skeleton = _skeleton(query, others if aliases else None)
    if not skeleton.leaves:
        return Everything((0, len(query)))
    if len(skeleton.pieces) == len(skeleton.leaves):  # nothing but words and values; a search from a cold shell does without lark
        parts = tuple(skeleton.leaves.values())
        return parts[0] if len(parts) == 1 else And(parts, _span(parts))
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

    costs: dict[str, int] = field(default_factory=lambda: {"leaves": 0, "near": 0})

    def add(self, query: str, leaf: Node) -> None:
        """Add a leaf under a new name.

        Raises:
            QueryError: if that is more than can be looked for at once.
        """
        name = f"t{len(self.leaves)}"
        self.leaves[name] = leaf
        self.pieces.append(f" {name} ")
        self.costs["leaves"] += len(leaf.parts) if isinstance(leaf, Or) else 1
        self.costs["near"] += isinstance(leaf, Near)
        if self.costs["near"] > MOST_NEAR:
            raise QueryError(query, leaf.at[0], f"near words are asked for more than {MOST_NEAR} times", '"科普 讲座"~5 一等奖')
        if self.costs["leaves"] > MOST_LEAVES:
            raise QueryError(query, leaf.at[0], "this is too much at once; ask for less, or for shorter ranges of dates", EXAMPLE)


def _skeleton(query: str, others: OtherNames | None) -> _Skeleton:
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
                skeleton.add(query, leaf(query, pending or fields[-1], token, others))
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
