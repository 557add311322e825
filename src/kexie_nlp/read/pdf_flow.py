"""Pages → running text: page headers and numbers dropped, columns read in turn, broken lines joined, tables continued."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from kexie_nlp.read.extracted import TextWriter
from kexie_nlp.read.pdf_page import Row, joined
from kexie_nlp.read.pdf_tables import PageTable

Item = Row | PageTable

_MARGIN: Final = 0.12
_EDGE_ROWS: Final = 2
_REPEATED: Final = 0.3
_PAGE_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十百]{1,4})(?:\s*页)?(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·•\s]*"
)
_DIGITS = re.compile(r"[0-9]+")
_SENTENCE_END: Final = tuple("。！？")
_CLAUSE_END: Final = tuple("。！？；：;:")
_MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[部章]"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳●•■◆]"
)
_LATIN_WORD = re.compile(r"[!-~]+")
_FULL: Final = 1.7
_SHORTEST_LINE: Final = 12
_INDENTED: Final = 1.0
_PITCH: Final = 1.6
_OWN_PITCH: Final = 1.8
_TITLE_SIZE: Final = 1.15
_LATIN_WIDTH: Final = 0.55
_SAME_SIZE: Final = 0.12
_COLUMN_ROWS = 5
_COLUMN_FILL: Final = 0.6
_MIDDLE: Final = (0.35, 0.65)
_EDGES_NEAR: Final = 4.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page's rows and tables from top to bottom."""

    width: float
    height: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the lines of a page begin and end, their usual size and distance, and whether paragraphs are indented."""

    left: float
    right: float
    size: float
    pitch: float
    indents: bool


def write_pages(pages: Sequence[Page], writer: TextWriter) -> None:
    """Write the text of all pages."""
    flow = [_in_columns(page) for page in without_furniture(pages)]
    frames = [_frame(page) for page in flow]
    common = _frame(Page(0, 0, tuple(item for page in flow for item in page.items)))
    lines: list[Row] = []
    table: PageTable | None = None
    frame = common
    for page, own in zip(flow, frames, strict=True):
        first = True
        for index, item in enumerate(page.items):
            if isinstance(item, PageTable):
                _write_lines(lines, writer)
                continues = first and table is not None and fits(table, item)
                table = _continued(table, item) if continues and table is not None else _written(table, item, writer)
            else:
                table = _written(table, None, writer)
                columns = _is_tabular(page.items, index)
                if columns or not (lines and _goes_on(lines[-1], item, frame, own or common, new_page=first)):
                    _write_lines(lines, writer)
                lines.append(item)
                if columns:
                    lines.clear()
                    writer.columns(item.pieces)
            first = False
            frame = own or common
    _write_lines(lines, writer)
    _written(table, None, writer)


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without headers and footers that repeat, and without page numbers."""
    counts = Counter(key for page in pages for key in {_key(row, page) for row in _edge_rows(page)})
    least = max(2.0, _REPEATED * len(pages))
    cleaned: list[Page] = []
    for page in pages:
        dropped = {id(row) for row in _edge_rows(page) if counts[_key(row, page)] >= least or _PAGE_NUMBER.fullmatch(row.text)}
        cleaned.append(replace(page, items=tuple(item for item in page.items if id(item) not in dropped)))
    return cleaned


def _edge_rows(page: Page) -> list[Row]:
    """Return the outermost rows that stand in the upper and lower margin."""
    rows = [item for item in page.items if isinstance(item, Row)]
    upper = [row for row in rows[:_EDGE_ROWS] if row.box.bottom < _MARGIN * page.height]
    lower = [row for row in rows[-_EDGE_ROWS:] if row.box.top > (1 - _MARGIN) * page.height]
    return upper + [row for row in lower if all(row is not other for other in upper)]


def _key(row: Row, page: Page) -> tuple[bool, str]:
    """Return what makes two rows the same header or footer: the margin, and the text but for its numbers."""
    return row.box.top > page.height / 2, _DIGITS.sub("0", "".join(row.pieces).replace(" ", ""))


def _in_columns(page: Page) -> Page:
    """Return the page with the left column of two before the right one."""
    items: list[Item] = []
    run: list[Row] = []
    middle = _gutter(page)
    for item in page.items:
        if middle is not None and isinstance(item, Row) and not any(box.left < middle < box.right for box in item.boxes):
            run.append(item)
        else:
            items += [*_columns(run, middle), item]
            run = []
    return replace(page, items=(*items, *_columns(run, middle)))


def _gutter(page: Page) -> float | None:
    """Return the middle of the gap that most rows of two pieces have about the middle of the page, if they are many."""
    low, high = (share * page.width for share in _MIDDLE)
    gaps = [
        (one.right + two.left) / 2
        for item in page.items
        if isinstance(item, Row)
        for one, two in pairwise(item.boxes)
        if low < (one.right + two.left) / 2 < high
    ]
    return median(gaps) if len(gaps) >= _COLUMN_ROWS else None


