"""Text → entities: propose, weigh, settle overlaps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.document import Entity
from kexie_nlp.frozen import maker
from kexie_nlp.labels import EntityType
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.numerals.values import ValueFinder
from kexie_nlp.tag import candidates as proposed
from kexie_nlp.tag.arrays import Fields, text_arrays
from kexie_nlp.tag.candidates import Candidates, Roles, propose
from kexie_nlp.tag.decoding import LEAST_PROBABILITY, Scored, best_set
from kexie_nlp.tag.features import Plain, chosen, feature_rows, plain_features, sieve_rows
from kexie_nlp.tag.matches import HEAD_OF, LEXICON_OF, NAMES, OWN, TYPE_OF, LexiconMatcher
from kexie_nlp.tag.model import Model, NetworkScorer, Scorer
from kexie_nlp.tag.name_parts import NameParts
from kexie_nlp.tag.passed_over import with_passed_over
from kexie_nlp.tag.persons import Surnames
from kexie_nlp.tokenize import Words

_PATTERN_OF: Final = {
    proposed.DOCUMENT_TITLE: "title",
    proposed.DOCUMENT_NUMBER: "document-number",
    proposed.PERSON: "person-name",
    proposed.QUOTED: "quotation",
}
# fields of the lexicon of vocabulary: words beside persons, and verbs beside other names
_TITLE_FIELDS: Final = frozenset({"职务"})
_TELLING_FIELDS: Final = frozenset({"获得", "举办", "实施", "前往"})
# candidates that a pattern proposed as a whole are few and mostly right; the sieve is for the others
_WHOLE: Final = np.uint64(proposed.DOCUMENT_TITLE | proposed.DOCUMENT_NUMBER | sum(proposed.VALUE_OF.values()) | OWN)
_SCORE_DIGITS: Final = 4
_entity = maker(Entity)
# takes a tuple of all fields, in half the time of a call with each of them
_scored = partial(tuple.__new__, Scored)
# sums of money and percentages written in full, which hardly depend on what stands around them
_PLAIN_VALUES: Final[tuple[EntityType, ...]] = ("AMOUNT", "PERCENT")
# how sure the tagger is at least of one of these; longer names around it may still win
PLAIN_VALUE_PROBABILITY: Final = 0.5
# how sure the tagger is at least of a name from a user's own lexicon; longer names around it may still win
OWN_NAME_PROBABILITY: Final = 0.9


def is_whole(masks: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which candidates a pattern or a user's own lexicon proposed as a whole, so that the sieve lets them pass."""
    whole: NDArray[np.bool_] = masks & _WHOLE != 0
    return whole


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates of a text, and what describes them, row for row."""

    candidates: Candidates
    plain: Plain


class Proposer:
    """Proposes candidates and describes them; the same for training and for tagging."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.matcher = LexiconMatcher(lexicons)
        self._values = ValueFinder([row["measure"] for row in lexicons.rows("measures")])
        fields = {row["term"]: row["field"] for row in lexicons.rows("vocabulary")}
        numbers = {field: number for number, field in enumerate(sorted(set(fields.values())), 1)}
        self._fields = Fields({term: numbers[field] for term, field in fields.items()})
        self._is_title, self._is_telling = (
            np.array([name in chosen for name in ("", *numbers)]) for chosen in (_TITLE_FIELDS, _TELLING_FIELDS)
        )
        kinds = {row["surname"]: row["kind"] for row in lexicons.rows("surnames")}
        self._surnames = Surnames(
            frozenset(name for name, kind in kinds.items() if kind == "single"),
            frozenset(name for name, kind in kinds.items() if kind == "compound"),
        )
        self.name_parts = NameParts([row["part"] for row in lexicons.rows("name_parts")])

    def __call__(self, text: str, words: Words) -> Proposals:
        """Return the candidates of a non-empty text, whose words are ``words``."""
        matches = self.matcher.find(text)
        arrays = text_arrays(text, words, matches, self._fields)
        found = propose(text, words, matches, self._values.find(text), self._surnames, self._roles(arrays.field))
        return Proposals(found, plain_features(arrays, found.start, found.end, found.masks))

    def _roles(self, fields: NDArray[np.uint64]) -> Roles:
        """Return what the words of these fields are about."""
        numbers = fields.view(np.int64)  # indexes of this type are taken as they are
        return Roles(self._is_title[numbers], self._is_telling[numbers])


Weigher = Callable[[Proposals], list[Scored]]


