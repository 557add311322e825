"""What somebody asks for, checked against the report and made a change; what cannot be one is refused with the reason."""

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from kexie_nlp.archive.corrections.model import CONTEXT, FieldChange, LinkChange, ReportField, SpanChange
from kexie_nlp.document import Entity, Region, Report, ReportKind
from kexie_nlp.errors import CorrectionError, visible
from kexie_nlp.labels import ENTITY_TYPES, VALUE_TYPES, EntityType
from kexie_nlp.link.gazetteer import level_of
from kexie_nlp.link.links import KINDS, LinkKind
from kexie_nlp.records import Analysis

if TYPE_CHECKING:
    from kexie_nlp.tag.matches import LexiconMatcher

LONGEST_SPAN: Final = 200
LONGEST_NAME: Final = 60
LONGEST_REASON: Final = 500
_KINDS: Final[tuple[str, ...]] = get_args(ReportKind)
_HEAD: Final = 1500
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)


def span_change(
    analysis: Analysis, start: int, end: int, type: EntityType | None, *, text: str | None = None, canonical: str | None = None
) -> SpanChange:
    """Return the change that makes a span an entity of a type, or no entity.

    Args:
        analysis: of the report, as it is now.
        start: where the span begins.
        end: where it ends.
        type: None says that no entity stands there.
        text: what the span is thought to be; it is refused if something else stands there.
        canonical: the full name of the entity, "" for none; None keeps what it has or what a lexicon knows.

    Raises:
        CorrectionError: if the span cannot be one, or nothing would change.
    """
    report = analysis.report
    written = _written(report, start, end, text)
    if type is not None and type not in ENTITY_TYPES:
        raise CorrectionError(f"{visible(str(type))} is no type of entity; expected one of {', '.join(ENTITY_TYPES)}")
    name = _one_line(canonical, LONGEST_SPAN, "a full name") or None
    there = next((entity for entity in analysis.entities if (entity.start, entity.end) == (start, end)), None)
    if type is None:
        if there is None:
            raise CorrectionError(f"no entity is tagged at {start}..{end}, so there is none to remove")
        was: Entity | None = there
        value = None
    else:
        overlapped = [entity for entity in analysis.entities if entity.start < end and start < entity.end]
        was = there or max(overlapped, key=lambda entity: (min(end, entity.end) - max(start, entity.start), -entity.start), default=None)
        is_same = there is not None and there.type == type
        if canonical is None:
            name = there.canonical if there and is_same else _known_name(written, type)
        if there is not None and is_same and name == there.canonical:
            raise CorrectionError(f"{written!r} is tagged as {type} already")
        value = _value(report.text, start, end, type)
    told = (was.start, was.end, was.type) if was else None
    before, after = report.text[max(0, start - CONTEXT) : start], report.text[end : end + CONTEXT]
    return SpanChange(start, end, written, type, value, name, told, before, after)


def field_change(report: Report, field: ReportField, value: str | None) -> FieldChange:
    """Return the change of what a report says of itself; None or "" makes it unknown, which a title and a kind cannot be.

    Raises:
        CorrectionError: if the value is none of this field, or is what the report has already.
    """
    told = _one_line(value, LONGEST_SPAN, f"a {field}") or None if value else None
    region: Region | None = None
    match field:
        case "year":
            if told is not None and not _YEAR.fullmatch(told):
                raise CorrectionError(f"{told!r} is no year; write four digits such as 2020")
        case "published":
            told = _day(told)
        case "kind":
            if told not in _KINDS:
                raise CorrectionError(f"{told or ''!r} is no kind of report; expected one of {', '.join(_KINDS)}")
        case "title":
            if told is None:
                raise CorrectionError("a report has a title; give one")
        case "region":
            region = _region(report, told)
            told = " ".join(region.path) if region else None
    was = field_value(report, field)
    if told == was:
        raise CorrectionError(f"the report has {field} {told or 'unknown'!r} already")
    return FieldChange(field, told, was, region)


def field_value(report: Report, field: ReportField) -> str | None:
    """Return what a report says of itself, as text; the region as its path, parted by blanks."""
    if field == "region":
        return " ".join(report.region.path) if report.region else None
    value = getattr(report, field)
    return None if value is None else str(value)


