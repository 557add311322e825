"""What readers correct: kept beside the analysis, applied on top of it, listed, undone, and given out as marked text."""

from kexie_nlp.archive.corrections.asking import field_change, link_change, span_change
from kexie_nlp.archive.corrections.keeping import Corrections, Saved, Standing
from kexie_nlp.archive.corrections.marking import marked_corrections
from kexie_nlp.archive.corrections.model import (
    REPORT_FIELDS,
    Change,
    Correction,
    Effect,
    FieldChange,
    LinkChange,
    ReportField,
    SpanChange,
    State,
)

__all__ = [
    "REPORT_FIELDS",
    "Change",
    "Correction",
    "Corrections",
    "Effect",
    "FieldChange",
    "LinkChange",
    "ReportField",
    "Saved",
    "SpanChange",
    "Standing",
    "State",
    "field_change",
    "link_change",
    "marked_corrections",
    "span_change",
]
