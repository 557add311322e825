"""Claims: awards that a sentence says were won or given, with their counts, chained by coordination."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import award_tables, awards, cues
from kexie_nlp.extract.antecedents import Event, is_item
from kexie_nlp.extract.award_counts import PERSONS, count_of, hand_out
from kexie_nlp.extract.award_lists import Listed, is_line_of_honours, is_title, led_by_award, listed_awards
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.events import LABEL, OF_LEVEL, find_event, has_long_name, is_of_region, is_prize, listed_event, selection
from kexie_nlp.extract.groups import Claim, Group
from kexie_nlp.extract.masking import MASKED, entity_pattern
from kexie_nlp.extract.plans import is_planned, last_sign
from kexie_nlp.extract.singled_out import singled_out
from kexie_nlp.extract.works import WORKS_BEHIND

_AWARDS: Final = kinds_of("AWARD")
_SIGN_OF_CONFERRING: Final = re.compile(f"[{cues.CONFER_STARTS}]")
_TO_STRONG: Final = re.compile("[^。；;！？!?\n\t|]*")
_NEXT_OF_LIST: Final = re.compile("[”」]?(?:称号)?、[^，。；：]{0,40}")
_CHAIN: Final = re.compile(
    rf"[”」』’]?(?:(?:的)?(?:称号|荣誉称号|荣誉|奖牌|证书|选手|学生|教师|教练|作品|项目|论文|单位|案例))?"
    rf"(?:[ 　]?{cues.QUANTITY})?(?:[（(][^（）()\n]{{0,12}}[)）])?"
    rf"(?:[ 　、，,和及与與以或]{{0,4}}|(?<={cues.BODY_OF_COUNT})[；;])(?:以及|并获|其中|各)?"
    rf"(?:{cues.QUANTITY}的?)?(?:[^\W\d_\ue000-\ue017]{{1,4}}[组類类项])?[“「『‘]?"
)
# 获得荣誉：1.A；2.B
_NEXT_ITEM: Final = re.compile(r"[”」』’]?(?:称号|荣誉|证书)?[；;]\s?(?:[（(]?\d{1,2}[)）.．、]{1,2}|[①-⑨])[“「『‘]?")
_FOR_WHOM: Final = re.compile("(?:^|[，上议会])(?<!每年)(?<!定期)(?:还|分别)?[对为给向][^，。；]{0,16}$")
_ROLE: Final = re.compile("(?<![^，。；\\n而])作为(?:首批|全[省市县国]唯一的?)?[“「]?$")
_WHOSE_ROLE: Final = re.compile(rf"[”」]?(?:之一)?，(?:{entity_pattern('ORG')}|该[校馆会院村]|[我本][校馆会院])")
_SIGNS_OF_ITEM: Final = 12
# a standing prize of which grades are told: 获…优秀论文奖，其中一等奖2篇
_MADE_OF_GRADES: Final = re.compile("(?:奖|论文|成果|作品|案例)[”」]?$")
_GRADES_BEHIND: Final = re.compile(rf"[”」]?(?:{cues.QUANTITY})?，其中有?[“「]?{cues.AWARD}")
# a standing prize of which grades are told: …科学技术奖评出一等奖2项
STARTS_AS_CONTEST: Final = frozenset("”」终共收评最已产")
AS_CONTEST: Final = re.compile(
    rf"[”」]?(?:终评|共?收到|(?:评审|评选)?(?:共|最终|已)?(?:评出|评选出|评定|评审出|产生)[^。；\n]*{cues.AWARD})"
)
_AND_ALSO: Final = re.compile(
    r"[”」]?(?:的?(?:称号|荣誉称号|荣誉|奖牌|证书))?[，、]?(?:[并並还還又再也且同时同時随后隨後]{1,4}|[”」]?[，、](?=[被获獲荣榮]))(?:一举)?(?:被|获|獲|荣|榮|当选|入选)"
)
_AMONG_THEM: Final = re.compile(rf"[”」]?(?:称号)?{cues.QUANTITY}，其中{cues.QUANTITY}")
# 市科协：全国先进集体
_LABELLED: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?\s*"
    rf"(?:{entity_pattern('ORG', 'PERSON', 'PLACE')}(?:[（(][^（()）\n]*[)）])?[、和 　]?)+"
    rf"(?:[：:]|——?)\s*(?:首批|第.批|{entity_pattern('DATE')})?[“「]?"
)
_NEAR: Final = 4
_RANKED: Final = re.compile("[”」]?的?(?:优异|优秀|骄人|好)?总?(?:成绩|佳绩|身份)(?=[^。；，]{0,30}[获摘夺荣晋斩捧揽拿赢当])")
# 一等奖数创历史新高: no prize, but how many there were
_HOW_MANY: Final = re.compile(
    "[”」]?(?:总?数量?|人数|项数|件数|率|占比|比例)(?:均|都|首次|再|连续)?(?:[创比较居占超增翻列稳实名位同]|首位|第一)"
)
# made known or sent, not honoured
_PRESENTED: Final = re.compile("(?:宣传|推介|选派|选送|组织|邀请|服务|慰问|走访|培养|培训|举荐|带领|奖补|扶持|资助)[^，。；]*$")
_FOUNDED: Final = re.compile("(?:联合|首次|捐资)?设立?了?")
# who has it stands behind: …奖，由某某获得; …名单，某某榜上有名
STARTS_OF_GONE: Final = frozenset("”」』，授颁由获名称受")
GONE_TO: Final = re.compile(
    rf"[”」』]?(?:，?(?:授予|颁给|授给)了?(?={MASKED})"
    r"|，?由[^，。；]{2,40}?(?:获得|摘得|夺得|捧得)|(?:获奖)?名单[，,][^。；]{2,40}?(?:荣列其中|榜上有名|名列其中|上榜|在列)|(?:称号)?受到[^，。；]{0,20}(?:表彰|表扬|奖励|嘉奖))"
)


def find_groups(context: Context) -> Iterator[Group]:
    """Yield the groups of claimed or planned awards, in reading order."""
    heads: dict[int, Entity] = {}
    table: int | None = None
    for number, passage in enumerate(context.passages):
        if passage.kinds & _AWARDS:
            if listed := listed_awards(context, number):
                yield from _listed(context, listed)
                continue
            if led := led_by_award(context, number):
                yield from _listed(context, led, in_line=True)
                continue
            if is_title(context, number):
                continue
        if passage.table != table:
            table, heads = passage.table, {}
        if heads and passage.cells:
            yield from _below(context, passage, heads)
        group: Group | None = None
        previous: Entity | None = None
        before: Event | None = None
        for award in context.inside(passage):
            if award.type != "AWARD":
                continue
            if passage.cells and award_tables.heads_counts(context, passage, award):
                heads[award_tables.column_of(context, passage, award)] = award
                continue
            if _is_rank(context, award) or _HOW_MANY.match(context.text, award.end):
                continue
            if _is_contest(context, passage, award):
                before = Event(award.text, award.start, award.end) if award.text.endswith("奖") or has_long_name(award.text) else before
                continue
            if group is not None and previous is not None and _chained(context, previous, award):
                group.claims.append(_claim(context, group, award, previous.end))
            else:
                if group is not None:
                    before = _settled(context, group, before).event
                    yield group
                    yield from singled_out(context, group)
                group = _open_group(context, passage, award, previous)
            previous = award
        if group is not None:
            yield _settled(context, group, before)
            yield from singled_out(context, group)


def _is_rank(context: Context, award: Entity) -> bool:
    """Tell whether a place tells but how a prize was won: 以第一名的成绩摘得特等奖."""
    return "以" in context.text[award.start - _NEAR : award.start] and _RANKED.match(context.masked, award.end) is not None


def _is_contest(context: Context, passage: Passage, award: Entity) -> bool:
    """Tell whether a prize stands for the contest in which those told behind it were won."""
    may_be = context.masked[award.end : award.end + 1] in STARTS_AS_CONTEST
    if (may_be and AS_CONTEST.match(context.masked, award.end, passage.end)) or _is_selected(context, passage, award):
        return True
    if awards.grade(award.text) is not None or _MADE_OF_GRADES.search(award.text) is None:
        return False
    behind = context.at(award.end)
    is_graded_itself = behind is not None and behind.type == "AWARD" and awards.grade(behind.text) is not None
    return is_graded_itself or _GRADES_BEHIND.match(context.masked, award.end, passage.end) is not None


def _is_selected(context: Context, passage: Passage, award: Entity) -> bool:
    """Tell whether an award is what papers are judged for, with prizes told behind: 评选自然科学优秀论文80篇，其中一等奖8篇."""
    if context.masked.find("评", passage.start, award.start) < 0:
        return False
    prize = next((other for other in context.between(award.end, passage.end, "AWARD") if is_prize(other.text)), None)
    event = selection(context, passage, prize.start) if prize else None
    return event is not None and event.start <= award.start and award.end <= event.end


def _below(context: Context, passage: Passage, heads: dict[int, Entity]) -> Iterator[Group]:
    """Yield the group of the counts in a row of a table whose columns are headed by awards."""
    claims = [Claim(award, count) for award, count in award_tables.counts_below(context, passage, heads)]
    if claims:
        at = claims[0].count.start if claims[0].count else passage.start
        group = Group(passage, passage.start, at, at, False, claims)
        group.event = find_event(context, passage, at, claims[0].award.text)
        group.winner = award_tables.winner_cell(context, passage, Entity(at, at + 1, "QUANTITY", "", None, None, "", 1.0))
        yield group


def _listed(context: Context, listed: Sequence[Listed], *, in_line: bool = False) -> Iterator[Group]:
    """Yield the groups of a list of winners, or (``in_line``) of a line that tells the award itself."""
    for line in listed:
        claim = Claim(line.award, line.number, planned=is_planned(context, line.passage, line.award.start, (0, 0), line.award))
        group = Group(line.passage, line.passage.start, line.award.start, line.award.start, not line.names, [claim], work=line.work)
        group.event = _event(context, group, None) if in_line else listed_event(context, line.passage, line.award)
        if line.names:
            group.winner = "、".join(name.text for name in line.names), line.names[0].start, line.names[-1].end
        yield group


def _settled(context: Context, group: Group, before: Event | None) -> Group:
    """Return a complete group: counts told behind the whole list handed out, plans for the last one spread to all.

    ``before`` is the event of the claims before it in the sentence.
    """
    claims = group.claims
    last = claims[-1].award.end
    hand_out(context, group)
    if len(claims) > 1 and claims[-1].planned and cues.PLAN_BEHIND.match(context.masked, last):
        for claim, following in reversed(list(itertools.pairwise(claims))):
            if "获" in context.masked[claim.award.end : following.award.start]:
                break
            claim.planned = claim.planned or claim.count is None
    for claim in claims:
        claim.planned = claim.planned or not _told(context, group, claim)
    if group.passage.cells and _read_row(context, group):
        return group
    group.event = _event(context, group, before)
    return group


def _event(context: Context, group: Group, before: Event | None) -> Event | None:
    """Return the event of a group: its own, or that of the claims before it in the sentence if that is nearer or goes on."""
    award = group.claims[0].award.text
    event = find_event(context, group.passage, group.start, award, given=group.given)
    if before is None:
        return event
    if event is None:
        is_same = _goes_on(context, group, before) or (not before.occasion and is_prize(award))
        return before if is_same else None
    is_further = event.start < before.start and not event.occasion and event.item is None
    return before if is_further and not is_item(before.text) else event


def _goes_on(context: Context, group: Group, before: Event) -> bool:
    """Tell whether an honour is told in the breath of the prize before it: 获一等奖并被授予“科普使者”称号."""
    award = group.claims[0].award
    if _AMONG_THEM.match(context.masked, group.floor, award.start) and (group.given or not is_of_region(award.text)):
        return True
    # contests of speakers name those who won 科普使者 of their region
    is_speaker = award.text.endswith("科普使者") and "讲解" in before.text and awards.level(before.text) == awards.level(award.text)
    its_own = is_speaker or not (is_of_region(award.text) or OF_LEVEL.match(award.text))
    return its_own and _AND_ALSO.match(context.masked, group.floor, group.verb_end) is not None


def _read_row(context: Context, group: Group) -> bool:
    """Enter what the columns of a table tell of an award: its count, its winner and its contest; tell whether there is the last."""
    last = group.claims[-1]
    if last.count is None:
        last.count = award_tables.count_beside(context, group.passage, last.award)
    group.winner = award_tables.winner_cell(context, group.passage, last.award)
    told = award_tables.event_cell(context, group.passage, last.award)
    if told is not None:
        group.event = Event(*told)
    return told is not None


def _told(context: Context, group: Group, claim: Claim) -> bool:
    """Tell whether anything says that an award was won or given: a verb, a count of winners, a cell of its own, or its own grade."""
    may_have_gone = context.masked[claim.award.end : claim.award.end + 1] in STARTS_OF_GONE
    if may_have_gone and GONE_TO.match(context.masked, claim.award.end, group.passage.end):
        return True
    if claim.award.start == group.passage.start and LABEL.match(context.masked, claim.award.end, group.passage.end):
        return True
    if claim.count is None and group.verb_start < group.verb_end and _FOUNDED.fullmatch(context.masked, group.verb_start, group.verb_end):
        return False
    if group.passage.cells or cues.is_graded(claim.award.text):
        return True
    if group.verb_start == group.verb_end:
        if _PRESENTED.search(context.masked, group.floor, group.start):
            return False
        if claim.count is None and _honoured_behind(context, group):
            return True
        if _LABELLED.fullmatch(context.masked, group.floor, group.start) or _is_line(context, group) or _is_role(context, group):
            return True
        return claim.count is not None and PERSONS.search(claim.count.text) is not None
    return claim.count is not None or _FOUNDED.match(context.masked, group.verb_start) is None


def _is_role(context: Context, group: Group) -> bool:
    """Tell whether an institution is said to be what a group names: 作为全国科普教育基地，市科技馆…."""
    last = group.claims[-1].award.end
    is_told = context.text.rfind("作为", max(0, group.start - _SIGNS_OF_ITEM), group.start) >= 0
    return (
        is_told
        and _WHOSE_ROLE.match(context.masked, last) is not None
        and _ROLE.search(context.masked, group.floor, group.start) is not None
    )


def _honoured_behind(context: Context, group: Group) -> bool:
    """Tell whether those whom a group names were honoured together by words behind it, with no more told of them in the paragraph."""
    last = group.claims[-1].award.end
    if _FOR_WHOM.search(context.masked, group.floor, group.start) is None or cues.HONOURED.match(context.masked, last) is None:
        return False
    end = context.text.find("\n", last)
    return context.text.find(group.claims[0].award.text, last, end if end >= 0 else len(context.text)) < 0


def _is_line(context: Context, group: Group) -> bool:
    """Tell whether a group is a line of a list of honours."""
    passage = group.passage
    begins = passage.start == passage.paragraph and passage.table is None and group.start - passage.start <= _SIGNS_OF_ITEM
    return begins and is_line_of_honours(context, passage)


def _chained(context: Context, previous: Entity, award: Entity) -> bool:
    """Tell whether an award continues the list that ``previous`` stands in."""
    if WORKS_BEHIND.match(context.masked, award.end) is not None:
        return False
    if _CHAIN.fullmatch(context.masked, previous.end, award.start) is not None:
        return True
    is_near = award.start - previous.end <= _SIGNS_OF_ITEM
    return is_near and _NEXT_ITEM.fullmatch(context.masked, previous.end, award.start) is not None


def _open_group(context: Context, passage: Passage, award: Entity, previous: Entity | None) -> Group:
    """Return the group that ``award`` begins."""
    floor = max(passage.start, previous.end if previous else 0)
    strong = last_sign(context, _TO_STRONG, passage.start, award.start)
    floor = max(floor, strong + 1)
    verb, given = None, False
    for pattern, gives in ((cues.GAIN, False), (cues.GIVE, True), (cues.CONFER, True)):
        if pattern is cues.CONFER and _SIGN_OF_CONFERRING.search(context.masked, floor, award.start) is None:
            continue
        for match in pattern.finditer(context.masked, floor, award.start):
            if verb is None or match.end() > verb.end() or (match.end() == verb.end() and match.start() < verb.start()):
                verb, given = match, gives
    if verb is None and previous is not None and _NEXT_OF_LIST.fullmatch(context.masked, previous.end, award.start):
        verb = next(reversed(list(cues.GAIN.finditer(context.masked, passage.start, previous.start))), None)
    at = (verb.start(), verb.end()) if verb else (award.start, award.start)
    group = Group(passage, floor, *at, given)
    group.claims.append(_claim(context, group, award, floor))
    return group


def _claim(context: Context, group: Group, award: Entity, floor: int) -> Claim:
    """Return the claim of one award of a group."""
    count, winners = count_of(context, group, award, floor)
    planned = is_planned(context, group.passage, group.floor, (group.verb_start, group.verb_end), award)
    return Claim(award, count, winners, planned)
