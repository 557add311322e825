"""Years left from last year's text where the words around say which year is meant: headings of plans, deadlines, marks, publication."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.counted import PLANS

_YEAR: Final = r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年度?"
_NUMBERING: Final = r"\s*(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s*"
_PLAN_TITLE: Final = re.compile(
    rf"{_NUMBERING}(?:我[会市县区]|市科协|县科协)?{_YEAR}的?(?:重点|主要|下一步)?(?:科普|科协)?(?:工作)?(?:的?(?:总体|初步))?"
    r"(?:打算|计划|安排|思路|部署|设想|要点|谋划|重点|目标任务|重点任务|任务)(?:和(?:打算|思路|重点|目标))?[：:]?\s*"
)
_PLAN_IN_TITLE: Final = re.compile(
    rf"(?:总结|回顾|情况|工作)[^，。；\d]{{0,4}}[暨及和与、]\s*{_YEAR}[^，。；\d总]{{0,8}}(?:打算|计划|安排|要点|思路)"
)
_PART_OF_YEAR: Final = re.compile(r"半年|季度|月份?|下一阶段|后[一二三四]个")
_DEADLINE: Final = re.compile(
    rf"(?:^\s*|确保|力争|争取|计划|拟|将|务必|必须|要|须|于|在|到|[，,])[^，。；\d]{{0,10}}{_YEAR}(?:年?[底末]|\d{{1,2}}月(?:\d{{1,2}}日|底|末|份)?)(?:之?前|以前)[^。；]{{0,24}}?"
    r"(?:完成|建成|实现|达到|开工|投入使用|覆盖|配齐|换届|上线|报送|印发|到位|验收)"
)
_BY_THEN: Final = re.compile(
    rf"(?:^\s*|[，,。；：:]|力争|确保|争取|计划|预计)到{_YEAR}(?:年?[底末])(?:之?前|以前)?[，,]?[^。；]{{0,40}}?(?:达到?|实现|建成|覆盖|突破|超过|提高到|增加?到|发展到)"
)
_MORE_THAN_NOW: Final = re.compile(
    r"力争|确保|目标|比现[有在]|较现[有在]|再[增提新扩]|需再|新增|以上|不少于|不低于|要[达建实]"
    r"|比(?:19|20)\d\d年[^，。；]{0,6}(?:提高|增加|增长)"
)
_WILL: Final = re.compile(rf"{_NUMBERING}{_YEAR}[，,]?[^，。；比较\d]{{0,12}}(?:将|计划|拟|要|力争)(?!求|点)")
_AIM: Final = re.compile(
    rf"{_NUMBERING}{_YEAR}(?:全年)?[，,]?(?:计划|力争|拟|将)?(?:举办|开展|培训|新建|建设|发放|争取|完成)[^，。；]{{0,24}}(?:以上|左右|不少于|不低于)"
)
_HAPPENED: Final = re.compile(r"已|了|原定|原计划|上年|去年|推迟|延期|曾|本应|未能|结转")
_PLANNING: Final = re.compile(r"打算|计划|安排|思路|部署|设想|要点|目标任务|重点任务|任务|举措|措施")
_TITLE_YEAR: Final = re.compile(_YEAR)
_MARK: Final = re.compile(
    rf"(?:^|[，,。；：:\s])(?:综上所述|综上|总体来?看|经自评|经综合评价|[^，。；\d]{{0,12}})[，,]?{_YEAR}(?P<what>[，,]?[^，。；\d]{{0,26}}?(?:自评|评价|评分|绩效)[^，。；\d]{{0,8}}?"
    r"(?:得分|总分|分数|评分|结果|等级|为)[^，。；\d]{0,6})(?:\d{2,3}(?:\.\d+)?\s?分|[“”\"]?(?:优|良|中)[秀好”\"]?)"
)
_WORKS: Final = re.compile(r"(?:行动|培养|支持|提升|惠农|兴村|培育|专项|资助|人才|科普|英才|创新|工程)计划")  # 2014年“基层科普行动计划”项目
# what sums a report up, and can only be on its own year
_IN_ALL: Final = re.compile(
    rf"^\s*(?:[（(]?[一二三四五六七八九十]{{1,2}}[）)、])?\s*(?:综上所述|综上|总之|总体(?:来)?看|总的来[看说]|总体上|整体(?:来)?看|整体上|回顾)[，,：:]?(?:在|过去的)?{_YEAR}"
    r"(?![^，。；]{0,12}以来)(?!(?:至|到|[-—–~～])+\d)"
)
_HELD_IN_ALL: Final = re.compile(r"今年|本年|上年|去年|连续|以来|历年|往年|同期|一年来的基础|为[^，。；]{0,6}(?:今年|下一年)")
_ANY_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")
_COMPARED: Final = re.compile(r"比|与|较|同|上年|去年|对照[^，。；]{0,4}年|以来|历年|连续")
_HELD_AGAINST: Final = re.compile(r"本年|今年|提高|上升|下降|相比")
_OF_YEAR: Final = re.compile(rf"{_NUMBERING}{_YEAR}(?:总支出|总收入|的?(?:重点|主要)|全年|部门|整体|本年|预算|支出|收入|财政|年初|[，,])")
_PERIOD: Final = re.compile(
    rf"(?<!上一)(?<!上次)(?<!上期)(?:实施|执行|建设|起止|项目|(?P<judged>评价|自评|考评)|统计|数据)[^，。；\d]{{0,6}}(?:期限?|期间|时间|时段|周期|年限|区间|范围)(?:范围)?"
    rf"(?:为|是|[：:]|从|自)*\s*{_YEAR}(?P<first>\d{{1,2}})月(?:\d{{1,2}}日)?(?:至|到|[-—–~～])+(?:(?P=year)\s?年)?(?P<last>\d{{1,2}})月"
)
_GIVEN: Final = (  # 资金于2020年3月下达; 2020年3月，县财政拨付项目经费
    r"(?:资金|经费|拨款|补助|预算|指标)[^，。；\n\d]{{0,12}}(?<!\d){0}年\d{{1,2}}月[^，。；\n\d]{{0,14}}(?:下达|到位|拨[付入]|到账|批复)"
    r"|(?<!\d){0}年\d{{1,2}}月[^。；\n\d]{{0,20}}(?:下达|到位|拨[付入])[^，。；\n\d]{{0,12}}(?:资金|经费|拨款|补助|预算|指标)"
)
_PUBLISHED: Final = re.compile(rf"(?:公开|发布|公示|公布)(?:时间|日期)\s*[：:]?\s*{_YEAR}(?P<month>\d{{1,2}})月")
_MADE_PUBLIC: Final = re.compile(
    rf"决算[^，。；]{{0,16}}于{_YEAR}(?P<month>\d{{1,2}})月(?:\d{{1,2}}日)?[^，。；]{{0,16}}(?:公开|发布|公示|公布)"
)
_OF_THIS_YEAR: Final = re.compile(rf"{_NUMBERING}{_YEAR}(?P<what>[^，。；]{{2,20}}?)\d[\d.,]*万?元[，,]占(?:本年|当年)")
_CARRIED_INTO: Final = re.compile(  # 其余2.16万元结转2023年继续使用, in a review of 2023
    rf"(?:其余|剩余|余下|结余|节余|余额|尚有|未(?:执行|完成|使用|支出|支付|实施)|剩下)[^。；]{{0,30}}?(?:结转|转入|转结|跨年到)(?:到|至|入)?{_YEAR}"
    r"(?:第?[一二三四]季度|[上下]半年)?(?:的?(?:继续|支付|使用|支出|实施|执行|办理|完成|推进|安排|列支|预算)|[，,。；]|$)"
)
_OF_BEFORE: Final = re.compile(r"上年|去年|年初|以前年度|历年|往年|前一年")
_THIS_REPORT: Final = re.compile(
    rf"(?:以上(?:是|为|就是|即)|现(?:就|将|对)|特此|现把)[^，。；\d]{{0,14}}{_YEAR}(?:的|部门|单位|县级|市级|项目|整体|支出|科普|科协|主要|专项|资金|预算|决算|绩效|重点|全面)*"
    r"(?:工作|自评|评价|自查|总结|决算|公开|绩效)(?:情况|报告|结果|工作|总结|说明)*(?:[，,。；]|汇报|报告|总结|公开|公布|说明|如下)"
)
_EVALUATIONS: Final = ("整体支出绩效自评", "项目绩效自评")
_CAPTION: Final = re.compile(
    rf"(?:^|\n)(?P<name>[^\n，。；\d]{{0,6}}(?:(?:附表|附件|表)\s?[\d一二三四五六七八九十]{{1,3}})?[^\n，。；\d]{{2,30}}(?:表|情况|汇总|明细|一览))\s*\n?\s*[（(]{_YEAR}[）)]\s*(?=\n)"
)
_FIRST_LINES: Final = 15
_LONGEST: Final = 30
_YEAR_END: Final = 12
_LEAST: Final = 2
_NEAR: Final = 6
_FAR: Final = 60
_SCORE: Final = 0.65


def check_leftovers(context: Context) -> Iterator[Relation]:
    """Yield years that belong to last year's text, in places where a report can only mean its own year or the next."""
    if context.year is None:
        return
    yield from _plan_titles(context, context.year)
    yield from _deadlines(context, context.year)
    yield from _intentions(context, context.year)
    yield from _marks(context, context.year)
    yield from _summed_up(context, context.year)
    yield from _published(context, context.year)
    yield from _project_periods(context, context.year)
    yield from _named_itself(context, context.year)
    yield from _carried_into(context, context.year)
    yield from _captions(context, context.year)


