"""Achievements as statistics see them: linked names, and how many awards each tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.archive import AchievementRow, Archive, Filters
from kexie_nlp.link.links import AwardLink, ContestLink
from kexie_nlp.statistics.naming import Names, Reporter
from kexie_nlp.statistics.sources import Source, source_of

_EVERYTHING = Filters()
# an award that names no grade: the sum over all grades, where these are told too
_GENERIC: Final = re.compile(
    r"(?:荣?获|得)?(?:各类|各级|各项|各种|省级|市级|县级|国家级|以上)*(?:获奖|得奖|奖项|奖励|奖次|奖|等级奖|等次奖|名次|荣誉|表彰)(?:作品|项目)?"
)
_GROUP: Final = re.compile(
    r"(?:我|全|各|本|该|所属)?(?:省|市|州|盟|县|区|旗)?(?:参赛)?"
    r"(?:.{0,4}中小学校?|代表队|代表团|代表|选手|队员|学生|教师|师生|单位|作品|项目|青少年|科技辅导员|个人|集体|科技工作者|学校)?"
)


@dataclass(frozen=True, slots=True)
class Award:
    """An achievement with linked names.

    Attributes:
        reporter: the association that tells of it.
        contest: the contest, or None.
        award: the award.
        recipient, title: as written.
        told: how many awards it tells, None where the text leaves that open.
        year: of the event if told, else of the report.
        level: 国际, 国家, 省, 市 or 县, or None.
        kind: of the report.
    """

    reporter: Reporter
    contest: ContestLink | None
    award: AwardLink
    recipient: str | None
    title: str | None
    told: int | None
    year: int | None
    level: str | None
    kind: str
    source: Source

    @property
    def count(self) -> int:
        """How many awards it is counted as: one if the text leaves it open."""
        return 1 if self.told is None else self.told

    @property
    def is_generic(self) -> bool:
        """Whether it names no grade, as in 获奖63项."""
        return self.award.grade is None and _GENERIC.fullmatch(self.award.name) is not None

    @property
    def is_joint(self) -> bool:
        """Whether it tells of the reporting region as a whole and not of a named winner or work."""
        if self.title is not None:
            return False
        if self.recipient is None or _GROUP.fullmatch(self.recipient):
            return True
        place = self.reporter.place or ""
        rest = self.recipient.removeprefix(place) if place and self.recipient.startswith(place) else self.recipient
        stem = place[:-1]
        if rest == self.recipient and len(stem) > 1:
            rest = self.recipient.removeprefix(stem)
        return rest != self.recipient and _GROUP.fullmatch(rest) is not None


def linked_awards(archive: Archive, names: Names, filters: Filters = _EVERYTHING) -> Iterator[Award]:
    """Yield the achievements that the filters want, report by report in reading order."""
    for row in archive.achievements(filters):
        yield _linked(row, names)


def _linked(row: AchievementRow, names: Names) -> Award:
    """Return an achievement with linked names."""
    record = row.record
    reporter = names.reporter(row.report)
    award = names.linker.award(record.award, reporter.region)
    contest = names.linker.contest(record.event, record.year, reporter.region) if record.event else None
    level = record.level or (contest.level if contest else None) or award.level
    year = record.year if record.year is not None else row.report.year
    return Award(
        reporter,
        contest,
        award,
        record.recipient,
        record.title,
        record.count,
        year,
        level,
        row.report.kind,
        source_of(row),
    )
