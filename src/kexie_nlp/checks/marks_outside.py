"""Whether the marks for carrying out the budget, told above a table of marks, are what its sum has more than its rows (权重10，得分9)."""

import re
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

_EXECUTION: Final = re.compile(r"(?:预算执行|资金总额)[^\n]{0,160}")
_MARKS: Final = re.compile(r"(?<![\d.,≥≤])(\d{1,2}(?:\.\d+)?)(?![\d.,]|\s*[%％万个次场人])")
_SUM: Final = re.compile(r"[\d.]+分?")
_MOST: Final = 20


def are_marks_outside(relation: Relation, context: Context) -> bool:
    """Tell whether a sum of marks lacks those that the report tells of its budget's execution elsewhere."""
    gap = relation.difference
    if relation.holds or relation.kind != "sum" or gap is None or not 0 < gap <= _MOST or not _SUM.fullmatch(relation.stated):
        return False
    return any(Decimal(marks) == gap for line in _EXECUTION.finditer(context.text) for marks in _MARKS.findall(line[0]))
