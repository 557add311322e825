"""Contests over their levels, plans against results, and the calendar of activities."""

from dataclasses import dataclass

from kexie_nlp.web.contexts.counting import SourceInfo


@dataclass(frozen=True, slots=True)
class RungInfo:
    """What one association tells of one edition of a contest; ``counts`` are in the order of the awards of the page, None for none.

    Attributes:
        part: host if the association's region holds the contest, else participant. sources: of all counts.
    """

    year: int | None
    level: str | None
    contest: str
    association: str | None
    part: str
    counts: tuple[int | None, ...]
    total: int
    sources: tuple[SourceInfo, ...]


@dataclass(frozen=True, slots=True)
class LadderPage:
    """How a contest was won over levels and years: the awards, the highest first, the rungs, and what was not counted."""

    contest: str
    awards: tuple[str, ...]
    rungs: tuple[RungInfo, ...]
    omitted: tuple[SourceInfo, ...]


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """A goal and its result as told; ``completion`` and what the report says of it (``stated``) in per cent.

    Attributes:
        sort: goal or budget. is_met: whether a goal was reached, None where that is not told in numbers or it is a budget.
    """

    association: str | None
    year: int | None
    indicator: str
    target: str
    result: str
    completion: str | None
    stated: str | None
    sort: str
    is_met: bool | None
    sources: tuple[SourceInfo, ...]


@dataclass(frozen=True, slots=True)
class PlansPage:
    """A page of plans against results, and their plot or why there is none."""

    plans: tuple[PlanInfo, ...]
    page: int
    pages: int
    total: int
    plot: str | None
    plot_reason: str


@dataclass(frozen=True, slots=True)
class OccasionInfo:
    """An activity as the report of one year tells of it; ``months`` from 1 to 12, empty if they are not told."""

    year: int | None
    months: tuple[int, ...]
    source: SourceInfo


@dataclass(frozen=True, slots=True)
class ActivityInfo:
    """A recurring activity of an association: its usual month, and its occasions in the order of the years of the page, None for none."""

    activity: str
    usual: int | None
    association: str | None
    occasions: tuple[OccasionInfo | None, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Recurring activities with the months in which associations held them, year by year."""

    years: tuple[int | None, ...]
    activities: tuple[ActivityInfo, ...]
