"""Amounts told without their unit: as the report gives it once for all (单位均为万元。 … 基本支出183.92，占63.2%), or short (奖补20万)."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.figures import Figure

_UNIT: Final = re.compile(r"单位[一律均都统为是]*\s?[:：]?\s?(?P<scale>[万亿]?)元|以(?P<before>[万亿]?)元为(?:金额|计量)?单位")
_SCALES: Final = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(10**8)}
# 183.92 between a name and a mark or a word that goes on; no date, score, rate or value with a unit
_BARE: Final = re.compile(
    r"(?<=[一-鿿:：、（(，,”])(?P<number>(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,8})\.\d{2})(?=[，,。；;、：:）)（(\n]|[和与及由较比增减多少的]|[上下][升降涨]|$)"
)
_OTHER: Final = re.compile(r"(?:得分|评分|平均分|均分|总分|自评|[分率比例版号期第]|指数|倍|折|面积|系数|每[一-鿿]{1,3})[为是约达:：]*$")
_SHORT: Final = re.compile(
    r"(?<=[一-鿿：、（()），,”])(?P<number>(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.\d{1,4})?)(?P<scale>[万亿])"
    r"(?![\d元人次份册名户亩株吨斤件个项场篇家所字多余米辆块页台张本条头只羽棵美欧英港日韩])"
)
_MONEY: Final = re.compile(r"资金|收入|支出|经费|拨款|预算|奖补|补助|捐[款赠]|结转|结余|财政|投入|采购|专项|费")
_NO_MONEY: Final = re.compile(
    r"(?:人[口数]?|人次|观众|听众|受众|群众|学生|会员|读者|用户|粉丝|点击|阅读|浏览|播放|[发印][放发制][^，]{0,4}资料|亩|株|面积)[量数了近约达超过有为共：]*$"
)
_FEWEST: Final = 3  # of a report that tells its amounts so
_LOOKED_AT: Final = 8  # characters before a number


def with_bare_amounts(figures: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures of a text with the amounts that are told without their unit, if it is given before them, or without 元."""
    figures = _with_short(figures, text)
    units = [match for match in _UNIT.finditer(text) if not _is_of_table(text, match)]
    if not units:
        return list(figures)
    scale = _SCALES[units[0]["scale"] or units[0]["before"] or ""]
    taken = {place for figure in figures for place in range(figure.start, figure.end)}
    found = [
        _figure(match, scale)
        for match in _BARE.finditer(text, units[0].end())
        if match.start("number") not in taken
        and not _OTHER.search(text, max(0, match.start() - _LOOKED_AT), match.start())
        and "\t" not in _line(text, match.start())
    ]
    return sorted((*figures, *found), key=lambda figure: figure.start) if len(found) >= _FEWEST else list(figures)


def _with_short(figures: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures with those of money that are told in 万 or 亿 alone (省级基地1个，奖补10万)."""
    found: dict[int, Figure] = {}
    begin, end, is_of_money = 0, 0, False
    for match in _SHORT.finditer(text):
        if match.start() >= end:
            begin = max(text.rfind("。", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            end = min((at for sign in "。\n" if (at := text.find(sign, match.end())) >= 0), default=len(text))
            is_of_money = _MONEY.search(text, begin, end) is not None
        if is_of_money and not _NO_MONEY.search(text, max(begin, match.start() - _LOOKED_AT), match.start()):
            found[match.start()] = _short(match)
    kept = [figure for figure in figures if figure.start not in found or figure.unit]
    taken = {place for figure in kept for place in (figure.start, figure.end - 1)}
    return sorted((*kept, *(one for one in found.values() if one.start not in taken)), key=lambda figure: figure.start)


def _short(match: re.Match[str]) -> Figure:
    """Return a number in 万 or 亿 as an amount."""
    number, scale = match["number"].replace(",", ""), _SCALES[match["scale"]]
    decimals = len(number.partition(".")[2])
    return Figure(match.start(), match.end(), match[0], "amount", "元", Decimal(number) * scale, scale / 10**decimals, scale, "exact")


def _is_of_table(text: str, unit: re.Match[str]) -> bool:
    """Tell whether the unit is given in the line above a table, or in a table, so that it is that of the table."""
    end = text.find("\n", unit.end())
    return "\t" in _line(text, unit.start()) or (end >= 0 and "\t" in _line(text, end + 1))


def _line(text: str, at: int) -> str:
    """Return the line around a place of a text."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _figure(match: re.Match[str], scale: Decimal) -> Figure:
    """Return a bare number as an amount."""
    written = match["number"]
    value = Decimal(written.replace(",", "")) * scale
    return Figure(match.start("number"), match.end("number"), written, "amount", "元", value, scale / 100, scale, "exact")
