"""Whether figures that are said to be one are two: both places tell both (征集42项，获奖29项), or they are rows of other names.

科学技术支出：基本支出353.74, 合计：基本支出463.18.
"""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure

_TWO: Final = 2
_BARE: Final = re.compile(r"[\d,.]+")
_ROW: Final = re.compile(r"\s*(?P<name>[一-鿿“”（）]{2,16})：")


def are_two(relation: Relation, context: Context) -> bool:
    """Tell whether figures that were taken for one are two."""
    if relation.holds or relation.kind != "repeat" or len(relation.spans) < _TWO:
        return False
    one, other = (context.by_span.get(span) for span in relation.spans[:_TWO])
    if one is None or other is None or one.value == other.value:
        return False
    rows = [_row(context, figure) for figure in (one, other)]
    is_apart = not any(
        passage.start <= one.start < passage.end and passage.start <= other.start < passage.end for passage in context.passages
    )
    return is_apart and ((all(rows) and rows[0] != rows[1]) or (_has(context, one, other) and _has(context, other, one)))


def _row(context: Context, figure: Figure) -> str:
    """Return the name before the colon that a row of numbers without units begins with, "" if a figure stands in none."""
    if not _BARE.fullmatch(figure.text):
        return ""
    passage = next((one for one in context.passages if one.start <= figure.start < one.end), None)
    match = _ROW.match(passage.text) if passage is not None else None
    return match["name"] if match is not None else ""


def _has(context: Context, own: Figure, other: Figure) -> bool:
    """Tell whether the sentence of a figure tells the value of the other one, too."""
    return any(figure is not own and figure.value == other.value and figure.unit == other.unit for figure in _beside(context, own))


def _beside(context: Context, figure: Figure) -> Iterator[Figure]:
    """Yield the figures of the sentence that a figure stands in."""
    for passage in context.passages:
        if passage.start <= figure.start < passage.end:
            yield from (place.figure for place in passage.places)
