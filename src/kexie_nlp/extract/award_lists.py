"""Awards told as the headings of lists of winners, a line or several below each: 一、市长奖（3名）."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kexie_nlp.document import Entity
from kexie_nlp.extract.award_counts import number_of
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import MASKED, entity_pattern

_NUMBERING: Final = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])"
_HEADING: Final = re.compile(
    rf"\s*{_NUMBERING}?\s*[“「]?(?P<award>{entity_pattern('AWARD')})[”」]?(?:称号|名单|获得者|获奖者|获奖名单)?"
    rf"\s*(?:[（(](?:共)?(?P<count>{entity_pattern('QUANTITY')})?[^（()）\n]*[)）])?[:：]?\s*"
)
_LINE: Final = re.compile(rf"\s*{_NUMBERING}?\s*(?:{MASKED}|[^\ue000-\uf8ff。，；！？]){{2,}}。?")
_REST: Final = re.compile(rf"[（(][^（()）\n]*[)）]|{MASKED}|[、\s　]|等")
_AND_OTHERS: Final = re.compile("等")
_HONOURS: Final = re.compile(
    rf"\s*{_NUMBERING}?\s*[^。，；\n]{{0,16}}(?:获得?|取得|所获|主要|集体|个人|单位|下)的?(?:主要|各类|以下)?(?:荣誉|表彰|奖励)(?:称号|情况|奖励|表彰)*\s*[:：]?\s*"
)
_HONOUR: Final = re.compile(rf"\s*{_NUMBERING}?\s*(?:{entity_pattern('DATE')})?[“「]?{entity_pattern('AWARD')}[^。\n]{{0,40}}[。；;]?\s*")
_MOST_LINES: Final = 12
_MOST_PLAIN: Final = 24  # what else than names a line of a list may hold, such as a post or a school


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
    lines = _lines(context, context.passages[at + 1 :], passage)
    if award is None or not lines:
        return []
    told = [(line, _winners(context, line), context.between(line.start, line.end, "DOCUMENT")) for line in lines]
    if len(told) == 1 and _AND_OTHERS.search(context.text, told[0][1][-1].end, told[0][0].end):
        return [Listed(told[0][0], award, count, told[0][1], told[0][2][0] if told[0][2] else None)]
    if len(told) == 1 and count is not None and number_of(count) == len(told[0][1]) > 1 and told[0][1][0].type == "ORG":
        return [Listed(told[0][0], award, count, told[0][1], None)]
    listed: list[Listed] = []
    for line, names, works in told:
        if works:
            listed.append(Listed(line, award, None, names, works[0]))
        else:
            listed.extend(Listed(line, award, None, [name], None) for name in names)
    return listed


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


def _lines(context: Context, passages: Sequence[Passage], heading: Passage) -> list[Passage]:
    """Return the passages behind a heading that hold hardly more than names, up to the first that is no line of its list."""
    lines: list[Passage] = []
    for passage in passages:
        masked = context.masked[passage.start : passage.end]
        is_line = passage.table is None and _LINE.fullmatch(masked) is not None and "AWARD" not in {e.type for e in context.inside(passage)}
        if not is_line or len(_REST.sub("", masked)) > _MOST_PLAIN or not _winners(context, passage):
            break
        if context.text.count("\n", lines[-1].end if lines else heading.end, passage.start) > 2:
            break
        lines.append(passage)
    return lines


def _winners(context: Context, passage: Passage) -> list[Entity]:
    """Return the winners that a line names: its persons if it begins with one or tells no work, else its institutions."""
    names = context.between(passage.start, passage.end, "PERSON", "ORG")
    if not names:
        return []
    works = context.between(passage.start, passage.end, "DOCUMENT")
    kind = "ORG" if works and works[0].start < names[0].start else names[0].type
    if kind == "PERSON" or not any(name.type == "PERSON" for name in names) or works:
        return [name for name in names if name.type == kind]
    return [name for name in names if name.type == "PERSON"]
