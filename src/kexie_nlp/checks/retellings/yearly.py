"""Whether a value of an earlier year is the same wherever a report tells it: 比2017年的15.62万元 and 2017年、2018年分别为15.26万元、…."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, label_of, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid

_YEARS: Final = re.compile(
    r"(?P<first>(?:19|20)\d\d)年?(?:(?P<more>(?:[、，和及与](?:19|20)\d\d年?)+)|(?:至|到|—|-|－|～)+(?P<last>(?:19|20)\d\d)年?)"
    r"度?(?:[三四五两]年)?的?"
    r"(?P<name>[^，。；：\d]{2,24}?)(?:依次|分别)(?:为|是|达到?|完成|实现)?$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PLAIN: Final = re.compile(
    r"^(?:(?:19|20)\d\d年度?|全年|年度|共|我[市县区省州旗会]|其中|实际|[一二三四五六七八九十\d]+[、.．])+|(?:共|合计|总计|决算数?|总额)+$"
)
_BUDGET: Final = re.compile(r"预算|计划|目标|率|占|比重")
_NAMED_YEAR: Final = re.compile(r"(?P<name>[^，,。；;：:（(\d]{3,16})(?P<year>(?:19|20)\d\d)年(?:为|是|达)?$")
_NEXT_YEAR: Final = re.compile(r"[、，,](?P<year>(?:19|20)\d\d)年(?:为|是|达)?")
_JOINED: Final = re.compile(r"[、，,和及与]+")
_WAN: Final = Decimal(10_000)
_SHORTEST: Final = 3
_FAR: Final = 100
_MOST: Final = 120  # values of earlier years that are held against each other
_SPECIFIC: Final = 3  # digits of this year's value that show that two places speak of one thing
_TWO: Final = 2
_CAME_FROM: Final = re.compile(r"(?P<name>[一-鿿]{2,16})[由从](?:(?P<year>(?:19|20)\d\d)年|上年|去年)(?:度|底|末)?的?$")
_CLEAR: Final = 2.0
_SCORE: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Former:
    """A value of an earlier year, with the value of the year reported on, or the change to it, that is told beside it."""

    name: str
    year: int
    figure: Figure
    beside: Figure
    quote: tuple[int, int]
    scale: Decimal = Decimal(1)
    is_change: bool = False


def check_yearly(context: Context) -> Iterator[Relation]:
    """Yield whether values of one earlier year agree that are told beside the same value of this year, under the same name."""
    if context.year is None:
        return
    told = [
        *_of_rows(context, context.year),
        *_of_pairs(context, context.year),
        *_of_claims(context, context.year),
        *_of_moves(context, context.year),
        *_of_changes(context, context.year),
        *_of_tables(context.grids, context.year),
    ]
    for first, second in combinations(islice(told, _MOST), _TWO):
        if first.year == second.year and first.quote != second.quote and _is_one_thing(first, second):
            yield _compared(*sorted((first, second), key=lambda one: one.figure.start))


def _is_one_thing(first: _Former, second: _Former) -> bool:
    """Tell whether two values of a year are of one thing: the names and this year's values are the same."""
    if not same_unit(first.figure, second.figure) and first.scale == second.scale:
        return False
    if first.is_change or second.is_change:
        is_like = first.name in second.name or second.name in first.name
        if not (first.is_change and second.is_change and is_like and (first.figure.value == second.figure.value or _alike(first, second))):
            return False
    elif not _end_alike(first.name, second.name):
        return False
    digits = str(first.beside.value.normalize()).replace(".", "").rstrip("0").split("E")[0]
    return len(digits) >= _SPECIFIC and first.beside.value * first.scale == second.beside.value * second.scale


