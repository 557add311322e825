"""Whether what lies between what there was and what is left makes it (年初库存300份，印制500份，发放620份，剩余180份).

Words mark both ends, whatever is counted; what lies between came or went. Where its words do not say which, exact arithmetic may.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.checks.told.stock_words import FLOW, levels_of

_HELD: Final = r"结转|结存|库存|结余|留存|余额|净资产|账面|存[有量货书]?|持有|[在未]办|在[库馆册途建研]|有|尚余|剩余|实有"
_OPENING: Final = re.compile(rf"(?:年初|期初|月初|[上去]年(?:度)?[末底]?|上期|上届)[一-鿿]{{0,6}}?(?:{_HELD})[^，。；\d]{{0,8}}$")
_CLOSING: Final = re.compile(
    rf"(?:(?:年|期|月)[末底](?:[一-鿿]{{0,6}}?(?:{_HELD}))?|结转下[年期]|剩余?|余下?|结[余存]|库存|尚[有余存未]|[还仍]有|未办|[现实]有)[^，。；\d]{{0,8}}$"
)
_BEGAN: Final = re.compile(r"(?:年初|期初|[上去]年(?:度)?[末底]?|原)(?:只|仅)?(?:为|有|是)?$")
_ENDED: Final = re.compile(r"(?:年|期|月)[末底](?:[实还]?有|为|共有?|存)?$")
_IN: Final = re.compile(
    r"入(?:库|藏|账|馆)|新[收到]|收(?:到|入|讫)|受理|接[收到]|印[制刷发]|制作|[采订]购|到账|拨入|征[集得]|筹[集得]|获赠|捐入|立项"
)
_OUT: Final = re.compile(
    r"发[放出]|分发|领[用取走]|借出|出(?:库|售)|售出|办[结完]|结[案题项]|消耗|[使耗]用|用[去掉完]|支[出付]|费用|开支|赠[送出]|处理完|答复|完结|销号|报销"
)
_NOT_ALL: Final = re.compile(r"其中|计划|预算|目标|拟|约|近|余[份册件台套个]|平均|每|各(?![类级种])|[比较]")
_CLAUSE: Final = re.compile(r"[，,；;：:]")
_AND_SUCH: Final = re.compile(r"等[一-鿿]{0,6}$")
_KINDS: Final = ("amount", "quantity")
_EVIDENCE: Final = 3  # digits
_CLEAR: Final = 1.0
_TWO: Final = 2
_MOST: Final = 6  # what lies between
_SCORE: Final = 0.65


def check_between_ends(context: Context) -> Iterator[Relation]:
    """Yield whether what is left is what there was with what came and without what went, all told in one sentence."""
    for passage in context.passages:
        for at, first in enumerate(passage.places):
            if first.figure.kind in _KINDS and not first.depth and first.figure.exactness == "exact":
                is_opening = _OPENING.search(_said(first)) is not None
                run = _run(passage, at) if is_opening else _unmarked(passage, at) if first.role == "level" and not _sign(first) else []
                relation = _judged(passage, run) if len(run) > _TWO else None
                yield from [relation] if relation is not None else []


def _run(passage: Passage, at: int) -> list[Place]:
    """Return the figures from what there was to what is left, if all count one thing, and nothing says that they are not all."""
    run = [passage.places[at]]
    for place in passage.places[at + 1 : at + _TWO + _MOST]:
        if place.depth or not same_unit(place.figure, run[0].figure) or place.figure.exactness != "exact":
            return []
        if re.search(r"[。；;]", place.lead) or _NOT_ALL.search(_said(place)):
            return []
        run.append(place)
        if _CLOSING.search(_said(place)) and not _sign(place):
            return run
    return []


def _unmarked(passage: Passage, at: int) -> list[Place]:
    """Return the same, what there was first, where only the last figure says which it is (设14个，新成立2个，撤销1个，年末15个)."""
    run = [passage.places[at]]
    for place in passage.places[at + 1 : at + _TWO + _MOST]:
        if place.depth or not same_unit(place.figure, run[0].figure) or re.search(r"[。；;]|比|较", place.lead):
            return []
        if _BEGAN.search(_said(place)) and len(run) > 1:
            return [place, *run[1:], run[0]]
        if _ENDED.search(_said(place)) and len(run) > _TWO:
            return [*run, place]
        if not _sign(place):
            return []
        run.append(place)
    return []


def _said(place: Place) -> str:
    """Return the clause before a figure, up to a list of names in it (新成立梨、藕等协会)."""
    clause = _CLAUSE.split(place.lead)[-1]
    *_, last = clause.split("、")
    return clause if _AND_SUCH.search(last) else last


def _sign(place: Place) -> int:
    """Return 1 of what came, -1 of what went, 0 if its words say neither or both."""
    said = _said(place)
    if place.role == "by" and "净" in said:
        return place.sign
    flow = FLOW.search(said)
    has_come, has_gone = bool(_IN.search(said)), bool(_OUT.search(said))
    if has_come != has_gone:
        return 1 if has_come else -1
    return 0 if flow is None or has_come else 1 if flow["came"] else -1


def _judged(passage: Passage, run: Sequence[Place]) -> Relation | None:
    """Return whether what is left is what the others make; where a sign is not told, only that it is."""
    opening, *flows, closing = run
    nets = [place for place in flows if "净" in _said(place)]
    if nets and len(flows) > len(nets):
        return _judged(passage, [place for place in run if place not in nets])  # 新成立7个，注销2个，净增5个: what they make
    if any(set(levels_of(_said(place))) - levels_of(closing.lead + opening.lead) for place in flows):
        return None  # 市级学会46个，新成立省级学会3个，上年末45个
    signs = [_sign(place) for place in flows]
    ways = [way for way in product((1, -1), repeat=len(flows)) if all(sign in (0, own) for sign, own in zip(signs, way, strict=True))]
    made = [way for way in ways if _value(opening, flows, way) == closing.figure.value]
    if made and sum(place.figure.digits for place in run) > _EVIDENCE * _TWO * (len(ways) > 1):
        return _compared(passage, run, made[0])
    is_sure = len(ways) == 1 and len(set(signs)) > 1 and closing.figure.digits > 1
    is_slip = is_sure and slip(closing.figure.value, _value(opening, flows, signs)) >= _CLEAR
    return _compared(passage, run, signs) if is_slip and _value(opening, flows, signs) > 0 else None


def _value(opening: Place, flows: Sequence[Place], signs: Sequence[int]) -> Decimal:
    """Return what there was with what came and went."""
    return sum((sign * place.figure.value for sign, place in zip(signs, flows, strict=True)), opening.figure.value)


def _compared(passage: Passage, run: Sequence[Place], signs: Sequence[int]) -> Relation:
    """Hold what is left against the rest."""
    opening, *flows, closing = run
    value, bounds, formula = _value(opening, flows, signs), opening.figure.range, opening.figure.text
    for sign, place in zip(signs, flows, strict=True):
        bounds = bounds + (place.figure.range if sign > 0 else place.figure.range.negative())
        formula += f" {'+' if sign > 0 else '−'} {place.figure.text}"
    bounds = Range(value, value) if closing.figure.kind == "quantity" else bounds
    computed = Computed(value, bounds, f"{formula} = {closing.figure.written(value)}", tuple(place.figure for place in run[:-1]))
    return compare("sum", closing.figure, computed, (passage.start, passage.end), _SCORE)
