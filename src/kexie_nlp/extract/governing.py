"""Which event or programme governs a figure: the last one told before it that is not itself counted, a means or a theme."""

import re
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern, signs
from kexie_nlp.labels import EntityType

_SIGHT: Final = 160  # how far back what is near is looked for
_JOINT: Final = re.compile("[”」]?[、和及与][“「]?|[”」][“「]")
_MEANS: Final = re.compile("(?:依托|通过|借助|利用|结合)[“「]?$")
TOPICS: Final[tuple[EntityType, ...]] = ("ACTIVITY", "COMPETITION", "PROGRAM")
COUNTED: Final = re.compile(rf"(?:{entity_pattern('QUANTITY')}[“「]?|[作做])$")
ENDS_OF_COUNTED: Final = signs("QUANTITY") | frozenset("“「作做\n")

# activities without a name of their own, and the frame in which they were held
_PLAIN: Final = re.compile("(?:重点|系列|主题|特色|大型|各类|群众性|各项|各种|科普|宣传|科技|惠民|示范|主场|线上|线下|展示|教育|服务)*活动")
# what stands between the names of a list: before each of them but the first, behind each but the last
_BEFORE_LISTED: Final = frozenset("“「、和及")
_BEHIND_LISTED: Final = _BEFORE_LISTED | frozenset("”」")
_BARE_REPORT: Final = re.compile("(?:主旨|大会|特邀|主题|学术|专题|邀请|辅导|交流|科普|典型|工作|开幕|精彩)*报告")
_DURING: Final = re.compile("[”」]?(?:活动)?期间")


def topic(context: Context, end: int, floor: int, *, together: bool = False) -> Entity | None:
    """Return the last event or programme of a stretch; of names listed as the parts of one told before them (设A、B等项目), that one."""
    event = context.last_before(end, floor, *TOPICS)
    while event is not None and (is_counted(context, event, end) or _is_theme(context, event)):
        event = context.last_before(event.start, floor, *TOPICS)
    if event is None:
        return None
    if context.masked[event.start - 1] in _BEFORE_LISTED or context.masked[event.end : event.end + 1] in _BEHIND_LISTED:
        for listed in cues.LISTS_PARTS.finditer(context.masked, max(floor, event.start - _SIGHT), end + 1):
            if listed.start() < event.start < listed.end("parts"):
                return context.last_before(listed.start(), floor, *TOPICS) or event
    if event.text.endswith("活动") and _PLAIN.fullmatch(event.text) and (framed := _framing(context, event, floor)):
        return framed
    first, sight, names = event, max(floor, event.start - _SIGHT), [event.text]
    while (before := context.last_before(first.start, sight, *TOPICS)) and (
        _JOINT.fullmatch(context.text, before.end, first.start) or cues.ALSO_COUNTED.fullmatch(context.masked, before.end, first.start)
    ):
        first = before
        names.append(before.text)
    if first is event:
        return event
    over = context.last_before(first.start, floor, *TOPICS)
    counts_them = event.type == "PROGRAM" and context.text[event.end : end].strip("”」等") == ""
    if over is None and together and event.type == first.type == "ACTIVITY":
        return replace(event, start=first.start, text="、".join(reversed(names)))
    return None if over is None or counts_them or _MEANS.search(context.text, max(floor, over.start - 3), over.start) else over


def _framing(context: Context, event: Entity, floor: int) -> Entity | None:
    """Return the campaign during which an activity without a name of its own was held: 全国科普日期间组织重点科普活动860项."""
    frame = context.last_before(event.start, floor, "ACTIVITY", "COMPETITION")
    return frame if frame is not None and _DURING.match(context.text, frame.end) else None


def _is_theme(context: Context, event: Entity) -> bool:
    """Tell whether what has a name is but the theme under which something was held: 以“食品与健康”为主题."""
    return "以" in context.text[event.start - 2 : event.start] and context.text[event.end : event.end + 4].lstrip("”」").startswith("为主")


def _gave_one(context: Context, event: Entity) -> bool:
    """Tell whether one speaker gave a report of its own (某某作低碳农业专题报告), not several of them (6人作大会报告)."""
    begin = max(context.masked.rfind(sign, 0, event.start) for sign in "，；。\n") + 1
    return event.text[-2:] == "报告" and _BARE_REPORT.fullmatch(event.text) is None and not context.between(begin, event.start, "QUANTITY")


def is_counted(context: Context, event: Entity, end: int) -> bool:
    """Tell whether what has a name is itself counted (3个学会服务站, 科普大篷车1辆), or is what speakers gave (6人作大会报告)."""
    count = context.at(event.end) if event.end < end else None
    may_be_counted = context.masked[event.start - 1] in ENDS_OF_COUNTED
    is_talk = context.text[event.start - 1] in "作做" and (event.text[-2:] == "讲座" or _gave_one(context, event))
    if (
        may_be_counted
        and not is_talk
        and (count is None or count.type != "QUANTITY")
        and COUNTED.search(context.masked, max(0, event.start - _SIGHT), event.start)
    ):
        return True
    if count is not None and (count.type == "AMOUNT" or context.text[count.end : count.end + 1] == "、"):
        return True
    return count is not None and event.type == "PROGRAM" and count.type == "QUANTITY" and count.text[-1] in "辆个台套家所处座块支"


def shown_event(context: Context, passage: Passage, channel: Entity, phrase: str) -> Entity:
    """Return the event that a channel but broadcast (决赛在某某视频号直播，观看…), else the channel."""
    if not cues.SEEN.match(phrase) or not cues.BROADCAST.match(context.text, channel.end):
        return channel
    if not cues.ON_CHANNEL.search(context.text, passage.start, channel.start):
        return channel
    return context.last_before(channel.start, passage.paragraph, "COMPETITION", "ACTIVITY") or channel


def unless_over(context: Context, event: Entity, phrase: str) -> Entity | None:
    """Return an event, None if it is counted itself and the phrase tells of a deed of its own: 举办培训班6期，捐赠图书…."""
    if not cues.OTHER_DEED.match(phrase):
        return event
    count = context.at(event.end) or context.at(event.end + 1)
    return None if count is not None and count.type == "QUANTITY" else event
