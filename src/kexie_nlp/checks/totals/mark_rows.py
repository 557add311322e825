"""Whether the marks in the rows of a table, with items told beside it, make up 100 and the total told (产出 50 48.5, 效益 50 46；得94.5分).

Where all marks got make the total told, a most that misses 100 is wrong itself; the marks of a row are held against those of its items, too
(效益 30 27; 社会效益15分，得14分；持续影响15分，得13分).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.figures import Figure, plain
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.totals.scores import Told, items_of, runs_of, totals_of

_FULL: Final = re.compile(r"(?:分值|满分|标准分值?|权重分?值?)(?:[（(].*?[）)])?$")
_GOT: Final = re.compile(r"(?:得分?|自评分值?|评分|实得分?)(?:[（(].*?[）)])?$")
_OF_HUNDRED: Final = re.compile(  # 满分100分，得94分
    r"(?:总分|满分|总分值)(?:为|是|:|：)?100(?:\.0+)?分[，,；;（(]\s*(?:自评|评价|综合|最终|实际|实)*(?:得分?|总分|评分|打分)?(?:为|是|:|：)?\s*"
    r"(?P<score>\d{2}(?:\.\d{1,2})?)\s*分(?!左右|以)"
)
_BELOW: Final = re.compile(  # （四）预算执行（满分10分） above 按执行率折算，得9.6分
    r"[（(](?:满分|分值|权重)(?P<full>\d{1,2}(?:\.\d)?)分[）)][ \t]*\n[^\n。；]{0,60}?得分?(?:为)?(?P<got>\d{1,2}(?:\.\d{1,2})?)分"
)
_NUMBERING: Final = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s*")
_HUNDRED: Final = Decimal(100)
_FEWEST: Final = 2
_LIKELY: Final = 1.5
_MOST_OFF: Final = 10  # marks that a slip may take off
_SCORE: Final = 0.8
_NAME: Final = 2


@dataclass(frozen=True)
class _Mark:
    """An item: its name, the most marks there are and those got, each with its span."""

    name: str
    full: Decimal
    got: Decimal
    spans: tuple[tuple[int, int], tuple[int, int]]


def check_mark_rows(context: Context) -> Iterator[Relation]:
    """Yield whether the marks of tables and of sentences make up the totals that running text tells."""
    totals = [*totals_of(context), *_of_hundred(context.passages)]
    items = items_of(context)
    told = {(passage.start + match.start("score"), match["score"]): (passage, match) for passage, match in totals}
    only = list(told.values()) if len({Decimal(value) for _, value in told}) == 1 else []
    tables = [(rows, any(row.is_total for row in grid.rows)) for grid in context.grids if (rows := _rows(grid))]
    for rows, has_total in tables:
        marks = _whole(rows, [_told(item) for item in items])
        if len(tables) == 1 and only and not has_total:
            yield from _sums(only[0], marks or rows, _LIKELY)
        yield from _within(context, rows, items)
    for run in runs_of(items) if only and only[0][1].re is _OF_HUNDRED else ():
        yield from _sums(only[0], [_told(item) for item in run])
    if only and (below := [_mark(match, 0) for match in _BELOW.finditer(context.text)]):
        marks = sorted((*(_told(item) for item in items), *below), key=lambda mark: mark.spans)
        yield from _sums(only[0], marks) if sum(mark.full for mark in marks) == _HUNDRED else ()


def _of_hundred(passages: Sequence[Passage]) -> Iterator[Told]:
    """Yield totals told behind the hundred marks that there are."""
    for passage in passages:
        if (match := _OF_HUNDRED.search(passage.text)) and not re.search("问卷|受访|去年|上年", passage.text[: match.start()]):
            yield passage, match


def _rows(grid: Grid) -> list[_Mark]:
    """Return the rows of a table with one column of the most marks and one of those got."""
    columns = list(grid.columns())
    full = [column for column in columns if _FULL.search(grid.column_heading(column))]
    got = [column for column in columns if column not in full and _GOT.search(grid.column_heading(column))]
    if len(full) != 1 or len(got) != 1:
        return []
    pairs = [(row, row.values.get(full[0]), row.values.get(got[0])) for row in grid.rows if not row.is_total and not row.is_detail]
    return [_Mark(row.name, most.value, mark.value, (_span(most), _span(mark))) for row, most, mark in pairs if most and mark]


def _span(figure: Figure) -> tuple[int, int]:
    """Return where a figure stands."""
    return figure.start, figure.end


def _told(item: Told) -> _Mark:
    """Return an item of a sentence."""
    return _mark(item[1], item[0].start)


def _mark(match: re.Match[str], start: int) -> _Mark:
    """Return the item that a match in a text which begins at ``start`` tells."""
    spans = ((start + match.start(name), start + match.end(name)) for name in ("full", "got"))
    return _Mark(match[0], Decimal(match["full"]), Decimal(match["got"]), (next(spans), next(spans)))


def _whole(rows: Sequence[_Mark], items: Sequence[_Mark]) -> list[_Mark]:
    """Return the rows of a table with the one item beside it that they lack, if together they make up 100; else none."""
    lacking = _HUNDRED - sum((row.full for row in rows), Decimal(0))
    beside = [item for item in items if item.full == lacking]
    if not lacking:
        return list(rows)
    return [*rows, beside[0]] if len(beside) == 1 else []


def _sums(total: Told, marks: Sequence[_Mark], least: float = 0.0) -> Iterator[Relation]:
    """Yield whether items make up 100 and the total told, at least one of them surely; table rows, some of which may be lost, by a slip."""
    passage, match = total
    stated, quote = Decimal(match["score"]), (passage.start, passage.end)
    told = (passage.start + match.start("score"), passage.start + match.end("score"))
    fulls, gots = [mark.full for mark in marks], [mark.got for mark in marks]
    is_whole, is_got = sum(fulls) == _HUNDRED, sum(gots) == stated
    if len(marks) < _FEWEST or not (is_whole or is_got) or stated == _HUNDRED:
        return
    if is_got or (abs(sum(gots, -stated)) < _MOST_OFF and misadded(stated, gots) >= least):
        yield _relation(stated, gots, (told, *(mark.spans[1] for mark in marks)), quote)
    if is_whole or misadded(_HUNDRED, fulls) >= _LIKELY:
        yield _relation(_HUNDRED, fulls, (marks[0].spans[0], *(mark.spans[0] for mark in marks[1:])), quote)


def _within(context: Context, rows: Sequence[_Mark], items: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether the items of a line make up the row that the line opens with, if the most or the marks got do."""
    for line in context.paragraphs():
        own = [_told(item) for item in items if item[0].paragraph == line[0].paragraph]
        opening = _NUMBERING.sub("", line[0].text, count=1)
        heads = [row for row in rows if len(row.name) >= _NAME and opening.startswith(row.name)]
        if len(own) < _FEWEST or len(heads) != 1:
            continue
        row, quote = heads[0], (line[0].start, line[-1].end)
        sums = (sum((item.full for item in own), Decimal(0)), sum((item.got for item in own), Decimal(0)))
        if row.full == sums[0] or row.got == sums[1]:
            yield _relation(row.full, [item.full for item in own], (row.spans[0], *(item.spans[0] for item in own)), quote)
            yield _relation(row.got, [item.got for item in own], (row.spans[1], *(item.spans[1] for item in own)), quote)


def _relation(stated: Decimal, parts: Sequence[Decimal], spans: tuple[tuple[int, int], ...], quote: tuple[int, int]) -> Relation:
    """Hold marks against their total."""
    value = sum(parts, Decimal(0))
    holds = value == stated
    why = " + ".join(plain(part) for part in parts) + f" = {plain(value)}分" + ("" if holds else f"，应为{plain(stated)}分")
    return Relation("sum", holds, f"{plain(stated)}分", f"{plain(value)}分", spans, quote, why, stated - value, 1.0 if holds else _SCORE)
