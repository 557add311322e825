"""Amounts, quantities, percentages and dates in running text, with their exact values."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.labels import EntityType
from kexie_nlp.numerals import guards
from kexie_nlp.numerals.dates import DATE, MINGUO_BARE_DATE, MINGUO_DATE, date_value
from kexie_nlp.numerals.numbers import LARGE_UNITS, WIDE_TO_ASCII, ascii_number
from kexie_nlp.records import Exactness

_CHINESE_NUMBER: Final = (
    r"[数數几幾]?[一二两兩三四五六七八九十百千][〇零一二两兩三四五六七八九十百千]*(?:[万萬亿億][〇零一二两兩三四五六七八九十百千]+)*[几幾]?"
)
_ARABIC_NUMBER: Final = (
    r"(?:\d{1,4}[万萬](?:\d{4}|\d,\d{3})(?!\d)|\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|"
    r"\d+(?:\.(?!\d\d? ?[月日]|(?:19|20)\d\d ?年)\d+)?)"
)
_SURPLUS: Final = r"[余餘多来來]"
_SCALE: Final = rf"(?:[ 　]?{_SURPLUS}?[ 　]?[几幾]?[ 　]?[百千]?(?:万|萬|亿|億){{1,2}})?(?:[ 　]?{_SURPLUS}(?!功))?"
_TO: Final = r"[ 　]?(?:[-－~～至到]|—{1,2}|–)[ 　]?"
_CURRENCY: Final = r"(?:人民币|人民幣)?(?:美元|欧元|港元|日元|英镑|元(?![宵旦素月年])|圓|块钱)"

# a set of characters comes first, because the search for one is fast; 一 and 半 begin a value only before some words
_RUN: Final = re.compile(
    r"[0-9一二两兩三四五六七八九十百千数數几幾半]"
    r"(?:(?<![一半])|(?<=一)(?=[〇零○一二三四五六七八九十百千万亿萬億月枚成周半])|(?<=半)(?=个月|亩|小时|天))",
    re.ASCII,
)
_NUMBER: Final = re.compile(
    rf"(?P<first>{_ARABIC_NUMBER}|{_CHINESE_NUMBER})(?P<scale>{_SCALE})"
    rf"(?:%?{_TO}(?P<second>{_ARABIC_NUMBER}|{_CHINESE_NUMBER}){_SCALE})?"
    r"(?P<rest>[ 　]?(?:(?P<percent>[%‰]|个百分点|個百分點|(?P<tenth>成(?P<more>[半一二三四五六七八九])?"
    rf"{guards.NO_TENTHS}))|(?P<currency>[千百]?{_CURRENCY})))?",
    re.ASCII,
)
_FRACTION: Final = re.compile(
    r"(?P<below>[百千万]|[二三四五六七八九十]+)分之(?P<above>\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百]+(?:点[〇零一二三四五六七八九]+)?)"
)
_JOINED: Final = re.compile("^(人|场)[（(](次)[)）]$")
_PLAIN_VALUE: Final = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[万亿]?)"
    r"(?P<unit>[%元]|个百分点|[^\d\s%‰元圆圓成币幣多余餘来來几幾百千万萬亿億（(至到~～—–－-][^\d\s元圆圓币幣（(]{0,3})",
    re.ASCII,
)
_SCALE_ONLY: Final = re.compile(r"[万亿萬億]$")
_NO_UNIT: Final = re.compile(r"(?=[，。；、！？,;!?)）」”\s]|$)")
_PAIR: Final = re.compile(r"[（(](?:[^\W\d]{1,2})[)）]")
_SKIP: Final = re.compile(r"\d+|[〇零一二两兩三四五六七八九十百千数數几幾]+", re.ASCII)  # 1.2019年 may hold another value behind the point
_WIDE: Final = re.compile("[０-９．％]+")
_COLONS: Final = frozenset(":：∶")
_BLANKS: Final = frozenset(" \n")
_BRACKETS: Final = frozenset("(（")
_CLOSING: Final = frozenset(")）")
_DATE_HINT: Final = re.compile(r"(?:\d{1,4}|[〇零○一二三四五六七八九十]{1,4})[ 　]?[年月日号號学學、\-－~～至到—–―/.\n]", re.ASCII)
_EXACT_TIMES: Final = frozenset("年月天日周晚")


@dataclass(frozen=True, slots=True)
class Value:
    """A number or date as written, and what it is worth.

    Attributes:
        start, end: its span, with its unit.
        type: AMOUNT, QUANTITY, PERCENT or DATE.
        value: yuan, count, percentage or ISO 8601 date as text; None where the text leaves it open (3至5人).
        exactness: from words around it (约, 超过, 以上) and in it (余, 多).
        unit: 元, %, 百分点 or the measure word; "" for a date or a bare 3万.
    """

    start: int
    end: int
    type: EntityType
    value: str | None
    exactness: Exactness
    unit: str


class ValueFinder:
    """Finds the values in a text; made once from the measure words."""

    def __init__(self, measures: Collection[str]) -> None:
        self._measures = frozenset(measures)
        self._by_first: dict[str, list[str]] = {}
        for measure in sorted(self._measures - {""}, key=len, reverse=True):
            self._by_first.setdefault(measure[0], []).append(measure)

    def find(self, text: str) -> list[Value]:
        """Return the values in ``text`` in reading order; none crosses a line break."""
        if _WIDE.search(text):
            text = _WIDE.sub(lambda wide: wide[0].translate(WIDE_TO_ASCII), text)
        found: list[Value] = []
        position = 0
        while run := _RUN.search(text, position):
            start = run.start()
            if text[start - 1 : start] in guards.LINE_STARTS and (number := guards.LIST_COMMA.match(text, start)):
                position = number.end()
                continue
            suspect = start > 0 and text[start - 1] in guards.SUSPECT and guards.in_word(text, start)
            value = None if suspect else self._at(text, start)
            if value is None:
                skipped = _SKIP.match(text, start)
                position = skipped.end() if skipped else start + 1
                continue
            found.append(value)
            position = value.end
        return found

    def _at(self, text: str, start: int) -> Value | None:
        """Return the value that begins at ``start``, if there is one."""
        if _DATE_HINT.match(text, start) and (date := _date_at(text, start)):
            return date
        if guards.ordinal(text, start) or guards.after_point(text, start):
            return None
        if text[start] == "半" or text.startswith("一半", start):
            return self._half(text, start)
        number = _NUMBER.match(text, start)
        if number is None:
            return None
        if text.startswith("分之", number.end()) and (fraction := _FRACTION.match(text, start)):
            return _fraction(text, fraction)
        if text[number.end() : number.end() + 1] in _COLONS and (ratio := guards.RATIO.match(text, start)):
            share = Decimal(ratio[1]) * 100 / Decimal(ratio[2]) if Decimal(ratio[2]) else Decimal(0)
            return Value(start, ratio.end(2), "PERCENT", str(share.quantize(Decimal("0.01"))), "exact", "%")
        if number["percent"]:
            return _percent(text, number)
        if number["currency"]:
            return _amount(text, number)
        if text[number.end() : number.end() + 1] in _BLANKS and number["second"] is None and guards.LINE_END.match(text, number.end()):
            return self._wrapped(text, number)
        return self._quantity(text, number)

    def _wrapped(self, text: str, number: re.Match[str]) -> Value | None:
        """Return a number whose unit stands at the start of the next line, without that unit."""
        start, end = number.span()
        line = end + 1 + (text[end] != "\n")
        unit = guards.NEXT_CURRENCY.match(text, line)
        written = text[start:end].rstrip() + (unit["scale"] if unit else "")
        exactness = _exactness(text, start, end, written)
        if unit:
            return Value(start, end, "AMOUNT", str(ascii_number(written)), exactness, "元")
        measure = self._measure(text, line)
        if not measure or not number["first"][0].isdigit() or guards.no_quantity(text, start, end, line + len(measure), measure):
            return _bare(text, number, end)
        return Value(start, end, "QUANTITY", _plain(ascii_number(written)), exactness, measure)

    def _quantity(self, text: str, number: re.Match[str]) -> Value | None:
        """Return the count whose measure word follows ``number``."""
        end = number.end("rest") if number["rest"] else number.end()
        blank = 1 if text[end : end + 1] in (" ", "　") and number["first"][0].isdigit() else 0
        measure = self._measure(text, end + blank)
        if not measure and number["second"] is None and text[end - 1] in "余餘多来來" and (last := self._measure(text, end - 1)):
            end, measure = end - 1, last
        if not measure:
            return _bare(text, number, end)
        stop = end + blank + len(measure)
        if guards.no_quantity(text, number.start(), end, stop, measure):
            return None
        if text[stop : stop + 1] in _BRACKETS and (pair := _PAIR.match(text, stop)) and text[stop + 1 : pair.end() - 1] in self._measures:
            joined = measure + text[stop + 1 : pair.end() - 1]
            measure = joined if joined in self._measures else measure + pair[0]
            stop = pair.end()
        value = None if number["second"] else _plain(ascii_number(text[number.start() : end]))
        exactness = _exactness(text, number.start(), stop, text[number.start() : end])
        if exactness == "about" and measure[-1] in _EXACT_TIMES and text[number.start() - 1 : number.start()] == "近":
            exactness = "exact"  # 近三年 are the last three years
        return Value(number.start(), stop, "QUANTITY", value, exactness, measure)

    def _half(self, text: str, start: int) -> Value | None:
        """Return 一半 as a share, 半个月 as a count."""
        if text[start] == "一":
            before = text[start - 1 : start]
            return (
                None
                if before and before in "另前后下上"
                else Value(start, start + 2, "PERCENT", "50", _exactness(text, start, start + 2, ""), "%")
            )
        measure = self._measure(text, start + 1)
        end = start + 1 + len(measure)
        return Value(start, end, "QUANTITY", "0.5", _exactness(text, start, end, ""), measure) if measure else None

    def _measure(self, text: str, position: int) -> str:
        """Return the longest measure word at ``position``, or ""."""
        for measure in self._by_first.get(text[position : position + 1], ()):
            if text.startswith(measure, position):
                return measure
        return ""


def find_values(text: str, measures: Collection[str]) -> list[Value]:
    """Return the values in ``text``, given the measure words; for more than one text, keep a ``ValueFinder``."""
    return ValueFinder(measures).find(text)


def value_of(written: str, kind: EntityType, before: str = "", behind: str = "") -> Value | None:
    """Return what a marked value is worth, its unit being what stands behind the number.

    ``written`` is the span, such as 18420人（次）; ``kind`` AMOUNT, QUANTITY or PERCENT; ``before`` and ``behind`` the text
    around it, for words like 约 and 以上. Its offsets count from the start of ``before``.
    """
    if plain := _PLAIN_VALUE.fullmatch(written):
        return _plain_value(plain, kind, before, behind)
    text = before + written + behind
    if _WIDE.search(text):
        text = text.translate(WIDE_TO_ASCII)
    start, end = len(before), len(before) + len(written)
    if "分之" in written and (fraction := _FRACTION.fullmatch(text, start, end)):
        return _fraction(text, fraction)
    number = _NUMBER.match(text, start, end)
    if number is None:
        return None
    if number["percent"]:
        return _percent(text, number)
    if number["currency"]:
        return _amount(text, number)
    unit = text[number.end() : end].strip()
    if unit[-1:] in _CLOSING:
        unit = _JOINED.sub(r"\1\2", unit)
    value = None if number["second"] else _plain(ascii_number(number[0]))
    return Value(start, end, kind, value, _exactness(text, start, end, number[0]), unit)


def _plain_value(plain: re.Match[str], kind: EntityType, before: str, behind: str) -> Value:
    """Return what a value is worth that is written as a number, 万 or 亿, and a unit: most of them."""
    number = Decimal(plain["number"].replace(",", "")) * LARGE_UNITS.get(plain["scale"], 1)
    unit = "百分点" if plain["unit"] == "个百分点" else plain["unit"]
    value = _plain(number) if kind == "QUANTITY" else str(number)
    return Value(len(before), len(before) + plain.end(), kind, value, _exactness(before + behind, len(before), len(before), ""), unit)


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


def _amount(text: str, number: re.Match[str]) -> Value:
    """Return a sum of money."""
    written = text[number.start() : number.start("currency")]
    currency = number["currency"]
    if currency[0] in "千百":
        written, currency = written + currency[0], currency[1:]
    value = None if number["second"] else ascii_number(written)
    unit = currency.removeprefix("人民币").removeprefix("人民幣")
    exactness = _exactness(text, number.start(), number.end(), written)
    money = str(value) if value is not None else None
    return Value(number.start(), number.end(), "AMOUNT", money, exactness, "元" if unit in ("元", "圓", "块钱") else unit)


def _percent(text: str, number: re.Match[str]) -> Value | None:
    """Return a percentage, percentage points or tenths."""
    value = ascii_number(number["first"] + number["scale"])
    unit = "百分点" if number["percent"][-1] in "点點" else number["percent"][0]
    if number["tenth"]:
        if value is None:
            return None
        halves = {"半": 5}.get(number["more"] or "", int(ascii_number(number["more"]) or 0) if number["more"] else 0)
        value, unit = value * 10 + halves, "%"
    written = None if number["second"] or value is None else str(value)
    return Value(number.start(), number.end(), "PERCENT", written, _exactness(text, number.start(), number.end(), number["first"]), unit)


def _fraction(text: str, match: re.Match[str]) -> Value | None:
    """Return 百分之五 or 三分之一 as a percentage, rounded to hundredths where it is not whole."""
    above, _, decimals = match["above"].partition("点")
    value, below = ascii_number(above), ascii_number(match["below"])
    if value is None or not below:
        return None
    if decimals:
        value += Decimal("0." + str(ascii_number("零" + decimals)).zfill(len(decimals)))
    share = value if below == 100 else (value * 100 / below).quantize(Decimal("0.01"))
    return Value(match.start(), match.end(), "PERCENT", str(share), _exactness(text, match.start(), match.end(), ""), "%")


def _bare(text: str, number: re.Match[str], end: int) -> Value | None:
    """Return 3万 that stands before a pause without a measure word."""
    start = number.start()
    if number["second"] or not _SCALE_ONLY.search(text[start:end]) or not _NO_UNIT.match(text, end) or guards.has_unit_before(text, start):
        return None
    value = _plain(ascii_number(text[start:end]))
    return Value(start, end, "QUANTITY", value, _exactness(text, start, end, text[start:end]), "") if value else None


def _plain(value: Decimal | None) -> str | None:
    """Return a count without the empty decimals that 万 leaves behind (5.7万 is 57000)."""
    if value is None:
        return None
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and value == value.to_integral_value() else text


def _exactness(text: str, start: int, end: int, written: str) -> Exactness:
    """Tell how exact a value is from the words inside and around it."""
    behind = guards.LOOSE_AFTER.get(text[end : end + 2])
    before = guards.loosened(text[max(0, start - 4) : start]) if text[start - 1 : start] in guards.LOOSE_ENDS else None
    if before == "under" or behind == "under":
        return "under"
    if before == "over" or behind == "over" or guards.OVER_INSIDE.search(written):
        return "over"
    return before or behind or "exact"
