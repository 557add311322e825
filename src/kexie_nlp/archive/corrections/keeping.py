"""The corrections of an archive as its users see them: made, listed, undone."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kexie_nlp.archive.corrections import stored
from kexie_nlp.archive.corrections.applying import corrected_entities, corrected_report, effect_between, summed
from kexie_nlp.archive.corrections.asking import who_and_why
from kexie_nlp.archive.corrections.links_file import linked_name, set_link, take_back
from kexie_nlp.archive.corrections.model import Change, Correction, Effect, FieldChange, LinkChange, SpanChange, State
from kexie_nlp.archive.lock import write_lock
from kexie_nlp.errors import ArchiveError, CorrectionError
from kexie_nlp.link.links import LinkKind
from kexie_nlp.records import Analysis

if TYPE_CHECKING:
    from kexie_nlp.archive.store import Store

Form = tuple[LinkKind, str]
Ask = Callable[[Analysis], Iterable[Change]]
"""Gives the changes that are wanted of a report as it is now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction and what became of it.

    Attributes:
        state: applied; replaced by a later one (or, of a link, by an edit of the file); displaced, since its text is no longer at its
            place in the report; absent, since the report is not in the archive; undone.
        title: of the report, None if it is not in the archive.
    """

    correction: Correction
    state: State
    title: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was corrected or undone: the corrections as they are kept, and what came of them all together."""

    corrections: tuple[Correction, ...]
    effect: Effect


