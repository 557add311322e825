"""How names are made comparable: writings folded, edition and year read off."""

import re
import unicodedata
from functools import cache
from typing import Final

from kexie_nlp.numerals import parse_number

_SIGNS: Final = frozenset("“”‘’\"'「」『』《》〈〉【】·•・‧∙—–―‐-_ \t\r\n\u3000\u00a0\u200b\ufeff")
_NUMERAL: Final = r"[〇零一二三四五六七八九十百\d]{1,4}"
_EDITION: Final = re.compile(rf"第?({_NUMERAL})[届界]|首届|第({_NUMERAL})次(?=[^\W\d_])")
_SPAN_OF_YEARS: Final = re.compile(r"(?:19|20)\d\d[-—–~至](?:(?:19|20)?\d\d)(?:学?年度?|年)?")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年度?|学年度?)?(?!\d)|([一二][〇零○OoＯ一二三四五六七八九]{3})年度?")
_BLANKS: Final = re.compile(r"(?<![A-Za-z])[\s\u200b\ufeff]+|[\s\u200b\ufeff]+(?![A-Za-z])")
_CHINESE_DIGITS: Final = str.maketrans("〇零○OoＯ一二三四五六七八九", "000000123456789")


class _FoldTable(dict[int, str]):
    """Folds one character: full-width to half-width and traditional to simplified; to be compared, signs go and capitals are small."""

    def __init__(self, *, drop: bool) -> None:
        super().__init__()
        self.drop = drop

    def __missing__(self, code: int) -> str:
        char = chr(code)
        wide = unicodedata.normalize("NFKC", char)
        folded = wide if len(wide) == 1 and (self.drop or wide.isalnum() or wide in "+%") else char
        folded = folded.lower() if self.drop else folded
        folded = "" if self.drop and (char in _SIGNS or folded in _SIGNS) else _simplified().get(folded, folded)
        self[code] = folded
        return folded


_PLAIN: Final = _FoldTable(drop=True)
_TIDY: Final = _FoldTable(drop=False)


@cache
def _simplified() -> dict[str, str]:
    """Return the table from traditional to simplified characters."""
    from kexie_nlp.traditional import SIMPLIFIED, TRADITIONAL

    return dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))


def plain(name: str) -> str:
    """Return a name without quotation marks, blanks, dots and dashes, in simplified half-width characters and small letters."""
    return name.translate(_PLAIN)


def tidy(name: str) -> str:
    """Return a name in simplified characters, letters and digits half-width, without white space but between two Latin words."""
    return _BLANKS.sub("", name.translate(_TIDY)).strip()


def take_edition(name: str) -> tuple[int | None, str]:
    """Return the number of the edition that a name tells (第34届, 首届), and the name without it."""
    match = _EDITION.search(name)
    if match is None:
        return None, name
    number = parse_number(match[1] or match[2]) if match[1] or match[2] else 1
    if number is None:
        return None, name
    return int(number), name[: match.start()] + name[match.end() :]


def take_year(name: str) -> tuple[int | None, str]:
    """Return the year that a name tells, None for a span of years, and the name without it."""
    if span := _SPAN_OF_YEARS.search(name):
        return None, name[: span.start()] + name[span.end() :]
    match = _YEAR.search(name)
    if match is None:
        return None, name
    return int(match[1] or match[2].translate(_CHINESE_DIGITS)), name[: match.start()] + name[match.end() :]
