"""Whether a report speaks of its own year where it can mean no other: its opening and review, what asked for it, what it compares with."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.counted import PLANS

_YEAR: Final = r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年度?"
_NUMBERING: Final = r"\s*(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s*"
_OPENING: Final = re.compile(
    rf"\s*{_YEAR}(?:全年)?[，,]?[^。；]{{0,60}}?(?:科协|我会|领导下|指导下|支持下|坚持|认真|紧紧|围绕|深入|指导|各项工作|履行|贯彻)"
)
_REVIEW: Final = re.compile(
    rf"{_NUMBERING}{_YEAR}的?(?:全年|科协|主要|重点|科普|各项)*工作(?:任务|目标)?(?:的?(?:主要|基本|开展|完成|落实))?"
    r"(?:总结|回顾|情况|成效|亮点|特点|成绩|做法|回眸)(?:及成效|和成效|与成效)?\s*"
)
_REVIEWED: Final = re.compile(rf"{_YEAR}[^，。；\n]{{0,12}}(?:总结|工作情况|工作回顾)")
_ASKED: Final = re.compile(
    rf"(?:《[^》]{{0,24}}?|(?:开展|做好|组织|报送)[^，。；《]{{0,4}}?){_YEAR}[^，。；》]{{0,24}}?(?:自评|绩效评价|绩效自查|部门决算|决算公开|决算批复|决算编[制报])"
    r"[^，。；》]{0,12}(?:通知|函|要求|部署|安排)"
)
_SPENT: Final = re.compile(
    rf"{_NUMBERING}{_YEAR}[，,]?(?:我会|本?项目|专项|[市县区省]科协|部门|全年|该)*[^，。；\d]{{0,10}}(?:资金|预算|经费|支出)[^。；]{{0,20}}(?:支出|执行|支付|使用)"
)
_AIM: Final = re.compile(rf"{_NUMBERING}(?:项目|年度|总体|当年)*(?:绩效)?目标(?:为|是|[：:])\s*{_YEAR}")
_TITLE: Final = re.compile(
    rf"{_NUMBERING}{_YEAR}(?:[一-鿿“”（）]{{0,24}}?)(?:决算|收支|收入|支出|“?三公”?经费|机关运行经费|政府采购|预算执行)[一-鿿“”（）]{{0,12}}?"
    r"(?:说明|情况|[报总]?表|公开|分析|概况)\s*"
)
_COMPARED: Final = re.compile(rf"(?:比|较|与|同)(?:(?P<last>上年|去年)|{_YEAR})")
_AMOUNT: Final = re.compile(r"[^，。；\d]{0,16}[\d.,]+\s?万?元")
_OF_BEFORE: Final = re.compile(r"上年|去年|以来|比|较|回顾|参照|曾|修订|结转|提前|年初|历年|往年|连续|同期|底|末|至|—")
_ITSELF: Final = re.compile(  # 2017年度…支出62.45万元，比2017年度增加3.15万元
    r"(?:^|[，,。；;：:）)、.．\s])(?P<year>(?:19|20)\d\d)\s?年度?(?![初末底以来—\-～~至到]|[上下]半年|第?[一二三四]季度|\d{1,2}月)"
    r"(?P<said>[^。；;]{0,80}?)(?:比|较|与|同)(?P<same>(?P=year)\s?年)度?(?P<told>[^，。；;]{0,20}?)"
    r"(?:相比|[增减][加少长支]|上升|下降|提高|降低|翻|[多少高低]\d|持平)"
)
_OTHER_BASE: Final = re.compile(r"预算|计划|目标|任务|指标|[初末底月季]|半年|调整|实际|完成|执行|前|后|期")
_ANY_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d\s?年|上年|去年|同期")
_STATED: Final = re.compile(
    rf"{_NUMBERING}{_YEAR}[，,]?(?P<name>[^，。；：:\d]{{0,24}}?(?:支出|收入|经费|采购|决算|总额|总计|接待费|维护费|金额)[^，。；：:\d]{{0,8}}?)(?P<sum>\d[\d.,，]*)\s?万?元"
)
_AGAINST_LAST: Final = re.compile(r"[，,。；（(](?:比|较|与|同)(?:上年|去年)")
_NOT_STATED: Final = re.compile(r"结转|结余|上年|去年|预算|以来|比|较|与|年[初末底]|累计|第")
_EVALUATIONS: Final = ("整体支出绩效自评", "项目绩效自评")
_FIRST_LINES: Final = 8
_HEAD_LINES: Final = 3
_LONGEST: Final = 30
_FEWEST: Final = 3
_SCORE: Final = 0.6
_DOUBT: Final = 0.5


def check_own_years(context: Context) -> Iterator[Relation]:
    """Yield the year before in places where a report can only mean the year it reports on; in comparisons, the year before that."""
    year = context.year
    for passage in context.passages:
        yield from _with_itself(passage, year)
    head = [passage.text for passage in context.passages[:_HEAD_LINES]]
    if year is None or not any(re.search(rf"{year}\s?年", line) for line in head):
        return
    kind = context.analysis.report.kind
    title = next((line for line in head if len(line) <= _LONGEST and _REVIEWED.search(line)), "")
    if kind == "工作总结" and str(year) in title and str(year - 1) not in title:
        yield from _reviews(context, year)
    if kind in ("部门决算", *_EVALUATIONS):
        yield from _asked(context, year)
    if kind in _EVALUATIONS:
        yield from _spent(context, year)
    if kind == "部门决算":
        yield from _titled(context, year)
        yield from _compared(context, year)
        yield from _stated(context, year)


def _relation(passage: Passage, match: re.Match[str], right: int, why: str, score: float) -> Relation:
    """Return that the year of a match should be another one."""
    span = (passage.start + match.start("year"), passage.start + passage.text.index("年", match.end("year")) + 1)
    return Relation("date", False, f"{match['year']}年", f"{right}年", (span,), (passage.start, passage.end), why, None, score)


def _reviews(context: Context, year: int) -> Iterator[Relation]:
    """Yield an opening sentence, and the heading of what was done, that tell the year before (一、2020年工作回顾 in that of 2021)."""
    if any(str(year) in section.title and PLANS.search(section.title) for section in context.reading.sections):
        return  # what is reviewed is the year before, and the plan is for this one
    titles = [match for section in context.reading.sections if (match := _REVIEW.fullmatch(section.title)) is not None]
    is_of_two = any(int(match["year"]) == year for match in titles)
    for number, passage in enumerate(context.passages):
        opening = _OPENING.match(passage.text) if number < _FIRST_LINES and number else None
        heading = _REVIEW.fullmatch(passage.text) if len(passage.text) <= _LONGEST and not is_of_two else None
        match = heading or opening
        if match is None or int(match["year"]) != year - 1 or f"{year}年" in passage.text:
            continue
        above = [title for title in context.headings(passage.section) if title not in passage.text]
        if heading is None and (_OF_BEFORE.search(passage.text) or any(str(year - 1) in title for title in above)):
            continue
        yield _relation(passage, match, year, f"本报告总结的是{year}年，此处写{year - 1}年", _SCORE)


def _asked(context: Context, year: int) -> Iterator[Relation]:
    """Yield a notice that asked for a report and is on the year before (《关于开展2020年度绩效自评的通知》 in that of 2021)."""
    for passage in context.passages:
        match = _ASKED.search(passage.text)
        if match is not None and int(match["year"]) == year - 1 and not re.search("上年|去年|参照|曾|修订", passage.text):
            yield _relation(passage, match, year, f"本报告为{year}年度，所依据的通知写{year - 1}年度", _SCORE)


def _spent(context: Context, year: int) -> Iterator[Relation]:
    """Yield what was spent of the year before, told once in a self-evaluation that speaks of its own year everywhere else."""
    told = Counter(re.findall(r"(?<!\d)(?:19|20)\d\d(?=\s?年)", context.text))
    for passage in context.passages if told[str(year - 1)] == 1 and told[str(year)] >= _FEWEST else ():
        match = _SPENT.match(passage.text) or _AIM.match(passage.text)
        if match is not None and int(match["year"]) == year - 1 and not _OF_BEFORE.search(passage.text):
            yield _relation(passage, match, year, f"本报告自评的是{year}年度，此处写{year - 1}年", _DOUBT)


def _titled(context: Context, year: int) -> Iterator[Relation]:
    """Yield a heading of accounts that tells the year before (第二部分 2021年度部门决算情况说明 in those of 2022)."""
    lines = [
        (passage, match) for passage in context.passages if len(passage.text) <= _LONGEST and (match := _TITLE.fullmatch(passage.text))
    ]
    told = Counter(int(match["year"]) for _, match in lines)
    for passage, match in lines:
        if int(match["year"]) == year - 1 and told[year - 1] == 1 and not _OF_BEFORE.search(passage.text):
            yield _relation(passage, match, year, f"本报告为{year}年度，此处标题写{year - 1}年度", _SCORE)


def _compared(context: Context, year: int) -> Iterator[Relation]:
    """Yield a change against the year before last, where accounts hold everything else against the last one."""
    found = [(passage, match) for passage in context.passages for match in _COMPARED.finditer(passage.text)]
    against = Counter(year - 1 if match["last"] else int(match["year"]) for _, match in found)
    for passage, match in found if against[year - 2] == 1 and against[year - 1] >= _FEWEST else ():
        alone = sum(other is passage for other, _ in found) == 1 and f"{year - 1}年" not in passage.text
        is_money = _AMOUNT.match(passage.text, match.end()) is not None  # what is surveyed every other year is told of that one
        if match["year"] == str(year - 2) and alone and is_money and not re.search("近[三两]年|连续|[三两]年来", passage.text):
            yield _relation(passage, match, year - 1, f"本报告其他数据都与{year - 1}年比较，此处写{year - 2}年", _DOUBT)


def _with_itself(passage: Passage, year: int | None) -> Iterator[Relation]:
    """Yield a year that is held against itself (2017年度支出62.45万元，比2017年度增加3.15万元)."""
    for match in _ITSELF.finditer(passage.text) if passage.text.count("年") > 1 else ():
        told = int(match["year"])
        if _OTHER_BASE.search(match["told"]) or _ANY_YEAR.search(match["said"]):
            continue
        which = "year" if year is not None and told != year else "same"
        right = year if year is not None and told != year else told - 1
        start = passage.start + match.start(which)
        span = (start, passage.start + passage.text.index("年", match.end("year") if which == "year" else match.start("same")) + 1)
        why = f"{told}年与{told}年比较，{'前' if which == 'year' else '后'}者应为{right}年"
        yield Relation("date", False, f"{told}年", f"{right}年", (span,), (passage.start, passage.end), why, None, _SCORE)


def _stated(context: Context, year: int) -> Iterator[Relation]:
    """Yield a sum said to be of the year before, where the report tells the same sum of this year, or holds it against last year's."""
    heads = [(passage, match) for passage in context.passages if (match := _STATED.match(passage.text))]
    told = Counter(int(match["year"]) for _, match in heads)
    for passage, match in heads:
        if int(match["year"]) != year - 1 or _NOT_STATED.search(match["name"]) or f"{year}年" in passage.text:
            continue
        if any(str(year - 1) in title for title in context.headings(passage.section)):
            continue
        same = [other for other in context.passages if other is not passage and _is_of(other, match["sum"], year)]
        if same and len(match["sum"].replace(".", "")) >= _FEWEST:
            why = f"本报告另一处写{match['sum']}为{year}年度，此处写{year - 1}年度"
            yield _relation(passage, match, year, why, _SCORE)
        elif told[year - 1] == 1 and told[year] >= _FEWEST - 1 and _AGAINST_LAST.search(passage.text):
            why = f"本报告为{year}年度，此处写{year - 1}年度，却与上年比较"
            yield _relation(passage, match, year, why, _DOUBT)


def _is_of(passage: Passage, amount: str, year: int) -> bool:
    """Tell whether a sentence tells an amount of a year and speaks of no other year."""
    begins = re.match(rf"{_NUMBERING}{year}\s?年", passage.text)
    is_told = re.search(rf"(?<![\d.,]){re.escape(amount)}(?![\d.])", passage.text)
    return begins is not None and is_told is not None and not re.search(rf"{year - 1}|持平|上年|去年|结转|比|较", passage.text)
