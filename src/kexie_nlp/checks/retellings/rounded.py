"""Whether a figure told with 超过, 近 or 余 beside one that is told elsewhere, too, fits what stands beside it there.

7,280场次，参加公众232.8万人次 … 7,280场次的活动、超过240万人次的参加.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit, same_unit

_OVER: Final = re.compile(r"(?:超过?|逾|突破|高达|超出)了?(?:达到?)?$")
_UNDER: Final = re.compile(r"(?:近|将近|接近|不足|不到)$")
_NO_CLAIM: Final = re.compile(r"目标|计划|力争|任务|上年|去年|其中|每|预计|将|历年|累计|比|较|线[上下]|网络|网上|直播|点击|浏览|期间|新增")
_NEAR: Final = 8  # no more than an eighth apart
_DIGITS: Final = 3
_BESIDE: Final = 16
_MOST: Final = 6
_SCORE: Final = 0.6


def check_rounded(context: Context) -> Iterator[Relation]:
    """Yield rounded figures that the exact one beside the same other figure does not bear out."""
    pairs: dict[tuple[Decimal, str], list[tuple[Place, Passage]]] = defaultdict(list)
    for passage in context.passages:
        for anchor, place in zip(passage.places, passage.places[1:], strict=False):
            if _is_anchor(anchor) and place.role in ("level", "to", "each", "other") and len(place.lead) <= _BESIDE and not place.depth:
                pairs[anchor.figure.value, plain_unit(anchor.figure.unit)].append((place, passage))
    for some in pairs.values():
        told = some if len(some) <= _MOST else []
        exact = [place for place, _ in told if place.figure.exactness == "exact" and not (_OVER.search(place.lead) or _is_under(place))]
        for place, passage in told:
            alike = [one for one in exact if one is not place and same_unit(one.figure, place.figure)]
            if len({one.figure.value for one in alike}) == 1 and (relation := _judged(passage, place, alike[0])):
                yield relation


def _is_anchor(place: Place) -> bool:
    """Tell whether a figure has so many digits that it is known by them."""
    digits = re.sub(r"\D", "", place.figure.text).rstrip("0")
    return place.figure.kind in ("amount", "quantity") and len(digits) >= _DIGITS and place.role in ("level", "to")


def _is_under(place: Place) -> bool:
    """Tell whether a figure is told to be a little more than what there is."""
    return bool(_UNDER.search(place.lead)) or place.figure.exactness == "under"


def _judged(passage: Passage, place: Place, exact: Place) -> Relation | None:
    """Return whether a rounded figure lies on the side of the exact one that its words tell; None if it is not rounded, or far off."""
    stated, told = place.figure, exact.figure
    is_over = stated.exactness == "over" or bool(_OVER.search(place.lead))
    if _NO_CLAIM.search(place.lead) or _NO_CLAIM.search(exact.lead) or is_over == _is_under(place):
        return None
    holds = stated.value <= told.range.high if is_over else stated.value >= told.range.low
    if abs(stated.value - told.value) * _NEAR > told.value:
        return None
    word = next((form[0] for form in (_OVER.search(place.lead), _UNDER.search(place.lead)) if form), "")
    why = f"前后分别为{told.text}、{word}{stated.text}"
    spans = ((place.start, place.end), (exact.start, exact.end))
    quote = (passage.start, passage.end)
    return Relation("repeat", holds, stated.text, told.text, spans, quote, why, stated.value - told.value, 1.0 if holds else _SCORE)
