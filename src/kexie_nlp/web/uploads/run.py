"""The process that adds what was sent: one job after the other, each file read with limits.

``python -m kexie_nlp.web.uploads.run ARCHIVE JOB`` is started by the server for each job and ends with it. It may be killed at any
moment: a report is added whole or not at all.
"""

import hashlib
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Final

from kexie_nlp.archive import AddEvent, Archive
from kexie_nlp.archive.lock import LOCK_FILE, write_lock
from kexie_nlp.checks.kept import check_ahead
from kexie_nlp.errors import KexieError
from kexie_nlp.read import find_files
from kexie_nlp.records import Analysis
from kexie_nlp.web.contexts.uploading import UploadedFile, UploadOutcome, UploadState
from kexie_nlp.web.uploads.jobs import BEAT_SECONDS, UPLOADS, Job
from kexie_nlp.web.uploads.reading import LimitedReader, Limits
from kexie_nlp.web.wording import reason_zh, told_zh

PATIENCE: Final = 3600.0
"""For how many seconds a job waits for others and for another writer."""

MOST_PACKED: Final = 500
"""How many reports a zip archive may hold that is sent."""

_LIMITS: Final = Limits()


class Account:
    """What became of each file of a job, written down whenever it changes.

    Args:
        job: whose files. sent: they, as the server noted them.
    """

    def __init__(self, job: Job, sent: tuple[UploadedFile, ...]) -> None:
        self._job = job
        self._sent = sent
        self._rows: dict[Path, UploadedFile] = {}
        self._aside = [one for one in sent if one.outcome == "failed"]

    def expect(self, number: int, file: Path) -> list[Path]:
        """Return the reports to read of a file that was sent: itself or those that are packed in it."""
        sent = self._sent[number]
        found = list(find_files([file]))
        if file in self._rows or any(path in self._rows for path in found):
            self._aside.append(replace(sent, outcome="known", reason="与同时上传的另一份内容相同"))
            return []
        if len(found) > MOST_PACKED:
            self._aside.append(replace(sent, outcome="failed", reason=f"压缩包内有 {len(found)} 份，最多 {MOST_PACKED} 份；请分几次上传"))
            return []
        for path in found:
            self._rows[path] = sent if path == file else replace(sent, name=f"{sent.name}/{path.relative_to(file).as_posix()}", size=None)
        return found

    def name(self, path: Path) -> str:
        """Return the name under which a file was sent."""
        return self._rows[path].name

    def change(self, path: Path, outcome: UploadOutcome, report: str | None = None, reason: str = "") -> None:
        """Note what became of a file."""
        self._rows[path] = replace(self._rows[path], outcome=outcome, report=report, reason=reason)
        self.write("reading")

    def write(self, state: UploadState) -> None:
        """Write all of it down."""
        self._job.write(state, (*self._rows.values(), *self._aside))

    def fail(self, reason: str) -> None:
        """Note that nothing of what is left can be added."""
        for path, row in self._rows.items():
            if row.outcome in ("waiting", "reading"):
                self._rows[path] = replace(row, outcome="failed", reason=reason)
        self.write("done")


def run(archive: Path, number: str, limits: Limits = _LIMITS) -> None:
    """Add the files of a job to the archive, as soon as those before it are added."""
    job = Job(archive, number)
    page = job.page()
    if page is None:
        return
    ended = threading.Event()
    threading.Thread(target=_beat, args=(job, ended, os.getppid()), daemon=True).start()
    account = Account(job, page.files)
    try:
        with write_lock(archive / UPLOADS, wait=PATIENCE):
            _clear(archive)
            _add(archive, job, account, limits)
            _clear(archive)
    except KexieError as error:
        account.fail(reason_zh(error))
    finally:
        ended.set()
        job.empty()


def _add(archive: Path, job: Job, account: Account, limits: Limits) -> None:
    """Add the files; whoever holds the lock of all uploads does."""
    reader = LimitedReader(limits)

    def analyze(path: Path) -> Analysis:
        account.change(path, "reading")
        return reader.analyze(path, account.name(path))

    def tell(event: AddEvent) -> None:
        account.change(Path(event.path), event.outcome, event.report_id, told_zh(event.reason) if event.reason else "")

    paths = [path for number, file in job.files() for path in account.expect(number, _by_content(archive, file))]
    account.write("reading")
    try:
        with Archive.open(archive, wait=PATIENCE) as opened:
            opened.add(paths, analyze=analyze, workers=1, progress=tell)
    finally:
        reader.stop()
    account.write("done")
    with Archive.open(archive) as opened:
        for _ in check_ahead(opened):
            pass


def _by_content(archive: Path, file: Path) -> Path:
    """Name a file by its content, so that what is sent twice lies in one place, and return its place."""
    with file.open("rb") as opened:
        name = hashlib.file_digest(opened, "sha256").hexdigest()
    place = archive / UPLOADS / f"{name}{file.suffix}"
    file.replace(place)
    return place


def _clear(archive: Path) -> None:
    """Remove the files that were read, and what a process that was killed left."""
    for path in (archive / UPLOADS).iterdir():
        if path.is_file() and path.name != LOCK_FILE:
            path.unlink(missing_ok=True)


def _beat(job: Job, ended: threading.Event, parent: int) -> None:
    """Show that the job is worked on, and end with the server."""
    while not ended.wait(BEAT_SECONDS):
        job.beat()
        if os.getppid() != parent:
            os._exit(1)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)  # readers come first
    run(Path(sys.argv[1]), sys.argv[2])
