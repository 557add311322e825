"""Whether lines of a name and a number each make up the line of their total: a table of two columns that was read as lines."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded, slip
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, Range, is_usual
from kexie_nlp.checks.totals.mistyped_rows import blamed

_ROW: Final = re.compile(
    r"\s*(?:[（(]?\d{1,2}[）)、.．](?!\d)\s*|[一二三四五六七八九十]{1,2}、\s*)?(?P<name>[^，。；：:\d\t…|]{2,30}?)[\s:：…·.—|]*"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
)
_TOTAL: Final = re.compile(r"合计|总计|共计|小计")
_NO_PART: Final = re.compile(r"率|占|均|其中|单价|标准|年度?$|序号|编号|电话|邮编|页|第|[—-]$|得分|分值|结转|结余")
_LEAST: Final = 3
_MOST: Final = 40
_NEAR: Final = 10  # a tenth of the total may be missing or too much
_CLEAR: Final = 1.5
_SURE: Final = 0.75
_MAYBE: Final = 0.6


def check_plain_rows(context: Context) -> Iterator[Relation]:
    """Yield whether the numbers of lines of one shape make up the total that the line below them tells."""
    tables = [
        (min(cell.start for cell in table.cells), max(cell.end for cell in table.cells)) for table in context.reading.tables if table.cells
    ]
    rows: list[Figure] = []
    names: dict[tuple[int, int], tuple[str, Figure]] = {}
    start = 0
    for line in context.text.split("\n"):
        match = _ROW.fullmatch(line)
        figure = _figure(match, start) if match else None
        name = "".join(match["name"].split()) if match else ""
        if figure is None or any(first <= figure.start < last for first, last in tables) or _NO_PART.search(name):
            rows = rows if not line.strip() else []
        elif not _TOTAL.fullmatch(name):
            rows.append(figure)
            names[figure.start, figure.end] = (name, figure)
        else:
            if relation := _summed(figure, rows, _told(context)):
                yield blamed(context, relation, names)
            rows = []
        start += len(line) + 1


def _figure(match: re.Match[str], start: int) -> Figure | None:
    """Return the number of a line that begins at ``start``."""
    number = match["number"].replace(",", "")
    value, first = Decimal(number), start + match.start("number")
    decimals = len(number.partition(".")[2])
    step = Decimal(1).scaleb(-decimals) if decimals else Decimal(0)
    end = first + len(match["number"])
    return Figure(first, end, match["number"], "quantity", "", value, step, Decimal(1), "exact") if is_usual(value) else None


def _told(context: Context) -> frozenset[Decimal]:
    """Return the numbers with decimals that running text tells, as written."""
    return frozenset(figure.value / figure.scale for figure in context.figures if figure.kind == "amount" and figure.step < figure.scale)


def _summed(total: Figure, rows: Sequence[Figure], told: frozenset[Decimal]) -> Relation | None:
    """Return whether rows make up a total; of those that do not, only where a digit mistyped or a small gap shows that they should."""
    if not _LEAST <= len(rows) <= _MOST or not total.value:
        return None
    value = sum((row.value for row in rows), Decimal(0))
    computed = Computed(value, Range.total(row.range for row in rows), f"{joined(rows)} = {total.written(value)}", tuple(rows))
    slips = misadded(total.value, [row.value for row in rows])
    is_near = abs(value - total.value) * _NEAR <= total.value
    wrong = [row for row in rows if (rest := total.value - value + row.value) > 0 and slip(row.value, rest) >= _CLEAR]
    wrong = [row for row in wrong if total.value - value + row.value in told] or wrong
    if total.value in told and len(wrong) == 1:
        return _of_part(total, rows, wrong[0])  # the total stands in running text, too
    relation = compare("sum", total, computed, (total.start, total.end), _SURE if slips >= _CLEAR else _MAYBE)
    return relation if relation.holds or slips >= _CLEAR or is_near else None


def _of_part(total: Figure, rows: Sequence[Figure], part: Figure) -> Relation:
    """Return that one row is not what the total leaves for it."""
    others = [row for row in rows if row is not part]
    value = total.value - sum((row.value for row in others), Decimal(0))
    bounds = total.range - Range.total(row.range for row in others)
    formula = f"{total.text} − {joined(others, ' − ')} = {part.written(value)}"
    return compare("sum", part, Computed(value, bounds, formula, (total, *others)), (part.start, part.end), _SURE)
