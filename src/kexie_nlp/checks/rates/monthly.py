"""Whether values per month are a twelfth of what is told of the year (全年编发信息264条，平均每月22条)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, same_unit
from kexie_nlp.checks.told.figures import Range

_MONTHLY: Final = re.compile(r"[^，。；\d]{0,6}[，,](?:平均每月|每月平均|月均)(?:约|为|达|近)*")
_YEAR: Final = re.compile(r"全年|一年|本年")
_MONTHS: Final = 12
_HALF: Final = Decimal("0.5")
_SCORE: Final = 0.6


def check_monthly(context: Context) -> Iterator[Relation]:
    """Yield whether a value per month is a twelfth of what a sentence tells of the whole year."""
    for passage in context.passages:
        for before, stated in pairwise(passage.places):
            if not _MONTHLY.fullmatch(stated.lead) or not same_unit(before.figure, stated.figure) or before.role not in ("level", "to"):
                continue
            if not _YEAR.search(passage.text[: stated.start - passage.start]):
                continue
            value, bounds = before.figure.value / _MONTHS, before.figure.range
            formula = f"{before.figure.text} ÷ {_MONTHS} = {stated.figure.written(value)}"
            computed = Computed(value, Range(bounds.low / _MONTHS - _HALF, bounds.high / _MONTHS + _HALF), formula, (before.figure,))
            yield compare("share", stated.figure, computed, (passage.start, passage.end), _SCORE)
