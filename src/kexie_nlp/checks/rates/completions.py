"""Whether a rate of completion agrees with what was planned and what was done."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.rates.far_completions import far_completion
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import is_mistyped
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.summed import without_parts

_TARGET: Final = re.compile(
    r"目标(?!未)|指标值|(?<!行动)(?<!培养)计划|(?:培训|工作|年度|全年|下达)任务|(?:下达|承担|分配)[一-鿿]{1,8}任务|任务数|^任务$|原[定计列](?!于)|年初[定列]"
    r"|[定列][下出]?的任务|核定(?:为|数|经费|预算|[:：])*$|限额(?:为|是|[:：])*$"
)
_ANNOUNCED: Final = re.compile(r"(?:目标|任务|计划|指标)[值数]?[：:]")  # 目标任务：新建科普站20个
_GIVEN: Final = re.compile(r"(?:资金|经费)总额(?:为|共)*$|(?:下达|到位|批复|拨付)(?:资金|经费|指标)?(?:为|共)*$")
_GIVEN_RATE: Final = re.compile(r"(?:到位|下达|拨付)[^，。；]{0,6}(?:的|率)(?:约|为|达)?$")
_SUMMED: Final = re.compile(r"[，,](?:合计|总计|共计?|总数)(?:为|达到?)?")
_UNDONE: Final = re.compile(r"(?:因|由于)?[^，。；\d]{0,10}(?:未|顺延|延期|推迟|取消|暂缓|跨年)")  # 1项因疫情顺延
_OFF_TARGET: Final = re.compile(
    r"[，,（(]?(?:[比较]|超过?|低于|高于|少于|多于|距离?|离|[与和同])[^，。；\d]{0,6}(?:目标|计划|任务|指标)[值数]?[^，。；\d]{0,4}(?:约|近)?"
)
_SHORT: Final = re.compile(r"(?:[差缺欠]|短少|相差)了?$")  # 距计划差3家
_ITS_RATE: Final = re.compile(r"[，,；]?(?:目标|计划|任务|实际|指标)?(?:完成率|完成(?:目标|计划|任务)的)(?:为|达到?|是|约|仅|[:：])*")
_NONE: Final = Decimal(0)
_LEFT: Final = re.compile(r"结余|结转|剩余|节余")  # was not spent
_PAID: Final = re.compile(r"已[一-鿿]{0,2}拨付|实际拨付|拨付到")
_OF_BASE: Final = re.compile(r"[一-鿿（）()]{0,10}的(?:约|近|将近|超过)?")
_OF_YEAR: Final = re.compile(r"全年预算|调整后(?:的|全年)?预算|预算(?:资金)?总额")  # of several budgets the one that counts in the end
_YEARS_APART: Final = re.compile(r"分[两二三四五六]年|跨年")
_DONE_RATE: Final = re.compile(r"[，,](?:总体|任务|目标|指标)?(?:完成|达成|兑现|落实)率(?:为|达到?|约|[:：])*")
_WAS_DONE: Final = re.compile(
    r"[，,](?:[到至截]{1,2}[^，。；]{0,12}[底末日]，?)?(?:已|实际|全部|均已|按期|如期)*(?:完成|达成|兑现|落实)(?:了)?"
)
_BARE_RATE: Final = re.compile(
    r"(?:[^，。；\d（(]{0,12}[）)])?(?:[，,；;][^，,；;。\d]{0,8})?[，,；;（(]\s*(?:超额|仅|只|现|已|实际|共|也|照此|计算)*"
    r"(?:(?:完成|实现|达成)(?:了|率)?|[一-鿿]{0,2}(?:到[训课岗会位]|报到|招生|招收|到馆|出动|出车|收缴|缴费|发放)率)(?:为|达到?|约)*\s*"
)
_BY_BASE: Final = re.compile(  # 以年初预算为分母则为92.49%
    r"[以按][^，,。；\d]{0,8}?(?:预算|批复|下达|计划|目标|任务)[^，,。；\d]{0,3}?(?:为分母|作分母|为基数|计算?|测算|口径)[^，。；\d]{0,8}[则为是仅只约]*$"
)
_WHEN: Final = re.compile(r"^[，,；;（(]\s*(?:全年|当年|本年|年内|共计?|累计|最终|已)*")
_REALLY: Final = re.compile(
    r"(?:^[一-鿿]{0,6}|[，,；;（(、])\s*(?:[^，,；;。\d]{0,16}[，,])?(?:全年|年内|共|累计|最终|目前|截至目前)?"
    r"(?:实(?!施)|已?完成|办成|落实|只(?!有|是)|仅(?!有|是))[一-鿿]{0,8}$"
)
_BEGINS: Final = re.compile(r"[，,；;（(、]|[一-鿿]{0,6}(?:办成|完成|建成|实际)")  # 15件实事办成14件
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")
_COMPARED: Final = re.compile(r"[比较与同和]|相当")
_KEPT: Final = re.compile(r"控制在(?:年初|年度|全年)?预算数?$")
_ALL: Final = re.compile(
    r"(?:总|全年|本年|实际|可用|可支配|到位)[^，。；\d]{0,4}(?:收入|资金|财力|经费)[^，。；\d]{0,4}$|(?:总计|合计)[为共]?$|[级项]指标$"
)
_TWO: Final = 2
_BACK: Final = 30  # sentences
_QUALIFIERS: Final = ("年初", "调整", "全年", "年中")


def check_completions(context: Context) -> Iterator[Relation]:
    """Yield whether each rate of completion is that of its result against its plan."""
    starts = [passage.start for passage in context.passages]
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for index, place in enumerate(passage.places):
                is_rate = place.role == "completion" or _is_bare(passage.places, index)
                is_told = is_rate or _BARE_RATE.fullmatch(place.lead) or _BY_BASE.search(place.lead)
                relation = _checked(line[:number], passage, index) if is_rate else None
                if relation is None and is_told and place.figure.kind == "percent":
                    at = bisect_left(starts, passage.start)
                    relation = far_completion(context.passages[max(0, at - _BACK) : at], passage, index)
                if relation is not None:
                    yield relation


def _is_bare(places: Sequence[Place], index: int) -> bool:
    """Tell whether a percentage is what was done of a plan told right before what was done (计划培训400人，实训420人，完成105%)."""
    if index < _TWO or places[index].figure.kind != "percent" or places[index].role != "level":
        return False
    rate, row = places[index], [place for place in places[:index] if place.depth <= places[index].depth][-_TWO:]
    if len(row) < _TWO:
        return False
    plan, actual = row  # 计划150场，实际162场（线下98场、线上64场），完成108%
    is_row = (plan.role == "budget" or _is_target(plan)) and actual.role == "level" and same_unit(plan.figure, actual.figure)
    if not is_row or not _BARE_RATE.fullmatch(rate.lead) or not _BEGINS.match(actual.lead):
        return False
    done = _WHEN.sub("", actual.lead)  # 计划印发5000份，印发4600份
    is_plain = plan.lead.endswith(("计划", "任务", "目标"))  # 计划120部，上线138部，完成115%
    return is_plain or _REALLY.match(actual.lead) is not None or (len(done) >= _TWO and done in plan.lead)


def _checked(before: Sequence[Passage], passage: Passage, index: int) -> Relation | None:
    """Return the relation of a rate of completion with the nearest result and plan."""
    rate = passage.places[index]
    if "分别" in rate.lead and passage.text.startswith(("、", "和", "，"), rate.end - passage.start):
        return None  # 分别完成预算的54%、90%: one of a row, each of its own
    if (relation := _of_base(passage, index) or _of_difference(passage, index)) is not None:
        return relation
    plans, results = _candidates(_not_of_other_rates(passage.places[:index], rate), rate, passage)
    told = passage.text[: rate.start - passage.start]
    if not plans and results and before:
        plans, told = _candidates(before[-1].places, rate, None)[0], before[-1].text + told
    elif not plans and before and len(passage.places) == 1:
        plans, results = _candidates(before[-1].places, rate, None)
        told = before[-1].text
    if not plans and _DONE_RATE.fullmatch(rate.lead) and (row := _row_of_two(passage.places, index)):
        plans, results = [row[0]], [row[1]]  # 绩效指标28项，完成26项，完成率92.86%
    plans += [place for place in _raised(passage.places[:index]) if place not in plans]
    if _GIVEN_RATE.search(passage.places[index - 1].lead) and "预算" in rate.lead:
        plans = [plan for plan in plans if plan.role == "budget"]  # 到位80万元，支出76万元，占到位资金的95%、占预算的90%
    named = [plan for plan in plans if _same_budget(rate, plan)]
    if not named:  # 全年预算190万元…；目标12万人次，实际13万人次，完成率108%: of the pair right before
        in_a_row = _in_a_row(passage.places, index, plans, results)
        named = plans if in_a_row else [plan for plan in plans if _OF_YEAR.search(plan.lead)]
    is_sure = bool(named) or (len(plans) == 1 and not cues.ADJUSTED.search(told))
    sure: Relation | None = None
    for plan in named or plans:
        for actual in results[:2]:
            if not same_unit(plan.figure, actual.figure):
                continue
            computed = completion_of(actual.figure, _as_exact(plan.figure, actual.figure))
            if computed is None:
                continue
            relation = compare("completion", rate.figure, computed, (passage.start, passage.end), 0.9)
            if relation.holds:
                return relation
            is_mine = (is_sure and actual is results[0] and not _are_all(plan, results, rate)) or is_mistyped(rate.figure, computed.value)
            if is_mine and sure is None and not _in_part(passage, plan, rate):
                sure = relation
    return None if sure is not None and _of_all_there_is(before, passage, rate, results[0]) else sure


def _of_all_there_is(before: Sequence[Passage], passage: Passage, rate: Place, actual: Place) -> bool:
    """Tell whether a rate is of all that there was to spend, and of no budget (其他收入5.42万元，全年收入521.37万元。支出501.34万元)."""
    told = [place for one in (*before[-1:], passage) for place in one.places if place.end <= rate.start and place is not actual]
    wholes = [place.figure for place in told if _ALL.search(place.lead) and same_unit(place.figure, actual.figure)]
    found = [completion_of(actual.figure, whole) for whole in wholes]
    return any(one is not None and one.range.meets(rate.figure.range) for one in found)


def _are_all(plan: Place, results: Sequence[Place], rate: Place) -> bool:
    """Tell whether a rate is that of several results together (目标6项，超额完成3项，按时完成2项，完成率83.3%)."""
    alike = [place.figure.range for place in results if same_unit(place.figure, plan.figure)]
    bounds = Range.total(alike).percent_of(plan.figure.range) if len(alike) > 1 else None
    return bounds is not None and bounds.meets(rate.figure.range)


def _raised(places: Sequence[Place]) -> list[Place]:
    """Return what a plan came to by what was added to it (年初计划24项，增加3项，共27项)."""
    rows = zip(places, places[1:], places[2:], strict=False)
    return [last for plan, by, last in rows if plan.role == "budget" and by.role == "by" and _SUMMED.fullmatch(last.lead)]


def _row_of_two(places: Sequence[Place], index: int) -> Sequence[Place]:
    """Return the number of things and how many of them were done, told right before a rate."""
    row = places[max(0, index - 2) : index]
    are_counts = len(row) > 1 and same_unit(row[0].figure, row[1].figure) and all(one.role == "level" for one in row)
    return row if are_counts and _WAS_DONE.fullmatch(row[1].lead) and row[1].figure.value <= row[0].figure.value else ()


def _of_base(passage: Passage, index: int) -> Relation | None:
    """Return the relation of a rate that is told of the plan right before it (完成预算16万元的78%) with the result before that."""
    rate = passage.places[index]
    plan = passage.places[index - 1] if index > 1 else None
    if plan is None or not _OF_BASE.fullmatch(rate.lead):
        return None
    told = [place for place in passage.places[: index - 1] if place.role in ("level", "to") and same_unit(place.figure, plan.figure)]
    found = [
        compare("completion", rate.figure, computed, (passage.start, passage.end), 0.9)
        for actual in reversed(told)
        if (computed := completion_of(actual.figure, _as_exact(plan.figure, actual.figure))) is not None
    ]
    holding = next((relation for relation in found if relation.holds), None)
    return holding or min(found, key=lambda one: abs(one.difference or _NONE), default=None)


def _of_difference(passage: Passage, index: int) -> Relation | None:
    """Return the relation of a rate with a result told by how much it misses or exceeds its target (57场，比目标少3场，完成率95%)."""
    rate, (actual, by) = passage.places[index], passage.places[max(0, index - 2) : index] if index > 1 else (None, None)
    if actual is None or by is None or not same_unit(actual.figure, by.figure) or actual.role not in ("level", "to"):
        return None
    sign = by.sign or int(by.lead.lstrip("，,（(").startswith("超") and _TWO * by.figure.value < actual.figure.value)  # 超过目标60人
    sign = sign or -int(_SHORT.search(by.lead) is not None)
    if not sign or not (_OFF_TARGET.fullmatch(by.lead) and _ITS_RATE.fullmatch(rate.lead)) or by.figure.exactness != "exact":
        return None
    value = actual.figure.value - sign * by.figure.value
    bounds = actual.figure.range - by.figure.range if sign > 0 else actual.figure.range + by.figure.range
    rated = actual.figure.range.percent_of(bounds)
    if rated is None:
        return None
    right = 100 * actual.figure.value / value
    formula = f"{actual.figure.text} ÷ ({actual.figure.text} {'−' if sign > 0 else '+'} {by.figure.text}) = {right:.2f}%"
    computed = Computed(right, rated, formula, (actual.figure, by.figure))
    return compare("completion", rate.figure, computed, (passage.start, passage.end), 0.85)


def _not_of_other_rates(places: Sequence[Place], rate: Place) -> list[Place]:
    """Return figures without those in the bracket behind another rate (到位率100%（应到50万元，实到50万元），支付率90%)."""
    kept: list[Place] = []
    is_of_rate = False
    for at, place in enumerate(places):
        if place.depth <= rate.depth:
            is_of_rate = place.figure.kind == "percent"
        is_behind = is_of_rate and (places[at - 1].depth > rate.depth or re.match("[（(]", place.lead) is not None)
        if place.depth <= rate.depth or not is_behind:
            kept.append(place)
    return kept


def _candidates(places: Sequence[Place], rate: Place, passage: Passage | None) -> tuple[list[Place], list[Place]]:
    """Return the plans and the results told before a rate, the likeliest first."""
    plans = [place for place in reversed(places) if place.role == "budget" or _is_target(place) or _is_granted(place)]
    plans = [place for place in plans if place.figure.exactness == "exact" or not _OFF_TARGET.fullmatch(place.lead)]  # 超出计划约30人次
    results = [
        place
        for place in reversed(without_parts(places))
        if place.role in ("level", "to") and place.figure.kind in ("amount", "quantity") and place not in plans
        if passage is None or not _UNDONE.match(passage.text, place.end - passage.start)
        if not _LEFT.search(place.label)
        if place.figure.unit != "分" or any(plan.figure.unit == "分" for plan in plans)  # 分值10分，执行率96%
    ]
    if not results and len(places) > 1 and places[-1] in plans and places[-2].role == "former" and not _COMPARED.search(places[-2].lead):
        results = [places[-2]]  # 2011年决算10.38万元，年初预算12.60万元，完成预算的82.38%: of a year before, all three
    if passage is not None and results and re.search(r"[；;]", passage.text[results[0].end - passage.start : rate.start - passage.start]):
        return plans, []
    return plans, results


def _in_a_row(places: Sequence[Place], index: int, plans: Sequence[Place], results: Sequence[Place]) -> bool:
    """Tell whether plan, result and rate follow each other with no figure between them (目标4万份，完成3万份，完成率75%)."""
    row = places[max(0, index - 2) : index]
    return bool(plans and results) and list(row) == [plans[0], results[0]] and same_unit(plans[0].figure, results[0].figure)


def _is_granted(place: Place) -> bool:
    """Tell whether an amount is one that was made available (实际到位162万元), of which a rate may be, too."""
    return place.role == "level" and place.figure.kind == "amount" and bool(_GIVEN.search(place.lead)) and not _PAID.search(place.lead)


def _is_target(place: Place) -> bool:
    """Tell whether a figure is told as a target (年度目标举办学术沙龙24场) or as a budget that was kept (控制在预算52万元以内)."""
    if place.role == "other" and _KEPT.search(place.lead):
        return True
    last = re.split(r"[，,；;。（(]", place.lead)[-1]
    return place.role == "level" and bool(_TARGET.search(re.split("[：:]", last)[-1]) or _ANNOUNCED.search(last))


def _as_exact(plan: Figure, actual: Figure) -> Figure:
    """Return a plan that is told as exactly as its result: beside 33.25万元 spent, 35万元 planned are 35.00."""
    return replace(plan, step=min(plan.step, actual.step)) if plan.step > actual.step > 0 else plan


def _same_budget(rate: Place, plan: Place) -> bool:
    """Tell whether rate and plan speak of the same one of several budgets."""
    told = [word for word in _QUALIFIERS if word in rate.lead]
    return any(word in plan.lead for word in told)


def _in_part(passage: Passage, plan: Place, rate: Place) -> bool:
    """Tell whether a rate is that of a part (其中…) whose own plan is not told."""
    between = passage.text[plan.end - passage.start : rate.start - passage.start] if plan.start >= passage.start else ""
    if _YEARS_APART.search(between) or len(set(_YEAR.findall(between))) > 1:
        return True  # 总预算126万元，分三年实施：…2022年支出46万元，年度执行率96%
    return "其中" in between and not re.search(r"[；;](?!.*其中)[^；;]*(?:实际|总支出|支出合计|全年)", between)
