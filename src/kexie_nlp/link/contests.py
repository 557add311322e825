"""Contests: series, edition, year, level, place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.link.choosing import Choice, Chooser
from kexie_nlp.link.corrections import Corrections
from kexie_nlp.link.editions import Editions
from kexie_nlp.link.links import ContestLink
from kexie_nlp.link.names import plain, take_edition, take_year, tidy
from kexie_nlp.link.places import Placed, Places
from kexie_nlp.link.similar import KnownNames
from kexie_nlp.link.wording import CONTESTS

_CUP: Final = re.compile(r"^([“\"「『][^”\"」』]{1,14}[”\"」』](?:杯)?|[一-龥]{2,6}?杯)(?=[一-龥第\d])")
_GROUP: Final = re.compile(
    r"(?:小学|初中|高中|中学|中小学|大学|学生|教师|青少年|科技辅导员)组$|[（(](?:[^）)]*(?:组|类|赛项|项目|线上|网络)|初中|高中|小学|中学)[）)]$"
)
_LEAD: Final = re.compile(r"^(?:荣获|获得|喜获|获|参加|参与|举办|承办|组织|在)+(?=[一-龥“第\d]{5})")
_SECOND: Final = re.compile(r"(?<=.{6})暨(?=[^暨]{0,8}(?:第.{1,4}届|20\d\d)).*$")
_ZONE: Final = re.compile(r"[（(]?([一-龥]{2,8}?)(?:赛区|片区|分赛区|分区|分赛)(选拔赛|决赛|总决赛|比赛|竞赛)?[）)]?$")
_STAGE: Final = re.compile(r"[（(]?(?:现场|线下|线上|全国|[省市县区])?(初赛|预赛|复赛|初评|选拔赛|分站赛|半决赛|海选)[）)]?$")
_LEVEL_STAGE: Final = re.compile(r"[（(]?([国省市县区])(?:赛|级赛|级选拔赛)[）)]?$")
_FINAL: Final = re.compile(r"[（(]?(?:全国)?(?:现场)?(?:总决赛|决赛|终评|总评)(?:活动)?[）)]?$")
_TRAILING: Final = re.compile(r"(?:评选表彰|评选|展示|竞赛|比赛)?活动$")
_BRAND: Final = re.compile(r"[a-z+]|杯|^.{2,3}$")
_NATIONAL: Final = re.compile("全国|中国")
_SHORTEST: Final = 3
_QUOTES: Final = '“”"「」『』'


@dataclass(slots=True)
class _Parts:
    """What the name of a contest was taken apart into; ``name`` is what is left."""

    name: str
    edition: int | None = None
    year: int | None = None
    level: str | None = None
    place: str | None = None
    stage: str | None = None


def _without_quotes(name: str) -> str:
    """Return a name without the quotation marks around all of it."""
    return name[1:-1] if len(name) > _SHORTEST and name[0] in _QUOTES and name[-1] in _QUOTES else name


class Contests:
    """Links contests."""

    def __init__(self, lexicons: Lexicons, places: Places, corrections: Corrections) -> None:
        self._places = places
        rows = lexicons.rows("contests")
        known = KnownNames({row["name"]: values(row["aliases"]) for row in rows}, CONTESTS)
        self._chooser = Chooser("contest", "contests", known, corrections)
        self._world = {row["name"] for row in rows if row["level"] == "国际"}
        self._editions = Editions(lexicons)

    def link(self, text: str, year: int | None, region_path: Sequence[str] = ()) -> ContestLink:
        """Return the contest that ``text`` names, held in ``year`` if its name tells none."""
        text = tidy(text)
        parts, placed, cup = self._taken_apart(text, region_path)
        choice = self._chosen(text, parts.name, placed, cup)
        series = self._editions.series(choice.name)
        level = parts.level or (self._own_level(choice, parts.name) if parts.place is None else None)
        settled = self._editions.settle(series, level, parts.place, parts.edition, parts.year, year)
        return ContestLink(
            series,
            "contest",
            choice.how,
            choice.why,
            choice.score,
            settled.edition,
            settled.year,
            level,
            parts.place,
            parts.stage,
            settled.inferred,
            settled.contradiction,
        )

    def _own_level(self, choice: Choice, name: str) -> str | None:
        """Return the level that a brand (NOIP, “大挑”, 蓝桥杯) tells without a word; what is held at every level tells none."""
        if choice.name in self._world:
            return "国际"
        return "国家" if choice.how == "lexicon" and _BRAND.search(plain(name)) and _NATIONAL.search(choice.name) else None

    def _chosen(self, text: str, name: str, placed: Placed, cup: str) -> Choice:
        """Return the choice among the known contests, with and without the cup and the places in front."""
        bare = [cup + placed.rest, placed.rest] if "杯" in cup else [cup + placed.rest]
        forms = [name, *(cup + step for step in placed.steps), *(placed.steps if len(bare) > 1 or not cup else ())]
        forms += [cup + country + placed.rest for country in ("中国", "全国")]
        forms = [form for form in dict.fromkeys(variant for form in forms for variant in (form, _TRAILING.sub("", form))) if len(form) > 1]
        return (
            self._chooser.corrected((text, *forms))
            or self._chooser.listed(forms)
            or self._chooser.alike(bare)
            or self._chooser.unknown(text, _without_quotes(bare[-1]), "edition, year and place")
        )

    def _taken_apart(self, text: str, region_path: Sequence[str]) -> tuple[_Parts, Placed, str]:
        """Return the parts of a name, what stands behind its place, and the cup in front of it."""
        parts = _Parts(_SECOND.sub("", _LEAD.sub("", text)))
        parts.year, parts.name = take_year(parts.name)
        parts.edition, parts.name = take_edition(parts.name)
        parts.name = _GROUP.sub("", parts.name).strip("·•—-") or text
        self._take_stage(parts, region_path)
        before = self._places.take(parts.name, region_path, shortest=_SHORTEST)
        cup_match = _CUP.match(before.rest)
        cup = cup_match[1] if cup_match else ""
        placed = self._places.take(before.rest[len(cup) :], region_path, shortest=_SHORTEST) if cup else before
        told = placed if placed.level is not None else before
        parts.level = parts.level or told.level
        parts.place = parts.place or told.place
        return parts, placed, cup

    def _take_stage(self, parts: _Parts, region_path: Sequence[str]) -> None:
        """Take stage, zone and finals off the end of a name."""
        if zone := _ZONE.search(parts.name):
            for start in range(zone.start(1), zone.end(1) - 1):
                placed = self._places.take(parts.name[start : zone.end(1)] + "赛区", region_path)
                if placed.level is not None and placed.rest == "赛区" and start >= _SHORTEST:
                    parts.level, parts.place, parts.name = placed.level, placed.place, parts.name[:start].rstrip("（(")
                    break
        if (stage := _STAGE.search(parts.name)) and stage.start() >= _SHORTEST:
            parts.stage, parts.name = stage[1], parts.name[: stage.start()]
        elif (stage := _LEVEL_STAGE.search(parts.name)) and stage.start() >= _SHORTEST:
            parts.name = parts.name[: stage.start()]
            parts.level, parts.place = ("国家", None) if stage[1] == "国" else self._places.own(stage[1], region_path)
        elif (final := _FINAL.search(parts.name)) and final.start() >= _SHORTEST:
            parts.name = parts.name[: final.start()]
