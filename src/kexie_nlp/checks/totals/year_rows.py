"""Whether what each of several years had makes what is told of all of them.

2011年至2013年分别为46场、52场、61场，三年累计159场; 2018年2.1万、2019年2.4万、2020年2.6万人次. The total stands behind the row,
or anywhere in the report under a name that shares a word with the row's, if it says that it is of so many years.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_ROW: Final = re.compile(
    r"(?P<first>(?:19|20)\d\d)年?度?(?:(?P<more>(?:[、，和及与](?:19|20)\d\d年?度?)+)|(?:至|到|—|-|－|～)+(?P<last>(?:19|20)\d\d)年?度?)"
    r"[^，。；：\d]{0,24}(?:分别|依次)[^，。；：\d]{0,16}$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OF_YEAR: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年度?(?![末底初至到—-])")
_JOINED: Final = re.compile(r"[、，,和及与]+")
_WHOLE: Final = re.compile(r"累计|合计|总计|共")
_NO_SUM: Final = re.compile(r"[。；;]|其中|达到?标|目标|计划|现[有共已存]|目前|已[建有]|保有|总数|存量|占|率")
_NO_PART: Final = re.compile(r"其中|比|较|上年|目标|计划|每|均|率|占|增加|减少|增长|下降|累计|到|由|[一二三四]季度|月|半年")
_STOCK: Final = re.compile(r"总数|存量|年[末底]|保有|现有|拥有|累计|会员数?|率|占比|比重|总量|存栏|覆盖")
_COMMON: Final = re.compile(
    r"(?:19|20)\d\d年?度?|[两二三四五六]年[来间内]?|累计|合计|共计?|总计|分别|依次|达到?|了|的|为|是|有|和|与|及|[至到]|[全各我][市县区省州旗族类级项]?|举办"
    r"|开展|组织|发放|参加|积极|争取|支持|上级|受疫情影响|近|收到|完成"
)
_ASIDE: Final = ("年", "倍", "")
_FAR: Final = 60
_FEWEST: Final = 3
_TENTH: Final = 10
_MOST: Final = 10
_LIKELY: Final = 1.5
_SCORE: Final = 0.75
_ELSEWHERE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Years:
    """The figures of some years, one a year, with the words that say what they count and where in their line they end."""

    passage: Passage
    figures: tuple[Place, ...]
    words: str
    rest: tuple[Place, ...]


def check_year_rows(context: Context) -> Iterator[Relation]:
    """Yield whether what is told of some years is the sum of what is told of each of them."""
    wholes: list[tuple[Passage, Place, int]] | None = None
    for line in context.paragraphs():
        for row in _rows(line):
            whole = _whole(row)
            if whole is not None:
                yield compare("sum", whole.figure, _sum(whole, row.figures), (row.passage.start, row.passage.end), _SCORE)
                continue
            wholes = list(_wholes(context)) if wholes is None else wholes
            yield from _elsewhere(row, wholes)


def _rows(line: Sequence[Passage]) -> Iterator[_Years]:
    """Yield the rows of years of a line."""
    for passage in line:
        if not re.search("(?:19|20)\\d\\d", passage.text):
            continue
        at = 0
        while at < len(passage.places):
            row = (_in_turn(passage, at) if re.search("分别|依次", passage.places[at].lead) else ()) or _each_named(passage, at)
            if row:
                at = passage.places.index(row[-1])
                words = "".join(re.split("[。；;]", place.lead)[-1] for place in row)
                yield _Years(passage, tuple(row), words, (*passage.places[at + 1 :], *_behind(line, passage)))
            at += 1


def _behind(line: Sequence[Passage], passage: Passage) -> tuple[Place, ...]:
    """Return the figures of the sentence behind one in its line."""
    at = line.index(passage) + 1
    return line[at].places if at < len(line) else ()


def _in_turn(passage: Passage, at: int) -> Sequence[Place]:
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


def _each_named(passage: Passage, at: int) -> Sequence[Place]:
    """Return the figures of years that follow each other, each told with its year, that begin at a place, or none."""
    row: list[Place] = []
    years: list[int] = []
    for place in passage.places[at:]:
        told = _OF_YEAR.findall(place.lead)
        if row and not told and not same_unit(place.figure, row[0].figure):
            continue
        is_next = len(told) == 1 and (not years or int(told[0]) == years[-1] + 1)
        is_value = place.figure.kind in ("quantity", "amount") and place.role in ("level", "former") and not place.depth
        if not (is_next and is_value and not _NO_PART.search(place.lead[place.lead.index(told[0]) :])):
            break
        if row and not same_unit(place.figure, row[0].figure):
            break
        row.append(place)
        years.append(int(told[0]))
    is_stock = _STOCK.search("".join(re.split("[。；;]", place.lead)[-1] for place in row))
    return row if len(row) >= _FEWEST and not is_stock else ()


def _whole(row: _Years) -> Place | None:
    """Return the total told behind a row, past multiples and the number of years; behind the sentence only with that number."""
    number = 0
    for place in row.rest:
        lead = place.lead.lstrip("。；;") if number == len(row.figures) else place.lead
        if _NO_SUM.search(lead) or (place.start > row.passage.end and number != len(row.figures) and place.figure.unit != "年"):
            return None
        if same_unit(place.figure, row.figures[0].figure) and not place.depth and place.role == "level":
            is_of_row = place.start < row.passage.end or bool(_grams(row.words) & _grams(place.lead))
            return place if is_of_row and _WHOLE.search(place.lead) else None
        if place.figure.kind != "quantity" or place.figure.unit not in _ASIDE:
            return None
        number = int(place.figure.value) if place.figure.unit == "年" else number
        if number not in (0, len(row.figures)):
            return None  # 2020年…，2021年…，2022年…，五年累计: of other years, too
    return None


def _wholes(context: Context) -> Iterator[tuple[Passage, Place, int]]:
    """Yield the figures that say that they are of several years, with the number of the years."""
    for passage in context.passages:
        number = 0
        for place in passage.places:
            number = 0 if re.search("[。；;]", place.lead) else number
            if place.figure.unit == "年" and place.figure.value <= _MOST:
                number = int(place.figure.value)
            elif number and place.role == "level" and not place.depth and not _NO_SUM.search(re.split("[。；;，,]", place.lead)[-1]):
                yield passage, place, number


def _elsewhere(row: _Years, wholes: Sequence[tuple[Passage, Place, int]]) -> Iterator[Relation]:
    """Yield whether a row makes up the total that the report tells under a like name of as many years."""
    named = _grams(row.words)
    found = []
    for passage, place, number in wholes:
        alike = named & _grams(re.split("[。；;，,、]", place.lead)[-1])
        if number == len(row.figures) and same_unit(place.figure, row.figures[0].figure) and alike and place not in row.figures:
            relation = compare("sum", place.figure, _sum(place, row.figures), (passage.start, passage.end), _ELSEWHERE)
            parts = [part.figure.value for part in row.figures]
            value = sum(parts, Decimal(0))
            is_near = abs(value - place.figure.value) * _TENTH <= value
            if relation.holds or misadded(place.figure.value, parts) >= _LIKELY or (is_near and len(alike) > 1):
                found.append(relation)
    holding = [relation for relation in found if relation.holds]
    yield from holding[:1] or found[:1]


def _grams(text: str) -> set[str]:
    """Return the pairs of characters of a text that say what is counted."""
    return {piece[at : at + 2] for piece in re.split(r"[^一-鿿]+", _COMMON.sub(" ", text)) for at in range(len(piece) - 1)}


def _sum(whole: Place, row: Sequence[Place]) -> Computed:
    """Return what the years make."""
    figures = tuple(place.figure for place in row)
    value = sum((figure.value for figure in figures), Decimal(0))
    return Computed(value, Range.total(figure.range for figure in figures), f"{joined(figures)} = {whole.figure.written(value)}", figures)
