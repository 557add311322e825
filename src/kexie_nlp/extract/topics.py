"""The event or heading that a short indicator needs in front: 参加人员 of what, 支出 of what."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.phrases import Left
from kexie_nlp.labels import EntityType

_REMARK: Final = re.compile(r"(?:的?决算)?(?:支出|收入)?(?:总体|具体)?(?:情况)?(?:说明)?$")
_PARTNERS: Final = re.compile("[、和与由在到赴请]")
_SIGHT: Final = 160  # how far back what is near is looked for
_TOPICS: Final[tuple[EntityType, ...]] = ("ACTIVITY", "COMPETITION", "PROGRAM")
_COSTS: Final = re.compile("经费|采购|费$")


def scored_item(context: Context, passage: Passage) -> str:
    """Return the item of a review that a paragraph begins with and whose points it tells: 1.预算编制情况。指标分值30分."""
    match = cues.RUN_IN.match(context.text, passage.paragraph, passage.start) if passage.start > passage.paragraph else None
    return match["name"] if match else ""


def _fund(context: Context, passage: Passage, left: Left, phrase: str) -> str:
    """Return a phrase such as 奖补 or 支出 with the honour or programme that the money goes with in front."""
    if cues.GRANT.fullmatch(phrase):
        source = context.last_before(left.end, passage.start, "AWARD", "PROGRAM")
        return context.written(source) + phrase if source is not None and source.text not in phrase else ""
    if not cues.OF_MONEY.fullmatch(phrase) or not cues.MEANT.match(context.masked, passage.start, left.end):
        return ""
    programme = context.last_before(passage.start, min(context.section_start(passage), passage.paragraph), "PROGRAM")
    return context.written(programme) + phrase if programme is not None else ""


def _project(context: Context, passage: Passage) -> str:
    """Return the project or fund that a paragraph speaks of: 某某项目绩效自评综述：, or the subject of its first sentence."""
    end = min(passage.end, passage.start + _SIGHT)
    reviews = list(cues.REVIEW_OF.finditer(context.text, max(passage.paragraph, passage.start - 2 * _SIGHT), end))
    told = next((review for review in reversed(reviews) if review.end() <= passage.end), None) or cues.PROJECT_OF.match(
        context.text, passage.paragraph, passage.end
    )
    return told["name"] if told else ""


def _facility(context: Context, passage: Passage, end: int) -> Entity | None:
    """Return the hall or centre that the sentence, or its part behind a semicolon, begins with and goes on about."""
    begin = max(passage.start, context.masked.rfind("；", passage.start, end) + 1)
    told = [
        entity for entity in context.between(begin, end) if entity.type in ("ORG", "PLACE", "PROGRAM", "ACTIVITY", "COMPETITION", "PERSON")
    ]
    if not told or told[0].type not in ("ORG", "PLACE") or not cues.FACILITY.search(told[0].text):
        return None
    goes_on = all(other.type in ("ORG", "PLACE") for other in told[1:]) and not _PARTNERS.search(
        context.masked, told[0].start - 1, told[0].end + 1
    )
    return told[0] if goes_on else None


def with_event(context: Context, passage: Passage, value: Entity, left: Left, phrase: str) -> str:
    """Return a generic phrase (参加人员) with the event it belongs to in front."""
    if not phrase:
        return phrase
    if (event := _joined_event(context, passage, value)) is not None and event.text not in phrase:
        return context.written(event) + phrase
    if topic := _pointed_at(context, passage, phrase):
        return topic
    if cues.MEMBERS.fullmatch(phrase):
        bodies = [owner for owner in context.between(passage.start, left.end, "ORG") if cues.BODY.search(owner.text)]
        if bodies and bodies[-1].text not in phrase:
            return bodies[-1].text + phrase
    if cues.OF_GROWERS.fullmatch(phrase):
        bodies = [
            body
            for body in context.between(max(passage.start, left.end - _SIGHT), left.end, "ORG", "PROGRAM")
            if cues.GROWERS.search(body.text)
        ]
        if bodies and bodies[-1].text not in phrase:
            return context.written(bodies[-1]) + phrase
    if value.type == "AMOUNT" and (fund := _fund(context, passage, left, phrase)):
        return fund
    if value.type == "AMOUNT" and cues.BARE_MONEY.fullmatch(phrase) and (project := _project(context, passage)):
        return project + phrase
    if cues.TRAINED.fullmatch(phrase) and (course := _course(context, passage, left)):
        return context.written(course)
    if cues.TRAINED_PERSONS.fullmatch(phrase) and value.text[-1] in "人名次户）" and (course := _course(context, passage, left, near=True)):
        return context.written(course) + phrase
    if cues.OF_FACILITY.match(phrase) and (facility := _facility(context, passage, left.end)) is not None and facility.text not in phrase:
        return facility.text + phrase
    brief = len(phrase) <= cues.BRIEF and not cues.SUMS.search(phrase)
    if not brief and not cues.GENERIC.match(phrase) and not cues.ROLE.fullmatch(phrase):
        return _with_near(context, passage, value, left, phrase)
    floor = max(passage.start, context.masked.rfind("；", passage.start, value.start) + 1)
    event = _topic(context, left.end, floor)
    if event is None and passage.start > passage.paragraph and (cues.PARTICIPANTS.match(phrase) or cues.ROLE.fullmatch(phrase)):
        before = context.text.rfind("。", passage.paragraph, passage.start - 1) + 1
        event = context.last_before(passage.start, max(before, passage.paragraph), "COMPETITION", "ACTIVITY")
    if event is None or event.text in phrase:
        return phrase
    return context.written(event) + phrase


def _with_near(context: Context, passage: Passage, value: Entity, left: Left, phrase: str) -> str:
    """Return a phrase of a count with the event or programme told just before it, in the same clause or the one before, in front."""
    if value.type != "QUANTITY" or len(phrase) > cues.LONGEST_NEAR or cues.SUMS.search(phrase) or cues.OWN_WORK.match(phrase):
        return phrase
    event = _topic(context, left.end, max(passage.start, left.end - _SIGHT))
    if event is None or event.type == "COMPETITION" or event.text in phrase:
        return phrase
    between = context.masked[event.end : left.end]
    is_near = between.count("，") < 2 and "。" not in between and "；" not in between and not cues.ANY_VALUE.search(between)
    return context.written(event) + phrase if is_near else phrase


def _topic(context: Context, end: int, floor: int) -> Entity | None:
    """Return the last event or programme of a stretch; of names listed as the parts of one told before them (设A、B等项目), that one."""
    event = context.last_before(end, floor, *_TOPICS)
    if event is None:
        return None
    for listed in cues.LISTS_PARTS.finditer(context.masked, max(floor, event.start - _SIGHT), end + 1):
        if listed.start() < event.start < listed.end("parts"):
            return context.last_before(listed.start(), floor, *_TOPICS) or event
    return event


def _course(context: Context, passage: Passage, left: Left, *, near: bool = False) -> Entity | None:
    """Return the course, told before in the sentence or the one before it, that a count of those trained belongs to."""
    for floor, end in ((passage.start, left.end), (passage.paragraph, passage.start))[: 1 if near else 2]:
        courses = [event for event in context.between(floor, end, "ACTIVITY") if cues.COURSE.search(event.text)]
        if courses:
            return courses[-1]
    return None


def _pointed_at(context: Context, passage: Passage, phrase: str) -> str:
    """Return a phrase with the event or platform before it that the sentence points back at: 活动先后走进…, 行程…."""
    back = cues.POINTS_BACK.match(context.masked, passage.start, passage.end)
    if back is None or len(phrase) > cues.LONGEST_POINTED:
        return ""
    noun = back["noun"]
    floor = min(context.section_start(passage), passage.paragraph)
    told = context.between(floor, passage.start, *cues.POINTED[noun])[::-1]
    entity = next((entity for entity in told if noun in entity.text), told[0] if told and noun in cues.OPEN_NOUNS else None)
    return context.written(entity) + phrase.removeprefix(noun).removeprefix("共") if entity else ""


def _joined_event(context: Context, passage: Passage, value: Entity) -> Entity | None:
    """Return the event that those counted take part in: 4支代表队参加 cues.EVENT."""
    match = cues.TAKES_PART.match(context.masked, value.end, passage.end)
    return context.next_after(match.end(), match.end() + 60, "COMPETITION", "ACTIVITY") if match else None


def counted_event(context: Context, value: Entity, left: Left) -> str:
    """Return the event or events that a count of 次, 场 or 期 directly follows."""
    if not cues.OCCASIONS.search(value.text):
        return ""
    tail = cues.EVENTS_BEFORE.search(context.masked[left.start : left.end])
    if tail is None:
        return ""
    begin = left.start + tail.start()
    last = context.last_before(left.end, left.start, "ACTIVITY", "COMPETITION")
    if last is not None and last.start == begin and tail.end("events") == tail.end():
        return context.written(last)
    return context.text[begin : left.end].strip("”“ ")


def run_in_heading(context: Context, passage: Passage) -> str:
    """Return the short heading that a paragraph begins with: （三）机关运行经费。支出…."""
    if item := cues.BUDGET_ITEM.search(context.text, max(passage.paragraph, passage.start - _SIGHT), passage.start):
        return item["name"]
    match = cues.RUN_IN.fullmatch(context.text, passage.paragraph, passage.start)
    name = match["name"] if match else (passage.heading or "")
    name = _REMARK.sub("", name)
    return name if 2 <= len(name) <= 12 and _COSTS.search(name) else ""
