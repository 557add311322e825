"""One indicator over the years, from first-hand and restated values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.errors import KexieError
from kexie_nlp.statistics.asking import asked_figures
from kexie_nlp.statistics.figures import Figure, linked_figures
from kexie_nlp.statistics.naming import Names, names_of
from kexie_nlp.statistics.sources import Omission, Source
from kexie_nlp.statistics.units import kind_of_unit

_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series.

    Attributes:
        year: the year.
        figure: the value that counts: first-hand if there is one, else the latest restated; None in a gap.
        first: what the year's own report tells, each value once, the one that counts first.
        restated: what later reports tell of this year, each report's value once.
        unit_before: the unit up to here, if it changes at this point; else None.
        difference: to the year before, if both are told in one unit.
    """

    year: int
    figure: Figure | None
    first: tuple[Figure, ...]
    restated: tuple[Figure, ...]
    unit_before: str | None
    difference: Decimal | None

    @property
    def is_first_hand(self) -> bool | None:
        """Whether the value that counts is first-hand; None in a gap."""
        return None if self.figure is None else self.figure.is_first_hand

    @property
    def restatement(self) -> Decimal | None:
        """By how much the latest restated value differs from the first-hand one; None if only one of them is told, in one unit."""
        if not self.first or not self.restated or self.first[0].unit != self.restated[-1].unit:
            return None
        return self.restated[-1].value - self.first[0].value

    @property
    def growth(self) -> Decimal | None:
        """The difference to the year before, in per cent with two decimals."""
        if self.difference is None or self.figure is None or self.figure.kind == "percent":
            return None
        before = self.figure.value - self.difference
        return (self.difference / before * 100).quantize(Decimal("0.01"), ROUND_HALF_UP) if before else None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader of the value should know, in Chinese."""
        if self.figure is None:
            return ("缺报",)
        found = [] if self.is_first_hand else [f"据{self.figure.source.report_year}年报告追述"]
        if self.unit_before is not None:
            found.append(f"单位由“{self.unit_before}”改为“{self.figure.unit}”")
        if self.restatement:
            found.append(f"{self.restated[-1].source.report_year}年报告追述为{self.restated[-1].told}")
        if len(self.first) > 1:
            found.append(f"同年另有{'、'.join(figure.told for figure in self.first[1:])}")
        if self.figure.exactness != "exact":
            found.append({"about": "约数", "over": "实数略多", "under": "实数略少"}[self.figure.exactness])
        return tuple(found)

    def line(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        figure = self.figure
        return {
            "year": self.year,
            "value": None if figure is None else f"{figure.value:f}",
            "unit": None if figure is None else figure.unit,
            "exactness": None if figure is None else figure.exactness,
            "first_hand": self.is_first_hand,
            "difference": None if self.difference is None else f"{self.difference:f}",
            "growth": None if self.growth is None else f"{self.growth:f}",
            "restatement": None if self.restatement is None else f"{self.restatement:f}",
            "unit_before": self.unit_before,
            "remarks": list(self.remarks),
            "sources": [_told_line(each) for each in (*self.first, *self.restated)],
        }


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one association, year by year without a hole in the years.

    Attributes:
        association: who tells it. region: its region. indicator: what. unit: of the latest value.
    """

    association: str | None
    region: str | None
    indicator: str
    unit: str
    points: tuple[Point, ...]

    @property
    def told(self) -> int:
        """How many years have a value."""
        return sum(point.figure is not None for point in self.points)

    def lines(self) -> list[dict[str, Any]]:
        """Return a dictionary a year for JSON."""
        head = {"record": "point", "association": self.association, "indicator": self.indicator}
        return [{**head, **point.line()} for point in self.points]


@dataclass(frozen=True, slots=True)
class SeriesFound:
    """What was asked for.

    Attributes:
        series: one an association, indicator and sort of unit, the longest first.
        others: names of other indicators that hold the one asked for, with the number of their values.
    """

    series: tuple[Series, ...]
    others: tuple[tuple[str, int], ...]


