"""Findings over the archive, by kind and size; a large archive is checked bit by bit, and what was found is kept."""

import time
from collections import Counter
from decimal import Decimal
from typing import Final

from kexie_nlp.archive import Archive, ReportRow
from kexie_nlp.checks.kept import FindingsFile, KeptFinding, check_group, groups_of
from kexie_nlp.errors import ArchiveError
from kexie_nlp.web.contexts import ArchiveFindingInfo, ChecksPage, FindingInfo
from kexie_nlp.web.keeping import Kept
from kexie_nlp.web.parameters import ChecksParameters
from kexie_nlp.web.views.reading import finding_info, report_info
from kexie_nlp.web.wording import FINDINGS

SECONDS: Final = 3.0
"""For how long one visit checks what was not checked before."""

_read: Final[Kept[dict[str, tuple[KeptFinding, ...]]]] = Kept(4)
"""What was found in an archive as it is now, by groups of reports."""


def checks_page(archive: Archive, asked: ChecksParameters) -> ChecksPage:
    """Return a page of findings."""
    state = archive.state
    rows = {row.id: row for row in archive.reports()}
    wanted = {row.id for row in archive.reports(asked.filters())}
    groups = groups_of(archive)
    known = _read.known(state[0], state) or {}
    if any(group.key not in known for group in groups):
        known = FindingsFile(archive.folder).read() | known
    until = time.monotonic() + SECONDS
    found: list[tuple[ReportRow, FindingInfo]] = []
    checked = 0
    for group in groups:
        here = [row.id for row in group.rows if row.id in wanted]
        if here and group.key not in known and time.monotonic() < until:
            try:
                known[group.key] = check_group(archive, group)
            except ArchiveError:
                continue  # a report was removed just now
        if here and group.key in known:
            checked += len(here)
            found += [(rows[one.report], _info(one, rows)) for one in known[group.key] if one.report in wanted]
    _read.keep(state[0], state, known)
    return _page(found, asked, checked, len(wanted))


def _page(found: list[tuple[ReportRow, FindingInfo]], asked: ChecksParameters, checked: int, reports: int) -> ChecksPage:
    """Return a page of what was found."""
    wrong = Counter(one.kind for _, one in found if not one.holds and one.score >= asked.sure)
    right = Counter(one.kind for _, one in found if one.holds)
    counts = tuple((kind, zh, wrong[kind], right[kind]) for kind, zh in FINDINGS.items() if wrong[kind] or right[kind])
    shown = [
        (row, one)
        for row, one in found
        if (asked.finding in (None, one.kind)) and (one.score >= asked.sure) and (asked.holding or not one.holds)
    ]
    by_size = asked.order == "size"
    shown.sort(key=lambda pair: (pair[1].holds, *((-_size(pair[1]), -pair[1].score) if by_size else (-pair[1].score, -_size(pair[1])))))
    first = (asked.page - 1) * asked.size
    page = tuple(ArchiveFindingInfo(report_info(row), one) for row, one in shown[first : first + asked.size])
    return ChecksPage(page, counts, checked, reports, asked.page, -(-len(shown) // asked.size), len(shown))


def _size(finding: FindingInfo) -> Decimal:
    """Return how large a difference is."""
    return abs(Decimal(finding.difference or 0))


def _info(one: KeptFinding, rows: dict[str, ReportRow]) -> FindingInfo:
    """Return a finding as it is shown."""
    return finding_info(one.finding, one.texts, rows.get(one.earlier or ""))
