"""Whether one event is told with the same days wherever a report tells of it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.calendar_days import COMMON_YEAR
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.numerals import parse_number

_DATE: Final = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?<![\d.])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]?(?:\s*(?:至|到|[-—–~～]{1,2})\s*(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})[日号]|(?<=[日号])))?(?!\s*(?:至|到|[-—–~～]|以来|以前|前|后|起|底|份以))"
)
_ORDINAL: Final = r"第(?P<number>[\d一二三四五六七八九十]{1,3})(?P<counter>[届次])"
_KINDS: Final = (
    "大赛|竞赛|联赛|挑战赛|邀请赛|锦标赛|科技活动周|科技周|活动周|科普周|科普日|科技节|科普节|文化节|论坛|年会|峰会|代表大会|博览会"
    "|学术会议|研讨会|科技活动月|科普月|运动会|讲坛|推介会|交流会|全体会议|全会"
)
_NUMBERED: Final = re.compile(
    rf"(?P<place>[一-鿿]{{0,8}}?){_ORDINAL}(?P<name>[^，。；、：（）()“”《》\d第]{{0,24}}?(?:{_KINDS}))(?P<behind>[^，。；]{{0,14}})"
)
_QUOTED: Final = re.compile(r"[“《](?P<quoted>[^”》]{6,40})[”》](?P<behind>[^，。；]{0,14})")
_DAY_NAMED: Final = re.compile(
    r"(?P<named>全国科普日|全国科技活动周|全国科技工作者日|科技活动周|科技工作者日|科普日|科技周|防灾减灾日|科普活动月|科普宣传周)(?P<behind>[^，。；]{0,4}?(?:主场活动|主场|启动仪式|启动|开幕式?|闭幕式?|活动(?=在))[^，。；]{0,4})"
)
PLACE: Final = re.compile(
    r"(?:(?P<wide>全国|中国|国际|世界)|[全我](?P<own>[省市县区州旗])|(?P<told>[一-鿿]{1,4}?(?:自治区|[省市县区州旗]))|(?P<level>[省市县区州旗]))"
)
_SESSION: Final = re.compile(
    r"(?P<session>[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次)(?:全委|全体|常委|理事|会员代表|代表大会|全会)(?P<behind>[^，。；]{0,14})"
)
_OPENED: Final = re.compile(r"开幕|启动|拉开[^，。；]{0,2}帷幕")
_CLOSED: Final = re.compile(r"闭幕|落幕|圆满结束|落下帷幕")
_WEEKDAY: Final = r"\s*(?:[（(][^（）()\d]{1,6}[）)])?(?:上午|下午|晚)?"
_ENDED: Final = re.compile(rf"{_WEEKDAY}(?:圆满|顺利|正式|全部)*(?:结束|闭幕|落幕|落下帷幕|收官|收尾|闭展)")
_BEGAN: Final = re.compile(rf"{_WEEKDAY}[^，。；、\d]{{0,12}}?(?:开幕|启动|拉开[^，。；]{{0,2}}帷幕|开展|开始|开赛|开班|开课|起)")
BOTH_ENDS: Final = re.compile(
    r"[首头]尾(?:两[天日])?(?:[也都均全]|一并|一起)*(?:算|计|包括|包含|在内)|(?:[连含算]|包[括含]|算上)[^，。；\d]{0,4}[首头]尾"
)
_HELD: Final = re.compile(r"举办|举行|召开|开幕|启动|承办|闭幕|落幕|在[^，。；]{2,12}(?:进行|开展)")
_STAGE: Final = re.compile(
    r"初赛|预赛|复赛|半决赛|决赛|总决赛|终评|颁奖|表彰|总结|选拔|培训|动员|筹备|部署|协调|发布会|彩排|报名|征集|论证|评审|展演|巡展|分会场|分论坛|专场|首场|参观|观摩|考察|调研|通知|方案|印发|申报|推荐|巡讲|推进|预备|审议|报道|刊发|公示"
)
_PLANNED: Final = re.compile(r"计划|拟|力争|将于|预计|明年|下一?年|上一?届|去年|上年|往年|推迟|延期")
_LASTS: Final = re.compile(
    r"(?:为期|历时|持续|(?P<all>前后|(?<=[，,（(])一?共计?))(?P<days>[一二两三四五六七八九十]|\d{1,2})天(?(all)(?=[，,。；;、）)]|$))"
)
_BROKEN_OFF: Final = re.compile(r"休[息整会]|停[办展赛了]|除[去了]|扣除|实际|其[中间]|中间|周末|中断")
_NEAR: Final = 40
_SHORTEST: Final = 2
_SHORT: Final = 6
_SCORE: Final = 0.65
_DOUBT: Final = 0.55
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, a span of days or a month told of an event; ``start`` and ``end`` are its span in the cleaned text."""

    first: tuple[int, int | None]
    last: tuple[int, int | None]
    year: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Event:
    """An event told with a day: what it is, where, of what it is the day, and the sentence."""

    key: str
    place: str
    part: str
    is_numbered: bool
    day: _Day
    passage: Passage


