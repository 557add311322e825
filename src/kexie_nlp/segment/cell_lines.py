"""Tables of which a page's text has kept nothing but one cell a line: the headings, then of each row its name and its values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from kexie_nlp.document import Cell, Table
from kexie_nlp.segment.lines import Line

_EDGES: Final = " \u3000\t"
_VALUE: Final = re.compile(
    r"[≥≤><＞＜=＝约]?\s*(?!(?:19|20)\d\d年)[-+−]?\d[\d,，]*(?:\.\d+)?\s*(?:[%％]|[万余多]{0,2}[^\d\s年月日号季届、.．)）:：]{1,4})?[）)]?|[-—–/]{1,2}|无"
)
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_CLOSED: Final = re.compile(r"[）)]")
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"(?=.*[一-鿿])[^\t|。！？；]{1,40}(?<![：:，、])")
_UNIT: Final = re.compile(r"[（(][^（）()]{1,8}[）)]")
_CODE: Final = re.compile(r"\d{3}|\d{5}|\d{7}")  # of the classification of expenditure
_OF_VALUES: Final = re.compile(
    r"(?:年?初|年?末|上年|本年|今年|去年|(?:19|20)\d\d年|预算|决算|执行|支付|实际|完成|目标|计划|自评|期初|期末)[^，。：:]{0,8}"
    r"|[^，。：:]{0,10}(?:数|额|值|率|分|量|金额|合计|小计|总计|经费|资金|人次|场次|收入|支出|权重|占比|比重|增减|增幅|差异)(?:\s*[（(][^（）()]*[）)])?"
)
_REMARK: Final = re.compile(r"[^，。：:]{0,10}(?:原因|备注|说明|措施|情况)[^，。：:]{0,10}")
_FEWEST_ROWS: Final = 3  # of one value; of several two will do
_MOST_LABELS: Final = 3  # words of a row: kinds of indicators before its name, told once for several rows


@dataclass(frozen=True, slots=True)
class _Row:
    """The words that stand before some values, up to the values before them, the values, and the words above that surely head a table."""

    words: tuple[Line, ...]
    values: tuple[Line, ...]
    headings: tuple[Line, ...] = ()


def find_cell_line_tables(text: str, lines: Sequence[Line]) -> Iterator[Table]:
    """Yield the tables of ``lines`` in which rows of a name and as many values each follow each other, one cell a line."""
    for block in _blocks(lines):
        rows = _keyed(list(_rows(block)))
        for _, some in groupby(rows, key=lambda row: len(row.values)):
            table = _table(text, found := list(some))
            # what begins further on without headings is no more than the end of a table
            if table is not None and (table.header_rows or found[0] is rows[0]):
                yield table


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines that may be cells, as far as they stand together; one blank line may stand between two."""
    block: list[Line] = []
    blanks = 0
    for line in lines:
        cell = line.text.strip(_EDGES)
        if not cell:
            blanks += 1
            continue
        if blanks > 1 or not (_VALUE.fullmatch(cell) or _WORD.fullmatch(cell)):
            yield block
            block = []
        if _VALUE.fullmatch(cell) or _WORD.fullmatch(cell):
            block.append(line)
        blanks = 0
    yield block


def _rows(block: Sequence[Line]) -> Iterator[_Row]:
    """Yield words with the values behind them."""
    words: tuple[Line, ...] = ()
    for is_value, some in groupby(block, key=lambda line: _VALUE.fullmatch(line.text.strip(_EDGES)) is not None):
        if not is_value:
            words = tuple(some)
        elif words:
            yield _Row(words, tuple(some))


def _keyed(rows: list[_Row]) -> list[_Row]:
    """Return rows with the code or number that each begins with among its words; it stands behind the values of the row before."""
    keys = [row.values[-1].text.strip(_EDGES) for row in rows[:-1]]
    widths = {len(row.values) - 1 for row in rows[1:-1]} | {len(row.values) for row in rows[-1:]}
    is_counted = all(key.isdigit() for key in keys) and [int(key) for key in keys] == list(range(1, len(rows)))
    if len(rows) <= _FEWEST_ROWS or len(rows[0].values) != 1 or len(widths) != 1 or 0 in widths:
        return rows
    if not is_counted and not all(_CODE.fullmatch(key) for key in keys):
        return rows
    width = max(widths)
    headings = rows[0].words[-width - 1 - len(rows[1].words) :]
    first = _Row((*rows[0].values, *rows[1].words), rows[1].values[:width], headings)
    rest = [_Row((*above.values[-1:], *row.words), row.values[:width]) for above, row in pairwise(rows[1:])]
    return [first, *rest]


