"""A search in an archive: query → tree → engine → hits with snippets, facets, and advice when nothing is found."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kexie_nlp.archive.documents import PlacedFact, StoredPassage, achievement_placed_facts, metric_placed_facts, stored_passages
from kexie_nlp.archive.passages import report_facts, section_facts
from kexie_nlp.archive.rows import Filters
from kexie_nlp.archive.serial import achievement_from_json, metric_from_json
from kexie_nlp.archive.store import Store
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.advice import advice_for
from kexie_nlp.search.engine import Engine, Match, Sort
from kexie_nlp.search.fields import ACHIEVEMENT_FIELDS, METRIC_FIELDS
from kexie_nlp.search.folding import fold
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.results import FACETS, Hit, Scope, SearchResult
from kexie_nlp.search.scan import View, fits, holds, run_spans, united
from kexie_nlp.search.snippets import snippet
from kexie_nlp.search.tree import Between, Everything, Named, Node, Run, both, loosened, wanted_leaves

Record = Achievement | Metric


@dataclass(frozen=True, slots=True)
class _Meta:
    """What a hit tells of its report."""

    id: str
    path: str
    title: str
    association: str | None
    region: str
    year: int | None
    kind: str


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


def search(store: Store, engine: Engine, request: Request) -> SearchResult:
    """Return what a query finds within its filters."""
    tree, given = parse_query(request.query), filter_tree(request.filters)
    records = request.scope in {"achievements", "metrics"}
    searcher = _RecordSearch(store, engine, request.scope) if records else _PassageSearch(store, engine, request.scope == "reports")
    hits, total, by_report = searcher.run(both(tree, given), request.limit, request.offset, request.sort)
    advice = None
    if not total:
        advice = advice_for(request.query, tree, lambda part: searcher.run(both(part, given), 0, 0, "relevance")[1])
    return SearchResult(tuple(hits), total, _facets(store, by_report) if request.facets else {}, advice)


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


class _PassageSearch:
    """Finds passages, or reports by their best passage."""

    def __init__(self, store: Store, engine: Engine, whole_reports: bool) -> None:
        self._store = store
        self._engine = engine
        self._whole_reports = whole_reports

    def run(self, tree: Node, limit: int, offset: int, sort: Sort) -> tuple[list[Hit], int, Mapping[int, int]]:
        """Return hits, how many there are in all, and how many in each report."""
        matches = self._engine.search(tree, limit=limit, offset=offset, sort=sort, whole_reports=self._whole_reports)
        by_report: Mapping[int, int] = dict.fromkeys(matches.by_report, 1) if self._whole_reports else matches.by_report
        return list(self._hits(tree, matches.best)), matches.total, by_report

    def _hits(self, tree: Node, matches: Sequence[Match]) -> Iterator[Hit]:
        """Yield a hit for each match whose report was not removed since it was indexed."""
        numbers: defaultdict[int, set[int]] = defaultdict(set)
        for match in matches:
            numbers[match.report].add(match.passage)
        shown = {report: _load(self._store, report, wanted) for report, wanted in numbers.items()}
        for match in matches:
            if (loaded := shown[match.report]) is not None and match.passage in loaded.passages:
                stored = loaded.passages[match.passage]
                yield _hit(loaded, stored, tree, stored.facts, match.score, passages=match.passages)


class _RecordSearch:
    """Finds achievements or metrics: the engine finds passages that may have them, then every record there is looked at."""

    def __init__(self, store: Store, engine: Engine, scope: Scope) -> None:
        self._store = store
        self._engine = engine
        self._table = scope
        self._fields = ACHIEVEMENT_FIELDS if scope == "achievements" else METRIC_FIELDS

    def run(self, tree: Node, limit: int, offset: int, sort: Sort) -> tuple[list[Hit], int, Mapping[int, int]]:
        """Return hits, how many there are in all, and how many in each report."""
        candidates = self._engine.search(loosened(tree, self._fields), limit=None, sort=sort)
        by_report: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for match in candidates.best:
            by_report[match.report][match.passage] = match.score
        counts: Counter[int] = Counter()
        found: list[tuple[Any, ...]] = []
        for report, scores in by_report.items():
            for number, passage, year in self._fitting(report, scores, tree):
                counts[report] += 1
                score = scores[passage]
                found.append((*((-(year or 0),) if sort == "year" else ()), -score, report, passage, number))
        found.sort()
        chosen = found[offset : offset + limit]
        return list(self._hits(chosen, tree)), len(found), counts

    def _fitting(self, report: int, passages: Mapping[int, float], tree: Node) -> Iterator[tuple[int, int, int | None]]:
        """Yield number, passage and year of the records in some passages of a report that are as asked for."""
        records = [row for row in self._records(report) if row[1] in passages]
        if not records or (loaded := _load(self._store, report, {passage for _, passage, _ in records})) is None:
            return
        common = loaded.facts()
        for number, passage, record in records:
            stored = loaded.passages[passage]
            facts = [*common, *section_facts(stored.section), *(placed.fact for placed in self._facts(stored, record))]
            if isinstance(tree, Everything) or holds(tree, View(fold(stored.passage.text(loaded.text)), facts)):
                yield number, passage, loaded.meta.year

    def _hits(self, chosen: Sequence[tuple[Any, ...]], tree: Node) -> Iterator[Hit]:
        """Yield the hits for chosen records."""
        for *_, score, report, passage, number in chosen:
            loaded = _load(self._store, report, {passage})
            record = next((row[2] for row in self._records(report) if row[0] == number), None)
            if loaded is not None and record is not None:
                stored = loaded.passages[passage]
                yield _hit(loaded, stored, tree, self._facts(stored, record), -score, record=record)

    def _facts(self, stored: StoredPassage, record: Record) -> list[PlacedFact]:
        """Return the facts of a record and those of its passage, without what the passage tells of the record's fields."""
        own = achievement_placed_facts(record) if isinstance(record, Achievement) else metric_placed_facts(record)
        return [*own, *(placed for placed in stored.facts if placed.fact.field not in self._fields)]

    def _records(self, report: int) -> list[tuple[int, int, Record]]:
        """Return number, passage and record of every record in a report."""
        read = achievement_from_json if self._table == "achievements" else metric_from_json
        rows = self._store.connection.execute(
            f"SELECT number, passage, record FROM {self._table} WHERE report = ? AND passage IS NOT NULL ORDER BY number", (report,)
        )
        return [(number, passage, read(record)) for number, passage, record in rows]


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A report's text and some of its passages."""

    meta: _Meta
    text: str
    passages: Mapping[int, StoredPassage]

    def facts(self) -> list[Any]:
        """Return what holds of all its passages."""
        meta = self.meta
        return report_facts(kind=meta.kind, title=meta.title, year=meta.year, association=meta.association, region=meta.region)


