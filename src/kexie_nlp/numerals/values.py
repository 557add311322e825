"""Amounts, quantities, percentages and dates in running text, with their exact values."""

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Final

from kexie_nlp.numerals import guards
from kexie_nlp.numerals.amounts import (
    FRACTION,
    NUMBER,
    Value,
    amount_of,
    bare_count,
    exactness_of,
    fraction_of,
    make_value,
    percent_of,
)
from kexie_nlp.numerals.dates import DATE, MINGUO_BARE_DATE, MINGUO_DATE, date_value
from kexie_nlp.numerals.numbers import WIDE_SIGNS, WIDE_TO_ASCII, ascii_number, count_of, worth
from kexie_nlp.numerals.usual import COUNT, ODD_BEFORE, PERCENT, YEAR, plain_numbers_of, runs_of

__all__ = ["Value", "ValueFinder", "find_values"]

_PAIR: Final = re.compile(r"[（(](?:[^\W\d]{1,2})[)）]")
_SKIP: Final = re.compile(r"\d+|[〇零一二两兩三四五六七八九十百千数數几幾]+", re.ASCII)  # 1.2019年 may hold another value behind the point
# so long a run of digits and commas is no number, and holds none
_LONGEST_NUMBER: Final = 64
_COLONS: Final = frozenset(":：∶")
_BLANKS: Final = frozenset(" \n")
_BRACKETS: Final = frozenset("(（")
_DATE_HINT: Final = re.compile(
    r"(?:\d{1,4}|[〇零○一二三四五六七八九十]{1,4})[ 　]?[年月日号號学學、\-－~～至到—–―\n]|(?:19|20)\d\d[/.]", re.ASCII
)
_EXACT_TIMES: Final = frozenset("年月天日周晚")


