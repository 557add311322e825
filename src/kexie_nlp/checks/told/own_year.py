"""Whether a report tells which year it reports on, or whether that was only guessed from the years it speaks of."""

import re
from collections import Counter
from pathlib import PurePath
from typing import Final

from kexie_nlp.document import Report
from kexie_nlp.numerals import parse_number

_WRITTEN_YEAR: Final = re.compile(r"二[〇零○][一二三四五六七八九〇零○]{2}(?=\s*年)")
_FULL_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年度")
_OPENING: Final = re.compile(r"(?m)^[^\n，。；：（(]{0,12}?(?<!\d)(20\d\d)年(?:[，,：:]|1?\d月)")
_ANOTHER: Final = re.compile(r"(?:比|较|与|同|是|由|从|自|于|在|至|到|明年|计划|打算|结转)[（(]?$")
_MASTHEAD: Final = re.compile(
    r"(20\d\d)(?:\s*年\s*(?:(?:1[0-2]|[3-9])\s*月(?:\s*[1-3]?\d\s*日|\s*\n)|第\s*[^，。\n]{1,4}期)|\.(?:1[0-2]|0?[3-9])\s*\n)"
)
# a title that was joined with what stands below it; a section
_TITLED: Final = re.compile(
    r"\s*[^\n，。；]{0,40}?(?<!\d)(?P<year>(?:19|20)\d\d)年度?[^\n，。；]{0,20}?(?:报告|总结|小结|决算|自评|绩效|回顾)"
)
_PLANNED: Final = re.compile(r"\s*[^\n，。；]{0,40}?(?<!\d)(?P<year>(?:19|20)\d\d)年度?工作(?:打算|思路|计划|安排|要点)")
_REVIEWED: Final = re.compile(r"(?m)^[^\n，。；：]{0,6}?(?<!\d)(?P<year>(?:19|20)\d\d)年度?(?:主要|重点)?工作(?:回顾|总结|情况|完成)")
_HEAD: Final = 600
_MASTHEAD_LENGTH: Final = 120
_TWO: Final = 2


def told_year(report: Report, text: str) -> int | None:
    """Return the year that a report says it reports on, by its title, its file's name or its first words; None if that is only guessed."""
    year = report.year
    if year is None:
        return None
    named = f"{report.title} {PurePath(report.path).stem}"
    if str(year) in named or any(parse_number(match[0]) == year for match in _WRITTEN_YEAR.finditer(named)):
        return year
    titles = [match for match in (_TITLED.match(text), *_REVIEWED.finditer(text[:_HEAD])) if match is not None]
    planned = _PLANNED.match(text)
    told = {int(match["year"]) for match in titles}
    if year in told or (planned is not None and int(planned["year"]) == year + 1):
        return year
    if len(told) == 1 and abs(min(told) - year) == 1:
        return min(told)  # that of the plan was spoken of as often
    full = Counter(map(int, _FULL_YEAR.findall(text)))
    if set(full) == {year} and full[year] >= _TWO:
        return year
    if (dated := _MASTHEAD.search(text, 0, _MASTHEAD_LENGTH)) and int(dated[1]) in (year, year + 1):
        return year
    opened = [int(match[1]) for match in _OPENING.finditer(text[:_HEAD]) if not _ANOTHER.search(text[: match.start(1)][-4:])]
    return year if opened and set(opened) == {year} else None
