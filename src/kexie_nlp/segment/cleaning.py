"""Conversion noise, removed from a copy that maps back to every original character.

What converters leave in a text: bookmark marks, page-break blanks and line breaks inside a sentence, blanks between digits and
characters, letter-spaced headings, private-use and zero-width characters, full-width digits, traditional characters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kexie_nlp.mapped import MappedText, without
from kexie_nlp.segment.blank_columns import is_blank_row
from kexie_nlp.segment.headings import MARKER
from kexie_nlp.segment.number_rows import is_number_row, parts_name_and_number
from kexie_nlp.traditional import simplified

_HAN: Final = "一-鿿㐀-䶿〇"
_BLANK: Final = r"[ \u00a0\u3000]"
_INVISIBLE: Final = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\x00-\x08\x0c\x0e-\x1f\x7f"
# a set of rare characters comes first, which keeps the scan quick
_NOISE: Final = re.compile(
    rf"""
    [\[{_INVISIBLE} \u00a0\u3000](?:
        (?<=\[)bookmark:[^\]\n]{{0,80}}\][ ]*                                   # left by converters from Word
      | (?<=[{_INVISIBLE}])[{_INVISIBLE}]*
      | (?<=[{_HAN}）》”、。，；：]{_BLANK}){_BLANK}*(?=[0-9０-９A-Za-z])          # 共 539 次
      | (?<=[0-9０-９A-Za-z%％]{_BLANK}){_BLANK}*(?=[{_HAN}（《“%％])
      | (?<=(?<![{_HAN}])[{_HAN}]{_BLANK}){_BLANK}{{0,3}}(?=[{_HAN}](?![{_HAN}]))  # 填 报 人
    )
    """,
    re.VERBOSE,
)
_BOOKMARK: Final = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")
_FOLDED: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ％\u00a0\r\x0b\x85\u2028\u2029]|(?<=\d)．(?=\d)")
# half-width signs beside Chinese characters; those between numbers (1,234; 3:5) and Latin letters stay. The sign comes first, which is
# quick
_NARROW: Final = re.compile(rf"[,;:!?](?:(?<=[{_HAN}）》”].)|(?<=[,;])(?=[{_HAN}“《（]))")
_NARROW_PAIR: Final = re.compile(r"\([^()\n]*\)")
_HAS_HAN: Final = re.compile(f"[{_HAN}]")
_TO_WIDE: Final = str.maketrans(",;:!?", "，；：！？")
_LINE: Final = re.compile(r"[^\n]+")
_BULLETS: Final = " \u3000-•·●■◆*"
_SENTENCE_END: Final = tuple("。！？；：!?;:…|>")
_PAUSE: Final = tuple("；;")  # at the edge of broken lines a sentence goes on behind it
_CLOSING: Final = tuple("”」』）)】》")
_HANGING: Final = tuple("，、,（(“《及和与的为是在对于")
_TITLE_END: Final = re.compile(
    r"(?:报告|通[知报]|总结|方案|决算|决定|说明|公[告报示]|汇报|年报|纪要|名单|计划|要点|表|书|目录|情况|简介|概况|综述)$"
)
_NEW_BLOCK: Final = re.compile(rf"[\s\u3000]{{2}}|[-•·●■◆*|\[【#]|[—–]+[ ]?\d+|{MARKER.pattern}|附件|目录|单位[:：]|日期")
_PAGE: Final = r"(?:[-—–－]+ ?\d{1,3} ?[-—–－]+|第 ?\d{1,3} ?页(?:[ ，,/]*共 ?\d{1,3} ?页)?)"
_PAGE_NUMBER: Final = re.compile(rf"\s*{_PAGE}\s*")
_PAGE_LINE: Final = re.compile(rf"(?<=\n)[ \t\u3000]*{_PAGE}[ \t\u3000]*\n")  # between two rows of a table, or two items
_OPENING: Final = tuple("（(《“")
_LONGEST_HEADING: Final = 45
_SHORTEST_BROKEN: Final = 25
_SHORTEST_HANGING: Final = 10
# widths as printed: 2 for a Chinese character, 1 for a Latin one
_NARROWEST_WRAP: Final = 40
_WIDEST_WRAP: Final = 120
_FULL_LINE_SLACK: Final = 6
_LONGEST_WORD: Final = 12
_LINES_A_SENTENCE: Final = 8


@lru_cache(maxsize=4)  # a report is cleaned when it is read and again when it is analysed; a few may be read before
def clean(text: str) -> MappedText:
    """Return ``text`` without conversion noise; tabs, and line breaks between lines that do not continue, stay."""
    folded = _widened(simplified(_FOLDED.sub(_fold, text)))
    spans = [match.span() for match in _NOISE.finditer(folded)]
    if rows := [line.span() for line in _LINE.finditer(folded) if is_blank_row(line[0]) or parts_name_and_number(line[0])]:
        spans = [span for span in spans if not _parts_columns(folded, span, rows)]
    pages = [match.span() for match in _PAGE_LINE.finditer(folded)]
    return without(folded, _merged(sorted([*spans, *_broken_lines(folded), *pages])))


def _parts_columns(text: str, span: tuple[int, int], rows: list[tuple[int, int]]) -> bool:
    """Tell whether a run of blanks parts two columns in one of ``rows``, lines that have nothing else between their cells."""
    start, end = span
    at = bisect_right(rows, span) - 1
    return end - start > 1 and text[start:end].isspace() and at >= 0 and end <= rows[at][1]


def _fold(match: re.Match[str]) -> str:
    """Return the usual form of a full-width sign, an odd blank or an odd line break."""
    char = match[0]
    if char >= "％":
        return chr(ord(char) - 0xFEE0)
    return " " if char == "\u00a0" else "\n"


def _widened(text: str) -> str:
    """Return a text with full-width signs where half-width ones stand beside Chinese characters, each of them one character."""
    if "(" in text:
        text = _NARROW_PAIR.sub(_wide_pair, text)
    return _NARROW.sub(lambda match: match[0].translate(_TO_WIDE), text)


def _wide_pair(match: re.Match[str]) -> str:
    """Return a pair of brackets in full width, if Chinese characters stand in them or right before."""
    before = match.string[match.start() - 1 : match.start()]
    return f"（{match[0][1:-1]}）" if _HAS_HAN.search(match[0]) or _HAS_HAN.match(before) else match[0]


def _broken_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of line breaks that fall inside a sentence, with the white space and the number of a page around them."""
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace() and not _PAGE_NUMBER.fullmatch(match[0])]
    is_prose = text.count("。") * _LINES_A_SENTENCE >= len(lines)
    width = _wrap_width([_printed_width(text[start:end]) for start, end in lines]) if is_prose else None
    for (start, end), (next_start, next_end) in pairwise(lines):
        head = text[start:end].rstrip()
        is_full = width is not None and head.endswith(_PAUSE) and _printed_width(head) >= width - 1
        if (head.endswith(_SENTENCE_END) and not is_full) or "\t" in head or "\t" in text[end : next_start + 2]:
            continue
        follower = text[next_start:next_end]
        bare_head, bare_follower = _BOOKMARK.sub("", head), _BOOKMARK.sub("", follower)
        if _NEW_BLOCK.match(bare_follower) or "|" in head or _is_row_edge(head, follower):
            continue
        if width is not None and (next_start - end == 1 or not text[end:next_start].isspace()):
            goes_on = _printed_width(head) >= width - _LONGEST_WORD
        else:
            goes_on = _continues(bare_head, bare_follower)
        if goes_on:
            yield start + len(head), next_start + len(follower) - len(follower.lstrip())


