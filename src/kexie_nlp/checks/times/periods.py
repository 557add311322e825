"""Whether years and days that a report carries over from the year before, or tells of one thing twice, are right."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.counted import PLANS

_AS_OF: Final = re.compile(r"(?:截至|截止|截止至|截止到)(?:到)?\s*(?P<year>(?:19|20)\d\d)年(?:12月\s*(?:31日|底|末)|年?(?:底|末))")
_SPENT_BEFORE: Final = re.compile(  # 截至2013年12月31日，2014年的培训经费支出8.6万元
    r"截[至止]到?\s*(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月(?:\d{1,2}日|[底末])?|[底末])[，,]?[^，。；\d]{0,8}(?P<of>(?:19|20)\d\d)年度?的?(?!底|末|\d)"
    r"[^，。；\d]{0,16}(?:经费|资金|项目|专项|预算|拨款|补助)[^。；\d]{0,12}(?:支出|支付|使用|执行|开支|花[了费]|用[了去]|发放|完成)"
)
_AHEAD: Final = re.compile(r"提前|预[付支借拨]|垫[付支]|先行|计划|安排|申报|评审|立项|招标|采购")
_HOLDINGS: Final = re.compile(r"资产|车辆|用车|设备|在职|编制|在编|人员|账面|共有")
_SPENT: Final = re.compile(r"实际(?:支出|使用|到位|支付)|资金(?:支出|到位|使用)|执行|支出进度")
_OF_MONTH: Final = re.compile(
    r"(?:截至|截止|截止至|截止到)(?:到)?\s*(?P<year>(?:19|20)\d\d)年(?:年?[底末]|\d{1,2}月(?:\d{1,2}日|[底末中上下]旬?|份)?)(?!之?前|以前|的|时)[^。；]{0,30}?"
    r"(?:举办|开展|培训|完成|组织|发放|接待|建成|投入|支出|争取|注册|发展会员|累计|共有)"
)
_STILL: Final = re.compile(
    r"(?:今年|本年度?)(?:又|再|新|增|减|净)|[加算连][上入同](?:今年|本年)|结转|尚未|未支付|当时|以来|曾|期初|年初"
    r"|比(?:19|20)\d\d年[底末]|上年[底末]|去年[底末]"
)
_NEAR_BEHIND: Final = 10
_LOOKING_BACK: Final = re.compile(r"(?:今年|本年度?)(?:又|再|新|增|减|净)|上年|去年|较|比|以来|结转|尚未|未支付|当时|期初|年初")
_NO_CHANGE: Final = re.compile(r"(?:比|较|与|同|和)(?:上年|去年)(?:同期|年?[末底])?[^，。；;]*")  # told of the year reported on, too
_BUDGET: Final = re.compile("预算(?!绩效|执行|项目|管理)")
_ACCOUNT: Final = re.compile("决算|自评|总结")
_OWN_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_DONE: Final = re.compile(
    r"(?:开展|完成|组织|举办|启动|进行|做好|实施)(?:了|全[市县省区旗州])?(?P<year>(?:19|20)\d\d)年度?(?P<name>[一-鿿（）()“”《》、]{5,26})"
)
_EMPTY: Final = re.compile(r"[（(][^）)]*[）)]|全[市县省区旗州]|年度|工作|活动|情况|[“”《》、]|的|及$|和$")
_PLANNED: Final = re.compile(r"力争|计划|明年|下一?年|下一步|目标|拟|将[一-鿿]|预期|争取|启动")
_EVALUATIONS: Final = ("整体支出绩效自评", "项目绩效自评")
_SHORTEST: Final = 5
_PROOF: Final = 2
_BASE: Final = re.compile(r"(?:基准日|评价时点|统计时点|时点|数据截止日期?)(?:为|是|[:：])?(?P<year>(?:19|20)\d\d)年12月(?:31日|底|末)")
_YEARLY: Final = re.compile(
    r"(?:开展|召开|举办|举行|主办|组织|启动|做好|承办|筹备|筹办|参加|参与|抓好|办好|搞好|开好)(?:了|好|的)?(?P<year>(?:19|20)\d\d)年度?(?P<name>[^，。；、]{0,6}?(?:科普日|科技活动周|科技周|科技工作者日|创新大赛|机器人竞赛|科技节|年会|三下乡|防灾减灾|科普月|科普周|文化节|论坛)[^，。；]{0,12})"
)
_YEARLY_ACT: Final = re.compile(  # 2010年全国科普日活动在县文化广场开场
    r"(?<![是比与较从在至自])(?P<year>(?:19|20)\d\d)年度?(?P<name>(?:全国|全[省市县区州旗])?(?:科普日|科技活动周|科技周|科技工作者日|科普活动月|科普月)[^，。；]{0,8}?"
    r"(?:活动)?(?:在|于)[^，。；]{2,20}(?:举办|举行|开场|启动|开幕|开展|拉开))"
)
_OVER: Final = re.compile(r"总结|表彰|考核|评估|验收|决算|审计|年检|评价|结题|通报|年报|优秀|获奖|先进|奖补|资金|经费|基础|经验|成果")
_BACK: Final = re.compile(r"回顾|总结|上年|去年|比|较|以来|继|曾|推迟|延期|顺延|补[办开]")
_HELD_ON: Final = re.compile(
    r"(?:^|[，。；：、\s])(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?:\d{1,2}日)?(?:(?:至|—|-|－)(?:\d{1,2}月)?\d{1,2}日)?[^，。；]{0,30}?[，]?[^，。；]{0,16}?(?:举办|召开|举行|开幕|开展了|组织了|启动)"
)
_DATED: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年\d{1,2}月")
_LATE: Final = 7
_FEWEST: Final = 3


def check_periods(context: Context) -> Iterator[Relation]:
    """Yield days and years that cannot be meant: left from last year's report, before the end of the year, told of one thing twice."""
    yield from _as_of(context)
    yield from _spent_before(context)
    yield from _done_by(context)
    yield from _of_one_thing(context)
    yield from _base_days(context)
    yield from _left_standing(context)
    yield from _odd_years(context)


