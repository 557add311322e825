"""The total in a second unit that another place tells beside a total (118期、9640人次, where the line of the parts tells 118期 only)."""

import re
from typing import Final

from kexie_nlp.checks.told.context import Context, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure

_BESIDE: Final = re.compile(r"[、，,（(和及]?(?:共计?|累计)?(?:参与|参加|参训|受训|受益|惠及|覆盖|吸引|服务|培训|接待|发放)?[一-鿿]{0,6}")
_OTHER: Final = re.compile(r"其中|上年|去年|计划|目标|每|均|[比较]|上半年|季度|月")
_NEAR: Final = 16
_TWO: Final = 2


def told_beside(context: Context, total: Place, about: str, like: Figure) -> Place | None:
    """Return the one figure in the unit of ``like`` right behind the value of a total elsewhere, under a name that ``about`` tells, too."""
    found: list[Place] = []
    for passage in context.passages:
        for one, behind in zip(passage.places, passage.places[1:], strict=False):
            is_total = same_unit(one.figure, total.figure) and one.figure.value == total.figure.value and one.role in ("level", "to")
            is_second = same_unit(behind.figure, like) and behind.role == "level" and _BESIDE.fullmatch(behind.lead)
            if one.start == total.start or not is_total or not is_second or behind.figure.exactness != "exact":
                continue
            told = passage.text[: one.start - passage.start][-_NEAR:]
            if not _OTHER.search(one.lead[-_NEAR:] + behind.lead) and _share(key_of(one.label) or told, about):
                found.append(behind)
    return found[0] if len({place.figure.value for place in found}) == 1 else None


def _share(name: str, about: str) -> bool:
    """Tell whether a text tells the last two characters of a name, or those before a word for doing."""
    return any(name[at : at + _TWO] in about for at in range(max(0, len(name) - 2 * _TWO), len(name) - 1))
