"""Whether a total and a number may be what a value per thing is of: both of one side of what was done, and no base of its own is told."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Passage, Place, key_of
from kexie_nlp.checks.told.figures import Figure

# 线上线下合计70场，线下受益1.06万人次，场均200人次: of the events on site, told elsewhere
_SIDES: Final = re.compile(
    r"线[上下]|[室场馆校园县市省区境国]内|[室场馆校园县市省区境国]外|城[区乡镇]|农村|现场|网络|云端|上半年|下半年|[一二三四]季度"
)
_OWN_BASE: Final = re.compile(r"[（(](?:均|系|其中)?(?:按|以|不含|不计|扣除|剔除|折算)|[，,](?:按|以)[^，。；]{0,12}(?:计|算|口径)")
# 两级资金加起来55万元
_OF_SEVERAL: Final = re.compile(r"[两二三四五六七八九几各][级类项家县者]|(?:[相加合汇]|起|在一)(?:起来|起|计)[^，。；]{0,4}$")
_LISTED: Final = re.compile(r"[：:]|具体|包括|分别|其中")
_WORD: Final = 4
_FEW: Final = 9


def fit_together(total: Place, number: Place, passage: Passage, stated: Place) -> bool:
    """Tell whether a total and a number are told of one side, if of any, and no other base is told behind the value per thing."""
    if _OWN_BASE.match(passage.text, stated.end - passage.start) or _OF_SEVERAL.search(total.lead):
        return False
    is_apart = number.end < passage.start <= total.start and number.figure.value > 0
    if is_apart and not slip(stated.figure.value, _written_alike(total.figure.value / number.figure.value, stated)):
        return False  # of a number told before, which may be another
    if _holds_others(total, number, passage, stated):
        return False
    sides, others = (set(_SIDES.findall(_last(place))) for place in (total, number))
    return not sides or sides == others or len(sides) > 1


def _written_alike(value: Decimal, stated: Place) -> Decimal:
    """Return a value with as many decimals as another one is told with."""
    return value.quantize(Decimal(1).scaleb(min(0, int(stated.figure.value.as_tuple().exponent))))


def _holds_others(total: Place, number: Place, passage: Passage, stated: Place) -> bool:
    """Tell whether a total told before a list may hold more than its first item (奖补资金135万元，具体为：农技协4个，每个20万元。…)."""
    is_more = total.figure.value > number.figure.value * stated.figure.value
    between = passage.text[max(0, total.end - passage.start) : max(0, number.start - passage.start)]
    return is_more and _LISTED.search(between) is not None


def share_word(total: Place, own: Sequence[Place]) -> bool:
    """Tell whether a total is of what the next sentence tells of (公务接待费3万元。公务接待36批次)."""
    name, told = key_of(total.label), " ".join(place.lead for place in own)
    return any(name[at : at + _WORD] in told for at in range(len(name) - _WORD + 1))


def _last(place: Place) -> str:
    """Return the clause that a figure is told in, as far as it stands before the figure."""
    return re.split(r"[，,。；;：:]", place.lead)[-1]


def makes(rate: Figure, total: Place, number: Place) -> bool:
    """Tell whether a price is just that of a total and a number, as of others than the nearest it is not by chance."""
    is_price = rate.kind == "amount" and number.figure.kind == "quantity" and number.figure.value > _FEW
    return is_price and rate.value * number.figure.value == total.figure.value
