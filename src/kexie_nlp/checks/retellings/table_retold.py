"""Whether running text tells of the rows of a table what the table tells of them: 科普大篷车…，巡展46场 beside 科普大篷车巡展 42场."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.counted import PART, PLANS, Counted, plan_titles
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.told.scopes import GRANTED
from kexie_nlp.checks.told.table_names import Named, Told, named_rows

_SPENDING: Final = re.compile(r"(?:项目|专项)?(?:支出|经费|费用|资金)+$")
_OF_BODY: Final = re.compile(r"(?:收入|支出|合计|总计|结转|结余|人员经费|公用经费)$")
_OF_REGION: Final = re.compile(r"^[省市县区]")
_SHORT: Final = 4
_LONG: Final = 6
_LEAST: Final = 2
_ENOUGH: Final = 3.5
_COMPANY: Final = 1.5
_HELD: Final = ("期", "场", "场次", "次", "期次", "次数", "班")
_NAMED: Final = 0.5
_SURE: Final = 5.0
_SPECIFIC: Final = 10
_LIKELY: Final = 0.65
_MAYBE: Final = 0.55
_PLANNED: Final = re.compile(r"安排|计划|拟|目标|任务")
_RATE: Final = re.compile(r"满意度(?:达到?|为|是|均?在|[:：])*$")
_SATISFIED: Final = re.compile(r"满意度")
_PEOPLE: Final = re.compile(r"(?<=受益|参与|参加|惠及)(?:群众|公众|市民|观众|人员)$")
_BOUND: Final = re.compile(r"以上|左右|以内|的?(?:目标|指标|要求)")


def check_tables_retold(context: Context, counted: Sequence[Counted]) -> Iterator[Relation]:
    """Yield whether the results in the rows of tables are those that running text tells under the same names."""
    heads = _heads(counted)
    for grid in context.grids:
        is_planned = _is_planned(context, grid)
        rows = [row for row in named_rows(grid, context.year) if row.plan is not None or not is_planned]
        of_grants = bool(GRANTED.search(grid.table.caption))
        some = [one for one in counted if one.place.figure.kind != "amount" or one.is_granted == of_grants or not _OF_BODY.search(one.noun)]
        some += _bare(some)
        pairs = [(one, row) for one in some for row in rows if _is_of(one, row) or _is_of(heads.get(id(one), one), row)]
        holding = [(one, told) for one, row in pairs if (told := _same(one, row)) is not None]
        known = {id(one) for one, _ in holding}
        yield from _copied_targets(pairs)
        yield from (_relation(one, told, 1.0) for one, told in holding if one.length >= _SHORT)
        company = any(one.place.figure.value >= _SPECIFIC for one, _ in holding)
        for one, row in pairs:
            told = row.plan if one.is_plan else row.result
            if id(one) not in known and told is not None:
                length = len(row.full) if not _is_name_of(one, row) and _told_in_two(one, row) else one.length
                weight = _weight(one, told, length, company=company, is_named=one.noun == row.full)
                if weight >= _ENOUGH:
                    yield _relation(one, told, _LIKELY if weight >= _SURE else _MAYBE)
    yield from _satisfaction(context)


def _is_planned(context: Context, grid: Grid) -> bool:
    """Tell whether a table stands in a plan, or below a line that plans (品牌活动全年安排106场，分季度安排如下)."""
    above = [passage for passage in context.passages if passage.end <= grid.table.start]
    if not above:
        return False
    titles = plan_titles(context, above[-1].section)
    return any(map(PLANS.search, titles)) and bool(_PLANNED.search(above[-1].text))


def _copied_targets(pairs: Sequence[tuple[Counted, Named]]) -> Iterator[Relation]:
    """Yield results of the text that are a row's target, not its result, where others of the paragraph are results and not targets."""
    told = [(one, row, row.result, row.plan) for one, row in pairs if row.result is not None and row.plan is not None and not one.is_plan]
    apart = [(one, row, result, plan) for one, row, result, plan in told if not _meets(result, plan.ranges) and result.unit == plan.unit]
    right = [(one, row) for one, row, result, plan in apart if _meets(result, [one.place.figure.range])]
    for one, row, result, plan in apart:
        beside = {other.noun for other, _ in right if other.passage.paragraph == one.passage.paragraph and other.noun != one.noun}
        is_right = any(other is one or named is row for other, named in right)
        if len(beside) >= _LEAST and not is_right and _meets(plan, [one.place.figure.range]) and one.length >= _SHORT:
            yield _relation(one, result, _LIKELY)


def _meets(told: Told, ranges: Sequence[Range]) -> bool:
    """Tell whether a figure of a table may be one of some values."""
    return any(own.meets(other) for own in told.ranges for other in ranges)


def _is_of(one: Counted, row: Named) -> bool:
    """Tell whether a figure of running text is of what a row names."""
    if one.year is not None or (one.act and row.act and one.act != row.act) or not (_is_name_of(one, row) or _told_in_two(one, row)):
        return False
    return not one.periods - PART and any(told.is_of(one.place.figure) for told in row.all)


