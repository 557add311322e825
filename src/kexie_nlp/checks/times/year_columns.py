"""Whether the year that a sentence tells of a value is that of the column in which a table tells it (2022年“三公”经费7.00万元)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of
from kexie_nlp.checks.told.grid import Grid

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年?度?")
_NOT_VALUES: Final = re.compile(r"增|减|率|比|预算|目标|计划|占|差")
_TOLD: Final = re.compile(
    r"(?:^|[，。；、：:（(\s.．）)])(?:其中[，：:]?)?(?P<year>(?:19|20)\d\d)年度?(?:末|底|全年)?[，,]?(?P<name>[^，。；\d]{2,40})$"
)
_OTHER: Final = re.compile(r"预算|计划|目标|比|较|增|减|每|其中|约")
_UNIT: Final = re.compile(r"[（(][^（）()]{1,6}[）)]$")
_SCALES: Final = (Decimal(1), Decimal(10_000), Decimal(10**8))
_SHORTEST: Final = 3
_TWO: Final = 2
_SCORE: Final = 0.7


def check_year_columns(context: Context) -> Iterator[Relation]:
    """Yield that a sentence tells a value of another year than the one whose column of a table holds it."""
    tables = [(grid, years) for grid in context.grids if len(years := _years(context, grid)) >= _TWO]
    if not tables:
        return
    for passage in context.passages:
        for place in passage.places:
            told = _TOLD.search(passage.text, 0, place.start - passage.start)
            if told is None or place.role not in ("level", "to", "former") or _OTHER.search(told["name"]):
                continue
            found = [
                relation for grid, years in tables if (relation := _held(passage, place, told, grid, years)) is not None
            ]  # a value that one table holds in the year told is right
            yield from found if all(not relation.holds for relation in found) else [one for one in found if one.holds][:1]


def _years(context: Context, grid: Grid) -> dict[int, int]:
    """Return the years of the columns that hold the values of a year each."""
    found: dict[int, int] = {}
    for column in grid.columns():
        heading = grid.column_heading(column).rsplit("/", 1)[-1]
        told = set(_YEAR.findall(heading))
        if len(told) == 1 and not _NOT_VALUES.search(heading):
            found[column] = int(told.pop())
        elif context.year and re.fullmatch(r"(?:上年|本年)(?:决算)?(?:数|度)?", heading):
            found[column] = context.year - heading.startswith("上年")
    return found if len(set(found.values())) == len(found) else {}


def _held(passage: Passage, place: Place, told: re.Match[str], grid: Grid, years: dict[int, int]) -> Relation | None:
    """Return whether a value is that of the year told in the row of a table that goes by its name."""
    name, year = key_of(told["name"]), int(told["year"])
    rows = [(key, row) for row in grid.rows if len(key := key_of(_UNIT.sub("", row.name))) >= _SHORTEST and key in name]
    longest = max((len(key) for key, _ in rows), default=0)
    rows = [(key, row) for key, row in rows if len(key) == longest]
    if len(rows) != 1 or year not in years.values():
        return None
    values = {years[column]: figure for column, figure in rows[0][1].values.items() if column in years}
    right = [other for other, figure in values.items() if any(figure.value * scale == place.figure.value for scale in _SCALES)]
    if year not in values or not place.figure.value or not right or (year not in right and len(right) > 1):
        return None
    holds, of = year in right, year if year in right else right[0]
    at = passage.start + told.start("year")
    spans = ((at, at + 5), (place.start, place.end), (values[of].start, values[of].end))
    why = f"表中{of}年的{rows[0][1].name}为{values[of].text}" + ("" if holds else f"，{year}年为{values[year].text}，文中写{year}年")
    return Relation("date", holds, f"{year}年", f"{of}年", spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE)
