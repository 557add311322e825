"""Whether the parts add up to the total, and if not, whether one of them is told in the wrong unit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.figures import Range
from kexie_nlp.checks.groups import Group
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.wholes import FAMILIES, overlap

_WAN: Final = Decimal(10_000)
_EXCESS: Final = 0.75


def check_sums(groups: Sequence[Group]) -> Iterator[Relation]:
    """Yield whether each total is the sum of its parts; of parts that need not be all, only where they hold or exceed it."""
    for group in groups:
        if group.fits():
            yield compare("sum", group.total.figure, group.computed(), (group.passage.start, group.passage.end), 0.0)
        elif slip := unit_slip(group):
            yield slip
        elif score := _score(group):
            yield compare("sum", group.total.figure, group.computed(), (group.passage.start, group.passage.end), score)


def _score(group: Group) -> float:
    """Return how sure it is that parts that do not make up their total are an error."""
    if group.computed().range.low <= group.total.figure.range.high:
        return group.complete
    labels = [part.label for part in group.parts]
    if group.complete >= 0.75 or any(set(labels) == set(family) for family in FAMILIES):
        return max(group.complete, 0.8)
    if len(labels) > 1 and group.total.figure.kind == "quantity" and overlap(labels, group.total.figure.unit):
        return 0.0
    if len(labels) > 1:
        return _EXCESS if group.complete else 0.6
    return 0.7 if "其中" in group.parts[0].lead else 0.0


def unit_slip(group: Group) -> Relation | None:
    """Return that one part makes the sum right when 元 is read for 万元 or 万元 for 元, if one does."""
    total = group.total.figure
    if total.kind != "amount":
        return None
    ranges = [part.figure.range for part in group.parts]
    for part, own in zip(group.parts, ranges, strict=True):
        others = Range.total(other for other in ranges if other is not own)
        for factor, unit in ((_WAN, "万元"), (1 / _WAN, "元")):
            if (
                own.low > 0
                and own.low * factor > total.step
                and (others + own.times(factor)).meets(total.range)
                and (factor > 1) != ("万" in part.figure.text)
            ):
                number = part.figure.text.replace("万", "").removesuffix("元")
                told = f"{number}{unit}"
                listed = " + ".join(told if other is part else other.figure.text for other in group.parts)
                spans = ((part.start, part.end), (total.start, total.end), *((o.start, o.end) for o in group.parts if o is not part))
                difference = part.figure.value - part.figure.value * factor
                explanation = f"{listed} = {total.text}，只有把{part.figure.text}读作{told}才相符"
                quote = (max(part.start - len(part.lead), group.passage.start), part.end + 20)
                return Relation("unit", False, part.figure.text, told, spans, quote, explanation, difference, 0.95)
    return None
