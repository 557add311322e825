"""Spans that may be entities: lexicons and patterns propose, generously; the classifier disposes.

A name ends where a lexicon name, a head noun (大赛, 协会, 工程 …) or a quotation ends, and begins at a word boundary to the left of it.
Values, dates and documents are found whole by patterns.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.numerals.values import Value
from kexie_nlp.tag.arrays import classes_of, first_of_runs, is_listed, pairs_at, pairs_of
from kexie_nlp.tag.codes import code_points
from kexie_nlp.tag.matches import AMBIGUOUS, GENERIC, HEAD_OF, HEADS, NAMES, OWN, Matches
from kexie_nlp.tag.persons import Surnames, persons
from kexie_nlp.tag.stretches import stretches
from kexie_nlp.tokenize import Words

# how a candidate was proposed, as bits behind those of ``matches``
QUOTED, PERSON, DOCUMENT_TITLE, DOCUMENT_NUMBER, EXTENDED = (1 << bit for bit in range(20, 25))
VALUE_OF: Final = {"AMOUNT": 1 << 25, "QUANTITY": 1 << 26, "PERCENT": 1 << 27, "DATE": 1 << 28}
STRETCH: Final = 1 << 29

_TITLE = re.compile(r"《[^《》\n\t]*(?:《[^《》\n\t]*》[^《》\n\t]*)*》")
_NUMBERS = [re.compile(rf"{century}(?<=[〔\[［【﹝（(]{century})\d\d[〕\]］】﹞）)](?:第)?\d{{1,5}}号") for century in (19, 20)]
_ISSUER = re.compile(r"[\u4e00-\u9fa5]{2,12}(?:[（(][\u4e00-\u9fa5]{1,4}[）)])?$")
_ISSUER_START = re.compile(r".*(?:根据|按照|依据|印发|下达|关于|文件|以及|和|与|见|以)(?=[\u4e00-\u9fa5]{2})")
_LONGEST_ISSUER = 18
_USUAL_QUOTE: Final = r"“[^“”\n\t]{1,40}”"
_QUOTE = re.compile(_USUAL_QUOTE)
_ANY_QUOTE = re.compile(rf"{_USUAL_QUOTE}|「[^「」\n\t]{{1,40}}」|\"[^\"\n\t]{{2,40}}\"")
# signs that no name goes across, signs that few do, and words that no name begins with: particles, conjunctions, closing signs
_STOPS: Final = ("。；！？，：:;,\n\t|!?…", "、", "的了着等及与和）)”》」]·—-%是在 \u3000")
_HARD_STOP, _SOFT_STOP = 1, 2
# prepositions and verbs with which a segmenter joins the beginning of a name it does not know (由吉松市)
_JOINED: Final = "由与获为及以从被经即请驻赴在对将把使含"
_SHORTEST_JOINED: Final = 3
# verbs of two characters that no name begins with; telling events, they stand before names more than anything else does
_VERBS: Final = (
    "开展举办举行召开承办主办协办参加参与实施荣获获得评为获评授予推进前往联合邀请出席成立完成做好加强围绕制定印发下达拨付争取申报选派开设搭建"
    "建立利用通过依托打造推出建成"
)
_VERB_LENGTH: Final = 2
# how many words a name may have up to its last part; names of places, names that end in a name (0) and in a quotation have fewer
_MOST_WORDS: Final = 9
_FEWER_WORDS: Final = {HEAD_OF["PLACE"]: 5, 0: 3, QUOTED: 5}
_LONGEST_NAME: Final = 40
_MOST_SOFT_STOPS: Final = 3
_SHIFT: Final = 32

_MORE_THAN_GENERIC: Final = np.uint64(NAMES | OWN | QUOTED | DOCUMENT_TITLE | sum(VALUE_OF.values()))
_VERB_PAIRS: Final = pairs_of(_VERBS)

Offsets = NDArray[np.int64]
Family = tuple[Offsets, Offsets, NDArray[np.uint64]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Proposed spans, each once, with a mask each of how they were proposed, and the values among them."""

    start: Offsets
    end: Offsets
    masks: NDArray[np.uint64]
    values: dict[tuple[int, int], Value]


@dataclass(frozen=True, slots=True)
class Roles:
    """What the words of a text are about: titles and trades of persons; verbs that tell of an event, an award, a programme or a place."""

    title: NDArray[np.bool_]
    telling: NDArray[np.bool_]


