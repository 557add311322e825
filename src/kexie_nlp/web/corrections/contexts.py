"""What the pages of corrections show and the calls of the API answer."""

from dataclasses import dataclass
from typing import Any

from kexie_nlp.web.contexts import Pair, ReportInfo


@dataclass(frozen=True, slots=True)
class CorrectionInfo:
    """A correction; what its action does not tell is None.

    Attributes:
        action: no entity, type, bounds, name, missing, report or link. report: the id, None of a link alone. title: of the report.
        start, end, text, type, canonical: the span as it is to be; type None says that no entity stands there.
        field, value: what the report is to say of itself; of a span ``value`` is that of the entity.
        kind, written, name: of a link.
        was: what was before: start, end and type of the entity, or the value or name.
        state: applied, replaced, displaced, absent or undone.
        told, effect: what was corrected, and what came of it, in a sentence each.
    """

    number: int
    report: str | None
    title: str | None
    action: str
    start: int | None
    end: int | None
    text: str | None
    type: str | None
    canonical: str | None
    field: str | None
    value: str | None
    kind: str | None
    written: str | None
    name: str | None
    was: Any
    who: str
    at: str
    why: str
    state: str
    undone_at: str | None
    undone_by: str | None
    told: str
    effect: str


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Corrections, the latest first; ``total`` of all pages. ``is_saved`` says that these were made just now."""

    corrections: tuple[CorrectionInfo, ...]
    page: int
    pages: int
    total: int
    is_saved: bool = False


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """The name under which a form is counted: its kind, the form, the name, and how it was found."""

    kind: str
    label: str
    written: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place of a report that can be corrected.

    Attributes:
        start, end: the span. before, text, after: the sentence or row around it, cut in three. window: its span.
        entity: what is tagged at exactly this span, as ``kexie-nlp tag`` gives it, or None. overlapped: entities that overlap it otherwise.
        records: what was read from it, in words. links: the names under which it is counted. earlier: corrections made here.
    """

    info: ReportInfo
    start: int
    end: int
    before: str
    text: str
    after: str
    window: Pair
    entity: dict[str, Any] | None
    overlapped: tuple[dict[str, Any], ...]
    records: tuple[str, ...]
    links: tuple[LinkInfo, ...]
    earlier: tuple[CorrectionInfo, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A paragraph in which something is to be marked.

    Attributes:
        start, end, text: the paragraph. wanted: the words looked for in it, "" if none are yet.
        places: where they stand, each with some text before and behind.
    """

    info: ReportInfo
    start: int
    end: int
    text: str
    wanted: str
    places: tuple[tuple[int, int, str, str], ...]


@dataclass(frozen=True, slots=True)
class FactsPage:
    """What a report says of itself, ready to be corrected, and the corrections made of it."""

    info: ReportInfo
    values: dict[str, str]
    earlier: tuple[CorrectionInfo, ...]


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """Corrections that were made or undone, and what came of them."""

    corrections: tuple[CorrectionInfo, ...]
    effect: str
