"""Whether a number of years is that from one year or date to another told beside it: 三年来（2021—2023年）; 有效期五年，自…至….

Both ends count or one does (任期五年（2018—2023年）), but of an anniversary one only: 1979年成立，2019年举行成立40周年庆典;
成立40周年（1981年成立）.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.times.calendar_days import number_of
from kexie_nlp.checks.told.context import Context, Passage

_COUNT: Final = r"(?<![\d第每约一二两三四五六七八九十])(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})"
_YEAR: Final = r"(?<!\d)(?P<{}>(?:19|20)\d\d)"
_TO: Final = r"年?(?:度|底|末|初)?\s*(?:至|到|[-—–－~～]{1,2})\s*"
_SPAN: Final = _YEAR.format("first") + _TO + _YEAR.format("last")
_BESIDE: Final = (  # 五年来（2018—2022年）; 2014—2023年的十年间
    re.compile(rf"{_COUNT}(?:个)?(?P<what>周年|年度?)(?![级制])[^，,。；;：:（）()\d]{{0,8}}[（(](?:即|自|从)?{_SPAN}年?度?[底末]?[）)]"),
    re.compile(
        rf"{_SPAN}年度?[底末]?[）)]?(?:的|这|期间)?[，,]?{_COUNT}(?P<what>年)(?:间|来|里|内|共|累计|合计|总计)(?!的?[^，。；]{{0,4}}规划)"
    ),
)
_FULL: Final = r"(?<!\d)(?P<year{0}>(?:19|20)\d\d)年(?P<month{0}>1[0-2]|0?[1-9])月(?:份|(?P<day{0}>[0-3]?\d)[日号])?"
_UNTIL: Final = r"(?:起|开始|开工|施行|实施|执行|生效|签订|签署)*[，,]?(?:至|到|[-—–－~～]{1,2})"
_DATES: Final = _FULL.format("1") + _UNTIL + _FULL.format("2")
_TERM: Final = (
    r"(?:合同|工|有效|服务|聘|任|建设|实施|项目|执行|质保|协议|租赁|托管)[一-鿿]{0,4}?[期限]限?(?:为|共|是)?|周期(?:为|共)?|为期|历时"
)
_LENGTH: Final = _COUNT + r"(?P<what>年|个月)(?P<over>[半多余])?"
_DATED: Final = (  # 合同期2年，自2022年3月1日至2024年2月29日; 2021年1月至2023年12月，为期三年
    re.compile(rf"(?:{_TERM}){_LENGTH}(?:[，,]?(?:自|从|即)|[（(](?:自|从|即)?){_DATES}"),
    re.compile(rf"{_DATES}(?:止|为止|结束|竣工)?[，,（(]?(?:{_TERM}|共计?|前后){_LENGTH}(?![度来级制])"),
)
_ACT: Final = r"成立|建成|创办|创刊|创建|创立|组建|设立|开馆|建馆|建会|建校|建院|颁布|实施|发布|开放|设站"
_BEGAN: Final = re.compile(
    rf"{_YEAR.format('year')}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[^，,。；;\d]{{0,8}}?(?:{_ACT})(?![\d一二三四五六七八九十])|(?:{_ACT})(?:施行|实施)?于(?P<then>(?:19|20)\d\d)年"
)
_ANNIVERSARY: Final = re.compile(rf"{_YEAR.format('last')}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?P<words>[^，,。；;\d]{{0,14}}?){_COUNT}周年")
_IN_BRACKET: Final = re.compile(
    rf"(?P<words>(?:{_ACT})(?:施行|实施)?){_COUNT}周年[^，,。；;（）()\d]{{0,6}}[（(][^（）()\d]{{0,6}}{_YEAR.format('first')}年[^（）()]{{0,14}}[）)]"
)
_OTHERS: Final = re.compile(r"建党|建国|建军|共产党|新中国|共和国|改革|解放|抗战|抗日|胜利|诞辰|逝世|逾|近|超")
_NOT_NOW: Final = re.compile(r"明年|后年|去年|上年|前年|将")
_BROKEN: Final = re.compile(r"停|中断|间断|延[期长]|顺延|除|不含|扣|暂")
_MOST: Final = 5
_FEW: Final = 5
_MONTHS: Final = 12
_SLACK: Final = 3
_SCORE: Final = 0.75


def check_year_spans(context: Context) -> Iterator[Relation]:
    """Yield whether the years that something lasts, or has been there for, are those of the span told beside them."""
    for passage in context.passages:
        if "年" not in passage.text:
            continue
        for form in _BESIDE:
            for match in form.finditer(passage.text):
                apart = int(match["last"]) - int(match["first"])
                rights = (apart,) if match["what"] == "周年" else (apart + 1, apart)
                yield from _compared(passage, match, rights, ("first", "last"))
        for form in _DATED:
            yield from _dated(passage, form)
        yield from _anniversaries(context, passage)


def _dated(passage: Passage, form: re.Pattern[str]) -> Iterator[Relation]:
    """Yield whether a term of years or months is that from one date to another."""
    for match in form.finditer(passage.text):
        first, last = _date(match, "1"), _date(match, "2")
        if match["over"] or (match["what"] == "个月" and not (first[2] and last[2])):
            continue
        apart = (last[0] - first[0]) * _MONTHS + last[1] - first[1]
        if not first[2] or not last[2]:
            lasting = {apart, apart + 1}
        elif first[2] == 1 and last[2] >= monthrange(last[0], last[1])[1]:
            lasting = {apart + 1}
        else:
            lasting = {apart, apart + 1} if last[2] >= first[2] else {apart, apart - 1}
        if match["what"] == "年":  # of whole years only, give or take a month
            lasting = {(months + 1) // _MONTHS for months in lasting if (months + 1) % _MONTHS < _SLACK}
        yield from _compared(passage, match, tuple(sorted(lasting)), ("year1", "year2")) if lasting else ()


def _date(match: re.Match[str], which: str) -> tuple[int, int, int]:
    """Return year, month and day of a date of a match; 0 for a day that is not told."""
    return int(match["year" + which]), int(match["month" + which]), int(match["day" + which] or 0)


def _anniversaries(context: Context, passage: Passage) -> Iterator[Relation]:
    """Yield whether an anniversary is that of the year in which something began, told before it or in a bracket behind it."""
    text = passage.text
    began = list(_BEGAN.finditer(text)) if "周年" in text else []
    for match in _ANNIVERSARY.finditer(text) if len(began) == 1 else ():
        if match.start() < began[0].end() or _OTHERS.search(match["words"]) or not re.search(rf"(?:{_ACT}|^)$", match["words"]):
            continue
        yield from _compared(passage, match, (int(match["last"]) - int(began[0]["year"] or began[0]["then"]),), ("last",))
    for match in _IN_BRACKET.finditer(text) if "周年" in text else ():
        before = text[: match.start()]
        told = re.findall(r"(?<!\d)((?:19|20)\d\d)年", before)
        year = int(told[-1]) if told else context.year
        if year is not None and not _NOT_NOW.search(before) and not _OTHERS.search(before[-_MONTHS:]):
            yield from _compared(passage, match, (year - int(match["first"]),), ("first",))


def _is_near(told: int, rights: tuple[int, ...]) -> bool:
    """Tell whether a number misses one of those that it may be by little, or by one digit."""
    return any(abs(told - right) <= _MOST or slip(Decimal(told), Decimal(right)) for right in rights)


def _compared(passage: Passage, match: re.Match[str], rights: tuple[int, ...], ends: tuple[str, ...]) -> Iterator[Relation]:
    """Yield whether a number of years or months is one of those that it may be."""
    told = number_of(match["count"])
    holds = told in rights
    if not holds and told > _FEW and passage.text[: match.start("count")].endswith("近"):
        return  # 近十年（2015—2023年）
    if min(rights) < 1 or (not holds and (not _is_near(told, rights) or _BROKEN.search(passage.text))):
        return
    what = match.groupdict().get("what") or "周年"
    stated, right = match["count"] + what, f"{rights[0]}{what}"
    at = passage.start
    start = at + match.start("count")
    spans = ((start, start + len(stated)), *((at + match.start(end), at + match.end(end)) for end in ends))
    why = f"{'到'.join(match[end] + '年' for end in ends)}共{right}" + ("" if holds else f"，文中写{stated}")
    yield Relation("date", holds, stated, right, spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE)
