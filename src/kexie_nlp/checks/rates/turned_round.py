"""Whether a rate of completion is told the wrong way round: 支出238.93万元。预算219.60万元，完成预算的91.91%, which is budget by result.

So is a rate above 100 % of what cannot be more than all (到场率106.4%). Reported only of four digits, of three where the words say that
more was done than planned (完成率90.9%，超额完成), which fit the turned rate of two values that stand together and no rate of the budget
told.
"""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Place, same_unit

_PART_OF_ALL: Final = re.compile(
    r"(?:到[场会课岗校位馆]|出席|出勤|参训|报到|合格|录用|获奖|回收|就业|普及|覆盖)率(?:约|为|达|是|[:：])*$"
)  # at most 100 %
_EXCEEDED: Final = re.compile("[，,]?(?:已经?)?超额")  # a rate that cannot be below 100 %
_ALL: Final = 100
_BACK: Final = 2  # sentences
_MOST: Final = 12  # figures
_DIGITS: Final = 4
_SCORE: Final = 0.75


def check_turned_round(context: Context) -> Iterator[Relation]:
    """Yield rates of completion that are those of the budget in the result."""
    for line in context.paragraphs():
        for at, passage in enumerate(line):
            for rate in passage.places:
                is_share = rate.figure.kind == "percent" and rate.figure.value > _ALL and _PART_OF_ALL.search(rate.lead) is not None
                exceeded = _EXCEEDED.match(passage.text, rate.end - passage.start) is not None
                if not is_share and (rate.role != "completion" or rate.figure.digits < _DIGITS - exceeded):
                    continue
                told = [place for one in line[max(0, at - _BACK) : at + 1] for place in one.places if place.end <= rate.start][-_MOST:]
                plans = [place for place in told if is_share or place.role == "budget"]
                results = [place for place in told if place.role in ("level", "to")]
                if not is_share and any(_makes(rate, result, plan) for plan in plans for result in results):
                    continue
                found = [(result, plan) for plan in plans for result in results if _makes(rate, plan, result)]
                computed = completion_of(found[-1][0].figure, found[-1][1].figure) if found else None
                if computed is not None:
                    yield compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)


def _makes(rate: Place, part: Place, whole: Place) -> bool:
    """Tell whether a rate is that of one value in another."""
    computed = completion_of(part.figure, whole.figure) if same_unit(part.figure, whole.figure) else None
    return computed is not None and computed.range.meets(rate.figure.range)
