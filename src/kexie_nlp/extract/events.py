"""Which contest or occasion an award belongs to."""

import re
from dataclasses import dataclass
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import awards, cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern

_AT: Final = re.compile(rf"(?P<event>{entity_pattern('ACTIVITY')})[”」』]?(?:开幕式|闭幕式|现场|期间|表彰)?[上中里]")
_DIRECT: Final = re.compile(rf"(?P<event>{entity_pattern('ACTIVITY')})[”」』]?(?:的)?$")
_UNMARKED: Final = re.compile(
    rf"[获夺得]得?了?(?P<event>(?:{entity_pattern('PLACE', 'ORG', 'DATE')}|[^，。；：、\n“”《》获夺得\ue000-\uf8ff]){{3,40}}?"
    r"(?:评比|评选|大赛|竞赛|联赛|比赛|征文|比武|马拉松|[^\W\d_]{2}赛))$"
)
_WITHIN: Final = re.compile(
    rf"(?:^|[^现存所正])在(?!省级以上|各类)"
    rf"(?P<event>(?:{entity_pattern('PLACE', 'ORG', 'DATE', 'ACTIVITY', 'PROGRAM', 'AWARD')}|[^，。；：、\n在\ue000-\uf8ff]){{4,40}}?"
    r"(?:赛|比武|马拉松|会演|调演|展演|汇演|评选|评比|征集|征集活动|鉴评会|评价|评估))[上中里]"
)
_DECIDED: Final = re.compile(r"(?:评出|决出|评决出|产生)了?[^，。；]*$")
_IN_CONTEST: Final = re.compile(r"[”」』]?(?:评选|活动|比赛|决赛|终评|展示)*[上中里]")
_EDITION: Final = re.compile(r"[届屆]|(?:19|20)\d\d")
_SHARED: Final = 6
_REVIEW: Final = re.compile(
    rf"(?:开展|组织|进行|完成)了?(?P<event>(?:{entity_pattern('DATE')}|[^，。；：\n\ue000-\uf8ff]){{0,24}}?(?:考核|评选|评比|评审|绩效评价|考评))"
)
_TITLE_BEHIND: Final = re.compile(r"[”」』]?(?:荣誉)?称号")
_GATHERING: Final = re.compile(r"(?:大会|年会|会议|仪式|表彰会|总结会)[”」]?$")
_LONGEST_PLAIN_PRIZE: Final = 8
_STANDING: Final = re.compile("(?:科技|科学技术|进步|人才|青年|发明|创新争先|科普)奖[”」]?$")
_TEACHER: Final = re.compile("指导(?:教师|老师)|辅导员|教练")
_REGION: Final = re.compile(
    rf"全[国省市县区州旗盟]|中国|国家|自治区|{awards.PROVINCES}|[^\W\d_]{{2,4}}(?:省|市|县|州|盟|旗|自治区)(?=.{{4}})"
)
_PRIZE: Final = re.compile(
    r"等[奖獎]|[金银铜]|[冠亚季]军|第.名|(?:指导(?:教师|老师)|辅导员|教练员?|组织)奖$|^.{2,4}(?:主席|[省市县州区旗]长)奖"
)
_NAMED_AS_CONTEST: Final = re.compile(
    rf"[届屆]|(?:19|20)\d\d|全[国省市县区州旗盟]|中国|世界|国际|[省市县区州旗盟杯]|{awards.PROVINCES}|“|「"
)
_ITEM: Final = re.compile("(?:赛道|赛项|项目|组别|单元|组)$")
_LISTED_ITEMS: Final = re.compile(rf"[”」]?等?{entity_pattern('QUANTITY')}(?:竞赛|比赛)?(?:项目|赛项|组别|单项|类别|赛道|单元)")
_SPECIAL: Final = re.compile("专项奖[”“「]{0,2}$")
_PARTED: Final = re.compile("[；;]")
_SELECTED: Final = re.compile("选树|评选|推选|推荐|寻找|宣传|发布|表彰|命名")
_KIND: Final = re.compile("年会|论坛|展演|汇演|会演|调演|科技节|艺术节")
_CEREMONY: Final = re.compile("[“”]?(?:颁奖|表彰|开幕|闭幕|总结|命名|授牌)+(?:大会|仪式|典礼|晚会|会|式)[“”]?")
_PRIZE_GIVING: Final = re.compile("(?P<event>.{4,}(?:赛区|赛|评选|比武|评比))(?:颁奖|表彰)(?:大会|仪式|典礼|晚会|会)")
_LEVEL: Final = re.compile("[国省市县区州旗]赛(?!区)")
_SHOW: Final = re.compile("(?:调演|会演|汇演|展演|演讲|征集|征集活动|征文|展评|年会|论坛|节|讲述|推选|推介|评优)[”」]?$")


