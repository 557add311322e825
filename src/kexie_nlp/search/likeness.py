"""What makes one passage like another: the words they share, the rare ones most."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kexie_nlp.search.cutting import words
from kexie_nlp.search.folding import fold
from kexie_nlp.search.tree import Node, Nothing, Or, Run

MOST_WORDS: Final = 20
"""So many of a passage's words are looked for, the most telling."""

LEAST_LIKENESS: Final = 0.1
"""From which likeness, of 1, a passage is shown."""

PART_SHARE: Final = 0.3
"""How much of its weight a word counts that is a part of another one, as 篷车 is of 大篷车."""

_TELLING: Final = re.compile(r"[a-z\u4e00-\u9fff]{2}")
_LONGEST_TEXT: Final = 2000


def word_weights(text: str, passages_with: Callable[[Sequence[str]], Mapping[str, int]], passages: int) -> dict[str, float]:
    """Return the most telling words of a text with their weights.

    Args:
        text: a passage.
        passages_with: gives in how many passages of the archive each of some words stands.
        passages: how many there are.
    """
    counts = {word: count for word, count in words_of(text).items() if _TELLING.search(word)}
    known = passages_with(list(counts))
    weights = {word: math.sqrt(count) * math.log((passages + 1) / (known.get(word, 0) + 0.5)) for word, count in counts.items()}
    for word in weights:
        if any(word in other and word != other for other in weights):
            weights[word] *= PART_SHARE
    best = sorted((word for word in weights if weights[word] > 0), key=lambda word: (-weights[word], word))
    return {word: weights[word] for word in best[:MOST_WORDS]}


def likeness_tree(weights: Mapping[str, float]) -> Node:
    """Return the tree that asks for any of the words."""
    return Or(tuple(Run(word) for word in weights)) if weights else Nothing()


def likeness(weights: Mapping[str, float], text: str) -> float:
    """Return how like a text is to one with these telling words, from 0 to 1: its share of their weight, less if it says much else."""
    there = words_of(text)
    shared = sum(weight for word, weight in weights.items() if word in there)
    whole = sum(weights.values())
    if not shared:
        return 0.0
    length = math.sqrt(max(1.0, len(there) / max(1, len(weights))))
    return shared / whole / math.sqrt(length)


def words_of(text: str) -> dict[str, int]:
    """Return the words of a text and how often each stands there."""
    return words(fold(text[:_LONGEST_TEXT]).plain.text)
