"""Tables that were read as one because nothing but a caption stood between them: each headed by a row of headings of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from kexie_nlp.document import Cell, Table

_FIRST: Final = re.compile(r"(?:.{0,8}(?:项目|科目|名称|指标|类别|单位|内容|年份|年度|序号|竞赛|活动|学会|县区))(?:[（(].{1,6}[）)])?")
_OTHER: Final = re.compile(
    r"数|率|额|合计|小计|支出|收入|预算|决算|执行|完成|实际|计划|目标|增|减|年|备注|说明|场|期|次|分|奖|金|比|单位|名称|项目|拨款|结转"
)
_DIGIT: Final = re.compile(r"\d")
_LONGEST: Final = 14
_LEAST: Final = 3


def pieces_of(table: Table) -> list[Table]:
    """Return a table as one, or as several if a row of other headings stands between its rows of numbers."""
    rows = [list(row) for _, row in groupby(sorted(table.cells, key=lambda cell: cell.row), key=lambda cell: cell.row)]
    cuts, above, numbers = [0], "", False
    for at, row in enumerate(rows):
        told = "|".join(cell.text.strip() for cell in row)
        if _is_headings(row):
            if numbers and told != above and at + 1 < len(rows) and not any(cell.row + cell.row_span > row[0].row for cell in rows[at - 1]):
                cuts.append(at)
            above, numbers = told, False
        else:
            numbers = numbers or any(_DIGIT.search(cell.text) for cell in row[1:])
    if len(cuts) == 1:
        return [table]
    return [
        replace(table, caption=table.caption if not start else "", cells=tuple(cell for row in rows[start:end] for cell in row))
        for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)
    ]


def _is_headings(row: Sequence[Cell]) -> bool:
    """Tell whether the cells of a row all name what stands below them."""
    texts = ["".join(cell.text.split()) for cell in row]
    if len(texts) < _LEAST or not all(0 < len(text) <= _LONGEST for text in texts) or not _FIRST.fullmatch(texts[0]):
        return False
    return all(_OTHER.search(text) for text in texts[1:]) and not any(re.fullmatch(r"[\d.,%-]+", text) for text in texts)
