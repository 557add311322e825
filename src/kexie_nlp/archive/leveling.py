"""The search index beside the store: made, brought level, made again where it cannot be read."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kexie_nlp.archive.documents import StoredDocuments
from kexie_nlp.archive.lock import write_lock
from kexie_nlp.archive.store import Store
from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.engine import Changes, Engine

if TYPE_CHECKING:
    from kexie_nlp.archive.adding import Workers

INDEX_FOLDER: Final = "index"


class Leveling:
    """Keeps the index of one archive in step with its store."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._engine: Engine | None = None

    def level(self, workers: "Workers | None" = None) -> None:
        """Bring the index level; the caller holds the lock."""
        try:
            engine = self._opened()
            if engine.sequence > self._store.sequence():
                raise ArchiveError(f"{self._folder}: the index belongs to another archive")
            self._apply(engine, workers)
        except ArchiveError:
            self.close()
            from kexie_nlp.search.whoosh_engine import WhooshEngine

            self._engine = WhooshEngine.make(self._folder / INDEX_FOLDER)
            self._apply(self._engine, workers)

    def engine(self) -> Engine:
        """Return the engine for a search, brought level first unless a writer is at it just now.

        Raises:
            ArchiveError: if there is no index yet and another process is making it.
        """
        try:
            engine: Engine | None = self._opened()
        except ArchiveError:
            engine = None
        if engine is None or engine.sequence != self._store.sequence():
            try:
                with write_lock(self._folder, wait=0.0):
                    self.level()
            except (ArchiveError, OSError):
                if engine is None:
                    raise
                return engine  # a writer brings it level when it is done; until then a search finds what was indexed before
        return self._opened()

    def close(self) -> None:
        """Close the index."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _opened(self) -> Engine:
        """Return the index as it lies there."""
        if self._engine is None:
            from kexie_nlp.search.whoosh_engine import WhooshEngine

            self._engine = WhooshEngine(self._folder / INDEX_FOLDER)
        return self._engine

    def _apply(self, engine: Engine, workers: "Workers | None") -> None:
        """Apply what changed in the store since the index was level."""
        sequence = self._store.sequence()
        if engine.sequence == sequence:
            return
        removed, added = self._store.changes_since(engine.sequence)
        changes = Changes(removed, added, sequence, StoredDocuments(self._folder))
        if workers is not None and workers.count > 1:
            from concurrent.futures import BrokenExecutor

            try:
                engine.apply(changes, workers.pool, workers.count)
                return
            except BrokenExecutor:
                workers.stop()
        engine.apply(changes)
