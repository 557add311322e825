"""Whether the day under a report, or under its title, comes after the year that it reports on."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.counted import PLANS
from kexie_nlp.numerals import parse_number

_YEAR: Final = r"(?P<year>(?:19|20)\d\d|二[〇○ОO零0][一二三四五六七八九〇○ОO零0]{2})"
_MONTH: Final = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九元])"
_DAY: Final = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]"
_BY_WHOM: Final = r"(?:[一-鿿（）()]{2,24}?(?:科协|协会|学会|联合会|办公室|中心|科技馆|党组|委员会))?"
_SIGNED: Final = re.compile(rf"\s*{_BY_WHOM}\s*[（(〔\[]?\s*(?P<day>{_YEAR}\s?年\s?{_MONTH}\s?月(?:\s?{_DAY})?)\s*[）)〕\]]?\s*")
_COPIED_TO: Final = re.compile(r"\s*(?:抄[送报]|主送|联系人|附[：:件])")
_ON_A_WHOLE_YEAR: Final = re.compile(r"(?:绩效|自评)[^，。；]{0,8}报告|部门决算|决算公开|决算说明|绩效自评")
_REVIEWED: Final = re.compile(
    rf"{_YEAR}年度?(?:全年)?(?:[一-鿿]{{0,8}}?(?:工作|任务|科协|业绩|目标))?(?:的?(?:主要|基本|完成|执行))?(?:总结|小结|回顾|述职|情况)"
)
_ON_A_PART: Final = re.compile(r"半年|季度|月度|月份|预算公开|部门预算(?!绩效)|监控|事前|申报|中期|截至|截止|[一三四五]年来|五年工作")
_AT_ITS_END: Final = re.compile(r"截[至止](?:(?:19|20)\d\d年)?(?:12月(?:31日|底|末)?|年[底末])")
_PLAN: Final = re.compile(r"计划|方案")
_LAST_LINES: Final = 8
_FIRST_LINES: Final = 12
_HEAD_LINES: Final = 6
_LONGEST: Final = 44
_YEAR_END: Final = 12
_AUTUMN: Final = 9  # a review may be asked for in October
_CHINESE: Final = {**{name: str(number) for number, name in enumerate("〇一二三四五六七八九")}, **dict.fromkeys("○ОO零0", "0")}
_DONE_ON: Final = re.compile(
    r"(?P<day>(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?)[^。；\d]{0,40}?(?:成立|召开|举办|举行|印发|开展|完成|组织|对照|收到|通过|赴|进行|下发|报送|抽查"
    r"|启动|开幕|闭幕|落幕|落下帷幕|拉开帷幕|揭牌|挂牌|揭晓|建成|开放|开馆|竣工|揭幕|签约|投入使用)"
)
_YET_TO_COME: Final = re.compile(r"将|拟|计划|预计|力争|之?前|争取|要求|截止|公示期|下一?步")
_SCORE: Final = 0.7
_DOUBT: Final = 0.55


def check_signatures(context: Context) -> Iterator[Relation]:
    """Yield whether a report on a whole year is dated behind that year."""
    year = context.year
    head = "".join(passage.text for passage in context.passages[:_FIRST_LINES])
    if year is None:
        return
    is_on_part = bool(_ON_A_PART.search(_AT_ITS_END.sub("", head)) or _PLAN.search(head))
    is_account = bool(_ON_A_WHOLE_YEAR.search(head)) and not is_on_part and f"{year}年" in head
    reviewed = year if is_account else _reviewed(context)
    if reviewed is None:
        return
    lines = context.passages[-_LAST_LINES:] if is_account else [*context.passages[:_HEAD_LINES], *context.passages[-_LAST_LINES:]]
    last = _YEAR_END - 1 if is_account else _AUTUMN
    for passage in lines:
        yield from filter(None, (_held(context, passage, reviewed, last), _before_its_work(context, passage)))


def _before_its_work(context: Context, signed: Passage) -> Relation | None:
    """Return that a report tells as done what its date lies before (2月28日, 但3月5日成立自评小组), or None."""
    match = _signature(signed)
    date = _day(match["day"]) if match is not None else None
    if match is None or date is None:
        return None
    for passage in context.passages:
        if passage.start >= signed.start or _YET_TO_COME.search(passage.text) or any(map(PLANS.search, context.headings(passage.section))):
            continue
        for told in _DONE_ON.finditer(passage.text):
            later = _day(told["day"])
            if later is not None and later > date:
                start, end = signed.start + match.start("day"), signed.start + match.end("day")
                at = passage.start + told.start("day")
                why = f"落款日期{match['day']}，早于文中已办之事：{told[0]}"
                spans = ((start, end), (at, at + len(told["day"])))
                return Relation("date", False, match["day"], told["day"], spans, (passage.start, passage.end), why, None, _DOUBT)
    return None


def _signature(passage: Passage) -> re.Match[str] | None:
    """Return the date that is all of a line, but for those that the report is sent to."""
    behind = _COPIED_TO.search(passage.text)
    end = behind.start() if behind else len(passage.text)
    return _SIGNED.fullmatch(passage.text, 0, end) if end <= _LONGEST else None


def _day(text: str) -> tuple[int, int, int] | None:
    """Return a date, of a month its first day."""
    year, _, rest = text.partition("年")
    told = "".join(_CHINESE.get(char, char) for char in year.strip())
    numbers = [parse_number(part.strip().replace("元", "一")) for part in re.split("[月日号]", rest) if part.strip()]
    if not told.isdigit() or not numbers or None in numbers:
        return None
    month, day, *_ = (*(int(number or 0) for number in numbers), 1)
    return int(told), month, day


def _reviewed(context: Context) -> int | None:
    """Return the year that a report of work looks back on, or None if its title and headings tell none, or only a part of it."""
    title = " ".join(passage.text for passage in context.passages[:2])
    if _ON_A_PART.search(title):
        return None
    sections = [section.title for section in context.reading.sections]
    told = {_year(found["year"]) for line in (title, *sections) for found in _REVIEWED.finditer(line)}
    return told.pop() if len(told) == 1 else None


def _year(text: str) -> int:
    """Return a year written in digits or characters."""
    return int("".join(_CHINESE.get(char, char) for char in text))


def _held(context: Context, passage: Passage, year: int, last: int) -> Relation | None:
    """Return whether a line that is a date lies behind a year; until the month ``last`` no report on it can have been written."""
    match = _signature(passage)
    if match is None:
        return None
    told = _year(match["year"])
    month = 1 if match["month"] == "元" else int(parse_number(match["month"]) or 0)
    if told not in (year, year + 1):
        return None
    holds = told > year or month > last
    stated = match["day"]
    right = stated.replace(match["year"], str(year + 1))
    why = f"{year}年度报告，落款日期{stated}" + ("" if holds else "，早于该年度结束")
    span = (passage.start + match.start("day"), passage.start + match.end("day"))
    score = 1.0 if holds else _SCORE if str(year + 1) in context.text else _DOUBT
    return Relation("date", holds, stated, right, (span,), (passage.start, passage.end), why, None, score)
