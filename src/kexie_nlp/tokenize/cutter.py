"""jieba over a private dictionary.

``rjieba`` cuts Chinese as jieba does, about twenty times as fast. The two differ on runs of Latin letters, digits and the signs
between them, so such a run is one word here, whatever either makes of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from kexie_nlp.document import Token
from kexie_nlp.lexicons import Lexicons, values

_RUN = re.compile(r"[A-Za-z0-9]+(?:[.,\-·/][A-Za-z0-9]+)*[%％]?")
# lexicon → part of speech in jieba's tag set; the first column and the aliases of each become words
NAME_LEXICONS = {
    "regions": "ns",
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


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as parallel columns: where each begins, how it is written, its part of speech in jieba's tag set."""

    starts: list[int]
    texts: list[str]
    tags: list[str]


class WordCutter:
    """Cuts text into words; holds a dictionary of its own, never jieba's process-wide one."""

    def __init__(self, lexicons: Lexicons) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        for word, pos in lexicon_words(lexicons):
            # jieba's own dictionary knows many regions, but some of them as verbs
            if pos == "ns" or not self._jieba.has_word(word):
                self._jieba.add_word(word, None, pos)

    def words(self, text: str) -> Words:
        """Return the words of ``text`` in order; together they are the whole text, white space included."""
        pairs = self._jieba.tag(text)
        texts, tags = [word for word, _ in pairs], [tag for _, tag in pairs]
        return _with_runs_joined(text, Words([0, *accumulate(map(len, texts))][:-1], texts, tags))

    def cut(self, text: str) -> list[Token]:
        """Return the words of ``text`` as tokens."""
        words = self.words(text)
        return [Token(start, start + len(word), word, tag) for start, word, tag in zip(words.starts, words.texts, words.tags, strict=True)]


def _with_runs_joined(text: str, words: Words) -> Words:
    """Return ``words`` with each run of letters and digits as one, unless a longer word of the dictionary holds it; in place."""
    edges = np.array([*words.starts, len(text)], dtype=np.int64)
    runs = np.array([run.span() for run in _RUN.finditer(text)], dtype=np.int64).reshape(-1, 2)
    places = np.searchsorted(edges, runs)
    is_cut = (edges[places] == runs).all(axis=1) & (places[:, 1] - places[:, 0] > 1)
    for (first, behind), (start, end) in zip(places[is_cut][::-1].tolist(), runs[is_cut][::-1].tolist(), strict=True):
        words.starts[first:behind] = [start]
        words.texts[first:behind] = [text[start:end]]
        words.tags[first:behind] = ["m" if text[start].isdigit() else "eng"]
    return words


def lexicon_words(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Yield (word, part of speech) of all names and report words in the lexicons."""
    for row in lexicons.rows("vocabulary"):
        yield row["term"], row["pos"]
    for name, pos in NAME_LEXICONS.items():
        shortest = _SHORTEST_REGION if name == "regions" else _SHORTEST_NAME
        for row in lexicons.rows(name):
            ambiguous = values(row.get("ambiguous", ""))
            yield from ((word, pos) for word in names_of(row) if len(word) >= shortest and word not in ambiguous)


def names_of(row: dict[str, str]) -> Iterable[str]:
    """Return the name in a lexicon row and its aliases."""
    return [row.get("name") or next(iter(row.values())), *values(row.get("aliases", ""))]
