"""Label Studio: tasks with the tagger's findings as predictions, and the set-up of the labelling page.

Offsets are code points. A prediction's score is that of its least sure entity, so that sorting by score brings up what needs a look.
"""

import hashlib
import json
from collections.abc import Iterable
from html import escape
from typing import Any, Final

from kexie_nlp import __version__
from kexie_nlp.document import Entity
from kexie_nlp.export.brat_config import COLOURS
from kexie_nlp.export.doccano import told_of
from kexie_nlp.export.documents import Document
from kexie_nlp.export.targets import Folder
from kexie_nlp.labels import LABELS

TASKS: Final = "tasks.json"
SETUP: Final = "labeling-config.xml"
FROM: Final = "label"
TO: Final = "text"


def write_label_studio(documents: Iterable[Document], folder: Folder) -> int:
    """Write the tasks and the labelling set-up, and return how many tasks there are."""
    folder.write(SETUP, labelling_config())
    count = 0
    with folder.open(TASKS) as file:
        for count, document in enumerate(documents, 1):
            file.write((b",\n" if count > 1 else b"[\n") + json.dumps(_task(document), ensure_ascii=False).encode())
        file.write(b"\n]\n" if count else b"[]\n")
    return count


def labelling_config() -> str:
    """Return the set-up of the page: the types under their names, with Chinese hints and colours, and the text."""
    labels = "".join(
        f'    <Label value="{label.name}" background="{COLOURS[label.name]}" hint="{escape(f"{label.zh}：{label.meaning_zh}")}"/>\n'
        for label in LABELS
    )
    return (
        "<View>\n"
        '  <Header value="$title"/>\n'
        f'  <Labels name="{FROM}" toName="{TO}" showInline="true">\n{labels}  </Labels>\n'
        f'  <Text name="{TO}" value="$text" granularity="symbol"/>\n'
        "</View>\n"
    )


def _task(document: Document) -> dict[str, Any]:
    """Return one text with what the tagger found in it."""
    indicators = {(metric.start, metric.end): metric.indicator for metric in document.metrics}
    regions = [_region(document.id, entity, indicators.get((entity.start, entity.end))) for entity in document.entities]
    score = min((entity.score for entity in document.entities), default=1.0)
    return {
        "data": {"text": document.text, "document": document.id, **told_of(document)},
        "predictions": [{"model_version": f"kexie-nlp {__version__}", "score": score, "result": regions}],
    }


def _region(document: str, entity: Entity, indicator: str | None) -> dict[str, Any]:
    """Return one labelled span; the indicator of a value is a note on it."""
    region = {
        "id": hashlib.sha256(f"{document} {entity.start} {entity.end}".encode()).hexdigest()[:10],
        "from_name": FROM,
        "to_name": TO,
        "type": "labels",
        "origin": "prediction",
        "score": entity.score,
        "value": {"start": entity.start, "end": entity.end, "text": entity.text, "labels": [entity.type]},
    }
    return region if indicator is None else {**region, "meta": {"text": [indicator]}}
