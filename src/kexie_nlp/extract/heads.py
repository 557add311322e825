"""The contest, campaign or activity that heads a line or an item of a list (1、科技活动周。…; · 金钥匙科技竞赛：…) and governs it."""

import re
from typing import Final

from kexie_nlp.extract import awards
from kexie_nlp.extract.antecedents import Event, is_item
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern

_SIGN: Final = (
    r"(?>\s*(?:[·•●○★☆■□◆◇▪▶➢※*+-]{1,2}|[（(]?[一二三四五六七八九十\d]{1,2}(?:[)）]|[、.．](?!\d))"
    r"|[①-⑳⑴-⒛]|(?:[一二三四五六七八九十]|其[一二三四五])是)?[ 　]*)"
)
_KIND: Final = (
    "大赛|竞赛|联赛|比赛|挑战赛|选拔赛|邀请赛|锦标赛|对抗赛|奥赛|评选|评比|征文|征集|展评|[展汇会]演|活动"
    "|科普日|科普月|宣传月|科技月|活动周|宣传周|科技周|科普周|科技节|科普节|创客节|论坛|年会"
)
_NAMED: Final = entity_pattern("COMPETITION", "ACTIVITY")
# before all else the next pause is looked at, which tells most lines that have no head
_HEAD: Final = re.compile(
    rf"(?P<sign>{_SIGN})(?=[^，。；：:—（、\s]*[：:。—（ 　])"
    rf"(?:全?[省市县区州盟旗](?=[“「]?{_NAMED}))?[“「【《]?(?P<head>(?P<marked>{_NAMED})"
    rf"|(?:{entity_pattern('PLACE', 'ORG', 'DATE', 'PROGRAM', 'QUANTITY')}|[^，。；：、\s“”\ue000-\uf8ff]){{1,30}}?"
    rf"[”」]?(?:{_KIND})|全?[国省市县区州盟旗]赛|自治区赛)[”」】》]?"
    r"(?:方面|上|情况|成绩|（[^（）\n]{2,24}）)?(?P<stop>[：:。]|——|[ 　]+(?!\n))"
)
# the next item in the same line
_NEXT_ITEM: Final = re.compile(
    r"[；;。](?=[（(][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳⑴-⒛]|\d{1,2}[、.．](?!\d)|(?:[一二三四五六七八九十]|其[一二三四五])是)"
)
_LONGEST_LINE: Final = 1200  # no item is longer
# headings of whole fields of work, and sentences
_NO_NAME: Final = re.compile(
    "(?!.*创新大赛$)(?:各级|各类|各项|系列|重大|重点|主题|群众性|经常性|品牌|特色|科技|科普|学科|青少年|职工|学术|赛事|宣传|教育|实践|传播|普及|创新|交流|和|与|等)*"
    "(?:大赛|竞赛|比赛|评选|评比|征集|活动)"
    "|.*(?:经(?![济典])|通过|根据|按照|举办|举行|开展|组织|参加|参与|承办|协办|抓好|办好|做好|积极|认真|扎实|深入|广泛|推进|加强|丰富|打造|围绕|联合|启动|精彩|的)[^“”]*"
)
_PLAIN: Final = re.compile(
    r"[“「]?(?:(?:全[国省市县区州盟旗]|国家级|自治区级?|[省市县区州盟旗]级?)?(?:优秀|特色|最佳|精品)(?:特色|科普|主场|线上|重点)*(?:组织|活动|案例|创意)"
    r"|(?:优秀|先进|十佳|最佳|特色|最美|杰出|[^\W\d_]{0,4}(?:能手|标兵|之星|达人)))"
)


def heading_event(context: Context, passage: Passage, position: int, award: str, *, graded: bool) -> Event | None:
    """Return what heads the line of an award if no contest stands between: every prize in it, and every plain honour, was won there."""
    if passage.table is not None or position - passage.paragraph > _LONGEST_LINE or not (graded or _PLAIN.match(award)):
        return None
    begin = passage.paragraph
    for item in _NEXT_ITEM.finditer(context.masked, begin, position):
        begin = item.end()
    head = _HEAD.match(context.masked, begin, position)
    if head is None or not _is_name(context, head):
        return None
    if not graded and award.lstrip("“「")[0] in "全国省市县区州盟旗自" and context.text[slice(*head.span("head"))] in award:
        return None
    if any(not is_item(other.text) or awards.level(other.text) for other in context.between(head.end(), position, "COMPETITION")):
        return None
    start, end = head.span("head")
    return Event(context.text[start:end], start, end)


def _is_name(context: Context, head: re.Match[str]) -> bool:
    """Tell whether a head is the name of an event rather than of a field of work, or a sentence."""
    if not head["marked"] and head["stop"][0] not in "：:—" and not head["sign"].strip():
        return False
    marked = context.at(head.start("head")) if head["marked"] else None
    return (marked is not None and marked.type == "COMPETITION") or _NO_NAME.fullmatch(context.text, *head.span("head")) is None
