"""Numbered headings and the section tree they give.

A rank per numbering style; the level of a section is its depth among the styles that are open above it, so that a wrong
number or a restart does not break the tree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kexie_nlp.document import Section

_CHINESE = "一二三四五六七八九十百"
# (rank, pattern): the styles of report headings, outermost first; GB/T 9704-2012 section 7.3.3 for 一、（一）1.（1）
_STYLES: Final[tuple[tuple[int, str], ...]] = (
    (1, rf"第[{_CHINESE}\d]{{1,3}}(?:部分|章|篇|编)[、：:]?"),
    (2, rf"[{_CHINESE}]{{1,3}}、"),
    (3, rf"[（(][{_CHINESE}]{{1,3}}[）)][、.]?"),
    (4, r"\d{1,2}(?:、|[.．](?!\d))"),
    (5, r"[（(]\d{1,2}[）)][、.]?"),
    (6, r"[①-⑳]"),
    (7, rf"[{_CHINESE}]是(?!否|指)"),
)
MARKER: Final = re.compile("|".join(f"(?:{pattern})" for _, pattern in _STYLES))
_RANKED: Final = re.compile("|".join(f"(?P<r{rank}>{pattern})" for rank, pattern in _STYLES))
_AT = re.compile(rf"(?:^[ \u3000\-•·●]*|(?<=[。；：！？\n])[ \u3000]*)(?={MARKER.pattern})", re.MULTILINE)
_TITLE = re.compile(r"[ \u3000]*([^\n。；：:\t|]{0,60})")
_LONGEST_TITLE = 45
_INLINE = frozenset({5, 6, 7})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its span, numbering as written, title and rank (1 = outermost style)."""

    start: int
    end: int
    number: str
    title: str
    rank: int


def find_headings(text: str, known: Iterable[tuple[int, int, int]] = ()) -> list[Heading]:
    """Return the headings of ``text`` in order.

    Args:
        known: (start, end, level) of headings that the file format itself marks; they count even without a number.
    """
    headings = {heading.start: heading for heading in map(lambda span: _known_heading(text, *span), known)}
    covered = [(heading.start, heading.end) for heading in headings.values()]
    for at in _AT.finditer(text):
        start = at.end()
        if start not in headings and not any(low <= start < high for low, high in covered):
            heading = _numbered_heading(text, start)
            if heading is not None:
                headings[start] = heading
    return [headings[start] for start in sorted(headings)]


def section_tree(text: str, headings: Iterable[Heading]) -> list[Section]:
    """Return the sections that ``headings`` open; each ends where the next of its own or an outer rank begins."""
    drafts: list[tuple[Heading, int, int | None, int]] = []
    ends: list[int] = []
    open_sections: list[int] = []
    for heading in headings:
        while open_sections and _closes(text, heading, drafts[open_sections[-1]][0]):
            ends[open_sections.pop()] = heading.start
        parent = open_sections[-1] if open_sections else None
        level = drafts[parent][1] + 1 if parent is not None else 1
        open_sections.append(len(drafts))
        drafts.append((heading, level, parent, 0))
        ends.append(len(text))
    return [
        Section(heading.start, ends[index], heading.end, heading.number, heading.title, level, parent)
        for index, (heading, level, parent, _) in enumerate(drafts)
    ]


def _closes(text: str, heading: Heading, opened: Heading) -> bool:
    """Whether ``heading`` ends the section that ``opened`` began."""
    if heading.rank <= opened.rank:
        return True
    # an inline item (一是, ①) rules to the end of its paragraph only, so a heading on a later line ends it
    return opened.rank in _INLINE and heading.rank not in _INLINE and "\n" in text[opened.start : heading.start]


def _known_heading(text: str, start: int, end: int, level: int) -> Heading:
    """Return a heading the file format marked, ranked by its number if it has one, else by its level."""
    match = _RANKED.match(text, start, end)
    if match is None:
        return Heading(start, end, "", text[start:end].strip(), min(level, 4))
    return Heading(start, end, match[0].strip(), text[match.end() : end].strip(), _rank(match))


def _numbered_heading(text: str, start: int) -> Heading | None:
    """Return the heading whose number begins at ``start``, or None if the line only lists something."""
    number = _RANKED.match(text, start)
    if number is None:
        return None
    title = _TITLE.match(text, number.end())
    if title is None or not title[1].strip():
        return None
    end, rank = title.end(), _rank(number)
    follower = text[end : end + 1]
    words = title[1].strip()
    if follower and follower in "。；" and rank not in _INLINE and "，" in words:
        return None
    if len(words) > _LONGEST_TITLE or (follower in ("", "\n") and words.endswith("，")):
        if rank not in _INLINE:
            return None
        words, end = words[:_LONGEST_TITLE], number.end() + _LONGEST_TITLE
    return Heading(start, end, number[0].strip(), words, rank)


def _rank(match: re.Match[str]) -> int:
    """Return the rank of the style that matched."""
    return int((match.lastgroup or "r7")[1:])
