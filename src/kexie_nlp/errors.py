"""What can go wrong, as a tree that a caller may catch at any level.

KexieError
├── ReportError            one input file cannot be used; a run over many files goes on
│   ├── UnreadableReport   missing, unreadable, encrypted, truncated, not what its name says
│   ├── UnsafeReport       too large, a zip bomb, an entity bomb
│   ├── UndecodableReport  bytes that are text in no known encoding
│   └── MissingReader      an optional program or package is needed for this format
├── ResourceError          a lexicon, marked corpus or model is not as it should be
├── AnnotationError        corrected annotations cannot be read at all
├── ChoiceError            what was asked for by name is not among the names there are
├── CorrectionError        what is asked for is no correction of this report
├── ArchiveError           the archive cannot be opened, is of another form, or is locked
└── QueryError             a search query that cannot be understood

Every message says what was found, where, and the way out. The library raises; the command line prints.
"""

import re
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


class AnnotationError(KexieError):
    """A file or folder of corrected annotations cannot be read at all."""


class ChoiceError(KexieError):
    """A column, field or the like was asked for that does not exist; the message names those that do."""


class CorrectionError(KexieError):
    """A correction that cannot be made: it does not fit the report, or changes nothing."""


class ArchiveError(KexieError):
    """The archive cannot be opened, is of another version, or is held by another writer."""


class QueryError(KexieError):
    """A query that cannot be understood.

    Attributes:
        query: the query as given. position: 0-based character offset of the fault. hint: a query that works.
    """

    def __init__(self, query: str, position: int, reason: str, hint: str) -> None:
        told = reason if len(reason) <= _LONGEST_REASON else f"{reason[: _LONGEST_REASON // 2]} … {reason[-_LONGEST_REASON // 2 :]}"
        shown, at = _excerpt(query, position)
        super().__init__(f"{visible(told)} (at character {position + 1})\n  {shown}\n  {_caret(shown, at)}\ntry: {visible(hint)}")
        self.query = query
        self.position = position
        self.reason = reason
        self.hint = hint

    def __reduce__(self) -> tuple[type["QueryError"], tuple[str, int, str, str]]:
        """Survive the way back from a worker process."""
        return type(self), (self.query, self.position, self.reason, self.hint)


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_REASON = 500
_LONGEST_EXCERPT = 60


def _excerpt(query: str, position: int) -> tuple[str, int]:
    """Return what is shown of a query, one line around ``position``, and the position in it."""
    start = max(0, min(position - _LONGEST_EXCERPT // 2, len(query) - _LONGEST_EXCERPT))
    end = start + _LONGEST_EXCERPT
    before, behind = "…" if start else "", "…" if end < len(query) else ""
    return before + visible(query[start:end]) + behind, position - start + len(before)


def visible(text: str) -> str:
    """Return ``text`` with a sign in place of every character that would steer a terminal or turn the text around it."""
    return _STEERING.sub("�", text)


def _caret(query: str, position: int) -> str:
    """Return blanks and a caret that stands under ``position`` on a terminal, wide characters counted double."""
    return "".join("　" if ord(char) > 0x2E7F else " " for char in query[:position]) + "^"
