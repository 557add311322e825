"""The JSON lines that other programs rely on: one plain dictionary an entity, token or record, in the order of DESIGN section 4."""

from typing import TYPE_CHECKING, Any

from kexie_nlp.document import Entity, Token
from kexie_nlp.records import Achievement, Metric

if TYPE_CHECKING:
    from kexie_nlp.archive.corrections import Standing
    from kexie_nlp.checks import Finding

Line = dict[str, Any]


def token_line(token: Token) -> Line:
    """Return a word as a line of ``tokens``."""
    return {"start": token.start, "end": token.end, "text": token.text, "pos": token.pos}


def entity_line(entity: Entity) -> Line:
    """Return an entity as a line of ``tag``."""
    return {
        "start": entity.start,
        "end": entity.end,
        "type": entity.type,
        "text": entity.text,
        "value": entity.value,
        "canonical": entity.canonical,
        "source": entity.source,
        "score": entity.score,
    }


def achievement_line(achievement: Achievement, sentence: str) -> Line:
    """Return an achievement as a line of ``extract``; start and end are those of the award."""
    return {
        "record": "achievement",
        "recipient": achievement.recipient,
        "event": achievement.event,
        "award": achievement.award,
        "count": achievement.count,
        "unit": achievement.unit,
        "title": achievement.title,
        "year": achievement.year,
        "level": achievement.level,
        "event_canonical": achievement.event_canonical,
        "edition": achievement.edition,
        "award_grade": achievement.award_grade,
        "start": achievement.start,
        "end": achievement.end,
        "sentence": sentence,
    }


def metric_line(metric: Metric, sentence: str) -> Line:
    """Return a metric as a line of ``extract``; start and end are those of the value, which is exact decimal text."""
    return {
        "record": "metric",
        "indicator": metric.indicator,
        "value": f"{metric.value:f}",
        "unit": metric.unit,
        "kind": metric.kind,
        "exactness": metric.exactness,
        "period": metric.period,
        "change": metric.change,
        "section": metric.section,
        "start": metric.start,
        "end": metric.end,
        "text": metric.text,
        "sentence": sentence,
    }


def check_line(finding: "Finding") -> Line:
    """Return a finding as a line of ``check``; ``difference`` is exact decimal text in the base unit, or None of dates."""
    return {
        "kind": finding.kind,
        "holds": finding.holds,
        "stated": finding.stated,
        "computed": finding.computed,
        "spans": [list(span) for span in finding.spans],
        "quote": finding.quote,
        "explanation": finding.explanation,
        "difference": None if finding.difference is None else f"{finding.difference:f}",
        "score": finding.score,
    }


def correction_line(standing: "Standing") -> Line:
    """Return a correction as a line of ``corrections list``; what its action does not tell is None."""
    from kexie_nlp.archive.corrections import FieldChange, LinkChange, SpanChange

    kept = standing.correction
    change = kept.change
    span = change if isinstance(change, SpanChange) else None
    link = change if isinstance(change, LinkChange) else None
    told = change if isinstance(change, FieldChange) else None
    was: object = [*span.was] if span and span.was else link.was if link else told.was if told else None
    return {
        "number": kept.number,
        "report": kept.report or None,
        "action": change.action,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": span.text if span else None,
        "type": span.type if span else None,
        "canonical": span.canonical if span else None,
        "field": told.field if told else None,
        "value": told.value if told else span.value if span else None,
        "kind": link.kind if link else None,
        "written": link.written if link else None,
        "name": link.name if link else None,
        "was": was,
        "who": kept.who,
        "at": kept.at,
        "why": kept.why,
        "state": standing.state,
        "undone_at": kept.undone_at,
        "undone_by": kept.undone_by,
    }
