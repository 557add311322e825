"""Awards and figures made by hand, and archives of marked texts, for tests of statistics."""

from decimal import Decimal
from pathlib import Path

from builders import analyze_marked
from kexie_nlp.archive import Archive
from kexie_nlp.link.links import AwardLink, ContestLink
from kexie_nlp.records import MetricKind
from kexie_nlp.statistics.awards import Award
from kexie_nlp.statistics.figures import Figure, Role
from kexie_nlp.statistics.naming import Reporter
from kexie_nlp.statistics.sources import Source

COUNTY = Reporter("乙县科学技术协会", ("甲省", "丙市", "乙县"), "县")
CITY = Reporter("丙市科学技术协会", ("甲省", "丙市"), "市")
PROVINCE = Reporter("甲省科学技术协会", ("甲省",), "省")
OTHER_CITY = Reporter("丁市科学技术协会", ("甲省", "丁市"), "市")
GRADES = {"特等奖": 0, "一等奖": 1, "二等奖": 2, "三等奖": 3}


def contest(name: str = "青少年科技创新大赛", edition: int | None = 34, level: str = "省", place: str | None = "甲省") -> ContestLink:
    return ContestLink(name, "contest", "lexicon", "", 1.0, edition, 2019, level, place)


def award(
    name: str,
    told: int | None,
    *,
    recipient: str | None = None,
    title: str | None = None,
    of: ContestLink | None = None,
    anywhere: bool = False,
    reporter: Reporter = CITY,
    report: str = "r1",
    year: int = 2019,
    report_year: int = 2019,
    sentence: int = 0,
    text: str = "一句话。",
) -> Award:
    """An award of the 34th contest of the province, or with ``anywhere`` of no contest."""
    link = AwardLink(name, "award", "lexicon", "", 1.0, GRADES.get(name), "prize")
    source = Source(report, f"{report}.txt", reporter.name, report_year, sentence + 1, sentence + 4, name, text, sentence)
    return Award(reporter, None if anywhere else of or contest(), link, recipient, title, told, year, "省", "工作总结", source)


def figure(
    value: object,
    year: int | None,
    *,
    report_year: int | None = None,
    indicator: str = "科普讲座",
    unit: str = "场",
    kind: MetricKind = "quantity",
    role: Role = "value",
    reporter: Reporter = CITY,
    report: str = "",
    start: int = 0,
) -> Figure:
    """A figure that the report of its own year tells, unless ``report_year`` says otherwise."""
    told = report_year if report_year is not None else year
    source = Source(report or f"r{told}", "r.txt", reporter.name, told, start, start + 2, f"{value}{unit}", "一句话。", start)
    return Figure(reporter, indicator, indicator, Decimal(str(value)), unit, kind, "exact", year, role, "工作总结", "", source)


def archive_of(folder: Path, *marked: str) -> Archive:
    """Return an archive of marked texts."""
    paths = [folder / f"{number}.txt" for number in range(len(marked))]
    for path, text in zip(paths, marked, strict=True):
        path.write_text(text, encoding="utf-8")
    archive = Archive.open(folder / "archive", create=True)
    archive.add(paths, analyze=analyze_marked, workers=1)
    return archive