def _table(text: str, rows: Sequence[_Row]) -> Table | None:
    """Return the table of rows with as many values each, or None if they are too few or only numbered."""
    width = len(rows[0].values)
    numbers = [row.values[0].text.strip(_EDGES) for row in rows]
    is_numbering = width == 1 and all(one.isdigit() and other.isdigit() and int(other) - int(one) == 1 for one, other in pairwise(numbers))
    if len(rows) < (_FEWEST_ROWS if width == 1 else 2) or is_numbering or not _DIGIT.search("".join(numbers)):
        return None
    headings, first = ([_span(line) for line in rows[0].headings], rows[0].words) if rows[0].headings else _headings(rows[0].words, width)
    has_remarks = len(headings) > width and not rows[0].headings and _REMARK.fullmatch(_text_of(text, headings[-1])) is not None
    rows = [_Row(first, rows[0].values), *rows[1:]]
    if not has_remarks and any(len(row.words) > _MOST_LABELS for row in rows):
        return None
    cells: list[Cell] = []
    before = max((len(row.words) - has_remarks * (at > 0) for at, row in enumerate(rows)), default=1)
    before = max(1, min(before, _MOST_LABELS))
    at = before + width + has_remarks - len(headings)
    cells += [_cell(text, span, 0, column) for column, span in enumerate(headings, at)]
    top = bool(headings)
    for number, row in enumerate(rows, top):
        labels = list(row.words)
        if has_remarks and number > top and len(labels) > 1:
            cells.append(_cell(text, _span(labels.pop(0)), number - 1, before + width))
        cells += [_cell(text, _span(line), number, column) for column, line in enumerate(labels[-before:], max(0, before - len(labels)))]
        cells += [_cell(text, _span(line), number, column) for column, line in enumerate(row.values, before)]
    return Table(cells[0].start, max(cell.end for cell in cells), "", "", int(top), before, tuple(cells))


def _headings(words: Sequence[Line], width: int) -> tuple[list[tuple[int, int]], tuple[Line, ...]]:
    """Return the headings of the values, the one of their names before them and that of remarks behind, and the words of the first row."""
    spans: list[tuple[int, int]] = []
    lines: list[Line] = []
    for line in words:
        start, end = _span(line)
        if spans and _UNIT.fullmatch(line.text.strip(_EDGES)):
            spans[-1] = (spans[-1][0], end)  # 项目资金 over （万元）
        else:
            spans.append((start, end))
            lines.append(line)
    told = [line.text.strip(_EDGES) for line in lines]
    for last in range(len(told) - 1, max(width, len(told) - 1 - _MOST_LABELS) - 1, -1):
        has_remark = _REMARK.fullmatch(told[last - 1]) is not None and last > width
        end = last - has_remark
        if end >= width and all(_OF_VALUES.fullmatch(one) for one in told[end - width : end]):
            return spans[max(0, end - width - 1) : last], tuple(lines[last:])
    return [], tuple(lines[-1:])


def _span(line: Line) -> tuple[int, int]:
    """Return where the text of a line stands, without the blanks around it and half of a bracket that other lines open or close."""
    bare = line.text.lstrip(_EDGES)
    bare = bare[bare.startswith(_OPENING) and not _CLOSED.search(bare) :]
    start = line.end - len(bare)
    bare = bare.rstrip(_EDGES)
    return start, start + len(bare) - (_VALUE.fullmatch(bare) is not None and bare.endswith(_CLOSING))


def _text_of(text: str, span: tuple[int, int]) -> str:
    """Return the text of a span."""
    return text[span[0] : span[1]]


def _cell(text: str, span: tuple[int, int], row: int, column: int) -> Cell:
    """Return a cell."""
    return Cell(*span, text[span[0] : span[1]], row, column)
