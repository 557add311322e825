"""Whether a rate told twice of one figure is one (支出228.4万元，执行率95.2% … 支出228.4万元，执行率92.5%), and what is told alike.

Figures of three digits or more in one unit under like names are one and the same figure told again, in the text or in a table.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Figure

_RATE: Final = re.compile(r"(?P<name>[一-鿿]{1,8}率|[一-鿿]{2,8}度)(?:已?为|达到?|是|[:：])*$")
_NOISE: Final = re.compile(r"[^一-鿿]|(?:19|20)\d\d年?|全年|本年度?|今年|共计?|合计|达到?|其中|完成|实际|全[省市县区州旗]")
_OTHER_TIME: Final = re.compile(r"上年|去年|同期|上届|前年|[一二三四]季度|半年|\d月|期间")
_OTHER_BASE: Final = re.compile(r"以[^，。；]{1,12}(?:计|为)|按[^，。；]{1,16}(?:计|算)|年初|调整|剔除|扣除|不含|其中")
_DIGITS: Final = 3
_LIKE_IT: Final = 1.5
_MOST: Final = 40  # tellings of one value
_NEAR: Final = 16  # characters
_HALF: Final = Decimal("0.5")
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the words that name it, its line, or the number of its table below nothing, and the span to quote."""

    figure: Figure
    name: str
    line: int
    quote: tuple[int, int]
    is_total: bool = False


def check_told_alike(context: Context) -> Iterator[Relation]:
    """Yield rates that are told of the same figure with a digit changed, and the figures told twice with one value."""
    yield from _rates(context)
    told: dict[tuple[str, Decimal], list[_Told]] = defaultdict(list)
    for one in (*_in_text(context), *_in_tables(context)):
        told[one.figure.unit and plain_unit(one.figure.unit), one.figure.value].append(one)
    for key, some in told.items():
        others = told.get(("", key[1]), []) if key[0] else []
        others = [*others, *(told.get(("", key[1] / 10_000), []) if key[0] == "元" else [])]
        yield from _alike(some[:_MOST], others[:_MOST])


def _in_text(context: Context) -> Iterator[_Told]:
    """Yield the figures of sentences that are known by their digits."""
    for passage in context.passages:
        for place in passage.places:
            figure = place.figure
            if figure.exactness == "exact" and figure.digits >= _DIGITS and place.role not in ("by", "other"):
                yield _Told(figure, _NOISE.sub("", place.lead[-24:]), passage.paragraph, (passage.start, passage.end))


def _in_tables(context: Context) -> Iterator[_Told]:
    """Yield the figures of tables that are known by their digits."""
    for number, grid in enumerate(context.grids):
        for row in grid.rows:
            for column, figure in row.values.items():
                if figure.digits >= _DIGITS:
                    name = _NOISE.sub("", row.name + grid.column_heading(column) + grid.table.caption)
                    yield _Told(figure, name, -1 - number, (figure.start, figure.end), row.is_total)


def _alike(some: Sequence[_Told], others: Sequence[_Told]) -> Iterator[Relation]:
    """Yield each figure with the first one before it in another line or table that has a name like its own."""
    for at, one in enumerate(some):
        first = next((other for other in (*some[:at], *others) if other.line != one.line and _is_one(one, other)), None)
        if first is not None:
            why = f"两处一致：{first.figure.text}，{one.figure.text}"
            spans = ((one.figure.start, one.figure.end), (first.figure.start, first.figure.end))
            yield Relation("repeat", True, one.figure.text, first.figure.text, spans, one.quote, why, Decimal(0), 1.0)


def _is_one(one: _Told, other: _Told) -> bool:
    """Tell whether two equal figures are one: of four digits, or named alike, or one stands in a row of totals."""
    is_known = (
        min(one.figure.digits, other.figure.digits) > _DIGITS or (other.is_total and one.line >= 0) or (one.is_total and other.line >= 0)
    )
    return is_known or _are_named_alike(one.name, other.name)


def _are_named_alike(one: str, other: str) -> bool:
    """Tell whether two names share two characters in a row."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _rates(context: Context) -> Iterator[Relation]:
    """Yield that a rate told right behind the same figure under the same name differs by a slip."""
    told: dict[tuple[str, Decimal, str], list[tuple[Passage, Place, Place]]] = defaultdict(list)
    for passage in context.passages:
        for base, rate in zip(passage.places, passage.places[1:], strict=False):
            name = _RATE.search(rate.lead) if rate.figure.kind == "percent" and rate.figure.exactness == "exact" else None
            is_known = base.figure.exactness == "exact" and base.figure.digits >= _DIGITS and base.role == "level"
            if (
                name
                and is_known
                and len(rate.lead) < _NEAR
                and not (_OTHER_TIME.search(base.lead + rate.lead) or _OTHER_BASE.search(rate.lead))
            ):
                told[base.figure.unit, base.figure.value, name["name"]].append((passage, base, rate))
    for some in told.values():
        for first, second in combinations(some[:_MOST], 2):
            values = first[2].figure.value, second[2].figure.value
            if first[0].paragraph != second[0].paragraph and values[0] != values[1] and slip(*values) >= _LIKE_IT:
                wrong, right = (first, second) if _is_borne_out(*second) and not _is_borne_out(*first) else (second, first)
                yield _differing(wrong, right)


def _is_borne_out(passage: Passage, part: Place, rate: Place) -> bool:
    """Tell whether a rate is that of a figure in another one of its sentence."""
    wholes = [one.figure.value for one in passage.places if same_unit(one.figure, part.figure) and one.figure.value > 0]
    return any(abs(100 * part.figure.value / whole - rate.figure.value) <= rate.figure.step * _HALF for whole in wholes)


def _differing(wrong: tuple[Passage, Place, Place], right: tuple[Passage, Place, Place]) -> Relation:
    """Return that one rate differs from the other."""
    passage, base, rate = wrong
    other = right[2]
    why = f"同为{base.figure.text}的比率，另一处{other.figure.text}，此处{rate.figure.text}"
    spans = ((rate.start, rate.end), (other.start, other.end))
    quote = (passage.start, passage.end)
    return Relation("repeat", False, rate.figure.text, other.figure.text, spans, quote, why, rate.figure.value - other.figure.value, _SCORE)
