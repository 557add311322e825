"""What was chosen of an archive as a table."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from kexie_nlp.archive.columns import ACHIEVEMENT_COLUMNS, ENTITY_COLUMNS, METRIC_COLUMNS, PASSAGE_COLUMNS, REPORT_COLUMNS, Column, Table
from kexie_nlp.archive.selecting import SelectedReport, SelectionScope

_TABLES: Final[dict[SelectionScope, tuple[str, Sequence[Column[Any]]]]] = {
    "passages": ("段落", PASSAGE_COLUMNS),
    "entities": ("实体", ENTITY_COLUMNS),
    "achievements": ("成果", ACHIEVEMENT_COLUMNS),
    "metrics": ("指标", METRIC_COLUMNS),
    "reports": ("报告", REPORT_COLUMNS),
}


def table_of(selected: Iterable[SelectedReport], scope: SelectionScope) -> Table[Any]:
    """Return the chosen rows, or the chosen reports, as a table whose rows are read as they are written."""
    zh, columns = _TABLES[scope]
    if scope == "reports":
        return Table(scope, zh, columns, (chosen.report for chosen in selected))
    return Table(scope, zh, columns, (row for chosen in selected for row in chosen.rows))
