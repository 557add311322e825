"""How large a report may be, and the checks that keep a hostile container from being unpacked."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from kexie_nlp.errors import ReportError, UnreadableReport, UnsafeReport

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
MAX_CHARACTERS: Final = 50_000_000
MAX_UNPACKED_BYTES: Final = 500 * 1024 * 1024
MAX_ARCHIVE_BYTES: Final = 4 * 1024 * 1024 * 1024
MAX_MEMBERS: Final = 20_000
MAX_RATIO: Final = 200
MAX_CELLS: Final = 5_000_000

_RATIO_COUNTS_FROM = 20 * 1024 * 1024
_CHUNK = 1 << 20
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_XML_ENCODINGS = frozenset((b"utf-8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"iso-8859-1", b"gb2312", b"gbk", b"gb18030"))
_ENCRYPTED = 0x1
# what the standard library raises for damaged archives and unknown compression
ZIP_ERRORS: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def megabytes(count: int) -> str:
    """Return a number of bytes in words."""
    return f"{count / 1024 / 1024:,.0f} MB"


def open_container(source: bytes | Path, path: object, limit: int = MAX_UNPACKED_BYTES) -> zipfile.ZipFile:
    """Return the zip file in ``source``, which does not unpack to more than ``limit`` bytes.

    Raises:
        UnreadableReport: if it is damaged. UnsafeReport: if it is a zip bomb.
    """
    try:
        container = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    except ZIP_ERRORS as error:
        raise UnreadableReport(str(path), f"is damaged or cut off ({_words(error)}); fetch or save the file again") from error
    try:
        _check_sizes(container, path, limit)
    except ReportError:
        container.close()
        raise
    return container


def _check_sizes(container: zipfile.ZipFile, path: object, limit: int) -> None:
    """Refuse an archive of too many members, or of members that swell too much."""
    members = container.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnsafeReport(str(path), f"holds {len(members):,} packed files, more than {MAX_MEMBERS:,}; unpack it and add what is needed")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limit:
        raise UnsafeReport(str(path), f"would unpack to {megabytes(unpacked)}, more than {megabytes(limit)}: a zip bomb? not opened")
    for member in members:
        if member.file_size > _RATIO_COUNTS_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            packed = f"packs {megabytes(member.file_size)} into {member.compress_size:,} bytes ({member.filename})"
            raise UnsafeReport(str(path), f"{packed}: a zip bomb, not opened")


def read_member(container: zipfile.ZipFile, member: zipfile.ZipInfo, path: object) -> bytes:
    """Return the bytes of a packed file.

    Raises:
        UnreadableReport: if it is encrypted or damaged.
    """
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableReport(str(path), "is protected by a password; unpack it and add the files")
    try:
        return container.read(member)
    except ZIP_ERRORS as error:
        raise UnreadableReport(str(path), f"is damaged at {member.filename} ({_words(error)}); fetch or save the file again") from error


def check_parts(container: zipfile.ZipFile, path: object) -> None:
    """Unpack every part of a document once: none may be damaged, or be XML that defines entities.

    Raises:
        UnreadableReport: if a part is damaged. UnsafeReport: if one defines a document type or entities.
    """
    for member in container.infolist():
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableReport(str(path), "is protected by a password; save it without one")
        try:
            with container.open(member) as part:
                _check_part(part, member.filename, path)
        except ReportError:
            raise
        except ZIP_ERRORS as error:
            reason = f"is damaged at {member.filename} ({_words(error)}); fetch or save the file again"
            raise UnreadableReport(str(path), reason) from error


def _check_part(part: IO[bytes], name: str, path: object) -> None:
    """Read a part to its end, and look through it if it is XML."""
    is_xml: bool | None = None
    for window in _windows(part):
        if is_xml is None:
            start = window.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"").lstrip()
            is_xml = start.startswith(b"<") or name.lower().endswith((".xml", ".rels", ".vml"))
            encoding = _ENCODING.match(start)
            if is_xml and encoding and encoding[1].lower() not in _XML_ENCODINGS:
                raise UnsafeReport(str(path), f"has XML in the encoding {encoding[1]!r} ({name}), which no office program writes")
        # NULs go, so that UTF-16 is seen through
        if is_xml and _FORBIDDEN.search(window.replace(b"\0", b"")):
            raise UnsafeReport(str(path), f"defines XML entities or a document type ({name}), which no office program does; not opened")


def _windows(part: IO[bytes]) -> Iterator[bytes]:
    """Yield a part in pieces that overlap a little."""
    tail = b""
    while chunk := part.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-64:]


def _words(error: BaseException) -> str:
    """Return what an error says, on one line."""
    return " ".join(str(error).split()) or type(error).__name__
