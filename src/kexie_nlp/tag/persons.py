"""Spans that may be names of persons: by the surname, by the middle dot, by the title beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.tag.arrays import classes_of, is_listed, pairs_at, pairs_of
from kexie_nlp.tokenize import Words

Offsets = NDArray[np.int64]
Codes = NDArray[np.uint32]

# between these a given name's characters lie, of which it has two at most
_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FA5
_LONGEST_GIVEN: Final = 2
# how long a word may be that is a name as a whole; words of the usual length are, whatever their part of speech
_SHORTEST_WHOLE, _USUAL_WHOLE, _LONGEST_WHOLE = 2, 3, 4
# ends of budget and measuring terms that begin with a family name's character, such as 福利费, 时效性, 安排数, and of callings (科协界)
_NEVER_LAST: Final = "费额款项率性类度数界"
# what stands before and behind a name in a list, or is the last character of a title before it
_BEFORE: Final = "、：:（(|\t\n 　和与及由员师任长生席授士记士家民工者"
_BEHIND: Final = "、）)|\t\n 　，,等老同教博院获为主作"
# the last characters of titles, and prepositions, with which a segmenter joins the name's first
_JOINED: Final = "员师户部长院任民生士由为与及被请"
# verbs and particles that a segmenter joins with a name before them
_GOES_ON: Final = "到获作以为等带用说在从被把将与和及任担做讲给向对受率就的正便又也还"
_DOTS: Final = "·•・"
_LONGEST_PART: Final = 6
# a name beside a title has at most so many words and characters
_MOST_WORDS, _LONGEST_BESIDE = 4, 5
_PAIR: Final = 2


@dataclass(frozen=True)
class Surnames:
    """Family names of one and of two characters."""

    single: frozenset[str]
    compound: frozenset[str]

    @cached_property
    def singles(self) -> str:
        """All names of one character."""
        return "".join(sorted(self.single))

    @cached_property
    def firsts_of_two(self) -> str:
        """The first characters of all names of two."""
        return "".join(sorted({name[0] for name in self.compound if len(name) == _PAIR}))

    @cached_property
    def firsts(self) -> str:
        """All characters that a name begins with."""
        return self.singles + self.firsts_of_two

    @cached_property
    def pairs(self) -> NDArray[np.uint64]:
        """All names of two characters as one number each, sorted."""
        return pairs_of("".join(name for name in self.compound if len(name) == _PAIR))


def persons(text: str, words: Words, codes: Codes, titles: NDArray[np.bool_], surnames: Surnames) -> tuple[Offsets, Offsets]:
    """Return where names may begin and end; ``titles`` tells which words are titles and trades of persons."""
    han = (codes >= _FIRST_HAN) & (codes <= _LAST_HAN)
    strange = np.concatenate([[0], np.cumsum(~han)])
    spans = [
        *_by_surname(words, codes, strange, surnames),
        _dotted(text, words.edges, np.flatnonzero(classes_of(codes, (_DOTS,)) != 0).tolist()),
        *_beside_titles(words.edges, strange, np.flatnonzero(titles)),
    ]
    starts, ends = (np.concatenate(column) for column in zip(*spans, strict=True))
    usual = classes_of(codes[ends - 1], (_NEVER_LAST,)) == 0
    return starts[usual], ends[usual]


def _by_surname(words: Words, codes: Codes, strange: Offsets, surnames: Surnames) -> Iterator[tuple[Offsets, Offsets]]:
    """Yield family names with one or two characters behind them, where the words around do not speak against it."""
    edges, start, compound = words.edges, *_families(words.edges, codes, surnames)
    index = np.searchsorted(edges, start, side="right") - 1
    at_edge = edges[index] == start
    family = np.where(compound, 2, 1)
    behind_word = edges[index + 1]
    length = behind_word - start
    is_person = np.array([tag.startswith("nr") for tag in words.tagset] or [False])[words.kinds[index]]
    told = classes_of(codes[np.maximum(start - 1, 0)], (_BEFORE,)) | classes_of(codes[np.minimum(behind_word, len(codes) - 1)], (_BEHIND,))
    whole = (length >= _SHORTEST_WHOLE) & (length <= _LONGEST_WHOLE) & (is_person | (length == _USUAL_WHOLE) | (told != 0))
    yield start[whole], behind_word[whole]
    given = np.minimum(start + family, len(codes))
    goes_on = at_edge & (length <= family + 1)
    for count in (2, 3):
        end = edges[np.minimum(index + count, len(edges) - 1)]
        goes_on &= (index + count < len(edges)) & (end > given) & (end - given <= _LONGEST_GIVEN) & (strange[end] == strange[given])
        yield start[goes_on], end[goes_on]
    is_edge = np.zeros(len(codes) + 1, dtype=bool)
    is_edge[edges] = True
    for count in range(1, _LONGEST_GIVEN + 1):
        end = np.minimum(given + count, len(codes))
        follows = classes_of(codes[np.minimum(end, len(codes) - 1)], (_GOES_ON,)) != 0
        cut = ~is_edge[end] & follows | (is_edge[end] & ~at_edge)
        fits = cut & (end - given == count) & (strange[end] == strange[start])
        yield start[fits], end[fits]


def _families(edges: Offsets, codes: Codes, surnames: Surnames) -> tuple[Offsets, NDArray[np.bool_]]:
    """Return where family names stand at the beginning of a word, or behind a title's last character inside one, and which have two."""
    begins_word = np.zeros(len(codes), dtype=bool)
    begins_word[edges[:-1]] = True
    start = np.flatnonzero(classes_of(codes, (surnames.firsts,)) != 0)
    start = start[begins_word[start] | (classes_of(codes[start - 1], (_JOINED,)) != 0)]
    single = classes_of(codes[start], (surnames.singles,)) != 0
    compound = np.zeros(len(start), dtype=bool)
    of_two = np.flatnonzero(classes_of(codes[start], (surnames.firsts_of_two,)) != 0)
    compound[of_two] = is_listed(pairs_at(codes, start[of_two]), surnames.pairs)
    known = single | compound
    return start[known], compound[known]


