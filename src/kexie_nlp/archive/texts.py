"""The texts of reports, the ones read last kept: SQLite goes through the whole of a text even where but a sentence is wanted."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

_ROOM: Final = 8_000_000
"""So many characters are kept in a process, which take 16 MB as a rule."""


class Texts:
    """Gives the texts of reports, for all threads and archives of a process.

    The id of a report is made of its text, so that what is kept is never out of date.

    Args:
        room: how many characters are kept; the text that was asked for longest ago goes first.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, connection: sqlite3.Connection, reports: Mapping[int, str]) -> dict[int, str]:
        """Return the texts of reports by their keys, as far as they are there; ``reports`` tells the id of each key."""
        with self._lock:
            found = {key: self._kept[id_] for key, id_ in reports.items() if id_ in self._kept}
            for key in found:
                self._kept.move_to_end(reports[key])
        missing = [key for key in reports if key not in found]
        if missing:
            wanted = ",".join("?" * len(missing))
            read = dict(connection.execute(f"SELECT key, text FROM reports WHERE key IN ({wanted})", missing))
            self._keep({reports[key]: text for key, text in read.items()})
            found |= read
        return found

    def _keep(self, texts: Mapping[str, str]) -> None:
        """Keep texts, and let others go where there are too many."""
        with self._lock:
            for id_, text in texts.items():
                if id_ not in self._kept:
                    self._kept[id_] = text
                    self._room -= len(text)
            while self._room < 0:
                _, text = self._kept.popitem(last=False)
                self._room += len(text)


TEXTS: Final = Texts()
"""Those of this process."""
