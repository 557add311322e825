"""Plan against result: goals and what became of them, from performance tables and from prose."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Literal

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.search.folding import contains, fold, needle
from kexie_nlp.statistics.figures import Figure, linked_figures
from kexie_nlp.statistics.goals import Goal, table_goals
from kexie_nlp.statistics.naming import Names, Reporter, names_of
from kexie_nlp.statistics.sources import Source
from kexie_nlp.statistics.units import with_unit

_EVERYTHING = Filters()
Basis = Literal["table", "text"]
Sort = Literal["goal", "budget"]
_DONE: Final = re.compile(r"(?:完成|执行率|完成率|达成率|占[^，。；]{0,6}预算)[^，。；]{0,12}$")
_PLANNED: Final = re.compile(r"(?:目标值?|预期值|预期指标值|年度指标值|计划数|计划值|预算数?)(?:为|是|的|[（(：:])?$")
_OF_GOAL: Final = re.compile(r"完成|占|达到")


@dataclass(frozen=True, slots=True)
class Plan:
    """A goal and its result.

    Attributes:
        reporter, year: who, and the year reported on.
        indicator: what was planned.
        target, result: as told, in words if they are no numbers.
        target_value, result_value, unit: as numbers in one unit; None, None and "" if they are words or not comparable.
        sort: a goal that should be reached, or a budget, which should be spent but not exceeded.
        at_most: whether the goal is an upper bound, such as a cost.
        stated: the completion that the report gives, in per cent, or None.
        basis: whether a table or prose tells it.
        sources: of target and result, and of the completion if it is given.
    """

    reporter: Reporter
    year: int | None
    indicator: str
    target: str
    result: str
    target_value: Decimal | None
    result_value: Decimal | None
    unit: str
    sort: Sort
    at_most: bool
    stated: Decimal | None
    basis: Basis
    sources: tuple[Source, ...]

    @property
    def completion(self) -> Decimal | None:
        """The result in per cent of the goal, with two decimals; None if it cannot be computed."""
        if self.target_value is None or self.result_value is None or not self.target_value:
            return None
        return (self.result_value / self.target_value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def is_met(self) -> bool | None:
        """Whether the goal was reached; None for a budget, and if that is not told in numbers."""
        if self.target_value is None or self.result_value is None or self.sort == "budget":
            return None
        return self.result_value <= self.target_value if self.at_most else self.result_value >= self.target_value

    @property
    def target_with_unit(self) -> str:
        """The goal as told, with the unit that the table tells elsewhere."""
        return with_unit(self.target, self.target_value, self.unit)

    @property
    def result_with_unit(self) -> str:
        """The result as told, with the unit that the table tells elsewhere."""
        return with_unit(self.result, self.result_value, self.unit)

    def line(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        return {
            "record": "plan",
            "association": self.reporter.name,
            "region": self.reporter.place,
            "year": self.year,
            "indicator": self.indicator,
            "target": self.target,
            "result": self.result,
            "target_value": _text(self.target_value),
            "result_value": _text(self.result_value),
            "unit": self.unit,
            "sort": self.sort,
            "at_most": self.at_most,
            "completion": _text(self.completion),
            "stated": _text(self.stated),
            "met": self.is_met,
            "basis": self.basis,
            "sources": [source.line() for source in self.sources],
        }


def plans_of(archive: Archive, indicator: str | None = None, filters: Filters = _EVERYTHING, names: Names | None = None) -> list[Plan]:
    """Return goals with their results, the latest year first, in reading order; what prose repeats of a table is left out.

    Args:
        archive: where the reports are.
        indicator: a part of the names wanted.
        filters: which reports.
        names: by which records are linked.
    """
    names = names or names_of(archive)
    found: list[Plan] = []
    prose = _plans_in_prose(linked_figures(archive, names, filters))
    for row in archive.reports(filters):
        analysis = archive.show(row.id)
        reporter = names.reporter(row)
        tabled = [_from_table(goal, reporter, row.year) for goal in table_goals(analysis, row)]
        told = {(plan.target_value, plan.result_value) for plan in tabled}
        found += tabled
        found += [plan for plan in prose.get(row.id, ()) if (plan.target_value, plan.result_value) not in told]
    if indicator is None:
        return found
    run = needle(indicator)
    return [plan for plan in found if contains(fold(plan.indicator), run)]


def _from_table(goal: Goal, reporter: Reporter, year: int | None) -> Plan:
    """Return a goal of a table as a plan."""
    comparable = goal.target.value is not None and goal.result.value is not None and goal.target.unit == goal.result.unit
    return Plan(
        reporter=reporter,
        year=year,
        indicator=goal.indicator,
        target=goal.target.text,
        result=goal.result.text,
        target_value=goal.target.value if comparable else None,
        result_value=goal.result.value if comparable else None,
        unit=goal.target.unit if comparable else "",
        sort="budget" if goal.is_budget else "goal",
        at_most=goal.at_most,
        stated=goal.stated.value if goal.stated else None,
        basis="table",
        sources=tuple(told.source for told in (goal.target, goal.result, goal.stated) if told is not None),
    )


def _plans_in_prose(figures: Iterable[Figure]) -> dict[str, list[Plan]]:
    """Return by report the goals that sentences tell with their results."""
    found: dict[str, list[Plan]] = defaultdict(list)
    for sentence in _sentences(figures):
        found[sentence[0].source.report] += _plans_of_sentence(sentence)
    return found


def _sentences(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures of one sentence after the other, those of table rows left out."""
    held: list[Figure] = []
    for figure in figures:
        if "\t" in figure.source.sentence:
            continue
        if held and held[-1].source.place != figure.source.place:
            yield held
            held = []
        held.append(figure)
    if held:
        yield held


