"""Files on disk and in zip archives: which there are, and their bytes."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kexie_nlp.errors import ReportError, UnreadableReport, UnsafeReport
from kexie_nlp.read.archives import member_bytes, readable_members
from kexie_nlp.read.formats import FORMATS
from kexie_nlp.read.limits import MAX_FILE_BYTES, megabytes

_SPECIAL: Final = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to read, those of a folder in order of their names.

    Hidden files, lock files (``~$report.docx``) and unknown suffixes are left out, unless named directly. Members of a zip archive
    come as ``archive.zip/inner/member.docx``. A folder or archive that cannot be listed is yielded itself, for the reader to say why.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield from _with_members(path)


def fetch(path: Path) -> bytes:
    """Return the bytes of a file or of a member of a zip archive.

    Raises:
        ReportError: if there is no such file, or it cannot be read or is too large or empty.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        archive = _archive_around(path)
        if archive is None:
            raise UnreadableReport(path, _why(error)) from error
        data = member_bytes(archive, path.relative_to(archive).as_posix(), path)
    else:
        data = _file_bytes(path, status)
    if not data:
        raise UnreadableReport(path, "is empty (0 bytes); was it fetched to the end?")
    return data


def _file_bytes(path: Path, status: os.stat_result) -> bytes:
    """Return the bytes of a file whose status is known."""
    if stat.S_ISDIR(status.st_mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise UnreadableReport(path, "is a folder that may not be listed; give yourself the right to read it")
        raise UnreadableReport(path, "is a folder, not a report; name the files in it, or add the folder to an archive")
    for is_kind, name in _SPECIAL:
        if is_kind(status.st_mode):
            raise UnreadableReport(path, f"is {name}, not a file; save its content to a file and read that")
    if status.st_size > MAX_FILE_BYTES and path.suffix.lower() != ".zip":
        raise UnsafeReport(path, f"has {megabytes(status.st_size)}, more than {megabytes(MAX_FILE_BYTES)}; split it into single reports")
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableReport(path, _why(error)) from error


def _why(error: Exception) -> str:
    """Return what keeps a file from being read, and the way out."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such file; check the name"
    if isinstance(error, PermissionError):
        return "may not be read; give yourself the right to read it"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "is a link that leads back to itself; name the file it should lead to"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read ({reason}); copy it to another disk or name and try again"


def _in_folder(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; one that cannot be listed is yielded itself."""
    unlisted: list[Path] = []
    for current, folders, names in os.walk(folder, onerror=lambda error: unlisted.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from unlisted
        unlisted.clear()
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in FORMATS:
                yield from _with_members(Path(current) / name)
    yield from unlisted


def _with_members(path: Path) -> Iterator[Path]:
    """Yield a file, or the members of a zip archive."""
    if path.suffix.lower() != ".zip" or not path.is_file():
        yield path
        return
    try:
        members = readable_members(path, path)
    except ReportError:
        members = []  # reading the archive itself raises this again, with the reason
    yield from (path / member for member in members)
    if not members:
        yield path


def _archive_around(path: Path) -> Path | None:
    """Return the zip archive that a path leads into, or None."""
    try:
        return next((parent for parent in path.parents if parent.suffix.lower() == ".zip" and parent.is_file()), None)
    except (OSError, ValueError):
        return None
