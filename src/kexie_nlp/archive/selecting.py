"""What a query and filters choose of an archive, one report at a time: for exports and frozen corpora.

The engine names the reports in which something may fit; what fits is then decided by the query tree itself (``search.scan``). So the
choice is the same with every engine, comes in the archive's order, and needs the memory of one report.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from kexie_nlp.archive.documents import PlacedFact, StoredPassage, achievement_placed_facts, metric_placed_facts, stored_passages
from kexie_nlp.archive.passages import passage_at, passages_of, report_facts, section_facts, section_path
from kexie_nlp.archive.reading import report_rows
from kexie_nlp.archive.rows import AchievementRow, EntityRow, Filters, MetricRow, PassageRow, ReportRow
from kexie_nlp.archive.searching import filter_tree
from kexie_nlp.archive.store import Store
from kexie_nlp.labels import EntityType
from kexie_nlp.records import Achievement, Analysis, Metric
from kexie_nlp.search.engine import Ask, Engine, Fact
from kexie_nlp.search.fields import ACHIEVEMENT_FIELDS, METRIC_FIELDS
from kexie_nlp.search.folding import fold
from kexie_nlp.search.leaves import OtherNames, no_others
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.scan import View, holds
from kexie_nlp.search.tree import And, Between, Everything, Named, Node, both, loosened

SelectionScope = Literal["passages", "entities", "achievements", "metrics", "reports"]
Row = PassageRow | EntityRow | AchievementRow | MetricRow

_REPORT_FIELDS: Final = frozenset({"year", "region", "association", "kind", "title"})
_RECORD_FIELDS: Final = {"achievements": ACHIEVEMENT_FIELDS, "metrics": METRIC_FIELDS}
_NO_TEXT: Final = fold("")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of an archive.

    Attributes:
        scope: what is chosen. Records are chosen by their own values and their passage, entities by their passage, reports by any passage.
        query: in the query language; "" chooses everything.
        types: of entities, those of these types; empty for all.
        aliases: whether words of the query are also looked for by other names of the same thing.
    """

    scope: SelectionScope
    query: str = ""
    filters: Filters = field(default_factory=Filters)
    types: tuple[EntityType, ...] = ()
    aliases: bool = True


@dataclass(frozen=True, slots=True)
class SelectedReport:
    """A report of which something was chosen; ``rows`` are the chosen passages, entities or records, empty where reports are chosen."""

    report: ReportRow
    analysis: Analysis
    rows: tuple[Row, ...]


def select(store: Store, engine: Callable[[], Engine], selection: Selection, others: OtherNames = no_others) -> Iterator[SelectedReport]:
    """Return the reports of which something is chosen, in the archive's order, each with what is chosen of it.

    Raises:
        QueryError: if the query cannot be understood.
    """
    query = parse_query(selection.query, aliases=selection.aliases, others=others)
    return _selected(store, engine, selection, both(query, filter_tree(selection.filters)))


def _selected(store: Store, engine: Callable[[], Engine], selection: Selection, tree: Node) -> Iterator[SelectedReport]:
    """Yield the reports of which a tree chooses something."""
    of_report, of_passage = _parted(tree)
    wanted = None if isinstance(of_passage, Everything) else _reports_with(engine(), loosened(tree, _own_fields(selection.scope)))
    for report in report_rows(store.connection, Filters()):
        if not holds(of_report, View(_NO_TEXT, _facts_of(report))):
            continue
        key = _key(store, report)
        if key is None or (wanted is not None and key not in wanted):
            continue
        analysis = store.analysis(key)
        whole = isinstance(of_passage, Everything)
        stored = _passages_alone(analysis) if whole else stored_passages(store.connection, key)
        chooser = _Chooser(report, analysis, stored, of_passage)
        rows = tuple(chooser.rows(selection))
        if rows or (selection.scope == "reports" and chooser.has_any()):
            yield SelectedReport(report, analysis, rows)


def _passages_alone(analysis: Analysis) -> list[StoredPassage]:
    """Return the passages of a report without what stands in them, which nobody asks for where all are chosen."""
    report = analysis.report
    sections = [section_path(report, number) for number in range(len(report.sections))]
    return [
        StoredPassage(number, passage, None if passage.section is None else sections[passage.section], (), (), ())
        for number, passage in enumerate(passages_of(report))
    ]


def _key(store: Store, report: ReportRow) -> int | None:
    """Return the store's number of a report, or None if it was removed meanwhile."""
    row = store.connection.execute("SELECT key FROM reports WHERE id = ?", (report.id,)).fetchone()
    return int(row[0]) if row else None


