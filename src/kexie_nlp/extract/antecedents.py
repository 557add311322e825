"""Contests and occasions that an award goes back to although they are told before its sentence, or not by their full name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import awards, cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.frozen import quickly_made

EDITION: Final = re.compile(r"[届屆]|(?:19|20)\d\d")
CEREMONY: Final = re.compile("[“”]?(?:颁奖|表彰|开幕|闭幕|总结|命名|授牌)+(?:大会|仪式|典礼|晚会|会|式)[“”]?")
_MEETING: Final = re.compile("(?<![^，。；\\n])(?:会上|会议|大会|年会|庆典)(?:上|期间|还|[，])?[^。；]*$")
_CALLED: Final = re.compile(r"(?:召开|举行|举办)了?(?P<event>[^，。；\n]{3,40})，[^。；]*$")
_CONFERRED: Final = re.compile("表彰|表扬|授予|颁发|通报|命名|发布|揭晓|颁奖|授牌")
_GATHERING: Final = re.compile(r"(?:大会|年会|会议|仪式|表彰会|总结会|庆典)[”」]?$")
# where plain honours are handed out as well, but not those of a region, which are told of there
PLAIN_GATHERING: Final = re.compile(
    r"(?:大会|会议|仪式|(?:年|全|表彰|总结|座谈|茶话|推进|工作|部署|动员|发布|全委|代表|理事)会|庆典|盛典|典礼|晚会|主场活动)[”」]?$"
)
_HANDED_OUT: Final = re.compile("表彰|表扬|颁[奖发]|授[予牌]|命名")
# 会议为先进集体颁奖。: what the next sentence tells was handed out there
_MET: Final = re.compile(r"(?<![^，。；\n])(?:会上|会议|大会)")
_PRIZES_GIVEN: Final = re.compile("颁奖|表彰|表扬|授牌")
_LEAD: Final = 400  # a report of a meeting names it so near its beginning
_CAMPAIGN: Final = re.compile(
    r"(?:科普日|科技节|科普节|工作者日|[动传普技]周|[动传普]月)(?:[^\W\d_]{1,6}主场|主场|系列|主题|重点|特色|联合|示范)*(?:活动)?[”」]?$"
)
STARTS_OF_PRAISE: Final = frozenset("优特最精十省市县国全先")
OF_CAMPAIGN: Final = re.compile(
    r"[“「]?(?:[国省市县]家?级|全[国省市县])?(?:优秀|特色|最佳|精品)(?:特色|科普|主场|线上|重点)*(?:组织|活动|案例|创意)[^”」]{0,4}[”」]?|先进(?:个人|集体|单位)"
)
_HELD: Final = re.compile("(?:开展|举办|组织|承办|举行)了?$")
_TAKEN_PART_IN: Final = re.compile("(?:参加|参与)了?$")
_HONOUR_OF_CAMPAIGN: Final = re.compile(r"[“「]?(?P<event>[^”」]{0,8}(?:科普日|科普月|[动传普技]周)(?:活动)?)(?:优秀|先进|特色|组织)")
# honours by what those who have them took part in
_KINDRED: Final = tuple(
    (re.compile(f"[“「]?(?:优秀|最佳|十佳)(?:{who})"), re.compile(f"(?:{what})[^。]{{0,6}}$"))
    for who, what in (("营员|带队|领队|营地", "营"), ("学员", "班|培训|研修"), ("调查", "调查"))
)
_CONTESTS_BACK: Final = 8
_RUN_IN: Final = 12  # how far into its paragraph the campaign may stand that it is about
_NAMED_AS_CONTEST: Final = re.compile(
    rf"[届屆]|(?:19|20)\d\d|全[国省市县区州旗盟]|中国|世界|国际|[省市县区州旗盟杯]|{awards.PROVINCES}|“|「"
)
_ASIDE: Final = re.compile("(?:此前|之前|曾经?|上届|往届)[^，。；\\n]*$")  # told in passing
_SHORT: Final = 12
TOPIC: Final = re.compile(r"\s*(?:\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}(?:、|是)|——)")
_KIND: Final = re.compile("年会|论坛|展演|汇演|会演|调演|科技节|艺术节")
_PRIZE_GIVING: Final = re.compile(
    "(?P<event>.{4,}(?:赛区|赛|评选|比武|评比))(?:颁奖|表彰|开幕|闭幕|启动|总结)+(?:大会|仪式|典礼|晚会|会|式)"
)
_LEVEL: Final = re.compile("(?P<level>自治区|[国省市县区州旗盟])赛(?!区)")
POINTED_AT: Final = re.compile(
    r"(?:在[^，。；]{0,10}?|(?:参加|参与|报送|推荐|选送|角逐|出征|征战|亮相)[^，。；]{0,6}?|(?<![^，。；：\n])[^，。；：\n\ue000-\uf8ff]{0,4}?(?=.{1,4}赛(?:[获夺摘斩]|成绩|[:：上中里]|共?评出)))"
    r"(?P<event>全?(?P<level>[国省市县区州盟旗])(?:(?:选拔)?赛|家?级(?:青少年)?(?:科技)?(?:创新)?(?:评选|竞赛|大赛|比赛|决赛|选拔赛)))(?![区场道资事])[^。；]*$"
)
SHOW: Final = re.compile(
    "(?:调演|会演|汇演|展演|演讲|征集|征集活动|征文|展评|(?:论文|成果)(?:发布会|发表会|报告会)|年会|论坛|节|嘉年华|运动会|博览会|擂台|研讨会|讲述|推选|推介|评优)[”」]?$"
)


@quickly_made
@dataclass(frozen=True, slots=True)
class Event:
    """A contest or occasion as written, and where it stands; ``occasion`` if it is where a title was conferred, not a contest.

    ``item`` is the part of a contest in which an award was won.
    """

    text: str
    start: int
    end: int
    occasion: bool = False
    item: Entity | None = None


def show(context: Context, floor: int, position: int) -> Event | None:
    """Return the festival, show or yearly meeting in a stretch at which prizes are won though it is no contest."""
    shows = [
        activity for activity in context.between(floor, position, "ACTIVITY") if SHOW.search(activity.text) and may_host(context, activity)
    ]
    return Event(shows[-1].text, shows[-1].start, shows[-1].end) if shows else None


def meant(context: Context, passage: Passage) -> Event | None:
    """Return the meeting or show that the paragraph speaks of by its kind alone: 年会共征集论文."""
    kind = _KIND.search(context.masked, passage.paragraph, passage.end)
    if kind is None:
        return None
    told = [activity for activity in context.between(0, passage.paragraph, "ACTIVITY") if kind[0] in activity.text]
    return Event(told[-1].text, told[-1].start, told[-1].end) if told else None


def campaign(context: Context, passage: Passage, position: int, award: str) -> Event | None:
    """Return the day, week or month of science that somebody organised well: told in the sentence, or what its paragraph is about.

    Good pupils and helpers are those of the camp, course or survey that they took part in.
    """
    if award.lstrip("“「")[:1] not in STARTS_OF_PRAISE:
        return None
    if OF_CAMPAIGN.fullmatch(award) is None:
        kind = next((what for who, what in _KINDRED if who.match(award)), None)
        told = [other for other in context.between(passage.paragraph, position, "ACTIVITY") if kind and kind.search(other.text)]
        return Event(told[-1].text, told[-1].start, told[-1].end, True) if told else None
    named: Event | None = None
    for other in reversed(context.between(max(passage.paragraph, passage.start - _LEAD), position, "AWARD", "ACTIVITY")):
        before = max(passage.paragraph, other.start - 3)
        if other.start < passage.start and named is None:
            break
        if other.type == "AWARD":
            if named is None and (name := _HONOUR_OF_CAMPAIGN.match(other.text)):
                named = Event(name["event"], other.start + name.start("event"), other.start + name.end("event"), True)
        elif _CAMPAIGN.search(other.text) or _TAKEN_PART_IN.search(context.masked, before, other.start):
            # behind an honour that tells the campaign by its own name, the one that was held is not what conferred it
            is_held = named is not None and _HELD.search(context.masked, before, other.start)
            return None if is_held else Event(other.text, other.start, other.end, True)
    if named is not None:
        return named
    topic = context.next_after(passage.paragraph, min(passage.start, passage.paragraph + 2 * _RUN_IN), "ACTIVITY")
    if topic is None or topic.start > passage.paragraph + _RUN_IN or not _CAMPAIGN.search(topic.text):
        return None
    return None if context.between(topic.end, position, "COMPETITION") else Event(topic.text, topic.start, topic.end, True)


def gathering(context: Context, passage: Passage, position: int, *, plain: bool = False) -> Event | None:
    """Return the meeting or ceremony, told before in the paragraph, where something is handed out: no region's honour if ``plain``."""
    activity = context.last_before(position, passage.paragraph, "ACTIVITY")
    kind = PLAIN_GATHERING if plain else _GATHERING
    if activity is None or not kind.search(activity.text) or not may_host(context, activity):
        return None
    return Event(activity.text, activity.start, activity.end, True)


