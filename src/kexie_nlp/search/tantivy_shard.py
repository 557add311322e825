"""The answer of one shard of a tantivy index to a query tree, for the passages or for the records in one slot."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from kexie_nlp.search.counting import Counted
from kexie_nlp.search.engine import Ask, Document, Kind, Sort
from kexie_nlp.search.ranking import Answer, Found, Weights, best_of_reports, place_of, report_and_passage
from kexie_nlp.search.shards import Backend
from kexie_nlp.search.tantivy_counting import counted_by, reports_at_once, request, request_within_reports
from kexie_nlp.search.tantivy_index import (
    MORE,
    PAIRS,
    PASSAGE_SLOT,
    PASSAGES,
    PLACE,
    RECORD,
    REPORT,
    SLOTS,
    SORTED,
    WORDS,
    Slot,
    token,
)
from kexie_nlp.search.tantivy_opening import TantivyIndex
from kexie_nlp.search.tantivy_query import Translator
from kexie_nlp.search.tree import Node, is_ranked

if TYPE_CHECKING:
    from tantivy import Query

_MORE: Final = 4


class TantivyShard:
    """The passages of one index, or its records in one slot."""

    def __init__(self, index: TantivyIndex, slot: Slot, *, is_first: bool) -> None:
        """Take one slot of an index; the first of several tells the frequencies for all."""
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher
        self._slot = slot
        self._is_first = is_first

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self._searcher.num_docs if self._is_first else 0

    def frequency(self, field: Literal["pairs", "words"], term: str) -> int:
        """Return how many entries have a character pair or word."""
        return int(self._searcher.doc_freq(PAIRS if field == "pairs" else WORDS, token(term))) if self._is_first else 0

    def close(self) -> None:
        """Let go of all files."""
        del self._searcher
        if self._is_first:
            self._index.close()

    def answer(self, tree: Node, ask: Ask, weights: Weights) -> Answer:
        """Return what matches here."""
        index = self._index
        translator = Translator(self._schema, self._searcher, weights, ask.limit != 0, index.known_values, lambda: index.units, self._slot)
        query = translator.whole(tree)
        wanted = self._searcher.num_docs if ask.limit is None else ask.offset + ask.limit
        reports = ask.scope == "reports"
        by_report, facets = self._counts(query, ask)
        if reports:
            found, total = self._best_reports(query, ask.sort, wanted, by_report), len(by_report)
        else:
            is_plain = ask.sort == "relevance" and not is_ranked(tree)
            found = self._best(self._first(query, by_report, wanted) if is_plain else query, ask.sort, wanted)
            total = sum(by_report.values()) if ask.by_report else self._total(query)
        return Answer(total, found, by_report, facets)

    def _first(self, query: "Query", by_report: Mapping[int, int], wanted: int) -> "Query":
        """Return the query for no more than the first reports that have so many matches; the others need not be looked at again."""
        reports = sorted(by_report)
        last = next((at for at, taken in enumerate(accumulate(map(by_report.__getitem__, reports))) if taken >= wanted), None)
        return query if last is None else self._between(reports[0], reports[last], query)

    def _between(self, first: int, last: int, query: "Query") -> "Query":
        """Return the query for matches from one report to another."""
        from tantivy import FieldType, Occur, Query

        ends = (place_of(first, 0), place_of(last + 1, 0))
        within = Query.range_query(self._schema, PLACE, FieldType.Unsigned, *ends, include_upper=False)
        # what comes first leads: in the other order all matches would be gone through
        return Query.boolean_query([(Occur.Must, Query.const_score_query(within, 0.0)), (Occur.Must, query)])

    def _total(self, query: "Query") -> int:
        """Return how many documents match."""
        return int(self._searcher.search(query, 1).count)  # type: ignore[attr-defined]

    def _counts(self, query: "Query", ask: Ask) -> tuple[dict[int, int], Counted | None]:
        """Return the number of matches by report and by the values of facets, as far as these are asked for."""
        reports = ask.scope == "reports"
        asked = {REPORT: counted_by(REPORT)} if ask.by_report or reports else {}
        columns = [column for facet in ask.facets for column in self._slot.sets(facet)]
        if columns:
            asked |= request(columns)
        if not asked:
            return {}, None
        told = self._searcher.aggregate(query, asked)
        by_report = {bucket["key"]: bucket["doc_count"] for bucket in told[REPORT]["buckets"]} if REPORT in asked else {}
        if not columns:
            return by_report, None
        counts = self._index.counts
        if not reports:
            return by_report, counts.counted(told, columns, self._slot)
        within = self._within_reports(query, columns, sorted(by_report), reports_at_once(told, columns, len(by_report)))
        return by_report, counts.counted_by_reports(told, within, columns, self._slot)

    def _within_reports(self, query: "Query", columns: Sequence[str], reports: Sequence[int], at_once: int) -> list[dict[str, Any]]:
        """Return what tantivy counts by columns within reports, for so many reports at once."""
        asked = request_within_reports(columns)
        if at_once >= len(reports):
            return [self._searcher.aggregate(query, asked)]
        several = [reports[first : first + at_once] for first in range(0, len(reports), at_once)]
        return [self._searcher.aggregate(self._between(some[0], some[-1], query), asked) for some in several]

    def _best_reports(self, query: "Query", sort: Sort, wanted: int, by_report: Mapping[int, int]) -> list[Found]:
        """Return the best reports, each by its best passage."""
        enough, depth = min(wanted, len(by_report)), wanted * _MORE
        while True:
            size = self._searcher.num_docs
            hits = self._hits_by(query, sort, min(depth, size))
            places = self._searcher.fast_field_values(PLACE, [address for _, address in hits])
            first: dict[int, int] = {}
            for number, place in enumerate(places):
                assert place is not None
                first.setdefault(report_and_passage(int(place))[0], number)
            if len(first) >= enough or depth >= size:
                break
            depth *= _MORE
        best = best_of_reports(self._found([hits[number] for number in first.values()], self._columns(sort)))
        return [Found(entry.rank, entry.place, 0, entry.score, by_report[report_and_passage(entry.place)[0]]) for entry in best[:wanted]]

    def _best(self, query: "Query", sort: Sort, wanted: int) -> list[Found]:
        """Return the best documents."""
        return self._found(self._hits_by(query, sort, wanted), self._columns(sort))

    def _hits_by(self, query: "Query", sort: Sort, wanted: int) -> Sequence[Any]:
        """Return the best documents as tantivy knows them."""
        if not wanted:
            return []
        return self._hits(query, wanted) if sort == "relevance" else self._largest(query, self._slot.column(SORTED[sort]), wanted)

    def _columns(self, sort: Sort) -> tuple[str, ...]:
        """Return the columns that are sorted by before relevance."""
        return () if sort == "relevance" else (self._slot.column(SORTED[sort]),)

    def _largest(self, query: "Query", column: str, wanted: int) -> list[Any]:
        """Return the documents with the largest values in a column, those of equal value by relevance, those without one last.

        tantivy sorts by one thing only: the value of the last one wanted is found first, then all above it, and those that share it.
        """
        from tantivy import FieldType, Occur, Query

        valued = Query.const_score_query(Query.exists_query(column), 0.0)
        with_value = Query.boolean_query([(Occur.Must, query), (Occur.Must, valued)])
        hits = self._searcher.search(with_value, wanted, count=False, order_by_field=column).hits
        if len(hits) < wanted:
            without = Query.boolean_query([(Occur.Must, query), (Occur.MustNot, valued)])
            rest = self._hits(without, wanted - len(hits))
            return [*self._in_order(self._hits(with_value, wanted), column), *rest]
        last = float(hits[-1][0])
        above = Query.range_query(self._schema, column, FieldType.Float, lower_bound=last, include_lower=False)
        equal = Query.range_query(self._schema, column, FieldType.Float, lower_bound=last, upper_bound=last)
        groups = [
            self._hits(Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(within, 0.0))]), wanted)
            for within in (above, equal)
        ]
        return [*self._in_order(groups[0], column), *groups[1]]

    def _in_order(self, hits: Sequence[Any], column: str) -> list[Any]:
        """Return documents in the order of a column, the largest value first, equal ones by relevance as they come."""
        values = self._searcher.fast_field_values(column, [address for _, address in hits])
        order = sorted(range(len(hits)), key=lambda number: -float(values[number] or 0))
        return [hits[number] for number in order]

    def _hits(self, query: "Query", wanted: int) -> Sequence[Any]:
        """Return the most relevant documents."""
        return self._searcher.search(query, wanted, count=False).hits

    def _found(self, hits: Sequence[Any], columns: Iterable[str]) -> list[Found]:
        """Return documents with what they are ranked by."""
        addresses = [address for _, address in hits]
        places = self._searcher.fast_field_values(PLACE, addresses)
        records = self._searcher.fast_field_values(self._slot.column(RECORD), addresses) if self._slot.mark else [0] * len(addresses)
        values = [self._searcher.fast_field_values(column, addresses) for column in columns]
        found = []
        for number, (score, _) in enumerate(hits):
            largest = (float("inf") if column[number] is None else -float(column[number] or 0) for column in values)
            place, record = places[number], records[number]
            assert place is not None and record is not None
            found.append(Found((*largest, -round(score, 6)), int(place), int(record), float(score)))
        return found


def open_shards(folder: Path, kind: Kind) -> list[TantivyShard]:
    """Open what ``write_shard`` wrote of one kind into ``folder``: its passages, or its records, slot by slot."""
    passages = TantivyIndex(folder / PASSAGES)
    if kind == "passages":
        return [TantivyShard(passages, PASSAGE_SLOT, is_first=True)]
    found = []
    for index in (passages, TantivyIndex(folder / MORE)) if passages.has_more else (passages,):
        slots = [slot for slot in SLOTS[kind] if slot.term in index.slots]
        found += [TantivyShard(index, slot, is_first=number == 0) for number, slot in enumerate(slots)]
        if not slots:
            index.close()
    return found


def _write(folder: Path, documents: Iterable[Document]) -> None:
    """Write documents into an empty folder; what that takes is not loaded for a search."""
    from kexie_nlp.search.tantivy_writing import write_shard

    write_shard(folder, documents)


TANTIVY: Final = Backend("tantivy 6", _write, open_shards, answers_aside=True)
