"""Whether what is left, missing or not done is what the whole lacks: 落地18项，其余9项 of 27项, 实到137名，请假21名 of 应到158名."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.checks.totals.overlaps import tells_overlap
from kexie_nlp.checks.totals.wholes import is_net

_LEFT: Final = re.compile(
    r"(?:其余|剩余|余下|剩下|尚余|尚有|尚存|库存|还有|还剩|未|没|不合格|未达标|请假|缺席|空编|空缺|缺编|净值|净额)[^，,。；;、\d]{0,8}$"
)
_PRESENT: Final = re.compile(r"(?:实到|实际到会|实参加|实际参会|实际出席|实有)[^，,。；;、\d]{0,4}$")  # 应到158名，请假21名，实到137名
_ABSENT: Final = re.compile(r"请假|缺席|空编|缺编|空缺|未到|因[公事病]")
_NOT_DONE: Final = re.compile(r"[^，,。；;、\d]{0,6}?(?:未|尚未|没有|请假|缺席|正在|不合格)")
_MENTIONS_MORE: Final = re.compile(r"其中|每|增(?![殖值])|减(?![灾排])|比(?![赛武例])|较|同比|上年|去年|新增|等$")
# 剩余资金18.50万元，财政收回6.50万元，结转下年12.00万元
_UNSPENT: Final = re.compile(r"未(?:执行|使用|支出|支付|完成支付)|结余|结存|剩余|余额|沉淀|节余")
_TAKEN_BACK: Final = re.compile(r"收回|上缴|缴回|交回|收缴|退回|核减|注销|统筹")
_CARRIED: Final = re.compile(
    r"(?:结转|转入|留转|转)(?:到|至|入)?(?:下一?年度?|次年度?|20\d\d年度?)?(?:继续|按原用途|使用|支付|安排|支出|的|资金|共|约|为)*$"
)
_NO_REST: Final = re.compile(r"新建|新增|以上|以下|以内|左右")
_OF_YEARS: Final = re.compile(r"累计(?!折旧)")  # may be more than the whole: shows nothing unless it fits
_DONE_IN_ALL: Final = re.compile(r"[，,；;](?:已|共)?累计(?:已|共)?(?P<what>[一-鿿]{2,4})$")
_YET: Final = re.compile(r"[，,；;](?:尚有|尚余|还有|还剩|剩余|余下|仍有|其余)")
_IN_ALL: Final = re.compile(r"(?:共|合计|累计|总计)[^，。；\d]{0,6}$")
_NEAR: Final = 10
_TWO: Final = 2
_OF_WHOLE: Final = re.compile(r"中|[，,]?其中|[：:（(]")
_SHORT: Final = 20
_FAR: Final = 60
_BESIDE: Final = re.compile(r"[、，,（(/]?(?:共计?|计|涉及|合计|约|总)?(?:资金|金额|面积|人口|人员|经费)?")
_OPENS: Final = re.compile(r"[（(：:]|[，,]?(?:其中|即)")
_MOST: Final = 4  # figures before what is left
_SCORE: Final = 0.65


def check_complements(context: Context) -> Iterator[Relation]:
    """Yield whether whole and parts told before it leave what a sentence says is left."""
    for number, passage in enumerate(context.passages):
        for index, place in enumerate(passage.places):
            if index and (relation := _of_all_before(context.passages[max(0, number - 1)], passage, index)):
                yield relation
            is_told = place.role == "level" and place.figure.kind in ("amount", "quantity") and _is_rest(passage, place)
            if is_told and (relation := _relation(passage, index)):
                yield relation
                yield from _paired(passage, index, relation)
            if place.role in ("level", "to", "by") and (parts := _netted(passage, index)):
                yield _left(passage, parts[0], parts[1:], place)
            if 0 < index < len(passage.places) - 1 and (parts := _around(passage, index)):
                yield _left(passage, parts[0], parts[1:], place)


def _of_all_before(last: Passage, passage: Passage, index: int) -> Relation | None:
    """Return that what is left misses what a sentence before counts in all by a slip (三村共218户。…，累计脱贫189户，尚有39户)."""
    whole, done, rest = last.places[-1] if last.places else None, passage.places[index - 1], passage.places[index]
    if whole is None or last is passage or last.paragraph != passage.paragraph or not _YET.fullmatch(rest.lead):
        return None
    is_one = all(same_unit(place.figure, whole.figure) and place.figure.exactness == "exact" for place in (whole, done, rest))
    if not is_one or not _IN_ALL.search(whole.lead) or not _IN_ALL.search(done.lead) or whole.figure.value <= done.figure.value:
        return None
    relation = _left(passage, whole, [done], rest)
    return relation if relation.holds or misadded(whole.figure.value, [done.figure.value, rest.figure.value]) >= 1 else None


def _paired(passage: Passage, index: int, relation: Relation) -> Iterator[Relation]:
    """Yield the same of the figures right behind each of whole, parts and rest (68户217人，脱贫59户188人，剩余9户26人)."""
    behind = {one.start: other for one, other in pairwise(passage.places) if _BESIDE.fullmatch(other.lead) and other.role == "level"}
    told = sorted(start for start, _ in relation.spans)
    others = [behind[start] for start in told if start in behind]
    if len(others) < len(told) or any(not same_unit(one.figure, others[0].figure) for one in others):
        return
    if same_unit(others[0].figure, passage.places[index].figure) or others[0].figure.kind in ("percent", "points"):
        return
    second = _left(passage, others[0], others[1:-1], others[-1])
    value = others[0].figure.value - sum((part.figure.value for part in others[1:-1]), others[0].figure.value * 0)
    if second.holds or (value > 0 and abs(value - others[-1].figure.value) * _NEAR <= others[0].figure.value):
        yield second


def _netted(passage: Passage, index: int) -> list[Place]:
    """Return what a figure is said right behind it to be the difference of (净值70万元（原值168万元，累计折旧98万元））, or nothing."""
    total = passage.places[index]
    parts: list[Place] = []
    for place in passage.places[index + 1 : index + 1 + _MOST]:
        opens = bool(_OPENS.match(place.lead)) if not parts else place.depth == parts[0].depth and not re.search("[。；;）)]", place.lead)
        if not opens or not same_unit(place.figure, total.figure):
            break
        parts.append(place)
    return parts if is_net(total, parts) else []


def _around(passage: Passage, index: int) -> list[Place]:
    """Return whole and part on both sides of what is left (原值168.30万元，净值70.94万元，累计折旧97.36万元), or nothing."""
    before, total, behind = passage.places[index - 1 : index + 2]
    is_one = all(same_unit(place.figure, total.figure) and place.role == "level" for place in (before, behind))
    between = total.lead + behind.lead
    parts = [before, behind]
    is_told = _is_rest(passage, behind) or len(between) > _SHORT or re.search("[。；;]|上年|年初", between)  # the rest is last
    return parts if is_one and not is_told and is_net(total, parts) else []


def _is_rest(passage: Passage, place: Place) -> bool:
    """Tell whether a figure is said to be what is left or not done."""
    behind = passage.text[place.end - passage.start :]
    return bool(_LEFT.search(place.lead) or _PRESENT.search(place.lead) or _CARRIED.search(place.lead)) or bool(
        re.match(r"[，,、；;]?[^，,。；;、\d]{0,6}$", place.lead) and _NOT_DONE.match(behind)
    )


def _relation(passage: Passage, index: int) -> Relation | None:
    """Return whether a figure is what the first of the two or more of its kind before it leaves, or None if that is not told."""
    rest = passage.places[index]
    before = [place for place in passage.places[:index] if place.depth == rest.depth]
    alike = [place for place in before if same_unit(place.figure, rest.figure) and place.role in ("level", "to", "budget")][-_MOST:]
    if _PRESENT.search(rest.lead) and not (len(alike) == _TWO and _ABSENT.search(alike[-1].lead)):
        return None
    told = passage.text[alike[0].start - passage.start : rest.start - len(rest.lead) - passage.start] if len(alike) >= _TWO else "；"
    between = told + rest.lead.lstrip("；;")  # 已建61个，覆盖率80.3%；未建的15个
    if not (_LEFT.search(rest.lead) or _PRESENT.search(rest.lead)) and _CARRIED.search(rest.lead):
        if len(alike) < _TWO or not (_UNSPENT.search(alike[-_TWO].lead) and _TAKEN_BACK.search(alike[-1].lead)):
            return None
        alike = alike[-_TWO:]
    if re.search("[。；;]", between) or _MENTIONS_MORE.search(between) or _NO_REST.search(between) or len(between) > _FAR:
        return None
    readings = [(alike[at], alike[at + 1 :]) for at in range(len(alike) - 1)]
    if len(alike) > _TWO and _OF_YEARS.search(alike[-1].lead):
        readings.append((alike[0], alike[-1:]))  # 68户，当年脱贫23户，累计脱贫59户，剩余9户
    relations = [_left(passage, whole, parts, rest) for whole, parts in readings]
    fitting = next((relation for relation in relations if relation.holds), None)
    if fitting is not None or _OF_YEARS.search(between):
        return fitting or _undone(passage, alike, rest)
    # of several before it the first is the whole where a list of its parts opens behind it (204场中，76场、68场、45场，其余15场)
    at = -1 if len(alike) == _TWO else 0
    whole, parts = readings[at]
    value = whole.figure.value - sum((part.figure.value for part in parts), whole.figure.value * 0)
    exact = all(place.figure.exactness == "exact" for place in (whole, rest, *parts))
    near = value > 0 and abs(value - rest.figure.value) * _NEAR <= whole.figure.value
    mistyped = misadded(whole.figure.value, [rest.figure.value, *(part.figure.value for part in parts)])
    if tells_overlap(whole, [*parts, rest], passage):
        return None
    is_whole = at < 0 or bool(_OF_WHOLE.match(parts[0].lead))
    goes_on = index + 1 < len(passage.places) and _is_rest(passage, passage.places[index + 1])  # 请假12名，缺席2名
    more = value - rest.figure.value
    behind = [one for one in passage.places[index + 1 : index + 1 + _MOST] if same_unit(one.figure, rest.figure)]
    goes_on = goes_on or any(more == sum(one.figure.value for one in behind[: end + 1]) for end in range(len(behind)))  # 还有9项，撤销4项
    return relations[at] if is_whole and exact and not goes_on and (near or mistyped >= 1) else None


def _undone(passage: Passage, alike: Sequence[Place], rest: Place) -> Relation | None:
    """Return what is left of a whole if just what was done in all the years is told as not done of it (累计脱贫103户，尚有89户未脱贫)."""
    done = _DONE_IN_ALL.search(alike[-1].lead)
    if done is None or not passage.text.startswith("未" + done["what"], rest.end - passage.start):
        return None
    if alike[0].figure.value <= alike[-1].figure.value:
        return None
    return replace(_left(passage, alike[0], [alike[-1]], rest), is_named=True)


def _left(passage: Passage, whole: Place, parts: list[Place], rest: Place) -> Relation:
    """Return whether a figure is a whole less its parts."""
    told = whole.figure
    value = told.value - sum((part.figure.value for part in parts), told.value * 0)
    bounds = told.range - Range.total(part.figure.range for part in parts)
    formula = f"{told.text} − {' − '.join(part.figure.text for part in parts)} = {rest.figure.written(value)}"
    computed = Computed(value, bounds, formula, (told, *(part.figure for part in parts)))
    return compare("sum", rest.figure, computed, (passage.start, passage.end), _SCORE)
