"""Whether the rate at which the whole budget was spent is told alike wherever it is told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of, share_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import is_mistyped
from kexie_nlp.checks.told.context import Context, Passage, Place

_WHOLE: Final = re.compile(r"部门|整体|总体|全年(?!预算数)|单位|总支出|支出总额|支出合计|一般公共预算|财政拨款")
_GENERAL: Final = re.compile(r"一般公共预算|财政拨款")
_PART: Final = re.compile(
    r"年初|调整率|项目|基本支出|三公|公务|接待|用车|出国|（[类款项]）|专项|[省国]级|中央|上半年|季度|月|收入|采购|培训|科普|学会|学术|大赛|经费|费|其中|截至|计划|力争|目标|上年|去年|同期|政府性基金"
)
_PLANNED: Final = re.compile(r"力争|确保|计划|下一步|明年|目标|达到[^，。；]{0,8}以上|不低于|高于|以上|应")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_OF_ALL: Final = re.compile(r"占(?:本年|全年|部门)?(?:总支出|支出合计|支出总额|本年支出)的?(?:比[例重]为?)?(\d{2,3}(?:\.\d+)?)[%％]")
_HEAD: Final = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)、]|[.．](?!\d))|[一二三四五六七八九十]是)\s*(?P<title>[^，。：:；\d]{2,20})(?=[。：:]|$)"
)
_PART_TITLE: Final = re.compile(
    r"三公|公务|接待|用车|出国|项目|专项|[一-鿿]{2}(?<!年度)(?<!部门)经费|基本支出|采购|行动|工程|大赛|运行维护"
)
_WHOLE_TITLE: Final = re.compile(r"部门|整体|总体|单位|全年|基本情况|经费(?:收支|使用)?(?:总体)?情况$")
_MOST: Final = 8  # amounts of a sentence that are looked at
_NEARLY_ALL: Final = 99
_QUALIFIERS: Final = ("年初", "调整", "全年", "年中")
_SPENT: Final = re.compile(r"支出|执行|使用|支付")
_OTHER_BUDGET: Final = re.compile(r"项目|基本|三公|专项|收入|上年|去年|采购|公务|接待|科普|学会|其中")
_LINES: Final = 2  # back to where the budget is told
_SCORE: Final = 0.6
_LIKELY: Final = 0.75
_REACH: Final = 60


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate of the whole budget, whether it is that of the general public budget only, and whether amounts beside it give it."""

    place: Place
    passage: Passage
    is_general: bool
    follows: bool


def check_executions(context: Context) -> Iterator[Relation]:
    """Yield whether two places that tell the rate of execution of the whole budget tell the same one."""
    rates = list(_rates(context))
    yield from _of_budgets_above(context, rates)
    if len({rate.place.figure.value for rate in rates}) < 2 and len(rates) < 2:
        return
    share = _OF_ALL.search(context.text)
    is_all = share is not None and float(share[1]) >= _NEARLY_ALL
    for first, second in combinations(rates, 2):
        if first.passage is second.passage or (first.is_general != second.is_general and not is_all):
            continue
        if first.follows and second.follows:
            continue  # each of its own budget: either two scopes, or the amounts are wrong
        one, other = first.place.figure, second.place.figure
        holds = one.range.meets(other.range)
        why = f"全年预算执行率前后两处：{one.text}，{other.text}"
        spans = ((other.start, other.end), (one.start, one.end))
        quote = (second.passage.start, second.passage.end)
        score = 1.0 if holds else _SCORE
        yield Relation("repeat", holds, other.text, one.text, spans, quote, why, other.value - one.value, score)
        if not holds:
            return


def _rates(context: Context) -> Iterator[_Rate]:
    """Yield the rates of execution of the whole budget of the year reported on."""
    of_part = {line[0].paragraph for line in context.paragraphs() if _is_of_part(context, line[0])}
    for passage in context.passages:
        for place in passage.places if passage.paragraph not in of_part else ():
            if place.role != "completion" or place.figure.kind != "percent":
                continue
            at = place.start - passage.start
            told = re.split(r"[。；;]", passage.text[max(0, at - _REACH) : at])[-1]
            if _WHOLE.search(place.lead):
                told = re.split(r"[，,。；;]", place.lead)[-1]
            scope = re.sub(r"一般公共预算(?:财政拨款)?支出决算数?", "一般公共预算", told)
            years = {int(year) for year in _YEAR.findall(scope)}
            if not _WHOLE.search(scope) or _PART.search(re.sub(r"[“”\"]", "", scope)) or (context.year and years - {context.year}):
                continue
            if _PLANNED.search(scope) or re.match(r"以上|左右|以内", passage.text[place.end - passage.start :]):
                continue
            yield _Rate(place, passage, bool(_GENERAL.search(scope)), _follows(passage, place))


