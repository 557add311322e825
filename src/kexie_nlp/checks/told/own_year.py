"""Whether a report tells which year it reports on, or whether that was only guessed from the years it speaks of."""

import re
from collections import Counter
from pathlib import PurePath
from typing import Final

from kexie_nlp.document import Report

_CHINESE: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年|(二[〇零○][一二三四五六七八九〇零○]{2})\s*年")
_FULL_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年度")
_OPENING: Final = re.compile(r"(?m)^[^\n，。；：（(]{0,12}?(?<!\d)(20\d\d)年(?:[，,：:]|1?\d月)")
_ANOTHER: Final = re.compile(r"(?:比|较|与|同|是|由|从|自|于|在|至|到|明年|计划|打算|结转)[（(]?$")
_MASTHEAD: Final = re.compile(r"(20\d\d)\s*年\s*(?:(?:1[0-2]|[3-9])\s*月\s*[1-3]?\d\s*日|第\s*[^，。\n]{1,4}期)")
_HEAD: Final = 600
_MASTHEAD_LENGTH: Final = 120
_TWO: Final = 2


def told_year(report: Report, text: str) -> int | None:
    """Return the year that a report says it reports on, by its title, its file's name or its first words; None if that is only guessed."""
    year = report.year
    if year is None:
        return None
    named = f"{report.title} {PurePath(report.path).stem}"
    if str(year) in named or any(_number(match) == year for match in _YEAR.finditer(named)):
        return year
    full = Counter(map(int, _FULL_YEAR.findall(text)))
    if set(full) == {year} and full[year] >= _TWO:
        return year
    if (dated := _MASTHEAD.search(text, 0, _MASTHEAD_LENGTH)) and int(dated[1]) == year:
        return year
    opened = [int(match[1]) for match in _OPENING.finditer(text[:_HEAD]) if not _ANOTHER.search(text[: match.start(1)][-4:])]
    return year if opened and set(opened) == {year} else None


def _number(match: re.Match[str]) -> int:
    """Return the year that ``_YEAR`` matched."""
    return int(match[1] or match[2].translate(_CHINESE))