def _as_of(context: Context) -> Iterator[Relation]:
    """Yield what is told as of the end of the year before the one reported on (截至2020年12月31日，共有车辆2辆)."""
    year = context.told_year
    title = context.analysis.report.title
    if year is None or (_BUDGET.search(title) and not _ACCOUNT.search(title)):
        return  # a budget is drawn up when the year before has just ended
    told = Counter(int(match) for passage in context.passages for match in _OWN_YEAR.findall(passage.text))
    for passage in context.passages:
        match = _AS_OF.search(passage.text)
        is_spent = context.analysis.report.kind in _EVALUATIONS and _SPENT.search(passage.text) is not None
        if match is None or not (is_spent or _HOLDINGS.search(passage.text)) or not re.search(r"\d", passage.text[match.end() :]):
            continue
        stated, others = int(match["year"]), _NO_CHANGE.sub("", passage.text[: match.start()] + passage.text[match.end() :])
        fewest = _PROOF if is_spent else _FEWEST
        if stated != year and (stated != year - 1 or told[year] < fewest or _LOOKING_BACK.search(others) or str(year) in others):
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


def _spent_before(context: Context) -> Iterator[Relation]:
    """Yield that money of a year is told as spent by a day of a year before it."""
    for passage in context.passages:
        match = _SPENT_BEFORE.search(passage.text)
        if match is not None and int(match["year"]) == int(match["of"]) - 1 and not _AHEAD.search(passage.text):
            why = f"{match['of']}年的资金，此处截至{match['year']}年就有支出"
            yield _year_relation(passage, match, f"{match['year']}年", f"{match['of']}年", why, 0.65)