class ValueFinder:
    """Finds the values in a text; made once from the measure words."""

    def __init__(self, measures: Collection[str]) -> None:
        self._measures = frozenset(measures)
        self._by_first_two: dict[str, list[str]] = {}
        for measure in sorted((measure for measure in self._measures if len(measure) > 1), key=len, reverse=True):
            self._by_first_two.setdefault(measure[:2], []).append(measure)
        self._runs = runs_of(self._measures)
        self._plain_numbers = plain_numbers_of(self._measures)

    def find(self, text: str) -> list[Value]:
        """Return the values in ``text`` in reading order; none crosses a line break."""
        for sign in WIDE_SIGNS:  # many times as fast as to translate every character
            text = text.replace(sign, chr(WIDE_TO_ASCII[ord(sign)]))
        found: list[Value] = []
        position = 0
        search, plain_number = self._runs.search, self._plain_numbers.match
        while run := search(text, position):
            start = run.start()
            before = text[start - 1 : start]
            if run.lastindex and before not in ODD_BEFORE:
                value = self._usual(text, run)
            elif plain := plain_number(text, start):
                position = plain.end(plain.lastindex or 0) if plain.end() - start < _LONGEST_NUMBER else plain.end()
                continue
            elif before in guards.LINE_STARTS and (number := guards.LIST_COMMA.match(text, start)):
                position = number.end()
                continue
            else:
                value = None if before in guards.SUSPECT and guards.in_word(text, start) else self._at(text, start)
            if value is None:
                skipped = _SKIP.match(text, start)
                position = skipped.end() if skipped else start + 1
                continue
            found.append(value)
            position = value.end
        return found

    def _usual(self, text: str, run: re.Match[str]) -> Value | None:
        """Return the value that stands where a run matched a usual one."""
        start, end = run.span()
        kind = run.lastindex
        if kind == COUNT:
            measure = self._measure(text, end)
            return self._counted(text, start, end, measure, count_of(text[start:end])) if measure else self._at(text, start)
        if kind == YEAR:
            return make_value(start, end, "DATE", text[start : start + 4], "exact", "")
        if kind == PERCENT:
            return make_value(start, end, "PERCENT", worth(text[start : end - 1]), exactness_of(text, start, end, ""), "%")
        return make_value(start, end, "AMOUNT", worth(text[start : end - 1]), exactness_of(text, start, end, ""), "元")

    def _at(self, text: str, start: int) -> Value | None:
        """Return the value that begins at ``start``, if there is one."""
        if _DATE_HINT.match(text, start) and (date := _date_at(text, start)):
            return date
        if guards.ordinal(text, start) or guards.after_point(text, start):
            return None
        if text[start] == "半" or text.startswith("一半", start):
            return self._half(text, start)
        number = NUMBER.match(text, start)
        if number is None:
            return None
        if text.startswith("分之", number.end()) and (fraction := FRACTION.match(text, start)):
            return fraction_of(text, fraction)
        if text[number.end() : number.end() + 1] in _COLONS and (ratio := guards.RATIO.match(text, start)):
            share = Decimal(ratio[1]) * 100 / Decimal(ratio[2]) if Decimal(ratio[2]) else Decimal(0)
            return Value(start, ratio.end(2), "PERCENT", str(share.quantize(Decimal("0.01"))), "exact", "%")
        if number["rest"]:
            return percent_of(text, number) if number["percent"] else amount_of(text, number)
        if text[number.end() : number.end() + 1] in _BLANKS and number["second"] is None and guards.LINE_END.match(text, number.end()):
            return self._wrapped(text, number)
        return self._quantity(text, number)

    def _wrapped(self, text: str, number: re.Match[str]) -> Value | None:
        """Return a number whose unit stands at the start of the next line, without that unit."""
        start, end = number.span()
        line = end + 1 + (text[end] != "\n")
        unit = guards.NEXT_CURRENCY.match(text, line)
        written = text[start:end].rstrip() + (unit["scale"] if unit else "")
        exactness = exactness_of(text, start, end, written)
        if unit:
            return Value(start, end, "AMOUNT", str(ascii_number(written)), exactness, "元")
        measure = self._measure(text, line)
        if measure and guards.is_row_before_words(text, start, line + len(measure)):
            return bare_count(text, number, end)
        if not measure or not number["first"][0].isdigit() or guards.no_quantity(text, start, end, line + len(measure), measure):
            return bare_count(text, number, end)
        return Value(start, end, "QUANTITY", count_of(written), exactness, measure)

    def _quantity(self, text: str, number: re.Match[str]) -> Value | None:
        """Return the count whose measure word follows ``number``."""
        end = number.end()
        blank = 1 if text[end : end + 1] in (" ", "　") and number["first"][0].isdigit() else 0
        measure = self._measure(text, end + blank)
        if not measure and number["second"] is None and text[end - 1] in "余餘多来來" and (last := self._measure(text, end - 1)):
            end, measure = end - 1, last
        if not measure:
            return bare_count(text, number, end)
        value = None if number["second"] else count_of(text[number.start() : end])
        return self._counted(text, number.start(), end, measure, value, blank)

    def _counted(self, text: str, start: int, end: int, measure: str, value: str | None, blank: int = 0) -> Value | None:
        """Return the count whose number ends at ``end``, with ``blank`` characters between it and its measure word."""
        stop = end + blank + len(measure)
        if guards.no_quantity(text, start, end, stop, measure):
            return None
        if text[stop : stop + 1] in _BRACKETS and (pair := _PAIR.match(text, stop)) and text[stop + 1 : pair.end() - 1] in self._measures:
            joined = measure + text[stop + 1 : pair.end() - 1]
            measure = joined if joined in self._measures else measure + pair[0]
            stop = pair.end()
        exactness = exactness_of(text, start, stop, text[start:end])
        if exactness == "about" and measure[-1] in _EXACT_TIMES and text[start - 1 : start] == "近":
            exactness = "exact"  # 近三年 are the last three years
        return make_value(start, stop, "QUANTITY", value, exactness, measure)

    def _half(self, text: str, start: int) -> Value | None:
        """Return 一半 as a share, 半个月 as a count."""
        if text[start] == "一":
            before = text[start - 1 : start]
            return (
                None
                if before and before in "另前后下上"
                else Value(start, start + 2, "PERCENT", "50", exactness_of(text, start, start + 2, ""), "%")
            )
        measure = self._measure(text, start + 1)
        end = start + 1 + len(measure)
        return Value(start, end, "QUANTITY", "0.5", exactness_of(text, start, end, ""), measure) if measure else None

    def _measure(self, text: str, position: int) -> str:
        """Return the longest measure word at ``position``, or ""."""
        for measure in self._by_first_two.get(text[position : position + 2], ()):
            if text.startswith(measure, position):
                return measure
        single = text[position : position + 1]
        return single if single in self._measures else ""


def find_values(text: str, measures: Collection[str]) -> list[Value]:
    """Return the values in ``text``, given the measure words; for more than one text, keep a ``ValueFinder``."""
    return ValueFinder(measures).find(text)


def _date_at(text: str, start: int) -> Value | None:
    """Return the date that begins at ``start``."""
    era = text[start - 2 : start] in ("民国", "民國")
    bare = None
    if era or (text[start] == "1" and (bare := MINGUO_BARE_DATE.match(text, start))):
        match = MINGUO_DATE.match(text, start) if era else bare
        value = date_value(match[0], minguo=True) if match else None
        return Value(start - 2 * era, match.end(), "DATE", value, "exact", "") if match and value else None
    match = DATE.match(text, start)
    if match is None or guards.no_date(text, start, match):
        return _loose_date(text, start)
    value = date_value(match[0])
    return Value(start, match.end(), "DATE", value, "exact", "") if value else None


def _loose_date(text: str, start: int) -> Value | None:
    """Return a day (27号上午) or a year whose unit stands on the next line."""
    if match := guards.BARE_DAY.match(text, start):
        return Value(start, match.end(1), "DATE", f"---{int(match[1][:-1]):02d}", "exact", "")
    match = guards.YEAR_AT_LINE_END.match(text, start)
    return Value(start, match.end(1), "DATE", match[1], "exact", "") if match else None
