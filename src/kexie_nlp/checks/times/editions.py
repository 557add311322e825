"""Whether editions and years of a series of contests fit together over the reports of an association."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.events import PLACE as _PLACED
from kexie_nlp.checks.times.events import placed, same_series
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.counted import PLANS
from kexie_nlp.numerals import parse_number

KINDS: Final = (
    "大赛|竞赛|联赛|挑战赛|论坛|年会|博览会|科普节|科技节|活动周|科技周|科普周|文化节|电影节|影像节|科学大会|学术大会|研讨会|峰会|夏令营"
    "|运动会|读书月|科普月|讲坛|科普日|[观赏爱]鸟[周节]|宣传周|体验营|冬令营|训练营|邀请赛|选拔赛|公开赛|辩论赛|锦标赛|擂台赛|技能赛|知识赛|创意赛|演讲赛"
)
_NUMBER: Final = r"第\s?(?P<edition>\d{1,3}|[一二三四五六七八九十]{1,4})\s?届"
_EDITION: Final = re.compile(rf"(?P<place>[一-鿿]{{0,6}}?[省市县区州旗国])?{_NUMBER}(?P<name>[一-鿿“”]{{2,28}}?(?:{KINDS}))")
_NAMED_FIRST: Final = re.compile(  # 全州青少年科技创新大赛2024年举办第14届
    rf"(?P<name>[一-鿿“”]{{4,28}}?(?:{KINDS}))(?:[（(]|[^，。；、第届\d]{{0,4}}(?:(?:19|20)\d\d年)?[^，。；、第届\d]{{0,6}}(?:举办|举行|到|为|是)了?)"
    rf"{_NUMBER}(?=[，,。；;）)]|$)"
)
_BEFORE_NAME: Final = re.compile(r"^.*(?:[办开做抓]好|[举承主协]办|参加|组织|组队|参赛|召开|备战|筹备|的|了|每年|[参完]成|在)")
_YEAR: Final = re.compile(r"(?<![比较与同自从至])(?<!\d)(?P<year>(?:19|20)\d\d)年")
_THIS_YEAR: Final = re.compile(r"今年|本年度?(?!第)|本届")
_BEHIND: Final = re.compile(r"[（(](?P<year>(?:19|20)\d\d)年?[）)]")
_OTHER_TIME: Final = re.compile(r"计划|将|拟|力争|筹备|备战|明年|下一年|上年|去年|历届|以来|往届|上届|首届|自(?![评查治然主])|办好|做好")
_AGAINST: Final = re.compile(r"[比较与同]$")
_OTHER_PART: Final = re.compile(r"打算|计划|思路|任务|目标|展望|下一?步|安排|明年|设想|规划|要点")
_PLAN_DONE: Final = re.compile(r"完成|落实|执行|总结|回顾|实施|进展")
_HOSTED: Final = re.compile(r"举办|承办|主办|举行|开幕|闭幕|开赛|落幕|圆满|成功|顺利|办[出得成]|共?(?:收到|评出|决出)|的组织")
_GATHERED: Final = re.compile(r"[，,：:]?(?:共计?|先后|累计)?(?:收到|收集|征集|评出|决出|评选出)")
_SENT_ON: Final = re.compile(
    r"参加|参赛|选[送拔]|推荐|获奖|[上往历]届|优秀作品|成果|巡[展讲演]"
)  # what came of an edition may be told later
_SENT: Final = re.compile(
    r"(?:收到|收集|征集|选送|报送|送展|参赛|推荐|选派|组织|达到?|参与|吸引|参加|有|的|^)[^，。；\d]{0,8}(\d{2,5})([件名项人支篇个]次?)"
)
_RIGHT_BEHIND: Final = re.compile(r"[，,的有共上中]{0,2}(\d{2,5})([件名项人支篇个]次?)")
_GOT: Final = re.compile(
    r"(?:评出|评选出|决出|产生|获奖|合计|共计?|队伍|作品|选手|今年|本届)[^，。；\d]{0,8}(\d{3,5})([件名项人支篇个]次?)"
)
_FEWEST: Final = 3
_SCORE: Final = 0.6
_WITHIN: Final = 0.5
_NEAR: Final = 6
_NAME: Final = 4
_MOST: Final = 80  # mentions of a report that are held against each other


@dataclass(frozen=True, slots=True)
class Mention:
    """A contest of a series, with its edition, in a sentence about a year.

    Attributes:
        series: its name with its place.
        edition, year: as told; the year reported on if none is.
        start, end, text: where it stands, and what is written there.
        passage: the sentence.
        is_dated: whether the sentence or a heading above it tells the year.
    """

    series: str
    edition: int
    year: int
    start: int
    end: int
    text: str
    passage: Passage
    is_dated: bool


def mentions(context: Context, *, needs_year: bool = True) -> Iterator[Mention]:
    """Yield the editions that a report tells of; where its own year is not known, none without a year unless ``needs_year`` is False."""
    own = context.told_year or (None if needs_year else 0)
    if own is None:
        return
    for passage in context.passages:
        if "届" not in passage.text:
            continue
        for match in editions_in(passage.text):
            number = parse_number(match["edition"])
            told = _year_told(context, passage, match)
            clause = re.split(r"[。；;]", passage.text[: match.start()])[-1] + passage.text[match.start() : match.end() + _NEAR]
            if number is None or told == 0 or _OTHER_TIME.search(clause) or _AGAINST.search(passage.text, 0, match.start()):
                continue
            start, end = passage.start + match.start(), passage.start + match.end()
            yield Mention(series_of(match), int(number), told or own, start, end, match[0], passage, told is not None)


def editions_in(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text names an edition of a series; ``edition`` is its number."""
    yield from _EDITION.finditer(text)
    yield from _NAMED_FIRST.finditer(text)


