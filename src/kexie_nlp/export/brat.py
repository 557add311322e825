"""brat standoff: a text, its annotations and the configuration of the project.

Offsets are code points. Achievements are relations from the award; the indicator of a value is a note on it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kexie_nlp.document import Entity
from kexie_nlp.export.brat_config import RELATIONS, annotation_conf, visual_conf
from kexie_nlp.export.documents import Document
from kexie_nlp.export.targets import Folder
from kexie_nlp.labels import VALUE_TYPES
from kexie_nlp.records import Achievement

INDEX = "documents.tsv"
_HEAD = ("document", "association", "year", "kind", "title", "section")


def write_brat(documents: Iterable[Document], folder: Folder) -> int:
    """Write ``ID.txt`` and ``ID.ann`` for each document, the configuration, and a table of the documents; return how many those are."""
    folder.write("annotation.conf", annotation_conf())
    folder.write("visual.conf", visual_conf())
    count = 0
    with folder.open(INDEX) as index:
        index.write(("\t".join(_HEAD) + "\n").encode())
        for document in documents:
            count += 1
            folder.write(f"{document.id}.txt", document.text)
            folder.write(f"{document.id}.ann", "".join(f"{line}\n" for line in _lines(document)))
            index.write((_index_line(document) + "\n").encode())
    return count


def _index_line(document: Document) -> str:
    """Return what the table tells of a document."""
    report = document.report
    told = (document.id, report.association, report.year, report.kind, report.title, document.section)
    return "\t".join("" if value is None else " ".join(str(value).split()) for value in told)


def _lines(document: Document) -> Iterator[str]:
    """Yield the lines of the ``.ann`` file: spans, relations, notes."""
    entities = document.entities
    for number, entity in enumerate(entities, 1):
        yield f"T{number}\t{entity.type} {entity.start} {entity.end}\t{document.text[entity.start : entity.end]}"
    find = _Finder(entities)
    relations = (line for record in document.achievements for line in _relations(record, find))
    for number, relation in enumerate(dict.fromkeys(relations), 1):
        yield f"R{number}\t{relation}"
    notes = 0
    for metric in document.metrics:
        place = find(metric.start, metric.end)
        if place is not None and entities[place].type in VALUE_TYPES:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{place + 1}\t{' '.join(metric.indicator.split())}"


def _relations(record: Achievement, find: "_Finder") -> Iterator[str]:
    """Yield the relations of an achievement whose two ends are tagged, and of types that the configuration allows."""
    award = find(record.start, record.end)
    for name, start, end in record.evidence.spans:
        relation, other = name.capitalize(), find(start, end)
        if award is None or other is None or other == award or relation not in RELATIONS:
            continue
        _, one_types, other_types = RELATIONS[relation]
        if find.types[award] in one_types and find.types[other] in other_types:
            yield f"{relation} Arg1:T{award + 1} Arg2:T{other + 1}"


class _Finder:
    """Finds the entity that covers a span, or else the one that has the same end."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._starts = [entity.start for entity in entities]
        self.types = [entity.type for entity in entities]

    def __call__(self, start: int, end: int) -> int | None:
        """Return the place of the entity among the others, or None."""
        place = bisect_right(self._starts, end - 1) - 1
        if place < 0:
            return None
        entity = self._entities[place]
        covers = entity.start <= start and end <= entity.end
        return place if covers or (entity.end == end and start < entity.end) else None
