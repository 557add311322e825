"""W3C Web Annotation: one page of annotations as JSON-LD.

A body tells what was found, a target where: by position in code points, as the standard asks, and by quotation with what stands around.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from kexie_nlp import __version__
from kexie_nlp.contract import achievement_line, metric_line
from kexie_nlp.document import Entity
from kexie_nlp.export.documents import Document
from kexie_nlp.labels import LABELS
from kexie_nlp.records import Achievement, Metric

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND: Final = 16
_ZH: Final = {label.name: label.zh for label in LABELS}


def write_web_annotation(documents: Iterable[Document], target: BinaryIO) -> int:
    """Write all annotations of the documents and return how many those were."""
    head = {
        "@context": CONTEXT,
        "id": "urn:kexie-nlp:annotations",
        "type": "AnnotationPage",
        "generator": {"id": "urn:kexie-nlp", "type": "Software", "name": f"kexie-nlp {__version__}"},
    }
    target.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "items": [\n')
    count = 0
    for document in documents:
        for annotation in _annotations(document):
            target.write((b",\n" if count else b"") + json.dumps(annotation, ensure_ascii=False).encode())
            count += 1
    target.write(b"\n]}\n")
    return count


def _annotations(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a document: entities, achievements, metrics."""
    for entity in document.entities:
        yield _annotation(document, f"entity:{entity.start}-{entity.end}", entity, "tagging", _entity_bodies(entity))
    seen: Counter[str] = Counter()
    records: tuple[Achievement | Metric, ...] = (*document.achievements, *document.metrics)
    for record in records:
        name = f"{'achievement' if isinstance(record, Achievement) else 'metric'}:{record.start}-{record.end}"
        seen[name] += 1
        yield _annotation(document, name if seen[name] == 1 else f"{name}:{seen[name]}", record, "describing", [_record(record)])


def _annotation(
    document: Document, name: str, found: Entity | Achievement | Metric, motivation: str, bodies: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return one annotation."""
    return {
        "id": f"urn:kexie-nlp:{document.id}:{name}",
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": {"source": f"urn:kexie-nlp:{document.id}", "selector": _selectors(document.text, found.start, found.end)},
    }


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return the two ways in which the place is told."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quote]


def _entity_bodies(entity: Entity) -> list[dict[str, Any]]:
    """Return what is told of an entity: its type, and its value or full name."""
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "classifying", "value": entity.type, "language": "en"},
        {"type": "TextualBody", "purpose": "tagging", "value": _ZH[entity.type], "language": "zh"},
    ]
    if entity.canonical:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": entity.canonical, "language": "zh"})
    if entity.value:
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": entity.value, "format": "text/plain"})
    return bodies


def _record(record: Achievement | Metric) -> dict[str, Any]:
    """Return a record as JSON in a textual body: the fields of ``extract`` that tell something of it, without its place."""
    line = achievement_line(record, "") if isinstance(record, Achievement) else metric_line(record, "")
    told = {name: value for name, value in line.items() if value is not None and name not in {"start", "end", "sentence"}}
    value = json.dumps(told, ensure_ascii=False)
    return {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value}
