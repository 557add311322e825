"""What can go wrong, as a tree that a caller may catch at any level.

KexieError
├── ReportError            one input file cannot be used; a run over many files goes on
│   ├── UnreadableReport   missing, unreadable, encrypted, truncated, not what its name says
│   ├── UnsafeReport       too large, a zip bomb, an entity bomb
│   ├── UndecodableReport  bytes that are text in no known encoding
│   └── MissingReader      an optional program or package is needed for this format
├── ResourceError          a lexicon, marked corpus or model is not as it should be
├── ArchiveError           the archive cannot be opened, is of another form, or is locked
└── QueryError             a search query that cannot be understood

Every message says what was found, where, and the way out. The library raises; the command line prints.
"""

from pathlib import Path


class KexieError(Exception):
    """Base of all errors the package raises on purpose."""


class ReportError(KexieError):
    """One input file cannot be used.

    Attributes:
        path: the file, as the caller named it.
        reason: what is wrong with it, and what to do, in one line.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type["ReportError"], tuple[str, str]]:
        """Survive the way back from a worker process."""
        return type(self), (self.path, self.reason)


class UnreadableReport(ReportError):
    """The file is missing, unreadable, empty, encrypted, truncated, or not what its name says."""


class UnsafeReport(ReportError):
    """The file would need more memory, time or disk than any report deserves."""


class UndecodableReport(ReportError):
    """The bytes are text in no known encoding; the message names the first offending byte."""


class MissingReader(ReportError):
    """The format needs a program or an extra that is not installed; the message says how to get it."""


class ResourceError(KexieError):
    """A lexicon, marked corpus or model file is not of the expected form.

    Attributes:
        path: the file. line: 1-based line, or None where the whole file is meant.
    """

    def __init__(self, path: Path | str, line: int | None, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line is not None else f"{path}: {reason}")
        self.path = str(path)
        self.line = line
        self.reason = reason

    def __reduce__(self) -> tuple[type["ResourceError"], tuple[str, int | None, str]]:
        """Survive the way back from a worker process."""
        return type(self), (self.path, self.line, self.reason)


class ArchiveError(KexieError):
    """The archive cannot be opened, is of another version, or is held by another writer."""


class QueryError(KexieError):
    """A query that cannot be understood.

    Attributes:
        query: the query as given. position: 0-based character offset of the fault. hint: a query that works.
    """

    def __init__(self, query: str, position: int, reason: str, hint: str) -> None:
        super().__init__(f"{reason} (at character {position + 1})\n  {query}\n  {_caret(query, position)}\ntry: {hint}")
        self.query = query
        self.position = position
        self.reason = reason
        self.hint = hint

    def __reduce__(self) -> tuple[type["QueryError"], tuple[str, int, str, str]]:
        """Survive the way back from a worker process."""
        return type(self), (self.query, self.position, self.reason, self.hint)


def _caret(query: str, position: int) -> str:
    """Return blanks and a caret that stands under ``position`` on a terminal, wide characters counted double."""
    return "".join("　" if ord(char) > 0x2E7F else " " for char in query[:position]) + "^"
