"""Names that the tagger cut short or wide: 云泉县 | 石坎村 → 云泉县石坎村; a post before a name, a class taken for a place."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.labels import EntityType

Naming = Callable[[str], str | None]

_HAN: Final = r"[^\W\da-zA-Z_的了和与及、在等各全是为位有]"
# what lies in a region: a town, a village, or both
_REGIONS: Final = frozenset("县市区州旗盟乡镇道")
_WITHIN: Final = re.compile(
    rf"(?![其某该多城境域级])(?:{_HAN}{{1,4}}?(?:[乡镇]|街道|苏木))?"
    r"(?:(?![多某]|下辖)[^\W\d_的了和与及、在等各全县镇乡是为位有]{1,5}?(?:村(?![民干级委党支居庄])|寨|嘎查(?!村))|(?<=[乡镇道木]))"
    r"(?![^\W\d_]{0,4}(?:社区|工作队|基地))"
)
_NOT_WITHIN: Final = re.compile("[所下]辖|部分|[多两]个|等|贫困|[农每个乡山新]村?|街道|社区|乡镇|村镇|城[乡镇]|牧区")
# where people meet, of a place or school before it
_ROOM: Final = (
    "(?:操场|[礼会]堂|会议室|报告厅|大厅|广场|体育[馆场]|图书馆|文化[宫馆]|(?:活动|会展|文化|文体|会议|实训)中心"
    "|影?剧[院场]|教室|码头|渔港|公园|牧场|展厅)"
)
_VENUE: Final = re.compile(
    rf"(?:(?![为内主召举开][^\W\d_]){_HAN}{{0,6}}?{_ROOM})"
    r"(?=(?:隆重|成功|正式|同[时步]|联合|共同|集中|分别|热烈|顺利|圆满|如期)?"
    r"(?:举[办行]|召开|开[展幕赛讲课班营出启了]|办了|收官|[落闭]幕|启动|上演|进行|授课|设[点立]|拉开|画下|座无|揭)|[，。；、和]|$)"
)
# what such names end in; to look for it is many times as fast
_WITHIN_ENDS, _ROOM_ENDS, _REACH = frozenset("乡镇道木村寨查"), frozenset("场堂室厅馆宫心院头港园"), 12
_AT, _AND, _SIGNS = frozenset("在于到进赴"), frozenset("和、"), frozenset("，。；、和\n")
# directions and seats before a name
_LEADS: Final = frozenset("东西南北中州县市省首极边偏深国对新")
_LEAD: Final = re.compile(
    r"(?:[东西南北中]部|[州县市省]府|首府|省会|极贫|边境|偏远|深度贫困|国家级|对口|新成立)的?(?=[^\W\d_]{2,3}[县市区镇乡旗])"
)
_FIRST: Final = _LEADS | _REGIONS | {"进"}
_INTO: Final = frozenset("走住开送驻搬跑")  # of 走进 and the like; the segmenter joins the second character with the name
_BEFORE_NAME: Final = frozenset("在于驻根户")
_NAME_BEFORE: Final = re.compile(
    r"(?:[在于驻]|扎根|落户)(?P<name>(?!.?[我本全各该两多此其这某每])(?!指导|组织|协助|支持|推动|部分|所[有在]|周边|联合|[有相]关|当地|现场|[市县省]级)"
    r"[^\W\da-zA-Z_的对由与和]{2})$"
)
# a team or group of a school or works: …中学 | 启航队 wins
_OF_TEAMS: Final = frozenset("学院司厂间")
_TEAM: Final = re.compile(
    r"(?![参带组派选])[^\W\da-zA-Z_的了和与及等由在各获]{1,4}?(?:队|科技组|教研组|社团|班组)(?=[获夺问摘捧力赢勇出斩荣以折包揽])"
    r"|“[^“”\n]{2,8}”班组"
)
# classes of places and of associations
_GENERIC_ENDS: Final = frozenset("区寨乡家山县市镇村协")
_PEOPLES: Final = "(?:[彝羌藏苗侗瑶壮傣回蒙畲黎满]|土家|布依|仡佬|哈尼|傈僳|朝鲜|达斡尔|鄂温克)"
_GENERIC: Final = re.compile(
    rf"[以在对赴从]?(?:{_PEOPLES}(?:[区寨乡家山]|族乡)|(?:边境|边疆|沿海|山区|牧区|库区|邻近|贫困|重点)[县市区镇乡村])"
    "|(?:二级学院|厂办|企业|园区|高校|基层|[乡村]镇|街道|国企|院校|民企|医院)科协"
)
_NATIONALITY: Final = 4
# of a nationality, before whose sign the town's name stands
_OF_PEOPLE: Final = re.compile(rf"{_PEOPLES}族(?:[^\W\d_]{{1,3}}族)?乡")
_TOWN_BEFORE: Final = re.compile(
    r"(?:[^\W\da-zA-Z_的]*[向在到赴为给]|极贫乡镇|[，。；、]|^)(?P<name>(?:[^\W\d_的]{2,3}[县市])?(?![东西]部|全[县市]|我|极贫)[^\W\d_的县市]{2,3})$"
)
_LONGEST_BEFORE: Final = 9
# what no person has: a measure behind it; what a person has before the name
_MEASURED: Final = re.compile(r"\d[\d.,]*万?(?:公?斤|吨|亩|[头只株尾羽袋])")
_POST: Final = re.compile(r"(?:技术|农技|讲解|辅导|宣传|飞行|驾驶|研究|指导|教练|队|会|团|党|学)员(?=[^\W\d_]{2,3}$)|由(?=[^\W\d_]{3}$)")
_LEAST: Final = 3  # characters of a name that a verb took one from
_PLACE_ENDS: Final = frozenset("县市区州旗盟乡镇道村寨园山湖江河港岛")
_LONGEST_NAME: Final = 4
_NAMES: Final[frozenset[EntityType]] = frozenset(("PLACE", "ORG", "PERSON"))
_FEW: Final = 3


def with_bounds(text: str, entities: Sequence[Entity], canonical: Naming) -> list[Entity]:
    """Return the entities, places, institutions and persons with their right bounds, without those that are none of these."""
    changed: dict[int, Entity | None] = {}
    for number, entity in [numbered for numbered in enumerate(entities) if numbered[1].type in _NAMES]:
        is_person = entity.type == "PERSON"
        moved = _person(text, entity, canonical) if is_person else _placed(text, entity, canonical)
        if moved is not entity:
            if moved is None or _is_free(moved, [*entities[max(0, number - _FEW) : number], *entities[number + 1 : number + 1 + _FEW]]):
                changed[number] = moved
        elif entity.type == "PLACE" and _is_between_persons(text, entities, number):
            changed[number] = replace(entity, type="PERSON")
    return _with_changed(entities, changed) if changed else [*entities]


def _with_changed(entities: Sequence[Entity], changed: Mapping[int, Entity | None]) -> list[Entity]:
    """Return the entities, some of them changed or left out, without those that a changed one takes up."""
    kept: list[Entity] = []
    for number, entity in enumerate(entities):
        now = changed.get(number, entity)
        if now is None or (kept and entity.start < kept[-1].end):
            continue
        while kept and kept[-1].end > now.start:
            kept.pop()
        kept.append(now)
    return kept


def _is_free(moved: Entity, others: Sequence[Entity]) -> bool:
    """Return whether a name that was made longer takes up nothing but other names, each as a whole."""
    met = [other for other in others if other.start < moved.end and moved.start < other.end]
    return all(other.type in _NAMES and moved.start <= other.start and other.end <= moved.end for other in met)


def _is_between_persons(text: str, entities: Sequence[Entity], number: int) -> bool:
    """Return whether a place has persons before and behind it in a row, and nothing of a place's name."""
    place = entities[number]
    if text[place.end : place.end + 1] != "、" or not 0 < number < len(entities) - 1 or place.text[-1] in _PLACE_ENDS:
        return False
    before, behind = entities[number - 1], entities[number + 1]
    beside = before.end == place.start - 1 and behind.start == place.end + 1 and text[before.end] == "、"
    return beside and before.type == behind.type == "PERSON" and len(place.text) <= _LONGEST_NAME


