"""Whether a report tells one thing alike wherever it tells it, in running text and in tables."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.retellings import (
    codes,
    grown_targets,
    magnitudes,
    old_stocks,
    out_of_scale,
    participants,
    planned,
    prizes,
    referred,
    repeats,
    rows_told,
    stale_sums,
    table_cells,
    text_tables,
    told_alike,
    twins,
    units,
)
from kexie_nlp.checks.told.context import Context

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    prizes.check_prizes,
    repeats.check_repeats,
    twins.check_twins,
    participants.check_participants,
    planned.check_planned,
    grown_targets.check_grown_targets,
    units.check_units,
    units.check_against_tables,
    magnitudes.check_magnitudes,
    out_of_scale.check_out_of_scale,
    codes.check_codes,
    text_tables.check_text_against_tables,
    table_cells.check_cells,
    old_stocks.check_old_stocks,
    stale_sums.check_stale_sums,
    told_alike.check_told_alike,
    rows_told.check_rows_told,
    referred.check_referred,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
