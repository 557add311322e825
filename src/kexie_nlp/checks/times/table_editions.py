"""Whether a table gives a contest the edition that the text gives it (text: 第12届全县青少年科技创新大赛; table: 成功举办第13届大赛)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.editions import Mention, editions_in, mentions, series_of
from kexie_nlp.checks.times.events import same_series
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.document import Cell
from kexie_nlp.numerals import parse_number

_BARE: Final = re.compile(
    r"第\s?(?P<edition>\d{1,3}|[一二三四五六七八九十]{1,4})\s?届(?:大赛|竞赛|比赛|赛事|活动|论坛|年会|科技节)?(?=$|[，,。；;、）)\s])"
)
_SERIES: Final = re.compile(r"(?P<name>[一-鿿“”]{2,24}?(?:大赛|竞赛|论坛|年会|科技节|科普节|活动周))")
_OTHER_TIME: Final = re.compile(r"上年|去年|上届|往届|明年|下一?年|(?:19|20)\d\d")
_FEW: Final = 40  # characters of a cell
_SCORE: Final = 0.6


def check_table_editions(context: Context) -> Iterator[Relation]:
    """Yield that a cell of a table tells another edition of a series than the one that running text tells of this year."""
    by_series: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions(context) if context.grids and context.year else ():
        if mention.year == context.year:
            by_series[mention.series].append(mention)
    told = {series: some[0] for series, some in by_series.items() if len({one.edition for one in some}) == 1}
    for grid in context.grids if told else ():
        for (row, column), cell in grid.cells.items():
            if "届" not in cell.text or len(cell.text) > _FEW or (cell.row, cell.column) != (row, column):
                continue
            if _OTHER_TIME.search(cell.text + grid.column_heading(column)):
                continue
            for series, number, at in _of_cell(grid, cell):
                known = [one for name, one in told.items() if _is_one(name, series)]
                if len(known) == 1:
                    yield _relation(known[0], number, cell, at)


def _of_cell(grid: Grid, cell: Cell) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """Yield the series, with their numbers and spans, that a cell names, or that the one name in its row stands for."""
    for match in editions_in(cell.text):
        number = parse_number(match["edition"])
        if number is not None:
            yield series_of(match), int(number), (match.start("edition"), match.end("edition"))
    bare = list(_BARE.finditer(cell.text))
    row = [other.text for (number, _), other in grid.cells.items() if number == cell.row and other is not cell]
    names = {match["name"].strip("“”") for text in row for match in _SERIES.finditer(text) if "届" not in text[: match.end()]}
    number = parse_number(bare[0]["edition"]) if len(bare) == 1 and len(names) == 1 else None
    if number is not None:
        yield re.sub(r"^(?:举办|承办|开展|组织|[全我](?=[省市县区州旗]))+", "", names.pop()), int(number), bare[0].span("edition")


def _is_one(name: str, other: str) -> bool:
    """Tell whether two names are those of one series, one of which may lack its place."""
    return same_series(name, other) or (len(other) > len("创新大赛") and name.endswith(other) and other[0] not in "省市县区州旗")


def _relation(mention: Mention, number: int, cell: Cell, at: tuple[int, int]) -> Relation:
    """Return whether a cell tells the edition that running text tells."""
    holds = mention.edition == number
    start, end = cell.start + at[0], cell.start + at[1]
    why = f"同一赛事的届次：正文{mention.text}，表中第{number}届"
    spans = ((start, end), (mention.start, mention.end))
    quote = (cell.start, cell.start + len(cell.text))
    return Relation("date", holds, f"第{number}届", f"第{mention.edition}届", spans, quote, why, None, 1.0 if holds else _SCORE)