def _heads(counted: Sequence[Counted]) -> dict[int, Counted]:
    """Return people told right behind what they took part in, under its name (开展农技培训360期，培训农民1.98万人次), by identity."""
    found: dict[int, Counted] = {}
    for first, second in pairwise(counted):
        is_next = first.passage is second.passage and second.place.start - len(second.place.lead) == first.place.end
        if (
            is_next
            and second.place.figure.unit == "人次"
            and first.place.figure.unit in _HELD
            and not re.search("[。；;]", second.place.lead)
        ):
            found[id(second)] = replace(second, noun=first.noun, act="")
    return found


def _bare(counted: Sequence[Counted]) -> list[Counted]:
    """Return people told right behind what they took part in without a word of their own (农技培训36期，1980人次), under its name."""
    found: list[Counted] = []
    for one in counted:
        places = one.passage.places
        at = places.index(one.place) + 1
        behind = places[at] if one.place.figure.unit in _HELD and at < len(places) else None
        if behind is not None and behind.figure.unit == "人次" and behind.lead in ("，", "、", ","):
            found.append(replace(one, place=behind))
    return found


def _is_name_of(one: Counted, row: Named) -> bool:
    """Tell whether a figure goes by the name of a row; of money, 科普宣传支出 is 科普宣传."""
    if one.noun == row.noun or one.place.figure.kind != "amount" or one.noun[:1] != row.noun[:1]:
        return one.noun == row.noun and len(one.noun) > _LEAST
    return _SPENDING.sub("", one.noun) == _SPENDING.sub("", row.noun) and len(one.noun) > _LEAST


def _told_in_two(one: Counted, row: Named) -> bool:
    """Tell whether a sentence names a row in two pieces: 科普大篷车开进山区，巡展46场."""
    name, label = row.full, _PEOPLE.sub("", one.place.label)
    if len(name) <= _SHORT or len(label) < _LEAST or label not in one.place.lead:
        return False
    if name in label and len(label) <= len(name) + _LEAST + 1:
        return _OF_REGION.sub("", label).startswith(name)  # 县科技馆接待观众 of 科技馆接待
    if not name.endswith(label) or len(name) - len(label) < _LEAST:
        return False
    before = one.passage.text[: one.place.start - one.passage.start - len(one.place.lead) + one.place.lead.rindex(label)]
    return name.removesuffix(label) in re.split(r"[。；;]", before)[-1]


def _same(one: Counted, row: Named) -> Told | None:
    """Return a figure of a row that is that of the text, if one is."""
    bounds = one.place.figure.range
    return next((told for told in row.all if told.is_of(one.place.figure) and any(bounds.meets(other) for other in told.ranges)), None)


def _weight(one: Counted, told: Told, length: int, *, company: bool, is_named: bool) -> float:
    """Return how much speaks for it that a figure of the text should be that of a table.

    ``length`` is that of the name they share; ``is_named`` if the row has just the name of the text.
    """
    name = 2.0 if length >= _LONG else 1.0
    name += _NAMED if is_named and told.unit and length >= _SHORT else 0.0
    alike = max(slip(one.place.figure.value, (bounds.low + bounds.high) / 2) for bounds in told.ranges)
    return name + alike + (_COMPANY if company else 0.0) if alike and told.is_of(one.place.figure) else 0.0


def _relation(one: Counted, told: Told, score: float) -> Relation:
    """Return whether a figure of the text is that of a table."""
    figure = one.place.figure
    bounds = min(told.ranges, key=lambda bounds: abs(bounds.low - figure.value))
    value = (bounds.low + bounds.high) / 2
    holds = figure.range.meets(bounds)
    why = f"{one.noun}：正文{figure.text}，表中{told.figure.text}"
    why += "" if holds else f"，相差{figure.written(abs(figure.value - value))}"
    spans = ((figure.start, figure.end), (told.figure.start, told.figure.end))
    quote = (one.passage.start, one.passage.end)
    return Relation("repeat", holds, figure.text, figure.written(value), spans, quote, why, figure.value - value, 1.0 if holds else score)


def _satisfaction(context: Context) -> Iterator[Relation]:
    """Yield whether the one degree of satisfaction that the text tells is the one of the tables."""
    told = [
        (passage, place)
        for passage in context.passages
        for place in passage.places
        if place.figure.kind == "percent" and _RATE.search(place.lead) and place.role in ("level", "to")
        if not _BOUND.match(passage.text, place.end - passage.start)
    ]
    rows = [
        row for grid in context.grids for row in named_rows(grid, context.year) if _SATISFIED.search(row.full) and row.result is not None
    ]
    if len({place.figure.value for _, place in told}) != 1 or len(rows) != 1 or rows[0].result is None or rows[0].result.unit != "%":
        return
    passage, place = told[0]
    figure, other = place.figure, rows[0].result.figure
    holds = figure.range.meets(other.range)
    why = f"满意度：正文{figure.text}，表中{other.text}"
    spans = ((figure.start, figure.end), (other.start, other.end))
    score = 1.0 if holds else _MAYBE
    difference = figure.value - other.value
    yield Relation("repeat", holds, figure.text, other.text, spans, (passage.start, passage.end), why, Decimal(difference), score)