def _relation(passage: Passage, match: re.Match[str], right: int, why: str, score: float) -> Relation:
    """Return that the year of a match should be another one."""
    span = (passage.start + match.start("year"), passage.start + passage.text.index("年", match.end("year")) + 1)
    return Relation("date", False, f"{match['year']}年", f"{right}年", (span,), (passage.start, passage.end), why, None, score)


def _head(context: Context) -> str:
    """Return the first lines of a report, where its title stands."""
    return context.text[: context.passages[_LEAST].end if len(context.passages) > _LEAST else 0]


def _is_title(passage: Passage) -> bool:
    """Tell whether a line may be a heading."""
    return len(passage.text) <= _LONGEST


def _plan_titles(context: Context, year: int) -> Iterator[Relation]:
    """Yield a heading of what is to be done, behind a review, that names the year reviewed (三、2021年工作打算 in a review of 2021)."""
    kind, head = context.analysis.report.kind, _head(context)
    in_title = _PLAN_IN_TITLE.search(head)
    if kind not in ("工作总结", "工作计划") and in_title is None:
        return
    right = int(in_title["year"]) if in_title else year + 1 if kind == "工作总结" else year
    if _PART_OF_YEAR.search(head[:_LONGEST]) or re.search(rf"{right - 1}年[^，。；总]{{0,8}}(?:计划|打算|安排|要点|思路)", head):
        return
    if any(
        re.search(rf"{right - _LEAST}年[^，。；]{{0,6}}(?:工作|总结|回顾|情况)", one.text) for one in context.passages if _is_title(one)
    ):
        return  # what is reviewed is the year before, and the plan is for this one
    half = len(context.passages) // _LEAST
    for passage in context.passages[half:]:
        match = _PLAN_TITLE.fullmatch(passage.text) if _is_title(passage) else None
        if match is None or int(match["year"]) != right - 1:
            continue
        is_told = re.search(rf"{right}年[^，。；]{{0,8}}(?:计划|打算|安排|要点|思路)", head) is not None
        why = f"本报告{'总结' if kind == '工作总结' else '计划'}的是{year}年，此处应为{right}年"
        why = f"题目写{right}年的打算，此处写{match['year']}年" if in_title else why
        yield _relation(passage, match, right, why, _SCORE + 0.1 if is_told else _SCORE)


