"""Whether a number agrees with what is enumerated with it: 四项工作：一是…二是…; 甲、乙、丙等3个学会; 2个，分别为：甲、乙."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.numerals import parse_number

_NUMBER: Final = r"(?P<number>[两二三四五六七八九十]|\d{1,2})"
_ANNOUNCED: Final = re.compile(
    rf"(?<![第\d一二三四五六七八九十])(?P<told>{_NUMBER}(?P<unit>项|个|件|方面|大类|类|条|点|大))(?P<noun>[^，。；：\d]{{0,10}})[:：。]\s*(?=一是|（?1[.、）]|①)"
)
_SAID_BEHIND: Final = re.compile(
    rf"(?:以上|上述)(?P<told>{_NUMBER}(?P<unit>个方面|个|项|方面|条|点))[^，。；：\d]{{0,6}}(?:问题|不足|困难|工作|措施|短板)"
)
_STYLES: Final = (
    (re.compile(r"[一二三四五六七八九十]是"), "一是"),
    (re.compile(r"[①-⑩]"), "①"),
)
_DIGITS: Final = "一二三四五六七八九十"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩"
_OF_PLACES: Final = (
    r"(?:大|家|个|所)?(?:市级|县级|省级|直属|内设|重点|成员|职能)?(?:县区|县市区|县|区|旗|市|乡镇|镇|乡|街道|村|社区|部门|单位|学会|协会|研究会|部室|科室|处室|机构|"
    r"省份|方面|环节|重点人群|人群|组别|板块|工程|委员会"
    r"|(?:全国|国家级?|[省市县]级?)?[一-鿿]{0,4}(?:示范|试点|贫困|边境|民族|老区|牧业|重点|帮扶)(?:县区|县|区|市|旗|乡镇|镇|乡|村|社区|街道))"
)
_BEFORE: Final = re.compile(
    rf"(?<![、一-鿿“”A-Za-z〇])(?P<names>[一-鿿“”A-Za-z〇]{{2,24}}(?:、[一-鿿“”A-Za-z〇]{{1,20}}?){{1,14}}?)(?P<open>等)?(?<![{_DIGITS}百])(?P<told>{_NUMBER}(?:个|大|家|所)?{_OF_PLACES})(?![一-鿿]?[级类型]|共有|均为)"
)
_NO_COUNT: Final = r"(?:(?![两二三四五六七八九十](?:个|家|所|项|名|支|座|处))[^，,。；：、\d])"
_APART: Final = re.compile(
    rf"(?<![第\d.一二三四五六七八九十]){_NUMBER}(?P<unit>个|家|所|项|名|支|座|处)(?:(?:19|20)\d\d年|[^，,。；：\d]){{0,20}}(?:[，,]{_NO_COUNT}{{2,20}})?[，,（(]\s*"
    rf"(?:分别为|分别是|即|具体为|具体是|依次为|依次是)[:：]?(?P<names>[^。；，]{{4,200}})(?=[。；，）)])"
)
_ITEM_OF_PEOPLE: Final = r"[^，,、；;。：:\d]{2,24}\d{1,5}(?:人次|人|名)"
_APART_WITH_PEOPLE: Final = re.compile(  # 团组4个、累计9人次，分别为：赴甲国培训团3人次，赴乙国交流团2人次，赴丙地访问团4人次
    rf"(?<![第\d.]){_NUMBER}(?P<unit>个|批|支|期|场)[^，。；：、\d]{{0,10}}(?:[、，,]?(?:累计|共计|合计|共|计)?\d{{1,5}}(?:人次|人|名))?"
    rf"[，,（(]\s*(?:分别为|分别是|具体为|具体是|依次为|依次是)[:：]?(?P<names>{_ITEM_OF_PEOPLE}(?:[，,、；;]{_ITEM_OF_PEOPLE})+)(?=[。；;）)]|$)"
)
_COLON: Final = re.compile(
    rf"(?<![第\d.一二三四五六七八九十]){_NUMBER}(?P<unit>个|家|所|名|位|支|座|处)(?P<noun>[^，。；：、\d]{{0,10}})[:：]\s*"
    rf"(?P<names>[一-鿿A-Za-z·“”（）]{{2,24}}(?:[、和及][一-鿿A-Za-z·“”（）]{{2,24}})+)(?=[。；\n]|$)"
)
_COLON_OF_WORKS: Final = re.compile(  # 3项重点活动：科技之春宣传月、科技活动周、全国科普日
    rf"(?<![第\d.一二三四五六七八九十]){_NUMBER}(?P<unit>项|大|类|个)(?P<noun>[^，。；：、\d]{{0,6}}(?:活动|工程|行动|品牌|制度|课程|赛事))[:：]\s*"
    rf"(?P<names>[一-鿿A-Za-z·“”]{{2,14}}(?:、[一-鿿A-Za-z·“”]{{2,14}})+)(?=[。；\n]|$)"
)
_OF_BODIES: Final = r"(?:所|家|个|项)(?:市级|县级|省级|重点)?(?:学校|中学|小学|高校|企业|公司|医院|媒体|场馆|学科|荣誉称号|荣誉)"
_BODIES_BEFORE: Final = re.compile(
    rf"(?<![、一-鿿“”A-Za-z〇])(?P<names>[一-鿿“”A-Za-z〇]{{2,24}}(?:、[一-鿿“”A-Za-z〇]{{2,20}}?){{1,14}}?)(?P<open>等)?"
    rf"(?<![{_DIGITS}百])(?P<told>{_NUMBER}{_OF_BODIES})(?![一-鿿]?[级类型]|共有|均为)"
)
_TOGETHER: Final = re.compile(  # 甲文化馆、乙科普馆、丙茶博园共3个科普教育基地
    rf"(?<![、一-鿿“”A-Za-z〇])(?P<names>[一-鿿“”A-Za-z〇]{{5,24}}(?:、[一-鿿“”A-Za-z〇]{{5,16}}?){{2,14}}?)(?P<open>等)?[，,]?共(?:计|有)?"
    rf"(?P<told>{_NUMBER}(?:个|家|所|处)[^，。；：、\d]{{0,8}}(?:基地|场馆|展馆|企业|园区|学会|协会|研究会|学校|单位|工作站|中心))(?=[，。；）)]|$)"
)
_QUOTED_BEFORE: Final = re.compile(
    rf"(?P<names>“[^“”]{{2,20}}”(?:[、和及]?“[^“”]{{2,20}}”)+)(?P<open>等)?(?P<told>{_NUMBER}(?:项|个|类|大)(?:主题|系列|品牌|重点)?(?:活动|工程|行动|品牌|项目|计划|专项))"
)
_NAMED_HERE: Final = re.compile(r"[一-鿿]{2,10}[和与及、][一-鿿]{2,10}$")
_JOINED: Final = re.compile(r"、|和|及|与|以及")
_COUNT_IN_NAMES: Final = re.compile(r"\d|[两二三四五六七八九十](?:个|家|所|项|名|支|座|处)(?:[、，]|$)")
_INNER: Final = re.compile(r"[（(][^（）()]*[）)]|[“《][^”》]*[”》]")
_TOLD_APART: Final = ("、", "分别", "依次", "以及")
_LIST_ENDS: Final = re.compile("[。；;）)]")
_COUNTED: Final = re.compile(rf"(?<![第\d.一二三四五六七八九十]){_NUMBER}(?:个|家|所|名|支|座|处)(?!省|市|县|区|旗)")
_GOES_ON: Final = re.compile(
    rf"(?:以及|还有|另有|另加|另外还有|外加|加上|再加|连同|[及和](?!其|[上去往]))|(?={_NUMBER}(?:个|家|所|名|支|座|处))"
)
_MORE_SAID: Final = re.compile(r"等|其他|以及其它|包括")
_NO_NAME: Final = re.compile(r"在|会同|赴|到|由|对|向|将|把|为|等|联合|前往|深入|走进")
_UNEVEN: Final = 4
_LEAST: Final = 2
_SCORE: Final = 0.6


def check_listings(context: Context) -> Iterator[Relation]:
    """Yield whether numbers agree with the points, places and organisations enumerated with them."""
    for line in context.paragraphs():
        yield from _points(context, line)
        yield from _points_before(context, line)
        for passage in line:
            if "、" in passage.text:
                yield from _names_before(passage, _BEFORE)
                yield from _names_before(passage, _BODIES_BEFORE)
                yield from _names_before(passage, _TOGETHER)
                yield from _names_behind(passage, _COLON)
                yield from _names_behind(passage, _COLON_OF_WORKS)
            if any(word in passage.text for word in _TOLD_APART):
                yield from _names_behind(passage, _APART)
            if "人" in passage.text or "名" in passage.text:
                yield from _groups_behind(passage)
            if "”" in passage.text:
                yield from _quoted_before(passage)


def _points(context: Context, line: Sequence[Passage]) -> Iterator[Relation]:
    """Yield whether as many points follow in a line as were announced (重点抓了四项工作：一是…)."""
    start, end = line[0].start, line[-1].end
    text = context.text[start:end]
    for match in _ANNOUNCED.finditer(text):
        told = _value(match["number"])
        if _NAMED_HERE.search(text, 0, match.start("told")):
            continue  # 集中在资金管理和业务管理两个方面。一是…: the names make up the number
        style = next(((form, first) for form, first in _STYLES if form.match(text, match.end())), None)
        if told is None or style is None:
            continue
        found = _run(text, match.end(), style[0])
        stop = next((other.start() for other in _ANNOUNCED.finditer(text, match.end())), len(text))
        found = [point for point in found if point.start() < stop]
        if len(found) < _LEAST or (told > len(found) and _goes_on(context.text[end:], len(found))):
            continue
        spans = [(start + match.start("told"), start + match.end("told"))] + [
            (start + point.start(), start + point.end()) for point in found
        ]
        yield _counted(match["told"], match["unit"], told, len(found), spans, (start + match.start(), start + found[0].end()), "逐条列出")


def _goes_on(behind: str, number: int) -> bool:
    """Tell whether the next point of an enumeration begins the line behind it."""
    return number < len(_DIGITS) and behind.lstrip().startswith((f"{_DIGITS[number]}是", _CIRCLES[number]))


def _points_before(context: Context, line: Sequence[Passage]) -> Iterator[Relation]:
    """Yield whether as many points stand in a line as words behind them say (一是…二是…三是…针对以上三个问题)."""
    start = line[0].start
    text = context.text[start : line[-1].end]
    for match in _SAID_BEHIND.finditer(text) if "一是" in text else ():
        told, first = _value(match["number"]), text.rfind("一是", 0, match.start())
        found = [point for point in _run(text, max(first, 0), _STYLES[0][0]) if point.start() < match.start()] if first >= 0 else []
        if told is not None and len(found) >= _LEAST and abs(told - len(found)) <= 1:
            spans = [(start + one.start(), start + one.end()) for one in found]
            spans = [(start + match.start("told"), start + match.end("told")), *spans]
            yield _counted(match["told"], match["unit"], told, len(found), spans, (start + match.start(), start + match.end()), "逐条列出")


def _run(text: str, at: int, form: re.Pattern[str]) -> list[re.Match[str]]:
    """Return the marks of one enumeration, one after another from the first."""
    found: list[re.Match[str]] = []
    for mark in form.finditer(text, at):
        order = (_DIGITS if mark[0][0] in _DIGITS else _CIRCLES).index(mark[0][0])
        if order == len(found):
            found.append(mark)
        elif order == 0:
            break
    return found


def _names_before(passage: Passage, form: re.Pattern[str]) -> Iterator[Relation]:
    """Yield whether a number of places or bodies is that of the names before it; with 等 behind them they may be fewer."""
    text = _INNER.sub(lambda inner: "〇" * len(inner[0]), passage.text)
    for match in form.finditer(text):
        told = _value(match["number"])
        names = match["names"].split("、")
        listed, most = len(names), len(_JOINED.split(match["names"]))
        if told is None or _MORE_SAID.search(match["names"]):
            continue
        holds = told >= listed if match["open"] else listed <= told <= most
        if not holds and (abs(told - listed) > 1 or (told < listed and not _is_one_list(names))):
            continue
        spans = [(passage.start + match.start(name), passage.start + match.end(name)) for name in ("told", "names")]
        quote = (passage.start, passage.end)
        yield _counted(match["told"], match["told"][len(match["number"]) :], told, told if holds else listed, spans, quote, "列出")


def _is_one_list(names: Sequence[str]) -> bool:
    """Tell whether names look like those of one list, and not like the ends of two (甲学会、乙学会会同丙、丁两市)."""
    lengths = [len(name) for name in names[1:]]
    return max(lengths) - min(lengths) <= _UNEVEN and not any(_NO_NAME.search(name) for name in names[1:])


def _quoted_before(passage: Passage) -> Iterator[Relation]:
    """Yield whether a number of activities is that of the names in quotation marks before it."""
    for match in _QUOTED_BEFORE.finditer(passage.text):
        told, listed = _value(match["number"]), match["names"].count("“")
        if told is None or abs(told - listed) > 1 or (match["open"] and told >= listed):
            continue
        spans = [(passage.start + match.start(name), passage.start + match.end(name)) for name in ("told", "names")]
        yield _counted(match["told"], match["told"][len(match["number"]) :], told, listed, spans, (passage.start, passage.end), "列出")


def _names_behind(passage: Passage, form: re.Pattern[str]) -> Iterator[Relation]:
    """Yield whether a number is that of the names told apart behind it (2个，分别为：甲、乙)."""
    for match in form.finditer(passage.text):
        told = _value(match["number"])
        names = _INNER.sub("", match["names"])
        pieces = _pieces(passage.text, match) if form is _APART and told is not None else []
        if told is not None and len(pieces) > 1:
            yield from _pieced(passage, match, told, pieces)
            continue
        if told is None or _MORE_SAID.search(names) or _COUNT_IN_NAMES.search(names):
            continue
        counts = {names.count("、") + 1, len(_JOINED.split(names))}
        spans = [(passage.start + match.start(name), passage.start + match.end(name)) for name in ("number", "names")]
        listed = told if told in counts else names.count("、") + 1
        if form is _APART and listed == 1 < told and passage.text[match.end() :][:1] in ("，", ","):
            continue  # 甲馆，负责展览，乙中心，负责赛事
        if form in (_COLON, _COLON_OF_WORKS) and abs(told - listed) > _LEAST:
            continue
        unit = "个" if match["unit"] == "大" else match["unit"]
        yield _counted(match["number"] + match["unit"], unit, told, listed, spans, (passage.start, passage.end), "列出")


def _pieces(text: str, match: re.Match[str]) -> list[str]:
    """Return the pieces of a list of names that commas part: those joined by 以及 or with a number of their own, or all if none has 、."""
    told = _INNER.sub("", text[match.start("names") :])
    first, *others = re.split("[，,]", _LIST_ENDS.split(told)[0])
    goes_on = list(takewhile(_GOES_ON.match, others))
    if goes_on or _JOINED.search(first) or _COUNTED.search(first):
        return [first, *(_GOES_ON.sub("", piece, count=1) for piece in goes_on)]
    return [first, *takewhile(lambda piece: piece[-1:] == first[-1:], others)]


def _pieced(passage: Passage, match: re.Match[str], told: int, pieces: Sequence[str]) -> Iterator[Relation]:
    """Yield whether a number is that of pieces of a list, each with as many names as it says or tells (本级，以及甲、乙、丙3家)."""
    counts = [_counts_of(piece) for piece in pieces]
    if not all(counts):
        return
    sums = accumulate(counts, lambda before, here: {one + more for one in before for more in here}, initial={0})
    made = set().union(*sums) - {0}  # of the first pieces, since what is told behind may be no part
    listed = told if told in made else sum(one[0] for one in counts)
    if abs(told - listed) <= _LEAST:
        end = match.start("names") + sum(map(len, pieces))
        spans = [(passage.start + match.start("number"), passage.start + match.end("number"))]
        spans += [(passage.start + match.start("names"), passage.start + max(match.end("names"), min(end, len(passage.text))))]
        yield _counted(match["number"] + match["unit"], match["unit"], told, listed, spans, (passage.start, passage.end), "列出")


def _counts_of(piece: str) -> list[int]:
    """Return how many things a piece of a list may be of: as many as its own numbers say, or as it has names; none if it is open."""
    numbers = [number for one in _COUNTED.finditer(piece) if (number := _value(one["number"]))]
    if not numbers:
        return [] if _MORE_SAID.search(piece) or re.search(r"\d", piece) else [piece.count("、") + 1, len(_JOINED.split(piece))]
    apart = len(_JOINED.split(piece)) - piece.count("、") - 1  # 本级和甲馆、乙馆2家: one more
    return [sum(numbers), sum(numbers) + apart] if apart and len(numbers) == 1 else [sum(numbers)]


def _groups_behind(passage: Passage) -> Iterator[Relation]:
    """Yield whether a number of groups is that of those told behind it, each with its people."""
    for match in _APART_WITH_PEOPLE.finditer(passage.text):
        told, listed = _value(match["number"]), len(re.split("[，,、；;]", match["names"]))
        if told is None or abs(told - listed) > _LEAST or _MORE_SAID.search(match["names"]):
            continue
        spans = [(passage.start + match.start(name), passage.start + match.end(name)) for name in ("number", "names")]
        yield _counted(match["number"] + match["unit"], match["unit"], told, listed, spans, (passage.start, passage.end), "列出")


def _value(number: str) -> int | None:
    """Return a number written in digits or characters."""
    value = 2 if number == "两" else parse_number(number)
    return None if value is None else int(value)


def _counted(
    stated: str, unit: str, told: int, listed: int, spans: Sequence[tuple[int, int]], quote: tuple[int, int], how: str
) -> Relation:
    """Return whether a number is that of the things listed."""
    holds = told == listed
    why = f"{how}{listed}{unit[:1]}" + ("，相符" if holds else f"，文中写{stated}")
    difference = parse_number(str(told - listed)) if holds else None
    return Relation("count", holds, stated, f"{listed}{unit}", tuple(spans), quote, why, difference, 1.0 if holds else _SCORE)
