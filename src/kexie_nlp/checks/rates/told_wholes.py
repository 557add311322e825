"""Whether a share is that of its part in a whole told before, in another sentence: 培训860人次。…职工215人次，占52.0%，其余为学生645人次.

The whole is the figure that all parts told together in the sentence make up exactly, or the one of the same things in the paragraph
(会员400人 … 青年会员140人，占53.0%); of the latter a share is reported only that is the right one with a digit mistyped or two exchanged.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure

_BESIDE: Final = re.compile(r"[，,（(](?:约|仅|就|已)?(?:占比?|比[例重])(?:其中|总数|总量|全部|总人数)?(?:的|为|达到?|约|[:：])*")
_ROLES: Final = ("level", "to")
_NOUN: Final = 2  # characters of the word for what is counted
_FEWEST: Final = 2  # parts
_SPECIFIC: Final = 3  # digits
_MOST: Final = 80  # figures before a share
_LIKE: Final = 1.5
_SCORE: Final = 0.7


def check_told_wholes(context: Context) -> Iterator[Relation]:
    """Yield whether shares told right behind their parts are those in a whole that was told before."""
    before: list[Place] = []
    for line in context.paragraphs():
        start = len(before)
        for passage in line:
            for part, share in zip(passage.places, passage.places[1:], strict=False):
                is_pair = share.role == "share" and part.role in _ROLES and _BESIDE.fullmatch(share.lead) is not None
                if not is_pair or part.depth or part.figure.kind == "percent" or part.figure.exactness != "exact":
                    continue
                told = [place for place in before[-_MOST:] if same_unit(place.figure, part.figure)]
                if found := _of_siblings(passage, part, share, told) or _of_kind(passage, part, share, before[start:]):
                    yield found
            before += [place for place in passage.places if place.role in _ROLES and place.figure.exactness == "exact"]


def _of_siblings(passage: Passage, part: Place, share: Place, told: Sequence[Place]) -> Relation | None:
    """Return whether a share is that of its part in the figure told before that it makes up with those beside it."""
    row = [place for place in passage.places if place.role in _ROLES and same_unit(place.figure, part.figure) and not place.depth]
    total = sum((place.figure.value for place in row), Decimal(0))
    fewest = _SPECIFIC - (len(row) > _FEWEST)  # digits that others do not make by chance
    wholes = [place.figure for place in told if place.figure.value == total and place.figure.digits >= fewest]
    if len(row) < _FEWEST or not wholes or any(place.figure.exactness != "exact" for place in row):
        return None
    return _judged(passage, part, share, wholes[-1], told)


def _of_kind(passage: Passage, part: Place, share: Place, told: Sequence[Place]) -> Relation | None:
    """Return that a share is that of its part in the one figure of such things told in the paragraph, but for a digit."""
    label = key_of(part.label)
    noun = label[-_NOUN:]
    alike = [place for place in told if same_unit(place.figure, part.figure)]
    wholes = [place.figure for place in alike if key_of(place.label).endswith(noun) and place.figure.value > part.figure.value]
    if len(label) <= _NOUN or len({one.value for one in wholes}) != 1:
        return None
    found = _judged(passage, part, share, wholes[-1], alike)
    if found is None or found.holds or found.difference is None or share.figure.digits < _SPECIFIC - 1:
        return None
    right = round(share.figure.value - found.difference, len(share.figure.text.partition(".")[2].rstrip("%％")))
    return found if slip(share.figure.value, right) >= _LIKE else None


def _judged(passage: Passage, part: Place, share: Place, whole: Figure, told: Sequence[Place]) -> Relation | None:
    """Return whether a share is that of its part in a whole, unless it fits another figure told before or beside it."""
    computed = share_of(part.figure, whole)
    if computed is None:
        return None
    relation = compare("share", share.figure, computed, (passage.start, passage.end), _SCORE)
    others = [place.figure for place in (*told, *passage.places) if same_unit(place.figure, part.figure)]
    fitting = (one for one in others if (own := share_of(part.figure, one)) is not None and own.range.meets(share.figure.range))
    return relation if relation.holds or next(fitting, None) is None else None