def _done_by(context: Context) -> Iterator[Relation]:
    """Yield what a review tells as done by a month of the year before (截至2022年11月底，共举办培训28期 in a review of 2023)."""
    year = context.told_year
    if year is None or context.analysis.report.kind != "工作总结":
        return
    told = Counter(int(match) for passage in context.passages for match in _OWN_YEAR.findall(passage.text))
    for passage in context.passages if told[year] >= _FEWEST else ():
        match = _OF_MONTH.search(passage.text)
        behind = context.text[passage.end : passage.end + _NEAR_BEHIND]
        if match is None or int(match["year"]) != year - 1 or f"{year}年" in passage.text or _STILL.search(passage.text + behind):
            continue
        titles = context.headings(passage.section)
        if not any(str(year - 1) in title or PLANS.search(title) for title in titles) and not _PLANNED.search(passage.text):
            why = f"本报告总结的是{year}年，此处截至{year - 1}年"
            yield _year_relation(passage, match, f"{year - 1}年", f"{year}年", why, 0.6)


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


def _base_days(context: Context) -> Iterator[Relation]:
    """Yield whether the day on which a self-evaluation is based ends the year that is reported on."""
    year = context.told_year
    for passage in context.passages if year is not None else ():
        match = _BASE.search(passage.text)
        if match is None or int(match["year"]) not in (year, year - 1 if year else 0):
            continue
        holds = int(match["year"]) == year
        why = f"本报告为{year}年度" + ("" if holds else f"，基准日为{match['year']}年末")
        yield _year_relation(passage, match, f"{match['year']}年", f"{year}年", why, 1.0 if holds else 0.6)


def _year_relation(passage: Passage, match: re.Match[str], stated: str, right: str, why: str, score: float) -> Relation:
    """Return a finding about a year that a match tells."""
    span = (passage.start + match.start("year"), passage.start + match.end("year") + 1)
    return Relation("date", score == 1.0, stated, right, (span,), (passage.start, passage.end), why, None, score)


def _left_standing(context: Context) -> Iterator[Relation]:
    """Yield what is held every year and is told with last year's number, in a report or plan of this year (召开2017年度科普日协调会)."""
    if context.told_year is None or context.analysis.report.kind not in ("工作计划", "工作总结"):
        return
    for passage in context.passages:
        match = _YEARLY.search(passage.text) or _YEARLY_ACT.search(passage.text)
        if match is None:
            continue
        titles = context.headings(passage.section)
        planned = _planned_year(titles)
        year = planned or context.told_year
        if int(match["year"]) != year - 1 or _OVER.search(match["name"]) or _BACK.search(passage.text):
            continue
        if any(_BACK.search(title) or str(year - 1) in title for title in titles):
            continue
        what = "此处是" if planned else "本报告为"
        why = f"{what}{year}年{'的计划' if planned else ''}，却写{match['year']}年的{match['name']}，疑为上年旧稿"
        yield _year_relation(passage, match, f"{match['year']}年", f"{year}年", why, 0.55)


def _planned_year(titles: Sequence[str]) -> int | None:
    """Return the year that the headings around a sentence say is planned for, or None if they do not head a plan of one year."""
    for title in titles:
        told = set(_OWN_YEAR.findall(title))
        if told:
            return int(told.pop()) if len(told) == 1 and PLANS.search(title) else None
    return None


def _odd_years(context: Context) -> Iterator[Relation]:
    """Yield an event of another year among those of the year reported on, if its date is the only one of that year."""
    year = context.told_year
    if year is None or context.analysis.report.kind != "工作总结":
        return
    told = Counter(int(found) for found in _DATED.findall(context.text))
    for passage in context.passages if told[year] >= _FEWEST else ():
        match = _HELD_ON.search(passage.text)
        if match is None or _BACK.search(passage.text) or _PLANNED.search(passage.text):
            continue
        other = int(match["year"])
        if told[other] != 1 or not (other == year - 1 or (other == year + 1 and int(match["month"]) >= _LATE)):
            continue
        if any(str(other) in title for title in context.headings(passage.section)):
            continue
        why = f"本报告为{year}年，其他活动都在{year}年，此处写{other}年"
        yield _year_relation(passage, match, f"{other}年", f"{year}年", why, 0.5)
