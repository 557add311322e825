"""How far two annotations of the same texts agree, and where they differ."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from kexie_nlp.evaluation.scores import Score, span_scores
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.marked import Mark, MarkedText

Change = Literal["added", "removed", "type", "bounds", "type and bounds"]
_AROUND: Final = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where an annotation was corrected.

    Attributes:
        document: its id. line: of the text, from 1.
        change: what was done. type, text: the corrected entity; of a removed one the entity before.
        start, end: its span. type_before, text_before: what it was before; None for an added one.
        context: the text around, the entity in 【】.
    """

    document: str
    line: int
    change: Change
    type: str
    text: str
    start: int
    end: int
    type_before: str | None
    text_before: str | None
    context: str


class Agreement:
    """Agreement over many texts: strict and overlapping scores a type, and Cohen's kappa over characters."""

    def __init__(self) -> None:
        self._scores: dict[str, Score] = {}
        self._labels: Counter[tuple[str, str]] = Counter()

    def add(self, corrected: MarkedText, before: MarkedText) -> None:
        """Count one text; ``before`` is scored against ``corrected``."""
        gold = {(mark.start, mark.end, mark.type) for mark in corrected.marks}
        found = {(mark.start, mark.end, mark.type) for mark in before.marks}
        for score in span_scores(gold, found):
            self._scores[score.what] = self._scores[score.what] + score if score.what in self._scores else score
        pairs = zip(corrected.text, _labels(corrected), _labels(before), strict=True)
        self._labels.update((one, other) for char, one, other in pairs if not char.isspace())

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a type and one for all: the fields of ``evaluate``, and ``kappa``.

        The kappa of a type compares, character by character, whether it is part of an entity of the type; that of all compares types
        and beginnings. White space is left out. It is None where either side knows but one label.
        """
        order = [name for name in (*ENTITY_TYPES, "ALL") if name in self._scores]
        return [{**self._scores[name].line(), "kappa": self._rounded(name)} for name in order]

    def _rounded(self, name: str) -> float | None:
        """Return the kappa of a type or of all."""
        if name == "ALL":
            counts = self._labels
        else:
            counts = Counter()
            for (one, other), count in self._labels.items():
                counts[str(one[2:] == name), str(other[2:] == name)] += count
        value = kappa(counts)
        return None if value is None else round(value, 3)


def kappa(counts: Counter[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of labels, counted; None where chance alone would agree on everything."""
    total = counts.total()
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for (first, second), count in counts.items():
        one[first] += count
        other[second] += count
    observed = sum(count for (first, second), count in counts.items() if first == second) / total if total else 1.0
    expected = sum(one[label] * other[label] for label in one) / total**2 if total else 1.0
    return None if expected >= 1.0 else (observed - expected) / (1 - expected)


def differences(document: str, corrected: MarkedText, before: MarkedText) -> Iterator[Difference]:
    """Yield where ``before`` was corrected, in the order of the text; a corrected entity is paired with the one it overlaps most."""
    known = {(mark.start, mark.end, mark.type) for mark in before.marks}
    kept = {(mark.start, mark.end, mark.type) for mark in corrected.marks} & known
    left = [mark for mark in before.marks if (mark.start, mark.end, mark.type) not in kept]
    found: list[tuple[int, Difference]] = []
    for mark in corrected.marks:
        if (mark.start, mark.end, mark.type) in kept:
            continue
        was = max(left, key=lambda other: _shared(mark, other), default=None)
        if was is not None and _shared(mark, was):
            left.remove(was)
        else:
            was = None
        found.append((mark.start, _difference(document, corrected.text, mark, was, _change(mark, was))))
    found += [(mark.start, _difference(document, corrected.text, mark, mark, "removed")) for mark in left]
    yield from (difference for _, difference in sorted(found, key=lambda pair: pair[0]))


def _shared(one: Mark, other: Mark) -> int:
    """Return how many characters two marks share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _change(mark: Mark, was: Mark | None) -> Change:
    """Return what was done to a mark."""
    if was is None:
        return "added"
    if (mark.start, mark.end) == (was.start, was.end):
        return "type"
    return "bounds" if mark.type == was.type else "type and bounds"


def _difference(document: str, text: str, mark: Mark, was: Mark | None, change: Change) -> Difference:
    """Return a difference with the text around."""
    start, end = mark.start, mark.end
    context = f"{text[max(0, start - _AROUND) : start]}【{text[start:end]}】{text[end : end + _AROUND]}"
    return Difference(
        document,
        text.count("\n", 0, start) + 1,
        change,
        mark.type,
        text[start:end],
        start,
        end,
        was.type if was else None,
        text[was.start : was.end] if was else None,
        " ".join(context.split()),
    )


def _labels(marked: MarkedText) -> list[str]:
    """Return the BIO label of each character."""
    labels = ["O"] * len(marked.text)
    for mark in marked.marks:
        labels[mark.start : mark.end] = [f"B-{mark.type}", *[f"I-{mark.type}"] * (mark.end - mark.start - 1)]
    return labels
