"""Whether the changes of the parts make up the change of the whole: 减少0.22万元，其中用车增加0.05万元、接待减少0.27万元."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_OPENS: Final = re.compile(r"其中|主要[是为系]|包括|分别为")
_ENDS: Final = re.compile(r"[。；;]")
_AGAINST: Final = re.compile(r"[比较](?!例|重)[^，,。；;\d]*(?:预算|计划|目标)")
_NAMED: Final = re.compile(r"[一-鿿]{2}")
_LEAST: Final = 2
_TENTH: Final = 10
_SLIPPED: Final = 1.5
_SCORE: Final = 0.65


def check_changes_summed(context: Context) -> Iterator[Relation]:
    """Yield whether a change is the sum of those told as its parts; where they miss it, only if a slip or little parts them."""
    for line in context.paragraphs():
        places = [(passage, place) for passage in line for place in passage.places]
        for at, (passage, whole) in enumerate(places):
            if whole.role != "by" or whole.figure.kind not in ("amount", "quantity") or whole.figure.exactness != "exact":
                continue
            parts = _parts(places[at + 1 :], whole)
            if len(parts) >= _LEAST and (relation := _relation(passage, whole, parts)) is not None:
                yield relation


def _parts(behind: Sequence[tuple[Passage, Place]], whole: Place) -> list[Place]:
    """Return the changes that are told as parts right behind one: from 其中 on, each with a name, up to the next value or sum."""
    parts: list[Place] = []
    for _, place in behind:
        if not parts and place.figure.kind == "percent" and not _OPENS.search(place.lead):
            continue  # how much that is of what there was
        if not parts and not _OPENS.search(place.lead):
            return []
        if place.role == "by" and same_unit(place.figure, whole.figure) and _NAMED.search(place.label):
            if place.figure.exactness != "exact" or _AGAINST.search(place.lead) or (parts and _OPENS.search(place.lead)):
                return []
            parts.append(place)
        elif place.figure.kind != "percent":
            break
    return parts


def _relation(passage: Passage, whole: Place, parts: Sequence[Place]) -> Relation | None:
    """Return whether changes, each with its sign, make up another one."""
    alike, against = ([part.figure for part in parts if (part.sign == whole.sign) is same] for same in (True, False))
    value = sum((one.value for one in alike), Decimal(0)) - sum((one.value for one in against), Decimal(0))
    bounds = Range.total(one.range for one in alike) - Range.total(one.range for one in against)
    formula = " − ".join(filter(None, (joined(alike), *(one.text for one in against))))
    computed = Computed(value, bounds, f"{formula} = {whole.figure.written(value)}", (*alike, *against))
    relation = compare("sum", whole.figure, computed, (passage.start, passage.end), _SCORE)
    told = whole.figure.value
    signed = [*(one.value for one in alike), *(-one.value for one in against)]
    is_near = abs(value - told) * _TENTH <= told or misadded(told, signed) >= _SLIPPED
    return relation if relation.holds or is_near else None
