"""All lexicon names that stand in a text, found in one pass."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.labels import EntityType
from kexie_nlp.lexicons import Lexicons, Row, values
from kexie_nlp.tag.codes import ShortTerms, code_points
from kexie_nlp.tokenize.cutter import names_of

# what a match may be, as bits of a mask: names (left) and the parts that names are made of (right)
REGION, ORGANISATION, CONTEST, AWARD, ACTIVITY, PROGRAM, DOCUMENT = (1 << bit for bit in range(7))
GENERIC, AMBIGUOUS, BODY = (1 << bit for bit in range(7, 10))
HEAD_OF: Final[dict[EntityType, int]] = {
    "ORG": 1 << 10,
    "COMPETITION": 1 << 11,
    "ACTIVITY": 1 << 12,
    "AWARD": 1 << 13,
    "PROGRAM": 1 << 14,
    "PLACE": 1 << 15,
}
TAIL: Final = 1 << 16
# a name that the user put into a lexicon of their own
OWN: Final = 1 << 17
HEADS: Final = sum(HEAD_OF.values())
NAMES: Final = REGION | ORGANISATION | CONTEST | AWARD | ACTIVITY | PROGRAM | DOCUMENT

LEXICON_OF: Final = {
    REGION: "region",
    ORGANISATION: "organisation",
    CONTEST: "contest",
    AWARD: "award",
    ACTIVITY: "activity",
    PROGRAM: "program",
    DOCUMENT: "document",
}
TYPE_OF: Final[dict[int, EntityType]] = {
    REGION: "PLACE",
    ORGANISATION: "ORG",
    CONTEST: "COMPETITION",
    AWARD: "AWARD",
    ACTIVITY: "ACTIVITY",
    PROGRAM: "PROGRAM",
    DOCUMENT: "DOCUMENT",
}
_NAME_LEXICONS: Final = {
    "organisations": ORGANISATION,
    "media": ORGANISATION,
    "contests": CONTEST,
    "awards": AWARD,
    "activities": ACTIVITY,
    "programs": PROGRAM,
    "documents": DOCUMENT,
}


@dataclass(frozen=True, slots=True)
class Matches:
    """Lexicon entries found in a text, as parallel arrays; ``kinds`` holds masks of the bits above."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    kinds: NDArray[np.uint64]


class LexiconMatcher:
    """Finds the names and name parts of all lexicons in one pass over a text.

    Attributes:
        canonical: gives the full name of the entry that a term is a name or alias of, or None.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        kinds: dict[str, int] = {}
        full_names: dict[str, str] = {}
        for term, kind, full_name in _entries(lexicons):
            kinds[term] = kinds.get(term, 0) | kind
            if kind & NAMES:
                full_names.setdefault(term, full_name)
        for name in ("regions", "places", *_NAME_LEXICONS):
            for term in (term for row in lexicons.own_rows(name) for term in names_of(row)):
                kinds[term] |= OWN
        self.canonical: Callable[[str], str | None] = full_names.get
        self._short = ShortTerms({term: kind for term, kind in kinds.items() if ShortTerms.holds(term)})
        longer = {term: kind for term, kind in kinds.items() if not ShortTerms.holds(term)}
        self._kinds = np.array([*longer.values()], dtype=np.uint64)
        self._automaton = AhoCorasick([*longer], implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> Matches:
        """Return all matches, overlapping ones included, by where they end."""
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3)
        starts, ends, kinds = self._short.find(code_points(text))
        ends = np.concatenate([found[:, 2], ends])
        order = np.argsort(ends, kind="stable")
        kinds = np.concatenate([self._kinds[found[:, 0]], kinds])
        return Matches(np.concatenate([found[:, 1], starts])[order], ends[order], kinds[order])


def _entries(lexicons: Lexicons) -> Iterator[tuple[str, int, str]]:
    """Yield (term, kind, full name) of every lexicon."""
    for name, kind in _NAME_LEXICONS.items():
        for row in lexicons.rows(name):
            full_name = next(iter(row.values()))
            yield from ((term, kind, full_name) for term in names_of(row))
    for row in lexicons.rows("regions"):
        yield from _region_entries(row)
    for row in lexicons.rows("places"):
        yield from ((term, REGION, row["name"]) for term in names_of(row))
    for row in lexicons.rows("bodies"):
        for term in _bodies(row):
            yield term, ORGANISATION | BODY, term
        if "~" not in row["stem"]:
            yield row["stem"], HEAD_OF["ORG"], row["stem"]
    for row in lexicons.rows("forms"):
        if row["type"] in HEAD_OF:
            yield row["form"], HEAD_OF[_head_type(row)] | (TAIL if row["role"] == "tail" else 0), row["form"]
    for row in lexicons.rows("generic"):
        yield row["term"], GENERIC, row["term"]


def _region_entries(row: Row) -> Iterable[tuple[str, int, str]]:
    """Return the names of a region; aliases that are ordinary words carry a bit that says so."""
    ambiguous = set(values(row["ambiguous"]))
    yield row["name"], REGION, row["name"]
    for alias in values(row["aliases"]):
        yield alias, REGION | (AMBIGUOUS if alias in ambiguous else 0), row["name"]


def _bodies(row: Row) -> Iterable[str]:
    """Return the definite short forms of a body: the level character before its stem (市教育局) or where ~ stands (团市委)."""
    stem = row["stem"] if "~" in row["stem"] else "~" + row["stem"]
    return [stem.replace("~", prefix) for prefix in values(row["level_prefixes"])]


def _head_type(row: Row) -> EntityType:
    """Return the entity type that a form ends."""
    return next(name for name in HEAD_OF if name == row["type"])
