"""What a share or rate is nearly, or but for a slip, and the name of the whole that it gives."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Figure

_NOISE: Final = re.compile(
    r"^(?:全[省市县区州旗盟国会馆]|全部|全体|所有|全年|本届|本次|本年|年末|年底|期末|现有|已|的|总|其|该|到|了)+"
    r"|(?:总数|总量|总额|总人数|总人次|人数|人次|次数|总|数|量|额|的)+$"
)
_YEARS: Final = ("全年", "本年", "当年")
_LIKE: Final = 1.5
_NEARLY: Final = Decimal(90)  # a hundred, and some room for values told rounded
_HARDLY: Final = Decimal(110)


def core_of(base: str) -> str:
    """Return the name of a whole without the words that say that it is one: 收回问卷 of 全部收回问卷总数; 全年 is left."""
    plain = _NOISE.sub("", _NOISE.sub("", base))
    return plain if len(plain) > 1 else (base if base in _YEARS else base.lstrip("总") if plain else "")


def fits(rate: Figure, part: Figure, whole: Figure) -> bool:
    """Tell whether a rate is that of a part in a whole."""
    computed = share_of(part, whole)
    return computed is not None and computed.range.meets(rate.range)


def is_like(rate: Figure, part: Figure, whole: Figure, points: int) -> bool:
    """Tell whether a rate is within some points of that of a part in a whole, or looks like it mistyped once."""
    computed = share_of(part, whole)
    if computed is None:
        return False
    right = rounded(computed.value, rate)
    return abs(right - rate.value) < points or slip(rate.value, right) >= _LIKE


def rounded(value: Decimal, rate: Figure) -> Decimal:
    """Return a value to the last digit that a rate is told with; that of 三分之一 has so many that nothing can be cut to it otherwise."""
    return (value / rate.step).to_integral_value() * rate.step if rate.step else value


def has_share(passage: Passage, part: Place) -> bool:
    """Tell whether a share is told right behind a value, so that it is a part itself."""
    return any(one is part and other.role == "share" for one, other in pairwise(passage.places))


def unit_of(figure: Figure) -> str:
    """Return the unit of a figure without what stands in brackets (件（套）)."""
    return plain_unit(re.split(r"[（(]", figure.unit)[0] or figure.unit)


def values_of(context: Context) -> list[tuple[Decimal, Figure]]:
    """Return the values of a report and of its tables by their size, but not those of a year before."""
    told = [place.figure for passage in context.passages for place in passage.places if place.role != "former"]
    cells = [figure for grid in context.grids for row in grid.rows for figure in row.values.values()]
    return sorted(((one.value, one) for one in (*told, *cells) if one.kind in ("amount", "quantity")), key=lambda pair: pair[0])


def wholes_in(values: Sequence[tuple[Decimal, Figure]], rate: Figure, part: Figure) -> bool:
    """Tell whether some of the values sorted by size, greater than a part and in its unit or in none, make a rate."""
    if rate.range.low <= 0:
        return False
    first = bisect_left(values, max(part.value, _NEARLY * part.range.low / rate.range.high), key=lambda pair: pair[0])
    last = bisect_right(values, _HARDLY * part.range.high / rate.range.low, key=lambda pair: pair[0])
    found = (one for _, one in values[first:last] if one.value > part.value and (not one.unit or same_unit(one, part)))
    return any(fits(rate, part, one) for one in found)


def is_of_then(passage: Passage, rate: Place, part: Place) -> bool:
    """Tell whether a rate is that of its part in the earlier value right before that (2020年来稿508篇，刊发126篇，录用率24.8%)."""
    at = next((at for at, place in enumerate(passage.places) if place is part), 0)
    return at > 0 and passage.places[at - 1].role == "former" and fits(rate.figure, part.figure, passage.places[at - 1].figure)
