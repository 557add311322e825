"""Web archives (.mht, .mhtml): the page inside a MIME message."""

import email
from email.message import Message
from email.policy import compat32

from kexie_nlp.errors import UnreadableReport
from kexie_nlp.read.encoding import decode
from kexie_nlp.read.extracted import Extracted, TextWriter
from kexie_nlp.read.web import read_web_page


def read_web_archive(data: bytes, path: object) -> Extracted:
    """Return the main text of the first page in a web archive.

    Raises:
        ReportError: if there is no page in it, or the page cannot be used.
    """
    message = email.message_from_bytes(data, policy=compat32)
    part = _first(message, "text/html") or _first(message, "text/plain")
    if part is None:
        raise UnreadableReport(str(path), "is a web archive without a page in it, or cut off; save the page again as .html")
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if part.get_content_type() == "text/html":
        return read_web_page(content, path, str(part.get_content_charset("")))
    writer = TextWriter(path)
    writer.paragraph(decode(content, path))
    return writer.finish(when_empty="is a web archive without text; save the page again as .html")


def _first(message: Message, kind: str) -> Message | None:
    """Return the first part of a MIME type that has content."""
    for part in message.walk():
        if part.get_content_type() == kind and not part.is_multipart() and part.get_payload():
            return part
    return None
