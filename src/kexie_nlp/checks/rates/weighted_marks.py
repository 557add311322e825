"""Whether marks are the rate told with them, times the most there are (预算执行率96.3%，10分得9.63分; 目标24场，实际22场，15分得13.8分)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure, plain
from kexie_nlp.checks.told.grid import Grid, Row

_WEIGHT: Final = re.compile(r"分值|权重|满分|标准分")
_GOT: Final = re.compile(r"(?:得分|自评分|评分|实得分?)(?:[（(][^）)]*[）)])?$")
_TARGET: Final = re.compile(r"目标|计划|指标值|预期")
_DONE: Final = re.compile(r"实际|完成|达成|实现|执行")
_SPENT: Final = re.compile(r"(?:预算|资金)?执行")
_PLEASED: Final = re.compile(r"满意")
_TOLD: Final = re.compile(  # 预算执行一项满分10分，按执行率折算，得9.57分; 满意度（10分）得9.34分
    r"(?:预算执行率?|资金执行率?|满意[度率])[^，。；\d]{0,10}(?:(?:满分|分值|权重|[（(]|按|，)[^，。；\d]{0,6}(?P<full>\d{1,2})分[^。；\d]{0,18}?)?"
    r"得分?(?:为|是|：)?(?P<got>\d{1,2}\.\d{1,2})分"
)
_IN_PROPORTION: Final = re.compile(
    r"执行率\s*[×xX*乘]|乘以|(?:按|依)[^。；，]{0,16}(?:折算|比例[^。；，]{0,4}[得计]分|折分)|折算[^。；，]{0,4}[得计]分"
)
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_FULL: Final = Decimal(10)  # the most that there is for how much of the budget was spent, by the rules of the ministry
_ALL: Final = Decimal(100)
_ALIKE: Final = 1.5
_PROVEN: Final = 2
_SURE: Final = 0.75
_SCORE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, the most there is for it, and what it may be in proportion to.

    Attributes:
        got: the mark as written. span: where it stands. full: the most there is. quote: the span to quote.
        rates: the figures it may be the rate of, each one rate (percent) or a result and its target.
        is_beside: whether these stand in its own row.
    """

    got: str
    span: tuple[int, int]
    full: Decimal
    rates: tuple[tuple[Figure, ...], ...]
    quote: tuple[int, int]
    is_beside: bool


def check_weighted_marks(context: Context) -> Iterator[Relation]:
    """Yield whether marks told to a decimal are in proportion to the rate that stands in their row or is told of the same in the text."""
    in_proportion = bool(_IN_PROPORTION.search(context.text))
    by_name = _rates(context) if "分" in context.text else {}
    for grid in context.grids:
        found = [(mark, relation) for mark in _marks(grid, by_name) if (relation := _judged(mark))]
        proven = sum(relation.holds and mark.is_beside for mark, relation in found)
        for mark, relation in found:
            if relation.holds or _is_slip(mark, relation, in_proportion=in_proportion or proven >= _PROVEN):
                yield relation
    for mark in _told_marks(context, by_name):
        relation = _judged(mark)
        if relation is not None and (relation.holds or _is_slip(mark, relation, in_proportion=in_proportion)):
            yield relation


def _rates(context: Context) -> dict[str, tuple[tuple[Figure, ...], ...]]:
    """Return the rates that the text tells of how much was spent and of how many are pleased."""
    found: dict[str, list[tuple[Figure, ...]]] = {"spent": [], "pleased": []}
    for passage in context.passages:
        for place in passage.places:
            if place.figure.kind == "percent" and place.figure.exactness == "exact":
                chunk = re.split("[。；;]", place.lead)[-1]
                if _SPENT.search(chunk) or (place.role == "completion" and "预算" in place.note):
                    found["spent"].append((place.figure,))
                elif _PLEASED.search(chunk):
                    found["pleased"].append((place.figure,))
    return {name: tuple(rates) for name, rates in found.items()}


def _named(name: str, by_name: dict[str, tuple[tuple[Figure, ...], ...]]) -> tuple[tuple[Figure, ...], ...]:
    """Return the rates told of what a mark is given for."""
    return by_name["spent"] if _SPENT.search(name) else by_name["pleased"] if _PLEASED.search(name) else ()


