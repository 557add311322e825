"""Which edition of a contest a report gives to which year: 2016年为第11届, 今年是第九届, 首届在2007年, 第12届（2019年）."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.times.editions import KINDS, editions_in, mentions, series_of
from kexie_nlp.checks.times.events import placed
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.numerals import parse_number

_YEAR: Final = r"(?<!\d)(?P<{}>(?:19|20)\d\d)"
_EDITION: Final = r"第\s?(?P<{}>\d{{1,3}}|[一二三四五六七八九十]{{1,4}})\s?届"
_PLACE: Final = r"(?:[全我本]?[省市县区州旗盟]|地区|自治[区州县旗])"
_RELATIVE: Final = {"今": 0, "本": 0, "这": 0, "上": -1, "去": -1, "明": 1, "下": 1}
_LINK: Final = r"(?:度|的|[这那]一?届|举办|举行|承办|开到|[是为到办至了已]|达到?|进入|迎来|应[是为]|[刚正恰]好|将|拟|则|[（(：:])*"
_TOLD: Final = re.compile(
    rf"(?:{_YEAR.format('year')}年|(?P<relative>今年|本年度?|[本这]一?届|去年|上[一]?[年届]|明年|下一?[年届])){_LINK}"
    rf"(?P<place>{_PLACE})?{_LINK}(?P<told>{_EDITION.format('edition')})"
)
_TOLD_BEHIND: Final = re.compile(
    rf"(?P<told>{_EDITION.format('edition')})(?:[（(]|[是为在于])+{_YEAR.format('year')}年?(?=[）)]|年|，|。|举)"
)
_FROM_TO: Final = re.compile(
    rf"{_YEAR.format('year')}年?(?:至|到|[-—–~～])+{_YEAR.format('last_year')}年[^，。；\d第]{{0,8}}"
    r"(?P<told>第?(?P<edition>\d{1,3}|[一二三四五六七八九十]{1,4})\s?届?(?:至|到|[-—–~～])+"
    r"第?\s?(?P<last>\d{1,3}|[一二三四五六七八九十]{1,4})\s?届)"
)
_OF_IT: Final = rf"(?:[，,。；;）)、]|$|以来|至今|的?[^，。；、\d]{{0,14}}?(?:{KINDS}|比赛|赛事))"  # not 2010年创立的辅导站
_FOUNDED: Final = re.compile(
    rf"{_YEAR.format('a')}年(?:\d{{1,2}}月)?(?:由[^，。；\d]{{2,12}})?"
    r"(?:首办|首[次度](?:举办|举行|开办|开赛)|创办|创立|创设|开办|始办|(?:举办|举行|办)?了?(?:首届|第[一1]届)|开始(?:举办|举行))"
    rf"(?={_OF_IT})"
    rf"|(?:始于|[始创首开]办于|创[立设]于|(?:首|第[一1])[届次](?:[是在于为]|(?:举办|举行|开赛|创办|办)[于在])?){_YEAR.format('b')}年(?!的)"
    rf"|[自从]{_YEAR.format('c')}年(?:起|开始|以来|创办|首办|首届|第[一1]届|举办|举行|办)+[，,]?(?:[一-鿿“”]{{2,24}}(?=年年|每年|逐年))?(?:[每一逐]年|年年)"
)
_NAMED: Final = re.compile(rf"(?P<name>[一-鿿“”]{{2,28}}?(?:{KINDS}))")
_NO_NAME: Final = re.compile(rf"[该这那此本项个一届次的]*(?:{KINDS}|创新大赛|比赛|赛事|活动)")  # 这个大赛, 科技节: named before
_KIND: Final = re.compile(rf"(?:{KINDS}|比赛|赛事)")
_NUMBERED: Final = re.compile(rf"年?(?:{_PLACE})?{_EDITION.format('edition')}(?:{KINDS})")  # 全州第八届大赛
_PLANNED: Final = re.compile(r"计划|打算|安排|思路|怎么[干办]|展望|要点|目标|任务|设想|重点")
_LOOKS_BACK: Final = re.compile(r"不足|问题|困难|短板|体会|回顾|总结")  # a heading of what was and what is to come: 存在的问题和明年打算
_TO_HOLD: Final = re.compile(r"举办|承办|主办|办好|举行|参加|组织|开好|筹办|做好|筹备|备战|抓好|开幕|迎接|开展")
_NOT_YET: Final = re.compile(r"筹备|备战|启动|将|拟|计划|申办|遴选|选拔|动员|部署|准备|报名|征集|培训|迎接|迎战|明年|下一?[年届]")
_GATHERED: Final = re.compile(r"征集|报名|选拔|遴选|培训|动员|部署|准备")  # told with a count they are done
_COUNTED: Final = re.compile(r"\d[件篇支名人所项个队场]")
_SEVERAL_YEARS: Final = re.compile(
    r"(?:19|20)\d\d年?\s*[—–\-~～至到]+\s*(?:19|20)\d\d|十[一二三四五]五”?[^，。\n]{0,16}(?:总结|报告|情况|工作)|[两三四五]年来|代表大会"
)
_HELD: Final = re.compile(r"了|已|收到|共收|评出|获[奖得]|荣获|参赛作品\d|吸引")
_OPENED: Final = (
    # 2019年，我们要办好以下几件事。 2019年打算这么安排。
    r"(?:[，,]?[^。；\d]{0,30}(?:重点|着力|主要|[要将]|计划|打算|抓好|办好|做好)[^。；\d]{0,20}(?:件事|项工作|方面|任务|文章|实事)[。：:]?$"
    r"|[^，。；\d]{0,14}(?:打算|计划|安排|思路|怎么[干办]|展望|设想|目标|任务|工作)[^，。；\d]{0,8}[。：:]?$)"
)
_HEAD: Final = 200
_BACK: Final = 24


@dataclass(frozen=True, slots=True)
class Told:
    """An edition that is told of a year; ``start`` and ``end`` are its span, ``is_first`` that the year of the first one is told."""

    year: int
    edition: int
    start: int
    end: int
    text: str
    passage: Passage
    series: str = ""
    is_first: bool = False
    is_planned: bool = False


def names_in(text: str) -> list[str]:
    """Return the series that a text names, with or without an edition, but not by 这个比赛 or 科技节 alone."""
    found = []
    for match in editions_in(text):
        found.append(series_of(match))
        text = text[: match.start()] + "，" * len(match[0]) + text[match.end() :]
    found += [series_of(match) for match in _NAMED.finditer(text)]
    return list(dict.fromkeys(name for name in found if not (_NO_NAME.fullmatch(name) or _NUMBERED.fullmatch(name))))


def _is_short_for(place: str, kind: re.Match[str] | None, names: Sequence[str]) -> bool:
    """Tell whether a place and a kind (全州大赛) are those of a series (全州青少年科技创新大赛)."""
    level = placed("", place + "一个活动")[0]
    ends = kind[0].lstrip("比").rstrip("事") if kind else "\0"
    return any(name.endswith(ends) and placed("", name)[0].endswith(level) for name in names)


def told_beside(passage: Passage, own: int | None, names: Sequence[str] = ()) -> Iterator[Told]:
    """Yield the editions that a sentence gives to years without naming the series with them, but for its place and kind.

    ``own`` is the year reported on; ``names`` are those of the series.
    """
    text, at = passage.text, passage.start
    named = {match.start("edition"): series_of(match) for match in editions_in(text)}
    for match in (*_TOLD.finditer(text), *_TOLD_BEHIND.finditer(text)):
        relative = match.groupdict().get("relative")
        place, name = match.groupdict().get("place"), named.get(match.start("edition"), "")
        kind = _KIND.match(text, match.end())
        is_of_it = _is_short_for(place or "", kind, names) if place or (kind and names) else _is_of_it(name)
        if (relative and own is None) or not is_of_it:
            continue
        year = (own or 0) + _RELATIVE[relative[0]] if relative else int(match["year"])
        yield from _told(passage, year, match["edition"], match.span("told"))
    for match in _FROM_TO.finditer(text):
        yield from _told(passage, int(match["year"]), match["edition"], match.span("told"))
        yield from _told(passage, int(match["last_year"]), match["last"], match.span("told"))
    for match in _FOUNDED.finditer(text):
        year = int(match["a"] or match["b"] or match["c"])
        yield Told(year, 1, at + match.start(), at + match.end(), match[0], passage, is_first=True)


def _is_of_it(name: str) -> bool:
    """Tell whether what is named behind an edition (第30届赛事) is no series of its own."""
    return not name or bool(_NO_NAME.fullmatch(name))


def _told(passage: Passage, year: int, number: str, span: tuple[int, int]) -> Iterator[Told]:
    """Yield an edition with its year."""
    edition = parse_number(number)
    if edition:
        start, end = span
        yield Told(year, int(edition), passage.start + start, passage.start + end, passage.text[start:end], passage)


def told_by_name(context: Context) -> Iterator[Told]:
    """Yield the editions of named series, those held with the year told or reported on, those planned with the year of the plan."""
    is_of_years = _SEVERAL_YEARS.search(context.text[:_HEAD]) is not None
    planned = {(told.start, told.end): told for told in _planned(context)}
    yield from planned.values()
    for one in mentions(context):
        at = one.start - one.passage.start
        clause = re.split(r"[。；;]", one.passage.text[:at])[-1] + re.split(r"[。；;]", one.passage.text[at:])[0]
        is_sure = one.is_dated or not (is_of_years or _NOT_YET.search(_GATHERED.sub("", clause) if _COUNTED.search(clause) else clause))
        if is_sure and (one.start, one.end) not in planned:
            yield Told(one.year, one.edition, one.start, one.end, one.text, one.passage, one.series)


def _planned(context: Context) -> Iterator[Told]:
    """Yield the editions that are to be held in the year of a plan that the report itself names."""
    for number, passage in enumerate(context.passages):
        found = list(editions_in(passage.text)) if "届" in passage.text else []
        year = planned_year(context, number) if found else None
        for match in found if year is not None else ():
            edition, before = parse_number(match["edition"]), re.split(r"[。；;]", passage.text[: match.start()])[-1]
            behind = re.split(r"[。；;，,]", passage.text[match.end() :])[0]
            if edition and year and _TO_HOLD.search(before + match[0] + behind) and not _HELD.search(before + behind):
                start, end = passage.start + match.start(), passage.start + match.end()
                yield Told(year, int(edition), start, end, match[0], passage, series_of(match), is_planned=True)


def planned_year(context: Context, number: int) -> int | None:
    """Return the year of the plan that a sentence stands in: by its own words, its headings or what opens the plan shortly before."""
    own, passage = context.year, context.passages[number]
    if own is None:
        return None
    if re.search(rf"(?<!\d){own}\s?年", passage.text):
        return None
    if re.search(rf"明年|(?<!\d){own + 1}\s?年", passage.text):
        return own + 1
    for title in context.headings(passage.section):
        if re.search(rf"明年|(?<!\d){own + 1}\s?年", title) and _PLANNED.search(title) and not _LOOKS_BACK.search(title):
            return own + 1
        if re.search(rf"(?<!\d){own}\s?年", title):
            return None
    for one in reversed(context.passages[max(0, number - _BACK) : number]):
        if re.search(rf"(?<![\d比较与和同]){own}\s?年|今年", one.text):
            return None
        if re.search(rf"(?<![入到至与和及于转期])(?:明年|(?<!\d){own + 1}\s?年){_OPENED}", one.text.strip()):
            return own + 1
    return None
