"""Names that are written differently and mean the same: wording that does not matter, and likeness."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kexie_nlp.link.confusable import CONFUSABLE
from kexie_nlp.link.names import plain

_NUMBER: Final = re.compile(r"\d+|[一二三四五六七八九十百千万]+(?=[、届级等星名家个村企校])")
_LIGHT: Final = frozenset("的了等各类所共以及和与多约近对因之其该此中")
_LONG: Final = 9
_MOST_PAIRS_CHANGED: Final = 5
_REMEMBERED: Final = 1 << 15


@dataclass(frozen=True, slots=True)
class Wording:
    """How the names of one kind vary.

    Attributes:
        same: (pattern, replacement) pairs by which wordings that do not matter become one.
        telling: the words and characters in which two names must agree.
        threshold: the likeness from which on two names are the same, 0 to 1, as measured on ``corpora/name_pairs.tsv``.
    """

    same: tuple[tuple[re.Pattern[str], str], ...]
    telling: re.Pattern[str]
    threshold: float

    def skeleton(self, name: str) -> str:
        """Return a plain name without what does not matter; the name itself if nothing would be left."""
        bare = name
        for pattern, replacement in self.same:
            bare = pattern.sub(replacement, bare)
        return bare if len(bare) > 1 else name

    def told(self, name: str) -> tuple[str, ...]:
        """Return the telling words of a name, and its numbers, in alphabetical order."""
        return _told(self.telling, name)

    def likeness(self, left: str, right: str, *, known: bool) -> float:
        """Return how alike two skeletons are, 0 to 1; ``known`` tells that one of them is in a lexicon.

        They are not alike at all if they differ in a telling word, in neighbouring characters, in a character that is too much
        or too few and no light one, or in one that stands for another: save where the two are often confused, or where all
        else of a long known name is right.
        """
        from rapidfuzz.distance import Indel, Levenshtein

        score = Indel.normalized_similarity(left, right, score_cutoff=self.threshold)
        if score < self.threshold or self.told(left) != self.told(right):
            return 0.0
        for step in Levenshtein.opcodes(left, right):
            gone, come = left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]
            if step.tag == "replace":
                is_long = known and min(len(left), len(right)) >= _LONG
                may_differ = len(gone) == len(come) == 1 and (is_long or frozenset((gone, come)) in CONFUSABLE)
            else:
                may_differ = step.tag == "equal" or _LIGHT.issuperset(gone + come)
            if not may_differ:
                return 0.0
        return score


@lru_cache(_REMEMBERED)
def _told(telling: re.Pattern[str], name: str) -> tuple[str, ...]:
    """Return the telling words and numbers of a name."""
    return tuple(sorted({*telling.findall(name), *_NUMBER.findall(name)}))


@dataclass(frozen=True, slots=True)
class Match:
    """A known name that a form stands for: the name, which of its forms it matched, and how alike they are."""

    name: str
    form: str
    score: float


class KnownNames:
    """The names of a lexicon with their other forms.

    Args:
        forms: the other forms of each name.
        wording: how names of this kind vary.
        merged: whether names that differ only in wording that does not matter are one, the shortest of them.
    """

    def __init__(self, forms: Mapping[str, Iterable[str]], wording: Wording, *, merged: bool = True) -> None:
        self.wording = wording
        heads = _heads(forms, wording) if merged else {name: name for name in forms}
        self._exact: dict[str, tuple[str, str]] = {plain(name): (heads[name], name) for name in forms}
        for name, others in forms.items():
            for other in others:
                self._exact.setdefault(plain(other), (heads[name], other))

    @cached_property
    def _skeletons(self) -> dict[str, tuple[str, str]]:
        """The forms by their skeletons; one that two names share belongs to neither."""
        found: dict[str, tuple[str, str]] = {}
        shared: set[str] = set()
        for form, entry in self._exact.items():
            skeleton = self.wording.skeleton(form)
            if found.setdefault(skeleton, entry)[0] != entry[0]:
                shared.add(skeleton)
        return {skeleton: entry for skeleton, entry in found.items() if skeleton not in shared}

    @cached_property
    def _neighbours(self) -> "Neighbours":
        """The skeletons, to be asked for those that share characters with another."""
        return Neighbours(self._skeletons)

    def exact(self, form: str) -> Match | None:
        """Return the name that has this form, differences of writing apart."""
        entry = self._exact.get(plain(form))
        return Match(*entry, 1.0) if entry else None

    def reworded(self, form: str) -> Match | None:
        """Return the name that differs from this form only in wording that does not matter."""
        entry = self._skeletons.get(self.wording.skeleton(plain(form)))
        return Match(*entry, 1.0) if entry else None

    def nearest(self, form: str) -> Match | None:
        """Return the name most like this form, if any is alike enough; none if two are equally so."""
        skeleton = self.wording.skeleton(plain(form))
        scored = ((self.wording.likeness(skeleton, other, known=True), other) for other in self._neighbours.of(skeleton))
        best = sorted((found for found in scored if found[0] > 0), key=lambda found: (-found[0], found[1]))[:2]
        if not best or (len(best) > 1 and best[0][0] == best[1][0] and self._skeletons[best[0][1]][0] != self._skeletons[best[1][1]][0]):
            return None
        return Match(*self._skeletons[best[0][1]], round(best[0][0], 4))


def _heads(names: Iterable[str], wording: Wording) -> dict[str, str]:
    """Return for each name the shortest of those that differ from it only in wording that does not matter."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (len(name), name)):
        found.setdefault(wording.skeleton(plain(name)), name)
    return {name: found[wording.skeleton(plain(name))] for name in names}


class Neighbours:
    """Skeletons by the pairs of characters in them.

    Two skeletons that are alike differ in few pairs, so one shares at least one of the rarest pairs of the other.
    """

    def __init__(self, skeletons: Iterable[str] = ()) -> None:
        self._by_pair: dict[str, list[str]] = {}
        for skeleton in skeletons:
            self.add(skeleton)

    def add(self, skeleton: str) -> None:
        """Add a skeleton."""
        for pair in pairs(skeleton):
            self._by_pair.setdefault(pair, []).append(skeleton)

    def of(self, skeleton: str) -> list[str]:
        """Return the skeletons that may be like this one, in code-point order."""
        postings = sorted((self._by_pair.get(pair, []) for pair in pairs(skeleton)), key=len)
        length = len(skeleton)
        near = {other for posting in postings[:_MOST_PAIRS_CHANGED] for other in posting if 3 * abs(len(other) - length) <= length}
        return sorted(near)


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters; the text itself if it is shorter."""
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}
