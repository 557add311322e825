"""Numbers in a row whose unit only the last one has: 一、二、三等奖分别为18、36、61项; 逐年培训1.2万、1.4万和1.5万人次."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.figures import Figure, is_usual

_NUMBER: Final = r"(?:\d{1,3}(?:[,，]\d{3}){1,3}|\d{1,9}(?:\.\d{1,4})?)[万亿]?"
_ROW: Final = re.compile(rf"(?P<row>(?:{_NUMBER}[、和及与]){{1,12}})$")
_ONE: Final = re.compile(_NUMBER)
_CUE: Final = re.compile(r"(?:分别|依次|逐[年月期届季次]|各[为有是]|先后)[^，。；、\d]{0,8}$")  # no 第1、2、3名, no 5、6月
_SCALES: Final = {"万": Decimal(10_000), "亿": Decimal(10**8)}
_REACH: Final = 120


def with_bare_rows(figures: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures of a text with those numbers of rows that have no unit of their own, in the unit of the last."""
    found: dict[int, Figure] = {}
    for figure in figures:
        if figure.kind not in ("amount", "quantity") or figure.exactness != "exact" or not figure.unit:
            continue
        start = max(0, figure.start - _REACH)
        row = _ROW.search(text[start : figure.start])
        if row is None or not _CUE.search(text[start : start + row.start()]):
            continue
        for match in _ONE.finditer(text, start + row.start(), figure.start):
            if (one := _in_unit(match, figure)) is not None:
                found[one.start] = one
    kept = [figure for figure in figures if figure.unit or figure.start not in found]
    own = {figure.start for figure in kept}
    return sorted((*kept, *(one for at, one in found.items() if at not in own)), key=lambda figure: figure.start)


def _in_unit(match: re.Match[str], last: Figure) -> Figure | None:
    """Return a number of a row as a figure in the unit of the last of them, with its power of ten if it is told with that only."""
    written = match[0].rstrip("万亿")
    scale = _SCALES.get(match[0][-1:], last.scale)
    number = Decimal(re.sub("[,，]", "", written)) * scale
    if not is_usual(number) or ("." in last.text and "." not in written and match[0] == written):
        return None  # 9800、1.2万人: whether 万 is meant of the first is open
    step = scale * Decimal(1).scaleb(-len(written.partition(".")[2]))
    step = Decimal(0) if last.kind == "quantity" and step == 1 else step
    return replace(last, start=match.start(), end=match.end(), text=match[0], value=number, step=step, scale=scale)
