"""Numbered headings and the section tree they give.

A rank per numbering style; the level of a section is its depth among the styles that are open above it, so that a wrong
number or a restart does not break the tree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from kexie_nlp.document import Section

_DIGITS: Final = "一二三四五六七八九"
_CHINESE: Final = _DIGITS + "十百"
# (rank, pattern): the styles of report headings, outermost first; GB/T 9704-2012 section 7.3.3 for 一、（一）1.（1）
_STYLES: Final[tuple[tuple[int, str], ...]] = (
    (1, rf"第[{_CHINESE}\d]{{1,3}}(?:部分|章|篇|编)[、：:]?|[上中下]篇(?=[ \u3000：:、]|(?:19|20)\d\d)[：:、]?"),
    (2, rf"[{_CHINESE}]{{1,3}}、"),
    (3, rf"[（(][{_CHINESE}]{{1,3}}[）)][、.]?"),
    (4, r"\d{1,2}(?:、|[.．](?!\d))"),
    (5, r"[（(]\d{1,2}[）)][、.]?"),
    (6, r"[①-⑳]"),
    (7, rf"[{_CHINESE}]是(?!否|指)"),
)
MARKER: Final = re.compile("|".join(f"(?:{pattern})" for _, pattern in _STYLES))
_RANKED: Final = "|".join(f"(?P<r{rank}>{pattern})" for rank, pattern in _STYLES)
_NUMBER: Final = re.compile(_RANKED)
_NUMBERED: Final = rf"[ \u3000\-•·●]*(?P<number>{_RANKED})[ \u3000]*(?P<title>[^\n。；：:\t|]{{0,60}})"
_AT_START: Final = re.compile(_NUMBERED)
_BEHIND_SIGN: Final = re.compile("[\n。；：！？]" + _NUMBERED)
_LONGEST_TITLE: Final = 45
_INLINE: Final = frozenset({5, 6, 7})
_UNNUMBERED_RANK: Final = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its span, numbering as written, title and rank (1 = outermost style)."""

    start: int
    end: int
    number: str
    title: str
    rank: int


def find_headings(text: str, known: Iterable[tuple[int, int, int]] = ()) -> list[Heading]:
    """Return the headings of ``text`` in order, with those that the file format marks.

    ``known`` holds their (start, end, level); they count even without a number.
    """
    headings = {span[0]: _known_heading(text, *span) for span in known}
    covered = {offset for heading in headings.values() for offset in range(heading.start, heading.end)}
    at_start = _AT_START.match(text)
    for match in chain([at_start] if at_start else [], _BEHIND_SIGN.finditer(text)):
        heading = None if match.start("number") in covered else _numbered_heading(text, match)
        if heading is not None:
            headings[heading.start] = heading
    return [headings[start] for start in sorted(headings)]


def section_tree(text: str, headings: Iterable[Heading]) -> list[Section]:
    """Return the sections that ``headings`` open; each ends where the next of its own or an outer rank begins."""
    drafts: list[tuple[Heading, int, int | None]] = []
    open_ones: list[tuple[int, Heading]] = []
    for heading in headings:
        while open_ones and _closes(text, heading, open_ones[-1][1]):
            open_ones.pop()
        depth = _misnumbered_sibling(text, heading, [opened for _, opened in open_ones])
        if depth is not None:
            heading = replace(heading, rank=open_ones[depth][1].rank)
            del open_ones[depth:]
        parent = open_ones[-1][0] if open_ones else None
        open_ones.append((len(drafts), heading))
        drafts.append((heading, len(open_ones), parent))
    return [
        Section(heading.start, end, heading.end, heading.number, heading.title, level, parent)
        for (heading, level, parent), end in zip(drafts, _ends(drafts, len(text)), strict=True)
    ]


def _ends(drafts: list[tuple[Heading, int, int | None]], length: int) -> list[int]:
    """Return where each section ends: where the next one begins that is not deeper."""
    ends: list[int] = []
    next_starts: dict[int, int] = {}
    for heading, level, _ in reversed(drafts):
        ends.append(min((start for other, start in next_starts.items() if other <= level), default=length))
        next_starts[level] = heading.start
    return ends[::-1]


def _closes(text: str, heading: Heading, opened: Heading) -> bool:
    """Whether ``heading`` ends the section that ``opened`` began."""
    if heading.rank <= opened.rank:
        return True
    # an inline item (一是, ①) rules to the end of its paragraph only, so a heading on a later line ends it
    return opened.rank in _INLINE and heading.rank not in _INLINE and "\n" in text[opened.start : heading.start]


def _misnumbered_sibling(text: str, heading: Heading, opened: list[Heading]) -> int | None:
    """Return the depth of the open section that ``heading`` continues in the wrong digits, as 9、 does after 八、."""
    if heading.rank != 4 or not heading.number.endswith("、"):
        return None
    value = int(heading.number[:-1])
    for depth, above in enumerate(opened):
        if above.rank == 2 and _chinese_value(above.number[:-1]) == value - 1:
            is_own_list = re.compile(rf"^\s*{value - 1}[、.．]", re.MULTILINE).search(text, above.end, heading.start)
            return None if is_own_list else depth
    return None


def _chinese_value(number: str) -> int | None:
    """Return the value of a Chinese number from 一 to 九十九, or None."""
    written = re.fullmatch(rf"([{_DIGITS}])?(十)?([{_DIGITS}])?", number)
    if written is None or (written[1] and written[3] and not written[2]):
        return None
    tens, ones = _DIGITS.find(written[1] or "?") + 1, _DIGITS.find(written[3] or "?") + 1
    return (tens or 1) * 10 + ones if written[2] else tens or ones


def _known_heading(text: str, start: int, end: int, level: int) -> Heading:
    """Return a heading the file format marked, ranked by its number if it has one, else by its level."""
    number = _NUMBER.match(text, start, end)
    if number is None:
        return Heading(start, end, "", text[start:end].strip(), min(level, _UNNUMBERED_RANK))
    return Heading(start, end, number[0].strip(), text[number.end() : end].strip(), _rank(number))


def _numbered_heading(text: str, match: re.Match[str]) -> Heading | None:
    """Return the heading that ``match`` found, or None if the line only lists something."""
    title, end, rank = match["title"].strip(), match.end(), _rank(match)
    if not title:
        return None
    if rank in _INLINE:
        if len(title) > _LONGEST_TITLE:
            title = title[: title.rfind("，", 0, _LONGEST_TITLE) if "，" in title[:_LONGEST_TITLE] else _LONGEST_TITLE]
            end = match.start("title") + len(title)
    elif len(title) > _LONGEST_TITLE or title.endswith("，") or _is_list_item(text, end, title, rank):
        return None
    return Heading(match.start("number"), end, match["number"].strip(), title, rank)


def _is_list_item(text: str, end: int, title: str, rank: int) -> bool:
    """Whether a numbered line whose title ends at ``end`` is a sentence of a list rather than a heading."""
    sign = text[end : end + 1]
    if sign == "；":
        return True
    if sign != "。" or "，" not in title:
        return False
    # a sentence with a comma is a heading only if a list of an inner style follows it
    following = re.compile(r"\s*\n\s*").match(text, end + 1)
    inner = _NUMBER.match(text, following.end()) if following else None
    return inner is None or _rank(inner) <= rank


def _rank(match: re.Match[str]) -> int:
    """Return the rank of the style that matched."""
    return next(rank for rank, _ in _STYLES if match[f"r{rank}"] is not None)
