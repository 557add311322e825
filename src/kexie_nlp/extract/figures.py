"""A metric made of a value entity and what it measures."""

import re
from decimal import Decimal
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.numerals import value_of
from kexie_nlp.records import Change, Evidence, Metric, MetricKind

_LINE_BREAK: Final = re.compile(r"\s*\n\s*")
KINDS: Final[dict[str, MetricKind]] = {"AMOUNT": "amount", "QUANTITY": "quantity", "PERCENT": "percent"}


def make_metric(context: Context, passage: Passage, entity: Entity, name: str, change: Change, period: str | None) -> Metric | None:
    """Return a metric of a value entity, or None if it has no exact value or nothing that it measures."""
    behind = context.text[entity.end : entity.end + 2]
    value = value_of(entity.text, entity.type, context.text[max(0, entity.start - 4) : entity.start], behind)
    if "\n" in name:
        name = _LINE_BREAK.sub("", name)
    name = name.strip(" 　、，：:")
    if not name or value is None or value.value is None:
        return None
    return Metric(
        entity.start,
        entity.end,
        entity.text,
        name,
        Decimal(value.value),
        value.unit,
        KINDS[entity.type],
        value.exactness,
        period,
        change,
        passage.heading,
        Evidence(passage.start, passage.end, (("value", entity.start, entity.end),)),
    )
