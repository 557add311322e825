"""Claims: awards that a sentence says were won or given, with their counts, chained by coordination."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import award_tables, cues
from kexie_nlp.extract.award_lists import Listed, is_title, listed_awards
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.events import Event, find_event, is_item, is_prize, listed_event
from kexie_nlp.extract.plans import is_planned, last_sign

_STRONG: Final = frozenset("。；;！？!?\n\t|")
_CHAIN: Final = re.compile(
    rf"[”」』’]?(?:(?:的)?(?:称号|荣誉称号|荣誉|奖牌|证书|选手|学生|教师|教练))?"
    rf"(?:[ 　]?{cues.QUANTITY})?(?:[（(][^（）()\n]{{0,12}}[)）])?"
    rf"(?:[ 　、，,和及与與以或]{{0,4}}|(?<={cues.BODY_OF_COUNT})[；;])(?:以及|并获|其中|各)?"
    rf"(?:{cues.QUANTITY}的?)?(?:[^\W\d_\ue000-\ue017]{{1,4}}[组類类项])?[“「『‘]?"
)
_QUANTITY: Final = re.compile(cues.QUANTITY)
_NEXT_AWARD: Final = re.compile(rf"的?[“「]?{cues.AWARD}")
_COUNT_BEHIND: Final = re.compile(
    rf"[”」』’]?(?:称号|奖牌|证书)?[ 　]?(?:授予|颁给|各|累计|共计|共|总计|计|达|分别为|为)?[ 　]?(?P<count>{cues.QUANTITY})"
)
_OF_ALL: Final = re.compile("(?:奖项|大奖|荣誉|奖励|称号)")
_COUNT_BEFORE: Final = re.compile(rf"(?P<count>{cues.QUANTITY})[ 　的]{{0,2}}[“「『‘]?$")
_COUNT_OF_WINNERS: Final = re.compile(
    rf"(?P<count>{cues.QUANTITY})(?P<noun>[^，。；：、\n\ue000-\ue017]{{0,12}})(?P<bridge>[^。；\n]{{0,40}})$"
)
_PERSONS: Final = re.compile(r"[人名位个個项項件篇幅所家支组组队对户幢枚座块][（(]?[次]?[)）]?$")
_GRADE_LIST: Final = re.compile(r"((?:[特一二三四]、)+[特一二三四])(等奖)")
_FOUNDED: Final = re.compile("(?:联合|首次|捐资)?设立?了?")
# who has it stands behind: …奖，由某某获得; …名单，某某榜上有名
_GONE_TO: Final = re.compile(
    r"[”」』]?(?:，?由[^，。；]{2,40}?(?:获得|摘得|夺得|捧得)|(?:获奖)?名单[，,][^。；]{2,40}?(?:荣列其中|榜上有名|名列其中|上榜|在列))"
)
_EACH_COUNT: Final = re.compile(rf"[”」]?各[有计设]?(?P<count>{cues.QUANTITY})")
_LISTED_COUNTS: Final = re.compile(
    rf"[”」]?(?:分别|依次)[^，。；\n\ue000-\uf8ff]{{0,4}}(?P<counts>{cues.QUANTITY}(?:[、和及]{cues.QUANTITY})+)"
)


@dataclass(slots=True)
class Claim:
    """One award with its count; claims that share a verb form a group."""

    award: Entity
    count: Entity | None
    winners: str | None = None
    planned: bool = False


@dataclass(slots=True)
class Group:
    """Coordinated claims and the verb that governs them.

    Attributes:
        floor: where the stretch begins in which subject and verb are sought.
        verb_start, verb_end: the verb; both equal to the first award's start if there is none.
        given: whether the verb belongs to a contest of one's own (评出, 产生, 授予).
        event: the contest or occasion that governs the claims, or None.
        winner, work: winner (text and span) and winning work that a table or list tells at a place of its own, or None.
    """

    passage: Passage
    floor: int
    verb_start: int
    verb_end: int
    given: bool
    claims: list[Claim] = field(default_factory=list)
    event: Event | None = None
    winner: tuple[str, int, int] | None = None
    work: Entity | None = None

    @property
    def start(self) -> int:
        """Where the first award begins."""
        return self.claims[0].award.start


def find_groups(context: Context) -> Iterator[Group]:
    """Yield the groups of claimed or planned awards, in reading order."""
    heads: dict[int, Entity] = {}
    table: int | None = None
    for number, passage in enumerate(context.passages):
        if passage.first < passage.last and (listed := listed_awards(context, number)):
            yield from _listed(context, listed)
            continue
        if passage.first < passage.last and is_title(context, number):
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
            if group is not None and previous is not None and _chained(context, previous, award):
                group.claims.append(_claim(context, group, award, previous.end))
            else:
                if group is not None:
                    before = _settled(context, group, before).event
                    yield group
                group = _open_group(context, passage, award, previous)
            previous = award
        if group is not None:
            yield _settled(context, group, before)


def _below(context: Context, passage: Passage, heads: dict[int, Entity]) -> Iterator[Group]:
    """Yield the group of the counts in a row of a table whose columns are headed by awards."""
    claims = [Claim(award, count) for award, count in award_tables.counts_below(context, passage, heads)]
    if claims:
        at = claims[0].count.start if claims[0].count else passage.start
        group = Group(passage, passage.start, at, at, False, claims)
        group.event = find_event(context, passage, at, claims[0].award.text)
        group.winner = award_tables.winner_cell(context, passage, Entity(at, at + 1, "QUANTITY", "", None, None, "", 1.0))
        yield group


def _listed(context: Context, listed: Sequence[Listed]) -> Iterator[Group]:
    """Yield the groups of a list of winners."""
    for line in listed:
        claim = Claim(line.award, line.number, planned=is_planned(context, line.passage, line.award.start, (0, 0), line.award))
        group = Group(line.passage, line.passage.start, line.award.start, line.award.start, False, [claim], work=line.work)
        group.event = listed_event(context, line.passage, line.award)
        if line.names:
            group.winner = "、".join(name.text for name in line.names), line.names[0].start, line.names[-1].end
        yield group


def _settled(context: Context, group: Group, before: Event | None) -> Group:
    """Return a complete group: counts told behind the whole list handed out, plans for the last one spread to all.

    ``before`` is the event of the claims before it in the sentence.
    """
    claims = group.claims
    last = claims[-1].award.end
    if len(claims) > 1 and all(claim.count is None for claim in claims[:-1]):
        if each := _EACH_COUNT.match(context.masked, last, group.passage.end):
            for claim in claims:
                claim.count = _entity_at(context, each.start("count"))
        elif listed := _LISTED_COUNTS.match(context.masked, last, group.passage.end):
            counts = context.between(listed.start("counts"), listed.end("counts"), "QUANTITY")
            if len(counts) == len(claims):
                for claim, count in zip(claims, counts, strict=True):
                    claim.count = count
    if len(claims) > 1 and claims[-1].planned and cues.PLAN_BEHIND.match(context.masked, last):
        for claim in claims:
            claim.planned = claim.planned or claim.count is None
    for claim in claims:
        claim.planned = claim.planned or not _told(context, group, claim)
    if group.passage.cells and _read_row(context, group):
        return group
    group.event = find_event(context, group.passage, group.start, claims[0].award.text, given=group.given)
    if before and group.event is None and not before.occasion and is_prize(claims[0].award.text):
        group.event = before
    elif before and group.event and group.event.start < before.start and not group.event.occasion and not is_item(before.text):
        group.event = before  # the contest of the prize told just before, rather than one further away
    return group


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
    if _GONE_TO.match(context.masked, claim.award.end, group.passage.end):
        return True
    if claim.count is None and group.verb_start < group.verb_end and _FOUNDED.fullmatch(context.masked, group.verb_start, group.verb_end):
        return False
    if group.passage.cells or cues.GRADED.search(claim.award.text):
        return True
    if group.verb_start == group.verb_end:
        return claim.count is not None and _PERSONS.search(claim.count.text) is not None
    return claim.count is not None or _FOUNDED.match(context.masked, group.verb_start) is None


def _chained(context: Context, previous: Entity, award: Entity) -> bool:
    """Tell whether an award continues the list that ``previous`` stands in."""
    return _CHAIN.fullmatch(context.masked, previous.end, award.start) is not None


def _open_group(context: Context, passage: Passage, award: Entity, previous: Entity | None) -> Group:
    """Return the group that ``award`` begins."""
    floor = max(passage.start, previous.end if previous else 0)
    strong = last_sign(context.masked, _STRONG, passage.start, award.start)
    floor = max(floor, strong + 1)
    verb, given = None, False
    for pattern, gives in ((cues.GAIN, False), (cues.GIVE, True), (cues.CONFER, True)):
        for match in pattern.finditer(context.masked, floor, award.start):
            if verb is None or match.end() > verb.end() or (match.end() == verb.end() and match.start() < verb.start()):
                verb, given = match, gives
    at = (verb.start(), verb.end()) if verb else (award.start, award.start)
    group = Group(passage, floor, *at, given)
    group.claims.append(_claim(context, group, award, floor))
    return group


def _claim(context: Context, group: Group, award: Entity, floor: int) -> Claim:
    """Return the claim of one award of a group."""
    count, winners = _count(context, group, award, floor)
    planned = is_planned(context, group.passage, group.floor, (group.verb_start, group.verb_end), award)
    return Claim(award, count, winners, planned)


def _count(context: Context, group: Group, award: Entity, floor: int) -> tuple[Entity | None, str | None]:
    """Return the QUANTITY that counts an award, and the noun of its winners if one stands behind it."""
    masked = context.masked
    before = _COUNT_BEFORE.search(masked, floor, award.start)
    behind = _COUNT_BEHIND.match(masked, award.end, group.passage.end)
    if behind and _OF_ALL.match(masked, behind.end("count")):
        behind = None
    if behind and not (before and _belongs_to_next(masked, behind.end("count"))):
        return _entity_at(context, behind.start("count")), None
    if before:
        return _entity_at(context, before.start("count")), None
    for match in list(_QUANTITY.finditer(masked, floor, award.start))[::-1]:
        start = match.start()
        found = _COUNT_OF_WINNERS.match(masked, start, award.start)
        entity = _entity_at(context, start)
        if found and entity and _PERSONS.search(entity.text) and _wins(found["noun"] + found["bridge"]):
            noun = cues.GAIN.split(found["noun"], maxsplit=1)[0].strip()
            return entity, noun if re.fullmatch(r"[^\W\d_]{2,}", noun) else None
        break
    return None, None


def _wins(bridge: str) -> bool:
    """Tell whether the words between a count and an award say that those counted won it."""
    verb = cues.GAIN.search(bridge) or cues.CONFER.search(bridge)
    if re.search(r"[，：]|分[获别]", bridge):
        return False
    return verb is not None or (len(bridge) <= 6 and "的" not in bridge)


def _belongs_to_next(masked: str, position: int) -> bool:
    """Tell whether a count is followed by the next award, so that counts precede awards in this list."""
    return _NEXT_AWARD.match(masked, position) is not None


def grades_of(award: str) -> list[str]:
    """Return the single prizes of a list of grades (一、二、三等奖 gives three)."""
    match = _GRADE_LIST.fullmatch(award)
    return [grade + match[2] for grade in match[1].split("、")] if match else [award]


def _entity_at(context: Context, start: int) -> Entity | None:
    """Return the entity that begins at ``start``."""
    return context.next_after(start, start + 60, "QUANTITY")