@dataclass(frozen=True, slots=True)
class Event:
    """A contest or occasion as written, and where it stands; ``occasion`` if it is where a title was conferred, not a contest."""

    text: str
    start: int
    end: int
    occasion: bool = False


def find_event(context: Context, passage: Passage, position: int, award: str, *, given: bool = False) -> Event | None:
    """Return the event that governs an award at ``position``: the nearest before it in the sentence, else an earlier one.

    ``given`` tells that it is handed out rather than won, at a gathering or in a contest of one's own.
    """
    if won := _UNMARKED.search(context.masked, passage.start, position):
        return _event(context, won)
    graded = _is_graded(context, passage, position, award, given)
    contest = context.last_before(position, passage.start, "COMPETITION")
    in_table = passage.table is not None and not _of_region(award)
    if contest is not None and (graded or in_table or _governs(context, contest, position, award)):
        return _main(context, passage, contest, position)
    if held := _held_at(context, passage, position, award, graded, contest):
        return held
    if not graded or _TITLE_BEHIND.match(context.masked, position + len(award)):
        found = _named_like(context, passage, award) or _review(context, passage, position)
        return found or (_gathering(context, passage) if given else None)
    if review := _review(context, passage, position):
        return review
    if direct := _DIRECT.search(context.masked, passage.start, position):
        return _event(context, direct)
    if (len(award.strip("“”")) > _LONGEST_PLAIN_PRIZE and not _TEACHER.search(award)) or _STANDING.search(award):
        return _gathering(context, passage) if given else None
    return (
        _show(context, passage.start, position)
        or _earlier(context, passage)
        or _show(context, passage.paragraph, passage.start)
        or _meant(context, passage)
    )


def _is_graded(context: Context, passage: Passage, position: int, award: str, given: bool) -> bool:
    """Tell whether an award is a prize that is won in a contest rather than an honour."""
    if is_prize(award):
        return True
    if _SPECIAL.search(context.text, passage.start, position):
        return True
    return given and _DECIDED.search(context.masked, passage.start, position) is not None


def _held_at(context: Context, passage: Passage, position: int, award: str, graded: bool, contest: Entity | None) -> Event | None:
    """Return the event at which (在…上) something was won or conferred; a bare ceremony stands for the contest it closes."""
    at = list(_AT.finditer(context.masked, passage.start, position))
    if at and _CEREMONY.fullmatch(context.text, *at[-1].span("event")):
        return _earlier(context, passage) or _event(context, at[-1], occasion=True)
    is_own = _of_region(award)
    if contest is None and not is_own and (within := list(_WITHIN.finditer(context.masked, passage.start, position))):
        return _event(context, within[-1])
    if not at or (not graded and _PARTED.search(context.masked, at[-1].end(), position)):
        return None
    if is_own and _won_between(context, at[-1].end(), position):
        return None
    return _event(context, at[-1], occasion=not graded)


