"""Rates told before the values they follow from (完成目标的115%（目标40场，完成46场）; 覆盖率达84.78%，46个学会中39个已建立)."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of, moved_between, share_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, same_unit

_PLAN: Final = re.compile(r"[（(，,：:；;](?:年初|年度|全年|原)?(?:目标|计划|任务|预算)[一-鿿]{0,6}$")
_DONE: Final = re.compile(
    r"[（(，,](?:实际|全年)?(?:完成|举办|开展|达到|支出|培训|执行|发放|接待|新建|实现|使用|实训|实办|实到)[一-鿿]{0,4}$"
)
_PLAIN_PLAN: Final = re.compile(r"[，,；;：:](?:年初|年度|全年|原|其中)?(?:目标|计划|任务|预算|指标)(?:数|值|任务)?(?:为|是)?")
_RESULT: Final = re.compile(
    r"[，,](?:全年|实际|共|累计|已)*(?:完成|举办|开展|培训|发放|接待|新建|实现|组织|建成)(?:了|各类|各级)?(?P<name>[一-鿿]{0,10})"
)
_WHOLE: Final = re.compile(r"[，,（(](?:即|全[省市县区州旗]|现有|辖区)?(?:的)?")
_OF_THEM: Final = re.compile(r"[一-鿿（）]{1,12}(?:中|里)[，,]?(?:已|有|已有)?")
_THAT_IS: Final = re.compile(r"[，,（(](?:即|也就是|计|折合)(?:为)?")
_RATE: Final = re.compile(r"(?:覆盖|组建|建成|建立|普及|合格|入选|采纳|立项|结题|回收|参与|达标|获奖|换届|通过)率$")
_CLEAR: Final = 1.5
_NEAR: Final = 5  # no more than a fifth apart
_SURE: Final = 0.75
_MAYBE: Final = 0.65


def check_rates_first(context: Context) -> Iterator[Relation]:
    """Yield whether a rate or difference is that of the two values told right behind it, or on both sides."""
    for passage in context.passages:
        for at, place in enumerate(passage.places[:-1]):
            if place.role == "share" and at:
                yield from _part(passage, at)
            elif place.role == "completion" and at and place.lead == "的":
                yield from _result_behind(passage, at)
            elif place.role in ("completion", "by") and at + 2 < len(passage.places):
                yield from _in_brackets(passage, at)
            elif place.figure.kind == "percent" and _RATE.search(place.label) and at + 2 < len(passage.places):
                yield from _of_them(passage, at)


def _part(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield whether a share is that of the part told behind it in the whole before it (投入80万元，科普占62.5%，即50万元)."""
    whole, share, part = passage.places[at - 1 : at + 2] if at + 1 < len(passage.places) else (None, None, None)
    if whole is None or share is None or part is None or not _THAT_IS.fullmatch(part.lead) or not same_unit(whole.figure, part.figure):
        return
    computed = share_of(part.figure, whole.figure)
    if whole.role in ("level", "to") and computed is not None:
        yield compare("share", share.figure, computed, (passage.start, passage.end), _SURE)


def _in_brackets(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield whether a rate of completion, or what was saved, is that of plan and result in the brackets right behind it."""
    stated, first, second = passage.places[at : at + 3]
    in_bracket = stated.depth < first.depth == second.depth and first.lead.startswith(("（", "("))
    is_plain = stated.role == "completion" and stated.depth == first.depth == second.depth and _PLAIN_PLAN.fullmatch(first.lead)
    if not same_unit(first.figure, second.figure) or not (in_bracket or is_plain):
        return
    if _PLAN.search(first.lead) and _DONE.search(second.lead):
        plan, done = first, second
    elif _DONE.search(first.lead) and _PLAN.search(second.lead):
        plan, done = second, first
    else:
        return
    if stated.role == "completion" and (computed := completion_of(done.figure, plan.figure)) is not None:
        yield compare("completion", stated.figure, computed, (passage.start, passage.end), _SURE)
    elif same_unit(stated.figure, plan.figure) and re.search("预算|目标|计划|任务", stated.lead):
        yield compare("change", stated.figure, moved_between(done.figure, plan.figure, stated.sign), (passage.start, passage.end), _SURE)


def _result_behind(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield whether a rate of completion is that of the result told behind it by the plan before it (完成目标60场的120%，举办讲座72场)."""
    plan, rate = passage.places[at - 1], passage.places[at]
    done = passage.places[at + 1] if at + 1 < len(passage.places) else None
    told = [place for place in passage.places[: at - 1] if same_unit(place.figure, plan.figure)]
    if done is None or told or done.role != "level" or not _RESULT.fullmatch(done.lead) or not same_unit(done.figure, plan.figure):
        return
    computed = completion_of(done.figure, plan.figure)
    if computed is not None:
        relation = compare("completion", rate.figure, computed, (passage.start, passage.end), _MAYBE)
        if relation.holds or abs(computed.value - rate.figure.value) * _NEAR <= rate.figure.value:
            yield relation


def _of_them(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield whether a rate is that of some among all, told right behind it; reported where it is of these, or that rate mistyped."""
    rate, whole, part = passage.places[at : at + 3]
    if not _WHOLE.fullmatch(whole.lead) or not _OF_THEM.fullmatch(part.lead) or not same_unit(whole.figure, part.figure):
        return
    computed = share_of(part.figure, whole.figure)
    if computed is None or rate.role not in ("level", "to"):
        return
    relation = compare("share", rate.figure, computed, (passage.start, passage.end), _SURE)
    decimals = len(rate.figure.text.partition(".")[2].rstrip("%％"))
    is_of_these = re.split("[中里]", part.lead)[0] in rate.lead  # 学会党组织覆盖率80%，36个学会中31个
    if relation.holds or is_of_these or slip(rate.figure.value, round(computed.value, decimals)) >= _CLEAR:
        yield relation
