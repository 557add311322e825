"""``import-annotations``: what people corrected in an annotation tool, back as marked text."""

from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kexie_nlp.cli.output import Format, FormatOption, print_rows, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kexie_nlp.annotations import Imported
    from kexie_nlp.annotations.importing import Original

_MOST_FAULTS_SHOWN = 50
AGREEMENT_COLUMNS = {
    "what": "类别",
    "gold": "校正后",
    "predicted": "校正前",
    "precision": "准确率",
    "recall": "召回率",
    "f1": "F1",
    "overlap_f1": "重叠 F1",
    "kappa": "Kappa",
}
DIFFERENCE_COLUMNS = {
    "document": "文本",
    "line": "行",
    "change": "改动",
    "type": "类别",
    "text": "文字",
    "type_before": "原类别",
    "text_before": "原文字",
    "context": "上下文",
}


class AnnotationFormat(StrEnum):
    """A form of annotations that is read."""

    brat = "brat"
    doccano = "doccano"
    label_studio = "label-studio"
    marked = "marked"


def import_annotations(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A folder or file that brat, doccano or Label Studio wrote, or marked text.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the marked text, which train takes.")],
    source: Annotated[AnnotationFormat | None, typer.Option("--from", help="Its format; by default told from the files.")] = None,
    archive: Annotated[
        Path | None, typer.Option("--archive", metavar="DIR", help="The archive that was exported, to compare with what it gave out.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="PATH", help="Other annotations to compare with, such as a second annotator's.")
    ] = None,
    labels: Annotated[
        list[str] | None,
        typer.Option("--label", metavar="OLD=NEW", help="What a label of the tool stands for; OLD= drops it. May be given more than once."),
    ] = None,
    differences: Annotated[
        bool, typer.Option("--differences", help="Print what was corrected, place by place, instead of scores.")
    ] = False,
    format: FormatOption = Format.table,
) -> None:
    """Read corrected annotations back into marked text for training, and show how much was corrected."""
    from kexie_nlp.annotations import import_annotations as read_back

    if archive is not None and against is not None:
        raise typer.BadParameter("compare with the archive or with other annotations, not with both", param_hint="--against")
    with _original(archive, against) as original:
        done = read_back(path, output, format=source.value if source else None, original=original, labels=_labels(labels or []))
    if differences:
        print_rows(map(asdict, done.differences), format, DIFFERENCE_COLUMNS)
    elif done.compared:
        print_rows(done.agreement, format, AGREEMENT_COLUMNS)
    _tell(done, output)


@contextmanager
def _original(archive: Path | None, against: Path | None) -> "Iterator[Original | None]":
    """Give what tells the annotations to compare with."""
    from kexie_nlp.annotations import originals_of

    if archive is None:
        yield originals_of(against) if against else None
        return
    from kexie_nlp.archive import Archive
    from kexie_nlp.export.originals import originals

    with Archive.open(archive) as opened:
        yield originals(opened)


def _labels(given: list[str]) -> dict[str, str]:
    """Return labels of the tool with the types they stand for."""
    from kexie_nlp.labels import LABELS

    known = {label.name.lower() for label in LABELS} | {label.zh for label in LABELS}
    labels = {}
    for one in given:
        old, sign, new = one.partition("=")
        if not sign or not old or (new and new.lower() not in known):
            types = ", ".join(label.name for label in LABELS)
            raise typer.BadParameter(f"{one!r}; write OLD=NEW with NEW one of {types}, or nothing to drop the label", param_hint="--label")
        labels[old] = new
    return labels


def _tell(done: "Imported", output: Path) -> None:
    """Say what was written and what could not be used, and leave with 1 if there was anything."""
    corrected = f"{len(done.differences)} corrections in {done.compared} compared"
    say(f"{done.texts} marked texts with {done.marks} marks written to {output}; {corrected}")
    if not done.texts and not done.faults:
        say("  nobody has annotated anything in it; predictions alone are not taken for corrections")
    for fault in done.faults[:_MOST_FAULTS_SHOWN]:
        say(f"  {fault}")
    if len(done.faults) > _MOST_FAULTS_SHOWN:
        say(f"  … and {len(done.faults) - _MOST_FAULTS_SHOWN} more")
    if done.faults:
        raise typer.Exit(1)
