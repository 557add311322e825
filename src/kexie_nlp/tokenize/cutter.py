"""jieba over a private dictionary.

``rjieba`` cuts Chinese as jieba does, about twenty times as fast. The two differ on runs of Latin letters, digits and the signs
between them, so such a run is one word here, whatever either makes of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.document import Token
from kexie_nlp.lexicons import Lexicons, values

_IN_RUN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,-·/%％"
_IS_IN_RUN = np.zeros(ord(max(_IN_RUN)) + 2, dtype=bool)
_IS_IN_RUN[[ord(char) for char in _IN_RUN]] = True
_RUN = re.compile(r"[A-Za-z0-9]+(?:[.,\-·/][A-Za-z0-9]+)*[%％]?")
# lexicon → part of speech in jieba's tag set; the first column and the aliases of each become words
NAME_LEXICONS = {
    "regions": "ns",
    "places": "ns",
    "organisations": "nt",
    "media": "nt",
    "contests": "nz",
    "awards": "nz",
    "activities": "nz",
    "programs": "nz",
    "documents": "nz",
    "budget": "n",
    "forms": "n",
}
_SHORTEST_NAME = 3
_SHORTEST_REGION = 2
_MOST_KNOWN = 1 << 17
# what a run of letters and digits is, by its first character: a number, or Latin
_RUN_TAGS = ("m", "eng")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as parallel columns.

    Attributes:
        text: all of them, one behind the other.
        edges: where each word begins, and behind them where the last one ends.
        kinds: its part of speech, as an index into ``tagset``.
        tagset: the parts of speech in jieba's tag set.
    """

    text: str
    edges: NDArray[np.int64]
    kinds: NDArray[np.int64]
    tagset: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[str], tags: Sequence[str]) -> "Words":
        """Return words that stand one behind the other, with these parts of speech."""
        tagset = [*dict.fromkeys(tags)]
        kinds = np.array([tagset.index(tag) for tag in tags], dtype=np.int64)
        return cls("".join(texts), np.array([0, *accumulate(map(len, texts))], dtype=np.int64), kinds, tagset)

    @property
    def texts(self) -> list[str]:
        """How each word is written."""
        return [self.text[start:end] for start, end in pairwise(self.edges.tolist())]

    @property
    def tags(self) -> list[str]:
        """The part of speech of each word."""
        return [self.tagset[kind] for kind in self.kinds.tolist()]

    @property
    def starts(self) -> list[int]:
        """Where each word begins."""
        starts: list[int] = self.edges[:-1].tolist()
        return starts


class WordCutter:
    """Cuts text into words; holds a dictionary of its own, never jieba's process-wide one."""

    def __init__(self, lexicons: Lexicons) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        self._known: dict[str, str] = {}
        self._tagset = [*_RUN_TAGS]
        for word, pos in lexicon_words(lexicons):
            # jieba's own dictionary knows many regions, but some of them as verbs
            if pos == "ns" or not self._jieba.has_word(word):
                self._jieba.add_word(word, None, pos)

    def words(self, text: str) -> Words:
        """Return the words of ``text`` in order; together they are the whole text, white space included."""
        drawn = np.frombuffer(self._drawn(self._jieba.cut(text), text).encode("utf-16-le"), np.uint16)
        edges = np.append(np.flatnonzero(drawn & 1), len(text))
        kinds = (drawn[edges[:-1]] >> 1).astype(np.int64)
        return _with_runs_joined(Words(text, edges, kinds, self._tagset))

    def _drawn(self, texts: list[str], text: str) -> str:
        """Return the words of ``text`` as signs, put together; the dictionary is asked only for words not met before.

        Joined signs tell where words begin and of what kind they are in a third of the time that a look at each word takes.
        """
        if not texts:
            return ""
        look_up = itemgetter(*texts)
        try:
            return "".join(look_up(self._known))
        except KeyError:
            self._learn({*texts}, text)
        return "".join(look_up(self._known))

    def _learn(self, words: set[str], text: str) -> None:
        """Have all of ``words``, which stand in ``text``, among those known."""
        known = self._known if len(self._known) < _MOST_KNOWN else {}
        new = words.difference(known)  # unlike words - known.keys(), this walks the few and looks them up among the many
        known.update(self._signs("\n".join(sorted(new))))
        if cut := new.difference(known):  # alone they are cut further, so they are looked at where they stand
            known.update(self._signs("\n".join(line for line in text.split("\n") if any(word in line for word in cut))))
        if not cut <= known.keys():
            known.update(self._signs(text))
        self._known = known

    def _signs(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the words of ``text`` as jieba cuts it, each as signs: twice the number of its tag, and one more for the first."""
        for word, tag in self._jieba.tag(text):
            if tag not in self._tagset:
                self._tagset.append(tag)
            number = 2 * self._tagset.index(tag)
            yield word, chr(number + 1) + chr(number) * (len(word) - 1)

    def cut(self, text: str) -> list[Token]:
        """Return the words of ``text`` as tokens."""
        words = self.words(text)
        return [Token(start, start + len(word), word, tag) for start, word, tag in zip(words.starts, words.texts, words.tags, strict=True)]


def _with_runs_joined(words: Words) -> Words:
    """Return ``words`` with each run of letters and digits as one, unless a longer word of the dictionary holds it."""
    text, edges = words.text, words.edges
    runs = np.array(_cut_runs(text, edges), dtype=np.int64).reshape(-1, 2)
    places = np.searchsorted(edges, runs)
    is_cut = (edges[places] == runs).all(axis=1) & (places[:, 1] - places[:, 0] > 1)
    kept = np.ones(len(edges), dtype=bool)
    for (first, behind), start in zip(places[is_cut].tolist(), runs[is_cut, 0].tolist(), strict=True):
        kept[first + 1 : behind] = False
        words.kinds[first] = 0 if text[start].isdigit() else 1
    return Words(text, edges[kept], words.kinds[kept[:-1]], words.tagset)


def _cut_runs(text: str, edges: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the spans of the runs in those stretches of their characters that words begin in the midst of."""
    inside = np.zeros(len(text) + 2, dtype=bool)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    inside[1:-1] = _IS_IN_RUN.take(codes, mode="clip")
    bounds = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = bounds[::2], bounds[1::2]
    cut = np.flatnonzero(np.searchsorted(edges, ends) - np.searchsorted(edges, starts, side="right") > 0)
    return [
        run.span() for start, end in zip(starts[cut].tolist(), ends[cut].tolist(), strict=True) for run in _RUN.finditer(text, start, end)
    ]


def lexicon_words(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Yield (word, part of speech) of all names and report words in the lexicons."""
    for row in lexicons.rows("vocabulary"):
        yield row["term"], row["pos"]
    for name, pos in NAME_LEXICONS.items():
        shortest = _SHORTEST_REGION if pos == "ns" else _SHORTEST_NAME
        for row in lexicons.rows(name):
            ambiguous = values(row.get("ambiguous", ""))
            yield from ((word, pos) for word in names_of(row) if len(word) >= shortest and word not in ambiguous)


def names_of(row: dict[str, str]) -> Iterable[str]:
    """Return the name in a lexicon row and its aliases."""
    return [row.get("name") or next(iter(row.values())), *values(row.get("aliases", ""))]
