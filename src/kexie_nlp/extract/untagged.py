"""Contests, reviews and selections that the tagger passed over: told by the words that stand around them."""

import re
from typing import Final

from kexie_nlp.extract.antecedents import Event
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern

UNMARKED: Final = re.compile(
    rf"[获夺得]得?了?(?!此次|本次|这次|本届|该)"
    rf"(?P<event>(?:{entity_pattern('PLACE', 'ORG', 'DATE')}|[^，。；：、\n“”《》获夺得\ue000-\uf8ff]){{3,40}}?"
    r"(?:评比|评选|大赛|竞赛|联赛|比赛|征文|比武|马拉松|[展汇会调]演|展评|[^\W\d_]{2}赛))[“「]?$"
)
ENDS_OF_UNMARKED: Final = frozenset("比选赛文武松演评“「\n")
WITHIN: Final = re.compile(
    rf"(?<![现存所正])在(?!省级以上|各类)"
    rf"(?P<event>(?:{entity_pattern('PLACE', 'ORG', 'DATE', 'ACTIVITY', 'PROGRAM', 'AWARD')}|[^，。；：、\n在\ue000-\uf8ff]){{2,40}}?"
    r"(?:赛|比武|马拉松|会演|调演|展演|汇演|评选|评比|征集|征集活动|鉴评会|(?<!的)(?:评审|评价|评估|考核|考评|评议)))[”」]?[上中里]"
)
# a meeting or ceremony where something was conferred: 在全市科技表彰会上
CEREMONY_AT: Final = re.compile(
    rf"(?:在(?:[^，。；：、\n在]{{0,20}}(?:举行|举办|召开)的)?|(?:举行|举办|召开)的)"
    rf"(?P<event>(?:{entity_pattern('PLACE', 'ORG', 'DATE', 'ACTIVITY', 'PROGRAM', 'AWARD', 'COMPETITION')}"
    r"|“[^“”\n]{1,16}”|[^，。；：、“”\n在\ue000-\uf8ff]){2,40}?(?:大会|表彰会|总结会|年会|会议|典礼|庆典|仪式|晚会))[”」]?上"
)
# whatever it is called, it has an edition: 第三届青禾李王擂台上
_BY_EDITION: Final = re.compile(
    rf"(?P<event>(?:{entity_pattern('PLACE', 'ORG', 'DATE')}|[省市县区州]|全[国省市])*"
    rf"(?:第[^，。；\n第届]{{1,6}}届|首届)(?!理事|委员|常务|会员|代表)"
    rf"(?:{entity_pattern('PLACE', 'ORG', 'DATE', 'PROGRAM')}|[^，。；：、《》\n\ue000-\uf8ff]){{2,30}}?"
    r"(?=[上中里，（]|[荣喜]?[获夺摘]))"
)
REVIEW: Final = re.compile(
    rf"(?:开展|组织|进行|完成)了?(?P<event>(?:{entity_pattern('DATE', 'PROGRAM')}|[^，。；：\n\ue000-\uf8ff]){{1,24}}?"
    "(?:考核|评选|评比|评审|绩效评价|考评))"
)


def review(context: Context, passage: Passage, position: int) -> Event | None:
    """Return a review that is told without a name of its own: 开展工作站考核，评出…."""
    masked = context.masked
    if masked.find("评", passage.start, position) < 0 and masked.find("考", passage.start, position) < 0:
        return None
    told = list(REVIEW.finditer(masked, passage.start, position))
    return matched(context, told[-1]) if told else None


def by_edition(context: Context, passage: Passage, position: int) -> Event | None:
    """Return the contest or show, told before ``position`` in a sentence, that can be known by its edition: 第三届青禾李王擂台赛."""
    if context.masked.find("届", passage.start, position) < 0:
        return None
    told = list(_BY_EDITION.finditer(context.masked, passage.start, position))
    return matched(context, told[-1]) if told else None


def matched(context: Context, match: re.Match[str], *, occasion: bool = False) -> Event:
    """Return the event of a match."""
    start, end = match.span("event")
    return Event(context.text[start:end], start, end, occasion)
