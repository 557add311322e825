"""Whether values per day are those of all days of the year, which no report tells: 热线全年接听43800次，日均120次.

If they are not, a slip is reported where the report tells no number of days at all. Those per month and quarter are of the months told, or
of the whole year (全年推送288条，月均24条; 前9个月巡诊54次，平均每季18次), changes per year of the years told (三年新增27家，年均增加9家).
"""

import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.rates.far_averages import Told, counts_of, decimals_of, is_total, told_per
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.numerals import parse_number

_PERIOD: Final = re.compile(r"(?:19|20)\d\d年|\d{1,2}月|季度|半年|期间|[春夏秋冬暑寒]|活动周|节(?!目)")
_NUMBER: Final = r"(?:[一二两三四五六七八九十]|十[一二]|\d{1,2})"
_OF_PART: Final = re.compile(
    r"(?:^|[，,（(])(?:平均每个?(?P<one>[月季])度?|每个?(?P<two>[月季])度?平均|(?P<three>[月季])平?均)[一-鿿]{0,6}"
)
# what a total is of, in months: 前8个月, 1—9月, 上半年, 前三季度
_MONTHS_TOLD: Final = re.compile(
    rf"(?:前|头|历时|开[放展通][^，。；\d]{{0,4}})(?P<months>{_NUMBER})个月"
    r"|(?<!\d)(?P<first>1[0-2]|[1-9])月?[至到—－～~-]+"
    r"(?P<last>1[0-2]|[1-9])月(?!\d)"
    rf"|(?P<half>[上下]半年)|前(?P<quarters>[二两三])个?季度"
)
_MONTHS: Final = Decimal(12)
_OF_QUARTER: Final = Decimal(3)
_OF_HALF: Final = 6
_GREW: Final = r"(?P<grew>净?(?:提[高升]|增[加长添]|上升|扩大)|(?:下降|减少|降低|压减))"
_YEARLY: Final = re.compile(
    rf"[，,（(](?P<years>{_NUMBER})?(?:年(?:间|来|里|内|中)?)?(?:则|即)?(?:年均|平均每年|每年平均)(?:要|需|须|净)*{_GREW}了?(?:约|近|为|达到?)*"
)
_YEARS_TOLD: Final = re.compile(rf"(?<![\d十第后前])(?P<number>{_NUMBER})年(?![级均前后底末初度\d])")
_DOWN: Final = re.compile(r"下降|减少|降低|压减|少|降|减")
_YEAR: Final = re.compile(r"全年|年度|一年|年内")
_STOP: Final = re.compile(r"[；;。]")
_LIKE_IT: Final = 1.5
_TWO: Final = 2
_HUNDRED: Final = 100
_SCORE: Final = 0.65


def check_daily_means(context: Context) -> Iterator[Relation]:
    """Yield whether values per day are those of the totals of their sentences over the year."""
    for passage in context.passages:
        for index, place in enumerate(passage.places):
            if (relation := _of_parts(passage, index) or _of_years(passage, index)) is not None:
                yield relation
                continue
            told = told_per(passage, place)
            if told is not None and told.unit == "天" and context.year is not None:
                relation = _of_all_days(told, context.passages, passage.places[:index], context.year)
                if relation is not None:
                    yield relation


def _of_parts(passage: Passage, index: int) -> Relation | None:
    """Return whether a value per month or quarter is that of a total of the year, or of the months told, right before it."""
    stated, total = passage.places[index], passage.places[index - 1] if index else None
    match = _OF_PART.fullmatch(stated.lead)
    if total is None or match is None or stated.role not in ("level", "each") or stated.figure.exactness != "exact":
        return None
    clause = _STOP.split(passage.text[: total.start - passage.start])[-1]
    are_like = same_unit(stated.figure, total.figure) and total.role in ("level", "to") and not total.depth
    if not are_like or total.figure.exactness != "exact" or not 0 < stated.figure.value < total.figure.value:
        return None
    told = list(_MONTHS_TOLD.finditer(clause))
    if len(told) > 1 or _PERIOD.search(_MONTHS_TOLD.sub("", clause)):
        return None
    months = _months_of(told[0]) if told else _MONTHS
    word = match["one"] or match["two"] or match["three"]
    number = months if word == "月" else months / _OF_QUARTER
    if number < _TWO or number % 1:
        return None
    relation = _divided(passage, stated, total, number, "个月" if word == "月" else "个季度")
    by, computed = relation.difference or Decimal(0), total.figure.value / number
    is_near = abs(by) * _TWO < computed or slip(stated.figure.value, round(computed, 0)) >= _LIKE_IT
    return relation if relation.holds or (is_near and (told or _YEAR.search(clause) is not None)) else None