def propose(
    text: str, words: Words, matches: Matches, values: Iterable[Value], surnames: Surnames, roles: Roles | None = None
) -> Candidates:
    """Return all candidates of a text; ``roles`` tells what its words are about, none of them anything if it is not given."""
    found = [*values]
    found_values = dict(zip([(value.start, value.end) for value in found], found, strict=True))
    # the search for what begins with one sign is many times as fast
    quote = _ANY_QUOTE if "「" in text or '"' in text else _QUOTE
    quotes = [match.span() for match in quote.finditer(text)]
    spans = [
        *[(value.start, value.end, VALUE_OF[value.type]) for value in found],
        *_documents(text),
        *((start + 1, end - 1, QUOTED) for start, end in quotes),
        *((start, end, QUOTED) for start, end in quotes),
    ]
    whole = matches.kinds & np.uint64(NAMES | GENERIC | AMBIGUOUS | OWN)
    named = np.flatnonzero(whole != 0)
    listed = np.fromiter(chain.from_iterable(spans), np.int64, 3 * len(spans)).reshape(-1, 3)
    codes = code_points(text)
    roles = roles or Roles(*np.zeros((2, len(words.kinds)), dtype=bool))
    families = [
        (listed[:, 0], listed[:, 1], listed[:, 2].astype(np.uint64)),
        (matches.start[named], matches.end[named], whole[named]),
        *_extended(words, codes, matches, quotes),
        _all_as(PERSON, persons(text, words, codes, roles.title, surnames)),
        _all_as(STRETCH, stretches(words, codes, roles.telling)),
    ]
    starts, ends, masks = (np.concatenate(column) for column in zip(*families, strict=True))
    return _merged(starts, ends, masks, found_values)


def _all_as(how: int, spans: tuple[Offsets, Offsets]) -> Family:
    """Return spans that were all proposed in one way."""
    return *spans, np.full(len(spans[0]), how, np.uint64)


def _merged(start: Offsets, end: Offsets, masks: NDArray[np.uint64], values: dict[tuple[int, int], Value]) -> Candidates:
    """Return each span once with all its bits, without those that are nothing but generic terms."""
    keys = (start << _SHIFT) | end
    order = np.argsort(keys)
    keys, masks = keys[order], masks[order]
    first = first_of_runs(keys)
    joined = np.bitwise_or.reduceat(masks, first) if len(keys) else masks
    start, end = keys[first] >> _SHIFT, keys[first] & ((1 << _SHIFT) - 1)
    # that a span stands alone is told apart only where nothing else speaks for it; a generic term needs more than a head noun to be a name
    others = joined & ~np.uint64(STRETCH | GENERIC | AMBIGUOUS) != 0
    joined = np.where(others, joined & ~np.uint64(STRETCH), joined)
    keep = np.flatnonzero((end > start) & ((joined & np.uint64(GENERIC) == 0) | (joined & _MORE_THAN_GENERIC != 0)))
    return Candidates(start[keep], end[keep], joined[keep], values)


