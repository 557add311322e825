"""Whether a value that is told in two units is the same in both (1,250,000.00元（折合125.00万元）)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, same_unit

_CONVERTED: Final = re.compile(r"[（(，,]?(?:折合|约合|折算为?|换算为?|折)(?:人民币)?(?:约|为)*|[（(](?:即|合|也即|约)(?:人民币)?约?")
_SCORE: Final = 0.85


def check_conversions(context: Context) -> Iterator[Relation]:
    """Yield whether values told in 元 and again in 万元, or in 人次 and again in 万人次, are the same."""
    for passage in context.passages:
        for first, second in pairwise(passage.places):
            one, other = first.figure, second.figure
            if not _CONVERTED.fullmatch(second.lead) or one.kind == "percent" or not same_unit(one, other) or one.scale == other.scale:
                continue
            computed = Computed(one.value, one.range, f"{one.text} = {other.written(one.value)}", (one,))
            yield compare("unit", other, computed, (passage.start, passage.end), _SCORE)
