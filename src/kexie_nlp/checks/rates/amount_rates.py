"""Whether a rate of money is that of the amount it is named by in one told before: 合同价50万元…审减4万元，审减率8%.

The part is the last amount before the rate that is told with the word the rate is named by (结转5万元，结转率10%), or stands with the
whole in a bracket behind it (负债率15%（负债3万元，资产20万元）). Of several wholes one that fits is enough.
"""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_RATED: Final = re.compile(r"(?:^|[，,；;。、（(])(?:[一-鿿]{0,6}?(?:的|，))?(?P<name>[一-鿿]{2,6})率(?:约|均|仅|为|达到?|是|[:：])*$")
_OTHER: Final = re.compile(r"执行|增长|增幅|变[动化]|利|税|差错|成新|速|满意|知晓|支持|好评|有效|平均|汇|完成")
_MOVED: Final = re.compile(r"[比较]|同|提高|下降|上升|上年|去年|由|从")
_NO_WHOLE: Final = re.compile(r"结余|结转|剩余|节[约省余]|上年|去年|同期|其中|审减|核减|[比较]|人均|平均|每|未")
_PARTS: Final = ("level", "to", "by")
_WHOLES: Final = ("level", "to", "budget")
_STOP: Final = re.compile(r"[。；;]")
_TWO: Final = 2
_MOST: Final = 8  # figures before
_SCORE: Final = 0.65


def check_amount_rates(context: Context) -> Iterator[Relation]:
    """Yield whether rates are those of the parts they are named by."""
    for passage in context.passages:
        for at, rate in enumerate(passage.places):
            if rate.figure.kind != "percent" or rate.depth or "率" not in rate.lead:
                continue
            told = _RATED.search(rate.lead)
            if told is None or _OTHER.search(told["name"]) or _MOVED.search(re.split(r"[，,；;。]", rate.lead)[-1]):
                continue
            relation = _of_bracket(passage, at, told["name"]) or _of_before(passage, at, told["name"])
            if relation is not None:
                yield relation


def _of_before(passage: Passage, at: int, name: str) -> Relation | None:
    """Return whether a rate is that of the part named like it and a value told before."""
    rate = passage.places[at]
    before = [place for place in passage.places[max(0, at - _MOST) : at] if not place.depth]
    part = next((place for place in reversed(before) if _is_part(place, name)), None)
    if part is None or part.figure.kind != "amount" or _STOP.search(passage.text[part.end - passage.start : rate.start - passage.start]):
        return None
    wholes = [place for place in before if _is_whole(place, part)]
    found = [_compared(passage, rate, part, whole) for whole in reversed(wholes)]
    relations = [one for one in found if one is not None]
    holding = next((one for one in relations if one.holds), None)
    near = [place for place in wholes if not _STOP.search(passage.text[place.end - passage.start : rate.start - passage.start])]
    return holding if holding is not None or len(near) != 1 else _compared(passage, rate, part, near[0])


def _of_bracket(passage: Passage, at: int, name: str) -> Relation | None:
    """Return whether a rate is that of the two values in the bracket right behind it."""
    rate, behind = passage.places[at], passage.places[at + 1 : at + 1 + _TWO]
    if len(behind) < _TWO or not re.match("[（(]", behind[0].lead) or not all(place.depth for place in behind):
        return None
    part, whole = behind if _is_named(behind[0], name) or not _is_named(behind[1], name) else behind[::-1]
    is_pair = same_unit(part.figure, whole.figure) and part.figure.value < whole.figure.value and part.figure.kind == "amount"
    relation = _compared(passage, rate, part, whole) if is_pair else None
    return relation if relation is not None and (relation.holds or _is_named(part, name)) else None


def _is_named(place: Place, name: str) -> bool:
    """Tell whether a value is told with the word that a rate is named by."""
    clause = re.split(r"[，,；;。（(、：:]", place.lead)[-1]
    return name[-_TWO:] in clause


def _is_part(place: Place, name: str) -> bool:
    """Tell whether a value is the part that a rate is named by."""
    return place.role in _PARTS and place.figure.kind == "amount" and place.figure.exactness == "exact" and _is_named(place, name)


def _is_whole(place: Place, part: Place) -> bool:
    """Tell whether a value can be the whole of a part: told before it, and more."""
    is_value = place.role in _WHOLES and place.figure.exactness == "exact" and same_unit(place.figure, part.figure)
    return is_value and place is not part and place.start < part.start and place.figure.value > part.figure.value and _is_plain(place)


def _is_plain(place: Place) -> bool:
    """Tell whether a value is told as there, and not as left or of a year before."""
    return _NO_WHOLE.search(re.split(r"[，,；;。（(]", place.lead)[-1]) is None


def _compared(passage: Passage, rate: Place, part: Place, whole: Place) -> Relation | None:
    """Return whether a rate is the share of a part in a whole."""
    computed = share_of(part.figure, whole.figure)
    kind: FindingKind = "completion" if rate.role == "completion" else "share"
    return compare(kind, rate.figure, computed, (passage.start, passage.end), _SCORE) if computed is not None else None
