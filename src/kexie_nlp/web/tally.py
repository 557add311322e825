"""How many readers wait at each process of the server, told by each to the others."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple

_FORM: Final = Struct("<QQ")
_LONGEST: Final = 0.25
"""For so many seconds a reader is left to a process that has less to do; if it does not take him, it may be at an end."""


class Told(NamedTuple):
    """What a process told last: how many readers wait, and how often it told anything before."""

    process: str
    turn: int
    waiting: int


class Tally:
    """The tally of a server, a folder in which each process has a file of its own that only it writes.

    Nothing is locked. A process that ends, however that happens, leaves a file that does not change any more, and what it last told is
    overlooked from when a reader was left to it in vain. Where the folder was cleared away, each process takes who comes.

    Args:
        folder: is there as long as the server.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = str(os.getpid())
        self._file = (folder / self._name).open("wb", buffering=0)
        self._turn = 0
        self._left_to: dict[Told, float] = {}
        self.tell(0)

    def tell(self, waiting: int) -> None:
        """Tell how many readers wait at this process."""
        self._turn += 1
        with suppress(OSError):
            self._file.seek(0)
            self._file.write(_FORM.pack(self._turn, waiting))

    def has_freer(self, waiting: int) -> bool:
        """Tell whether a reader may be left to another process, where fewer than ``waiting`` wait."""
        now = time.monotonic()
        others = tuple(self._others())
        freer = [told for told in others if told.waiting < waiting]
        self._left_to = {told: since for told, since in self._left_to.items() if told in others} | {
            told: now for told in freer if told not in self._left_to
        }
        return any(now - self._left_to[told] < _LONGEST for told in freer)

    def close(self) -> None:
        """Take no more part."""
        self._file.close()
        (self._folder / self._name).unlink(missing_ok=True)

    def _others(self) -> Iterator[Told]:
        """Yield what the other processes told last."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                told = path.read_bytes() if path.name != self._name else b""
                if len(told) == _FORM.size:
                    yield Told(path.name, *_FORM.unpack(told))
