"""Whether a stock is told as it was before the year: 累计建站47家, or 达到47家 in an overview, where 17 more made it 64."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.retellings.planned import is_plan_line
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import name_of, parted
from kexie_nlp.checks.told.stock_words import is_plan as is_planned
from kexie_nlp.checks.told.stock_words import levels_of, told_of
from kexie_nlp.checks.told.stocked import stocks_in

_STOCK: Final = re.compile(r"累计|总[数量]|达到?|共有|全[省市县区州旗](?:共|已)")
_BEFORE: Final = re.compile(r"[比较由从原]|上年|去年|年初|以前|(?:19|20)\d\d年[底末]|基础|目标|计划|力争")
_MORE: Final = re.compile(r"新|增|发展|成立|建")
_HAN: Final = re.compile(r"[一-鿿]+")
_GENERIC: Final = re.compile(r"累计|总数|达到|增加|新建|新增|全[省市县区州旗]|当年|全年|\d年底")
_STANDS: Final = re.compile(r"累计|总[数量]|达到?|[共现已建拥实]有|增至|[发扩][展大]到|增加到|合计|总计|保有|年[末底]|目前")
_OTHER_TIME: Final = re.compile(r"[比较由从原]|上一?年|去年|前年|年初|期初|以前|此前|基础|当时|其中|新[增建]|每|届|[比超]|占")
_OF_THE_YEAR: Final = re.compile(r"半年|季度|(?<!\d)(?:[1-9]|1[01])月")
_THAN_BEFORE: Final = re.compile(r"[，,、；（(]?[比较](?:上一?年度?|去年|年初)(?:同期|年?[末底])?(?:净|总?共)?(?:增加|新增|增长|增|多)了?$")
_IN_ALL: Final = re.compile(r"(?:总[数量]?|累计|[已现共])+$")
_MORE_TO_COME: Final = re.compile(r"基础上|再")
_CLAUSE: Final = re.compile(r"[，,。；;：:]")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SENTENCE: Final = re.compile(r"[。；;]")
_WORD: Final = 3  # characters
_KNOWN: Final = 4  # of the end of a name by which it is known
_SHORTEST: Final = 2  # digits
_NEAR: Final = 6
_REACH: Final = 40
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Move:
    """What a stock was and is: the value before, the place of the one now, and what the value before is known by."""

    passage: Passage
    before: Decimal
    after: Place
    known_by: Place


def check_old_stocks(context: Context) -> Iterator[Relation]:
    """Yield stocks told, beside what came to them in the year or alone, with the value that they had before it."""
    lines = [line for line in context.paragraphs() if not is_plan_line(context, line)]
    found = [move for line in lines for move in _moves(context, line)]
    moves = [move for move in found if move.before != move.after.figure.value and len(f"{move.before:f}") >= _SHORTEST]
    for passage in context.passages if moves else ():
        for new, stock in pairwise(passage.places):
            is_pair = new.role in ("level", "by") and stock.role in ("level", "to") and same_unit(new.figure, stock.figure)
            is_now = is_pair and not _BEFORE.search(new.lead + stock.lead + passage.text[stock.end - passage.start :][:_NEAR])
            if is_now and _STOCK.search(stock.lead) and _MORE.search(new.lead):
                yield from _left(context, passage, new, stock, moves)
    if moves:
        alone = [(passage, place) for line in lines for passage in line for place in passage.places if _is_alone(context, passage, place)]
        for move in moves:
            yield from _left_alone(context, move, alone)


def _moves(context: Context, line: Sequence[Passage]) -> Iterator[_Move]:
    """Yield what the stocks of a line were, told or as it follows from what came, and are."""
    for stock in stocks_in(context, line):
        if not (is_planned(stock.passage.text) or stock.is_to_come):
            yield _Move(stock.passage, stock.opening.place.figure.value, stock.closing.place, stock.opening.place)
    for passage in line:
        for one, other in pairwise(passage.places):
            first, second = one.figure, other.figure
            is_exact = first.exactness == second.exactness == "exact" and first.kind == "quantity" and same_unit(first, second)
            if not is_exact or is_planned(passage.text):
                continue
            if one.role in ("from", "former") and other.role == "to" and first.value < second.value:
                yield _Move(passage, first.value, other, one)
            elif one.role in ("level", "to") and _STANDS.search(_clause(one)) and other.role == "by" and _THAN_BEFORE.fullmatch(other.lead):
                yield _Move(passage, first.value - second.value, one, other)
            elif _has_come(passage, one, other):
                yield _Move(passage, second.value - first.value, other, one)


def _has_come(passage: Passage, one: Place, other: Place) -> bool:
    """Tell whether a count is what came to the one right behind it, and nothing else did, or went (新建23个，总数达到118个)."""
    first, second = told_of(passage, one), told_of(passage, other)
    if first is None or second is None or (first.part, second.part) != ("came", "closing") or second.name not in ("", first.name):
        return False
    if _SENTENCE.search(other.lead) or _MORE_TO_COME.search(one.lead):
        return False
    others = [told_of(passage, place) for place in passage.places if place not in (one, other) and same_unit(place.figure, one.figure)]
    return not any(told is not None and told.part in ("came", "went") for told in others)


def _left(context: Context, passage: Passage, new: Place, stock: Place, moves: Sequence[_Move]) -> Iterator[Relation]:
    """Yield that a stock is one from which what is new led to another, told of the same thing elsewhere."""
    for move in moves:
        if move.passage is passage or move.before != stock.figure.value or not same_unit(move.after.figure, stock.figure):
            continue
        if move.before + new.figure.value == move.after.figure.value and _words(new.lead + stock.lead) & _words(_named(context, move)):
            yield _relation(passage, stock, move, f"{stock.figure.text}是增加{new.figure.text}以前的")
            return


def _is_alone(context: Context, passage: Passage, place: Place) -> bool:
    """Tell whether a count is that of a stock of the year reported on, told without what came to it."""
    clause, told = _clause(place), passage.text[: place.start - passage.start]
    is_stock = place.figure.kind == "quantity" and place.figure.exactness == "exact" and place.role in ("level", "to") and not place.depth
    if not is_stock or not _STANDS.search(clause) or is_planned(passage.text) or _OTHER_TIME.search(clause) or _OF_THE_YEAR.search(told):
        return False
    years = {int(year) for year in _YEAR.findall(passage.text + "".join(context.headings(passage.section)[:1]))}
    return not years - {context.year} and not _OTHER_TIME.match(passage.text[place.end - passage.start :].lstrip("，,（("))


def _left_alone(context: Context, move: _Move, alone: Sequence[tuple[Passage, Place]]) -> Iterator[Relation]:
    """Yield that the one stock told elsewhere with the value that one had before the year is the same by its name."""
    named = _named(context, move)
    some = [
        (passage, place)
        for passage, place in alone
        if passage.paragraph != move.passage.paragraph and place.figure.value == move.before and same_unit(place.figure, move.after.figure)
        if _is_named(place, named)
    ]
    if len(some) == 1:
        passage, place = some[0]
        yield _relation(passage, place, move, f"{place.figure.text}是年初数")


def _is_named(place: Place, named: str) -> bool:
    """Tell whether a text names what a count is of, by the end of its name and without a level that the text does not tell."""
    name = _IN_ALL.sub("", name_of(parted(key_of(place.label))[1]))
    return len(name) >= _WORD and name[-_KNOWN:] in named and not levels_of(name) - levels_of(named)


def _relation(passage: Passage, stock: Place, move: _Move, why: str) -> Relation:
    """Return that a stock is told as it was before."""
    stated, after = stock.figure, move.after.figure
    spans = tuple((place.start, place.end) for place in (stock, move.after, move.known_by))
    quote = (passage.start, passage.end)
    why = f"{why}，别处写为{after.text}"
    return Relation("repeat", False, stated.text, after.text, spans, quote, why, stated.value - after.value, _SCORE)


def _named(context: Context, move: _Move) -> str:
    """Return the words before what a stock was or is, with the title above it."""
    first = min(move.after.start, move.known_by.start) - move.passage.start
    told = move.passage.text[max(0, first - _REACH) : move.after.start - move.passage.start]
    return told + " " + "".join(context.headings(move.passage.section)[:1])


def _clause(place: Place) -> str:
    """Return the last clause of the words before a figure."""
    return _CLAUSE.split(place.lead)[-1]


def _words(text: str) -> set[str]:
    """Return the runs of some Chinese characters in a text, without words that say nothing of what is counted."""
    runs = _HAN.findall(_GENERIC.sub(" ", text))
    return {run[at : at + _WORD] for run in runs for at in range(len(run) - _WORD + 1)}
