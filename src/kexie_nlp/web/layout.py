"""A report's text laid out for reading: headings, paragraphs and tables, cut where entities, marks and findings begin and end."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from kexie_nlp.errors import visible
from kexie_nlp.web.contexts import CellInfo, FindingInfo, Pair, ReportPage, SectionInfo, TableInfo

BlockKind = Literal["heading", "paragraph", "table"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters that are all alike: marked or not, part of a figure that does not agree or not."""

    text: str
    is_mark: bool
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one entity, or between two; ``type`` is "" between. ``hint`` tells value and full name.

    ``start`` and ``end`` are those of the whole entity, of which a piece may be a part, or of the text between two.
    """

    start: int
    end: int
    type: str
    hint: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A table cell with its text."""

    cell: CellInfo
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a table.

    Attributes:
        start, end: its span. level: of a heading. lead: of a paragraph, the heading that runs into it.
        is_here: whether the reader is to be taken here. pieces: of what is no table.
        rows: of a table; here_row: the one to which the reader is to be taken.
        achievements, metrics, findings: what stands in it.
    """

    kind: BlockKind
    start: int
    end: int
    level: int
    lead: tuple[Piece, ...]
    is_here: bool
    pieces: tuple[Piece, ...]
    table: TableInfo | None
    rows: tuple[tuple[LaidCell, ...], ...]
    here_row: int | None
    achievements: tuple[dict[str, Any], ...]
    metrics: tuple[dict[str, Any], ...]
    findings: tuple[FindingInfo, ...]


def blocks(page: ReportPage) -> list[Block]:
    """Return the blocks of a report in reading order; together they hold all of its text but blank lines."""
    cutter = _Cutter(page)
    return [cutter.block(kind, start, end, level, table) for kind, start, end, level, table in _spans(page)]


def _spans(page: ReportPage) -> Iterator[tuple[BlockKind, int, int, int, TableInfo | None]]:
    """Yield kind, span and level of each block."""
    starts = sorted((table.start, table.end, 0, table) for table in page.tables if table.start < table.end)
    special: list[tuple[int, int, int, TableInfo | None]] = [*starts]
    inside = [(table.start, table.end) for table in page.tables]
    for section in page.sections:
        is_inside = any(start <= section.start < end for start, end in inside)
        if not is_inside and section.start < section.heading_end and not _runs_in(page.text, section):
            special.append((section.start, section.heading_end, section.level, None))
    special.sort(key=lambda one: (one[0], one[1]))
    soft = _soft_breaks(page)
    cursor = 0
    for start, end, level, table in special:
        if start < cursor:
            continue
        yield from _paragraphs(page.text, cursor, start, soft)
        yield ("table" if table else "heading"), start, end, level, table
        cursor = end
    yield from _paragraphs(page.text, cursor, len(page.text), soft)


def _runs_in(text: str, section: SectionInfo) -> bool:
    """Tell whether the line of a heading goes on with the text below it."""
    return bool(text[section.heading_end : section.heading_end + 200].partition("\n")[0].strip())


def _soft_breaks(page: ReportPage) -> frozenset[int]:
    """Return the line breaks that stand within a sentence."""
    return frozenset(
        at for start, end in page.sentences for at in range(start, end) if page.text[at] == "\n" and page.text[at + 1 : end].strip()
    )


def _paragraphs(text: str, start: int, end: int, soft: frozenset[int]) -> Iterator[tuple[BlockKind, int, int, int, None]]:
    """Yield the paragraphs of a stretch of text, blank ones left out."""
    first = start
    for at in range(start, end + 1):
        if at == end or (text[at] == "\n" and at not in soft):
            if text[first:at].strip():
                yield "paragraph", first, at, 0, None
            first = at + 1


class _Cutter:
    """Cuts spans of one report into pieces."""

    def __init__(self, page: ReportPage) -> None:
        self._page = page
        self._text = visible_text(page.text)
        self._leads = {one.start: one.heading_end for one in page.sections if _runs_in(page.text, one)}
        self._entity_starts = [entity["start"] for entity in page.entities]
        self._marks = [*page.marks, *([page.here] if page.here else [])]
        self._doubtful = sorted({finding.spans[0] for finding in page.findings if not finding.holds})
        self._cuts = sorted({edge for span in (*self._marks, *self._doubtful) for edge in span})
        self._mark_set = _Cover(self._marks)
        self._doubt_set = _Cover(self._doubtful)
        self._records_in_order = sorted(
            zip(page.record_places, [*(("a", one) for one in page.achievements), *(("m", one) for one in page.metrics)], strict=True),
            key=lambda one: one[0],
        )
        self._record_starts = [place for place, _ in self._records_in_order]
        self._findings = sorted(page.findings, key=lambda one: one.spans[0])
        self._finding_starts = [one.spans[0][0] for one in self._findings]

    def block(self, kind: BlockKind, start: int, end: int, level: int, table: TableInfo | None) -> Block:
        """Return the block of a span."""
        told = self._records_in_order[bisect_left(self._record_starts, start) : bisect_left(self._record_starts, end)]
        records = [record for _, record in told]
        findings = self._findings[bisect_left(self._finding_starts, start) : bisect_left(self._finding_starts, end)]
        here = self._page.here
        is_here = here is not None and start <= here[0] < end
        rows, here_row = self._rows(table) if table else ((), None)
        behind = self._leads.get(start, start) if kind == "paragraph" else start
        return Block(
            kind, start, end, level, self.pieces(start, behind), is_here and here_row is None,
            () if table else self.pieces(behind, end), table, rows, here_row,
            tuple(one for sort, one in records if sort == "a"), tuple(one for sort, one in records if sort == "m"), tuple(findings),
        )  # fmt: skip

    def _rows(self, table: TableInfo) -> tuple[tuple[tuple[LaidCell, ...], ...], int | None]:
        """Return the rows of a table, and the one to which the reader is to be taken."""
        rows: dict[int, list[LaidCell]] = defaultdict(list)
        here_row = None
        for cell in table.cells:
            rows[cell.row].append(LaidCell(cell, self.pieces(cell.start, cell.end)))
            if self._page.here is not None and cell.start <= self._page.here[0] < cell.end:
                here_row = cell.row
        return tuple(tuple(rows[number]) for number in range(max(rows, default=-1) + 1)), here_row

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces of a span."""
        found: list[Piece] = []
        cursor = start
        at = max(0, bisect_right(self._entity_starts, start) - 1)
        while at < len(self._entity_starts) and self._entity_starts[at] < end:
            entity = self._page.entities[at]
            first, last = max(entity["start"], start), min(entity["end"], end)
            if first < last:
                if cursor < first:
                    found.append(Piece(cursor, first, "", "", self._parts(cursor, first)))
                found.append(Piece(entity["start"], entity["end"], entity["type"], _hint(entity), self._parts(first, last)))
                cursor = last
            at += 1
        if cursor < end:
            found.append(Piece(cursor, end, "", "", self._parts(cursor, end)))
        return tuple(found)

    def _parts(self, start: int, end: int) -> tuple[Part, ...]:
        """Return the parts of a piece."""
        inside = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, end)]
        edges = [start, *inside, end]
        return tuple(
            Part(self._text[first:last], self._mark_set.holds(first), self._doubt_set.holds(first)) for first, last in pairwise(edges)
        )


class _Cover:
    """Tells whether a place lies in any of some spans."""

    def __init__(self, spans: Sequence[Pair]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, at: int) -> bool:
        """Tell whether ``at`` lies in one."""
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and at < self._ends[number]


def visible_text(text: str) -> str:
    """Return a text of the same length in which nothing steers a browser; line breaks within a sentence are shown as blanks."""
    return visible(text.replace("\n", " ").replace("\t", " "))


def _hint(entity: dict[str, Any]) -> str:
    """Return what is told of an entity beside its text."""
    told = [entity["canonical"] if entity["canonical"] != entity["text"] else None, entity["value"]]
    told.append("读者更正" if entity["source"].startswith("correction:") else None)
    return "；".join(str(one) for one in told if one)
