"""Units that measure the same, and how much of one another they are."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_SCALES: Final = {"千": Decimal(10**3), "万": Decimal(10**4), "百万": Decimal(10**6), "千万": Decimal(10**7), "亿": Decimal(10**8)}
_SCALED: Final = re.compile(r"(百万|千万|万|亿|千)?(.+)")
# what is measured → unit → how much of the first one it is
_CONVERTIBLE: Final[dict[str, dict[str, str]]] = {
    "money": {"元": "1", "人民币": "1", "圆": "1"},
    "share": {"%": "1", "％": "1", "‰": "0.1"},
    "points": {"百分点": "1", "个百分点": "1"},
    "length": {"米": "1", "m": "1", "延米": "1", "公里": "1000", "千米": "1000", "km": "1000", "里": "500", "华里": "500"},
    "area": {
        "平方米": "1", "平米": "1", "m²": "1", "m2": "1", "㎡": "1", "平方": "1", "平": "1",
        "平方公里": "1000000", "平方千米": "1000000", "公顷": "10000",
    },
    "land": {"亩": "1"},
    "time": {"小时": "1", "个小时": "1", "分钟": "0.016666666666666666666666667"},
    "hours taught": {"学时": "1", "课时": "1"},
    "days": {"天": "1", "日": "1"},
    "years": {"年": "1", "周年": "1"},
    "weight": {"公斤": "1", "千克": "1", "kg": "1", "斤": "0.5", "市斤": "0.5", "吨": "1000", "t": "1000"},
    "score": {"分": "1"},
}  # fmt: skip
_COUNTED: Final = {
    "persons": "人 名 位 员 口 人份",
    "attendances": "人次 人(次) 人（次） 人/次 人／次 人·次 名次 名（次） 学时人 人时",
    "households": "户 户次 户（户次）",
    "kinds": "种 类 类别 大类 门类 款",
    "copies": "册 本 份 张 幅 块 套 枚 件套 份（册） 册（份） 册（套） 套（册） 本（册） 条幅 页 版 卷 帧",
}
_MEASURE_OF: Final = {unit: measure for measure, units in _COUNTED.items() for unit in units.split()} | {
    unit: measure for measure, units in _CONVERTIBLE.items() for unit in units
}
THINGS: Final = "things"
_NAME_OF_MEASURE: Final = {
    "money": "金额",
    "share": "比例",
    "points": "百分点",
    "persons": "人数",
    "attendances": "人次",
    "households": "户数",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, taken apart.

    Attributes:
        name: without 万 and the like.
        scale: what 万 and the like are worth.
        measure: what it measures; things of all sorts (个, 项, 场, 家) are one.
    """

    name: str
    scale: Decimal
    measure: str

    @property
    def label(self) -> str:
        """What it measures in Chinese, to tell one indicator in two measures apart."""
        return _NAME_OF_MEASURE.get(self.measure, self.name)


def unit_of(written: str) -> Unit:
    """Return a written unit taken apart; 万人次 is 人次 on a scale of 10,000."""
    written = written.lstrip("余多几")
    if written in _MEASURE_OF:
        return Unit(written, Decimal(1), _MEASURE_OF[written])
    match = _SCALED.fullmatch(written)
    if match and match[1] and (match[2] in _MEASURE_OF or len(match[2]) <= 3):
        return Unit(match[2], _SCALES[match[1]], _MEASURE_OF.get(match[2], THINGS))
    return Unit(written, Decimal(1), THINGS)


def factor(unit: Unit, wanted: Unit) -> Decimal | None:
    """Return what a value in ``unit`` is multiplied with to be in ``wanted``; None if they measure different things."""
    if unit.measure != wanted.measure:
        return None
    table = _CONVERTIBLE.get(unit.measure)
    share = Decimal(table[unit.name]) / Decimal(table[wanted.name]) if table else Decimal(1)
    return unit.scale * share / wanted.scale
