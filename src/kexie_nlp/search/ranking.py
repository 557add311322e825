"""What the shards of an index have in common: the weights of runs over all of them, and one answer from all of theirs."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal, Protocol

from kexie_nlp.frozen import quickly_made
from kexie_nlp.search.counting import Counted
from kexie_nlp.search.cutting import possible_words, run_forms
from kexie_nlp.search.engine import Ask, Facet, Match, Matches
from kexie_nlp.search.tree import Node

SATURATION: Final = 1.2
"""By how much more occurrences count less and less; the k1 of BM25."""

MOST: Final = SATURATION + 1
"""What the occurrences of a run in one document count at most, times its weight."""

WORD_SHARE: Final = 0.5
"""Part of a word's weight that it adds where it stands as a word within a longer run."""

_PASSAGE_BITS: Final = 24


@quickly_made
@dataclass(frozen=True, slots=True)
class Found:
    """A document that matches; the smallest by ``ORDER`` is the best.

    Attributes:
        rank: what is sorted by, negative, the score last. place: report and passage as one number. record: of an achievement or metric.
        passages: how many of its report match, where it stands for its report.
    """

    rank: tuple[float, ...]
    place: int
    record: int
    score: float
    passages: int = 1


ORDER: Final = attrgetter("rank", "place", "record")
"""What documents are sorted by."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one shard answers; ``found`` holds at least its best, as many as are asked for with those left out. Of reports, one each."""

    total: int
    found: Sequence[Found]
    by_report: Mapping[int, int]
    facets: Counted | None


class Shard(Protocol):
    """Documents of one kind in one shard: all of its passages, or some of the records; no other shard has the same."""

    @property
    def size(self) -> int:
        """How many texts there are; 0 if another shard tells of these."""

    def frequency(self, field: Literal["pairs", "words"], term: str) -> int:
        """Return how many of these texts have a character pair or word."""

    def answer(self, tree: Node, ask: Ask, weights: "Weights") -> Answer:
        """Return what matches here."""

    def close(self) -> None:
        """Let go of all files."""


class Weights:
    """How much a run or word weighs: the fewer documents may hold it, the more; the same in all shards."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = shards
        self._size = sum(shard.size for shard in shards)
        self._runs: dict[str, float] = {}
        self._words: dict[str, dict[str, float]] = {}

    def of_run(self, run: str) -> float:
        """Return the weight of a folded run, by its rarest pair."""
        if run not in self._runs:
            forms = run_forms(run)
            counts = [sum(self._frequency("pairs", form[at : at + 2]) for form in forms) for at in range(min(len(run) - 1, 1))]
            counts += [self._frequency("pairs", forms[0][at : at + 2]) for at in range(1, len(run) - 1)]
            self._runs[run] = self._of(min(counts, default=self._size))
        return self._runs[run]

    def of_words(self, run: str) -> dict[str, float]:
        """Return the weights of the words that stand in a folded run, as far as the index knows them as words."""
        if run not in self._words:
            counts = {word: self._frequency("words", word) for word in possible_words(run)}
            self._words[run] = {word: self._of(count) for word, count in counts.items() if count}
        return self._words[run]

    def _frequency(self, field: Literal["pairs", "words"], term: str) -> int:
        """Return how many documents have a term."""
        return sum(shard.frequency(field, term) for shard in self._shards)

    def _of(self, frequency: int) -> float:
        """Return the weight of something that so many documents hold."""
        return rarity(self._size, frequency)


def rarity(size: int, frequency: int) -> float:
    """Return the weight of what ``frequency`` of ``size`` documents hold, as BM25 has it."""
    frequency = min(frequency, size)
    return math.log1p((size - frequency + 0.5) / (frequency + 0.5))


def merged(answers: Sequence[Answer], ask: Ask, facets: Mapping[Facet, tuple[tuple[str, int], ...]]) -> Matches:
    """Return one answer from those of all shards, with the counts by facets."""
    found = [entry for answer in answers for entry in answer.found]
    best = sorted(found, key=ORDER)[: None if ask.limit is None else ask.offset + ask.limit]
    by_report: dict[int, int] = {}
    for answer in answers:
        if by_report.keys().isdisjoint(answer.by_report):
            by_report |= answer.by_report
        else:  # records in several slots
            by_report = dict(Counter(by_report) + Counter(answer.by_report))
    matches = (Match(*report_and_passage(entry.place), round(entry.score, 6), entry.passages, entry.record) for entry in best[ask.offset :])
    return Matches(sum(answer.total for answer in answers), tuple(matches), by_report, facets)


def best_of_reports(found: Iterable[Found]) -> list[Found]:
    """Return the best of each report, best first."""
    best: dict[int, Found] = {}
    for entry in sorted(found, key=ORDER):
        best.setdefault(entry.place >> _PASSAGE_BITS, entry)
    return list(best.values())


def place_of(report: int, passage: int) -> int:
    """Return report and passage as one number."""
    return report << _PASSAGE_BITS | passage


def report_and_passage(place: int) -> tuple[int, int]:
    """Return report and passage from their one number."""
    return place >> _PASSAGE_BITS, place & ((1 << _PASSAGE_BITS) - 1)
