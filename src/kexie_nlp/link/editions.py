"""Editions of contests and their years, from those that are known."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from kexie_nlp.errors import ResourceError
from kexie_nlp.lexicons import Lexicons, values

_ANCHOR: Final = re.compile(r"([^:=]+):(\d+)=((?:19|20)\d\d)(?:-((?:19|20)\d\d))?")
_WHERE_OF_LEVEL: Final = {"国家": "全国", "国际": "国际"}
_SLACK: Final = 1


@dataclass(frozen=True, slots=True)
class Settled:
    """Edition and year after each was asked about the other; the fields are those of ``ContestLink``."""

    edition: int | None
    year: int | None
    inferred: Literal["edition", "year"] | None = None
    contradiction: str | None = None


class Editions:
    """Which contests are one series, and in which years their editions were held."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._series: dict[str, str] = {}
        self._years: dict[tuple[str, str], dict[int, tuple[int, int]]] = {}
        for row in lexicons.rows("series"):
            for member in values(row["members"]):
                self._series[member] = row["series"]
            for where, known in _anchors(row["editions"], row["series"]).items():
                self._years[row["series"], where] = _filled(known)

    def series(self, contest: str) -> str:
        """Return the series of a contest of the lexicon: its name without 全国, unless the lexicon of series gives another."""
        return self._series.get(contest) or contest.removeprefix("全国")

    def settle(self, series: str, level: str | None, place: str | None, edition: int | None, told: int | None, year: int | None) -> Settled:
        """Infer the edition from the year or the year from the edition, and check the one against the other.

        Args:
            series: of the contest.
            level: of the contest, or None.
            place: of the contest, or None.
            edition: as its name tells it, or None.
            told: the year that its name tells, or None.
            year: the year that is held likely, such as that of the report; one year off is no contradiction.
        """
        known = self._years.get((series, place or _WHERE_OF_LEVEL.get(level or "", "")), {})
        stated = told or year
        if edition is None:
            held = [number for number, (first, last) in known.items() if stated is not None and first <= stated <= last]
            return Settled(held[0], stated, "edition") if len(held) == 1 else Settled(None, stated)
        if edition not in known:
            return Settled(edition, stated)
        first, last = known[edition]
        if stated is None:
            return Settled(edition, first, "year") if first == last else Settled(edition, None)
        if first <= stated <= last:
            return Settled(edition, stated)
        span = str(first) if first == last else f"{first} to {last}"
        if told is None and first - _SLACK <= stated <= last + _SLACK:
            return Settled(edition, first, "year") if first == last else Settled(edition, None)
        return Settled(edition, stated, None, f"edition {edition} of this contest was held in {span}, yet {stated} is told")


def _anchors(cell: str, series: str) -> dict[str, dict[int, tuple[int, int]]]:
    """Return first and last year by place and edition, from a cell such as 全国:34=2019;全国:35=2020-2021."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for anchor in values(cell):
        match = _ANCHOR.fullmatch(anchor)
        if match is None:
            reason = f"{series}: {anchor!r} is no edition; expected one like 全国:34=2019 or 全国:35=2020-2021"
            raise ResourceError("series.tsv", None, reason)
        found.setdefault(match[1], {})[int(match[2])] = int(match[3]), int(match[4] or match[3])
    return found


def _filled(known: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Return the known editions with those between two that lie as many years as editions apart."""
    filled = dict(known)
    numbers = sorted(known)
    for left, right in pairwise(numbers):
        (first, first_end), (second, second_end) = known[left], known[right]
        if first == first_end and second == second_end and second - first == right - left:
            filled.update({number: (first + number - left, first + number - left) for number in range(left, right)})
    return filled
