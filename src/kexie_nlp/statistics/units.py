"""Units that count the same thing, so that a series may go on from one to another."""

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
_GROUP: Final = {unit: number for number, units in enumerate(_ALIKE) for unit in units}


def kind_of_unit(unit: str) -> object:
    """Return what a unit counts: equal for two units whose numbers may stand in one series."""
    return _GROUP.get(unit, unit)
