"""Spans that may be entities: lexicons and patterns propose, generously; the classifier disposes.

A name ends where a lexicon name, a head noun (大赛, 协会, 工程 …) or a quotation ends, and begins at a word boundary to the left of it.
Values, dates and documents are found whole by patterns.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.numerals.values import Value
from kexie_nlp.tag.matches import AMBIGUOUS, GENERIC, HEADS, NAMES, OWN, Matches
from kexie_nlp.tokenize import Words

# how a candidate was proposed, as bits behind those of ``matches``
QUOTED, PERSON, DOCUMENT_TITLE, DOCUMENT_NUMBER, EXTENDED = (1 << bit for bit in range(20, 25))
VALUE_OF: Final = {"AMOUNT": 1 << 25, "QUANTITY": 1 << 26, "PERCENT": 1 << 27, "DATE": 1 << 28}

_TITLE = re.compile(r"《[^《》\n\t]*(?:《[^《》\n\t]*》[^《》\n\t]*)*》")
_NUMBER = re.compile(r"[〔\[［【﹝（(](?:19|20)\d\d[〕\]］】﹞）)](?:第)?\d{1,5}号")
_ISSUER = re.compile(r"[\u4e00-\u9fa5]{2,12}(?:[（(][\u4e00-\u9fa5]{1,4}[）)])?$")
_ISSUER_START = re.compile(r".*(?:根据|按照|依据|印发|下达|关于|文件|以及|和|与|见|以)(?=[\u4e00-\u9fa5]{2})")
_LONGEST_ISSUER = 18
_QUOTE = re.compile(r"“[^“”\n\t]{1,40}”|「[^「」\n\t]{1,40}」|\"[^\"\n\t]{2,40}\"")
_GIVEN = re.compile(r"[\u4e00-\u9fa5]{1,2}(?!·)")
# signs that no name goes across, signs that few do, and words that no name begins with: particles, conjunctions, closing signs
_HARD_STOP, _SOFT_STOP, _NO_FIRST = 1, 2, 3
_STOPS: Final = (
    dict.fromkeys("。；！？，：:;,\n\t|!?…", _HARD_STOP)
    | dict.fromkeys("、", _SOFT_STOP)
    | dict.fromkeys("的了着等及与和）)”》」]·—-%是在 \u3000", _NO_FIRST)
)
_MOST_STARTS: Final = 12
_LONGEST_NAME: Final = 40
_MOST_SOFT_STOPS: Final = 3
_SHIFT: Final = 32

Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Surnames:
    """Family names of one and of two characters."""

    single: frozenset[str]
    compound: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Proposed spans, each once, with a mask each of how they were proposed, and the values among them."""

    start: Offsets
    end: Offsets
    masks: NDArray[np.uint64]
    values: dict[tuple[int, int], Value]


def propose(text: str, words: Words, matches: Matches, values: Iterable[Value], surnames: Surnames) -> Candidates:
    """Return all candidates of a text."""
    found_values = {(value.start, value.end): value for value in values}
    quotes = [match.span() for match in _QUOTE.finditer(text)]
    spans = [
        *((start, end, VALUE_OF[value.type]) for (start, end), value in found_values.items()),
        *_documents(text),
        *_persons(text, words, surnames),
        *((start + 1, end - 1, QUOTED) for start, end in quotes),
        *((start, end, QUOTED) for start, end in quotes),
    ]
    whole = matches.kinds & np.uint64(NAMES | GENERIC | AMBIGUOUS | OWN)
    named = whole != 0
    listed = np.array(spans or [(0, 0, 0)], dtype=np.int64)
    starts, ends, masks = _extended(words, matches, quotes)
    return _merged(
        np.concatenate([listed[:, 0], matches.start[named], starts]),
        np.concatenate([listed[:, 1], matches.end[named], ends]),
        np.concatenate([listed[:, 2].astype(np.uint64), whole[named], masks]),
        found_values,
    )


