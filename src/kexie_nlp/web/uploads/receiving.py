"""Taking the files that a reader sends: how many, how large, and where they wait to be read."""

import asyncio
import re
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from kexie_nlp.errors import KexieError
from kexie_nlp.read.formats import FORMATS
from kexie_nlp.web.contexts.uploading import UploadedFile, UploadPage
from kexie_nlp.web.pool import Busy
from kexie_nlp.web.settings import Settings
from kexie_nlp.web.uploads.jobs import Job, unfinished

FIELD: Final = "files"
SECONDS: Final = 600.0
"""For how long files may be on their way."""

_MOST_JOBS: Final = 8
_LONGEST_NAME: Final = 120
_STEERING: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class NoFiles(KexieError):
    """Nothing was sent, or not as a form with files."""


class Receiver:
    """Takes files for one archive and has them added.

    Args:
        settings: of the server.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: list[subprocess.Popen[bytes]] = []

    async def receive(self, request: Request) -> UploadPage:
        """Take the files of a request and have them added.

        Raises:
            NoFiles: if there are none, or too many. Busy: if too many jobs wait already. TimeoutError: if they take too long to come.
        """
        if unfinished(self._settings.archive) >= _MOST_JOBS:
            raise Busy
        most = self._settings.upload_files
        try:
            async with asyncio.timeout(SECONDS), request.form(max_files=most, max_fields=10) as form:
                sent = [one for one in form.getlist(FIELD) if isinstance(one, UploadFile) and (one.filename or one.size)]
                if not sent:
                    raise NoFiles("没有收到文件，请先选择文件。")
                return await asyncio.to_thread(self._begin, [(one.filename or "", one.file, one.size or 0) for one in sent])
        except ClientDisconnect:
            raise NoFiles("连接中断，没有上传，请重试。") from None
        except HTTPException as error:
            reason = (
                f"一次最多上传 {most} 份文件。" if "many files" in str(error.detail) else "没有收到文件，或内容不完整，请重新选择文件上传。"
            )
            raise NoFiles(reason) from None

    def stop(self) -> None:
        """End what is being added; what was added stays."""
        for process in self._running:
            process.terminate()
        for process in self._running:
            process.wait()

    def _begin(self, sent: list[tuple[str, BinaryIO, int]]) -> UploadPage:
        """Store files to be read and start the process that adds them."""
        job = Job.new(self._settings.archive)
        try:
            job.write("waiting", tuple(self._stored(job, number, *one) for number, one in enumerate(sent)))
        except BaseException:
            job.forget()
            raise
        self._start(job)
        page = job.page()
        assert page is not None  # it was written just now
        return page

    def _start(self, job: Job) -> None:
        """Start the process that adds the files of a job."""
        command = [sys.executable, "-m", "kexie_nlp.web.uploads.run", str(self._settings.archive.resolve()), job.number]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
        self._running.append(process)
        threading.Thread(target=self._wait_for, args=(process,), daemon=True).start()

    def _stored(self, job: Job, number: int, filename: str, file: BinaryIO, size: int) -> UploadedFile:
        """Store a file under its number; one that is too large is noted and left out."""
        name = shown_name(filename)
        if size > self._settings.upload_bytes:
            reason = f"有 {size / 1024**2:,.1f} MB，每份最多 {self._settings.upload_bytes / 1024**2:,.0f} MB；请拆分后再上传"
            return UploadedFile(name, size, "failed", None, reason)
        suffix = PurePosixPath(name).suffix.lower()
        with job.file(number, suffix if suffix in FORMATS else "").open("xb") as place:
            file.seek(0)
            shutil.copyfileobj(file, place)
        return UploadedFile(name, size, "waiting", None, "")

    def _wait_for(self, process: "subprocess.Popen[bytes]") -> None:
        """Wait until a job is done."""
        process.wait()
        with suppress(ValueError):
            self._running.remove(process)


def shown_name(filename: str) -> str:
    """Return the name of a file that was sent, without folders and without characters that no name should have."""
    name = _STEERING.sub("", filename).replace("\\", "/").rpartition("/")[2].strip(" .")
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    return f"{stem[:_LONGEST_NAME]}{suffix[:10]}" if name else "未命名"


def check_writable(archive: Path) -> None:
    """Refuse to offer what cannot be done.

    Raises:
        KexieError: if nothing may be written in the archive's folder.
    """
    try:
        probe = Job.new(archive)
    except OSError as error:
        raise KexieError(f"{archive}: nothing can be written there ({error.strerror}), so nothing can be uploaded") from None
    probe.forget()
