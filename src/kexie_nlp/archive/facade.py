"""The archive as its users see it."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kexie_nlp.archive.lock import write_lock
from kexie_nlp.archive.reading import achievement_rows, metric_rows, register_functions, report_rows
from kexie_nlp.archive.rows import AchievementRow, AddEvent, AddSummary, Filters, MetricRow, ReportRow
from kexie_nlp.archive.schema import check_room
from kexie_nlp.archive.store import Store
from kexie_nlp.errors import ArchiveError, QueryError
from kexie_nlp.records import Analysis
from kexie_nlp.search.engine import Sort
from kexie_nlp.search.engines import DEFAULT_ENGINE, check_engine
from kexie_nlp.search.results import Scope, SearchResult

if TYPE_CHECKING:
    from kexie_nlp.archive.adding import Analyze, Workers
    from kexie_nlp.archive.corrections import Corrections
    from kexie_nlp.archive.saved import SavedQueries
    from kexie_nlp.archive.selecting import SelectedReport, Selection
    from kexie_nlp.link.groups import Form
    from kexie_nlp.link.links import LinkKind
    from kexie_nlp.search.batch import BatchAnswer, BatchLine
    from kexie_nlp.search.suggesting import Suggestion

_EVERYTHING = Filters()


class Archive:
    """A folder of reports with all that was found in them; use it in a ``with`` statement.

    Reading needs no lock and is never blocked. One object is for one thread at a time.
    """

    def __init__(self, folder: Path, store: Store, wait: float, threads: int | None = None) -> None:
        from kexie_nlp.archive.aids import Aids
        from kexie_nlp.archive.leveling import Leveling

        self.folder = folder
        self._store = store
        self._wait = wait
        self._index = Leveling(folder, store, threads)
        self._aids = Aids(folder, store)

    @classmethod
    def open(
        cls, folder: Path | str, *, create: bool = False, wait: float = 10.0, engine: str | None = None, threads: int | None = None
    ) -> "Archive":
        """Open the archive in ``folder``; with ``create``, make an empty one if there is none.

        Args:
            folder: of the archive.
            create: whether to make one.
            wait: for how many seconds writing waits for another writer.
            engine: of ``search.engines.ENGINES``, what indexes an archive that is made here; one that is there must be indexed by it.
            threads: in how many at most a search works, as many as there are processor cores by default.

        Raises:
            ArchiveError: if there is no archive, or one of another form or engine, or no such engine.
        """
        path = Path(folder)
        check_engine(engine or DEFAULT_ENGINE)
        if create:
            check_room(path)
            path.mkdir(parents=True, exist_ok=True)
            with write_lock(path, wait=wait):
                store = Store(path, create=True)
                if engine is not None and store.index() is None:
                    from kexie_nlp.archive.leveling import INDEX_FOLDER

                    store.set_index(engine, INDEX_FOLDER)
        else:
            store = Store(path)
        if engine is not None and (told := store.index()) is not None and told[0] != engine:
            store.close()
            raise ArchiveError(f"{path}: is indexed by {told[0]}; to change that, `reindex --engine {engine}`")
        register_functions(store.connection)
        return cls(path, store, wait, threads)

    def add(
        self,
        paths: Iterable[Path],
        *,
        analyze: "Analyze",
        workers: int | None = None,
        progress: Callable[[AddEvent], None] | None = None,
    ) -> AddSummary:
        """Add the reports in these files; a file whose content the archive knows is skipped, a bad one is named and passed over.

        Args:
            paths: the files.
            analyze: gives the analysis of a file; it is sent to other processes, so it must be possible to pickle it.
            workers: number of processes; 1 works in this one. All processor cores by default.
            progress: is told of every file when it is dealt with.

        Raises:
            ArchiveError: if another process writes and does not end in time.
        """
        from kexie_nlp.archive.adding import AddRun, Workers

        with write_lock(self.folder, wait=self._wait):
            run = AddRun(self._store, list(paths), progress)
            pool = Workers(max(1, workers or os.cpu_count() or 1))
            try:
                for result in pool.analysed(run.candidates(), analyze):
                    if run.take(result):
                        self._index.level(pool)
                        run.note_indexed()
                self._settle(pool)
            finally:
                pool.stop()
        return run.summary()

    def remove(self, report_ids: Iterable[str]) -> int:
        """Remove the reports with these ids (or unique beginnings of ids) and return how many that were.

        Raises:
            ArchiveError: if an id is unknown, and then none is removed; or if another process writes and does not end in time.
        """
        with write_lock(self.folder, wait=self._wait):
            keys = sorted({self._store.keys(report_id)[0] for report_id in report_ids})
            for key in keys:
                self._store.remove(key)
            self._settle()
        return len(keys)

    def reindex(self, engine: str | None = None, *, workers: int | None = None, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the search index anew, and change the engine where one is named; searches go on meanwhile with the old one.

        Args:
            engine: of ``search.engines.ENGINES``; None for the one that the archive has.
            workers: number of processes; 1 works in this one. All processor cores by default.
            progress: is told how many passages are indexed, and how many there are.

        Raises:
            ArchiveError: if there is no such engine, or another process writes and does not end in time.
        """
        from kexie_nlp.archive.adding import Workers

        check_engine(engine or DEFAULT_ENGINE)
        with write_lock(self.folder, wait=self._wait):
            pool = Workers(max(1, workers or os.cpu_count() or 1))
            try:
                self._index.make_anew(pool, engine, progress)
            finally:
                pool.stop()

    @property
    def engine(self) -> str:
        """The name of the engine that indexes the archive."""
        return (self._store.index() or (DEFAULT_ENGINE,))[0]

    @property
    def state(self) -> tuple[str, int, int]:
        """What stays equal as long as every question would be answered alike: whoever changes the archive or its index changes it."""
        return str(self.folder), self._store.sequence(), self._index.engine().sequence

    def reports(self, filters: Filters = _EVERYTHING) -> Iterator[ReportRow]:
        """Yield the reports that the filters want, the latest year first."""
        return report_rows(self._store.connection, filters)

    def revisions(self) -> dict[str, int]:
        """Return by id a number of each report; it changes when what was found in the report changes."""
        last = "SELECT r.id, max(c.sequence) FROM reports r JOIN changes c ON c.report = r.key GROUP BY r.key"
        return {str(told): int(change) for told, change in self._store.connection.execute(last)}

    def show(self, report_id: str) -> Analysis:
        """Return the report with this id, or with the only id that begins so, and all that was found in it.

        Raises:
            ArchiveError: if there is none, or more than one.
        """
        return self._store.analysis(self._store.keys(report_id)[0])

    def achievements(self, filters: Filters = _EVERYTHING) -> Iterator[AchievementRow]:
        """Yield the achievements that the filters want, report by report in reading order."""
        return achievement_rows(self._store.connection, filters)

    def metrics(self, filters: Filters = _EVERYTHING) -> Iterator[MetricRow]:
        """Yield the metrics that the filters want, report by report in reading order."""
        return metric_rows(self._store.connection, filters)

    def select(self, selection: "Selection") -> "Iterator[SelectedReport]":
        """Return the reports of which something is chosen, each with what is chosen of it; they are read one by one.

        Raises:
            QueryError: if the query cannot be understood.
        """
        from kexie_nlp.archive.selecting import select

        return select(self._store, self._index.engine, selection, self._aids.others)

    def forms(self, kind: "LinkKind") -> "Iterator[Form]":
        """Yield how things of one kind (association, contest, award, program, indicator) are named in reports, and how often."""
        from kexie_nlp.archive.forms import written_forms

        return written_forms(self._store.connection, kind)

    def search(
        self,
        query: str,
        *,
        scope: Scope = "passages",
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        facets: bool = False,
        filters: Filters = _EVERYTHING,
        only: Iterable[str] = (),
        without: Iterable[str] = (),
        aliases: bool = True,
        explain: bool = False,
        like: str | None = None,
    ) -> SearchResult:
        """Find passages, records or reports.

        Args:
            query: in the query language; an empty one finds everything.
            scope: what a hit is. Of achievements and metrics, those are hits whose own values fit and whose passage does.
            limit: how many hits to give; 0 only counts.
            offset: how many of the best to leave out.
            sort: by relevance, or the latest year, the largest amount of money or the largest number first.
            facets: whether to count what was found by each of ``search.results.FACETS``.
            filters: what is wanted besides the query.
            only: ``FIELD=VALUE`` each, with any field of the query language; of several of one field one is enough.
            without: ``FIELD=VALUE`` each, what is not wanted.
            aliases: whether words are also looked for by other names of the same thing.
            explain: whether to tell of each hit why it was found.
            like: ``REPORT:START`` of a hit, or a text; finds what shares its words, the rare ones most.

        Raises:
            QueryError: if the query, or what is included or excluded, cannot be understood.
            ArchiveError: if ``like`` names no passage.
        """
        from kexie_nlp.archive.searching import Request, search

        request = Request(query, filters, scope, limit, offset, sort, facets, tuple(only), tuple(without), aliases, explain, like)
        return search(self._store, self._index.engine(), self._aids, request)

    def search_batch(self, lines: "Iterable[BatchLine]", **options: Any) -> "Iterator[BatchAnswer]":
        """Ask many queries, such as ``search.batch.read_batch`` reads from a file; one that is wrong does not stop the rest.

        ``options`` are those of ``search``.
        """
        from kexie_nlp.search.batch import BatchAnswer

        for line in lines:
            try:
                yield BatchAnswer(line, self.search(line.query, **options), None)
            except QueryError as error:
                yield BatchAnswer(line, None, error)

    def suggest(self, typed: str, *, fields: Iterable[str] = (), limit: int = 10) -> "list[Suggestion]":
        """Return names and words of the archive that begin with what was typed, hold it, or are spelt alike, in this order.

        Args:
            typed: the beginning or a part of a name, or a name written wrongly.
            fields: of the query language, such as contest or 奖项, or ``word``; all if none is given.
            limit: at most how many.

        Raises:
            KexieError: if there is no such field.
        """
        return self._aids.suggest(typed, tuple(fields), limit)

    @property
    def saved(self) -> "SavedQueries":
        """The saved queries, which lie in the archive's folder."""
        from kexie_nlp.archive.saved import SavedQueries

        return SavedQueries(self.folder)

    @property
    def corrections(self) -> "Corrections":
        """What readers corrected; all that the archive tells is told as corrected."""
        from kexie_nlp.archive.corrections import Corrections

        return Corrections(self.folder, self._store, self._settle, self._wait)

    def _settle(self, pool: "Workers | None" = None) -> None:
        """Bring index and vocabulary level with the store; the caller holds the lock."""
        self._index.level(pool)
        self._aids.vocabulary()

    def close(self) -> None:
        """Close database and index."""
        self._index.close()
        self._store.close()

    def __enter__(self) -> Self:
        """Return the archive."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the archive."""
        self.close()
