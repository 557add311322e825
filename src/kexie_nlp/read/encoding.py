"""Bytes → text: byte order marks, UTF-8, GB18030, Big5, UTF-16, or an error that names the byte.

A legacy encoding is believed only if what it gives reads like Chinese, that is, if nearly all characters beyond ASCII are among
the common ones. UTF-8 read as GB18030 gives some 30 % common characters, Chinese in its own encoding more than 95 %.
"""

import re
from collections import Counter
from functools import cache
from typing import Final, NoReturn

from kexie_nlp.errors import UndecodableReport, UnreadableReport

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_LEGACY = ("gb18030", "big5", "cp950")  # cp950 has the characters that Windows adds to Big5
_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5": "Big5", "cp950": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_HAN_IN_UTF8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
_WAY_OUT = "open it in an editor, mend that place and save it as UTF-8"
_BELIEVED = 0.7
_LINE_BELIEVED = 0.6
_TELLING_LENGTH = 12


def decode(data: bytes, path: object) -> str:
    """Return the text in ``data``: its byte order mark dropped, CRLF read as LF, nothing else changed.

    Raises:
        UndecodableReport: if it is text in no known encoding; the message names the byte.
        UnreadableReport: if it is no text at all.
    """
    return _decoded(data, path).replace("\r\n", "\n")


def strict(data: bytes, encoding: str) -> str | None:
    """Return ``data`` decoded, or None if it is not in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decoded(data: bytes, path: object) -> str:
    """Return the text in ``data`` without its byte order mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data, mark, encoding, path)
    if b"\0" in data:
        wide = _best(data, _WIDE)
        return wide[0] if wide else _refuse_binary(data, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            _refuse(path, data, error.start, "is not UTF-8, as the rest is")
        first = error.start
    best = _best(data, (*_LEGACY, *_WIDE))
    if best is not None:
        text, encoding = best
        if encoding not in _WIDE:
            _check_lines(text, encoding, data, path)
        return text
    for encoding in _LEGACY:
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            text = data[: error.start].decode(encoding)
            if _score(text) >= _BELIEVED and error.start > first:
                _check_lines(text, encoding, data, path)
                _refuse(path, data, error.start, f"is not {_NAMES[encoding]}, as the text before it is")
    return _refuse(path, data, first, "is neither UTF-8 nor GB18030, Big5 or UTF-16 that reads like Chinese")


def _marked(data: bytes, mark: bytes, encoding: str, path: object) -> str:
    """Return the text behind a byte order mark."""
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(path, data, error.start + len(mark), f"is not {encoding.upper()}, which the byte order mark says")
    if "\0" in text:
        _refuse_binary(data, path)
    return text


def _best(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the most believable text and its encoding, the earlier of two equals, or None."""
    found: tuple[float, str, str] | None = None
    for encoding in encodings:
        text = strict(data, encoding)
        if text is None or (encoding in _WIDE and "\0" in text):
            continue
        score = _score(text)
        if score >= _BELIEVED and (found is None or score > found[0]):
            found = score, text, encoding
    return found and (found[1], found[2])


def _score(text: str) -> float:
    """Return the share of common characters among those beyond ASCII; 1 if all are ASCII."""
    counts = Counter(text)
    common = _common()
    foreign = sum(count for char, count in counts.items() if char > "\x7f")
    known = sum(count for char, count in counts.items() if char > "\x7f" and char in common)
    return known / foreign if foreign else 1.0


@cache
def _common() -> frozenset[str]:
    """Return the characters and signs of everyday text: the first levels of GB 2312 and of Big5."""
    simplified = ((high, low) for high in (*range(0xA1, 0xAA), *range(0xB0, 0xD8)) for low in range(0xA1, 0xFF))
    traditional = ((high, low) for high in range(0xA1, 0xC7) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    characters = {strict(bytes(pair), "gb2312") for pair in simplified} | {strict(bytes(pair), "big5") for pair in traditional}
    return frozenset(char for char in characters if char is not None)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII belong to Chinese characters in UTF-8 (2 % do in GB18030 text)."""
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    return 3 * len(_HAN_IN_UTF8.findall(data)) > 0.5 * high


def _check_lines(text: str, encoding: str, data: bytes, path: object) -> None:
    """Refuse a text of which a line is in another encoding than the rest."""
    position = 0
    for line in text.split("\n"):
        if sum(char > "\x7f" for char in line) >= _TELLING_LENGTH and _score(line) < _LINE_BELIEVED:
            first = next(index for index, char in enumerate(line) if char > "\x7f")
            at = position + len(line[:first].encode(encoding))
            _refuse(path, data, at, f"begins text that is not {_NAMES[encoding]}, as the rest is")
        position += len(line.encode(encoding)) + 1


def _refuse(path: object, data: bytes, at: int, what: str) -> NoReturn:
    """Raise the error that names the byte at ``at``, counted from 0."""
    raise UndecodableReport(str(path), f"byte {at} (0x{data[at]:02x}) {what}; {_WAY_OUT}")


def _refuse_binary(data: bytes, path: object) -> NoReturn:
    """Raise the error for bytes that are no text."""
    reason = f"is binary, not text (byte {data.find(0)} is 0x00); name a report in txt, docx, pdf, html or xlsx"
    raise UnreadableReport(str(path), reason)
