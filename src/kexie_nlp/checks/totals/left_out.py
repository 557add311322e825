"""Whether a list below a total leaves out what a sentence above, which breaks the same total down, tells of it."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from kexie_nlp.checks.told.context import Passage, same_unit
from kexie_nlp.checks.totals.group import Group

_ABOVE: Final = 6
_LEAST: Final = 3
_MOST: Final = 20  # parts of which some are added up


def rest_is_told(lines: Sequence[Sequence[Passage]], group: Group) -> bool:
    """Tell whether one of the last of some lines tells the same total with parts that fill the gap (农林水5万元、住房保障19万元)."""
    value = group.total.figure.value
    gap = value - sum((part.figure.value for part in group.parts), value * 0)
    for passage in (passage for line in lines[-_ABOVE:] for passage in line):
        parts = [place for place in passage.places if place.role == "level" and same_unit(place.figure, group.total.figure)]
        if gap > 0 and _LEAST <= len(parts) <= _MOST and sum((part.figure.value for part in parts), value * 0) == value:
            values = [part.figure.value for part in parts]
            return any(sum(some, value * 0) == gap for number in range(1, _LEAST + 1) for some in combinations(values, number))
    return False
