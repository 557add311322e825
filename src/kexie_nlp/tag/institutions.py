"""Institutions that the tagger passed over although they stand where somebody acts: 。云泉食品公司荣获…, 由云泉县林学会承办."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from kexie_nlp.document import Entity
from kexie_nlp.tag.signs import ACTS, INSTITUTION_END, Signs
from kexie_nlp.tag.taken import Span, Taken, apart

_KINDS: Final = (
    "公司|集团|学院|医院|科协|协会|学会|中学|小学|小院|研究所|研究院|合作社|实验室|科普馆|科技馆|标本馆"
    "|科学馆|事务所|代表队|服务队|服务团|教育局|农村局"
)
_KIND: Final = re.compile(rf"(?:{_KINDS})$")
_LONGEST_KIND: Final = 3
# of these classes are told of in one word more
_COMMON: Final = ("科协", "协会", "学会", "代表队", "服务队", "服务团", "集团", "合作社")
INSTITUTION_ENDS: Final = "".join(sorted({kind[-1] for kind in _KINDS.split("|")}))
_ACT: Final = re.compile(
    r"荣[获膺]|喜获|获[得评颁第全省市国“]|分获|夺得|斩获|摘得|捧回|入选|当选|被[授评认列省市中国全县命]|承办|牵头|落户|出战|选送|报送的|申报的|的?《|"
    r"独立运行|正式(?:迎客|开馆|投用)|换届|召开第|完成换届|审计|委托|\d{1,2}月\d|有\d+[项人名篇]|继\d|总工程师|首席|[^\W\d_]{2}籍"
)
_NAME: Final = r"[^\W\da-zA-Z_的了各等将把]"
_BEFORE: Final = re.compile(
    r"(?:^|[，。；：、\n）)】△◆●▲■—/　]|(?<=[，。；：\n])受|[由经]|增选|增补)"
    "(?![我本全各该其两多几某此每所这那个一由经受在对向与和及为以从用到])"
    "(?!同时|请|年[初底末内]|审核|负责|[已现曾首新]|其中|目前|近日|推荐|组织|指导|支持|帮助|协助|协调|辖区|部分|联合|依托|邀请|通过|成立|建立|加强|推动|发挥|深入"
    "|走进|围绕|学术|基层|企业|高校|园区|乡镇|农村|专业|科技|[县市省二]级|[下所]属|中心|[有相]关|优秀|农技|增[选补]|聘请|推选|开展|团体)"
    rf"(?P<name>{_NAME}{{1,14}})$"
)
_LONGEST: Final = 16
_SHORTEST, _SHORTEST_COMMON = 3, 5
# the association itself in short: 校科协, 集团科协, 自治区科协; none of a class of them (高校科协)
_OWN: Final = re.compile("科协(?<=[团校院区]科协)(?![系组织理常委会工员们代换界检督调考巡专])")
_OWNERS: Final = ("集团", "校", "院", "开发区", "高新区", "经开区")
_WIDE_OWNER: Final = re.compile("自治区(?<![族古藏]自治区)$")


def institutions(text: str, entities: Sequence[Entity], signs: Signs) -> Iterator[Span]:
    """Yield the spans of institutions at the beginning of a clause that act or have a person behind them, and that no entity covers."""
    last = np.flatnonzero((signs[:-1] & INSTITUTION_END != 0) & (signs[1:] & ACTS != 0)) + 1
    persons = {entity.start for entity in entities if entity.type == "PERSON"}
    ends = {*last.tolist(), *persons}
    spans: list[Span] = []
    for end in ends:
        kind = _KIND.search(text, max(0, end - _LONGEST_KIND), end)
        if kind is None or not (end in persons or _ACT.match(text, end)):
            continue
        head = kind.start()
        if before := _BEFORE.search(text, max(0, head - _LONGEST), head):
            start = before.start("name")
            if end - start >= (_SHORTEST_COMMON if kind[0] in _COMMON else _SHORTEST):
                spans.append((start, end))
    for match in _OWN.finditer(text):
        at = match.start()
        owner = next((owner for owner in _OWNERS if text.endswith(owner, 0, at)), "")
        if owner and not (at > len(owner) and text[at - len(owner) - 1].isalpha()):
            spans.append((at - len(owner), match.end()))
        elif _WIDE_OWNER.search(text, max(0, at - 4), at):
            spans.append((at - 3, match.end()))
    if spans:
        yield from apart(Taken([entity for entity in entities if entity.type != "PLACE"]).free(spans))
