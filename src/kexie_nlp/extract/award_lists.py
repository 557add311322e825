"""Awards told as the headings of lists of winners, a line or several below each: 一、市长奖（3名）."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kexie_nlp.document import Entity
from kexie_nlp.extract.award_counts import number_of
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.list_lines import SIGN, Line, line_behind, lines_below
from kexie_nlp.extract.masking import entity_pattern

_HEADING: Final = re.compile(
    rf"{SIGN}(?:附件?\d?[:：]\s*)?"
    rf"(?:全?[国省市县区州盟旗]|{entity_pattern('DATE', 'PLACE', 'COMPETITION')})?[“「]?(?P<award>{entity_pattern('AWARD')})[”」]?"
    r"(?:称号|名单|获得者|获奖者|获奖名单)?"
    rf"\s*(?:[（(](?:共)?(?P<count>{entity_pattern('QUANTITY')})?[^（()）\n]*[)）]){{0,2}}[:：]?\s*"
)
# 一等奖　《除冰器》　林小禾, 优秀组织奖|北坡县科协|南坡县科协
_LEADING: Final = re.compile(rf"{SIGN}[“「]?(?P<award>{entity_pattern('AWARD')})[”」]?[\s|｜]+(?=\S)")
_HONOURS: Final = re.compile(
    rf"{SIGN}[^。，；\n]{{0,16}}(?:获得?|取得|所获|主要|集体|个人|单位|下)的?(?:主要|各类|以下)?(?:荣誉|表彰|奖励)(?:称号|情况|奖励|表彰)*\s*[:：]?\s*"
)
_HONOUR: Final = re.compile(rf"{SIGN}(?:{entity_pattern('DATE')})?[“「]?{entity_pattern('AWARD')}[^。\n]{{0,40}}[。；;]?\s*")
_MOST_LINES: Final = 12
_BESIDE: Final = 16  # how far from an award its number may stand


class Listed(NamedTuple):
    """An award and those whom one line of a list, or all of it, names as its winners; ``work`` is what they won with."""

    passage: Passage
    award: Entity
    number: Entity | None
    names: list[Entity]
    work: Entity | None


def listed_awards(context: Context, at: int) -> list[Listed]:
    """Return what the list that the passage numbered ``at`` may be the heading of tells; nothing if it is none."""
    passage = context.passages[at]
    match = None if passage.cells else _HEADING.fullmatch(context.masked, passage.start, passage.end)
    if match is None:
        return []
    award = context.at(match.start("award"))
    count = context.at(match.start("count")) if match["count"] else None
    lines = lines_below(context, at)
    if award is None:
        return []
    if not lines:
        return [Listed(passage, award, count, [], None)] if count is not None else []
    if len(lines) == 1 and _is_told_as_one(lines[0], count):
        told = context.next_after(lines[0].names[-1].end, lines[0].passage.end, "QUANTITY")  # A、B等5个单位
        return [Listed(lines[0].passage, award, count or told, lines[0].names, lines[0].work)]
    total = count is not None and not _is_counted_before(context, award, count)
    return [Listed(passage, award, count, [], None)] * total + [one for line in lines for one in _winners(line, award)]


def led_by_award(context: Context, at: int) -> list[Listed]:
    """Return what a line or row that begins with an award tells of those who won it; nothing if it is none, or tells of other awards."""
    passage = context.passages[at]
    match = _LEADING.match(context.masked, passage.start, passage.end)
    award = context.at(match.start("award")) if match else None
    if match is None or award is None or len(context.between(passage.start, passage.end, "AWARD")) > 1:
        return []
    line = line_behind(context, at, match.end())
    return list(_winners(line, award)) if line else []


def _winners(line: Line, award: Entity) -> Iterator[Listed]:
    """Yield those whom a line names as winners: one by one, but as one if they are told so (A、B) with their work."""
    if line.work and line.joined:
        yield Listed(line.passage, award, None, line.names, line.work)
        return
    for name in line.names:
        yield Listed(line.passage, award, None, [name], line.work)


def _is_told_as_one(line: Line, count: Entity | None) -> bool:
    """Tell whether the only line of a list names its winners in one breath: some (A、B等), or as many institutions as are counted."""
    if line.others:
        return True
    return line.joined and line.names[0].type == "ORG" and count is not None and number_of(count) == len(line.names)


def _is_counted_before(context: Context, award: Entity, count: Entity) -> bool:
    """Tell whether the number that stands in a heading was told of the award above it: 授予A等12个单位“先进集体”."""
    told = [other for other in context.between(0, award.start - 1, "AWARD") if other.text == award.text]
    return any(
        number.text == count.text for other in told for number in context.between(other.start - _BESIDE, other.end + _BESIDE, "QUANTITY")
    )


def is_title(context: Context, at: int) -> bool:
    """Tell whether the passage numbered ``at`` is but the name of an award: nothing says who won it, nor that honours are listed here."""
    passage = context.passages[at]
    match = None if passage.table is not None else _HEADING.fullmatch(context.masked, passage.start, passage.end)
    return match is not None and not match["count"] and not is_line_of_honours(context, passage)


def is_line_of_honours(context: Context, passage: Passage) -> bool:
    """Tell whether a line is one of a list of honours that a line above it announces: 获得荣誉：, 1.A, 2.B."""
    end = context.text.rfind("\n", 0, passage.start)
    for _ in range(_MOST_LINES):
        begin = context.text.rfind("\n", 0, max(0, end)) + 1
        if end < 0 or _HONOURS.fullmatch(context.text, begin, end):
            return end >= 0
        if not _HONOUR.fullmatch(context.masked, begin, end):
            return False
        end = begin - 1
    return False
