"""Whether the dates of a report are possible, and are the same wherever one thing is told."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage

_DAY: Final = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?<!\d )(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_SPAN: Final = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日?\s*(?:开?始?持续(?:至|到)|至|到|[-—–~～]{1,2})\s*"
    r"(?:(?P<year2>(?:19|20)\d\d)年)?(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})[日号]"
)
_MONTHS: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月?\s*(?:至|到|[-—–~～]{1,2})\s*(?P<year2>(?:19|20)\d\d)年(?P<month2>\d{1,2})月(?!\d)"
)
_LAST_LINES: Final = 8
_FINAL: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．])?\s*(?P<year>(?:19|20)\d\d)年度?[，,]?(?!.{0,6}(?:至|—|-|～))[^，。；]{0,40}?(?:决算|总收入|总支出|支出总额|采购支出|支出合计|收入合计|支出为|收支总计|经费支出|运行经费)"
)
_OFTEN: Final = 4
_COMPARISON: Final = re.compile(r"比|较|相比|与|同期|上年|结转|追加|下达|自")
_TITLED: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)年度?(?:部门)?(?:决算|整体支出|项目支出|收入支出|支出决算|收入决算|财政拨款|“?三公|一般公共预算|机关运行|政府采购|绩效|工作总结|主要工作)"
)
_LONGEST_TITLE: Final = 40


def check_dates(context: Context) -> Iterator[Relation]:
    """Yield dates that cannot be, that do not fit together, or that another date contradicts."""
    for passage in context.passages:
        if "月" not in passage.text:
            continue
        yield from _impossible(passage)
        yield from _spans(passage)
        yield from _spans_of_months(passage)
    yield from _signatures(context)
    yield from _wrong_year(context)
    yield from _titles(context)


def _relation(
    passage: Passage, start: int, end: int, stated: str, computed: str, why: str, score: float, *more: tuple[int, int]
) -> Relation:
    """Return a finding about the date at a span of a passage."""
    spans = ((passage.start + start, passage.start + end), *more)
    return Relation("date", score == 1.0, stated, computed, spans, (passage.start, passage.end), why, None, score)


def _impossible(passage: Passage) -> Iterator[Relation]:
    """Yield days that no calendar has."""
    for match in _DAY.finditer(passage.text):
        month, day = int(match["month"]), int(match["day"])
        year = int(match["year"] or 2020)
        if not 1 <= month <= 12:
            yield _relation(passage, *match.span(), match[0], "1月至12月", f"没有{month}月", 0.85)
        elif not 1 <= day <= monthrange(year, month)[1]:
            most = monthrange(year, month)[1]
            told = f"{year}年{month}月" if match["year"] else f"{month}月"
            yield _relation(passage, *match.span(), match[0], f"{month}月{most}日", f"{told}最多{most}天，文中写{match[0]}", 0.95)


def _spans(passage: Passage) -> Iterator[Relation]:
    """Yield spans of days that end before they begin."""
    for match in _SPAN.finditer(passage.text):
        if match["year2"] and not match["year"]:
            continue
        year = int(match["year"] or 2020)
        try:
            start = date(year, int(match["month"]), int(match["day"]))
            end = date(int(match["year2"] or year), int(match["month2"] or match["month"]), int(match["day2"]))
        except ValueError:
            continue
        if end < start:
            why = f"起止日期颠倒：{match[0]}"
            if match["year"] or match["month2"] in (None, match["month"]):
                yield _relation(passage, *match.span(), match[0], "止日不早于起日", why, 0.85)


def _spans_of_months(passage: Passage) -> Iterator[Relation]:
    """Yield spans of months that end before they begin (2019年8月至2018年12月)."""
    for match in _MONTHS.finditer(passage.text):
        first, last = ((int(match[f"year{which}"]), int(match[f"month{which}"])) for which in ("", "2"))
        if last < first:
            yield _relation(passage, *match.span(), match[0], "止月不早于起月", f"起止时间颠倒：{match[0]}", 0.85)


def _signatures(context: Context) -> Iterator[Relation]:
    """Yield that the date of filling in, told at the head, is not the date of the signature at the end."""
    head = next(
        (p for p in context.passages[:40] if _DAY.search(p.text) and re.search(r"填报日期|填表日期|报送日期|填报时间", p.text)), None
    )
    if head is None:
        return
    first = _DAY.search(head.text)
    for passage in context.passages[-_LAST_LINES:]:
        match = _DAY.fullmatch(passage.text.strip())
        if match is None or first is None or match["year"] is None or first["year"] is None or passage is head:
            continue
        one, other = ([int(part) for part in found.groups()] for found in (first, match))
        holds = one == other
        why = f"填报日期{first[0]}，落款日期{match[0]}" + ("" if holds else "，前后不一")
        span = (head.start + first.start(), head.start + first.end())
        at = passage.text.find(match[0])
        yield _relation(passage, at, at + len(match[0]), match[0], first[0], why, 1.0 if holds else 0.6, span)


def _wrong_year(context: Context) -> Iterator[Relation]:
    """Yield sentences of final accounts that tell a result of last year where all others around tell this year's."""
    year = context.year
    if year is None or context.analysis.report.kind not in ("部门决算", "整体支出绩效自评", "项目绩效自评"):
        return
    told = [(passage, int(match["year"])) for passage in context.passages if passage.places and (match := _FINAL.match(passage.text))]
    right = sum(other == year for _, other in told)
    right += right > 0 and context.text.count(f"{year}年") >= _OFTEN
    for passage, other in told:
        if other != year - 1 or right < 2 or right < 2 * sum(one == other for _, one in told):
            continue
        if (
            _COMPARISON.search(passage.text[:60])
            or f"{year}年" in passage.text
            or _is_aside(context, passage, year)
            or not _goes_on(context, passage, year)
        ):
            continue
        at = passage.text.index(str(other))
        why = f"本报告为{year}年度，同类句子都写{year}年，此处写{other}年"
        yield _relation(passage, at, at + 5, f"{other}年", f"{year}年", why, 0.75)


