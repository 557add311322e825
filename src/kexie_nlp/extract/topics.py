"""The event or heading that a short indicator needs in front: 参加人员 of what, 支出 of what."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract import owner_cues
from kexie_nlp.extract.bearers import facility_told, prize_money
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.governing import TOPICS, shown_event, topic, unless_over
from kexie_nlp.extract.heads import heading_event
from kexie_nlp.extract.masking import signs
from kexie_nlp.extract.phrases import Left
from kexie_nlp.extract.reviews import headed, project, project_of_title
from kexie_nlp.labels import VALUE_TYPES, EntityType

# a stage of a contest told by its level alone
_STAGE: Final = re.compile(
    "(?:参加|参与|参评|选送|推荐|送|晋级|出征|亮相|角逐|在|[，。；])了?(?P<stage>[全]?[国省市县区州旗盟]级?(?:比|决|竞)?赛)(?!事|区|道|制|场)"
)
_EVENT_AHEAD: Final = re.compile(f"[{''.join(sorted(signs('ACTIVITY', 'COMPETITION')))}]")
_SIGHT: Final = 160  # how far back what is near is looked for
_KINDS_OF_TOPICS: Final = kinds_of(*TOPICS)
EVENTS: Final = kinds_of("ACTIVITY", "COMPETITION")


def _fund(context: Context, passage: Passage, left: Left, phrase: str) -> str:
    """Return a phrase such as 奖补 or 支出 with the honour or programme that the money goes with in front."""
    if cues.GRANT.fullmatch(phrase):
        source = context.last_before(left.end, passage.start, "AWARD", "PROGRAM")
        if source is not None and source.type == "AWARD" and (winner := _honoured(context, passage, source)):
            return winner + phrase
        if source is not None and source.type == "AWARD" and source.text not in phrase:
            return prize_money(context, passage, source, phrase)
        return context.written(source) + phrase if source is not None and source.text not in phrase else ""
    if not cues.OF_MONEY.fullmatch(phrase) or not cues.MEANT.match(context.masked, passage.start, left.end):
        return ""
    programme = context.last_before(passage.start, min(context.section_start(passage), passage.paragraph), "PROGRAM")
    return context.written(programme) + phrase.removeprefix(programme.text[-2:]) if programme is not None else ""


def _honoured(context: Context, passage: Passage, honour: Entity) -> str:
    """Return who got an honour, if the clause names nobody else (某某协会被…评为…); the money of a grade is that grade's (一等奖奖金)."""
    if honour.text.endswith("等奖"):
        return ""
    begin = max(passage.start, *(context.masked.rfind(sign, passage.start, honour.start) + 1 for sign in "，；"))
    told = owner_cues.HONOURED.search(context.masked, begin, honour.start)
    return context.text[told.start("who") : told.end("who")] if told else ""


def with_event(context: Context, passage: Passage, value: Entity, left: Left, phrase: str) -> str:
    """Return a generic phrase (参加人员) with the event it belongs to in front."""
    if not phrase:
        return phrase
    if passage.kinds & EVENTS and (event := _joined_event(context, passage, value)) is not None and event.text not in phrase:
        return context.written(event) + phrase
    may_point_back = len(phrase) <= cues.LONGEST_POINTED and context.masked[passage.start] in cues.BACK_STARTS
    if may_point_back and (pointed := _pointed_at(context, passage, phrase)):
        return pointed
    if _may_have_owner(phrase) and (owned := _with_owner(context, passage, value, left, phrase)):
        return owned
    if not _may_need_event(phrase):
        return _with_near(context, passage, value, left, phrase)
    floor = max(passage.start, context.masked.rfind("；", passage.start, value.start) + 1)
    event = topic(context, left.end, floor, together=_are_of_all(phrase)) if passage.kinds & _KINDS_OF_TOPICS else None
    if (
        event is None
        and passage.start > passage.paragraph
        and _are_participants(phrase)
        and not cues.OF_THE_YEAR.match(context.text, left.start)
        and not _built(context, passage, left.start)
    ):
        event = context.last_before(passage.start, passage.paragraph, "COMPETITION", "ACTIVITY")
    if event is not None:
        event = shown_event(context, passage, event, phrase) if event.type == "PROGRAM" else unless_over(context, event, phrase)
    if phrase.startswith("获奖") and (short := _short_contest(context, event.end if event else floor, left.end)):
        return short + phrase
    if event is None and floor > passage.start and cues.TOOK_PART.fullmatch(phrase):
        event = topic(context, floor, passage.start)
    if event is None and (head := headed(context, passage)) is not None and head.type in TOPICS:
        event = head
    if event is None and _are_participants(phrase):
        heading = heading_event(context, passage, left.end, "", graded=True)
        if heading is not None and heading.text not in phrase:
            return heading.text + phrase
    if event is None or event.text in phrase or _is_beside(context, value, event, phrase):
        return phrase
    return context.written(event) + phrase.removeprefix(event.text[-2:])  # no 项目项目资金