def listed_event(context: Context, passage: Passage, award: Entity) -> Event | None:
    """Return what the award of a list of winners was won in: the contest that the document tells of, else the prize it is a grade of."""
    if cues.GRADED.search(award.text) is None or _of_region(award.text):
        return None
    line = context.last_before(award.start, 0, "AWARD", "COMPETITION")
    if (
        line is not None
        and line.type == "AWARD"
        and _STANDING.search(line.text)
        and not context.text[line.end : award.start].strip("”」 \n")
    ):
        return Event(line.text, line.start, line.end)
    told = [contest for contest in context.between(0, passage.start, "COMPETITION") if _EDITION.search(contest.text)]
    return Event(told[-1].text, told[-1].start, told[-1].end) if told else None


def _show(context: Context, floor: int, position: int) -> Event | None:
    """Return the festival, show or yearly meeting in a stretch at which prizes are won though it is no contest."""
    shows = [activity for activity in context.between(floor, position, "ACTIVITY") if _SHOW.search(activity.text)]
    return Event(shows[-1].text, shows[-1].start, shows[-1].end) if shows else None


def _meant(context: Context, passage: Passage) -> Event | None:
    """Return the meeting or show that the paragraph speaks of by its kind alone: 年会共征集论文."""
    kind = _KIND.search(context.masked, passage.paragraph, passage.end)
    if kind is None:
        return None
    told = [activity for activity in context.between(0, passage.paragraph, "ACTIVITY") if kind[0] in activity.text]
    return Event(told[-1].text, told[-1].start, told[-1].end) if told else None


def _gathering(context: Context, passage: Passage) -> Event | None:
    """Return the meeting or ceremony, told before in the paragraph, at which something is handed out."""
    activity = context.last_before(passage.start, passage.paragraph, "ACTIVITY")
    if activity is None or not _GATHERING.search(activity.text):
        return None
    return Event(activity.text, activity.start, activity.end, True)


def _governs(context: Context, contest: Entity, position: int, award: str) -> bool:
    """Tell whether an honour is conferred in a contest that stands before it in the sentence."""
    if any(sign in context.masked[contest.end : position] for sign in "；;\t|"):
        return False
    if _shares_name(contest.text, award):
        return True
    is_own = _of_region(award) and _won_between(context, contest.end, position)
    return not is_own and _IN_CONTEST.match(context.masked, contest.end) is not None


def is_item(contest: str) -> bool:
    """Tell whether a contest may be but an item of a greater one, having no edition, year, place or cup in its name."""
    return _NAMED_AS_CONTEST.search(contest) is None


def is_prize(award: str) -> bool:
    """Tell whether an award is a prize of some contest by its own words."""
    return cues.GRADED.search(award) is not None and not _of_region(award)


def _of_region(award: str) -> bool:
    """Tell whether an award is an honour of a region or the nation, such as 全国优秀科技辅导员, rather than a prize of a contest."""
    core = award.strip("“”「」")
    return _REGION.match(core) is not None and _PRIZE.search(core) is None


def _won_between(context: Context, start: int, end: int) -> bool:
    """Tell whether another award stands in a span."""
    return bool(context.between(start, end, "AWARD"))


def _main(context: Context, passage: Passage, contest: Entity, position: int) -> Event:
    """Return a contest, or the greater one, told before it, of which it is only an item (红旅赛道)."""
    greater = _full_name(context, contest)
    if greater is None and is_item(contest.text):
        told = context.between(passage.start, contest.start, "COMPETITION")
        if listed := _LISTED_ITEMS.match(context.masked, contest.end):
            begin = context.masked.rfind("设", passage.start, contest.start)
            told = [other for other in told if other.end <= begin]
            of_all = listed.end() <= position
            greater = (told[-1] if told else _contest_of_items(context, passage)) if of_all else None
        elif told and told[-1].end == contest.start:
            greater = told[-1]
        elif _won_between(context, contest.end, position) or (_ITEM.search(contest.text) and position > contest.end):
            greater = next((other for other in reversed(told) if _EDITION.search(other.text)), None)
    chosen = greater or contest
    return Event(chosen.text, chosen.start, chosen.end)


def _contest_of_items(context: Context, passage: Passage) -> Entity | None:
    """Return the contest with an edition, told before in the paragraph, whose items a sentence lists."""
    told = [other for other in context.between(passage.paragraph, passage.start, "COMPETITION") if _EDITION.search(other.text)]
    return told[-1] if told else None


