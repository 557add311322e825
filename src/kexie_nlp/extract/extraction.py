"""Achievements and metrics from one look at text and entities."""

from collections.abc import Sequence

from kexie_nlp.document import Entity, Reading
from kexie_nlp.extract.achievements import achievements_of
from kexie_nlp.extract.claims import find_groups
from kexie_nlp.extract.context import Context
from kexie_nlp.extract.metrics import metrics_of
from kexie_nlp.records import Achievement, Metric


def extract_records(reading: Reading, entities: Sequence[Entity], year: int | None) -> tuple[list[Achievement], list[Metric]]:
    """Return what the text claims was won or awarded, and the figures that it states, both in reading order.

    Args:
        reading: the cleaned text and its structure.
        entities: the entities of that text, sorted and without overlaps.
        year: the year reported on, taken where the text tells no other.
    """
    context = Context(reading, entities)
    groups = list(find_groups(context))
    return achievements_of(context, groups, year), metrics_of(context, groups, year)


def extract_achievements(reading: Reading, entities: Sequence[Entity], year: int | None) -> list[Achievement]:
    """Return the achievements that ``extract_records`` returns."""
    return extract_records(reading, entities, year)[0]


def extract_metrics(reading: Reading, entities: Sequence[Entity], year: int | None) -> list[Metric]:
    """Return the metrics that ``extract_records`` returns."""
    return extract_records(reading, entities, year)[1]
