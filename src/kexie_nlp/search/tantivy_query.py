"""A query tree as a query of tantivy, for one shard."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import factorial, prod
from typing import TYPE_CHECKING, Any, Final

from kexie_nlp.search.cutting import START_MARK, cover, run_forms
from kexie_nlp.search.engine import NAME
from kexie_nlp.search.folding import Needle, folded_already, needle
from kexie_nlp.search.ranking import MOST, WORD_SHARE, Weights, rarity
from kexie_nlp.search.scan import View, holds
from kexie_nlp.search.tantivy_index import (
    CHARACTERS,
    FACTS,
    LETTERS,
    NUMBERS,
    NUMERALS,
    PAIRS,
    PASSAGE_SLOT,
    PLACE,
    TEXT,
    WORDS,
    Slot,
    number_of,
    token,
    unit_name,
    unit_prefix,
    united,
    value_prefix,
)
from kexie_nlp.search.tantivy_parts import any_of, arrangements, choices, choices_in, holding, is_text, kinds, phrase
from kexie_nlp.search.tree import And, Between, Everything, Named, Near, Node, Not, Nothing, Or, Run

if TYPE_CHECKING:
    from tantivy import Query, Schema, Searcher

_MOST_PHRASES: Final = 60
"""Near runs are asked for as so many phrases at most; where that is not enough, the passages with all runs are read."""


@dataclass(frozen=True)
class Translator:
    """Translates trees for one shard."""

    schema: "Schema"
    searcher: "Searcher"
    weights: Weights
    by_relevance: bool
    known_values: dict[str, Sequence[str]]
    units: Callable[[], Mapping[str, int]]
    slot: Slot = PASSAGE_SLOT

    def whole(self, node: Node) -> "Query":
        """Return the query for the documents in this slot for which a tree holds."""
        from tantivy import Occur

        if not self.slot.mark:
            return self.query(node)
        taken = self._fixed(kinds().term_query(self.schema, FACTS, self.slot.term, "basic"))
        return kinds().boolean_query([(Occur.Must, self.query(node)), (Occur.Must, taken)])

    def query(self, node: Node) -> "Query":
        """Return the query for a tree."""
        match node:
            case Run():
                return self._run(node)
            case Near():
                return self._near(node)
            case Named():
                return self._fixed(self._named(node.field, node.text, at_start=node.at_start))
            case Between():
                return self._fixed(self._between(node))
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return any_of([self.query(part) for part in parts])
            case Not():
                return self._all((node,))
            case Everything():
                return self._fixed(kinds().all_query())
            case Nothing():
                return kinds().empty_query()

    def _all(self, parts: Sequence[Node]) -> "Query":
        """Return the query for all of several parts."""
        from tantivy import Occur

        clauses = [(Occur.MustNot, self.query(part.part)) if isinstance(part, Not) else (Occur.Must, self.query(part)) for part in parts]
        if all(isinstance(part, Not) for part in parts):
            clauses.append((Occur.Must, self._fixed(kinds().all_query())))
        return kinds().boolean_query(clauses)

    def _run(self, node: Run) -> "Query":
        """Return the query for a run: where it stands, and where it stands as a word."""
        from tantivy import Occur

        wanted = needle(node.text)
        if not is_text(wanted.plain):
            return kinds().empty_query()
        answers = [self._scored(*choice, wanted.plain) for choice in choices(wanted, at_word_start=node.at_word_start)]
        if node.or_name:
            answers.append(self._fixed(self._named(NAME, node.text, at_start=False)))
        found = answers[0] if len(answers) == 1 else kinds().disjunction_max_query(answers)
        lifting = self._words(wanted.plain) if self.by_relevance else []
        return kinds().boolean_query([(Occur.Must, found), *((Occur.Should, query) for query in lifting)]) if lifting else found

    def _scored(self, field: str, form: str, run: str) -> "Query":
        """Return the query for one form of a run, which scores what the run weighs in all shards."""
        found = self._phrase(field, form)
        if not self.by_relevance:
            return found
        terms = [token(pair) for pair, _ in cover(form)] or [form]
        field = field if len(form) > 1 else CHARACTERS
        size = self.searcher.num_docs
        own = sum(rarity(size, self.searcher.doc_freq(field, term)) for term in terms)
        return kinds().boost_query(found, self.weights.of_run(run) / own) if own else found

    def _words(self, run: str) -> "list[Query]":
        """Return queries that lift documents in which the run, or a part of it, stands as a word."""
        lifting = []
        for word, weight in self.weights.of_words(run).items():
            if not (frequency := self.searcher.doc_freq(WORDS, word)):
                continue
            found = kinds().term_query(self.schema, WORDS, word, "freq")
            if word == run:
                # more than any number of other occurrences can give
                lifting.append(kinds().const_score_query(found, MOST * self.weights.of_run(run)))
            else:
                lifting.append(kinds().boost_query(found, WORD_SHARE * weight / rarity(self.searcher.num_docs, frequency)))
        return lifting

    def _phrase(self, field: str, form: str) -> "Query":
        """Return the query for a run of characters of a text."""
        if len(form) == 1:
            return kinds().term_query(self.schema, CHARACTERS, form, "basic")
        return phrase(self.schema, field, [(at, token(pair)) for pair, at in cover(form)])

    def _near(self, node: Near) -> "Query":
        """Return the query for runs near each other."""
        from tantivy import Occur

        needles = [needle(run) for run in node.runs]
        if not all(is_text(wanted.plain) for wanted in needles):
            return kinds().empty_query()
        near = self._fixed(self._placed(node, needles) or self._read(node))
        if not self.by_relevance:
            return near
        scored = [(Occur.Should, self._scored(*choice, wanted.plain)) for wanted in needles for choice in choices(wanted)]
        return kinds().boolean_query([(Occur.Must, near), *scored])

    def _placed(self, node: Near, needles: Sequence[Needle]) -> "Query | None":
        """Return the query for near runs as phrases, or None where these were too many or none."""
        fields = {PAIRS: [choices_in(PAIRS, wanted) for wanted in needles]}
        if any(wanted.tells_number for wanted in needles):
            fields[NUMERALS] = [list(run_forms(wanted.numeral)) for wanted in needles]
        if all(len(form) == 2 for forms in fields.values() for several in forms for form in several) and len(needles) == 2:
            return self._near_pairs(fields, node.distance)
        ways = factorial(len(needles)) * (node.distance + 1) ** (len(needles) - 1)
        if sum(ways * prod(map(len, forms)) for forms in fields.values()) > _MOST_PHRASES:
            return None
        if any(len(form) == 1 for forms in fields.values() for several in forms for form in several):
            return None
        phrases = [
            phrase(self.schema, field, terms)
            for field, forms in fields.items()
            for chosen in product(*forms)
            for terms in arrangements(chosen, node.distance)
        ]
        return any_of(phrases)

    def _near_pairs(self, fields: Mapping[str, Sequence[Sequence[str]]], distance: int) -> "Query":
        """Return the query for two runs of two characters each, which tantivy itself finds up to so far from where they should stand."""
        slop = distance // 2
        between = {slop, distance - slop}  # two stretches of distances, each around a middle, where there is no one middle
        phrases = [
            kinds().phrase_query(self.schema, field, [(0, token(first)), (2 + middle, token(second))], slop=slop)
            for field, (some, others) in fields.items()
            for one, other in product(some, others)
            for first, second in dict.fromkeys(((one, other), (other, one)))
            for middle in sorted(between)
        ]
        return any_of(phrases)

    def _read(self, node: Near) -> "Query":
        """Return the query for those passages with all runs in which they stand near each other, by reading these passages."""
        candidates = replace(self, by_relevance=False).query(And(tuple(map(Run, node.runs))))
        addresses = [address for _, address in self.searcher.search(candidates, max(1, self.searcher.num_docs), count=False).hits]
        places: dict[Any, bool] = {}
        for address, place in zip(addresses, self.searcher.fast_field_values(PLACE, addresses), strict=True):
            if place not in places:
                text = self.searcher.doc(address).get_first(TEXT)
                places[place] = holds(node, View(folded_already(bytes(text or b"").decode()), ()))
        return kinds().term_set_query(self.schema, PLACE, [place for place, is_near in places.items() if is_near])

    def _named(self, field: str, text: str, *, at_start: bool) -> "Query":
        """Return the query for a value that holds a run of characters, or begins with it."""
        wanted = needle(text)
        if not is_text(wanted.plain):
            return kinds().empty_query()
        if field not in LETTERS:
            return self._of_few(field, wanted, at_start=at_start)
        mark = self.slot.mark_of(field)
        plain, numeral = (mark + letter for letter in LETTERS[field])
        runs = [(plain, run) for run in dict.fromkeys((wanted.plain, wanted.numeral))]
        if wanted.tells_number:
            runs.append((numeral, wanted.numeral))
        return any_of([self._named_run(letter, START_MARK + run if at_start else run) for letter, run in runs])

    def _named_run(self, letter: str, run: str) -> "Query":
        """Return the query for a run of characters of a value."""
        if len(run) == 1:  # every character of a value begins a pair
            pairs = self.searcher.terms_with_prefix(FACTS, token(letter + run))
            return any_of([kinds().term_query(self.schema, FACTS, pair, "basic") for pair, _ in pairs])
        return phrase(self.schema, FACTS, [(at, token(letter + pair)) for pair, at in cover(run)])

    def _of_few(self, field: str, wanted: Needle, *, at_start: bool) -> "Query":
        """Return the query for the values of a field that has few, by going through them."""
        mark = self.slot.mark_of(field)
        fits = holding(self._terms(value_prefix(field, mark)), {token(wanted.plain), token(wanted.numeral)}, at_start)
        if wanted.tells_number:
            fits += holding(self._terms(value_prefix(field, mark, numeral=True)), {token(wanted.numeral)}, at_start)
        return kinds().term_set_query(self.schema, FACTS, fits) if fits else kinds().empty_query()

    def _between(self, node: Between) -> "Query":
        """Return the query for a number within bounds."""
        from tantivy import FieldType

        if node.unit:
            return self._with_unit(node)
        if node.field not in NUMBERS:
            return kinds().empty_query()
        if node.low is None and node.high is None:
            return kinds().exists_query(self.slot.column(node.field))
        column = self.slot.column(node.field)
        return kinds().range_query(self.schema, column, FieldType.Float, node.low, node.high, node.includes_low, node.includes_high)

    def _with_unit(self, node: Between) -> "Query":
        """Return the query for a number with its unit: a range, and at its ends the very numbers."""
        from tantivy import FieldType

        unit = self.units().get(unit_name(node.field, node.unit))
        if unit is None:
            return kinds().empty_query()
        low = united(unit, node.low) if node.low is not None else (unit << 48) - 1
        high = united(unit, node.high) if node.high is not None else (unit + 1) << 48
        within = []
        if low + 1 <= high - 1:
            within.append(kinds().range_query(self.schema, self.slot.units(node.field), FieldType.Unsigned, low + 1, high - 1))
        mark = self.slot.mark_of(node.field)
        prefixes = {unit_prefix(node.field, node.unit, bound, mark) for bound in (node.low, node.high) if bound is not None}
        ends = [term for prefix in prefixes for term, _ in self.searcher.terms_with_prefix(FACTS, prefix) if node.holds(number_of(term))]
        if ends:
            within.append(kinds().term_set_query(self.schema, FACTS, ends))
        return any_of(within)

    def _terms(self, prefix: str) -> Sequence[str]:
        """Return all terms that begin so."""
        if prefix not in self.known_values:
            self.known_values[prefix] = [term for term, _ in self.searcher.terms_with_prefix(FACTS, prefix)]
        return self.known_values[prefix]

    def _fixed(self, query: "Query") -> "Query":
        """Return a query that scores nothing."""
        return kinds().const_score_query(query, 0.0)
