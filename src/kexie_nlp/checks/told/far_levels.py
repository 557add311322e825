"""The values that a change is of, told elsewhere in a report: under its name, or at the head of the line above."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.levels import subject_of
from kexie_nlp.checks.told.moves import Change, fits

_TERM: Final = re.compile(r"季度|半年|月份?|第[一二三四]|线上|线下|其中")
_SPECIFIC: Final = 4
_ESSENCE: Final = re.compile(r"购置及|购置和|财政拨款|支出|经费|决算|全年|本年")
_COMPARING: Final = re.compile(r"\s*(?:与|比|较|同比)")


class Named:
    """The values of a report by what they count."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        """The values by their names, without the words that say little; gathered when they are first asked for."""
        found: dict[str, list[Place]] = {}
        for passage in self._context.passages:
            for place in passage.places:
                if place.role == "level" and place.figure.kind in ("amount", "quantity") and len(name := key_of(place.label)) >= _SPECIFIC:
                    found.setdefault(_ESSENCE.sub("", name), []).append(place)
        return found

    def called(self, name: str) -> list[Place]:
        """Return the values with a name."""
        return self._by_name.get(_ESSENCE.sub("", key_of(name)), [])


def far_levels(change: Change, former: Place | None, by_name: Named, above: Sequence[Passage]) -> list[tuple[Place, bool]]:
    """Return the values told elsewhere that may be those after a change told with the one before or its percentage: by name, or above."""
    subject = subject_of(change.passage, change.first)
    if former is None and (change.amount is None or change.rate is None):
        return []
    if len(key_of(subject)) >= _SPECIFIC:
        named = [
            place for place in by_name.called(subject) if fits(change, place) and (former is None or same_unit(place.figure, former.figure))
        ]
        return [(place, len({place.figure.value for place in named}) == 1) for place in named]
    if subject or former is None or not above or not _COMPARING.match(change.passage.text):
        return []
    told = [place for place in above[0].places if place.role == "level" and place.depth == 0 and same_unit(place.figure, former.figure)]
    is_apart = len(told) > 1 and _TERM.search(told[0].lead)  # 一季度36场，二季度52场…: parts of what is compared
    return [(place, number == 0 and not is_apart) for number, place in enumerate(told)]
