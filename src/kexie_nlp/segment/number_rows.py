"""Tables that a PDF leaves as lines of a code, a name and numbers parted by blanks, with the headings in the lines above."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final

from kexie_nlp.document import Cell, Table
from kexie_nlp.segment.lines import Line

_NUMBER: Final = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?"
_ROW: Final = re.compile(
    rf"[ \u3000]*(?P<code>\d{{3,7}})?[ \u3000]*(?P<name>[^\d\s,.;:|，。；：、%-][^\d\t,;:|，。；：%-]*?)[ \u3000]*"
    rf"(?P<numbers>{_NUMBER}(?:[ \u3000]+{_NUMBER})*)[ \u3000]*"
)
_WORD: Final = re.compile(r"[^ \u3000]+")
_NO_HEADING: Final = re.compile(r"[\d。，；：:|\t]|^\s*$")
_LONGEST_ROW: Final = 200
_LEAST_ROWS: Final = 3
_WIDE_GAP: Final = 2
_MOST_HEADING_LINES: Final = 3
_NAME_COLUMN: Final = 1
_FIRST_VALUE_COLUMN: Final = 2

Values = dict[int, Decimal]


def find_number_tables(text: str, lines: Sequence[Line]) -> Iterator[Table]:
    """Yield the tables among ``lines`` that are three rows or more of a name and numbers, most with several numbers or all with one."""
    for is_row, group in groupby(enumerate(lines), key=lambda numbered: is_number_row(numbered[1].text)):
        if not is_row:
            continue
        numbered = list(group)
        matches = [match for _, line in numbered if (match := _ROW.fullmatch(text, line.start, line.end))]
        counts = [len(match["numbers"].split()) for match in matches]
        if len(matches) >= _LEAST_ROWS and (sum(count > 1 for count in counts) * 2 > len(counts) or _is_column(matches)):
            headings = _heading_lines(lines[: numbered[0][0]], max(counts))
            yield _table(text, headings, matches, max(counts))


def _is_column(matches: Sequence[re.Match[str]]) -> bool:
    """Whether a wide gap parts each name from its one number; the growing numbers of a table of contents are those of pages."""
    numbers = [match["numbers"] for match in matches]
    if not all(_is_wide(match) for match in matches):
        return False
    return not all(number.isdigit() for number in numbers) or any(int(above) > int(below) for above, below in pairwise(numbers))


def is_number_row(line: str) -> bool:
    """Whether a line is a name with numbers behind it."""
    return _row(line) is not None


def parts_name_and_number(line: str) -> bool:
    """Whether a line is a name and one number with a wide gap between them."""
    row = _row(line)
    return row is not None and _is_wide(row)


def _row(line: str) -> re.Match[str] | None:
    """Return a line as a name and numbers, or None; its last sign is looked at first, which keeps the scan quick."""
    last = line.rstrip()[-1:]
    return _ROW.fullmatch(line) if (last.isdigit() or last == "%") and len(line) <= _LONGEST_ROW else None


def _is_wide(row: re.Match[str]) -> bool:
    """Whether a row has one number, with a wide gap before it."""
    return len(row["numbers"].split()) == 1 and row.start("numbers") - row.end("name") >= _WIDE_GAP


def _heading_lines(above: Sequence[Line], width: int) -> list[Line]:
    """Return the lines that hold the headings: from the nearest one with a word for each of ``width`` columns on."""
    for count in range(1, min(_MOST_HEADING_LINES, len(above)) + 1):
        if _NO_HEADING.search(above[-count].text):
            return []
        if len(above[-count].text.split()) >= max(width, 2):
            return list(above[-count:])
    return []


def _table(text: str, headings: Sequence[Line], matches: Sequence[re.Match[str]], width: int) -> Table:
    """Return the table of heading lines and rows."""
    cells: list[Cell] = []
    for row, line in enumerate(headings):
        words = list(_WORD.finditer(text, line.start, line.end))
        names_too = row == 0 and len(words) == width + 1 and not any(match["code"] for match in matches)
        first_column = _NAME_COLUMN if names_too else _FIRST_VALUE_COLUMN if row == 0 else 0
        for column, word in enumerate(words, first_column):
            cells.append(Cell(word.start(), word.end(), word[0], row, column))
    above: dict[str, Values] = {}
    for row, match in enumerate(matches, len(headings)):
        if match["code"]:
            cells.append(Cell(*match.span("code"), match["code"], row, 0))
        cells.append(Cell(*match.span("name"), match["name"], row, _NAME_COLUMN))
        numbers = list(_WORD.finditer(text, *match.span("numbers")))
        columns = _columns([_value(number[0]) for number in numbers], _parent(match["code"] or "", above), width)
        above[match["code"] or ""] = {column: _value(number[0]) for column, number in zip(columns, numbers, strict=True)}
        for column, number in zip(columns, numbers, strict=True):
            cells.append(Cell(number.start(), number.end(), number[0], row, column))
    start = min(cell.start for cell in cells)
    return Table(start, cells[-1].end, "", "", len(headings), _FIRST_VALUE_COLUMN, tuple(cells))


def _parent(code: str, above: dict[str, Values]) -> Values:
    """Return the values of the row whose code is the longest beginning of ``code``; the row without a code is the total."""
    return next((above[code[:length]] for length in range(len(code) - 1, -1, -1) if code[:length] in above), {})


def _columns(values: Sequence[Decimal], parent: Values, width: int) -> list[int]:
    """Return the columns of a row's values: blank cells leave no trace, so a value takes the first that its parent's row allows.

    A part is never more than the whole, so a column in which the parent has less is not the value's.
    """
    columns: list[int] = []
    column = _FIRST_VALUE_COLUMN
    spare = width - len(values)
    for value in values:
        while spare > 0 and parent and parent.get(column, Decimal(0)) < value:
            column += 1
            spare -= 1
        columns.append(column)
        column += 1
    return columns


def _value(number: str) -> Decimal:
    """Return the value of a number as written."""
    return Decimal(number.replace(",", "").rstrip("%"))
