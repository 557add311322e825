"""Corrected annotations back into marked text, ready for training, and what was corrected."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kexie_nlp.annotations.agreement import Agreement, Difference, differences
from kexie_nlp.annotations.brat import read_brat
from kexie_nlp.annotations.checking import checked, marks_before
from kexie_nlp.annotations.doccano import read_doccano
from kexie_nlp.annotations.label_studio import read_label_studio
from kexie_nlp.annotations.marked import read_marked_texts
from kexie_nlp.annotations.model import AnnotatedText, Fault, Reader
from kexie_nlp.errors import AnnotationError, ResourceError
from kexie_nlp.marked import SUFFIX, MarkedText, marked_form, parse_marked

READERS: Final[Mapping[str, Reader]] = {
    "brat": read_brat,
    "doccano": read_doccano,
    "label-studio": read_label_studio,
    "marked": read_marked_texts,
}
"""Readers by the name of their format."""
Original = Callable[[str], MarkedText | None]
"""Gives the text that was given out under an id, with the marks that it had then; None if it is not known."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the annotations.

    Attributes:
        texts: marked texts written. marks: in them.
        compared: how many of the texts could be compared with what was given out.
        agreement: rows of scores, empty if nothing was compared. differences: what was corrected. faults: what could not be used.
    """

    texts: int
    marks: int
    compared: int
    agreement: list[dict[str, object]]
    differences: tuple[Difference, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Run:
    """What became of the annotations so far."""

    names: dict[str, Path] = field(default_factory=dict)
    texts: int = 0
    marks: int = 0
    compared: int = 0
    differences: list[Difference] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_annotations(path: Path, format: str | None = None) -> Iterator[AnnotatedText | Fault]:
    """Yield the annotated texts of a file or folder, in the named format or the one that it shows.

    Raises:
        AnnotationError: if there is nothing, the format is unknown, or none can be told.
    """
    if not path.exists():
        raise AnnotationError(f"{path}: there is no such file or folder")
    name = format or _format_of(path)
    if name not in READERS:
        raise AnnotationError(f"there is no format {name!r} for annotations; the formats are {', '.join(READERS)}")
    return READERS[name](path)


def import_annotations(
    path: Path, output: Path, *, format: str | None = None, original: Original | None = None, labels: Mapping[str, str] | None = None
) -> Imported:
    """Write each annotated text that can be used as ``NAME.marked.txt`` into a folder, which ``train`` takes.

    Args:
        path: file or folder of annotations.
        output: the folder, made if need be; a file that is there already is left alone.
        format: brat, doccano, label-studio or marked; None looks at the files.
        original: gives what was given out, to refuse changed texts and to compare with. Label Studio's own predictions do for comparing.
        labels: label of the tool → entity type, "" to drop it.

    Raises:
        AnnotationError: if the path cannot be read at all.
        OSError: if the folder cannot be written.
    """
    agreement, run = Agreement(), _Run()
    annotations = read_annotations(path, format)
    output.mkdir(parents=True, exist_ok=True)
    for annotated in annotations:
        if isinstance(annotated, Fault):
            run.faults.append(annotated)
            continue
        given = original(annotated.name) if original else None
        marked = checked(annotated, given.text if given else None, labels or {})
        faults = marked if isinstance(marked, list) else _write(output, annotated, marked, run.names)
        run.faults += faults
        if faults or isinstance(marked, list):
            continue
        run.texts += 1
        run.marks += len(marked.marks)
        before = given or marks_before(annotated)
        if before is not None:
            run.compared += 1
            agreement.add(marked, before)
            run.differences += differences(annotated.name, marked, before)
    return Imported(run.texts, run.marks, run.compared, agreement.rows(), tuple(run.differences), tuple(run.faults))


def originals_of(path: Path, format: str | None = None) -> Original:
    """Return what gives the texts and marks of other annotations, such as a second annotator's, by the name of the text.

    Raises:
        AnnotationError: at the first fault in them; what one compares with has to be right.
    """
    known: dict[str, MarkedText] = {}
    for annotated in read_annotations(path, format):
        marked = [annotated] if isinstance(annotated, Fault) else checked(annotated, None, {})
        if isinstance(marked, list):
            raise AnnotationError(str(marked[0]))
        if isinstance(annotated, AnnotatedText):
            known[annotated.name] = marked
    return known.get


def _format_of(path: Path) -> str:
    """Return the format that a file or folder shows by the names of its files."""
    names = [path.name] if path.is_file() else [entry.name for entry in path.rglob("*")]
    for ending, format in ((SUFFIX, "marked"), (".ann", "brat"), (".jsonl", "doccano"), (".json", "label-studio")):
        if any(name.endswith(ending) for name in names):
            return format
    raise AnnotationError(f"{path}: holds no annotations of a known kind; expected .ann, .jsonl, .json or {SUFFIX}")


def _write(output: Path, annotated: AnnotatedText, marked: MarkedText, names: dict[str, Path]) -> list[Fault]:
    """Write a marked text; return what stands against it, nothing if it was written."""
    name = _file_name(annotated.name)
    if name in names:
        reason = f"a second text is named {annotated.name!r}, after that of {names[name]}; keep one of the two"
        return [Fault(annotated.path, annotated.line, reason)]
    names[name] = annotated.path
    content = marked_form(marked)
    if not _comes_back(content, marked):
        return [Fault(annotated.path, annotated.line, "the text cannot be told as marked text and back; it holds signs that marks need")]
    path = output / f"{name}{SUFFIX}"
    if path.exists() and path.read_bytes() != content.encode("utf-8"):
        return [Fault(path, None, "is there already with other content; remove it, or name another folder with --output")]
    path.write_bytes(content.encode("utf-8"))
    return []


def _comes_back(content: str, marked: MarkedText) -> bool:
    """Tell whether marked text reads back as what it was made from."""
    try:
        return parse_marked(content) == marked
    except ResourceError:
        return False


def _file_name(name: str) -> str:
    """Return a name that is a file's on every system, and no path."""
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in name).lstrip(".") or "text"
