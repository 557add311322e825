"""The files that were sent together: where they lie until they are read, and what became of each.

Everything is under ``uploads`` in the archive's folder, so that all processes of a server see it. Files are named by number.
"""

import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from kexie_nlp.web.contexts.uploading import UploadedFile, UploadPage, UploadState

UPLOADS: Final = "uploads"
KEPT_SECONDS: Final = 24 * 3600.0
"""For how long one can ask what became of files."""

BEAT_SECONDS: Final = 1.0
_SILENCE_SECONDS: Final = 20.0
_STATUS: Final = "status.json"
_ALIVE: Final = "alive"
_OVER: Final = ("done", "broken")


class Job:
    """The files that were sent together, on disk.

    Args:
        archive: its folder. number: 16 hexadecimal digits.
    """

    def __init__(self, archive: Path, number: str) -> None:
        self.number = number
        self.folder = archive / UPLOADS / number

    @classmethod
    def new(cls, archive: Path) -> "Job":
        """Make an empty one; those of yesterday are forgotten."""
        for old in jobs(archive):
            if time.time() - old.touched() > KEPT_SECONDS:
                old.forget()
        job = cls(archive, secrets.token_hex(8))
        job.folder.mkdir(parents=True, mode=0o700)
        job.beat()
        return job

    def file(self, number: int, suffix: str) -> Path:
        """Return the place of a file; ``suffix`` is one of those that can be read, or ""."""
        return self.folder / f"{number:04}{suffix}"

    def files(self) -> Iterator[tuple[int, Path]]:
        """Yield the files that wait to be read, each with its number."""
        for path in sorted(self.folder.iterdir()):
            if path.stem.isdigit():
                yield int(path.stem), path

    def write(self, state: UploadState, files: tuple[UploadedFile, ...]) -> None:
        """Write down what became of the files, in one step."""
        partial = self.folder / f"{_STATUS}.{os.getpid()}"
        partial.write_text(json.dumps({"state": state, "files": [asdict(one) for one in files]}, ensure_ascii=False), encoding="utf-8")
        partial.replace(self.folder / _STATUS)

    def page(self) -> UploadPage | None:
        """Return what became of the files, or None if there is no such job."""
        try:
            told = json.loads((self.folder / _STATUS).read_text(encoding="utf-8"))
        except OSError:
            return None
        state: UploadState = told["state"]
        if state not in _OVER and time.time() - self.touched() > _SILENCE_SECONDS:
            state = "broken"
        files = tuple(UploadedFile(**one) for one in told["files"])
        if state == "broken":
            files = tuple(replace(one, outcome="waiting") if one.outcome == "reading" else one for one in files)
        done = sum(one.outcome in ("added", "known", "failed") for one in files)
        return UploadPage(self.number, f"/upload/{self.number}", state, files, done, len(files))

    def beat(self) -> None:
        """Show that somebody is at it."""
        (self.folder / _ALIVE).touch()

    def touched(self) -> float:
        """Return when somebody was at it last, in seconds of the clock; 0 if that is not known."""
        try:
            return (self.folder / _ALIVE).stat().st_mtime
        except OSError:
            return 0.0

    def empty(self) -> None:
        """Remove the files that were sent; what became of them is kept."""
        for _, path in list(self.files()):
            path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def jobs(archive: Path) -> list[Job]:
    """Return all jobs that are not forgotten yet."""
    try:
        names = [path.name for path in (archive / UPLOADS).iterdir() if path.is_dir()]
    except OSError:
        return []
    return [Job(archive, name) for name in names]


def unfinished(archive: Path) -> int:
    """Return how many jobs are waited for or worked on."""
    pages = [job.page() for job in jobs(archive)]
    return sum(page is not None and page.state not in _OVER for page in pages)
