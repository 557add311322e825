"""Bad input: one line that says what is wrong and what to do, never a traceback, nothing written anywhere."""

import os
import socket
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kexie_nlp.errors import ReportError, UnreadableReport, UnsafeReport
from kexie_nlp.read import FORMATS, extract_file, limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def docx_bytes(text: str = "县科协举办科普活动42场。") -> bytes:
    stream = BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """Return a zip file with its members changed, compressed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def with_document(prologue: bytes, encoding: str = "utf-8") -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        body = content[content.index(b"<w:document") :]
        return (b"<?xml version='1.0'?>" + prologue + body).decode().encode(encoding)

    return repacked(docx_bytes(), change)


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BIFF_NAMES = "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.docx", b"", "is empty"),
        ("a.txt", b" \n\t\n", "nothing but white space"),
        ("a.txt", b"\x7fELF\0\0", "binary"),
        ("a.bin", bytes(range(256)), "binary"),
        ("a.docx", docx_bytes()[:-300], "damaged or cut off"),
        ("a.docx", docx_bytes()[:100], "damaged or cut off"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "damaged or cut off"),
        ("a.docx", b"not a document", "is not the Word document"),
        ("a.pdf", b"not a document", "is not the PDF"),
        ("a.xlsx", b"1,2,3", "is not the workbook"),
        ("a.doc", b"plain text", "is not the Word document"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n", "cut off"),
        ("a.docx", OLE + BIFF_NAMES, "protected by a password"),
        ("a.xls", OLE + BIFF_NAMES, "protected by a password"),
        ("a.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "is a presentation"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "damaged or cut off"),
        ("a.docx", repacked(docx_bytes(), lambda name, data: data[:-9] if name == "word/document.xml" else data), "damaged inside"),
        ("a.docx", repacked(docx_bytes(), lambda name, data: b"<x/>" if name == "[Content_Types].xml" else data), "damaged inside"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "no file of a format"),
        ("a.html", b"<html></html>", "without text"),
        ("a.mht", b"Content-Type: image/png\n\n", "without a page"),
    ],
    # zip files hold the time they are made at, which must not name a test
    ids=lambda cell: cell if isinstance(cell, str) else "data",
)
def test_unreadable_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableReport, match=reason) as caught:
        extract_file(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [path]


def with_members(members: dict[str, bytes]) -> bytes:
    """Return a Word document that holds more than it should."""
    return repacked(docx_bytes(), lambda _, content: content, members)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: with_document(LAUGHS), "defines XML entities"),
        (lambda: with_document(OUTSIDE), "defines XML entities"),
        (lambda: with_document(LAUGHS, "utf-16"), "defines XML entities"),
        (lambda: with_members({"word/x.bin": b"<?xml version='1.0' encoding='UTF-7'?><x/>"}), "UTF-7"),
        (lambda: with_members({"word/media/x.png": bytes(64 << 20)}), "zip bomb"),
        (lambda: with_members({f"x{n}": bytes(19 << 20) for n in range(28)}), "unpack to"),
        (lambda: with_members({f"x{n}": b"" for n in range(20_001)}), "packed files"),
    ],
    ids=["entities", "outside entity", "UTF-16", "UTF-7", "one large member", "large in sum", "many members"],
)
def test_unsafe_files(tmp_path: Path, made: Callable[[], bytes], reason: str) -> None:
    (tmp_path / "a.docx").write_bytes(made())
    with pytest.raises(UnsafeReport, match=reason):
        extract_file(tmp_path / "a.docx")


def test_a_member_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    data = bytearray(with_members({"word/x.xml": b" " * 100_000}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rindex(signature) + offset
        data[at : at + 4] = (10).to_bytes(4, "little")
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(UnreadableReport, match="damaged"):
        extract_file(tmp_path / "a.docx")


def test_a_bomb_in_a_zip_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(64 << 20))
    with pytest.raises(UnsafeReport, match="zip bomb"):
        extract_file(tmp_path / "a.zip" / "a.txt")
    with pytest.raises(UnsafeReport, match="zip bomb"):
        extract_file(tmp_path / "a.zip")


def test_large_files_and_long_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    with pytest.raises(UnsafeReport, match="200 MB"):
        extract_file(path)
    for module in ("dispatch", "extracted"):
        monkeypatch.setattr(f"kexie_nlp.read.{module}.MAX_CHARACTERS", 10)
    path.write_text("县科协举办科普活动42场。", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(docx_bytes())
    for name in ("a.txt", "a.docx"):
        with pytest.raises(UnsafeReport, match="10 characters"):
            extract_file(tmp_path / name)


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "s.txt"))
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    for name, reason in (
        ("missing.txt", "no such file"),
        ("gone.txt", "no such file"),
        ("pipe.txt", "named pipe"),
        ("s.txt", "a socket"),
        ("loop.txt", "link that leads back"),
        ("folder.txt", "is a folder"),
        ("folder.txt/x.txt", "no such file"),
        ("x" * 300 + ".txt", "cannot be read"),
        ("a\0b.txt", "cannot be read"),
        ("/dev/zero", "a device"),
    ):
        with pytest.raises(UnreadableReport, match=reason):
            extract_file(tmp_path / name)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("科普", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableReport, match="may not be read"):
        extract_file(path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnreadableReport, match="may not be listed"):
        extract_file(tmp_path)


def test_content_decides_where_suffix_and_content_differ(tmp_path: Path) -> None:
    for name in ("a.doc", "a.txt", "a.unknown", "a.pdf"):
        (tmp_path / name).write_bytes(docx_bytes())
        assert extract_file(tmp_path / name).text == "县科协举办科普活动42场。"


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"MIME-Version: 1.0\n", b"\xff\xfe", b"PK\x05\x06"]),
    rest=st.binary(max_size=300),
)
def test_any_bytes_under_any_suffix_give_text_or_one_line(tmp_path: Path, suffix: str, start: bytes, rest: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(start + rest)
    try:
        extract_file(path)
    except ReportError as error:
        assert "\n" not in str(error)


def stored(data: bytes) -> bytes:
    """Return a zip file packed without compression, so that damage reaches the XML in it, with sums that hold."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return stream.getvalue()


def pdf_bytes() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=0)
    canvas.drawString(72, 700, "Annual report 2021 of the association")
    for edge in (100, 150, 200):
        canvas.line(edge, 300, edge, 400)
        canvas.line(100, edge + 200, 200, edge + 200)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(("suffix", "whole"), [(".docx", stored(docx_bytes())), (".pdf", pdf_bytes())], ids=["docx", "pdf"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_document_gives_text_or_one_line(tmp_path: Path, suffix: str, whole: bytes, damage: list[tuple[int, int]]) -> None:
    content = bytearray(whole)
    for place, byte in damage:
        content[place % len(content)] = byte
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    try:
        extract_file(path)
    except ReportError as error:
        assert "\n" not in str(error)
