"""The answer of one shard of a Whoosh index to a query tree."""

import heapq
import json
from collections import Counter
from pathlib import Path
from typing import Final, Literal

from whoosh import index

from kexie_nlp.search.counting import Counted, counted_values
from kexie_nlp.search.engine import Ask, Facet, Kind
from kexie_nlp.search.ranking import ORDER, Answer, Found, Weights, best_of_reports, report_and_passage
from kexie_nlp.search.shards import Backend
from kexie_nlp.search.tree import Node
from kexie_nlp.search.whoosh_index import FACETS, PAIRS, PLACE, RECORD, SIZE, SORTED, WORDS, write_shard
from kexie_nlp.search.whoosh_segment import Scores, Segment

_USUAL_SIZE: Final = 80


class WhooshShard:
    """The documents of one kind in one shard."""

    def __init__(self, folder: Path) -> None:
        """Open what ``write_shard`` wrote of one kind into ``folder``."""
        self._reader = index.open_dir(str(folder)).reader()
        columns = (PLACE, RECORD, SIZE, FACETS, *SORTED.values())
        self._columns = {name: self._reader.column_reader(name, translate=False) for name in columns}

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self._reader.doc_count())

    def frequency(self, field: Literal["pairs", "words"], term: str) -> int:
        """Return how many documents have a character pair or word."""
        return Segment(self._reader).frequency(PAIRS if field == "pairs" else WORDS, term)

    def close(self) -> None:
        """Let go of all files."""
        self._reader.close()

    def answer(self, tree: Node, ask: Ask, weights: Weights) -> Answer:
        """Return what matches here."""
        scores = Segment(self._reader, weights if ask.limit != 0 else None).scores(tree)
        by_report: Counter[int] = Counter()
        if ask.by_report or ask.scope == "reports":
            by_report.update(self._report(document) for document in scores)
        found = [self._found(document, score, ask) for document, score in scores.items()]
        if ask.scope == "reports":
            best = best_of_reports(found)
            found = [Found(entry.rank, entry.place, 0, entry.score, by_report[report_and_passage(entry.place)[0]]) for entry in best]
        total = len(found)
        if ask.limit is not None:
            found = heapq.nsmallest(ask.offset + ask.limit, found, key=ORDER)
        return Answer(total, found, by_report, self._facets(scores, ask))

    def _found(self, document: int, score: float, ask: Ask) -> Found:
        """Return a document with what it is ranked by; a hit in a short text counts for more."""
        score = round(score / (0.75 + 0.25 * self._columns[SIZE][document] / _USUAL_SIZE), 6)
        value = () if ask.sort == "relevance" else (-self._columns[SORTED[ask.sort]][document],)
        return Found((*value, -score), int(self._columns[PLACE][document]), int(self._columns[RECORD][document]), score)

    def _report(self, document: int) -> int:
        """Return the report of a document."""
        return report_and_passage(int(self._columns[PLACE][document]))[0]

    def _facets(self, scores: Scores, ask: Ask) -> Counted | None:
        """Count documents, or reports, by the values of facets."""
        facets: Counter[tuple[Facet, str]] = Counter()
        seen: set[tuple[int, str, str]] = set()
        if not ask.facets:
            return None
        for document in scores:
            for name, value in json.loads(self._columns[FACETS][document]):
                if name not in ask.facets:
                    continue
                if ask.scope == "reports":
                    if (once := (self._report(document), name, value)) in seen:
                        continue
                    seen.add(once)
                facets[name, value] += 1
        return counted_values(facets)


def open_shards(folder: Path, kind: Kind) -> list[WhooshShard]:
    """Open what ``write_shard`` wrote of one kind into ``folder``."""
    has_none = kind != "passages" and folder.is_dir() and not (folder / kind).is_dir()
    return [] if has_none else [WhooshShard(folder / kind)]


WHOOSH: Final = Backend("whoosh 3", write_shard, open_shards)
