"""An index as a folder of shards: small indexes that are written once, never changed, and replaced by new ones.

A list names the shards that count and the store's sequence number; it is replaced in one step. So a reader sees one state or the next,
a writer that is killed leaves nothing but folders that no list names, and what was removed is gone with the folder that held it. Small
shards are written together into larger ones as they become many.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.counting import Counted, Joined
from kexie_nlp.search.engine import Ask, Changes, Document, DocumentSource, Facet, Kind, Matches, Scope
from kexie_nlp.search.ranking import Shard, Weights, merged
from kexie_nlp.search.shard_list import LIST, Entry, ShardList, Sized, read_list, write_list
from kexie_nlp.search.tree import Node

if TYPE_CHECKING:
    from concurrent.futures import Executor

LARGEST_SHARD: Final = 50_000
"""Passages of one shard, or where that makes more than ``MOST_SHARDS``, more; so many have to be written anew where a report is removed."""

MOST_SHARDS: Final = 12
_THREADS_FROM: Final = 40_000

_PARALLEL_FROM: Final = 2000


@dataclass(frozen=True, slots=True)
class Backend:
    """What writes and reads the shards of one engine.

    Attributes:
        form: name and version of the form of index; another is thrown away and built again.
        write: writes documents into an empty folder; it is sent to other processes.
        open: opens what was written of one kind into a folder, in parts that each answer for themselves.
        answers_aside: whether shards answer without holding up Python, so that threads share the work.
    """

    form: str
    write: Callable[[Path, Iterable[Document]], None]
    open: Callable[[Path, Kind], Sequence[Shard]]
    answers_aside: bool = False


class ShardedEngine:
    """An engine whose index lies in shards."""

    def __init__(self, folder: Path, backend: Backend, threads: int | None = None) -> None:
        """Open the index in ``folder``, to be asked in at most so many threads, as many as there are processor cores by default.

        Raises:
            ArchiveError: if there is none, or none of the backend's form; ``make`` it and apply all changes.
        """
        self._folder = folder
        self._backend = backend
        self._most_threads = threads or os.cpu_count() or 1
        self._mark: object = None
        self._state = ShardList(0, 0, ())
        self._opened: dict[tuple[str, Kind], Sequence[Shard]] = {}
        self._joined: dict[Scope, Joined] = {}
        self._refresh()

    @classmethod
    def make(cls, folder: Path, backend: Backend) -> "ShardedEngine":
        """Make an empty index in ``folder`` in place of whatever index is there, and open it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        write_list(folder, backend.form, ShardList(0, 1, ()))
        return cls(folder, backend)

    @property
    def sequence(self) -> int:
        """The store's sequence number up to which the index holds everything."""
        self._refresh()
        return self._state.sequence

    def apply(self, changes: Changes, executor: "Executor | None" = None, parts: int = 1) -> None:
        """Bring the index level, at once or not at all; with an executor, in so many parts at a time."""
        self._refresh()
        self._sweep()
        kept, pending, largest = _planned(self._state.shards, changes)
        state = self._state
        if pending or len(kept) < len(state.shards):
            is_large = executor is not None and sum(size for _, size in pending) >= _PARALLEL_FROM
            parts = max(parts if is_large else 1, -(-sum(size for _, size in pending) // largest))
            written = self._written(pending, changes.source, executor, parts)
            state = ShardList(state.sequence, state.next_name + len(written), (*kept, *written))
            write_list(self._folder, self._backend.form, state)
            self._refresh()
            self._sweep()
        # only now, so that after a crash all this is done again until no file of removed reports is left
        write_list(self._folder, self._backend.form, replace(state, sequence=changes.sequence))
        self._refresh()

    def search(self, tree: Node, ask: Ask) -> Matches:
        """Return what matches.

        Raises:
            ArchiveError: if the index is damaged.
        """
        shards = self._shards("passages" if ask.scope == "reports" else ask.scope)
        try:
            weights = Weights(shards)
            if self._uses_threads(shards):
                answers = list(self._threads.map(lambda shard: shard.answer(tree, ask, weights), shards))
            else:
                answers = [shard.answer(tree, ask, weights) for shard in shards]
            return merged(answers, ask, self._most_frequent([answer.facets for answer in answers if answer.facets], ask))
        except Exception as error:
            raise ArchiveError(f"{self._folder}: the index is damaged ({error}); make it anew with `reindex`") from error

    def close(self) -> None:
        """Let go of all files."""
        for shards in self._opened.values():
            for shard in shards:
                shard.close()
        self._opened = {}
        if "_threads" in self.__dict__:
            self._threads.shutdown()
            del self._threads

    def _uses_threads(self, shards: Sequence[Shard]) -> bool:
        """Tell whether it is worth while to ask shards in threads."""
        is_possible = self._backend.answers_aside and min(len(shards), self._most_threads) > 1
        return is_possible and sum(shard.size for shard in shards) >= _THREADS_FROM

    @cached_property
    def _threads(self) -> "Executor":
        """Threads that ask shards."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(self._most_threads, thread_name_prefix="kexie-search")

    def _most_frequent(self, counted: Sequence[Counted], ask: Ask) -> dict[Facet, tuple[tuple[str, int], ...]]:
        """Return the most frequent values of the facets that are asked for."""
        if not counted:
            return dict.fromkeys(ask.facets, ())
        several = [one.sets for one in counted]
        joined = self._joined.get(ask.scope)
        if joined is None or not joined.holds(several):
            joined = self._joined[ask.scope] = Joined(several)
        return joined.most_frequent(counted, ask.facets)

    def _written(self, pending: list[Sized], source: DocumentSource, executor: "Executor | None", parts: int) -> list[Entry]:
        """Write reports into so many new shards."""
        names = (str(number) for number in range(self._state.next_name, self._state.next_name + parts))
        entries = [Entry(name, tuple(share)) for name, share in zip(names, _shares(pending, parts), strict=True) if share]
        tasks = [(self._backend.write, self._folder / entry.name, source, [report for report, _ in entry.reports]) for entry in entries]
        if executor is not None and len(tasks) > 1:
            for future in [executor.submit(_write_shard, *task) for task in tasks]:
                future.result()
        else:
            for task in tasks:
                _write_shard(*task)
        return entries

    def _sweep(self) -> None:
        """Take away what the list does not name; a reader of it keeps its files open."""
        named = {entry.name for entry in self._state.shards}
        for (name, kind), shards in list(self._opened.items()):
            if name not in named:
                for shard in shards:
                    shard.close()
                del self._opened[name, kind]
        for path in self._folder.iterdir():
            if path.is_dir() and path.name not in named:
                shutil.rmtree(path, ignore_errors=True)

    def _refresh(self) -> None:
        """Read the list if another is there than the one that was read."""
        try:
            told = (self._folder / LIST).stat()
        except OSError as error:
            raise ArchiveError(f"{self._folder}: no index of the form {self._backend.form!r}") from error
        mark = (told.st_ino, told.st_mtime_ns, told.st_size)
        if mark != self._mark:
            self._state = read_list(self._folder, self._backend.form)
            self._mark = mark

    def _shards(self, kind: Kind) -> list[Shard]:
        """Return the shards that count, open."""
        while True:
            self._refresh()
            mark = self._mark
            wanted = [(entry.name, kind) for entry in self._state.shards if entry.size]
            try:
                for at in wanted:
                    if at not in self._opened:
                        self._opened[at] = self._backend.open(self._folder / at[0], kind)
                return [shard for at in wanted for shard in self._opened[at]]
            except Exception as error:
                self._refresh()
                if self._mark == mark:  # else a writer put others in their place
                    raise ArchiveError(f"{self._folder}: the index cannot be read ({error}); make it anew with `reindex`") from error


def largest_shard(passages: int) -> int:
    """Return how many passages a shard of an archive with so many passages may hold."""
    return max(LARGEST_SHARD, -(-passages // MOST_SHARDS))


def _planned(shards: tuple[Entry, ...], changes: Changes) -> tuple[list[Entry], list[Sized], int]:
    """Return the shards that stay, the reports to be written and how many passages a shard may hold.

    Written are new reports, and those of shards that change or are too small.
    """
    removed = set(changes.removed)
    held = {report for entry in shards for report, _ in entry.reports}
    pending = [(report, size) for report, size in changes.added if report not in held or report in removed]
    kept: list[Entry] = []
    for entry in shards:
        if any(report in removed for report, _ in entry.reports):
            pending += [(report, size) for report, size in entry.reports if report not in removed]
        else:
            kept.append(entry)
    total = sum(size for _, size in pending)
    largest = largest_shard(total + sum(entry.size for entry in kept) + changes.to_come)
    for entry in sorted(kept, key=lambda entry: entry.size):
        # sizes thus grow at least twofold from shard to shard, and every passage is written but a few times
        if pending and entry.size <= min(total, largest // 2):
            kept.remove(entry)
            pending += entry.reports
            total += entry.size
    return kept, sorted(pending), largest


def _write_shard(write: Callable[[Path, Iterable[Document]], None], folder: Path, source: DocumentSource, reports: list[int]) -> None:
    """Write one shard, in this process or another."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write(folder, source.documents(reports))


def _shares(reports: list[Sized], parts: int) -> list[list[Sized]]:
    """Return the reports in ``parts`` shares of about as many passages, in order."""
    shares: list[list[Sized]] = [[] for _ in range(parts)]
    limit = sum(size for _, size in reports) / parts if parts else 0
    filled = 0.0
    for report, size in reports:
        shares[min(int(filled / limit), parts - 1) if limit else 0].append((report, size))
        filled += size
    return shares
