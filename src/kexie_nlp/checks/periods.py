"""Whether years and days that a report carries over from the year before, or tells of one thing twice, are right."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.context import Context, Passage
from kexie_nlp.checks.relations import Relation

_AS_OF: Final = re.compile(r"(?:截至|截止|截止至|截止到)(?:到)?\s*(?P<year>(?:19|20)\d\d)年(?:12月\s*(?:31日|底|末)|年?(?:底|末))")
_HOLDINGS: Final = re.compile(r"资产|车辆|用车|设备|在职|编制|在编|人员|账面|共有")
_LOOKING_BACK: Final = re.compile(r"上年|去年|较|比|以来|结转|尚未|未支付|当时|期初|年初")
_OWN_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SIGNED: Final = re.compile(r"\s*(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*")
_ON_A_WHOLE_YEAR: Final = re.compile(r"(?:绩效|自评)[^，。；]{0,8}报告|部门决算|决算公开|决算说明|绩效自评")
_ON_A_PART: Final = re.compile(r"上半年|季度|月度|预算公开|部门预算(?!绩效)|监控|计划|方案|事前|申报|中期")
_DONE: Final = re.compile(
    r"(?:开展|完成|组织|举办|启动|进行|做好|实施)(?:了|全[市县省区旗州])?(?P<year>(?:19|20)\d\d)年度?(?P<name>[一-鿿（）()“”《》、]{5,26})"
)
_EMPTY: Final = re.compile(r"[（(][^）)]*[）)]|全[市县省区旗州]|年度|工作|活动|情况|[“”《》、]|的|及$|和$")
_PLANNED: Final = re.compile(r"力争|计划|明年|下一?年|下一步|目标|拟|将[一-鿿]|预期|争取|启动")
_SHORTEST: Final = 5
_LAST_LINES: Final = 8
_FIRST_LINES: Final = 12
_YEAR_END: Final = 12
_PROOF: Final = 2


def check_periods(context: Context) -> Iterator[Relation]:
    """Yield days and years that cannot be meant: left from last year's report, before the end of the year, told of one thing twice."""
    yield from _as_of(context)
    yield from _signed_too_early(context)
    yield from _of_one_thing(context)


def _as_of(context: Context) -> Iterator[Relation]:
    """Yield what is told as of the end of the year before the one reported on (截至2020年12月31日，共有车辆2辆)."""
    year = context.year
    if year is None:
        return
    told = Counter(int(match) for passage in context.passages for match in _OWN_YEAR.findall(passage.text))
    for passage in context.passages:
        match = _AS_OF.search(passage.text)
        if match is None or not _HOLDINGS.search(passage.text) or not re.search(r"\d", passage.text[match.end() :]):
            continue
        stated, others = int(match["year"]), passage.text[: match.start()] + passage.text[match.end() :]
        if stated != year and (stated != year - 1 or told[year] < 3 or _LOOKING_BACK.search(others) or str(year) in others):
            continue
        holds = stated == year
        at = passage.start + match.start("year")
        why = f"本报告为{year}年度" + ("" if holds else f"，此处为{stated}年末的情况")
        spans = ((at, passage.start + match.end()),)
        right = match[0][match.start("year") - match.start() :].replace(match["year"], str(year))
        quote = (passage.start, passage.end)
        yield Relation(
            "date", holds, match[0][match.start("year") - match.start() :], right, spans, quote, why, None, 1.0 if holds else 0.65
        )


def _signed_too_early(context: Context) -> Iterator[Relation]:
    """Yield a signature under a report on a whole year that is dated before that year was over."""
    year = context.year
    head = "".join(passage.text for passage in context.passages[:_FIRST_LINES])
    if year is None or not _ON_A_WHOLE_YEAR.search(head) or _ON_A_PART.search(head) or f"{year}年" not in head:
        return
    for passage in context.passages[-_LAST_LINES:]:
        match = _SIGNED.fullmatch(passage.text)
        if match is None or int(match["year"]) not in (year, year + 1):
            continue
        holds = int(match["year"]) > year or int(match["month"]) >= _YEAR_END
        stated = match[0].strip()
        why = f"{year}年度报告，落款日期{stated}" + ("" if holds else "，早于该年度结束")
        known = str(year + 1) in context.text
        at = passage.start + passage.text.index(stated)
        right = stated.replace(str(year), str(year + 1))
        quote = (passage.start, passage.end)
        score = 1.0 if holds else 0.7 if known else 0.55
        yield Relation("date", holds, stated, right, ((at, at + len(stated)),), quote, why, None, score)


def _of_one_thing(context: Context) -> Iterator[Relation]:
    """Yield that one work is said to be of two years (开展2018年度考核; 开展2019年度考核) where all else told beside it is the same."""
    told: dict[str, list[tuple[int, Passage, re.Match[str]]]] = defaultdict(list)
    facts: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for passage in context.passages:
        facts[passage.paragraph] |= {(place.figure.text, place.label[-_PROOF:]) for place in passage.places}
        if _PLANNED.search(passage.text):
            continue
        for match in _DONE.finditer(passage.text):
            key = _EMPTY.sub("", re.split(r"，|。", match["name"])[0])
            if len(key) >= _SHORTEST:
                told[key].append((int(match["year"]), passage, match))
    for mentions in told.values():
        years = {year for year, _, _ in mentions}
        paragraphs = {
            passage.paragraph: {year for year, other, _ in mentions if other.paragraph == passage.paragraph} for _, passage, _ in mentions
        }
        if len(years) != _PROOF or any(len(some) > 1 for some in paragraphs.values()):
            continue
        first = mentions[0]
        for year, passage, match in mentions[1:]:
            shared = facts[passage.paragraph] & facts[first[1].paragraph]
            if year == first[0] or len(shared) < _PROOF:
                continue
            span, other = ((one.start + m.start("year"), one.start + m.end("year") + 1) for one, m in ((passage, match), first[1:]))
            why = f"同一工作的年度：{first[0]}年，{year}年（两处其他数据相同：{'、'.join(sorted(text for text, _ in shared)[:3])}）"
            quote = (passage.start, passage.end)
            yield Relation("date", False, f"{year}年", f"{first[0]}年", (span, other), quote, why, None, 0.55)
            break
