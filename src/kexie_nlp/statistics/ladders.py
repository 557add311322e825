"""The award ladder: how one contest was won over levels and editions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.errors import KexieError
from kexie_nlp.link.links import ContestLink
from kexie_nlp.search.folding import contains, fold, needle
from kexie_nlp.statistics.awards import Award, linked_awards
from kexie_nlp.statistics.naming import Names, names_of
from kexie_nlp.statistics.pivots import LEVELS, UNTOLD
from kexie_nlp.statistics.repeats import settled
from kexie_nlp.statistics.sources import Omission, Source

_EVERYTHING = Filters()
Part = Literal["host", "participant"]


@dataclass(frozen=True, slots=True)
class Rung:
    """What one association tells of one edition of a contest at one level.

    Attributes:
        year, edition, level, place: of the contest; None where unknown.
        contest: its full name.
        association: who tells of it.
        part: host if the association's region holds the contest, so that the numbers are all awards given; else participant.
        awards: name, grade (None for special awards) and number of each award, the highest first.
        sources: where each number comes from, by the award's name.
    """

    year: int | None
    edition: int | None
    level: str | None
    place: str | None
    contest: str
    association: str | None
    part: Part
    awards: tuple[tuple[str, int | None, int], ...]
    sources: tuple[tuple[str, tuple[Source, ...]], ...]

    @property
    def total(self) -> int:
        """How many awards these are together."""
        return sum(count for _, _, count in self.awards)

    def line(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        return {
            "record": "rung",
            "year": self.year,
            "level": self.level,
            "contest": self.contest,
            "edition": self.edition,
            "place": self.place,
            "association": self.association,
            "part": self.part,
            "awards": {name: count for name, _, count in self.awards},
            "total": self.total,
            "sources": {name: [source.line() for source in sources] for name, sources in self.sources},
        }


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one contest series, year by year, each year from the lowest level up; and what was not counted."""

    series: str
    rungs: tuple[Rung, ...]
    omitted: tuple[Omission, ...]


def ladder(archive: Archive, contest: str, filters: Filters = _EVERYTHING, names: Names | None = None) -> Ladder:
    """Return the award ladder of the contest series that ``contest`` names: in full, in short, or by a part of one name only.

    Raises:
        KexieError: if no contest of the archive is called so, or several series are; the message names them.
    """
    names = names or names_of(archive)
    by_series: dict[str, list[Award]] = defaultdict(list)
    for award in linked_awards(archive, names, filters):
        if award.contest is not None:
            by_series[award.contest.series].append(award)
    series = _chosen(contest, names.linker.contest(contest, None).series, by_series)
    counted = settled(by_series[series])
    rungs: dict[object, tuple[ContestLink, list[Award]]] = {}
    for award in counted.awards:
        if award.contest is not None:
            rungs.setdefault((award.contest.identity, award.reporter.name), (award.contest, []))[1].append(award)
    return Ladder(series, tuple(sorted((_rung(*rung) for rung in rungs.values()), key=_order)), counted.omitted)


def _chosen(asked: str, linked: str, series: dict[str, list[Award]]) -> str:
    """Return the series that is asked for."""
    if linked in series:
        return linked
    fitting = sorted((name for name in series if contains(fold(name), needle(asked))), key=lambda name: (-len(series[name]), name))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise KexieError(f"{asked!r} fits {len(fitting)} contests; name one of them: {'、'.join(fitting[:8])}")
    most = sorted(series, key=lambda name: (-len(series[name]), name))[:5]
    told = f"; the archive tells of {'、'.join(most)}" if most else "; the archive tells of none"
    raise KexieError(f"no award of a contest called {asked!r} is in the archive{told}")


def _rung(contest: ContestLink, awards: Sequence[Award]) -> Rung:
    """Return the rung that awards of one association in one contest make."""
    first = awards[0]
    numbers: dict[tuple[str, int | None], int] = defaultdict(int)
    sources: dict[str, list[Source]] = defaultdict(list)
    for award in awards:
        numbers[award.award.name, award.award.grade] += award.count
        sources[award.award.name].append(award.source)
    order = sorted(numbers, key=lambda key: (key[1] is None, key[1] or 0, key[0]))
    return Rung(
        year=contest.year or first.year,
        edition=contest.edition,
        level=first.level,
        place=contest.place,
        contest=contest.full_name,
        association=first.reporter.name,
        part="host" if contest.place is not None and contest.place == first.reporter.place else "participant",
        awards=tuple((*key, numbers[key]) for key in order),
        sources=tuple((name, tuple(sources[name])) for name, _ in order),
    )


def _order(rung: Rung) -> tuple[object, ...]:
    """Return a key to sort rungs by: years, then levels from the lowest, the host first."""
    level = -LEVELS.index(rung.level) if rung.level in LEVELS else 1
    return (rung.year or 0, level, rung.contest, rung.part != "host", rung.association or UNTOLD)
