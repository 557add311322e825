"""Answers kept for whoever asks the same next, as long as the archive stays as it is."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """What was worked out last, for all threads of a process.

    Args:
        most: how many values are kept; the one that was asked for longest ago goes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Hashable, Value]] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, key: Hashable, state: Hashable) -> Value | None:
        """Return what is kept for ``key`` if that was worked out in the same ``state``."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] != state:
                return None
            self._kept.move_to_end(key)
            return found[1]

    def keep(self, key: Hashable, state: Hashable, value: Value) -> None:
        """Keep what was worked out in ``state``."""
        with self._lock:
            self._kept[key] = (state, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
