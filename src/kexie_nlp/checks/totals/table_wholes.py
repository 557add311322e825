"""Whether running text tells the total of a table's column, or the parts of one of its cells: 共获奖247件 beside rows 84、43、36, 84.

A column without a row of totals is held against what the sentences around its table tell by its heading, once another column or all digits
show how to read it; the figures of a sentence (培训当中，种植584人次、养殖472人次、电商270人次) against the cell of the row that it names.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.totals.named_wholes import HEAD, parts_of

_NO_FLOW: Final = re.compile(r"率|均|比|增|减|分值|权重|标准|编号")
_NO_PART: Final = re.compile(r"比|较|每|均|目标|计划(?!生育)|预算|其中|上年|去年")
_HEAD: Final = re.compile(
    r"\s*(?:其中[，,]?|在)?(?P<name>[一-鿿]{2,12}?)(?:当中|[之里]?中|里面?|方面|一项|分[一-鿿]{1,4}|按[一-鿿]{1,6}|[：:，,])"
)
_NOISE: Final = re.compile(r"[\s/]|[（(].*?[）)]|其中|数$|总数$|人次$|人数$|数量$")
_AND_MORE: Final = re.compile(r"[）)]?等")
_AROUND: Final = 10  # sentences on each side of a table
_FEWEST: Final = 3  # parts
_ALL_DIGITS: Final = 4  # of a total known by them alone
_TENTH: Final = 10
_SLIPPED: Final = 1.5
_MOST: Final = 40  # rows
_NAME: Final = 2  # characters
_SCORE: Final = 0.7


def check_table_wholes(context: Context) -> Iterator[Relation]:
    """Yield whether columns make up what the text around their table tells, and sentences what one of its cells tells."""
    for grid in context.grids:
        if _FEWEST <= len(grid.rows) <= _MOST and not any(row.is_total for row in grid.rows):
            yield from _columns(context, grid)
    yield from _cells(context)


def _columns(context: Context, grid: Grid) -> Iterator[Relation]:
    """Yield whether the columns of a table without totals make up figures told by their headings around it."""
    rows = [row for row in grid.rows if not row.is_detail]
    if any(row.rank is not None or row.code for row in rows):
        return
    at = grid.table.cells[0].start
    after = next((number for number, one in enumerate(context.passages) if one.start > at), len(context.passages))
    near = context.passages[max(0, after - _AROUND) : after + _AROUND]
    places = [place for one in near for place in one.places if place.role not in ("share", "by", "each", "completion")]
    made: list[Relation] = []
    missed: list[Relation] = []
    for column in grid.columns():
        heading = _NOISE.sub("", grid.column_heading(column).rsplit("/", 1)[-1])
        parts = [row.values[column] for row in rows if column in row.values]
        if len(parts) != len(rows) or not grid.adds_up(column) or grid.is_percent(column) or _NO_FLOW.search(heading):
            continue
        value = sum((part.value for part in parts), Decimal(0))
        told = [place for place in places if _is_whole(place, parts) and _is_named(context, place, heading)]
        whole = next((place for place in told if _bare(place.figure) == value), None)
        if whole is not None:
            made.append(_relation(context, whole.figure, parts))
        elif told and len({place.figure.value for place in told}) == 1 and _is_slip(_bare(told[0].figure), parts):
            missed.append(_relation(context, told[0].figure, parts))
    yield from made
    yield from missed if made else ()


def _is_whole(place: Place, parts: Sequence[Figure]) -> bool:
    """Tell whether a figure may be the total of some cells: exact, more than each of them, of one thing that they may count."""
    figure = place.figure
    is_alike = figure.kind == parts[0].kind or (parts[0].kind == "quantity" and not parts[0].unit and figure.kind == "amount")
    return is_alike and figure.exactness == "exact" and _bare(figure) > max(part.value for part in parts)


def _is_named(context: Context, place: Place, heading: str) -> bool:
    """Tell whether the words right around a figure are those of a heading."""
    around = re.split("[，。；,;]", place.lead)[-1] + "|" + re.split("[，。；,;]", context.text[place.end : place.end + 16])[0]
    return len(heading) >= _NAME and (heading in around or (len(heading) > _FEWEST and heading[-_NAME:] in around))


def _bare(figure: Figure) -> Decimal:
    """Return the number that a figure writes."""
    return figure.value / figure.scale


def _is_slip(told: Decimal, parts: Sequence[Figure]) -> bool:
    """Tell whether values come near a total and miss it by one slip."""
    values = [_bare(part) for part in parts]
    gap = abs(told - sum(values, Decimal(0)))
    return 0 < gap * _TENTH <= told and gap not in values and misadded(told, values) >= _SLIPPED


def _relation(context: Context, total: Figure, parts: Sequence[Figure]) -> Relation:
    """Hold a total against the sum of figures that are told in its own scale or another one."""
    factor = total.scale / parts[0].scale
    value = sum((part.value for part in parts), Decimal(0)) * factor
    bounds = Range.total(part.range for part in parts).times(factor)
    computed = Computed(value, bounds, f"{joined(parts)} = {total.written(value)}", tuple(parts))
    passage = context.passage_at(total.start)
    return compare("sum", total, computed, (passage.start, passage.end) if passage else (total.start, total.end), _SCORE)


def _cells(context: Context) -> Iterator[Relation]:
    """Yield whether all figures of a sentence in one unit make up a cell, one with many digits or of the row that the sentence names."""
    rows = [row for grid in context.grids for row in grid.rows]
    by_value: dict[Decimal, list[Figure]] = defaultdict(list)
    by_name: dict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        for cell in row.values.values():
            if cell.kind == "quantity":
                by_value[cell.value].append(cell)
                by_name[row.name].append(cell)
    told = {_bare(one) for one in context.figures} if by_value else set()
    for passage in context.passages if by_value else ():
        parts, head = _parts(context, passage), _HEAD.match(passage.text)
        if len(parts) < _FEWEST - 1:
            head = HEAD.match(passage.text)
            parts = [place.figure for place in parts_of(passage, head)] if head else []
            if len(parts) < _FEWEST - 1 or any(part.exactness != "exact" for part in parts):
                continue
        name = _NOISE.sub("", head["name"]) if head else ""
        value = sum((_bare(part) for part in parts), Decimal(0))
        own = [cell for row_name, some in by_name.items() if _is_of(name, row_name) for cell in some]
        by_digits = [cell for cell in by_value.get(value, ()) if cell.digits >= _ALL_DIGITS and len(parts) >= _FEWEST]
        whole = next((cell for cell in (*own, *by_digits) if cell.value == value), None)
        if whole is not None:
            yield _relation(context, whole, parts)
        elif value not in told:
            least = _ALL_DIGITS - 1 if len(parts) >= _FEWEST else _ALL_DIGITS
            near = [cell for cell in own if cell.digits >= least and _is_slip(cell.value, parts)]
            yield from [_relation(context, near[0], parts)] if len(near) == 1 else []


def _is_of(name: str, row: str) -> bool:
    """Tell whether a sentence that opens with a name tells of a row."""
    bare = _NOISE.sub("", row)
    return len(name) >= _NAME and (name in row or (len(bare) >= _NAME and bare in name))


def _parts(context: Context, passage: Passage) -> list[Figure]:
    """Return the values of a sentence if all of one unit are exact values told by themselves."""
    run = [place for place in passage.places if place.figure.kind in ("amount", "quantity")]
    are_values = all(place.role == "level" and not place.depth and place.figure.exactness == "exact" for place in run)
    are_alike = all(same_unit(place.figure, run[0].figure) and place.figure.scale == run[0].figure.scale for place in run)
    if not run or not are_values or not are_alike or any(_NO_PART.search(place.lead) for place in run[1:]):
        return []
    return [] if _AND_MORE.match(context.text, run[-1].end) else [place.figure for place in run]
