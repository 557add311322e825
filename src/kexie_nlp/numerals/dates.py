"""Calendar expressions: the pattern that finds them and their ISO 8601 value."""

import calendar
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kexie_nlp.numerals.numbers import ascii_number

_SPACE: Final = "[ 　]?"
_TO: Final = rf"{_SPACE}(?:[-－~～至到]|[—–―]{{1,2}}){_SPACE}"
_YEAR: Final = r"(?:(?:19|20)\d\d(?!\d)|[一二][〇零○一二三四五六七八九]{3})"
_MONTH: Final = r"(?:(?:1[0-2]|0?[1-9])(?!\d)|十[一二]?|[一二三四五六七八九](?![十百千]))"
_DAY: Final = r"(?:(?:3[01]|[12]\d|0?[1-9])(?!\d)|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九](?![十百千]))"
_IN_MONTH: Final = rf"(?:份|[上中下]旬|[底初末]|{_SPACE}{_DAY}(?:(?:[日号號]?{_TO}|、){_DAY})*{_SPACE}[日号號])?"
_MONTHS: Final = rf"(?:{_MONTH}(?:(?:月?{_TO}|、){_MONTH})*|[一二三四五六七八九]{{2}}){_SPACE}月(?!饼|季|刊|嫂|球|亮|光){_IN_MONTH}"
_IN_YEAR: Final = rf"(?:度|年?[底初末](?!次|预算)|[上下]半年|第?[一二三四](?:至[二三四])?季度|{_SPACE}{_MONTHS})?"
_YEARS: Final = rf"{_YEAR}(?:(?:年?度?{_TO}|、){_YEAR})*{_SPACE}年(?![级級]){_IN_YEAR}"
_DAYS: Final = rf"(?:3[01]|[12]\d|0?[1-9])(?:(?:日?{_TO}|、)(?:3[01]|[12]\d|0?[1-9]))*{_SPACE}日(?![均报報游遊内內元])"
_LATER: Final = rf"{_TO}(?:{_YEARS}|{_MONTHS}|{_DAYS})"
_SCHOOL_YEAR: Final = rf"(?:{_YEAR}(?:年?{_TO}{_YEAR})?|\d{{2,3}}){_SPACE}[学學]年[度]?"
_MINGUO: Final = rf"\d{{2,3}}年(?:度|{_MONTHS})?"
_MINGUO_BARE: Final = rf"1[01]\d年(?:度|{_MONTHS})"
_ISO: Final = r"(?:19|20)\d\d(?P<dash>[-/.])(?:1[0-2]|0?[1-9])(?P=dash)(?:3[01]|[12]\d|0?[1-9])(?![\d.-])"

DATE: Final = re.compile(rf"(?:(?P<school>{_SCHOOL_YEAR})|(?P<iso>{_ISO})|(?:{_YEARS}|{_MONTHS}|{_DAYS})(?:{_LATER})?)", re.ASCII)
MINGUO_DATE: Final = re.compile(rf"(?P<school>\d{{2,3}}[学學]年度?)|{_MINGUO}(?:{_TO}{_MINGUO})?", re.ASCII)

MINGUO_BARE_DATE: Final = re.compile(rf"(?P<school>\d{{3}}[学學]年度)|{_MINGUO_BARE}(?:{_TO}{_MINGUO})?", re.ASCII)

_PART: Final = re.compile(
    r"(?P<number>\d+|[〇零○一二三四五六七八九十]+)(?P<unit>[ 　]?(?:[学學]?年|月|[日号號])(?:份|度)?)?"
    r"|(?P<half>[上下])半年|(?P<third>[上中下])旬|年?(?P<edge>[底初末])"
)
_DASHED: Final = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)", re.ASCII)
_SINGLE: Final = re.compile(r"(?:(\d{4})年度?)?(?:(\d\d?)月(?:(\d\d?)日)?)?", re.ASCII)
_QUARTER: Final = re.compile(r"第?([一二三四])(?:至([二三四]))?季度")
_MINGUO_OFFSET: Final = 1911


