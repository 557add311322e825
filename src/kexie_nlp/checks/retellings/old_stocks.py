"""Whether a stock is told as it was before: 新建17家、累计建站47家, where the report tells that 17 more made it 64."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_STOCK: Final = re.compile(r"累计|总[数量]|达到?|共有|全[省市县区州旗](?:共|已)")
_BEFORE: Final = re.compile(r"[比较由从原]|上年|去年|年初|以前|(?:19|20)\d\d年[底末]|基础|目标|计划|力争")
_MORE: Final = re.compile(r"新|增|发展|成立|建")
_HAN: Final = re.compile(r"[一-鿿]+")
_GENERIC: Final = re.compile(r"累计|总数|达到|增加|新建|新增|全[省市县区州旗]|当年|全年|\d年底")
_WORD: Final = 3  # characters
_SHORTEST: Final = 2  # digits
_NEAR: Final = 6
_REACH: Final = 40
_SCORE: Final = 0.65
Move = tuple[Passage, Place, Place]


def check_old_stocks(context: Context) -> Iterator[Relation]:
    """Yield stocks told beside what came to them in the year, with the value that they had before it."""
    moves = [
        (passage, one, other)
        for passage in context.passages
        for one, other in pairwise(passage.places)
        if one.role in ("from", "former") and other.role == "to" and same_unit(one.figure, other.figure)
        if one.figure.exactness == other.figure.exactness == "exact" and one.figure.value < other.figure.value
    ]
    for passage in context.passages if moves else ():
        for new, stock in pairwise(passage.places):
            is_pair = new.role in ("level", "by") and stock.role in ("level", "to") and same_unit(new.figure, stock.figure)
            is_now = is_pair and not _BEFORE.search(new.lead + stock.lead + passage.text[stock.end - passage.start :][:_NEAR])
            if is_now and _STOCK.search(stock.lead) and _MORE.search(new.lead):
                yield from _left(context, passage, new, stock, moves)


def _left(context: Context, passage: Passage, new: Place, stock: Place, moves: Sequence[Move]) -> Iterator[Relation]:
    """Yield that a stock is one from which what is new led to another, told of the same thing elsewhere."""
    for where, before, after in moves:
        if where is passage or before.figure.value != stock.figure.value or not same_unit(before.figure, stock.figure):
            continue
        is_sum = before.figure.value + new.figure.value == after.figure.value
        is_told = len(f"{before.figure.value:f}") >= _SHORTEST and after.figure.value != stock.figure.value
        named = where.text[: before.start - where.start][-_REACH:] + " " + "".join(context.headings(where.section)[:1])
        if is_sum and is_told and _words(new.lead + stock.lead) & _words(named):
            why = f"{before.figure.text}是增加{new.figure.text}以前的，别处写增加到{after.figure.text}"
            spans = tuple((place.start, place.end) for place in (stock, after, before))
            difference = stock.figure.value - after.figure.value
            quote = (passage.start, passage.end)
            yield Relation("repeat", False, stock.figure.text, after.figure.text, spans, quote, why, difference, _SCORE)
            return


def _words(text: str) -> set[str]:
    """Return the runs of some Chinese characters in a text, without words that say nothing of what is counted."""
    runs = _HAN.findall(_GENERIC.sub(" ", text))
    return {run[at : at + _WORD] for run in runs for at in range(len(run) - _WORD + 1)}
