"""The engine on Whoosh: pure Python, nothing compiled.

Known of Whoosh, and the reason for what is done here: a refreshed searcher gives passages twice after a merge, so a new reader is
opened; it does not write through to the disk, and its files hold pickles, so an index is only ever opened in an archive's own folder
and is built again from the store when it cannot be read.
"""

import heapq
import json
import math
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from whoosh import index
from whoosh.reading import IndexReader

from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.cutting import possible_words
from kexie_nlp.search.engine import Changes, Match, Matches, Sort
from kexie_nlp.search.folding import needle
from kexie_nlp.search.tree import Node, Run, wanted_leaves
from kexie_nlp.search.whoosh_index import GRAMS, WORDS, add_documents, open_writer, report_and_passage, report_term, schema, write_segment
from kexie_nlp.search.whoosh_segment import Segment

if TYPE_CHECKING:
    from concurrent.futures import Executor

FORM: Final = "whoosh 1"
"""Name and version of this form of index; another is thrown away and built again."""

_STATE: Final = "state.json"
_RANKED_BY_WORDS: Final = 200
_WORD_SHARE: Final = 0.5
_USUAL_SIZE: Final = 80
_PARALLEL_FROM: Final = 2000
_OPENINGS: Final = 10
_PAUSE_SECONDS: Final = 0.05

# (what to sort by, passage's place, score, segment, passage within the segment)
_Entry = tuple[tuple[float, ...], int, float, int, int]


