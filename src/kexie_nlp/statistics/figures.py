"""Metrics as statistics see them: one name, one unit, and the year and the sense of each value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from kexie_nlp.archive import Archive, Filters, MetricRow
from kexie_nlp.records import Exactness, MetricKind
from kexie_nlp.statistics.naming import Names, Reporter
from kexie_nlp.statistics.sources import Source, source_of
from kexie_nlp.statistics.units import with_unit

_EVERYTHING = Filters()
Role = Literal["value", "target", "change"]

_TARGET: Final = re.compile(r"目标|指标值|预期|力争|计划数|计划值|预算数|年初预算|(?<!完成)预算(?:安排)?$|(?<![模虚])拟")
_TARGET_BEFORE: Final = re.compile(
    r"(?:目标值?|预期值?|力争|(?:(?<=[，。；：、（年将])|^)计划(?!生育)|(?<![模虚])拟|年初预算数?|预算数)[^，。；、]{0,12}$"
)
_TARGET_SECTION: Final = re.compile(r"思路|计划(?!生育)|打算|下一步|下步|工作安排|工作要点|展望|目标任务")
# what stands directly before a value of an earlier year: 上年为, 比2019年的, 与上年相比
_EARLIER: Final = re.compile(
    r"(?:[（(比较与同于自由从]|^|[，,；;。、：:\s])(?:(?P<last>上年度?|上一年度?|去年)|(?P<year>20\d\d)年度?)"
    r"(?:同期|全年)?(?:支出|收入|决算|实际)?(?P<each>分别)?(?:的|为|是|数|实际|只有|仅)?$"
)
# the name of a table cell whose column heading tells the year: 项目支出2022年, 科普活动（万人次）上年实绩
_DATED_COLUMN: Final = re.compile(
    r"(?P<name>.*?[^第“（(\d])(?:(?<![比较])(?P<year>20\d\d)年度?|(?<![比较])(?P<last>上年度?|去年)|本年度?)"
    r"(?P<rest>(?:决算|实际|实绩|完成)?数?|金额|支出|收入|预算数?|目标值?|[^年]{1,3})"
)
# 上年“科普惠农”项目支出, but not 上年结转, which is money of this year
_LAST_YEAR: Final = re.compile(r"(?:上年度?|去年)的?(?=[^\W\d]|[“《])(?![结末底以])")
_IDLE: Final = re.compile(r"(?:决算|实际|实绩|完成)?数?|金额")
_UNIT_IN_NAME: Final = re.compile(r"[（(](?:[万亿]?[元人次场家项篇册个站期所件名户亩份条]{1,2})[)）]$")
_CHAIN: Final = re.compile(r"[、和及]")
_YEAR: Final = re.compile(r"(\d{4})(?:-01(?:-01)?/(?:\1-)?12(?:-31)?)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric with linked names.

    Attributes:
        reporter: the association that tells it.
        indicator: its one name. written: as the record has it.
        value: in ``unit``, the one to which links bring the indicator.
        year: to which the value refers, None if it is a part of a year or several.
        role: value; target (a plan, budget or goal); change (a difference or growth).
        report_kind: of the report.
        lead: what stands before the value in its sentence, as far back as the value before it; without blanks.
    """

    reporter: Reporter
    indicator: str
    written: str
    value: Decimal
    unit: str
    kind: MetricKind
    exactness: Exactness
    year: int | None
    role: Role
    report_kind: str
    lead: str
    source: Source

    @property
    def is_first_hand(self) -> bool:
        """Whether the report of the very year tells it."""
        return self.year is not None and self.source.report_year == self.year

    @property
    def told(self) -> str:
        """The value as told, with the unit that a table tells elsewhere."""
        return with_unit(self.source.text, self.value, self.unit)


def linked_figures(archive: Archive, names: Names, filters: Filters = _EVERYTHING) -> Iterator[Figure]:
    """Yield the metrics that the filters want, report by report in reading order."""
    reader = _Reader(names)
    for row in archive.metrics(filters):
        yield from reader.figures(row)
    yield from reader.rest()


