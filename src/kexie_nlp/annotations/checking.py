"""Annotations checked against their text and made marks; what cannot be a mark is told with file and line."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Final

from kexie_nlp.annotations.model import AnnotatedText, Annotation, Fault
from kexie_nlp.labels import LABELS, VALUE_TYPES, EntityType
from kexie_nlp.marked import Mark, MarkedText

_REPORT_ID: Final = re.compile(r"[0-9a-f]{16}")
_PASSAGE_ID: Final = re.compile(r"[0-9a-f]{16}-\d+-([0-9a-f]{8})")
_SIGNS: Final = re.compile("[⟦⟧|\n]")
_SHOWN: Final = 30
_TYPES: Final[Mapping[str, EntityType]] = {
    **{label.name.lower(): label.name for label in LABELS},
    **{label.zh: label.name for label in LABELS},
}


def checked(annotated: AnnotatedText, original: str | None, labels: Mapping[str, str]) -> MarkedText | list[Fault]:
    """Return an annotated text as marked text, or everything that is wrong with it.

    White space at the edges of a span is cut off, and a span that is marked twice with one label counts once.

    Args:
        annotated: the text and its annotations.
        original: the text that was given out, or None if it is not known; its id then tells by a hash whether it was changed.
        labels: label of the tool → entity type; "" drops the label. Types need not be told, in capitals or not, or in Chinese.
    """
    faults = list(_text_faults(annotated, original))
    if faults:
        return faults
    marks: list[tuple[Mark, Annotation]] = []
    for annotation in annotated.annotations:
        label = labels.get(annotation.label, annotation.label)
        if not label:
            continue
        fault = _fault(annotated, annotation, label)
        if fault is None:
            marks.append((_mark(annotated.text, annotation, _TYPES[label.lower()]), annotation))
        else:
            faults.append(Fault(annotated.path, annotation.line, fault))
    faults += _overlaps(annotated, marks)
    if faults:
        return sorted(faults, key=lambda fault: fault.line or 0)
    ordered = sorted({(mark.start, mark.end): mark for mark, _ in marks}.values(), key=lambda mark: mark.start)
    return MarkedText(annotated.text, tuple(ordered))


def marks_before(annotated: AnnotatedText) -> MarkedText | None:
    """Return what the tool was given to begin with, as marked text; None if the file does not hold it."""
    if annotated.before is None:
        return None
    fitting = [one for one in annotated.before if _fault(annotated, one, one.label) is None]
    marks = {(one.start, one.end): _mark(annotated.text, one, _TYPES[one.label.lower()]) for one in fitting}
    return MarkedText(annotated.text, tuple(sorted(marks.values(), key=lambda mark: mark.start)))


def _text_faults(annotated: AnnotatedText, original: str | None) -> Iterator[Fault]:
    """Yield what is wrong with the text itself."""
    text = annotated.text
    if original is not None and text != original:
        yield _changed(annotated, original)
        return
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    told = _PASSAGE_ID.fullmatch(annotated.name)
    known = told[1] if told else annotated.name if _REPORT_ID.fullmatch(annotated.name) else None
    if original is None and known is not None and not digest.startswith(known):
        reason = f"the text is not the one that was exported: its hash is {digest[: len(known)]}, expected {known}"
        yield Fault(annotated.text_path, annotated.line, f"{reason}; take the text as it was exported, or export it again")
    sign = re.search("[⟦⟧]", text)
    if sign:
        line = text.count("\n", 0, sign.start()) + 1
        yield Fault(annotated.text_path, line, f"the text holds {sign[0]}, the sign of a mark; such a text cannot be marked")


def _changed(annotated: AnnotatedText, original: str) -> Fault:
    """Return where a text first differs from the original."""
    found, expected = annotated.text.split("\n"), original.split("\n")
    number = next((place for place, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other), None)
    if number is None:
        number = min(len(found), len(expected))
    here = repr(found[number][:_SHOWN]) if number < len(found) else "the end of the text"
    there = repr(expected[number][:_SHOWN]) if number < len(expected) else "the end of the text"
    own_file = annotated.text_path != annotated.path
    reason = f"line {number + 1} of the text was changed: found {here}, expected {there}; take the text as it was exported"
    return Fault(annotated.text_path, number + 1 if own_file else annotated.line, reason)


def _fault(annotated: AnnotatedText, annotation: Annotation, label: str) -> str | None:
    """Return what is wrong with an annotation, or None."""
    text, start, end = annotated.text, annotation.start, annotation.end
    if not 0 <= start < end <= len(text):
        return f"{label} {start} {end} lies outside the text of {len(text)} characters, or is empty"
    inside = text[start:end]
    if annotation.covered is not None and " ".join(annotation.covered.split()) != " ".join(inside.split()):
        told = f"{label} {start} {end} is said to be {annotation.covered[:_SHOWN]!r}, but there stands {inside[:_SHOWN]!r}"
        return f"{told}; text or span was moved"
    if label.lower() not in _TYPES:
        types = ", ".join(one.name for one in LABELS)
        return f"unknown label {label!r} on {inside[:_SHOWN]!r}; expected one of {types}; or say what it stands for"
    if not inside.strip():
        return f"{label} {start} {end} covers white space only"
    sign = _SIGNS.search(inside.strip())
    if sign:
        what = "runs over the end of a line" if sign[0] == "\n" else f"holds {sign[0]!r}, a sign of marked text"
        return f"{label} {inside[:_SHOWN]!r} {what}; mark the part before it"
    return None


def _mark(text: str, annotation: Annotation, kind: EntityType) -> Mark:
    """Return an annotation as a mark, without white space at its edges; only values have indicators."""
    inside = text[annotation.start : annotation.end]
    start = annotation.start + len(inside) - len(inside.lstrip())
    indicator = " ".join((annotation.indicator or "").split()).replace("⟦", "").replace("⟧", "")
    return Mark(start, start + len(inside.strip()), kind, indicator or None if kind in VALUE_TYPES else None)


def _overlaps(annotated: AnnotatedText, marks: list[tuple[Mark, Annotation]]) -> Iterator[Fault]:
    """Yield the marks that overlap one before them; marks do not nest."""
    text = annotated.text
    reach: tuple[Mark, Annotation] | None = None
    for mark, annotation in sorted(marks, key=lambda pair: (pair[0].start, -pair[0].end)):
        if (
            reach is not None
            and mark.start < reach[0].end
            and (mark.start, mark.end, mark.type) != (reach[0].start, reach[0].end, reach[0].type)
        ):
            other = f"{reach[0].type} {text[reach[0].start : reach[0].end][:_SHOWN]!r}"
            where = f" of line {reach[1].line}" if reach[1].line != annotation.line else ""
            reason = f"{mark.type} {text[mark.start : mark.end][:_SHOWN]!r} overlaps {other}{where}; keep one of the two"
            yield Fault(annotated.path, annotation.line, reason)
        if reach is None or mark.end > reach[0].end:
            reach = mark, annotation
