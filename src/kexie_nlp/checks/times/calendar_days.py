"""The days that a sentence tells, in digits or in words, each with the month and year told before it where it has none of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kexie_nlp.numerals import parse_number

_NUMBER: Final = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_DAY: Final = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{{3}})年)?"
    rf"(?:(?<![\d一二三四五六七八九十])(?<!\d )(?P<month>{_NUMBER})月)?(?<![\d一二三四五六七八九十.])(?P<day>{_NUMBER})"
    r"(?P<mark>[日号]|(?=\s*(?:[-—–~～]{1,2}|至|到)\s*(?:\d{1,2}月)?\d{1,2}[日号]))"
)
_LUNAR: Final = re.compile(r"(?:农历|阴历|旧历|古历)[一-鿿]{0,3}$")
_DIGITS: Final = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_LOOKED_AT: Final = 6
COMMON_YEAR: Final = 2021  # of 365 days, for days of a report that tells no year


@dataclass(frozen=True, slots=True)
class Day:
    """A day told; ``is_full`` says that its month stands with it."""

    year: int | None
    month: int
    day: int
    is_full: bool
    start: int
    end: int

    def in_year(self, year: int) -> date | None:
        """Return the day of a year, or None if the calendar has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def days_in(text: str, month: int | None = None) -> Iterator[Day]:
    """Yield the days told in a text; ``month`` is the one told before it."""
    year = None
    for match in _DAY.finditer(text):
        if _LUNAR.search(text, max(0, match.start() - _LOOKED_AT), match.start()) or (not match["mark"] and not match["month"]):
            continue
        if match["month"]:
            year = int("".join(_DIGITS.get(char, char) for char in match["year"])) if match["year"] else None
            month = number_of(match["month"])
        day = number_of(match["day"])
        if month and day and 1 <= month <= 12:
            yield Day(year, month, day, bool(match["month"]), match.start(), match.end())


def number_of(written: str) -> int:
    """Return a number written in digits or words; 0 if it is none."""
    return 2 if written == "两" else int(parse_number(written) or 0)
