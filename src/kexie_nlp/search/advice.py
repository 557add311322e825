"""What to try when a query finds nothing."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol

from kexie_nlp.search.cutting import weaker_words
from kexie_nlp.search.folding import needle
from kexie_nlp.search.leaves import is_expansion
from kexie_nlp.search.results import Advice, Spelling
from kexie_nlp.search.suggesting import WORD, Suggestion
from kexie_nlp.search.tree import And, Leaf, Named, Near, Node, Not, Or, Run, both

_MOST_PARTS: Final = 8
_MOST_CORRECTED: Final = 4
_MOST_SPELLINGS: Final = 3
_MUCH_LESS: Final = 15.0

Nearest = Callable[[str, Sequence[str]], Sequence[Suggestion]]
"""Gives the names and words of the archive that are most like a text, of some fields or of all."""


class Count(Protocol):
    """Tells how much a tree finds, within the filters or without."""

    def __call__(self, tree: Node, /, *, filtered: bool = True) -> int:
        """Return how much ``tree`` finds."""


def advice_for(query: str, tree: Node, count: Count, nearest: Nearest, *, is_filtered: bool) -> Advice:
    """Return which parts of a query find nothing, how they may be meant, and a weaker query that finds something.

    Args:
        query: as given.
        tree: that of the query.
        count: tells how much a tree finds.
        nearest: gives what is spelt alike.
        is_filtered: whether there are filters besides the query.
    """
    missing = [unit for unit in _units(tree) if not count(unit)][:_MOST_PARTS]
    told = tuple(dict.fromkeys(_slice(query, unit) for unit in missing))
    spellings = tuple(spelling for unit in missing[:_MOST_CORRECTED] for spelling in _spellings(query, unit, count, nearest))
    unfiltered = count(tree, filtered=False) if is_filtered else 0
    weaker, total = _weaker(query, tree, missing, count)
    return Advice(told, weaker, total, spellings, unfiltered)


def _units(node: Node) -> Iterator[Node]:
    """Yield the parts of a query that ask for one thing each, those that are denied left out."""
    if is_expansion(node) or isinstance(node, Leaf):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _units(part)


def _spellings(query: str, unit: Node, count: Count, nearest: Nearest) -> Iterator[Spelling]:
    """Yield what a part that finds nothing may mean, if that finds something."""
    leaf = unit.parts[0] if isinstance(unit, Or) else unit
    if not isinstance(leaf, Run | Named):
        return
    found: dict[str, Spelling] = {}
    alike = nearest(leaf.text, (leaf.field,) if isinstance(leaf, Named) else ())
    for near in alike:
        is_less = needle(near.value).plain in needle(leaf.text).plain
        if is_less or near.value in found or near.similarity < alike[0].similarity - _MUCH_LESS:
            continue
        meant: Node = Run(near.value) if near.field == WORD or isinstance(leaf, Run) else Named(near.field, near.value)
        if total := count(meant):
            found[near.value] = Spelling(_slice(query, unit), near.field, near.value, total)
        if len(found) == _MOST_SPELLINGS:
            break
    yield from found.values()


def _weaker(query: str, tree: Node, missing: Sequence[Node], count: Count) -> tuple[str | None, int]:
    """Return a query that asks for less, and how much it finds."""
    parts = tree.parts[:_MOST_PARTS] if isinstance(tree, And) else ()
    finding_nothing = [part for part in parts if part in missing]
    for left_out in [finding_nothing, *([part] for part in parts)]:
        kept = [part for part in parts if part not in left_out]
        if left_out and kept and any(not isinstance(part, Not) for part in kept) and (total := count(both(*kept))):
            return " ".join(_written(query, part) for part in kept), total
    for unit in missing:
        for weaker, written in _less(unit.parts[0] if isinstance(unit, Or) else unit):
            if total := count(weaker):
                return written, total
    return None, 0


def _less(leaf: Node) -> Iterator[tuple[Node, str]]:
    """Yield what asks for less than a leaf, and how it is written: the words anywhere, then the longest of them."""
    match leaf:
        case Near(runs):
            yield And(tuple(Run(run) for run in runs)), " ".join(f'"{run}"' for run in runs)
        case Named(_, text):
            yield Run(text), f'"{text}"'
        case Run(text):
            if words := weaker_words(needle(text).plain):
                yield And(tuple(Run(word) for word in words)), " ".join(words)
                longest = max(words, key=len)
                yield Run(longest), longest
        case _:
            pass


def _written(query: str, part: Node) -> str:
    """Return a part as it stands in the query, in parentheses where it needs them."""
    written = _slice(query, part)
    if isinstance(part, Not):
        return f"-({written})" if _is_group(part.part) else f"-{written}"
    return f"({written})" if _is_group(part) else written


def _is_group(part: Node) -> bool:
    """Tell whether a part is made of several."""
    return isinstance(part, And | Or) and not is_expansion(part)


def _slice(query: str, part: Node) -> str:
    """Return a part as it stands in the query."""
    return query[slice(*part.at)]
