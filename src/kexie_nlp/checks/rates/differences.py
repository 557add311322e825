"""Whether a difference is that of the two values told with it, when no year lies between them (目标值90%，高5.2个百分点; 结余1.4万元)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import rate_between, rate_told
from kexie_nlp.checks.rates.left_of_rates import left_of_rate
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.summed import without_parts

_APART: Final = re.compile(r"(?:相差|相距|差距为?|差额为?|两者相差|差了?|缺口为?|缺口)(?:约|近|达|为|仅)*$")
_LEFT: Final = re.compile(
    r"(?:结余|结存|节余|节约|节省|剩余|余额|尚余|空编|缺编|空缺|缺额|未完成|超编|结转(?:下年|次年)?|超支|超出|超额|超过|超|未(?:执行|支出|使用|支付)的?)(?:资金|经费|金额|编制|预算|目标|计划|任务)?(?:约|近|为|共|了|达)*$"
)
_ABOVE: Final = re.compile(r"(?:高于|高出|多于|超过|超出|超|大于|优于|好于|快于)[^，。；;、]*$")
_BELOW: Final = re.compile(r"(?:低于|少于|小于|不足|慢于|落后于)[^，。；;、]*$")
_THAN: Final = re.compile(r"(?:比|较)[^，。；;]*$")
_SUBJECT: Final = re.compile(r"比|较|[高低优好快慢]于|高出|多于|少于|超过|超出|超|[大小]于|不足|落后于")
_BY: Final = re.compile(
    r"^(?:的?(?:年度|年初|全年|规划|既定|预期)?(?:目标|计划|任务|指标|要求)(?:值|数)?)?的?(?:要|还|各|约|近|高出?|低|多|少|超出?|超过|超额|提高|增加|减少|下降|提前|了)*$"
)
_MORE: Final = re.compile(r"高|多|超|提高|增加")
_LESS: Final = re.compile(r"低|少|减少|下降")
_TARGET: Final = re.compile(r"目标|指标|标准|要求")  # 90% is meant to be 90.0% there
_OVER: Final = re.compile(r"[，,、（(]?超(?:额|出|过|计划|目标|任务)*(?:完成)?(?:了|约)?$")
_NET: Final = re.compile(r"(?:净[增减][加少]?[一-鿿]{0,10}|多|少|[增减]加?|增长|提高|上升|下降|降低|减少)[了加少]?$")
_GOES: Final = re.compile(r"[，,、（(](?:由|从)(?:上年|去年|年初|原来|原有|(?:19|20)\d\d年)?[末底]?的?")
_ON_BASE: Final = re.compile(
    r"的?基础上[，,]?(?:再|又|力争|争取|预计|计划|全年)*(?:净?增[加长]?|新增|提高|提升|上升|减少|下降|降低|压减|压缩)(?:了|约)?"
)
_REACHED: Final = re.compile(
    r"[，,]?(?:力争|争取|预计|计划|总数|总量|比例|规模|年底|年末)*"
    r"(?:达到?|增加?到|增至|提高到|提升到|升至|下降到|降低到|降到|降至|减少?到|减至|为)"
)
_CLAUSE: Final = re.compile(r"[；;。]")
_SCORE: Final = 0.7
_DOUBT: Final = 0.6
_FUNDS: Final = re.compile(
    r"(?:^|[，,；;。：:])(?:项目|专项|全年|本年度?|全部)?(?:总投入|投入资金|(?:共|累计)?(?:筹集|筹措|争取|获拨|拨入|划拨)[^，。；\d]{0,8}|(?:总?资金|总?经费|拨款)(?:共计?|总计|合计|为|总量)*)$"
)
_SPENT: Final = re.compile(
    r"[，,；;、]?(?:全年|累计|已|实际|共|目前|截至年底)*(?:支出|执行|使用|支付|列支|完成支出)(?:资金|经费)?(?:共计?|为|了)*"
)
_REST: Final = re.compile(r"[，,；;](?:年末|尚|资金)?(?:结余|结存|节余|剩余|余额|尚余)(?:资金|经费)?(?:为|共)?")
_ARRIVED: Final = re.compile(r"(?:到位|下达|拨付|安排|收到|拨入)[^，。；\d]{0,10}$")
_CARRIED: Final = re.compile(r"年初|上年|期初|以前年度|历年|动用|使用(?:非财政拨款)?结[转余]|事业基金")
_VACANT: Final = re.compile(r"空编|缺编|空缺|缺额")
_AIMED: Final = re.compile(r"(?:对照|对标|距离?|离|与)[^，。；]{0,24}$")
_IS_AIM: Final = re.compile(r"的?[^，。；、\d]{0,8}(?:目标|要求|任务)")
_MISSED: Final = re.compile(r"[，,](?:还|尚|仍)(?:差|有|低|相差|缺)(?:了)?$")
_TWO: Final = 2
_MOST: Final = 40  # figures of a sentence that are looked at


def check_differences(context: Context) -> Iterator[Relation]:
    """Yield whether differences are those of the values beside them."""
    for line in context.paragraphs():
        yield from (relation for pair in pairwise(line) for way in (_left_of_above, _short_of) if (relation := way(*pair)) is not None)
    for passage in context.passages:
        for index, place in enumerate(passage.places):
            if place.role not in ("level", "by"):
                continue
            if relation := _on_base(passage, index):
                yield relation
                continue
            if relation := _over_base(passage, index) or _told_first(passage, index):
                yield relation
            elif place.figure.kind == "percent" and _OVER.fullmatch(place.lead):
                yield from _over_plan(passage, index)
            elif _APART.search(place.lead) or _LEFT.search(place.lead):
                yield from _left(passage, index)


def _left_of_above(above: Passage, passage: Passage) -> Relation | None:
    """Return whether what is left is that of the one amount of the sentence before (到位资金80万元。实际支出76.4万元，结余3.6万元)."""
    if len(passage.places) < _TWO or len(above.places) != 1 or any(place.figure.kind != "amount" for place in above.places):
        return None
    whole, (spent, rest) = above.places[0], passage.places[:_TWO]
    is_told = _SPENT.fullmatch(spent.lead) and _REST.fullmatch(rest.lead) and all(one.role in ("level", "to") for one in (spent, rest))
    is_whole = whole.role in ("level", "budget") and (_FUNDS.search(whole.lead) or _ARRIVED.search(whole.lead))
    if not is_told or not is_whole or "结转" in above.text or not whole.figure.kind == spent.figure.kind == rest.figure.kind:
        return None
    relation = compare("sum", rest.figure, _difference(whole.figure, spent.figure, rest.figure), (passage.start, passage.end), _DOUBT)
    is_slip = misadded(whole.figure.value, [spent.figure.value, rest.figure.value]) >= 1
    return relation if relation.holds or is_slip else None


def _short_of(above: Passage, passage: Passage) -> Relation | None:
    """Return whether a rate falls short of a target by the points told behind it (…为19.87%。对照22%的目标，还差2.13个百分点)."""
    rates = [place for place in above.places if place.figure.kind == "percent" and place.role in ("level", "to", "share")]
    if len(rates) != 1 or len(passage.places) < _TWO:
        return None
    target, stated = passage.places[:_TWO]
    is_target = target.figure.kind == "percent" and _AIMED.search(target.lead) and _IS_AIM.match(passage.text, target.end - passage.start)
    if not is_target or stated.figure.kind != "points" or not _MISSED.search(stated.lead):
        return None
    value, aim = rates[0].figure, replace(target.figure, step=min(target.figure.step, stated.figure.step))
    return compare("change", stated.figure, _difference(aim, value, stated.figure), (passage.start, passage.end), _DOUBT)


def _told_first(passage: Passage, index: int) -> Relation | None:
    """Return whether a net difference is that of the two values told right behind it (净增8个，由53个发展到58个)."""
    row = passage.places[index : index + 1 + _TWO]
    if len(row) <= _TWO or not _NET.search(row[0].lead) or not _GOES.fullmatch(row[1].lead):
        return None
    stated, before, after = row
    if before.role not in ("from", "former") or after.role != "to" or not _fit(stated.figure, before.figure):
        return None
    sign = -1 if _LESS.search(stated.lead.rsplit("，")[-1]) else 1
    return _moved(passage, stated, after, before, sign) if same_unit(before.figure, after.figure) else None


def _on_base(passage: Passage, index: int) -> Relation | None:
    """Return whether a change leads from the value it starts from to the one behind it (在15.7%的基础上提高0.9个百分点，达到16.6%)."""
    row = passage.places[max(0, index - 1) : index + _TWO]
    if len(row) <= _TWO or not _ON_BASE.fullmatch(row[1].lead) or not _REACHED.fullmatch(row[2].lead):
        return None
    before, stated, after = row
    if before.role == "former" or not same_unit(before.figure, after.figure):  # those are held together with all changes
        return None
    sign = -1 if re.search("[减降少]", stated.lead) else 1
    if stated.figure.kind != "percent":
        is_stock = stated.figure.kind == "quantity"  # what came and went is reckoned with elsewhere
        return _moved(passage, stated, after, before, sign) if not is_stock and _fit(stated.figure, before.figure) else None
    computed = rate_told(after.figure, before.figure, sign) if before.figure.kind != "percent" else None
    return compare("change", stated.figure, computed, (passage.start, passage.end), _SCORE) if computed is not None else None


def _fit(one: Figure, other: Figure) -> bool:
    """Tell whether a difference can be one of a value: in its unit, or in points of a percentage."""
    if other.kind == "percent":
        return one.kind == "points"
    return same_unit(one, other)


def _over_base(passage: Passage, index: int) -> Relation | None:
    """Return whether a value lies as far from another as is told right behind that (超过目标50场次2场; 比指标值90%高1.5个百分点)."""
    stated = passage.places[index]
    if index < _TWO:
        return None
    base = passage.places[index - 1]
    told = stated.lead
    is_set = base.role == "former" and bool(_TARGET.match(told))  # 比年初设定的95%目标高1.4个百分点
    is_base = is_set or base.role in ("level", "budget", "share", "completion")
    if not is_base or not _fit(stated.figure, base.figure) or not _BY.match(told):
        return None
    sign = _direction(base.lead, told)
    if not sign:
        return None
    values = [place for place in without_parts(_clause(passage, index - 1)) if _is_value(place) and same_unit(place.figure, base.figure)]
    subject = _SUBJECT.split(base.lead)[0].strip("，,、（( ")
    values = [place for place in values if not subject or (len(subject) >= _TWO and subject[-_TWO:] in place.lead)]
    found = [_moved(passage, stated, value, base, sign) for value in reversed(values[-_TWO:])]
    return next((one for one in found if one.holds), found[0] if found else None)


def _over_plan(passage: Passage, index: int) -> Iterator[Relation]:
    """Yield whether a plan is exceeded by the percentage that is told (37个，比计划33个多4个，超额12.12%)."""
    rate = passage.places[index]
    told = [
        place
        for place in _clause(passage, index)
        if place.figure.kind in ("amount", "quantity") and place.role in ("level", "to", "budget")
    ]
    plans = [place for place in told if place.role == "budget" or _TARGET.search(place.lead) or "计划" in place.lead]
    values = [place for place in told if place not in plans]
    values = [place for place in values if len(plans) == 1 and same_unit(place.figure, plans[0].figure)]
    values = [place for place in values if place.figure.value >= plans[0].figure.value]
    found = [
        compare("change", rate.figure, computed, (passage.start, passage.end), _SCORE)
        for value in reversed(values)
        if (computed := rate_between(value.figure, plans[0].figure)) is not None
    ]
    yield from [next((relation for relation in found if relation.holds), found[0])] if found else []


def _direction(before: str, between: str) -> int:
    """Return 1 of a value above its base, -1 of one below, 0 if that is not told."""
    if _THAN.search(before):
        return 1 if _MORE.search(between) else -1 if _LESS.search(between) else 0
    if not re.fullmatch(r"的?(?:约|近|了)?", between):
        return 0
    return 1 if _ABOVE.search(before) else -1 if _BELOW.search(before) else 0


def _is_value(place: Place) -> bool:
    """Tell whether a figure is a value of its own."""
    return place.role in ("level", "to", "share", "completion") and place.figure.kind != "points"


def _moved(passage: Passage, stated: Place, value: Place, base: Place, sign: int) -> Relation:
    """Return whether a value lies so far from its base."""
    high, low = (value.figure, base.figure) if sign > 0 else (base.figure, value.figure)
    if _TARGET.search(base.lead):
        high, low = (replace(one, step=min(one.step, stated.figure.step)) for one in (high, low))
    return compare("change", stated.figure, _difference(high, low, stated.figure), (passage.start, passage.end), _SCORE)


def _difference(high: Figure, low: Figure, like: Figure) -> Computed:
    """Return by how much one value exceeds another; a sum told more roughly than its difference is taken as exact as that."""
    high, low = (replace(one, step=min(one.step, like.step)) if one.kind == "amount" and like.step else one for one in (high, low))
    value = high.value - low.value
    return Computed(value, high.range - low.range, f"{high.text} − {low.text} = {like.written(value)}", (high, low))


def _clause(passage: Passage, index: int) -> list[Place]:
    """Return the figures before one in its part of the sentence."""
    found: list[Place] = []
    end = passage.places[index].start
    for place in reversed(passage.places[max(0, index - _MOST) : index]):
        if _CLAUSE.search(passage.text[place.end - passage.start : end - passage.start]):
            break
        found.insert(0, place)
        end = place.start
    return found


def _left(passage: Passage, index: int) -> Iterator[Relation]:
    """Yield whether what is left, or lies between, is the difference of the two values before it."""
    stated = passage.places[index]
    before = [place for place in _clause(passage, index) if _fit(stated.figure, place.figure) and place.depth == stated.depth]
    roles = ("level", "to", "budget", "share", "completion", *(("former",) if stated.figure.kind == "points" else ()))
    before = [place for place in before if place.role in roles]
    if (implied := left_of_rate(passage, index)) is not None:
        yield implied
        return
    if _VACANT.search(stated.lead):
        before = _posts(passage, index)
    if len(before) < _TWO or stated.figure.kind == "percent" or re.search(r"上年|年初|累计|其中|往年", stated.lead):
        return
    pairs = [(one, other) for at, one in enumerate(before) for other in before[at + 1 :]]
    found = []
    for one, other in reversed(pairs):
        high, low = (one.figure, other.figure) if one.figure.value >= other.figure.value else (other.figure, one.figure)
        found.append(compare("sum", stated.figure, _difference(high, low, stated.figure), (passage.start, passage.end), _DOUBT))
    holding = next((relation for relation in found if relation.holds), None)
    if holding is not None:
        yield holding
    elif len(before) == _TWO and (_VACANT.search(stated.lead) or _are_plan_and_result(passage, before, stated)):
        yield found[0]


def _posts(passage: Passage, index: int) -> list[Place]:
    """Return how many posts there are and how many are filled, wherever a sentence tells it before the vacant ones."""
    told = [place for place in passage.places[:index] if place.figure.kind == "quantity" and "其中" not in place.lead]
    ended = max((at + 1 for at, place in enumerate(told) if _VACANT.search(place.lead)), default=0)
    for some in (told[ended:], told):  # 机关编制22名，实有20人，空编2名；事业编制16名…: each of its own
        posts = next((place for place in some if re.search(r"编制(?:数)?$", place.label)), None)
        summed = next(
            (place for place in some if posts is not None and re.fullmatch(r"[，,](?:合计|共计?|总计)(?:编制)?", place.lead)), None
        )
        posts = summed or posts  # 行政编制6名、事业编制8名，合计14名
        filled = next((place for place in some if re.search(r"实有|在职|在编|在岗", place.lead)), None)
        if posts is not None and filled is not None:
            return [posts, filled]
    return []


def _are_plan_and_result(passage: Passage, pair: Sequence[Place], stated: Place) -> bool:
    """Tell whether two values are told as what there was and what was done with it, so that the rest is what is left."""
    if _APART.search(stated.lead):
        return pair[1] is passage.places[passage.places.index(stated) - 1]
    whole, part = pair
    if _FUNDS.search(whole.lead) and (
        not _SPENT.fullmatch(part.lead) or misadded(whole.figure.value, [part.figure.value, stated.figure.value]) < 1
    ):
        return False  # there may be more to spend than what was given
    is_whole = (
        whole.role == "budget"
        or re.search(r"预算|收入|到位|核定|编制|安排|下达|拨付|计划|目标|任务|总额", whole.lead)
        or _FUNDS.search(whole.lead)
    )
    is_part = re.search(r"支出|执行|使用|支付|实有|在编|在岗|在职|实际|完成|列支|决算", part.lead)
    text, end = passage.text, part.end - passage.start
    is_carried = _CARRIED.search(text, end, stated.start - passage.start)  # 收入80万元，支出90万元，年初结余15万元，年末结余5万元
    return bool(is_whole and is_part and not is_carried) and not re.search(r"结转|追加|结余|其中|调整", text[:end])
