"""Whether totals are what their parts make up, in sentences, lists, accounts, stocks and tables."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.totals import (
    accounts,
    answers,
    balances,
    below_tables,
    complements,
    kinds_summed,
    left_elsewhere,
    named_together,
    near_totals,
    net_worth,
    paired_runs,
    plain_rows,
    plain_stocks,
    rows_told,
    scores,
    stocks,
    surplus,
    table_scores,
    table_stocks,
    table_sums,
    terms,
    unit_runs,
    votes,
    year_parts,
    year_rows,
)

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    complements.check_complements,
    left_elsewhere.check_left_elsewhere,
    rows_told.check_bare_rows,
    plain_rows.check_plain_rows,
    accounts.check_accounts,
    balances.check_balances,
    surplus.check_surplus,
    net_worth.check_net_worth,
    stocks.check_stocks,
    plain_stocks.check_plain_stocks,
    terms.check_terms,
    below_tables.check_below_tables,
    unit_runs.check_unit_runs,
    paired_runs.check_paired_runs,
    kinds_summed.check_kinds_summed,
    named_together.check_named_together,
    year_parts.check_year_parts,
    year_rows.check_year_rows,
    votes.check_votes,
    answers.check_answers,
    scores.check_scores,
    table_sums.check_tables,
    table_scores.check_table_scores,
    table_stocks.check_table_stocks,
    near_totals.check_near_totals,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
