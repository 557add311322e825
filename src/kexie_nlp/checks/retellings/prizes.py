"""Whether the prizes of one contest are told alike in two places, grade by grade."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.events import placed, same_series
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_GRADE: Final = re.compile(r"(?:特|一|二|三|四)等奖|[金银铜]奖|优[秀胜]奖")
_LABELLED: Final = re.compile(rf"(?P<grade>{_GRADE.pattern})(?:各|分别)?$")
_EVENT: Final = re.compile(
    r"(?P<edition>第[\d一二三四五六七八九十百]+届)?(?P<name>[一-鿿“”（）]{2,24}?(?:大赛|竞赛|比赛|挑战赛|锦标赛|展示活动|展评活动|评选))"
)
_WON: Final = re.compile(r"获|斩获|摘|夺|取得|荣")
_JUDGED: Final = re.compile(r"评出|决出|产生|评选|设|表彰|评比")
_OTHER: Final = re.compile(r"上届|去年|上年|其中|[拟将]|计划|力争|(?:个人|团体|小学|初中|高中|中学)[组类]|分别由|辅导")
_OF_ALL: Final = re.compile(  # 在省青少年科技创新大赛上获奖43项; 参加…，获一等奖6项、二等奖14项，共41项
    r"(?P<won>(?:[^，。；\d]{0,8}(?:上|中|里))?[^，。；\d]{0,6}(?:获奖|斩获|摘得|获得?|夺得|取得)(?:各类|各级|省级|市级|国家级)?(?:奖项|奖励|作品|奖)?(?:总数|共|计|达到?|[:：])*)"
)
_GRADES_TOLD: Final = re.compile(r"[，,](?:合计|总计|共计?|累计|总共)(?:获奖|获|奖项)*")
_BARE_WIN: Final = re.compile(r"(?:获得?|取得|夺得)$")  # 获12项: of what, its unit tells
_LEADS: Final = re.compile(r"^.*(?:参[加赛与]|组织|作品|选[送派拔]|推荐|组队|出席|在|赴|向|于|的|获|队)")
_NEAR: Final = 3  # totals differ by no more than a third
_KEY: Final = 8
_LEAST: Final = 2
_PAST: Final = re.compile(r"上年|去年|以来|历年|累计")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_REACH: Final = 160
_SCORE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Prizes:
    """The prizes of a contest as one sentence tells them."""

    passage: Passage
    event: str
    edition: str
    is_won: bool
    grades: dict[str, Place]


def check_prizes(context: Context) -> Iterator[Relation]:
    """Yield whether two paragraphs that tell the prizes of one contest tell the same ones, where they share a grade told alike."""
    told = [prizes for line in context.paragraphs() for prizes in _told(line)]
    for one, other in combinations(told, 2):
        if one.passage.paragraph == other.passage.paragraph or not _is_one_event(one, other):
            continue
        shared = [grade for grade in one.grades if grade in other.grades]
        equal = [grade for grade in shared if one.grades[grade].figure.value == other.grades[grade].figure.value]
        if len(shared) < _LEAST or not equal:
            continue
        for grade in shared:
            yield _relation(one, other, grade)


@dataclass(frozen=True, slots=True)
class _Total:
    """How many prizes were won at a contest in all, as one sentence tells it."""

    passage: Passage
    event: str
    edition: str
    place: Place


def check_prize_totals(context: Context) -> Iterator[Relation]:
    """Yield whether two paragraphs tell the same number of prizes won at one contest."""
    told = [total for line in context.paragraphs() for passage in line for total in _totals(passage, str(context.year))]
    for one, other in combinations(told, 2):
        is_one = same_series(one.event, other.event) and (one.edition == other.edition or not (one.edition and other.edition))
        if not is_one or one.passage.paragraph == other.passage.paragraph or not same_unit(one.place.figure, other.place.figure):
            continue
        first, second = one.place.figure, other.place.figure
        if abs(first.value - second.value) * _NEAR <= max(first.value, second.value):
            yield _compared(one.event, "获奖数", one.place, other.place, other.passage)


def _totals(passage: Passage, year: str) -> Iterator[_Total]:
    """Yield the totals of prizes won that a sentence tells of the contest named last before them."""
    for at, place in enumerate(passage.places):
        if place.figure.kind != "quantity" or place.role != "level" or place.depth or place.figure.exactness != "exact":
            continue
        before = passage.text[: place.start - passage.start]
        events = list(_EVENT.finditer(before))
        between = before[events[-1].end() :] if events else ""
        if (
            not events
            or set(_YEAR.findall(before)) - {year}
            or _OTHER.search(before[events[-1].start() :])
            or _PAST.search(before)
            or re.search("[；;]", between)
        ):
            continue
        graded = at > 0 and bool(_LABELLED.search(passage.places[at - 1].lead)) and bool(_GRADES_TOLD.fullmatch(place.lead))
        if (graded and _WON.search(between) and not _JUDGED.search(between)) or _is_won(between):
            name = "".join(placed(*_named(events[-1]["name"])))
            yield _Total(passage, name, events[-1]["edition"] or "", place)


def _is_won(between: str) -> bool:
    """Tell whether the words between a contest and a figure say that so many prizes were won there, of whatever grade."""
    told = _OF_ALL.fullmatch(between.lstrip("，,"))
    return told is not None and not _GRADE.search(between) and not _BARE_WIN.search(told["won"])


def _named(name: str) -> tuple[str, str]:
    """Return the name of a contest as the words before it and itself."""
    return "", _LEADS.sub("", re.sub(r"[“”（）]", "", name))


def _is_one_event(one: _Prizes, other: _Prizes) -> bool:
    """Tell whether two tellings are of one contest, and both of prizes won there or both of prizes given."""
    same_edition = one.edition == other.edition or not (one.edition and other.edition)
    return one.event == other.event and same_edition and one.is_won == other.is_won


def _told(line: Sequence[Passage]) -> Iterator[_Prizes]:
    """Yield the prizes told in a line, clause by clause."""
    for passage in line:
        clauses: dict[int, dict[str, Place]] = {}
        for place in passage.places:
            match = _LABELLED.search(place.lead.rstrip())
            if match and place.figure.kind == "quantity" and place.role == "level":
                clause = max(passage.text.rfind(sign, 0, place.start - passage.start) for sign in "；;")
                clauses.setdefault(clause, {}).setdefault(match["grade"], place)
        for grades in clauses.values():
            first = min(place.start for place in grades.values())
            before = "".join(other.text for other in line if other.start < passage.start) + passage.text[: first - passage.start]
            before = before[-_REACH:]
            events = list(_EVENT.finditer(before))
            if len(grades) < _LEAST or not events:
                continue
            between = before[events[-1].end() :]
            if _OTHER.search(between) or bool(_WON.search(between)) == bool(_JUDGED.search(between)):
                continue
            name = re.sub(r"[“”（）]", "", events[-1]["name"])[-_KEY:]
            yield _Prizes(passage, name, events[-1]["edition"] or "", bool(_WON.search(between)), grades)


def _relation(one: _Prizes, other: _Prizes, grade: str) -> Relation:
    """Return whether a grade is told alike in two places."""
    return _compared(one.event, grade, one.grades[grade], other.grades[grade], other.passage)


def _compared(event: str, what: str, one: Place, other: Place, passage: Passage) -> Relation:
    """Return whether two figures on one contest are told alike."""
    first, second = one.figure, other.figure
    holds = first.range.meets(second.range)
    why = f"{event}{what}前后两处：{first.text}，{second.text}"
    why += "" if holds else f"，相差{first.written(abs(first.value - second.value))}"
    spans = ((second.start, second.end), (first.start, first.end))
    quote = (passage.start, passage.end)
    return Relation("repeat", holds, second.text, first.text, spans, quote, why, second.value - first.value, 1.0 if holds else _SCORE)
