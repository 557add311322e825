"""Whether a sentence tells of a table's row what stands there: 企业科协由19家发展到46家 beside the row 企业科协（家） 19 64.

That a sentence names a row and tells one of its figures shows that it speaks of this row; another figure of it that is one of the row's
but for a slip is held against it. A row of totals is known by two figures.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.grid import Grid, Row
from kexie_nlp.checks.told.table_names import Told, told_in

_ROLES: Final = ("level", "to", "from", "former", "budget", "completion", "share")
_NOT_ITS_OWN: Final = re.compile(
    r"其中|[每均占]|[比较多少增减高低]$|平均|分别|各$|[上下]半年|季度|\d月|得分?$|扣$|第$|[不未][少低]于|以[上内]|目标|超过?$"
)
_UNIT: Final = re.compile(r"[（(][^）)]*[）)]|[^一-鿿]")
_GENERAL: Final = re.compile(r"全年|合计|总计|小计|完成|实际|人次|数量|情况|活动|项目|支出|收入|经费|举办|新[增建]")
_FEWEST: Final = 10
_TWO: Final = 2
_SPECIFIC: Final = 1000
_THREE: Final = 3
_LIKE_IT: Final = 1.5
_SCORE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its figures with the words of their columns, the words of its name that no other has, whether it is one of totals."""

    told: tuple[tuple[Told, frozenset[str]], ...]
    words: frozenset[str]
    is_total: bool
    quote: str


def check_rows_told(context: Context) -> Iterator[Relation]:
    """Yield whether the figures of sentences that speak of a row are those of the row."""
    rows = [row for grid in context.grids for row in _rows(grid)]
    if not rows:
        return
    values = Counter(figure.value for figure in context.by_span.values())
    for passage in context.passages:
        places = [place for place in passage.places if place.role in _ROLES]
        said = {passage.text[at : at + _TWO] for at in range(len(passage.text) - 1)} if places else set()
        for row in rows if places else ():
            if row.is_total or not row.words.isdisjoint(said):
                yield from _compared(passage, places, row, values)


def _rows(grid: Grid) -> Iterator[_Row]:
    """Yield the rows of a table by the words that only one of them has."""
    names = [_words(row.name) for row in grid.rows]
    counts = Counter(word for some in names for word in some)
    for row, words in zip(grid.rows, names, strict=True):
        told = tuple((told_in(grid, row, column), _words(grid.column_heading(column))) for column in row.values)
        own = frozenset(word for word in words if counts[word] == 1)
        is_total = row.is_total or _UNIT.sub("", row.name) == "全年"
        if is_total or own:
            yield _Row(told, own, is_total, _name(row))


def _name(row: Row) -> str:
    """Return what a row is called."""
    return "合计" if row.is_total else _UNIT.sub("", row.name)


def _words(text: str) -> frozenset[str]:
    """Return the pairs of characters of a name."""
    name = _GENERAL.sub(" ", _UNIT.sub(" ", text))
    return frozenset(name[at : at + _TWO] for at in range(len(name) - 1) if " " not in name[at : at + _TWO])


def _compared(passage: Passage, places: Sequence[Place], row: _Row, values: Counter[Decimal]) -> Iterator[Relation]:
    """Yield the figures that a sentence and a row share, and one of the sentence that differs by a slip."""
    pairs = [(place, told, words) for place in places for told, words in row.told if _is_same(place, told)]
    is_row = not row.is_total or len({place.figure.value for place, _, _ in pairs}) >= _TWO
    same = [(place, told) for place, told, words in pairs if is_row or _is_of_column(passage, place, words)]
    for place, told in same:
        yield _relation(passage, place, told, row, 1.0)
    known, taken = {id(place) for place, _ in same}, {id(told) for _, told in same}
    if not known or not is_row:
        return
    left = [told for told, _ in row.told if id(told) not in taken and values[told.figure.value] == 1]
    for place in places:
        if id(place) in known or values[place.figure.value] > 1 or not _is_own(passage, place):
            continue
        alike = [told for told in left if told.unit and told.is_of(place.figure) and _are_alike(place, told)]
        if len(alike) == 1:
            yield _relation(passage, place, alike[0], row, _SCORE)


def _is_of_column(passage: Passage, place: Place, words: frozenset[str]) -> bool:
    """Tell whether the clause of a figure names what a column tells (名额共8000个 of the column 名额)."""
    clause = re.split(r"[，,。；;：:]", passage.text[: place.start - passage.start])[-1]
    return any(word in clause for word in words)


def _is_same(place: Place, told: Told) -> bool:
    """Tell whether a figure of a sentence is that of a cell, and no small number that many cells hold."""
    figure = place.figure
    is_known = figure.value >= _FEWEST or figure.step < 1
    return (
        is_known
        and (figure.digits >= _TWO or figure.value >= _SPECIFIC)
        and told.is_of(figure)
        and any(figure.range.meets(own) for own in told.ranges)
    )


def _is_own(passage: Passage, place: Place) -> bool:
    """Tell whether a figure is told of what its sentence speaks of, and for itself."""
    clause = re.split(r"[，,。；;：:]", passage.text[: place.start - passage.start])[-1]
    is_exact = place.figure.exactness == "exact" and place.figure.digits >= _TWO and not place.depth
    return is_exact and place.role in ("level", "to", "from") and place.figure.kind != "percent" and not _NOT_ITS_OWN.search(clause)


def _are_alike(place: Place, told: Told) -> bool:
    """Tell whether a figure of a sentence is that of a cell but for a slip."""
    value = told.ranges[0].low / 2 + told.ranges[0].high / 2
    least = _LIKE_IT if told.figure.digits < _THREE else 1.0
    return len(told.ranges) == 1 and slip(place.figure.value, value) >= least


def _relation(passage: Passage, place: Place, told: Told, row: _Row, score: float) -> Relation:
    """Return whether a figure of a sentence is that of a cell."""
    stated, other = place.figure, told.figure
    holds = score == 1.0
    value = told.ranges[0].low / 2 + told.ranges[0].high / 2
    why = f"正文{stated.text}，表中{row.quote}一行{other.text}" + ("" if holds else "，前后不一")
    spans = ((stated.start, stated.end), (other.start, other.end))
    quote = (passage.start, passage.end)
    return Relation("repeat", holds, stated.text, stated.written(value), spans, quote, why, stated.value - value, score)
