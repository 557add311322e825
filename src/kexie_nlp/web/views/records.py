"""Achievements and metrics as tables to filter and sort."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from kexie_nlp.archive import Archive
from kexie_nlp.contract import achievement_line, metric_line
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.results import Hit
from kexie_nlp.web.contexts import RecordRow, RecordsPage
from kexie_nlp.web.parameters import DEEPEST, AchievementParameters, MetricParameters

MOST_SORTED: Final = 5000
"""More rows than these are not sorted by a column; filters make them fewer."""

_Key = Callable[[Hit], tuple[Any, ...]]


def achievements_page(archive: Archive, asked: AchievementParameters) -> RecordsPage:
    """Return a page of the table of achievements."""
    return _page(archive, "achievements", asked)


def metrics_page(archive: Archive, asked: MetricParameters) -> RecordsPage:
    """Return a page of the table of metrics."""
    return _page(archive, "metrics", asked)


def _page(archive: Archive, scope: Any, asked: AchievementParameters | MetricParameters) -> RecordsPage:
    """Return a page of a table of records."""
    filters, first = asked.filters(), (asked.page - 1) * asked.size
    is_sorted = True
    if asked.sort:
        result = archive.search("", scope=scope, limit=MOST_SORTED, filters=filters)
        is_sorted = result.total <= MOST_SORTED
        hits = sorted(result.hits, key=_key(asked.sort, is_down=asked.down), reverse=asked.down) if is_sorted else list(result.hits)
        hits = hits[first : first + asked.size]
    else:
        limit = asked.size if first < DEEPEST else 0
        result = archive.search("", scope=scope, limit=limit, offset=min(first, DEEPEST), filters=filters)
        hits = list(result.hits)
    most = MOST_SORTED if asked.sort else DEEPEST
    return RecordsPage(
        scope, tuple(_row(hit) for hit in hits), asked.page, -(-min(result.total, most) // asked.size), result.total, is_sorted
    )


def _row(hit: Hit) -> RecordRow:
    """Return a record as a row."""
    record = hit.record
    assert record is not None  # a search for records gives records
    line = achievement_line(record, "") if isinstance(record, Achievement) else metric_line(record, "")
    del line["sentence"]
    return RecordRow(hit.report, hit.association, hit.region, hit.year, hit.section, hit.start, hit.end, hit.snippet, line)


def _key(name: str, *, is_down: bool) -> _Key:
    """Return a key to sort hits by; what is not told comes last either way."""

    def key(hit: Hit) -> tuple[Any, ...]:
        value = _value(hit, name)
        is_told = value is not None and value != ""
        rank = is_told if is_down else not is_told
        return (rank, value) if is_told else (rank,)

    return key


def _value(hit: Hit, name: str) -> Any:
    """Return what a hit is sorted by."""
    record = hit.record
    match name:
        case "year":
            return hit.year
        case "association":
            return hit.association
        case "region":
            return hit.region
        case "award" if isinstance(record, Achievement):
            return (_grade(record), record.award)
        case "value" if isinstance(record, Metric):
            return record.value
        case "value" | "count" if isinstance(record, Achievement):
            return None if record.count is None else Decimal(record.count)
    return getattr(record, name, None)


def _grade(record: Achievement) -> int:
    """Return the rank of an award, honours behind graded prizes."""
    return 99 if record.award_grade is None else record.award_grade
