"""A metric made of a value entity and what it measures."""

import re
from decimal import Decimal
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.frozen import maker
from kexie_nlp.numerals.amounts import value_in
from kexie_nlp.records import Change, Evidence, Metric, MetricKind

_metric, _evidence = maker(Metric), maker(Evidence)
_LINE_BREAK: Final = re.compile(r"\s*\n\s*")
KINDS: Final[dict[str, MetricKind]] = {"AMOUNT": "amount", "QUANTITY": "quantity", "PERCENT": "percent"}


def make_metric(context: Context, passage: Passage, entity: Entity, name: str, change: Change, period: str | None) -> Metric | None:
    """Return a metric of a value entity, or None if it has no exact value or nothing that it measures."""
    if "\n" in name:
        name = _LINE_BREAK.sub("", name)
    name = name.strip(" 　、，：:")
    value = value_in(context.text, entity.start, entity.end, entity.type) if name else None
    if value is None or value.value is None:
        return None
    return _metric(
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
        _evidence(passage.start, passage.end, (("value", entity.start, entity.end),)),
    )
