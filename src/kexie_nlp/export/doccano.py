"""doccano: JSON lines for a project of sequence labelling."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from kexie_nlp.export.documents import Document


def write_doccano(documents: Iterable[Document], target: BinaryIO) -> int:
    """Write a text and its labels a line, in code points, and return how many that were.

    doccano keeps the further fields as the text's metadata, so that corrections can be told to belong to it.
    """
    count = 0
    for document in documents:
        count += 1
        target.write(json.dumps(_line(document), ensure_ascii=False).encode() + b"\n")
    return count


def _line(document: Document) -> dict[str, Any]:
    """Return one text with its labels."""
    return {
        "text": document.text,
        "label": [[entity.start, entity.end, entity.type] for entity in document.entities],
        "document": document.id,
        **told_of(document),
    }


def told_of(document: Document) -> dict[str, Any]:
    """Return what annotators like to know of a text: whose report it is, of which year and kind, and where in it the text stands."""
    report = document.report
    return {
        "association": report.association,
        "region": report.region or None,
        "year": report.year,
        "kind": report.kind,
        "title": report.title,
        "section": document.section,
        "pieces": [list(piece) for piece in document.pieces],
    }
