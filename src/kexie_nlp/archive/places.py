"""Where the matches of an engine stand: their reports, passages and records, with what was read before kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.archive import documents
from kexie_nlp.archive.documents import NAMES_ONLY, Fields, PlacedFact, StoredPassage, passages_at
from kexie_nlp.archive.kept_rows import KeptRows
from kexie_nlp.archive.passages import report_facts, section_facts
from kexie_nlp.archive.store import Store
from kexie_nlp.archive.texts import TEXTS
from kexie_nlp.frozen import quickly_made
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.engine import Match, Scope
from kexie_nlp.search.fields import ACHIEVEMENT_FIELDS, METRIC_FIELDS

Record = Achievement | Metric

_METAS: Final = "SELECT key, id, path, title, association, region, year, kind FROM reports WHERE key IN ({})"
_AT_ONCE: Final = 300
_RECORD_FIELDS: Final = {"achievements": ACHIEVEMENT_FIELDS, "metrics": METRIC_FIELDS}
_REPORTS_KEPT: Final = 10_000
_PASSAGES_KEPT: Final = 20_000
"""They take 13 MB as a rule."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Meta:
    """What a hit tells of its report."""

    id: str
    path: str
    title: str
    association: str | None
    region: str
    year: int | None
    kind: str

    def facts(self) -> list[PlacedFact]:
        """Return what holds of all passages of the report."""
        told = report_facts(kind=self.kind, title=self.title, year=self.year, association=self.association, region=self.region)
        return [PlacedFact(fact) for fact in told]


@quickly_made
@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands: its report and passage with the passage's text, and the record where one was searched for."""

    meta: Meta
    stored: StoredPassage
    text: str
    record: Record | None

    @property
    def facts(self) -> list[PlacedFact]:
        """What the match answers a query with, besides its text: of its own, of its section and of its report."""
        own = list(self.stored.facts) if self.record is None else self.stored.facts_of(self.record)
        return [*own, *(PlacedFact(fact) for fact in section_facts(self.stored.section)), *self.meta.facts()]


class Places:
    """Finds where matches stand in an archive."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._metas: KeptRows[int, Meta] = KeptRows(_REPORTS_KEPT)
        self._passages: KeptRows[documents.Place, StoredPassage] = KeptRows(_PASSAGES_KEPT)

    def of(self, matches: Sequence[Match], scope: Scope, fields: Fields = None) -> list[tuple[Match, Place]]:
        """Return where matches stand, without those whose report was removed since it was indexed.

        Of what stands there, only that is read which has facts of ``fields``, and the records that are searched for.
        """
        wanted = fields if fields is None else fields | _RECORD_FIELDS.get(scope, frozenset())
        sequence = self._store.sequence()
        stored = self._stored(sequence, list(dict.fromkeys((match.report, match.passage) for match in matches)), wanted)
        reports = self._reports(sequence, dict.fromkeys(report for report, _ in stored))
        found = []
        for match in matches:
            passage_there, report_there = stored.get((match.report, match.passage)), reports.get(match.report)
            if passage_there is None or report_there is None:
                continue
            kept = passage_there.achievements if scope == "achievements" else passage_there.metrics if scope == "metrics" else ()
            records: Mapping[int, Record] = dict(kept)
            if scope in {"passages", "reports"} or match.record in records:
                meta, text = report_there
                found.append((match, Place(meta, passage_there, passage_there.passage.text(text), records.get(match.record))))
        return found

    def _stored(self, sequence: int, at: list[documents.Place], fields: Fields) -> dict[documents.Place, StoredPassage]:
        """Return passages; those that most searches ask for, with nothing but other names in them, are kept."""
        connection = self._store.connection
        if fields != NAMES_ONLY:
            return passages_at(connection, at, fields)
        return self._passages.of(sequence, at, lambda missing: passages_at(connection, missing, fields))

    def _reports(self, sequence: int, keys: Iterable[int]) -> dict[int, tuple[Meta, str]]:
        """Return what reports say of themselves and their texts, as far as they are there."""
        metas = self._metas.of(sequence, keys, self._read_metas)
        found: dict[int, tuple[Meta, str]] = {}
        for some in _in_batches(list(metas)):
            texts = TEXTS.of(self._store.connection, {key: metas[key].id for key in some})
            found |= {key: (metas[key], text) for key, text in texts.items()}
        return found

    def _read_metas(self, keys: list[int]) -> dict[int, Meta]:
        """Read what reports say of themselves."""
        execute = self._store.connection.execute
        read = (execute(_METAS.format(",".join("?" * len(some))), some) for some in _in_batches(keys))
        return {key: Meta(*told) for rows in read for key, *told in rows}


def _in_batches(keys: list[int]) -> Iterable[list[int]]:
    """Yield so many keys as a statement may ask for at once."""
    return (keys[begin : begin + _AT_ONCE] for begin in range(0, len(keys), _AT_ONCE))
