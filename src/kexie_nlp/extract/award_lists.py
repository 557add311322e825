"""Awards told as the headings of lists of winners, a line or several below each: 一、市长奖（3名）."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import MASKED, entity_pattern

_NUMBERING: Final = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])"
_HEADING: Final = re.compile(
    rf"\s*{_NUMBERING}?\s*[“「]?(?P<award>{entity_pattern('AWARD')})[”」]?(?:称号|名单|获得者|获奖者|获奖名单)?"
    rf"\s*(?:[（(](?:共)?(?P<count>{entity_pattern('QUANTITY')})?[^（()）\n]*[)）])?[:：]?\s*"
)
_LINE: Final = re.compile(rf"\s*{_NUMBERING}?\s*(?:{MASKED}|[^\ue000-\uf8ff。，；！？]){{2,}}")
_REST: Final = re.compile(rf"[（(][^（()）\n]*[)）]|{MASKED}|[、\s　]|等")
_AND_OTHERS: Final = re.compile("等")
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
    listed: list[Listed] = []
    for line, names, works in told:
        if works:
            listed.append(Listed(line, award, None, names, works[0]))
        else:
            listed.extend(Listed(line, award, None, [name], None) for name in names)
    return listed


def is_title(context: Context, at: int) -> bool:
    """Tell whether the passage numbered ``at`` is but the name of an award: nothing says who won it."""
    passage = context.passages[at]
    match = None if passage.table is not None else _HEADING.fullmatch(context.masked, passage.start, passage.end)
    return match is not None and not match["count"]


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
