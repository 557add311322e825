"""Path → text: the file is fetched, its format told, and the reader for it called."""

from collections.abc import Callable
from pathlib import Path

from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.read.archives import readable_members
from kexie_nlp.read.encoding import decode
from kexie_nlp.read.extracted import Extracted
from kexie_nlp.read.files import fetch
from kexie_nlp.read.formats import reader_for
from kexie_nlp.read.limits import MAX_CHARACTERS

Reader = Callable[[bytes, object], Extracted]


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


def _refuse_archive(_: bytes, path: object) -> Extracted:
    """Say how the files of an archive are named."""
    source = Path(str(path))
    if not source.is_file():
        raise UnreadableReport(str(path), "is an archive within an archive; unpack the outer one and add what is inside")
    members = readable_members(source, path)  # on disk it may be larger than what was fetched of it
    if not members:
        raise UnreadableReport(str(path), "holds no file of a format that can be read")
    reason = f"is an archive of {len(members):,} files; add it as a whole, or name one of them, such as {path}/{members[0]}"
    raise UnreadableReport(str(path), reason)


def _reader(name: str) -> Reader:
    """Return a reader by the name it has in ``FORMATS``; its module is imported only now, since a run needs few of them."""
    if name == "word":
        from kexie_nlp.read.word import read_word

        return read_word
    if name == "pdf":
        from kexie_nlp.read.pdf import read_pdf

        return read_pdf
    if name == "web":
        from kexie_nlp.read.web import read_web_page

        return read_web_page
    if name == "web archive":
        from kexie_nlp.read.mail_page import read_web_archive

        return read_web_archive
    if name == "sheets":
        from kexie_nlp.read.sheets import read_sheets

        return read_sheets
    if name == "office":
        from kexie_nlp.read.office import read_office

        return read_office
    return _refuse_archive if name == "archive" else read_text


def extract_file(path: Path) -> Extracted:
    """Return the text of a file, with the tables and headings that its format tells.

    Args:
        path: a file of a format in ``FORMATS``, or a member of a zip archive as ``archive.zip/inner/member.docx``.

    Raises:
        ReportError: if the file cannot be used; the message says why and what to do.
    """
    data = fetch(path)
    return _reader(reader_for(data, path.suffix, path))(data, path)
