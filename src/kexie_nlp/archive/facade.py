"""The archive as its users see it."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kexie_nlp.archive.lock import LOCK_FILE, write_lock
from kexie_nlp.archive.reading import achievement_rows, metric_rows, register_functions, report_rows
from kexie_nlp.archive.rows import AchievementRow, AddEvent, AddSummary, Filters, MetricRow, Outcome, ReportRow
from kexie_nlp.archive.schema import DATABASE
from kexie_nlp.archive.store import Store
from kexie_nlp.errors import ArchiveError, ReportError
from kexie_nlp.records import Analysis
from kexie_nlp.search.engine import Sort
from kexie_nlp.search.results import Scope, SearchResult

if TYPE_CHECKING:
    from kexie_nlp.archive.adding import Analyze, Candidate

_EVERYTHING = Filters()
_ROOM_BEFORE_INDEXING = 20_000


class Archive:
    """A folder of reports with all that was found in them; use it in a ``with`` statement.

    Reading needs no lock and is never blocked. One object is for one thread at a time.
    """

    def __init__(self, folder: Path, store: Store, wait: float) -> None:
        from kexie_nlp.archive.leveling import Leveling

        self.folder = folder
        self._store = store
        self._wait = wait
        self._index = Leveling(folder, store)

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = False, wait: float = 10.0) -> "Archive":
        """Open the archive in ``folder``; with ``create``, make an empty one if there is none.

        ``wait`` is for how many seconds writing waits for another writer.

        Raises:
            ArchiveError: if there is no archive, or one of another form.
        """
        path = Path(folder)
        if create and not (path / DATABASE).exists():
            _check_room(path)
        if create:
            path.mkdir(parents=True, exist_ok=True)
            with write_lock(path, wait=wait):
                store = Store(path, create=True)
        else:
            store = Store(path)
        register_functions(store.connection)
        return cls(path, store, wait)

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
        from kexie_nlp.archive.adding import Workers

        with write_lock(self.folder, wait=self._wait):
            run = _Run(self._store, list(paths), progress)
            pool = Workers(max(1, workers or os.cpu_count() or 1))
            try:
                for result in pool.analysed(run.candidates(), analyze):
                    if result.prepared is None:
                        run.tell(result.candidate.path, "failed", None, result.reason)
                        continue
                    is_new = self._store.add(result.prepared, result.candidate.mark)
                    run.tell(result.candidate.path, "added" if is_new else "known", result.prepared.report_id, None)
                    run.unindexed += len(result.prepared.passages)
                    if run.unindexed > max(_ROOM_BEFORE_INDEXING, run.held // 4):
                        self._index.level(pool)
                        run.held, run.unindexed = run.held + run.unindexed, 0
                self._index.level(pool)
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
            self._index.level()
        return len(keys)

    def reports(self, filters: Filters = _EVERYTHING) -> Iterator[ReportRow]:
        """Yield the reports that the filters want, the latest year first."""
        return report_rows(self._store.connection, filters)

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
    ) -> SearchResult:
        """Find passages, records or reports.

        Args:
            query: in the query language; an empty one finds everything.
            scope: what a hit is. Of achievements and metrics, those are hits whose own values fit and whose passage does.
            limit: how many hits to give.
            offset: how many of the best to leave out.
            sort: by relevance, or the latest year first.
            facets: whether to count what was found by year, region, association and kind.
            filters: what is wanted besides the query.

        Raises:
            QueryError: if the query cannot be understood.
        """
        from kexie_nlp.archive.searching import Request, search

        return search(self._store, self._index.engine(), Request(query, filters, scope, limit, offset, sort, facets))

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


class _Run:
    """One run of ``add``: what is told of every file, and what is counted."""

    def __init__(self, store: Store, paths: list[Path], progress: Callable[[AddEvent], None] | None) -> None:
        self._store = store
        self._paths = paths
        self._progress = progress
        self._done = 0
        self._counts: dict[Outcome, int] = {"added": 0, "known": 0, "failed": 0}
        self._failed: list[tuple[str, str]] = []
        self.held = store.passages()
        self.unindexed = 0

    def candidates(self) -> "Iterator[Candidate]":
        """Yield the files whose content is not known yet; of the others it is told at once."""
        from kexie_nlp.archive.adding import Candidate, mark_of

        for path in self._paths:
            try:
                mark = mark_of(path)
            except ReportError as error:
                self.tell(path, "failed", None, error.reason)
                continue
            known = self._store.report_of_file(mark)
            if known is None:
                yield Candidate(path, mark)
            else:
                self.tell(path, "known", known, None)

    def tell(self, path: Path, outcome: Outcome, report_id: str | None, reason: str | None) -> None:
        """Count a file and tell of it."""
        self._done += 1
        self._counts[outcome] += 1
        if reason is not None:
            self._failed.append((str(path), reason))
        if self._progress is not None:
            self._progress(AddEvent(str(path), outcome, report_id, reason, self._done, len(self._paths)))

    def summary(self) -> AddSummary:
        """Return what became of all files."""
        return AddSummary(self._counts["added"], self._counts["known"], tuple(self._failed))


def _check_room(folder: Path) -> None:
    """Refuse to make an archive of a file, or among other files."""
    if folder.exists() and not folder.is_dir():
        raise ArchiveError(f"{folder}: is a file; name a folder for the archive")
    others = sorted(entry.name for entry in folder.iterdir() if entry.name != LOCK_FILE) if folder.is_dir() else []
    if others:
        raise ArchiveError(f"{folder}: holds other files ({', '.join(others[:3])}) and no archive; name an empty or new folder")