def series_of(match: re.Match[str]) -> str:
    """Return the name of a series with its place."""
    found = match.groupdict()
    name = re.sub(r"[“”]|终评.*|展示.*", "", found["name"])
    if "place" not in found:
        name = _BEFORE_NAME.sub("", name)
    return "".join(placed(_BEFORE_NAME.sub("", found.get("place") or ""), name))


def _year_told(context: Context, passage: Passage, match: re.Match[str]) -> int | None:
    """Return the year told of an edition: the last one before it, one in brackets behind, or that of a heading; 0 if it is of a plan."""
    if behind := _BEHIND.match(passage.text, match.end()):
        return int(behind["year"])
    before = list(_YEAR.finditer(passage.text, 0, match.start()))
    clause = re.split("[。；;]", passage.text[before[-1].end() if before else 0 : match.start()])[-1]
    if context.told_year is not None and _THIS_YEAR.search(clause):
        return context.told_year  # 虽比2010年提高2.9个百分点；今年4月举办的第十二届…
    if before:
        return int(before[-1]["year"])
    is_told_behind = _YEAR.search(passage.text, match.end()) is not None
    for title in context.headings(passage.section):
        if match[0] in title:
            continue  # 二是指标同质化，如第38届…大赛在设定目标时…, read as a heading of its own
        is_done = bool(_PLAN_DONE.search(title))
        if PLANS.search(title) and not is_done:
            return 0  # whatever year it tells: last year's is left standing at times
        if (years := _YEAR.findall(title)) and not is_told_behind:
            return int(years[0]) if len(set(years)) == 1 else 0
        if _OTHER_PART.search(title) and not is_done:
            return 0
    return None


