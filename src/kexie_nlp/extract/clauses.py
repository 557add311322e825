"""What counts are of, told by the words of the clause before or behind: 组建率偏低，仅为31%; 9个县的110名代表; 4名学生入选“英才计划”."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract import owner_cues
from kexie_nlp.extract.bearers import lost_for
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.memory import Memory
from kexie_nlp.extract.phrase_cues import PLAIN_PAUSES, VALUE_SIGNS
from kexie_nlp.extract.phrases import Left, Right, left_of, tidy
from kexie_nlp.extract.topics import with_event

_SIGHT: Final = 80  # how far before a figure whose it is may stand
JOINED: Final = frozenset(["入选", "入围", "加入", "进入", "进驻"])
_SHORTEST_DEED: Final = 3
_LONGEST_FATE: Final = 9  # what became of some of those counted: 被限期整改
AREAS: Final = frozenset("县村镇乡市省区州旗盟")
SENDERS: Final = frozenset(["企业", "地市", "院校"])
SENT_BY: Final = re.compile(rf"的[{''.join(VALUE_SIGNS)}]")  # 20家企业的110名选手
# a programme and what is done under it
OF_PROGRAMME: Final = re.compile("[^，。；]{2,12}(?:计划|工程|行动|项目)”?(?:扶持|支持|资助|奖补|培育|命名|认定|表彰|遴选|评选)")
_ALL_OF: Final = re.compile("^(?:全部|全都|均|都|已)+")
# behind a noun: every one of those counted did or has what follows
ALL_OF: Final = frozenset(["全部", "均", "都", "已", "按期", "如期", "完成", "被", "没", "未"])
LACKS: Final = frozenset(["没", "未"])
ATTENDED: Final = frozenset(["参加", "出席", "参会", "到会", "与会", "听取"])
_SEVERAL_KINDS: Final = re.compile("、|.{5}[和及与].{5}")
# what a hall, van or team does, with its name in front: 某某科技馆接待
OWN_DEED: Final = re.compile("(?:[^，。；、]{0,16}[馆心地园车船队团站院]”?)?(?:接待|覆盖|服务|惠及|走进|走访)")
# where a van, troupe or teacher goes to do what is counted: 某某大篷车深入边境村寨巡展62场
_ON_THE_WAY: Final = re.compile(
    r"(?:先后|分别|全年|常年|已|还|又)*(?:深入|走进|开进|奔赴|驶入|下到|分赴|赴|(?<![收达得接遭受看提送来做直感])到)(?=[^，。；：]{2})[^，。；：]{0,60}?(?:等地?|[处地]|里)?"
    r"(?=(?:巡[展演讲诊]|巡回|演出|宣讲|展出|放映|授课|讲课|田间讲课|义诊)[^，。；、的\ue000-\uf8ff]{0,3}$)"
)
WAYS: Final = frozenset("入进赴到")  # one of them is in all ways there
ENDS_ON_THE_WAY: Final = frozenset("展演讲诊课映出务导训")
_IN_A_ROW: Final = re.compile(
    r"(?:都|均|每年|各)*(?:有人)?(?P<deed>(?:被|获评?|荣获|保持|蝉联|跻身|入选|当选|承办|举办|夺得|位列|位居|名列|捧得|摘得)[^，。；：\n]{2,40}?)(?:[”」]?(?:荣誉)?称号)?(?=[，。；\n]|$)"
)
_WHO_LACKS: Final = re.compile(
    r"的(?P<who>[^，。；：、的\n\ue000-\uf8ff]{1,8}?)(?:至今|仍然|尚|还|仍)?"
    r"(?P<deed>(?:未|没有|缺乏|缺少|不具备|建有|建立|实现|配备|参加|成立)[^，。；：\n\ue000-\uf8ff]{2,12})(?=[，。；\n])"
)
_LOST: Final = frozenset(["扣", "扣减", "扣分", "扣除"])
_LOST_FOR: Final = re.compile("(?P<what>[^，。；：、（）()\n为是和及因]{2,14})[（(]$")
_RESTRICTED: Final = re.compile("的(?P<noun>[^，。；：、的]{1,10}?)(?:还|仍|已|也|共|就|均)*(?:有|达到?|共计?|为|近|超过?)?$")


def areas(context: Context, passage: Passage, value: Entity, left: Left, right: Right, before: str) -> str:
    """Return what counted counties or villages did or have, or the event that they took part in: 9个县的110名代表, 17个镇成立科普协会.

    ``before`` is what was done to what they have: 推进2个县的组织建设.
    """
    if context.masked[right.end : right.end + 1] == "的":
        if context.masked[right.end + 1] not in VALUE_SIGNS:
            had = cues.DEED.match(context.masked, right.end + 1, passage.end)
            return before + context.text[right.end + 1 : had.end() if had else right.end + 1] + right.noun
        name = with_event(context, passage, value, left, f"参加{right.noun}")
        return name if not name.startswith("参加") else right.noun
    name = with_event(context, passage, value, left, right.noun)
    deed = cues.DEED.match(context.masked, right.end, passage.end) if name == right.noun else None
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


def in_a_row(context: Context, passage: Passage, value: Entity) -> str:
    """Return what was done, kept or won year by year: 连续四年保持文明单位称号."""
    deed = _IN_A_ROW.match(context.masked, value.end, passage.end)
    return f"连续{context.text[deed.start('deed') : deed.end('deed')]}" if deed is not None else ""


def share_of_bodies(context: Context, passage: Passage, value: Entity) -> str:
    """Return those of whom a share has or lacks something, told behind it: 仍有15%的村未建科普活动室; "" if nothing is told so."""
    told = _WHO_LACKS.match(context.masked, value.end, passage.end)
    who, deed = told.span("who") if told else (0, 0), told.span("deed") if told else (0, 0)
    return context.text[slice(*deed)] + context.text[slice(*who)]


def made_up(context: Context, passage: Passage, left: Left) -> str:
    """Return the team of which a count tells how many it is made up of: 讲师团由…等18人组成."""
    at = context.masked.rfind("由", passage.start, left.end)
    team = context.last_before(at, passage.start, "ORG", "PROGRAM") if at > 0 else None
    return context.written(team) if team is not None and context.text[team.end : at].strip("” ") == "" else ""


def reached(context: Context, passage: Passage, value: Entity, left: Left) -> str:
    """Return whose marks a count of points, seconds or metres tells: 某某以560分的高分夺冠."""
    if not cues.WITH.search(context.text, left.start, value.start) or not cues.MARKS.match(context.text, value.end, passage.end):
        return ""
    who = context.last_before(left.end, max(passage.start, left.end - _SIGHT), "PERSON", "ORG")
    return f"{who.text}成绩" if who is not None else ""


def restricted(context: Context, passage: Passage, left: Left) -> str:
    """Return what is counted with the clause that says which, if another value stands in that: 人均经费低于1元的县区有2个, or ""."""
    if _RESTRICTED.fullmatch(context.masked, left.start, left.end) is None:
        return ""
    other = context.last_before(left.start, passage.start, "AMOUNT", "QUANTITY", "PERCENT")
    before = left_of(context, passage, other.start) if other is not None and other.end == left.start else None
    return tidy(context, before.start, left.end) if before is not None and before.stop != "V" else ""


def all_of(context: Context, passage: Passage, right: Right) -> str:
    """Return those counted with what they all did: 14个乡镇全部建立科协组织, or "" if no deed follows."""
    deed = cues.DEED.match(context.masked, right.end, passage.end)
    told = _ALL_OF.sub("", context.text[right.end : deed.end()]) if deed is not None else ""
    if (
        told.startswith("被")
        and deed is not None
        and (len(told) > _LONGEST_FATE or context.masked[deed.end() : deed.end() + 1] not in PLAIN_PAUSES)
    ):
        return ""
    if told.startswith("为") and told.endswith(right.noun):
        return told[1:]
    return told + right.noun if len(told) > _SHORTEST_DEED and told[0] not in "为是在有能" else ""


def attended(context: Context, passage: Passage, value: Entity, left: Left, before: str) -> str:
    """Return the event that persons of several kinds attended: 各县科协主席和会员代表86人参加会议; "" if they are of one kind."""
    if value.text[-1] not in "人名位" or _SEVERAL_KINDS.search(before) is None:
        return ""
    name = with_event(context, passage, value, left, "参加人员")
    return name if len(name) > len("参加人员") else ""


_GOT_OF: Final = re.compile(r"(?P<item>[^（(]{2,})[（(]\d+(?:\.\d+)?分[）)](?:自评|实际)?得")  # 产出指标（50分）得48分
_GOT: Final = frozenset(["得", "自评得", "实得", "评得"])


def points(context: Context, passage: Passage, value: Entity, left: Left, before: str, memory: Memory) -> str:
    """Return what points were got or lost for: 自评得分95分，其中投入14分、过程28分; 预算执行率（扣1分）; "" if it is not told here."""
    if before in _LOST:
        lost = _LOST_FOR.search(context.text, max(0, left.start - _SIGHT), left.start) if left.stop in ("（", "(") else None
        return lost["what"] + "扣分" if lost else lost_for(context, passage, left) or "扣分"
    if got := _GOT_OF.fullmatch(before):
        return got["item"] + "得分"
    if before in _GOT and memory.levels and left.stop == "，":
        return memory.levels[-1] + "得分"  # 投入10分，得9分
    if not memory.marks:
        return ""
    whole = memory.whole if memory.whole.endswith("得分") else ""
    return before + whole[-4:] if whole and "分" not in before and cues.measure_of(value.text) == memory.whole_measure else ""


def on_the_way(context: Context, left: Left, told: str) -> str:
    """Return what was done somewhere (巡展) with the van, troupe or event that did it, without where; "" if no place is told so."""
    way = _ON_THE_WAY.search(told, max(0, len(told) - _SIGHT))
    if way is None:
        return ""
    doers = context.between(left.start, left.start + way.start(), "PROGRAM", "ORG", "ACTIVITY")
    doer = doers[-1] if doers and way.start() - (doers[-1].end - left.start) < _SHORTEST_DEED else None
    return (context.written(doer) if doer is not None else "") + tidy(context, left.start + way.end(), left.end)
