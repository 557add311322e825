"""Whether one share of a row is off where all others follow to the last digit from the values told (200万元，44.44%；100万元，22.32%)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Passage, Place
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.checks.totals.group import Group

_HUNDRED: Final = Decimal(100)
_FEWEST: Final = 3
_FINE: Final = Decimal("0.1")  # shares told less exactly than that say nothing of how exact the values are
_OFF: Final = 2  # by more than so many of the last digit
_SCORE: Final = 0.75


def check_share_rows(groups: Sequence[Group]) -> Iterator[Relation]:
    """Yield the one share of all parts of a whole that does not follow from the values as they are told, if the shares miss 100 %."""
    for group in groups:
        if len(group.parts) < _FEWEST or not group.total.figure.value or not group.fits():
            continue
        told = [(part, share) for part in group.parts if (share := _behind(group.passage, part)) is not None]
        if len(told) < len(group.parts) or any(not 0 < share.figure.step <= _FINE for _, share in told):
            continue
        if Range.total(share.figure.range for _, share in told).meets(Range(_HUNDRED, _HUNDRED)):
            continue
        off = [(part, share) for part, share in told if _gap(group, part, share) > _OFF * share.figure.step]
        if len(off) == 1 and sum(_gap(group, part, share) <= share.figure.step for part, share in told) == len(told) - 1:
            yield _relation(group, *off[0])


def _behind(passage: Passage, part: Place) -> Place | None:
    """Return the share told right behind a part of a sentence."""
    at = next((number for number, place in enumerate(passage.places) if place.start == part.start), None)
    behind = passage.places[at + 1] if at is not None and at + 1 < len(passage.places) else None
    return behind if behind is not None and behind.role == "share" and not behind.note.strip("比") else None


def _gap(group: Group, part: Place, share: Place) -> Decimal:
    """Return by how much a share misses what its part is of the whole, both taken as told."""
    return abs(share.figure.value - _HUNDRED * part.figure.value / group.total.figure.value)


def _relation(group: Group, part: Place, share: Place) -> Relation:
    """Return that a share is off."""
    value = _HUNDRED * part.figure.value / group.total.figure.value
    half = share.figure.step / 2
    formula = f"{part.figure.text} ÷ {group.total.figure.text} = {value:.2f}%"
    computed = Computed(value, Range(value - half, value + half), formula, (part.figure, group.total.figure))
    return compare("share", share.figure, computed, (group.passage.start, group.passage.end), _SCORE)