def _plans_of_sentence(figures: list[Figure]) -> Iterator[Plan]:
    """Yield the goals of one sentence: a target, the nearest value of its unit, and a completion rate behind them."""
    used: set[int] = set()
    for place, target in enumerate(figures):
        if target.kind == "percent" or target.role == "change" or target.year != target.source.report_year or not _is_goal(target):
            continue
        results = [
            index
            for index, other in enumerate(figures)
            if index not in used
            and other.unit == target.unit
            and other.role == "value"
            and other.year == target.year
            and not _is_goal(other)
        ]
        if results:
            nearest = min(results, key=lambda index: (abs(index - place), index > place))
            used.add(nearest)
            yield _prose_plan(target, figures[nearest], _rate(figures, place, nearest))


def _is_goal(figure: Figure) -> bool:
    """Tell whether the words before a value say that it is a goal or a budget."""
    return _PLANNED.search(figure.lead) is not None


def _rate(figures: list[Figure], target: int, result: int) -> Figure | None:
    """Return the rate of completion behind a goal and its result: named as such, or as a part of the goal (完成目标40万人的104.50%)."""
    for index in range(max(target, result) + 1, len(figures)):
        figure = figures[index]
        if figure.kind == "percent" and figure.unit == "%":
            of_goal = index == target + 1 and figure.lead == "的" and _OF_GOAL.search(figures[target].lead)
            return figure if of_goal or (figure.role != "change" and _DONE.search(figure.lead)) else None
    return None


def _prose_plan(target: Figure, result: Figure, rate: Figure | None) -> Plan:
    """Return a plan of the figures of one sentence."""
    return Plan(
        reporter=target.reporter,
        year=target.year,
        indicator=result.indicator,
        target=target.source.text,
        result=result.source.text,
        target_value=target.value,
        result_value=result.value,
        unit=target.unit,
        sort="budget" if "预算" in target.lead else "goal",
        at_most=False,
        stated=rate.value if rate else None,
        basis="text",
        sources=tuple(figure.source for figure in (target, result, rate) if figure is not None),
    )


def _text(value: Decimal | None) -> str | None:
    """Return a number for JSON."""
    return None if value is None else f"{value:f}"
