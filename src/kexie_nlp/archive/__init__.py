"""The archive: SQLite for the truth, a search index beside it."""

from kexie_nlp.archive.facade import Archive
from kexie_nlp.archive.rows import AchievementRow, AddEvent, AddSummary, Filters, MetricRow, ReportRow

__all__ = ["AchievementRow", "AddEvent", "AddSummary", "Archive", "Filters", "MetricRow", "ReportRow"]