def _deadlines(context: Context, year: int) -> Iterator[Relation]:
    """Yield a deadline in a plan that was over before the year planned for began (2016年计划: 确保2015年底前完成)."""
    is_plan = context.analysis.report.kind == "工作计划"
    for passage in context.passages:
        match = _DEADLINE.search(passage.text) or _by_then(passage)
        if match is None or _HAPPENED.search(match[0]) or "的" in passage.text[match.end() :][:_LEAST]:
            continue
        planned = year if is_plan else 0
        for title in context.headings(passage.section):
            if title in passage.text:
                continue  # 4.力争2022年底前实现全覆盖, read as a heading of its own
            told = _TITLE_YEAR.search(title)
            if told is not None:
                planned = int(told["year"]) if _PLANNING.search(title) else 0
                break
        if planned < year or int(match["year"]) != planned - 1 or re.search(rf"{planned - 1}年[^，。；]*(?:上年|去年)", passage.text):
            continue
        why = f"{planned}年的计划，此处限期{match['year']}年"
        yield _relation(passage, match, planned, why, _SCORE)


def _by_then(passage: Passage) -> re.Match[str] | None:
    """Return where a sentence tells what there is to be at the end of a year (到2024年底，志愿者达到5000人，比现有人数增长17%)."""
    return _BY_THEN.search(passage.text) if _MORE_THAN_NOW.search(passage.text) else None