def host(context: Context, passage: Passage, position: int) -> Event | None:
    """Return the event whose opening or closing is told at ``position`` as a bare 开幕式: the first of its paragraph, else of the text."""
    for floor in (passage.paragraph, 0):
        told = [event for event in context.between(floor, position, "ACTIVITY", "COMPETITION") if may_host(context, event)]
        if told:
            return Event(told[0].text, told[0].start, told[0].end, True)
    return None


def may_host(context: Context, event: Entity) -> bool:
    """Tell whether an event may have an opening of its own: it is no ceremony, and not counted (科普报告67场)."""
    behind = context.at(event.end)
    return CEREMONY.fullmatch(event.text) is None and (behind is None or behind.type != "QUANTITY")


def at_meeting(context: Context, passage: Passage, position: int, *, plain: bool = False) -> Event | None:
    """Return the meeting told before that a sentence speaks of as 会上, 会议 or 大会, or that it says was called.

    ``plain`` tells that the honour is that of no region.
    """
    kind = PLAIN_GATHERING if plain else _GATHERING
    called = _CALLED.search(context.masked, passage.start, position)
    if (
        called
        and kind.search(context.text, *called.span("event"))
        and _CONFERRED.search(context.text, called.end("event"), passage.end)
        and (plain or not context.between(called.end("event"), position, "AWARD"))
    ):
        return Event(context.text[slice(*called.span("event"))], *called.span("event"), True)
    goes_on = plain and _just_given(context, passage)
    if not goes_on and _MEETING.search(context.masked, passage.start, position) is None:
        return None
    told = [meeting for meeting in context.between(passage.paragraph, position, "ACTIVITY") if kind.search(meeting.text)]
    if not told and (goes_on or _HANDED_OUT.search(context.masked, passage.start, passage.end)):
        told = [meeting for meeting in context.between(0, passage.paragraph, "ACTIVITY") if kind.search(meeting.text)]
        told = told[:1] if told and told[0].start < _LEAD else told
    return Event(told[-1].text, told[-1].start, told[-1].end, True) if told else None


