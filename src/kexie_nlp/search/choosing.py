"""Including and excluding by the value of a field, as one does who picks from the counts of a search."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kexie_nlp.errors import QueryError
from kexie_nlp.search.fields import FIELDS, MEASURES, field_by_name
from kexie_nlp.search.leaves import leaf
from kexie_nlp.search.lexing import QueryToken
from kexie_nlp.search.tree import And, Node, Not, Or, both

_EXAMPLE: Final = "奖项=一等奖"
_PATH_SIGNS: Final = re.compile(r"[\s/›>＞]+")


def chosen(only: Iterable[str], without: Iterable[str]) -> Node:
    """Return the tree of what is included and excluded.

    Of several included values of one field one is enough; every field included has to fit, nothing excluded may.

    Args:
        only: what to include, each ``FIELD=VALUE``, with a field of the query language under any of its names.
        without: what to exclude, likewise.

    Raises:
        QueryError: if one has another form, or its field is not known.
    """
    included: defaultdict[str, list[Node]] = defaultdict(list)
    for choice in only:
        field, node = _choice(choice)
        included[field].append(node)
    parts = [nodes[0] if len(nodes) == 1 else Or(tuple(nodes)) for nodes in included.values()]
    return both(*parts, *(Not(_choice(choice)[1]) for choice in without))


def _choice(choice: str) -> tuple[str, Node]:
    """Return the field and the tree of ``FIELD=VALUE``."""
    written, sign, value = choice.partition("=")
    name, value = written.strip(), value.strip()
    known = field_by_name().get(name) or field_by_name().get(name.lower())
    if not sign or not value:
        raise QueryError(choice, len(choice), "a field, = and a value are needed", _EXAMPLE)
    if known is None and name not in MEASURES:
        fields = "、".join(f"{entry.zh}({entry.name})" for entry in FIELDS)
        raise QueryError(choice, 0, f"there is no field {name!r}; the fields are {fields}", _EXAMPLE)
    field = known.name if known else name
    start = len(choice) - len(choice.partition("=")[2].lstrip())
    pieces = [piece for piece in _PATH_SIGNS.split(value) if piece] if field == "region" else [value]
    is_number = known is None or known.is_number
    leaves = [_leaf(choice, field, piece, start, is_phrase=not is_number) for piece in pieces or [value]]
    return field, leaves[0] if len(leaves) == 1 else And(tuple(leaves))


def _leaf(choice: str, field: str, value: str, start: int, *, is_phrase: bool) -> Node:
    """Return the leaf of a field and its value."""
    try:
        return leaf(choice, QueryToken("field", field, 0, 0), QueryToken("term", value, start, len(choice), is_phrase=is_phrase), None)
    except QueryError as error:
        raise QueryError(choice, start, error.reason, error.hint.replace(":", "=", 1)) from None
