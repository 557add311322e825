"""What counts are of, told by the words of the clause before or behind: 组建率偏低，仅为31%; 9个县的110名代表; 4名学生入选“英才计划”."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import owner_cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.figure_cues import DEED
from kexie_nlp.extract.phrase_cues import VALUE_SIGNS
from kexie_nlp.extract.phrases import Left, Right, left_of, tidy
from kexie_nlp.extract.topics import with_event

JOINED: Final = frozenset(["入选", "入围", "加入", "进入", "进驻"])
AREAS: Final = frozenset("县村镇乡市省区州旗盟")
# a programme and what is done under it
OF_PROGRAMME: Final = re.compile("[^，。；]{2,12}(?:计划|工程|行动|项目)”?(?:扶持|支持|资助|奖补|培育|命名|认定|表彰|遴选|评选)")
_ALL_OF: Final = re.compile("^(?:全部|全都|均|都|已)+")
# how things are of which a number behind a pause tells how much: 组建率偏低，仅为31%
_STATE: Final = re.compile(
    "(?<=[率度例数量额模员积人平入费金])(?:有所|持续|不断|明显|普遍|仍然|依然|相对|总体|还|仍|较|偏|很|过|不断)*(?:偏低|较低|较高|偏高|不高|不足|不大|不多|偏少|很低|很高|扩大|提高|提升|增加|增长|壮大|下降|减少)$"
)


def stated(context: Context, passage: Passage, left: Left) -> str:
    """Return the subject of the clause before, of which a value tells how much it is: 组建率偏低，仅为31%, or ""."""
    clause = left_of(context, passage, left.start - 1)
    state = _STATE.search(context.masked, clause.start, clause.end) if clause.stop != "V" else None
    return tidy(context, clause.start, state.start()) if state else ""


def areas(context: Context, passage: Passage, value: Entity, left: Left, right: Right, before: str) -> str:
    """Return what counted counties or villages did or have, or the event that they took part in: 9个县的110名代表, 17个镇成立科普协会.

    ``before`` is what was done to what they have: 推进2个县的组织建设.
    """
    if context.masked[right.end : right.end + 1] == "的":
        if context.masked[right.end + 1] not in VALUE_SIGNS:
            had = DEED.match(context.masked, right.end + 1, passage.end)
            return before + context.text[right.end + 1 : had.end() if had else right.end + 1] + right.noun
        name = with_event(context, passage, value, left, f"参加{right.noun}")
        return name if not name.startswith("参加") else right.noun
    name = with_event(context, passage, value, left, right.noun)
    deed = DEED.match(context.masked, right.end, passage.end) if name == right.noun else None
    return _ALL_OF.sub("", context.text[right.end : deed.end()]) + name if deed else name


def stationed(context: Context, passage: Passage, value: Entity, right: Right, before: str) -> str:
    """Return those who live at a yard or station told before, with its name: 某某小院…，某大学4名研究生长期驻点."""
    who = right.noun or before
    if owner_cues.STUDENTS.fullmatch(who) is None:
        return ""
    how = owner_cues.STATIONED.match(context.text, right.end if right.noun else value.end, passage.end)
    told = context.between(passage.paragraph, value.start, "ORG", "PROGRAM") if how else []
    yard = next((entity for entity in reversed(told) if owner_cues.YARD.search(entity.text)), None)
    return context.written(yard) + how["how"] + who.removeprefix("派出") if how and yard is not None else ""


def joined_by(context: Context, right: Right) -> Entity | None:
    """Return the programme or honour that those counted joined or were chosen for: 4名学生入选“英才计划”."""
    at = right.end + len(right.verb)
    told = context.at(at) or context.at(at + 1)
    return told if told is not None and told.type in ("PROGRAM", "AWARD") else None
