"""A correction: what is changed, by whom, when and why; and as JSON for the store."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, get_args

from kexie_nlp.document import Region
from kexie_nlp.labels import EntityType
from kexie_nlp.link.links import LinkKind

ReportField = Literal["title", "association", "region", "year", "kind", "published"]
REPORT_FIELDS: Final[tuple[ReportField, ...]] = get_args(ReportField)
Action = Literal["no entity", "type", "bounds", "name", "missing", "report", "link"]
State = Literal["applied", "replaced", "displaced", "absent", "undone"]
Was = tuple[int, int, EntityType]

CONTEXT: Final = 16
"""How many characters before and behind a span are kept, to find it again when a report comes with another text."""


@dataclass(frozen=True, slots=True)
class SpanChange:
    """What a span of a report is: an entity of a type, or none.

    Attributes:
        start, end, text: the span when the correction was made.
        type: of the entity that stands there; None says that there is none.
        value, canonical: as in ``Entity``.
        was: start, end and type of the entity that was tagged there before; None if none was.
        before, after: the text around the span.
    """

    start: int
    end: int
    text: str
    type: EntityType | None
    value: str | None = None
    canonical: str | None = None
    was: Was | None = None
    before: str = ""
    after: str = ""

    @property
    def action(self) -> Action:
        """What was done, in a word."""
        if self.type is None:
            return "no entity"
        if self.was is None:
            return "missing"
        if (self.start, self.end) != self.was[:2]:
            return "bounds"
        return "type" if self.type != self.was[2] else "name"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a report is to say of itself.

    Attributes:
        value, was: as text, the region as its path parted by blanks; None for what is not known.
        region: of the field region, the region itself.
    """

    field: ReportField
    value: str | None
    was: str | None = None
    region: Region | None = None

    @property
    def action(self) -> Action:
        """What was done, in a word."""
        return "report"


@dataclass(frozen=True, slots=True)
class LinkChange:
    """The name under which a form is counted everywhere in the archive, a line of ``links.tsv``; ``was`` is what stood there before."""

    kind: LinkKind
    written: str
    name: str
    was: str | None = None

    @property
    def action(self) -> Action:
        """What was done, in a word."""
        return "link"


Change = SpanChange | FieldChange | LinkChange


@dataclass(frozen=True, slots=True)
class Effect:
    """How many entities, achievements and metrics the report had before and behind a correction; of the records also how many are new."""

    entities: tuple[int, int] = (0, 0)
    achievements: tuple[int, int] = (0, 0)
    metrics: tuple[int, int] = (0, 0)
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as it is kept.

    Attributes:
        number: within the archive, never given twice.
        report: id of the report; of a link that of the report in which it was noticed, or "".
        who, why: as told. at, undone_at: ISO 8601 with the offset from UTC; ``undone_at`` is None while it holds.
    """

    number: int
    report: str
    change: Change
    who: str
    at: str
    why: str
    effect: Effect
    undone_at: str | None = None
    undone_by: str | None = None

    @property
    def source(self) -> str:
        """What an entity names as its source that is there because of this correction."""
        return f"correction:{self.number}"


def change_to_json(change: Change) -> str:
    """Return a change as JSON."""
    return json.dumps({"of": _NAMES[type(change)], **asdict(change)}, ensure_ascii=False, separators=(",", ":"))


def change_from_json(told: str) -> Change:
    """Return the change that ``change_to_json`` wrote."""
    values: dict[str, Any] = json.loads(told)
    match values.pop("of"):
        case "span":
            was = values.pop("was")
            return SpanChange(**values, was=(was[0], was[1], was[2]) if was else None)
        case "report":
            region = values.pop("region")
            return FieldChange(**values, region=Region(**{**region, "path": tuple(region["path"])}) if region else None)
        case _:
            return LinkChange(**values)


_NAMES: Final[dict[type[Change], str]] = {SpanChange: "span", FieldChange: "report", LinkChange: "link"}
