"""More like this: the passages that share the telling words of one that was found, or of a text."""

import re
from dataclasses import dataclass, replace
from typing import Final

from kexie_nlp.archive.documents import stored_passages
from kexie_nlp.archive.explanations import reasons_of
from kexie_nlp.archive.hits import Highlighter
from kexie_nlp.archive.places import Place, Places
from kexie_nlp.archive.store import Store
from kexie_nlp.archive.vocabulary import passages_with
from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.engine import Ask, Engine, Match, Scope
from kexie_nlp.search.explaining import Reason
from kexie_nlp.search.likeness import LEAST_LIKENESS, likeness, likeness_tree, word_weights
from kexie_nlp.search.results import SearchResult
from kexie_nlp.search.tree import Everything, Node, both

_PLACE: Final = re.compile(r"([0-9A-Za-z_-]{1,64}):([0-9]{1,12})")
_CANDIDATES: Final = 150
"""So many passages that share words are compared with the one; the engine gives those that share the rarest."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted besides likeness: a query with its tree, the tree of the filters; and whether to explain the hits."""

    query: str
    tree: Node
    filters: Node
    explain: bool


def like_this(
    store: Store, engine: Engine, places: Places, like: str, wanted: Wanted, scope: Scope, *, limit: int, offset: int
) -> SearchResult:
    """Return what is like a passage or a text, the most alike first; the score is the likeness, from 0 to 1.

    Args:
        store: the archive's.
        engine: the archive's.
        places: the archive's.
        like: ``REPORT:START``, the id of a report and a place in it, or a text.
        wanted: what else is wanted.
        scope: what a hit is.
        limit: how many hits to give.
        offset: how many of the best to leave out.

    Raises:
        ArchiveError: if there is no such report, or no passage at that place.
    """
    text, source = _source(store, like)
    weights = word_weights(text, lambda words: passages_with(store.connection, words), store.passages())
    tree = both(wanted.tree, wanted.filters, likeness_tree(weights))
    matches = engine.search(tree, Ask(scope, _CANDIDATES)).best
    found: list[tuple[float, Match, Place]] = []
    for match, place in places.of(matches, scope):
        score = likeness(weights, place.text)
        if score >= LEAST_LIKENESS and (match.report, match.passage) != source:
            found.append((score, match, place))
    found.sort(key=lambda one: (-one[0], one[1].report, one[1].passage, one[1].record))
    shown = found[offset : offset + limit]
    highlighter = Highlighter(tree)
    hits = [highlighter.hit(replace(match, score=round(score, 6)), place) for score, match, place in shown]
    if wanted.explain:
        shared = likeness_tree(weights)
        hits = [replace(hit, reasons=_reasons(wanted, shared, place)) for hit, (_, _, place) in zip(hits, shown, strict=True)]
    return SearchResult(tuple(hits), len(found), {}, None)


def _reasons(wanted: Wanted, shared: Node, place: Place) -> tuple[Reason, ...]:
    """Return which words are shared, behind the reasons for all else that is wanted."""
    words = reasons_of("", Everything(), shared, place)
    whole = [reason for reason in words if not any(reason.part.strip('"') in other.part.strip('"') for other in words if other != reason)]
    told = (replace(reason, part=reason.part.strip('"'), because="like") for reason in whole)
    return (*reasons_of(wanted.query, wanted.tree, wanted.filters, place), *told)


def _source(store: Store, like: str) -> tuple[str, tuple[int, int] | None]:
    """Return the text of a passage with its report and number, or a text that stands in no report."""
    named = _PLACE.fullmatch(like.strip())
    if named is None:
        return like, None
    key, report_id = store.keys(named[1])
    start = int(named[2])
    row = store.connection.execute(
        'SELECT number FROM passages WHERE report = ? AND start <= ? AND "end" > ? ORDER BY number LIMIT 1', (key, start, start)
    ).fetchone()
    if row is None:
        raise ArchiveError(f"{report_id}: no passage at {start}; `search` tells the `start` of each hit with --format jsonl")
    (report_text,) = store.connection.execute("SELECT text FROM reports WHERE key = ?", (key,)).fetchone()
    return stored_passages(store.connection, key, [row[0]])[0].passage.text(report_text), (key, row[0])
