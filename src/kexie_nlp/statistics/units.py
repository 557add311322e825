"""Units that count the same thing, so that a series may go on from one to another."""

from decimal import Decimal, InvalidOperation
from typing import Final

# people and person-times stay apart: a person may come twice
_ALIKE: Final = (
    ("元",),
    ("%",),
    ("百分点",),
    ("人", "名", "位", "员"),
    ("人次", "人／次", "人/次"),
    ("场", "次", "场次", "期", "班", "班次", "回", "届", "批", "批次"),
    ("册", "份", "本", "张", "套", "部"),
    ("个", "家", "所", "处", "座", "支"),
    ("项", "件", "篇", "条", "幅"),
    ("户",),
)
_SCALES: Final = {Decimal(1): "", Decimal(1_000): "千", Decimal(10_000): "万", Decimal(100_000_000): "亿"}
_GROUP: Final = {unit: number for number, units in enumerate(_ALIKE) for unit in units}


def kind_of_unit(unit: str) -> object:
    """Return what a unit counts: equal for two units whose numbers may stand in one series."""
    return _GROUP.get(unit, unit)


def with_unit(told: str, value: Decimal | None, unit: str) -> str:
    """Return a number as told, with the unit that a table tells elsewhere: 236 becomes 236万元 if it means 2,360,000 元."""
    try:
        number = Decimal(told.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return told
    if value is None or not number.is_finite() or not number:
        return told
    scale = _SCALES.get(value / number)
    return told if scale is None else f"{told}{scale}{unit}"
