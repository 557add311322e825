"""Which row is wrong where rows miss their total: the one that running text tells with the value that the total leaves for it.

2.双语科普资源开发。安排经费72万元 … 双语科普资源开发 62 … 合计 395: with 72 the rows make 395.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Row

_SHORTEST: Final = 4  # characters of a name
_SCORE: Final = 0.8
_LIKELY: Final = 1.5  # two digits exchanged
Rows = Mapping[tuple[int, int], tuple[str, Figure]]


def is_slip(total: Row, column: int, rows: Sequence[Row]) -> bool:
    """Tell whether numbered rows miss their total by one figure mistyped, all named as the total is; a row may have left its side."""
    kind = next((word for word in ("收入", "支出") if word in total.name), None)
    if kind is None or not all(kind in row.name and column in row.values for row in rows):
        return False
    return misadded(total.values[column].value, [row.values[column].value for row in rows]) >= _LIKELY


def blamed(context: Context, relation: Relation, rows: Rows) -> Relation:
    """Return a sum that does not hold as the row that is wrong, if running text shows which; else as it is.

    ``rows`` are the names and figures of rows by their spans.
    """
    if relation.holds or relation.difference is None:
        return relation
    for span in relation.spans[1:]:
        name, figure = rows.get(span, ("", None))
        if figure is None or len(name) < _SHORTEST:
            continue
        right = figure.value + relation.difference
        told = _told(context, name, right) if right > 0 else None
        if told is not None:
            written = figure.written(right)
            why = f"{name}：正文{told.text}，表中{figure.text}；按{figure.text}，{relation.explanation}"
            spans = (span, (told.start, told.end), *(other for other in relation.spans if other != span))
            return Relation("repeat", False, figure.text, written, spans, span, why, figure.value - right, _SCORE)
    return relation


def _told(context: Context, name: str, value: Decimal) -> Figure | None:
    """Return a figure of running text with a value, in any scale, in a line that names it before."""
    for line in context.paragraphs():
        for passage in line:
            for place in passage.places:
                figure = place.figure
                is_value = value in (figure.value, figure.value / figure.scale)
                if is_value and figure.kind in ("amount", "quantity") and name in context.text[line[0].start : place.start]:
                    return figure
    return None
