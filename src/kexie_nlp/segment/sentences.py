"""Sentences: ended by 。！？ outside quotation marks and brackets, by line breaks, and by the edges of table cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kexie_nlp.document import Cell, Section, Sentence, Table

_END = re.compile(r"[。！？!?]+[”’」』）)】》]*|\n+")
_OPENING, _CLOSING = "“「『（(【《", "”」』）)】》"
_PROSE = re.compile(r"[。；！？]|[^\s]{36,}")
_LONGEST_ASIDE = 160


def find_sentences(text: str, sections: Sequence[Section], tables: Sequence[Table]) -> list[Sentence]:
    """Return the sentences of ``text`` in order, each with its innermost section, and table and row where it stands in one."""
    locate = _SectionAt(sections)
    found: list[Sentence] = []
    cursor = 0
    for index, table in enumerate(tables):
        found.extend(Sentence(start, end, locate(start)) for start, end in _split(text, cursor, table.start))
        section = locate(table.start)
        for row, start, end in _row_spans(text, table):
            found.append(Sentence(start, end, section, index, row))
        cursor = max(cursor, table.end)
    found.extend(Sentence(start, end, locate(start)) for start, end in _split(text, cursor, len(text)))
    return found


class _SectionAt:
    """Finds the innermost section at an offset."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.start for section in sections]

    def __call__(self, offset: int) -> int | None:
        index: int | None = bisect_right(self._starts, offset) - 1
        if index is not None and index < 0:
            return None
        while index is not None and self._sections[index].end <= offset:
            index = self._sections[index].parent
        return index


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence spans of a stretch of running text."""
    begin = start
    for match in _END.finditer(text, start, end):
        is_break = match[0][0] == "\n"
        if not is_break and _inside_aside(text, begin, match.start()):
            continue
        yield from _trimmed(text, begin, match.start() if is_break else match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _inside_aside(text: str, begin: int, at: int) -> bool:
    """Whether a quotation mark or bracket opened not far before ``at`` is still open there, and is closed in the same line."""
    low = max(begin, at - _LONGEST_ASIDE)
    depth = 0
    for char in text[low:at]:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
    if not depth:
        return False
    line_end = text.find("\n", at)
    rest = text[at : min(at + _LONGEST_ASIDE, line_end if line_end >= 0 else len(text))]
    return any(char in rest for char in _CLOSING)


def _row_spans(text: str, table: Table) -> Iterator[tuple[int, int, int]]:
    """Yield (row, start, end): runs of short cells of a row as one span, prose cells sentence by sentence."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.end > cell.start:
            rows.setdefault(cell.row, []).append(cell)
    for row, cells in sorted(rows.items()):
        run: list[Cell] = []
        for cell in cells:
            if _PROSE.search(cell.text):
                yield from _run_span(row, run)
                run = []
                yield from ((row, start, end) for start, end in _split(text, cell.start, cell.end))
            else:
                run.append(cell)
        yield from _run_span(row, run)


def _run_span(row: int, run: list[Cell]) -> Iterator[tuple[int, int, int]]:
    """Yield the span of a run of cells, if there are any."""
    if run:
        yield row, run[0].start, run[-1].end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without white space at its edges, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
