"""Contests that the tagger took for another kind of event, and what only points at a contest."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import awards

CONTEST_HEAD: Final = re.compile(
    r"(?:赛|奥林匹克|评选|评比|比武|马拉松)[”」』]?$|[届屆].*(?:机器人|创客|航模|科幻|发明|无人机|人工智能).*活动[”」』]?$"
)
ENDS_OF_CONTESTS: Final = frozenset("赛克选比武松动”」』")
_POINTER: Final = re.compile("(?:同一?届|本届|上届)?全?(?P<level>[国省市县区州旗盟]|自治区)赛")
_NO_NAME: Final = re.compile("[荣喜]获|获得|夺得|参加了")
_NO_PRIZE: Final = ("成绩", "获奖")
_HEAT: Final = re.compile("赛区|分赛|预赛|选拔赛|初赛|复赛")  # the finals behind it are another contest
_STAGE: Final = re.compile("(?:全国|全省|全市)?(?:总决赛|决赛|半决赛|复赛|初赛|终评)")


def with_contests(entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities, events whose head noun is that of a contest made contests, without what only points at one told before.

    What is called an award but is only a good result (历史最好成绩) is left out.

    A bare 省赛 behind the name of a provincial contest is no other contest.
    """
    told: set[str | None] = set()
    heat = False
    kept: list[Entity] = []
    for entity in entities:
        kind = entity.type
        if kind == "COMPETITION":
            if _NO_NAME.search(entity.text) or (told and _STAGE.fullmatch(entity.text) and not (heat and entity.text[0] == "全")):
                continue
            heat = _HEAT.search(entity.text) is not None
            if pointer := _POINTER.fullmatch(entity.text):
                if awards.POINTED_LEVELS[pointer["level"]] in told:
                    continue
            else:
                told.add(awards.level(entity.text))
        elif kind == "ACTIVITY":
            if entity.text[-1] in ENDS_OF_CONTESTS and CONTEST_HEAD.search(entity.text):
                told.add(awards.level(entity.text))
                entity = replace(entity, type="COMPETITION")
        elif kind == "AWARD" and entity.text.endswith(_NO_PRIZE):
            continue
        kept.append(entity)
    return kept
