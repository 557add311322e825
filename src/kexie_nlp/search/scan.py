"""A query tree worked out on one passage, without an index: for highlights, for single records, and to test engines against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kexie_nlp.search.engine import NAME, Fact
from kexie_nlp.search.folding import Folded, contains, find, fold, needle
from kexie_nlp.search.tree import And, Between, Everything, Leaf, Named, Node, Not, Nothing, Or, Run


@dataclass(frozen=True, slots=True)
class View:
    """A passage as a query sees it: its folded text and its facts."""

    text: Folded
    facts: Sequence[Fact]


def holds(node: Node, view: View) -> bool:
    """Tell whether a tree holds for a passage."""
    match node:
        case Run(text, or_name):
            return contains(view.text, needle(text)) or (or_name and any(fits(node, fact) for fact in view.facts))
        case Named() | Between():
            return any(fits(node, fact) for fact in view.facts)
        case And(parts):
            return all(holds(part, view) for part in parts)
        case Or(parts):
            return any(holds(part, view) for part in parts)
        case Not(part):
            return not holds(part, view)
        case Everything():
            return True
        case Nothing():
            return False


def fits(leaf: Leaf, fact: Fact) -> bool:
    """Tell whether a fact is one that the leaf asks for; of a run that may be a name, whether it is such a name."""
    if (leaf.field if not isinstance(leaf, Run) else NAME if leaf.or_name else None) != fact.field:
        return False
    if isinstance(leaf, Between):
        return fact.number is not None and leaf.unit in {"", fact.unit} and leaf.holds(fact.number)
    return fact.number is None and contains(fold(fact.text), needle(leaf.text))


def run_spans(runs: Sequence[Run], text: Folded) -> Iterator[tuple[int, int]]:
    """Yield the spans of a passage's text at which one of ``runs`` stands."""
    for run in runs:
        yield from find(text, needle(run.text))


def united(spans: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, those that overlap or touch put together."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
