"""The values that tables tell, under names as running text gives them: 加：本年收入合计 214.36 as 收入, 大豆 210.6 as 大豆面积, too."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.context import Context, key_of
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.table_names import told_in

ALL_MARKS: Final = "总分"
_MARKS: Final = re.compile(r"得分|自评分?$|评分$|实得")
_NO_VALUE: Final = re.compile(
    r"率|%|％|占|比[例重]|得分|分值|满分|目标|计划|预算(?!财政)|指标值|任务|预期|年初|应|原因|序号|编码|增|减|标准|上年|去年|权重"
)
_NUMBERING: Final = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]、|"
    r"(?:[加减]|其中|#)(?:[:：]|(?=本年|全年|上年|年初)))+"
)
_HEADING: Final = re.compile(r"[一-鿿]{2}(?=[（(]|$)")
_UNIT: Final = re.compile(r"[（(][^（）()]*[）)]")
_SUM: Final = re.compile(r"(?:合计|总计|总额|小计|总数|总量|数量|人数|人次|金额|数|额)+$")
_OF_YEAR: Final = re.compile(r"^(?:全年|本年度?|当年|年度|全部|全体|各类|总)+")
_TWO: Final = 2


def table_values(context: Context) -> Iterator[tuple[str, Figure]]:
    """Yield the values of tables under the names of their rows, and totals under the headings of their columns, too."""
    for grid in context.grids:
        for row in grid.rows:
            for column, figure in row.values.items():
                heading = grid.column_heading(column)
                if row.is_total and _MARKS.search(heading) and figure.unit in ("", "分"):
                    yield ALL_MARKS, replace(figure, unit="分")
                if grid.is_percent(column) or _NO_VALUE.search(heading) or figure.kind == "percent":
                    continue
                told = told_in(grid, row, column)
                scale = told.ranges[0].high / figure.range.high if figure.range.high else Decimal(1)
                if told.unit == "元" and figure.kind == "quantity":
                    figure = replace(figure, kind="amount", unit="元", value=figure.value * scale, step=figure.step * scale, scale=scale)
                elif told.unit and figure.kind == "quantity" and not figure.unit:
                    figure = replace(figure, unit=told.unit, value=figure.value * scale, step=figure.step * scale, scale=scale)
                noun = _HEADING.search(heading)
                own = plain_name(row.name)
                names = [own, *([plain_name(heading)] if row.is_total else []), own + (noun[0] if noun else "")]
                yield from ((name, figure) for name in dict.fromkeys(names) if len(name) >= _TWO)


def plain_name(written: str) -> str:
    """Return a name without numbering, unit and the words for a sum or the year (加：本年收入合计（万元） as 收入)."""
    plain = _UNIT.sub("", _NUMBERING.sub("", key_of(written) or written))
    shorter = _SUM.sub("", _OF_YEAR.sub("", plain))
    return shorter or plain
