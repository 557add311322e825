"""The blocks of a web page as lines, list items and tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kexie_nlp.errors import UnsafeReport
from kexie_nlp.read.extracted import GridCell, one_line
from kexie_nlp.read.limits import MAX_CELLS
from kexie_nlp.read.web_main import is_block, walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HAN: Final = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’"
_BREAK_IN_HAN = re.compile(rf"(?<=[{_HAN}])[ \t\r\f]*\n\s*(?=[{_HAN}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MARKED = re.compile(r"[•·●■◆*\-（(【①-⑳]|\d{1,3}[.、．)）]|[一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十]")
_LONGEST_HEADING = 80
_WIDEST_SPAN = 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a table of a page.

    Attributes:
        inside: whether it belongs to the main text.
        level: 1 to 6 of a heading, else 0.
    """

    inside: bool
    text: str
    level: int = 0
    cells: tuple[GridCell, ...] = ()
    header_rows: int = 0


def render(body: "LexborNode", main: "LexborNode", dropped: set[int], path: object) -> list[Piece]:
    """Return the lines and tables of a page in order."""
    return list(_Renderer(main.mem_id, dropped, path).pieces(body))


class _Renderer:
    """Turns the walk through a page into pieces."""

    def __init__(self, main: int, dropped: set[int], path: object) -> None:
        self._main, self._dropped, self._path = main, dropped, path
        self._inside = self._level = 0
        self._run: list[str] = []
        self._mark = ""
        self._lists: list[int | None] = []

    def pieces(self, root: "LexborNode") -> Iterator[Piece]:
        """Yield the pieces of the tree below ``root``."""
        table: int | None = None
        for opening, node in walk(root, self._dropped):
            if table is not None:
                # the walk goes through a table whose cells are already read
                table = None if not opening and node.mem_id == table else table
                continue
            tag = node.tag or ""
            if tag == "-text":
                if opening:
                    self._run.append(node.text())
                continue
            if tag == "br" and opening:
                yield from self._line()
            if is_block(tag):
                yield from self._line()
                self._inside += (node.mem_id == self._main) * (1 if opening else -1)
                self._block(tag, node, opening=opening)
                if tag == "table" and opening and _is_data(node):
                    yield self._table(node)
                    table = node.mem_id
        yield from self._line()

    def _block(self, tag: str, node: "LexborNode", *, opening: bool) -> None:
        """Keep account of headings and lists."""
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._level = int(tag[1]) if opening else 0
        elif tag in ("ul", "ol"):
            if opening:
                start = node.attributes.get("start") or "1"
                self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
            elif self._lists:
                self._lists.pop()
        elif tag == "li":
            self._mark = ""
            if opening:
                count = self._lists[-1] if self._lists else None
                self._mark = "• " if count is None else f"{count}. "
                if count is not None:
                    self._lists[-1] = count + 1

    def _line(self) -> Iterator[Piece]:
        """Yield the text collected since the last boundary."""
        text = collapsed("".join(self._run))
        self._run.clear()
        if text:
            if self._mark and not _MARKED.match(text):
                text = self._mark + text
            self._mark = ""
            yield Piece(bool(self._inside), text, self._level if len(text) <= _LONGEST_HEADING else 0)

    def _table(self, node: "LexborNode") -> Piece:
        """Return a table with its merged cells."""
        rows = list(_rows(node))
        cells: list[GridCell] = []
        taken: dict[int, int] = {}  # column → first row that is free again
        width = headers = 0
        heading = True
        for number, row in enumerate(rows):
            column = 0
            parts = [child for child in _children(row) if child.tag in ("td", "th") and child.mem_id not in self._dropped]
            heading = heading and bool(parts) and (_parent_tag(row) == "thead" or all(part.tag == "th" for part in parts))
            headers += heading
            for part in parts:
                while taken.get(column, 0) > number:
                    column += 1
                    width += 1
                across = _span(part, "colspan", _WIDEST_SPAN)
                down = _span(part, "rowspan", len(rows) - number)
                width += across
                if width > MAX_CELLS:
                    raise UnsafeReport(str(self._path), f"has a table of more than {MAX_CELLS:,} merged cells; not opened")
                taken.update(dict.fromkeys(range(column, column + across), number + down))
                cells.append(GridCell(number, column, self._cell_text(part), down, across))
                column += across
        return Piece(bool(self._inside), "", 0, tuple(cells), headers if headers < len(rows) else 0)

    def _cell_text(self, cell: "LexborNode") -> str:
        """Return the text of a cell on one line."""
        inner = _Renderer(self._main, self._dropped, self._path)
        return one_line("\n".join(piece.text for piece in inner.pieces(cell)))


def collapsed(text: str) -> str:
    """Return text with white space as a browser shows it; a line break between Chinese characters is nothing."""
    return _BLANKS.sub(" ", _BREAK_IN_HAN.sub("", text)).strip(" \u00a0\u3000")


def _is_data(table: "LexborNode") -> bool:
    """Whether a table holds data rather than the layout of a page."""
    if table.css_first("table table, h1, h2, h3") is not None:
        return False
    return any(sum(child.tag in ("td", "th") for child in _children(row)) > 1 for row in _rows(table))


def _rows(table: "LexborNode") -> Iterator["LexborNode"]:
    """Yield the rows of a table."""
    for child in _children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in _children(child) if row.tag == "tr")


def _children(node: "LexborNode") -> Iterator["LexborNode"]:
    """Yield the child nodes."""
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _parent_tag(node: "LexborNode") -> str:
    """Return the name of the element around ``node``."""
    return (node.parent.tag or "") if node.parent is not None else ""


def _span(cell: "LexborNode", name: str, limit: int) -> int:
    """Return how many rows or columns a cell covers, at most ``limit``."""
    value = (cell.attributes.get(name) or "").strip()
    if not value.isdecimal():
        return 1
    return max(1, min(int(value) if int(value) else limit, limit))
