"""Whether rates, shares, changes and averages follow from the values they are of."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.rates import (
    averages,
    baselines,
    changes,
    classes,
    completions,
    differences,
    directions,
    executions,
    grants,
    line_shares,
    lone_shares,
    monthly,
    multiples,
    named_budgets,
    per_unit,
    points,
    points_elsewhere,
    products,
    rates_first,
    ratios,
    remainders,
    respective,
    row_changes,
    row_completions,
    since_opening,
    table_rates,
    trends,
)
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    changes.check_changes,
    trends.check_trends,
    since_opening.check_since_opening,
    directions.check_directions,
    differences.check_differences,
    points.check_points,
    points_elsewhere.check_points_elsewhere,
    baselines.check_baselines,
    multiples.check_multiples,
    lone_shares.check_lone_shares,
    line_shares.check_line_shares,
    rates_first.check_rates_first,
    monthly.check_monthly,
    ratios.check_ratios,
    averages.check_averages,
    classes.check_classes,
    per_unit.check_per_unit,
    per_unit.check_per_head,
    products.check_products,
    grants.check_grants,
    respective.check_respective,
    completions.check_completions,
    executions.check_executions,
    remainders.check_remainders,
    row_completions.check_row_completions,
    row_changes.check_row_changes,
    named_budgets.check_named_budgets,
    table_rates.check_tables,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