@lru_cache(maxsize=1 << 12)
def _are_participants(phrase: str) -> bool:
    """Tell whether a phrase is of those who took part, or of their works."""
    return cues.PARTICIPANTS.match(phrase) is not None or cues.is_role(phrase)


@lru_cache(maxsize=1 << 12)
def _are_of_all(phrase: str) -> bool:
    """Tell whether a phrase may be of all the events of a list."""
    return cues.AT_ALL.match(phrase) is not None


def _short_contest(context: Context, start: int, end: int) -> str:
    """Return the contest of a stage that a stretch tells of as 省赛, 国赛 or 全盟赛 and in which something was won, or ""."""
    if context.text.find("赛", start, end) < 0:
        return ""
    told = [stage["stage"] for stage in _STAGE.finditer(context.masked, start, end)]
    return told[-1] if told else ""


def _is_beside(context: Context, value: Entity, event: Entity, phrase: str) -> bool:
    """Tell whether what is counted was held beside an event that is counted itself, not at it: 讲党课8次，志愿服务14次."""
    if not cues.counts_occasions(value.text) or value.text.endswith("人次") or "完成" in phrase:
        return False
    times = context.at(event.end)
    both = times is not None and cues.counts_occasions(times.text)
    return both and cues.GENERIC.match(phrase) is None and not cues.is_role(phrase)


# what phrases are is kept: reports tell the same of every year
@lru_cache(maxsize=1 << 12)
def _may_have_owner(phrase: str) -> bool:
    """Tell whether a phrase is one of those that go with an owner: 会员, 接待, 支出."""
    return owner_cues.OF_OWNER.match(phrase) is not None


@lru_cache(maxsize=1 << 12)
def _may_need_event(phrase: str) -> bool:
    """Tell whether a phrase says little without the event it belongs to: 参加人员."""
    if phrase[-1] == "》":
        return False
    brief = len(phrase) <= cues.BRIEF and not cues.SUMS.search(phrase)
    return brief or cues.GENERIC.match(phrase) is not None or cues.is_role(phrase)


def _with_owner(context: Context, passage: Passage, value: Entity, left: Left, phrase: str) -> str:
    """Return a phrase such as 会员, 展品 or 支出 with the body, hall, course or project that it is of in front, "" if none is told."""
    owner = _body(context, passage, value, left, phrase)
    if owner and owner.strip("“”") not in phrase:
        return owner + phrase
    if value.type == "AMOUNT" and (purpose := _purpose(context, passage, left, phrase)):
        return purpose
    if cues.TRAINED.fullmatch(phrase) and (course := _course(context, passage, left)):
        return course
    are_trained = value.text[-1] in "人名次户）%" and cues.TRAINED_PERSONS.fullmatch(phrase) is not None
    if are_trained and (course := _course(context, passage, left, near=True)):
        return phrase if "、" in course else course + phrase
    if owner_cues.OF_FACILITY.match(phrase):
        near = context.last_before(left.end, left.start, "ORG", "PLACE")
        is_one = near is not None and near.start - left.start < 2 and owner_cues.FACILITY.search(near.text) is not None
        facility = near if is_one else facility_told(context, passage, left.end)
        if facility is None and (head := headed(context, passage)) is not None and head.type in ("ORG", "PLACE"):
            facility = head
        if facility is not None and facility.text not in phrase:
            return facility.text + phrase
    return ""


