"""Contests that the tagger took for another kind of event, or passed over although they are told with their edition."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import awards
from kexie_nlp.extract.passed_over import awards_passed_over, with_added

_CONTEST_HEAD: Final = re.compile(
    r"(?:赛|奥林匹克|评选|评比|比武|马拉松)[”」』]?$|[届屆].*(?:机器人|创客|航模|科幻|发明|无人机|人工智能).*活动[”」』]?$"
)
_EDITION: Final = re.compile(
    r"[第首](?:(?<=第)[一二三四五六七八九十百\d]{1,4})?[届屆][^\W\d_]{2,24}?(?:[“（(][^\W\d_]{2,12}[”）)][^\W\d_]{0,12}?)?"
    r"(?:大赛|竞赛|联赛|[^\W\d_]{2}赛(?![区场事道项制程])|大比武|比武|马拉松)(?:[^\W\d_]{2,4}赛区)?(?:竞赛|选拔赛|总决赛|决赛)?"
)
_OF_YEAR: Final = re.compile(
    r"(?:19|20)\d\d年?(?:度)?(?![^\W\d_]{0,12}(?:举办|举行|参加|组织|承办|开展|参与|[在于获被我共的]|全[市县省]))[^\W\d_]{2,24}?"
    r"(?:大赛|竞赛|联赛|挑战赛|邀请赛|锦标赛|大比武)(?:[^\W\d_]{2,4}赛区)?(?:总决赛|选拔赛|决赛)?"
)
_REGION: Final = re.compile(r"(?:全国|[^\W\d_]{2,9}[省市县区州盟旗])$")
_LONGEST_REGION: Final = 10
_LEAD: Final = re.compile(r".*(?:年|举办|举行|参加|组织|承办|主办|协办|开展|参与|备战|荣获|获得|关于|[在于获和及与的了])")
_POINTER: Final = re.compile("[国省市县区州旗]赛")
_NO_NAME: Final = re.compile("[荣喜]获|获得|夺得|参加了")
_STAGE: Final = re.compile("(?:全国|全省|全市)?(?:总决赛|决赛|半决赛|复赛|初赛|终评)")
_PARTS: Final = frozenset(["PLACE", "ORG", "DATE"])


def with_contests(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities, events whose head noun is that of a contest made contests, and contests with an edition added.

    A bare 省赛 behind the name of a provincial contest only points at that, and is left out.
    """
    known = list(_without_pointers(entities))
    for passed_over in (_passed_over, awards_passed_over):
        if added := list(passed_over(text, known)):
            known = with_added(known, added)
    return known


def _without_pointers(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the entities, events whose head noun is that of a contest made contests, without what only points at a contest told before."""
    told: set[str | None] = set()
    for entity in entities:
        if entity.type == "COMPETITION" and _NO_NAME.search(entity.text):
            continue
        if entity.type == "COMPETITION" and told and _STAGE.fullmatch(entity.text):
            continue
        if entity.type == "COMPETITION" and _POINTER.fullmatch(entity.text):
            if awards.POINTED_LEVELS[entity.text[0]] not in told:
                yield entity
        elif entity.type == "COMPETITION" or (entity.type == "ACTIVITY" and _CONTEST_HEAD.search(entity.text)):
            told.add(awards.level(entity.text))
            yield entity if entity.type == "COMPETITION" else replace(entity, type="COMPETITION")
        else:
            yield entity


def _passed_over(text: str, entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the contests with an edition that no entity covers, but for places and institutions within their names."""
    whole = [entity for entity in entities if entity.type not in _PARTS]
    starts = [entity.start for entity in whole]
    named = [(_with_region(text, match.start()), match.end()) for match in _EDITION.finditer(text)]
    reached = 0
    for start, end in sorted([*named, *(match.span() for match in _OF_YEAR.finditer(text))], key=lambda span: (span[0], -span[1])):
        before = bisect_right(starts, end - 1)
        if start >= reached and (not before or whole[before - 1].end <= start):
            reached = end
            yield Entity(start, end, "COMPETITION", text[start:end], None, None, "pattern:contest", 0.5)


def _with_region(text: str, start: int) -> int:
    """Return where a name begins whose region stands before its edition."""
    region = _REGION.search(text, max(0, start - _LONGEST_REGION), start)
    if region is None:
        return start
    lead = _LEAD.match(region[0])
    return region.start() + lead.end() if lead else region.start()
