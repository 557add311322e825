"""Whether a figure is told again with its point or its unit shifted: 线上竞答4.82万人次 … 线上竞答48.2万人次; 场均成本4870元 … 4870万元.

Three digits and more that are the same, under the same words, are one figure. The one that a sum, rate or mean bears out is right.
Of a sum of money they may be those it is rounded to in a greater unit: 筹集额3.86亿元 … 筹集额3864.50万元.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.retellings.proved import words_in
from kexie_nlp.checks.retellings.twins import TIME
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure

_CLAUSE: Final = re.compile(r"[，,。；;：:（(]")
_ROLES: Final = ("level", "to", "each", "budget")
_SHIFTS: Final = frozenset(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))
_SPECIFIC: Final = 3  # digits
_SHARED: Final = 2  # pairs of characters
_SCORE: Final = 0.65
Span = tuple[int, int]


class _Told(NamedTuple):
    """A figure, the words before it, and the line, sentence or row that it stands in."""

    figure: Figure
    clause: str
    quote: Span
    line: int


def check_shifted_points(context: Context, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the figures that nothing bears out and that another tells in another size; ``relations`` are those known so far."""
    borne_out = {span for one in relations if one.holds and one.kind != "repeat" for span in one.spans}
    alike: dict[tuple[str, str, str], list[_Told]] = defaultdict(list)
    for told in (*_in_sentences(context), *_in_cells(context)):
        figure = told.figure
        digits = "".join(filter(str.isdigit, figure.text)).strip("0")
        if len(digits) >= _SPECIFIC and figure.exactness == "exact":
            alike[digits, figure.kind, figure.unit if figure.kind == "quantity" else ""].append(told)
        if len(digits) > _SPECIFIC and figure.kind == "amount":
            alike[f"{_rounded(figure.value).normalize():f}".strip("0."), figure.kind, ""].append(told)
    for some in alike.values():
        sure = [told for told in some if (told.figure.start, told.figure.end) in borne_out]
        for one in some if sure else ():
            if (one.figure.start, one.figure.end) not in borne_out:
                yield from _held_against(one, [other for other in sure if other.line != one.line])


def _rounded(value: Decimal) -> Decimal:
    """Return a value as it is told with three digits."""
    return Decimal(f"{value:.{_SPECIFIC - 1}e}")


def _in_sentences(context: Context) -> Iterator[_Told]:
    """Yield the values of running text."""
    for passage in context.passages:
        for place in passage.places:
            if place.role in _ROLES and place.figure.kind in ("amount", "quantity"):
                clause = _CLAUSE.split(passage.text[: place.start - passage.start])[-1]
                yield _Told(place.figure, clause, (passage.start, passage.end), passage.paragraph)


def _in_cells(context: Context) -> Iterator[_Told]:
    """Yield the sums of money that tables tell with their unit."""
    for grid in context.grids:
        for row in grid.rows:
            for column, figure in row.values.items():
                if figure.kind == "amount":
                    yield _Told(figure, row.name + grid.heading(row.number, column), (figure.start, figure.end), figure.start)


def _held_against(one: _Told, sure: Sequence[_Told]) -> Iterator[Relation]:
    """Yield that a figure is told in another size where it is borne out, if but one size is told there."""
    near = [other for other in sure if len(words_in(one.clause) & words_in(other.clause)) >= _SHARED]
    near = [other for other in near if set(TIME.findall(one.clause)) == set(TIME.findall(other.clause))]
    first = one.figure
    if not near or len({other.figure.value for other in near}) != 1 or first.value == near[0].figure.value:
        return
    other = near[0].figure
    is_rounded = other.step < first.step and first.scale > other.scale
    if first.value / (_rounded(other.value) if is_rounded else other.value) in _SHIFTS:
        spans = ((first.start, first.end), (other.start, other.end))
        why = f"此处{first.text}，另一处{other.text}，数字相同而小数点或单位不同"
        yield Relation("repeat", False, first.text, other.text, spans, one.quote, why, first.value - other.value, _SCORE)