def check_events(context: Context) -> Iterator[Relation]:
    """Yield that one event is told with two dates, or lasts longer or shorter than its days."""
    told: dict[tuple[str, str], list[_Event]] = defaultdict(list)
    for passage in context.passages:
        if "月" in passage.text and (event := _event(passage)) is not None:
            told[event.key, event.part if event.part == "close" else ""].append(event)
    for events in told.values():
        places = [event.place for event in events if event.place]
        is_one = all(same_series(one, other) for one, other in combinations(places, 2))
        for first, second in combinations(events, 2) if len(events) <= _MOST else ():
            if first.passage is second.passage or not (is_one or (first.place and same_series(first.place, second.place))):
                continue
            if is_one and len({event.day.first for event in events}) > _SHORTEST:
                continue
            yield _compared(first, second)
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            yield from _lasting(passage, line[number - 1] if number else None, context.year or COMMON_YEAR)


def _event(passage: Passage) -> _Event | None:
    """Return the event that a sentence tells of with its day, if it is one and surely that day's."""
    text = passage.text
    names = next((found for form in (_NUMBERED, _SESSION, _QUOTED, _DAY_NAMED) if (found := list(form.finditer(text)))), [])
    if not names:
        return None
    if len({match[0] for match in names}) != 1 or _PLANNED.search(text):
        return None
    match = names[0]
    near = text[max(0, match.start() - _NEAR) : match.end()]
    if _STAGE.search(match["behind"][:_SHORT]) or not _HELD.search(near + text[match.end() : match.end() + 10]):
        return None
    day = _day(passage, match)
    if day is None:
        return None
    part = (
        "close"
        if _CLOSED.search(match["behind"]) or _ENDED.match(text, day.end - passage.start)
        else "open"
        if _OPENED.search(near)
        else ""
    )
    groups = match.groupdict()
    told = groups.get("quoted") or groups.get("named") or groups.get("session")
    if told:
        return _Event(re.sub(r"[^一-鿿\d]", "", told), "", part, "session" in groups, day, passage)
    number = parse_number(match["number"])
    place, name = placed(match["place"], match["name"])
    if number is None or len(name) < _SHORTEST:
        return None
    return _Event(f"第{int(number)}{match['counter']}{name}", place, part, True, day, passage)


def placed(before: str, name: str) -> tuple[str, str]:
    """Return the place of an event, from its name or the words right before it, and its name without it; 我市 and 市 are 市."""
    within = PLACE.match(name)
    if within is not None and len(name) - within.end() >= _SHORTEST:
        return within["told"] or within["wide"] or within["own"] or within["level"], name[within.end() :]
    found = list(PLACE.finditer(before))
    told = found[-1] if found and len(before) - found[-1].end() <= _SHORTEST else None
    return (told["told"] or told["wide"] or told["own"] or told["level"] if told else ""), name