class WhooshEngine:
    """An index in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``.

        Raises:
            ArchiveError: if there is none, or none of this form; ``make`` it and apply all changes.
        """
        self._folder = folder
        self._reader: IndexReader | None = None
        self._segments: list[Segment] = []
        self._sequence = -1
        self._reopen()

    @classmethod
    def make(cls, folder: Path) -> "WhooshEngine":
        """Make an empty index in ``folder`` in place of whatever index is there, and open it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        index.create_in(str(folder), schema()).close()
        _write_state(folder, 0)
        return cls(folder)

    @property
    def sequence(self) -> int:
        """The store's sequence number up to which the index holds everything."""
        self._refresh()
        return self._sequence

    def apply(self, changes: Changes, executor: "Executor | None" = None, parts: int = 1) -> None:
        """Bring the index level, at once or not at all; with an executor, in so many parts at a time."""
        is_large = sum(size for _, size in changes.added) >= _PARALLEL_FROM
        segments: list[Any] = []
        if executor is not None and is_large:
            shares = [share for share in _shares(changes.added, parts) if share]
            tasks = [executor.submit(write_segment, self._folder, changes.source, share) for share in shares]
            segments = [task.result() for task in tasks]
        writer = open_writer(self._folder)
        try:
            self._delete(writer, [*changes.removed, *(report for report, _ in changes.added)])
            if segments:
                writer.segments = [*writer.segments, *segments]
            elif changes.added:
                add_documents(writer, changes.source.documents([report for report, _ in changes.added]))
            writer.commit()
        except BaseException:
            with suppress(Exception):
                writer.cancel()
            raise
        _write_state(self._folder, changes.sequence)
        self._reopen()

    def search(self, tree: Node, *, limit: int | None, offset: int = 0, sort: Sort = "relevance", whole_reports: bool = False) -> Matches:
        """Return what matches; ``limit`` None gives all matches."""
        self._refresh()
        try:
            return self._search(tree, limit, offset, sort, whole_reports)
        except Exception as error:  # as above
            raise ArchiveError(f"{self._folder}: the index is damaged ({error}); delete this folder, and it is made again") from error

    def _search(self, tree: Node, limit: int | None, offset: int, sort: Sort, whole_reports: bool) -> Matches:
        """Return what matches."""
        weight = _Weights(self)
        answers = [segment.scores(tree, weight) for segment in self._segments]
        by_report: Counter[int] = Counter()
        entries: list[_Entry] = []
        for number, (segment, answer) in enumerate(zip(self._segments, answers, strict=True)):
            for passage, score in answer.items():
                place = segment.place(passage)
                by_report[report_and_passage(place)[0]] += 1
                final = score / (0.75 + 0.25 * segment.size(passage) / _USUAL_SIZE) if score else 0.0
                key = (float(-segment.year(passage)), -final) if sort == "year" else (-final,)
                entries.append((key, place, final, number, passage))
        if sort == "relevance" and limit is not None and entries:
            entries = self._ranked_by_words(tree, weight, entries, offset + limit)
        if whole_reports:
            entries = list(_best_of_reports(entries))
        total = len(entries)
        chosen = sorted(entries) if limit is None else heapq.nsmallest(offset + limit, entries)
        best = tuple(
            Match(*report_and_passage(place), round(score, 6), by_report[report_and_passage(place)[0]] if whole_reports else 1)
            for _, place, score, _, _ in chosen[offset:]
        )
        return Matches(total, best, by_report)

    def close(self) -> None:
        """Let go of all files."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
            self._segments = []

    def frequency(self, field: str, term: bytes) -> int:
        """Return how many passages of the whole index have a term."""
        return sum(segment.frequency(field, term) for segment in self._segments)

    def passages(self) -> int:
        """Return how many passages the index holds."""
        return int(self._reader.doc_count()) if self._reader is not None else 0

    def _ranked_by_words(self, tree: Node, weight: "_Weights", entries: list[_Entry], wanted: int) -> list[_Entry]:
        """Return ``entries``, the best of them lifted where what was asked for stands as a word, not across words."""
        ranked = heapq.nsmallest(max(wanted, _RANKED_BY_WORDS), entries)
        lifted = {(entry[3], entry[4]): entry[2] for entry in ranked}
        runs = [needle(leaf.text).plain for leaf in wanted_leaves(tree) if isinstance(leaf, Run)]
        for word in dict.fromkeys(word for run in runs for word in possible_words(run)):
            factor = _WORD_SHARE * weight.of(word, self.frequency(WORDS, word.encode("utf-8", "surrogatepass")))
            for number, segment in enumerate(self._segments):
                passages = sorted(passage for at, passage in lifted if at == number)
                for passage, score in segment.word_scores(passages, word, factor).items():
                    lifted[number, passage] += score
        rest = {(entry[3], entry[4]): entry for entry in entries}
        for entry in ranked:
            score = lifted[entry[3], entry[4]]
            rest[entry[3], entry[4]] = ((-score,), entry[1], score, entry[3], entry[4])
        return list(rest.values())

    def _delete(self, writer: Any, reports: list[int]) -> None:
        """Mark the passages of ``reports`` as deleted, those of them that the index has."""
        with index.open_dir(str(self._folder)).reader() as reader:
            for leaf, offset in reader.leaf_readers():
                if not leaf.doc_count():
                    continue
                segment = Segment(leaf)
                for report in reports:
                    for passage in segment.of_report(report_term(report)):
                        writer.delete_document(offset + passage)

    def _refresh(self) -> None:
        """Open the index anew if another process has committed."""
        if _read_state(self._folder) != self._sequence:
            self._reopen()

    def _reopen(self) -> None:
        """Open what was last committed."""
        self.close()
        sequence = _read_state(self._folder)
        if sequence is None:
            raise ArchiveError(f"{self._folder}: no index of the form {FORM!r}")
        for attempt in range(_OPENINGS, 0, -1):
            try:
                self._reader = index.open_dir(str(self._folder)).reader()
                self._segments = [Segment(leaf) for leaf, _ in self._reader.leaf_readers() if leaf.doc_count()]
                break
            except Exception as error:
                self.close()
                if attempt == 1 or not isinstance(error, FileNotFoundError):
                    raise ArchiveError(f"{self._folder}: the index cannot be read ({error})") from error
                time.sleep(_PAUSE_SECONDS)  # a writer took the files away after its commit; the next opening sees the new ones
        self._sequence = sequence


class _Weights:
    """How much a run weighs: the fewer passages may hold it, the more; worked out once a query, the same in all segments."""

    def __init__(self, engine: WhooshEngine) -> None:
        self._passages = engine.passages()
        self._engine = engine
        self._known: dict[str, float] = {}

    def __call__(self, run: str, frequency: int) -> float:
        """Return the weight of a run by its rarest pair in the whole index; ``frequency`` counts where it has no pair."""
        if run not in self._known:
            pairs = [run[at : at + 2].encode("utf-8", "surrogatepass") for at in range(len(run) - 1)]
            self._known[run] = self.of(run, min((self._engine.frequency(GRAMS, pair) for pair in pairs), default=frequency))
        return self._known[run]

    def of(self, _: str, frequency: int) -> float:
        """Return the weight of something that so many passages hold."""
        frequency = min(frequency, self._passages)
        return math.log1p((self._passages - frequency + 0.5) / (frequency + 0.5))


def _best_of_reports(entries: list[_Entry]) -> Iterator[_Entry]:
    """Yield the best entry of each report."""
    seen: set[int] = set()
    for entry in sorted(entries):
        report = report_and_passage(entry[1])[0]
        if report not in seen:
            seen.add(report)
            yield entry


def _shares(added: tuple[tuple[int, int], ...], parts: int) -> list[list[int]]:
    """Return the reports in ``parts`` shares of about as many passages."""
    shares: list[list[int]] = [[] for _ in range(parts)]
    limit = sum(size for _, size in added) / parts
    filled = 0.0
    for report, size in added:
        shares[min(int(filled / limit), parts - 1) if limit else 0].append(report)
        filled += size
    return shares


def _read_state(folder: Path) -> int | None:
    """Return the sequence number of the index, or None if there is no index of this form."""
    try:
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    sequence = state.get("sequence") if isinstance(state, dict) and state.get("form") == FORM else None
    return sequence if isinstance(sequence, int) else None


def _write_state(folder: Path, sequence: int) -> None:
    """Write form and sequence number, in one step."""
    partial = folder / f"{_STATE}.partial"
    partial.write_text(json.dumps({"form": FORM, "sequence": sequence}), encoding="utf-8")
    partial.replace(folder / _STATE)
