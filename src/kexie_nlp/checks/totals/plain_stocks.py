"""Whether what there was, came and went makes what there is, told in one plain sentence (年初35个，新办6个，停办2个，现有39个)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Place, same_unit
from kexie_nlp.checks.told.stock_words import FLOW
from kexie_nlp.checks.told.stocked import Stock, stocks_in

_SCORE: Final = 0.7
_MISTYPED: Final = 1.0
# 今年新成立6个，黑河乡药材协会予以注销，现有41个
_GONE_BY_NAME: Final = re.compile(r"[，,；;][^，,；;。\d]{2,24}(?:注销|撤销|摘牌|解散|报废|除名|清退|并入|停办)[，,]")
_PEOPLE: Final = ("人", "名", "户", "位")


def check_plain_stocks(context: Context) -> Iterator[Relation]:
    """Yield whether stocks that one sentence tells whole add up, and whether the net change told with them is theirs."""
    for line in context.paragraphs():
        for stock in stocks_in(context, line):
            added, net = _added(stock), _net(stock)
            yield from [added] if added is not None else []
            if net is not None and (net.holds or (added is not None and added.holds)):
                yield net


def _added(stock: Stock) -> Relation | None:
    """Return whether a stock is what there was with what came and without what went; None if it may not be meant to be."""
    opening, closing = stock.opening.place.figure, stock.closing.place.figure
    value, bounds, formula = opening.value, opening.range, opening.text
    for flow in stock.flows:
        figure = flow.place.figure
        value += flow.sign * figure.value
        bounds = bounds + figure.range if flow.sign > 0 else bounds - figure.range
        formula += f" {'+' if flow.sign > 0 else '−'} {figure.text}"
    sources = (opening, *(flow.place.figure for flow in stock.flows))
    computed = Computed(value, bounds, f"{formula} = {closing.written(value)}", sources)
    relation = compare("sum", closing, computed, (stock.passage.start, stock.passage.end), _SCORE)
    is_near = abs(closing.value - value) * 2 <= max(closing.value, value) or slip(closing.value, value) >= _MISTYPED
    are_others = others_moved(stock.opening.place, [flow.sign for flow in stock.flows], stock.closing.place)
    is_whole = not (are_others or _have_left(stock) or _is_half_read(stock, closing.value > value))
    return relation if relation.holds or (value > 0 and is_near and is_whole) else None


def others_moved(opening: Place, signs: Sequence[int], closing: Place) -> bool:
    """Tell whether only some are told to have left, and yet there are more: others came; or who left is told by name, not counted."""
    is_more = closing.figure.value > opening.figure.value
    return (set(signs) == {-1} and is_more) or (set(signs) == {1} and _GONE_BY_NAME.search(closing.lead) is not None)


def _have_left(stock: Stock) -> bool:
    """Tell whether people may have left of whom nothing is told: of members only those who came are."""
    opening, closing = stock.opening.place.figure, stock.closing.place.figure
    came = sum(flow.place.figure.value for flow in stock.flows)
    only_came = all(flow.part == "came" for flow in stock.flows)
    return only_came and closing.unit in _PEOPLE and opening.value <= closing.value < opening.value + came


def _is_half_read(stock: Stock, is_more: bool) -> bool:
    """Tell whether more is told that came, or went, where a stock is more, or less, than what was read (达到84家（自动退会2家）)."""
    for place in stock.passage.places:
        if place in stock.places or not same_unit(place.figure, stock.closing.place.figure) or "其中" in place.lead:
            continue
        flow = FLOW.search(place.lead)
        if flow is not None and bool(flow["came"]) == is_more:
            return True
    return False


def _net(stock: Stock) -> Relation | None:
    """Return whether the net change told is that from what there was to what there is, in number and direction; None if none is told."""
    if stock.net is None:
        return None
    opening, closing, net = (one.place.figure for one in (stock.opening, stock.closing, stock.net))
    grown, sign = closing.value - opening.value, stock.net.place.sign
    quote = stock.passage.start, stock.passage.end
    if grown * sign < 0:
        told = f"由{opening.text}到{closing.text}，文中却写净{'增' if sign > 0 else '减'}{net.text}：增减方向相反"
        spans = tuple((figure.start, figure.end) for figure in (net, closing, opening))
        return Relation("change", False, net.text, net.written(abs(grown)), spans, quote, told, net.value - grown * sign, _SCORE)
    first, second = (closing, opening) if sign > 0 else (opening, closing)
    formula = f"{first.text} − {second.text} = {net.written(abs(grown))}"
    return compare("sum", net, Computed(abs(grown), first.range - second.range, formula, (first, second)), quote, _SCORE)
