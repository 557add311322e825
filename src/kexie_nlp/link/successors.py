"""Regions that were renamed, raised or merged, and what they are today."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.document import Region
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.gazetteer import Gazetteer

_LEVEL: Final = re.compile(r"(?:省|特别行政区|自治区|地区|特区|市|县|区|盟|旗)$")

_MUNICIPALITIES: Final = frozenset(["11", "12", "31", "50"])


class Successors:
    """Follows abolished regions to those in force."""

    def __init__(self, lexicons: Lexicons, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        rows = lexicons.rows("regions")
        self._until = {row["code"]: row["until"] for row in rows if row["until"]}
        self._told = {row["code"]: row["successor"] for row in lexicons.rows("successors")}
        self._by_stem: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            if not row["until"]:
                self._by_stem.setdefault((row["code"][:2], _LEVEL.sub("", row["name"])), []).append(row["code"])

    def today(self, region: Region) -> tuple[Region, str]:
        """Return the region in force that a region is today, and what became of it as the end of a sentence, "" if nothing did."""
        if region.code not in self._until:
            return region, ""
        code = self._told.get(region.code) or next(self._renamed(region), None)
        if code is None:
            return region, f"; abolished after {self._until[region.code]}"
        successor = self._gazetteer.by_code(code)
        return successor, f"; {region.name} is {''.join(successor.path)} since {int(self._until[region.code]) + 1}"

    def _renamed(self, region: Region) -> Iterator[str]:
        """Yield the codes of regions in force in the same place with the same name but for its level."""
        is_prefecture = region.code.endswith("00")
        place = region.code[:2] if region.code[:2] in _MUNICIPALITIES else region.code[:4]
        for code in self._by_stem.get((region.code[:2], _LEVEL.sub("", region.name)), ()):
            if code.endswith("00") == is_prefecture and (is_prefecture or code.startswith(place)):
                yield code
