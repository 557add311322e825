"""Whether what is owned is what is owed and what is left over: 资产总额 = 负债总额 + 净资产总额."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place

_END: Final = r"(?:总额|总计|合计|总值|余额)?(?:为|是|共计?|[:：])*$"
_ASSETS: Final = re.compile(
    r"(?<![一-鿿])(?:年末|期末|单位|国有|全部|[一-鿿]{0,6}(?:科协|年末|期末))?资产(?:总额|总计|合计|总值)(?:为|是|共计?|[:：])*$"
)
_DEBTS: Final = re.compile(rf"(?<!流动)(?<!动)负债{_END}")
_NET: Final = re.compile(rf"净资产{_END}")
_SCORE: Final = 0.8


def check_net_worth(context: Context) -> Iterator[Relation]:
    """Yield whether a line that tells each of the three once tells them so that they agree."""
    for line in context.paragraphs():
        found = [_only(line, form) for form in (_ASSETS, _DEBTS, _NET)]
        if any(one is None for one in found):
            continue
        (passage, assets), (_, debts), (_, net) = (one for one in found if one is not None)
        value = debts.figure.value + net.figure.value
        formula = f"{debts.figure.text} + {net.figure.text} = {assets.figure.written(value)}"
        computed = Computed(value, debts.figure.range + net.figure.range, formula, (debts.figure, net.figure))
        yield compare("sum", assets.figure, computed, (passage.start, passage.end), _SCORE)


def _only(line: list[Passage], form: re.Pattern[str]) -> tuple[Passage, Place] | None:
    """Return the one amount of a line that a form names, if it is told of the time reported on."""
    found = [
        (passage, place)
        for passage in line
        for place in passage.places
        if place.figure.kind == "amount" and place.role in ("level", "to") and form.search(place.label or place.lead)
    ]
    return found[0] if len(found) == 1 else None
