"""Spans that may be names because of what stands around them: items of lists, cells of rows, what verbs tell of, proper nouns."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.tag.arrays import classes_of
from kexie_nlp.tokenize import Words

Offsets = NDArray[np.int64]
Codes = NDArray[np.uint32]

# what parts clauses, items of lists, and cells of rows and lines, and words of one character that no name begins or ends with
_SIGNS: Final = (
    "，。；：！？,;:!?“”‘’「」（）()《》〈〉【】[]　 —…●■★◆0123456789",
    "、",
    "\t|\n",
    "的了着过等及与和在由为被把将从向对于是以让使给到赴获至往即各并",
)
_CLAUSE, _LIST, _CELL, _LINK, _TELLING = range(1, 6)
# between which of them a run of words is likely to be a name; any run behind or before a telling word is
_LIKELY: Final = np.zeros((_TELLING + 1, _TELLING + 1), dtype=bool)
_LIKELY[_TELLING, :] = _LIKELY[:, _TELLING] = True
_LIKELY[[_LIST, _LIST, _LINK, _CELL, _CELL], [_LIST, _LINK, _LIST, _CELL, _CLAUSE]] = True
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
    length = edges[1:] - edges[:-1]
    signs = classes_of(codes[edges[:-1]], _SIGNS)
    signs[(signs == _LINK) & (length > 1)] = 0
    signs[telling] = _TELLING
    runs = [_between(signs), _told(signs), _proper(words, length)]
    first, behind = (np.concatenate(column) for column in zip(*runs, strict=True))
    start, end = edges[first], edges[behind]
    fits = (end - start >= _SHORTEST) & (end - start <= _LONGEST)
    return start[fits], end[fits]


def _between(signs: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
    """Return the runs of words between two bounds that make them likely."""
    places = np.concatenate([[-1], np.flatnonzero(signs != 0), [len(signs)]])
    kinds = np.concatenate([[_CLAUSE], signs[places[1:-1]], [_CLAUSE]])
    first, behind = places[:-1] + 1, places[1:]
    likely = np.flatnonzero((first < behind) & _LIKELY[kinds[:-1], kinds[1:]])
    return first[likely], behind[likely]


def _told(signs: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
    """Return what follows the last telling word of a clause, as far as that goes: also across words that link."""
    bounds = np.append(np.flatnonzero((signs > 0) & (signs < _LINK)), len(signs))
    first = np.flatnonzero(signs == _TELLING) + 1
    behind = bounds[np.searchsorted(bounds, first)]
    whole = np.flatnonzero((first < behind) & (np.append(signs, 0)[first] != _LINK) & (signs[behind - 1] != _LINK))
    return first[whole], behind[whole]


def _proper(words: Words, length: Offsets) -> tuple[Offsets, Offsets]:
    """Return the words that are proper nouns, as runs of one."""
    proper = np.array([tag in _PROPER for tag in words.tagset] or [False])[words.kinds]
    number = np.flatnonzero(proper & (length <= _LONGEST_WORD))
    return number, number + 1
