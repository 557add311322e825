"""Awards, honours and contest results that a report claims."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import awards, cues
from kexie_nlp.extract.antecedents import Event
from kexie_nlp.extract.award_counts import number_of, number_told
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.events import find_event
from kexie_nlp.extract.groups import Claim, Group
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.extract.recipients import Recipient, find_recipients
from kexie_nlp.extract.works import coordinated_works, item_won, winning_work, works_behind
from kexie_nlp.numerals import value_of
from kexie_nlp.records import Achievement, Evidence

_DATES, _QUANTITIES = kinds_of("DATE"), kinds_of("QUANTITY")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_EACH: Final = re.compile(r"分[别別获獲夺摘列居]|各")
_TOGETHER: Final = re.compile(r"^[^，。；]{0,8}?(?:组合|团队|组成|小组|队|搭档|合作|联手|携手|共同|一[起同])")
_ONE_PLACE: Final = re.compile("[冠亚季殿亞][军軍]|第.{1,2}名")
_ALIKE: Final = re.compile("并列|並列|分[别別获獲]|双双|同[获獲]|一同|各")
_COLLECTIVE: Final = re.compile("表彰|表扬|通报")
_PLANNED: Final = re.compile(r"力争|争取|目标|确保|计划|拟|不少于")
_REACH: Final = 60
_REST: Final = re.compile("[，、；](?:其余|剩余|余|余下|另外)(?:的|均|皆|全部|作品|论文|项目|学生|选手)*[为获是][“「]?$")  # 其余为三等奖
_NEAR: Final = 12
_TWO: Final = 2
_NEXT_WON: Final = re.compile(
    rf"[”」]?(?:[、和及与]|以及){entity_pattern('COMPETITION', 'ACTIVITY', 'PROGRAM')}"
    r"(?:[（(][^（()）\n]{0,12}[)）])?[^，。；、\ue000-\uf8ff]{0,4}"
)
_Won = tuple[Group, list[Recipient]]
_EACH_SO_MANY: Final = re.compile(r"各(?:获得?|得|夺得?|摘得?|有|捧回|拿下|收获)")


def achievements_of(context: Context, groups: Sequence[Group], year: int | None) -> list[Achievement]:
    """Return what the groups of claims and the totals of awards amount to, in reading order."""
    found: list[Achievement] = []
    won: list[_Won] = []
    for group in groups:
        same = won and won[-1][0].passage is group.passage and not group.passage.cells
        won.append((group, find_recipients(context, group, won[-1][1] if same else None)))
    for group, recipients in _one_by_one(context, won):
        found.extend(_of_group(context, group, recipients, year))
    found.extend(_totals(context, found, year))
    return sorted(found, key=lambda record: (record.start, record.end))


def _one_by_one(context: Context, won: Sequence[_Won]) -> list[_Won]:
    """Return claims with their winners; of as many contests as winners each won one prize: 甲队、乙队分别夺得某赛冠军和某赛亚军."""
    parted = list(won)
    for at, (group, recipients) in enumerate(won):
        run = won[at : at + len(recipients)]
        claims = [claim for other, _ in run for claim in other.claims]
        if len(recipients) < _TWO or not len(run) == len(claims) == len(recipients) or any(claim.count for claim in claims):
            continue
        is_told = "分" in context.masked[max(group.floor, group.verb_start - _NEAR) : group.verb_start]
        are_next = all(
            other.passage is group.passage and _NEXT_WON.fullmatch(context.masked, before.award.end, claim.award.start)
            for (other, _), before, claim in zip(run[1:], claims, claims[1:], strict=False)
        )
        if is_told and are_next:
            parted[at : at + len(run)] = [(other, [winner]) for (other, _), winner in zip(run, recipients, strict=True)]
    return parted


def _of_group(context: Context, group: Group, recipients: list[Recipient], year: int | None) -> Iterator[Achievement]:
    """Yield the achievements of coordinated claims that these recipients won."""
    claims = [claim for claim in group.claims if not claim.planned]
    if not claims:
        return
    event = group.event
    between = context.masked[group.verb_start - 6 : group.start]
    works = coordinated_works(context, group) if claims[0].count is None else []
    counted_works = works_behind(context, group) if claims[0].count is not None else []
    for index, claim in enumerate(claims):
        if works:
            for work, owner in works if len(claims) == 1 or len(claims) != len(works) else [works[index]]:
                yield _of_claim(context, group, claim, event, [owner] if owner else recipients, year, work)
        elif len(claims) == len(recipients) > 1 and (_EACH.search(between) or all(claim.count is None for claim in claims)):
            yield _of_claim(context, group, claim, event, [recipients[index]], year)
        elif len(recipients) > 1 and _won_each(context, group, claim, recipients):
            for recipient in recipients:
                yield _of_claim(context, group, claim, event, [recipient], year)
        else:
            yield _of_claim(context, group, claim, event, recipients, year)
        for work, owner in counted_works:
            yield _of_claim(context, group, Claim(claim.award, None), event, [owner] if owner else [], year, work)


def _won_each(context: Context, group: Group, claim: Claim, recipients: list[Recipient]) -> bool:
    """Tell whether each of several winners won as much as a claim tells: one prize, or a count that is told of each (各获1项)."""
    if claim.count is None:
        return not _shared(context, group, recipients, group.event)
    return _EACH_SO_MANY.search(context.masked, recipients[-1].end, claim.award.start) is not None


def _shared(context: Context, group: Group, recipients: list[Recipient], event: Event | None) -> bool:
    """Tell whether several winners share one prize: for one work, or as persons who made up a team in a contest."""
    if winning_work(context, group, None) is not None:
        return True
    first = context.at(recipients[0].start)
    if event is None or event.occasion or first is None or first.type != "PERSON":
        return False
    between = context.masked[recipients[-1].end : group.start]
    is_team = event.item is not None or _ONE_PLACE.search(group.claims[0].award.text) is not None
    return _TOGETHER.match(between) is not None or (is_team and _ALIKE.search(between) is None)


def _of_claim(
    context: Context,
    group: Group,
    claim: Claim,
    event: Event | None,
    recipients: list[Recipient],
    year: int | None,
    work: Entity | None = None,
) -> Achievement:
    """Return the record of one claim."""
    count, unit = _counted(claim)
    if claim.count is None and not recipients and _COLLECTIVE.search(context.text, group.verb_start, group.verb_end):
        count = None
    is_honoured = not recipients and group.verb_start == group.verb_end and cues.HONOURED.match(context.masked, group.claims[-1].award.end)
    if claim.count is None and (is_honoured or context.text.startswith("若干", claim.award.end)):
        count = None
    if claim.count is None and _REST.search(context.masked, max(0, claim.award.start - _NEAR), claim.award.start):
        count = None
    if claim.winners and recipients and recipients[0].text.startswith("全"):
        recipients = []  # 全市有14个学会: the societies won, not the town
    title = work or winning_work(context, group, event) or item_won(event, claim.award.text)
    return _record(context, group.passage, claim.award, (count, unit, claim.count), event, recipients, claim.winners, title, year)


def _record(
    context: Context,
    passage: Passage,
    award: Entity,
    counted: tuple[int | None, str | None, Entity | None],
    event: Event | None,
    recipients: list[Recipient],
    winners: str | None,
    title: Entity | None,
    year: int | None,
) -> Achievement:
    """Return one record with its evidence."""
    parts = (
        ("recipient", recipients[0].start, recipients[-1].end) if recipients else None,
        ("event", event.start, event.end) if event else None,
        ("award", award.start, award.end),
        ("count", counted[2].start, counted[2].end) if counted[2] else None,
        ("title", title.start, title.end) if title else None,
    )
    name = event.text if event else None
    # an award may head the column or list in which its winner stands
    begin = passage.start if passage.start <= award.start else context.text.rfind("\n", 0, award.start) + 1
    return Achievement(
        award.start,
        award.end,
        "、".join([recipient.text for recipient in recipients]) or winners,
        name,
        award.text,
        counted[0],
        counted[1],
        title.text if title else None,
        _year(context, passage, award.start, name) or year,
        awards.level(name, award.text),
        awards.series(name),
        awards.edition(name),
        awards.grade(award.text),
        Evidence(begin, passage.end, tuple([part for part in parts if part])),
    )


def _counted(claim: Claim) -> tuple[int | None, str | None]:
    """Return count and unit of a claim; one without unit if no number is told."""
    if claim.count is None:
        return 1, None
    if claim.count.text.isdigit():
        return int(claim.count.text), None
    value = value_of(claim.count.text, "QUANTITY")
    return number_told(value), (value.unit or None) if value else None


def _year(context: Context, passage: Passage, position: int, event: str | None) -> int | None:
    """Return the year told for an award: by a date before it in the sentence, or in the event's name."""
    date = context.last_before(position, passage.start, "DATE") if passage.kinds & _DATES else None
    told = _YEAR.search(date.value or "") if date else None
    told = told or _YEAR.search(event or "")
    return int(told[0]) if told else None


