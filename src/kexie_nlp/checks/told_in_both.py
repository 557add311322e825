"""Whether two places tell both of the figures that one of them is said to tell wrongly: 征集42项，获奖29项, told in two paragraphs."""

from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure

_TWO: Final = 2


def is_told_in_both(relation: Relation, context: Context) -> bool:
    """Tell whether figures that were taken for one stand in both sentences side by side, so that they are two."""
    if relation.holds or relation.kind != "repeat" or len(relation.spans) < _TWO:
        return False
    one, other = (context.by_span.get(span) for span in relation.spans[:_TWO])
    if one is None or other is None or one.value == other.value:
        return False
    return _has(context, one, other) and _has(context, other, one)


def _has(context: Context, own: Figure, other: Figure) -> bool:
    """Tell whether the sentence of a figure tells the value of the other one, too."""
    return any(figure is not own and figure.value == other.value and figure.unit == other.unit for figure in _beside(context, own))


def _beside(context: Context, figure: Figure) -> Iterator[Figure]:
    """Yield the figures of the sentence that a figure stands in."""
    for passage in context.passages:
        if passage.start <= figure.start < passage.end:
            yield from (place.figure for place in passage.places)
