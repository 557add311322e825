"""UIMA CAS JSON, a file a document; each holds its type system."""

import json
from collections.abc import Iterable
from typing import Any

from kexie_nlp.export.cas import SOFA_NAME, TYPES, CasType, cas_text, feature_structures
from kexie_nlp.export.documents import Document
from kexie_nlp.export.targets import Folder


def write_cas_json(documents: Iterable[Document], folder: Folder) -> int:
    """Write ``ID.json`` for each document and return how many those are."""
    count = 0
    for document in documents:
        count += 1
        folder.write(f"{document.id}.json", json.dumps(_cas(document), ensure_ascii=False) + "\n")
    return count


def _cas(document: Document) -> dict[str, Any]:
    """Return a document as a CAS."""
    text = cas_text(document.text)
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": SOFA_NAME, "mimeType": "text", "sofaString": text}
    found = [
        {"%ID": number, "%TYPE": one.type, "@sofa": 1, "begin": one.begin, "end": one.end, **dict(one.features)}
        for number, one in enumerate(feature_structures(document), 2)
    ]
    members = [one["%ID"] for one in found]
    return {
        "%TYPES": {kind.name: _type(kind) for kind in TYPES},
        "%FEATURE_STRUCTURES": [sofa, *found],
        "%VIEWS": {SOFA_NAME: {"%SOFA": 1, "%MEMBERS": members}},
    }


def _type(kind: CasType) -> dict[str, Any]:
    """Return the description of a type."""
    features = {name: {"%NAME": name, "%RANGE": range_} for name, range_ in kind.features}
    return {"%NAME": kind.name, "%SUPER_TYPE": kind.parent, "%DESCRIPTION": kind.meaning, **features}
