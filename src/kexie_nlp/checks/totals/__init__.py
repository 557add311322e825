"""Whether totals are what their parts make up, in sentences, lists, accounts, stocks and tables."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.totals import (
    account_lines,
    account_rows,
    accounts,
    additions,
    answers,
    balances,
    between_ends,
    changes_summed,
    complements,
    derived_columns,
    inside,
    kinds_summed,
    mark_rows,
    near_totals,
    net_worth,
    paired_lists,
    plain_stocks,
    scores,
    shortfalls,
    stocks,
    surplus,
    table_sums,
    table_wholes,
    terms,
    unspent,
    year_parts,
)

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    complements.check_complements,
    accounts.check_accounts,
    balances.check_balances,
    account_lines.check_account_lines,
    account_rows.check_account_rows,
    surplus.check_surplus,
    net_worth.check_net_worth,
    stocks.check_stocks,
    plain_stocks.check_plain_stocks,
    between_ends.check_between_ends,
    terms.check_terms,
    additions.check_additions,
    kinds_summed.check_kinds_summed,
    year_parts.check_year_parts,
    changes_summed.check_changes_summed,
    answers.check_answers,
    scores.check_scores,
    mark_rows.check_mark_rows,
    table_sums.check_tables,
    derived_columns.check_derived_columns,
    table_wholes.check_table_wholes,
    near_totals.check_near_totals,
    inside.check_inside,
    paired_lists.check_paired_lists,
    shortfalls.check_shortfalls,
    unspent.check_unspent,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
