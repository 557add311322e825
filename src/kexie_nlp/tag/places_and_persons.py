"""Places, persons and associations that the tagger passed over although the words around them leave little doubt."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.tag.name_parts import NameParts
from kexie_nlp.tag.taken import Span, Taken, apart

# the village, town or both that are helped; a word before it is of its name only up to 县, 镇 …
_HELPED: Final = re.compile(
    r"(?:帮(?=[扶包联])|包(?=[联帮])|挂(?=[钩联])|驻(?=[村点])|派(?=驻)|结(?=对)|入(?=驻)|定(?=点)|对(?=口))[^\W\d_]"
    r"(?:帮扶|帮联|联系|支援|服务)?(?:工作队)?[的点]?"
    r"(?P<place>(?![全各贫我本该由]|干部)(?:[^\W\d_的个]{2,4}[县市区旗乡镇]){1,2}[^\W\d_的个]{1,4}[村寨]|(?![全各贫我本该由]|干部)[^\W\d_的个、]{1,4}(?<![县市区乡镇农困帮入各])村)"
    r"(?![级庄民镇干部务委])"
)
# the town that something was held in
_HELD: Final = re.compile(
    r"在(?P<place>[^\W\d_的各全我本一在于]{2,4}[市县区州旗盟镇])(?=隆?重?(?:举办|举行|召开|主办|收官|落幕|开幕|开赛|闭幕|揭晓|启动))"
)
# the village that somebody went to or stays in
_AT_VILLAGE: Final = re.compile(
    r"(?<=[在到赴驻])(?P<place>(?![各全本该农走扎帮镇我了点])[^\W\d_的个各全本该农和、及与在村了]{2,4}(?<!贫困)(?<!帮扶)(?<!示范)(?<!联系)(?<!试点)"
    r"(?<!行政)(?<!自然)(?<!重点)(?<!出列)(?<!薄弱)(?<![乡镇县市驻入进包])村)(?![级庄民镇干务委])"
)
# short names of places in a row, told by what they are: 银滩、高桥、月屿等地, 石莲、雾罗等7个乡镇
_AND_MORE: Final = re.compile(r"等(?:地|[\d一二三四五六七八九十两]{1,3}个(?:县|乡|镇|村|市|区|街道|州|旗|苏木|嘎查|社区|地))")
_LISTED: Final = re.compile(
    r"(?:(?<=[了进入在到赴自往于])|(?<=到达)|(?<=走遍))[^\W\d_的达遍]{2,3}(?:、[^\W\d_的]{2,4}){1,8}$|(?:、[^\W\d_的]{2,4}){1,8}$"
)
# the last villages and towns of a row: 洛觉乡、则普镇、尔马村办…
_IN_ROW: Final = re.compile(
    r"、(?P<place>[^\W\d_各全乡个、农产业的]{1,3}(?<![新兴强立富治名大])[村镇乡县]|[^\W\d_各全个、农的]{2,5}(?:嘎查|苏木))(?=[、，。；办举])"
)
# a village with its town before it, of which no more than parts may have been found: 大拐乡阴坡村
_NO_NAME: Final = "[^\\W\\d_的和在到赴进驻往于入为给向从自是由对]"
_VILLAGE: Final = re.compile(
    rf"(?:(?<![^\W\d_])|(?<=[在到赴进驻往入为给向对与及和即]))(?P<place>(?![各全本我该每两多点镇乡村])(?:{_NO_NAME}{{2,4}}[县区旗市])?{_NO_NAME}{{2,4}}(?:[乡镇]|街道|苏木)"
    rf"(?![乡镇街苏村各])[^\W\d_的各个和及与至到]{{1,4}}(?<![县乡镇市街]|[0-9中联各])(?:村|社区|嘎查|屯))(?=[的、，。；：:）（(！\d]|等|举办|开展|召开|赠|捐|办)"
)
# the city that something was held in, by its name alone
_HELD_AT: Final = re.compile(
    r"在(?P<place>[^\W\d_的各全我本这此哪当]{2}(?<![市县区省州旗里月头馆校会地中内上下外])(?<!现场)(?<!田间)(?<!同期))(?:隆重|成功)?"
    r"(?=举办|举行|召开|开幕|闭幕|落幕|终评|揭幕|开赛|决赛)"
)
_NAME: Final = re.compile(r"[^\W\d_]++(?<![学校馆会院厂司所局部站团社])")
_LONGEST_ROW: Final = 44
# names of four characters and more, as the minorities have, between what somebody is and what they won
_NAMED: Final = re.compile(
    r"(?:研究员|农艺师|畜牧师|工程师|兽?医师|教师|理事长|[会院站校]长|教授|选手|队员|学生|主席|牧民|农民)"
    r"(?P<name>[^\W\d_的等会中]{2,8}?(?:·[^\W\d_的]{2,8}?)?)$"
)
_WON: Final = [
    re.compile(words)
    for words in (
        "荣(?=获)",
        "喜(?=获)",
        "获(?<![荣喜]获)(?=[得评全省市国自第])",
        "被(?=[评授])",
        "当(?=选)",
        "入(?=选)",
        "的(?=《)",
    )
]
# 市科协组织实施: what an association arranged, not the bodies of its kind (全市科协组织, 县科协组织建设)
_ARRANGING: Final = re.compile(
    r"科协(?<=[省市县区州盟旗]科协)(?<![全各、][省市县区州盟旗]科协)组织(?!建设|网络|体系|机构|人事|覆盖|力量|作用|优势|[者部和要在])(?=[^\W\d_])"
)
_LONGEST: Final = 24  # what stands before a prize
_LONG_NAME: Final = 4


def places(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of villages that are helped, and of towns where something was held, that no entity covers."""
    yield from apart(Taken(entities).free(match.span("place") for form in (_HELPED, _HELD, _AT_VILLAGE) for match in form.finditer(text)))


