"""Members of zip archives, addressed as ``archive.zip/inner/member.docx`` and read in memory; nothing is written to disk."""

import re
import zipfile
from pathlib import Path, PurePosixPath

from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.read.encoding import strict
from kexie_nlp.read.formats import FORMATS
from kexie_nlp.read.limits import MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, megabytes, open_container, read_member

_UTF8 = 0x800
_DRIVE = re.compile(r"[A-Za-z]:$")
_SKIPPED = "__MACOSX"


def readable_members(source: bytes | Path, path: object) -> list[str]:
    """Return the addresses of the members in a known format, sorted; hidden and lock files left out.

    Raises:
        ReportError: if the archive is damaged or a zip bomb.
    """
    with open_container(source, path, MAX_ARCHIVE_BYTES) as container:
        names = map(PurePosixPath, _addresses(container))
        return sorted(str(name) for name in names if name.suffix.lower() in FORMATS and not any(map(_is_hidden, name.parts)))


def member_bytes(archive: Path, address: str, path: object) -> bytes:
    """Return the content of a member.

    Args:
        archive: the archive on disk.
        address: the member in it.
        path: how errors name the member.

    Raises:
        ReportError: if there is no such member, or it is encrypted, damaged or too large.
    """
    with open_container(archive, archive, MAX_ARCHIVE_BYTES) as container:
        members = _addresses(container).get(address, [])
        if not members:
            raise UnreadableReport(str(path), f"there is no such file in {archive.name}; check the name")
        if len(members) > 1:
            raise UnreadableReport(str(path), f"stands {len(members)} times in {archive.name}; unpack it and add the right one")
        if members[0].file_size > MAX_FILE_BYTES:
            size = megabytes(members[0].file_size)
            raise UnsafeReport(str(path), f"has {size}, more than {megabytes(MAX_FILE_BYTES)}; split it into single reports")
        return read_member(container, members[0], path)


def _addresses(container: zipfile.ZipFile) -> dict[str, list[zipfile.ZipInfo]]:
    """Return the files in an archive by address; parts that would lead out of it (.., /, C:) are dropped."""
    found: dict[str, list[zipfile.ZipInfo]] = {}
    for member in container.infolist():
        if member.is_dir():
            continue
        parts = [part for part in _name(member).replace("\\", "/").split("/") if part not in ("", ".", "..") and not _DRIVE.match(part)]
        if parts and not parts[-1].endswith("\0"):
            found.setdefault("/".join(parts), []).append(member)
    return found


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is UTF-8 or, as Chinese Windows writes it, GBK."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    name = strict(raw, "utf-8") or strict(raw, "gb18030") or member.filename
    return name.split("\0", 1)[0]


def _is_hidden(part: str) -> bool:
    """Whether a file or folder is not for readers."""
    return part.startswith((".", "~$")) or part == _SKIPPED
