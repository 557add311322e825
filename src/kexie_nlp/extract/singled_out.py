"""Winners named behind the number of all: 评出一等奖6篇，其中林小禾的《除冰器》得分最高; 3人入选，林小禾名列其中."""

import re
from typing import Final

from kexie_nlp.extract.context import Context
from kexie_nlp.extract.groups import Claim, Group
from kexie_nlp.extract.masking import entity_pattern

_NAMES: Final = entity_pattern("PERSON", "ORG")
_OWN: Final = "[我本][市县区州旗校会]"
_AMONG: Final = re.compile(
    r"[^。；\n]{0,30}?[，（]其中(?:有|包括)?"
    rf"(?P<told>(?:{entity_pattern('PLACE')}|[^，。；\n\ue000-\uf8ff]){{0,8}}(?:{_NAMES}|{_OWN})[^。；\n]*)"
)
_LISTED: Final = re.compile(
    rf"[^。\n]*[，。；](?P<told>[^，。；\n]*{_NAMES}[^。；\n]*?)(?:[位名荣]列其中|在列|上榜|榜上有名)(?=[，。；]|$)"
)
_COUNT: Final = re.compile(rf"(?P<who>{_NAMES}|{_OWN})(?:有|占|获)?(?P<count>{entity_pattern('QUANTITY')})")
_REACH: Final = 160


def singled_out(context: Context, group: Group) -> list[Group]:
    """Return a group for each of those who are named as some of the counted winners of a group, with no other award told of them."""
    claim = group.claims[-1]
    if len(group.claims) != 1 or claim.planned or claim.count is None or group.passage.table is not None:
        return []
    end = max(claim.award.end, claim.count.end)
    match = _AMONG.match(context.masked, end, group.passage.end) or _LISTED.match(context.masked, end, end + _REACH)
    if match is None or context.between(end, match.end(), "AWARD"):
        return []
    start, end = match.span("told")
    if counted := _COUNT.match(context.masked, start, end):
        return [_one(group, (counted["who"], *counted.span("who")), Claim(claim.award, context.at(counted.start("count"))), context)]
    names = context.between(start, end, "PERSON") or context.between(start, end, "ORG")
    works = context.between(start, end, "DOCUMENT")
    groups = [_one(group, (name.text, name.start, name.end), Claim(claim.award, None), context) for name in names]
    for one in groups:
        one.work = works[0] if works else None
    return groups


def _one(group: Group, winner: tuple[str, int, int], claim: Claim, context: Context) -> Group:
    """Return the group of one winner."""
    one = Group(group.passage, group.floor, group.verb_start, group.verb_end, group.given, [claim])
    one.event, one.winner = group.event, (context.text[winner[1] : winner[2]], winner[1], winner[2])
    return one
