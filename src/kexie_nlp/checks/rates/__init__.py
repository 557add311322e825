"""Whether rates, shares, changes and averages follow from the values they are of."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.rates import (
    averages,
    changes,
    classes,
    completions,
    differences,
    directions,
    executions,
    grants,
    line_shares,
    lone_shares,
    multiples,
    named_budgets,
    named_denominators,
    per_unit,
    points_elsewhere,
    powers_of_ten,
    products,
    ratios,
    remainders,
    respective,
    row_changes,
    row_completions,
    split_shares,
    subject_shares,
    table_rates,
    trends,
    turned_round,
)
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    changes.check_changes,
    trends.check_trends,
    turned_round.check_turned_round,
    directions.check_directions,
    differences.check_differences,
    points_elsewhere.check_points_elsewhere,
    multiples.check_multiples,
    lone_shares.check_lone_shares,
    line_shares.check_line_shares,
    subject_shares.check_subject_shares,
    split_shares.check_split_shares,
    ratios.check_ratios,
    averages.check_averages,
    classes.check_classes,
    per_unit.check_per_unit,
    per_unit.check_per_head,
    powers_of_ten.check_powers_of_ten,
    products.check_products,
    grants.check_grants,
    respective.check_respective,
    completions.check_completions,
    executions.check_executions,
    remainders.check_remainders,
    row_completions.check_row_completions,
    row_changes.check_row_changes,
    named_budgets.check_named_budgets,
    named_denominators.check_named_denominators,
    table_rates.check_tables,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
