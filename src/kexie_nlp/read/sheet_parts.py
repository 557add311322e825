"""What the spreadsheet library does not tell of a packed workbook: how far its cells reach, and which show percentages.

The library lays a sheet out as a full rectangle, so two cells in opposite corners would need more memory than there is.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.read.limits import MAX_CELLS, read_member

PercentCells = dict[tuple[int, int], int]

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PERCENT = re.compile(r"""^(?:[^"%;]|"[^"]*"|\\.)*?%""")
_DECIMALS = re.compile(r"\.(0+)")
_BUILT_IN: Final = {"9": 0, "10": 2}
_ODS_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ODS_VALUE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def check_extent(container: zipfile.ZipFile, path: object) -> None:
    """Refuse a workbook whose cells span more than a report could fill, or that is encrypted.

    Raises:
        UnreadableReport: if it is encrypted or damaged. UnsafeReport: if its cells lie too far apart.
    """
    for member in container.infolist():
        if member.filename == "META-INF/manifest.xml" and b"encryption-data" in read_member(container, member, path):
            raise UnreadableReport(str(path), "is protected by a password; save it without one")
        if not member.filename.lower().endswith((".xml", ".bin")):
            continue
        data = read_member(container, member, path)
        extents = _sheet_extents(data, path) if b"sheetData" in data else _ods_extents(data, path) if b"table-row" in data else ()
        for height, width in extents:
            if height * width > MAX_CELLS:
                reason = f"spans {height:,} rows and {width:,} columns ({member.filename}), more than {MAX_CELLS:,} cells"
                raise UnsafeReport(str(path), f"{reason}; delete the cells far from the others")


def percent_cells(container: zipfile.ZipFile, path: object) -> dict[str, PercentCells]:
    """Return, by sheet name, the cells (row and column from 0) that show percentages, with their number of decimals."""
    names = set(container.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"} <= names:
        return {}
    styles = _percent_styles(_parse(container.read("xl/styles.xml"), path))
    if not styles:
        return {}
    relations = _parse(container.read("xl/_rels/workbook.xml.rels"), path)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations.iterfind("{*}Relationship")}
    found: dict[str, PercentCells] = {}
    for sheet in _parse(container.read("xl/workbook.xml"), path).iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part in names:
            cells = _sheet_cells(container.read(part), path)
            found[sheet.get("name", "")] = {(row, column): styles[style] for row, column, style in cells if style in styles}
    return found


def _percent_styles(root: Any) -> dict[str, int]:
    """Return the cell styles that show percentages, with their number of decimals."""
    codes = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in root.iterfind("{*}numFmts/{*}numFmt")}
    styles: dict[str, int] = {}
    for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        name = style.get("numFmtId", "")
        code = codes.get(name, "")
        if name not in codes and name in _BUILT_IN:
            styles[str(index)] = _BUILT_IN[name]
        elif _PERCENT.match(code):
            decimals = _DECIMALS.search(code.split(";")[0])
            styles[str(index)] = len(decimals[1]) if decimals else 0
    return styles


def _sheet_extents(data: bytes, path: object) -> Iterator[tuple[int, int]]:
    """Yield height and width of the rectangle around the filled cells of a sheet."""
    rows: list[int] = []
    columns: list[int] = []
    for row, column, _ in _sheet_cells(data, path):
        rows = [min(rows[0], row), max(rows[1], row)] if rows else [row, row]
        columns = [min(columns[0], column), max(columns[1], column)] if columns else [column, column]
    if rows:
        yield rows[1] - rows[0] + 1, columns[1] - columns[0] + 1


def _sheet_cells(data: bytes, path: object) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and style of each filled cell; a cell without a place stands behind the one before it."""
    row = column = -1
    for opening, element in _events(data, "{*}row", "{*}c", path=path):
        if element.tag.endswith("}row"):
            if opening:
                number = element.get("r", "")
                row, column = (int(number) - 1 if number.isdecimal() else row + 1), -1
        elif not opening:
            place = _PLACE.fullmatch(element.get("r", ""))
            column = _column(place[1]) if place else column + 1
            if len(element):
                yield (int(place[2]) - 1 if place else row), column, element.get("s", "")


def _ods_extents(data: bytes, path: object) -> Iterator[tuple[int, int]]:
    """Yield how far the filled cells of each OpenDocument sheet reach from its corner."""
    row = height = width = column = 0
    filled = False
    for opening, element in _events(data, f"{_ODS_TABLE}table", f"{_ODS_TABLE}table-row", f"{_ODS_TABLE}table-cell", path=path):
        name = element.tag.removeprefix(_ODS_TABLE)
        if name == "table" and opening:
            row = height = width = 0
        elif name == "table":
            yield height, width
        elif name == "table-row" and opening:
            column, filled = 0, False
        elif name == "table-row":
            row += _repeat(element, "number-rows-repeated")
            height = row if filled else height
        elif not opening:
            column += _repeat(element, "number-columns-repeated")
            if element.get(_ODS_VALUE) or len(element):
                filled, width = True, max(width, column)


def _events(data: bytes, *tags: str, path: object) -> Iterator[tuple[bool, Any]]:
    """Yield (True, element) at each start and (False, element) at each end of the elements named, forgetting those passed."""
    from lxml import etree

    try:
        for event, element in etree.iterparse(BytesIO(data), ("start", "end"), tag=tags, resolve_entities=False, no_network=True):
            yield event == "start", element
            if event == "end":
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
    except etree.LxmlError as error:
        raise UnreadableReport(str(path), f"is damaged inside ({error}); open it in Excel or WPS and save it again") from error


def _parse(data: bytes, path: object) -> Any:
    """Return the root element of a part."""
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.LxmlError as error:
        raise UnreadableReport(str(path), f"is damaged inside ({error}); open it in Excel or WPS and save it again") from error


def _column(letters: str) -> int:
    """Return the column that letters name, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _repeat(element: Any, name: str) -> int:
    """Return how many times a row or cell stands."""
    value = element.get(f"{_ODS_TABLE}{name}", "1")
    return int(value) if value.isdecimal() else 1
