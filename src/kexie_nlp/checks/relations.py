"""A relation between figures in offsets of the cleaned text, and how a stated figure is held against a computed one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.finding import Finding, FindingKind
from kexie_nlp.checks.told.figures import Figure, Range, plain
from kexie_nlp.mapped import MappedText

LAST_DIGIT: Final = 0.4
_LONGEST_QUOTE: Final = 200
_FEW: Final = 2  # figures whose rounding cannot make up for two in the last digit


@dataclass(frozen=True, slots=True)
class Relation:
    """A finding in offsets of the cleaned text; ``quote`` is the span quoted.

    ``is_named`` tells that the sentence itself names what a figure is held against, so that no other figure can be meant.
    """

    kind: FindingKind
    holds: bool
    stated: str
    computed: str
    spans: tuple[tuple[int, int], ...]
    quote: tuple[int, int]
    explanation: str
    difference: Decimal | None
    score: float
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Computed:
    """What follows from other figures.

    Attributes:
        value: as computed from the figures as written.
        range: all values that their rounding leaves open.
        formula: the arithmetic written out, up to and with the result.
        sources: the figures it was computed from.
    """

    value: Decimal
    range: Range
    formula: str
    sources: tuple[Figure, ...]


def compare(kind: FindingKind, stated: Figure, computed: Computed, quote: tuple[int, int], score: float, note: str = "") -> Relation:
    """Hold a stated figure against what follows from others.

    ``score`` is that of a finding that does not hold; a difference of no more than one in the last digit told, such as a figure cut off
    where it should be rounded, lowers it.
    """
    holds = stated.range.meets(computed.range)
    difference = stated.value - computed.value
    written = stated.written(computed.value)
    explanation = computed.formula if holds else f"{computed.formula}，文中写{stated.text}"
    if not holds:
        gap = min(abs(computed.range.low - stated.value), abs(computed.range.high - stated.value))
        is_near = len(computed.sources) > _FEW or abs(difference) < 2 * stated.step
        if stated.step and gap <= stated.step and is_near:
            score = min(score, LAST_DIGIT)
            note = note or "只差末位，可能是截尾或凑整"
        explanation += f"（{note}）" if note else ""
    spans = tuple((figure.start, figure.end) for figure in (stated, *computed.sources))
    return Relation(kind, holds, stated.text, written, spans, quote, explanation, difference, 1.0 if holds else score)


def finding_of(relation: Relation, cleaned: MappedText, text: str) -> Finding:
    """Return a relation as a finding, in offsets of the report's ``text``."""
    spans = tuple(dict.fromkeys(cleaned.span_to_source(start, end) for start, end in relation.spans))
    start, end = cleaned.span_to_source(*_cut(relation))
    return Finding(
        relation.kind,
        relation.holds,
        relation.stated,
        relation.computed,
        spans,
        text[start:end].strip().lstrip("；，、。;,"),
        relation.explanation,
        None if relation.difference is None else Decimal(plain(relation.difference, more=4)),
        round(relation.score, 2),
    )


def _cut(relation: Relation) -> tuple[int, int]:
    """Return the span to quote: the sentence, or what of it stands around the stated figure."""
    start, end = relation.quote
    if end - start <= _LONGEST_QUOTE:
        return start, end
    middle = relation.spans[0][0]
    start = max(start, middle - _LONGEST_QUOTE // 2)
    return start, min(end, start + _LONGEST_QUOTE)


def best(relations: Iterable[Relation]) -> Relation | None:
    """Return the first relation that holds, else the first, or None if there is none."""
    found = list(relations)
    return next((relation for relation in found if relation.holds), found[0] if found else None)


def joined(figures: Sequence[Figure]) -> str:
    """Return figures written as a sum, each in its own unit; the unit once, at the end, if all share it."""
    return " + ".join(figure.text.replace(" ", "") for figure in figures)
