"""Rows of numbers that share the unit behind the last one, and what they make up (分别为3.2万、2.8万、2.5万和1.9万人次，合计10.4万人次)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.figures import plain

_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?[万亿]?|\d+(?:\.\d+)?[万亿]?"
_UNIT: Final = r"(?:人次|人|名|场次|场|期|个|件|篇|册|份|项|万?元|家|户|次|辆|所|支|条|亩)"
_RUN: Final = re.compile(
    rf"(?<![\d.,])(?P<row>(?:{_NUMBER})(?:[、，](?:{_NUMBER}))+(?:[、，]|和|及|以及)(?:{_NUMBER})|(?:{_NUMBER})(?:和|及)(?:{_NUMBER}))(?P<unit>{_UNIT})"
)
_BEHIND: Final = re.compile(
    rf"[，,；;（(](?:[一-鿿]{{0,6}})?(?:合计|总计|共计|累计|共|计)(?:[一-鿿]{{0,8}})(?P<total>{_NUMBER})(?P<unit>{_UNIT})"
)
_BEFORE: Final = re.compile(
    rf"(?P<total>{_NUMBER})(?P<unit>{_UNIT})[，,（(：:](?:其中)?[^。；\d]{{0,40}}(?:分别|依次|各)[^。；，\d]{{0,10}}$"
)
_NO_SUM: Final = re.compile(r"增[加长]|减少|下降|比|较|第[^，。；]{0,3}$|目标|计划|不少于")
_SCALES: Final = {"万": Decimal(10_000), "亿": Decimal(10**8)}
_NEAR: Final = 10
_FAR: Final = 60
_LEAST: Final = 3
_SCORE: Final = 0.7


def check_unit_runs(context: Context) -> Iterator[Relation]:
    """Yield whether rows of numbers with one unit make up the total told behind or before them."""
    for passage in context.passages:
        for match in _RUN.finditer(passage.text) if len(passage.places) > 1 else ():
            before = passage.text[max(0, match.start() - _FAR) : match.start()]
            total = _BEHIND.match(passage.text, match.end())
            offset = 0
            if total is None and (total := _BEFORE.search(before)):
                offset = match.start() - len(before)
            if total is not None and total["unit"] == match["unit"] and not _NO_SUM.search(before.rpartition("，")[2] + total[0]):
                yield from _held(passage, match, total, offset)


def _held(passage: Passage, row: re.Match[str], total: re.Match[str], offset: int) -> Iterator[Relation]:
    """Yield whether a row makes up a total, or misses it by little or one mistyped digit."""
    told = list(re.finditer(_NUMBER, row["row"]))
    values = [_value(one[0]) for one in told]
    value, stated = sum(values, Decimal(0)), _value(total["total"])
    # each is exact to its last digit; in 万 the sum of many may miss it by rounding
    steps = [_step(one) for one in (total["total"], *(one[0] for one in told))]
    slack = sum(steps, Decimal(0)) / 2
    holds = abs(value - stated) <= slack
    if not holds and (len(values) < _LEAST or (abs(value - stated) * _NEAR > stated and misadded(stated, values) < 1)):
        return
    unit = row["unit"]
    scale = _SCALES.get(total["total"][-1], Decimal(1))
    written = f"{plain(value / scale)}{total['total'][-1] if scale > 1 else ''}{unit}"
    why = f"{' + '.join(one[0] for one in told)} = {written}" + ("" if holds else f"，文中写{total['total']}{unit}")
    at = passage.start
    parts = [(at + row.start("row") + one.start(), at + row.start("row") + one.end()) for one in told]
    spans = ((at + offset + total.start("total"), at + offset + total.end("unit")), *parts)
    score = 1.0 if holds else _SCORE
    yield Relation("sum", holds, total["total"] + unit, written, spans, (passage.start, passage.end), why, stated - value, score)


def _value(text: str) -> Decimal:
    """Return what a number as written is worth."""
    return Decimal(text.replace(",", "").rstrip("万亿")) * _SCALES.get(text[-1], Decimal(1))


def _step(text: str) -> Decimal:
    """Return what one in the last digit is worth; 0 of a count told to the unit."""
    scale = _SCALES.get(text[-1], Decimal(1))
    decimals = len(text.rstrip("万亿").partition(".")[2])
    return scale.scaleb(-decimals) if scale > 1 or decimals else Decimal(0)
