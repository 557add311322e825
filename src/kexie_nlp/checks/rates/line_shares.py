"""Whether the shares of lines below a whole, each a name with its value and share, are those of their values in it.

财政拨款收入486.20万元，占94.89%； / 其他收入26.20万元，占5.11%。 below 本年收入合计512.40万元。 The whole is the value of the line above,
or all of them together, of which one share told to a hundredth, or two, show that it is meant.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_SHARE: Final = re.compile(r"[，,（(](?:占比?|比重)(?:为|约|达)?$")
_TWO: Final = 2
_HUNDREDTH: Final = Decimal("0.01")
_SCORE: Final = 0.75
Row = tuple[Passage, Place, Place]


def check_line_shares(context: Context) -> Iterator[Relation]:
    """Yield whether shares told line by line are those of the whole that the line above tells, or of all lines together."""
    above: list[Place] = []
    rows: list[Row] = []
    for line in [*context.paragraphs(), []]:
        row = _row(line)
        if row is not None and (not rows or same_unit(rows[0][1].figure, row[1].figure)):
            rows.append(row)
            continue
        if len(rows) >= _TWO:
            yield from _checked(rows, above)
        rows = [row] if row is not None else []
        above = [place for passage in line for place in passage.places if place.role in ("level", "budget")]


def _row(line: Sequence[Passage]) -> Row | None:
    """Return the value and the share that a line tells first, if the share names no whole of its own."""
    if not line or len(line[0].places) < _TWO:
        return None
    part, share = line[0].places[:_TWO]
    is_row = part.role in ("level", "budget") and share.role == "share" and _SHARE.fullmatch(share.lead) is not None
    return (line[0], part, share) if is_row and part.figure.kind in ("amount", "quantity") else None


def _checked(rows: Sequence[Row], above: Sequence[Place]) -> Iterator[Relation]:
    """Yield the same of some lines, if one of the wholes explains enough of their shares."""
    figures = [part.figure for _, part, _ in rows]
    wholes: list[tuple[tuple[Figure, ...], Range]] = [
        ((place.figure,), place.figure.range) for place in above if same_unit(place.figure, figures[0])
    ]
    wholes.append((tuple(figures), Range.total(figure.range for figure in figures)))
    for some, bounds in wholes:
        found = [relation for row in rows if (relation := _relation(row, some, bounds)) is not None]
        holding = [share for (_, _, share), relation in zip(rows, found, strict=False) if relation.holds]
        precise = any(share.figure.step <= _HUNDREDTH and share.figure.value > 1 for share in holding)
        if len(found) == len(rows) and (len(holding) >= _TWO or precise):
            yield from found
            return


def _relation(row: Row, some: tuple[Figure, ...], bounds: Range) -> Relation | None:
    """Return whether the share of a line is that of its value in a whole."""
    passage, part, share = row
    own = part.figure.range.percent_of(bounds)
    if own is None:
        return None
    value = 100 * part.figure.value / sum((figure.value for figure in some), Decimal(0))
    whole = some[0].text if len(some) == 1 else f"({joined(some)})"
    computed = Computed(value, own, f"{part.figure.text} ÷ {whole} = {value:.2f}%", (part.figure, *some))
    return compare("share", share.figure, computed, (passage.start, passage.end), _SCORE)
