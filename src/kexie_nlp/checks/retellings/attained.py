"""Whether the rate at which a target was met, told by itself (观众接待量仅完成年度目标的78%), is what another place tells or implies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.counted import PLANS, plan_titles

_CLAUSE: Final = re.compile(r"[，,。；;：:（(]")
_SENTENCE: Final = re.compile(r"[。；;]")
_TARGET: Final = re.compile(r"目标|计划|任务|指标")
_COMMON: Final = re.compile(
    r"完成|实现|达到|年度|全年|本年|仅|只|已|目标|计划|任务|指标|进度|比例|总数|数量|人次|场次|仅为|不足|问题|存在|主要|活动|开展|举办|实际|[一二三四五六]是|[\d.,%％]+"
)
_OTHER: Final = re.compile(
    r"预算|支出|执行|资金|经费|上年|去年|半年|季度|截[至止]|\d月|力争|确保|争取|下一?年|明年|其中|平均|以上|以下|不低于|分别|均|进度"
)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_NARROW: Final = re.compile(r"线[上下]|[男女][生性]|[省市县区乡镇村]级|国家|企业|高校|园区|乡镇|社区|农村|城[市区]|校园|小学|中学")
_WORD: Final = re.compile(r"(?=([一-鿿]{2}))")
_LEAST: Final = 2  # pairs of characters that two names share
_PART: Final = 4  # of those of the shorter name
_MISTYPED: Final = 1.0
_SCORE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate of completion that is told or follows: words of its name, where it stands, the figure that tells it, if one does."""

    words: frozenset[str]
    passage: Passage
    told: Place | None
    computed: Computed


def check_attained(context: Context) -> Iterator[Relation]:
    """Yield whether rates of completion without plan and result beside them are told alike elsewhere, or follow from what is."""
    if "%" not in context.text and "％" not in context.text:
        return
    rates, bare = [], []
    for line in context.paragraphs():
        if any(PLANS.search(title) for title in plan_titles(context, line[0].section)):
            continue
        for passage in line:
            for at, place in enumerate(passage.places):
                if (rate := _told(context, passage, at)) is not None:
                    rates.append(rate)
                    bare += [rate] if not _is_reckoned(passage, place) else []
                elif (implied := _implied(context, passage, at)) is not None:
                    rates.append(implied)
    for rate in bare:
        yield from _held_against(rate, [other for other in rates if other.passage.paragraph != rate.passage.paragraph])


def _told(context: Context, passage: Passage, at: int) -> _Rate | None:
    """Return the rate that a percentage tells, if it is one of completion of the year reported on."""
    place = passage.places[at]
    if place.figure.kind != "percent" or place.role != "completion" or place.figure.exactness != "exact":
        return None
    words = _words(context, passage, place, is_bare=not _is_reckoned(passage, place))
    computed = Computed(place.figure.value, place.figure.range, f"前文为{place.figure.text}", (place.figure,))
    return _Rate(words, passage, place, computed) if words else None


def _implied(context: Context, passage: Passage, at: int) -> _Rate | None:
    """Return the rate that a plan and a result, told one after the other, imply."""
    pair = passage.places[at : at + 2]
    if len(pair) < 2 or not same_unit(pair[0].figure, pair[1].figure) or pair[0].figure.kind != "quantity":
        return None
    plans = [place for place in pair if place.role == "budget" or _TARGET.search(_CLAUSE.split(place.lead)[-1])]
    results = [place for place in pair if place not in plans and place.role in ("level", "to")]
    if len(plans) != 1 or len(results) != 1 or any(place.figure.exactness != "exact" for place in pair):
        return None
    computed = completion_of(results[0].figure, plans[0].figure)
    words = _words(context, passage, pair[1], is_bare=False)
    return _Rate(words, passage, None, computed) if computed is not None and words else None


def _is_reckoned(passage: Passage, rate: Place) -> bool:
    """Tell whether the clause of a rate, or the one before it, tells a figure that it may follow from."""
    at = passage.places.index(rate)
    return at > 0 and not _SENTENCE.search(rate.lead) and (passage.places[at - 1].role in ("level", "to", "budget"))


def _words(context: Context, passage: Passage, place: Place, *, is_bare: bool) -> frozenset[str]:
    """Return what is said of a figure in its sentence, or clause, in pairs of characters; none if it is of another time or of money."""
    at = place.start - passage.start
    told = _SENTENCE.split(passage.text[:at])[-1]
    years = {int(year) for year in _YEAR.findall(told)}
    if _OTHER.search(told) or (context.year is not None and years - {context.year, context.year - 1}):
        return frozenset()
    clause = _CLAUSE.split(told)[-1] if is_bare else told
    return frozenset(_WORD.findall(_COMMON.sub(" ", clause)) or _WORD.findall(_COMMON.sub(" ", told)))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two names narrow what they count in two ways (线上, 线下; 市级, 县级)."""
    own, others = ({word for word in words if _NARROW.fullmatch(word)} for words in (one, other))
    return own != others


def _held_against(rate: _Rate, others: list[_Rate]) -> Iterator[Relation]:
    """Yield whether a rate is the one that goes by its name elsewhere; one of another name is not it, unless a digit is mistyped."""
    stated = rate.told
    least = max(_LEAST, -(-len(rate.words) // _PART))
    alike = [other for other in others if len(rate.words & other.words) >= least and not _differ(rate.words, other.words)]
    if stated is None or not alike:
        return
    quote = rate.passage.start, rate.passage.end
    relations = [compare("completion", stated.figure, other.computed, quote, _SCORE) for other in alike]
    holding = next((relation for relation in relations if relation.holds), None)
    if holding is not None:
        yield holding
    elif len(alike) == 1 or len({other.computed.value for other in alike}) == 1:
        decimals = len(stated.figure.text.rstrip("%％").partition(".")[2])
        if slip(stated.figure.value, round(alike[0].computed.value, decimals)) >= _MISTYPED:
            yield relations[0]
