"""A folder that knows the size and hash of every file written into it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from kexie_nlp.corpus.manifest import FileHash, hash_of
from kexie_nlp.export.targets import Folder


class HashingFolder:
    """Writes into another folder; ``files`` tells what was written."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.files: dict[str, FileHash] = {}

    def write(self, name: str, content: str | bytes) -> None:
        """Write a whole file."""
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        self._folder.write(name, data)
        self.files[name] = FileHash(len(data), hash_of(data))

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file; its hash is known when it is closed."""
        with self._folder.open(name) as file:
            counted = _Counted(file)
            yield cast(BinaryIO, counted)
        self.files[name] = FileHash(counted.bytes, counted.digest.hexdigest())


class _Counted:
    """A file to write that counts and hashes what goes into it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.bytes = 0
        self.digest: Any = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Write some bytes."""
        self.bytes += len(data)
        self.digest.update(data)
        return self._file.write(data)
