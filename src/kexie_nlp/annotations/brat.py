"""brat standoff: ``NAME.txt`` with ``NAME.ann`` beside it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kexie_nlp.annotations.model import AnnotatedText, Annotation, Fault, read_text

_SPAN: Final = re.compile(r"(T\d+)\t(\S+) (\d+) (\d+)\t(.*)")
_PIECES: Final = re.compile(r"T\d+\t\S+ \d+ \d+(;\d+ \d+)+\t")
_NOTE: Final = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")
_OTHER: Final = re.compile(r"[REAMN*#]")  # relations, events, attributes, normalisations, equivalences, further notes


def read_brat(path: Path) -> Iterator[AnnotatedText | Fault]:
    """Yield the annotated texts of a folder; a note on a value is its indicator, relations and events are passed over."""
    texts = sorted(path.rglob("*.txt")) if path.is_dir() else [path.with_suffix(".txt")]
    if not texts:
        yield Fault(path, None, "holds no .txt; expected pairs of NAME.txt and NAME.ann")
    for text_path in texts:
        yield _read(text_path, text_path.with_suffix(".ann"))
    if path.is_dir():
        for lonely in sorted(set(path.rglob("*.ann")) - {text_path.with_suffix(".ann") for text_path in texts}):
            yield Fault(lonely, None, f"its text is missing; expected {lonely.with_suffix('.txt').name} beside it")


def _read(text_path: Path, path: Path) -> AnnotatedText | Fault:
    """Return one text with its annotations, or what is wrong."""
    text, standoff = read_text(text_path), read_text(path)
    if isinstance(text, Fault):
        return text
    if isinstance(standoff, Fault):
        return standoff
    spans: dict[str, Annotation] = {}
    notes: dict[str, str] = {}
    for number, line in enumerate(standoff.split("\n"), 1):
        line = line.rstrip("\r")
        if found := _SPAN.fullmatch(line):
            name, label, start, end, covered = found.groups()
            spans[name] = Annotation(int(start), int(end), label, number, covered=covered)
        elif note := _NOTE.fullmatch(line):
            notes[note[1]] = note[2].strip()
        elif _PIECES.match(line):
            return Fault(path, number, "the span is in pieces; mark it as one, or as two annotations")
        elif line.strip() and not _OTHER.match(line):
            return Fault(path, number, f"found {line[:40]!r}; expected such as 'T1<tab>AWARD 12 15<tab>一等奖'")
    annotations = tuple(
        Annotation(span.start, span.end, span.label, span.line, notes.get(name) or None, span.covered) for name, span in spans.items()
    )
    return AnnotatedText(text_path.stem, path, 1, text_path, text, annotations)