def _intentions(context: Context, year: int) -> Iterator[Relation]:
    """Yield what is intended, behind a review, for the year reviewed (下一步打算: 2020年，县科协将… in a review of 2020)."""
    if context.analysis.report.kind != "工作总结" or _PART_OF_YEAR.search(_head(context)[:_LONGEST]):
        return
    for passage in context.passages:
        match = _WILL.match(passage.text) or _AIM.match(passage.text)
        titles = [title for title in context.headings(passage.section) if title not in passage.text]
        planned = next(filter(PLANS.search, titles), None)
        if match is None or int(match["year"]) != year or planned is None or _HAPPENED.search(match[0]):
            continue
        told = _TITLE_YEAR.search(planned)
        if (told is None or int(told["year"]) == year + 1) and f"{year + 1}年" not in passage.text:
            yield _relation(passage, match, year + 1, f"本报告总结的是{year}年，打算应是{year + 1}年的", _SCORE)


def _marks(context: Context, year: int) -> Iterator[Relation]:
    """Yield a mark or grade that a self-evaluation gives, told of the year before (综上，2019年度…自评得分96分 in that of 2020)."""
    if context.analysis.report.kind not in _EVALUATIONS:
        return
    votes = Counter(int(match["year"]) for passage in context.passages if (match := _OF_YEAR.match(passage.text)))
    own = votes.most_common(1)[0][0] if len(votes) == 1 and votes.total() >= _LEAST else year
    for passage in context.passages:
        match = _MARK.search(passage.text)
        if match is None or int(match["year"]) != own - 1 or str(own) in passage.text:
            continue
        before = re.split("[，。；]", passage.text[: match.start("year")])[-1]
        if _COMPARED.search(before + match["what"] + passage.text[match.end() :][:_NEAR]) or _HELD_AGAINST.search(passage.text):
            continue
        why = f"本报告自评的是{own}年度，此处写{match['year']}年度"
        yield _relation(passage, match, own, why, _SCORE)


def _summed_up(context: Context, year: int) -> Iterator[Relation]:
    """Yield a sentence that sums the report up and names the year before (综上，2021年度… in that of 2022)."""
    is_own = context.analysis.report.kind != "工作计划" and re.search(rf"{year}\s?年", _head(context))
    if not is_own or re.search(rf"{year}年[^，。；]{{0,8}}(?:{_PLANNING.pattern})", _WORKS.sub("", context.text)):
        return
    for passage in context.passages:
        match = _IN_ALL.match(passage.text)
        if match is None or int(match["year"]) != year - 1 or _HELD_IN_ALL.search(passage.text):
            continue
        if set(_ANY_YEAR.findall(passage.text)) == {match["year"]}:
            yield _relation(passage, match, year, f"本报告为{year}年度，此处总括的是{match['year']}年度", _SCORE)


