"""Numbers and ranges in a query: ``2019..2022``, ``>50万元``, ``>=1万``."""

import re
from typing import Final

from kexie_nlp.errors import QueryError
from kexie_nlp.numerals import parse_number
from kexie_nlp.search.fields import field_by_name
from kexie_nlp.search.folding import needle
from kexie_nlp.search.lexing import QueryToken
from kexie_nlp.search.tree import Between

_RANGE: Final = re.compile(r"(.*?)(?:\.\.+|…+|~|至|到|(?<=[0-9年万亿元%次])-+(?=[0-9]))(.*)")
_BOUND: Final = re.compile(r"(>=|=>|<=|=<|>|<|={1,2})\s*(.+)")
_NUMBER: Final = re.compile(r"(-?)([0-9][0-9.,]*|[〇零一二两三四五六七八九十百千]+)(?:([十百千万亿]+))?(.*)")
_OWN_UNITS: Final = {
    "year": frozenset({"", "年", "年度"}),
    "amount": frozenset({"", "元", "块", "圆", "人民币", "元人民币"}),
    "percent": frozenset({"", "%", "百分点", "个百分点"}),
}
_SIGNS: Final = str.maketrans({"≥": ">=", "≤": "<="})


def between(query: str, field: str, token: QueryToken, *, unit: str) -> Between:
    """Return the bounds that a field's value tells.

    ``unit`` is the measure word that the field's name told, or "".

    Raises:
        QueryError: if the value tells no number.
    """
    written = needle(token.text.translate(_SIGNS)).plain
    if parted := _RANGE.fullmatch(written):
        low_text, high_text = parted[1].strip(), parted[2].strip()
        if low_text or high_text:
            high, high_unit, high_scale = _number(query, field, token, high_text, unit) if high_text else (None, "", "")
            if low_text and low_text.removeprefix("-").replace(".", "").isdecimal() and high_scale:
                low_text += high_scale  # 50..100万 means 50万..100万
            low, low_unit, _ = _number(query, field, token, low_text, unit) if low_text else (None, "", "")
            if low is not None and high is not None and low > high:
                raise QueryError(query, token.start, "the range ends below its beginning", _example(field))
            return Between(field, unit or low_unit or high_unit, low, high)
    bound = _BOUND.fullmatch(written)
    sign, number_text = (bound[1], bound[2]) if bound else ("=", written)
    value, told_unit, _ = _number(query, field, token, number_text, unit)
    told_unit = unit or told_unit
    if ">" in sign:
        return Between(field, told_unit, value, None, includes_low="=" in sign)
    if "<" in sign:
        return Between(field, told_unit, None, value, includes_high="=" in sign)
    return Between(field, told_unit, value, value)


def _number(query: str, field: str, token: QueryToken, text: str, named: str) -> tuple[float, str, str]:
    """Return a number, the unit told with it where units part the field's numbers, and its scale as written.

    ``named`` is the measure word that the field's name told, or "".
    """
    match = _NUMBER.fullmatch(text.strip())
    value = parse_number(match[2] + (match[3] or "")) if match else None
    if match is None or value is None:
        raise QueryError(query, token.start, f"{text or token.text!r} is not a number", _example(field))
    unit = match[4].strip()
    if unit and named and unit != named:
        raise QueryError(query, token.start, f"{unit!r} is another unit than that of the field, {named!r}", f"数量:>=100{unit}")
    own = _OWN_UNITS.get(field)
    if own is not None and unit not in own:
        raise QueryError(query, token.start, f"{unit!r} is no unit of this field", _example(field))
    return float(-value if match[1] else value), "" if own is not None else unit, match[3] or ""


def _example(field: str) -> str:
    """Return a query that uses the field rightly."""
    return field_by_name()[field].example
