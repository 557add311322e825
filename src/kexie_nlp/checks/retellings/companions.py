"""Whether counts of one name agree where the figure beside them is told alike in both places.

科技馆全年开放280天，接待观众38.64万人次 … 开放286天，参观人数38.64万人次: one of the numbers of days is wrong.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.retellings.twins import BODY, GENERIC, PLANNED, TIME, Told
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import PLANS, plan_titles

_OTHER: Final = re.compile(
    r"其中|[比较占每均各]|上年|去年|同期|分别|目标|计划|增|减|累计|另|其余|剩余|推荐|入围|以上|左右|[特一二三]等奖|[金银铜]奖"
)
_NOT_NAMED: Final = re.compile(r"[^一-鿿]|[全我][省市县区州旗]|全年|共|计|达到?|累计|开展|举办|组织|活动|有|的|了|为")
_BARE: Final = re.compile(r"[、，,（(]?(?:共|累计|合计|共计|参训|培训|接待|受训|参加)*")
_EXCHANGED: Final = 1.5
_FEWEST: Final = 10
_SHORTEST: Final = 4
_SPECIFIC: Final = 100
_MOST_ALIKE: Final = 6
_TWO: Final = 2
_THREE: Final = 3
_NEAR: Final = 4  # no more than a quarter apart


def check_companions(context: Context) -> Iterator[Relation]:
    """Yield counts of one name that differ beside a figure told alike in both places (开放280天，38.64万人次; 开放286天，38.64万人次)."""
    told: dict[tuple[Decimal, str], list[Told]] = defaultdict(list)
    for passage in context.passages:
        if PLANNED.search(passage.text) or any(map(PLANS.search, plan_titles(context, passage.section))):
            continue
        for index, place in enumerate(passage.places):
            if place.role == "level" and place.figure.kind == "quantity" and place.figure.value >= _FEWEST:
                told[place.figure.value, place.figure.unit].append(Told(passage, index))
    for some in told.values():
        for first, second in combinations(some[:_MOST_ALIKE], 2):
            if first.passage.paragraph != second.passage.paragraph and _of_one_time(first.passage.text, second.passage.text):
                yield from _differing(first, second)


def _differing(first: Told, second: Told) -> Iterator[Relation]:
    """Yield that the counts beside two equal figures differ, if their names show that they are one."""
    digits = len(str(int(first.place.figure.value)).rstrip("0"))
    values = [{place.figure.value for place in told.passage.places} for told in (first, second)]
    for here, there in ((-1, -1), (1, 1), (-1, 1), (1, -1)):
        one, other = first.neighbour(here), second.neighbour(there)
        if one is None or other is None or not _is_count(one) or not _is_count(other) or not same_unit(one.figure, other.figure):
            continue
        shared = _name(first.passage, one) & _name(second.passage, other)
        least = 1 if digits >= _THREE else _THREE
        if first.place.figure.value < _SPECIFIC or len(shared) < least:
            shared, least = _beside(first, second, one, other) if here == there == 1 else frozenset(), _TWO
        if one.figure.value in values[1] or other.figure.value in values[0] or len(shared) < least:
            continue
        values_of = one.figure.value, other.figure.value
        if abs(values_of[0] - values_of[1]) * _NEAR <= max(values_of) or slip(*values_of) >= 1:
            why = f"两处同写{first.place.figure.text}，与之并列的一处{one.figure.text}，一处{other.figure.text}"
            spans = ((other.start, other.end), (one.start, one.end))
            quote = (second.passage.start, second.passage.end)
            gap = other.figure.value - one.figure.value
            yield Relation("repeat", False, other.figure.text, one.figure.text, spans, quote, why, gap, 0.55)
            return


def _beside(first: Told, second: Told, one: Place, other: Place) -> frozenset[str]:
    """Return what the names of two equal figures share, if the counts right behind them are told with those (12批次、86人次; …68人次)."""
    is_pair = all(_BARE.fullmatch(place.lead) and place.figure.unit in ("人次", "人") for place in (one, other))
    is_pair = is_pair and slip(one.figure.value, other.figure.value) >= _EXCHANGED
    return _name(first.passage, first.place) & _name(second.passage, second.place) if is_pair else frozenset()


def _is_count(place: Place) -> bool:
    """Tell whether a figure is a plain count, told for itself."""
    exact = place.role == "level" and not place.depth and place.figure.kind == "quantity" and place.figure.exactness == "exact"
    return exact and not _OTHER.search(re.split("[。；;]", place.lead)[-1]) and not GENERIC.search(key_of(place.label))


def _name(passage: Passage, place: Place) -> frozenset[str]:
    """Return the pairs of characters of the words right before a count and behind it."""
    at = place.start - passage.start
    behind = re.split("[，,。；;：:、]", passage.text[place.end - passage.start :])[0][: 2 * _SHORTEST]
    name = _NOT_NAMED.sub(" ", re.split("[，,。；;：:、]", passage.text[:at])[-1] + " " + behind)
    return frozenset(name[at : at + _TWO] for at in range(len(name) - 1) if " " not in name[at : at + _TWO])


def _of_one_time(one: str, other: str) -> bool:
    """Tell whether two sentences name the same years and parts of a year, and not each a body of its own."""
    bodies = [set(BODY.findall(text)) for text in (one, other)]
    return set(TIME.findall(one)) == set(TIME.findall(other)) and not (all(bodies) and bodies[0] != bodies[1])
