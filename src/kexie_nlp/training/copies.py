"""Copies of the marked texts under other names, so that the classifier learns from the words around a name and from the lexicons."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.marked import MarkedText, marked_form, parse_marked
from kexie_nlp.training.corpus import Excerpt

# share of given names of one character, about that of living Chinese (name report of the Ministry of Public Security, 2020)
_SHORT_GIVEN_NAMES: Final = 0.2
# the frequencies of surnames fall about as 1 / (rank + this); 王, 李 and 张 stand for a fifth of all people
_RANK_OFFSET: Final = 5
_USUAL_NAME: Final = re.compile("[\u4e00-\u9fff]{2,3}")


def with_other_names(corpus: Iterable[Excerpt], lexicons: Lexicons, seed: int) -> list[MarkedText]:
    """Return a copy of each text in which real regions stand for the invented ones, and usual names for those of persons.

    The invented places are in no lexicon, the places of real reports are; without the copies the classifier would learn to do
    without the lexicon of regions. And authors invent rarer names than people have.
    """
    excerpts = list(corpus)
    real, names = _regions_by_ending(lexicons), _Names.of(excerpts, lexicons)
    copies = []
    for number, excerpt in enumerate(excerpts):
        picked = np.random.default_rng([seed, number])
        persons = _usual_names_in(excerpt.marked)
        marked = marked_form(excerpt.marked)
        for forms in sorted(excerpt.places, key=lambda forms: -len(forms[0])):
            choices = real.get(forms[0][-1])
            if choices:
                full_name, short_name = choices[int(picked.integers(len(choices)))]
                marked = marked.replace(forms[0], full_name)
                for form in forms[1:]:
                    marked = marked.replace(form, short_name)
        for person in persons:
            marked = marked.replace(person, names.draw(picked))
        if excerpt.places or persons:
            copies.append(parse_marked(marked, excerpt.name))
    return copies


@dataclass(frozen=True, slots=True)
class _Names:
    """Surnames with their frequencies, and the characters of given names."""

    surnames: Sequence[str]
    frequencies: Sequence[float]
    given: Sequence[str]

    @classmethod
    def of(cls, corpus: Sequence[Excerpt], lexicons: Lexicons) -> "_Names":
        """Return the hundred commonest surnames, and the characters of the corpus' own given names."""
        ranked = sorted((int(row["rank"]), row["surname"]) for row in lexicons.rows("surnames") if row.get("rank"))
        weights = [1 / (rank + _RANK_OFFSET) for rank, _ in ranked]
        given = [character for excerpt in corpus for name in _usual_names_in(excerpt.marked) for character in name[1:]]
        return cls([surname for _, surname in ranked], [weight / sum(weights) for weight in weights], given)

    def draw(self, picked: np.random.Generator) -> str:
        """Return an invented name as people have them."""
        length = 1 if picked.random() < _SHORT_GIVEN_NAMES else 2
        given = (self.given[int(picked.integers(len(self.given)))] for _ in range(length))
        return self.surnames[int(picked.choice(len(self.surnames), p=self.frequencies))] + "".join(given)


def _usual_names_in(marked: MarkedText) -> list[str]:
    """Return the names of persons of two or three Chinese characters that are words of no other sense there, the longest first."""
    written = {marked.text[mark.start : mark.end] for mark in marked.marks if mark.type == "PERSON"}
    edges = [0, *(edge for mark in marked.marks for edge in (mark.start, mark.end)), len(marked.text)]
    unmarked = "\n".join(marked.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return sorted((name for name in written if _USUAL_NAME.fullmatch(name) and name not in unmarked), key=lambda name: (-len(name), name))


def _regions_by_ending(lexicons: Lexicons) -> dict[str, list[tuple[str, str]]]:
    """Return (full name, short name) of current regions by the last character of the name."""
    real: dict[str, list[tuple[str, str]]] = {}
    for row in lexicons.rows("regions"):
        short = row["aliases"].split(";")[0]
        if len(short) >= 2 and not row["until"] and not row["ambiguous"]:
            real.setdefault(row["name"][-1], []).append((row["name"], short))
    return real
