"""Queries one a line, in a file of a user's or the archive's own saved ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kexie_nlp.errors import KexieError

if TYPE_CHECKING:
    from kexie_nlp.search.results import SearchResult

COMMENT = "#"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A query with the number of its line; its name is the query itself where none is given."""

    number: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What a line's query found, or why it could not be asked."""

    line: BatchLine
    result: "SearchResult | None"
    error: KexieError | None


def batch_lines(text: str) -> Iterator[BatchLine]:
    """Yield the queries of a text: one a line, a name and a tab may stand before it; ``#`` begins a comment line."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith(COMMENT):
            continue
        before, tab, behind = line.rstrip("\r").partition("\t")
        query = (behind if tab else before).strip()
        yield BatchLine(number, before.strip() if tab and before.strip() else query, query)


def read_batch(path: Path) -> list[BatchLine]:
    """Return the queries in a file.

    Raises:
        KexieError: if the file cannot be read, is not UTF-8, or holds no query.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KexieError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise KexieError(f"{path}: cannot be read ({error.strerror})") from error
    lines = list(batch_lines(text))
    if not lines:
        raise KexieError(f"{path}: holds no query; write one a line, such as 大篷车 年份:2021")
    return lines
