"""Entities without what stands outside their names: the contest before a prize, the sign of an item, a second honour."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.labels import EntityType

CONTEST: Final[EntityType] = "COMPETITION"
PRIZE: Final[EntityType] = "AWARD"
# what was taken into a name before it or behind it: 按…〔2023〕7号, 五届…大赛, 新设…委员会, 办…培训班, 方菡已
_BEFORE: Final[dict[EntityType, re.Pattern[str]]] = {
    "DOCUMENT": re.compile(r"(?:按照?|依据|根据|据)(?=.{4})"),
    "COMPETITION": re.compile(r"(?:抓|搞|[两二三四五六七八九\d]届)(?=.{4})"),
    "ORG": re.compile(r"(?:新设|新成立|新组建|我代表)(?=.{2})"),
    "ACTIVITY": re.compile(r"[办搞](?=.{4})"),
    "PLACE": re.compile(r"[仅系](?=.{2,}[乡镇村县市区坝])"),
}
_FIRST: Final = frozenset("按依根据抓搞办仅系新我两二三四五六七八九123456789")
_LAST: Final = "已"  # of no person's name
_SHORTEST: Final = 3  # name of a person that has it
_OUTSIDE: Final = re.compile(
    r"(?P<contest>(?:全?[国省市县区州盟旗]|自治区)赛(?![区场事]))(?=.{3}|[冠亚季]军)|全[市县](?=[^\W\d_]{4})|(?:各级)?各类(?:赛事|竞赛|比赛)?(?=.{3})"
)
SIGNS_OF_ITEMS: Final = "·•●○★☆■□◆◇▪▶►▲△▼▽◎➢※①②③④⑤⑥⑦⑧⑨⑩"
_JOINED: Final = re.compile("和(?=[^和]*(?:带头人|先进个人|先进工作者|工作者|辅导员|标兵|能手)$)(?!技术带头人)")
_HONOUR_END: Final = re.compile("(?:基地|先进集体|先进单位|优秀单位|个人|工作者|辅导员|标兵|能手|单位|协会)$")


def without_edges(entity: Entity, canonical: Callable[[str], str | None]) -> Entity:
    """Return an entity without the words beside its name that were taken into it."""
    text = entity.text
    if entity.type == "PERSON" and text[-1] == _LAST and len(text) >= _SHORTEST:
        return replace(entity, end=entity.end - 1, text=text[:-1], canonical=canonical(text[:-1]))
    outer = _BEFORE[entity.type].match(text) if text[0] in _FIRST and entity.type in _BEFORE else None
    if outer is None:
        return entity
    return replace(entity, start=entity.start + outer.end(), text=text[outer.end() :], canonical=canonical(text[outer.end() :]))


def parts_of(entity: Entity, canonical: Callable[[str], str | None]) -> Iterator[Entity]:
    """Yield an entity; an award without what stands outside its name (省赛一等奖, 全市…), joined honours apart, no sign of an item."""
    text, begin = entity.text, 0
    if text[0] in SIGNS_OF_ITEMS and (name := text.lstrip(SIGNS_OF_ITEMS + " 　")):
        yield replace(entity, start=entity.end - len(name), text=name, canonical=canonical(name))
        return
    if entity.type != PRIZE or not ("赛" in text or "和" in text or text[0] == "全"):
        yield entity
        return
    ends: list[tuple[int, int, EntityType]] = []
    if outside := _OUTSIDE.match(text):
        begin = outside.end()
        if outside["contest"]:
            ends.append((0, begin, CONTEST))
    if (joined := _JOINED.search(text, begin)) and _HONOUR_END.search(text, begin, joined.start()):
        ends.append((begin, joined.start(), PRIZE))
        begin = joined.end()
    for first, end, kind in [*ends, (begin, len(text), PRIZE)]:
        part = text[first:end]
        yield replace(entity, start=entity.start + first, end=entity.start + end, type=kind, text=part, canonical=canonical(part))
