"""Whether what each of several years had makes what is told of all of them (2011年至2013年分别为46场、52场、61场，三年累计159场)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_ROW: Final = re.compile(
    r"(?P<first>(?:19|20)\d\d)年?度?(?:(?P<more>(?:[、，和及与](?:19|20)\d\d年?度?)+)|(?:至|到|—|-|－|～)+(?P<last>(?:19|20)\d\d)年?度?)"
    r"[^，。；：\d]{0,24}(?:分别|依次)[^，。；：\d]{0,16}$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_JOINED: Final = re.compile(r"[、，,和及与]+")
_WHOLE: Final = re.compile(r"累计|合计|总计|共")
_NO_SUM: Final = re.compile(r"[。；;]|其中|达到?标|目标|计划|现有|保有|总数|存量|占|率")
_STOCK: Final = re.compile(r"总数|存量|年[末底]|保有|现有|拥有|累计|会员数|率|占比|比重")
_ASIDE: Final = ("年", "倍", "")
_FAR: Final = 60
_FEWEST: Final = 3
_SCORE: Final = 0.75


def check_year_rows(context: Context) -> Iterator[Relation]:
    """Yield whether the total of some years is the sum of what a sentence tells of each of them in a row."""
    for passage in context.passages:
        if not re.search("分别|依次", passage.text):
            continue
        for at, place in enumerate(passage.places):
            row = _row(passage, at)
            whole = _whole(passage, at + len(row), place) if row else None
            if whole is not None:
                yield compare("sum", whole.figure, _sum(whole, row), (passage.start, passage.end), _SCORE)


def _row(passage: Passage, at: int) -> Sequence[Place]:
    """Return the figures of some years that begin at a place, one a year and of one unit, or none."""
    place = passage.places[at]
    end = place.start - passage.start
    match = _ROW.search(passage.text, max(0, end - _FAR), end)
    if match is None or place.figure.kind not in ("quantity", "amount") or place.depth or _STOCK.search(match[0]):
        return ()
    years = [int(year) for year in _YEAR.findall(match["first"] + (match["more"] or ""))]
    number = int(match["last"]) - years[0] + 1 if match["last"] else len(years)
    row = passage.places[at : at + number] if number >= _FEWEST else ()
    is_row = all(_JOINED.fullmatch(other.lead) and same_unit(other.figure, place.figure) for other in row[1:])
    return row if is_row and len(row) == number else ()


def _whole(passage: Passage, after: int, first: Place) -> Place | None:
    """Return the total told behind a row in the same sentence, past multiples and the number of years."""
    for place in passage.places[after:]:
        if _NO_SUM.search(place.lead):
            return None
        if same_unit(place.figure, first.figure) and not place.depth and place.role == "level":
            return place if _WHOLE.search(place.lead) else None
        if place.figure.kind != "quantity" or place.figure.unit not in _ASIDE:
            return None
    return None


def _sum(whole: Place, row: Sequence[Place]) -> Computed:
    """Return what the years make."""
    figures = tuple(place.figure for place in row)
    value = sum((figure.value for figure in figures), Decimal(0))
    return Computed(value, Range.total(figure.range for figure in figures), f"{joined(figures)} = {whole.figure.written(value)}", figures)
