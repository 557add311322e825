"""Whether there are as many things as the number before them says (4站（甲、乙、丙、丁）, 《甲》《乙》两部)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.numerals import parse_number

_BRACKETED: Final = re.compile(
    r"[一-鿿]{0,10}?(?:[（(](?:[市县区旗州镇乡街道、]|自治县){1,12}[）)][一-鿿]{0,8})?[（(](?P<names>[^（()）\d，。；：]{3,120})[）)]"
)
_TITLES: Final = re.compile(r"《[^《》]{1,40}》(?:[、和及]?《[^《》]{1,40}》)+")
_SUCH: Final = re.compile(r"等[^，。；、\d]{0,10}")
_BOOK: Final = re.compile(r"[本部篇册项件个种]")
_OPEN_END: Final = re.compile(r"等|其[他它中]|以及其|包括|如|主要|含|或|为|均|由")
_NAME: Final = re.compile(r"[一-鿿A-Za-z·“”]{2,12}")
# 125人次（老人、妇女有重合）: a remark on what is counted
_REMARK: Final = re.compile(r"(?:重[合叠复]|交叉|去重|除外|在内|同上|单列|分列|[计列算]入|计[算数]|统计|剔除)[^、]{0,2}$")
_COUNT: Final = re.compile(r"(?:[一两二三四五六七八九十百]+[个名人位家所支项件]$|^[一两二三四五六七八九十百]+个)")  # 行政五人、事业六人
_ANOTHER: Final = re.compile(r"[两二三四五六七八九十][类种项个条家]")
_MEASURES: Final = frozenset("个站县区所家场项支类种处名位人本部篇方")
_ONE_OF_SEVERAL: Final = re.compile(r"\d[一-鿿]{1,2}$")  # of 2部1室1站（…） no figure alone counts the names
# 26个学会（协会、研究会）: other words for what is counted, no names
_GLOSS: Final = re.compile(
    r"(?:学会|协会|研究会|联合会|促进会|分会|[省市县区旗乡镇村]|街道|社区|苏木|嘎查|办事处|行政村|自然村|开发区|园区|学校|院校|高校|院所|科研院所|"
    r"企业|公司|事业单位|机关|单位|部门|科室|处室|中心|组织|团体|党委|党组|支部|总支|展厅|场馆|馆站)+"
)
_FROM_TO: Final = re.compile(  # 第11届至第16届大赛，共6届
    r"第(?P<first>\d{1,3}|[一二三四五六七八九十]{1,4})(?P<unit>[届期批轮辑])?(?:至|到|[-—–~～])+第?(?P<last>\d{1,3}|[一二三四五六七八九十]{1,4})(?P<last_unit>[届期批轮辑])"
    r"(?P<between>[^。；;届期批轮辑\d]{0,30}?)(?:共计?|合计|总共|计|连续)[^，。；、\d一二三四五六七八九十]{0,4}(?P<told>\d{1,2}|[两二三四五六七八九十])(?=(?P=last_unit)(?:[，,。；;、）)]|$|(?P<behind>[一-鿿“])))"
)
_NUMBER: Final = r"\d{1,3}|[一二三四五六七八九十]{1,4}"
_RANGE: Final = rf"第?(?P<first>{_NUMBER})(?P<unit>[届期批轮辑号])?(?:至|到|[-—–~～])+第?(?P<last>{_NUMBER})(?P<last_unit>[届期批轮辑号])"
_TOLD: Final = r"(?P<told>\d{1,2}|[两二三四五六七八九十])"
_BESIDE: Final = (
    # 全年编印5期（总第31至第35期）; 出刊5期，为31期至35期
    re.compile(
        rf"(?<![\d一二三四五六七八九十第.至到—-]){_TOLD}(?P<told_unit>[届期批轮辑号])[^，。；;（(\d第]{{0,8}}"
        rf"(?:[（(](?:即|为|从|自|总|编号|期号|期数|刊号)*|[，,]?(?:即|[分别]*[为是]|编号|期号|期数|刊号|总(?=第))+总?)[：:]?{_RANGE}(?=[）)，,。；;]|$)"
    ),
    re.compile(rf"{_RANGE}[，,（(]{_TOLD}(?P<told_unit>[届期批轮辑号])(?=[，,。；;）)]|$)"),  # 总第31期至第35期，五期
)
_SOME_OF: Final = re.compile(r"其中|除|隔|停办|单数|双数")
_OF_THEM: Final = re.compile(r"[获夺得被入评荣有都均仅只未没拿捧优特金银铜在由是为次以]")  # 共三届获奖: not all of them
_MOST: Final = 30
_NEAR: Final = 12
_TWO: Final = 2
_FOURTH: Final = 4


def check_counts(context: Context) -> Iterator[Relation]:
    """Yield whether numbers agree with the names that are listed behind them."""
    for passage in context.passages:
        if "第" in passage.text or "期" in passage.text:
            yield from _from_to(passage)
        for place in passage.places:
            if place.figure.kind == "quantity" and place.role in ("level", "to") and place.figure.exactness == "exact":
                if not _ONE_OF_SEVERAL.search(place.lead):
                    yield from _names(passage, place)
                yield from _books(passage, place)


def _names(passage: Passage, place: Place) -> Iterator[Relation]:
    """Yield whether a number is that of the names in the bracket behind it."""
    match = _BRACKETED.match(passage.text, place.end - passage.start)
    if match is None or place.figure.unit[:1] not in _MEASURES or place.figure.unit[1:] == "次" or _OPEN_END.search(match["names"]):
        return
    if _ANOTHER.search(passage.text, match.start(), match.start("names")):
        return  # 两个科目与后三类支出（甲、乙、丙）
    names = re.split(r"[、]", match["names"])
    is_list = len(names) >= _TWO and all(_NAME.fullmatch(name) and not _COUNT.search(name) for name in names)
    if not is_list or re.search(r"[和及与]", names[-1]) or _REMARK.search(names[-1]):
        return
    if all(_GLOSS.fullmatch(name) for name in names) and len(names) * _TWO < place.figure.value:
        return
    if abs(place.figure.value - len(names)) > max(_TWO, len(names) // _FOURTH):
        return  # 98场（春耕、寒假课堂）: what they were about
    yield _counted(passage, place, len(names), match.span("names"))


def _from_to(passage: Passage) -> Iterator[Relation]:
    """Yield whether there are as many editions or issues as lie between the first and the last one told."""
    beside = [match for form in _BESIDE for match in form.finditer(passage.text) if match["told_unit"] == match["last_unit"]]
    for match in (*_FROM_TO.finditer(passage.text), *beside):
        groups = match.groupdict(default="")
        first, last = parse_number(match["first"]), parse_number(match["last"])
        told = 2 if match["told"] == "两" else parse_number(match["told"])
        if first is None or last is None or told is None or match["unit"] not in (None, match["last_unit"]):
            continue
        number = int(last - first) + 1
        if not 1 < number <= _MOST or _SOME_OF.search(groups.get("between", match[0])):
            continue
        if groups.get("behind") and (groups["between"].strip("，, （(") or _OF_THEM.match(groups["behind"])):
            continue  # 第三届至第六届共四届全市机器人竞赛: what they are of may stand right behind, if nothing stands between
        holds, unit = told == number, match["last_unit"]
        stated = f"{match['told']}{unit}"
        at = match.start("first") - passage.text[: match.start("first")].endswith("第")
        range_told = passage.text[at : match.end("last_unit")]
        why = f"{range_told}为{number}{unit}" + ("，相符" if holds else f"，文中写{stated}")
        start = passage.start
        spans = ((start + match.start("told"), start + match.end("told") + 1), (start + at, start + match.end("last_unit")))
        score = 1.0 if holds else 0.6
        yield Relation("count", holds, stated, f"{number}{unit}", spans, (start, passage.end), why, told - Decimal(number), score)


def _books(passage: Passage, place: Place) -> Iterator[Relation]:
    """Yield whether a number is that of the titles before it (《甲》《乙》两部) or behind it."""
    at = place.start - passage.start
    if not _BOOK.match(place.figure.unit):
        return
    for match in _TITLES.finditer(passage.text):
        behind = passage.text[place.end - passage.start : match.start()] if at < match.start() else ""
        if re.search(r"[\d；;]", behind) or len(behind) > _NEAR:
            continue  # 更新34件…；短期展览3个，《甲》《乙》《丙》: of something else
        between = passage.text[match.end() : at] if at >= match.end() else "，"
        number = match[0].count("《")
        if (len(between) <= 1 and not _OPEN_END.search(between)) or (_SUCH.fullmatch(between) and place.figure.value < number):
            yield _counted(passage, place, number, match.span())


def _counted(passage: Passage, place: Place, number: int, span: tuple[int, int]) -> Relation:
    """Return whether a figure is the number of things in a span."""
    figure = place.figure
    holds = figure.value == number
    why = f"列出{number}项，文中写{figure.text}" if not holds else f"列出{number}项，与{figure.text}相符"
    spans = ((figure.start, figure.end), (passage.start + span[0], passage.start + span[1]))
    difference = figure.value - Decimal(number)
    return Relation(
        "count", holds, figure.text, f"{number}{figure.unit}", spans, (passage.start, passage.end), why, difference, 1.0 if holds else 0.6
    )