def series_of(archive: Archive, indicator: str, filters: Filters = _EVERYTHING, names: Names | None = None) -> SeriesFound:
    """Return the series of an indicator.

    Args:
        archive: where the figures are.
        indicator: its name or another wording of it; if no record links to it, a part of the names wanted.
        filters: which reports.
        names: by which records are linked.

    Raises:
        KexieError: if the archive has no such indicator; the message names near ones.
    """
    names = names or names_of(archive)
    asked = asked_figures(linked_figures(archive, names, filters), indicator, names)
    groups: dict[tuple[str | None, str, object], list[Figure]] = defaultdict(list)
    for figure in asked.figures:
        groups[figure.reporter.name, figure.indicator, kind_of_unit(figure.unit)].append(figure)
    found = [series for group in groups.values() for series in _without_clashes(group)]
    if not found:
        raise KexieError(f"{indicator!r} is told only as a plan, a change or of part of a year; there is no series to show")
    found.sort(key=lambda series: (-series.told, series.indicator, series.association or "", series.unit))
    return SeriesFound(tuple(found), asked.others)


def first_hand(figures: Iterable[Figure]) -> tuple[list[Figure], tuple[Omission, ...]]:
    """Return one value for each association, indicator, sort of unit and year, the one that a series would show, and what is left out."""
    groups: dict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.role == "value" and figure.year is not None:
            groups[figure.reporter.name, figure.indicator, figure.unit, figure.year].append(figure)
    kept, omitted = [], []
    for group in groups.values():
        point = _point(group[0].year or 0, group)
        if point.figure is None:
            continue
        kept.append(point.figure)
        for other in group:
            if other is not point.figure:
                is_same = other.value == point.figure.value
                reason = "重复：同一数值再次出现" if is_same else f"不一致：取{point.figure.source.text}"
                omitted.append(Omission("repeat" if is_same else "conflict", other.source, 1, reason, (point.figure.source,)))
    return kept, tuple(omitted)


def _without_clashes(group: Sequence[Figure]) -> list[Series]:
    """Return one series of all units if no year has two of them, else a series a unit."""
    units: dict[int, set[str]] = defaultdict(set)
    for figure in group:
        if figure.year is not None:
            units[figure.year].add(figure.unit)
    if all(len(each) == 1 for each in units.values()):
        return [_series(group)] if units else []
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in group:
        by_unit[figure.unit].append(figure)
    return [_series(each) for each in by_unit.values() if any(figure.year is not None for figure in each)]


def _series(figures: Sequence[Figure]) -> Series:
    """Return the series of one association's figures."""
    by_year: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.year is not None:
            by_year[figure.year].append(figure)
    points: list[Point] = []
    last: Figure | None = None
    for year in range(min(by_year), max(by_year) + 1):
        point = _point(year, by_year.get(year, []), points[-1].figure if points else None, last)
        points.append(point)
        last = point.figure or last
    some = figures[0]
    return Series(some.reporter.name, some.reporter.place, some.indicator, last.unit if last else some.unit, tuple(points))


def _point(year: int, figures: Sequence[Figure], before: Figure | None = None, last: Figure | None = None) -> Point:
    """Return a year; ``before`` is the value of the year before, ``last`` the last value told."""
    first = _each_once(figure for figure in figures if figure.is_first_hand)
    restated = _one_a_report(figure for figure in figures if (figure.source.report_year or 0) > year)
    figure = first[0] if first else restated[-1] if restated else None
    if figure is None:
        return Point(year, None, (), (), None, None)
    unit_before = last.unit if last is not None and last.unit != figure.unit else None
    difference = figure.value - before.value if before is not None and before.unit == figure.unit else None
    return Point(year, figure, first, restated, unit_before, difference)


def _each_once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the first figure of each value, the value told most often first."""
    firsts: dict[object, Figure] = {}
    times: Counter[object] = Counter()
    for figure in figures:
        firsts.setdefault(figure.value, figure)
        times[figure.value] += 1
    return tuple(sorted(firsts.values(), key=lambda figure: -times[figure.value]))


def _one_a_report(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the first figure of each report, by the reports' years."""
    firsts: dict[str, Figure] = {}
    for figure in figures:
        firsts.setdefault(figure.source.report, figure)
    return tuple(sorted(firsts.values(), key=lambda figure: (figure.source.report_year or 0, figure.source.report)))


def _told_line(figure: Figure) -> dict[str, Any]:
    """Return a figure's value and where it stands."""
    told: dict[str, Any] = {"told_value": f"{figure.value:f}", "told_unit": figure.unit, "first_hand": figure.is_first_hand}
    return told | figure.source.line()


def sources_of(point: Point) -> tuple[Source, ...]:
    """Return where the values of a year stand."""
    return tuple(figure.source for figure in (*point.first, *point.restated))
