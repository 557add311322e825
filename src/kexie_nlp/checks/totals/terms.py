"""Wholes told with their terms: halves and quarters of a year, batches; and rates with plan and result in brackets behind them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import completion_of
from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_TERMS: Final = (
    (re.compile(r"上半年|(?<!\d)1(?:月份?)?(?:至|到|—|-|－|～)6月"), re.compile(r"下半年|(?<!\d)7(?:月份?)?(?:至|到|—|-|－|～)12月")),
    tuple(re.compile(rf"第?{number}季度") for number in "一二三四"),
    tuple(re.compile(rf"第{number}[批期轮]") for number in ("一", "二", "三")),
    (re.compile(r"(?:首|第一)[批期轮]"), re.compile(r"第二[批期轮]")),
)
_WHOLE: Final = re.compile(
    r"全年|[两二三四][批期轮个]{1,2}(?:季度|半年)?(?:合计|共计?|总计|累计)|[，,；;](?:全年|累计)?(?:共|合计|共计|总计|累计)"
)
_HALVES: Final = tuple(
    (
        tuple(re.compile(rf"第?{number}季度") for number in pair),
        re.compile(rf"(?:^|[，,；;（(、])(?:合计|全)?{half}半年[^，。；\d]{{0,10}}$"),
    )
    for pair, half in (("一二", "上"), ("三四", "下"))
)
_CHANGE: Final = re.compile(r"比|较|增|减|上年|去年|其中|目标|计划|每|均")
_RATE: Final = re.compile(r"(?:完成率|执行率|执行进度|支付率|使用率)(?:为|达到?|是|[:：])*$")
_PLAN: Final = re.compile(r"[（(](?:年初|全年|年度)?(?:目标|计划|预算|任务|指标)[值数]?(?:为|是|[:：])*")
_RESULT: Final = re.compile(r"[，,、；;](?:实际|全年实际|完成|执行|支出|实绩)[一-鿿]{0,4}(?:为|是|[:：])*")
_SCORE: Final = 0.7
_TWO: Final = 2
_MOST: Final = 20  # figures of a sentence
_BACK: Final = 3  # sentences
_TENTH: Final = 10
_SLIPPED: Final = 1.5


def check_terms(context: Context) -> Iterator[Relation]:
    """Yield whether the terms of a year or the batches of a selection make up the whole, and rates follow from what their brackets tell."""
    for number, passage in enumerate(context.passages):
        if len(passage.places) > _TWO:
            yield from _terms(passage)
            yield from _quarters(passage, context.passages[max(0, number - _BACK) : number])
            yield from _bracketed(passage)


def _quarters(passage: Passage, before: Sequence[Passage]) -> Iterator[Relation]:
    """Yield whether four quarters make what the sentences before tell of the year, or miss it by one slip (按季度：一季度6.84万，…)."""
    forms = _TERMS[1]
    for at in range(len(passage.places) - len(forms) + 1):
        row = passage.places[at : at + len(forms)]
        if not all(_is_term(place, form, row[0]) for place, form in zip(row, forms, strict=True)):
            continue
        unit = row[0].figure
        told = [place for one in before for place in one.places[:_MOST]] + list(passage.places[max(0, at - _MOST) : at])
        wholes = [one for one in told if one.role in ("level", "to") and not one.depth and _is_alike(one.figure, unit)]
        values = [place.figure.value for place in row]
        found = [compare("sum", one.figure, _sum(one, row), (passage.start, passage.end), _SCORE) for one in wholes]
        if any(relation.holds for relation in found):
            return
        yield from (
            relation
            for one, relation in zip(wholes, found, strict=True)
            if abs(one.figure.value - sum(values)) * _TENTH <= one.figure.value and misadded(one.figure.value, values) >= _SLIPPED
        )


def _is_alike(one: Figure, term: Figure) -> bool:
    """Tell whether a figure may be what terms make, whose unit may be left out (38.25万人次; 一季度6.84万)."""
    is_bare = term.kind == one.kind == "quantity" and not term.unit and term.scale > 1
    return same_unit(one, term) or (is_bare and one.scale == term.scale and one.step == term.step)


def _terms(passage: Passage) -> Iterator[Relation]:
    """Yield whether what a sentence tells of each term makes what it tells of all of them."""
    places = passage.places
    for forms, whole in (*((forms, _WHOLE) for forms in _TERMS), *_HALVES):
        for at in range(len(places) - len(forms) + 1):
            row = places[at : at + len(forms)]
            if not all(_is_term(place, form, row[0]) for place, form in zip(row, forms, strict=True)):
                continue
            behind = places[at + len(forms)] if at + len(forms) < len(places) else None
            before = places[at - 1] if at else None
            wholes = [one for one in (behind, before) if one is not None and _is_whole(one, row, whole)]
            found = [compare("sum", one.figure, _sum(one, row), (passage.start, passage.end), _SCORE) for one in wholes]
            yield from [relation for relation in found if relation.holds][:1] or (found if len(found) == 1 else [])


def _is_term(place: Place, form: re.Pattern[str], first: Place) -> bool:
    """Tell whether a figure is a value of one term."""
    return place.role in ("level", "to") and bool(form.search(place.lead)) and same_unit(place.figure, first.figure) and not place.depth


def _is_whole(place: Place, row: Sequence[Place], form: re.Pattern[str]) -> bool:
    """Tell whether a figure is told of all terms together."""
    if place.role not in ("level", "to") or not same_unit(place.figure, row[0].figure) or _CHANGE.search(place.lead):
        return False
    return bool(form.search(place.lead)) and (place.start > row[-1].start or not re.search(r"另|其他", row[0].lead))


def _sum(whole: Place, row: Sequence[Place]) -> Computed:
    """Return what the terms make."""
    figures = tuple(place.figure for place in row)
    value = sum((figure.value for figure in figures), Decimal(0))
    return Computed(value, Range.total(figure.range for figure in figures), f"{joined(figures)} = {whole.figure.written(value)}", figures)


def _bracketed(passage: Passage) -> Iterator[Relation]:
    """Yield whether a rate is that of the plan and the result in the bracket behind it (完成率109%（目标200场，实际218场）)."""
    for rate, plan, result in zip(passage.places, passage.places[1:], passage.places[2:], strict=False):
        if rate.figure.kind != "percent" or not _RATE.search(rate.lead) or not same_unit(plan.figure, result.figure):
            continue
        if not _PLAN.fullmatch(plan.lead) or not _RESULT.fullmatch(result.lead):
            continue
        computed = completion_of(result.figure, plan.figure)
        if computed is not None:
            yield compare("completion", rate.figure, computed, (passage.start, passage.end), _SCORE)