class TrainedWeigher:
    """Weighs candidates with a trained model."""

    def __init__(self, model: Model) -> None:
        self._labels = model.labels
        self._sieve, self._least = Scorer(model.sieve), model.least
        self._classifier = NetworkScorer(model.classifier)
        self._calibration = model.calibration

    def __call__(self, proposals: Proposals) -> list[Scored]:
        """Return the candidates that are not hopeless with their likeliest types."""
        found, plain = proposals.candidates, proposals.plain
        passed = self._sieve.scores(sieve_rows(plain))[:, 0] >= self._least
        hopeful = np.flatnonzero(passed | is_whole(found.masks))
        probabilities = self._classifier.probabilities(feature_rows(chosen(plain, hopeful)))
        self._trust_own_names(probabilities, found.masks[hopeful])
        self._trust_plain_values(probabilities, found.masks[hopeful])
        # the highest first, because it is found many times as fast as where it stands
        likely = np.flatnonzero(np.ascontiguousarray(probabilities.T[1:]).max(axis=0) >= LEAST_PROBABILITY)
        classes = probabilities[likely, 1:].argmax(axis=1)
        likeliest = probabilities[likely, classes + 1]
        rows = hopeful[likely]
        scores = self._calibration(likeliest).round(_SCORE_DIGITS)
        types = map(self._labels.__getitem__, classes.tolist())
        starts, ends = found.start[rows].tolist(), found.end[rows].tolist()
        return [*map(_scored, zip(starts, ends, types, likeliest.tolist(), rows.tolist(), scores.tolist(), strict=True))]

    def _trust_own_names(self, probabilities: NDArray[np.float32], masks: NDArray[np.uint64]) -> None:
        """Raise the probability of names that users listed themselves, for what they listed them as; in place."""
        own = masks & np.uint64(OWN) != 0
        if not own.any():
            return
        for bit, name in TYPE_OF.items():
            rows = np.flatnonzero(own & (masks & np.uint64(bit) != 0))
            column = self._labels.index(name) + 1
            probabilities[rows, column] = np.maximum(probabilities[rows, column], OWN_NAME_PROBABILITY)

    def _trust_plain_values(self, probabilities: NDArray[np.float32], masks: NDArray[np.uint64]) -> None:
        """Raise the probability of sums of money and percentages, which a text of one sentence leaves without surroundings; in place."""
        for name in _PLAIN_VALUES:
            rows = np.flatnonzero(masks & np.uint64(proposed.VALUE_OF[name]))
            column = self._labels.index(name) + 1
            probabilities[rows, column] = np.maximum(probabilities[rows, column], PLAIN_VALUE_PROBABILITY)


class Tagger:
    """Tags the entities of a cleaned text."""

    def __init__(
        self, lexicons: Lexicons, model: Model, *, propose: Proposer | None = None, weigh: Weigher | None = None, fills_gaps: bool = True
    ) -> None:
        """Build a tagger.

        Args:
            lexicons: what is known.
            model: what was learned.
            propose: stands in for what the lexicons propose.
            weigh: stands in for what the model holds of it.
            fills_gaps: whether contests and awards are put in that were passed over.
        """
        self._propose = propose or Proposer(lexicons)
        self._weigh = weigh or TrainedWeigher(model)
        self._fills_gaps = fills_gaps

    def tag(self, text: str, words: Words) -> list[Entity]:
        """Return the entities of ``text``, none overlapping, in text order."""
        if not text:
            return []
        proposals = self._propose(text, words)
        chosen = best_set(self._weigh(proposals))
        entities = self._entities(text, proposals.candidates, chosen) if chosen else []
        return with_passed_over(text, entities, self._propose.matcher.canonical, self._propose.name_parts) if self._fills_gaps else entities

    def _entities(self, text: str, found: Candidates, chosen: Sequence[Scored]) -> list[Entity]:
        """Return the chosen candidates as entities, made column by column."""
        starts, ends, types, _, rows, scores = zip(*chosen, strict=True)
        written = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        values = map(found.values.get, zip(starts, ends, strict=True))
        told = [value.value if value and value.type == kind else None for value, kind in zip(values, types, strict=True)]
        sources = map(_source, found.masks[[*rows]].tolist(), types)
        canonical = map(self._propose.matcher.canonical, written)
        return [*map(_entity, starts, ends, types, written, told, canonical, sources, scores)]


@lru_cache(maxsize=4096)
def _source(mask: int, kind: EntityType) -> str:
    """Return which lexicon, pattern or head noun proposed a span."""
    for bit, name in LEXICON_OF.items():
        if mask & bit & NAMES:
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
