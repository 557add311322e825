"""The regions of GB/T 2260: names and short forms → region with level, code and path."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.document import Region, RegionLevel
from kexie_nlp.lexicons import Lexicons, values

COUNTRY: Final = Region("中国", "国家", "", ("中国",))
# endings by which the level of a region is known even if no list has it; 市 may be a county, yet most are prefectures
_LEVEL_OF_ENDING: Final[tuple[tuple[str, RegionLevel], ...]] = (
    ("特别行政区", "省"),
    ("自治区", "省"),
    ("省", "省"),
    ("自治州", "市"),
    ("地区", "市"),
    ("盟", "市"),
    ("州", "市"),
    ("市", "市"),
    ("自治县", "县"),
    ("自治旗", "县"),
    ("林区", "县"),
    ("县", "县"),
    ("旗", "县"),
    ("区", "县"),
)


class Gazetteer:
    """Looks up regions by name, short form or code."""

    def __init__(self, lexicons: Lexicons) -> None:
        # a code's names, the official one first; a name's codes, regions in force first
        self._names: dict[str, tuple[str, ...]] = {}
        self._codes: dict[str, list[str]] = {}
        for row in sorted(lexicons.rows("regions"), key=lambda row: bool(row["until"])):
            names = tuple(dict.fromkeys((row["name"], *values(row["aliases"]))))
            self._names[row["code"]] = names
            for name in names:
                self._codes.setdefault(name, []).append(row["code"])
        self._longest = max(map(len, self._codes), default=0)

    def __contains__(self, name: str) -> bool:
        """Whether a region has this name or short form."""
        return name in self._codes

    def by_code(self, code: str) -> Region:
        """Return the region with a six-digit code.

        Raises:
            KeyError: if no region has it.
        """
        path = (*(self._names[parent][0] for parent in self._parent_codes(code)), self._names[code][0])
        return Region(path[-1], _level(code), code, path)

    def lookup(self, name: str, context: str = "") -> Region | None:
        """Return the region called ``name``; of several, the one whose parents stand in ``context``, else the first in force."""
        codes = self._codes.get(name)
        if not codes:
            return None
        return self.by_code(codes[0] if len(codes) == 1 else max(codes, key=lambda code: self._mentions_of_parents(code, context)))

    def _parent_codes(self, code: str) -> list[str]:
        """Return the codes of the province and prefecture above a region."""
        return [parent for parent in (code[:2] + "0000", code[:4] + "00") if parent != code and parent in self._names]

    def _mentions_of_parents(self, code: str, context: str) -> int:
        """Return how often the parents of a region are named in ``context``, in full or in short."""
        return sum(max(map(context.count, self._names[parent])) for parent in self._parent_codes(code))

    def ending_at(self, text: str, end: int) -> str | None:
        """Return the longest region name or short form that ends at ``end`` in ``text``."""
        for start in range(max(0, end - self._longest), end - 1):
            if text[start:end] in self._codes:
                return text[start:end]
        return None

    def starting_at(self, text: str) -> str | None:
        """Return the longest region name or short form that stands at the beginning of ``text``."""
        for end in range(min(len(text), self._longest), 1, -1):
            if text[:end] in self._codes:
                return text[:end]
        return None

    def distinct_name(self, region: Region) -> str:
        """Return the name of a region, its parent in front if other regions in force have the same name (北京市朝阳区)."""
        others = {code for code in self._codes.get(region.name, ()) if self._names[code][0] == region.name}
        return region.name if len(others) < 2 or len(region.path) < 2 else region.path[-2] + region.name

    def resolve(self, name: str, context: str = "") -> Region | None:
        """Return the region called ``name``: as ``lookup`` does, else one without a code if its ending tells its level."""
        region = self.lookup(name, context)
        level = level_of(name)
        if region is not None or level is None:
            return region
        return Region(name, level, "", (*self._parents(name, level, context), name))

    def _parents(self, name: str, level: RegionLevel, context: str) -> Sequence[str]:
        """Return what stands as province and prefecture in front of an unlisted region, such as 云泽省临江市 before 清溪县."""
        match = re.search(rf"([一-龥]{{2,7}}?(?:省|自治区))?([一-龥]{{2,7}}?(?:市|州|盟))?{re.escape(name)}", context)
        if match is None or level == "省":
            return ()
        prefecture = match[2] if level == "县" else None
        nearest = self.lookup(prefecture or match[1] or "", context)
        if nearest is not None:
            return nearest.path
        return [parent for parent in (match[1], prefecture) if parent]


def level_of(name: str) -> RegionLevel | None:
    """Return the level that the ending of a region's name tells."""
    return next((level for ending, level in _LEVEL_OF_ENDING if name.endswith(ending) and len(name) > len(ending)), None)


def _level(code: str) -> RegionLevel:
    """Return the level that a code tells."""
    if code.endswith("0000"):
        return "省"
    return "市" if code.endswith("00") else "县"
