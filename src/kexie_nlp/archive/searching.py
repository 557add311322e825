"""A search in an archive: query → tree → engine → hits with snippets, facets, and advice when nothing is found."""

from dataclasses import dataclass, replace

from kexie_nlp.archive.aids import Aids
from kexie_nlp.archive.hits import Highlighter
from kexie_nlp.archive.rows import Filters
from kexie_nlp.archive.store import Store
from kexie_nlp.errors import QueryError
from kexie_nlp.search.engine import FACETS as ENGINE_FACETS
from kexie_nlp.search.engine import Ask, Engine, Matches, Sort
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.results import Advice, Scope, SearchResult
from kexie_nlp.search.tree import Between, Everything, Named, Node, Run, both


@dataclass(frozen=True, slots=True)
class Request:
    """What ``Archive.search`` is asked."""

    query: str
    filters: Filters
    scope: Scope
    limit: int
    offset: int
    sort: Sort
    facets: bool
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    aliases: bool = True
    explain: bool = False
    like: str | None = None


def search(store: Store, engine: Engine, aids: Aids, request: Request) -> SearchResult:
    """Return what a query finds within its filters."""
    tree = parse_query(request.query, aliases=request.aliases, others=aids.others)
    given = _given(request)
    if request.like is not None:
        return _like(store, engine, aids, request.like, request, tree, given)
    wanted = both(tree, given)
    counted = ENGINE_FACETS if request.facets else ()
    ask = Ask(request.scope, request.limit, request.offset, request.sort, counted, by_report=request.facets)
    matches = engine.search(wanted, ask)
    highlighter = Highlighter(wanted)
    found = aids.places.of(matches.best, request.scope, None if request.explain else highlighter.fields)
    hits = [highlighter.hit(match, place) for match, place in found]
    if request.explain:
        from kexie_nlp.archive.explanations import reasons_of

        hits = [replace(hit, reasons=reasons_of(request.query, tree, given, place)) for hit, (_, place) in zip(hits, found, strict=True)]
    advice = None if matches.total else _advice(engine, aids, request, tree, given)
    facets = _facets(store, matches, request.scope) if request.facets else {}
    return SearchResult(tuple(hits), matches.total, facets, advice)


def _given(request: Request) -> Node:
    """Return the tree of all that is wanted besides the query."""
    filters = filter_tree(request.filters)
    if not request.only and not request.without:
        return filters
    from kexie_nlp.search.choosing import chosen

    return both(filters, chosen(request.only, request.without))


def _like(store: Store, engine: Engine, aids: Aids, like: str, request: Request, tree: Node, given: Node) -> SearchResult:
    """Return what is like a passage or a text."""
    from kexie_nlp.archive.likening import Wanted, like_this

    if request.facets or request.sort != "relevance":
        raise QueryError(like, 0, "what is alike comes in the order of likeness and is not counted by fields", like)
    also = Wanted(request.query, tree, given, request.explain)
    return like_this(store, engine, aids.places, like, also, request.scope, limit=request.limit, offset=request.offset)


def _advice(engine: Engine, aids: Aids, request: Request, tree: Node, given: Node) -> Advice:
    """Return what to try, as nothing was found."""
    from kexie_nlp.search.advice import advice_for

    def count(part: Node, *, filtered: bool = True) -> int:
        return engine.search(both(part, given) if filtered else part, Ask(request.scope, 0)).total

    return advice_for(request.query, tree, count, aids.nearest, is_filtered=not isinstance(given, Everything))


def filter_tree(filters: Filters) -> Node:
    """Return a tree for filters, so that they are part of the query."""
    leaves: list[Node] = []
    if filters.years:
        low, high = (None if year is None else float(year) for year in filters.years)
        leaves.append(Between("year", "", low, high))
    named = (
        ("region", filters.region),
        ("association", filters.association),
        ("kind", filters.kind),
        ("competition", filters.contest),
        ("award", filters.award),
        ("indicator", filters.indicator),
    )
    leaves += [Named(field, text) for field, text in named if text]
    if filters.text:
        leaves.append(Run(filters.text))
    return both(*leaves)


def _facets(store: Store, matches: Matches, scope: Scope) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return counts of what was found, the most frequent first; a region is counted at each of its levels."""
    matching = dict.fromkeys(matches.by_report, 1) if scope == "reports" else matches.by_report
    return store.properties().counts(matching) | dict(matches.facets)