def _full_name(context: Context, contest: Entity) -> Entity | None:
    """Return the earlier mention with an edition of which a contest's name is the short form."""
    if not is_item(contest.text):
        return None
    told = context.between(0, contest.start, "COMPETITION")
    return next((other for other in reversed(told) if _EDITION.search(other.text) and other.text.endswith(contest.text)), None)


def _shares_name(contest: str, award: str) -> bool:
    """Tell whether a contest is named after an award (最美科技工作者评选)."""
    core = award.strip("“”「」")
    return any(core[start : start + _SHARED] in contest for start in range(max(1, len(core) - _SHARED + 1))) and len(core) >= _SHARED


def _named_like(context: Context, passage: Passage, award: str) -> Event | None:
    """Return the contest, anywhere before, that is named after an award."""
    core = award.strip("“”「」")
    for contest in reversed(context.between(0, passage.end, "COMPETITION")):
        if core in contest.text or (contest.start >= passage.paragraph and _shares_name(contest.text, award)):
            return Event(contest.text, contest.start, contest.end)
    for activity in reversed(context.between(passage.paragraph, passage.end, "ACTIVITY")):
        is_selection = _SELECTED.search(activity.text) is not None and _shares_name(activity.text, core)
        if activity.start < passage.end and (is_selection or (activity.start >= passage.start and activity.text in core)):
            return Event(activity.text, activity.start, activity.end)
    return None


def _review(context: Context, passage: Passage, position: int) -> Event | None:
    """Return a review that is told without a name of its own: 开展工作站考核，评出…."""
    review = list(_REVIEW.finditer(context.masked, passage.start, position))
    return _event(context, review[-1]) if review else None


def _earlier(context: Context, passage: Passage) -> Event | None:
    """Return the contest of an earlier sentence: of the paragraph, then of the section; 本次大赛 means one with an edition."""
    floor = context.section_start(passage)
    if given_at := _prize_giving(context, passage):
        return given_at
    if cues.CONTEST_WORD.search(context.masked, passage.start, passage.end):
        editions = [contest for contest in context.between(0, passage.start, "COMPETITION") if _EDITION.search(contest.text)]
        if editions:
            return Event(editions[-1].text, editions[-1].start, editions[-1].end)
        floor = 0
    told = context.between(min(floor, passage.paragraph), passage.start, "COMPETITION")
    caption = context.reading.tables[passage.table].caption if passage.table is not None else ""
    if level := _LEVEL.search(caption) or _LEVEL.search(context.masked, passage.start, passage.end):
        of_level = [contest for contest in told if awards.level(contest.text) == awards.POINTED_LEVELS[level[0][0]]]
        told = of_level or told
    if not told:
        told = _only_contest(context, passage)
    if not told:
        return None
    contest = told[-1]
    if is_item(contest.text) and not passage.cells:
        contest = next((other for other in reversed(told) if _EDITION.search(other.text)), contest)
    return Event(contest.text, contest.start, contest.end)


def _prize_giving(context: Context, passage: Passage) -> Event | None:
    """Return the contest whose prize-giving is told before in the paragraph, with no other contest since."""
    told = context.last_before(passage.start, passage.paragraph, "ACTIVITY", "COMPETITION")
    named = _PRIZE_GIVING.fullmatch(told.text) if told is not None and told.type == "ACTIVITY" else None
    return Event(named["event"], told.start, told.start + named.end("event")) if told is not None and named else None


def _only_contest(context: Context, passage: Passage) -> list[Entity]:
    """Return the mentions of the one contest with an edition that the text before a passage is about, if it is only one."""
    told = [contest for contest in context.between(0, passage.start, "COMPETITION") if _EDITION.search(contest.text)]
    return told if len({contest.text for contest in told}) == 1 else []


def _event(context: Context, match: re.Match[str], *, occasion: bool = False) -> Event:
    """Return the event of a match."""
    start, end = match.span("event")
    return Event(context.text[start:end], start, end, occasion)
