"""Whether points lie between two values of a rate told by its name (覆盖率85%；上年35个、覆盖率76%，覆盖率提高9个百分点)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.arithmetic import difference_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Context, Passage, Place

_NAME: Final = re.compile(
    r"(?:^|[，,。；;、：:（(）)的]|上一?年度?(?:末|底)?|去年|今年|本年度?|本届|上届|年[初末底]|(?:19|20)\d\d年(?:末|底)?)"
    r"(?P<name>[一-鿿]{0,8}(?:率|度|面|比例|比重))(?:约|均|仅|已|为|达到?|是|[:：])*$"
)
_THAN: Final = re.compile(r"(?:同比|环比|[比较](?:上一?年度?|去年|上届|年初)(?:同期|末|底)?|也|又|随之|相应)*$")
_FORMER: Final = re.compile(r"上一?年|去年|上届|年初|上期|前一年|(?P<year>(?:19|20)\d\d)年")
_OTHER: Final = re.compile(r"其中|目标|计划|全[国省]|季度|半年")
_BEFORE: Final = 2  # sentences that are looked at
_SCORE: Final = 0.85


def check_points(context: Context) -> Iterator[Relation]:
    """Yield whether points are the difference of the two values that the line tells of the same rate."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for place in passage.places:
                if place.figure.kind == "points" and place.role == "by" and (name := _moved(place)):
                    yield from _between(line[max(0, number - _BEFORE) : number + 1], passage, place, name)


def _moved(place: Place) -> str:
    """Return the rate that points are told of."""
    change = cues.CHANGE.search(place.lead)
    named = _NAME.search(_THAN.sub("", place.lead[: change.start()])) if change else None
    return named["name"] if named else ""


def _between(passages: Sequence[Passage], passage: Passage, stated: Place, name: str) -> Iterator[Relation]:
    """Yield the same of one figure."""
    told: list[tuple[Place, str]] = []
    for one in passages:
        at = one.start
        for place in one.places:
            if place.start >= stated.start:
                break
            if place.figure.kind == "percent" and place.role != "by" and (named := _NAME.search(place.lead)) and named["name"] == name:
                told.append((place, one.text[at - one.start : place.start - one.start]))
                at = place.end
    if len(told) != _BEFORE or any(_OTHER.search(before) for _, before in told):
        return
    pair = _in_time(told)
    if pair is None:
        return
    after, before = pair if stated.sign > 0 else pair[::-1]
    yield compare("change", stated.figure, difference_of(after.figure, before.figure), (passage.start, passage.end), _SCORE)


def _in_time(told: Sequence[tuple[Place, str]]) -> tuple[Place, Place] | None:
    """Return the later and the earlier of two values, each with the words before it, if just one is told of an earlier time."""
    cued = [_FORMER.search(before) for _, before in told]
    (first, _), (second, _) = told
    if cued[0] and cued[1]:
        years = [match["year"] for match in cued if match]
        if not all(years) or years[0] == years[1]:
            return None
        return (first, second) if years[0] > years[1] else (second, first)
    if cued[1]:
        return first, second
    return (second, first) if cued[0] and not cued[0]["year"] else None
