"""Whether days, years and editions are possible, and fit what the report and those of other years say."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times import (
    dates,
    editions,
    events,
    five_years,
    founded,
    lasting,
    leftovers,
    months,
    neighbour_editions,
    next_editions,
    periods,
    signatures,
    table_editions,
    weekdays,
    yearly_editions,
)
from kexie_nlp.checks.told.context import Context

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    dates.check_dates,
    weekdays.check_weekdays,
    lasting.check_lasting,
    events.check_events,
    periods.check_periods,
    months.check_months,
    leftovers.check_leftovers,
    editions.check_editions_within,
    table_editions.check_table_editions,
    yearly_editions.check_yearly_editions,
    next_editions.check_next_editions,
    five_years.check_five_years,
    founded.check_founded,
    signatures.check_signatures,
    neighbour_editions.check_neighbour_editions,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
