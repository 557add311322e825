"""Associations of one level side by side on one indicator, also in relation to another one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.document import RegionLevel
from kexie_nlp.errors import KexieError
from kexie_nlp.statistics.asking import asked_figures
from kexie_nlp.statistics.figures import Figure, linked_figures
from kexie_nlp.statistics.naming import Names, names_of
from kexie_nlp.statistics.series import first_hand
from kexie_nlp.statistics.units import kind_of_unit

_EVERYTHING = Filters()
# what "a head" and "a yuan" mean: the first of these that at least two associations report, else the first that any does
PER: Final = {
    "head": ("常住人口", "户籍人口", "总人口", "人口", "在职人员", "在职人数", "在职", "年末在职人数", "编制数"),
    "yuan": ("本年支出合计", "本年支出", "支出总计", "部门总支出", "总支出", "一般公共预算财政拨款支出", "科普专项经费"),
}
_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """One association in a comparison.

    Attributes:
        rank: 1 for the greatest; equal values share one.
        association, region, level: who.
        figure: its value.
        base: the value it is divided by, if that was asked for. ratio: the quotient, rounded to four significant digits.
    """

    rank: int
    association: str | None
    region: str | None
    level: RegionLevel | None
    figure: Figure
    base: Figure | None
    ratio: Decimal | None

    def line(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        figures = [self.figure] + ([self.base] if self.base else [])
        return {
            "record": "standing",
            "rank": self.rank,
            "association": self.association,
            "region": self.region,
            "level": self.level,
            "year": self.figure.year,
            "indicator": self.figure.indicator,
            "value": f"{self.figure.value:f}",
            "unit": self.figure.unit,
            "first_hand": self.figure.is_first_hand,
            "per": self.base.indicator if self.base else None,
            "per_value": f"{self.base.value:f}" if self.base else None,
            "per_unit": self.base.unit if self.base else None,
            "ratio": None if self.ratio is None else f"{self.ratio:f}",
            "sources": [figure.source.line() for figure in figures],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Associations on one indicator in one year.

    Attributes:
        indicator, unit, year: what is compared. per: the indicator divided by, or None. per_unit: its unit.
        standings: the greatest first.
        left_out: associations that are not compared, each with the reason in Chinese.
    """

    indicator: str
    unit: str
    year: int
    per: str | None
    per_unit: str | None
    standings: tuple[Standing, ...]
    left_out: tuple[tuple[str, str], ...]


def compare(
    archive: Archive,
    indicator: str,
    *,
    year: int | None = None,
    level: RegionLevel | None = None,
    per: str | None = None,
    filters: Filters = _EVERYTHING,
    names: Names | None = None,
) -> Comparison:
    """Return the associations of one level side by side.

    Args:
        archive: where the figures are.
        indicator: what to compare by.
        year: which year; if None, the latest of those that most associations tell.
        level: of the associations; if None, the level that most associations telling it have.
        per: an indicator to divide by, or ``head`` or ``yuan`` (see ``PER``).
        filters: which reports.
        names: by which records are linked.

    Raises:
        KexieError: if there is no such indicator, or nothing to compare for that year and level.
    """
    names = names or names_of(archive)
    figures = list(linked_figures(archive, names, filters))
    asked, _ = first_hand(asked_figures(figures, indicator, names).figures)
    asked = _of_main_name(asked)
    level = level or _commonest(figure.reporter.level for figure in asked)
    of_level = [figure for figure in asked if figure.reporter.level == level]
    year = year or _commonest_year(of_level)
    chosen, left_out = _one_each([figure for figure in of_level if figure.year == year])
    if not chosen or year is None:
        told = sorted({figure.year for figure in asked if figure.year})
        raise KexieError(f"no association of level {level} tells {indicator!r} for {year}; the years told are {', '.join(map(str, told))}")
    bases = _bases(figures, per, year, [figure.reporter.name for figure in chosen], names) if per else {}
    return _ranked(chosen, bases, per, left_out)


