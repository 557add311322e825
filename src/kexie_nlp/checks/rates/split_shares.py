"""Whether the shares of all parts fit the parts themselves, whatever tells the whole: 246万元，占59.7%；143万元，占36.7%.

That all shares but one are just those of their parts in the sum of all shows that these are all parts, and which share is wrong.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_HUNDRED: Final = Decimal(100)
_FINE: Final = Decimal("0.1")  # shares told less exactly than that fit by chance
_TWO: Final = 2
_SCORE: Final = 0.75


def check_split_shares(context: Context) -> Iterator[Relation]:
    """Yield the one share of a sentence that is not that of its part in all parts told there, if all others are."""
    for passage in context.passages:
        for pairs in _rows(passage):
            parts = tuple(part.figure for part, _ in pairs)
            whole, bounds = sum((part.value for part in parts), Decimal(0)), Range.total(part.range for part in parts)
            computed = []
            for part in parts:
                share = part.range.percent_of(bounds)
                if share is None:
                    return
                value = _HUNDRED * part.value / whole
                computed.append(Computed(value, share, f"{part.text} ÷ ({joined(parts)}) = {value:.2f}%", (part,)))
            quote = (passage.start, passage.end)
            found = [compare("share", share.figure, one, quote, _SCORE) for (_, share), one in zip(pairs, computed, strict=True)]
            if sum(not relation.holds for relation in found) == 1:
                yield from found


def _rows(passage: Passage) -> Iterator[Sequence[tuple[Place, Place]]]:
    """Yield the values of a sentence, each with its share right behind it, in one unit and none left out between."""
    row: list[tuple[Place, Place]] = []
    at = 0
    if any(place.figure.exactness != "exact" for place in passage.places):
        return  # 其他收入约24.8万元，占1.4%: of a whole that is told roughly
    while at + 1 < len(passage.places):
        part, share = passage.places[at], passage.places[at + 1]
        is_pair = part.role in ("level", "to") and part.figure.exactness == share.figure.exactness == "exact" and share.role == "share"
        is_pair = is_pair and 0 < share.figure.step <= _FINE and "占" in share.lead and not part.depth and not share.depth
        if is_pair and (not row or same_unit(part.figure, row[0][0].figure)):
            row.append((part, share))
            at += _TWO
            continue
        if len(row) >= _TWO:
            yield row
        row = []
        at += 1
    if len(row) >= _TWO:
        yield row
