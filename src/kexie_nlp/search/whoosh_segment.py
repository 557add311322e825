"""Which documents of one Whoosh segment a query tree finds, and what their text scores.

Trees are worked out over whole sets of documents, for Python's sets are faster than Whoosh's matchers, and exact.
"""

from collections.abc import Iterator
from typing import Any

from kexie_nlp.search.cutting import cover, run_forms
from kexie_nlp.search.engine import NAME
from kexie_nlp.search.folding import needle
from kexie_nlp.search.nearness import in_arrangements
from kexie_nlp.search.ranking import MOST, SATURATION, WORD_SHARE, Weights
from kexie_nlp.search.tree import And, Between, Everything, Named, Near, Node, Not, Nothing, Or, Run
from kexie_nlp.search.whoosh_index import FACTS, NUMERALS, PAIRS, WORDS, fact_prefix, number_of, number_prefix, number_term, positions

Scores = dict[int, float]
"""Documents, by their number within the segment, and the score of their text."""

Starts = dict[int, set[int]]
"""Documents and the positions at which a run begins in each."""


class Segment:
    """The terms of one segment, open for reading; without ``weights``, nothing is scored."""

    def __init__(self, reader: Any, weights: Weights | None = None) -> None:
        self._reader = reader
        self._weights = weights

    def frequency(self, field: str, term: str) -> int:
        """Return how many documents have a term."""
        return int(self._reader.doc_frequency(field, _encoded(term)))

    def scores(self, node: Node) -> Scores:
        """Return all documents for which ``node`` holds."""
        match node:
            case Run():
                found = self._run(node)
                return dict.fromkeys(self._named(Named(NAME, node.text)), 0.0) | found if node.or_name else found
            case Near():
                return self._near(node)
            case Named():
                return dict.fromkeys(self._named(node), 0.0)
            case Between():
                return dict.fromkeys(self._between(node), 0.0)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _united([self.scores(part) for part in parts])
            case Not(part):
                excluded = self.scores(part)
                return {document: 0.0 for document in self._reader.all_doc_ids() if document not in excluded}
            case Everything():
                return dict.fromkeys(self._reader.all_doc_ids(), 0.0)
            case Nothing():
                return {}

    def _all(self, parts: tuple[Node, ...]) -> Scores:
        """Return the documents for which all parts hold, those denied being taken away last."""
        found: Scores | None = None
        for part in sorted(parts, key=lambda part: isinstance(part, Not)):
            if found is not None and not found:
                return {}
            if isinstance(part, Not) and found is not None:
                denied = self.scores(part.part)
                found = {document: score for document, score in found.items() if document not in denied}
            else:
                more = self.scores(part)
                found = more if found is None else {document: found[document] + more[document] for document in found.keys() & more.keys()}
        return found if found is not None else {}

    def _run(self, node: Run) -> Scores:
        """Return the documents in which a run stands, in one writing or another, with more for those where it is a word."""
        wanted = needle(node.text)
        answers = [self._counted(PAIRS, run, node.at_word_start) for run in dict.fromkeys((wanted.plain, wanted.numeral)) if run]
        if wanted.tells_number:
            answers.append(self._counted(NUMERALS, wanted.numeral, node.at_word_start))
        counts = {document: max(answer.get(document, 0) for answer in answers) for answer in answers for document in answer}
        if self._weights is None or not counts:
            return dict.fromkeys(counts, 0.0)
        weight = self._weights.of_run(wanted.plain)
        scores = {document: weight * _saturated(count) for document, count in counts.items()}
        found = sorted(scores)
        for word, share in self._weights.of_words(wanted.plain).items():
            for document, count in self._at(WORDS, word, found, "weight"):
                # a run that is a word comes before any number of others
                scores[document] += MOST * weight if word == wanted.plain else WORD_SHARE * share * _saturated(count)
        return scores

    def _near(self, node: Near) -> Scores:
        """Return the documents in which runs stand near each other."""
        needles = [needle(run) for run in node.runs]
        scores: Scores = {}
        for field in (PAIRS, NUMERALS) if any(wanted.tells_number for wanted in needles) else (PAIRS,):
            runs = [[wanted.numeral] if field == NUMERALS else list({wanted.plain, wanted.numeral}) for wanted in needles]
            found = [[(len(run), self._starts(field, run, at_word_start=False)) for run in writings if run] for writings in runs]
            candidates = [set().union(*(starts for _, starts in writings)) for writings in found]
            for document in set.intersection(*candidates):
                places = [
                    [(start, start + length) for length, starts in writings for start in starts.get(document, ())] for writings in found
                ]
                if in_arrangements(places, node.distance):
                    scores[document] = 0.0
        if self._weights is not None:
            for wanted in needles:
                scores = {document: score + self._weights.of_run(wanted.plain) for document, score in scores.items()}
        return scores

    def _counted(self, field: str, run: str, at_word_start: bool) -> dict[int, int]:
        """Return the documents that hold a folded run, and how often."""
        return {document: len(starts) for document, starts in self._starts(field, run, at_word_start=at_word_start).items()}

    def _starts(self, field: str, run: str, *, at_word_start: bool) -> Starts:
        """Return where a folded run begins in each document that holds it."""
        found: Starts = {}
        for form in run_forms(run, at_word_start=at_word_start):
            answer = self._character(field, form) if len(form) == 1 else self._phrase(field, form)
            for document, starts in answer.items():
                found[document] = found[document] | starts if document in found else starts
        return found

    def _phrase(self, field: str, form: str) -> Starts:
        """Return where a run of two or more characters begins."""
        pairs = sorted(cover(form), key=lambda pair: self.frequency(field, pair[0]))
        (rarest, distance), others = pairs[0], pairs[1:]
        starts = {document: {place - distance for place in positions(value)} for document, value in self._each(field, rarest)}
        for pair, offset in others:
            starts = {
                document: kept
                for document, value in self._at(field, pair, list(starts), "value")
                if (kept := starts[document].intersection(place - offset for place in positions(value)))
            }
        return starts

    def _character(self, field: str, char: str) -> Starts:
        """Return where a character stands, which begins a pair everywhere."""
        starts: Starts = {}
        for pair in list(self._reader.expand_prefix(field, _encoded(char))):
            for document, value in self._each(field, pair.decode("utf-8", "surrogatepass")):
                starts.setdefault(document, set()).update(positions(value))
        return starts

    def _named(self, node: Named) -> Iterator[int]:
        """Yield the documents with a value of a field that holds a run, or begins with it."""
        wanted = needle(node.text)
        copies = [(fact_prefix(node.field), {wanted.plain, wanted.numeral})]
        if wanted.tells_number:
            copies.append((fact_prefix(node.field, numeral=True), {wanted.numeral}))
        for prefix, runs in copies:
            encoded = tuple(_encoded(run) for run in runs if run)
            for term in list(self._reader.expand_prefix(FACTS, prefix)):
                value = term[len(prefix) :]
                if value.startswith(encoded) if node.at_start else any(run in value for run in encoded):
                    yield from self._ids(FACTS, term)

    def _between(self, node: Between) -> Iterator[int]:
        """Yield the documents with a number within the bounds."""
        start = number_prefix(node.field, node.unit)
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
        """Yield the documents that have a term."""
        if (field, term) in self._reader:
            yield from self._reader.postings(field, term).all_ids()

    def _each(self, field: str, term: str) -> Iterator[tuple[int, bytes]]:
        """Yield each document that has a term, with its positions."""
        if (field, encoded := _encoded(term)) not in self._reader:
            return
        matcher = self._reader.postings(field, encoded)
        while matcher.is_active():
            yield matcher.id(), matcher.value()
            matcher.next()

    def _at(self, field: str, term: str, documents: list[int], part: str) -> Iterator[tuple[int, Any]]:
        """Yield those of ``documents``, ascending, that have a term, with the posting's ``part``: weight or value."""
        if (field, encoded := _encoded(term)) not in self._reader:
            return
        matcher = self._reader.postings(field, encoded)
        read = getattr(matcher, part)
        for document in documents:
            if matcher.is_active() and matcher.id() < document:
                matcher.skip_to(document)
            if not matcher.is_active():
                return
            if matcher.id() == document:
                yield document, read()


def _encoded(text: str) -> bytes:
    """Return a term; half of a character is in none."""
    return text.encode("utf-8", "surrogatepass")


def _saturated(count: float) -> float:
    """Return what a number of occurrences counts: more is better, but less and less so."""
    return count * (SATURATION + 1) / (count + SATURATION)


def _united(answers: list[Scores]) -> Scores:
    """Return all documents of all answers, scores added."""
    found: Scores = {}
    for answer in answers:
        for document, score in answer.items():
            found[document] = found.get(document, 0.0) + score
    return found
