"""Who won: the institutions, persons or teams that stand before the verb of an award."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context
from kexie_nlp.extract.groups import Group
from kexie_nlp.extract.masking import MASKED, entity_pattern
from kexie_nlp.frozen import quickly_made

_ASIDE: Final = r"(?:[（(][^（()）\n]{0,30}[)）])?"
_COMMON: Final = re.compile(
    r"[我本](?:单位|公司|中心|部门|[市县區区校馆館会會省州旗盟镇乡所院协委局])(?:选手|代表队|学生)?|全[市县省区州旗盟](?=[^，。；]{0,6}$)|代表队|参赛队|选手(?=获|荣|夺)|机关(?=[^，。；]{0,8}$)"
)
_OTHER_ROLE: Final = re.compile(r"(?:由|向|被|经|經|联合|与|与会|根据|来自|蒙|在|通过)$")
_HOST: Final = re.compile("(?:在|经|联合|会同)$")  # 经组委会评审，评出…; 联合县教育局举办…，共114件作品获奖
_OTHER_DEED: Final = re.compile(r"(?:举办|主办|承办|组织|选送|推荐|命名|联合|颁发|授予|表彰|主持|开展|指导)")


# who told of those who won
_MADE_KNOWN: Final = re.compile(r"(?:近日|日前|随后|当[日天]|正式|联合)?(?:通报|公布|发布|宣布|公示|揭晓|印发)")
_GOES_ON: Final = re.compile(
    rf"[”」』’]?(?:的?(?:称号|荣誉称号|荣誉|证书|奖牌))?[，、 ]?"
    rf"(?:{MASKED}|[并还又再同时也且随后先一举已均终被，、和及在上中里的等于年月日])*"
)
_BEHIND: Final = re.compile(
    rf"[”」]?(?:分别)?(?:，?由|的(?:有|是|为)|(?:授予|颁给|颁发给)|，授予(?=[^，。；\n]{{1,48}}(?:[，。；\n]|$))|(?:获奖)?名单[，,]|归了?|归属|花落|被|得主为|得主是|获得者为|获得者是|获得者|(?:[（(][^（()）\n]*[)）])?[:：])(?P<names>(?:{MASKED}|[^，。；：\n\ue000-\uf8ff]){{2,60}}?)(?=获得|摘得|夺得|夺走|捧走|荣列|榜上|名列|上榜|在列|[，。；\n]|$)"
)
_POINTER: Final = re.compile(
    r"(?<![^，。；\n])(?:[^，。；\ue000-\uf8ff]{0,4})(?:[他她](?!们)|该(?P<kind>[校队馆会站院村社团]|公司|协会|学会|学校|合作社|中心)(?!长))"
)
_LISTED: Final = re.compile("(?:包括|其中|分别(?:为|是)|[：:])[^。]*[；;、，]?$")
_FORMER: Final = re.compile("(?<=[，；])[前后]者")
# beside a person with whom they won: 北坡中学林小禾、周岚获…
_PLAIN_BEFORE: Final = re.compile(rf"{entity_pattern('ORG')}(?P<name>[㐀-鿿]{{2,4}}){_ASIDE}[、和]$")
_PLAIN_BEHIND: Final = re.compile(
    rf"{_ASIDE}[、和](?:{entity_pattern('ORG')})?(?P<name>[㐀-鿿]{{2,3}}?){_ASIDE}(?=(?:分别|双双|同时|分|同|均|都)?[荣喜]?[获夺摘捧])"
)
_PAUSE: Final = re.compile("[，。；：、的]")
_NEAR: Final = 6  # how far before the verb a county that won a title may stand
_WON: Final = re.compile("(?:[荣喜斩]获|获得|获评|荣膺)[^，。；]*$")  # behind it stands what was won
_KINDS: Final = {
    "校": ("学校", "中学", "小学", "学院", "大学", "一中", "二中", "三中", "幼儿园", "校"),
    "会": ("会",),
    "学校": ("学校", "中学", "小学", "学院", "大学", "校"),
}


@quickly_made
@dataclass(frozen=True, slots=True)
class Recipient:
    """Who won, as written, and where it stands."""

    text: str
    start: int
    end: int


def find_recipients(context: Context, group: Group, before: list[Recipient] | None = None) -> list[Recipient]:
    """Return the winners that a group names, in order; none for a contest of one's own.

    ``before`` are those of the claims told before it in the same sentence, who go on as its subject if it names none.
    """
    masked = context.masked
    if group.winner is not None:
        return [Recipient(*group.winner)]
    if group.passage.cells:
        return _in_row(context, group)
    if group.given:
        return _conferred(context, group) or _named_behind(context, group)
    if first := _told_first_behind(context, group):
        return first
    stop = group.verb_start
    if stop < group.floor:  # an honour further on in a list
        return before or []
    names = context.between(group.floor, stop, "ORG", "PERSON")
    if (pair := names or before) and (told := _FORMER.search(masked, group.floor, stop)):
        one = pair[0] if told[0] == "前者" else pair[-1]
        return [Recipient(one.text, one.start, one.end)]
    if chosen := _subject(context, group, names):
        return _run_of(context, chosen, group.floor)
    if other := _named_behind(context, group) or _pointed_at(context, group):
        return other
    place = context.last_before(stop, group.floor, "PLACE")
    if place is not None and stop - place.end <= _NEAR and not _PAUSE.search(masked, place.end + (masked[place.end] in "：:"), stop):
        return _run_of(context, place, group.floor)
    if common := list(_COMMON.finditer(masked, group.floor, stop)):
        return [Recipient(common[-1][0], *common[-1].span())]
    if any(own.end == stop for own in context.between(group.floor, stop, "ACTIVITY", "PROGRAM")):  # which won itself
        return []
    goes_on = before and (
        _GOES_ON.fullmatch(masked, group.floor, stop)
        if group.verb_end > group.verb_start
        else _LISTED.search(masked, group.passage.start, group.floor)
    )
    return before if before and goes_on else []


def _told_first_behind(context: Context, group: Group) -> list[Recipient]:
    """Return the winners behind an award that no verb stands before, or that is told as theirs: 获一等奖的有 NAME."""
    if group.verb_start < group.verb_end:
        return _named_behind(context, group) if context.text.startswith("的", group.claims[-1].award.end) else []
    return _in_role(context, group) or _named_behind(context, group)


def _in_role(context: Context, group: Group) -> list[Recipient]:
    """Return the institution that a title is told of as its part: 作为全国科普教育基地，市科技馆…."""
    end = group.claims[-1].award.end
    if context.text.rfind("作为", max(0, group.start - _NEAR), group.start) < 0:
        return []
    name = context.next_after(end, min(end + 3 * _NEAR, group.passage.end), "ORG")
    return [Recipient(name.text, name.start, name.end)] if name and not context.masked[end : name.start].strip("”」，之一") else []


def _named_behind(context: Context, group: Group) -> list[Recipient]:
    """Return the winners named behind a single award: 特等奖由 NAME 获得, 一等奖归了 NAME."""
    match = _BEHIND.match(context.masked, group.claims[-1].award.end, group.passage.end) if len(group.claims) == 1 else None
    names = context.between(match.start("names"), match.end("names"), "PERSON", "ORG") if match else []
    persons = [name for name in names if name.type == "PERSON"]
    if not persons and names:  # told as one
        run = _run_of(context, names[-1], names[0].start)
        return [Recipient("、".join([name.text for name in run]), run[0].start, run[-1].end)]
    return [Recipient(name.text, name.start, name.end) for name in persons]


def _pointed_at(context: Context, group: Group) -> list[Recipient]:
    """Return the person or institution told earlier that the subject points back at: 他, 该校."""
    match = _POINTER.search(context.masked, group.floor, group.verb_start)
    if match is None:
        return []
    told = context.between(
        min(context.section_start(group.passage), group.passage.paragraph), match.start(), "ORG" if match["kind"] else "PERSON"
    )
    named = next(
        (
            name
            for name in reversed(told)
            if not match["kind"] or name.text.rstrip("”").endswith(_KINDS.get(match["kind"], (match["kind"],)))
        ),
        None,
    )
    return [Recipient(named.text, named.start, named.end)] if named else []


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
    names = [name for name in names if not _MADE_KNOWN.match(masked, name.end)]
    fit = [
        name
        for name in names
        if not _OTHER_ROLE.search(masked, max(group.floor, name.start - 2), name.start) and not _OTHER_DEED.match(masked, name.end)
    ]
    fit = [name for name in fit if not _WON.search(masked, group.floor, name.start)] or fit
    usable = fit or [name for name in names if not _HOST.search(masked, max(group.floor, name.start - 2), name.start)]
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
        if gap.startswith(("）", ")")):  # told in a bracket behind another
            continue
        if not re.fullmatch(
            rf"(?:[（(][^（()）\n]{{0,30}}[)）])?(?:[^，。；：\n\ue000-\ue017]{{0,6}}|{MASKED}*的?)[、和及与與](?:{MASKED}*的?)?(?:[^，。；：、\n\ue000-\ue017的]{{0,10}})?",
            gap,
        ):
            break
        run.insert(0, name)
    told = [Recipient(name.text, name.start, name.end) for name in run]
    if last.type != "PERSON":
        return told
    before = _PLAIN_BEFORE.search(context.masked, floor, told[0].start)
    behind = _PLAIN_BEHIND.match(context.masked, last.end)
    return [*_plain(context, before), *told, *_plain(context, behind)]


def _plain(context: Context, match: re.Match[str] | None) -> Iterator[Recipient]:
    """Yield the person whose name the tagger passed over beside another."""
    if match:
        yield Recipient(context.text[slice(*match.span("name"))], *match.span("name"))


def _conferred(context: Context, group: Group) -> list[Recipient]:
    """Return those on whom a title is conferred: 授予 NAME “title”, 对 NAME 授予."""
    for floor, end in ((group.verb_end, group.start), (group.verb_start, group.verb_end)):  # 授予 NAME …; 确定 NAME 为…
        if names := context.between(floor, end, "ORG", "PERSON"):
            return _run_of(context, names[-1], floor)
    to = max(context.masked.rfind(sign, group.floor, group.verb_start) for sign in "对向为")
    if to >= group.floor and (names := context.between(to, group.verb_start, "ORG", "PERSON")):
        return _run_of(context, names[-1], to)
    return []
