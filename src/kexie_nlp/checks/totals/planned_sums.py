"""Whether the budgets of items make up that of the whole, as what was spent on them does.

支出年初预算为592.70万元，支出决算为649.83万元。其中：机构运行年初预算为289.90万元，支出决算为299.98万元；…
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Place, same_unit
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.lists import BUDGET_AND_OUTTURN

_UNPLANNED: Final = re.compile("(?:未|没有|无)(?:安排|编列|编制)?(?:年初)?预算")  # 年初未安排预算，支出决算为13.13万元
_LEAST: Final = 2
_TENTH: Final = 10
_SLIPPED: Final = 1.5
_SCORE: Final = 0.75


def check_planned_sums(context: Context, groups: Sequence[Group]) -> Iterator[Relation]:
    """Yield whether the budgets told with the parts of a sum that holds make up the one told with the sum."""
    budgets = dict(_budgets(context))
    for group in groups:
        planned = budgets.get(group.total.start) if group.fits() else None
        parts = [budgets.get(part.start, _is_both(part)) for part in group.parts if not _has_none(part, budgets)]
        told = tuple(part for part in parts if part is not None)
        if planned is None or not _LEAST <= len(told) == len(parts) or not all(same_unit(one.figure, planned.figure) for one in told):
            continue
        budget = Group(planned, told, _SCORE, group.passage)
        value, made = planned.figure.value, budget.computed().value
        is_near = abs(value - made) * _TENTH <= value or misadded(value, [one.figure.value for one in told]) >= _SLIPPED
        if budget.fits() or is_near:
            yield compare("sum", planned.figure, budget.computed(), (group.passage.start, group.passage.end), _SCORE)


def _has_none(part: Place, budgets: Mapping[int, Place]) -> bool:
    """Tell whether nothing was planned for an item: it cost nothing and no budget is told, or the words say so."""
    return part.start not in budgets and (not part.figure.value or _UNPLANNED.search(part.lead) is not None)


def _is_both(part: Place) -> Place | None:
    """Return a value that is the budget of its item as well (年初预算与支出决算均为25.50万元)."""
    return part if part.role == "budget" or BUDGET_AND_OUTTURN.search(part.lead) else None


def _budgets(context: Context) -> Iterator[tuple[int, Place]]:
    """Yield, for each value that stands right behind its budget in a sentence, where it begins and that budget."""
    for passage in context.passages:
        for plan, done in zip(passage.places, passage.places[1:], strict=False):
            if plan.role == "budget" and done.role == "level" and same_unit(plan.figure, done.figure):
                yield done.start, plan
