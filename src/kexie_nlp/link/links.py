"""What linking answers: the one name of a thing, and why."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

LinkKind = Literal["association", "contest", "award", "program", "indicator"]
How = Literal["correction", "lexicon", "rule", "similar", "as written"]
KINDS: tuple[LinkKind, ...] = get_args(LinkKind)


@dataclass(frozen=True, slots=True)
class Link:
    """The one name of a thing.

    Attributes:
        name: the name under which all its forms are counted.
        kind: what sort of thing it is.
        how: what decided: a user's correction, a lexicon, a rule, likeness to a known name; or nothing, and it stays as written.
        why: a plain sentence that says so.
        score: how sure, 0 to 1; 1 for corrections, lexicons and rules, the likeness for a similar name, 0 for one that stays as written.
    """

    name: str
    kind: LinkKind
    how: How
    why: str
    score: float

    @property
    def known(self) -> bool:
        """Whether a correction or a lexicon knows the name; other names can be brought together with ``group_names``."""
        return self.how in ("correction", "lexicon", "similar") or (self.how == "rule" and not self.why.startswith("no lexicon"))

    @property
    def identity(self) -> tuple[object, ...]:
        """What two forms have in common if and only if they name the same thing."""
        return (self.kind, self.name)


@dataclass(frozen=True, slots=True)
class AssociationLink(Link):
    """An association.

    Attributes:
        region: its region from the province down, such as ("四川省", "攀枝花市"); () if unknown.
        former: the name of the region as written, where the region has another name or another parent today; else None.
    """

    region: tuple[str, ...] = ()
    former: str | None = None


@dataclass(frozen=True, slots=True)
class ContestLink(Link):
    """A contest; ``name`` is that of the series, so that editions and levels are counted together.

    Attributes:
        edition: number of the edition, or None.
        year: the year in which it is held, or None.
        level: 国际, 国家, 省, 市 or 县, as its name tells; None if it tells none.
        place: full name of the region whose contest it is, or None.
        stage: 初赛, 复赛, 选拔赛 …; None for the contest itself and its finals.
        inferred: which of edition and year was not told but follows from the other.
        contradiction: a sentence that says how edition and year contradict each other; None if they do not.
    """

    edition: int | None = None
    year: int | None = None
    level: str | None = None
    place: str | None = None
    stage: str | None = None
    inferred: Literal["edition", "year"] | None = None
    contradiction: str | None = None

    @property
    def series(self) -> str:
        """The series: the same contest in all years, places and levels."""
        return self.name

    @property
    def full_name(self) -> str:
        """The contest with edition and place, such as 第34届四川省青少年科技创新大赛."""
        count = f"第{self.edition}届" if self.edition else f"{self.year}年" if self.year else ""
        place = {"国家": "全国", "国际": "国际"}.get(self.level or "", self.place or "")
        place = place or (f"{self.level}级" if self.level else "")
        return f"{count}{'' if self.name.startswith(place) else place}{self.name}{self.stage or ''}"

    @property
    def identity(self) -> tuple[object, ...]:
        """Series, edition (or year, if that is all that is known), level, place and stage."""
        when = ("edition", self.edition) if self.edition else ("year", self.year)
        return (self.kind, self.name, when, self.level, self.place, self.stage)


@dataclass(frozen=True, slots=True)
class AwardLink(Link):
    """An award, prize or honour.

    Attributes:
        grade: 0 特等奖, 1 一等奖 or 金奖, and so on; None where the award has no grade.
        award_kind: prize (graded), special, honour or state, as in ``lexicons/awards.tsv``; None if unknown.
        rank: the place won, 1 for 第一名 or 冠军; None where none is told.
        level: 国际, 国家, 省, 市 or 县, if the award's name tells it.
        place: full name of the region that confers it, or None.
    """

    grade: int | None = None
    award_kind: str | None = None
    rank: int | None = None
    level: str | None = None
    place: str | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """Name, level and place."""
        return (self.kind, self.name, self.level, self.place)


@dataclass(frozen=True, slots=True)
class ProgramLink(Link):
    """A programme, plan or action.

    Attributes:
        program_kind: 工程, 计划, 行动 …, as in ``lexicons/programs.tsv``; None if unknown.
        year: a year that its name tells, or None.
        level: 国际, 国家, 省, 市 or 县, if its name tells it.
        place: full name of the region that runs it, or None.
    """

    program_kind: str | None = None
    year: int | None = None
    level: str | None = None
    place: str | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """Name, year, level and place."""
        return (self.kind, self.name, self.year, self.level, self.place)


@dataclass(frozen=True, slots=True)
class IndicatorLink(Link):
    """An indicator and the unit in which its values are brought together.

    Attributes:
        unit: the unit of the indicator; "" if none is known.
        factor: what a value in the unit as written is multiplied with to be in ``unit``.
        measure: what the unit measures: money, share, persons, attendances, things …; "" if no unit is known.
    """

    unit: str = ""
    factor: Decimal = Decimal(1)
    measure: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """Name, and what the unit measures."""
        return (self.kind, self.name, self.measure)
