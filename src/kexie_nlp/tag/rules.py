"""Tagging with a part of the tagger left out, to measure what each part is worth."""

from collections.abc import Collection
from typing import Final

import numpy as np

from kexie_nlp.labels import ENTITY_TYPES, EntityType
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.tag.candidates import DOCUMENT_NUMBER, DOCUMENT_TITLE, VALUE_OF, Candidates
from kexie_nlp.tag.decoding import Scored
from kexie_nlp.tag.features import chosen
from kexie_nlp.tag.matches import AMBIGUOUS, GENERIC, HEADS, NAMES, TAIL, TYPE_OF, LexiconMatcher, Matches
from kexie_nlp.tag.model import Model
from kexie_nlp.tag.tagger import Proposals, Proposer, TrainedWeigher, Weigher
from kexie_nlp.tokenize import Words

# lexicon: the lists of names. patterns: values, dates, documents, personal names, quotations, and names by their head noun.
PARTS: Final = ("lexicon", "patterns", "classifier")
_PATTERN_PARTS: Final = np.uint64(HEADS | TAIL)
# the type of a span that a rule is sure of, by bit; of several the first
_TYPES: Final[dict[int, EntityType]] = {
    **{VALUE_OF[name]: name for name in ENTITY_TYPES if name in VALUE_OF},
    DOCUMENT_TITLE: "DOCUMENT",
    DOCUMENT_NUMBER: "DOCUMENT",
    **TYPE_OF,
}


class _PartialMatcher(LexiconMatcher):
    """Finds only names, or only the head nouns that patterns are made of."""

    def __init__(self, lexicons: Lexicons, without: Collection[str]) -> None:
        super().__init__(lexicons)
        self._bits = np.uint64(0)
        if "lexicon" not in without:
            self._bits |= ~_PATTERN_PARTS
        if "patterns" not in without:
            self._bits |= _PATTERN_PARTS | np.uint64(GENERIC)

    def find(self, text: str) -> Matches:
        """Return the matches that are left."""
        matches = super().find(text)
        kinds = matches.kinds & self._bits
        left = kinds != 0
        return Matches(matches.start[left], matches.end[left], kinds[left])


class PartialProposer(Proposer):
    """Proposes candidates without the lexicons of names, or without patterns."""

    def __init__(self, lexicons: Lexicons, without: Collection[str]) -> None:
        super().__init__(lexicons)
        self.matcher = _PartialMatcher(lexicons, without)
        self._only_names = "patterns" in without

    def __call__(self, text: str, words: Words) -> Proposals:
        """Return the candidates of a non-empty text, whose words are ``words``."""
        proposals = super().__call__(text, words)
        if not self._only_names:
            return proposals
        found = proposals.candidates
        masks = found.masks & np.uint64(NAMES | GENERIC | AMBIGUOUS)
        rows = np.flatnonzero(masks & np.uint64(NAMES))
        plain = chosen(proposals.plain, rows, np.uint64(NAMES | GENERIC | AMBIGUOUS | HEADS))
        return Proposals(Candidates(found.start[rows], found.end[rows], masks[rows], {}), plain)


def rule_weigh(proposals: Proposals) -> list[Scored]:
    """Return the names and values that need no classifier, of overlapping ones the longest, all with probability 1."""
    found = proposals.candidates
    doubtful = found.masks & np.uint64(GENERIC | AMBIGUOUS) != 0
    known = np.flatnonzero((found.masks & np.uint64(sum(_TYPES)) != 0) & ~doubtful)
    taken: list[Scored] = []
    free = np.ones(int(found.end.max(initial=0)), dtype=bool)
    for row in sorted(known.tolist(), key=lambda row: int(found.start[row] - found.end[row])):
        start, end, mask = int(found.start[row]), int(found.end[row]), int(found.masks[row])
        if free[start:end].all():
            free[start:end] = False
            taken.append(Scored(start, end, next(name for bit, name in _TYPES.items() if mask & bit), 1.0, row))
    return taken


def parts_left(lexicons: Lexicons, model: Model, without: Collection[str]) -> tuple[Proposer, Weigher]:
    """Return what proposes and what weighs without some of ``PARTS``; the model is not trained anew for it."""
    propose = PartialProposer(lexicons, without) if {"lexicon", "patterns"} & set(without) else Proposer(lexicons)
    return propose, rule_weigh if "classifier" in without else TrainedWeigher(model)
