"""The answer of one segment of a Whoosh index to a query tree: passages and what their text scores.

Trees are worked out over whole sets of passages, for Python's sets are faster than Whoosh's matchers, and exact.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from kexie_nlp.search.cutting import cover
from kexie_nlp.search.engine import NAME
from kexie_nlp.search.folding import needle
from kexie_nlp.search.tree import And, Between, Everything, Named, Node, Not, Nothing, Or, Run
from kexie_nlp.search.whoosh_index import (
    FACTS,
    GRAMS,
    NUMERALS,
    PLACE,
    REPORT,
    SIZE,
    WORDS,
    YEAR,
    fact_term,
    number_of,
    number_term,
    positions,
)

Scores = dict[int, float]
"""Passages, by their number within the segment, and the score of their text."""

Weight = Callable[[str, int], float]
"""Gives the weight of a run by its folded text and the number of passages that may hold it."""

_SATURATION: Final = 1.2


class Segment:
    """One segment, open for reading."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._places = reader.column_reader(PLACE, translate=False)
        self._years = reader.column_reader(YEAR, translate=False)
        self._sizes = reader.column_reader(SIZE, translate=False)

    def place(self, passage: int) -> int:
        """Return the store's numbers of a passage, as one."""
        return int(self._places[passage])

    def year(self, passage: int) -> int:
        """Return the year of a passage's report, 0 if that is unknown."""
        return int(self._years[passage])

    def size(self, passage: int) -> int:
        """Return the length of a passage."""
        return int(self._sizes[passage])

    def of_report(self, term: bytes) -> list[int]:
        """Return the passages of a report."""
        return list(self._ids(REPORT, term))

    def frequency(self, field: str, term: bytes) -> int:
        """Return how many passages have a term."""
        return int(self._reader.doc_frequency(field, term))

    def word_scores(self, passages: list[int], word: str, weight: float) -> Scores:
        """Return a score for those of ``passages``, ascending, in which ``word`` stands as a word."""
        term = word.encode("utf-8", "surrogatepass")
        if (WORDS, term) not in self._reader:
            return {}
        return {passage: weight * _saturated(count) for passage, count in self._at(WORDS, term, passages, "weight")}

    def scores(self, node: Node, weight: Weight) -> Scores:
        """Return all passages for which ``node`` holds."""
        match node:
            case Run(text, or_name):
                found = self._run(text, weight)
                return dict.fromkeys(self._named(NAME, text), 0.0) | found if or_name else found
            case Named(field, text):
                return dict.fromkeys(self._named(field, text), 0.0)
            case Between():
                return dict.fromkeys(self._between(node), 0.0)
            case And(parts):
                return self._all(parts, weight)
            case Or(parts):
                return _united([self.scores(part, weight) for part in parts])
            case Not(part):
                excluded = self.scores(part, weight)
                return {passage: 0.0 for passage in self._reader.all_doc_ids() if passage not in excluded}
            case Everything():
                return dict.fromkeys(self._reader.all_doc_ids(), 0.0)
            case Nothing():
                return {}

    def _all(self, parts: tuple[Node, ...], weight: Weight) -> Scores:
        """Return the passages for which all parts hold, those denied being taken away last."""
        found: Scores | None = None
        for part in sorted(parts, key=lambda part: isinstance(part, Not)):
            if found is not None and not found:
                return {}
            if isinstance(part, Not) and found is not None:
                denied = self.scores(part.part, weight)
                found = {passage: score for passage, score in found.items() if passage not in denied}
            else:
                more = self.scores(part, weight)
                found = more if found is None else {passage: found[passage] + more[passage] for passage in found.keys() & more.keys()}
        return found if found is not None else {}

    def _run(self, text: str, weight: Weight) -> Scores:
        """Return the passages in which a run stands, in one writing or another."""
        wanted = needle(text)
        answers = [self._phrase(GRAMS, run, weight) for run in dict.fromkeys((wanted.plain, wanted.numeral))]
        if wanted.tells_number:
            answers.append(self._phrase(NUMERALS, wanted.numeral, weight))
        return answers[0] if len(answers) == 1 else _best(answers)

    def _phrase(self, field: str, run: str, weight: Weight) -> Scores:
        """Return the passages that hold a folded run."""
        if len(run) == 1:
            return self._character(field, run, weight)
        pairs = [(gram.encode("utf-8", "surrogatepass"), offset) for gram, offset in cover(run)]
        if not pairs or any((field, gram) not in self._reader for gram, _ in pairs):
            return {}
        by_rarity = sorted(pairs, key=lambda pair: self.frequency(field, pair[0]))
        (rarest, distance), others = by_rarity[0], by_rarity[1:]
        factor = weight(run, self.frequency(field, rarest))
        if not others:
            return {passage: factor * _saturated(count) for passage, count in self._each(field, rarest, "weight")}
        starts = {passage: {place - distance for place in positions(value)} for passage, value in self._each(field, rarest, "value")}
        for gram, offset in others:
            starts = {
                passage: kept
                for passage, value in self._at(field, gram, list(starts), "value")
                if (kept := starts[passage].intersection(place - offset for place in positions(value)))
            }
        return {passage: factor * _saturated(len(places)) for passage, places in starts.items()}

    def _character(self, field: str, char: str, weight: Weight) -> Scores:
        """Return the passages that hold one character, which begins a pair wherever it stands."""
        counts: Scores = {}
        for gram in list(self._reader.expand_prefix(field, char.encode("utf-8", "surrogatepass"))):
            for passage, count in self._each(field, gram, "weight"):
                counts[passage] = counts.get(passage, 0.0) + count
        factor = weight(char, len(counts))
        return {passage: factor * _saturated(count) for passage, count in counts.items()}

    def _named(self, field: str, text: str) -> Iterator[int]:
        """Yield the passages with a value of ``field`` that holds ``text``."""
        wanted = needle(text)
        runs = {run.encode("utf-8", "surrogatepass") for run in (wanted.plain, wanted.numeral)}
        start = fact_term(field, "")
        for term in list(self._reader.expand_prefix(FACTS, start)):
            if any(run in term[len(start) :] for run in runs):
                yield from self._ids(FACTS, term)

    def _between(self, node: Between) -> Iterator[int]:
        """Yield the passages with a number within the bounds."""
        start = fact_term(f"{node.field}\x1e{node.unit}", "")
        first = start if node.low is None else number_term(node.field, node.unit, node.low)
        terms = []
        for field, term in self._reader.terms_from(FACTS, first):
            if field != FACTS or not term.startswith(start):
                break
            number = number_of(term)
            if node.high is not None and number > node.high:
                break
            if node.holds(number):
                terms.append(term)
        for term in terms:
            yield from self._ids(FACTS, term)

    def _ids(self, field: str, term: bytes) -> Iterator[int]:
        """Yield the passages that have a term."""
        if (field, term) in self._reader:
            yield from self._reader.postings(field, term).all_ids()

    def _each(self, field: str, term: bytes, part: str) -> Iterator[tuple[int, Any]]:
        """Yield each passage that has a term, with the posting's ``part``: weight or value."""
        matcher = self._reader.postings(field, term)
        read = getattr(matcher, part)
        while matcher.is_active():
            yield matcher.id(), read()
            matcher.next()

    def _at(self, field: str, term: bytes, passages: list[int], part: str) -> Iterator[tuple[int, Any]]:
        """Yield those of ``passages``, ascending, that have a term, with the posting's ``part``."""
        matcher = self._reader.postings(field, term)
        read = getattr(matcher, part)
        for passage in passages:
            if matcher.is_active() and matcher.id() < passage:
                matcher.skip_to(passage)
            if not matcher.is_active():
                return
            if matcher.id() == passage:
                yield passage, read()


def _saturated(count: float) -> float:
    """Return what a number of occurrences counts: more is better, but less and less so."""
    return count * (_SATURATION + 1) / (count + _SATURATION)


def _united(answers: list[Scores]) -> Scores:
    """Return all passages of all answers, scores added."""
    found: Scores = {}
    for answer in answers:
        for passage, score in answer.items():
            found[passage] = found.get(passage, 0.0) + score
    return found


def _best(answers: list[Scores]) -> Scores:
    """Return all passages of all answers, each with its best score."""
    found: Scores = {}
    for answer in answers:
        for passage, score in answer.items():
            found[passage] = max(score, found.get(passage, 0.0))
    return found