def _just_given(context: Context, passage: Passage) -> bool:
    """Tell whether the sentence before, in the same paragraph, says that a meeting handed out prizes."""
    if passage.start == passage.paragraph or context.masked[passage.start - 1] != "。":
        return False
    begin = max(passage.paragraph, context.masked.rfind("。", passage.paragraph, passage.start - 1))
    met = _MET.search(context.masked, begin, passage.start)
    return met is not None and _PRIZES_GIVEN.search(context.masked, met.end(), passage.start) is not None


def speakers(context: Context, position: int, award: str) -> Event | None:
    """Return the contest of speakers of the same level before an award, where those who won are named 科普使者 of their region."""
    level = awards.level(award)
    for _ in range(_CONTESTS_BACK):
        contest = context.last_before(position, 0, "COMPETITION")
        if contest is None or level is None:
            return None
        if "讲解" in contest.text and awards.level(contest.text) == level:
            return Event(contest.text, contest.start, contest.end)
        position = contest.start
    return None


def pointed_at(context: Context, passage: Passage, floor: int, position: int) -> Event | None:
    """Return the contest that a bare 省赛 between ``floor`` and an award points at, by its name if that is told before."""
    may_point = context.masked.find("赛", floor, position) >= 0 or context.masked.find("评", floor, position) >= 0
    pointer = POINTED_AT.search(context.masked, floor, position) if may_point else None
    if pointer is None:
        return None
    told = context.between(min(context.section_start(passage), passage.paragraph), pointer.start(), "COMPETITION")
    of_level = [
        contest
        for contest in told
        if awards.level(contest.text) == awards.POINTED_LEVELS[pointer["level"]] and not contest.text.endswith("评选")
    ]
    if of_level:
        return Event(of_level[-1].text, of_level[-1].start, of_level[-1].end)
    return Event(pointer["event"], *pointer.span("event"))