def listed_places(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of places told in a row by what they are, that no entity covers or that were taken for persons."""
    rows: list[Span] = []
    for more in _AND_MORE.finditer(text):
        row = _LISTED.search(text, max(0, more.start() - _LONGEST_ROW), more.start())
        if row is not None:
            rows += [match.span() for match in _NAME.finditer(text, row.start(), row.end())]
    taken = Taken([entity for entity in entities if entity.type != "PERSON" or (entity.start, entity.end) not in rows])
    named = [match.span("place") for form in (_IN_ROW, _HELD_AT) for match in form.finditer(text)]
    yield from apart([*taken.free(rows), *Taken(entities).free(named)])


def villages(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of villages told with their towns, of which entities cover no more than parts taken for places or persons."""
    told = [match.span("place") for match in _VILLAGE.finditer(text)]
    if not told:
        return
    taken = Taken([entity for entity in entities if entity.type not in ("PLACE", "PERSON")])
    whole = Taken(entities)
    yield from apart(span for span in taken.free(told) if not whole.is_cut_by(span))


def associations(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of associations (市科协) that arranged something and that no entity covers."""
    yield from Taken(entities).free((match.start() - 1, match.start() + 2) for match in _ARRANGING.finditer(text))


def persons(text: str, entities: Sequence[Entity], parts: NameParts) -> Iterator[Span]:
    """Yield the spans of long names between an office and a prize, and of names made of known parts, that no entity covers.

    A person who was found with a part of the name only is left out of account.
    """
    prizes = sorted(match.start() for word in _WON for match in word.finditer(text))
    told = (_NAMED.search(text, max(0, prize - _LONGEST), prize) for prize in prizes)
    spans = [match.span("name") for match in told if match]
    starts = {start for start, _ in spans}
    taken = Taken([entity for entity in entities if entity.type != "PERSON" or entity.start in starts])
    free = taken.free(span for span in spans if span[1] - span[0] >= _LONG_NAME)
    if named := [*parts.names(text)]:
        within = {place for start, end in named for place in range(start, end)}
        whole = [entity for entity in entities if entity.type != "PERSON" or not within.issuperset((entity.start, entity.end - 1))]
        free += Taken(whole).free(named)
    yield from apart(free)
