"""Whether as many things follow as a number announces."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks.enumerations import counts, items, listings
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

CHECKS: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    counts.check_counts,
    listings.check_listings,
    items.check_items,
)
"""What needs nothing but the report; of two that tell the same of a figure the first is heard."""
