"""Which contest or occasion an award belongs to."""

import re
from dataclasses import dataclass
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern

_AT: Final = re.compile(rf"(?P<event>{entity_pattern('ACTIVITY')})[”」』]?(?:开幕式|闭幕式|现场|期间|表彰)?[上中里]")
_DIRECT: Final = re.compile(rf"(?P<event>{entity_pattern('ACTIVITY')})[”」』]?(?:的)?$")
_UNMARKED: Final = re.compile(
    rf"[获夺得]得?了?(?P<event>(?:{entity_pattern('PLACE', 'ORG', 'DATE')}|[^，。；：、\n“”《》获夺得\ue000-\uf8ff]){{3,40}}?"
    r"(?:评比|评选|大赛|竞赛|联赛|比赛|征文))$"
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
    graded = cues.GRADED.search(award) is not None or (given and _DECIDED.search(context.masked, passage.start, position) is not None)
    contest = context.last_before(position, passage.start, "COMPETITION")
    if contest is not None and (graded or _governs(context, contest, position, award)):
        return Event(contest.text, contest.start, contest.end)
    at = list(_AT.finditer(context.masked, passage.start, position))
    if at:
        return _event(context, at[-1], occasion=not graded)
    if passage.table is not None and contest is not None:
        return Event(contest.text, contest.start, contest.end)
    if not graded or _TITLE_BEHIND.match(context.masked, position + len(award)):
        found = _named_like(context, passage, award) or _review(context, passage, position)
        return found or (_gathering(context, passage) if given else None)
    if review := _review(context, passage, position):
        return review
    if direct := _DIRECT.search(context.masked, passage.start, position):
        return _event(context, direct)
    if len(award.strip("“”")) > _LONGEST_PLAIN_PRIZE or _STANDING.search(award):
        return None
    return _show(context, passage.start, position) or _earlier(context, passage) or _show(context, passage.paragraph, passage.start)


def _show(context: Context, floor: int, position: int) -> Event | None:
    """Return the festival, show or yearly meeting in a stretch at which prizes are won though it is no contest."""
    shows = [activity for activity in context.between(floor, position, "ACTIVITY") if _SHOW.search(activity.text)]
    return Event(shows[-1].text, shows[-1].start, shows[-1].end) if shows else None


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
    return _shares_name(contest.text, award) or _IN_CONTEST.match(context.masked, contest.end) is not None


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
    return None


def _review(context: Context, passage: Passage, position: int) -> Event | None:
    """Return a review that is told without a name of its own: 开展工作站考核，评出…."""
    review = list(_REVIEW.finditer(context.masked, passage.start, position))
    return _event(context, review[-1]) if review else None


def _earlier(context: Context, passage: Passage) -> Event | None:
    """Return the contest of an earlier sentence: of the paragraph, then of the section; 本次大赛 means one with an edition."""
    floor = context.section_start(passage)
    if cues.CONTEST_WORD.search(context.masked, passage.start, passage.end):
        editions = [contest for contest in context.between(0, passage.start, "COMPETITION") if _EDITION.search(contest.text)]
        if editions:
            return Event(editions[-1].text, editions[-1].start, editions[-1].end)
        floor = 0
    contest = context.last_before(passage.start, min(floor, passage.paragraph), "COMPETITION")
    return Event(contest.text, contest.start, contest.end) if contest else None


def _event(context: Context, match: re.Match[str], *, occasion: bool = False) -> Event:
    """Return the event of a match."""
    start, end = match.span("event")
    return Event(context.text[start:end], start, end, occasion)
