"""Works that won: what stands in 《》, or is named as a project, before the verb of an award."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.antecedents import Event
from kexie_nlp.extract.context import Context, kinds_of
from kexie_nlp.extract.groups import Group
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.extract.recipients import Recipient
from kexie_nlp.labels import EntityType

_WORKS: Final = kinds_of("DOCUMENT", "PROGRAM", "COMPETITION")
# what else is a work, by what stands behind it
_TITLED: Final[dict[EntityType, re.Pattern[str]]] = {
    "COMPETITION": re.compile("[在于]"),
    "PROGRAM": re.compile("[”」]?(?:项目|作品|课题)?(?:在|于|入选|[荣喜]?获)"),
}
_NEXT_WORK: Final = re.compile(
    r"|(?:[（(][^（()）\n]{0,30}[)）])?(?:[、，]|和|与|與|及|以及){1,2}[^，。；：、\n获獲得和与與及]{0,60}?(?:[和与與及][^，。；：、\n获獲得]{2,40}?)?的?"
)
_OF_HELPERS: Final = re.compile("组织|单位|辅导|指导|教练|教师|老师|裁判|领队")  # prizes that are not won in an item
_NO_WORK: Final = re.compile("(?:办法|细则|通知|方案|章程|条例|规定|意见|纲要|决定|计划|规划|工作报告)》$|号$")
_RULES: Final = re.compile("(?:根据|按照|依据|按|根據|依據|依照)[^，。；]*$")
# 一等奖为A的《…》、B的《…》和C的《…》; 3件被评为优秀提案，分别是：A提交的《…》、B提交的《…》
WORKS_BEHIND: Final = re.compile(
    rf"[”」]?(?:获奖)?(?:作品|项目|论文)?(?:，?分别)?[为是:：]{{1,2}}(?=[^，。；、\n]{{1,24}}的[^，。；、\n]{{0,4}}{entity_pattern('DOCUMENT')})"
)
_WON_ALIKE: Final = re.compile(r"(?:[（(][^（()）\n]{0,30}[)）])?(?:[^，。；：\n等]{0,24}|[^，。；：\n]{0,12}，(?=[^，。；：\n]{0,4}$))")


def winning_work(context: Context, group: Group, event: Event | None) -> Entity | None:
    """Return the winning work: a titled work or project between the recipient and the verb."""
    if group.work is not None:
        return group.work
    if not group.passage.kinds & _WORKS:
        return None
    in_row = group.passage.cells
    papers = context.between(group.passage.start if in_row else group.floor, group.start, "DOCUMENT")
    works = [paper for paper in papers if not _NO_WORK.search(paper.text)]
    if in_row and not works:
        works = context.between(group.passage.start, group.start, "PROGRAM")
    if works:
        return works[-1]
    for entity in reversed(context.between(group.floor, group.start, *_TITLED)):
        goes_on = _TITLED[entity.type].match(context.masked, entity.end, group.start)
        if goes_on and not (event and entity.start == event.start):
            return entity
    return None


def item_won(event: Event | None, award: str) -> Entity | None:
    """Return the item of a contest that a prize was won in, which those of organisers and teachers are not."""
    return event.item if event and event.item and not _OF_HELPERS.search(award) else None


def coordinated_works(context: Context, group: Group) -> list[tuple[Entity, Recipient | None]]:
    """Return the works that won the same prize each, with those who made them: A的《…》和B的《…》双双获得一等奖; empty if it is but one."""
    if group.passage.cells:
        return []
    if behind := works_behind(context, group):
        return behind
    if group.given or group.verb_start == group.verb_end:
        return []
    works = context.between(group.floor, group.verb_start, "DOCUMENT") or context.between(
        group.floor, group.verb_start, "ACTIVITY", "PROGRAM"
    )
    if len(works) < 2:
        return []
    if _WON_ALIKE.fullmatch(context.masked, works[-1].end, group.verb_start) is None:
        return []
    run = [works[-1]]
    for work in reversed(works[:-1]):
        if _NEXT_WORK.fullmatch(context.masked, work.end, run[0].start) is None:
            break
        run.insert(0, work)
    if len(run) < 2 or _RULES.search(context.masked, group.floor, run[0].start):
        return []
    return [(work, _owner(context, group.floor if at == 0 else run[at - 1].end, work)) for at, work in enumerate(run)]


def works_behind(context: Context, group: Group) -> list[tuple[Entity, Recipient | None]]:
    """Return the works that stand behind the only prize of a group, with those who made them, be it counted before (3件被评为…) or not."""
    claim = group.claims[0]
    end = max(claim.award.end, claim.count.end if claim.count is not None else 0)
    behind = WORKS_BEHIND.match(context.masked, end, group.passage.end) if len(group.claims) == 1 else None
    return _listed_behind(context, group, behind.end()) if behind is not None else []


def _listed_behind(context: Context, group: Group, begin: int) -> list[tuple[Entity, Recipient | None]]:
    """Return the works that stand one behind the other from ``begin`` on, with those who made them."""
    run: list[Entity] = []
    for work in context.between(begin, group.passage.end, "DOCUMENT"):
        if run and _NEXT_WORK.fullmatch(context.masked, run[-1].end, work.start) is None:
            break
        run.append(work)
    return [(work, _owner(context, begin if at == 0 else run[at - 1].end, work)) for at, work in enumerate(run)]


def _owner(context: Context, floor: int, work: Entity) -> Recipient | None:
    """Return who made a work: the last person, else the last institution, between ``floor`` and it."""
    names = context.between(floor, work.start, "PERSON") or context.between(floor, work.start, "ORG")
    return Recipient(names[-1].text, names[-1].start, names[-1].end) if names else None
