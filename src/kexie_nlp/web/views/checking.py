"""Findings over the archive, by kind and size; a large archive is checked bit by bit, and what was found is kept."""

import threading
import time
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Final

from kexie_nlp.archive import Archive, ReportRow
from kexie_nlp.checks import ArchiveFinding
from kexie_nlp.checks.across import check_association
from kexie_nlp.web.contexts import ArchiveFindingInfo, ChecksPage, FindingInfo
from kexie_nlp.web.parameters import ChecksParameters
from kexie_nlp.web.views.reading import finding_info, report_info
from kexie_nlp.web.wording import FINDINGS

SECONDS: Final = 8.0
"""For how long one visit checks what was not checked before."""

_Kept = list[tuple[str, FindingInfo]]
_State = tuple[Path, tuple[int, ...]]


class ChecksKept:
    """The findings of the associations checked so far; hashes of texts and what was corrected tell whether they are stale."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], tuple[_State, _Kept]] = {}
        self._lock = threading.Lock()

    def known(self, rows: list[ReportRow], state: _State) -> _Kept | None:
        """Return the findings of an association's reports if they were checked, and nothing was corrected since."""
        kept = self._kept.get(tuple(row.id for row in rows))
        return kept[1] if kept is not None and kept[0] == state else None

    def checked(self, archive: Archive, rows: list[ReportRow], state: _State) -> _Kept:
        """Check the reports of an association."""
        analyses = [archive.show(row.id) for row in rows]
        texts = {analysis.report.id: analysis.report.text for analysis in analyses}
        found = [_info(one, texts[one.report.id]) for one in check_association(rows, analyses)]
        with self._lock:
            ids = {row.id for row in rows}
            self._kept = {key: value for key, value in self._kept.items() if ids.isdisjoint(key)}
            self._kept[tuple(row.id for row in rows)] = (state, found)
        return found


_checks: Final = ChecksKept()


def checks_page(archive: Archive, asked: ChecksParameters) -> ChecksPage:
    """Return a page of findings."""
    wanted = {row.id: row for row in archive.reports(asked.filters())}
    groups: defaultdict[str, list[ReportRow]] = defaultdict(list)
    for row in archive.reports():
        groups[row.association or row.id].append(row)
    corrected = archive.corrections.stamps()
    until = time.monotonic() + SECONDS
    found: list[tuple[ReportRow, FindingInfo]] = []
    checked = 0
    for rows in groups.values():
        if not any(row.id in wanted for row in rows):
            continue
        rows.sort(key=lambda row: (row.year or 0, row.path))
        state = archive.folder, tuple(corrected.get(row.id, 0) for row in rows)
        known = _checks.known(rows, state)
        if known is None and time.monotonic() > until:
            continue
        found += [(wanted[report], one) for report, one in known or _checks.checked(archive, rows, state) if report in wanted]
        checked += sum(row.id in wanted for row in rows)
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


def _info(one: ArchiveFinding, text: str) -> tuple[str, FindingInfo]:
    """Return the report's id and the finding as it is shown."""
    return one.report.id, finding_info(one.finding, text, one.earlier)