def _is_of_part(context: Context, first: Passage) -> bool:
    """Tell whether the head of a line (（四）“三公”经费。, 1．科普活动经费：) or the title above it names a part of the budget only."""
    head = _HEAD.match(first.text)
    titles = [head["title"] if head else "", "".join(context.headings(first.section)[:1])]
    return any(_PART_TITLE.search(title) and not _WHOLE_TITLE.search(title) for title in titles)


def _follows(passage: Passage, rate: Place) -> bool:
    """Tell whether two amounts of the sentence give a rate."""
    amounts = [place.figure for place in passage.places if place.figure.kind == "amount" and place.end <= rate.start][-_MOST:]
    shares = (share_of(one, other) for one in amounts for other in amounts if one is not other)
    return any(share is not None and share.range.meets(rate.figure.range) for share in shares)


def _of_budgets_above(context: Context, rates: Sequence[_Rate]) -> Iterator[Relation]:
    """Yield whether a rate is that of the result beside it in a budget that the lines right above tell (年初预算…，调整后预算…).

    Reported only if it surely is another one: that of the other budget, that of the budget in the result, or the right one mistyped.
    """
    for rate in rates:
        result = _result(rate) if not rate.follows else None
        plans = _plans_above(context, rate) if result is not None else []
        if result is None or not plans:
            continue
        told = [word for word in _QUALIFIERS if word in rate.place.lead]
        own = [plan for plan in plans if any(word in plan.lead for word in told)] or plans
        relations = [(plan, _completed(rate, result, plan)) for plan in plans]
        is_others = any(relation.holds for plan, relation in relations if plan not in own) and len(own) == 1
        mine = [(plan, relation) for plan, relation in relations if plan in own]
        sure = [relation for plan, relation in mine if relation.holds or is_others or _is_slip(rate.place, result, plan)]
        yield from sorted(sure, key=lambda relation: not relation.holds)[:1]


def _completed(rate: _Rate, result: Place, plan: Place) -> Relation:
    """Return whether a rate is that of a result in a budget."""
    computed = completion_of(result.figure, plan.figure)
    assert computed is not None
    return compare("completion", rate.place.figure, computed, (rate.passage.start, rate.passage.end), _LIKELY)


def _is_slip(rate: Place, result: Place, plan: Place) -> bool:
    """Tell whether a rate is that of a result in a budget with a digit mistyped, or that of the budget in the result."""
    right, inverse = completion_of(result.figure, plan.figure), completion_of(plan.figure, result.figure)
    is_inverse = inverse is not None and inverse.range.meets(rate.figure.range)
    return is_inverse or (right is not None and is_mistyped(rate.figure, right.value))


def _result(rate: _Rate) -> Place | None:
    """Return the amount that was spent, told before a rate in its sentence, if just one is."""
    told = [place for place in rate.passage.places if place.figure.kind == "amount" and place.end <= rate.place.start and place.depth == 0]
    return told[0] if len(told) == 1 and told[0].role in ("level", "to") and _SPENT.search(told[0].lead) else None


def _plans_above(context: Context, rate: _Rate) -> list[Place]:
    """Return the budgets of the whole that the sentences and lines right before a rate tell."""
    above = [
        passage
        for passage in context.passages
        if passage.end <= rate.passage.start and rate.passage.paragraph - passage.paragraph <= _LINES and not _is_of_part(context, passage)
    ]
    places = [place for passage in above for place in passage.places if place.role == "budget" and place.figure.kind == "amount"]
    return [
        place
        for place in places
        if place.depth == 0 and place.figure.range.low > 0 and not _OTHER_BUDGET.search(re.split(r"[，,。；;：:]", place.lead)[-1])
    ]