def link_change(kind: LinkKind, written: str, name: str) -> LinkChange:
    """Return the change of the name under which a form is counted.

    Raises:
        CorrectionError: if there is no such kind, or form and name cannot stand in ``links.tsv``.
    """
    if kind not in KINDS:
        raise CorrectionError(f"{visible(str(kind))!r} is no kind of link; expected one of {', '.join(KINDS)}")
    form, told = _one_line(written, LONGEST_SPAN, "a form"), _one_line(name, LONGEST_SPAN, "a name")
    if not form or not told:
        raise CorrectionError("give the form as reports write it, and the name to count it under")
    if form.startswith("#"):
        raise CorrectionError("a form cannot begin with #, which begins a comment in links.tsv")
    return LinkChange(kind, form, told)


def who_and_why(who: str, why: str) -> tuple[str, str]:
    """Return who corrects and why, each on one line.

    Raises:
        CorrectionError: if nobody is named, or either is too long.
    """
    told = _one_line(who, LONGEST_NAME, "the name of who corrects")
    if not told:
        raise CorrectionError("say who corrects")
    return told, _one_line(why, LONGEST_REASON, "a reason")


def _written(report: Report, start: int, end: int, text: str | None) -> str:
    """Return what stands at a span, which has to be a piece of one line without blanks at its ends."""
    if not 0 <= start < end <= len(report.text):
        raise CorrectionError(f"{start}..{end} is no span of the report, which has {len(report.text)} characters")
    if end - start > LONGEST_SPAN:
        raise CorrectionError(f"{end - start} characters are too many for an entity; {LONGEST_SPAN} are allowed")
    written = report.text[start:end]
    if text is not None and text != written:
        raise CorrectionError(f"at {start}..{end} stands {written!r}, not {visible(text[:LONGEST_SPAN])!r}")
    if written != written.strip() or any(char in written for char in "\n\r\t"):
        raise CorrectionError("an entity is a piece of one line or cell, without blanks at its ends")
    return written


def _one_line(text: str | None, longest: int, what: str) -> str:
    """Return a text on one line, nothing in it that would steer a terminal or a page."""
    told = " ".join(visible(" ".join((text or "").split())).split())
    if len(told) > longest:
        raise CorrectionError(f"{what} has {len(told)} characters; {longest} are allowed")
    return told


def _day(told: str | None) -> str | None:
    """Return a date in ISO 8601."""
    try:
        return date.fromisoformat(told).isoformat() if told else None
    except ValueError:
        raise CorrectionError(f"{told!r} is no date; write it as 2020-03-15") from None


def _region(report: Report, told: str | None) -> Region | None:
    """Return the region of a name, or of a path from the province down, parted by blanks."""
    if told is None:
        return None
    from kexie_nlp.pipeline import default_gazetteer

    *parents, name = told.split()
    gazetteer = default_gazetteer()
    region = gazetteer.lookup(name, "".join(parents)) if parents else gazetteer.resolve(name, report.text[:_HEAD])
    if region is not None and all(parent in region.path for parent in parents):
        return region
    level = level_of(name)
    if level is None or not parents:
        raise CorrectionError(f"{told!r} is no region; write it from the province down, such as 四川省 攀枝花市 东区")
    return Region(name, level, "", (*parents, name))


def _value(text: str, start: int, end: int, type: EntityType) -> str | None:
    """Return the exact value of a span."""
    if type == "DATE":
        from kexie_nlp.numerals.dates import DATE, date_value

        return date_value(text[start:end]) if DATE.fullmatch(text, start, end) else None
    if type not in VALUE_TYPES:
        return None
    from kexie_nlp.numerals import value_of

    value = value_of(text[start:end], type, text[max(0, start - 4) : start], text[end : end + 4])
    return value.value if value and value.type == type else None


def _known_name(written: str, type: EntityType) -> str | None:
    """Return the full name that a lexicon has for what is written."""
    return None if type in VALUE_TYPES or type == "DATE" else _matcher().canonical(written)


@cache
def _matcher() -> "LexiconMatcher":
    """Return what knows the names of the lexicons."""
    from kexie_nlp.pipeline import default_lexicons
    from kexie_nlp.tag.matches import LexiconMatcher

    return LexiconMatcher(default_lexicons())
