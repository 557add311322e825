"""Whether an expense in 万元 that dwarfs all other amounts of a report is meant in 元 (合同金额298600万元，占采购总额的81.99%)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

_EXPENSE: Final = re.compile(
    r"(?:支出(?:合计|总计|总额)?|经费|费用?|补助|补贴|奖补|合同金额|采购|资助|每[一-鿿]{1,8}|[户人场期次]均)(?:为|是|共|计|达)*$"
)
_LARGER: Final = re.compile(r"产值|效益|利润|利税|投资|贷款|销售|营业|产业|基金|融资|增收|节[约支]|全[国省市]|教育经费|研发|R&D|财政")
_LEAST: Final = 1000  # 万元
_LONG: Final = 10_000  # if told with decimals, as amounts in 元 are (527743.28万元)
_TIMES: Final = 20  # more than any other amount
_FEWEST: Final = 4  # other amounts
_TWO: Final = 2
_WAN: Final = Decimal(10_000)
_SCORE: Final = 0.6


def check_out_of_scale(context: Context) -> Iterator[Relation]:
    """Yield expenses told in 万元 that are far more than all else that the report tells of money, and not so in 元."""
    told = [(passage, place) for passage in context.passages for place in passage.places if place.figure.kind == "amount"]
    cells = [figure for grid in context.grids for row in grid.rows for figure in row.values.values() if figure.kind == "amount"]
    largest = sorted((*(place.figure for _, place in told), *cells), key=lambda one: one.value)[-_TWO:]
    for passage, place in told if len(told) + len(cells) > _FEWEST else ():
        figure = place.figure
        is_long = figure.value >= _LONG * _WAN if figure.step < _WAN else figure.value >= _LEAST * _WAN
        is_plain = figure.scale == _WAN and is_long and figure.exactness == "exact"
        if not is_plain or not _EXPENSE.search(place.lead) or _LARGER.search(place.lead):
            continue
        most = next(one for one in reversed(largest) if one is not figure)
        if figure.value >= _TIMES * most.value:
            stated, right = figure.text, figure.text.replace("万元", "元")
            why = f"其余金额最多{most.text}，{stated}疑为{right}"
            spans = ((figure.start, figure.end),)
            difference = figure.value - figure.value / _WAN
            yield Relation("unit", False, stated, right, spans, (passage.start, passage.end), why, difference, _SCORE)
