"""Rates of variation, which may go either way (结转结余变动率为-12.16%), and the formula that some reports write out for one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import rate_between
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_RATE: Final = re.compile(
    r"(?:变动|变化|增减)(?:率|幅度|比例)(?:\s*[［\[（(][^）)\]］\d]{0,40}(?:[)）][^）)\]］\d]{0,12})?[］\])）])?(?:约|为|是|=|＝|[:：])*(?P<minus>[-－—]?)$"
)
_NUMBER: Final = r"\d[\d.]*"
_FORMULA: Final = re.compile(
    rf"(?:变动|变化|增减|增长)(?:率|幅度|比例)?(?:为|[:：=＝])[［\[（({{]*(?P<after>{_NUMBER})(?:万元|元)?\s?[-－—–]\s?(?P<before>{_NUMBER})(?:万元|元)?[）)\]］}}]"
    rf"\s?[÷/／]\s?(?P<base>{_NUMBER})(?:万元|元)?[）)\]］]?\s?(?:[×xX*✕]\s?100[%％])?\s?[=＝]\s?$"
)
_MINUS: Final = re.compile(r"[-－—]\s*$")
_OF_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)|上年|去年|本年|当年|年初")
_EARLIER: Final = ("上年", "去年", "年初")
_TWO: Final = 2
_NEAR: Final = 40
_SCORE: Final = 0.7


def check_variation(context: Context) -> Iterator[Relation]:
    """Yield whether a rate of variation is that of the two values, each told with its year, right before it in the sentence."""
    for passage in context.passages:
        for index, place in enumerate(passage.places):
            if place.figure.kind != "percent":
                continue
            if formula := _FORMULA.search(_MINUS.sub("", passage.text[: place.start - passage.start])):
                yield from _of_formula(passage, place, formula)
            elif told := _RATE.search(place.lead):
                yield from _of_values(context, passage, index, told)


def _signed(place: Place, lead: str) -> Figure:
    """Return a percentage with the minus written before it."""
    if not _MINUS.search(lead):
        return place.figure
    return replace(place.figure, value=-place.figure.value, text=f"-{place.figure.text}")


def _of_formula(passage: Passage, place: Place, match: re.Match[str]) -> Iterator[Relation]:
    """Yield whether a percentage is what the formula right before it gives (（10.00－12.50）÷12.50×100%=-20.00%)."""
    after, before, base = (Decimal(match[name].rstrip(".")) for name in ("after", "before", "base"))
    if not base:
        return
    value = (after - before) / base * 100
    computed = Computed(value, Range(value, value), f"{match[0].partition('=')[2] or match[0]}{value:.2f}%", ())
    yield compare("change", _signed(place, place.lead), computed, (passage.start, passage.end), _SCORE)


def _of_values(context: Context, passage: Passage, index: int, told: re.Match[str]) -> Iterator[Relation]:
    """Yield whether a rate is that of two values told with two years, in either order."""
    places = [place for place in passage.places[max(0, index - _TWO - 1) : index] if place.role in ("former", "level", "budget")]
    years = {place.start: _year_of(context, passage, place) for place in places}
    if len(places) != _TWO or None in years.values() or not same_unit(places[0].figure, places[1].figure):
        return
    before, after = sorted(places, key=lambda place: years[place.start] or 0)
    if years[before.start] == years[after.start] or places[0].figure.kind == "percent" or re.search("其中|；", told.string[: told.start()]):
        return
    computed = rate_between(after.figure, before.figure)
    if computed is not None:
        stated = _signed(passage.places[index], passage.places[index].lead)
        relation = compare("change", stated, computed, (passage.start, passage.end), _SCORE)
        if relation.holds or not compare("change", passage.places[index].figure, _size(computed), (0, 0), _SCORE).holds:
            yield relation


def _size(computed: Computed) -> Computed:
    """Return a rate without its sign: a missing minus is no error where the word leaves open which way it goes."""
    if computed.value >= 0:
        return computed
    return replace(computed, value=-computed.value, range=computed.range.negative())


def _year_of(context: Context, passage: Passage, place: Place) -> int | None:
    """Return the year that is told last before a value in its clause."""
    at = place.start - passage.start
    clause = re.split("[，,。；;（(]", passage.text[max(0, at - _NEAR) : at])[-1]
    found = _OF_YEAR.findall(clause)[-1:]
    if not found or context.year is None:
        return None
    return int(found[0]) if found[0].isdigit() else context.year - (found[0] in _EARLIER)
