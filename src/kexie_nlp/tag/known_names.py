"""Persons by their names alone or by what stands around a family name: 扎西 and 卓玛 beside each other; 站长周小坤 that instructs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.document import Entity
from kexie_nlp.tag.signs import CALLED, CLAUSE, DOES, FAMILY, PART, TITLE_END, Signs
from kexie_nlp.tag.taken import Span

_SHORTEST: Final = 4
_TITLE: Final = re.compile(
    r"(?:教授|[院博硕护战]士|[教医农工律技厨讲艺牧]师|[^\W\d_][员长民]|主[席任]|书记|大户|职工|[学考门研医]生|[选能]手|村医|(?:负责|发明|带头|传承)人)$"
)
_TITLE_LENGTH: Final = 3
# what somebody does behind their name
_DOES: Final = (
    r"(?=荣获|喜获|荣膺|获[得评颁第全省市国个一二三优“]|分获|夺得|斩获|摘得|捧回|当选|入选|被[授评推聘省市县中国表选]|线上|[现在][场线]|手把手|把脉|建议|介绍"
    r"|作了?(?:[题《了]|专题|主[题旨]|工作|[^\W\d_]{2,8}报告|辅导)|[应受]邀|带领|[带率]队|率[^\W\d_]|主[讲编持动]|授课|执笔|蹲点|撰写|领衔|讲解|致辞|出席|代表"
    r"|[担兼]任|任[^\W\d_]{2,10}[长员记席师]|写的|研发|发明|钻研|入户|逢人|告诉|表示|说[，：]|的?《|从容|连夜|带着|带[^\W\d_]{0,3}\d)"
)
# what goes on behind the last name of a row
_TOGETHER: Final = r"(?=\d+人|[两三二四]人|分[获列别]|搭档|组队|联手|合[作编著]|主编|撰写|并列|同获|共同|双双|当选|等\d*人|获|的《)"
# what persons are called or won, where a clause begins with the name
_CALLED: Final = (
    r"(?=(?:老师|院士|副?教授|副?研究员|副?主席|副?会长|副?理事长|博士)(?![^\W\d_]{0,4}(?:工作站|论坛|团队?工作|联合会|服务站|沙龙|们)))"
)
_HONOURED: Final = (
    r"(?=荣[获膺]|获[颁评]|当选|入选|被(?:评为|授予|推荐|聘为|表彰)|等\d+[人名位](?:[^\W\d_]?获|被|入选|为|当选)|凭借?“|凭《|执笔|[撰编]写)"
)
# words that begin as names do
_NO_PERSON: Final = (
    r"(?![^\W\d_]?目|[^\W\d_]{1,2}[市县区州省镇乡村校院会站馆队团社厂所台报品奖种茶果案文章局厅处部委办科]|周[末日边期年]|[常全成历明平][年体省市县国天]|时[刻常间候]"
    "|安[全排]|关[于键]|方[案法式面]|明确|高[校度质级]|成[果功立员]|平[台均时]|经[常过]|应[急用]|农[业户村]|万|双方|从[事容]|牛羊|项|党|单位|相[关继互]|商|通过|连[续夜年])"
)


@dataclass(frozen=True)
class KnownNames:
    """What names are known by.

    Attributes:
        families: the family names of one character.
        parts: the parts of Tibetan, Mongol, Yi and Uygur names; of one alone nothing is known, two beside each other are a name.
    """

    families: str = ""
    parts: tuple[str, ...] = ()

    @cached_property
    def part_chars(self) -> str:
        """All characters of the parts."""
        return "".join(sorted(set().union(*self.parts)))

    @cached_property
    def of_parts(self) -> re.Pattern[str]:
        """Two or three parts beside each other that are no place."""
        return re.compile(
            rf"(?<![·•・]){self._part}{self._part}{{1,2}}"
            r"(?![·•・]|[^\W\d_]?(?:[乡镇县旗市州村区湖河山寺]|草原|苏木|嘎查|牧场|机场|盆地|沙漠|高速|铁路))"
        )

    @cached_property
    def behind_title(self) -> re.Pattern[str]:
        """A name and what the person does."""
        return re.compile(rf"(?:{self._name}|{self._part}{{1,2}}){_DOES}")

    @cached_property
    def in_row(self) -> re.Pattern[str]:
        """A further name of a row of persons."""
        return re.compile(rf"、(?P<name>(?:{self._name}|{self._part}{{1,2}}){_TOGETHER}|{self._name}(?=、|等\d))")

    @cached_property
    def at_clause(self) -> re.Pattern[str]:
        """A name at the beginning of a clause, and what the person is called or won."""
        return re.compile(rf"{self._name}{_CALLED}|(?=[^\W\d_]{{3}}(?:[获当入被荣凭执撰编等]|分获)){self._name}{_HONOURED}")

    @property
    def _part(self) -> str:
        """The pattern of one part."""
        return rf"(?:{'|'.join(sorted(self.parts, key=len, reverse=True)) or '(?!)'})"

    @property
    def _name(self) -> str:
        """The pattern of a family name with a given name."""
        return rf"{_NO_PERSON}[{self.families}][^\W\da-zA-Z_的了等们、获被作为在和与及说第凭代项两三看]{{1,2}}?"


def of_parts(text: str, names: KnownNames, signs: Signs) -> Iterator[Span]:
    """Yield the spans of names of two and more known parts."""
    told = signs & PART != 0
    run = np.flatnonzero(told[:-3] & told[1:-2] & told[2:-1] & told[3:])
    reached = 0
    for start in run.tolist():
        if start >= reached and (match := names.of_parts.match(text, start)):
            reached = match.end()
            yield match.span()


def titled(text: str, names: KnownNames, entities: Sequence[Entity], signs: Signs) -> Iterator[Span]:
    """Yield the spans of names between a title and what the person does, at the beginning of a clause, and in a row with a person."""
    persons = {entity.start: entity.end for entity in entities if entity.type == "PERSON"}
    told, further, first = names.behind_title, names.in_row, names.at_clause
    before, begins = signs[:-1], signs[1:]
    for start in (np.flatnonzero((before & TITLE_END != 0) & (begins & (FAMILY | PART) != 0) & _soon(signs, DOES, 4)[1:]) + 1).tolist():
        if start not in persons and (match := told.match(text, start)) and _TITLE.search(text, max(0, start - _TITLE_LENGTH), start):
            yield match.span()
    for start in (np.flatnonzero((before & CLAUSE != 0) & (begins & FAMILY != 0) & _soon(signs, CALLED, 3)[1:]) + 1).tolist():
        if start not in persons and (match := first.match(text, start)):
            yield match.span()
    for end in persons.values():
        if text[end : end + 1] == "、" and (match := further.match(text, end)):
            start, end = match.span("name")
            if text[end] != "、" or end + 1 in persons:
                yield start, end


def _soon(signs: Signs, bit: int, farthest: int) -> NDArray[np.bool_]:
    """Return where a sign stands two and up to ``farthest`` characters further on."""
    soon = np.zeros_like(signs)
    for offset in range(2, farthest + 1):
        soon[:-offset] |= signs[offset:]
    there: NDArray[np.bool_] = soon & bit != 0
    return there
