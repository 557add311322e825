"""Awards: name, grade, kind, rank, level."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.link.choosing import Choice, Chooser
from kexie_nlp.link.corrections import Corrections
from kexie_nlp.link.links import AwardLink
from kexie_nlp.link.names import plain, take_edition, take_year, tidy
from kexie_nlp.link.places import Placed, Places
from kexie_nlp.link.similar import KnownNames
from kexie_nlp.link.wording import AWARDS
from kexie_nlp.numerals import parse_number

_LEAD: Final = re.compile(r"^(?:荣获|获得|获评|被评为|评为|授予|荣膺|获|的)+")
_TITLE: Final = re.compile(r"(?:光荣|荣誉)?称号$|荣誉证书$|证书$|奖牌$")
_GRADE: Final = re.compile(r"(?<=[一-龥]{2})((?:特|[一二三四五壹贰叁12345])等奖?|[金银铜](?:奖|牌)|优秀奖|优胜奖|鼓励奖|提名奖|入围奖)$")
_GRADES: Final = (
    (0, re.compile("特等")),
    (1, re.compile("[一壹1]等|金[奖牌]|冠军|第[一1]名|头奖")),
    (2, re.compile("[二贰2]等|银[奖牌]|亚军|第[二2]名")),
    (3, re.compile("[三叁3]等|铜[奖牌]|季军|第[三3]名")),
    (4, re.compile("[四4]等|殿军|第[四4]名")),
    (5, re.compile("[五5]等|第[五5]名")),
)
_RANKS: Final = {"冠军": 1, "亚军": 2, "季军": 3, "殿军": 4, "榜首": 1, "头名": 1}
_PLACE_WON: Final = re.compile(r"第([一二三四五六七八九十\d]{1,3})名?$")
_NATIONAL: Final = re.compile(r"^全国(?=[一-龥]{3})")
_SHORTEST: Final = 2
_QUOTES: Final = '“”"「」『』'


class Awards:
    """Links awards."""

    def __init__(self, lexicons: Lexicons, places: Places, corrections: Corrections) -> None:
        self._places = places
        rows = lexicons.rows("awards")
        self._rows = {row["name"]: row for row in rows}
        self._known = KnownNames({row["name"]: values(row["aliases"]) for row in rows}, AWARDS)
        self._chooser = Chooser("award", "awards", self._known, corrections)

    def link(self, text: str, region_path: Sequence[str] = ()) -> AwardLink:
        """Return the award that ``text`` names."""
        text = tidy(text)
        _, bare = take_year(_LEAD.sub("", text) or text)
        _, bare = take_edition(bare)
        bare = bare if bare.count("“") > 1 else bare.strip(_QUOTES)
        placed = self._places.take(bare, region_path, shortest=_SHORTEST)
        choice, grade = self._chosen(text, placed)
        base = choice.name if choice.how == "correction" else _NATIONAL.sub("", choice.name)
        name = base + grade
        row = self._rows.get(choice.name + grade) or self._rows.get(choice.name)
        number = int(row["rank"]) if row and row["rank"] and not grade else grade_of(name)
        return AwardLink(
            name,
            "award",
            choice.how,
            choice.why,
            choice.score,
            number,
            row["kind"] if row else "prize" if number is not None else None,
            _rank(name),
            placed.level,
            placed.place,
        )

    def _chosen(self, text: str, placed: Placed) -> tuple[Choice, str]:
        """Return the choice among the known awards, and the grade behind it (科技进步奖 and 一等奖)."""
        forms = [form for step in reversed(placed.steps) for form in dict.fromkeys((step, _TITLE.sub("", step))) if len(form) > 1]
        if corrected := self._chooser.corrected((text, *forms)):
            return corrected, ""
        rest = plain(placed.rest)
        if grade := _GRADE.search(rest):
            base, word = rest[: grade.start()], self._usual(grade[1])
            based = (base,) if base.endswith("奖") or len(base) <= _SHORTEST else (base, base + "奖")
            if choice := self._chooser.listed(based):
                return choice, word
        bare = _TITLE.sub("", placed.rest).strip(_QUOTES) or placed.rest
        choice = self._chooser.listed(forms) or self._chooser.alike([bare])
        if choice is None and grade and (choice := self._chooser.alike(based)):
            return choice, word
        if choice is None and grade:
            return self._chooser.unknown(text, base, "place, year and words around"), word
        return choice or self._chooser.unknown(text, bare, "place, year and words around"), ""

    def _usual(self, grade: str) -> str:
        """Return the usual form of the word of a grade."""
        match = self._known.exact(grade if grade.endswith(("奖", "牌")) else grade + "奖")
        return match.name if match else grade


def grade_of(award: str) -> int | None:
    """Return the rank of a graded prize: 0 for 特等奖, 1 for 一等奖 or 金奖, and so on; None for an honour."""
    if "功" in award or "、" in award:
        return None
    return next((rank for rank, words in _GRADES if words.search(award)), None)


def _rank(award: str) -> int | None:
    """Return the place won."""
    if award in _RANKS:
        return _RANKS[award]
    match = _PLACE_WON.search(award)
    number = parse_number(match[1]) if match else None
    return int(number) if number is not None else None
