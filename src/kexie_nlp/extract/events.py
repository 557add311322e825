"""Which contest or occasion an award belongs to."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import awards, cues
from kexie_nlp.extract.antecedents import (
    CEREMONY,
    EDITION,
    Event,
    at_meeting,
    campaign,
    earlier,
    gathering,
    host,
    is_item,
    meant,
    pointed_at,
    show,
)
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.heads import heading_event
from kexie_nlp.extract.items import AND_OTHERS, ITS_OWN, first_of_list, main_contest, won_between
from kexie_nlp.extract.leads import CONFERRED_BY, has_giver, leading_contest, leading_occasion
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.extract.namesakes import named_like, shares_name
from kexie_nlp.extract.untagged import CEREMONY_AT, ENDS_OF_UNMARKED, UNMARKED, WITHIN, by_edition, matched, review

_REMEMBERED: Final = 1024  # the same prizes are won again and again
_ACTIVITIES, _PROGRAMMES = kinds_of("ACTIVITY"), kinds_of("PROGRAM")
_SUPPORTING: Final = re.compile("(?:惠农|兴村|益民|行动)[^”」]{0,6}(?:计划|工程)[”」]?$")
_AT: Final = re.compile(rf"(?P<event>{entity_pattern('ACTIVITY')})[”」』]?(?:(?:开幕式|闭幕式|现场|期间|表彰)?[上中里]|(?P<during>期间))")
_DIRECT: Final = re.compile(rf"(?P<event>{entity_pattern('ACTIVITY')})[”」』]?(?:的)?$")
_REVIEWED: Final = re.compile("(?:考核|考评|评议)$")
_OVER: Final = re.compile("；|(?:[名位]列|位居|排名|居)[^。；]*，")  # all is told of a review: its rank
OF_LEVEL: Final = re.compile("[“「]?(?:国家|[省市县区州旗])[级直]")
_DECIDED: Final = re.compile(r"(?:评出|决出|评决出|产生)了?[^，。；]*$")
_HOST: Final = re.compile("(?:举办|承办|主办|举行|开展)了?$")
_COUNTED_WINNERS: Final = re.compile(
    rf"，(?:另有|[^，。；]{{2,60}}等)?{cues.QUANTITY}[^，。；\ue000-\uf8ff]{{1,6}}(?:被评为|获评?|荣获)[“「]?$"
)
_AT_ONCE: Final = re.compile(r"[”」』]?[^。；：\ue000-\uf8ff]{1,10}[“「]?")  # 参加…展演，获优秀案例: nobody else is named between
_IN_CONTEST: Final = re.compile(r"[”」』]?(?:评选|活动|比赛|决赛|终评|展示)*(?:[上中里]|期间)")
_NAMED_BY: Final = re.compile(rf"被(?:{entity_pattern('ORG')}|[^，。；]{{0,8}}(?:确定|命名|认定)为)")
# won in several contests, told by their kind: 在各级各类赛事中获奖35项
IN_SEVERAL: Final = re.compile(
    r"(?:各[级类种项]|[国省市县区]家?级(?:及)?以上)[^，。；\n]{0,12}(?:赛事|竞赛|比赛|大赛|活动|评选)[^，。；、\n]{0,14}$"
)
_LONGEST_KIND: Final = 40
_JUST_BEFORE: Final = 6
_NUMBERING: Final = 5  # as far into its line may that stand which is alone in it
_NEAR_HEAD: Final = 12  # how far into its line the name that heads it may stand
_ENTERED: Final = re.compile("[并还](?:入选|入围|晋级)了?[“「]?$")  # 获一等奖并入选全国展评，某校获优秀组织奖: of the contest before it
# papers or works that are judged without a contest: 评选第三届青禾市自然科学优秀论文
SELECTION: Final = re.compile(
    r"(?:评选|评审|评比|参评)(?:表彰)?了?"
    rf"(?P<event>(?:{entity_pattern('DATE', 'ORG', 'PLACE', 'AWARD')}|[^，。；：、\n出收征共报\ue000-\uf8ff]){{2,40}}?)"
    rf"(?=[，；]|{cues.QUANTITY})"
)
_JUDGED: Final = re.compile("(?:论文|成果|作品|案例)$")
_TITLE_BEHIND: Final = re.compile(r"[”」』]?(?:荣誉)?称号")
_LONGEST_PLAIN_PRIZE: Final = 8
_OF_PART: Final = re.compile("(?!.*(?:成果|优秀|科技|论文|科学技术|进步))[^奖]{2,10}[特一二三]等奖")
_STANDING: Final = re.compile("(?:科技|科学技术|进步|人才|青年|发明|创新争先|科普)奖(?:[特一二三]等奖)?[”」]?$")
_CHOOSING: Final = re.compile("(?:评选|选树|推选|遴选|寻找|寻访|宣传)(?:活动)?[”」]?$")
_OF_TOWN: Final = re.compile("[省市县区州旗盟](?!长)[^奖]{4,}奖$")
_TEACHER: Final = re.compile("指导(?:教师|老师)|辅导员|教练")
_REGION: Final = re.compile(
    rf"全[国省市县区州旗盟]|中国|国家|自治区|{awards.PROVINCES}|[^\W\d_]{{2,4}}(?:省|市|县|州|盟|旗|自治区)(?=.{{4}})"
)
_PRIZE: Final = re.compile(
    r"等[奖獎]|[金银铜]|[冠亚季]军|第.名|(?:指导(?:教师|老师)|辅导员|教练员?|组织)奖$|优[胜秀]奖$|专项奖$|^.{2,4}(?:主席|[省市县州区旗]长)奖|校长奖$"
)
# 优秀领队：NAME、NAME
LABEL: Final = re.compile(rf"[”」]?[：:]\s*{entity_pattern('ORG', 'PERSON')}")
_SPECIAL: Final = re.compile("专项奖[”“「]{0,2}$")
_PARTED: Final = re.compile("[；;]")


def find_event(context: Context, passage: Passage, position: int, award: str, *, given: bool = False) -> Event | None:
    """Return the event that governs an award at ``position``: the nearest before it in the sentence, else an earlier one.

    ``given`` tells that it is handed out rather than won, at a gathering or in a contest of one's own.
    """
    may_be_unmarked = context.masked[position - 1] in ENDS_OF_UNMARKED
    if may_be_unmarked and (won := UNMARKED.search(context.masked, passage.start, position)):
        start, end = won.span("event")
        return main_contest(context, passage, Entity(start, end, "COMPETITION", context.text[start:end], None, None, "", 1.0), position)
    before = context.masked[max(passage.start, position - _LONGEST_KIND) : position]
    if ("级" in before or "各" in before) and IN_SEVERAL.search(before):
        return None
    graded = _is_graded(context, passage, position, award, given)
    contest = _contest_before(context, passage, position, award)
    if contest is not None and context.text[contest.start - 1] in "、和及“" and not is_item(contest.text):
        if AND_OTHERS.match(context.masked, contest.end):
            return None  # won in all of several contests
        contest = first_of_list(context, passage, contest)
    in_table = passage.table is not None and not is_of_region(award)
    if (contest is None or contest.start < passage.paragraph + _NEAR_HEAD or is_item(contest.text)) and (
        heading := heading_event(context, passage, position, award, graded=graded)
    ):
        return heading
    if contest is not None and graded and (pointed := pointed_at(context, passage, contest.end, position)):
        return pointed
    if contest is not None and (graded or in_table or _governs(context, passage, contest, position, award)):
        return main_contest(context, passage, contest, position)
    if held := _held_at(context, passage, position, award, graded, given, contest) or campaign(context, passage, position, award):
        return held
    if not graded or _TITLE_BEHIND.match(context.masked, position + len(award)):
        return _honoured_in(context, passage, position, award, given)
    if reviewed := review(context, passage, position) or selection(context, passage, position):
        return reviewed
    if passage.kinds & _ACTIVITIES and (direct := _DIRECT.search(context.masked, passage.start, position)):
        return matched(context, direct)
    if _STANDING.search(award) or (has_long_name(award) and not cues.CONTEST_WORD.search(context.masked, passage.start, position)):
        return gathering(context, passage, position) if given else None
    if has_giver(context, passage, position):
        return None
    return (
        by_edition(context, passage, position)
        or show(context, passage.start, position)
        or pointed_at(context, passage, passage.start, position)
        or earlier(context, passage)
        or show(context, passage.paragraph, passage.start)
        or meant(context, passage)
        or leading_contest(context)
        or leading_occasion(context, passage, position)
    )


def _honoured_in(context: Context, passage: Passage, position: int, award: str, given: bool) -> Event | None:
    """Return the contest named after an honour, or the review, meeting or programme that confers it."""
    if found := named_like(context, position, award, passage.paragraph) or review(context, passage, position):
        return found
    plain = not is_of_region(award) and not _STANDING.search(award)
    handed = gathering(context, passage, position, plain=plain) if given else None
    if told := handed or at_meeting(context, passage, position, plain=plain) or _programme(context, passage, position, plain):
        return told
    return leading_occasion(context, passage, position) if plain else None


def _contest_before(context: Context, passage: Passage, position: int, award: str) -> Entity | None:
    """Return the contest before an award in its sentence, but none that works only entered, nor a selection for another honour."""
    contest = context.last_before(position, passage.start, "COMPETITION")
    if contest is None or (_CHOOSING.search(contest.text) and _STANDING.search(award) and not shares_name(contest.text, award)):
        return None
    if _ENTERED.search(context.masked, max(passage.start, contest.start - _JUST_BEFORE), contest.start) is None:
        return contest
    main = context.last_before(contest.start, passage.start, "COMPETITION") if "，" in context.masked[contest.end : position] else None
    return main or contest


def has_long_name(award: str) -> bool:
    """Tell whether a prize has a name of its own rather than that of a grade, a group or a part of a contest."""
    name = award.strip("“”")
    return (len(name) > _LONGEST_PLAIN_PRIZE or _OF_TOWN.match(name) is not None) and not (
        _TEACHER.search(award) or "组" in award or _SPECIAL.search(award) or _OF_PART.fullmatch(award)
    )


def _is_graded(context: Context, passage: Passage, position: int, award: str, given: bool) -> bool:
    """Tell whether an award is a prize that is won in a contest rather than an honour."""
    if is_prize(award) or (position == passage.start and not is_of_region(award) and LABEL.match(context.masked, position + len(award))):
        return True
    if _SPECIAL.search(context.text, passage.start, position):
        return True
    is_decided = given and _DECIDED.search(context.masked, passage.start, position) is not None
    return is_decided and (not is_of_region(award) or context.last_before(position, passage.start, "COMPETITION") is not None)


def _held_at(
    context: Context, passage: Passage, position: int, award: str, graded: bool, given: bool, contest: Entity | None
) -> Event | None:
    """Return the event at which (在…上) something was won or conferred; a bare ceremony stands for the contest it closes."""
    at = list(_AT.finditer(context.masked, passage.start, position)) if passage.kinds & _ACTIVITIES else []
    if at and CEREMONY.fullmatch(context.text, *at[-1].span("event")):
        told = earlier(context, passage) if graded else None
        return told or host(context, passage, at[-1].start()) or earlier(context, passage) or matched(context, at[-1], occasion=True)
    is_own = is_of_region(award)
    if contest is None and not is_own and (within := list(WITHIN.finditer(context.masked, passage.start, position))):
        is_review = _REVIEWED.search(context.text, *within[-1].span("event")) is not None
        is_another = (not graded or OF_LEVEL.match(award) is not None) and won_between(context, within[-1].end(), position)
        is_over = is_review and (is_another or _OVER.search(context.masked, within[-1].end(), position) is not None)
        is_over = is_over or (not graded and _PARTED.search(context.masked, within[-1].end(), position) is not None)
        return None if is_over else matched(context, within[-1])
    if not at and context.masked.find("上", passage.start, position) >= 0:
        ceremony = CEREMONY_AT.search(context.masked, passage.start, position)
        if ceremony is None or (is_own and won_between(context, ceremony.end(), position)):
            return None
        return None if CONFERRED_BY.search(context.masked, ceremony.end(), position) else matched(context, ceremony, occasion=not graded)
    if not at or (not graded and _PARTED.search(context.masked, at[-1].end(), position)):
        return None
    if (at[-1]["during"] and not given) or (is_own and won_between(context, at[-1].end(), position)):
        return None
    if not graded and CONFERRED_BY.search(context.masked, at[-1].end(), position):
        return None
    return matched(context, at[-1], occasion=not graded)


def listed_event(context: Context, passage: Passage, award: Entity) -> Event | None:
    """Return what the award of a list of winners was won in: the contest that the document tells of, else the prize it is a grade of."""
    if cues.GRADED.search(award.text) is None or is_of_region(award.text):
        return named_like(context, award.start, award.text, 0)
    before = [told for told in context.between(0, award.start, "AWARD", "COMPETITION") if not is_prize(told.text)]
    if before and before[-1].type == "AWARD" and before[-1].text.rstrip("”").endswith("奖") and _is_alone(context, before[-1]):
        return Event(before[-1].text, before[-1].start, before[-1].end)
    told = [contest for contest in context.between(0, passage.start, "COMPETITION") if EDITION.search(contest.text)]
    return Event(told[-1].text, told[-1].start, told[-1].end) if told else None


def _is_alone(context: Context, named: Entity) -> bool:
    """Tell whether hardly more than a number stands beside a name in its line: 二、青禾市科技进步奖."""
    begin, end = context.text.rfind("\n", 0, named.start) + 1, context.text.find("\n", named.end)
    return named.start - begin <= _NUMBERING and not context.text[named.end : end if end >= 0 else named.end].strip("”」 ：:")


def _governs(context: Context, passage: Passage, contest: Entity, position: int, award: str) -> bool:
    """Tell whether an honour is conferred in a contest that stands before it in the sentence."""
    if award.endswith("功") or any(sign in context.masked[contest.end : position] for sign in "；;\t|"):
        return False
    if shares_name(contest.text, award) or ITS_OWN.fullmatch(context.masked, contest.end, position):
        return True
    if not is_of_region(award) and _AT_ONCE.fullmatch(context.masked, contest.end, position):
        return True
    is_own = is_of_region(award) and won_between(context, contest.end, position)
    if not is_of_region(award) and "比贡献" in contest.text:
        return True  # a campaign whose honours are plain ones
    if (
        not is_of_region(award)
        and _HOST.search(context.masked, passage.start, contest.start)
        and _COUNTED_WINNERS.search(context.masked, contest.end, position)
    ):
        return True
    if won_between(context, contest.end, position) and _has_own_subject(context, contest.end, position):
        return False
    return not is_own and _IN_CONTEST.match(context.masked, contest.end) is not None


def _has_own_subject(context: Context, start: int, position: int) -> bool:
    """Tell whether an honour at ``position`` is that of another institution or person than the award told before it."""
    last = context.between(start, position, "AWARD")[-1]
    pause = max(context.masked.rfind(sign, last.end, position) for sign in "，；")
    return (
        pause >= 0
        and bool(context.between(pause, position, "ORG", "PERSON"))
        and _NAMED_BY.search(context.masked, pause, position) is not None
    )


@lru_cache(_REMEMBERED)
def is_prize(award: str) -> bool:
    """Tell whether an award is a prize of some contest by its own words."""
    return cues.GRADED.search(award) is not None and not is_of_region(award)


@lru_cache(_REMEMBERED)
def is_of_region(award: str) -> bool:
    """Tell whether an award is an honour of a region or the nation, such as 全国优秀科技辅导员, rather than a prize of a contest."""
    core = award.strip("“”「」")
    return _REGION.match(core) is not None and _PRIZE.search(core) is None


def _programme(context: Context, passage: Passage, position: int, plain: bool) -> Event | None:
    """Return the programme that honours those whom it supports: “科普惠农兴村计划”…，表彰先进单位."""
    programme = context.last_before(position, passage.start, "PROGRAM") if plain and passage.kinds & _PROGRAMMES else None
    between = context.masked[programme.end : position] if programme else ""
    if programme is None or not _SUPPORTING.search(programme.text) or "表彰" not in between or _PARTED.search(between) or "：" in between:
        return None
    return Event(programme.text, programme.start, programme.end)


def selection(context: Context, passage: Passage, position: int) -> Event | None:
    """Return the papers or works, told before ``position`` in a sentence, that are judged without a contest by name."""
    if context.masked.find("评", passage.start, position) < 0:
        return None
    told = [
        judged
        for judged in SELECTION.finditer(context.masked, passage.start, position)
        if _JUDGED.search(context.text, *judged.span("event"))
    ]
    return matched(context, told[-1]) if told else None
