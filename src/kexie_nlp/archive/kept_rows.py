"""Rows of the database that were read before, kept as long as nobody changes the archive."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")


class KeptRows(Generic[Key, Row]):
    """Gives what was made of rows, and reads but those that are missing.

    Args:
        most: how many are kept; before they are more, all are let go.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._sequence = -1
        self._kept: dict[Key, Row] = {}

    def of(self, sequence: int, keys: Iterable[Key], read: Callable[[list[Key]], Mapping[Key, Row]]) -> dict[Key, Row]:
        """Return the rows with these keys, as far as they are there.

        Args:
            sequence: the number of the archive's last change.
            keys: of the rows, each once.
            read: reads rows.
        """
        if sequence != self._sequence:
            self._kept, self._sequence = {}, sequence
        kept = self._kept
        found = {key: kept[key] for key in keys if key in kept}
        missing = [key for key in keys if key not in found]
        if missing:
            rows = read(missing)
            found.update(rows)
            if len(kept) + len(rows) > self._most:
                kept.clear()
            if len(rows) <= self._most:
                kept.update(rows)
        return found