def _marks(grid: Grid, by_name: dict[str, tuple[tuple[Figure, ...], ...]]) -> Iterator[_Mark]:
    """Yield the marks of a table of them."""
    lasts = {column: grid.column_heading(column).rsplit("/", 1)[-1] for column in grid.columns()}
    marks = [column for column, name in lasts.items() if _GOT.search(name)]
    weights = [column for column, name in lasts.items() if _WEIGHT.search(name) and column not in marks]
    if len(marks) != 1 or len(weights) > 1:
        return
    for row in grid.rows:
        got = row.values.get(marks[0])
        full = row.values[weights[0]].value if weights and weights[0] in row.values else None
        if got is None or row.is_total or (full is None and not _SPENT.match(row.name)):
            continue
        beside = tuple(_beside(row, lasts))
        rates = beside or _named(row.name, by_name)
        quote = (min(figure.start for figure in row.values.values()), max(figure.end for figure in row.values.values()))
        if told := _PLAIN.search(got.text):
            yield _Mark(told[0], (got.start, got.end), full or _FULL, rates, quote, bool(beside))


def _beside(row: Row, lasts: dict[int, str]) -> Iterator[tuple[Figure, ...]]:
    """Yield what the row of a mark tells of how much was done: a rate, a result and its target."""
    told = [(name, row.values[column]) for column, name in lasts.items() if column in row.values]
    done = [figure for name, figure in told if _DONE.search(name) and not _TARGET.search(name)]
    targets = [figure for name, figure in told if _TARGET.search(name)]
    for one in done:
        if one.kind == "percent" and all(other.value == _ALL for other in targets if other.kind == "percent"):
            yield (one,)
        for other in targets:
            if one.kind == other.kind and 0 < one.value < other.value != _ALL and not other.text.startswith(("≤", "<", "＜", "≦")):
                yield one, other


def _told_marks(context: Context, by_name: dict[str, tuple[tuple[Figure, ...], ...]]) -> Iterator[_Mark]:
    """Yield the marks that sentences tell for how much was spent and how many are pleased."""
    for passage in context.passages:
        for match in _TOLD.finditer(passage.text) if "得" in passage.text else ():
            start, end = (passage.start + at for at in match.span("got"))
            full = Decimal(match["full"]) if match["full"] else _FULL
            yield _Mark(match["got"], (start, end), full, _named(match[0], by_name), (passage.start, passage.end), is_beside=False)


def _judged(mark: _Mark) -> Relation | None:
    """Return whether a mark is in proportion to one of its rates, held against the first if to none; None if that cannot be told."""
    step = Decimal(1).scaleb(-len(mark.got.partition(".")[2]))
    got = Decimal(mark.got)
    found = []
    for figures in mark.rates:
        share = min(figures[0].value / (_ALL if len(figures) == 1 else figures[1].value), Decimal(1))
        value = mark.full * share
        ways = [
            (one, way) for one in (step, step.scaleb(1)) for way in (ROUND_HALF_UP, ROUND_DOWN) if one == step or mark.got.endswith("0")
        ]
        holds = any(got == value.quantize(one, way) for one, way in ways)  # 9.20 may be 9.21 rounded to 9.2
        if share < 1 and (step < 1 or got == value):
            found.append((holds, value, figures))
    if not found or got > mark.full:
        return None
    holds, value, figures = next((one for one in found if one[0]), found[0])
    if not holds and len({one[1] for one in found}) > 1:
        return None
    right = plain(value.quantize(step, ROUND_HALF_UP))
    formula = f"{plain(mark.full)}分 × {' ÷ '.join(figure.text for figure in figures)} = {plain(value)}分"
    why = formula + ("" if holds else f"，文中写{mark.got}分")
    spans = (mark.span, *((figure.start, figure.end) for figure in figures))
    difference = Decimal(0) if holds else got - Decimal(right)
    return Relation("completion", holds, mark.got, right, spans, mark.quote, why, difference, 1.0 if holds else _SCORE)


def _is_slip(mark: _Mark, relation: Relation, *, in_proportion: bool) -> bool:
    """Tell whether a mark that is not in proportion must be a mistyped one, and not given by another rule."""
    alike = slip(Decimal(relation.stated), Decimal(relation.computed))
    is_long = len(relation.computed.partition(".")[2]) > 1
    return alike >= _ALIKE and (in_proportion or (is_long and alike > _ALIKE))