def _documents(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield titles in 《》 and document numbers."""
    for match in _TITLE.finditer(text):
        yield *match.span(), DOCUMENT_TITLE
    for match in (match for form in _NUMBERS for match in form.finditer(text)):
        bracket = match.start() - 1
        low = max(0, bracket - _LONGEST_ISSUER)
        issuer = _ISSUER.search(text[low:bracket])
        if issuer:
            lead = _ISSUER_START.match(issuer[0])
            yield low + issuer.start() + (lead.end() if lead else 0), match.end(), DOCUMENT_NUMBER


def _extended(words: Words, codes: NDArray[np.uint32], matches: Matches, quotes: Sequence[tuple[int, int]]) -> Iterator[Family]:
    """Yield spans that end in a name, a head noun or a quotation and begin at a word boundary to the left of it.

    A quotation is one word for what ends behind it.
    """
    heads, ends, masks = _ends(matches, quotes)
    starts = _starts(words.edges, codes)
    if not quotes:
        yield _up_to(starts, codes, heads, ends, masks)
        return
    opened, closed = np.array(quotes, dtype=np.int64).T
    bounds = np.zeros(len(codes) + 2, np.int8)
    bounds[opened + 1], bounds[closed] = 1, -1
    outside = starts[np.flatnonzero(np.cumsum(bounds, dtype=np.int8)[starts] == 0)]
    quoted = np.searchsorted(opened, ends) - 1
    is_quoted = (quoted >= 0) & (ends < closed[quoted])
    inside, others = np.flatnonzero(is_quoted), np.flatnonzero(~is_quoted)
    yield _up_to(starts, codes, heads[inside], ends[inside], masks[inside])
    heads = np.where((quoted >= 0) & (heads > opened[quoted]) & (heads < closed[quoted]), opened[quoted], heads)
    yield _up_to(outside, codes, heads[others], ends[others], masks[others])


def _starts(edges: Offsets, codes: NDArray[np.uint32]) -> Offsets:
    """Return where names may begin: where words other than verbs do, and behind the first character of some."""
    first, length = edges[:-1], edges[1:] - edges[:-1]
    is_start = np.zeros(len(codes) + 1, dtype=bool)
    is_start[first] = True
    pairs = first[np.flatnonzero(length == _VERB_LENGTH)]
    pairs = pairs[np.flatnonzero(classes_of(codes[pairs], (_VERBS[::_VERB_LENGTH],)))]
    is_start[pairs[is_listed(pairs_at(codes, pairs), _VERB_PAIRS)]] = False
    long = first[np.flatnonzero(length >= _SHORTEST_JOINED)]
    is_start[long[classes_of(codes[long], (_JOINED,)) != 0] + 1] = True
    return np.flatnonzero(is_start)


def _up_to(starts: Offsets, codes: NDArray[np.uint32], heads: Offsets, ends: Offsets, masks: NDArray[np.uint64]) -> Family:
    """Return spans from some of the words at ``starts`` up to each of ``ends``, where a name's last part begins at ``heads``."""
    if not len(ends) or not len(starts):
        return heads[:0], ends[:0], masks[:0]
    stops = classes_of(codes[starts], _STOPS)
    last = np.searchsorted(starts, heads, side="right") - 1
    # every bound is one to the left, so the words in question are a run that ends at ``last``
    low = np.maximum(last - _most_words(masks) + 1, 0)
    for bound in (
        _behind_stops(stops == _HARD_STOP, last, 0),
        _behind_stops(stops == _SOFT_STOP, last, _MOST_SOFT_STOPS),
        np.searchsorted(starts, ends - _LONGEST_NAME),
    ):
        np.maximum(low, bound, out=low)
    count = np.maximum(last - low + 1, 0)
    row = np.repeat(np.arange(len(ends)), count)
    index = np.arange(len(row)) + np.repeat(low - np.cumsum(count) + count, count)
    within = np.flatnonzero((stops[index] == 0) & (ends[row] - starts[index] >= 2))
    row, begin = row[within], starts[index[within]]
    return begin, ends[row], masks[row] | np.uint64(EXTENDED)


def _behind_stops(stops: NDArray[np.bool_], last: Offsets, passed: int) -> Offsets:
    """Return the first word behind the nearest stop before each of ``last``, or behind an earlier one if some may be ``passed``."""
    places = np.flatnonzero(stops)
    behind: Offsets = np.append(0, places + 1)[np.maximum(np.searchsorted(places, last) - passed, 0)]
    return behind


def _most_words(masks: NDArray[np.uint64]) -> Offsets:
    """Return how many words a name may have up to its last part, by the kinds of that."""
    most = np.full(len(masks), _MOST_WORDS)
    for kinds, fewer in _FEWER_WORDS.items():
        most[masks == np.uint64(kinds)] = fewer
    return most


def _ends(matches: Matches, quotes: Sequence[tuple[int, int]]) -> tuple[Offsets, Offsets, NDArray[np.uint64]]:
    """Return where names may end: start of the longest head there, the end, and which heads."""
    telling = np.flatnonzero(matches.kinds & np.uint64(HEADS | NAMES) != 0)
    quoted = np.array(quotes or [(0, 0)], dtype=np.int64)[: len(quotes)]
    start = np.concatenate([matches.start[telling], quoted[:, 0]])
    end = np.concatenate([matches.end[telling], quoted[:, 1]])
    masks = np.concatenate([matches.kinds[telling] & np.uint64(HEADS), np.full(len(quoted), QUOTED, np.uint64)])
    if not len(end):
        return start, end, masks
    order = np.argsort(end, kind="stable")  # quick, because matches come by their ends
    start, end, masks = start[order], end[order], masks[order]
    first = first_of_runs(end)
    return np.minimum.reduceat(start, first), end[first], np.bitwise_or.reduceat(masks, first)