def _is_aside(context: Context, passage: Passage, year: int) -> bool:
    """Tell whether a sentence before one in its line tells of the year reported on, so that last year's may be told for comparison."""
    at = context.passages.index(passage)
    before = context.passages[max(0, at - 6) : at]
    return any(other.paragraph == passage.paragraph and f"{year}年" in other.text and other.places for other in before)


def _goes_on(context: Context, passage: Passage, year: int) -> bool:
    """Tell whether no sentence right behind tells the same of the year reported on, as a comparison would."""
    at = context.passages.index(passage)
    return not any(
        re.match(rf"\s*{year}年", other.text) and other.paragraph == passage.paragraph for other in context.passages[at + 1 : at + 3]
    )


def _titles(context: Context) -> Iterator[Relation]:
    """Yield titles of sections and tables that name the year before, where the other titles name the year reported on."""
    year = context.year
    if year is None or context.analysis.report.kind not in ("部门决算", "整体支出绩效自评", "项目绩效自评"):
        return
    spans = [(passage.start, passage.end) for passage in context.passages if not passage.places and len(passage.text) <= _LONGEST_TITLE]
    found = [(start, end, match) for start, end in spans if (match := _TITLED.search(context.text, start, end))]
    right = sum(int(match["year"]) == year for _, _, match in found)
    for start, end, match in found:
        text = context.text[start:end]
        if int(match["year"]) != year - 1 or right < 1 + sum(int(other["year"]) == year - 1 for _, _, other in found):
            continue
        if re.search(r"比|较|上年|对照|预算公开|算数|\||\d{4}[年—-].*\d{4}年", text) or str(year) in text:
            continue
        why = f"本报告为{year}年度，其他标题都写{year}年，此处写{match['year']}年"
        yield Relation(
            "date", False, f"{match['year']}年", f"{year}年", ((match.start("year"), match.end("year") + 1),), (start, end), why, None, 0.6
        )
