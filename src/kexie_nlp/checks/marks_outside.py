"""Whether the marks for carrying out the budget, told above a table of marks, are what its sum has more than its rows (权重10，得分9)."""

import re
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

_EXECUTION: Final = re.compile(r"(?:预算执行|资金总额)[^\n]{0,160}")
_MARKS: Final = re.compile(r"(?<![\d.,≥≤])(\d{1,2}(?:\.\d+)?)(?![\d.,]|\s*[%％万个次场人])")
_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d+)?")
_SUM: Final = re.compile(r"[\d.]+分?")
_MOST: Final = 20


def are_marks_outside(relation: Relation, context: Context) -> bool:
    """Tell whether a sum of marks lacks those that the report tells of its budget's execution elsewhere.

    The number meant may be the next one of its row, whose cells are shifted (合计 — — 100 97.00).
    """
    gap = relation.difference
    if relation.holds or relation.kind != "sum" or gap is None or not _SUM.fullmatch(relation.stated):
        return False
    behind = context.text[relation.spans[0][1] :].partition("\n")[0]
    made = Decimal(relation.stated.removesuffix("分")) - gap
    gaps = {gap, *(Decimal(number) - made for number in _NUMBER.findall(behind))}
    marks = {Decimal(told) for line in _EXECUTION.finditer(context.text) for told in _MARKS.findall(line[0])}
    return any(0 < one <= _MOST and one in marks for one in gaps)
