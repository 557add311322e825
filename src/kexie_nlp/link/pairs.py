"""Measuring linking on pairs of names, of which it is known whether they name the same thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from kexie_nlp.errors import ResourceError
from kexie_nlp.link.grouping import group_names
from kexie_nlp.link.linker import Linker
from kexie_nlp.link.links import KINDS, Link, LinkKind

Split = Literal["development", "held-out"]
_COLUMNS: Final = ("kind", "left", "left_context", "right", "right_context", "same", "split")
_FULL: Final = "科学技术协会"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two forms, and whether they name the same thing.

    Attributes:
        kind: what sort of thing it is.
        left, right: the forms as reports write them.
        left_context, right_context: a region's path parted by blanks, a year, or a unit, as the kind needs.
        same: whether they name the same thing.
        split: development or held-out.
        line: where the pair stands in its file.
    """

    kind: LinkKind
    left: str
    left_context: str
    right: str
    right_context: str
    same: bool
    split: Split
    line: int


@dataclass(frozen=True, slots=True)
class PairScore:
    """How well linking tells the same from the different in one kind.

    Attributes:
        kind: what sort of thing it is.
        pairs: how many pairs there are.
        same: how many of them name the same thing.
        linked: how many of them are given the same name.
        right: how many of those do name the same thing.
    """

    kind: LinkKind
    pairs: int
    same: int
    linked: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the linked pairs that name the same thing."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs naming the same thing that are linked."""
        return self.right / self.same if self.same else 1.0


def read_pairs(path: Path) -> list[Pair]:
    """Read a table of pairs such as ``corpora/name_pairs.tsv``.

    Raises:
        ResourceError: naming line, what was found and what was expected.
    """
    pairs: list[Pair] = []
    head = False
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if not head:
            if tuple(cells) != _COLUMNS:
                raise ResourceError(path, number, f"expected the column line {chr(9).join(_COLUMNS)!r}, found {line!r}")
            head = True
            continue
        if len(cells) != len(_COLUMNS):
            raise ResourceError(path, number, f"{len(_COLUMNS)} columns expected ({', '.join(_COLUMNS)}), {len(cells)} found")
        kind, left, left_context, right, right_context, same, split = cells
        allowed = ((kind, KINDS), (same, ("same", "different")), (split, ("development", "held-out")))
        for value, values in allowed:
            if value not in values:
                raise ResourceError(path, number, f"found {value!r}; expected one of {', '.join(values)}")
        pairs.append(Pair(cast(LinkKind, kind), left, left_context, right, right_context, same == "same", cast(Split, split), number))
    return pairs


def is_linked(linker: Linker, pair: Pair) -> bool:
    """Tell whether both forms of a pair are given the same name, by the linker or as names of one archive."""
    left = link_in_context(linker, pair.kind, pair.left, pair.left_context)
    right = link_in_context(linker, pair.kind, pair.right, pair.right_context)
    if left.identity == right.identity:
        return True
    if left.identity[2:] != right.identity[2:] or left.known or right.known:
        return False
    return len(set(group_names((left.name, right.name), pair.kind).values())) == 1


def link_in_context(linker: Linker, kind: LinkKind, text: str, context: str = "") -> Link:
    """Return the link of any kind; ``context`` is a region's path parted by blanks, a year, or a unit, as the kind needs."""
    path = tuple(context.split())
    if kind == "association":
        return linker.association(text, path[-1] + _FULL if path else None, path)
    if kind == "contest":
        return linker.contest(text, int(context), ()) if context.isdecimal() else linker.contest(text, None, path)
    if kind == "award":
        return linker.award(text, path)
    if kind == "program":
        return linker.program(text, path)
    return linker.indicator(text, context)


def measure(linker: Linker, pairs: Iterable[Pair]) -> list[PairScore]:
    """Return the scores of linking on pairs, one a kind that occurs."""
    counts: dict[LinkKind, list[int]] = {}
    for pair in pairs:
        linked = is_linked(linker, pair)
        count = counts.setdefault(pair.kind, [0, 0, 0, 0])
        for index, holds in enumerate((True, pair.same, linked, linked and pair.same)):
            count[index] += holds
    return [PairScore(kind, *counts[kind]) for kind in KINDS if kind in counts]
