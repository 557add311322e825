"""Whether columns of a table make up a column of totals: 合计 of the others, 1—9月累计 of 1—8月 and 9月, 全年 of its halves or quarters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.grid import Grid, Row
from kexie_nlp.checks.totals.one_sum import Sum, holding

_TERM: Final = re.compile(
    r"(?P<first>\d{1,2})月?份?[—–－\-~～至到]+(?P<last>\d{1,2})月份?|(?P<month>\d{1,2})月份?|(?P<half>[上下])半年"
    r"|第?(?P<quarter>[一二三四1-4])季度?|(?P<front>前三季度)|(?P<year>全年)"
)
_WORDS: Final = re.compile(r"合计|累计|小计|总计|实际|完成|[度数值]")  # that make no difference to what a column counts
_NO_FLOW: Final = re.compile(r"率|均|占|比|年末|期末|累计|现有|总数|单价|[%％]")  # rows that do not grow by what terms add
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TENTH: Final = 10
_TWO: Final = 2
_PROVEN: Final = 0.85
_SCORE: Final = 0.7
Term = tuple[str, int, int]


def check_columns(grid: Grid) -> Iterator[Relation]:
    """Yield whether the rows of a table make up a column of totals; a misfit counts where other rows show how to read it."""
    columns = list(grid.columns())
    totals = [column for column in columns if _is_total(grid.column_heading(column))]
    for total in totals:
        others = [column for column in columns if column not in totals and grid.adds_up(column)]
        right = [column for column in others if column > total]
        left = [column for column in others if column < total]
        best: list[Sum] = max((_row_sums(grid, total, some) for some in (right, left, right[:2], left[-2:])), key=holding)
        proven = holding(best) > 0 and sum(one.holds() for one in best) >= max(2, len(best) / 2)
        for one in best:
            if one.holds():
                if one.counts():
                    yield one.relation(0.0)
            elif proven:
                yield one.relation(0.85)


def _row_sums(grid: Grid, total: int, columns: Sequence[int]) -> list[Sum]:
    """Return the sums of a column of totals and some others, row by row."""
    if len(columns) < 2:
        return []
    rows = [row for row in grid.rows if total in row.values]
    sums = [Sum(row.values[total], tuple(row.values[column] for column in columns if column in row.values)) for row in rows]
    return [one for one in sums if one.parts and one.total.value]


def _is_total(heading: str) -> bool:
    """Tell whether a column says of itself that it is a sum."""
    last = heading.rsplit("/", 1)[-1].split("（")[0].split("(")[0]
    return last.endswith(("合计", "小计", "总计", "总额")) or last in ("总数", "总支出", "总收入")


def check_terms_beside(grid: Grid) -> Iterator[Relation]:
    """Yield whether columns of months, quarters or halves make up one of all of them; a misfit counts by another row that holds."""
    terms = {column: term for column in grid.columns() if grid.adds_up(column) and (term := _term(grid.column_heading(column)))}
    for whole in terms:
        parts = _tiled(terms, whole)
        rows = [row for row in grid.rows if whole in row.values and not _NO_FLOW.search(row.name)]
        sums = [one for one in (_of_terms(row, whole, parts) for row in rows) if one is not None and one.counts()]
        fitting = sum(one.holds() for one in sums)
        for one in sums:
            if one.holds():
                yield one.relation(0.0)
            elif _TWO * fitting >= sum(map(_is_near, sums)) and fitting and _is_slip(one):
                yield one.relation(_SCORE if fitting < _TWO else _PROVEN)


def _term(heading: str) -> Term | None:
    """Return the first and the last month that a heading names once, with the words beside them; None if it names none."""
    found = list(_TERM.finditer(heading))
    if len(found) != 1:
        return None
    match = found[0]
    words = _WORDS.sub("", heading[: match.start()] + heading[match.end() :]).strip("/")
    if match["half"]:
        return (words, 1, 6) if match["half"] == "上" else (words, 7, 12)
    if match["quarter"]:
        number = _QUARTERS[match["quarter"]]
        return words, 3 * number - 2, 3 * number
    if match["front"] or match["year"]:
        return words, 1, 9 if match["front"] else 12
    first, last = (int(match["month"] or match[name]) for name in ("first", "last"))
    return words, first, last


def _tiled(terms: Mapping[int, Term], whole: int) -> list[int]:
    """Return the columns that follow one another from the first to the last month of another one, the longest terms first."""
    words, at, end = terms[whole]
    parts: list[int] = []
    while at <= end:
        fitting = [(last, column) for column, (name, first, last) in terms.items() if name == words and first == at and last <= end]
        fitting = [(last, column) for last, column in fitting if column != whole and terms[column] != terms[whole]]
        if not fitting:
            return []
        last, column = max(fitting)
        parts.append(column)
        at = last + 1
    return parts


def _of_terms(row: Row, whole: int, parts: Sequence[int]) -> Sum | None:
    """Return the sum of the terms of a row; None if one of them is not told."""
    if len(parts) < _TWO or any(part not in row.values for part in parts):
        return None
    return Sum(row.values[whole], tuple(row.values[part] for part in parts))


def _is_slip(one: Sum) -> bool:
    """Tell whether terms miss their whole by little, and by one digit mistyped."""
    return _is_near(one) and misadded(one.total.value, [part.value for part in one.parts]) >= 1


def _is_near(one: Sum) -> bool:
    """Tell whether terms come near their whole: members told at the end of each term, and what was counted twice, do not."""
    return abs(sum(part.value for part in one.parts) - one.total.value) * _TENTH <= one.total.value
