"""What a UIMA CAS holds of a document: its type system, and feature structures with offsets in UTF-16 code units.

Sentences, tokens and named entities are DKPro Core's, which INCEpTION knows as its built-in layers; achievements and metrics are custom
layers in INCEpTION's namespace.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.export.documents import Document
from kexie_nlp.export.units import utf16_offsets
from kexie_nlp.export.words import sentences_of, words_of
from kexie_nlp.records import Achievement, Metric

ANNOTATION: Final = "uima.tcas.Annotation"
STRING: Final = "uima.cas.String"
INTEGER: Final = "uima.cas.Integer"
DOUBLE: Final = "uima.cas.Double"
SOFA_NAME: Final = "_InitialView"
LANGUAGE: Final = "zh"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class CasType:
    """A type: its name, the type it specialises, its features with their ranges, and what it is for."""

    name: str
    parent: str
    features: tuple[tuple[str, str], ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class FeatureStructure:
    """An annotation: its type, span and features; a feature without a value is left out."""

    type: str
    begin: int
    end: int
    features: tuple[tuple[str, str | int | float], ...]


_METADATA: Final = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_SENTENCE: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_TOKEN: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
_ENTITY: Final = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_ACHIEVEMENT: Final = "webanno.custom.Achievement"
_METRIC: Final = "webanno.custom.Metric"
_TEXTS: Final = ("recipient", "event", "event_canonical", "award", "unit", "title", "level")
_NUMBERS: Final = ("count", "year", "edition", "award_grade")
_METRIC_TEXTS: Final = ("indicator", "unit", "kind", "exactness", "period", "change", "section")

TYPES: Final = (
    CasType(_METADATA, "uima.tcas.DocumentAnnotation", (("documentId", STRING), ("documentTitle", STRING)), "the document"),
    CasType(_SENTENCE, ANNOTATION, (), "a sentence, heading or table row"),
    CasType(_TOKEN, ANNOTATION, (), "a word"),
    CasType(
        _ENTITY,
        ANNOTATION,
        (("value", STRING), ("identifier", STRING), ("score", DOUBLE), ("source", STRING)),
        "an entity: its type, its full name, how sure, and what proposed it",
    ),
    CasType(
        _ACHIEVEMENT,
        ANNOTATION,
        (*((name, STRING) for name in _TEXTS), *((name, INTEGER) for name in _NUMBERS)),
        "an award, honour or contest result, on the span of the award",
    ),
    CasType(
        _METRIC,
        ANNOTATION,
        (*((name, STRING) for name in _METRIC_TEXTS), ("value", STRING)),
        "a number that is stated of something, on the span of the value; value is exact decimal text",
    ),
)


def cas_text(text: str) -> str:
    """Return a text as XML can hold it, of the same length: characters that XML forbids, such as page breaks, become blanks."""
    return _NOT_XML.sub(" ", text)


def feature_structures(document: Document) -> Iterator[FeatureStructure]:
    """Yield the annotations of a document: the document itself, sentences, tokens, entities, achievements, metrics."""
    at = utf16_offsets(document.text)
    told = (("documentId", document.id), ("documentTitle", cas_text(document.report.title)), ("language", LANGUAGE))
    yield FeatureStructure(_METADATA, 0, at(len(document.text)), told)
    for sentence in sentences_of(document, words_of(document)):
        yield FeatureStructure(_SENTENCE, at(sentence[0].start), at(sentence[-1].end), ())
        yield from (FeatureStructure(_TOKEN, at(word.start), at(word.end), ()) for word in sentence)
    for entity in document.entities:
        features = _told(value=entity.type, identifier=entity.canonical, score=float(entity.score), source=entity.source)
        yield FeatureStructure(_ENTITY, at(entity.start), at(entity.end), features)
    for achievement in document.achievements:
        yield FeatureStructure(_ACHIEVEMENT, at(achievement.start), at(achievement.end), _achievement(achievement))
    for metric in document.metrics:
        yield FeatureStructure(_METRIC, at(metric.start), at(metric.end), _metric(metric))


def _achievement(record: Achievement) -> tuple[tuple[str, str | int | float], ...]:
    """Return the features of an achievement."""
    return _told(**{name: getattr(record, name) for name in (*_TEXTS, *_NUMBERS)})


def _metric(record: Metric) -> tuple[tuple[str, str | int | float], ...]:
    """Return the features of a metric."""
    return _told(**{name: getattr(record, name) for name in _METRIC_TEXTS}, value=f"{record.value:f}")


def _told(**features: str | int | float | None) -> tuple[tuple[str, str | int | float], ...]:
    """Return the features that have a value."""
    return tuple((name, cas_text(value) if isinstance(value, str) else value) for name, value in features.items() if value is not None)
