"""Whether what accounts tell a head and a car follows from what receptions and cars cost and how many there were.

公务用车运行维护费9.85万元。…公务车保有量4辆，车均维护费2.46万元；国内公务接待38批次268人，人均接待费93.28元: fixed sentences of the form in
which departments publish their accounts (三公经费实物量情况).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Figure

# the mean, what it is the mean of, and of how many
_KINDS: Final = (
    (re.compile(r"人均(?:公务)?接待费(?:用|支出)?[^，。；\d]{0,4}$"), re.compile("(?<!均)(?:公务|国内)?接待费"), ("人", "人次")),
    (re.compile(r"车均(?:运行|维护)+费(?:用|支出)?[^，。；\d]{0,4}$"), re.compile("(?<!均)运行(?:维护|维修)?费"), ("辆",)),
)
_KEPT: Final = re.compile("保有量|实有|共有车辆")
_OTHERS: Final = re.compile("其中|外事|上年|预算|比|较|减少|增加")
_SCORE: Final = 0.7


def check_official_means(context: Context) -> Iterator[Relation]:
    """Yield whether means a head and a car are those of sums that the report tells; of several sums one must fit."""
    for line in context.paragraphs():
        for passage in line:
            for place in passage.places:
                for mean, cost, units in _KINDS:
                    if place.figure.kind == "amount" and place.figure.value and mean.search(place.lead):
                        yield from _judged(context, line, passage, place, cost, units)


def _judged(
    context: Context, line: Sequence[Passage], passage: Passage, mean: Place, cost: re.Pattern[str], units: tuple[str, ...]
) -> Iterator[Relation]:
    """Yield whether a mean is that of a sum by its name and of the number before it; a misfit only of the one sum that there is."""
    number = _number(line, mean, units)
    sums = {
        place.figure.value: place.figure
        for other in context.passages
        for place in other.places
        if place.role == "level" and place.figure.kind == "amount" and cost.search(place.label) and not _OTHERS.search(place.lead)
    }
    if number is None or not sums:
        return
    means = [_mean(mean.figure, total, number.figure) for total in sums.values() if total.value]
    found = [compare("share", mean.figure, one, (passage.start, passage.end), _SCORE) for one in means]
    holding = [relation for relation in found if relation.holds]
    yield from holding[:1] or (found if len(found) == 1 else [])


def _number(line: Sequence[Passage], mean: Place, units: tuple[str, ...]) -> Place | None:
    """Return how many guests or cars a paragraph tells of last before their mean, those of its parts left out."""
    told = [place for passage in line for place in passage.places if place.start < mean.start and place.figure.unit in units]
    told = [place for place in told if place.figure.value and not _OTHERS.search(place.lead)]
    if units == ("辆",):
        told = [place for place in told if _KEPT.search(place.lead)]
    return told[-1] if told else None


def _mean(mean: Figure, total: Figure, number: Figure) -> Computed:
    """Return what a sum comes to for each."""
    share = 1 / number.value
    value = total.value * share
    return Computed(value, total.range.times(share), f"{total.text} ÷ {number.text} = {mean.written(value)}", (total, number))
