"""Why something was found: which words, aliases, fields and filters made it a hit, and what in the report they met."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kexie_nlp.search.engine import Fact
from kexie_nlp.search.fields import FIELDS
from kexie_nlp.search.folding import Folded
from kexie_nlp.search.leaves import is_expansion
from kexie_nlp.search.lexing import QUOTES
from kexie_nlp.search.scan import View, fits, holds, run_spans
from kexie_nlp.search.tree import And, Between, Leaf, Named, Near, Node, Not, Or, Run

Span = tuple[int, int]
Because = Literal["word", "phrase", "beginning", "near", "alias", "field", "filter", "like", "absent"]
BECAUSE_ZH: Final[dict[Because, str]] = {
    "word": "词语", "phrase": "原文", "beginning": "前缀", "near": "邻近",
    "alias": "别名", "field": "字段", "filter": "筛选", "like": "相似", "absent": "不含",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a query or one filter that a hit fulfils.

    Attributes:
        part: as it stands in the query, or the filter as it would be written there.
        because: in what way it is fulfilled; ``like`` for a word shared with a passage; ``absent`` if it was denied and is not there.
        found: what the report has for it, as written there; a number or a property of the whole report as the archive knows it.
        spans: of the report's text, where that can be told.
        name: of an alias, the name that made the hit: the other name that was looked for, or the full name of what stands there.
    """

    part: str
    because: Because
    found: tuple[str, ...]
    spans: tuple[Span, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, as far as it takes part in explaining.

    Attributes:
        text: the folded passage. facts: with the spans of the report that tell them.
        report_text: gives the report's text of a span. to_report: gives the spans of the report for one of the passage.
    """

    text: Folded
    facts: Sequence[tuple[Fact, tuple[Span, ...]]]
    report_text: Callable[[int, int], str]
    to_report: Callable[[int, int], Iterable[Span]]


def reasons(query: str, tree: Node, filters: Node, found: Found) -> tuple[Reason, ...]:
    """Return why ``found`` answers the query and its filters, in the order of the query.

    Args:
        query: as given.
        tree: that of the query.
        filters: the tree of what is wanted besides.
        found: which fulfils both.
    """
    view = View(found.text, [fact for fact, _ in found.facts])
    told = [*_walk(tree, query, view, found), *_walk(filters, None, view, found)]
    return tuple(dict.fromkeys(told))


def written(leaf: Leaf) -> str:
    """Return a leaf as the query language writes it."""
    match leaf:
        case Run(text):
            return f'"{text}"'
        case Near(runs, distance):
            return f'"{" ".join(runs)}"~{distance}'
        case Named(field, text):
            return f"{_zh(field)}:{text}{'*' if leaf.at_start else ''}"
        case Between(field, unit, low, high):
            return f"{unit or _zh(field)}:{_bounds(leaf, low, high)}"


def _walk(node: Node, query: str | None, view: View, found: Found) -> Iterator[Reason]:
    """Yield the reasons of a node that holds; ``query`` is None among the filters."""
    match node:
        case And(parts):
            for part in parts:
                yield from _walk(part, query, view, found)
        case Or(parts):
            for part in parts:
                if holds(part, view):
                    is_other_name = is_expansion(node) and part is not parts[0] and not _is_date(part)
                    yield from _walk(part, query, view, found) if not is_other_name else _as_alias(part, query, view, found)
        case Not(part):
            yield Reason(_part(part, query), "absent", (), ())
        case Run() | Near() | Named() | Between():
            yield from _leaf(node, query, found)
        case _:
            pass


def _leaf(leaf: Leaf, query: str | None, found: Found) -> Iterator[Reason]:
    """Yield the reasons of a leaf: the text where it stands, and the facts that fit."""
    part = _part(leaf, query)
    if isinstance(leaf, Run | Near):
        spans = [span for start, end in run_spans([leaf], found.text) for span in found.to_report(start, end)]
        if spans:
            yield _reason(part, "filter" if query is None else _because(leaf, query), spans, found)
    fitting = [(fact, told_at) for fact, told_at in found.facts if fits(leaf, fact)]
    if isinstance(leaf, Run):
        for fact, told_at in fitting:
            yield _reason(part, "alias", told_at, found, fact.text)
    elif fitting:
        places = tuple(dict.fromkeys(span for _, told_at in fitting for span in told_at))
        of_report = [_value(fact) for fact, told_at in fitting if not told_at]
        told = tuple(dict.fromkeys([*(found.report_text(*span) for span in places), *of_report]))
        yield Reason(part, "filter" if query is None else "field", told, places)


def _as_alias(part: Node, query: str | None, view: View, found: Found) -> Iterator[Reason]:
    """Yield the reasons of a part that was looked for by another name."""
    for reason in _walk(part, query, view, found):
        name = part.text if isinstance(part, Run | Named) else None
        yield Reason(reason.part, "alias", reason.found, reason.spans, reason.name or name)


def _reason(part: str, because: Because, spans: Sequence[Span], found: Found, name: str | None = None) -> Reason:
    """Return a reason with what stands at the spans."""
    places = tuple(dict.fromkeys(spans))
    return Reason(part, because, tuple(dict.fromkeys(found.report_text(*span) for span in places)), places, name)


def _because(leaf: Run | Near, query: str) -> Because:
    """Tell what kind of part a run was read from."""
    if isinstance(leaf, Near):
        return "near"
    if leaf.at_word_start:
        return "beginning"
    return "phrase" if query[leaf.at[0]] in QUOTES else "word"


def _part(node: Node, query: str | None) -> str:
    """Return what a node was read from, or, of a filter, what it would be read from."""
    if query is not None:
        return query[slice(*node.at)]
    leaves = [written(leaf) for leaf in ([node] if isinstance(node, Run | Near | Named | Between) else [])]
    parts = [_part(part, None) for part in node.parts] if isinstance(node, And | Or) else leaves
    return (" | " if isinstance(node, Or) else " ").join(parts)


def _is_date(part: Node) -> bool:
    """Tell whether a part is one of the beginnings that a range of dates was made into."""
    return isinstance(part, Named) and part.field == "date"


def _value(fact: Fact) -> str:
    """Return what a fact tells."""
    return fact.text if fact.number is None else f"{fact.number:g}{fact.unit}"


def _zh(field: str) -> str:
    """Return the Chinese name of a field."""
    return next((entry.zh for entry in FIELDS if entry.name == field), field)


def _bounds(leaf: Between, low: float | None, high: float | None) -> str:
    """Return bounds as the query language writes them."""
    first, last = ("" if bound is None else f"{bound:.12g}" for bound in (low, high))
    if first == last:
        return first
    if first and last:
        return f"{first}..{last}"
    return f">{'=' if leaf.includes_low else ''}{first}" if first else f"<{'=' if leaf.includes_high else ''}{last}"
