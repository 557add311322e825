"""Corrections made from what a form or a call of the API tells; the index is brought level afterwards."""

from collections.abc import Iterable, Mapping
from typing import cast

from kexie_nlp.archive import Archive
from kexie_nlp.archive.corrections import REPORT_FIELDS, Change, Saved, field_change, link_change, span_change
from kexie_nlp.errors import CorrectionError
from kexie_nlp.labels import EntityType
from kexie_nlp.link.links import LinkKind
from kexie_nlp.records import Analysis
from kexie_nlp.web.contexts import Pair
from kexie_nlp.web.corrections.asking import ToldCorrections
from kexie_nlp.web.corrections.views import occurrences, one_correction, window_of
from kexie_nlp.web.views.reading import analysis_of

Form = Mapping[str, str]
NO_ENTITY = "none"
"""What the form of a place sends for the type of a span that is no entity."""


def correct_place(archive: Archive, report_id: str, form: Form) -> Saved:
    """Correct what stands at a place.

    The form tells the span as it was shown (``start``, ``end``, ``was``), the ``type``, the ``text`` that it should be (which may be
    longer or shorter), ``at`` where that begins if a script knows it, and the full name.

    Raises:
        NotFound: if there is no such report. CorrectionError: if it cannot be made.
    """

    def ask(analysis: Analysis) -> Iterable[Change]:
        start, end = _number(form, "start"), _number(form, "end")
        if analysis.report.text[start:end] != form.get("was", ""):
            raise CorrectionError(f"at {start}..{end} stands {analysis.report.text[start:end][:60]!r}, not {form.get('was', '')[:60]!r}")
        if form.get("type") == NO_ENTITY:
            return [span_change(analysis, start, end, None)]
        wanted = form.get("text", "").strip()
        first, last = _span(analysis, (start, end), wanted, form.get("at", ""))
        name = form.get("canonical")
        is_told = name is not None and name.strip() != form.get("canonical_was", "")
        return [
            span_change(
                analysis,
                first,
                last,
                cast(EntityType, form.get("type", "")),
                canonical=name.strip() if name and is_told else "" if is_told else None,
            )
        ]

    analysis_of(archive, report_id)
    return archive.corrections.correct(report_id, ask, form.get("who", ""), form.get("why", ""), level=False)


def correct_facts(archive: Archive, report_id: str, form: Form) -> Saved:
    """Correct what a report says of itself: every field whose value is not the one that the form came with (``was_FIELD``).

    Raises:
        NotFound: if there is no such report. CorrectionError: if it cannot be made, or nothing was changed.
    """

    def ask(analysis: Analysis) -> Iterable[Change]:
        for field in REPORT_FIELDS:
            value = form.get(field)
            if value is not None and value.strip() != form.get(f"was_{field}", ""):
                yield field_change(analysis.report, field, value.strip() or None)

    analysis_of(archive, report_id)
    return archive.corrections.correct(report_id, ask, form.get("who", ""), form.get("why", ""), level=False)


def correct_link(archive: Archive, report_id: str, form: Form) -> Saved:
    """Correct the name under which a form is counted in the whole archive.

    Raises:
        NotFound: if there is no such report. CorrectionError: if it cannot be made.
    """
    change = link_change(cast(LinkKind, form.get("kind", "")), form.get("written", ""), form.get("name", ""))
    analysis_of(archive, report_id)
    return archive.corrections.correct(report_id, lambda _: [change], form.get("who", ""), form.get("why", ""), level=False)


def correct_as_told(archive: Archive, report_id: str, asked: ToldCorrections) -> Saved:
    """Make the corrections that a program asks for, all or none.

    Raises:
        NotFound: if there is no such report. CorrectionError: if one cannot be made.
    """

    def ask(analysis: Analysis) -> Iterable[Change]:
        for one in asked.spans:
            yield span_change(analysis, one.start, one.end, one.type, text=one.text, canonical=one.canonical)
        yield from (field_change(analysis.report, field, value) for field, value in asked.fields.items())
        yield from (link_change(link.kind, link.written, link.name) for link in asked.links)

    analysis_of(archive, report_id)
    return archive.corrections.correct(report_id, ask, asked.who, asked.why, level=False)


def undo(archive: Archive, number: int, who: str) -> Saved:
    """Undo a correction.

    Raises:
        NotFound: if there is none of this number. CorrectionError: if it cannot be undone.
    """
    one_correction(archive, number)
    return archive.corrections.undo([number], who, level=False)


def _span(analysis: Analysis, was: Pair, wanted: str, at: str) -> Pair:
    """Return where the wanted text stands: at the place that was told, else where it shares most with the span that it was before."""
    text = analysis.report.text
    if at.isascii() and at.isdecimal() and len(at) < 10 and wanted and text.startswith(wanted, int(at)):
        return int(at), int(at) + len(wanted)
    low, high = window_of(analysis, *was)
    touching = [(first, last) for first, last in occurrences(text, wanted, low, high) if first < was[1] and was[0] < last]
    if not touching:
        raise CorrectionError(f"{wanted[:60]!r} does not stand at this place; write it as the report has it")
    return max(touching, key=lambda span: (min(span[1], was[1]) - max(span[0], was[0]), -span[0]))


def _number(form: Form, name: str) -> int:
    """Return a number that a form tells."""
    told = form.get(name, "")
    if not (told.isascii() and told.isdecimal() and len(told) < 10):
        raise CorrectionError(f"{told[:20]!r} is no place in the report")
    return int(told)
