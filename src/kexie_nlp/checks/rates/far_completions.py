"""What a rate of completion is of if its plan, its result or both are told sentences before (预算80万元。…。支出76万元，执行率95.0%)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.made_right import made_right
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure

_PLAN: Final = re.compile(
    r"目标|计划|任务|指标值|原[定计列]|预算|核定|(?:补助|专项|项目|财政|[一-鿿]级|省|市|县|本年|本年度|全年|总)(?:补助)?(?:资金|经费|拨款)[^，。；]{0,4}$"
    r"|到位(?:资金|经费)?[共计为]*$|资金总额|安排|下达|拨付|本(?:专项|项目)|[笔项][^，。；\d]{0,4}(?:相加|合计)"
)
_ANNOUNCED: Final = re.compile(r"(?:目标|任务|计划|指标)[值数]?[：:]")
_RESULT: Final = re.compile(
    r"支出|使用|执行|开支|花|用[了去]|实[际有到办培]|完成|培训|组织|参[训加观]|[入到进][馆课训]|达到?|累计|共|举办|开展|接待|新建|发展|全年|决算|到位|收回"
)
_NO_RESULT: Final = re.compile(r"结余|结转|剩余|节余|未|差|上年|去年|同期|比|较|超|其中")
_NO_PLAN: Final = re.compile(r"结余|结转|剩余|上年|去年|同期|比|较|明年|下年|下一?步|支出|花|用[了去]|追加|调[增减]")
_SAYS_NOTHING: Final = re.compile(
    r"调整后|年初|全年|本年度?|年度|年底|年末|年内|截至|截止|到|目前|当前|实际|累计|共计?|合计|财政|预算|项目|专项|资金|经费|决算|数|支出|使用|执行|开支|花|用了?去?|完成|实现|达到?|已|为|了|的|实|总|额|[\d年月日底末]+|本|其|安排|下达|计划|目标|任务|原定|举办|开展|组织|我[市县区州会馆]|[：:“”\s]"
)
_NAMED_RATE: Final = re.compile(
    r"(?P<name>[一-鿿]{2,12}?)的?(?:预算)?(?:执行率|完成率|支出进度|执行进度|支付率)(?:约|为|是|达到?|仅|[:：])*$"
)
_BASE: Final = re.compile(
    r"[以按](?P<which>年初|全年|调整后?|年度)[^，。；\d]{0,6}(?:为分母|作分母|为基数|计算?|测算|口径)[^。；\d]{0,10}$"
)
_ANY: Final = re.compile(r"(?:全年|年度|预算|资金|项目|经费|总体|整体|实际|部门|年初|调整后?|任务|目标)+")
_TO_COME: Final = re.compile(r"明年|下年|来年|下一?步|打算|力争|拟|下半年")
_BACK: Final = 30  # sentences
_MOST: Final = 40  # figures of a kind
_LIKE_IT: Final = 1.5
_LONG: Final = 3  # digits
_TWO: Final = 2
_NEAR: Final = Decimal("1.6")
_SCORE: Final = 0.7


def far_completion(before: Sequence[Passage], passage: Passage, index: int) -> Relation | None:
    """Return the relation of a rate of completion with a plan and a result of which one at least is told in the sentences before.

    Several plans or results may be meant: one that fits is. If none does, it is reported only if just one plan and one result of the
    same thing are told and a digit of one of the three explains by how much they miss each other.
    """
    rate = passage.places[index]
    if rate.figure.exactness != "exact" or _TO_COME.search(passage.text[: rate.start - passage.start]):
        return None
    if (named := _of_name(before[-_BACK:], passage, rate)) is not None:
        return named
    own = [place for place in passage.places[:index] if place.depth <= rate.depth]
    far = [place for sentence in before[-_BACK:] for place in _placed(sentence)][-_TWO * _MOST :]
    plans, results = list(_plans(before[-_BACK:], passage, own)), [place for place in own if _is_result(place, is_near=True)]
    if (base := _BASE.search(passage.text[: rate.start - passage.start])) is not None:  # 以全年预算数计
        plans = [plan for plan in plans if base["which"].rstrip("后") in re.split(r"[，,；;。（(]", plan.lead)[-1]]
    far_results = [place for place in far if _is_result(place)]
    found: list[tuple[Place, Place, Relation]] = []
    pairs = product(reversed(results or far_results[-_MOST:]), plans)
    for result, plan in pairs:
        if plan is result or not same_unit(plan.figure, result.figure) or not (_is_specific(rate) or result in own or plan in own):
            continue
        computed = completion_of(result.figure, plan.figure)
        if computed is not None:
            relation = compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)
            if relation.holds:
                return relation
            found.append((result, plan, relation))
    return _sure(rate, found, own, () if base is not None else (*before[-_BACK:], passage))


def _of_name(before: Sequence[Passage], passage: Passage, rate: Place) -> Relation | None:
    """Return the relation of a rate with the one plan and the one result of its name (人员支出执行率98.7%，项目支出执行率93.6%)."""
    match = _NAMED_RATE.search(re.split(r"[，,；;。（(：:、]", rate.lead)[-1])
    if match is None or _ANY.fullmatch(match["name"]):
        return None
    told = [place for one in (*before, passage) for place in one.places if place.end <= rate.start]
    clauses = [(place, re.split(r"[，,；;。（(]", place.lead)[-1]) for place in told if place.figure.kind in ("amount", "quantity")]
    named = [(place, clause) for place, clause in clauses if match["name"] in clause]
    plans = [place for place, clause in named if place.role == "budget" and not _NO_PLAN.search(clause.replace(match["name"], ""))]
    results = [
        place
        for place, clause in named
        if place.role in ("level", "to") and not _NO_RESULT.search(clause.replace("其中", "")) and "计划" not in clause
    ]
    if len({plan.figure.value for plan in plans}) != 1 or len({result.figure.value for result in results}) != 1:
        return None
    computed = completion_of(results[0].figure, plans[0].figure) if same_unit(plans[0].figure, results[0].figure) else None
    if computed is None:
        return None
    relation = compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)
    return relation if relation.holds or _is_slip(relation, rate.figure, results[0].figure, plans[0].figure) else None


def _is_specific(rate: Place) -> bool:
    """Tell whether a rate has so many digits that figures far from it do not make it by chance."""
    return rate.figure.digits >= _LONG and rate.figure.value != round(rate.figure.value)


def _placed(sentence: Passage) -> list[Place]:
    """Return the values of a sentence that stand in no bracket."""
    return [place for place in sentence.places if not place.depth and place.figure.kind in ("amount", "quantity")]


def _plans(before: Sequence[Passage], passage: Passage, own: Sequence[Place]) -> Iterator[Place]:
    """Yield what was planned, or was there to be spent, as told before a rate, the nearest first."""
    told: list[Place] = []
    for sentence in (*before, passage):
        is_announced = False
        for place in _placed(sentence) if sentence is not passage else own:
            clause = re.split(r"[，,；;。（(]", place.lead)[-1]
            is_announced = bool(_ANNOUNCED.search(place.lead)) or (is_announced and not re.search("[；;。]", place.lead))
            is_plan = place.role == "budget" or (place.role in ("level", "to", "other") and (is_announced or _PLAN.search(clause)))
            if is_plan and not _NO_PLAN.search(clause) and place.figure.kind in ("amount", "quantity"):
                told.append(place)
    return reversed(told[-_MOST:])


def _is_result(place: Place, *, is_near: bool = False) -> bool:
    """Tell whether a figure is told as what was done or spent; one in the sentence of the rate may be by any words."""
    clause = re.split(r"[，,；;。：:（(]", place.lead)[-1]
    is_value = place.role in ("level", "to") and place.figure.kind in ("amount", "quantity")
    return (
        is_value
        and (is_near or bool(_RESULT.search(clause)))
        and not _NO_RESULT.search(clause)
        and not re.search(r"目标|计划|预算|任务", clause)
    )


def _sure(
    rate: Place, found: Sequence[tuple[Place, Place, Relation]], own: Sequence[Place], sentences: Sequence[Passage]
) -> Relation | None:
    """Return a relation that does not hold, if it is of the one plan and the one result told of a thing and a digit explains it."""
    beside = [one for one in found if one[0] in own or one[1] in own]
    plans, results = {plan.figure.value for _, plan, _ in beside}, {result.figure.value for result, _, _ in beside}
    if len(plans) != 1 or len(results) != 1:
        return None
    result, plan, relation = beside[0]
    told = [one.text[max(0, plan.end - one.start) : max(0, rate.start - one.start)] for one in sentences]
    if any(cues.ADJUSTED.search(text) for text in told):
        return None
    is_named = _name(result) in plan.lead or _name(plan) in result.lead
    figures = (rate.figure, result.figure, plan.figure)
    return relation if is_named and _is_slip(relation, *figures) else None


def _name(place: Place) -> str:
    """Return what a plan or a result is of, without the words that any is told with."""
    return _SAYS_NOTHING.sub("", re.split(r"[，,；;。（(]", place.lead)[-1])


def _is_slip(relation: Relation, rate: Figure, result: Figure, plan: Figure) -> bool:
    """Tell whether a digit of the rate, of the result or of the plan explains by how much they miss each other."""
    computed = rate.value - (relation.difference or 0)
    low, high = sorted((rate.value, computed))
    decimals = len(rate.text.partition(".")[2].rstrip("%％"))
    if slip(rate.value, round(computed, decimals)) >= _LIKE_IT:
        return True
    if low <= 0 or high > _NEAR * low:
        return False
    ways = made_right(rate, computed, result, plan)
    return any(slip(one.value, round(value / one.scale, _decimals(one)) * one.scale) >= _LIKE_IT for one, value in ways)


def _decimals(figure: Figure) -> int:
    """Return with how many decimals a figure is told."""
    match = re.search(r"\.(\d+)", figure.text)
    return len(match[1]) if match else 0