def _reports_with(engine: Engine, tree: Node) -> frozenset[int]:
    """Return the reports that have a passage for which a tree may hold."""
    return frozenset(engine.search(tree, Ask(limit=0, by_report=True)).by_report)


def _own_fields(scope: SelectionScope) -> frozenset[str]:
    """Return the fields that a record answers for itself, whatever else stands in its passage."""
    return _RECORD_FIELDS.get(scope, frozenset())


def _parted(tree: Node) -> tuple[Node, Node]:
    """Return what a tree asks of the report and what it asks of each passage."""
    parts: Sequence[Node] = tree.parts if isinstance(tree, And) else (tree,)
    of_report = [part for part in parts if isinstance(part, Named | Between) and part.field in _REPORT_FIELDS]
    return both(*of_report), both(*(part for part in parts if part not in of_report))


def _facts_of(report: ReportRow) -> list[Fact]:
    """Return what holds of all passages of a report."""
    return report_facts(kind=report.kind, title=report.title, year=report.year, association=report.association, region=report.region)


class _Chooser:
    """Chooses of one report what a tree asks for."""

    def __init__(self, report: ReportRow, analysis: Analysis, stored: list[StoredPassage], tree: Node) -> None:
        self._report = report
        self._analysis = analysis
        self._stored = stored
        self._tree = tree
        self._common = _facts_of(report)
        self._passages = [entry.passage for entry in stored]
        self._starts = [passage.start for passage in self._passages]

    def has_any(self) -> bool:
        """Tell whether any passage fits."""
        return isinstance(self._tree, Everything) or any(self._fits(entry, entry.facts) for entry in self._stored)

    def rows(self, selection: Selection) -> Iterator[Row]:
        """Yield what is chosen, in reading order."""
        match selection.scope:
            case "passages":
                yield from (self._passage_row(entry) for entry in self._stored if self._fits(entry, entry.facts))
            case "entities":
                yield from self._entities(frozenset(selection.types))
            case "achievements":
                yield from self._achievements()
            case "metrics":
                yield from self._metrics()
            case "reports":
                pass

    def _entities(self, types: frozenset[EntityType]) -> Iterator[EntityRow]:
        """Yield the entities of these types, of all if there are none, in the passages that fit."""
        fitting = {entry.number for entry in self._stored if self._fits(entry, entry.facts)}
        text = self._analysis.report.text
        for entity in self._analysis.entities:
            entry = self._at(entity.start)
            if entry is not None and entry.number in fitting and (not types or entity.type in types):
                yield EntityRow(self._report, entity, entry.section, text[entry.passage.start : entry.passage.end])

    def _achievements(self) -> Iterator[AchievementRow]:
        """Yield the achievements that fit."""
        for record in self._analysis.achievements:
            entry = self._at(record.evidence.start)
            if self._record_fits(entry, achievement_placed_facts(record), ACHIEVEMENT_FIELDS):
                yield AchievementRow(self._report, record, entry.section if entry else None, self._sentence(record))

    def _metrics(self) -> Iterator[MetricRow]:
        """Yield the metrics that fit."""
        for record in self._analysis.metrics:
            entry = self._at(record.evidence.start)
            if self._record_fits(entry, metric_placed_facts(record), METRIC_FIELDS):
                yield MetricRow(self._report, record, entry.section if entry else None, self._sentence(record))

    def _record_fits(self, entry: StoredPassage | None, own: list[PlacedFact], fields: frozenset[str]) -> bool:
        """Tell whether a record fits by its own facts and those of its passage that tell of other things."""
        if entry is None:
            return isinstance(self._tree, Everything)
        return self._fits(entry, [*own, *(placed for placed in entry.facts if placed.fact.field not in fields)])

    def _fits(self, entry: StoredPassage, facts: Sequence[PlacedFact]) -> bool:
        """Tell whether the tree holds for a passage with these facts."""
        if isinstance(self._tree, Everything):
            return True
        told = [*self._common, *section_facts(entry.section), *(placed.fact for placed in facts)]
        return holds(self._tree, View(fold(entry.passage.text(self._analysis.report.text)), told))

    def _at(self, offset: int) -> StoredPassage | None:
        """Return the passage in which an offset of the report lies."""
        number = passage_at(self._starts, self._passages, offset)
        return None if number is None else self._stored[number]

    def _sentence(self, record: Achievement | Metric) -> str:
        """Return the sentence or table row of a record."""
        return self._analysis.report.text[record.evidence.start : record.evidence.end]

    def _passage_row(self, entry: StoredPassage) -> PassageRow:
        """Return a passage as a row."""
        passage = entry.passage
        text = passage.text(self._analysis.report.text)
        return PassageRow(self._report, passage.start, passage.end, passage.pieces, entry.section, text)
