"""Achievements and metrics of an archive, counted by columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.archive.columns import ACHIEVEMENT_COLUMNS, METRIC_COLUMNS, Column, Row, chosen

_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Count:
    """A combination of values, in the order of the columns asked for.

    Attributes:
        values: None where a row has none.
        rows: how many rows have these values.
        reports: in how many reports they stand.
        told: for achievements, how many awards the rows tell together, one that leaves its number open counted as one; else ``rows``.
    """

    values: tuple[object, ...]
    rows: int
    reports: int
    told: int


def count_achievements(archive: Archive, by: Sequence[str], filters: Filters = _EVERYTHING) -> list[Count]:
    """Return the achievements that the filters want, counted by columns such as ``year`` and ``award``, the most first.

    Raises:
        KexieError: if there is no such column.
    """
    columns = chosen(ACHIEVEMENT_COLUMNS, by)
    return _counted(((row, row.report.id, row.record.count or 1) for row in archive.achievements(filters)), columns)


def count_metrics(archive: Archive, by: Sequence[str], filters: Filters = _EVERYTHING) -> list[Count]:
    """Return the metrics that the filters want, counted by columns such as ``indicator`` and ``unit``, the most first.

    Raises:
        KexieError: if there is no such column.
    """
    columns = chosen(METRIC_COLUMNS, by)
    return _counted(((row, row.report.id, 1) for row in archive.metrics(filters)), columns)


def _counted(rows: Iterable[tuple[Row, str, int]], columns: Sequence[Column[Row]]) -> list[Count]:
    """Return the counts of rows, each given with its report and what it tells."""
    numbers: dict[tuple[object, ...], tuple[int, int, set[str]]] = {}
    for row, report, told in rows:
        values = tuple(column.value(row) for column in columns)
        count, sum_told, reports = numbers.get(values, (0, 0, set()))
        reports.add(report)
        numbers[values] = (count + 1, sum_told + told, reports)
    counts = [Count(values, count, len(reports), told) for values, (count, told, reports) in numbers.items()]
    return sorted(counts, key=lambda count: (-count.told, -count.rows, [str(value) for value in count.values]))