def _person(text: str, entity: Entity, canonical: Naming) -> Entity | None:
    """Return a person without a post before the name, with its last character where a verb took it up; None for what is none."""
    start, end = entity.start, entity.end
    behind = text[end : end + 1]
    if entity.text[-1] == "籍" or (behind.isdigit() and _MEASURED.match(text, end)):
        return None
    if end - start >= _LEAST and (post := _POST.match(entity.text)):
        start += post.end()
    if behind in ("《", "“") and end - start >= _LEAST and entity.text[-1] in "作带凭":
        end -= 1
    elif end - start == _LEAST - 1 and text[end + 1 : end + 3] in ("分获", "分列", "分别"):
        end += 1
    return _moved(text, entity, start, end, canonical, "PERSON")


def _placed(text: str, entity: Entity, canonical: Naming) -> Entity | None:
    """Return a place or institution with what lies in it, and with the room of it where something was held; None for a class of them."""
    name, start, end = entity.text, entity.start, entity.end
    if name[0] in _FIRST or "族" in name[:_NATIONALITY]:
        start = _start(text, entity)
    last = name[-1]
    if last in _GENERIC_ENDS and start == entity.start and _GENERIC.fullmatch(name):
        return None
    if entity.type == "ORG":
        if last in _OF_TEAMS and (team := _TEAM.match(text, end)):
            return _moved(text, entity, start, team.end(), canonical, "ORG")
    elif (
        last in _REGIONS
        and not _WITHIN_ENDS.isdisjoint(text[end : end + _REACH])
        and (within := _WITHIN.match(text, end))
        and not _NOT_WITHIN.match(within[0] or "等")
    ):
        end = within.end()
    before = text[start - 1 : start]
    if (before in _AT or before in _AND) and not _ROOM_ENDS.isdisjoint(text[end : end + _REACH]) and (venue := _VENUE.match(text, end)):
        reached = venue.end()
        if before in _AT or text[reached : reached + 1] not in _SIGNS:
            return _moved(text, entity, start, reached, canonical, "PLACE")
    return _moved(text, entity, start, end, canonical, entity.type)


def _start(text: str, entity: Entity) -> int:
    """Return where a name begins: behind a direction or a verb's character, before the county or town whose sign it begins with."""
    start, first = entity.start, entity.text[0]
    if first in _LEADS and (lead := _LEAD.match(entity.text)):
        return start + lead.end()
    if first == "进" and entity.type == "PLACE" and text[start - 1 : start] in _INTO:
        return start + 1
    name = None
    if first in _REGIONS:
        if text[start - _LEAST : start - _LEAST + 1] in _BEFORE_NAME:
            name = _NAME_BEFORE.search(text, max(0, start - _LONGEST_NAME), start)
    elif "族" in entity.text[:_NATIONALITY] and _OF_PEOPLE.match(entity.text):
        name = _TOWN_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    return name.start("name") if name else start


def _moved(text: str, entity: Entity, start: int, end: int, canonical: Naming, kind: EntityType) -> Entity:
    """Return an entity with other bounds, itself if they are its own."""
    if start == entity.start and end == entity.end:
        return entity
    name = text[start:end]
    return replace(entity, start=start, end=end, type=kind, text=name, canonical=canonical(name))
