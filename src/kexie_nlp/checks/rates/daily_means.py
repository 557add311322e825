"""Whether values per day are those of all days of the year, which no report tells: 热线全年接听43800次，日均120次.

If they are not, a slip is reported where the report tells no number of days at all. Those per month are of twelve months
(全年推送288条，月均24条).
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

_PERIOD: Final = re.compile(r"(?:19|20)\d\d年|\d{1,2}月|季度|半年|期间|[春夏秋冬暑寒]|活动周|节(?!目)")
_MONTHLY: Final = re.compile(r"[，,（(](?:平均每个?月|每个?月平均|月平?均)[一-鿿]{0,6}")
_MONTHS: Final = Decimal(12)
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
            if (relation := _of_months(passage, index)) is not None:
                yield relation
                continue
            told = told_per(passage, place)
            if told is not None and told.unit == "天" and context.year is not None:
                relation = _of_all_days(told, context.passages, passage.places[:index], context.year)
                if relation is not None:
                    yield relation


def _of_months(passage: Passage, index: int) -> Relation | None:
    """Return whether a value per month is that of a total of the whole year, told right before it."""
    stated, total = passage.places[index], passage.places[index - 1] if index else None
    if total is None or not _MONTHLY.fullmatch(stated.lead) or stated.role not in ("level", "each") or stated.figure.exactness != "exact":
        return None
    clause = _STOP.split(passage.text[: total.start - passage.start])[-1]
    are_like = same_unit(stated.figure, total.figure) and total.role in ("level", "to") and not total.depth
    if not are_like or total.figure.exactness != "exact" or _PERIOD.search(clause) or not 0 < stated.figure.value < total.figure.value:
        return None
    value, bounds = total.figure.value / _MONTHS, total.figure.range
    computed = Computed(
        value,
        Range(bounds.low / _MONTHS, bounds.high / _MONTHS),
        f"{total.figure.text} ÷ 12个月 = {stated.figure.written(value)}",
        (total.figure,),
    )
    figure = replace(stated.figure, step=stated.figure.step or Decimal(1))
    relation = compare("share", figure, computed, (passage.start, passage.end), _SCORE)
    by = relation.difference or Decimal(0)
    return relation if relation.holds or (_YEAR.search(clause) is not None and abs(by) * _TWO < value) else None


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