def _columns(run: Sequence[Row], middle: float | None) -> list[Row]:
    """Return the rows of a stretch, cut at ``middle`` if both sides are filled with text as columns are."""
    if middle is None or len(run) < _COLUMN_ROWS:
        return list(run)
    left, right = [_side(run, middle, low=True), _side(run, middle, low=False)]
    for side in (left, right):
        width = max((row.box.right for row in side), default=0) - min((row.box.left for row in side), default=0)
        full = sum(row.box.right - row.box.left > _COLUMN_FILL * width and len(row.boxes) == 1 for row in side)
        if len(side) < _COLUMN_ROWS or full < _COLUMN_FILL * len(side) or width < _COLUMN_ROWS * side[0].size:
            return list(run)
    return [*left, *right]


def _side(run: Sequence[Row], middle: float, *, low: bool) -> list[Row]:
    """Return what of the rows stands left (``low``) or right of the middle."""
    side: list[Row] = []
    for row in run:
        kept = [index for index, box in enumerate(row.boxes) if (box.right <= middle) == low]
        if kept:
            side.append(Row(tuple(row.pieces[index] for index in kept), tuple(row.boxes[index] for index in kept), row.size))
    return side


def _frame(page: Page) -> _Frame | None:
    """Return the edges of a page's text, or None if it has too few lines to tell."""
    rows = [item for item in page.items if isinstance(item, Row) and len(item.pieces) == 1]
    if len(rows) < 3:
        return None
    lefts = sorted(row.box.left for row in rows)
    rights = sorted(row.box.right for row in rows)
    left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    pitches = [two.box.top - one.box.top for one, two in pairwise(rows) if two.box.top > one.box.top]
    size = median(row.size for row in rows)
    indented = sum(1.5 * size < row.box.left - left < 2.6 * size for row in rows)
    return _Frame(left, right, size, median(pitches) if pitches else 2 * size, indented >= 0.1 * len(rows))


def _goes_on(row: Row, follower: Row, frame: _Frame | None, own: _Frame | None, *, new_page: bool) -> bool:
    """Whether the sentence of ``row`` goes on in ``follower``."""
    if frame is None or own is None or len(row.pieces) > 1 or len(follower.pieces) > 1:
        return False
    size = row.size
    # a number that did not fit into the line may leave more of it empty than a character does
    word = _LATIN_WORD.match(follower.text)
    room = size * max(_FULL, (_LATIN_WIDTH * len(word[0]) + 1) if word else 0)
    if abs(size - follower.size) > _SAME_SIZE * size or row.box.right < max(frame.right - room, frame.left + _SHORTEST_LINE * size):
        return False
    if not new_page and not 0 < follower.box.top - row.box.top <= max(_PITCH * own.pitch, _OWN_PITCH * size):
        return False
    if follower.box.left > own.left + _INDENTED * size and not _are_centred(row, follower, frame):
        return False
    if row.text.endswith(_CLAUSE_END) and _MARKER.match(follower.text):
        return False
    return frame.indents or not row.text.endswith(_SENTENCE_END)


def _are_centred(row: Row, follower: Row, frame: _Frame) -> bool:
    """Whether two rows are large and stand in the middle of the page, as a title of two lines does."""
    middle = (frame.left + frame.right) / 2
    return row.size > _TITLE_SIZE * frame.size and all(
        abs((line.box.left + line.box.right) / 2 - middle) < line.size for line in (row, follower)
    )


def _is_tabular(items: Sequence[Item], index: int) -> bool:
    """Whether a row of several pieces stands next to another with as many: a table without rules."""
    row = items[index]
    if not isinstance(row, Row) or len(row.pieces) < 2:
        return False
    neighbours = [items[place] for place in (index - 1, index + 1) if 0 <= place < len(items)]
    return any(isinstance(other, Row) and len(other.pieces) == len(row.pieces) for other in neighbours)


def _write_lines(lines: list[Row], writer: TextWriter) -> None:
    """Write the collected lines as one paragraph."""
    if lines:
        writer.paragraph(joined([row.text for row in lines]))
        lines.clear()


def _written(table: PageTable | None, following: PageTable | None, writer: TextWriter) -> PageTable | None:
    """Write a finished table, if there is one, and return the one that now begins."""
    if table is not None:
        writer.table(table.cells)
    return following


def _continued(table: PageTable, more: PageTable) -> PageTable:
    """Return ``table`` with the rows of its continuation on the next page, its repeated heading dropped."""
    head = [cell.text for cell in table.cells if cell.row == 0]
    repeated = 1 if head == [cell.text for cell in more.cells if cell.row == 0] else 0
    shift = table.rows - repeated
    cells = tuple(replace(cell, row=cell.row + shift) for cell in more.cells if cell.row >= repeated)
    return replace(table, cells=(*table.cells, *cells))


def fits(table: PageTable, more: PageTable) -> bool:
    """Whether two tables have the same columns."""
    return len(table.edges) == len(more.edges) and all(
        abs(one - two) < _EDGES_NEAR for one, two in zip(table.edges, more.edges, strict=True)
    )


def items_in_order(rows: Sequence[Row], tables: Sequence[PageTable]) -> list[Item]:
    """Return rows and tables of a page from top to bottom."""
    items: list[Item] = [*rows, *tables]
    return sorted(items, key=lambda item: item.box.top)
