"""Spans that may be entities: lexicons and patterns propose, generously; the classifier disposes.

A name ends where a lexicon name, a head noun (大赛, 协会, 工程 …) or a quotation ends, and begins at a word boundary to the left of it.
Values, dates and documents are found whole by patterns.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kexie_nlp.document import Token
from kexie_nlp.numerals.values import Value
from kexie_nlp.tag.matches import AMBIGUOUS, GENERIC, HEADS, NAMES, REGION, Match

# how a candidate was proposed, as bits behind those of ``matches``
QUOTED, PERSON, DOCUMENT_TITLE, DOCUMENT_NUMBER, EXTENDED = (1 << bit for bit in range(20, 25))
VALUE_OF: Final = {"AMOUNT": 1 << 25, "QUANTITY": 1 << 26, "PERCENT": 1 << 27, "DATE": 1 << 28}

_TITLE = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
_NUMBER = re.compile(
    r"[\u4e00-\u9fa5]{2,12}(?:[（(][\u4e00-\u9fa5]{1,4}[）)])?[〔\[［【﹝（(](?:19|20)\d\d[〕\]］】﹞）)](?:第)?\d{1,5}号"
)
_NUMBER_START = re.compile(r".*(?:根据|按照|依据|印发|下达|关于|文件|以及|和|与|见|以)(?=[\u4e00-\u9fa5]{2})")
_QUOTE = re.compile(r"“[^“”\n]{1,40}”|「[^「」\n]{1,40}」|\"[^\"\n]{2,40}\"")
_GIVEN = re.compile(r"[\u4e00-\u9fa5]{1,2}(?![\u4e00-\u9fa5]?·)")
_HARD_STOP: Final = frozenset("。；！？，：:;,\n\t|!?…")
_SOFT_STOP: Final = frozenset("、")
_MOST_STARTS: Final = 12
_LONGEST_NAME: Final = 40
_MOST_SOFT_STOPS: Final = 3


@dataclass(slots=True)
class Candidates:
    """Proposed spans with a mask each of how they were proposed, and what is known of values and names."""

    masks: dict[tuple[int, int], int] = field(default_factory=dict)
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    canonical: dict[tuple[int, int], str] = field(default_factory=dict)

    def add(self, start: int, end: int, mask: int) -> None:
        """Propose a span once more."""
        key = (start, end)
        self.masks[key] = self.masks.get(key, 0) | mask


def propose(
    text: str, tokens: Sequence[Token], matches: Iterable[Match], values: Iterable[Value], surnames: "Surnames"
) -> Candidates:
    """Return all candidates of a text."""
    found = Candidates()
    for value in values:
        found.add(value.start, value.end, VALUE_OF[value.type])
        found.values[value.start, value.end] = value
    _add_documents(text, found)
    _add_names(text, tokens, matches, found)
    _add_persons(text, tokens, surnames, found)
    return found


def _add_documents(text: str, found: Candidates) -> None:
    """Propose titles in 《》 and document numbers."""
    for match in _TITLE.finditer(text):
        found.add(*match.span(), DOCUMENT_TITLE)
    for match in _NUMBER.finditer(text):
        lead = _NUMBER_START.match(match[0])
        found.add(match.start() + (lead.end() if lead else 0), match.end(), DOCUMENT_NUMBER)


def _add_names(text: str, tokens: Sequence[Token], matches: Iterable[Match], found: Candidates) -> None:
    """Propose lexicon names, and spans that end in a name, a head noun or a quotation."""
    ends: dict[int, tuple[int, int]] = {}
    for match in matches:
        kinds = match.kinds
        if kinds & NAMES:
            found.add(match.start, match.end, kinds & (NAMES | AMBIGUOUS))
            found.canonical[match.start, match.end] = match.canonical
        if kinds & GENERIC:
            found.masks[match.start, match.end] = found.masks.get((match.start, match.end), 0) | GENERIC
        if kinds & (HEADS | NAMES):
            start, mask = ends.get(match.end, (match.start, 0))
            ends[match.end] = (min(start, match.start), mask | kinds)
    for match in _QUOTE.finditer(text):
        start, end = match.span()
        found.add(start + 1, end - 1, QUOTED)
        found.add(start, end, QUOTED)
        ends[end] = (start, QUOTED)
    _extend_left(text, tokens, ends, found)


def _extend_left(text: str, tokens: Sequence[Token], ends: dict[int, tuple[int, int]], found: Candidates) -> None:
    """Propose, for every end, the spans from the word boundaries to the left of its head."""
    starts = [token.start for token in tokens]
    stops = [_stop(token.text) for token in tokens]
    masks = found.masks
    for end, (head, mask) in ends.items():
        bits = (mask & (HEADS | NAMES)) | EXTENDED
        index = bisect_right(starts, head) - 1
        soft = count = 0
        while index >= 0 and count < _MOST_STARTS:
            start = starts[index]
            if end - start > _LONGEST_NAME:
                break
            stop = stops[index]
            if start < head and stop:
                soft += 1
                if stop == 2 or soft > _MOST_SOFT_STOPS:
                    break
            elif end - start >= 2:
                key = (start, end)
                masks[key] = masks.get(key, 0) | bits
                count += 1
            index -= 1


def _stop(word: str) -> int:
    """Return 2 for a sign that no name goes across, 1 for one that few do, 0 for a word."""
    char = word[0]
    return 2 if char in _HARD_STOP else 1 if char in _SOFT_STOP else 0


@dataclass(frozen=True, slots=True)
class Surnames:
    """Family names of one and of two characters."""

    single: frozenset[str]
    compound: frozenset[str]


def _add_persons(text: str, tokens: Sequence[Token], surnames: Surnames, found: Candidates) -> None:
    """Propose a family name with one or two characters behind it, where the words around do not speak against it."""
    for index, token in enumerate(tokens):
        word, start = token.text, token.start
        if word[0] not in surnames.single and word[:2] not in surnames.compound:
            continue
        length = len(word)
        if 2 <= length <= 4 and (token.pos.startswith("nr") or length == 3):
            found.add(start, token.end, PERSON)
        family = 2 if text[start : start + 2] in surnames.compound else 1
        if length > family + 1:
            continue
        for follower in tokens[index + 1 : index + 3]:
            given = follower.end - start - family
            if given > 2 or not _GIVEN.fullmatch(text, start + family, follower.end):
                break
            found.add(start, follower.end, PERSON)


def is_region_only(mask: int) -> bool:
    """Whether nothing but the region lexicon proposed a span."""
    return bool(mask & REGION) and not mask & (HEADS | QUOTED)
