"""Whether a change, its percentage and the values before and after agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks import cues
from kexie_nlp.checks.arithmetic import moved_between, rate_of, rate_told
from kexie_nlp.checks.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.relations import Relation, compare

_CLAUSE_END: Final = re.compile(r"[；;。]")
_NO_SUBJECT: Final = re.compile(r"^(?:各|均|都|同比|环比|也|又|总体|全年|实际|相比|今年|本年度?|同期|增减|其中)*$")
_SAYS_NOTHING: Final = re.compile(
    r"^(?:支出|收入|收|支|各|均|决算|预算|总计?|合计|额|数|全年|本年|年度|各项|部门|单位|[我本全][市县省区会]|财政拨款|一般公共预算|、)*$"
)
_OTHER_BUDGET: Final = re.compile(r"(?:比|较|与)(?:上年|去年|(?:19|20)\d\d年)度?(?:年初)?预算[^，。；]*$")
_FAR: Final = 300
RESPECTIVELY: Final = "分别"
_SIMILAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is told: by how much, by how many percent, or both.

    Attributes:
        amount, rate: the figures; at least one is there.
        passage: where they stand.
        index: place of the first of them in the passage.
        against_budget: whether it is held against a budget or plan.
    """

    amount: Place | None
    rate: Place | None
    passage: Passage
    index: int
    against_budget: bool

    @property
    def first(self) -> Place:
        """The figure told first."""
        return self.passage.places[self.index]


def changes_in(passage: Passage) -> Iterator[Change]:
    """Yield the changes that a sentence tells."""
    places = passage.places
    used = -1
    for index, place in enumerate(places):
        if place.role != "by" or index <= used:
            continue
        used = index
        amount, rate = (None, place) if place.figure.kind == "percent" else (place, None)
        follower = places[index + 1] if index + 1 < len(places) else None
        if follower is not None and follower.role == "by" and _completes(place, follower):
            amount, rate, used = amount or follower, rate or follower, index + 1
        yield Change(amount, rate, passage, index, _is_against_budget(passage, place))


def _completes(place: Place, follower: Place) -> bool:
    """Tell whether a percentage stands right behind its change, or a change right behind its percentage."""
    return (follower.figure.kind == "percent") != (place.figure.kind == "percent") and _adjacent(follower.lead)


def _is_against_budget(passage: Passage, place: Place) -> bool:
    """Tell whether the last thing that a change is held against is a budget or plan."""
    clause = _CLAUSE_END.split(told_before(passage, place))[-1]
    compared = list(cues.COMPARED.finditer(clause))
    return bool(compared) and bool(cues.AGAINST_BUDGET.match(clause, compared[-1].start()))


def _adjacent(lead: str) -> bool:
    """Tell whether between a change and its percentage nothing but its own words stand."""
    change = cues.CHANGE.search(lead)
    own = lead[: change.start()] if change else lead
    return bool(
        re.fullmatch(
            r"[，,、（(]?(?:即|也即|同比|环比|比上年|较上年|比去年|较去年|比\d{4}年|较\d{4}年|年均|总体|各|均|约|幅度为?|变动率为?)*", own
        )
    )


