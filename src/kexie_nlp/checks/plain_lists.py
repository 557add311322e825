"""Whether a total and its parts stand so plainly together that no other figures can be meant, however far they miss each other.

A value left from another place (更新36件，其中新制22件、改造22件) is no slip of a digit, and may be off by any amount. Where one list and
nothing else stands right behind its total, or right before one that a word marks, the figures are those; and so are cells of a table one of
which tells what another figure of the report does.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Final

from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_MOST: Final = Decimal("2.5")  # times that one is the other: more are not what is meant
_SUMMED: Final = re.compile(r"(?:合计|共计|总计|小计|共|计)[^，。；\d]{0,6}$")
_NO_TOTAL: Final = re.compile(r"均|每|比|较|以上|目标")
_NO_PART: Final = re.compile(r"均|每|比|较|增|减|同时|兼|还|也|又|另")
_ITEM: Final = re.compile(r"[^，,、；;。]{0,24}[，,、；;]?[^，,、；;。]{0,24}[：:，,]?[^，,、；;。：:]{1,24}")
_APART: Final = re.compile(r"[、，,；;：:（(]")
_FURTHER: Final = re.compile(r"[，,、；;](?![^，,。；;]*[比较增])")
_LEAST: Final = 2

Span = tuple[int, int]


def is_plain_list(spans: Sequence[Span], total: Decimal, computed: Decimal, context: Context) -> bool:
    """Tell whether figures are a total and the only list beside it; the first one was told as ``total`` and should be ``computed``."""
    low, high = sorted((abs(total), abs(computed)))
    if computed <= 0 or low * _MOST < high or len(spans) <= _LEAST:
        return False
    passage = context.passage_at(spans[0][0])
    if passage is None:
        return all(not _in_prose(span, context) for span in spans) and _is_copied(spans, context)
    places = [place for place in passage.places if (place.start, place.end) in spans]
    if len(places) < len({span for span in spans if passage.start <= span[0] < passage.end}) or len(places) <= _LEAST:
        return False
    whole = _whole(places)
    if whole is None:
        return False
    rest = 2 * whole.figure.value - sum((place.figure.value for place in places), Decimal(0))
    return abs(rest) == abs(total - computed) and _is_list(passage, places, whole)


def _in_prose(span: Span, context: Context) -> bool:
    """Tell whether a figure stands in running text."""
    return any(passage.start <= span[0] < passage.end for passage in context.passages)


def _is_copied(spans: Sequence[Span], context: Context) -> bool:
    """Tell whether the value of one of some cells stands elsewhere, too, from where it may have been copied."""
    values = {figure.value for span in spans if (figure := context.by_span.get(span)) is not None}
    return any(span not in spans and figure.value in values for span, figure in context.by_span.items())


def _whole(places: Sequence[Place]) -> Place | None:
    """Return the total among figures in reading order: the last one if its words say so, else the first."""
    if _SUMMED.search(places[-1].lead):
        return places[-1]
    return None if _NO_TOTAL.search(places[0].lead) else places[0]


def _is_list(passage: Passage, places: Sequence[Place], whole: Place) -> bool:
    """Tell whether the others are one run of named items of one kind beside their total, which no first few of them make."""
    parts = [place for place in places if place is not whole]
    alike = [place for place in passage.places if same_unit(place.figure, whole.figure) and place.depth == parts[0].depth]
    between = [place for place in alike if min(places[0].start, whole.start) <= place.start <= places[-1].start and place not in places]
    goes_on = whole is places[0] and any(place.start > places[-1].start and _FURTHER.match(place.lead) for place in alike)
    if between or goes_on or len({part.depth for part in parts}) > 1 or any(part.role != "level" for part in parts):
        return False
    if any(_NO_PART.search(part.lead) or not part.label for part in parts) or len({part.label for part in parts}) < len(parts):
        return False
    if any(not _ITEM.fullmatch(later.lead) or not _APART.search(later.lead) for _, later in pairwise(parts)):
        return False
    sums = list(accumulate((part.figure.value for part in parts), initial=Decimal(0)))
    return whole.figure.value not in sums[_LEAST:] and "。" not in places[1].lead
