"""Fractions told in words (三分之一, 一半, 四成), as the percentages they are."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.context import Passage, Place
from kexie_nlp.checks.told.figures import Figure

_DIGITS: Final = "零一二三四五六七八九十"
_FRACTION: Final = re.compile(
    r"(?P<roughly>[近约超多过余足弱])?(?:(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])|(?P<half>一半|半数)"
    r"|(?P<tenths>[一二三四五六七八九])成(?![立果效员功为本就长品绩分熟立]))(?P<more>[多余强弱以左上]|之?[内外上下])?"
)
_EXACTLY: Final = re.compile(r"[正恰刚]好|恰|整整|即$")
_ROUGHLY: Final = re.compile(r"[约近超逾]|不到|不足|以上|过半|将近|左右|大概|大体")
_SHARED: Final = re.compile("占了?(?:其中的)?$")  # 占六成 may be 58 %
_ROUND: Final = Decimal(1)
_IN_WORDS: Final = Decimal(5)  # 35 % are said to be 三分之一
_TO_A_TENTH: Final = Decimal(10)
_HUNDRED: Final = Decimal(100)
_LOOKED_AT: Final = 4  # characters before


def fractions_in(passage: Passage) -> Iterator[Place]:
    """Yield the fractions of a sentence as percentages; not those told roughly."""
    for match in _FRACTION.finditer(passage.text) if "分之" in passage.text or "半" in passage.text or "成" in passage.text else ():
        before = passage.text[max(0, match.start() - _LOOKED_AT) : match.start()]
        is_exact = _EXACTLY.search(before) is not None
        if match["roughly"] or match["more"] or _ROUGHLY.search(before) or (match["half"] and not is_exact):
            continue
        if match["tenths"] and not (is_exact or _SHARED.search(before)):
            continue
        if match["below"]:
            value, step = _HUNDRED * _DIGITS.index(match["above"]) / _DIGITS.index(match["below"]), _ROUND if is_exact else _IN_WORDS
        else:
            value, step = (
                (Decimal(50), _ROUND)
                if match["half"]
                else (_TO_A_TENTH * _DIGITS.index(match["tenths"]), _ROUND if is_exact else _TO_A_TENTH)
            )
        start, end = passage.start + match.start(), passage.start + match.end()
        if any(place.start < end and start < place.end for place in passage.places):
            continue
        at = sum(place.end <= start for place in passage.places)
        lead = passage.text[passage.places[at - 1].end - passage.start if at else 0 : match.start()]
        figure = Figure(start, end, match[0], "percent", "%", value, step, Decimal(1), "exact")
        depth = passage.places[at - 1].depth if at else 0
        yield Place(figure, "level", lead, lead, "", 0, depth, "")
