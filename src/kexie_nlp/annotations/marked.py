"""Marked text: ``NAME.marked.txt``."""

from collections.abc import Iterator
from pathlib import Path

from kexie_nlp.annotations.model import AnnotatedText, Annotation, Fault
from kexie_nlp.errors import ResourceError
from kexie_nlp.marked import SUFFIX, read_marked


def read_marked_texts(path: Path) -> Iterator[AnnotatedText | Fault]:
    """Yield the marked texts of a folder, or the one of a file."""
    files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    if not files:
        yield Fault(path, None, f"holds no file named *{SUFFIX}")
    for file in files:
        try:
            marked = read_marked(file)
        except ResourceError as error:
            yield Fault(file, error.line, error.reason)
            continue
        annotations = tuple(
            Annotation(mark.start, mark.end, mark.type, marked.text.count("\n", 0, mark.start) + 1, mark.indicator) for mark in marked.marks
        )
        yield AnnotatedText(file.name.removesuffix(SUFFIX), file, 1, file, marked.text, annotations)
