"""How many of an award were won or given: counts before and behind it, for several prizes at once, or of those who won it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import cues
from kexie_nlp.extract.context import Context, kinds_of
from kexie_nlp.extract.groups import Claim, Group
from kexie_nlp.extract.masking import signs
from kexie_nlp.numerals import Value, value_of

_QUANTITIES: Final = kinds_of("QUANTITY")
_QUANTITY: Final = re.compile(cues.QUANTITY)
_NEXT_AWARD: Final = re.compile(rf"的?[“「]?{cues.AWARD}")
_COUNT_BEHIND: Final = re.compile(
    rf"[”」』’]?(?:称号|奖牌|证书|作品|项目|论文|单位|案例|获得者|获奖者|数量?|[（(][^（）()\n]{{1,6}}[)）])?[ 　]?"
    rf"(?:授予|颁给|，授予[^，。；\n]{{1,40}}?等(?={cues.QUANTITY}[^，。；\n]{{0,4}}(?:[，。；\n]|$))"
    rf"|的(?={cues.QUANTITY}[^，。；\n]{{1,8}}(?:给予|进行|予以|颁))"
    r"|(?:颁发?给|授予|颁予)了|各|累计|共授奖|共计|共|总计|计|达到?|分别为|为|突破|超过|不少于|保持在)?[ 　]?"
    rf"(?P<count>{cues.QUANTITY})"
)
_IN_BRACKET: Final = re.compile(rf"[”」]?的?[（(](?:共计?|计)?(?P<count>{cues.QUANTITY})[^（）()，,\n]{{0,8}}[)）]")  # 一等奖（6件）
_OF_ALL: Final = re.compile("(?:奖项|大奖|荣誉|奖励|称号)")
COUNT_BEFORE: Final = re.compile(rf"(?P<count>{cues.QUANTITY})[ 　的]{{0,2}}[“「『‘]?$")
ENDS_OF_COUNTS: Final = signs("QUANTITY") | frozenset(" 　的“「『‘\n")
_TIMES: Final = re.compile(rf"(?P<count>{cues.QUANTITY})(?:被[^，。；]{{0,20}}|[荣喜勇]?)(?:获得?|评为|授予|夺得?|命名为)了?$")
_COUNT_OF_WINNERS: Final = re.compile(
    rf"(?P<count>{cues.QUANTITY})(?P<noun>[^，。；：、\n\ue000-\ue017]{{0,12}})(?P<bridge>[^。；\n]{{0,40}})$"
)
_EACH_COUNT: Final = re.compile(rf"[”」]?各[有计设]?(?P<count>{cues.QUANTITY})")
_NUMBER: Final = re.compile(rf"{cues.QUANTITY}|\d+[项名个件人枚篇幅部位]?")
_LISTED_COUNTS: Final = re.compile(
    rf"[”」]?(?:(?:分别|依次)[^，。；\n\d\ue000-\uf8ff]{{0,4}}|[为有各])?(?P<counts>(?:{_NUMBER.pattern})(?:[、和及](?:{_NUMBER.pattern}))+)"
)
# 4个社区、7所学校分别被命名为A、B
_COUNTED_SUBJECTS: Final = re.compile(
    rf"(?:{cues.QUANTITY}[^，。；、\n\ue000-\uf8ff]{{1,12}}[、和及])+{cues.QUANTITY}[^，。；、\n\ue000-\uf8ff]{{1,12}}?(?:分[别获]|[被荣获])"
)
_APART: Final = re.compile("分[别获列居]|各获")
_NO_NOUN: Final = re.compile("同时|另外|[被获]|授予|评为|记|授")  # what follows those who won
_WORKS: Final = re.compile("(?:论文|项目|作品|成果|案例|课题|文章|视频)$")  # they won, but are nobody
PERSONS: Final = re.compile(r"[人名位个個项項件篇幅所家支组组队对户幢枚座块部种種本册张首][（(]?[次]?[)）]?$")
_GRADE_LIST: Final = re.compile("(?P<ranks>(?:[特一二三四]等?、)+[特一二三四])(?P<kind>等[奖獎])")


def hand_out(context: Context, group: Group) -> None:
    """Give the claims at the end of a group the counts that are told for all of them: 二等奖、三等奖分别为5项和8项, 各2名."""
    group.claims = [part for claim in group.claims for part in _parted(context, group, claim)]
    if len(group.claims) > 1 and _of_subjects(context, group):
        return
    counted = next((at for at in range(len(group.claims) - 2, -1, -1) if group.claims[at].count is not None), -1)
    claims = group.claims[counted + 1 :]
    last = claims[-1].award.end
    if len(claims) < 2:
        return
    counts: list[Entity] = []
    if listed := _LISTED_COUNTS.match(context.masked, last, group.passage.end):
        counts = list(_numbers(context, *listed.span("counts")))
    elif each := _EACH_COUNT.match(context.masked, last, group.passage.end):
        counts = context.between(*each.span("count"), "QUANTITY") * len(claims)
    if len(counts) == len(claims):
        for claim, count in zip(claims, counts, strict=True):
            claim.count = count


def _of_subjects(context: Context, group: Group) -> bool:
    """Give each claim the count of those who won it if as many were counted before the verb: 7个单位、11名同志被授予A和B."""
    counts = context.between(group.floor, group.verb_end, "QUANTITY") if group.passage.kinds & _QUANTITIES else []
    counts = counts[-len(group.claims) :]
    if len(counts) != len(group.claims) or any(claim.count and claim.count.start > group.verb_end for claim in group.claims):
        return False
    if not _COUNTED_SUBJECTS.match(context.masked, counts[0].start, group.verb_end):
        return False
    for claim, count in zip(group.claims, counts, strict=True):
        claim.count, claim.winners = count, None
    return True


def _parted(context: Context, group: Group, claim: Claim) -> list[Claim]:
    """Return a claim a grade of a list of grades (一、二、三等奖) if each is told its number or its winner, else the claim alone."""
    grades = _GRADE_LIST.fullmatch(claim.award.text) if "、" in claim.award.text else None
    if grades is None:
        return [claim]
    awards = [replace(claim.award, text=grade + grades["kind"]) for grade in grades["ranks"].split("、")]
    end = claim.award.end
    if not _EACH_COUNT.match(context.masked, end) and not _LISTED_COUNTS.match(context.masked, end):
        winners = context.last_before(group.start, group.floor, "QUANTITY")
        if not _APART.search(context.masked, group.floor, group.start) or (winners and number_of(winners) != len(awards)):
            return [replace(claim, count=claim.count or winners)]
    return [replace(claim, award=award, count=None) for award in awards]


def _numbers(context: Context, start: int, end: int) -> Iterator[Entity]:
    """Yield the numbers of a list whose unit may be told but once: 3、5、8项."""
    unit = context.text[start:end].lstrip("0123456789、")[-1:]
    for match in _NUMBER.finditer(context.masked, start, end):
        number = match[0].rstrip(unit)
        yield context.at(match.start()) or Entity(match.start(), match.end(), "QUANTITY", number + unit, None, None, "", 1.0)


def number_of(count: Entity) -> int | None:
    """Return the number that a count tells."""
    return number_told(value_of(count.text, "QUANTITY"))


def number_told(value: Value | None) -> int | None:
    """Return the number of a count, None where the text leaves it open."""
    return int(float(value.value)) if value is not None and value.value is not None else None


def count_of(context: Context, group: Group, award: Entity, floor: int) -> tuple[Entity | None, str | None]:
    """Return the QUANTITY that counts an award, and the noun of its winners if one stands behind it."""
    if not group.passage.kinds & _QUANTITIES:
        return None, None
    masked = context.masked
    before = COUNT_BEFORE.search(masked, floor, award.start) if masked[award.start - 1] in ENDS_OF_COUNTS else None
    behind = _COUNT_BEHIND.match(masked, award.end, group.passage.end)
    if behind and _OF_ALL.match(masked, behind.end("count")):
        behind = None
    if behind and not (before and _belongs_to_next(masked, behind.end("count"))):
        return _entity_at(context, behind.start("count")), None
    if before:
        return _entity_at(context, before.start("count")), None
    if bracketed := _IN_BRACKET.match(masked, award.end, group.passage.end):
        return _entity_at(context, bracketed.start("count")), None
    if times := _TIMES.search(masked, floor, group.verb_end):
        entity = _entity_at(context, times.start("count"))
        if entity is not None and entity.text.endswith("次"):
            return entity, None
    for match in list(_QUANTITY.finditer(masked, floor, award.start))[::-1]:
        start = match.start()
        found = _COUNT_OF_WINNERS.match(masked, start, award.start)
        entity = _entity_at(context, start)
        if (
            found
            and entity
            and not context.between(entity.end, award.start, "DOCUMENT")
            and PERSONS.search(entity.text)
            and masked[entity.end] not in "”」"
            and _wins(found["noun"] + found["bridge"])
        ):
            noun = _NO_NOUN.split(cues.GAIN.split(found["noun"], maxsplit=1)[0], maxsplit=1)[0].strip()
            return entity, noun if re.fullmatch(r"[^\W\d_]{2,}", noun) and not _WORKS.search(noun) else None
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


def _entity_at(context: Context, start: int) -> Entity | None:
    """Return the entity that begins at ``start``."""
    return context.next_after(start, start + 60, "QUANTITY")