def _ranked(chosen: Sequence[Figure], bases: dict[str | None, Figure], per: str | None, left_out: list[tuple[str, str]]) -> Comparison:
    """Return the comparison of one figure an association, divided by its base if ``per`` is given."""
    values: list[tuple[Decimal, Figure, Figure | None]] = []
    for figure in chosen:
        base = bases.get(figure.reporter.name)
        if per is None:
            values.append((figure.value, figure, None))
        elif base is None or not base.value:
            left_out.append((figure.reporter.name or figure.source.path, "未报告作为分母的指标"))
        else:
            values.append((_rounded(figure.value / base.value), figure, base))
    if not values:
        raise KexieError(f"no association reports both {chosen[0].indicator!r} and {per!r} for that year")
    values.sort(key=lambda value: (-value[0], value[1].reporter.name or ""))
    ranks = {value: place for place, (value, _, _) in reversed(list(enumerate(values, start=1)))}
    standings = tuple(
        Standing(
            ranks[value],
            figure.reporter.name,
            figure.reporter.place,
            figure.reporter.level,
            figure,
            base,
            value if base else None,
        )
        for value, figure, base in values
    )
    _, first, base = values[0]
    per_name, per_unit = (base.indicator, base.unit) if base else (None, None)
    return Comparison(first.indicator, first.unit, first.year or 0, per_name, per_unit, standings, tuple(left_out))


def _of_main_name(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of the one name that most associations use, where a part of a name was asked for."""
    by_name: dict[str, set[str | None]] = defaultdict(set)
    for figure in figures:
        by_name[figure.indicator].add(figure.reporter.name)
    best = max(by_name, key=lambda name: (len(by_name[name]), -len(name), name), default=None)
    return [figure for figure in figures if figure.indicator == best]


def _one_each(figures: Sequence[Figure]) -> tuple[list[Figure], list[tuple[str, str]]]:
    """Return one figure an association, all in units that count the same, as most of them do, and who is left out."""
    units: dict[object, set[str | None]] = defaultdict(set)
    for figure in figures:
        units[kind_of_unit(figure.unit)].add(figure.reporter.name)
    best = max(units, key=lambda unit: (len(units[unit]), str(unit)), default="")
    chosen = {figure.reporter.name: figure for figure in reversed(figures) if kind_of_unit(figure.unit) == best}
    others = {figure.reporter.name: figure for figure in figures if figure.reporter.name not in chosen}
    left_out = [(name or figure.source.path, f"单位为“{figure.unit}”") for name, figure in others.items()]
    return list(chosen.values()), sorted(left_out)


def _bases(figures: Sequence[Figure], per: str, year: int, wanted: Sequence[str | None], names: Names) -> dict[str | None, Figure]:
    """Return by association the value to divide by; one indicator for all."""
    best: dict[str | None, Figure] = {}
    for candidate in PER.get(per, (per,)):
        try:
            found, _ = first_hand(asked_figures((figure for figure in figures if figure.year == year), candidate, names).figures)
        except KexieError:
            if per not in PER:
                raise
            continue
        chosen, _ = _one_each([figure for figure in _of_main_name(found) if figure.reporter.name in wanted])
        by_name = {figure.reporter.name: figure for figure in chosen}
        if len(by_name) >= 2:
            return by_name
        best = best or by_name
    return best


def _commonest(levels: Iterable[RegionLevel | None]) -> RegionLevel | None:
    """Return the level told most often, the lower one of two."""
    counts: Counter[str | None] = Counter(level for level in levels if level is not None)
    order: tuple[RegionLevel, ...] = ("县", "市", "省", "国家")
    return max(order, key=lambda level: (counts[level], -order.index(level))) if counts else None


def _commonest_year(figures: Sequence[Figure]) -> int | None:
    """Return the year that most associations tell, the latest of several."""
    tellers: dict[int, set[str | None]] = defaultdict(set)
    for figure in figures:
        if figure.year is not None:
            tellers[figure.year].add(figure.reporter.name)
    return max(tellers, key=lambda year: (len(tellers[year]), year), default=None)


def _rounded(value: Decimal) -> Decimal:
    """Return a value with four significant digits, or all digits before the point."""
    places = max(_DIGITS - 1 - value.adjusted(), 0)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
