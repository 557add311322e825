"""Which reader a file needs: told by its content, and by its suffix where the content is plain text."""

import re
import zipfile
from io import BytesIO
from typing import Final

from kexie_nlp.errors import UnreadableReport
from kexie_nlp.read.limits import ZIP_ERRORS

FORMATS: Final[dict[str, str]] = {
    ".txt": "text",
    ".md": "text",
    ".docx": "word",
    ".pdf": "pdf",
    ".html": "web",
    ".htm": "web",
    ".mht": "web archive",
    ".mhtml": "web archive",
    ".xlsx": "sheets",
    ".xls": "sheets",
    ".ods": "sheets",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
    ".odt": "office",
    ".zip": "archive",
}

_HEAD: Final = 4096
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*")
_PAGE = re.compile(rb"(?is)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|style)\b")
_MESSAGE = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?(?:MIME-Version|Content-Type):", re.IGNORECASE)
_OFFICE_XML = re.compile(rb"microsoft\.com/office/(?:word/2003|2006/xmlPackage)|schemas-microsoft-com:office:spreadsheet|mso-application")
_PACKED: Final = (("word/", "word"), ("xl/", "sheets"), ("ppt/", "slides"))
_OPEN_DOCUMENT: Final = ((b"spreadsheet", "sheets"), (b"text", "office"), (b"presentation", "slides"))
_KIND_NAMES: Final = {"word": "Word document", "pdf": "PDF", "sheets": "workbook", "office": "Word document", "archive": "zip archive"}


def reader_for(data: bytes, suffix: str, path: object) -> str:
    """Return the name of the reader for a file with this content and suffix.

    Raises:
        UnreadableReport: if it is encrypted, or of a format that cannot be read, or not what its suffix says.
    """
    named = FORMATS.get(suffix.lower(), "")
    found = _binary_kind(data, suffix, path)
    if found == "slides":
        raise UnreadableReport(str(path), "is a presentation; save it as PDF")
    if found or named == "text":
        return found or named
    found = _markup_kind(data)
    if found:
        return found
    if named in _KIND_NAMES:
        reason = f"is not the {_KIND_NAMES[named]} that {suffix} says, or damaged at its start"
        raise UnreadableReport(str(path), f"{reason}; fetch it again, or rename plain text to .txt")
    return named or "text"


def _binary_kind(data: bytes, suffix: str, path: object) -> str:
    """Return the reader for content that no text begins with, or ""."""
    if data[:_HEAD].lstrip().startswith(b"%PDF-") or (suffix.lower() == ".pdf" and b"%PDF-" in data[:_HEAD]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_kind(data, suffix)
    if data.startswith(_OLE):
        return _compound_kind(data, suffix, path)
    return ""


def _packed_kind(data: bytes, suffix: str) -> str:
    """Return the reader for a zip file; a damaged one goes to the reader that its suffix names, which says what is wrong."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            names = container.namelist()
            mimetype = container.read("mimetype")[:200] if "mimetype" in names and container.getinfo("mimetype").file_size < _HEAD else b""
    except ZIP_ERRORS:
        named = FORMATS.get(suffix.lower(), "")
        return named if named in ("word", "sheets") else "archive"
    if b"opendocument" in mimetype:
        return next((reader for word, reader in _OPEN_DOCUMENT if mimetype.rstrip().endswith(word)), "archive")
    if "[Content_Types].xml" in names:
        return next((reader for folder, reader in _PACKED if any(name.startswith(folder) for name in names)), "archive")
    return "archive"


def _compound_kind(data: bytes, suffix: str, path: object) -> str:
    """Return the reader for an old office file (a compound file), by the names of its streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise UnreadableReport(str(path), "is protected by a password; save it without one")
    is_book = has("Workbook") or has("Book\0")
    if is_book and (FORMATS.get(suffix.lower()) == "sheets" or not has("WordDocument")):
        return "sheets"
    return "slides" if has("PowerPoint Document") else "office"


def _markup_kind(data: bytes) -> str:
    """Return the reader for text that begins as markup, or ""."""
    head = data[:_HEAD]
    head = _BOM.sub(b"", head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head)
    if head.startswith(b"{\\rtf"):
        return "office"
    if head.startswith(b"<?xml") and _OFFICE_XML.search(head):
        return "office"
    if _PAGE.match(head):
        return "web"
    return "web archive" if _MESSAGE.match(head) else ""