def check_changes(context: Context) -> Iterator[Relation]:
    """Yield whether changes agree with the values before and after them."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for change in changes_in(passage):
                if RESPECTIVELY in change.first.lead or is_reason(passage, change.first):
                    continue
                if conflict := _direction(change):
                    yield conflict
                relation = _checked(line[:number], change)
                if relation is not None:
                    yield relation


def is_reason(passage: Passage, place: Place) -> bool:
    """Tell whether a figure is told as the reason of a change, not as the change."""
    before = told_before(passage, place)
    clause = _CLAUSE_END.split(before)[-1]
    return bool(cues.REASON.search(clause))


def _direction(change: Change) -> Relation | None:
    """Return that amount and percentage go opposite ways."""
    if change.amount is None or change.rate is None or change.amount.sign * change.rate.sign >= 0:
        return None
    amount, rate = change.amount.figure, change.rate.figure
    words = {1: "增加", -1: "减少"}
    told = f"{words[change.amount.sign]}{amount.text}，{words[change.rate.sign]}{rate.text}"
    quote = (change.passage.start, change.passage.end)
    spans = ((rate.start, rate.end), (amount.start, amount.end))
    explanation = f"{told}：增减方向相反"
    return Relation("change", False, rate.text, f"{words[change.amount.sign]}{rate.text}", spans, quote, explanation, None, 0.85)


def _checked(before: Sequence[Passage], change: Change) -> Relation | None:
    """Return whether a change agrees with the value after it, and the value before it if that is told."""
    if change.rate is not None and change.rate.sign < 0 and change.rate.figure.range.low > 100 and not change.against_budget:
        return _more_than_all(change)
    levels = _levels(before, change)
    former = _former(change)
    found: list[Relation] = []
    for level, certain in levels:
        relations = relations_of(change, level, former)
        if relations and all(relation.holds for relation in relations):
            return _merged(relations)
        if relations and certain:
            found += relations
    failed = [relation for relation in found if not relation.holds]
    return min(failed, key=lambda relation: relation.score == 0, default=None)


def _merged(relations: list[Relation]) -> Relation:
    """Return the relation that says most of those that hold."""
    return max(relations, key=lambda relation: len(relation.spans))


def _more_than_all(change: Change) -> Relation:
    """Return that something fell by more than all of it."""
    assert change.rate is not None
    figure = change.rate.figure
    quote = (change.passage.start, change.passage.end)
    explanation = f"下降{figure.text}：降幅不会超过100%"
    return Relation("change", False, figure.text, "不超过100%", ((figure.start, figure.end),), quote, explanation, None, 0.8)


def relations_of(change: Change, level: Place, former: Place | None) -> list[Relation]:
    """Return the relations of a change with the value after it, and with the value before it if that is told."""
    quote = (change.passage.start, change.passage.end)
    sign = change.first.sign
    relations = []
    if former is not None and same_unit(former.figure, level.figure):
        if change.amount is not None:
            relations.append(compare("change", change.amount.figure, moved_between(level.figure, former.figure, sign), quote, 0.9))
        if change.rate is not None and (computed := rate_told(level.figure, former.figure, sign)):
            relations.append(compare("change", change.rate.figure, computed, quote, 0.9))
    elif change.amount is not None and change.rate is not None and (computed := rate_of(level.figure, change.amount.figure, sign)):
        relations.append(compare("change", change.rate.figure, computed, quote, 0.9))
    return relations


def _former(change: Change) -> Place | None:
    """Return the value before, if the sentence tells it for this change."""
    places = change.passage.places
    for place in reversed(places[max(0, change.index - 2) : change.index]):
        if place.role == "former" and fits(change, place):
            between = change.passage.text[place.end - change.passage.start : change.first.start - change.passage.start]
            return None if _CLAUSE_END.search(between) else place
    return None


def fits(change: Change, level: Place) -> bool:
    """Tell whether a value can have changed by this amount: it is of its kind and unit."""
    if change.amount is None:
        return level.figure.kind in ("amount", "quantity")
    amount = change.amount.figure
    if amount.kind == "points":
        return level.figure.kind == "percent"
    return level.figure.kind == amount.kind and (amount.kind != "quantity" or level.figure.unit == amount.unit)


def told_before(passage: Passage, place: Place) -> str:
    """Return the text of a sentence before a figure, as far back as it may speak of it."""
    at = place.start - passage.start
    return passage.text[max(0, at - _FAR) : at]


def level_of(before: Sequence[Passage], change: Change) -> Place | None:
    """Return the value after a change, if it is sure which one that is; ``before`` are the sentences of its line before it."""
    return next((level for level, certain in _levels(before, change) if certain), None)


def _levels(before: Sequence[Passage], change: Change) -> list[tuple[Place, bool]]:
    """Return the values that may be those after the change, the likeliest first, each with whether it is surely the one."""
    passage = change.passage
    subject = _subject(passage, change.first)
    inside = [place for place in passage.places[: change.index] if _is_level(place) and fits(change, place)]
    if not inside and _OTHER_BUDGET.search(told_before(passage, change.first)):
        inside = [place for place in passage.places[: change.index] if place.role == "budget" and fits(change, place)]
    behind = passage.places[change.index + 1 : change.index + 3]
    found: list[tuple[Place, bool]] = [(place, True) for place in behind if place.role == "to" and fits(change, place)]
    for number, place in enumerate(reversed(inside)):
        found.append((place, number == 0 and _is_about(subject, place) and place.depth <= change.first.depth))
    earlier = [
        place
        for other in reversed(before[-3:])
        for place in (other.places if not subject else reversed(other.places))
        if _is_level(place) and fits(change, place) and place.depth == 0
    ]
    certain_so_far = any(certain for _, certain in found)
    for number, place in enumerate(earlier):
        named = bool(subject) and _is_about(subject, place)
        certain = not certain_so_far and not inside and (named if subject else number == 0 and place in before[-1].places)
        found.append((place, certain))
        certain_so_far = certain_so_far or certain
    return found


def _is_level(place: Place) -> bool:
    """Tell whether a figure is a value of the time reported on; percentages of any kind but changes are."""
    return place.role in ("level", "to") or (place.figure.kind == "percent" and place.role in ("share", "completion"))


def _subject(passage: Passage, place: Place) -> str:
    """Return what a change is told of, if its own clause names it."""
    before = told_before(passage, place)
    clause = _CLAUSE_END.split(before)[-1]
    last = clause.rsplit("，", 1)[-1]
    change = cues.CHANGE.search(last)
    head = last[: change.start()] if change else last
    compared = re.search(r"(?:同?比|较|与|和)[^，,；;。]{0,24}$", head)
    if compared and re.search(r"年|期|预算|计划|目标|数|底|末|月", compared[0]):
        head = head[: compared.start()]
    head = re.sub(r"\d[\d.,]*[^\s，,；;。]{0,3}$", "", head) if not change else head
    head = re.sub(r"^(?:其中|(?:19|20)\d\d年度?|本年度?|今年|全年)[:：]?", "", head)
    return "" if _NO_SUBJECT.match(head) else head.strip("：:（( ")


def _is_about(subject: str, place: Place) -> bool:
    """Tell whether a change with this subject is one of this value: names it alike, or names nothing."""
    if not subject:
        return True
    one, other = key_of(subject), key_of(place.label)
    if not one or not other:
        return not other and len(one) <= 4
    if one in other:
        return True
    if other in one:
        return bool(_SAYS_NOTHING.match(one.replace(other, "", 1)))
    return _likeness(one, other) >= _SIMILAR


def _likeness(one: str, other: str) -> float:
    """Return how many of the shorter name's characters stand in the other one."""
    short, long = sorted((one, other), key=len)
    return sum(char in long for char in set(short)) / len(set(short))
