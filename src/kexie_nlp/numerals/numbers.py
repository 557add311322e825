"""Written numbers, Arabic and Chinese, to exact decimals."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

DIGITS: Final[dict[str, int]] = {
    **dict(zip("〇零○一二三四五六七八九", (0, 0, 0, *range(1, 10)), strict=True)),
    **{"两": 2, "兩": 2},
}
SMALL_UNITS: Final[dict[str, int]] = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS: Final[dict[str, int]] = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
WIDE_SIGNS: Final = "０１２３４５６７８９．％"
WIDE_TO_ASCII: Final = str.maketrans(WIDE_SIGNS, "0123456789.%")

_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_SPACE_AND_SURPLUS: Final = re.compile(r"[\s余餘多来來]+")
_ARABIC: Final = re.compile(r"(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([十百千万萬亿億]*)")
_MIXED: Final = re.compile(r"(\d{1,4})[万萬](\d{4}|\d,\d{3})")
_CHINESE: Final = re.compile(r"[数數几幾]?[〇零○一二两兩三四五六七八九十百千万萬亿億]+")
_POSITIONAL: Final = re.compile(r"[〇零○一二三四五六七八九]{2,}")
_NEIGHBOURS: Final = re.compile(r"[一二两兩三四五六七八九]{2}")


def parse_number(text: str) -> Decimal | None:
    """Return the number that ``text`` writes, or None if it is none or its value is left open.

    万 and 亿 are resolved; 余, 多 and 来 are passed over, so 30余万 gives 300000. A vague 数十 or 几百 gives its
    least value, 10 or 100; 两三 (two or three) and a bare 数 or 几 give None.
    """
    return ascii_number(text.translate(WIDE_TO_ASCII))


def ascii_number(text: str) -> Decimal | None:
    """Return what ``parse_number`` returns, for a text without full-width digits."""
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    plain = _SPACE_AND_SURPLUS.sub("", text)
    if arabic := _ARABIC.fullmatch(plain):
        value = Decimal(arabic[1].replace(",", "").replace("，", ""))
        for unit in arabic[2]:
            value *= SMALL_UNITS.get(unit) or LARGE_UNITS[unit]
        return value
    if mixed := _MIXED.fullmatch(plain):
        return Decimal(mixed[1] + mixed[2].replace(",", ""))
    if len(plain) > 1 and plain[-1] in "几幾":  # 十几, 三十几
        plain = plain[:-1]
    plain = plain.replace("十几", "十").replace("十幾", "十")
    return _parse_chinese(plain) if _CHINESE.fullmatch(plain) else None


@lru_cache(maxsize=1 << 13)
def worth(written: str) -> str | None:
    """Return the value of a number as text, with the decimals that it was written with."""
    value = ascii_number(written)
    return None if value is None else str(value)


@lru_cache(maxsize=1 << 13)
def count_of(written: str) -> str | None:
    """Return the value of a count as text, without empty decimals."""
    if written.isascii() and written.isdigit() and written[0] != "0":
        return written
    value = ascii_number(written)
    return None if value is None else plain_number(value)


def plain_number(value: Decimal) -> str:
    """Return a count without the empty decimals that 万 leaves behind (5.7万 is 57000)."""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and value == value.to_integral_value() else text


def _parse_chinese(text: str) -> Decimal | None:
    """Return the value of a numeral in Chinese characters."""
    if _POSITIONAL.fullmatch(text) and not _is_pair(text):
        return Decimal("".join(str(DIGITS[char]) for char in text))
    if text[0] in "数數几幾":
        text = text[1:]
    if _NEIGHBOURS.search(text):
        return None
    total = section = digit = 0
    pending = False
    for char in text:
        if char in DIGITS:
            digit, pending = DIGITS[char], True
        elif char in SMALL_UNITS:
            section += (digit if pending else 1) * SMALL_UNITS[char]
            digit, pending = 0, False
        else:
            amount = section + digit
            total = (total + amount or 1) * LARGE_UNITS[char] if _grows(total, char) else total + amount * LARGE_UNITS[char]
            section, digit, pending = 0, 0, False
    return Decimal(total + section + digit)


def _is_pair(text: str) -> bool:
    """Tell two or three (两三) from a number told digit by digit (二〇一九)."""
    return len(text) == 2 and not set(text) & set("〇零○")


def _grows(total: int, unit: str) -> bool:
    """Tell whether a large unit multiplies all before it (万亿) or only its own section (一亿二千万)."""
    return total < LARGE_UNITS[unit]
