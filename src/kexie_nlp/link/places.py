"""Which place and level stand at the beginning of a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.link.gazetteer import Gazetteer, level_of

_COUNTRY: Final = re.compile(r"全国性?|中华人民共和国|中国|国家级?")
_WORLD: Final = re.compile(r"国际|世界|亚洲|全球|亚太")
_OWN: Final = re.compile(
    r"[全我本](省|自治区|市|州|盟|地区|县|区|旗)(?:本级|级|内|直)?"
    r"|(省|自治区|市|州|盟|地区|县|区|旗)(?:本级|级|(?![长场民政域块队委府属容花外间际直立]|科技[局厅馆委]))"
)
_UNLISTED: Final = re.compile(r"[一-龥]{2,5}?(?:省|自治区|自治州|自治县|自治旗|市|县|区|旗|盟|州)")
_NO_REGION: Final = re.compile(
    r"[社校园景赛片战牧禁特专新老地辖片城]区|开发区|示范区|[试实]验区|高新区|经开区|[城都超股门夜]市|(?:示范|试点|强|先进|贫困)县|[五神九]州"
    r"|[红国党军战锦彩]旗|联盟|大学|学生|青少|科技|科普|科学|创新|全国|中国|优秀|先进|^自治|[全我本各]"
)
_CORPS: Final = "新疆生产建设兵团"
_DEPTH_OF_COUNTY: Final = 2
_WHOLE_OF: Final = {"市": "市", "区": "自治区"}
_MOST_STEPS: Final = 6
_BODY: Final = re.compile(r"(?:科协|科学技术协会)(?!系统)|(?:人民)?政府")
_LEVEL_OF_WORD: Final = {
    **dict.fromkeys(("省", "自治区"), "省"),
    **dict.fromkeys(("市", "自治州", "州", "地区", "盟"), "市"),
    **dict.fromkeys("县区旗", "县"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A name parted from the place in front of it.

    Attributes:
        rest: the name without the place.
        level: 国际, 国家, 省, 市 or 县, or None if it tells none.
        place: full name of the region; None if it names none.
        steps: the name after each word that was taken off, the whole name first, without a body in front (省科协) last.
    """

    rest: str
    level: str | None
    place: str | None
    steps: tuple[str, ...]


class Places:
    """Takes places off names, with the regions of the lexicon and, by their endings, others."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.gazetteer = Gazetteer(lexicons)
        self._ambiguous = {
            name for row in lexicons.rows("regions") for name in values(row["ambiguous"]) if level_of(name) is None or len(name) <= 2
        }

    def take(self, name: str, region_path: Sequence[str] = (), *, shortest: int = 2) -> Placed:
        """Return the name without the places and levels at its beginning; the place of a body (四川省科协) is told and stays.

        Args:
            name: the name.
            region_path: the region of the report, which says what 全市 means.
            shortest: how many characters must stay.
        """
        level: str | None = None
        place: str | None = None
        steps = [name]
        rest = name
        while len(steps) <= _MOST_STEPS and (found := self._first(rest, region_path, place)):
            length, found_level, found_place = found
            if len(rest) - length < shortest:
                break
            if body := _BODY.match(rest, length):
                level, place = found_level, found_place
                steps.extend([rest[body.end() :]] if len(rest) - body.end() >= shortest else [])
                break
            level, place, rest = found_level, found_place, rest[length:].lstrip("·•—-的")
            steps.append(rest)
        if level is None and (world := _WORLD.match(rest)) and len(rest) - world.end() >= shortest:
            level = "国际"
        return Placed(rest, level, place, tuple(steps))

    def _first(self, name: str, region_path: Sequence[str], before: str | None) -> tuple[int, str, str | None] | None:
        """Return length, level and full name of the place at the beginning of a name."""
        if name.startswith(_CORPS):
            return len(_CORPS), "省", _CORPS
        listed = self.listed(name)
        if listed is not None:
            region = self.gazetteer.lookup(listed, "".join((*region_path, before or "")))
            if region is not None:
                return len(listed), region.level, own_region(region.name, region_path) or region.name
        if country := _COUNTRY.match(name):
            return country.end(), "国家", None
        if (own := _OWN.match(name)) and not name.startswith(("区域", "县域", "市域")):
            level, place = self.own(own[1] or own[2], region_path)
            return own.end(), level, place
        unlisted = unlisted_region(name)
        if unlisted is not None:
            return len(unlisted), level_of(unlisted) or "市", unlisted
        short = next((part for part in region_path if len(part) > 2 and name.startswith(stem(part)) and len(stem(part)) > 1), None)
        return (len(stem(short)), level_of(short) or "市", short) if short else None

    def listed(self, name: str) -> str | None:
        """Return the longest name or short form of a listed region at the beginning of ``name``."""
        found = self.gazetteer.starting_at(name)
        return None if found in self._ambiguous else found

    def own(self, word: str, region_path: Sequence[str]) -> tuple[str, str | None]:
        """Return level and full name of what 全市, 我县, 市级 means in a report of a region; the name is None if it cannot be told.

        In a municipality 全市 is the municipality, in an autonomous region 全区 may be the whole of it.
        """
        level = _LEVEL_OF_WORD[word]
        for depth, part in enumerate(region_path):
            if self._level_at(depth, part, region_path) == level and part.endswith(word):
                return level, part
        first = region_path[0] if region_path else ""
        if first.endswith(_WHOLE_OF.get(word, "?")) and level_of(first) is not None:
            return "省", first
        return level, None

    def _level_at(self, depth: int, region: str, region_path: Sequence[str]) -> str | None:
        """Return the level of a part of a path, by the lexicon, else by its ending; 市 below a prefecture is a county."""
        found = self.gazetteer.lookup(region, "".join(region_path))
        told = found.level if found else level_of(region)
        return "县" if told == "市" and depth == _DEPTH_OF_COUNTY else told


def unlisted_region(name: str) -> str | None:
    """Return what stands at the beginning of ``name`` and ends as the name of a region does."""
    match = _UNLISTED.match(name)
    return match[0] if match and not _NO_REGION.search(match[0]) else None


def own_region(name: str, region_path: Sequence[str]) -> str | None:
    """Return the part of a path that is ``name``, in full or in short."""
    return next((part for part in region_path if part == name or stem(part) == name), None)


def stem(region: str) -> str:
    """Return a region's name without the ending that tells its level."""
    return re.sub(r"(?:[一-龥]{1,3}族)*(?:自治[区州县旗]|省|市|县|区|旗|盟|州)$", "", region) if len(region) > 2 else region
