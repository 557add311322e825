"""Programmes, plans and actions."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.link.choosing import Chooser
from kexie_nlp.link.corrections import Corrections
from kexie_nlp.link.links import ProgramLink
from kexie_nlp.link.names import take_year, tidy
from kexie_nlp.link.places import Places
from kexie_nlp.link.similar import KnownNames
from kexie_nlp.link.wording import PROGRAMS

_LEAD: Final = re.compile(r"^(?:实施|开展|推进|落实|组织|申报|承担|启动|的)+(?=[一-龥“]{4})")
_QUOTED: Final = re.compile(r"[“「『\"][^“”「」『』\"]+[”」』\"]")
_SHORTEST: Final = 3


class Programs:
    """Links programmes."""

    def __init__(self, lexicons: Lexicons, places: Places, corrections: Corrections) -> None:
        self._places = places
        rows = lexicons.rows("programs")
        self._kinds = {row["name"]: row["kind"] for row in rows}
        known = KnownNames({row["name"]: values(row["aliases"]) for row in rows}, PROGRAMS)
        self._chooser = Chooser("program", "programs", known, corrections)

    def link(self, text: str, region_path: Sequence[str] = ()) -> ProgramLink:
        """Return the programme that ``text`` names."""
        text = tidy(text)
        year, bare = take_year(_LEAD.sub("", text))
        placed = self._places.take(bare, region_path, shortest=_SHORTEST)
        forms = (text, *placed.steps)
        rest = placed.rest[1:-1] if _QUOTED.fullmatch(placed.rest) else placed.rest
        choice = (
            self._chooser.corrected(forms)
            or self._chooser.listed(forms)
            or self._chooser.alike([rest])
            or self._chooser.unknown(text, rest, "place, year and words around")
        )
        kind = self._kinds.get(choice.name)
        return ProgramLink(choice.name, "program", choice.how, choice.why, choice.score, kind, year, placed.level, placed.place)
