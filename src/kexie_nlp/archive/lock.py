"""One writer at a time: a lock that its holder's death releases, and that says who holds it."""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from kexie_nlp.errors import ArchiveError

LOCK_FILE: Final = "archive.lock"
_PAUSE_SECONDS: Final = 0.05
_GUARDED_BYTE: Final = 1 << 30  # far behind the holder's name, so that this stays readable where locks bar reading (Windows)

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        """Take the lock if it is free."""
        file.seek(_GUARDED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        """Give the lock back."""
        file.seek(_GUARDED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        """Take the lock if it is free."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        """Give the lock back."""
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


@contextmanager
def write_lock(folder: Path, *, wait: float) -> Iterator[None]:
    """Hold the archive's lock; where another writer holds it, wait for up to ``wait`` seconds.

    Raises:
        ArchiveError: naming the holder, once the time is over.
    """
    path = folder / LOCK_FILE
    with path.open("a+", encoding="utf-8") as file:
        deadline = time.monotonic() + wait
        while not _try_lock(file):
            if time.monotonic() >= deadline:
                raise ArchiveError(f"{folder}: is being written by {_holder(path)}; waited {wait:g} s; try again when it is done")
            time.sleep(_PAUSE_SECONDS)
        try:
            _sign(file)
            yield
        finally:
            file.truncate(0)
            _unlock(file)


def _sign(file: IO[str]) -> None:
    """Write down who holds the lock."""
    file.seek(0)
    file.truncate()
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    json.dump({"pid": os.getpid(), "host": socket.gethostname(), "since": since}, file)
    file.flush()


def _holder(path: Path) -> str:
    """Return who holds the lock, as far as the file tells."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"process {told['pid']} on {told['host']} since {told['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
