"""Statistics of an archive: pivot tables, award ladders, series, comparisons, plans against results, the calendar.

Every number carries the places of the reports it comes from, and what would be counted twice is left out and told.
"""

from kexie_nlp.statistics.calendars import Held, calendar
from kexie_nlp.statistics.comparisons import Comparison, Standing, compare
from kexie_nlp.statistics.counting import pivot_achievements, pivot_metrics, pivot_values
from kexie_nlp.statistics.ladders import Ladder, Rung, ladder
from kexie_nlp.statistics.naming import Names, names_of
from kexie_nlp.statistics.pivots import Cell, Pivot
from kexie_nlp.statistics.plans import Plan, plans_of
from kexie_nlp.statistics.series import Point, Series, SeriesFound, series_of
from kexie_nlp.statistics.sources import Omission, Source

__all__ = [
    "Cell",
    "Comparison",
    "Held",
    "Ladder",
    "Names",
    "Omission",
    "Pivot",
    "Plan",
    "Point",
    "Rung",
    "Series",
    "SeriesFound",
    "Source",
    "Standing",
    "calendar",
    "compare",
    "ladder",
    "names_of",
    "pivot_achievements",
    "pivot_metrics",
    "pivot_values",
    "plans_of",
    "series_of",
]