def same_series(one: str, other: str) -> bool:
    """Tell whether two names with their places are one: the same, or one has only the kind of place (桐浦区…, 区…)."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return short[:1] in "省市县区州旗" and long.endswith(short) and PLACE.match(long) is not None


def _day(passage: Passage, match: re.Match[str]) -> _Day | None:
    """Return the day that stands nearest before the name of an event, or right behind it, if no other day stands there."""
    dates = [found for found in _DATE.finditer(passage.text) if 1 <= int(found["month"]) <= 12]
    head = match.end("place") if "place" in match.re.groupindex else match.start()
    before = [found for found in dates if found.end() <= head]
    behind = [
        found
        for found in dates
        if found.start() >= match.start()
        and re.fullmatch(r"[^，。；]{0,24}?[于在（(]?(?:定于)?", passage.text[match.start() : found.start()])
    ]
    near = [
        found
        for found in before
        if match.start() - found.end() <= _NEAR and not re.search(r"[。；;]", passage.text[found.end() : match.start()])
    ]
    if len(near) + len(behind) != 1:
        return None
    found = (near or behind)[0]
    if _STAGE.search(passage.text[found.end() : match.start()]) or (not found["day"] and not found["year"] and match["behind"] == ""):
        return None
    first = int(found["month"]), int(found["day"]) if found["day"] else None
    last = (int(found["month2"] or found["month"]), int(found["day2"])) if found["day2"] else first
    year = int(found["year"]) if found["year"] else None
    at = passage.start
    return _Day(first, last, year, at + found.start(), at + found.end(), found[0])


def _compared(first: _Event, second: _Event) -> Relation:
    """Return whether two mentions of an event tell days that can be the same."""
    one, other = first.day, second.day
    holds = _agree(one, other) and not (one.year and other.year and one.year != other.year)
    holds = holds and not (first.is_numbered and second.is_numbered and first.part == second.part and _differ_at_one_end(one, other))
    why = f"同一活动的日期：{one.text}，{other.text}" + ("" if holds else "，前后不一")
    score = _SCORE if first.is_numbered and first.part == second.part else _DOUBT
    spans = ((other.start, other.end), (one.start, one.end))
    quote = (second.passage.start, second.passage.end)
    return Relation("date", holds, other.text, one.text, spans, quote, why, None, 1.0 if holds else score)


def _differ_at_one_end(one: _Day, other: _Day) -> bool:
    """Tell whether two spans of days begin or end together, and only that (10月12日至14日, 10月12日至15日)."""
    are_spans = one.first != one.last and other.first != other.last
    return are_spans and (one.first == other.first) != (one.last == other.last)


def _agree(one: _Day, other: _Day) -> bool:
    """Tell whether two days, spans or months have a day in common."""
    if None in (one.first[1], other.first[1]):
        return one.first[0] <= other.last[0] and other.first[0] <= one.last[0]
    return _order(one.first) <= _order(other.last) and _order(other.first) <= _order(one.last)


def _order(day: tuple[int, int | None]) -> int:
    """Return a day of a year as a number that grows with it."""
    return day[0] * 100 + (day[1] or 0)


def _lasting(passage: Passage, before: Passage | None, year: int) -> Iterator[Relation]:
    """Yield whether an event lasts as many days as lie between its first day and its end (5月18日开幕…为期7天，至5月24日结束)."""
    lasting = _LASTS.search(passage.text)
    dates = [found for found in _DATE.finditer(passage.text) if found["day"] and not found["day2"]] if lasting else []
    ends = [found for found in dates if _ENDED.match(passage.text, found.end())]
    if lasting is None or len(ends) != 1:
        return
    where = passage if any(found.start() < lasting.start() for found in _DATE.finditer(passage.text)) else before
    if ends[0].end() < lasting.start():
        starts = [found for found in dates if found is not ends[0] and _BEGAN.match(passage.text, found.end())]
        starts = starts if len(dates) == _SHORTEST and starts[:1] == dates[:1] and not _BROKEN_OFF.search(passage.text) else []
    elif where is not None and _OPENED.search(where.text):
        starts = [found for found in _DATE.finditer(where.text) if found["day"] and not found["day2"]]
        starts = [found for found in starts if where is not passage or found.end() <= lasting.start()]
    else:
        return
    if len(starts) != 1 or where is None or int(starts[0]["month"]) > int(ends[0]["month"]):
        return
    start, end = starts[0], ends[0]
    try:
        year = int(start["year"] or year)
        days = (date(year, int(end["month"]), int(end["day"])) - date(year, int(start["month"]), int(start["day"]))).days + 1
    except ValueError:
        return
    told = int(parse_number(lasting["days"].replace("两", "二")) or 0)
    holds = days - (not BOTH_ENDS.search(passage.text)) <= told <= days
    why = f"{start[0]}至{end[0]}共{days}天" + ("" if holds else f"，文中写{lasting['days']}天")
    at, spot = passage.start, where.start
    spans = (
        (at + lasting.start("days"), at + lasting.end()),
        (spot + start.start(), spot + start.end()),
        (at + end.start(), at + end.end()),
    )
    stated = f"{lasting['days']}天"
    yield Relation("date", holds, stated, f"{days}天", spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE)
