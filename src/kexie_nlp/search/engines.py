"""The engines there are, by name; another is a line here.

An engine for one machine writes and reads shards (``search.shards``); one for a cluster would keep the ``Engine`` contract by itself.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.engine import Engine
from kexie_nlp.search.shards import Backend, ShardedEngine

DEFAULT_ENGINE: Final = "tantivy"


def _tantivy() -> Backend:
    """Return what writes and reads shards with tantivy: compiled, fast up to millions of passages."""
    from kexie_nlp.search.tantivy_shard import TANTIVY

    return TANTIVY


def _whoosh() -> Backend:
    """Return what writes and reads shards with Whoosh: pure Python, for tens of thousands of passages."""
    from kexie_nlp.search.whoosh_shard import WHOOSH

    return WHOOSH


_BACKENDS: Final[dict[str, Callable[[], Backend]]] = {"tantivy": _tantivy, "whoosh": _whoosh}
ENGINES: Final = tuple(_BACKENDS)
"""The names of the engines, the usual one first."""


def check_engine(name: str) -> str:
    """Return the name of an engine.

    Raises:
        ArchiveError: if there is none of this name.
    """
    if name not in ENGINES:
        raise ArchiveError(f"there is no engine {name!r}; choose {' or '.join(ENGINES)}")
    return name


def open_engine(name: str, folder: Path, threads: int | None = None) -> Engine:
    """Open the index of an engine, to be asked in at most so many threads, as many as there are processor cores by default.

    Raises:
        ArchiveError: if there is no such engine, or no index of its form in the folder.
    """
    return ShardedEngine(folder, _BACKENDS[check_engine(name)](), threads)


def make_engine(name: str, folder: Path) -> Engine:
    """Make an empty index in place of whatever index is there, and open it.

    Raises:
        ArchiveError: if there is no such engine.
    """
    return ShardedEngine.make(folder, _BACKENDS[check_engine(name)]())
