"""Whether totals are what their parts make up, in sentences, lists, accounts, stocks and tables."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.totals import accounts, balances, complements, scores, stocks, table_scores, table_sums, terms, year_parts, year_rows

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    complements.check_complements,
    accounts.check_accounts,
    balances.check_balances,
    stocks.check_stocks,
    terms.check_terms,
    year_parts.check_year_parts,
    year_rows.check_year_rows,
    scores.check_scores,
    table_sums.check_tables,
    table_scores.check_table_scores,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
