"""Whether a rate is of what its sentence says it is of: 以有效问卷为准，满意361份，满意率93.52%, which is that of all that came back.

Reported only where the rate is just that of another figure told before.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit

_NAMED: Final = re.compile(
    r"[以按]照?(?P<name>[一-鿿]{2,12}?)(?:总?[数额]|人数)?(?:作为|为|作)?(?:分母|基数|基准|准|口径)(?:计算|计|统计|测算)?[，,：:]"
)
_BACK: Final = 6  # sentences
_MOST: Final = Decimal("1.5")  # times its base that a part may be, such as what was spent of a budget
_MOST_FIGURES: Final = 24  # before a rate
_TWO: Final = 2
_SCORE: Final = 0.7


def check_named_denominators(context: Context) -> Iterator[Relation]:
    """Yield the rates that are of another figure than the one that their sentence names as the base."""
    for at, passage in enumerate(context.passages):
        named = _NAMED.search(passage.text) if "准" in passage.text or "基" in passage.text or "分母" in passage.text else None
        if named is not None:
            yield from _rates(context.passages[max(0, at - _BACK) : at + 1], passage, named)


def _rates(sentences: Sequence[Passage], passage: Passage, named: re.Match[str]) -> Iterator[Relation]:
    """Yield each rate behind the name of a base that is of another one."""
    told = [place for sentence in sentences for place in sentence.places if place.figure.kind in ("amount", "quantity")]
    meant = [place for sentence in sentences for place in _named(named["name"], sentence)][-_MOST_FIGURES:]
    for rate in passage.places:
        if rate.figure.kind != "percent" or rate.role == "by" or rate.start < passage.start + named.end():
            continue
        near = [place for place in told if place.start < rate.start][-_MOST_FIGURES:]
        pairs = [(part, base) for part in near for base in near if _is_rate(rate, part, base)]
        if not pairs or any(base in meant for _, base in pairs):
            continue
        part = pairs[-1][0]
        bases = [place for place in meant if same_unit(place.figure, part.figure) and place is not part]
        alike = [place for place in bases if key_of(place.label)[:_TWO] == key_of(part.label)[:_TWO]]
        alike = alike or [place for place in bases if key_of(place.label).endswith(named["name"])] or bases
        computed = share_of(part.figure, alike[0].figure) if len(alike) == 1 else None
        if computed is not None:
            yield compare("share", rate.figure, computed, (passage.start, passage.end), _SCORE)


def _named(name: str, sentence: Passage) -> Iterator[Place]:
    """Yield the values that a sentence tells behind a name: 有效问卷380份; 调整后全年预算277.65万元，即项目支出预算103.00万元."""
    at = sentence.text.find(name)
    is_naming = bool(_NAMED.match(sentence.text, at - 1)) if at > 0 else False
    if at >= 0 and not is_naming:
        yield from (place for place in sentence.places if place.start >= sentence.start + at + len(name))


def _is_rate(rate: Place, part: Place, base: Place) -> bool:
    """Tell whether a rate is that of one value in another."""
    if part is base or not same_unit(part.figure, base.figure) or part.start > rate.start or part.figure.value > _MOST * base.figure.value:
        return False
    computed = share_of(part.figure, base.figure)
    return computed is not None and computed.range.meets(rate.figure.range)