def _merged(start: Offsets, end: Offsets, masks: NDArray[np.uint64], values: dict[tuple[int, int], Value]) -> Candidates:
    """Return each span once with all its bits, without those that are nothing but generic terms."""
    keys = (start << _SHIFT) | end
    order = np.argsort(keys, kind="stable")
    keys, masks = keys[order], masks[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    joined = np.bitwise_or.reduceat(masks, first) if len(keys) else masks
    start, end = keys[first] >> _SHIFT, keys[first] & ((1 << _SHIFT) - 1)
    keep = (end > start) & (joined & ~np.uint64(GENERIC | AMBIGUOUS) != 0)
    return Candidates(start[keep], end[keep], joined[keep], values)


def _documents(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield titles in 《》 and document numbers."""
    for match in _TITLE.finditer(text):
        yield *match.span(), DOCUMENT_TITLE
    for match in _NUMBER.finditer(text):
        low = max(0, match.start() - _LONGEST_ISSUER)
        issuer = _ISSUER.search(text[low : match.start()])
        if issuer:
            lead = _ISSUER_START.match(issuer[0])
            yield low + issuer.start() + (lead.end() if lead else 0), match.end(), DOCUMENT_NUMBER


def _extended(words: Words, matches: Matches, quotes: Sequence[tuple[int, int]]) -> tuple[Offsets, Offsets, NDArray[np.uint64]]:
    """Return spans that end in a name, a head noun or a quotation and begin at a word boundary to the left of it."""
    heads, ends, masks = _ends(matches, quotes)
    if not len(ends) or not words.starts:
        return heads[:0], ends[:0], masks[:0]
    starts = np.array(words.starts, dtype=np.int64)
    stops = np.array([_STOPS.get(word[0], 0) for word in words.texts], dtype=np.int8)
    hard, soft = (np.concatenate([[0], np.cumsum(stops == kind)]) for kind in (_HARD_STOP, _SOFT_STOP))
    last = np.searchsorted(starts, heads, side="right") - 1
    index = last[:, None] - np.arange(_MOST_STARTS)
    within = index >= 0
    index = np.maximum(index, 0)
    begin = starts[index]
    head_word = last[:, None]
    within &= hard[head_word] == hard[index]
    within &= soft[head_word] - soft[index] <= _MOST_SOFT_STOPS
    within &= stops[index] == 0
    length = ends[:, None] - begin
    within &= (length >= 2) & (length <= _LONGEST_NAME)
    row, column = np.nonzero(within)
    return begin[row, column], ends[row], masks[row] | np.uint64(EXTENDED)


def _ends(matches: Matches, quotes: Sequence[tuple[int, int]]) -> tuple[Offsets, Offsets, NDArray[np.uint64]]:
    """Return where names may end: start of the longest head there, the end, and which heads."""
    telling = matches.kinds & np.uint64(HEADS | NAMES) != 0
    quoted = np.array(quotes or [(0, 0)], dtype=np.int64)[: len(quotes)]
    start = np.concatenate([matches.start[telling], quoted[:, 0]])
    end = np.concatenate([matches.end[telling], quoted[:, 1]])
    masks = np.concatenate([matches.kinds[telling] & np.uint64(HEADS), np.full(len(quoted), QUOTED, np.uint64)])
    if not len(end):
        return start, end, masks
    order = np.argsort(end, kind="stable")
    start, end, masks = start[order], end[order], masks[order]
    first = np.flatnonzero(np.diff(end, prepend=-1))
    return np.minimum.reduceat(start, first), end[first], np.bitwise_or.reduceat(masks, first)


def _persons(text: str, words: Words, surnames: Surnames) -> Iterator[tuple[int, int, int]]:
    """Yield family names with one or two characters behind them, where the words around do not speak against it."""
    compound = surnames.compound
    firsts = surnames.single | {name[0] for name in compound}
    starts, texts, tags = words.starts, words.texts, words.tags
    for index in [index for index, word in enumerate(texts) if word[0] in firsts]:
        word, start = texts[index], starts[index]
        if word[0] not in surnames.single and text[start : start + 2] not in compound:
            continue
        length = len(word)
        if 2 <= length <= 4 and (tags[index].startswith("nr") or length == 3):
            yield start, start + length, PERSON
        family = 2 if text[start : start + 2] in compound else 1
        if length > family + 1:
            continue
        for follower in range(index + 1, min(index + 3, len(texts))):
            end = starts[follower] + len(texts[follower])
            if end - start - family > 2 or not _GIVEN.fullmatch(text, start + family, end):
                break
            yield start, end, PERSON
