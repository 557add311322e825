"""Which figure of a sum is wrong: where the report tells the total elsewhere, too, one of its parts, and which one if a slip shows it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import LAST_DIGIT, Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import same_unit
from kexie_nlp.checks.told.figures import Figure

_SPECIFIC: Final = 3  # digits by which a total is known again
_SLIPPED: Final = 1.5


def of_total_or_part(total: Figure, computed: Computed, figures: Sequence[Figure], quote: tuple[int, int], score: float) -> Relation:
    """Return whether a total is what its parts make; if not, but the report tells it twice, that a part is wrong.

    ``figures`` are those of the report. The part is named where only one can have been mistyped, or one of those is told right elsewhere.
    """
    relation = compare("sum", total, computed, quote, score)
    own = (total, *computed.sources)
    if relation.holds or relation.score <= LAST_DIGIT or not _is_specific(total):
        return relation
    alike = (one for one in figures if one.value == total.value and same_unit(one, total))
    again = next((one for one in alike if all(one.start != other.start for other in own)), None)
    if again is None:
        return relation
    told_again = (again.start, again.end)
    part = _mistyped(computed.sources, total.value - computed.value, figures)
    if part is None:
        why = f"{relation.explanation}（另一处也写{again.text}，可能是分项有误）"
        return replace(relation, spans=(*relation.spans, told_again), explanation=why)
    gap = total.value - computed.value
    right = part.written(part.value + gap)
    spans = ((part.start, part.end), (total.start, total.end), *((one.start, one.end) for one in computed.sources if one is not part))
    why = f"{relation.explanation}（另一处也写{again.text}，{part.text}疑为{right}之误）"
    return replace(relation, stated=part.text, computed=right, spans=(*spans, told_again), explanation=why, difference=-gap)


def _is_specific(total: Figure) -> bool:
    """Tell whether a total has digits enough to be known again."""
    return len(f"{total.value.normalize():f}".replace(".", "").strip("0")) >= _SPECIFIC


def _mistyped(parts: Sequence[Figure], gap: Decimal, figures: Sequence[Figure]) -> Figure | None:
    """Return the one part that makes up for a gap if a digit of it was mistyped, or that of several whose right value is told elsewhere."""
    slipped = [part for part in parts if part.value + gap > 0 and slip(part.value, part.value + gap) >= _SLIPPED]
    if len(slipped) > 1:
        slipped = [part for part in slipped if any(one.value == part.value + gap and same_unit(one, part) for one in figures)]
    return slipped[0] if len(slipped) == 1 else None