def earlier(context: Context, passage: Passage) -> Event | None:
    """Return the contest of an earlier sentence: of the paragraph, then of the section; 本次大赛 means one with an edition."""
    if passage.start not in context.earlier:  # the same for all awards of a long row or list
        context.earlier[passage.start] = _earlier(context, passage)
    return context.earlier[passage.start]


def _earlier(context: Context, passage: Passage) -> Event | None:
    """Look for the contest of an earlier sentence."""
    floor = context.section_start(passage)
    if given_at := _prize_giving(context, passage):
        return given_at
    if cues.CONTEST_WORD.search(context.masked, passage.start, passage.end):
        editions = [contest for contest in context.between(0, passage.start, "COMPETITION") if EDITION.search(contest.text)]
        if editions:
            return Event(editions[-1].text, editions[-1].start, editions[-1].end)
        floor = 0
    is_topic = passage.paragraph < passage.start and TOPIC.match(context.text, passage.paragraph) is not None
    if is_topic:
        floor = passage.paragraph
    told = context.between(min(floor, passage.paragraph), passage.start, "COMPETITION")
    told = [contest for contest in told if not _ASIDE.search(context.masked, max(0, contest.start - _SHORT), contest.start)] or told
    caption = context.reading.tables[passage.table].caption if passage.table is not None else ""
    if level := _LEVEL.search(caption) or _LEVEL.search(context.masked, passage.start, passage.end):
        of_level = [contest for contest in told if awards.level(contest.text) == awards.POINTED_LEVELS[level["level"]]]
        told = of_level or told
    if not told and not is_topic:
        told = only_contest(context, passage)
    if not told:
        return None
    contest = told[-1]
    if is_item(contest.text):
        editions = [other for other in told if EDITION.search(other.text)]
        if not editions and (closed := closed_before(context, passage)):
            return closed
        editions = editions or only_contest(context, passage)
        contest = editions[-1] if editions else contest
    return Event(contest.text, contest.start, contest.end)


def _prize_giving(context: Context, passage: Passage) -> Event | None:
    """Return the contest whose prize-giving is told before in the paragraph, with no other contest since."""
    told = context.last_before(passage.start, passage.paragraph, "ACTIVITY", "COMPETITION")
    named = _PRIZE_GIVING.fullmatch(told.text) if told is not None and told.type == "ACTIVITY" else None
    return Event(named["event"], told.start, told.start + named.end("event")) if told is not None and named else None


def closed_before(context: Context, passage: Passage) -> Event | None:
    """Return the contest of the last prize-giving or closing that is named after it, anywhere before."""
    for activity in reversed(context.between(0, passage.start, "ACTIVITY")):
        if named := _PRIZE_GIVING.fullmatch(activity.text):
            return Event(named["event"], activity.start, activity.start + named.end("event"))
    return None


def only_contest(context: Context, passage: Passage) -> list[Entity]:
    """Return the mentions of the one contest with an edition that the text before a passage is about, if it is only one."""
    told = [contest for contest in context.between(0, passage.start, "COMPETITION") if EDITION.search(contest.text)]
    return told if len({contest.text for contest in told}) == 1 else []


@lru_cache(maxsize=1 << 10)  # the same contests are told of again and again
def is_item(contest: str) -> bool:
    """Tell whether a contest may be but an item of a greater one, having no edition, year, place or cup in its name."""
    return _NAMED_AS_CONTEST.search(contest.replace("赛区", "")) is None
