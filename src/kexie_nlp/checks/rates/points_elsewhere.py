"""Whether points lie between a target or a mean and the value of that rate told elsewhere.

2024年公民具备科学素质比例6.45% … 2025年达到7.00%，比2024年需再提高0.65个百分点; 与全国10.56%的平均水平相比，还差3.76个百分点.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.arithmetic import difference_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.counted import PLANS

_NAME: Final = re.compile(r"(?P<name>[一-鿿（）()“”]{2,24}?(?:率|比例|科学素质(?:的?比例|水平)?|满意度))")
_NOISE: Final = re.compile(
    r"[（()）“”]|^.*?(?:[全我本各][省市县区州旗国][^率]{0,2}?(?=公民|[一-鿿]{4}))|公民|具备|(?:基本)?的|比例$|水平$|力争|确保|实现|达到|推动|使|将|(?:19|20)\d\d年[底末]?|[年到]"
)
_FILL: Final = r"(?:需|要|须|还|再|又|力争|约|净|将|进一步)*"
_MORE: Final = re.compile(
    rf"(?:以上|左右)?[，,、（(]{_FILL}(?:[比较](?:(?P<year>(?:19|20)\d\d)年[底末]?|现[有在]的?|目前|上年|今年))?{_FILL}(?:提高|增加|提升|上升)"
)
_APART: Final = re.compile(r"的?(?:平均|总体)?(?:水平|值)?(?:相比|相较|比)?[，,]?(?:还|仍|尚|也|还是)?(?:相?差|低|高|落后)(?:了|出)?")
_MEAN: Final = re.compile(r"(?:与|比|较|和|同|于)(?P<of>全[国省市州区])(?:平均(?:水平|值)?)?(?:为|的|[（(])?$")
_THAN_YEAR: Final = re.compile(r"[比较](?:(?:19|20)\d\d|上|去)年[底末]?的?$")
_GREW: Final = re.compile(r"(?:净|又|再)?(?:提高|增加|提升|上升|增长)了?")
_PLANNED: Final = re.compile(r"力争|目标|计划|确保|(?<![高升长加])到20\d\d年|将|拟|以上")
_WIDER: Final = re.compile(r"全国|全省|平均")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_SHORTEST: Final = 4
_SCORE: Final = 0.7
Values = dict[str, list[tuple[Place, str]]]


def check_points_elsewhere(context: Context) -> Iterator[Relation]:
    """Yield whether points told of a target, or against a wider mean, are those from the one value that the report tells of that rate."""
    values: Values | None = None
    for passage in context.passages:
        for at in range(1, len(passage.places)):
            stated, base = passage.places[at], passage.places[at - 1]
            if stated.figure.kind != "points" or base.figure.kind != "percent":
                continue
            more, mean = _MORE.fullmatch(stated.lead), _MEAN.search(base.lead)
            is_target = more is not None and base.role in ("share", "level", "to") and _is_plan(context, passage, base)
            is_mean = mean is not None and _APART.fullmatch(stated.lead) is not None
            is_change = at == 1 and _GREW.fullmatch(stated.lead) is not None and _THAN_YEAR.search(base.lead) is not None
            if not (is_target or is_mean or is_change):
                continue
            values = _values(context) if values is None else values
            if is_change:
                yield from _grown(context, passage, values)
                continue
            year = more["year"] if more is not None else None
            yield from _compared(passage, stated, base, values.get(_name(passage, at - 1), []), year)


def _grown(context: Context, passage: Passage, values: Values) -> Iterator[Relation]:
    """Yield whether points told against an earlier year lead to the one value told elsewhere (比2022年的13.47%提高2.35个百分点)."""
    base, stated = passage.places[0], passage.places[1]
    if _PLANNED.search(passage.text[: stated.end - passage.start]) or any(map(PLANS.search, context.headings(passage.section)[:2])):
        return
    name = _name(passage, 0) if not _WIDER.search(base.lead) else ""
    told = [(place, of) for place, of in values.get(name, []) if of in ("", str(context.year))]
    if told and len(told) == len(values[name]):
        yield from _compared(passage, stated, base, told, None)


def _is_plan(context: Context, passage: Passage, place: Place) -> bool:
    """Tell whether a value is one that is aimed at."""
    told = passage.text[: place.end + 2 - passage.start]
    return bool(_PLANNED.search(told)) or any(map(PLANS.search, context.headings(passage.section)[:2]))


def _name(passage: Passage, at: int) -> str:
    """Return the rate that a percentage is told of, without words on whose it is; "" if none is named."""
    place = passage.places[at]
    clause = re.split("[。；;]", place.lead)[-1]
    found = list(_NAME.finditer(clause))
    if not found and place.role == "to" and at and passage.places[at - 1].role == "from":
        return _name(passage, at - 1)
    if not found or "其中" in clause:
        return ""
    name = _NOISE.sub("", re.split("[，,、：:]", found[-1]["name"])[-1])
    return name if len(name) >= _SHORTEST else ""


def _values(context: Context) -> Values:
    """Return what the report tells of each rate as reached, with the year told of it."""
    found: Values = defaultdict(list)
    year = context.year if context.analysis.report.kind == "工作计划" else None
    last = str(year - 1) if year is not None else "-"  # what a plan tells of the year before is its base
    for passage in context.passages:
        if any(map(PLANS.search, context.headings(passage.section)[:2])):
            continue
        for at, place in enumerate(passage.places):
            is_value = place.figure.kind == "percent" and (place.role in ("share", "level", "to") or place.note == last) and not place.depth
            chunk = re.split("[。；;]", place.lead)[-1]
            if (
                not is_value
                or _THAN_YEAR.search(chunk)
                or _PLANNED.search(chunk)
                or _WIDER.search(chunk)
                or passage.text.startswith("以上", place.end - passage.start)
            ):
                continue
            if name := _name(passage, at):
                years = _YEAR.findall(chunk)
                found[name].append((place, years[-1] if years else ""))
    return found


def _compared(passage: Passage, stated: Place, base: Place, told: Sequence[tuple[Place, str]], year: str | None) -> Iterator[Relation]:
    """Yield whether points are those between a target or mean and the one value told."""
    told = [(place, of) for place, of in told if place is not base and place.start != base.start]
    if not told or len({place.figure.value for place, _ in told}) != 1 or any(year and of and of != year for _, of in told):
        return
    own = told[0][0].figure
    after, before = (base.figure, own) if base.figure.value >= own.value else (own, base.figure)
    yield compare("change", stated.figure, difference_of(after, before), (passage.start, passage.end), _SCORE)
