"""jieba over a private dictionary.

``rjieba`` cuts Chinese as jieba does, about twenty times as fast. The two differ on runs of Latin letters, digits and the signs
between them, so such a run is one word here, whatever either makes of it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

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


class WordCutter:
    """Cuts text into words; holds a dictionary of its own, never jieba's process-wide one."""

    def __init__(self, lexicons: Lexicons) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        for word, pos in lexicon_words(lexicons):
            if not self._jieba.has_word(word):
                self._jieba.add_word(word, None, pos)

    def cut(self, text: str) -> list[Token]:
        """Return the words of ``text`` in order; together they are the whole text, white space included."""
        tokens: list[Token] = []
        start = 0
        for word, pos in self._jieba.tag(text):
            tokens.append(Token(start, start + len(word), word, pos))
            start += len(word)
        return _with_runs_joined(text, tokens)


def _with_runs_joined(text: str, tokens: list[Token]) -> list[Token]:
    """Return ``tokens`` with each run of letters and digits as one word, unless a longer word of the dictionary holds it."""
    starts = [token.start for token in tokens]
    for run in reversed(list(_RUN.finditer(text))):
        first = bisect_left(starts, run.start())
        behind = bisect_left(starts, run.end())
        is_cut_at_both_ends = starts[first : first + 1] == [run.start()] and (starts[behind] if behind < len(starts) else len(text)) == run.end()
        if behind - first > 1 and is_cut_at_both_ends:
            tokens[first:behind] = [Token(run.start(), run.end(), run[0], "m" if run[0][0].isdigit() else "eng")]
            starts[first:behind] = [run.start()]
    return tokens


def lexicon_words(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Yield (word, part of speech) of all names and report words in the lexicons."""
    for row in lexicons.rows("vocabulary"):
        yield row["term"], row["pos"]
    for name, pos in NAME_LEXICONS.items():
        for row in lexicons.rows(name):
            yield from ((word, pos) for word in names_of(row) if len(word) >= _SHORTEST_NAME)


def names_of(row: dict[str, str]) -> Iterable[str]:
    """Return the name in a lexicon row and its aliases."""
    return [row.get("name") or next(iter(row.values())), *values(row.get("aliases", ""))]
