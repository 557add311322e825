"""Texts that people annotated in some tool, and what is wrong with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span that somebody marked, as the file tells it.

    Attributes:
        start, end: code points of the text, half-open.
        label: as written in the tool.
        line: of the file that tells it.
        indicator: what a value measures, if that was noted; else None.
        covered: the text that the tool says it covers, or None if it does not say.
    """

    start: int
    end: int
    label: str
    line: int
    indicator: str | None = None
    covered: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text and its annotations.

    Attributes:
        name: the id of the exported document, or the name of the file.
        path: the file with the annotations. line: where the text begins in it; of a text in a file of its own 1.
        text_path: the file of the text.
        before: the annotations that the tool was given, where the file still holds them (predictions of Label Studio); else None.
    """

    name: str
    path: Path
    line: int
    text_path: Path
    text: str
    annotations: tuple[Annotation, ...]
    before: tuple[Annotation, ...] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that cannot be used: where, and what was found and expected."""

    path: Path
    line: int | None
    reason: str

    def __str__(self) -> str:
        """Return ``file:line: reason``."""
        return f"{self.path}:{self.line}: {self.reason}" if self.line is not None else f"{self.path}: {self.reason}"


Reader = Callable[[Path], Iterator[AnnotatedText | Fault]]
"""Reads a file or folder of one format; what cannot be read is a fault, and reading goes on."""


def read_text(path: Path) -> str | Fault:
    """Return the text of a file as it is, line ends included, or what is wrong with it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Fault(path, None, f"cannot be read ({error.strerror})")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Fault(path, data.count(b"\n", 0, error.start) + 1, f"byte {error.start} is not UTF-8; save the file as UTF-8")
