"""Whether the prizes of one contest are told alike in two places, grade by grade."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place

_GRADE: Final = re.compile(r"(?:特|一|二|三|四)等奖|[金银铜]奖|优[秀胜]奖")
_LABELLED: Final = re.compile(rf"(?P<grade>{_GRADE.pattern})(?:各|分别)?$")
_EVENT: Final = re.compile(
    r"(?P<edition>第[\d一二三四五六七八九十百]+届)?(?P<name>[一-鿿“”（）]{2,24}?(?:大赛|竞赛|比赛|挑战赛|锦标赛|展示活动|展评活动|评选))"
)
_WON: Final = re.compile(r"获|斩获|摘|夺|取得|荣")
_JUDGED: Final = re.compile(r"评出|决出|产生|评选|设|表彰|评比")
_OTHER: Final = re.compile(r"上届|去年|上年|其中|[拟将]|计划|力争|(?:个人|团体|小学|初中|高中|中学)[组类]|分别由|辅导")
_LEADS: Final = re.compile(r"^.*(?:参[加赛与]|组织|作品|选[送派拔]|推荐|组队|出席|在|赴|向|于|的|获|队)")
_KEY: Final = 8
_LEAST: Final = 2
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