def _end_alike(one: str, other: str) -> bool:
    """Tell whether two names are one, or a name of some length ends the other (受益群众, 科普日受益群众)."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > _SHORTEST and long.endswith(short))


def _alike(first: _Former, second: _Former) -> bool:
    """Tell whether one of two values looks like the other one mistyped."""
    return slip(first.figure.value, second.figure.value) >= _CLEAR


def _compared(first: _Former, second: _Former) -> Relation:
    """Return whether two places tell the same value of an earlier year."""
    one, other = (former.figure.range.times(former.scale) for former in (first, second))
    holds = one.meets(other)
    difference = second.figure.value * second.scale - first.figure.value * first.scale
    why = f"{second.year}年{second.name}前后两处：{first.figure.text}，{second.figure.text}"
    spans = ((second.figure.start, second.figure.end), (first.figure.start, first.figure.end))
    return Relation("repeat", holds, second.figure.text, first.figure.text, spans, second.quote, why, difference, 1.0 if holds else _SCORE)


def _name(label: str) -> str:
    """Return what a label names, without the year and words that say nothing."""
    return _PLAIN.sub("", key_of(label))


def _of_rows(context: Context, own: int) -> Iterator[_Former]:
    """Yield the values that a sentence tells of several years in a row."""
    for passage in context.passages:
        for at, place in enumerate(passage.places):
            end = place.start - passage.start
            match = _YEARS.search(passage.text, max(0, end - _FAR), end) if "分别" in place.lead or "依次" in place.lead else None
            if match is None or not place.lead.endswith(match[0][-_TWO:]) or _BUDGET.search(match["name"]):
                continue
            years = [int(year) for year in _YEAR.findall(match["first"] + (match["more"] or ""))]
            if match["last"]:
                years = list(range(years[0], int(match["last"]) + 1))
            row = passage.places[at : at + len(years)]
            is_row = all(_JOINED.fullmatch(other.lead) and same_unit(other.figure, place.figure) for other in row[1:])
            name = _name(match["name"])
            if is_row and len(row) == len(years) and own in years and len(name) >= _SHORTEST:
                beside = row[years.index(own)].figure
                quote = (passage.start, passage.end)
                yield from (_Former(name, year, one.figure, beside, quote) for year, one in zip(years, row, strict=True) if year < own)


def _of_pairs(context: Context, own: int) -> Iterator[_Former]:
    """Yield the earlier values of a row that tells each year with its own (参加人数2011年1.96万人次、2012年2.18万人次)."""
    for passage in context.passages:
        for at, place in enumerate(passage.places):
            match = _NAMED_YEAR.search(place.lead)
            if match is None or _BUDGET.search(match["name"]) or place.role not in ("level", "former"):
                continue
            row = {int(match["year"]): place.figure}
            for other in passage.places[at + 1 :]:
                told = _NEXT_YEAR.fullmatch(other.lead)
                if told is None or not same_unit(other.figure, place.figure):
                    break
                row[int(told["year"])] = other.figure
            name = _name(match["name"])
            if own in row and len(name) >= _SHORTEST:
                quote = (passage.start, passage.end)
                yield from (_Former(name, year, figure, row[own], quote) for year, figure in row.items() if year < own)


def _of_claims(context: Context, own: int) -> Iterator[_Former]:
    """Yield the earlier values that sentences hold this year's against (支出16.2万元，比2017年的15.6万元)."""
    for passage in context.passages:
        for at, place in enumerate(passage.places):
            if place.role != "former" or place.depth or not at or "年初" in place.note:
                continue
            level = _level(passage, at)
            year = int(place.note) if place.note.isdigit() else own - 1
            name = _name(re.split("[，,。；;：:]", level.lead)[-1]) if level is not None else ""
            if level is not None and year < own and len(name) >= _SHORTEST and not _BUDGET.search(place.lead):
                yield _Former(name, year, place.figure, level.figure, (passage.start, passage.end))


def _of_moves(context: Context, own: int) -> Iterator[_Former]:
    """Yield the earlier values that a figure is told to have come from (由2011年的12.8万人次降到11.6万人次)."""
    for passage in context.passages:
        for place, reached in pairwise(passage.places):
            if place.role != "from" or reached.role != "to" or not same_unit(place.figure, reached.figure):
                continue
            told = _CAME_FROM.search(place.lead)
            year = int(told["year"] or own - 1) if told else own
            name = _name(label_of(told["name"])) if told else ""
            if year < own and len(name) >= _SHORTEST:
                yield _Former(name, year, place.figure, reached.figure, (passage.start, passage.end))


def _of_changes(context: Context, own: int) -> Iterator[_Former]:
    """Yield the earlier values that the change to this year is told behind (2022年执行298.60万元，本年增加32.60万元)."""
    for passage in context.passages:
        for place, change in pairwise(passage.places):
            if place.role != "former" or place.depth or change.role != "by" or not same_unit(place.figure, change.figure):
                continue
            year = int(place.note) if place.note.isdigit() else own - 1
            name = _name(label_of(re.sub(r"(?:19|20)\d\d年度?|上一?年度?|去年", "", place.lead)))
            if "年初" not in place.note and year < own and len(name) >= _TWO and not re.search("[。；;]", change.lead):
                yield _Former(name, year, place.figure, change.figure, (passage.start, passage.end), is_change=True)


def _level(passage: Passage, at: int) -> Place | None:
    """Return the value of this year that the earlier one at ``at`` is held against, if it stands right before it."""
    place, level = passage.places[at], passage.places[at - 1]
    between = passage.text[level.end - passage.start : place.start - passage.start]
    if level.role not in ("level", "to") or not same_unit(level.figure, place.figure) or re.search(r"[。；;]", between):
        return None
    return level


def _of_tables(grids: list[Grid], own: int) -> Iterator[_Former]:
    """Yield the earlier values of tables that have a column for each year."""
    for grid in grids:
        years = {}
        for column in grid.columns():
            heading = grid.column_heading(column)
            told = {int(year) for year in _YEAR.findall(heading)}
            if len(told) == 1 and not _BUDGET.search(heading) and not re.search(r"增|减|%", heading):
                years[column] = told.pop()
        mine = [column for column, year in years.items() if year == own]
        if len(mine) != 1 or len(set(years.values())) != len(years):
            continue
        for row in grid.rows:
            beside, name = row.values.get(mine[0]), _name(re.sub(r"[（(][^）)]*[）)]", "", row.name))
            for column, year in years.items():
                if beside is not None and year < own and column in row.values and len(name) >= _SHORTEST:
                    figure = row.values[column]
                    yield from (_Former(name, year, figure, beside, (figure.start, figure.end), scale) for scale in (Decimal(1), _WAN))
