"""Path → text: the file is fetched, its format told, and the reader for it called."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.read.archives import readable_members
from kexie_nlp.read.encoding import decode
from kexie_nlp.read.extracted import Extracted
from kexie_nlp.read.files import fetch
from kexie_nlp.read.formats import reader_for
from kexie_nlp.read.limits import MAX_CHARACTERS
from kexie_nlp.read.mail_page import read_web_archive
from kexie_nlp.read.office import read_office
from kexie_nlp.read.pdf import read_pdf
from kexie_nlp.read.sheets import read_sheets
from kexie_nlp.read.web import read_web_page
from kexie_nlp.read.word import read_word


def read_text(data: bytes, path: object) -> Extracted:
    """Return a plain-text file as it is decoded.

    Raises:
        ReportError: if it is no text, or too much of it.
    """
    text = decode(data, path)
    if len(text) > MAX_CHARACTERS:
        raise UnsafeReport(str(path), f"holds more than {MAX_CHARACTERS:,} characters of text; split it into single reports")
    if not text or text.isspace():
        raise UnreadableReport(str(path), "holds nothing but white space; was it saved?")
    return Extracted(text)


def _refuse_archive(data: bytes, path: object) -> Extracted:
    """Say how the files of an archive are named."""
    if str(path).lower().count(".zip") > 1:
        raise UnreadableReport(str(path), "is an archive within an archive; unpack the outer one and add what is inside")
    # on disk it may be larger than what was fetched of it
    members = readable_members(Path(str(path)) if Path(str(path)).is_file() else data, path)
    if not members:
        raise UnreadableReport(str(path), "holds no file of a format that can be read")
    reason = f"is an archive of {len(members):,} files; add it as a whole, or name one of them, such as {path}/{members[0]}"
    raise UnreadableReport(str(path), reason)


_READERS: Final[dict[str, Callable[[bytes, object], Extracted]]] = {
    "text": read_text,
    "word": read_word,
    "pdf": read_pdf,
    "web": read_web_page,
    "web archive": read_web_archive,
    "sheets": read_sheets,
    "office": read_office,
    "archive": _refuse_archive,
}


def extract_file(path: Path) -> Extracted:
    """Return the text of a file, with the tables and headings that its format tells.

    Args:
        path: a file of a format in ``FORMATS``, or a member of a zip archive as ``archive.zip/inner/member.docx``.

    Raises:
        ReportError: if the file cannot be used; the message says why and what to do.
    """
    data = fetch(path)
    return _READERS[reader_for(data, path.suffix, path)](data, path)