def _body(context: Context, passage: Passage, value: Entity, left: Left, phrase: str) -> str:
    """Return the society, team, giver or van that a phrase tells of, or ""."""
    if owner_cues.MEMBERS.fullmatch(phrase):
        if body := _last_named(context, owner_cues.BODY, passage.start, left.end, "ORG", alone=True):
            return body
        head = headed(context, passage)
        return head.text if head is not None and head.type == "ORG" and owner_cues.BODY.search(head.text) else ""
    if value.type == "QUANTITY" and owner_cues.OF_MEDIA.fullmatch(phrase) and (media := context.between(left.start, left.end, "ORG")):
        named = context.text[media[-1].end] != "等" and context.text[media[0].start - 1] not in "在》"
        return context.text[media[0].start : media[-1].end] if named else ""
    if owner_cues.OF_PAPER.fullmatch(phrase) and (paper := context.last_before(left.end, passage.start, "DOCUMENT")) is not None:
        issues = context.at(paper.end)
        beside = context.text[paper.start - 1 : paper.start] + (issues.text[-1] if issues else context.text[paper.end : paper.end + 1])
        is_paper = owner_cues.PAPER.search(paper.text) or not owner_cues.PAPER_SIGNS.isdisjoint(beside)
        return paper.text if is_paper else ""
    if owner_cues.GIFT.fullmatch(phrase):
        begin = max(passage.start, context.masked.rfind("，", passage.start, left.end)) if left.stop == "V" else left.start
        giver = context.last_before(left.end, begin, "ORG", "PERSON")
        if giver is not None and context.text[giver.start - 1] in "向给为":
            giver = context.last_before(giver.start, left.start, "ORG", "PERSON")
        return giver.text if giver is not None else ""
    if value.type == "AMOUNT" and owner_cues.GRANTED_BY.fullmatch(phrase):
        return _last_named(context, owner_cues.TREASURY, left.start, left.end, "ORG")
    if owner_cues.TRAVELLED.fullmatch(phrase) and (van := vehicle(context, passage, left.end)):
        return van
    if owner_cues.OF_GROWERS.fullmatch(phrase):
        begin = max(passage.start, left.end - _SIGHT)
        if body := _last_named(context, owner_cues.GROWERS, begin, left.end, "ORG", "PROGRAM", alone=True):
            return body
    if not owner_cues.OF_TEAM.fullmatch(phrase):
        return ""
    of_crew = owner_cues.CREW.match(context.text, passage.start)
    return _last_named(context, owner_cues.TEAM, passage.paragraph if of_crew else passage.start, left.end, "ORG", "PROGRAM")


def _last_named(context: Context, kind: re.Pattern[str], start: int, end: int, *types: EntityType, alone: bool = False) -> str:
    """Return the last name of a kind in a stretch, or ""; ``alone`` asks for one that is no example (A、B等5个) either."""
    names = [entity for entity in context.between(start, end, *types) if kind.search(entity.text)]
    return "" if not names or (alone and context.text.startswith("等", names[-1].end)) else context.written(names[-1])


def _purpose(context: Context, passage: Passage, left: Left, phrase: str) -> str:
    """Return a phrase about money with the honour, programme or event that it was for, or ""."""
    if fund := _fund(context, passage, left, phrase):
        return fund
    if cues.BARE_MONEY.fullmatch(phrase) and (named := project(context, passage) or project_of_title(context, passage)):
        return named + phrase.removeprefix(named[-2:])
    if cues.BARE_MONEY.fullmatch(phrase) and (head := headed(context, passage)) is not None and head.type in TOPICS:
        return context.written(head) + phrase.removeprefix(head.text[-2:])
    if not owner_cues.SPENT_ON.fullmatch(phrase):
        return ""
    begin = max(passage.start, left.end - _SIGHT, context.masked.rfind("；", passage.start, left.end) + 1)
    cause = topic(context, left.end, begin)
    is_near = cause is not None and all(told.text[-1] in "天日场期" for told in context.between(cause.end, left.end, *VALUE_TYPES))
    return context.written(cause) + phrase.removeprefix(cause.text[-2:]) if cause is not None and is_near else ""


