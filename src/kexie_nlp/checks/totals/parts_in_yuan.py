"""Whether a part told in 元 is one in 万元, as a total shows that a table tells: 布展由两部分构成：场地费24.60万元，搭建费17.35元.

With 布展 41.95 in the table the sum is right to the last digit, if the one part that is told in another unit than those beside it is
told in theirs.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of
from kexie_nlp.checks.told.figures import Figure

_SCALE: Final = Decimal(10_000)
_LEAST: Final = 3  # digits of the part
_LONGEST: Final = 12  # parts
_WORD: Final = 2
_NO_PART: Final = re.compile(r"每|单价|均|标准|比|较|增|减|上年|去年|预算|占")
_SCORE: Final = 0.75


def check_parts_in_yuan(context: Context) -> Iterator[Relation]:
    """Yield parts in 元 among others in 万元 whose total, told before under their name, shows that 万 was left out."""
    for passage in context.passages:
        for at, place in enumerate(passage.places):
            if _looks_short(place) and (parts := _parts(passage.places, at)):
                relation = _relation(context, passage, place, parts)
                yield from [relation] if relation is not None else []


def _looks_short(place: Place) -> bool:
    """Tell whether an amount in 元 has decimals and digits enough as one in 万元 has."""
    figure = place.figure
    is_plain = figure.kind == "amount" and figure.scale == 1 and figure.exactness == "exact" and place.role == "level"
    digits = re.sub(r"\D", "", figure.text).strip("0")
    return is_plain and "." in figure.text and len(digits) >= _LEAST and figure.value < _SCALE and not _NO_PART.search(place.lead)


def _parts(places: Sequence[Place], at: int) -> list[Place]:
    """Return the amounts in 万元 beside one in 元, of the same row."""
    depth = places[at].depth
    first = last = at
    while first and _goes_on(places[first], places[first - 1], depth):
        first -= 1
    while last + 1 < len(places) and _goes_on(places[last + 1], places[last + 1], depth):
        last += 1
    row = [place for place in places[first : last + 1] if place is not places[at]]
    return row if row and len(row) < _LONGEST else []


def _goes_on(link: Place, place: Place, depth: int) -> bool:
    """Tell whether an amount stands in a row with the next one."""
    is_link = re.match(r"[、，,；;和及]", link.lead) is not None and not _NO_PART.search(link.lead)
    return is_link and place.figure.kind == "amount" and place.figure.scale == _SCALE and place.depth == depth and place.role == "level"


def _relation(context: Context, passage: Passage, short: Place, parts: Sequence[Place]) -> Relation | None:
    """Return that a part is told in the wrong unit, if a total told before, or its row in a table, is that of the parts in one unit."""
    right = short.figure.value * _SCALE
    value = sum((place.figure.value for place in parts), right)
    first = min([short, *parts], key=lambda place: place.start)
    head = key_of(re.split(r"[。；;]", passage.text[: first.start - passage.start])[-1])
    whole = next((figure for name, figure, worth in _wholes(context, short) if worth == value and _is_named(name, head)), None)
    if whole is None:
        return None
    written = f"{short.figure.text.removesuffix('元')}万元"
    formula = f"{whole.text} − {' − '.join(place.figure.text for place in parts)} = {written}"
    spans = tuple((figure.start, figure.end) for figure in (short.figure, whole, *(place.figure for place in parts)))
    why = f"{formula}，文中写{short.figure.text}，单位有误"
    quote = (passage.start, passage.end)
    return Relation("unit", False, short.figure.text, written, spans, quote, why, short.figure.value - right, _SCORE)


def _wholes(context: Context, short: Place) -> Iterator[tuple[str, Figure, Decimal]]:
    """Yield the amounts before a part with their names and what they are worth: of the text, then of tables."""
    for passage in context.passages:
        for place in passage.places:
            if place.end <= short.start and place.figure.kind == "amount" and place.role in ("level", "to"):
                yield key_of(place.label), place.figure, place.figure.value
    for grid in context.grids:
        for row in grid.rows:
            for column, figure in row.values.items():
                told = grid.table.unit + grid.heading(row.number, column)
                if "万元" in told and not figure.unit:
                    yield key_of(row.name), figure, figure.value * _SCALE


def _is_named(name: str, head: str) -> bool:
    """Tell whether the words before some parts name their total."""
    return len(name) >= _WORD and (name in head or any(name[at : at + 3] in head for at in range(len(name) - 2)))
