"""Changes as sentences tell them: by how much, by how many percent, against what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import NUMBERING, Passage, Place

CLAUSE_END: Final = re.compile(r"[；;。]")
_BEFORE_CHANGE: Final = re.compile(r"(?:其中)?(?:由于|因为|因|受)")
_COMPARED_WITH: Final = re.compile(r"[比较](?:上一?年|去年|上届|同期|(?:19|20)\d\d年)")
_CAUSE_BEFORE: Final = re.compile(
    r"[，,](?:由于|因为?|受)[^，,\d]*[，,](?:[^，,\d]{0,16}[，,])?(?:故|因此|所以)?(?:[比较][^，,]*|同比[^，,]{0,6})$"
)
_FAR: Final = 300
# a base other than the budget, or than last year: 比预算少支1.2万元，比上年下降3.4%; 较2019年增加6场，比上年增长4.1%
_LAST: Final = re.compile(r"同比|上一?年|去年|上一?届|同期|(?<!\d)(?P<year>(?:19|20)\d\d)年")
_TOLD_BEHIND: Final = re.compile(r"[（(](?:上一?[年届]|去年|同期)")
_BEFORE_LAST: Final = re.compile(r"环比|前年|(?<!\d)(?P<year>(?:19|20)\d\d)年")
RESPECTIVELY: Final = "分别"
STEPWISE: Final = re.compile(r"逐[年届期次季月批]|依次")  # 逐年增加170人次、260人次: each over the one before

_NO_SUBJECT: Final = re.compile(r"^(?:各|均|都|同比|环比|也|又|总体|全年|实际|相比|今年|本年度?|同期|增减|其中)*$")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3})")
_AGAINST_IT: Final = re.compile(
    r"(?:[两二]者|两年)?(?:[与和同较比](?:之|其|此|上述)?)?(?:相比|相较|比较)(?:之下)?(?:而言|来看)?$"
)  # 上年为9万元，与之相比减少
# 运行维护费支出决算比预算无增减变化，比去年增加…: what the clause before says did not change, otherwise did
_UNMOVED: Final = re.compile(
    r"(?:^|[，,：:])(?:其中[，,：:]?)?(?P<subject>[^，,。；;：:\d]{3,24}?)[比较与同](?!例|重)[^，,。；;\d]{0,16}"
    r"(?:[无没]有?(?:增减)?变化|持平|一致|相同|不变|相等)[，,]\s*[比较与同](?!例|重)[^，,。；;\d]*$"
)


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
        if follower is not None and follower.role == "by" and _completes(place, follower) and not _has_other_base(passage, place, follower):
            amount, rate, used = amount or follower, rate or follower, index + 1
        yield Change(amount, rate, passage, index, _is_against_budget(passage, place))


def _completes(place: Place, follower: Place) -> bool:
    """Tell whether a percentage stands right behind its change, or a change right behind its percentage."""
    return (follower.figure.kind == "percent") != (place.figure.kind == "percent") and _adjacent(follower.lead)


def _has_other_base(passage: Passage, place: Place, follower: Place) -> bool:
    """Tell whether the second of two changes is told against another base than the first: a year after a budget, one year after another."""
    own = _LAST.search(follower.lead)
    if own is None:
        return bool("环比" in follower.lead and _LAST.search(place.lead))
    if _is_against_budget(passage, place):
        return True
    first = _BEFORE_LAST.search(place.lead)
    if first is None:
        return False
    if first["year"] is None:
        return own["year"] is not None or not _BEFORE_LAST.search(follower.lead)
    if own["year"] is None:  # 较2019年增加6人，比上年增长5%（上年120人）
        return _TOLD_BEHIND.match(passage.text, follower.end - passage.start) is not None
    return own["year"] != first["year"]


def _is_against_budget(passage: Passage, place: Place) -> bool:
    """Tell whether the last thing that a change is held against is a budget or plan."""
    clause = CLAUSE_END.split(told_before(passage, place))[-1]
    compared = list(cues.COMPARED.finditer(clause))
    return bool(compared) and bool(cues.AGAINST_BUDGET.match(clause, compared[-1].start()))


def _adjacent(lead: str) -> bool:
    """Tell whether between a change and its percentage nothing but its own words stand."""
    change = cues.CHANGE.search(lead)
    own = lead[: change.start()] if change else lead
    return bool(
        re.fullmatch(
            r"[，,、（(]?(?:即|也即|同比|环比|比上年|较上年|比去年|较去年|比\d{4}年|较\d{4}年|总体|各|均|约|幅度为?|变动率为?)*", own
        )
    )


def is_reason(passage: Passage, place: Place) -> bool:
    """Tell whether a figure is told as the reason of a change, not as the change."""
    before = told_before(passage, place)
    clause = CLAUSE_END.split(before)[-1]
    last = re.split("[，,]", clause)[-1]
    if _BEFORE_CHANGE.match(clause) and _COMPARED_WITH.search(last):
        clause = last  # 由于设备升级停映，观众比上年减少1.6万人次
    cause = _CAUSE_BEFORE.search(clause)
    if cause is not None and not cues.REASON.search(clause[: cause.start()]):
        clause = last  # 巡展46次，由于车辆检修，比上年的52次减少6次
    return bool(cues.REASON.search(clause))


def fits(change: Change, level: Place) -> bool:
    """Tell whether a value can have changed by this amount: it is of its kind and unit."""
    if change.amount is None:
        return level.figure.kind in ("amount", "quantity")
    amount = change.amount.figure
    if amount.kind == "points":
        return level.figure.kind in ("percent", "points")  # also the gap between two rates
    return level.figure.kind == amount.kind and (amount.kind != "quantity" or level.figure.unit == amount.unit)


def told_before(passage: Passage, place: Place) -> str:
    """Return the text of a sentence before a figure, as far back as it may speak of it."""
    at = place.start - passage.start
    return passage.text[max(0, at - _FAR) : at]


def subject_of(passage: Passage, place: Place) -> str:
    """Return what a change is told of, if its own clause names it."""
    before = told_before(passage, place)
    clause = CLAUSE_END.split(before)[-1]
    last = re.split(r"，|,(?!\d{3})", clause)[-1]
    change = cues.CHANGE.search(last)
    head = _THOUSANDS.sub("", last[: change.start()] if change else last)
    compared = re.search(r"(?:同?比|较|与|和)[^，,；;。]{0,24}$", head)
    if compared and re.search(r"年|期|届|轮|预算|计划|目标|数|底|末|初|月", compared[0]):
        head = head[: compared.start()]
    head = _AGAINST_IT.sub("", head)
    head = re.sub(r"\d[\d.,]*[^\s，,；;。]{0,3}$", "", head) if not change else head
    head = re.sub(r"^(?:其中|(?:19|20)\d\d年度?|本年度?|今年|全年)[:：]?", "", NUMBERING.sub("", head))
    if not _NO_SUBJECT.match(head):
        return head.strip("：:（( ")
    unmoved = _UNMOVED.search(clause) if not head else None
    return unmoved["subject"] if unmoved is not None else ""
