"""Whether things sorted by their result make up all of them: 9个项目，“优”7个、“良”2个，没有“差”; 8项中6项达标，甲、乙这2项未达标."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.numerals import parse_number

_NUMBER: Final = r"(?<![第\d.])(?P<{}>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})"
_UNIT: Final = "[项个家所名人条件户篇支处]"
_DO: Final = "完成|达到|达标|实现|落实|办结|结题|结项|验收|通过|合格|销号|脱贫|出列|到位|交付|开工|竣工"
_ONE: Final = frozenset(("完成", "达到", "达标", "实现", "落实", "到位"))  # of a target these say the same
_SPLIT: Final = re.compile(
    rf"{_NUMBER.format('all')}(?P<unit>{_UNIT})[^，。；、\d]{{0,10}}?(?:[之当其]?中|里)[，,]?(?:已?有|共有|已)?"
    rf"{_NUMBER.format('done')}(?P=unit)[一-鿿]{{0,4}}?(?:已经?|都|均|全部|按[期时]|如期|顺利|圆满)*(?P<yes>{_DO})(?P<between>[^。；\d]{{0,40}}?)"
    rf"{_NUMBER.format('left')}(?P=unit)[一-鿿]{{0,4}}?(?:因[^，。；\d]{{1,10}})?(?:尚|还|仍|均|都)*(?:没有?|未|不)(?:能|有|按[期时]|如期)*(?P<no>{_DO})"
)
_MORE_STATES: Final = re.compile(
    r"正在|推进|在建|在研|基本|部分|取消|调整|暂缓|中止|终止|撤销|不再|延期|结转|跨年|暂不|不计|不参|免予|接近|略低|其余|另有|还有|进行|尚未"
)
_NAMES: Final = re.compile(r"(?:^|[，,：:])(?P<names>[^，,。；：:]{2,40}?)(?:这|等|共)*$")
_GRADES: Final = "优秀|良好|优|良|中等|中|一般|较差|差|基本合格|基本达标|不合格|合格|不达标|达标"
_NAMED: Final = rf"[“\"‘「]?(?P<grade>{_GRADES})[”\"’」]?(?:等[级次]|档次?|级)?"
_COUNTED: Final = (
    re.compile(
        rf"(?<![一-鿿])(?:[^，。；：、“”\d]{{0,12}}?(?:评?为|是|获评?|得|定为))?{_NAMED}(?:的|等[级次]|项目|单位|学会|课题|有|为|是|共|:|：)*"
        rf"{_NUMBER.format('number')}(?P<unit>{_UNIT})"
    ),
    re.compile(
        rf"{_NUMBER.format('number')}(?P<unit>{_UNIT})(?:项目|单位|学会|课题)?(?:被|获|自评|综合|结果|等[级次])*(?:评[为定价]为?|获评?|为){_NAMED}"
    ),
)
_NO_OTHER: Final = re.compile(
    rf"(?:没有|无|未出现|不存在|未发现)(?:被?评[为定]?(?:价?为)?|[等结][级次果]为)?[“\"‘「]?(?:{_GRADES})[”\"’」]?"
)
_WORST: Final = frozenset(("差", "不合格", "不达标"))
_WHOLE: Final = re.compile(
    rf"(?:(?P<before>共计?有?|合计|总计|全部|参评|纳入|参加|应评)[^，。；、\d]{{0,8}})?{_NUMBER.format('number')}(?P<unit>{_UNIT})"
    rf"(?P<behind>[^，。；、\d]{{0,10}}(?:全部|均|都|参评|参加|纳入|开展|进行)|)"
)
_OTHER_TIME: Final = re.compile(r"上年|去年|上一年|往年|增加|减少|同比|提高")
_RATE: Final = re.compile(r"(?P<rate>\d{1,3}(?:\.\d{1,2})?)\s?[%％]")
_TWO: Final = 2
_HUNDRED: Final = 100
_SCORE: Final = 0.65


def check_sorted_out(context: Context) -> Iterator[Relation]:
    """Yield whether what was done and what was not, or what got each grade, make up what there is."""
    for passage in context.passages:
        for match in _SPLIT.finditer(passage.text) if "中" in passage.text or "里" in passage.text else ():
            if match["yes"] == match["no"] or _ONE.issuperset((match["yes"], match["no"])):
                yield from _done_and_not(passage.start, passage.text, match)
    for line in context.paragraphs():
        text = context.text[line[0].start : line[-1].end]
        if re.search("优|合格|达标", text):
            yield from _graded(line[0].start, text)


def _value(number: str) -> int:
    """Return a number written in digits or characters."""
    return int(parse_number(number) or 0)


def _done_and_not(start: int, text: str, match: re.Match[str]) -> Iterator[Relation]:
    """Yield whether what was done and what was not make up all; where the names of what was not are as many, the other one is wrong."""
    whole, done, left = (_value(match[name]) for name in ("all", "done", "left"))
    unit, holds = match["unit"], whole == done + left
    if not holds and (_MORE_STATES.search(text) or re.search(r"超额|提前", match[0]) or whole <= max(done, left)):
        return
    named = _NAMES.search(match["between"])
    names = {named["names"].count("、") + 1, len(re.split(r"[、和及与]", named["names"]))} if named and "、" in named["names"] else set()
    name, value = ("done", whole - left) if left in names else ("left", whole - done)
    why = f"{whole}{unit} − {left if name == 'done' else done}{unit} = {value}{unit}" + ("" if holds else f"，文中写{match[name]}{unit}")
    spans = tuple((start + match.start(one), start + match.end(one) + 1) for one in (name, *({"all", "done", "left"} - {name})))
    stated, quote = _value(match[name]), (start, start + len(text))
    score = 1.0 if holds else _SCORE
    yield Relation("sum", holds, f"{match[name]}{unit}", f"{value}{unit}", spans, quote, why, Decimal(stated - value), score)


def _graded(start: int, text: str) -> Iterator[Relation]:
    """Yield whether the grades of a line, which are said to be all, make up what was graded."""
    found = sorted({match.start("number"): match for form in _COUNTED for match in form.finditer(text)}.items())
    parts = [match for _, match in found]
    grades = [match["grade"] for match in parts]
    if len(parts) < _TWO or len(set(grades)) < len(parts) or len({match["unit"] for match in parts}) > 1:
        return
    first, last = parts[0].start("number"), parts[-1].end()
    is_all = _NO_OTHER.search(text, last) or (len(parts) > _TWO and not _WORST.isdisjoint(grades))
    wholes = [
        match
        for match in _WHOLE.finditer(text[:first])
        if match["unit"] == parts[0]["unit"] and (match["before"] or match["behind"]) and match.end("number") < first
    ]
    if not is_all or not wholes or _OTHER_TIME.search(text[wholes[0].start() : last]):
        return
    values = [_value(match["number"]) for match in parts]
    fitting = [match for match in wholes if _value(match["number"]) == sum(values)]
    if fitting or len({match["number"] for match in wholes}) == 1:
        yield _made_up((fitting or wholes)[-1], parts, values, start, text)


def _made_up(whole: re.Match[str], parts: Sequence[re.Match[str]], values: Sequence[int], start: int, text: str) -> Relation:
    """Return whether grades make up a whole; a part is wrong rather than the whole if a rate told with another part fits the whole."""
    total, unit = _value(whole["number"]), whole["unit"]
    rates = [Decimal(match["rate"]) for match in _RATE.finditer(text, whole.end())]
    sure = [any(abs(_HUNDRED * Decimal(value) / total - rate) <= 1 for rate in rates) for value in values] if total else []
    unsure = [part for part, is_sure in zip(parts, sure, strict=True) if not is_sure] if any(sure) else []
    wrong = unsure[0] if len(unsure) == 1 else whole
    stated = _value(wrong["number"])
    right = sum(values) if wrong is whole else total - sum(values) + stated
    holds = stated == right
    formula = " + ".join(f"{value}{unit}" for value in values) + f" = {sum(values)}{unit}"
    why = formula + ("" if holds else f"，文中写{total}{unit}" if wrong is whole else f"，文中共{total}{unit}")
    told = [wrong, *(one for one in (whole, *parts) if one is not wrong)]
    spans = tuple((start + one.start("number"), start + one.end("unit")) for one in told)
    quote = (start + whole.start(), start + parts[-1].end())
    score = 1.0 if holds else _SCORE
    return Relation("sum", holds, f"{stated}{unit}", f"{right}{unit}", spans, quote, why, Decimal(stated - right), score)
