"""Totals whose parts are told line by line below them: numbered items, lines of budget codes, lines behind a bare 其中."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.left_out import rest_is_told
from kexie_nlp.checks.totals.sums import unit_slip

_ITEM: Final = re.compile(
    r"\s*(?:(?P<bracket>[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)])|(?P<code>2\d{4}(?:\d\d)?(?!\d))"
    r"|(?P<number>\d{1,2})(?=[、.．一-鿿\s])(?![年月日\d])|(?P<letter>[A-Z])[、.．])"
)
_ANNOUNCED: Final = re.compile(r"(?:其中|如下|包括|分别为|分别是|方面|明细)[：:]?$|[：:]$")
# 主要项目：… are not all there are
_SOME: Final = re.compile(r"(?:主要|重点|部分)(?:项目|科目|支出|活动|用途|内容|专项|事项|工作|经费)(?:有|为|如下|包括|情况如下)?[：:]?$")
_BY_ITEM: Final = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）]?[、.．]?)?[^，。；\d]{0,16}(?:具体(?:情况|如下|支出)|结构(?:情况)?|如下|按[^，。；]{2,8}分(?:类)?|明细)[^，。；\d]{0,6}[：:。]?"
)
BUDGET_AND_OUTTURN: Final = re.compile(r"预算数?[与和及]支出决算数?[均都]为?$")
_BARE: Final = re.compile(r"[^，。；：:\d]{2,20}$")
_ANNOUNCEMENT: Final = 8
_LINES: Final = 40
_TWO: Final = 2
_TENTH: Final = 10
_SLIPPED: Final = 1.5
_SURE: Final = 0.85
Line = list[Passage]


def list_groups(context: Context) -> Iterator[Group]:
    """Yield the totals of lines whose parts are told in the lines below."""
    lines = list(context.paragraphs())
    for at, line in enumerate(lines):
        totals = [place for passage in line for place in passage.places if place.role == "level" and place.figure.kind == "amount"]
        totals = [place for place in totals if place.depth == 0]
        if not totals:
            continue
        end = line[-1].text.rstrip()
        announced = bool(_ANNOUNCED.search(end)) and not cues.PARTIAL.search(end[-_ANNOUNCEMENT:]) and not _SOME.search(end)
        below = lines[at + 1 : at + 1 + _LINES]
        items = _items(below, line) or (_bare_items(below) if announced else [])
        is_headed = not items and bool(below) and _heads(below[0])
        items = _items(below[1:], line) if is_headed else items
        group = _group(line, totals, items, announced=announced) if len(items) >= _TWO else None
        group = group or (_near(line, totals, items) if is_headed else None)
        if group is not None and (group.fits() or not rest_is_told(lines[max(0, at - 8) : at], group)):
            yield group


def _heads(line: Line) -> bool:
    """Tell whether a line only says that what was told in sum is told item by item (2.具体情况, 按功能科目分：)."""
    return len(line) == 1 and not line[0].places and _BY_ITEM.fullmatch(line[0].text.strip()) is not None


def _near(line: Line, totals: Sequence[Place], items: Sequence[Place | None]) -> Group | None:
    """Return the last total of a line with all items under a heading of their own, if they miss it by little or by a slip."""
    parts = tuple(item for item in items if item is not None)
    told = totals[-1].figure.value
    values = [part.figure.value for part in parts]
    is_near = abs(sum(values) - told) * _TENTH <= told or misadded(told, values) >= _SLIPPED
    return Group(totals[-1], parts, _SURE, line[-1]) if len(parts) == len(items) >= _TWO and is_near else None


def _items(lines: Sequence[Line], above: Line) -> list[Place | None]:
    """Return the first amount of each item of the numbered list in these lines; None for an item without one."""
    own = _ITEM.match(above[0].text)
    style: str | None = None
    items: list[Place | None] = []
    for line in lines:
        item = _ITEM.match(line[0].text)
        if style is None and (item is None or (own is not None and own.lastgroup == item.lastgroup)):
            break
        if item is None or item.lastgroup != style:
            if style is not None and _ends_list(item, style):
                break
            if style is not None:
                continue
        assert item is not None
        if item.lastgroup in ("number", "bracket") and (digits := re.sub(r"\D", "", item[0])) and int(digits) != len(items) + 1:
            break
        style = item.lastgroup
        items.append(_first(line))
    return items


def _ends_list(item: re.Match[str] | None, style: str) -> bool:
    """Tell whether a line that is no item of a list ends it: one numbered in a weightier way does, or any behind a list of codes."""
    if item is None:
        return style == "code"
    return not (style in ("number", "letter") and item.lastgroup == "bracket")


def _bare_items(lines: Sequence[Line]) -> list[Place | None]:
    """Return the first amount of each line that begins with a name and an amount."""
    items: list[Place | None] = []
    for line in lines:
        place = _first(line)
        if place is None or line[0].start != place.start - len(place.lead) or not _BARE.match(place.hidden):
            break
        items.append(place)
    return items


def _first(line: Line) -> Place | None:
    """Return the amount that an item is about: its first level, unless it stands in a bracket."""
    amounts = [place for passage in line for place in passage.places if place.figure.kind == "amount"]
    levels = [place for place in amounts if place.role == "level" or BUDGET_AND_OUTTURN.search(place.lead)]
    return levels[0] if levels and levels[0].depth == 0 else None


def _group(line: Line, totals: Sequence[Place], items: Sequence[Place | None], *, announced: bool) -> Group | None:
    """Return the total of a line that its items make up; of an announced list, the last one even if they do not."""
    parts = tuple(item for item in items if item is not None)
    if len(parts) < _TWO:
        return None
    for length in range(len(parts), 1, -1):
        for total in reversed(totals):
            group = Group(total, parts[:length], _SURE, line[-1])
            if group.fits():
                return group
    group = Group(totals[-1], parts, _SURE, line[-1])
    return group if (announced and len(parts) == len(items)) or unit_slip(group) else None