def _totals(context: Context, found: list[Achievement], year: int | None) -> Iterator[Achievement]:
    """Yield totals of awards (获奖35项) that are not broken down behind them in the paragraph."""
    counted = [record for record in found if any(name == "count" for name, _, _ in record.evidence.spans)]
    for passage in context.passages:
        if not passage.kinds & _QUANTITIES or context.masked.find("奖", passage.start, passage.end) < 0:
            continue
        for match in cues.TOTAL.finditer(context.masked, passage.start, passage.end):
            line_end = context.text.find("\n", match.end())
            reach = min(match.end() + _REACH, line_end if line_end >= 0 else len(context.text))
            name = "word" if match["word"] else "verb"
            begin, end = match.span(name)
            quantity = context.next_after(match.start("count" if match["count"] else "before"), passage.end, "QUANTITY")
            if quantity is None or _PLANNED.search(context.text, passage.start, begin):
                continue
            total, parts = number_of(quantity), [record.count or 0 for record in counted if match.end() <= record.start < reach]
            given = cues.GIVE.search(context.masked, passage.start, end) is not None
            other = context.next_after(match.end(), reach, "COMPETITION") if given else None
            is_broken_down = any(record.start < (other.start if other else reach) for record in counted if match.end() <= record.start)
            has_rest = any(
                _REST.search(context.masked, match.end(), record.start) for record in found if match.end() < record.start < reach
            )
            if parts and (has_rest or (given and is_broken_down) or any(told == total for told in accumulate(parts))):
                continue
            word = "奖项" if match[name] == "奖项" else "获奖"
            event = find_event(context, passage, begin, "一等奖")
            claim = Claim(Entity(begin, end, "AWARD", word, None, None, "", 1.0), quantity)
            recipients = find_recipients(context, Group(passage, passage.start, match.start(), match.start(), False, [claim]))
            yield _record(context, passage, claim.award, (*_counted(claim), quantity), event, recipients, None, None, year)
