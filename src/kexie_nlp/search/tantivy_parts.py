"""Pieces that queries of tantivy are made of: forms of runs, phrases, alternatives, arrangements of near runs."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import permutations, product
from typing import TYPE_CHECKING

from kexie_nlp.search.cutting import cover, run_forms
from kexie_nlp.search.folding import Needle
from kexie_nlp.search.tantivy_index import NUMERALS, PAIRS, VALUE_MARK, token

if TYPE_CHECKING:
    from tantivy import Query, Schema

Choice = tuple[str, str]
"""A field of a text, and a folded run with capitals to look for in it."""


@lru_cache(maxsize=512)
def choices(wanted: Needle, *, at_word_start: bool = False) -> Sequence[Choice]:
    """Return what to look for, and where, to find a run in one writing or another; every shard asks."""
    found = [(field, form) for field in (PAIRS, NUMERALS) for form in choices_in(field, wanted, at_word_start=at_word_start)]
    # single characters of both copies are kept together
    return found if len(wanted.numeral) > 1 else [choice for choice in found if choice[0] == PAIRS]


def choices_in(field: str, wanted: Needle, *, at_word_start: bool = False) -> list[str]:
    """Return the forms in which a run may stand in one copy of a text."""
    if field == NUMERALS and not wanted.tells_number:
        return []
    runs = (wanted.numeral,) if field == NUMERALS else dict.fromkeys((wanted.plain, wanted.numeral))
    return list(dict.fromkeys(form for run in runs for form in run_forms(run, at_word_start=at_word_start)))


def phrase(schema: "Schema", field: str, terms: list[tuple[int, str]]) -> "Query":
    """Return the query for terms at places; one term alone is no phrase for tantivy."""
    if len(terms) == 1:
        return kinds().term_query(schema, field, terms[0][1], "freq")
    first = terms[0][0]
    return kinds().phrase_query(schema, field, [(at - first, term) for at, term in terms])


def any_of(queries: "Sequence[Query]") -> "Query":
    """Return the query for at least one of several."""
    from tantivy import Occur

    if not queries:
        return kinds().empty_query()
    return queries[0] if len(queries) == 1 else kinds().boolean_query([(Occur.Should, query) for query in queries])


def is_text(run: str) -> bool:
    """Tell whether a run is of whole characters; half of one stands nowhere."""
    try:
        run.encode()
    except UnicodeEncodeError:
        return False
    return bool(run)


def holding(terms: Sequence[str], runs: Iterable[str], at_start: bool) -> list[str]:
    """Return those of the terms of values that hold one of ``runs``, or begin with it."""
    runs = tuple(runs)
    if at_start:
        return [term for term in terms if term.partition(VALUE_MARK)[2].startswith(runs)]
    return [term for term in terms if any(run in term for run in runs)]


def arrangements(forms: Sequence[str], distance: int) -> Iterator[list[tuple[int, str]]]:
    """Yield the terms, with their places, of all arrangements of runs with at most ``distance`` characters between neighbours."""
    for order in permutations(forms):
        for gaps in product(range(distance + 1), repeat=len(order) - 1):
            terms: dict[int, str] = {}
            at = 0
            for form, gap in zip(order, (*gaps, 0), strict=True):
                terms.update({at + offset: token(pair) for pair, offset in cover(form)})
                at += len(form) + gap
            yield sorted(terms.items())


@cache
def kinds() -> "type[Query]":
    """Return the class that makes queries."""
    from tantivy import Query

    return Query
