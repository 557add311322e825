"""Persons by their names alone or by what stands around a family name: 扎西 and 卓玛 beside each other; 站长周小坤 that instructs."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.document import Entity
from kexie_nlp.tag.signs import CALLED, CLAUSE, DOES, FAMILY, PART, TITLE_END, Signs
from kexie_nlp.tag.taken import Span

# parts of Tibetan, Mongol, Yi and Uygur names; of one alone nothing is known, two beside each other are a name
_PARTS: Final = (
    "扎西|卓玛|卓嘎|次仁|泽仁|才仁|才让|多吉|多杰|尼玛|达瓦|拉姆|拉毛|央金|央宗|旦增|丹增|丹巴|桑吉|桑杰|格桑|白玛|索朗|索南|平措|顿珠|强巴|仁青|仁增|"
    "罗布|罗桑|洛桑|巴桑|边巴|措姆|德吉|完么|尕玛|尕藏|贡布|贡嘎|旺姆|旺堆|旺杰|旺久|多布|加措|嘉措|坚参|坚赞|曲珍|吉美|晋美|班玛|普布|其美|阿旺|土登|"
    "赤列|占堆|益西|云登|云丹|华旦|万玛|拉珍|欧珠|朗杰|南杰|扎巴|群培|曲培|江村|江措|降初|志玛|俄色|斯郎|四郎|拥忠|拥措|"
    "乌云|其其格|其木格|琪琪格|格日勒|巴特尔|巴图|图雅|托娅|托雅|高娃|苏日娜|苏日|古嘎|娜仁|萨仁|宝音|朝鲁|额尔德|额尔敦|那顺|斯琴|通拉嘎|敖登|塔娜|乌兰|毕力格|"
    "吉日嘎拉|木图|哈斯|孟和|朝克|道尔吉|苏和|阿拉坦|乌日娜|乌力吉|阿古拉|布和|青格|特木尔|铁木尔|达来|牧仁|扎布|桑布|巴雅尔|傲登|白音|赛音|吉雅|满都拉|"
    "吉克|马海|阿苏|沙马|曲比|海来|阿支|木呷|伍机|尔布|伍呷|拉且|阿呷|子布|木乃|日洛|史布|尔古|拉哈|石布|木果|莫色|罗洪|勒伍|吉木|俄木|吉伍|日火|金古|伍牛|伍果|"
    "伍各|阿木|阿牛|阿西|伍加|子呷|尔呷|尔且|哈莫|古哈|依呷|依洛|"
    "阿卜杜|阿布都|阿不都|热合曼|热依木|买买提|买合木提|艾合买提|吐尔逊|吐尔洪|图尔荪|古丽|古力|阿依|努尔|祖古|热孜万|帕提|阿孜|阿迪力|艾力|玉素甫|依明|库尔班|"
    "木拉提|赛力克|别克|哈力|哈米提|克里木|阿娜尔|玛依拉|迪丽|娜尔|巴哈尔|马木提|司马义"
)
PART_CHARS: Final = "".join(sorted(set(_PARTS) - {"|"}))
_PART_NAME: Final = re.compile(
    rf"(?<![·•・])(?:{_PARTS})(?:{_PARTS}){{1,2}}"
    r"(?![·•・]|[^\W\d_]?(?:[乡镇县旗市州村区湖河山寺]|草原|苏木|嘎查|牧场|机场|盆地|沙漠|高速|铁路))"
)
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


@lru_cache(maxsize=4)
def _named(families: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of names behind a title, in a row behind a person, between two, and at the beginning of a clause."""
    given = r"[^\W\da-zA-Z_的了等们、获被作为在和与及说第凭代项两三看]"
    name = rf"{_NO_PERSON}[{families}]{given}{{1,2}}?"
    parts = rf"(?:{_PARTS}){{1,2}}"
    return (
        re.compile(rf"(?:{name}|{parts}){_DOES}"),
        re.compile(rf"、(?P<name>(?:{name}|{parts}){_TOGETHER}|{name}(?=、|等\d))"),
        re.compile(rf"{name}{_CALLED}|(?=[^\W\d_]{{3}}(?:[获当入被荣凭执撰编等]|分获)){name}{_HONOURED}"),
    )


def of_parts(text: str, signs: Signs) -> Iterator[Span]:
    """Yield the spans of names of two and more known parts."""
    told = signs & PART != 0
    run = np.flatnonzero(told[:-3] & told[1:-2] & told[2:-1] & told[3:])
    reached = 0
    for start in run.tolist():
        if start >= reached and (match := _PART_NAME.match(text, start)):
            reached = match.end()
            yield match.span()


def titled(text: str, families: str, entities: Sequence[Entity], signs: Signs) -> Iterator[Span]:
    """Yield the spans of names between a title and what the person does, at the beginning of a clause, and in a row with a person.

    ``families`` are the family names of one character.
    """
    persons = {entity.start: entity.end for entity in entities if entity.type == "PERSON"}
    told, further, first = _named(families)
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
