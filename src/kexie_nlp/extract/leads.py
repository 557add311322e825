"""What a text is about: the contest, ceremony or meeting in its title or opening, where all was won that it tells without another."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.antecedents import PLAIN_GATHERING, SHOW, TOPIC, Event, may_host
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern

_OPENING: Final = 150  # how far into the text it is named
_HELD: Final = re.compile("举行|召开|举办|开幕|闭幕|落幕|收官|帷幕|启动|揭晓|颁奖")
_LATER: Final = re.compile(rf"\s*(?:{entity_pattern('DATE')}|(?:[当同今去前]?年[初中底末终内]|全年|同年|年内|随后|此前))")
_HEADING: Final = re.compile(rf"\n(?:{TOPIC.pattern}|[【◆◇■□●○▲△★☆])")
CONFERRED_BY: Final = re.compile(rf"[被经由获](?:{entity_pattern('ORG')})")
_GIVEN_BY: Final = re.compile(rf"被(?:{entity_pattern('ORG')}[、和]?)+[^，。；\ue000-\uf8ff]{{1,6}}[“「]?$")
_JURY: Final = re.compile("(?:委员会|[组评]委会?)$")


def leading_contest(context: Context) -> Event | None:
    """Return the contest or show that a text opens with: the list of its winners, or a report of it."""
    lead = _lead(context)
    if lead is None or not (lead.type == "COMPETITION" or SHOW.search(lead.text)):
        return None
    return Event(lead.text, lead.start, lead.end)


def leading_occasion(context: Context, passage: Passage, position: int) -> Event | None:
    """Return the meeting or ceremony that a text without headings opens with, where nobody else is said to have given the honour."""
    lead = _lead(context)
    if lead is None or lead.type != "ACTIVITY" or not PLAIN_GATHERING.search(lead.text):
        return None
    if _LATER.match(context.masked, passage.start) or CONFERRED_BY.search(context.masked, passage.start, position):
        return None
    if _HEADING.search(context.text, lead.end, position):
        return None
    return Event(lead.text, lead.start, lead.end, True)


def _lead(context: Context) -> Entity | None:
    """Return the first event of a text, if that stands in its title, or if its opening says of it that it was held."""
    event = next(iter(context.between(0, _OPENING, "ACTIVITY", "COMPETITION")), None)
    if event is None or not may_host(context, event):
        return None
    line, line_end = context.text.rfind("\n", 0, event.start) + 1, context.text.find("\n", event.end)
    line_end = line_end if line_end >= 0 else len(context.text)
    stop = context.text.find("。", line, line_end)
    if stop >= 0 and (TOPIC.match(context.text, line) or not _HELD.search(context.text, event.end, max(stop, event.end))):
        return None
    return event


def has_giver(context: Context, passage: Passage, position: int) -> bool:
    """Tell whether an award is said to be given by an institution (被省科协授予), which is not the jury of a contest."""
    given = _GIVEN_BY.search(context.masked, passage.start, position)
    giver = context.last_before(position, given.start(), "ORG") if given else None
    return giver is not None and _JURY.search(giver.text) is None
