"""Who won: the institutions, persons or teams that stand before the verb of an award."""

import re
from dataclasses import dataclass
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.claims import Group
from kexie_nlp.extract.context import Context
from kexie_nlp.extract.masking import MASKED

_COMMON: Final = re.compile(
    r"[我本][市县區区校馆館会會省州旗盟镇乡所院协](?:选手|代表队|学生)?|全[市县省区州旗盟](?=[^，。；]{0,6}$)|代表队|参赛队|选手(?=获|荣|夺)|机关(?=[^，。；]{0,8}$)"
)
_OTHER_ROLE: Final = re.compile(r"(?:由|向|被|经|經|联合|与|与会|根据|来自|蒙)$")
_OTHER_DEED: Final = re.compile(r"(?:举办|主办|承办|组织|选送|推荐|命名|联合|颁发|授予|表彰|主持|开展|指导)")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who won, as written, and where it stands."""

    text: str
    start: int
    end: int


def find_recipients(context: Context, group: Group) -> list[Recipient]:
    """Return the winners that a group names, in order; none for a contest of one's own."""
    masked = context.masked
    if group.passage.cells:
        return _in_row(context, group)
    if group.given:
        return _conferred(context, group)
    stop = group.verb_start
    names = context.between(group.floor, stop, "ORG", "PERSON")
    chosen = _subject(context, group, names)
    if chosen:
        return _run_of(context, chosen, group.floor)
    common = list(_COMMON.finditer(masked, group.floor, stop))
    if common:
        last = common[-1]
        return [Recipient(last[0], last.start(), last.end())]
    return []


def _in_row(context: Context, group: Group) -> list[Recipient]:
    """Return the persons, else the institution, that stand in the cells before an award in its row."""
    begin = group.passage.start
    persons = context.between(begin, group.start, "PERSON")
    names = persons or context.between(begin, group.start, "ORG")[-1:]
    unique = {name.text: name for name in names}
    return [Recipient(name.text, name.start, name.end) for name in unique.values()]


def _subject(context: Context, group: Group, names: list[Entity]) -> Entity | None:
    """Return the last name before the verb that may be its subject; a person rather than the person's institution."""
    masked = context.masked
    fit = [
        name
        for name in names
        if not _OTHER_ROLE.search(masked, max(group.floor, name.start - 2), name.start) and not _OTHER_DEED.match(masked, name.end)
    ]
    usable = fit or names
    if not usable:
        return None
    last = usable[-1]
    persons = [name for name in usable if name.type == "PERSON"]
    if persons and last.type == "ORG" and not any(sign in masked[persons[-1].end : last.start] for sign in "，；"):
        return persons[-1]
    return last


def _run_of(context: Context, last: Entity, floor: int) -> list[Recipient]:
    """Return ``last`` and the names of its type coordinated with it."""
    names = context.between(floor, last.end, last.type)
    run = [last]
    for name in reversed(names[:-1]):
        gap = context.masked[name.end : run[0].start]
        if not re.fullmatch(rf"(?:[^，。；：\n\ue000-\ue017]{{0,6}}|{MASKED}*的?)[、和及与與](?:{MASKED}*的?)?", gap):
            break
        run.insert(0, name)
    return [Recipient(name.text, name.start, name.end) for name in run]


def _conferred(context: Context, group: Group) -> list[Recipient]:
    """Return those on whom a title is conferred: 授予 NAME “title”, 对 NAME 授予."""
    behind = context.between(group.verb_end, group.start, "ORG", "PERSON")
    if behind:
        return _run_of(context, behind[-1], group.verb_end)
    to = max(context.masked.rfind(sign, group.floor, group.verb_start) for sign in "对向为")
    if to >= group.floor and (names := context.between(to, group.verb_start, "ORG", "PERSON")):
        return _run_of(context, names[-1], to)
    return []
