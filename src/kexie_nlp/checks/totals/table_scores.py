"""Whether the marks in the rows of a table, which are of 100 in all, make the total that the text of a self-evaluation tells."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, plain
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.totals.scores import totals_told

_FULL: Final = re.compile(r"分值|满分|权重|标准分")
_GOT: Final = re.compile(r"得分(?!率)|评分$")
_ANY_TOTAL: Final = re.compile(r"总分|合计|总计|总得分")
_HUNDRED: Final = Decimal(100)
_FEWEST: Final = 3
_SCORE: Final = 0.75


def check_table_scores(context: Context) -> Iterator[Relation]:
    """Yield whether the one total told is that of the one table of marks, if that has no total of its own."""
    told = totals_told(context)
    tables = [rows for grid in context.grids if (rows := _marks(grid))]
    if len(tables) != 1 or len({match["score"] for _, match in told}) != 1:
        return
    figures = tables[0]
    value = sum((figure.value for figure in figures), Decimal(0))
    passage, match = told[0]
    stated = Decimal(match["score"])
    holds = stated == value
    why = f"表中各项得分合计{plain(value)}分" + ("" if holds else f"，文中写{stated}分")
    spans = (
        (passage.start + match.start("score"), passage.start + match.end("score")),
        *((figure.start, figure.end) for figure in figures),
    )
    quote = (passage.start, passage.end)
    score = 1.0 if holds else _SCORE
    yield Relation("sum", holds, f"{stated}分", f"{plain(value)}分", spans, quote, why, stated - value, score)


def _marks(grid: Grid) -> list[Figure]:
    """Return the marks of the rows of a table whose full marks are 100 in all; nothing if it tells a total itself."""
    headings = {column: grid.column_heading(column).rsplit("/", 1)[-1] for column in grid.columns()}
    full, got = ([column for column, heading in headings.items() if form.search(heading)] for form in (_FULL, _GOT))
    if len(full) != 1 or len(got) != 1 or any(_ANY_TOTAL.search(row.name) for row in grid.rows):
        return []
    rows = [row for row in grid.rows if not row.is_total and (full[0] in row.values or got[0] in row.values)]
    if len(rows) < _FEWEST or any(column not in row.values for row in rows for column in (full[0], got[0])):
        return []
    if any(row.values[got[0]].value > row.values[full[0]].value for row in rows):
        return []
    return [row.values[got[0]] for row in rows] if sum(row.values[full[0]].value for row in rows) == _HUNDRED else []
