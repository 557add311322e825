"""Ranges of dates in a query: ``2019-05..2019-08``, ``>=2021年3月``.

A date in a report is a text in ISO 8601 as exact as the report tells it, so a range becomes the beginnings of all dates within it: whole
decades, then whole years, months, days. ``2019`` alone, which may lie outside 2019-05..2019-08, is not found by that range.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kexie_nlp.errors import QueryError
from kexie_nlp.search.folding import needle
from kexie_nlp.search.lexing import QueryToken
from kexie_nlp.search.tree import Named, Node, Or

_EXAMPLE: Final = "日期:2019-05..2019-08"
_RANGE: Final = re.compile(r"(.*?)(?:\.\.+|…+|~|至|到)(.*)")
_BOUND: Final = re.compile(r"(>=|=>|<=|=<|>|<)(.+)")
_DATE: Final = re.compile(r"(\d{4})(?:[-年/.](?:(\d{1,2})(?:[-月/.](?:(\d{1,2})日?)?)?)?)?")
_SIGNS: Final = str.maketrans({"≥": ">=", "≤": "<="})
_FIRST, _LAST = date(1900, 1, 1), date(2099, 12, 31)
_DAY: Final = timedelta(days=1)


def date_range(query: str, token: QueryToken, at: tuple[int, int]) -> Node | None:
    """Return what a range of dates asks for, or None if the value is no range.

    Raises:
        QueryError: if the value or an end of the range is no date, or the range ends before it begins.
    """
    written = needle(token.text.translate(_SIGNS)).numeral
    if parted := _RANGE.fullmatch(written):
        low, high = parted[1].strip(), parted[2].strip()
        first = _ends(query, token, low)[0] if low else _FIRST
        last = _ends(query, token, high)[1] if high else _LAST
    elif bound := _BOUND.fullmatch(written):
        begins, ends = _ends(query, token, bound[2].strip())
        first, last = {
            ">": (ends + _DAY, _LAST), ">=": (begins, _LAST), "=>": (begins, _LAST),
            "<": (_FIRST, begins - _DAY), "<=": (_FIRST, ends), "=<": (_FIRST, ends),
        }[bound[1]]  # fmt: skip
    else:
        _check_date(query, token, written)
        return None
    if first > last:
        raise QueryError(query, token.start, "the range ends before its beginning", _EXAMPLE)
    beginnings = tuple(Named("date", beginning, at_start=True, at=at) for beginning in _beginnings(first, last))
    return beginnings[0] if len(beginnings) == 1 else Or(beginnings, at)


def _check_date(query: str, token: QueryToken, written: str) -> None:
    """Refuse a day or month that no calendar has, and what holds no number: reports tell of no such date."""
    if _DATE.fullmatch(written.strip()):
        _ends(query, token, written.strip())
    elif not any(char.isdecimal() for char in written):
        raise QueryError(query, token.start, f"{token.text!r} is not a date", _EXAMPLE)


def _ends(query: str, token: QueryToken, text: str) -> tuple[date, date]:
    """Return the first and the last day of a year, month or day."""
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        raise QueryError(query, token.start, f"{text or token.text!r} is not a date", _EXAMPLE) from None
    if not _FIRST <= first <= last <= _LAST:
        raise QueryError(query, token.start, f"dates from {_FIRST.year} to {_LAST.year} are known here", _EXAMPLE)
    return first, last


def _beginnings(first: date, last: date) -> Iterator[str]:
    """Yield the fewest beginnings of ISO dates that together are all days from first to last."""
    day = first
    while day <= last:
        end_of_year = date(day.year, 12, 31)
        end_of_month = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
        end_of_decade = date(day.year + 9, 12, 31) if day.year % 10 == 0 else date.max
        if (day.month, day.day) == (1, 1) and end_of_decade <= last:
            yield f"{day.year // 10}"
            end = end_of_decade
        elif (day.month, day.day) == (1, 1) and end_of_year <= last:
            yield f"{day.year}"
            end = end_of_year
        elif day.day == 1 and end_of_month <= last:
            yield f"{day:%Y-%m}"
            end = end_of_month
        else:
            yield day.isoformat()
            end = day
        day = end + _DAY
