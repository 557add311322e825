"""Whether totals are what their parts make up, in sentences, lists, accounts, stocks and tables."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.totals import (
    accounts,
    answers,
    balances,
    complements,
    kinds_summed,
    left_in_tables,
    near_totals,
    net_worth,
    paired_runs,
    plain_stocks,
    scores,
    stocks,
    surplus,
    table_sums,
    terms,
    year_parts,
)

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    complements.check_complements,
    accounts.check_accounts,
    balances.check_balances,
    surplus.check_surplus,
    net_worth.check_net_worth,
    stocks.check_stocks,
    plain_stocks.check_plain_stocks,
    terms.check_terms,
    paired_runs.check_paired_runs,
    kinds_summed.check_kinds_summed,
    year_parts.check_year_parts,
    answers.check_answers,
    scores.check_scores,
    table_sums.check_tables,
    left_in_tables.check_left_in_tables,
    near_totals.check_near_totals,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
