"""The search index beside the store: made, brought level, made again where it cannot be read or another engine is wanted."""

import shutil
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.archive.documents import StoredDocuments
from kexie_nlp.archive.lock import write_lock
from kexie_nlp.archive.store import Store
from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.engine import Changes, Engine
from kexie_nlp.search.engines import DEFAULT_ENGINE, make_engine, open_engine
from kexie_nlp.search.shards import largest_shard

if TYPE_CHECKING:
    from kexie_nlp.archive.adding import Workers

INDEX_FOLDER: Final = "index"
"""The folder of an archive's first index, and the beginning of the names of later ones."""

Progress = Callable[[int, int], None]
"""Is told how many passages are indexed, and how many there are."""


class Leveling:
    """Keeps the index of one archive in step with its store."""

    def __init__(self, folder: Path, store: Store, threads: int | None = None) -> None:
        self._folder = folder
        self._store = store
        self._threads = threads
        self._engine: Engine | None = None
        self._opened_as: tuple[str, str] | None = None

    def level(self, workers: "Workers | None" = None) -> None:
        """Bring the index level; the caller holds the lock."""
        try:
            engine = self._opened(self._store.index())
            if engine.sequence > self._store.sequence():
                raise ArchiveError(f"{self._folder}: the index belongs to another archive")
            sequence = self._store.sequence()
            if engine.sequence != sequence:
                removed, added = self._store.changes_since(engine.sequence)
                self._apply(engine, Changes(removed, added, sequence, StoredDocuments(self._folder)), workers)
        except ArchiveError:
            self.make_anew(workers)
        self._tidy()

    def make_anew(self, workers: "Workers | None" = None, engine: str | None = None, progress: Progress | None = None) -> None:
        """Make the index anew beside the one that is there, then put it in its place; the caller holds the lock.

        Until then readers use the old one, and if this is broken off, the old one stays.
        """
        self._tidy()
        name = engine or (told[0] if (told := self._store.index()) else DEFAULT_ENGINE)
        folder = self._free_name()
        made = make_engine(name, self._folder / folder)
        try:
            for changes, done, total in self._batches(workers.count if workers else 1):
                if progress is not None:
                    progress(done, total)
                self._apply(made, changes, workers)
            if progress is not None:
                progress(total, total)
        finally:
            made.close()
        self.close()
        self._store.set_index(name, folder)
        self._tidy()

    def engine(self) -> Engine:
        """Return the engine for a search, brought level first unless a writer is at it just now.

        Raises:
            ArchiveError: if there is no index yet and another process is making it.
        """
        try:
            standing = self._store.standing()
            engine: Engine | None = self._opened(standing.index)
            if engine is not None and engine.sequence == standing.sequence:
                return engine
        except ArchiveError:
            engine = None
        try:
            with write_lock(self._folder, wait=0.0):
                self.level()
        except OSError as error:
            if engine is None:
                way_out = "`reindex` it where it can be written, or copy it to a folder of your own"
                raise ArchiveError(f"{self._folder}: has no index that can be read, and none can be made ({error}); {way_out}") from error
            return engine
        except ArchiveError:
            if engine is None:
                raise
            return engine  # a writer brings it level when it is done; until then a search finds what was indexed before
        return self._opened(self._store.index())

    def close(self) -> None:
        """Close the index."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _opened(self, told: tuple[str, str] | None) -> Engine:
        """Return the index that counts now, of which the store told engine and folder.

        Raises:
            ArchiveError: if there is none, or it cannot be read.
        """
        if told is None:
            raise ArchiveError(f"{self._folder}: there is no index yet")
        if self._engine is None or told != self._opened_as:
            self.close()
            self._engine, self._opened_as = open_engine(told[0], self._folder / told[1], self._threads), told
        return self._engine

    def _batches(self, parts: int) -> Iterator[tuple[Changes, int, int]]:
        """Yield the changes that fill an empty index, each with the number of passages indexed before it and that of all passages."""
        sequence = self._store.sequence()
        source = StoredDocuments(self._folder)
        _, reports = self._store.changes_since(0)
        total, done, begun = sum(size for _, size in reports), 0, 0
        at_once = largest_shard(total) * parts
        batch: list[tuple[int, int]] = []
        for report, size in reports:
            if batch and begun + size - done > at_once:
                yield Changes((), tuple(batch), 0, source, total - begun), done, total
                batch, done = [], begun
            batch.append((report, size))
            begun += size
        yield Changes((), tuple(batch), sequence, source), done, total

    def _apply(self, engine: Engine, changes: Changes, workers: "Workers | None") -> None:
        """Apply changes, with the workers where they live."""
        if workers is not None and workers.count > 1:
            from concurrent.futures import BrokenExecutor

            try:
                engine.apply(changes, workers.pool, workers.count)
                return
            except BrokenExecutor:
                workers.stop()
        engine.apply(changes)

    def _free_name(self) -> str:
        """Return a name that no index has."""
        names = (f"{INDEX_FOLDER}-{number}" for number in count(2))
        return next(name for name in chain((INDEX_FOLDER,), names) if not (self._folder / name).exists())

    def _tidy(self) -> None:
        """Take away what is left of other indexes, and of what was removed."""
        told = self._store.index()
        for path in self._folder.glob(f"{INDEX_FOLDER}*"):
            if path.is_dir() and (told is None or path.name != told[1]):
                shutil.rmtree(path, ignore_errors=True)
        self._store.forget_removed()
