"""Spans that may be names because of what stands around them: items of lists, cells of rows, what verbs tell of, proper nouns."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.tag.arrays import classes_of
from kexie_nlp.tokenize import Words

Offsets = NDArray[np.int64]
Codes = NDArray[np.uint32]

# what parts the items of lists, the cells of rows and the clauses of a sentence
_PARTS: Final = "，。；：！？、,;:!?\n\t|“”‘’「」（）()《》〈〉【】[]　 —…●■★◆0123456789"
# words of one character that no name begins or ends with, which part the pieces of a clause
_LINKS: Final = "的了着过等及与和在由为被把将从向对于是以让使给到赴获至往即各并"
_PART, _LINK = 1, 2
_SHORTEST, _LONGEST = 2, 30
# proper nouns by their part of speech
_PROPER: Final = ("ns", "nr", "nz", "nrt", "nrfg")
_LONGEST_WORD: Final = 4


def stretches(words: Words, codes: Codes, telling: NDArray[np.bool_]) -> tuple[Offsets, Offsets]:
    """Return the spans of words that may be names by their surroundings, some more than once.

    ``codes`` are those of the text's characters; ``telling`` marks the words that tell that something is held, carried out, awarded or
    gone to.
    """
    edges = words.edges
    length = np.diff(edges)
    signs = classes_of(codes[edges[:-1]], (_PARTS, _LINKS))
    parts, links = signs == _PART, (signs == _LINK) & (length == 1)
    runs = [_between(parts, telling), _between(parts | links | telling), _proper(words, length)]
    first, behind = (np.concatenate(column) for column in zip(*runs, strict=True))
    some = np.flatnonzero(first < behind)
    first, behind = first[some], behind[some]
    start, end = edges[first], edges[behind]
    fits = (end - start >= _SHORTEST) & (end - start <= _LONGEST) & ~links[first] & ~links[behind - 1]
    return start[fits], end[fits]


def _between(bounds: NDArray[np.bool_], telling: NDArray[np.bool_] | None = None) -> tuple[Offsets, Offsets]:
    """Return the runs of words between two that are bounds, and what is left of them behind a telling word."""
    places = np.flatnonzero(bounds)
    first, behind = np.concatenate([[0], places + 1]), np.concatenate([places, [len(bounds)]])
    if telling is None:
        return first, behind
    told = np.flatnonzero(telling) + 1
    return np.concatenate([first, told]), np.concatenate([behind, behind[np.searchsorted(behind, told)]])


def _proper(words: Words, length: Offsets) -> tuple[Offsets, Offsets]:
    """Return the words that are proper nouns, as runs of one."""
    proper = np.array([tag in _PROPER for tag in words.tagset] or [False])[words.kinds]
    number = np.flatnonzero(proper & (length <= _LONGEST_WORD))
    return number, number + 1
