"""jieba over a private dictionary.

``rjieba`` cuts Chinese as jieba does, about twenty times as fast. The two differ on runs of Latin letters, digits and the signs
between them, so such a run is one word here, whatever either makes of it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

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
        texts, tags = ([*column] for column in zip(*pairs, strict=True)) if pairs else ([], [])
        starts = [0, *accumulate(map(len, texts))][:-1]
        return _with_runs_joined(text, Words(starts, texts, tags))

    def cut(self, text: str) -> list[Token]:
        """Return the words of ``text`` as tokens."""
        words = self.words(text)
        return [Token(start, start + len(word), word, tag) for start, word, tag in zip(words.starts, words.texts, words.tags, strict=True)]


def _with_runs_joined(text: str, words: Words) -> Words:
    """Return ``words`` with each run of letters and digits as one, unless a longer word of the dictionary holds it; in place."""
    starts, texts, tags = words.starts, words.texts, words.tags
    for run in reversed(list(_RUN.finditer(text))):
        first = bisect_left(starts, run.start())
        behind = bisect_left(starts, run.end(), first)
        end = starts[behind] if behind < len(starts) else len(text)
        if behind - first > 1 and starts[first] == run.start() and end == run.end():
            starts[first:behind] = [run.start()]
            texts[first:behind] = [run[0]]
            tags[first:behind] = ["m" if run[0][0].isdigit() else "eng"]
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