def vehicle(context: Context, passage: Passage, end: int) -> str:
    """Return the van or ship, told before in the paragraph, whose way a figure tells: 行程9000公里."""
    told = context.last_before(end, passage.paragraph, "PROGRAM", "ORG", "ACTIVITY")
    return context.written(told) if told is not None and owner_cues.VEHICLE.search(told.text) else ""


def _built(context: Context, passage: Passage, end: int) -> bool:
    """Tell whether a sentence has already told of something new, which those who benefit belong to: 新建科技馆2座，受益学生…."""
    return context.masked.find("新建", passage.start, end) >= 0


@lru_cache(maxsize=1 << 12)
def _is_own_work(phrase: str) -> bool:
    """Tell whether a phrase is of sums, or of what is done for its own sake rather than at an event."""
    return cues.SUMS.search(phrase) is not None or cues.OWN_WORK.match(phrase) is not None


def _with_near(context: Context, passage: Passage, value: Entity, left: Left, phrase: str) -> str:
    """Return a phrase of a count with the event or programme told just before it, in the same clause or the one before, in front."""
    if not passage.kinds & _KINDS_OF_TOPICS:
        return phrase
    if value.type != "QUANTITY" or len(phrase) > cues.LONGEST_NEAR or _is_own_work(phrase):
        return phrase
    event = topic(context, left.end, max(passage.start, left.end - _SIGHT))
    if event is None or event.type == "COMPETITION" or event.text in phrase:
        return phrase
    between = context.masked[event.end : left.end]
    is_near = between.count("，") < 2 and "。" not in between and "；" not in between and not cues.ANY_VALUE.search(between)
    return context.written(event) + phrase if is_near else phrase


def _course(context: Context, passage: Passage, left: Left, *, near: bool = False) -> str:
    """Return the course or courses, told before in the sentence or the one before it, that a count of those trained belongs to."""
    for floor, end in ((passage.start, left.end), (passage.paragraph, passage.start))[: 1 if near else 2]:
        courses = [event for event in context.between(floor, end, "ACTIVITY") if cues.COURSE.search(event.text)]
        if len(courses) > 1 and cues.ALSO_COUNTED.fullmatch(context.masked, courses[-2].end, courses[-1].start):
            return "、".join(map(context.written, courses[-2:]))
        if courses:
            return context.written(courses[-1])
    return ""


def _pointed_at(context: Context, passage: Passage, phrase: str) -> str:
    """Return a phrase with the event or platform before it that the sentence points back at: 活动先后走进…, 行程…."""
    back = cues.POINTS_BACK.match(context.masked, passage.start, passage.end)
    if back is None:
        return ""
    noun = back["noun"]
    floor = min(context.section_start(passage), passage.paragraph)
    told = context.between(floor, passage.start, *cues.POINTED[noun])[::-1]
    entity = next((entity for entity in told if noun in entity.text), told[0] if told and noun in cues.OPEN_NOUNS else None)
    return context.written(entity) + phrase.removeprefix(noun).removeprefix("共") if entity else ""


def _joined_event(context: Context, passage: Passage, value: Entity) -> Entity | None:
    """Return the event that those counted take part in: 4支代表队参加 cues.EVENT."""
    if _EVENT_AHEAD.search(context.masked, value.end, passage.end) is None:
        return None
    match = cues.TAKES_PART.match(context.masked, value.end, passage.end)
    event = context.next_after(match.end(), match.end() + 60, "COMPETITION", "ACTIVITY") if match else None
    return None if event is None or cues.CEREMONY.fullmatch(event.text) else event


def counted_event(context: Context, value: Entity, left: Left) -> str:
    """Return the event or events that a count of 次, 场 or 期 directly follows."""
    if not cues.counts_occasions(value.text):
        return ""
    tail = cues.EVENTS_BEFORE.search(context.masked[left.start : left.end])
    if tail is None:
        return ""
    begin = left.start + tail.start()
    last = context.last_before(left.end, left.start, "ACTIVITY", "COMPETITION")
    if last is not None and last.start == begin and tail.end("events") == tail.end():
        return context.written(last)
    return context.text[begin : left.end].strip("”“ ")
