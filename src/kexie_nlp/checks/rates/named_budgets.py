"""Whether a rate told behind what was spent of one source is of the budget that the report tells of that source.

2023年预算260万元，其中市级预算180万元 … 市级预算支出167.35万元，执行率64.37%: the rate of all funds. Reported only where another
base that is told, the inverse, or a digit mistyped explains the rate.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import is_mistyped
from kexie_nlp.checks.told.context import Context, Passage, Place

_RATE: Final = re.compile(
    r"[，,、（(](?:预算|资金|经费|支出)?(?:执行率|完成率|支付率|支出进度|执行进度|使用率|支出率)(?:为|达到?|是|仅|约|[:：])*"
)
_SPENT: Final = re.compile(
    r"(?P<name>(?:中央|[省市县区州旗]级|[省市县区州]本级|本级|自筹|上级|财政)[一-鿿]{0,8}?)(?:实际|已|累计)?(?:支出|使用|执行|支付)(?:了|为|共|资金|[:：])*$"
)
_OTHER: Final = re.compile(r"支出|使用|执行|支付|上年|去年|比|较|结转|结余|(?:19|20)\d\d年(?!.*预算)")
_SCORE: Final = 0.7


def check_named_budgets(context: Context) -> Iterator[Relation]:
    """Yield whether rates of what was spent of one source are of the budget told of it before."""
    before: list[Place] = []
    for passage in context.passages:
        for at, rate in enumerate(passage.places):
            if at and rate.role == "completion" and _RATE.fullmatch(rate.lead):
                yield from _checked(passage, passage.places[at - 1], rate, before)
        before += [place for place in passage.places if place.figure.kind == "amount" and place.figure.value > 0]


def _checked(passage: Passage, spent: Place, rate: Place, before: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether a rate is that of an amount spent in the one budget told before under its name."""
    match = _SPENT.search(re.split(r"[，,；;。：:、]", spent.lead)[-1])
    if match is None or spent.figure.kind != "amount":
        return
    chunks = [(place, re.split(r"[，,；;。：:、]", place.lead)[-1]) for place in before if place.role in ("level", "budget")]
    plans = [place for place, chunk in chunks if match["name"] in chunk and not _OTHER.search(chunk)]
    if len({place.figure.value for place in plans}) != 1 or plans[0].figure.value < spent.figure.value:
        return
    computed, inverse = completion_of(spent.figure, plans[0].figure), completion_of(plans[0].figure, spent.figure)
    if computed is None or inverse is None:
        return
    relation = compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)
    others = (completion_of(spent.figure, place.figure) for place, _ in chunks)
    is_others = any(other is not None and other.range.meets(rate.figure.range) for other in others)
    if relation.holds or is_others or inverse.range.meets(rate.figure.range) or is_mistyped(rate.figure, computed.value):
        yield relation
