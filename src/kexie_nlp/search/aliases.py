"""Other names of what a query asks for, from the lexicons: who looks for 青创赛 finds 青少年科技创新大赛, too."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.lexicons import Lexicons, Row, values
from kexie_nlp.search.folding import needle

_LEXICONS: Final = {
    "competition": ("contests",),
    "award": ("awards",),
    "activity": ("activities",),
    "project": ("programs",),
    "document": ("documents",),
    "org": ("organisations", "media"),
    "indicator": ("indicators",),
    "region": ("regions",),
    "": ("contests", "awards", "activities", "programs", "documents", "organisations", "media"),
}
_MOST_NAMES: Final = 6
_SHORTEST: Final = 2
_INDEXED_FROM: Final = 30
_SHORT_ASSOCIATION: Final = re.compile(r"科协$")
_ASSOCIATION: Final = "科学技术协会"


class Aliases:
    """Looks names up in the lexicons; a file is read when the first query needs it, and taken apart only if it has the name.

    Who asks again and again, as a server does, is answered from an index of all aliases, which takes longer to make than many a search.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._texts: dict[str, str] = {}
        self._asked = 0
        self._indexes: dict[str, dict[str, list[str]]] = {}
        self.others = lru_cache(maxsize=1024)(self._others)

    def _others(self, text: str, field: str = "") -> tuple[str, ...]:
        """Return the full names that ``text`` is another name of; ``field`` is a field of the query language, or "" for words.

        A name that holds ``text`` is left out, as it is found anyway, and so is one that ``text`` holds, as it would find more
        than was asked for: 省级一等奖 is not to find every 一等奖.
        """
        wanted = needle(text).plain
        if len(wanted) < _SHORTEST:
            return ()
        if field == "association":
            return (_SHORT_ASSOCIATION.sub(_ASSOCIATION, text),) if _SHORT_ASSOCIATION.search(text) else ()
        self._asked += 1
        names = {row_name for name in _LEXICONS.get(field, ()) for row_name in self._full_names(name, wanted)}
        return tuple(sorted(name for name in names if (folded := needle(name).plain) not in wanted and wanted not in folded))[:_MOST_NAMES]

    def _full_names(self, lexicon: str, wanted: str) -> list[str]:
        """Return the full names of the rows in which ``wanted`` is an alias."""
        if self._asked > _INDEXED_FROM:
            return self._index(lexicon).get(wanted, [])
        text = self._text(lexicon)
        if wanted not in text or not re.search(rf"[\t;]{re.escape(wanted)}[\t;\n]", text):
            return []
        return [_name(row) for row in self._lexicons.rows(lexicon) if wanted in _aliases(row)]

    def _index(self, lexicon: str) -> dict[str, list[str]]:
        """Return the full names by their aliases."""
        if lexicon not in self._indexes:
            index = self._indexes[lexicon] = {}
            for row in self._lexicons.rows(lexicon):
                for alias in _aliases(row):
                    index.setdefault(alias, []).append(_name(row))
        return self._indexes[lexicon]

    def _text(self, lexicon: str) -> str:
        """Return the text of a lexicon over all folders, in small letters."""
        if lexicon not in self._texts:
            paths = [place / f"{lexicon}.tsv" for place in self._lexicons.folders]
            self._texts[lexicon] = "\n".join(path.read_text(encoding="utf-8", errors="replace").lower() for path in paths if path.is_file())
        return self._texts[lexicon]


def _aliases(row: Row) -> set[str]:
    """Return the aliases of a row, folded."""
    return {needle(alias).plain for alias in values(row.get("aliases", ""))}


def _name(row: Row) -> str:
    """Return the full name of a row."""
    return row.get("name") or next(iter(row.values()))
