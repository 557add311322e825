"""Reading many files into an archive: in parallel, known ones skipped, bad ones named, a dead worker survived."""

import gc
import hashlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from kexie_nlp.archive.prepared import Prepared, prepare
from kexie_nlp.archive.rows import AddEvent, AddSummary, Outcome
from kexie_nlp.archive.store import FileMark, Store
from kexie_nlp.errors import KexieError, ReportError
from kexie_nlp.read.files import fetch
from kexie_nlp.records import Analysis

Analyze = Callable[[Path], Analysis]
_Given = ParamSpec("_Given")
_Back = TypeVar("_Back")

_IN_FLIGHT_PER_WORKER = 2
_ROOM_BEFORE_INDEXING = 20_000
_SELDOM = (50_000, 20, 50)
_DIED = "the process that read it died, perhaps for want of memory; the file may be damaged or far too large"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be analysed."""

    path: Path
    mark: FileMark


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a candidate: its rows, or the reason why there are none."""

    candidate: Candidate
    prepared: Prepared | None
    reason: str | None


class _Processes(ProcessPoolExecutor):
    """A pool whose processes never get Ctrl-C, not even before they can turn it off themselves."""

    def submit(self, task: Callable[_Given, _Back], /, *given: _Given.args, **named: _Given.kwargs) -> Future[_Back]:
        """Submit a task; the process that is started for it inherits that Ctrl-C is blocked."""
        with _interrupts_held():
            return super().submit(task, *given, **named)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back for a moment, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Workers:
    """Processes that analyse files; they end with the process that started them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    @property
    def pool(self) -> ProcessPoolExecutor:
        """The processes, started when first needed."""
        if self._pool is None:
            context = get_context("spawn")  # a fork would take the database and the lock along
            self._pool = _Processes(self.count, mp_context=context, initializer=_begin_worker, initargs=(os.getpid(),))
        return self._pool

    def analysed(self, candidates: Iterator[Candidate], analyze: Analyze) -> Iterator[Result]:
        """Yield a result for every candidate, in any order; few candidates are in flight at a time."""
        if self.count == 1:
            yield from (_analyse(candidate, analyze) for candidate in candidates)
            return
        flying: dict[Future[Result], Candidate] = {}
        suspects: deque[Candidate] = deque()
        while True:
            while len(flying) < self.count * _IN_FLIGHT_PER_WORKER and (candidate := next(candidates, None)) is not None:
                try:
                    flying[self.pool.submit(_analyse, candidate, analyze)] = candidate
                except BrokenProcessPool:
                    suspects.append(candidate)
                    break
            if not flying and not suspects:
                return
            done, _ = wait(flying, return_when=FIRST_COMPLETED) if flying else (set(), set())
            for future in done:
                try:
                    result = future.result()
                except BrokenProcessPool:
                    suspects.append(flying.pop(future))
                    continue
                del flying[future]
                yield result
            if suspects:
                suspects.extend(flying.values())
                flying.clear()
                self.stop()
                yield from (self._alone(suspect, analyze) for suspect in suspects)
                suspects.clear()

    def _alone(self, candidate: Candidate, analyze: Analyze) -> Result:
        """Analyse one file with no other in flight, so that it is known which one kills its process."""
        try:
            return self.pool.submit(_analyse, candidate, analyze).result()
        except BrokenProcessPool:
            self.stop()
            return Result(candidate, None, _DIED)

    def stop(self) -> None:
        """End the processes; what waits is not begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


class AddRun:
    """One run of ``add``: what is told of every file, and what is counted."""

    def __init__(self, store: Store, paths: list[Path], progress: Callable[[AddEvent], None] | None) -> None:
        self._store = store
        self._paths = paths
        self._progress = progress
        self._done = 0
        self._counts: dict[Outcome, int] = {"added": 0, "known": 0, "failed": 0}
        self._failed: list[tuple[str, str]] = []
        self._held = store.passages()
        self._unindexed = 0

    def candidates(self) -> Iterator[Candidate]:
        """Yield the files whose content is not known yet; of the others it is told at once."""
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

    def take(self, result: Result) -> bool:
        """Add what a file gave and tell of it; return whether so much was added by now that the index should follow."""
        if result.prepared is None:
            self.tell(result.candidate.path, "failed", None, result.reason)
            return False
        is_new = self._store.add(result.prepared, result.candidate.mark)
        self.tell(result.candidate.path, "added" if is_new else "known", result.prepared.report_id, None)
        self._unindexed += len(result.prepared.passages)
        return self._unindexed > max(_ROOM_BEFORE_INDEXING, self._held // 4)

    def note_indexed(self) -> None:
        """Note that the index has followed."""
        self._held, self._unindexed = self._held + self._unindexed, 0

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


def mark_of(path: Path) -> FileMark:
    """Return place and content of a file or of a member of a zip archive.

    Raises:
        ReportError: if it cannot be read.
    """
    content = fetch(path)
    return FileMark(str(path.absolute()), len(content), hashlib.sha256(content).hexdigest())


def _analyse(candidate: Candidate, analyze: Analyze) -> Result:
    """Analyse a file and prepare its rows; whatever goes wrong becomes the reason."""
    try:
        prepared = prepare(analyze(candidate.path))
        prepared.report[8].encode()  # what SQLite and the index cannot take is refused here, not in the writer
        return Result(candidate, prepared, None)
    except ReportError as error:
        return Result(candidate, None, error.reason)
    except KexieError as error:
        return Result(candidate, None, str(error))
    except Exception as error:  # noqa: BLE001 - one file's fault, whatever it is, must not end the run
        return Result(candidate, None, f"unexpected {type(error).__name__}: {error}")


def _begin_worker(parent: int) -> None:
    """Leave Ctrl-C to the parent, collect garbage seldom, and end when the parent is gone."""
    # an analysis makes many small objects and hardly a cycle; this saves a tenth of its time
    gc.set_threshold(*_SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Wait for the parent's death, then end this process."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
