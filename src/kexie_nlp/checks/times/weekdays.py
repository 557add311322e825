"""Whether the days of the week told with dates are those of the calendar: 3月7日（星期五）; 三月七日至九日（周五至周日）."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.calendar_days import Day, days_in
from kexie_nlp.checks.times.edition_years import planned_year
from kexie_nlp.checks.told.context import Context

_PLANNED: Final = re.compile(r"[拟将]|计划|定于|明年|下一年|来年|力争|筹备")
_AFTERWARDS: Final = re.compile("整改|审计|巡[视察]")  # what was done when the year was over
_OVER: Final = re.compile(r"已[于经在]?|完毕|(?<!为)了|结束(?!后)|圆满|收到|评出")
_LAST_YEAR: Final = re.compile(r"(?:去年|上年|上一年)$")
_NAMES: Final = "一二三四五六日天"
_WEEKDAY: Final = rf"(?:星期|周|礼拜)(?P<weekday>[{_NAMES}])"
_IS: Final = r"(?:[正恰]?[是逢值]|恰逢|适逢|正值|为|即)"
_BEHIND: Final = re.compile(
    rf"\s*(?:[（(](?:[^（）()\d]{{0,14}}[，,、\s])?{_IS}?{_WEEKDAY}|{_IS}?{_WEEKDAY.replace('weekday', 'plain')}[）)]?"
    rf"|[，,]\s*{_IS}?{_WEEKDAY.replace('weekday', 'apart')}(?=[，,。；;）)起启开闭上下]|$)"
    rf"|[一-鿿]{{1,8}}[正恰适]?逢{_WEEKDAY.replace('weekday', 'met')}"
    rf"|[^。；;\d]{{0,40}}?(?:当天|那天|这天|当日|[这那]一天)[正恰也又]?[是为逢值]{_WEEKDAY.replace('weekday', 'told')})"
)
_PAIR: Final = re.compile(
    rf"\s*[（(，,](?:[^（）()\d]{{0,14}}[，,、\s])?(?:{_IS})?(?:星期|周|礼拜)(?P<first>[{_NAMES}])"
    rf"(?:至|到|及|[、和，,]|[-—–~～]{{1,2}})(?:[一-鿿]{{1,4}}(?=星期|周))?(?:星期|周|礼拜)?(?P<last>[{_NAMES}])"
)
_JOINED: Final = re.compile(r"\s*(?:至|到|[-—–~～]{1,2}|[、和及])\s*")
_DAYS: Final = "一二三四五六日"
_YEAR: Final = re.compile(r"(?<![比较与同至到—\-])(?<!\d)((?:19|20)\d\d)年(?!至|到|[-—–~～])")
_SAME_YEAR: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:(?!(?:19|20)\d\d年|今年|本年)[^。；;])*(?P<then>当年|同年|该年|次年|翌年|第二年)$"
)
_NEXT: Final = ("次年", "翌年", "第二年")
_MONTH_OF: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年./-]\s*(?:1[0-2]|0?[1-9])(?=月|[./-]\d|[）)]?\s*$)")
_SPAN: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年?度?\s*(?:[-—–~～/]{1,2}|至|到)\s*((?:19|20)\d\d|\d\d(?=学年|赛季|年度))(?=年|学年|赛季|）|\))"
)
_SHORT: Final = 2
_LONGEST: Final = 6  # years of a term
_FIRST_LINES: Final = 3
_LAST_LINES: Final = 8
_PROOF: Final = 2
_SURE: Final = 0.85
_SCORE: Final = 0.6


def check_weekdays(context: Context) -> Iterator[Relation]:
    """Yield whether the days of the week that sentences tell are those of their dates, of a year that is told or that they show."""
    found = list(_weekdays(context))
    is_sure = context.told_year is not None or sum(relation.holds for relation, is_dated in found if not is_dated) >= _PROOF
    yield from (relation for relation, is_dated in found if relation.holds or is_dated or is_sure)


def _weekdays(context: Context) -> Iterator[tuple[Relation, bool]]:
    """Yield whether the days of the week are those of their dates, each with whether its year is told with it."""
    month: int | None = None
    paragraph = -1
    off = 0
    for number, passage in enumerate(context.passages):
        if passage.paragraph != paragraph:
            month, off = None, 0
        paragraph = passage.paragraph
        days = list(days_in(passage.text, month))
        month = days[-1].month if days else month
        for at, day in enumerate(days):
            before = days[at - 1] if at and _JOINED.fullmatch(passage.text, days[at - 1].end, day.start) else None
            for relation, shift in _told(context, number, day, before, days[at + 1].start if at + 1 < len(days) else len(passage.text)):
                # 3月7日（星期六）至9日（星期一）: off by as much, because the month or the year is wrong that is told once for both
                if relation.holds or shift != off:
                    yield relation, day.year is not None
                off = shift


def _told(context: Context, number: int, day: Day, before: Day | None, until: int) -> Iterator[tuple[Relation, int]]:
    """Yield whether a day, or a span of which it is the last, has the days of the week told behind it, and by how many days it is off."""
    passage = context.passages[number]
    pair = _PAIR.match(passage.text, day.end) if before is not None else None
    if pair is not None and before is not None:
        yield from _compared(context, number, before, [before], pair["first"], pair.end("first"))
        yield from _compared(context, number, day, [day], pair["last"], pair.end("last"))
        return
    match = _BEHIND.match(passage.text, day.end)
    if match is None or match.end() > until:
        return
    named = next(name for name in match.groups() if name)
    # 3月7日至9日（星期五）: of the first or of the last
    yield from _compared(context, number, day, [day] if before is None else [day, before], named, match.end())


def _compared(context: Context, number: int, day: Day, days: Sequence[Day], named: str, end: int) -> Iterator[tuple[Relation, int]]:
    """Yield whether one of the days has a day of the week, and by how many days it is off."""
    passage = context.passages[number]
    years = [day.year] if day.year else years_of(context, number, day)
    if years and not day.year and _LAST_YEAR.search(passage.text, 0, day.start):
        years = [years[0] - 1, years[0]]  # 去年8月22日（星期二）, of the report or of the day it was written
    found = [(year, one, told) for year in years for one in days if (told := one.in_year(year)) is not None]
    if not years or len(found) != len(years) * len(days):
        return
    rights = [(year, one, _DAYS[told.weekday()]) for year, one, told in found]
    named = named.replace("天", "日")
    year, one, right = next((way for way in rights if way[2] == named), rights[0])
    holds = right == named
    why = f"{year}年{one.month}月{one.day}日是星期{right}" + ("" if holds else f"，文中写星期{named}")
    score = 1.0 if holds else _SURE if day.year else _SCORE
    at = passage.start
    text = passage.text[day.start : end]
    stated = text + ("）" if "（" in text else "")
    quote = (passage.start, passage.end)
    relation = Relation("date", holds, stated, f"星期{right}", ((at + day.start, at + end),), quote, why, None, score)
    yield relation, (_DAYS.index(named) - _DAYS.index(right)) % len(_DAYS)


def years_of(context: Context, number: int, day: Day) -> list[int]:
    """Return the years that a day in a sentence may be of: that of the report, of the plan that it stands in, of the signature.

    So may it be of a year told right before it, and of any of those of a title that spans several. A report whose year stands in no title
    may be of that of any day or month it tells.
    """
    own = context.year
    if own is None:
        return []
    before = context.passages[number].text[: day.start]
    if same := _SAME_YEAR.search(before):
        return [int(same["year"]) + (same["then"] in _NEXT)]  # 2013年立项，当年5月17日
    headings = " ".join(context.headings(context.passages[number].section)[:-1])
    near = [one.text for one in context.passages[max(0, number - 1) : number] if one.paragraph == context.passages[number].paragraph]
    beside = [int(year) for year in _YEAR.findall(" ".join([headings, *near, before]))]
    if surely := planned_year(context, number):
        return [own, surely] if _OVER.search(context.passages[number].text) else [surely]  # a note under a plan may tell what was done
    planned = own + 1 if _PLANNED.search(context.passages[number].text) else own
    if str(own) in context.analysis.report.title:
        ends = (*context.passages[:_FIRST_LINES], *context.passages[-_LAST_LINES:])
        months = {int(month) for passage in ends for month in re.findall(rf"(?<!\d){own + 1}年(\d{{1,2}})月", passage.text)}
        is_later = _AFTERWARDS.search(context.analysis.report.title) and day.month <= max(months, default=0)
        is_signed = day.month in months or bool(is_later)
        return list(dict.fromkeys([own, planned, own + is_signed, *_spanned(context.analysis.report.title), *beside]))
    told = [year for passage in context.passages for year in (*map(int, _MONTH_OF.findall(passage.text)), *_spanned(passage.text))]
    told += [one.year for passage in context.passages for one in days_in(passage.text) if one.year]
    return list(dict.fromkeys([own, planned, *told, *beside]))


def _spanned(text: str) -> list[int]:
    """Return all years of the spans that a text tells (2014年至2016年, 2015—2016学年)."""
    spans = [(int(first), int(last if len(last) > _SHORT else first[:_SHORT] + last)) for first, last in _SPAN.findall(text)]
    return [year for first, last in spans if 0 < last - first <= _LONGEST for year in range(first, last + 1)]
