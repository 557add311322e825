"""Whether a report tells one thing alike wherever it tells it, in running text and in tables."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.retellings import (
    all_covered,
    attained,
    codes,
    companions,
    conversions,
    magnitudes,
    old_stocks,
    other_rows,
    overviews,
    participants,
    planned,
    prizes,
    repeats,
    rounded,
    stale_sums,
    table_cells,
    text_tables,
    twins,
    units,
    yearly,
)
from kexie_nlp.checks.told.context import Context

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    prizes.check_prizes,
    prizes.check_prize_totals,
    repeats.check_repeats,
    twins.check_twins,
    companions.check_companions,
    overviews.check_overviews,
    participants.check_participants,
    planned.check_planned,
    all_covered.check_all_covered,
    rounded.check_rounded,
    attained.check_attained,
    units.check_units,
    units.check_against_tables,
    magnitudes.check_magnitudes,
    conversions.check_conversions,
    codes.check_codes,
    yearly.check_yearly,
    text_tables.check_text_against_tables,
    table_cells.check_cells,
    other_rows.check_other_rows,
    old_stocks.check_old_stocks,
    stale_sums.check_stale_sums,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
