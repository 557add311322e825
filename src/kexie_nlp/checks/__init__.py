"""Whether the figures of a report agree with each other, and with those of the years before."""

from kexie_nlp.checks.across import ArchiveFinding, check_archive
from kexie_nlp.checks.finding import Finding, FindingKind
from kexie_nlp.checks.report import check_report

__all__ = ["ArchiveFinding", "Finding", "FindingKind", "check_archive", "check_report"]
