"""Whether values per day are those of all days of the year, which no report tells: 热线全年接听43800次，日均120次.

If they are not, a slip is reported where the report tells no number of days at all.
"""

import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.rates.far_averages import Told, counts_of, decimals_of, is_total, told_per
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Range

_PERIOD: Final = re.compile(r"(?:19|20)\d\d年|\d{1,2}月|季度|半年|期间|[春夏秋冬暑寒]|活动周|节(?!目)")
_STOP: Final = re.compile(r"[；;。]")
_LIKE_IT: Final = 1.5
_TWO: Final = 2
_HUNDRED: Final = 100
_SCORE: Final = 0.65


def check_daily_means(context: Context) -> Iterator[Relation]:
    """Yield whether values per day are those of the totals of their sentences over the year."""
    for passage in context.passages:
        for index, place in enumerate(passage.places):
            told = told_per(passage, place)
            if told is not None and told.unit == "天" and context.year is not None:
                relation = _of_all_days(told, context.passages, passage.places[:index], context.year)
                if relation is not None:
                    yield relation


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
