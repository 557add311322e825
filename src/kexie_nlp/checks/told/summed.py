"""Values without the parts of one of them: what is told behind 46场，其中12场、15场、19场 is told of the 46."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.context import Place, same_unit
from kexie_nlp.checks.told.figures import Range

_TWO: Final = 2
_MOST: Final = 40  # figures that are looked at


def without_parts(places: Sequence[Place]) -> list[Place]:
    """Return the figures of a sentence without those that follow one of their unit and make it up."""
    found: list[Place] = []
    at = 0
    while at < len(places):
        found.append(places[at])
        at += 1 + _parts_behind(places[at : at + _MOST])
    return found


def _parts_behind(places: Sequence[Place]) -> int:
    """Return how many figures right behind the first one are its parts; others of another unit may stand among them."""
    whole, count, total = places[0], 0, Range(Decimal(0), Decimal(0))
    if whole.role not in ("level", "to") or whole.figure.kind not in ("amount", "quantity"):
        return 0
    for number, place in enumerate(places[1:], 1):
        if place.figure.kind == "percent" and not count:
            continue  # 支出860万元，执行率97.1%，其中…
        if place.role not in ("level", "share"):
            return 0
        if place.role == "share" or not same_unit(place.figure, whole.figure):
            continue
        count, total = count + 1, total + place.figure.range
        if count >= _TWO and total.meets(whole.figure.range):
            return number
        if total.low > whole.figure.range.high:
            return 0
    return 0