def _dotted(text: str, edges: Offsets, dots: list[int]) -> tuple[Offsets, Offsets]:
    """Return names of parts joined by a middle dot (阿依夏·买买提), from each word boundary before the dots to each behind them."""
    spans: list[tuple[int, int]] = []
    for place in dots:
        first, behind = place, place + 1
        while first and place - first < _LONGEST_PART and _is_han(text[first - 1]):
            first -= 1
        while behind < len(text) and behind - place <= 2 * _LONGEST_PART and (_is_han(text[behind]) or text[behind] in _DOTS):
            behind += 1
        if first == place or behind == place + 1:
            continue  # nothing is joined
        low, high = np.searchsorted(edges, [first, place])
        near, far = np.searchsorted(edges, [place + 2, behind + 1])
        spans += [(start, end) for start in edges[low:high].tolist() for end in edges[near:far].tolist()]
    columns = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def _is_han(char: str) -> bool:
    """Return whether a character is Chinese."""
    return _FIRST_HAN <= ord(char) <= _LAST_HAN


def _beside_titles(edges: Offsets, strange: Offsets, titles: Offsets) -> Iterator[tuple[Offsets, Offsets]]:
    """Yield runs of words before and behind titles, as long as names are."""
    last = len(edges) - 1
    for count in range(1, _MOST_WORDS + 1 if len(titles) else 1):
        behind = titles[titles + 1 + count <= last] + 1
        before = titles[titles >= count]
        for start, end in ((edges[behind], edges[behind + count]), (edges[before - count], edges[before])):
            fits = (end - start >= _SHORTEST_WHOLE) & (end - start <= _LONGEST_BESIDE) & (strange[end] == strange[start])
            yield start[fits], end[fits]
