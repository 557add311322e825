"""Amounts, quantities and percentages as written, and what they are worth."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kexie_nlp.frozen import maker, quickly_made
from kexie_nlp.labels import EntityType
from kexie_nlp.numerals import guards
from kexie_nlp.numerals.guards import LOOSE_AFTER, LOOSE_ENDS
from kexie_nlp.numerals.numbers import LARGE_UNITS, WIDE_SIGNS, WIDE_TO_ASCII, ascii_number, count_of, plain_number
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
NUMBER: Final = re.compile(
    rf"(?P<first>{_ARABIC_NUMBER}|{_CHINESE_NUMBER})(?P<scale>{_SCALE})"
    rf"(?:%?{_TO}(?P<second>{_ARABIC_NUMBER}|{_CHINESE_NUMBER}){_SCALE})?"
    r"(?P<rest>[ 　]?(?:(?P<percent>[%‰]|个百分点|個百分點|(?P<tenth>成(?P<more>[半一二三四五六七八九])?"
    rf"{guards.NO_TENTHS}))|(?P<currency>[千百]?{_CURRENCY})))?",
    re.ASCII,
)
FRACTION: Final = re.compile(
    r"(?P<below>[百千万]|[二三四五六七八九十]+)分之(?P<above>\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百]+(?:点[〇零一二三四五六七八九]+)?)"
)
_JOINED: Final = {f"{one}{opening}次{closing}": f"{one}次" for one in "人场" for opening in "（(" for closing in ")）"}
_PLAIN_VALUE: Final = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[万亿]?)"
    r"(?P<unit>[%元]|个百分点|[^\d\s%‰元圆圓成币幣多余餘来來几幾百千万萬亿億（(至到~～—–－-][^\d\s元圆圓币幣（(]{0,3})",
    re.ASCII,
)
_NO_UNIT: Final = re.compile(r"(?=[，。；、！？,;!?)）」”\s]|$)")
WIDE: Final = re.compile(f"[{WIDE_SIGNS}]+")


@quickly_made
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


make_value = maker(Value)


def value_of(written: str, kind: EntityType, before: str = "", behind: str = "") -> Value | None:
    """Return what a marked value is worth, its unit being what stands behind the number.

    ``written`` is the span, such as 18420人（次）; ``kind`` AMOUNT, QUANTITY or PERCENT; ``before`` and ``behind`` the text
    around it, for words like 约 and 以上. Its offsets count from the start of ``before``.
    """
    return value_in(before + written + behind, len(before), len(before) + len(written), kind)


def value_in(text: str, start: int, end: int, kind: EntityType) -> Value | None:
    """Return what ``value_of`` tells of a marked span of a text; its offsets are those of the text."""
    written = text[start:end]
    if plain := plain_value(written, kind):
        told, _, unit = plain
        return make_value(start, end, kind, told, exactness_of(text, start, end, ""), unit)
    if WIDE.search(written):
        text = text[:start] + written.translate(WIDE_TO_ASCII) + text[end:]
    if "分之" in written and (fraction := FRACTION.fullmatch(text, start, end)):
        return fraction_of(text, fraction)
    number = NUMBER.match(text, start, end)
    if number is None:
        return None
    if number["percent"]:
        return percent_of(text, number)
    if number["currency"]:
        return amount_of(text, number)
    unit = text[number.end() : end].strip()
    unit = _JOINED.get(unit, unit)
    value = None if number["second"] else count_of(number[0])
    return make_value(start, end, kind, value, exactness_of(text, start, end, number[0]), unit)


@lru_cache(maxsize=1 << 13)
def plain_value(written: str, kind: EntityType) -> tuple[str, Decimal, str] | None:
    """Return value, as text and as a number, and unit of what is written as a number, 万 or 亿, and a unit, as most values are.

    Of all else None is returned.
    """
    plain = _PLAIN_VALUE.fullmatch(written)
    if plain is None:
        return None
    number = Decimal(plain["number"].replace(",", "")) * LARGE_UNITS.get(plain["scale"], 1)
    told = plain_number(number) if kind == "QUANTITY" else str(number)
    return told, Decimal(told), "百分点" if plain["unit"] == "个百分点" else plain["unit"]


def amount_of(text: str, number: re.Match[str]) -> Value:
    """Return a sum of money."""
    written = text[number.start() : number.start("currency")]
    currency = number["currency"]
    if currency[0] in "千百":
        written, currency = written + currency[0], currency[1:]
    value = None if number["second"] else ascii_number(written)
    unit = currency.removeprefix("人民币").removeprefix("人民幣")
    exactness = exactness_of(text, number.start(), number.end(), written)
    money = str(value) if value is not None else None
    return Value(number.start(), number.end(), "AMOUNT", money, exactness, "元" if unit in ("元", "圓", "块钱") else unit)


def percent_of(text: str, number: re.Match[str]) -> Value | None:
    """Return a percentage, percentage points or tenths."""
    value = ascii_number(number["first"] + number["scale"])
    unit = "百分点" if number["percent"][-1] in "点點" else number["percent"][0]
    if number["tenth"]:
        if value is None:
            return None
        halves = {"半": 5}.get(number["more"] or "", int(ascii_number(number["more"]) or 0) if number["more"] else 0)
        value, unit = value * 10 + halves, "%"
    written = None if number["second"] or value is None else str(value)
    return Value(number.start(), number.end(), "PERCENT", written, exactness_of(text, number.start(), number.end(), number["first"]), unit)


def fraction_of(text: str, match: re.Match[str]) -> Value | None:
    """Return 百分之五 or 三分之一 as a percentage, rounded to hundredths where it is not whole."""
    above, _, decimals = match["above"].partition("点")
    value, below = ascii_number(above), ascii_number(match["below"])
    if value is None or not below:
        return None
    if decimals:
        value += Decimal("0." + str(ascii_number("零" + decimals)).zfill(len(decimals)))
    share = value if below == 100 else (value * 100 / below).quantize(Decimal("0.01"))
    return Value(match.start(), match.end(), "PERCENT", str(share), exactness_of(text, match.start(), match.end(), ""), "%")


def bare_count(text: str, number: re.Match[str], end: int) -> Value | None:
    """Return 3万 that stands before a pause without a measure word."""
    start = number.start()
    if text[end - 1] not in LARGE_UNITS or number["second"] or not _NO_UNIT.match(text, end) or guards.has_unit_before(text, start):
        return None
    value = count_of(text[start:end])
    return Value(start, end, "QUANTITY", value, exactness_of(text, start, end, text[start:end]), "") if value else None


def exactness_of(text: str, start: int, end: int, written: str) -> Exactness:
    """Tell how exact a value is from the words inside and around it."""
    behind = LOOSE_AFTER.get(text[end : end + 2])
    is_end = text[start - 1 : start] in LOOSE_ENDS
    if not is_end and behind is None and written.isascii():
        return "exact"  # as most values are
    before = guards.loosened(text[max(0, start - 4) : start], text[start : start + 1]) if is_end else None
    if before is None and behind is None:
        return "over" if not written.isascii() and guards.OVER_INSIDE.search(written) else "exact"
    if before == "under" or behind == "under":
        return "under"
    if before == "over" or behind == "over" or guards.OVER_INSIDE.search(written):
        return "over"
    return before or behind or "exact"
