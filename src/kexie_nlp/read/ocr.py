"""Pictures of pages → rows of text, through the optional package rapidocr."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from kexie_nlp.errors import MissingReader
from kexie_nlp.read.pdf_page import Box, Glyph, Row, rows_of

EXTRA: Final = 'pip install "kexie-nlp[ocr]"'
_SCALE: Final = 200 / 72
_LONGEST_SIDE: Final = 3_000
_NAMED_PAGES = 5


class Recognizer:
    """Reads the pictures of one file.

    Args:
        path: the file, for error messages.
        scanned: numbers of the pages that are pictures, from 1.
        pages: how many pages the file has.

    Raises:
        MissingReader: if rapidocr is not installed.
    """

    def __init__(self, path: object, scanned: Sequence[int], pages: int) -> None:
        try:
            self._engine = _engine()
        except ImportError as error:
            named = ", ".join(map(str, scanned[:_NAMED_PAGES])) + (" …" if len(scanned) > _NAMED_PAGES else "")
            which = "is scanned" if len(scanned) == pages else f"has scanned pages ({named} of {pages})"
            raise MissingReader(str(path), f"{which}: pictures without text; to have them recognised, {EXTRA}") from error

    def rows(self, page: Any) -> list[Row]:
        """Return the rows of text on a pypdfium2 page."""
        width, height = page.get_size()
        scale = min(_SCALE, _LONGEST_SIDE / max(width, height, 1))
        bitmap = page.render(scale=scale)
        try:
            found = self._engine(bitmap.to_numpy()[:, :, :3].copy())
        finally:
            bitmap.close()
        if found.txts is None or found.boxes is None:
            return []
        pieces = [_piece(text, corners, scale) for text, corners in zip(found.txts, found.boxes, strict=True) if text.strip()]
        return rows_of(pieces)


@cache
def _engine() -> Any:
    """Return the recogniser with the models of its package, which take seconds to load."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _piece(text: str, corners: Any, scale: float) -> Glyph:
    """Return a recognised run of characters as one glyph in points."""
    across = [float(corner[0]) / scale for corner in corners]
    down = [float(corner[1]) / scale for corner in corners]
    box = Box(min(across), min(down), max(across), max(down))
    return Glyph(text.strip(), box, box.bottom - box.top)
