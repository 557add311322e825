"""What follows from figures: differences, rates of change, shares, rates of completion, each with its bounds and its arithmetic."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed
from kexie_nlp.checks.told.figures import Figure, Range

_MORE: Final = re.compile("余|多")  # 20余场 is more than 20


def moved_between(level: Figure, former: Figure, sign: int) -> Computed:
    """Return by how much a value moved."""
    after, before = (level, former) if sign > 0 else (former, level)
    value = after.value - before.value
    formula = f"{after.text} − {before.text} = {level.written(value)}"
    return Computed(value, after.range - before.range, formula, (level, former))


def rate_told(level: Figure, former: Figure, sign: int) -> Computed | None:
    """Return by how many percent a value moved."""
    after, before = (level, former) if sign > 0 else (former, level)
    moved = (after.range - before.range).percent_of(former.range)
    if moved is None:
        return None
    value = 100 * (after.value - before.value) / former.value
    formula = f"({after.text} − {before.text}) ÷ {former.text} = {_percent(value)}"
    return Computed(value, moved, formula, (level, former))


def rate_of(level: Figure, amount: Figure, sign: int) -> Computed | None:
    """Return by how many percent a value moved that is told with the difference, not with the value before."""
    before = level.value - sign * amount.value
    base = level.range - amount.range if sign > 0 else level.range + amount.range
    if before <= 0 or base.low <= 0:
        return None
    # the difference stands above and below the line, so its ends are taken together
    ends = [
        100 * difference / (whole - sign * difference)
        for difference in (amount.range.low, amount.range.high)
        for whole in (level.range.low, level.range.high)
        if whole - sign * difference > 0
    ]
    value = 100 * amount.value / before
    operator = "−" if sign > 0 else "+"
    formula = f"{amount.text} ÷ ({level.text} {operator} {amount.text}) = {_percent(value)}"
    return Computed(value, Range(min(ends), max(ends)), formula, (amount, level))


def rate_between(after: Figure, before: Figure) -> Computed | None:
    """Return by how many percent a value grew; negative where it fell."""
    bounds = (after.range - before.range).percent_of(before.range)
    if bounds is None:
        return None
    value = 100 * (after.value - before.value) / before.value
    return Computed(value, bounds, f"({after.text} − {before.text}) ÷ {before.text} = {_percent(value)}", (after, before))


def difference_of(after: Figure, before: Figure) -> Computed:
    """Return by how much a value grew; negative where it fell."""
    value = after.value - before.value
    return Computed(value, after.range - before.range, f"{after.text} − {before.text} = {after.written(value)}", (after, before))


def _percent(value: Decimal) -> str:
    """Return a percentage with two decimals."""
    return f"{value:.2f}%"


def share_of(part: Figure, whole: Figure) -> Computed | None:
    """Return the share of a part in a whole."""
    bounds = part.range.percent_of(whole.range)
    if bounds is None:
        return None
    value = 100 * part.value / whole.value
    return Computed(value, bounds, f"{part.text} ÷ {whole.text} = {value:.2f}%", (part, whole))


def completion_of(actual: Figure, plan: Figure) -> Computed | None:
    """Return the result as a percentage of the plan; one of 不少于20场 is of 20."""
    if plan.exactness == "over" and not _MORE.search(plan.text):
        plan = replace(plan, exactness="exact")
    bounds = actual.range.percent_of(plan.range)
    if bounds is None:
        return None
    value = 100 * actual.value / plan.value
    return Computed(value, bounds, f"{actual.text} ÷ {plan.text} = {value:.2f}%", (actual, plan))
