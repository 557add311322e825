"""Tables whose columns are parted by runs of blanks, words and numbers alike, as text taken from a page or a terminal has them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from kexie_nlp.document import Cell, Table
from kexie_nlp.segment.lines import Line

_GAP: Final = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_LEAST_ROWS: Final = 3
_LEAST_COLUMNS: Final = 3
_LONGEST_CELL: Final = 40
_STOP: Final = "。；"

Row = list[tuple[int, int]]


def find_blank_tables(text: str, lines: Sequence[Line]) -> Iterator[Table]:
    """Yield the tables among ``lines`` that are three rows or more, most with as many cells, every second one with a number."""
    for is_row, group in groupby(lines, key=lambda line: is_blank_row(line.text)):
        if not is_row:
            continue
        rows = [_cells(line) for line in group]
        width, count = Counter(map(len, rows)).most_common(1)[0]
        if count < _LEAST_ROWS or any(len(row) > width for row in rows):
            continue
        if any(end - start > _LONGEST_CELL or text[end - 1] in _STOP for row in rows for start, end in row):
            continue
        numbered = sum(any(text[start:end].strip("%").replace(".", "").isdigit() for start, end in row) for row in rows)
        if numbered * 2 >= len(rows):
            cells = tuple(
                Cell(start, end, text[start:end], number, column)
                for number, row in enumerate(rows)
                for column, (start, end) in zip(_columns(row, width), row, strict=True)
            )
            yield Table(cells[0].start, cells[-1].end, "", "", 0, 0, cells)


def is_blank_row(line: str) -> bool:
    """Whether a line is three cells or more, parted by runs of blanks."""
    return ("  " in line or "\u3000\u3000" in line) and len(_GAP.findall(line)) + 1 >= _LEAST_COLUMNS


def _cells(line: Line) -> Row:
    """Return the spans of what runs of blanks part."""
    start, end = line.end - len(line.text.lstrip()), line.start + len(line.text.rstrip())
    gaps = [(line.start + gap.start(), line.start + gap.end()) for gap in _GAP.finditer(line.text)]
    return list(zip([start, *(gap[1] for gap in gaps)], [*(gap[0] for gap in gaps), end], strict=True))


def _columns(row: Row, width: int) -> list[int]:
    """Return the columns of a row's cells: where cells are missing, they are missing at the widest gap."""
    gaps = [after[0] - before[1] for before, after in pairwise(row)]
    widest = gaps.index(max(gaps)) + 1
    return [*range(widest), *range(width - len(row) + widest, width)]
