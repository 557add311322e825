"""Word documents: paragraphs, headings, computed list numbers, tables, text boxes, notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from kexie_nlp.errors import UnreadableReport
from kexie_nlp.read.extracted import Extracted, GridCell, TextWriter
from kexie_nlp.read.limits import check_parts, open_container
from kexie_nlp.read.word_inline import W, chosen, inline
from kexie_nlp.read.word_numbering import Numbering

_LONGEST_HEADING = 80
_BODY_LEVEL = 9
_WRAPPERS = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag"))
_DAMAGED = "is damaged inside ({}); open it in Word or WPS and save it again"


def read_word(data: bytes, path: object) -> Extracted:
    """Return the text of a .docx file.

    Raises:
        ReportError: if it is damaged, hostile or without text.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    with open_container(data, path) as container:
        check_parts(container, path)
    try:
        document = Document(BytesIO(data))
        reader = _WordReader(document, TextWriter(path))
        reader.blocks(document.element.body)
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError) as error:
        # python-docx meets a missing or misplaced part with one of these
        raise UnreadableReport(str(path), _DAMAGED.format(" ".join(str(error).split()) or type(error).__name__)) from error
    return reader.writer.finish(when_empty="holds no text, only pictures or nothing at all; export it as PDF and read that with OCR")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of numbering and outline."""

    base: str
    number_id: str
    depth: str
    outline: str


class _WordReader:
    """Walks the body of a document and writes what it holds."""

    def __init__(self, document: Any, writer: TextWriter) -> None:
        self.writer = writer
        parts = {rel.reltype.rsplit("/", 1)[-1]: rel.target_part for rel in document.part.rels.values() if not rel.is_external}
        self._numbering = Numbering(_root(parts.get("numbering")))
        self._styles, self._default_style = _styles(_root(parts.get("styles")))
        self._notes = {kind: _root(parts.get(f"{kind}s")) for kind in ("footnote", "endnote")}

    def blocks(self, parent: Iterable[Any]) -> None:
        """Write the paragraphs and tables of ``parent``."""
        for block in _blocks(parent):
            if block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._paragraph(block)

    def _paragraph(self, element: Any) -> None:
        """Write a paragraph, then the text boxes and notes that hang on it."""
        text, boxes, notes = self._text_of(element)
        level = self._level(element) if "\n" not in text and len(text) <= _LONGEST_HEADING else 0
        self.writer.paragraph(text, level)
        for box in boxes:
            self.blocks(box)
        for note in notes:
            self.writer.paragraph(note)

    def _text_of(self, element: Any) -> tuple[str, list[Any], list[str]]:
        """Return a paragraph's text with its list number, its text boxes and its notes."""
        found = inline(element)
        label = self._label(element)
        text = found.text
        if label.endswith(".") and text[:1].isdigit():
            label += " "  # lest 1. and 2019 make a decimal number
        notes = [note for kind, name in found.notes if (note := self._note(kind, name))]
        return (label + text if text else ""), found.boxes, notes

    def _note(self, kind: str, name: str) -> str:
        """Return the text of a footnote or endnote."""
        root = self._notes[kind]
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            if note.get(f"{W}id") == name:
                return " ".join(filter(None, (inline(element).text for element in note.iter(f"{W}p"))))
        return ""

    def _label(self, element: Any) -> str:
        """Return the list number that Word would show before a paragraph."""
        number_id = _value(element, f"{W}pPr/{W}numPr/{W}numId")
        depth = _value(element, f"{W}pPr/{W}numPr/{W}ilvl")
        if not number_id:
            for style_id, style in self._chain(element):
                depth = depth or style.depth
                if style.number_id:
                    number_id = style.number_id
                    depth = depth or str(self._numbering.level_of_style(number_id, style_id))
                    break
        return self._numbering.next_label(number_id, int(depth) if depth.isdigit() else 0) if number_id else ""

    def _level(self, element: Any) -> int:
        """Return the outline level of a heading from 1, or 0 for body text."""
        outline = _value(element, f"{W}pPr/{W}outlineLvl")
        for _, style in self._chain(element):
            outline = outline or style.outline
        return int(outline) + 1 if outline.isdigit() and int(outline) < _BODY_LEVEL else 0

    def _chain(self, element: Any) -> Iterator[tuple[str, _Style]]:
        """Yield a paragraph's style and those it is based on."""
        name = _value(element, f"{W}pPr/{W}pStyle") or self._default_style
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = self._styles[name].base

    def _table(self, element: Any) -> None:
        """Write a table, then the tables inside its cells; a table of one cell is but a frame around its content."""
        rows = list(_children(element, f"{W}tr"))
        if len(rows) == 1 and len(cells := list(_children(rows[0], f"{W}tc"))) == 1:
            self.blocks(cells[0])
            return
        grid: list[GridCell] = []
        nested: list[Any] = []
        open_cells: dict[int, int] = {}
        for number, row in enumerate(rows):
            column = _number(_value(row, f"{W}trPr/{W}gridBefore"), 0)
            for cell in _children(row, f"{W}tc"):
                span = _number(_value(cell, f"{W}tcPr/{W}gridSpan"), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                if goes_on and column in open_cells:
                    above = grid[open_cells[column]]
                    grid[open_cells[column]] = replace(above, row_span=number - above.row + 1)
                else:
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = len(grid)
                    grid.append(GridCell(number, column, self._cell_text(cell, nested), 1, span))
                column += span
        headers = next((index for index, row in enumerate(rows) if row.find(f"{W}trPr/{W}tblHeader") is None), 0)
        self.writer.table(grid, headers)
        for table in nested:
            self._table(table)

    def _cell_text(self, cell: Iterable[Any], nested: list[Any]) -> str:
        """Return the text of a cell; tables inside it are added to ``nested``."""
        texts: list[str] = []
        for block in _blocks(cell):
            if block.tag == f"{W}tbl":
                nested.append(block)
                continue
            text, boxes, notes = self._text_of(block)
            texts += [text, *(self._cell_text(box, nested) for box in boxes), *notes]
        return "\n".join(filter(None, texts))


def _blocks(parent: Iterable[Any]) -> Iterator[Any]:
    """Yield the paragraphs and tables of ``parent``, looking through content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{W}sdt":
            yield from _blocks(child.find(f"{W}sdtContent") if child.find(f"{W}sdtContent") is not None else ())
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)
        elif str(child.tag).endswith("}AlternateContent"):
            yield from _blocks(chosen(child))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows or cells of ``parent``, looking through content controls, without deleted rows."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag == f"{W}sdt" or child.tag == f"{W}sdtContent" or child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _root(part: Any) -> Any | None:
    """Return the root element of a part, parsed without entities, or None if there is no such part."""
    if part is None:
        return None
    from lxml import etree

    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _styles(root: Any | None) -> tuple[dict[str, _Style], str]:
    """Return the paragraph styles by id, and the id of the default one."""
    styles: dict[str, _Style] = {}
    default = ""
    for element in () if root is None else root.iterfind(f"{W}style"):
        if element.get(f"{W}type") != "paragraph":
            continue
        name = element.get(f"{W}styleId", "")
        if element.get(f"{W}default") in ("1", "true"):
            default = name
        styles[name] = _Style(
            _value(element, f"{W}basedOn"),
            _value(element, f"{W}pPr/{W}numPr/{W}numId"),
            _value(element, f"{W}pPr/{W}numPr/{W}ilvl"),
            _value(element, f"{W}pPr/{W}outlineLvl"),
        )
    return styles, default


def _value(element: Any, place: str) -> str:
    """Return the w:val of the element at ``place``, or ""."""
    found = element.find(place)
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _number(text: str, otherwise: int) -> int:
    """Return a small count, or ``otherwise`` if there is none."""
    return min(int(text), 1000) if text.isdigit() and int(text) > 0 else otherwise
