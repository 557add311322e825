"""Whether multiples and fractions in words follow from the two values told with them (64件，是上年32件的3倍; 翻一番; 占三分之二)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.numerals import parse_number

_NUMBER: Final = r"(?<![\d.])(?P<number>\d{1,4}(?:\.\d{1,2})?|[两二三四五六七八九十]{1,2})"
_TIMES: Final = re.compile(rf"(?P<near>近|接近|将近|约|不到|超过?)?{_NUMBER}(?P<more>多|余)?倍(?P<most>多|以上|左右|有余)?")
_DOUBLED: Final = re.compile(
    r"(?P<near>近|接近|将近|约|几乎)?(?:翻了?(?P<near2>近|接近|将近|约)?(?P<number>[一两二三四])番|翻了?番)(?P<most>多|以上|左右|有余)?"
)
_FRACTION: Final = re.compile(
    r"(?P<near>近|接近|将近|约|不到|超过?|过)?(?:(?P<low>[二三四五六七八九十])分之(?P<high>[一二三四五六七八九])|(?P<tenths>[一二三四五六七八九])成|(?P<half>一半|半数))(?P<most>多|以上|左右|强|有余)?"
)
_GREW: Final = re.compile(r"(?:增长|增加|提高|增|上升|扩大|提升|涨)(?:了|近|约|超过?|幅度?为?|达)*$")
_TOGETHER: Final = re.compile(r"[两二三四五六七八九十\d]项|合计|合共|共计|之和|总计|累计|各项|以上")  # 两项活动参与人数占…: of several
_LATTER: Final = ("level", "to")
_EARLIER: Final = ("former", "from")
_CLAUSE: Final = re.compile(r"[；;。]")
_BEHIND: Final = re.compile(r"\s*[（(](?:上年|去年|20\d\d年|上年同期)[^（）()，。；\d]{0,8}$")
_MEAN: Final = re.compile(r"[人户月日年周季场次期班馆校村亩车]均|平均|每")
_OF_YEAR: Final = re.compile(r"(?:相当于|[是为])(?P<year>(?:19|20)\d\d)年的(?:约|近|将近|接近|超过?)?$")
_SHARE_OF: Final = re.compile(r"占[^，。；占]{0,16}$")
_LOW: Final = {
    "近": "under",
    "接近": "under",
    "将近": "under",
    "不到": "under",
    "几乎": "under",
    "超过": "over",
    "超": "over",
    "过": "over",
}
_SCORE: Final = 0.75
_FEW: Final = 12  # figures before a multiple
_TEN: Final = 10
_DOUBT: Final = 0.5
_SLACK: Final = {"doubled": Decimal("0.12"), "fraction": Decimal("0.04")}


def check_multiples(context: Context) -> Iterator[Relation]:
    """Yield whether multiples and fractions are those of the values they are told of."""
    for passage in context.passages:
        text = passage.text
        for match in _TIMES.finditer(text) if "倍" in text else ():
            yield from _multiple(passage, match)
        for match in _DOUBLED.finditer(text) if "番" in text else ():
            yield from _doubled(passage, match)
        for match in _FRACTION.finditer(text) if passage.places and ("分之" in text or "成" in text or "半" in text) else ():
            yield from _fraction(passage, match)


def _figure(passage: Passage, match: re.Match[str], value: Decimal, step: Decimal) -> Figure:
    """Return what a word says as a figure."""
    start = match.start("number") if "number" in match.re.groupindex and match["number"] else match.start()
    text = passage.text[start : match.end()]
    return Figure(passage.start + start, passage.start + match.end(), text, "quantity", "倍", value, step, Decimal(1), "exact")


def _bounds(match: re.Match[str], value: Decimal, slack: Decimal) -> Range:
    """Return what a word leaves open: more behind 超 and before 多, less behind 近, both ways else."""
    groups = match.groupdict()
    how = _LOW.get(groups.get("near") or groups.get("near2") or "", "")
    if groups.get("more") or groups.get("most") in ("多", "以上", "有余", "强") or how == "over":
        return Range(value, value + 2 * slack)
    if how == "under":
        return Range(value - 2 * slack, value)
    return Range(value - slack, value + slack)


def _multiple(passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    """Yield whether a value is so many times another, or grew by so many times another."""
    number = Decimal(2) if match["number"] == "两" else parse_number(match["number"])
    if not number:
        return
    step = Decimal(1).scaleb(-len(match["number"].partition(".")[2]))
    before = passage.text[: match.start()]
    grew = bool(_GREW.search(before))
    value = number + 1 if grew else number
    pairs = _pairs(passage, match)
    if not pairs or not (grew or re.search(r"[是为的]$|相当于[^，。；]*$|达到?$", before.rstrip("约近超过了仅只"))):
        return
    bounds = _bounds(match, value, step / 2)
    found = [_judged(passage, match, value, bounds, step, pair) for pair in pairs]
    if grew and not any(one.holds for one in found):
        loose = [_judged(passage, match, number, _bounds(match, number, step / 2), step, pair) for pair in pairs]
        if any(one.holds for one in loose):
            yield _judged(passage, match, value, bounds, step, pairs[0], _DOUBT)
            return
    latter, earlier = (place.figure.value for place in pairs[0])
    if not any(one.holds for one in found) and _is_of_others(passage, match, bounds):
        return
    if any(one.holds for one in found) or earlier * value < _TEN * latter < _TEN * _TEN * earlier * value:
        yield next((one for one in found if one.holds), found[0])


def _is_of_others(passage: Passage, match: re.Match[str], bounds: Range) -> bool:
    """Tell whether a multiple is that of two other values of its sentence (共争取70万元，而上年只有1个协会、20万元，是上年的3.5倍)."""
    told = [place.figure for place in passage.places if place.end <= passage.start + match.start() and place.figure.kind != "percent"]
    told = told[-_FEW:]
    pairs = [
        (one, other) for one in told for other in told if same_unit(one, other) and one.kind == "amount" and one.value > other.value > 0
    ]
    return any(bounds.low <= one.value / other.value <= bounds.high for one, other in pairs)


def _doubled(passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    """Yield whether a value doubled as often as is told; it is said of what is near to it, too."""
    often = 1 if match["number"] is None else 2 if match["number"] == "两" else int(parse_number(match["number"]) or 1)
    value = Decimal(2) ** often
    pairs = _pairs(passage, match)
    bounds = _bounds(match, value, value * _SLACK["doubled"])
    bounds = Range(bounds.low - value / 50, bounds.high + value / 20)
    found = [_judged(passage, match, value, bounds, Decimal(0), pair) for pair in pairs]
    if found:
        yield next((one for one in found if one.holds), found[0])


def _fraction(passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    """Yield whether a part is the fraction of a whole that is told of the figure right before (占5.1万人次的三分之二)."""
    at = passage.start + match.start()
    places = [place for place in passage.places if place.end <= at]
    pairs = _fraction_pairs(passage, places, match) if len(places) > 1 else []
    if not pairs:
        return
    value = _value_of(match)
    bounds = _bounds(match, value, _SLACK["fraction"])
    bounds = Range(bounds.low - Decimal("0.01"), bounds.high + Decimal("0.01"))
    found = [_judged(passage, match, value, bounds, Decimal(0), pair) for pair in pairs]
    yield next((one for one in found if one.holds), found[0])


def _fraction_pairs(passage: Passage, places: Sequence[Place], match: re.Match[str]) -> list[tuple[Place, Place]]:
    """Return the parts and wholes that a fraction may be of: the whole told right before it, or the count told to hold the part."""
    last = places[-1]
    between = passage.text[last.end - passage.start : match.start()]
    if re.fullmatch(r"的?(?:约|近|将近|接近|超过?|不到|过)?", between) and _SHARE_OF.search(last.lead):
        if _TOGETHER.search(re.split("[，,；;。]", passage.text[: match.start()])[-1]):
            return []
        parts = [place for place in places[:-1] if place.role in _LATTER and same_unit(place.figure, last.figure)]
        if not parts or _CLAUSE.search(passage.text[parts[-1].end - passage.start : match.start()]):
            return []
        return [(part, last) for part in reversed(parts[-2:])]
    if not re.fullmatch(r"[^。；;\d]{0,14}[，,]占(?:比|了)?(?:约|近|将近|接近|超过?|不到|过)?", between):
        return []
    wholes = [place for place in places[:-1] if place.role in _LATTER and same_unit(place.figure, last.figure)]
    wholes = [place for place in wholes if place.figure.value > last.figure.value]
    if not wholes or not re.search(
        r"其中|中[，,]?[^，。；]{0,8}$", passage.text[wholes[-1].end - passage.start : last.start - passage.start]
    ):
        return []
    return [(last, wholes[-1])]


def _value_of(match: re.Match[str]) -> Decimal:
    """Return the value of a fraction in words."""
    if match["half"]:
        return Decimal("0.5")
    if match["tenths"]:
        return Decimal(int(parse_number(match["tenths"]) or 0)) / 10
    return Decimal(int(parse_number(match["high"]) or 0)) / Decimal(int(parse_number(match["low"]) or 1))


def _judged(
    passage: Passage, match: re.Match[str], value: Decimal, bounds: Range, step: Decimal, pair: tuple[Place, Place], score: float = _SCORE
) -> Relation:
    """Return whether one value is so many times the other."""
    after, before = pair[0].figure, pair[1].figure
    stated = _figure(passage, match, value, step)
    ratio = after.range.percent_of(before.range)
    right = after.value / before.value
    is_fraction = match.re is _FRACTION
    written = f"{100 * right:.2f}%" if is_fraction else f"{right:.2f}倍"
    holds = (Range(ratio.low / 100, ratio.high / 100) if ratio else Range(right, right)).meets(bounds)
    why = f"{after.text} ÷ {before.text} = {written}" + ("" if holds else f"，文中写“{_around(passage, match)}”")
    spans = tuple((figure.start, figure.end) for figure in (stated, after, before))
    kind: FindingKind = "share" if is_fraction else "change"
    return Relation(kind, holds, stated.text, written, spans, (passage.start, passage.end), why, None, 1.0 if holds else score)


def _around(passage: Passage, match: re.Match[str]) -> str:
    """Return a multiple with the verb before it."""
    grew = _GREW.search(passage.text[: match.start()])
    return passage.text[grew.start() if grew else match.start() : match.end()]


def _pairs(passage: Passage, match: re.Match[str]) -> list[tuple[Place, Place]]:
    """Return the values after and before that a multiple may be of, the likeliest first."""
    at = passage.start + match.start()
    told = [place for place in passage.places if place.end <= at and place.figure.unit != "倍"]
    told = _since_clause(passage, told, at)
    behind = next((place for place in passage.places if place.start >= passage.start + match.end()), None)
    if behind is not None and behind.role == "former" and _BEHIND.fullmatch(passage.text[match.end() : behind.start - passage.start]):
        return [(place, behind) for place in reversed(told) if place.role in _LATTER and same_unit(place.figure, behind.figure)][:2]
    if named := _OF_YEAR.search(passage.text, 0, match.start()):  # 2015年为4.92%，…今年达到11.46%，相当于2015年的2.33倍
        year = re.compile(rf"(?<!\d){named['year']}年")
        told = [place for place in told if place.end <= passage.start + named.start()]
        bases = [place for place in told[:-1] if year.search(place.lead)]
        return [(told[-1], base) for base in bases[:1] if same_unit(told[-1].figure, base.figure)]
    for number in range(len(told) - 1, -1, -1):
        base = told[number]
        if base.role in _EARLIER or _is_base(passage, base, match):
            after = [place for place in told[number + 1 :] if place.role in _LATTER]
            before = [place for place in reversed(told[:number]) if place.role in _LATTER]
            if _MEAN.search(base.lead):  # 两月共3.6万人次，月均1.8万人次，为平时月均0.9万人次的2倍: mean by mean
                means = [place for place in told[:number] if _MEAN.search(place.lead) and place.role in (*_LATTER, "each")]
                after, before = [], list(reversed(means))
            pairs = [(place, base) for place in (*after, *before) if same_unit(place.figure, base.figure) and base.figure.value > 0]
            return pairs[:2]
    return []


def _is_base(passage: Passage, base: Place, match: re.Match[str]) -> bool:
    """Tell whether a value is told right before a multiple as that of which it is one (是计划32件的3倍)."""
    between = passage.text[base.end - passage.start : match.start()]
    return re.fullmatch(r"的?(?:约|近|将近|接近|超过?)?", between) is not None and bool(
        re.search(r"(?:是|为|相当于|达到?)[^，。；]*$", base.lead)
    )


def _since_clause(passage: Passage, told: Sequence[Place], at: int) -> list[Place]:
    """Return the figures told since the last break of the sentence before a place."""
    kept: list[Place] = []
    for place in reversed(told):
        if _CLAUSE.search(passage.text[place.end - passage.start : at - passage.start]):
            break
        kept.insert(0, place)
    return kept
