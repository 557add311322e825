"""PDF files with a text layer; pages that are only pictures go to OCR."""

from typing import Any, Final

from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.read.extracted import Extracted, TextWriter
from kexie_nlp.read.ocr import Recognizer
from kexie_nlp.read.pdf_flow import Page, items_in_order, write_pages
from kexie_nlp.read.pdf_page import read_page, rows_of
from kexie_nlp.read.pdf_second import SecondReader, has_rules, loses_glyphs
from kexie_nlp.read.pdf_tables import tables_of

_MOST_PAGES: Final = 5_000
_END_WINDOW: Final = 2048
_FEW_GLYPHS: Final = 8
_MOST_UNKNOWN: Final = 0.5
_PICTURE_SHARE: Final = 0.4


def read_pdf(data: bytes, path: object) -> Extracted:
    """Return the text of a PDF file.

    Raises:
        ReportError: if it is damaged, encrypted, hostile, empty, or scanned while OCR is not installed.
    """
    import pypdfium2

    if b"%%EOF" not in data[-_END_WINDOW:]:
        raise UnreadableReport(str(path), "is cut off (the end mark of a PDF is missing); fetch the file again")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableReport(str(path), _refusal(error)) from error
    try:
        if len(document) > _MOST_PAGES:
            raise UnsafeReport(str(path), f"has {len(document):,} pages, more than {_MOST_PAGES:,}; split it into single reports")
        pages = _pages(document, data, path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableReport(str(path), f"is damaged ({error}); print it to a new PDF or save it as .docx") from error
    finally:
        document.close()
    writer = TextWriter(path)
    write_pages(pages, writer)
    return writer.finish(when_empty="is a PDF without any text")


def _pages(document: Any, data: bytes, path: object) -> list[Page]:
    """Return the rows and tables of all pages; pictures of pages are recognised after the others are read."""
    pages: list[Page] = []
    scanned: list[int] = []
    second = SecondReader(data, path)
    for number in range(len(document)):
        page = document[number]
        try:
            text = read_page(page)
            visible = sum(not glyph.char.isspace() for glyph in text.glyphs)
            if (visible < _FEW_GLYPHS and _is_picture(page)) or text.unknown > _MOST_UNKNOWN * (visible + text.unknown):
                scanned.append(number)
                pages.append(Page(text.width, text.height, ()))
                continue
            glyphs = second.glyphs(number) if loses_glyphs(page) else text.glyphs
            tables = tables_of(second.boxes(number), glyphs) if has_rules(page) else []
            free = (glyph for glyph in glyphs if not any(table.box.holds(glyph.box) for table in tables))
            pages.append(Page(text.width, text.height, tuple(items_in_order(rows_of(free), tables))))
        finally:
            page.close()
    if scanned:
        recognizer = Recognizer(path, [number + 1 for number in scanned], len(pages))
        for number in scanned:
            page = document[number]
            pages[number] = Page(pages[number].width, pages[number].height, tuple(recognizer.rows(page)))
            page.close()
    return pages


def _is_picture(page: Any) -> bool:
    """Whether pictures cover a good part of a page."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=5):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > _PICTURE_SHARE * width * height)


def _refusal(error: Any) -> str:
    """Return why a file could not be opened, and the way out."""
    import pypdfium2.raw as pdfium

    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return "is protected by a password; save it without one"
    return f"is damaged or cut off ({error}); fetch the file again"
