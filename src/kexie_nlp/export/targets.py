"""Where an export is written: a file that is there whole or not at all, or a folder or zip of files."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from kexie_nlp.errors import KexieError

_MADE: Final = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes
_SPOOLED: Final = 16 * 1024 * 1024


class Folder(Protocol):
    """Files by name, whether they lie in a folder or in a zip."""

    def write(self, name: str, content: str | bytes) -> None:
        """Write a whole file; text as UTF-8, its line ends as they are."""

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file to be written bit by bit, in a ``with`` statement."""


class PlainFolder:
    """A folder on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, name: str, content: str | bytes) -> None:
        """Write a whole file."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(content))

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file."""
        with (self._path / name).open("wb") as file:
            yield file


class ZipFolder:
    """A zip file; the same content gives the same bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive

    def write(self, name: str, content: str | bytes) -> None:
        """Write a whole file."""
        self._zip.writestr(_entry(name), _bytes(content))

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file; it goes into the zip when it is closed, so that several may be open at a time."""
        with tempfile.SpooledTemporaryFile(_SPOOLED) as file:
            yield file  # type: ignore[misc]
            file.seek(0)
            with self._zip.open(_entry(name), "w", force_zip64=True) as packed:
                shutil.copyfileobj(file, packed)


@contextmanager
def file_target(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write; it takes its place when all is written, and what went wrong leaves nothing behind.

    A device or a pipe is written to as it stands: a file must not take its place.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as file:
            yield file
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def folder_target(path: Path) -> Iterator[Folder]:
    """Open a new folder, or a zip if its name ends so, to write files into; it is there whole or not at all.

    Raises:
        KexieError: if there is something already where the folder is to be.
    """
    if path.suffix.lower() == ".zip":
        with file_target(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            yield ZipFolder(archive)
        return
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise KexieError(f"{path}: is there already and not an empty folder; name a new one, or remove it first")
    part = path.with_name(f".{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield PlainFolder(part)
        if path.exists():
            path.rmdir()
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return the head of a file in a zip."""
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _bytes(content: str | bytes) -> bytes:
    """Return text as UTF-8."""
    return content if isinstance(content, bytes) else content.encode("utf-8")