@dataclass(frozen=True, slots=True)
class _Point:
    """A year, month or day with what is known of it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        if self.day is not None:
            head = f"{self.year:04d}-" if self.year is not None else "--" if self.month is not None else "---"
            month = f"{self.month:02d}-" if self.month is not None else ""
            return f"{head}{month}{self.day:02d}"
        if self.month is not None:
            return f"{self.year:04d}-{self.month:02d}" if self.year is not None else f"--{self.month:02d}"
        return f"{self.year:04d}"


@lru_cache(maxsize=1 << 12)
def date_value(text: str, minguo: bool = False) -> str | None:
    """Return the ISO 8601 value of a text that ``DATE`` matched, "/" between the ends of a period.

    A month without its year gives ``--03``, a day without its month ``---15``; None if the calendar has no such day.
    """
    points = _single_point(text) or _points(text, _MINGUO_OFFSET if minguo else 0)
    if not points or not all(map(_is_real, points)):
        return None
    first, last = points[0], points[-1]
    return first.iso() if first == last else f"{first.iso()}/{last.iso()}"


def _points(text: str, offset: int) -> list[_Point]:
    """Return the dates that a calendar expression names, in order."""
    if "学年" in text or "學年" in text:
        years = [int(number) for number in re.findall(r"\d+", text)]
        start = years[0] + (_MINGUO_OFFSET if years[0] < 1000 else 0) if years else 0
        return [_Point(start), _Point(years[1] if len(years) > 1 else start + 1)] if years else []
    if quarter := _QUARTER.search(text):
        return _quarter(_points(text[: quarter.start()], offset)[:1], quarter)
    parts = list(_PART.finditer(text))
    numbers = [(part, _level(part)) for part in parts if part["number"]]
    points: list[_Point] = []
    current, seen = _Point(), 0
    for index, (part, level) in enumerate(numbers):
        level = level or next((later for _, later in numbers[index + 1 :] if later), 3)
        if level <= seen:
            points.append(current)
        current, seen = _set(current, level, part["number"], offset), level
    points.append(current)
    return _narrow(points, parts)


def _single_point(text: str) -> list[_Point]:
    """Return the one date of 2019年, 3月14日, 2019-03-14, 2019/3/14 and the like: most of them, read without a search for parts."""
    match = _SINGLE.fullmatch(text) or _DASHED.fullmatch(text)
    return [_Point(*(int(part) if part else None for part in match.groups()))] if match else []


def _level(part: re.Match[str]) -> int:
    """Return 1 for a year, 2 for a month, 3 for a day, 0 where the unit follows later."""
    unit = part["unit"]
    if not unit:
        return 0
    return 1 if "年" in unit else 2 if "月" in unit else 3


def _set(point: _Point, level: int, text: str, offset: int) -> _Point:
    """Return ``point`` with one of its parts set and all finer parts dropped."""
    number = ascii_number(text)
    if number is None:  # 五六月
        number = ascii_number("〇" + text)
    value = int(number or 0)
    if level == 1:
        return _Point(value + offset)
    return _Point(point.year, value) if level == 2 else _Point(point.year, point.month, value)


def _narrow(points: list[_Point], parts: list[re.Match[str]]) -> list[_Point]:
    """Apply 上半年, 中旬, 底 and 初 to the last date."""
    last = points[-1]
    if len(points) == 1 and last.month and last.month > 12:  # 五六月
        points = [_Point(last.year, last.month // 10), _Point(last.year, last.month % 10)]
    for part in parts:
        if part["half"]:
            first = 1 if part["half"] == "上" else 7
            return [*points[:-1], _Point(last.year, first), _Point(last.year, first + 5)]
        if part["third"] and last.month:
            first = {"上": 1, "中": 11, "下": 21}[part["third"]]
            end = first + 9 if first < 21 else calendar.monthrange(last.year or 2000, last.month)[1]
            return [*points[:-1], replace(last, day=first), replace(last, day=end)]
        if part["edge"] and last.month is None:
            return [*points[:-1], _Point(last.year, 1 if part["edge"] == "初" else 12)]
    return points


def _quarter(points: list[_Point], quarter: re.Match[str]) -> list[_Point]:
    """Return the first and last month of a quarter or of a run of quarters."""
    first = "一二三四".index(quarter[1])
    last = "一二三四".index(quarter[2]) if quarter[2] else first
    year = points[0].year if points else None
    return [_Point(year, first * 3 + 1), _Point(year, last * 3 + 3)]


def _is_real(point: _Point) -> bool:
    """Tell whether the calendar has such a day, in a leap year if the year is not told."""
    if point.month is not None and not 1 <= point.month <= 12:
        return False
    longest = calendar.monthrange(point.year or 2000, point.month)[1] if point.month else 31
    return point.day is None or 1 <= point.day <= longest