def _published(context: Context, year: int) -> Iterator[Relation]:
    """Yield final accounts that say that they were published before the year was over, and shares in this year of the year before."""
    if context.analysis.report.kind != "部门决算":
        return
    known = re.search(rf"{year}\s?年度?[^，。；]{{0,20}}决算", context.text) is not None
    for number, passage in enumerate(context.passages if known else ()):
        match = (_PUBLISHED.search(passage.text) if number < _FIRST_LINES else None) or _MADE_PUBLIC.search(passage.text)
        last = _OF_THIS_YEAR.match(passage.text)
        if (
            last is not None
            and int(last["year"]) == year - 1
            and f"{year}年" not in passage.text
            and not re.search("结转|结余|比|较|上年", last["what"])
        ):
            yield _relation(passage, last, year, f"本报告为{year}年度，此处写{last['year']}年，却占本年的比重", _SCORE)
        if match is not None and int(match["year"]) == year and int(match["month"]) < _YEAR_END:
            yield _relation(
                passage, match, year + 1, f"{year}年度决算，公开时间{match['year']}年{match['month']}月，早于该年度结束", _SCORE
            )


def _project_periods(context: Context, year: int) -> Iterator[Relation]:
    """Yield a project said to have run through the year before in the self-evaluation of a project of this year."""
    own = rf"{year}\s?年度?[^，。；]{{0,30}}(?:项目|专项|绩效)"
    if context.analysis.report.kind not in _EVALUATIONS or not re.search(own, _head(context)):
        return
    given = re.compile(_GIVEN.format(year))
    for passage in context.passages:
        match = _PERIOD.search(passage.text)
        if match is None or int(match["year"]) != year - 1:
            continue
        if (match["first"], match["last"]) != ("1", "12") and (match["judged"] or not given.search(context.text)):
            continue  # a part of the year before is surely not meant only where the money came in this one
        others = passage.text[match.end() :] if match["judged"] else passage.text  # 对2019年度专项进行自评，评价时段为…
        if f"{year}年" not in given.sub("", others):
            what = "评价时段" if match["judged"] else "实施期"
            yield _relation(passage, match, year, f"本报告自评的是{year}年的项目，{what}写{match['year']}年", _SCORE)


def _carried_into(context: Context, year: int) -> Iterator[Relation]:
    """Yield what is left of this year and said to be carried over into this year."""
    if context.analysis.report.kind not in ("工作总结", "部门决算", *_EVALUATIONS):
        return
    for passage in context.passages:
        match = _CARRIED_INTO.search(passage.text)
        if match is None or int(match["year"]) != year:
            continue
        before = re.split("[。；;]", passage.text[: match.start("year")])[-1]
        if str(year - 1) not in before[-_FAR:] and not _OF_BEFORE.search(before[-_FAR:]):
            yield _relation(passage, match, year + 1, f"{year}年剩余的应结转到{year + 1}年，此处写{match['year']}年", _SCORE)


def _named_itself(context: Context, year: int) -> Iterator[Relation]:
    """Yield a report that calls itself one on the year before (以上为我单位2013年度绩效自评情况 in that of 2014)."""
    if context.analysis.report.kind == "工作计划" or not re.search(rf"{year}\s?年", _head(context)):
        return
    for passage in context.passages:
        match = _THIS_REPORT.search(passage.text)
        if match is not None and int(match["year"]) == year - 1 and f"{year}年" not in passage.text and not _COMPARED.search(match[0]):
            yield _relation(passage, match, year, f"本报告为{year}年度，此处自称{year - 1}年度", _SCORE)


def _captions(context: Context, year: int) -> Iterator[Relation]:
    """Yield the year before alone in brackets below the name of a table (表2 主要产出指标完成情况表, （2018年度）, in a review of 2019)."""
    head = _head(context)
    if context.analysis.report.kind == "工作计划" or not re.search(rf"{year}\s?年", head) or re.search(rf"{year - 1}\s?年", head):
        return
    for match in _CAPTION.finditer(context.text):
        if int(match["year"]) != year - 1 or _OF_BEFORE.search(match["name"]) or _COMPARED.search(match["name"]):
            continue
        start, end = match.start("year"), context.text.index("年", match.end("year")) + 1
        why = f"本报告为{year}年度，此处表头写{match['year']}年度"
        yield Relation("date", False, f"{match['year']}年", f"{year}年", ((start, end),), (match.start(), match.end()), why, None, _SCORE)
