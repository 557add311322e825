"""The list of the shards of an index, which is replaced in one step."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kexie_nlp.errors import ArchiveError

LIST: Final = "shards.json"

Sized = tuple[int, int]
"""A report and how many passages it has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A shard in the list: its folder's name, the reports in it, and how many passages it holds."""

    name: str
    reports: tuple[Sized, ...]
    size: int = field(init=False)

    def __post_init__(self) -> None:
        """Count the passages, which is asked for at every search."""
        object.__setattr__(self, "size", sum(size for _, size in self.reports))


@dataclass(frozen=True, slots=True)
class ShardList:
    """The list as it was written."""

    sequence: int
    next_name: int
    shards: tuple[Entry, ...]


def read_list(folder: Path, form: str) -> ShardList:
    """Return the list.

    Raises:
        ArchiveError: if it is none of this form.
    """
    try:
        told: Any = json.loads((folder / LIST).read_text(encoding="utf-8"))
        if told["form"] != form:
            raise ValueError(f"form {told['form']!r}, expected {form!r}")
        shards = tuple(Entry(str(name), tuple((int(report), int(size)) for report, size in reports)) for name, reports in told["shards"])
        return ShardList(int(told["sequence"]), int(told["next"]), shards)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{folder}: the index cannot be read ({error})") from error


def write_list(folder: Path, form: str, state: ShardList) -> None:
    """Write the list in one step, through to the disk."""
    told = {
        "form": form,
        "sequence": state.sequence,
        "next": state.next_name,
        "shards": [(entry.name, entry.reports) for entry in state.shards],
    }
    partial = folder / f"{LIST}.partial"
    with partial.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(folder / LIST)
