"""A contest over its levels, plans against results, the calendar of activities."""

from dataclasses import replace
from itertools import chain

from kexie_nlp.archive import Archive
from kexie_nlp.statistics import Held, Plan, calendar, ladder, plans_of
from kexie_nlp.statistics.plots import plot_plans
from kexie_nlp.web.contexts import ActivityInfo, CalendarPage, LadderPage, OccasionInfo, PlanInfo, PlansPage, RungInfo
from kexie_nlp.web.parameters import CalendarParameters, LadderParameters, PlansParameters
from kexie_nlp.web.views.statistics import MOST_SOURCES, plot_or_reason, source_info


def ladder_page(archive: Archive, asked: LadderParameters) -> LadderPage:
    """Return the ladder of a contest; an empty one where no contest is named yet.

    Raises:
        KexieError: if no contest is called so, or several are.
    """
    if not asked.contest.strip():
        return LadderPage("", (), (), ())
    found = ladder(archive, asked.contest.strip(), replace(asked.filters(), contest=None))
    ranked = {(grade is None, grade or 0, name) for rung in found.rungs for name, grade, _ in rung.awards}
    names = tuple(name for _, _, name in sorted(ranked))
    rungs = []
    for rung in found.rungs:
        counts = {name: count for name, _, count in rung.awards}
        sources = tuple(source_info(one, name) for name, places in rung.sources for one in places)
        rungs.append(
            RungInfo(
                rung.year, rung.level, rung.contest, rung.association, rung.part, tuple(counts.get(name) for name in names), rung.total,
                sources,
            )
        )  # fmt: skip
    omitted = tuple(source_info(one.source, one.reason) for one in found.omitted[:MOST_SOURCES])
    return LadderPage(found.series, names, tuple(rungs), omitted)


def plans_page(archive: Archive, asked: PlansParameters) -> PlansPage:
    """Return a page of plans."""
    found = plans_of(archive, asked.indicator, replace(asked.filters(), indicator=None))
    found = [plan for plan in found if plan.is_met is False or not asked.unmet]
    plot, reason = plot_or_reason(lambda: plot_plans(found))
    first = (asked.page - 1) * asked.size
    shown = tuple(map(_plan, found[first : first + asked.size]))
    return PlansPage(shown, asked.page, -(-len(found) // asked.size), len(found), plot, reason)


def calendar_page(archive: Archive, asked: CalendarParameters) -> CalendarPage:
    """Return the calendar, an activity of an association a row."""
    found = calendar(archive, asked.activity, asked.filters())
    years = tuple(sorted({held.year for held in found}, key=lambda year: (year is None, year or 0)))
    rows: dict[tuple[str, str | None], dict[int | None, Held]] = {}
    for held in found:
        rows.setdefault((held.activity, held.association), {})[held.year] = held
    activities = []
    for (activity, association), occasions in rows.items():
        usual = next(chain((held.usual for held in occasions.values() if held.usual), [None]))
        told = tuple(_occasion(occasions[year]) if year in occasions else None for year in years)
        activities.append(ActivityInfo(activity, usual, association, told))
    return CalendarPage(years, tuple(activities))


def _plan(plan: Plan) -> PlanInfo:
    """Return a plan as it is shown."""
    completion = None if plan.completion is None else f"{plan.completion:f}"
    stated = None if plan.stated is None else f"{plan.stated:f}"
    sources = tuple(source_info(source) for source in plan.sources)
    return PlanInfo(
        plan.reporter.name, plan.year, plan.indicator, plan.target_with_unit, plan.result_with_unit, completion, stated, plan.sort,
        plan.is_met, sources,
    )  # fmt: skip


def _occasion(held: Held) -> OccasionInfo:
    """Return an occasion as it is shown."""
    return OccasionInfo(held.year, held.months, source_info(held.source))
