"""Items of a contest (机器人创意比赛, 红旅赛道): the contest they belong to is the event, the item what was won in it."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import awards, cues
from kexie_nlp.extract.antecedents import EDITION, Event, closed_before, is_item, only_contest
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern

_CONTEST: Final = entity_pattern("COMPETITION", "ACTIVITY")
_MORE: Final = rf"[”」]?(?:[、和及]{{1,2}}[“「]?{_CONTEST}[”」]?)*等?{cues.QUANTITY}"
_LISTED_ITEMS: Final = re.compile(rf"{_MORE}(?:竞赛|比赛)?(?:项目|赛项|组别|单项|类别|赛道|单元|赛事)|[”」]?等(?:竞赛|比赛)?(?:项目|赛项)")
_ITEM_LIST: Final = re.compile(rf"{_MORE}|[”」]?(?:[、和及]{{1,2}}[“「]?{_CONTEST}[”」]?)*等?(?:竞赛|比赛)?(?:项目|赛项|单项)")
_SET_UP: Final = re.compile("(?:设|分为?|包括|参加了)[^。；]*$")
_ITEM_COLUMN: Final = re.compile("赛项|项目|组别|类别")
_ITEM_HEAD: Final = re.compile("(?:赛道|赛项|项目|组别|单元|组|单项|专项赛|分赛)$")
# what a contest of its own is called, though it has no edition, place or cup
_OF_ITS_OWN: Final = re.compile(
    "大赛$|^[国省市县区州旗]赛$|学科|评选|活动|奥赛|奥林匹克|奥数|联赛|征文|展评|[汇会]演|青少年|学生|少儿|辅导员|教师|科普|职工|农民|知识|素质|网络|锦标赛|[A-Z]{3,}(?:-|/|$|竞赛)"
)
ITS_OWN: Final = re.compile(rf"[”」』\s]{{0,2}}(?:评选)?的?(?:{cues.QUANTITY}的?)?[“「]?")
_IN_ITEM: Final = re.compile(
    rf"[”」\s]{{0,2}}(?:项目|赛项|比赛|赛道)?(?:中|上|里)[^。；]*|[”」\s]{{0,2}}(?:{cues.QUANTITY})?[\s“「]{{0,2}}"
)
_LIST_OF_PRIZES: Final = re.compile("[^。；]{0,20}(?:获得?|收获|斩获|取得)了?[：:](?:[^。：]*；)?")
_DECIDED: Final = re.compile("(?:评出|评选出|产生|决出)了?(?:[^。：]*[；;])?[“「]?$")
_REACH: Final = 160  # how far back in a list of prizes its contest may be told
# several contests in which prizes were won together
_LIST_BEFORE: Final = re.compile(rf"(?:{entity_pattern('COMPETITION')}[”」]?[、和及]{{1,2}}[“「]?)+$")
AND_OTHERS: Final = re.compile("[”」]?等[^，。；]{0,8}[中上里]，")
_TOGETHER: Final = re.compile("[”」]?[中上里]，[^，。；]{0,12}[共总合]")
_NEAR: Final = 10  # how far behind an item its prize may stand
_HELD: Final = re.compile("[”」]?[上中里]")
_ONLY_QUALIFIED: Final = re.compile("[”」]?[^，。；]{0,4}(?:的?(?:资格|入场券|门票|名额))")


def main_contest(context: Context, passage: Passage, contest: Entity, position: int) -> Event:
    """Return the event of an award at ``position`` that follows ``contest``: that, or the greater one of which it is but an item."""
    if not is_item(contest.text):
        return _of(contest, None)
    if full := _full_name(context, contest):
        return _of(full, None)
    if listed := _LISTED_ITEMS.match(context.masked, contest.end):
        if listed.end() > position:
            return _of(contest, None)
        greater = _contest_of_items(context, passage, contest)
        return _of(greater, None) if greater else closed_before(context, passage) or _of(contest, None)
    told = context.between(passage.start, contest.start, "COMPETITION")
    if told and told[-1].end == contest.start:
        return _of(told[-1], contest)
    if won_between(context, contest.end, position):
        greater = next((other for other in reversed(told) if EDITION.search(other.text)), None)
        if greater is None and _OF_ITS_OWN.search(contest.text) is None:
            greater = _greater(context, passage, contest)
        return _of(greater or contest, None)
    if (_is_in_item_column(context, passage, contest) or _is_part(context, contest, position)) and (
        greater := _greater(context, passage, contest)
    ):
        return _of(greater, contest)
    return _of(contest, None)


def _of(contest: Entity, item: Entity | None) -> Event:
    """Return a contest as an event."""
    return Event(contest.text, contest.start, contest.end, item=item)


def _is_part(context: Context, contest: Entity, position: int) -> bool:
    """Tell whether a contest without edition, place or cup is an item of another by its name, or by where it stands."""
    if _ITEM_HEAD.search(contest.text) or _is_listed(context, contest):
        return True
    if _is_of_main(context, contest, position) or _DECIDED.search(context.masked, max(0, contest.start - _REACH), contest.start):
        return True
    return _OF_ITS_OWN.search(contest.text) is None and _IN_ITEM.fullmatch(context.masked, contest.end, position) is not None


def _is_in_item_column(context: Context, passage: Passage, contest: Entity) -> bool:
    """Tell whether a contest stands in a column of items: headed 赛项, 项目 or 组别."""
    if not passage.cells or passage.table is None:
        return False
    grid = context.grids[passage.table]
    cell = grid.first(contest.start, contest.end)
    return cell is not None and _ITEM_COLUMN.search(grid.heading(cell.row, cell.column)) is not None


def _is_of_main(context: Context, contest: Entity, position: int) -> bool:
    """Tell whether a contest stands in the list of what was won in the one with an edition before it in the sentence."""
    told = context.between(max(0, contest.start - _REACH), contest.start, "COMPETITION")
    main = next((other for other in reversed(told) if EDITION.search(other.text)), None)
    if main is None:
        return False
    between = context.masked[main.end : contest.start]
    return _LIST_OF_PRIZES.fullmatch(between) is not None and position - contest.end <= _NEAR


def _is_listed(context: Context, contest: Entity) -> bool:
    """Tell whether a contest was told before in a list of items: 设A、B、C等5个赛项."""
    return any(
        other.text == contest.text
        and _ITEM_LIST.match(context.masked, other.end)
        and _SET_UP.search(context.masked, max(0, other.start - _REACH), other.start)
        for other in context.between(0, contest.start, "COMPETITION")
    )


def _greater(context: Context, passage: Passage, contest: Entity) -> Entity | None:
    """Return the contest an item belongs to: of its sentence, else of its paragraph, else the only one with an edition before it."""
    for other in reversed(context.between(passage.start, contest.start, "COMPETITION")):
        is_topic = context.text[other.start - 1] in "；;" and EDITION.search(other.text)
        if (is_topic or _HELD.match(context.masked, other.end)) and not _ITEM_HEAD.search(other.text):
            return other
    floors = [passage.start, passage.paragraph]
    if passage.cells or _ITEM_HEAD.search(contest.text):
        floors.append(context.section_start(passage))
    for floor in floors:
        told = [
            other
            for other in context.between(floor, contest.start, "COMPETITION")
            if not is_item(other.text) and not _ONLY_QUALIFIED.match(context.masked, other.end)
        ]
        editions = [other for other in told if EDITION.search(other.text)]
        if chosen := editions or [other for other in told if awards.level(other.text)] or told:
            return chosen[-1]
    only = only_contest(context, passage)
    return only[-1] if only else None


def _contest_of_items(context: Context, passage: Passage, contest: Entity) -> Entity | None:
    """Return the contest whose items a sentence lists: the one told before the list begins, else that of the paragraph."""
    begin = context.masked.rfind("设", passage.start, contest.start)
    told = context.between(passage.start, contest.start, "COMPETITION")
    told = [other for other in told if (other.end <= begin if begin >= 0 else not is_item(other.text))]
    told = told or [other for other in context.between(passage.paragraph, passage.start, "COMPETITION") if EDITION.search(other.text)]
    return told[-1] if told else None


def _full_name(context: Context, contest: Entity) -> Entity | None:
    """Return the earlier mention with an edition of which a contest's name is the short form."""
    told = context.between(0, contest.start, "COMPETITION")
    return next((other for other in reversed(told) if EDITION.search(other.text) and other.text.endswith(contest.text)), None)


def won_between(context: Context, start: int, end: int) -> bool:
    """Tell whether another award stands in a span."""
    return bool(context.between(start, end, "AWARD"))


def first_of_list(context: Context, passage: Passage, contest: Entity) -> Entity:
    """Return the first of the contests in which prizes were won together (在A、B上，共获…), or the one given."""
    if _TOGETHER.match(context.masked, contest.end) and (first := _LIST_BEFORE.search(context.masked, passage.start, contest.start)):
        return context.at(first.start()) or contest
    return contest