def _months_of(match: re.Match[str]) -> Decimal:
    """Return how many months a period has."""
    if match["half"]:
        return Decimal(_OF_HALF)
    if match["quarters"]:
        return _counted(match["quarters"]) * _OF_QUARTER
    return _counted(match["months"]) if match["months"] else Decimal(int(match["last"]) - int(match["first"]) + 1)


def _counted(word: str) -> Decimal:
    """Return a number written with digits or characters."""
    return Decimal(2 if word == "两" else parse_number(word) or 0)


def _divided(passage: Passage, stated: Place, total: Place, number: Decimal, unit: str) -> Relation:
    """Return whether a mean is that of a total over so many months, quarters or years."""
    value, bounds = total.figure.value / number, total.figure.range
    formula = f"{total.figure.text} ÷ {number}{unit} = {stated.figure.written(value)}"
    computed = Computed(value, Range(bounds.low / number, bounds.high / number), formula, (total.figure,))
    figure = replace(stated.figure, step=stated.figure.step or Decimal(1))
    return compare("share", figure, computed, (passage.start, passage.end), _SCORE)


def _of_years(passage: Passage, index: int) -> Relation | None:
    """Return whether a change per year is that of the change over the years told with it (三年提高2.7个百分点，年均提高0.9个百分点)."""
    stated, total = passage.places[index], passage.places[index - 1] if index else None
    match = _YEARLY.fullmatch(stated.lead)
    if total is None or match is None or total.role != "by" or stated.figure.kind == "percent":
        return None
    is_like = same_unit(stated.figure, total.figure) and bool(_DOWN.search(match["grew"])) == (total.sign < 0)
    if not is_like or total.figure.exactness != "exact":
        return None
    clause = _STOP.split(passage.text[: total.start - passage.start])[-1]
    told = {_counted(match["years"])} if match["years"] else {_counted(one["number"]) for one in _YEARS_TOLD.finditer(clause)}
    if len(told) != 1 or (number := told.pop()) < _TWO:
        return None
    return _divided(passage, stated, total, number, "年")


def _of_all_days(told: Told, sentences: Sequence[Passage], own: Sequence[Place], year: int) -> Relation | None:
    """Return whether a value per day is that of a total by all days of the year; None if it may be of other days."""
    totals = [place for place in own if is_total(place.figure, told) and place.role in ("level", "to") and not place.depth]
    text = told.passage.text[: told.place.start - told.passage.start]
    are_other = any(counts_of(place.figure, told) for one in sentences for place in one.places if "天" in place.figure.text)
    if not totals or _PERIOD.search(_STOP.split(text)[-1]) or told.digits < _TWO:
        return None
    days = Decimal(366 if isleap(year) else 365)
    for total in totals:
        value, bounds = total.figure.value / days, total.figure.range
        formula = f"{total.figure.text} ÷ {days}天 = {told.figure.written(value)}"
        computed = Computed(value, Range(bounds.low / days, bounds.high / days), formula, (total.figure,))
        relation = compare("share", told.figure, computed, (told.passage.start, told.passage.end), _SCORE)
        if relation.holds and bounds.high - bounds.low <= days * max(told.figure.step, value / _HUNDRED):
            return relation
        is_only = len(totals) == 1 and not are_other and told.digits > _TWO
        if is_only and slip(told.figure.value, round(value, decimals_of(told))) >= _LIKE_IT:
            return relation
    return None
