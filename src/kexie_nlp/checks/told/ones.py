"""Counts of one, which are counts only beside others of their kind: 新办两个，注销一个; 教授一名、讲师三名; 一名教授、两名讲师."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.numerals import parse_number

_MEASURE: Final = "个|名|人|次|场|件|项|家|篇|期|支|台|套|门|类|位|所|处|条|起|部|站|辆|座|班|届|幅|份|队|间|批|户|种|本|册|组"
_NUMERAL: Final = r"[两二三四五六七八九十\d]"
_ONE: Final = re.compile(
    rf"(?<=[一-鿿）)”])(?<![第每唯任某另同逐统万其之的这那哪各十百千〇头此单年月季周天])(?<![两二三四五六七八九十][个家场次人])"
    rf"一(?P<unit>{_MEASURE})(?=[，,、；;。）)(（和及与]|$|\d[\d.,]*[万亿]?元)"  # 工勤一名、; no 其中的一个，每年一次，
    # 一名教授、两名讲师
    rf"|(?<![第每唯任某另同逐统])一(?P<leading>{_MEASURE})(?=[一-鿿]{{1,10}}[、，和及与]{_NUMERAL}{{1,3}}(?P=leading))"
    rf"|(?<=[一-鿿][、和及与])一(?P<listed>{_MEASURE})(?=[一-鿿]{{2}})",  # 两名教授、一名讲师
    re.MULTILINE,
)
_PRICED: Final = re.compile(r"[，,][^，。；\d]{0,6}\d[\d.,]*[万亿]?元")  # 带头人一名，奖补5万元
_ANY: Final = re.compile(rf"(?<![第每\d一二三四五六七八九十])(?P<number>[一两二三四五六七八九十]{{1,3}})(?P<unit>{_MEASURE})")
_SENTENCE: Final = re.compile("[^。\\n]+")


def with_ones(figures: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures of a text with the ones among them that stand in a sentence with another count of their kind."""
    if not figures or "一" not in text:
        return list(figures)
    starts = [figure.start for figure in figures]
    taken = set(starts)
    found: list[Figure] = []
    for sentence in _SENTENCE.finditer(text):
        ones = [match for match in _ONE.finditer(text, *sentence.span()) if match.start() not in taken]
        if not ones:
            continue
        beside = figures[bisect_left(starts, sentence.start()) : bisect_left(starts, sentence.end())]
        units = {figure.unit for figure in beside if figure.kind == "quantity"}
        found += [_one(match) for match in ones if _unit(match) in units or _PRICED.match(text, match.end())]
    return sorted((*figures, *found), key=lambda figure: figure.start) if found else list(figures)


def counts_passed_over(figures: Sequence[Figure], text: str, start: int, end: int, unit: str) -> set[Decimal]:
    """Return the counts in characters of a sentence that are no figures, in a unit: the one of 注销长期不活动的一个."""
    taken = {figure.start for figure in figures}
    found = (match for match in _ANY.finditer(text, start, end) if match["unit"] == unit and match.start() not in taken)
    values = (Decimal(2) if match["number"] == "两" else parse_number(match["number"]) for match in found)
    return {value for value in values if value is not None}


def _one(match: re.Match[str]) -> Figure:
    """Return a count of one."""
    return Figure(match.start(), match.end(), match[0], "quantity", _unit(match), Decimal(1), Decimal(0), Decimal(1), "exact")


def _unit(match: re.Match[str]) -> str:
    """Return the measure word of a count of one."""
    return match["unit"] or match["leading"] or match["listed"]
