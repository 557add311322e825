"""Whether months and years from one date to another are as many as is told: 5月至9月，共5个月; 2016年3月换届，任期四年，2020年3月届满."""

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, both_of
from kexie_nlp.numerals import parse_number

_MONTH: Final = (
    r"(?:(?P<year{0}>(?:19|20)\d\d)年)?(?<!\d)(?P<month{0}>1[0-2]|0?[1-9])月?"
    r"(?:份|(?P<day{0}>\d{{1,2}})[日号]|(?P<edge{0}>初|底|末))?"
)
_SPAN: Final = re.compile(
    rf"(?<![-/\d]){_MONTH.format('1')}\s*(?:开始|起)?(?:持续|一直)?(?:至|到|[-—–~～]{{1,2}})\s*"
    rf"(?:当年|同年)?{_MONTH.format('2').replace('月?', '月')}(?!\d)"
)
_LASTING: Final = re.compile(
    r"止?(?:[）)]?[，,（(]?|[，,]?[^，。；、\d]{0,8}?)(?P<how>为期|历时|时长|共计?|合计|总共|前后|持续|周期)(?:为|共|长达)?"
    r"(?P<told>\d{1,2}|[一二两三四五六七八九十]{1,2})个(?P<half>半)?(?P<whole>整)?月(?P<over>[多余])?"
)
_ONLY: Final = re.compile(r"除|扣除|暂停|停[工办运]|中断|间断|不含|其中|[每隔]|实际")
_LOOSE: Final = ("历时", "时长", "前后", "持续", "周期")  # by the distance from one month to the other
_YEARS: Final = "(?P<{}>[两二三四五六七八九十]|[2-9]|10)"
_TERM: Final = re.compile(
    rf"(?:任期|聘期|届期|有效期|合同期|期限|每届|一届)[^，。；、\d]{{0,4}}?{_YEARS.format('a')}年(?![度底末初])"
    rf"|(?<![\d第]){_YEARS.format('b')}年(?:为?一届|一换届|任期|聘期|有效期|合同期)"
)
_BEGAN: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?(?:\d{1,2}日)?[^，。；\d]{0,16}?"
    r"(?:换届|选举|选出|改选|召开|开的|产生|当选|成立|组成|就任|上任|签[订约署]|聘[任用请]|认定|获批|命名|授牌|颁[发证]|取得|起算|生效)"
)
_EXPIRES: Final = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)年|(?P<relative>今年|明年))(?:(?P<month>\d{1,2})月|(?P<edge>年?[底末]))?(?:\d{1,2}日|[底末])?"
    r"[^，。；\d]{0,6}(?:届满|期满|到期|到届|任满|满届|失效|止(?=[，。；）)]|$))"
)
_PUT_OFF: Final = re.compile(r"延[期长后迟至到]|推迟|顺延|提前|续[签聘约]|届中|增补|补选|中途|上一?届")
_FEBRUARY: Final = (2, 28)
_MOST: Final = 36
_YEAR: Final = 12
_FAR: Final = 3
_SCORE: Final = 0.65


def check_months(context: Context) -> Iterator[Relation]:
    """Yield whether spans from a day or month to another last as many months as is told right behind them."""
    for line in context.paragraphs():
        for before, passage in pairwise([None, *line]):
            if passage is not None and _EXPIRES.search(passage.text):
                yield from _term(context, passage if before is None else both_of(before, passage), passage)
    for passage in context.passages:
        if "个" not in passage.text:
            continue
        for match in _SPAN.finditer(passage.text):
            lasting = _LASTING.match(passage.text, match.end())
            if lasting is not None and not lasting["half"] and not lasting["over"] and not _ONLY.search(passage.text):
                yield from _compared(passage, match, lasting)


def _compared(passage: Passage, match: re.Match[str], lasting: re.Match[str]) -> Iterator[Relation]:
    """Yield whether a number of months is that of a span."""
    number = 2 if lasting["told"] == "两" else parse_number(lasting["told"])
    rights = _months(match, lasting)
    if number is None or not rights or rights[0] > _MOST or abs(int(number) - rights[0]) > _YEAR:
        return
    holds = int(number) in rights
    right, stated = f"{rights[0]}个月", f"{lasting['told']}个月"
    start = passage.start
    spans = ((start + lasting.start("told"), start + lasting.end()), (start + match.start(), start + match.end()))
    why = f"{match[0]}共{right}" + ("" if holds else f"，文中写{stated}")
    yield Relation("date", holds, stated, right, spans, (start, passage.end), why, None, 1.0 if holds else _SCORE)


def _months(match: re.Match[str], lasting: re.Match[str]) -> tuple[int, ...]:
    """Return how many months a span may be said to last, the likeliest number first; none if it ends before it begins."""
    if match["year2"] and not match["year1"]:
        return ()
    first, last = int(match["month1"]), int(match["month2"])
    years = int(match["year2"] or 0) - int(match["year1"] or 0) if match["year2"] else 0
    apart = years * _YEAR + last - first
    if apart <= 0:
        return ()
    days = match["day1"], match["day2"]
    if not any(days) and not match["edge1"] and not match["edge2"]:
        is_loose = apart % _YEAR == 0 or lasting["how"] in _LOOSE
        return (apart + 1, apart) if is_loose else (apart + 1,)  # both months count
    if not all(days):
        return (apart, apart + 1)  # 3月底至10月初
    one, other = (int(day) for day in days)
    is_end = other >= monthrange(int(match["year2"] or match["year1"] or 2020), last)[1] or (last, other) == _FEBRUARY
    if one == 1 and is_end:
        return (apart + 1,)
    if one == 1 or is_end:
        return (apart + 1, apart)
    if abs(one - 1 - other) <= 1:
        return (apart,)  # 3月15日至9月14日
    return (apart, apart + 1) if other > one else (apart, apart - 1)


def _term(context: Context, told: Passage, passage: Passage) -> Iterator[Relation]:
    """Yield whether a term that began on a date is over so many years later; the sentence before may tell when it began."""
    ends = list(_EXPIRES.finditer(told.text, passage.start - told.start))
    terms = list(_TERM.finditer(told.text))
    starts = [found for found in _BEGAN.finditer(told.text) if ends and found.end() <= ends[0].start()]
    own = [found for found in starts if found.start() >= passage.start - told.start]
    starts = own or starts  # 学会1984年成立。本届理事会2014年12月选举产生
    if len(ends) != 1 or len(terms) != 1 or len(starts) != 1 or _PUT_OFF.search(told.text):
        return
    start, term, end = starts[0], terms[0], ends[0]
    if end["relative"] and context.year is None:
        return
    written = term["a"] or term["b"]
    years = 2 if written == "两" else int(parse_number(written) or 0)
    first = int(start["year"])
    last = int(end["year"] or (context.year or 0) + (end["relative"] == "明年"))
    is_december = bool(end["edge"]) or end["month"] == "12"
    apart = int(end["month"] or 0) - int(start["month"] or 0) if end["month"] and start["month"] else 0
    short = last - first == years - 1 and ((is_december and start["month"] in (None, "1")) or apart == _YEAR - 1)
    holds = short or last - first == years
    if not holds and (abs(apart) > 1 or abs(last - first - years) > _FAR):
        return
    right, stated = f"{first + years}年", end["relative"] or f"{last}年"
    at = told.start
    group = "relative" if end["relative"] else "year"
    spans = ((at + end.start(group), at + end.start(group) + len(stated)), (at + start.start(), at + start.end()))
    why = f"{start[0]}，{written}年到{right}" + ("" if holds else f"，文中写{stated}")
    yield Relation("date", holds, stated, right, spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE)
