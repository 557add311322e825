"""The figures of a sentence that may be a total or parts of one, with those that tell one value together taken as one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.context import Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.numerals.numbers import DIGITS

_NUMBER_OF_PARTS: Final = re.compile(
    r"[一二两三四五六七八九十]{1,2}(?:大?[块项类级种]|(?:个|大)?(?:部分|方面|板块)|年|个?季度)(?=[一-鿿]{0,3}(?:组成|构成|合计|累计|共|总计|[:：]))"
)
_EACH: Final = re.compile(r"[一-鿿（）]{0,10}各(?:补助|奖励|资助|奖补|安排|投入|支持|获|得|有|举办|开展|派|建)?")
_TWO_UNITS: Final = re.compile(r"([一-鿿]{1,2})[（(/、]([一-鿿]{1,2})[）)]?")
_FIRST: Final = re.compile(r"前(?P<number>[两二三四五六])[项类者个种档级]")
_MOST: Final = 60  # things that a value may be told of each


def figures_of_list(passage: Passage) -> list[Place]:
    """Return the figures of a sentence without those that only say how many parts there are (由四块组成, 三年累计, 两项合计)."""
    found: list[Place] = []
    skipped: Place | None = None
    for place in passage.places:
        if found and skipped is None and (several := _apiece(found[-1], place)) is not None:
            found[-1] = several
            continue
        if skipped is not None:
            before = skipped.lead + skipped.figure.text
            place, skipped = replace(place, lead=before + place.lead, hidden=skipped.hidden + skipped.figure.text + place.hidden), None
        if _NUMBER_OF_PARTS.match(passage.text, place.start - passage.start) and place.role == "level":
            skipped = place
        else:
            found.append(place)
    return found


def addable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures can be added, or be total and part; 75个（名） counts what is told in 个 and in 名."""
    if same_unit(one, other):
        return True
    units = [match.groups() if (match := _TWO_UNITS.fullmatch(figure.unit)) else (figure.unit,) for figure in (one, other)]
    return one.kind == other.kind == "quantity" and bool(set(units[0]) & set(units[1]))


def _apiece(number: Place, place: Place) -> Place | None:
    """Return what so many things of so much each make together (三个县各6场, 2家各5万元), or None if two figures do not tell that."""
    of, each = number.figure, place.figure
    is_number = of.kind == "quantity" and of.exactness == "exact" and 1 < of.value <= _MOST and number.role == "level"
    if not is_number or each.kind == "percent" or place.role not in ("level", "each") or not _EACH.fullmatch(place.hidden):
        return None
    figure = replace(each, start=of.start, text=f"{of.text}×{each.text}", value=each.value * of.value)
    return replace(number, figure=replace(figure, step=Decimal(0)))  # what each gets is fixed, not rounded


def closing(lead: str) -> int | None:
    """Return where a bracket that was open before ``lead`` closes in it, or None."""
    depth = 0
    for at, char in enumerate(lead):
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return at + 1
    return None


def stands_outside(place: Place, head: Place) -> bool:
    """Tell whether the bracket in which ``head`` stands closes before a figure that stands in another one."""
    end = closing(place.hidden)
    return end is not None and (place.depth == head.depth and place.hidden[:end].count("（") + place.hidden[:end].count("(") == 0)


def first_told(total: Place, parts: list[Place]) -> list[Place]:
    """Return the parts that a total is said to be of (满意214份，基本满意56份，不满意18份，前两项合计270份)."""
    first = _FIRST.search(total.lead)
    if first is None:
        return parts
    is_whole_first = bool(parts) and parts[0].figure.value == sum(part.figure.value for part in parts[1:])
    return parts[is_whole_first:][: DIGITS[first["number"]]]


def ends_row(places: Sequence[Place], index: int) -> bool:
    """Tell whether a figure is the last of several told in a row (立项分别为18项、22项、25项，结题分别为…), and so no total."""
    at = index
    while at and places[at].lead in ("、", "和", "及"):
        at -= 1
    return at < index and "分别" in places[at].lead
