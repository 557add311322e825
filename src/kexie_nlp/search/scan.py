"""A query tree worked out on one passage, without an index: what each node means, for highlights, and to test engines against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kexie_nlp.search.engine import NAME, Fact
from kexie_nlp.search.folding import Folded, Span, begins, contains, find, fold, needle, occurrences, to_original
from kexie_nlp.search.nearness import in_arrangements
from kexie_nlp.search.tree import And, Between, Everything, Leaf, Named, Near, Node, Not, Nothing, Or, Run


@dataclass(frozen=True, slots=True)
class View:
    """A passage as a query sees it: its folded text and its facts."""

    text: Folded
    facts: Sequence[Fact]


def holds(node: Node, view: View) -> bool:
    """Tell whether a tree holds for a passage."""
    match node:
        case Run():
            wanted = needle(node.text)
            stands = bool(wanted.plain) and contains(view.text, wanted, at_word_start=node.at_word_start)
            return stands or (node.or_name and any(fits(node, fact) for fact in view.facts))
        case Near():
            return any(True for _ in _near_spans(node, view.text))
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
    match leaf:
        case Between():
            of_field = fact.field == leaf.field and leaf.unit in {"", fact.unit}
            return of_field and fact.number is not None and leaf.holds(fact.number)
        case Named():
            if leaf.field != fact.field or fact.number is not None:
                return False
            wanted = needle(leaf.text)
            return bool(wanted.plain) and (begins if leaf.at_start else contains)(_folded(fact.text), wanted)
        case Run():
            return leaf.or_name and fact.field == NAME and fact.number is None and contains(_folded(fact.text), needle(leaf.text))
        case Near():
            return False


@lru_cache(maxsize=4096)
def _folded(text: str) -> Folded:
    """Return the text of a fact, folded; most come again."""
    return fold(text)


def run_spans(leaves: Sequence[Run | Near], text: Folded) -> Iterator[Span]:
    """Yield the spans of a passage's text that some of ``leaves`` ask for."""
    for leaf in leaves:
        if isinstance(leaf, Near):
            yield from _near_spans(leaf, text)
        else:
            yield from find(text, needle(leaf.text), at_word_start=leaf.at_word_start)


def _near_spans(node: Near, text: Folded) -> Iterator[Span]:
    """Yield the spans of the text at which the runs of a node stand near each other, in one of its copies."""
    needles = [needle(run) for run in node.runs]
    writings = [(text.plain, [dict.fromkeys((wanted.plain, wanted.numeral)) for wanted in needles])]
    if text.numeral is not None and any(wanted.tells_number for wanted in needles):
        writings.append((text.numeral, [{wanted.numeral: None} for wanted in needles]))
    for copy, runs in writings:
        places = [[span for writing in run if writing for span in occurrences(copy.text, writing)] for run in runs]
        for span in in_arrangements(places, node.distance):
            yield to_original(text, copy, span)


def united(spans: Iterator[Span] | Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap or touch put together."""
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