class Corrections:
    """The corrections of one archive; writing takes the archive's lock."""

    def __init__(self, folder: Path, store: "Store", settle: Callable[[], None], wait: float) -> None:
        self._folder = folder
        self._store = store
        self._settle = settle
        self._wait = wait

    def all(self, report_id: str | None = None, *, undone: bool = False, latest_first: bool = False) -> Iterator[Standing]:
        """Yield the corrections of the archive or of one report, in the order in which they were made.

        Args:
            report_id: of a report that need not be in the archive any more; or the beginning of the id of one that is.
            undone: whether to yield those that were undone, too.
            latest_first: whether to yield them the other way round.
        """
        kept = list(stored.all_corrections(self._store.connection, *self._where(report_id)))
        last: dict[Form, int] = {}
        for one in kept:
            if isinstance(one.change, LinkChange) and one.undone_at is None:
                last[one.change.kind, one.change.written] = one.number
        known: dict[str, tuple[str | None, dict[int, State]]] = {}
        for one in reversed(kept) if latest_first else kept:
            if undone or one.undone_at is None:
                if one.report not in known:
                    known[one.report] = self._states(one.report)
                title, states = known[one.report]
                yield Standing(one, self._state(one, states, last), title)

    def count(self, report_id: str | None = None, *, undone: bool = False) -> int:
        """Return how many corrections ``all`` yields."""
        where, values = self._where(report_id)
        number = "count(*)" if undone else "count(*) - count(undone_at)"
        return int(self._store.connection.execute(f"SELECT {number} FROM corrections {where}", values).fetchone()[0])

    def _where(self, report_id: str | None) -> tuple[str, tuple[str, ...]]:
        """Return the condition that chooses the corrections of a report, whose id may be cut short if the archive has it."""
        if report_id is None:
            return "", ()
        with suppress(ArchiveError):  # the corrections of a report outlive it
            report_id = self._store.keys(report_id)[1]
        return "WHERE report = ?", (report_id,)

    def get(self, number: int) -> Standing:
        """Return a correction.

        Raises:
            CorrectionError: if there is none of this number.
        """
        kept = next(stored.all_corrections(self._store.connection, "WHERE number = ?", (number,)), None)
        if kept is None:
            raise CorrectionError(f"there is no correction {number}; `corrections list` shows those there are")
        title, states = self._states(kept.report)
        last: dict[Form, int] = {(kept.change.kind, kept.change.written): number} if isinstance(kept.change, LinkChange) else {}
        return Standing(kept, self._state(kept, states, last), title)

    def correct(self, report_id: str, ask: Ask, who: str, why: str = "", *, level: bool = True) -> Saved:
        """Make corrections, all or none; when this returns, they are kept and everything that the archive tells follows them.

        The lock of writers is needed for the index alone; where another process holds it, such as an ``add``, that one brings the index
        level, and searches find the report as it was before until then.

        Args:
            report_id: of the report, or a unique beginning.
            ask: gives the changes, made by ``span_change``, ``field_change`` and ``link_change`` from the report as it is now.
            who: the name of who corrects.
            why: the reason, may be "".
            level: whether to bring the index level at once; otherwise ``level`` does, or the next search.

        Raises:
            CorrectionError: if a change cannot be made.
            ArchiveError: if there is no such report, or nothing can be written.
            ResourceError: if a link is to be corrected and ``links.tsv`` is not as it should be.
        """
        who, why = who_and_why(who, why)
        with self._writing():
            saved = self._insert(report_id, ask, who, why)
            self._write_links(saved.corrections)
        if level:
            self.level()
        return saved

    def relink(self, change: LinkChange, who: str, why: str = "") -> Saved:
        """Correct the name under which a form is counted everywhere, whatever report it stands in.

        Raises:
            CorrectionError: if it is counted so already.
            ArchiveError: if nothing can be written.
            ResourceError: if ``links.tsv`` is not as it should be.
        """
        who, why = who_and_why(who, why)
        with self._writing():
            saved = self._kept("", [change], who, why)
            self._write_links(saved.corrections)
        return saved

    def undo(self, numbers: Iterable[int], who: str, *, forget: bool = False, level: bool = True) -> Saved:
        """Undo corrections, all or none; they stay as a record of what was done.

        Args:
            numbers: of the corrections.
            who: the name of who undoes them.
            forget: whether to delete them with all they tell, undone ones too, so that nothing of what they speak of is kept.
            level: as in ``correct``.

        Raises:
            CorrectionError: if there is no such correction, it is undone already, or ``links.tsv`` was edited since.
            ArchiveError: if nothing can be written.
        """
        who, _ = who_and_why(who, "")
        with self._writing():
            asked = [self.get(number).correction for number in dict.fromkeys(numbers)]
            kept = [one for one in asked if one.undone_at is None]
            if len(kept) < len(asked) and not forget:
                raise CorrectionError(f"correction {next(one.number for one in asked if one.undone_at)} is undone already")
            for one in asked:
                if forget:
                    stored.delete(self._store.connection, one.number)
                else:
                    stored.mark_undone(self._store.connection, one.number, who, _now())
            effects = [self._recorrected(report) for report in dict.fromkeys(one.report for one in kept if one.report)]
            for one in reversed(kept):
                if isinstance(one.change, LinkChange) and not take_back(self._folder, one.change):
                    told = f"links.tsv gives {one.change.written!r} another name by now"
                    raise CorrectionError(f"correction {one.number} cannot be undone: {told}; edit the file")
        if level:
            self.level()
        return Saved(tuple(asked), summed(effects))

    def level(self, wait: float | None = None) -> None:
        """Bring the index level with what was corrected, unless another process still writes after ``wait`` seconds."""
        with suppress(ArchiveError), write_lock(self._folder, wait=self._wait if wait is None else wait):
            self._settle()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Do all that happens within, or nothing."""
        try:
            with self._store.transaction():
                yield
        except sqlite3.OperationalError as error:
            raise ArchiveError(f"{self._folder}: cannot be written ({error})") from error

    def stamps(self, report_id: str | None = None) -> dict[str, int]:
        """Return for each report that was corrected, or for the one of this id alone, a number that changes with its corrections."""
        where, values = ("WHERE report = ?", (report_id,)) if report_id is not None else ("", ())
        counts = f"SELECT report, count(*) + count(undone_at) FROM corrections {where} GROUP BY report"
        return dict(self._store.connection.execute(counts, values))

    def of(self, report_id: str) -> list[Correction]:
        """Return the corrections that hold of a report with this id, in the order in which they were made."""
        return stored.corrections_of(self._store.connection, report_id)

    def reports(self) -> list[str]:
        """Return the ids of the reports in the archive that have corrections which hold, in the order of the ids."""
        rows = self._store.connection.execute(
            "SELECT DISTINCT c.report FROM corrections c JOIN reports r ON r.id = c.report WHERE c.undone_at IS NULL ORDER BY c.report"
        )
        return [report for (report,) in rows]

    def analysis(self, report_id: str) -> Analysis:
        """Return a report of the archive as corrected.

        Raises:
            ArchiveError: if there is none of this id.
        """
        return self._store.analysis(self._store.keys(report_id)[0])

    def _insert(self, report_id: str, ask: Ask, who: str, why: str) -> Saved:
        """Insert corrections within a transaction and apply them."""
        key, report_id = self._store.keys(report_id)
        changes = list(ask(self._store.analysis(key)))
        saved = self._kept(report_id, changes, who, why)
        effect = self._recorrected(report_id)
        kept = tuple(replace(one, effect=Effect() if isinstance(one.change, LinkChange) else effect) for one in saved.corrections)
        for one in kept:
            stored.note_effect(self._store.connection, one.number, one.effect)
        return Saved(kept, effect)

    def _write_links(self, corrections: Iterable[Correction]) -> None:
        """Write the corrections of links into the file."""
        for one in corrections:
            if isinstance(one.change, LinkChange):
                set_link(self._folder, one.change, f"{one.who}：{one.why}" if one.why else one.who)

    def _kept(self, report_id: str, changes: Sequence[Change], who: str, why: str) -> Saved:
        """Keep changes of a report."""
        if not changes:
            raise CorrectionError("nothing is to be changed")
        at, kept = _now(), []
        for change in changes:
            if isinstance(change, LinkChange):
                was = linked_name(self._folder, change.kind, change.written)
                if was == change.name:
                    raise CorrectionError(f"{change.written!r} is counted as {change.name!r} already")
                change = replace(change, was=was)
            number = stored.insert(self._store.connection, report_id, change, who, at, why)
            kept.append(Correction(number, report_id, change, who, at, why, Effect()))
        return Saved(tuple(kept), Effect())

    def _recorrected(self, report_id: str) -> Effect:
        """Apply the corrections of a report anew, and return what that did; nothing to a report that is not in the archive."""
        row = self._store.connection.execute("SELECT key FROM reports WHERE id = ?", (report_id,)).fetchone()
        if row is None:
            return Effect()
        before = self._store.analysis(row[0])
        stored.recorrect(self._store, row[0])
        return effect_between(before, self._store.analysis(row[0]))

    def _states(self, report_id: str) -> tuple[str | None, dict[int, State]]:
        """Return the title of a report and what became of its corrections; None and nothing if it is not in the archive."""
        row = self._store.connection.execute("SELECT key, title FROM reports WHERE id = ?", (report_id,)).fetchone()
        if row is None:
            return None, {}
        corrections = self.of(report_id)
        now = self._store.analysis(row[0])
        found = stored.uncorrected(self._store.connection, now.report) or now
        _, of_report = corrected_report(found.report, corrections)
        _, of_entities = corrected_entities(now.report.text, found.entities, corrections)
        return row[1], of_report | of_entities

    def _state(self, one: Correction, states: dict[int, State], last: dict[Form, int]) -> State:
        """Return what became of a correction."""
        if one.undone_at is not None:
            return "undone"
        if isinstance(one.change, SpanChange | FieldChange):
            return states.get(one.number, "absent")
        is_last = last.get((one.change.kind, one.change.written)) == one.number
        holds = is_last and linked_name(self._folder, one.change.kind, one.change.written) == one.change.name
        return "applied" if holds else "replaced"


def _now() -> str:
    """Return the time in ISO 8601."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
