"""Reports sent to be added, and what became of them."""

from dataclasses import dataclass
from typing import Literal

UploadOutcome = Literal["waiting", "reading", "added", "known", "failed"]
UploadState = Literal["waiting", "reading", "done", "broken"]


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that was sent, or a file of a zip archive that was.

    Attributes:
        name: as it was sent. size: in bytes, None within a zip archive.
        outcome: known if the archive held its content before. report: the id of its report, once it is there.
        reason: why it failed, in Chinese.
    """

    name: str
    size: int | None
    outcome: UploadOutcome
    report: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class UploadPage:
    """What became of the files that were sent together.

    Attributes:
        upload: the number by which to ask for this again. url: the page that shows it.
        state: waiting for others, reading, done, or broken: ended before all were read; what is added by then stays.
        files: each with its outcome. done, total: how many are dealt with, of how many.
    """

    upload: str
    url: str
    state: UploadState
    files: tuple[UploadedFile, ...]
    done: int
    total: int
