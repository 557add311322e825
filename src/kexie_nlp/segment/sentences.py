"""Sentences: ended by 。！？ outside quotation marks and brackets, by line breaks, and by the edges of table cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.document import Cell, Section, Sentence, Table

_OPENING: Final = "“「『（(【《"
_CLOSING: Final = "”」』）)】》"
_ENDS: Final = "。！？!?"
# a set of characters comes first, because the search for one is fast
_SIGN: Final = re.compile(
    rf"[{_OPENING}{_CLOSING}{_ENDS}\n](?:(?<=[{_OPENING}])()|(?<=[{_CLOSING}])()|(?<=[{_ENDS}])[{_ENDS}]*([{_CLOSING}]*)|\n*)"
)
# which group of it matched; none at a line break
_OPENED, _CLOSED, _ENDED = 1, 2, 3
_CLOSER: Final = re.compile(rf"[^\n]*?[{_CLOSING}]")
# what shows that the sentence goes on behind a quotation or bracket that ends with a full stop
_GOES_ON: Final = re.compile(r"[，、；：。,;:的地为是和与及等之]|[一-鿿]{1,8}说道?。")
_PROSE: Final = re.compile(r"[。；！？]|[^\s]{36,}")
_LONGEST_ASIDE: Final = 160
_LONGEST_SENTENCE: Final = 2000
_PAUSES: Final = "；，、;,"


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
    open_at: list[int] = []
    for match in _SIGN.finditer(text, start, end):
        sign = match.lastindex
        if sign == _OPENED:
            open_at.append(match.start())
            continue
        if sign == _CLOSED:
            del open_at[-1:]
            continue
        if sign == _ENDED and open_at:
            outer = next((at for at in open_at if match.start() - at <= _LONGEST_ASIDE), None)
            del open_at[max(0, len(open_at) - len(match[_ENDED])) :]
            if outer is not None and not _ends_after_aside(text, match, begin, outer, bool(open_at)):
                continue
        span = _trimmed(text, begin, match.end() if sign == _ENDED else match.start())
        if span is not None:
            yield from (span,) if span[1] - span[0] <= _LONGEST_SENTENCE else _bounded(text, *span)
        begin, open_at = match.end(), []
    if (span := _trimmed(text, begin, end)) is not None:
        yield from _bounded(text, *span)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span, cut behind pauses if it is longer than sentences are: what is told of a sentence is looked for all over it."""
    while end - start > _LONGEST_SENTENCE:
        cut = start + _LONGEST_SENTENCE
        pause = max(text.rfind(sign, start, cut) for sign in _PAUSES) + 1
        yield start, pause or cut
        start = pause or cut
    yield start, end


def _ends_after_aside(text: str, match: re.Match[str], begin: int, outer: int, is_open: bool) -> bool:
    """Whether a full stop inside a quotation or bracket that opened at ``outer`` ends the sentence that began at ``begin``."""
    if is_open or not match[_ENDED]:
        return _CLOSER.match(text, match.start(), match.end() + _LONGEST_ASIDE) is None
    if match.end() == len(text) or text[match.end()] == "\n":
        return True
    is_introduced = text[outer - 1] in "：:，" if outer > begin else True
    return is_introduced and match[0][0] == "。" and _GOES_ON.match(text, match.end()) is None


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


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span without white space at its edges, or None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
