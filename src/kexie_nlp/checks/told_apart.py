"""Whether figures that are said to be one are two: both places tell both (征集42项，获奖29项), or they are rows of other names.

科学技术支出：基本支出353.74, 合计：基本支出463.18.
"""

import re
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
    own = context.passage_at(one.start)
    is_apart = own is None or own is not context.passage_at(other.start)
    return is_apart and ((all(rows) and rows[0] != rows[1]) or (_has(context, one, other) and _has(context, other, one)))


def _row(context: Context, figure: Figure) -> str:
    """Return the name before the colon that a row of numbers without units begins with, "" if a figure stands in none."""
    if not _BARE.fullmatch(figure.text):
        return ""
    passage = context.passage_at(figure.start)
    match = _ROW.match(passage.text) if passage is not None else None
    return match["name"] if match is not None else ""


def _has(context: Context, own: Figure, other: Figure) -> bool:
    """Tell whether the sentence of a figure tells the value of the other one, too."""
    passage = context.passage_at(own.start)
    beside = [place.figure for place in passage.places] if passage is not None else []
    return any(figure is not own and figure.value == other.value and figure.unit == other.unit for figure in beside)
