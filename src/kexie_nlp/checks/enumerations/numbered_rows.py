"""Whether a number told of all terms of a work is that of the rows in which a table lists them (5期培训班全部结束; 第一期 … 第六期)."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.document import Cell
from kexie_nlp.numerals import parse_number

_NUMBER: Final = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_UNITS: Final = "期批届轮站场讲次"
_TERM: Final = re.compile(rf"第?(?P<number>{_NUMBER})(?P<unit>[{_UNITS}])(?:[^\d，。；、]{{0,4}})")
_TOLD: Final = re.compile(rf"(?<![第\d.至到—～~、-])(?P<number>{_NUMBER})(?P<unit>[{_UNITS}])(?P<noun>[^，,。；;、：:\d（(）)]{{0,10}})")
_ALL_BEFORE: Final = re.compile(
    r"(?:^|[，,。；;：:])(?:以上|上述|这|全部|本年度?|全年|年内|今年|本项目)(?:共|一共|总共|先后)?(?:举办|开办|办班|办)?了?$"
)
_ALL_BEHIND: Final = re.compile(r"(?:班|课程|活动|培训)?(?:已经?|现已|也|总|累计)?(?P<all>全部|均|都|合计|共计?|总共)")
_OF_SOME: Final = re.compile(
    r"其中|[前后另余]|上年|去年|上一|往年|原|计划|目标|任务|合同|明年|下一?年|平均|每|比|较|增|新|县级|区级|市级|省级|双语|还有|各"
)
_FEWEST: Final = 3
_SCORE: Final = 0.6


def check_numbered_rows(context: Context) -> Iterator[Relation]:
    """Yield whether numbers told of all terms are those that a table lists, where the text tells the table's number in another place."""
    listed: dict[str, list[tuple[Grid, list[Cell]]]] = {}
    for grid in context.grids:
        for unit, cells in _terms(grid):
            listed.setdefault(unit, []).append((grid, cells))
    for unit, tables in listed.items():
        grid, cells = tables[0]
        if len({len(some) for _, some in tables}) == 1:
            told = [(passage, match) for passage in context.passages for match in _TOLD.finditer(passage.text) if match["unit"] == unit]
            numbers = [_value(match["number"]) for _, match in told]
            others = len(numbers) - numbers.count(len(cells))
            for passage, match in told if others < len(numbers) and others <= 1 else ():  # more of them are of other works
                if _is_of_all(passage, match) and _is_of_table(context, passage, grid, match["noun"]):
                    yield _relation(passage, match, cells)


def _terms(grid: Grid) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the first cells of rows that are numbered through from the first term to the last, with their unit."""
    column = [grid.cells[row, 0] for row in range(1, grid.height) if (row, 0) in grid.cells]
    found = [(match, cell) for cell in column if (match := _TERM.fullmatch(cell.text.strip()))]
    numbers = [_value(match["number"]) for match, _ in found]
    units = {match["unit"] for match, _ in found}
    if len(found) >= _FEWEST and len(units) == 1 and numbers == list(range(1, len(found) + 1)):
        yield units.pop(), [cell for _, cell in found]


def _value(number: str) -> int:
    """Return a number written in digits or characters."""
    return int(parse_number(number) or 0)


def _is_of_all(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a number is said to be that of all there were."""
    before = passage.text[: match.start()]
    clause = re.split(r"[，,。；;：:]", before)[-1]
    if _OF_SOME.search(clause + match["noun"]):
        return False
    return bool(_ALL_BEFORE.search(before)) or (clause in ("", "全年", "本年度") and bool(_ALL_BEHIND.search(match["noun"])))


def _is_of_table(context: Context, passage: Passage, grid: Grid, noun: str) -> bool:
    """Tell whether what is counted is what a table lists: it is named in its heading, in a title, or not at all."""
    behind = _ALL_BEHIND.search(noun)
    name = re.sub(r"[已都均也]+$", "", noun[: behind.start()] if behind else noun)
    head = grid.cells.get((0, 0))
    around = [context.analysis.report.title, *context.headings(passage.section), head.text if head else ""]
    pairs = [name[at : at + 2] for at in range(len(name) - 1)] or [name]
    return any(pair in text for pair in pairs[:_FEWEST] for text in around)


def _relation(passage: Passage, match: re.Match[str], cells: list[Cell]) -> Relation:
    """Return whether a number is that of the rows."""
    unit, holds = match["unit"], _value(match["number"]) == len(cells)
    stated, start = f"{match['number']}{unit}", passage.start
    why = f"表中列出{len(cells)}{unit}" + ("，相符" if holds else f"，文中写{stated}")
    spans = ((start + match.start("number"), start + match.end("unit")), *((cell.start, cell.start + len(cell.text)) for cell in cells))
    score = 1.0 if holds else _SCORE
    return Relation("count", holds, stated, f"{len(cells)}{unit}", spans, (start, passage.end), why, None, score)
