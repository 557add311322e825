"""Associations: 市科协 within a report → its official name."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.document import Region
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.corrections import Corrections
from kexie_nlp.link.links import AssociationLink, How
from kexie_nlp.link.names import tidy
from kexie_nlp.link.places import Places, stem, unlisted_region
from kexie_nlp.link.successors import Successors

FULL: Final = "科学技术协会"
_FORM: Final = re.compile(r"(.*?)(?:科学技术协会|(?<!老)科协)(?:机关|本级|（本级）|\(本级\))?$")
_SELF: Final = frozenset(["我会", "本会", "我协会", "科协", "科协机关", "本单位", "科学技术协会", "我科协", "本科协"])
_BODY: Final = re.compile(r"[我本]?(省|自治区|市|自治州|州|盟|县|区|旗)([^省市县区州盟旗].+)")
_IN_FULL: Final = {"农技协": "农村专业技术协会", "老科协": "老科学技术工作者协会"}
_LEVEL_WORD: Final = re.compile(r"[我本原]?(省|自治区|市|自治州|州|盟|地区|县|区|旗)$")
_SEVERAL: Final = re.compile(
    r"(?:全[省市州盟县区旗]|各?[省市州盟县区旗][级、，（(]*){2,}[）)]?|各级|全[省市州盟县区旗](?:各级)?|各[省市州盟县区旗]"
)


class Associations:
    """Links associations of science and technology."""

    def __init__(self, lexicons: Lexicons, places: Places, corrections: Corrections) -> None:
        self._places = places
        self._corrections = corrections
        stems = {row["stem"] for row in lexicons.rows("bodies") if row["kind"] in ("association", "people")}
        self._bodies = {stem for stem in stems if not stem.startswith("科协")} | set(_IN_FULL)
        self._successors = Successors(lexicons, places.gazetteer)

    def link(self, text: str, report_association: str | None, region_path: Sequence[str] = ()) -> AssociationLink:
        """Return the association that ``text`` names in a report.

        Args:
            text: as written.
            report_association: full name of the association whose report it is.
            region_path: the region of that report, from the province down.
        """
        written = tidy(text)
        if correction := self._corrections.find("association", written):
            path = self._path_in(correction.name, region_path)
            return AssociationLink(correction.name, "association", "correction", correction.why, 1.0, path)
        if written in _SELF and report_association:
            return self._of_report(written, report_association, region_path)
        match = _FORM.fullmatch(written)
        if match is None:
            return self._of_body(written, region_path)
        lead = match[1]
        if _SEVERAL.fullmatch(lead):
            return AssociationLink(written, "association", "as written", "it names several associations", 0.0)
        if (level := _LEVEL_WORD.fullmatch(lead)) is not None:
            return self._of_level(written, level[1], report_association, region_path)
        if lead in ("中国", "全国", "中华"):
            return AssociationLink(f"中国{FULL}", "association", "rule", "it is the national association", 1.0, ("中国",))
        return self._named(written, lead, region_path)

    def _of_report(self, written: str, report_association: str, region_path: Sequence[str]) -> AssociationLink:
        """Return the association whose report it is."""
        region = self._region(report_association.removesuffix(FULL), region_path)
        why = f"{written} is the association whose report it is"
        return (
            self._made(region, how="rule", why=why)
            if region
            else AssociationLink(report_association, "association", "rule", why, 1.0, tuple(region_path))
        )

    def _of_level(self, written: str, word: str, report_association: str | None, region_path: Sequence[str]) -> AssociationLink:
        """Return the association at a level of the report's region."""
        _, place = self._places.own(word, region_path)
        if place is None:
            why = f"which one {written} is cannot be told from a report on {''.join(region_path) or 'no known region'}"
            return AssociationLink(written.replace("科协", FULL), "association", "as written", why, 0.0)
        region = self._region(place, region_path)
        why = f"{written} in a report of {report_association or ''.join(region_path)} is that of {place}"
        return self._made(region or Region(place, "县", "", tuple(region_path)), how="rule", why=why)

    def _of_body(self, written: str, region_path: Sequence[str]) -> AssociationLink:
        """Return a society or another association that exists in many places (市农学会) with the name of its region in front."""
        match = _BODY.fullmatch(written)
        place = self._places.own(match[1], region_path)[1] if match and match[2] in self._bodies else None
        if match is None or place is None:
            return AssociationLink(written, "association", "as written", "it is no association of a region", 0.0)
        region = tuple(region_path[: list(region_path).index(place) + 1])
        why = f"{written} in a report on {''.join(region_path)} is that of {place}"
        return AssociationLink(place + _IN_FULL.get(match[2], match[2]), "association", "rule", why, 1.0, region)

    def _named(self, written: str, lead: str, region_path: Sequence[str]) -> AssociationLink:
        """Return the association of a region that stands in front of the word, or one that is not a region's."""
        region = self._region(lead, region_path)
        if region is None:
            name = lead + FULL
            if name == written:
                return AssociationLink(name, "association", "as written", f"{lead} is no region", 0.0)
            return AssociationLink(name, "association", "rule", f"{lead} is no region; 科协 is written in full", 1.0)
        return self._made(region, how="rule", why=f"{lead} is {''.join(region.path)}, and 科协 is short for {FULL}")

    def _region(self, lead: str, region_path: Sequence[str]) -> Region | None:
        """Return the region that ``lead`` is, parents in front: one of the report's own, a listed one, or one by its ending."""
        region: Region | None = None
        rest = lead
        while rest:
            found = self._first_region(rest, lead, region_path)
            if found is None:
                return None
            length, region = found
            rest = rest[length:]
        return region

    def _first_region(self, rest: str, lead: str, region_path: Sequence[str]) -> tuple[int, Region] | None:
        """Return the length of the region's name at the beginning of ``rest``, and the region."""
        context = "".join(region_path) + lead
        for depth, part in enumerate(region_path, 1):
            for form in (part, stem(part)):
                if rest == form or (rest.startswith(form) and form == part):
                    path = tuple(region_path[:depth])
                    listed = self._places.gazetteer.lookup(part, context)
                    return len(form), listed if listed is not None and listed.path == path else Region(part, "县", "", path)
        listed_name = self._places.gazetteer.starting_at(rest)
        region = self._places.gazetteer.lookup(listed_name, context) if listed_name else None
        if region is not None and listed_name:
            return len(listed_name), region
        unlisted = unlisted_region(rest)
        region = self._places.gazetteer.resolve(unlisted, context) if unlisted else None
        return (len(unlisted), region) if unlisted and region else None

    def _made(self, region: Region, *, how: How, why: str) -> AssociationLink:
        """Return the association of a region as it is today, its parent in front if other regions have the same name."""
        today, note = self._successors.today(region)
        name = self._places.gazetteer.distinct_name(today)
        return AssociationLink(
            name + FULL, "association", how, why + note, 1.0, today.path, region.name if today.path != region.path else None
        )

    def _path_in(self, name: str, region_path: Sequence[str]) -> tuple[str, ...]:
        """Return the region of an association by its full name."""
        region = self._region(name.removesuffix(FULL), region_path)
        return region.path if region else ()
