"""Totals of lines that each tell a name and the same figures (河坝镇14期，980人次；), told in the line above or below them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.totals.beside import told_beside
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.left_out import rest_is_told

_ANNOUNCED: Final = re.compile(r"(?:其中|如下|包括|分别[为是]|方面|明细|具体[为是]|情况)?[：:]\s*$|其中\s*$")
_NAMED: Final = re.compile(
    r"\s*(?:[（(]?\d{1,2}[）)、.．]\s*|[一二三四五六七八九十]、|——?|[·●•\-])?(?P<name>[^，。；;\d]{2,20}?[，,：:]?[^，。；;\d]{0,8})$"
)
_SUMMED: Final = re.compile(r"(?:以上|上述)?(?:各?项|[两二三四五六七八九十]项)?(?:合计|共计|总计|小计)")
_ASIDE: Final = re.compile(r"其中|[比较]|人均|每|目标|计划")
_BARE: Final = re.compile(
    r"\s*(?:[（(]?\d{1,2}[）)、.．]\s*)?(?P<name>[^，。；;：:\d\t]{2,24}?)[ \t　:：]*"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*[；;。，]?\s*"
)
_LEAST: Final = 3
_TWO: Final = 2
_LINES: Final = 40
_NEAR: Final = 10  # a tenth of the total may be missing or too much
_SURE: Final = 0.8
_SCORE: Final = 0.6
_NO_FIT: Final = 0.0
Line = list[Passage]
Row = list[Place]


def told_groups(context: Context) -> Iterator[Group]:
    """Yield the totals, by unit, of lines of one shape."""
    lines = list(context.paragraphs())
    at = 0
    while at < len(lines):
        rows = _rows(lines[at : at + _LINES])
        if len(rows) < _TWO:
            at += 1
            continue
        above = lines[at - 1] if at else []
        below = lines[at + len(rows)] if at + len(rows) < len(lines) else []
        if above and _ANNOUNCED.search(above[-1].text) and not cues.PARTIAL.search(above[-1].text[-_NEAR:]):
            found = _of_columns(context, above, rows)
            yield from (group for group in found if group.fits() or not rest_is_told(lines[max(0, at - 8) : at - 1], group))
        if below and _SUMMED.match(below[0].text):
            yield from _of_columns(context, below[:1], rows)
        at += len(rows)


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Return the figures of the lines of one shape that stand first among some."""
    rows: list[Row] = []
    for line in lines:
        row = _row(line)
        if not row or (rows and not same_unit(row[0].figure, rows[0][0].figure)):
            break
        rows.append(row)
    return rows


def _row(line: Line) -> Row:
    """Return the figures that a line tells of what it names at its head."""
    places = line[0].places
    if not places or places[0].role != "level" or not _NAMED.match(line[0].text[: places[0].start - line[0].start]):
        return []
    if _SUMMED.match(line[0].text) or _ANNOUNCED.search(line[-1].text):
        return []
    found: Row = []
    for place in places:
        if _ASIDE.search(place.lead) and place is not places[0]:
            break
        if place.role == "level" and place.depth == 0 and place.figure.kind in ("amount", "quantity"):
            found.append(place)
    return found


def _of_columns(context: Context, told: Line, rows: Sequence[Row]) -> Iterator[Group]:
    """Yield the totals of a line that figures of one unit of all rows make up, or should."""
    columns: list[list[Place]] = []
    for head in rows[0]:
        column = [next((place for place in row if same_unit(place.figure, head.figure)), None) for row in rows]
        parts = [place for place in column if place is not None]
        if len(parts) == len(rows) and all(sum(same_unit(one.figure, head.figure) for one in row) == 1 for row in rows):
            columns.append(parts)
    found = [group for column in columns if (group := _total(told, column)) is not None]
    fitting = [group for group in found if group.fits()]
    found += _elsewhere(context, told, fitting[0], columns) if len(fitting) == len(found) == 1 else []
    yield from fitting
    for group in found:
        if group not in fitting and group.fits():
            yield group
        elif group not in fitting and (score := _doubt(group, bool(fitting))):
            yield Group(group.total, group.parts, score, group.passage)


def _elsewhere(context: Context, told: Line, fitting: Group, columns: Sequence[Sequence[Place]]) -> list[Group]:
    """Return the totals of columns of which the line tells none, where another place tells them beside the total that fits."""
    about = "".join(passage.text for passage in told)
    others = [column for column in columns if tuple(column) != fitting.parts]
    totals = [(told_beside(context, fitting.total, about, column[0].figure), column) for column in others]
    return [Group(total, tuple(column), _NO_FIT, told[-1]) for total, column in totals if total is not None]


def _total(told: Line, column: Sequence[Place]) -> Group | None:
    """Return the total that a line tells of a column: the one that fits, or else the last in its unit."""
    totals = [
        Group(place, tuple(column), _NO_FIT, passage)
        for passage in told
        for place in passage.places
        if place.role in ("level", "to") and place.depth == 0 and same_unit(place.figure, column[0].figure)
    ]
    return next((group for group in totals if group.fits()), totals[-1] if totals else None)


def _doubt(group: Group, others_fit: bool) -> float:
    """Return how sure it is that figures of lines should make up a total that they do not."""
    told, parts = group.total.figure.value, [part.figure.value for part in group.parts]
    if any(place.figure.exactness != "exact" for place in (group.total, *group.parts)):
        return 0.0
    if others_fit or misadded(told, parts) >= 1:
        return _SURE
    is_near = len(parts) >= _LEAST and abs(sum(parts, Decimal(0)) - told) * _NEAR <= told
    return _SCORE if is_near else 0.0


def check_bare_rows(context: Context) -> Iterator[Relation]:
    """Yield whether lines of a name and a number without a unit, below an announced amount, make it up in its own unit."""
    for line in context.paragraphs():
        last = line[-1]
        if not _ANNOUNCED.search(last.text) or not last.places:
            continue
        totals = [place for place in last.places if place.role == "level" and place.figure.kind == "amount" and place.depth == 0]
        rows = _numbers(context.text, last.end, totals[-1].figure) if totals else []
        if len(rows) < _LEAST:
            continue
        places = tuple(Place(figure, "level", "", "", "", 0, 0, "") for figure in rows)
        group = Group(totals[-1], places, _SURE, last)
        if group.fits() or (score := _doubt(group, others_fit=False)):
            yield compare("sum", group.total.figure, group.computed(), (last.start, last.end), _SURE if group.fits() else score)


def _numbers(text: str, at: int, total: Figure) -> list[Figure]:
    """Return the numbers of the lines below a place, each in the unit of a total."""
    found: list[Figure] = []
    start = text.find("\n", at)
    while start >= 0 and len(found) < _LINES:
        end = text.find("\n", start + 1)
        written = text[start + 1 : end if end >= 0 else len(text)]
        match = _BARE.fullmatch(written)
        if match is not None:
            number = match["number"].replace(",", "")
            first = start + 1 + match.start("number")
            step = Decimal(1).scaleb(-len(number.partition(".")[2])) * total.scale
            value = Decimal(number) * total.scale
            found.append(Figure(first, first + len(match["number"]), match["number"], "amount", "元", value, step, total.scale, "exact"))
        elif written.strip():
            break
        start = end
    return found