class _Reader:
    """Reads rows one after the other; a value of last year takes its indicator from the value before it in the same sentence."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._place: tuple[str, int] | None = None
        self._end = 0
        self._sentence: list[Figure] = []
        self._pairs: list[Figure] = []

    def figures(self, row: MetricRow) -> list[Figure]:
        """Take the next row; return the figures of the sentence before, if this row begins another."""
        done: list[Figure] = []
        place = (row.report.id, row.record.evidence.start)
        if place != self._place:
            done, self._sentence = self._sentence, []
            self._place, self._end, self._pairs = place, row.record.evidence.start, []
        lead = "".join(row.sentence[self._end - place[1] : row.record.start - place[1]].split(" "))
        self._end = row.record.end
        figure = self._linked(row, lead)
        earlier = self._earlier_year(row, lead)
        if earlier is not None and figure.role != "change":
            figure = self._as_earlier(figure, earlier)
        self._mark_goal(figure)
        self._sentence.append(figure)
        return done

    def rest(self) -> list[Figure]:
        """Return the figures of the last sentence."""
        return self._sentence

    def _linked(self, row: MetricRow, lead: str) -> Figure:
        """Return a row with the names and the year it has by itself."""
        record = row.record
        name, year = _of_column(row)
        link = self._names.linker.indicator(name, record.unit)
        return Figure(
            self._names.reporter(row.report),
            link.name,
            record.indicator,
            record.value * link.factor,
            link.unit if link.factor != 1 else record.unit,
            record.kind,
            record.exactness,
            year,
            _role(row, year, lead),
            row.report.kind,
            lead,
            source_of(row),
        )

    def _earlier_year(self, row: MetricRow, lead: str) -> int | None:
        """Return the year of a value that is told as one of an earlier year, though its record says nothing of it."""
        report_year = row.report.year
        if report_year is None or _year(row.record.period, report_year) != report_year or "\t" in row.sentence:
            return None
        match = _EARLIER.search(lead)
        if match is not None:
            year = int(match["year"]) if match["year"] else report_year - 1
            self._pairs = [other for other in self._sentence if other.year == report_year] if match["each"] else []
            return year if year < report_year else None
        if self._sentence and _CHAIN.fullmatch(lead):
            before = self._sentence[-1].year
            return before if before is not None and before < report_year else None
        self._pairs = []
        return None

    def _as_earlier(self, figure: Figure, year: int) -> Figure:
        """Return a figure as one of an earlier year, with the name of the value of its unit that it is compared with.

        The words before it only say the year. Of several values the nearest is meant, with 分别 each in its turn.
        """
        partners = [other for other in self._pairs or reversed(self._sentence) if _may_be_compared(other, figure, year)]
        if not partners:
            return replace(figure, year=year, role="value")
        if self._pairs:
            self._pairs.remove(partners[0])
        return replace(figure, year=year, role="value", indicator=partners[0].indicator)

    def _mark_goal(self, figure: Figure) -> None:
        """Take the first of two values that a row of a performance table gives for one indicator as its goal."""
        if "绩效" not in figure.report_kind or "\t" not in figure.source.sentence or figure.role != "value":
            return
        for place, other in enumerate(self._sentence):
            if (other.written, other.unit, other.role) == (figure.written, figure.unit, "value"):
                self._sentence[place] = replace(other, role="target")


def _may_be_compared(one: Figure, other: Figure, year: int) -> bool:
    """Tell whether ``one`` may be what ``other``, a value of ``year``, is compared with."""
    return one.unit == other.unit and one.year != year and one.role == "value"


def _of_column(row: MetricRow) -> tuple[str, int | None]:
    """Return the indicator and the year of a metric; a column heading that tells the year is no part of the indicator."""
    record, report_year = row.record, row.report.year
    year = _year(record.period, report_year)
    if "\t" in row.sentence:
        name = record.indicator
        dated = _DATED_COLUMN.fullmatch(name)
        if dated is not None:
            name = _UNIT_IN_NAME.sub("", dated["name"]) + ("" if _IDLE.fullmatch(dated["rest"]) else dated["rest"])
            year = int(dated["year"]) if dated["year"] else report_year
            year = year - 1 if dated["last"] and year is not None else year
        return _UNIT_IN_NAME.sub("", name), year
    last = _LAST_YEAR.match(record.indicator)
    if (last or record.change == "from") and year is not None and year == report_year:
        year -= 1
    return record.indicator[last.end() if last else 0 :], year


def _role(row: MetricRow, year: int | None, lead: str) -> Role:
    """Return whether a metric tells a value, a plan or a change."""
    record = row.record
    if record.change == "by":
        return "change"
    is_plan = row.report.kind == "工作计划" or _TARGET_SECTION.search(row.section or "")
    is_past = year is not None and row.report.year is not None and year < row.report.year
    if record.kind == "percent" and not is_plan:
        return "target" if _TARGET_BEFORE.search(lead.rsplit("\t", 1)[-1]) else "value"
    if (is_plan and not is_past) or _TARGET.search(record.indicator) or _TARGET_BEFORE.search(lead.rsplit("\t", 1)[-1]):
        return "target"
    return "value"


def _year(period: str | None, report_year: int | None) -> int | None:
    """Return the year that a period covers, None if it covers another span; the report's year if none is told."""
    if period is None:
        return report_year
    match = _YEAR.fullmatch(period)
    if match is not None:
        return int(match[1])
    # a balance at the end of the year is the year's figure
    return int(period[:4]) if re.fullmatch(r"\d{4}-12(?:-31)?", period) else None
