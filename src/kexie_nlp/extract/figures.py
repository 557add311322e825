"""A metric made of a value entity and what it measures."""

import re
from decimal import Decimal
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.frozen import maker
from kexie_nlp.numerals.amounts import exactness_of, plain_value, value_in
from kexie_nlp.records import Change, Evidence, Metric, MetricKind

_metric, _evidence = maker(Metric), maker(Evidence)
_LINE_BREAK: Final = re.compile(r"\s*\n\s*")
KINDS: Final[dict[str, MetricKind]] = {"AMOUNT": "amount", "QUANTITY": "quantity", "PERCENT": "percent"}


def make_metric(context: Context, passage: Passage, entity: Entity, name: str, change: Change, period: str | None) -> Metric | None:
    """Return a metric of a value entity, or None if it has no exact value or nothing that it measures."""
    if "\n" in name:
        name = _LINE_BREAK.sub("", name)
    name = name.strip(" 　、，：:")
    if not name:
        return None
    start, end, kind = entity.start, entity.end, entity.type
    if plain := plain_value(entity.text, kind):
        _, number, unit = plain
        exactness = exactness_of(context.text, start, end, "")
    else:
        value = value_in(context.text, start, end, kind)
        if value is None or value.value is None:
            return None
        number, unit, exactness = Decimal(value.value), value.unit, value.exactness
    evidence = _evidence(passage.start, passage.end, (("value", start, end),))
    return _metric(start, end, entity.text, name, number, unit, KINDS[kind], exactness, period, change, passage.heading, evidence)
