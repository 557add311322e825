"""The archive's tables, row by row, with filters; memory does not grow with their length."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from kexie_nlp.archive.rows import AchievementRow, Filters, MetricRow, ReportRow
from kexie_nlp.archive.serial import achievement_from_json, metric_from_json
from kexie_nlp.search.folding import contains, fold, needle

Condition = tuple[str, Any]

_REPORT = (
    "r.id, r.path, r.title, r.association, r.region, r.year, r.kind, r.published, r.passages,"
    " (SELECT count(*) FROM achievements a WHERE a.report = r.key), (SELECT count(*) FROM metrics m WHERE m.report = r.key)"
)
_ORDER = "ORDER BY r.year DESC, r.region, r.association, r.path, r.key"


def register_functions(connection: sqlite3.Connection) -> None:
    """Give the database the function ``holds(value, wanted)``, which looks over differences of writing."""
    connection.create_function("holds", 2, _holds, deterministic=True)


def report_rows(connection: sqlite3.Connection, filters: Filters) -> Iterator[ReportRow]:
    """Yield the reports that the filters want, the latest year first."""
    conditions = _report_conditions(filters)
    if filters.text:
        conditions.append(("holds(r.text, ?)", filters.text))
    where, values = _where(conditions)
    for row in connection.execute(f"SELECT {_REPORT} FROM reports r {where} {_ORDER}", values):
        yield _report_row(row)


def _report_row(row: tuple[Any, ...]) -> ReportRow:
    """Return a report's row from the columns of ``_REPORT``."""
    id_, path, title, association, region, year, kind, published, passages, achievements, metrics = row
    day = date.fromisoformat(published) if published else None
    return ReportRow(id_, path, title, association, region, year, kind, day, passages, achievements, metrics)


def achievement_rows(connection: sqlite3.Connection, filters: Filters) -> Iterator[AchievementRow]:
    """Yield the achievements that the filters want, report by report in reading order."""
    conditions = _report_conditions(filters)
    if filters.award:
        conditions.append(("holds(t.award, ?)", filters.award))
    if filters.contest:
        conditions.append(("holds(ifnull(t.event, '') || char(9) || ifnull(t.event_canonical, ''), ?)", filters.contest))
    yield from _record_rows(connection, "achievements", conditions, filters.text, achievement_from_json, AchievementRow)


def metric_rows(connection: sqlite3.Connection, filters: Filters) -> Iterator[MetricRow]:
    """Yield the metrics that the filters want, report by report in reading order."""
    conditions = _report_conditions(filters)
    if filters.indicator:
        conditions.append(("holds(t.indicator, ?)", filters.indicator))
    yield from _record_rows(connection, "metrics", conditions, filters.text, metric_from_json, MetricRow)


def _record_rows(
    connection: sqlite3.Connection,
    table: str,
    conditions: list[Condition],
    text: str | None,
    read: Callable[[str], Any],
    row_type: Callable[..., Any],
) -> Iterator[Any]:
    """Yield the rows of a table of records; the text of one report at a time is held."""
    where, values = _where(conditions)
    wanted = needle(text) if text else None
    current, report_text, report = -1, "", None
    for key, record_json, section, *columns in connection.execute(
        f"SELECT r.key, t.record, p.section, {_REPORT} FROM {table} t JOIN reports r ON r.key = t.report"
        f" LEFT JOIN passages p ON p.report = t.report AND p.number = t.passage {where} {_ORDER}, t.number",
        values,
    ):
        if key != current or report is None:
            (report_text,) = connection.execute("SELECT text FROM reports WHERE key = ?", (key,)).fetchone() or ("",)
            current, report = key, _report_row(tuple(columns))
        record = read(record_json)
        sentence = report_text[record.evidence.start : record.evidence.end]
        if wanted is None or contains(fold(sentence), wanted):
            yield row_type(report, record, section, sentence)


def _report_conditions(filters: Filters) -> list[Condition]:
    """Return the conditions on the report."""
    low, high = filters.years or (None, None)
    conditions: list[Condition] = []
    if low is not None:
        conditions.append(("r.year >= ?", low))
    if high is not None:
        conditions.append(("r.year <= ?", high))
    named = (("region", filters.region), ("association", filters.association), ("kind", filters.kind))
    return conditions + [(f"holds(r.{column}, ?)", value) for column, value in named if value]


def _where(conditions: list[Condition]) -> tuple[str, list[Any]]:
    """Return the WHERE clause and its values."""
    clauses = " AND ".join(clause for clause, _ in conditions)
    return f"WHERE {clauses}" if clauses else "", [value for _, value in conditions]


def _holds(value: str | None, wanted: str) -> bool:
    """Tell whether ``value`` holds ``wanted``."""
    if value is None:
        return False
    return _short_holds(value, wanted) if len(value) < 100 else contains(fold(value), needle(wanted))


@lru_cache(maxsize=4096)
def _short_holds(value: str, wanted: str) -> bool:
    """Tell the same of a value that is likely to come again."""
    return contains(fold(value), needle(wanted))
