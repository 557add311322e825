"""Awards told in tables: rows that name contest, winner, work, prize and number, and prizes as headings above their counts."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.document import Cell, Entity
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.grid import NUMBER, Grid

_EVENT: Final = re.compile(r"赛事|竞赛|大赛|比赛|活动|评选|荣誉名称|表彰名称")
# persons rather than their schools, and those who won rather than any place
_WINNERS: Final = (
    re.compile(r"获奖(?:者|人|选手|学生|名单|对象)|姓名|作者|^选手|^学生|完成人"),
    re.compile(r"获奖(?:单位|个人|集体|学校|项目)|代表队|参赛队|队伍|团队|选手"),
    re.compile(r"单位|学校|学会|协会|县区|区县|地区|县（市"),
)
_COUNT: Final = re.compile(r"数量|件数|项数|人数|个数|篇数|枚数|获奖数|名额|^数$")
_SUM: Final = re.compile(r"合计|总计|小计|共计|累计")
_BEFORE_AWARD: Final = re.compile(r"\s*(?P<event>\S.{2,}(?:赛|比武|活动|评选|征集|征文|[展汇会]演|[^\W\d_]节))[”」]?\s*")
_NOTHING: Final = re.compile(r"[-—–－/\\\s]*|无|同上")
_ASIDE: Final = re.compile(r"[（(].*[)）]\s*$")
_PLAIN_COUNT: Final = re.compile(r"\s*\d[\d,，]*\s*[项个名人件篇幅枚次所家]?\s*")
_REST: Final = re.compile(r"[“”\s]|[（(][^（()）]{1,8}[)）]|数量?|人数")


def heads_counts(context: Context, passage: Passage, award: Entity) -> bool:
    """Tell whether an award is the heading of a column of counts rather than told of the row it stands in."""
    grid, cell = _place(context, passage, award)
    if cell is None or _REST.sub("", cell.text) != _REST.sub("", award.text):
        return False
    below = grid.at(cell.row + 1, cell.column)
    return below is not None and below.row > cell.row and _count_in(context, grid, below) is not None


def counts_below(context: Context, passage: Passage, heads: dict[int, Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Yield award and count for the cells of a row that stand below the awards in ``heads`` (by column)."""
    grid, first = _place(context, passage, passage)
    if first is None or _SUM.match(first.text.strip()):
        return
    for column, award in heads.items():
        cell = grid.at(first.row, column)
        if cell is not None and cell.start >= passage.start and cell.end <= passage.end:
            count = _count_in(context, grid, cell)
            if count is not None and count.text[0] not in "0-":
                yield award, count


def column_of(context: Context, passage: Passage, award: Entity) -> int:
    """Return the column an award stands in."""
    cell = _place(context, passage, award)[1]
    return cell.column if cell else 0


def count_beside(context: Context, passage: Passage, award: Entity) -> Entity | None:
    """Return the count that stands in a column of counts, or in the next cell, of an award's row."""
    grid, cell = _place(context, passage, award)
    if cell is None or _REST.sub("", cell.text) != _REST.sub("", award.text):
        return None
    column = grid.headed(cell.row, _COUNT)
    beside = grid.at(cell.row, column) if column is not None else grid.at(cell.row, cell.column + cell.column_span)
    if beside is None or beside.row != cell.row or (column is None and not _counts(grid, beside)):
        return None
    return _count_in(context, grid, beside)


def event_cell(context: Context, passage: Passage, award: Entity) -> tuple[str, int, int] | None:
    """Return the contest or occasion that an award's own cell, or the column of contests, tells for its row: its text and span."""
    own = _place(context, passage, award)[1]
    if own is not None and (within := _BEFORE_AWARD.fullmatch(context.text, own.start, award.start)):
        return within["event"], *within.span("event")
    cell = _told(context, passage, award, _EVENT)
    if cell is None:
        return None
    contests = context.between(cell.start, cell.end, "COMPETITION")
    if contests:
        return contests[0].text, contests[0].start, contests[0].end
    name = _ASIDE.sub("", cell.text)
    return name.strip(), cell.start, cell.start + len(name)


def winner_cell(context: Context, passage: Passage, award: Entity) -> tuple[str, int, int] | None:
    """Return the winner that the column of winners tells for an award's row, or that is named beside the contest: text and span."""
    for heading in _WINNERS:
        cell = _told(context, passage, award, heading)
        if cell is not None:
            names = context.between(cell.start, cell.end, "PERSON") or context.between(cell.start, cell.end, "ORG")
            if not names or "队" in cell.text:
                return cell.text, cell.start, cell.end
            return "、".join(name.text for name in names), names[0].start, names[-1].end
    event = _told(context, passage, award, _EVENT)
    named = context.between(event.start, event.end, "ORG") if event else []
    return (named[-1].text, named[-1].start, named[-1].end) if named else None


def _place(context: Context, passage: Passage, span: Entity | Passage) -> tuple[Grid, Cell | None]:
    """Return the grid of a passage's table and the cell in which a span begins."""
    assert passage.table is not None
    grid = context.grids[passage.table]
    return grid, grid.first(span.start, span.end)


def _told(context: Context, passage: Passage, award: Entity, heading: re.Pattern[str]) -> Cell | None:
    """Return the cell of an award's row in the first column with such a heading; an empty one is as the one above."""
    grid, cell = _place(context, passage, award)
    if cell is None or (column := grid.headed(cell.row, heading)) is None or column == cell.column:
        return None
    found = grid.above(cell.row, column)
    return None if found is None or _NOTHING.fullmatch(found.text) else found


def _counts(grid: Grid, cell: Cell) -> bool:
    """Tell whether a cell may hold a count though its column is not called one: no words head it, at most a count like it."""
    heading = grid.heading(cell.row, cell.column)
    return not heading or _PLAIN_COUNT.fullmatch(heading) is not None


def _count_in(context: Context, grid: Grid, cell: Cell) -> Entity | None:
    """Return the count that a cell holds, be it a bare number."""
    if marked := context.between(cell.start, cell.end, "QUANTITY"):
        return marked[0]
    number = NUMBER.fullmatch(cell.text)
    if number is None or number["percent"] or "." in number["number"]:
        return None
    start, end = cell.start + number.start("number"), cell.start + number.end("number")
    return Entity(start, end, "QUANTITY", number["number"] + grid.unit(cell), None, None, "", 1.0)