def _load(store: Store, report: int, numbers: set[int]) -> _Loaded | None:
    """Return a report with some of its passages, or None if it was removed."""
    columns = "id, path, title, association, region, year, kind, text"
    row = store.connection.execute(f"SELECT {columns} FROM reports WHERE key = ?", (report,)).fetchone()
    if row is None:
        return None
    return _Loaded(_Meta(*row[:7]), row[7], {stored.number: stored for stored in stored_passages(store.connection, report, numbers)})


def _hit(
    loaded: _Loaded,
    stored: StoredPassage,
    tree: Node,
    facts: Sequence[PlacedFact],
    score: float,
    *,
    passages: int = 1,
    record: Record | None = None,
) -> Hit:
    """Return a hit with its snippet and highlights."""
    text = stored.passage.text(loaded.text)
    leaves = list(wanted_leaves(tree))
    in_text = list(run_spans([leaf for leaf in leaves if isinstance(leaf, Run)], fold(text)))
    spans = [span for start, end in in_text for span in stored.passage.to_report(start, end)]
    for leaf in leaves:
        spans += [span for placed in facts if fits(leaf, placed.fact) for span in placed.spans]
    highlights = united(spans)
    shown, marks = snippet(text, united([span for start, end in highlights for span in stored.passage.from_report(start, end)]))
    meta = loaded.meta
    start, end = (record.evidence.start, record.evidence.end) if record else (stored.passage.start, stored.passage.end)
    return Hit(
        meta.id, meta.path, meta.title, meta.association, meta.region, meta.year, meta.kind, stored.section,
        start, end, highlights, shown, marks, score, passages, record,
    )  # fmt: skip


def _facets(store: Store, by_report: Mapping[int, int]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return counts by each of the report's properties, the most frequent first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for key, *values in store.connection.execute(f"SELECT key, {', '.join(FACETS)} FROM reports"):
        if key in by_report:
            for name, value in zip(FACETS, values, strict=True):
                if value not in {None, ""}:
                    counts[name][str(value)] += by_report[key]
    return {name: tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0]))) for name, counter in counts.items()}