def check_editions_within(context: Context) -> Iterator[Relation]:
    """Yield that one contest of one year is given two editions."""
    told = list(islice(mentions(context, needs_year=False), _MOST))
    by_line: dict[tuple[str, int], set[int]] = defaultdict(set)
    for one in told:
        by_line[one.series, one.passage.paragraph].add(one.edition)
    is_plan = context.analysis.report.kind == "工作计划"
    for first, second in combinations(told, 2):
        if first.edition == second.edition or first.year != second.year:
            continue
        if not same_series(first.series, second.series) and not _is_short(first, second):
            continue
        if any(len(by_line[one.series, one.passage.paragraph]) > 1 for one in (first, second)):
            continue  # a line that tells of two editions shows that there were two
        apart = second.passage.paragraph - first.passage.paragraph
        is_dated = first.is_dated and second.is_dated
        if not is_dated and (is_plan or abs(first.edition - second.edition) != 1):
            continue
        if apart > 1 and not (is_dated or (_PLACED.match(first.series) and _is_own(first, second))):
            continue
        why = f"同一赛事的届次：{first.text}，{second.text}"
        quote = (second.passage.start, second.passage.end)
        spans = ((second.start, second.end), (first.start, first.end))
        score = _SCORE if is_dated or apart > 1 else _WITHIN
        yield Relation("date", False, second.text, f"第{first.edition}届", spans, quote, why, None, score)
        break


def _is_short(first: Mention, second: Mention) -> bool:
    """Tell whether one contest is told by the end of its name (第35届县创新大赛) as one held, too, or with the same figures."""
    short, long = sorted((first, second), key=lambda mention: len(mention.series))
    place, other = _PLACED.match(short.series), _PLACED.match(long.series)
    name = short.series[place.end() :] if place else short.series
    if len(name) < _NAME or not long.series.endswith(name) or (place and not (other and place["level"] and other[0].endswith(place[0]))):
        return False
    return bool(_figures(first) & _figures(second)) or (place is not None and _is_hosted(first) and _is_hosted(second))


def _is_own(first: Mention, second: Mention) -> bool:
    """Tell whether two editions are surely of the year reported on: one is told with it, or both were held by who reports."""
    return first.is_dated or second.is_dated or (_is_hosted(first) and _is_hosted(second)) or bool(_figures(first) & _figures(second))


def _figures(mention: Mention) -> set[str]:
    """Return how many works or people were sent to an edition, as its clause tells (选送32件作品参加第26届…)."""
    clauses = re.split(r"[。；;]", mention.passage.text)
    own = next(clause for clause in clauses if mention.text in clause)
    beside = _RIGHT_BEHIND.match(own.partition(mention.text)[2])
    return {f"{match[1]}{match[2]}" for match in (*_SENT.finditer(own), *_GOT.finditer(own), *([beside] if beside else []))}


def _is_hosted(mention: Mention) -> bool:
    """Tell whether an edition is told as one that was held, not as one that was taken part in."""
    if mention.passage.text.strip() == mention.text:
        return True  # a cell of a table that lies in lines
    at = mention.start - mention.passage.start
    before, behind = mention.passage.text[:at], mention.passage.text[at + len(mention.text) :]
    clause = re.split(r"[，,。；;：:]", before)[-1][-2 * _NEAR :] + re.split(r"[，,。；;]", behind)[0]
    is_told_behind = _GATHERED.match(behind) is not None  # 第30届市青少年科技创新大赛，收到作品842项
    return bool(is_told_behind or _HOSTED.search(clause)) and not _SENT_ON.search(clause)


def check_editions(reports: Sequence[Sequence[Mention]]) -> Iterator[tuple[int, Relation]]:
    """Yield (number of the report, finding) for editions that do not follow the count of the other years, one a year."""
    years: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for found in reports:
        for mention in found:
            years[mention.series][mention.year].add(mention.edition)
    for series, editions in years.items():
        offsets = Counter(edition - year for year, some in editions.items() if len(some) == 1 for edition in some)
        if not offsets:
            continue
        offset, count = offsets.most_common(1)[0]
        if count < _FEWEST or count < 2 * (sum(offsets.values()) - count) + 1:
            continue
        for number, found in enumerate(reports):
            for mention in found:
                right = mention.year + offset
                if mention.series != series:
                    continue
                holds = mention.edition == right
                why = f"{series}每年一届，{mention.year}年应为第{right}届" + ("" if holds else f"，文中写第{mention.edition}届")
                quote = (mention.passage.start, mention.passage.end)
                spans = ((mention.start, mention.end),)
                score = 1.0 if holds else _SCORE
                yield number, Relation("date", holds, mention.text, f"第{right}届", spans, quote, why, None, score)
