"""Whether what is told of this year is what last year had: 培训768人次，上年为642人次 … 综上，全年培训642人次.

A value of three digits or more stands in two years by chance so rarely that a word of its name is enough.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_OWN: Final = re.compile(r"全年|本年|今年|年内|一年来|当年|综上|总的来?看|总体|合计|共|现有")
_OTHER: Final = re.compile(r"[比较与同]|上年|去年|上一年|上届|往年|原|增|减|其中|目标|计划|预算|基础|结转|年初|期初|[约余近]")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_HAN: Final = re.compile(r"[^一-鿿]+")
_SAYS_LITTLE: Final = re.compile(r"全年|本年度?|今年|共计?|累计|合计|综上|项目|完成|达到?|为|有|上年|去年")
_KINDS: Final = ("amount", "quantity")
_BACK: Final = 3  # figures between a value and that of last year
_DIGITS: Final = 3
_TWO: Final = 2
_SCORE: Final = 0.6


def check_stale_sums(context: Context) -> Iterator[Relation]:
    """Yield values told of this year that another place tells of last year, beside another value of this year by the same name."""
    pairs = [pair for passage in context.passages for pair in _pairs(passage)]
    for passage in context.passages if pairs else ():
        for place in passage.places:
            if place.role not in ("level", "to") or place.depth or not _is_own(context, passage, place):
                continue
            for value, former in pairs:
                is_same = former.figure.value == place.figure.value and same_unit(former.figure, place.figure)
                if is_same and _is_alike(place, value) and not _is_listed(passage, place):
                    yield _relation(passage, place, value, former)
                    break


def _pairs(passage: Passage) -> Iterator[tuple[Place, Place]]:
    """Yield the values of a sentence with that of last year behind them, in one unit and told with digits enough."""
    for at, former in enumerate(passage.places):
        if former.role != "former" or former.figure.kind not in _KINDS or former.figure.digits < _DIGITS:
            continue
        before = [place for place in passage.places[max(0, at - _BACK) : at] if same_unit(place.figure, former.figure)]
        if len(before) == 1 and before[0].role in ("level", "to") and before[0].figure.value != former.figure.value:
            yield before[0], former


def _is_own(context: Context, passage: Passage, place: Place) -> bool:
    """Tell whether a value is told of the year reported on, and is not held against another."""
    sentence = passage.text
    years = {int(year[:4]) for year in _YEAR.findall(sentence)}
    return bool(_OWN.search(place.lead)) and not _OTHER.search(place.lead) and years <= {context.year or 0}


def _is_alike(place: Place, value: Place) -> bool:
    """Tell whether two values share two characters that say what they count."""
    one, other = (_pieces(some.lead) for some in (place, value))
    return bool(one & other)


def _is_listed(passage: Passage, place: Place) -> bool:
    """Tell whether another value of one unit follows in a list, and a value is part of all (现有城区志愿者465人、乡镇志愿者47人)."""
    behind = passage.places[passage.places.index(place) + 1 :][:1]
    return bool(behind) and behind[0].lead.startswith(("、", "和", "及")) and same_unit(behind[0].figure, place.figure)


def _pieces(text: str) -> set[str]:
    """Return the pairs of characters of a text that say what is counted."""
    words = _HAN.split(_SAYS_LITTLE.sub(" ", text))
    return {word[at : at + _TWO] for word in words for at in range(len(word) - 1)}


def _relation(passage: Passage, place: Place, value: Place, former: Place) -> Relation:
    """Return the finding."""
    why = f"文中写{place.figure.text}，为上年数；本年为{value.figure.text}，上年为{former.figure.text}"
    spans: Sequence[tuple[int, int]] = [(one.start, one.end) for one in (place, value, former)]
    quote = (passage.start, passage.end)
    difference = place.figure.value - value.figure.value
    return Relation("repeat", False, place.figure.text, value.figure.text, tuple(spans), quote, why, difference, _SCORE)
