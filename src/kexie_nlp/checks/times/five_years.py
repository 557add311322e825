"""Years that a five-year plan, an anniversary or a congress fixes: 2022年是“十四五”开局之年, 2020年是中国共产党成立100周年."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.edition_years import planned_year
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.counted import PLANS
from kexie_nlp.numerals import parse_number

_YEAR: Final = re.compile(r"(?<!\d)(?P<year>20[0-4]\d)\s?年(?!代|度?以来|[至到—\-～~初末底中前后])")
_YEAR_BEHIND: Final = re.compile(rf"[”\"]?(?:的|—+|[，,（(]即?)?{_YEAR.pattern}")
_SAYS: Final = re.compile(r"(?:也|又|更|既|同时|还|正|恰|适|时)*(?:是|值|逢|系|作为|为(?!庆祝|纪念|迎|喜)|迎来)")
_ONLY_SAYS: Final = re.compile(rf"[，,]?{_SAYS.pattern}(?:我国|国家|全面|深入|顺利)*(?:实施|推进|落实)?")
_FIVE: Final = r"[“\"]?十(?P<plan>[一二三四五]?)[·•]?五[”\"]?"
_PLACE: Final = (
    r"(?:时期|期间)?(?:规划|发展规划|计划)?(?:实施|落实|执行)?(?:时期)?的?(?:[一-鿿]{0,8}?(?P<first>开局|起步|起始|开篇|启动|第一|首)(?:之)?年"
    r"|[一-鿿]{0,8}?(?P<last>收官|收尾|收关|最后一|圆满收官|决胜收官)(?:之)?年|[一-鿿]{0,8}?(?P<middle>第(?P<which>[二三四五])年))"
)
_PLANNED: Final = re.compile(rf"{_FIVE}{_PLACE}")
_WITHIN: Final = re.compile(  # 是“十三五”规划实施的关键一年: one of the five
    rf"{_FIVE}(?:时期|期间)?(?:规划|发展规划|计划)?(?:实施|落实|执行|推进)?的?(?:(?:重要|关键|攻坚|承上启下|承前启后|中期|深化|爬坡)[的、]?){{1,3}}之?一?年"
)
_SPAN: Final = re.compile(
    rf"{_FIVE}(?:期间|时期|规划期?|时间|五年)?[（(，,]?(?P<year>20\d\d)\s?年?(?:[—\-－–~～至到]+|—+)(?P<until>20\d\d)\s?年?"
)
_THIS: Final = re.compile(r"(?:今年|新的一年|本年度?)(?=(?:也|又|更|既|同时|还|正)*是)")
_AIMED: Final = re.compile(r"(?:奠定|打下|打好|打牢|做好|做准备|开好|铺|夯|积蓄|提供|营造|创造|凝聚)")
_FIRST_YEARS: Final = {"": 2001, "一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}
_WHICH: Final = {"二": 1, "三": 2, "四": 3, "五": 4}
_BEGUN: Final = (
    (re.compile(r"中国共产党(?:成立|建党|诞辰|诞生)|(?:^|[^一-鿿]|[是为值逢庆祝])(?:建党|党的?(?:成立|诞辰|建立))"), 1921),
    (re.compile(r"(?:新中国|中华人民共和国|共和国)(?:成立|建立|诞辰|华诞)|(?:^|[^一-鿿]|[是为值逢庆祝])建国"), 1949),
    (re.compile(r"改革开放"), 1978),
    (re.compile(r"中国科(?:协|学技术协会)(?:成立|建会|诞生)"), 1958),
    (re.compile(r"红军长征胜利|长征胜利"), 1936),
    (re.compile(r"(?:抗日战争|抗战)[^，。；]{0,16}胜利"), 1945),
    (re.compile(r"五四运动(?:爆发)?"), 1919),
)
_ROUND: Final = re.compile(r"(?P<count>\d{2,3}|[一二三四五六七八九十百]{2,5})周年")
_CONGRESS: Final = re.compile(
    r"党的(?P<number>十[六七八九]|二十)大(?:(?P<held>胜利)?(?P<met>召开)(?:之年|的(?:一年|重要一年|开局之年))|精神的?(?P<begun>开局|起步|第一)之?年)"
)
_MET: Final = {"十六": 2002, "十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}
# the year before the first of what is observed or held every year in the whole country
_BEFORE_FIRST: Final = {
    "科技工作者日": 2016,
    "防灾减灾日": 2008,
    "世界地球日": 1969,
    "国家安全教育日": 2015,
    "国家宪法日": 2013,
    "农民丰收节": 2017,
    "世界水日": 1992,
    "世界环境日": 1971,
    "植树节": 1978,
    "教师节": 1984,
    "医师节": 2017,
    "世界献血者日": 2003,
    "中国航天日": 2015,
    "安全生产月": 2001,
    "世界读书日": 1995,
    "全国土地日": 1990,
    "全国爱眼日": 1995,
    "国际禁毒日": 1987,
    "爱国卫生月": 1988,
    "全国生态日": 2022,
    "全国科普月": 2024,
    "全国青少年科技创新大赛": 1985,
}
_CONTEST: Final = "全国青少年科技创新大赛"
_UNBROKEN_UNTIL: Final = 2019  # the contest was put off in 2020
_YEARLY: Final = re.compile(  # 第六个全国科技工作者日: every year since the one told
    rf"(?:第(?P<nth>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[个届次]|首[个届次])[“\"]?(?:全国|中国|我国|全民)?(?P<day>{'|'.join(_BEFORE_FIRST)})"
)
_OTHER: Final = re.compile(r"前夕|将|即将|迎接|喜迎|距|倒计时|筹备|系列|以来|起")
_TOLD: Final = re.compile(r"(?<!\d)20\d\d(?=年)")
_NEXT: Final = re.compile(r"明年|下一?年|将|拟|计划|筹备|备战|选拔|选送|推荐|报送|择优")
_PAST: Final = re.compile(r"上[年届]|去年|(?<!设立)以来|曾")
_ON_DAY: Final = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|今年|当[天日])(?:[（(][^（）()]{1,6}[）)])?(?:[，,]?(?:也|又|正|恰|适|既|时)*(?:是|值|逢|为|迎来)|的)我?[国省市县]?$"
)
_SET_UP: Final = re.compile(r"(?:19|20)\d\d年[^，。；\d]{0,6}(?:设立|确定|设为|定为|批准|通过|创立|首[届个次])|自(?:19|20)\d\d年")
_FARTHEST: Final = 12  # editions that no other way to count makes
_HEAD_LINES: Final = 5
_LAST: Final = 4
_FAR: Final = 60
_ANNIVERSARY: Final = 24
_SCORE: Final = 0.75
_DOUBT: Final = 0.6


def check_five_years(context: Context) -> Iterator[Relation]:
    """Yield whether a year is the one that it is said to be of a five-year plan, since a founding, or of a party congress."""
    head = {int(told) for passage in context.passages[:_HEAD_LINES] for told in _TOLD.findall(passage.text)}
    is_sure = head == {context.told_year}  # a report of January 2025 on the work of 2024 is of two years
    for number, passage in enumerate(context.passages):
        yield from (found for found in _observed(context, number) if found.holds or is_sure)
        if "年" not in passage.text or not any(word in passage.text for word in ("五", "周年", "大召开", "精神", "大胜利")):
            continue
        for found, right in _fixed(passage.text):
            if right is None:
                continue
            if (told := _year_of(passage, found)) is not None:
                yield _relation(passage, told.span("year"), int(told["year"]), found, right)
            elif (this := _this_year(context, passage, found)) is not None:
                yield _relation(passage, this[0], this[1], found, right)
        for match in _WITHIN.finditer(passage.text):
            yield from _of_one_of_five(passage, match)
        for match in _SPAN.finditer(passage.text):
            yield from _of_span(passage, match)


def _observed(context: Context, place: int) -> Iterator[Relation]:
    """Yield whether what is observed every year is told with the number that it has in the year told or reported on."""
    passage = context.passages[place]
    at, own = passage.start, planned_year(context, place) or context.told_year
    for match in _YEARLY.finditer(passage.text):
        if own is None:
            return
        told = list(_TOLD.finditer(context.text, at, at + match.start()))
        year = int(told[-1][0]) if told else own
        number = int(parse_number(match["nth"]) or 0) if match["nth"] else 1
        right = year - _BEFORE_FIRST[match["day"]]
        head = [found for one in context.passages[:_HEAD_LINES] for found in _TOLD.finditer(context.text, one.start, one.end)]
        told = told[-1:] or [found for found in head if found[0] == str(year)][:1]
        planned = any(PLANS.search(title) for title in context.headings(passage.section)) or _NEXT.search(passage.text)
        is_sure = _is_of_this_year(passage, match, own) and not planned and abs(number - right) <= _FARTHEST
        if (abs(number - right) > 1 and not is_sure) or (number == right + 1 and planned) or _PAST.search(passage.text):
            continue
        if match["day"] == _CONTEST and year > _UNBROKEN_UNTIL:
            continue
        stop = match.end("nth") + 1 if match["nth"] else match.start() + 2
        stated = passage.text[match.start() : stop]
        counter = stated[-1]
        why = f"{year}年是第{right}{counter}{match['day']}" + ("" if number == right else f"，文中写{stated}")
        spans = ((at + match.start(), at + stop), *(found.span() for found in told))
        quote, score = (passage.start, passage.end), 1.0 if number == right else _DOUBT
        yield Relation("date", number == right, stated, f"第{right}{counter}", spans, quote, why, None, score)


def _is_of_this_year(passage: Passage, match: re.Match[str], own: int) -> bool:
    """Tell whether a sentence tells the day on which something was observed, and no other year (3月12日是第46个植树节)."""
    before = passage.text[: match.start()]
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?=年)", _SET_UP.sub("", passage.text))}
    return _ON_DAY.search(before) is not None and years <= {own} and match["nth"] is not None


def _of_one_of_five(passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    """Yield whether a year that is said to be a weighty one of a five-year plan lies in it."""
    first, told = _FIRST_YEARS[match["plan"]], _year_of(passage, match)
    if told is None or told.end() > match.start() or not _ONLY_SAYS.fullmatch(passage.text, told.end(), match.start()):
        return  # 2020年是谋划“十四五”…的关键一年
    year = int(told["year"])
    yield _relation(passage, told.span("year"), year, match, min(max(year, first), first + _LAST))


def _of_span(passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    """Yield whether the years of a five-year plan are its own; some of them may be told alone (“十三五”期间，2016—2018年)."""
    first, told = _FIRST_YEARS[match["plan"]], (int(match["year"]), int(match["until"]))
    is_whole = told[1] - told[0] == _LAST or told[1] > told[0] == first or told[0] < told[1] == first + _LAST
    if is_whole and not first <= told[0] < told[1] < first + _LAST and not first < told[0] < told[1] <= first + _LAST:
        group = "until" if told[0] == first else "year"
        yield _relation(passage, match.span(group), int(match[group]), match, first if group == "year" else first + _LAST)


def _this_year(context: Context, passage: Passage, found: re.Match[str]) -> tuple[tuple[int, int], int] | None:
    """Return where 今年 stands in a plan whose heading tells the one year planned for, with that year."""
    this = _THIS.search(passage.text, 0, found.start())
    if this is None or re.search(r"[。；;]|\d{4}年", passage.text[this.end() : found.start()]):
        return None
    title = next((title for title in context.headings(passage.section) if PLANS.search(title)), "")
    years = {int(year) for year in re.findall(r"20\d\d(?=年)", title)}
    return (this.span(), years.pop()) if len(years) == 1 else None


def _fixed(text: str) -> Iterator[tuple[re.Match[str], int | None]]:
    """Yield the words that fix a year, with that year."""
    for match in _PLANNED.finditer(text):
        first = _FIRST_YEARS[match["plan"]]
        which = 0 if match["first"] else 4 if match["last"] else _WHICH[match["which"]]
        if not _AIMED.match(text, match.end()):
            yield match, first + which
    for match in _ROUND.finditer(text):
        yield match, _of_anniversary(text, match)
    for match in _CONGRESS.finditer(text):
        yield match, _MET[match["number"]] + (1 if match["begun"] else 0)


def _of_anniversary(text: str, match: re.Match[str]) -> int | None:
    """Return the year that lies so many years behind what the words right before tell, or None if they tell nothing known."""
    before = re.split(r"[，。；、]", text[max(0, match.start() - _ANNIVERSARY) : match.start()])[-1]
    begun = [year for form, year in _BEGUN if any(len(before) - found.end() <= 1 for found in form.finditer(before))]
    count = parse_number(match["count"])
    return begun[0] + int(count) if len(begun) == 1 and count else None


def _year_of(passage: Passage, found: re.Match[str]) -> re.Match[str] | None:
    """Return the year that a sentence says to be the fixed one: the last before 是 or the like, or the one right behind (的2021年)."""
    text = passage.text
    if behind := _YEAR_BEHIND.match(text, found.end()):
        return behind
    before = list(_YEAR.finditer(text, max(0, found.start() - _FAR), found.start()))
    if not before:
        return None
    year = before[-1]
    between = text[year.end() : found.start()]
    clause = re.split(r"[，,、]", between)[-1]
    return None if re.search(r"[。；;！!]", between) or not _SAYS.match(clause) or _OTHER.search(clause) else year


def _relation(passage: Passage, span: tuple[int, int], year: int, found: re.Match[str], right: int) -> Relation:
    """Return whether a year, told at a span of a passage, is the one that words fix."""
    holds = year == right
    at, end = passage.start + span[0], passage.start + span[1]
    spans = ((at, end), (passage.start + found.start(), passage.start + found.end()))
    what = re.sub(r"[“”\"]", "", re.split(r"[，,、。；是值逢]", passage.text[: found.end()])[-1]).split("（")[0]
    why = f"{what}：{right}年" + ("" if holds else f"，文中写{year}年")
    return Relation("date", holds, f"{year}年", f"{right}年", spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE)
