"""The counts told before a rate: whether they are a part or of another year, and whether their words name the whole that it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.rates.like_rates import unit_of
from kexie_nlp.checks.told.context import Passage, Place, same_unit

VALUE_ROLES: Final = ("level", "to")
_INNER: Final = re.compile(r"其中|[内里]含|包括|其[他余]|[特一二三四]等|[金银铜]奖|优秀奖|新增|另有")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PRIZED: Final = re.compile(r"奖|入围|得奖|优秀|命名")
_PIECES: Final = frozenset("个件项篇支队组份幅条部")
_HEADS: Final = ({"人", "份"}, {"人", "座"}, {"人", "人次"})  # each tells how many people
_BEHIND: Final = 8  # characters
_NOT_DONE: Final = re.compile(r"计划|打算|任务|目标|指标|下达|(?<!公共)预算|上年|去年|上届|上一届|往年|同期|拟")
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Count:
    """A value told before a rate; ``is_inner``: as a part of another one; ``is_past``: of another year, or planned."""

    passage: Passage
    place: Place
    is_inner: bool
    is_past: bool


def counts_in(passage: Passage, year: int | None) -> list[Count]:
    """Return the values of a sentence."""
    places = [place for place in passage.places if place.figure.kind in ("amount", "quantity") and place.figure.exactness == "exact"]
    inner = {id(place) for place in places if place.depth or _INNER.search(place.lead)}
    for first, whole in enumerate(places):
        total, row = Decimal(0), list[Place]()
        for part in places[first + 1 :]:
            if not same_unit(part.figure, whole.figure) or total >= whole.figure.value:
                break
            total, row = total + part.figure.value, [*row, part]
        if len(row) >= _TWO and total == whole.figure.value:
            inner |= {id(part) for part in row}
    return [Count(passage, place, id(place) in inner, _is_past(place, year)) for place in places]


def _is_past(place: Place, year: int | None) -> bool:
    """Tell whether a value is told of another year than the one reported on, or planned."""
    chunk = chunk_of(place)
    years = [int(told) for told in _YEAR.findall(chunk)]
    return _NOT_DONE.search(chunk) is not None or (year is not None and any(told != year for told in years))


def past_of(told: Count) -> list[Place]:
    """Return the values of a year before that the sentence of a value tells."""
    return [place for place in told.passage.places if place.role == "former" and same_unit(place.figure, told.place.figure)]


def may_hold(told: Count, part: Place, rate: Place, base: str, *, is_part: bool = False) -> bool:
    """Tell whether a value can be what a part is counted in: of its unit, or both pieces of work of which some are chosen."""
    whole, place = told.place, part.figure
    if (
        (whole is part and not is_part)
        or whole.figure.value < place.value
        or not (whole.role in VALUE_ROLES or (base and whole.role == "budget"))
    ):
        return False
    if told.is_past and not _NOT_DONE.search(rate.lead) and not (base and whole.role == "budget"):
        return False
    units = {unit_of(whole.figure), unit_of(place)}
    if units in _HEADS and (base or "问卷" in whole.lead or "座" in rate.lead):
        return True
    are_pieces = whole.figure.kind == place.kind == "quantity" and units <= _PIECES and _PRIZED.search(rate.lead + part.lead) is not None
    return same_unit(whole.figure, place) or (whole.figure.kind == place.kind and len(units) == 1) or are_pieces


def named_so(base: str, told: Sequence[Count]) -> list[Count]:
    """Return the values that are told with the most of the words of a name, the first of which says most (收回问卷)."""
    words = [first + second for first, second in pairwise(base)]
    scores = [likeness(words, one) for one in told]
    most = max(scores, default=0)
    return [one for one, score in zip(told, scores, strict=True) if score == most > 0]


def likeness(words: Sequence[str], one: Count) -> int:
    """Return how many of some words a value is told with; the first counts for all others."""
    named = chunk_of(one.place) + one.place.figure.unit + words_behind(one)
    return sum(word in named for word in words[1:]) + (len(words) if words and words[0] in named else 0)


def chunk_of(place: Place) -> str:
    """Return what is told of a figure right before it."""
    return re.split(r"[，,。；;：:]", place.lead)[-1]


def words_behind(told: Count) -> str:
    """Return what stands behind a figure, up to the next mark (128支队伍上场)."""
    at = told.place.end - told.passage.start
    return re.split(r"[，,。；;：:、（(\d]", told.passage.text[at : at + _BEHIND])[0]
