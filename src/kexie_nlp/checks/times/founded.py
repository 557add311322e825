"""Whether an edition is that of its year by the first one and how often it is held: 1998年首届，两年一届; 2024年为第十四届.

The first year may be told in the same sentence, beside it (该赛事2011年创办，一年一届), or elsewhere under the same name. Of issues
(2009年1月创刊，每月一期) it fixes the number of all issues: 2019年第9期（总第129期）.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.edition_years import planned_year
from kexie_nlp.checks.times.yearly_editions import BROKEN, UNBROKEN, check_yearly_editions
from kexie_nlp.checks.told.context import Context
from kexie_nlp.numerals import parse_number

_YEAR: Final = r"(?<!\d)(?P<{}>(?:19|20)\d\d)\s?年?"
_MONTH: Final = r"(?:(?P<{}>\d{{1,2}})月|[上下]半年)?"
_BEGUN: Final = re.compile(
    rf"{_YEAR.format('a')}{_MONTH.format('m')}(?:由[^，。；\d]{{2,12}})?(?:首[届办次评]|创[办立刊设]|设立|开[办始]|办起|始办|起(?![草来])|(?:举?办|举行)?[的了]?(?:首届|头一届|第[一1][届期]))"
    rf"|(?:首[届次办]|创[办立刊设]|设立|始)(?:举?办|举行|召开|评选)?[于在为是]*{_YEAR.format('b')}{_MONTH.format('m2')}"
)
_RHYTHM: Final = re.compile(
    r"(?<![两二三四五隔\d十第])(?:每隔?)?(?P<years>[一每两二三四])年(?:都|只|均|定期|坚持|如期)?(?:举[办行]|召开|评选|开展|组织|办|评)?(?:一|1)[届次度期]"
)
_YEARS: Final = {"一": 1, "每": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_COUNTERS: Final = {"期": "期", "次": "次届个"}
_NUMBER: Final = r"\d{1,3}|[一二三四五六七八九十百]{1,5}"
_NTH: Final = re.compile(
    rf"第\s?(?P<n>{_NUMBER})\s?(?:[届期次]|个(?=[一-鿿“”]{{2,12}}[日节周月]))(?P<name>[^，,。；;、：（）()\d第]{{0,24}})"
)
_ISSUE: Final = re.compile(
    rf"{_YEAR.format('year')}(?:第\s?(?P<n>\d{{1,2}})\s?期|(?P<half>[上下])半年)[^\d\n]{{0,6}}总第\s?(?P<all>\d{{1,4}})\s?期"
)
_ISSUES: Final = re.compile(
    r"每年(?P<a>[二三四六两]|十二)期|(?P<b>每月|每季度?|每半年|每两个?月|逢双月|逢单月)[^，。；]{0,6}一[期次]|(?P<c>月刊|双月刊|季刊|半年刊)"
)
_A_YEAR: Final = {
    "每年二期": 2,
    "每年两期": 2,
    "每年三期": 3,
    "每年四期": 4,
    "每年六期": 6,
    "每年十二期": 12,
    "月刊": 12,
    "双月刊": 6,
    "季刊": 4,
    "半年刊": 2,
}
_A_YEAR_BY: Final = {"每月": 12, "每季": 4, "每季度": 4, "每半年": 2, "每两月": 6, "每两个月": 6, "逢双月": 6, "逢单月": 6}
_POINTS_BACK: Final = re.compile(r"(?:该|此|这个?|本)[一-鿿]{0,5}$|^(?:赛事|比赛|活动|评选)$")
_AWAY: Final = re.compile(
    r"[上下往历]一?[届期次]|去年|上年|明年|前[一二三四五六七八九十]|将|拟|计划|筹备|备战|力争|建议|以来的?$|[比较与同]$"
)
_TO_COME: Final = re.compile(r"打算|计划|思路|任务|目标|展望|下一?步|安排|明年|设想|规划|要点|部署|建议")
_TAIL: Final = re.compile(r"(?:[自从于在，,：:（(\s]|现|已|其|首届|成功|举办|办)+$")
_TOLD_YEAR: Final = re.compile(r"(?<![自从至到\d])(?:19|20)\d\d(?=年)")
_THIS_YEAR: Final = re.compile(r"今年|本年|[本这]一?[届次]")
_HELD: Final = re.compile(r"\d月|\d日|今年|本[届次]|举[行办]|召开|开幕|闭幕|落幕|收到|征集|评出|获奖|参赛|\d[件篇人名支项]")
_SEVERAL: Final = re.compile(r"(?:19|20)\d\d年?\s*[—–\-~～至到]+\s*(?:19|20)\d\d|代表大会|[五三]年来|“?十[一二三四五]五")
_HEAD: Final = 200
_ONLINE: Final = re.compile(r"疫情[^，。；]{0,6}[改转][为到在成]?(?:线上|网上|网络|视频|云端)")  # and so was held
_CHANGED: Final = re.compile(r"改[为由成]|调整|恢复|重[新启]|升[格级]|更名|冠名|固定")  # 自2024年起改为每年一届
_OURS: Final = re.compile(r"(?:举[办行]|召开|[主承]办|办[好成]?)了?[全我本]?[省市县区州旗会]?$")
_WIDER: Final = re.compile(r"[国省市]|世界|地区|自治|联盟|片区|参[加赛]|代表|选[手送拔派]|推荐")  # 选手参加第38届全国大赛
_NOW: Final = re.compile(r"(?:今年|本[届次])[^，。；]{0,2}(?:[是为]|迎来|到了?)了?$")
_SICK: Final = range(2020, 2023)
_FAR: Final = 3  # no mistype, but another series
_BACK: Final = 4
_TWO: Final = 2
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Begun:
    """The first year of what is held every so many years; ``tail`` is the end of its name, "" if it is named right before.

    ``counters`` are those by which its editions are counted.
    """

    year: int
    step: int
    counters: str
    tail: str
    span: tuple[int, int]
    number: int
    is_unbroken: bool
    is_broken: bool


@dataclass(frozen=True, slots=True)
class _Nth:
    """An edition with its year, where it stands, the name behind it, and whether its clause says that it took place, or right before it."""

    edition: int
    year: int
    name: str
    text: str
    span: tuple[int, int]
    year_span: tuple[int, int] | None
    number: int
    is_held: bool
    is_ours: bool


def check_founded(context: Context) -> Iterator[Relation]:
    """Yield whether editions are those of their years by the first year and the rhythm told of their series."""
    yield from _issues(context)
    begun = list(_begun(context))
    if not begun:
        return
    told = list(_told(context))
    known = {span for relation in check_yearly_editions(context) for span in relation.spans[:1]}
    for one in begun:
        found = [(relation, other) for other in _of(one, told) for relation in _compared(context, one, other)]
        last = max((other.edition for relation, other in found if relation.holds), default=0)  # the other one may be the one to come
        for relation, other in found:
            is_known = any(start < relation.spans[0][1] and relation.spans[0][0] < end for start, end in known)
            is_old = other.is_ours and other.edition < last and other.year == context.told_year  # 成功举办第十五届年会 … 第十六届年会
            if relation.holds or not (is_known or (last and not is_old)):
                yield relation


def _begun(context: Context) -> Iterator[_Begun]:
    """Yield the first years that are told with a rhythm, in one sentence or two beside each other of one line."""
    for number, passage in enumerate(context.passages):
        match = _BEGUN.search(passage.text)
        if match is None:
            continue
        beside = [one for one in context.passages[max(0, number - 1) : number + 2] if one.paragraph == passage.paragraph]
        rhythm = next((found for one in (passage, *beside) if (found := _RHYTHM.search(one.text))), None)
        text = "".join(one.text for one in beside)
        is_unbroken = UNBROKEN.search(text) is not None
        if rhythm is None:
            continue
        group = "a" if match["a"] else "b"
        at = passage.start
        clauses = [_TAIL.sub("", clause) for clause in re.split(r"[，,。；;：:（()）]", passage.text[: match.start()])]
        subject = next((clause for clause in reversed(clauses) if clause), "")
        tail = "" if not subject or _POINTS_BACK.search(subject) or _NTH.search(passage.text[: match.start()]) else subject[-_TWO:]
        rest = UNBROKEN.sub("", _RHYTHM.sub("", text))
        is_broken = BROKEN.search(_ONLINE.sub("", rest) if is_unbroken else rest) is not None
        yield _Begun(
            int(match[group]),
            _YEARS[rhythm["years"]],
            _COUNTERS.get(rhythm[0][-1], "届个"),
            tail,
            (at + match.start(group), at + match.end(group)),
            number,
            is_unbroken,
            is_broken,
        )


def _told(context: Context) -> Iterator[_Nth]:
    """Yield the editions whose year is told with them or is the one reported on."""
    is_of_years = _SEVERAL.search(context.text[:_HEAD]) is not None
    for number, passage in enumerate(context.passages):
        begun = [match.span() for match in _BEGUN.finditer(passage.text)]
        for match in _NTH.finditer(passage.text):
            edition = parse_number(match["n"])
            if not edition or any(start <= match.start() < end for start, end in begun):
                continue
            clause = re.split(r"[。；;]", passage.text[: match.start()])[-1]
            offset = passage.start + match.start() - len(clause)
            years = [
                one
                for one in _TOLD_YEAR.finditer(clause)
                if not any(start <= match.start() - len(clause) + one.start() < end for start, end in begun)
            ]
            if years and _THIS_YEAR.search(clause, years[-1].end()):
                years = []
            is_away = _AWAY.search(clause) is not None or any(_TO_COME.search(title) for title in context.headings(passage.section)[:1])
            year = int(years[-1][0]) if years else planned_year(context, number) or (None if is_of_years or is_away else context.told_year)
            if year:
                where = (offset + years[-1].start(), offset + years[-1].end()) if years else None
                start, end = passage.start + match.start(), passage.start + match.start("name")
                is_held = bool(years or _HELD.search(clause + re.split("[。；;]", passage.text[match.end("n") :])[0]))
                is_ours = not is_away and _OURS.search(clause) is not None
                yield _Nth(int(edition), year, match["name"], context.text[start:end], (start, end), where, number, is_held, is_ours)


def _of(one: _Begun, told: list[_Nth]) -> list[_Nth]:
    """Return the editions that a first year is of: those named right before it, or all of one name that ends in its own."""
    told = [other for other in told if other.text[-1] in one.counters]
    here = [other for other in told if other.number == one.number]
    if here or not one.tail:
        near = [other for other in told if 0 <= one.number - other.number <= _BACK]
        last = max((other.number for other in near), default=None)
        return here or [other for other in near if other.number == last]
    named = [other for other in told if one.tail in other.name]
    series = {other.name.partition(one.tail)[0] for other in named}
    return named if len(series) == 1 else []


def _compared(context: Context, one: _Begun, other: _Nth) -> Iterator[Relation]:
    """Yield whether an edition is the one of its year; no wrong one where years may have been left out."""
    passed = other.year - one.year
    right, rest = passed // one.step + 1, passed % one.step
    holds = rest == 0 and other.edition == right
    gap = right - other.edition
    is_new = not passed and (other.year_span is not None or context.text.count(f"{one.year}年") > 1)  # no report tells its year there only
    is_sure = (is_new or (passed > 0 and one.is_unbroken)) and _is_sure(context, one, other)
    if passed < 0 or (not holds and (rest or not (0 < abs(gap) <= _FAR or is_sure) or one.is_broken)):
        return
    if not holds and gap > 0 and not one.is_unbroken and one.year < _SICK.stop and other.year >= _SICK.start:
        return
    if not holds and gap == -1 and not other.is_held:
        return  # the next one
    passage = context.passages[other.number]
    why = f"{one.year}年首届，每{'' if one.step == 1 else one.step}年一届，{other.year}年应为第{right}届" + (
        "" if holds else f"，文中写{other.text}"
    )
    spans = (other.span, one.span, *([other.year_span] if other.year_span else []))
    yield Relation(
        "date", holds, other.text, f"第{right}{other.text[-1]}", spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE
    )


def _is_sure(context: Context, one: _Begun, other: _Nth) -> bool:
    """Tell whether an edition that is far off is of the series that its sentence tells, and of no other."""
    passage = context.passages[one.number]
    if one.number != other.number or len(list(_NTH.finditer(passage.text))) != 1 or _CHANGED.search(passage.text):
        return False
    before = passage.text[: other.span[0] - passage.start]
    is_now = _NOW.search(before) is not None
    is_named = one.tail in other.name and not _WIDER.search(other.name + before.rpartition("，")[2])
    return is_now or is_named


def _issues(context: Context) -> Iterator[Relation]:
    """Yield whether the number of all issues follows from the first one and how many there are a year."""
    found = [(passage, match) for passage in context.passages for match in _ISSUE.finditer(passage.text)]
    begun = [(passage, match) for passage in context.passages if (match := _BEGUN.search(passage.text)) and "刊" in passage.text]
    if len({match[0] for _, match in found}) != 1 or len({match["a"] or match["b"] for _, match in begun}) != 1:
        return
    (passage, match), (other, first) = found[0], begun[0]
    rhythm = _ISSUES.search(other.text)
    if rhythm is None or BROKEN.search(UNBROKEN.sub("", other.text)):
        return
    a_year = _A_YEAR_BY.get(rhythm["b"]) or _A_YEAR.get(rhythm[0])
    if a_year is None:
        return
    number = int(match["n"]) if match["n"] else "上下".index(match["half"]) + 1
    month = int(first["m"] or first["m2"] or 1)
    is_late = "下半年" in first[0]
    start = _TWO if is_late and a_year == _TWO else (month - 1) * a_year // 12 + 1
    right = (int(match["year"]) - int(first["a"] or first["b"])) * a_year + number - start + 1
    told = int(match["all"])
    holds = told == right
    if not holds and not 0 < abs(right - told) <= a_year:
        return
    group = "a" if first["a"] else "b"
    spans = (
        (passage.start + match.start("all"), passage.start + match.end("all")),
        (other.start + first.start(group), other.start + first.end(group)),
        (passage.start + match.start("year"), passage.start + match.end("year")),
    )
    why = f"{first[group]}年创刊，每年{a_year}期，应为总第{right}期" + ("" if holds else f"，文中写总第{told}期")
    yield Relation(
        "date", holds, f"总第{told}期", f"总第{right}期", spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE
    )
