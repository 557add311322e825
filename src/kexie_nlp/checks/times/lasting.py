"""Whether something lasts as many days as lie between its first and its last: 3月7日至9日，为期3天; 3月7日开展，5月6日闭馆，前后61天.

Days told right before a bracket with nothing but a span are those of the span (报到在内共4天（9月7日至10日）), and what several
spans in a row are told to last is the sum of them (3月6日至8日、6月12日至15日，合计7天).

So does a delay: 应于6月30日前下达，7月12日才到账，晚了12天.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.calendar_days import COMMON_YEAR, Day, days_in, number_of
from kexie_nlp.checks.times.events import BOTH_ENDS
from kexie_nlp.checks.told.context import Context, Passage

_NUMBER: Final = r"(?P<days>\d{1,3}|[一二两三四五六七八九十]{1,3})天(?P<half>半)?(?!假|行程|工作)"
_NAMED: Final = r"(?:\s*(?:上午|下午|晚上?)?\s*[（(][^（）()]{1,12}[）)]|[，,]\s*(?:星期|周)[一二三四五六日天])?"
_TO: Final = re.compile(
    rf"{_NAMED}\s*(?:起|开始)?\s*(?:[，,]\s*)?(?:开?始?(?:一直)?持续|一直|开展)?(?:至|到|[-—–~～]{{1,2}})\s*"
    rf"|{_NAMED}[^，,。；;\d（）()]{{0,20}}?(?:开|起|启|举办|举行|进|报到)[^，,。；;\d（）()]{{0,4}}[，,]\s*(?:一直|持续|[于自])*(?P<then>至|到)?"
    rf"|{_NAMED}[，,][^。；;（）()]{{0,36}}?(?:启动|开幕|开班|开营|开展|开赛|拉开)[^，,。；;\d（）()]{{0,10}}[，,]\s*[于自]?"
)
# a day told without 至 is the last one if what ended is told with it
_ENDED: Final = re.compile(
    rf"{_NAMED}(?:才|圆满|顺利|正式|全部|如期|重新|陆续)*(?P<ended>止|为止|结束|闭幕|落幕|收官|收尾|闭展|闭馆|撤展|撤场|结业|闭营|闭班|返程|散会|恢复|复馆|开放)"
)
_STRONG: Final = re.compile(
    r"(?:为期|历时|会期|展期|赛期|班期|时长|历经|连续[一-鿿]{0,4}?|持续|前后(?:共|历时)?|一?连[一-鿿]{0,2})(?:整整|近|约|共|长达|了|为|达)*$"
)
_WEAK: Final = re.compile(r"(?:一?共计?|总共|合计|整整|会议时间|时间)(?:为|是)?$")
_RIGHT_BEFORE: Final = re.compile(rf"(?<![第\d.\-—–~～至到]){_NUMBER}[（(](?:即|从|自|分别为|[^，。；（()）\d]{{0,4}}[：:])?$")
_IN_ROW: Final = re.compile(rf"{_NAMED}[^，,、。；;：:（）()\d]{{0,12}}[、，,；;和及与]?(?:以及|和|及)?[^，,、。；;：:（）()\d]{{0,10}}")
_ALONE: Final = re.compile(r"[，,。；;、）)]|$")
_BEFORE: Final = re.compile(rf"(?:为期|历时|会期|展期|赛期){_NUMBER}的?[^，。；（()）\d]{{0,16}}[，,（(](?:于|自|从)?$")
_BROKEN_OFF: Final = re.compile(r"除|扣|休|停(?!车|靠)|间断|中断|实际|其[中间]|分[^别享]|每|各|另|[比较上去]年|节假|工作日|双休|周末|暂")
_STRICT: Final = re.compile(r"期")
_DUE: Final = re.compile(r"应|原[定计]|规定|要求|计划|约定|按照?|时限|截止|期限")
_LATE: Final = re.compile(r"(?:晚|迟|推迟|延迟|延后|推后|拖后|滞后|逾期|超期|早|提前|提早)[了到]?(?:整整|近|约)?" + _NUMBER)
_FAR: Final = 60
_WEAK_FAR: Final = 30
_MONTH: Final = 14
_SCORE: Final = 0.75
_DOUBT: Final = 0.65


def check_lasting(context: Context) -> Iterator[Relation]:
    """Yield whether the days that something lasts, or comes late, are those between two dates told in one sentence."""
    year = context.year or COMMON_YEAR
    for passage in context.passages:
        if "天" not in passage.text:
            continue
        days = list(days_in(passage.text))
        before: list[tuple[Day, Day]] = []
        for first, last in pairwise(days):
            until = next((one.start for one in days if one.start >= last.end), len(passage.text))
            yield from _span(passage, first, last, until, before, year)
        if len(days) == 2:
            yield from _delay(passage, days[0], days[1], year)


def _span(passage: Passage, first: Day, last: Day, until: int, before: list[tuple[Day, Day]], year: int) -> Iterator[Relation]:
    """Yield whether a span of days lasts as long as is told with it.

    ``until`` is where the next day is told, ``before`` are the spans of the sentence so far, to which this one is added.
    """
    text = passage.text
    joined = _TO.fullmatch(text, first.end, last.start)
    if joined is None or (apart := _apart(first, last, year)) is None or apart <= 0:
        return
    ended = _ENDED.match(text, last.end)
    is_sure = joined["then"] is not None or not re.search(r"[，,]", re.sub(r"[（(][^（）()]*[）)]", "", joined[0]))
    if not is_sure and ended is None and not re.search(r"[至到]\s*$", joined[0]):
        return
    before.append((first, last))
    row = _row(text, before)
    told = _told(text, first, last, until)
    if told is None or not (is_sure or _STRONG.search(told[1]) or _ALONE.match(text, told[0].end())):
        return
    stated, how = told
    days, right = number_of(stated["days"]) + bool(stated["half"]), apart + 1
    between = text[last.end : stated.start()] if stated.start() > last.end else ""
    is_loose = (not _STRICT.search(how) or right > _MONTH) and not BOTH_ENDS.search(text)
    is_reopened = ended is not None and ended["ended"] in ("恢复", "复馆", "开放")
    holds = days == right or (days == right - 1 and (is_loose or is_reopened))
    summed = sum((_apart(one[0], one[1], year) or 0) + 1 for one in row)
    if len(row) > 1 and stated.start() > last.end:
        if not (holds := days == summed) and days == right:
            return
        right, first = summed, row[0][0]
    elif not holds and stated.start() > last.end and days == sum((_apart(one[0], one[1], year) or 0) + 1 for one in before):
        return  # spans told clauses apart
    if not holds and (_BROKEN_OFF.search(between) or _BROKEN_OFF.search(text, stated.end(), min(len(text), stated.end() + 12))):
        return
    at = passage.start
    if is_reopened:
        right -= 1
    written = text[first.start : last.end]
    why = f"{written}共{right}天" + ("" if holds else f"，文中写{stated['days']}天{stated['half'] or ''}")
    ends = [one for pair in row for one in pair] if len(row) > 1 and first is row[0][0] else [first, last]
    spans = ((at + stated.start("days"), at + stated.end("days") + 1), *((at + one.start, at + one.end) for one in ends))
    quote = (at, passage.end)
    yield Relation("date", holds, f"{stated['days']}天", f"{right}天", spans, quote, why, None, 1.0 if holds else _SCORE)


def _told(text: str, first: Day, last: Day, until: int) -> tuple[re.Match[str], str] | None:
    """Return how long a span is told to last, right behind it or right before it, with the word for it."""
    if (beside := _RIGHT_BEFORE.search(text[: first.start])) and re.compile(rf"{_NAMED}[）)]").match(text, last.end):
        return None if _BROKEN_OFF.search(re.split("[，,。；;]", text[: beside.start()])[-1]) else (beside, "期")
    stop = re.compile(r"[。；;]").search(text, last.end, until)
    end = min(until, stop.start() if stop else until, last.end + _FAR)
    for match in re.compile(_NUMBER).finditer(text, last.end, end):
        how = text[last.end : match.start()]
        if re.compile(r"[（(][^（()）\d]{0,6}\d{1,4}[年月]").match(text, match.end()):
            return None  # 加上报到、撤离共四天（10月20日至23日）
        word = _STRONG.search(how) or (_WEAK.search(how) if len(how) <= _WEAK_FAR else None)
        return (match, word[0]) if word else None
    before = _BEFORE.search(text[: first.start])
    return (before, before[0]) if before else None


def _row(text: str, spans: list[tuple[Day, Day]]) -> list[tuple[Day, Day]]:
    """Return the last span with those told right before it in a row."""
    row = spans[-1:]
    for one in reversed(spans[:-1]):
        if not _IN_ROW.fullmatch(text, one[1].end, row[0][0].start):
            break
        row.insert(0, one)
    return row


def _delay(passage: Passage, due: Day, done: Day, year: int) -> Iterator[Relation]:
    """Yield whether what came late or early came so by the days between the two dates of a sentence."""
    text = passage.text
    late = _LATE.search(text, done.end)
    if late is None or not _DUE.search(text[: due.start]) or re.search(r"[。；;]", text[due.end : late.start()]):
        return
    first, last = sorted((due, done), key=lambda one: (one.year or 0, one.month, one.day))
    apart = _apart(first, last, year)
    if not apart:
        return
    days = number_of(late["days"])
    holds = abs(days - apart) <= 1  # either end may count
    at = passage.start
    spans = ((at + late.start("days"), at + late.end("days") + 1), (at + due.start, at + due.end), (at + done.start, at + done.end))
    why = f"{text[due.start : due.end]}至{text[done.start : done.end]}相隔{apart}天" + ("" if holds else f"，文中写{late['days']}天")
    yield Relation("date", holds, f"{late['days']}天", f"{apart}天", spans, (at, passage.end), why, None, 1.0 if holds else _DOUBT)


def _apart(first: Day, last: Day, year: int) -> int | None:
    """Return how many days lie between two days, or None if one of them is none, or the years are not told and turn between them."""
    year = first.year or year
    one, other = first.in_year(year), last.in_year(last.year or year)
    if one is None or other is None or (last.year is not None and first.year is None):
        return None
    return (other - one).days