def _is_row_edge(head: str, follower: str) -> bool:
    """Tell whether a line break parts two rows of numbers, or a row of a name and a number from what stands around the table."""
    return (is_number_row(head) and is_number_row(follower)) or parts_name_and_number(head) or parts_name_and_number(follower)


def _printed_width(line: str) -> int:
    """Return the width of a line as printed."""
    return (len(line.encode("utf-8", "surrogatepass")) + len(line)) // 2


def _wrap_width(widths: list[int]) -> int | None:
    """Return the width at which the lines of a text were broken, or None if a line is a paragraph."""
    if len(widths) < 4:
        return None
    widest = sorted(widths)[-(len(widths) // 8 + 1)]
    full = sum(width >= widest - _FULL_LINE_SLACK for width in widths)
    return widest if _NARROWEST_WRAP <= widest <= _WIDEST_WRAP and full >= 0.3 * len(widths) else None


def _continues(head: str, follower: str) -> bool:
    """Whether the sentence of line ``head`` goes on in the line ``follower``, in a text whose lines are paragraphs."""
    if head.endswith(_CLOSING) or follower.startswith(_OPENING) or follower.rstrip().endswith(("：", ":")):
        return False
    is_heading = MARKER.match(head.lstrip(_BULLETS)) and not any(sign in head for sign in "，。；")
    if is_heading or _TITLE_END.search(head):
        return False
    if head.endswith(_HANGING) or head.count("《") > head.count("》"):
        return len(head) >= _SHORTEST_HANGING
    is_over_paragraph = len(head) <= _LONGEST_HEADING and "。" not in head and follower.count("。") > 1
    is_long = len(head) >= _SHORTEST_BROKEN or "。" in head
    return is_long and not is_over_paragraph and any(sign in follower for sign in "。，；")


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield sorted spans with those that touch or overlap made one."""
    first, last = 0, 0
    for start, end in spans:
        if start > last:
            if last > first:
                yield first, last
            first = start
        last = max(last, end)
    if last > first:
        yield first, last
