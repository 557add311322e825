"""Corrections applied to an analysis: pure functions, entities and reports in, corrected ones out.

Corrections are applied in the order in which they were made. What a person says goes before what was tagged: an entity set by hand takes
the place of all that it overlaps, and of two corrections that speak of the same characters the later one counts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, cast

from kexie_nlp.archive.corrections.model import Correction, Effect, FieldChange, SpanChange, State
from kexie_nlp.document import Entity, Report, ReportKind
from kexie_nlp.records import Achievement, Analysis, Metric

Records = tuple[Sequence[Achievement], Sequence[Metric]]
Derive = Callable[[Report, Sequence[Entity]], Records]
"""Gives the records that a report tells with these entities."""

_Record = TypeVar("_Record", Achievement, Metric)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected analysis, and what became of each correction by its number."""

    analysis: Analysis
    states: dict[int, State]


def place_of(change: SpanChange, text: str) -> tuple[int, int] | None:
    """Return where the text of a correction stands now: at its place, else where the same text stands in the same surroundings.

    None if it is gone, or stands in such surroundings more than once.
    """
    start, end = change.start, change.end
    around = change.before + change.text + change.after
    if text[start:end] == change.text and text.startswith(around, max(0, start - len(change.before))):
        return start, end
    first = text.find(around)
    if first < 0 or text.find(around, first + 1) >= 0:
        return None
    moved = first + len(change.before)
    return moved, moved + len(change.text)


def corrected_entities(
    text: str, entities: Sequence[Entity], corrections: Iterable[Correction]
) -> tuple[tuple[Entity, ...], dict[int, State]]:
    """Return the entities of a text as corrections have them, in text order and without overlaps, and what became of each correction."""
    now = list(entities)
    states: dict[int, State] = {}
    placed: list[tuple[Correction, SpanChange, tuple[int, int]]] = []
    for correction in corrections:
        change = correction.change
        if not isinstance(change, SpanChange):
            continue
        span = place_of(change, text)
        if span is None:
            states[correction.number] = "displaced"
            continue
        placed.append((correction, change, span))
        start, end = span
        if change.type is None:
            now = [entity for entity in now if (entity.start, entity.end) != span]
        else:
            now = [entity for entity in now if entity.end <= start or end <= entity.start]
            now.append(Entity(start, end, change.type, change.text, change.value, change.canonical, correction.source, 1.0))
    sources = {entity.source for entity in now}
    spans = {(entity.start, entity.end) for entity in now}
    for correction, change, span in placed:
        holds = span not in spans if change.type is None else correction.source in sources
        states[correction.number] = "applied" if holds else "replaced"
    return tuple(sorted(now, key=lambda entity: entity.start)), states


def corrected_report(report: Report, corrections: Iterable[Correction]) -> tuple[Report, dict[int, State]]:
    """Return a report that says of itself what corrections have it say, and what became of each correction."""
    states: dict[int, State] = {}
    last: dict[str, tuple[int, FieldChange]] = {}
    for correction in corrections:
        if isinstance(correction.change, FieldChange):
            field = correction.change.field
            if field in last:
                states[last[field][0]] = "replaced"
            last[field] = correction.number, correction.change
            states[correction.number] = "applied"
    told = {field: _field_value(change) for field, (_, change) in last.items()}
    return (replace(report, **told) if told else report), states


def corrected(analysis: Analysis, corrections: Sequence[Correction], derive: Derive) -> Corrected:
    """Return an analysis with corrections applied.

    Records are derived anew from the corrected entities; those that come out as they came out before stay as they are in ``analysis``,
    so that a correction changes what it speaks of and nothing else, whatever made the analysis.
    """
    report, of_report = corrected_report(analysis.report, corrections)
    entities, of_entities = corrected_entities(report.text, analysis.entities, corrections)
    states = of_report | of_entities
    if entities == analysis.entities and report.year == analysis.report.year:
        return Corrected(Analysis(report, analysis.entities, analysis.achievements, analysis.metrics), states)
    before, after = derive(analysis.report, analysis.entities), derive(report, entities)
    achievements = _updated(analysis.achievements, before[0], after[0])
    metrics = _updated(analysis.metrics, before[1], after[1])
    return Corrected(Analysis(report, entities, achievements, metrics), states)


def effect_between(before: Analysis, after: Analysis) -> Effect:
    """Return what changed between two analyses of a report."""
    new = {*after.achievements, *after.metrics} - {*before.achievements, *before.metrics}
    return Effect(
        (len(before.entities), len(after.entities)),
        (len(before.achievements), len(after.achievements)),
        (len(before.metrics), len(after.metrics)),
        len(new),
    )


def summed(effects: Sequence[Effect]) -> Effect:
    """Return what effects on several reports are together."""
    pairs = [tuple(map(sum, zip(*((one.entities, one.achievements, one.metrics)[at] for one in effects), strict=True))) for at in range(3)]
    told = [(pair[0], pair[1]) if pair else (0, 0) for pair in pairs]
    return Effect(told[0], told[1], told[2], sum(one.changed for one in effects))


def _updated(kept: Sequence[_Record], before: Sequence[_Record], after: Sequence[_Record]) -> tuple[_Record, ...]:
    """Return the kept records with those of each place replaced at which the derived ones differ."""
    one, two = _by_place(before), _by_place(after)
    changed = {place for place in one.keys() | two.keys() if one.get(place) != two.get(place)}
    updated: list[_Record] = [record for record in kept if (record.start, record.end) not in changed]
    updated += [record for record in after if (record.start, record.end) in changed]
    return tuple(sorted(updated, key=lambda record: (record.start, record.end)))


def _by_place(records: Sequence[_Record]) -> dict[tuple[int, int], list[_Record]]:
    """Return records by their places."""
    found: dict[tuple[int, int], list[_Record]] = {}
    for record in records:
        found.setdefault((record.start, record.end), []).append(record)
    return found


def _field_value(change: FieldChange) -> Any:
    """Return the value of a field as a report has it."""
    if change.field == "region":
        return change.region
    if change.value is None:
        return None
    if change.field == "year":
        return int(change.value)
    if change.field == "published":
        return date.fromisoformat(change.value)
    return cast(ReportKind, change.value) if change.field == "kind" else change.value
