"""The cells of a table under their headings: rows that lost an empty cell at one end moved, a caption left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Cell

NUMBER: Final = re.compile(
    r"\s*(?:[≥≧≤≦>＞<＜]=?\s*)?(?P<sign>[-－—]?)(?P<whole>\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(?P<decimals>\d+))?\s*(?P<scale>[万亿]?)(?P<unit>[^\d\s,，。；;]{0,4})\s*",
    re.ASCII,
)
TOTAL: Final = re.compile(r"(?:合计|总计|小计|共计|总数|累计)(?:[（(][^）)]*[）)])?$|(?:总得?分|综合得分)$|^(?:合计|总计|小计|总额|总分)")
EMPTY: Final = re.compile(r"[-－—–―/／\\*]+")  # what stands in a cell that tells nothing
_CAPTION: Final = re.compile(r"(?:附?表|附件)\s*[\d一二三四五六七八九十]")


def aligned(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Yield cells under their headings: a row of totals that lost its empty first cell moved to the right, a caption left out."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    width = Counter(sum(cell.column_span for cell in row) for row in rows.values()).most_common(1)[0][0] if rows else 0
    first = rows.get(0, [])
    if sum(cell.column_span for cell in first) == width + 1 and (caption := _caption(first)) is not None:
        rows[0] = [replace(cell, column=cell.column - (cell.column > caption)) for cell in first if cell.column != caption]
    full = max(map(len, rows.values()), default=0)
    whole = [row for row in rows.values() if sum(cell.column_span for cell in row) == full == len(row)]
    for row in rows.values():
        end = row[-1].column + row[-1].column_span
        if len(row) == full - 1 and end < full and _lost_first(row, whole):
            yield from (replace(cell, column=cell.column + 1) for cell in row)
            continue
        lost = width - sum(cell.column_span for cell in row)
        is_total = TOTAL.search("".join(row[0].text.split())) and all(NUMBER.fullmatch(cell.text) for cell in row[1:])
        if 0 < lost < 3 and is_total and end + lost <= width and not _lost_last(row, whole, lost):
            yield from (replace(cell, column=cell.column + lost) for cell in row)
        else:
            yield from row


def _lost_first(row: Sequence[Cell], whole: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a row lost its empty first cell, that of a group named above: moved right, its cells are like more of those above."""
    if any(cell.column_span > 1 or cell.row_span > 1 for some in (row, *whole) for cell in some) or row[0].column:
        return False
    own = [_kind(cell.text) for cell in row]
    kinds = [Counter(_kind(other[column].text) for other in whole) for column in range(len(row) + 1)]
    here, moved = (sum(kinds[at + by][kind] for at, kind in enumerate(own)) for by in (0, 1))
    return len(whole) > 1 and own[0] == "word" and moved > here


def _lost_last(row: Sequence[Cell], whole: Sequence[Sequence[Cell]], lost: int) -> bool:
    """Tell whether a row of totals lost its last cells, those of remarks: where they stand, its numbers are below more of those above."""
    numbers = Counter(cell.column for other in whole for cell in other if NUMBER.fullmatch(cell.text))
    here, moved = (sum(numbers[cell.column + by] for cell in row[1:]) for by in (0, lost))
    return here > moved


def _kind(text: str) -> str:
    """Return whether a cell holds a number, a number with a unit, a word or nothing."""
    match = NUMBER.fullmatch(text)
    if match is None:
        return "empty" if EMPTY.fullmatch(text.strip()) or not text.strip() else "word"
    return f"number {match['unit'][:1]}".strip()


def _caption(row: Sequence[Cell]) -> int | None:
    """Return where the caption stands that was read as the first cell of a row of headings, or None."""
    return next((cell.column for cell in row if _CAPTION.match(cell.text.strip())), None)
