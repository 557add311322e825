"""What to try when a query finds nothing."""

from collections.abc import Callable
from typing import Final

from kexie_nlp.search.cutting import weaker_words
from kexie_nlp.search.folding import needle
from kexie_nlp.search.results import Advice
from kexie_nlp.search.tree import And, Node, Not, Or, Run, both, wanted_leaves

_MOST_PARTS: Final = 8


def advice_for(query: str, tree: Node, count: Callable[[Node], int]) -> Advice:
    """Return which parts of a query find nothing, and a weaker query that finds something.

    ``tree`` is that of the query; ``count`` tells how much a tree finds.
    """
    missing = [leaf for leaf in wanted_leaves(tree) if not count(leaf)]
    told = tuple(dict.fromkeys(query[slice(*leaf.at)] for leaf in missing))
    parts = tree.parts[:_MOST_PARTS] if isinstance(tree, And) else ()
    finding_nothing = [part for part in parts if any(part == leaf for leaf in missing)]
    for left_out in [finding_nothing, *([part] for part in parts)]:
        kept = [part for part in parts if part not in left_out]
        if left_out and kept and any(not isinstance(part, Not) for part in kept) and (total := count(both(*kept))):
            return Advice(told, " ".join(_written(query, part) for part in kept), total)
    for leaf in missing:
        if isinstance(leaf, Run) and (words := weaker_words(needle(leaf.text).plain)):
            for weaker, joint in ((And(tuple(Run(word) for word in words)), " "), (Run(max(words, key=len)), None)):
                if total := count(weaker):
                    return Advice(told, weaker.text if isinstance(weaker, Run) else joint.join(words) if joint else None, total)
    return Advice(told, None, 0)


def _written(query: str, part: Node) -> str:
    """Return a part as it stands in the query, in parentheses where it needs them."""
    written = query[slice(*part.at)]
    if isinstance(part, Not):
        return f"-({written})" if isinstance(part.part, And | Or) else f"-{written}"
    return f"({written})" if isinstance(part, And | Or) else written
