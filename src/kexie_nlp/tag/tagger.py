"""Text → entities: propose, weigh, settle overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.document import Entity, Token
from kexie_nlp.labels import EntityType
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.numerals.values import ValueFinder
from kexie_nlp.tag import candidates as proposed
from kexie_nlp.tag.candidates import Candidates, Surnames, propose
from kexie_nlp.tag.decoding import Scored, best_set
from kexie_nlp.tag.features import U64, feature_rows, text_arrays
from kexie_nlp.tag.matches import HEAD_OF, LEXICON_OF, NAMES, LexiconMatcher
from kexie_nlp.tag.model import Classifier, Model

_PATTERN_OF: Final = {
    proposed.DOCUMENT_TITLE: "title",
    proposed.DOCUMENT_NUMBER: "document-number",
    proposed.PERSON: "person-name",
    proposed.QUOTED: "quotation",
}


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates of a text with their features, row for row."""

    candidates: Candidates
    spans: list[tuple[int, int]]
    features: NDArray[np.int32]


class Proposer:
    """Proposes candidates and describes them; the same for training and for tagging."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._matcher = LexiconMatcher(lexicons)
        self._values = ValueFinder([row["measure"] for row in lexicons.rows("measures")])
        kinds = {row["surname"]: row["kind"] for row in lexicons.rows("surnames")}
        self._surnames = Surnames(
            frozenset(name for name, kind in kinds.items() if kind == "single"),
            frozenset(name for name, kind in kinds.items() if kind == "compound"),
        )

    def __call__(self, text: str, tokens: Sequence[Token]) -> Proposals:
        """Return the candidates of ``text``, whose words are ``tokens``."""
        matches = self._matcher.find(text)
        found = propose(text, tokens, matches, self._values.find(text), self._surnames)
        spans = list(found.masks)
        bounds = np.array(spans or [(0, 1)], dtype=np.int64)
        masks: U64 = np.fromiter(found.masks.values(), dtype=np.uint64, count=len(spans)) if spans else np.zeros(1, np.uint64)
        arrays = text_arrays(text, tokens, matches)
        features = feature_rows(arrays, bounds[:, 0], bounds[:, 1], masks) if text else np.zeros((0, 1), np.int32)
        return Proposals(found, spans, features[: len(spans)])


class Tagger:
    """Tags the entities of a cleaned text."""

    def __init__(self, lexicons: Lexicons, model: Model) -> None:
        self._propose = Proposer(lexicons)
        self._classifier = Classifier(model)

    def tag(self, text: str, tokens: Sequence[Token]) -> list[Entity]:
        """Return the entities of ``text``, none overlapping, in text order."""
        proposals = self._propose(text, tokens)
        chosen = best_set(self._weigh(proposals))
        return [self._entity(text, item, proposals.candidates) for item in chosen]

    def _weigh(self, proposals: Proposals) -> list[Scored]:
        """Return each candidate with its likeliest type."""
        if not proposals.spans:
            return []
        probabilities = self._classifier.probabilities(proposals.features)
        classes = probabilities[:, 1:].argmax(axis=1)
        likeliest = probabilities[np.arange(len(classes)), classes + 1]
        labels = self._classifier.labels
        return [
            Scored(*proposals.spans[row], labels[classes[row]], float(likeliest[row])) for row in np.flatnonzero(likeliest > 0.05)
        ]

    def _entity(self, text: str, item: Scored, found: Candidates) -> Entity:
        """Return the entity for a chosen span."""
        span = (item.start, item.end)
        value = found.values.get(span)
        written = text[item.start : item.end]
        return Entity(
            item.start,
            item.end,
            item.type,
            written,
            value.value if value and value.type == item.type else None,
            found.canonical.get(span),
            _source(found.masks[span], item.type),
            round(item.probability, 4),
        )


def _source(mask: int, kind: EntityType) -> str:
    """Return which lexicon, pattern or head noun proposed a span."""
    for bit, name in LEXICON_OF.items():
        if mask & bit & NAMES and not mask & proposed.EXTENDED:
            return f"lexicon:{name}"
    for value, bit in proposed.VALUE_OF.items():
        if mask & bit:
            return f"pattern:{value.lower()}"
    for bit, name in _PATTERN_OF.items():
        if mask & bit:
            return f"pattern:{name}"
    if mask & HEAD_OF.get(kind, 0):
        return f"form:{kind.lower()}"
    return next((f"lexicon:{name}" for bit, name in LEXICON_OF.items() if mask & bit), "model")
