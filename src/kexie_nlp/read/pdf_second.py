"""A second, slower look at PDF pages: the boxes that rules draw, and glyphs that pdfium leaves out.

pdfium drops a run of one character in a font that is neither embedded nor installed, which Chinese PDFs have.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from kexie_nlp.errors import UnreadableReport
from kexie_nlp.read.pdf_page import Box, Glyph

# what pdfminer raises, beside its own errors, for a damaged page
_DAMAGED: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_FEWEST_RULES: Final = 4
_MOST_RULES: Final = 5_000
_NO_WIDTH: Final = 0.01


class SecondReader:
    """Opens a document with pdfplumber when first needed.

    Args:
        data: the whole file.
        path: the file, for error messages.
    """

    def __init__(self, data: bytes, path: object) -> None:
        self._data, self._path = data, path
        self._document: Any = None

    def boxes(self, number: int) -> list[list[Box]]:
        """Return the cells of each ruled table on a page; none if its drawing cannot be followed, for then the text still can."""
        try:
            with self._page(number) as page:
                return [[Box(*cell) for cell in table.cells] for table in page.find_tables()]
        except UnreadableReport:
            return []

    def glyphs(self, number: int) -> list[Glyph]:
        """Return the upright glyphs of a page.

        Raises:
            UnreadableReport: if the page is damaged.
        """
        with self._page(number) as page:
            found = [(char["text"], Box(char["x0"], char["top"], char["x1"], char["bottom"])) for char in page.chars if char["upright"]]
        return [Glyph(text, box, box.bottom - box.top) for text, box in found if box.bottom > box.top and not text.startswith("(cid:")]

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        """Open a page for the time of a look at it."""
        import pdfplumber
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        try:
            if self._document is None:
                self._document = pdfplumber.open(BytesIO(self._data))
            page = self._document.pages[number]
            yield page
            page.close()
        except (PdfminerException, MalformedPDFException, PSException, *_DAMAGED) as error:
            words = " ".join(str(error).split()) or type(error).__name__
            reason = f"page {number + 1} is damaged ({words}); print it to a new PDF or save it as .docx"
            raise UnreadableReport(str(self._path), reason) from error


def has_rules(page: Any) -> bool:
    """Whether a pypdfium2 page has enough drawn lines for a table, and not so many that it is a drawing."""
    import pypdfium2.raw as pdfium

    segments = 0
    for drawn in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=5):
        segments += max(0, pdfium.FPDFPath_CountSegments(drawn.raw) - 1)
        if segments > _MOST_RULES:
            return False
    return segments >= _FEWEST_RULES


def loses_glyphs(page: Any) -> bool:
    """Whether a pypdfium2 page has runs of one character in a font that is not embedded."""
    import pypdfium2.raw as pdfium

    for run in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=5):
        left, _, right, _ = run.get_bounds()
        if right - left < _NO_WIDTH and pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(run.raw)) == 0:
            return True
    return False
