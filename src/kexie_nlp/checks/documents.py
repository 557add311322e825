"""Further reports in one file (a compilation; an evaluation annexed to final accounts): their figures are not held against each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.numerals import parse_number

_LINE: Final = re.compile(r"[^\n]+")
_NO_TITLE: Final = re.compile(
    r"附?[表图][ \u3000]?[\d一二三四五六七八九十]|[一二三四五六七八九十]+、|[（(]"
    r"|第[一二三四五六七八九十]+(?!届)|\d{1,2}[.．、]|.*[，。；！？\t|]"
)
_PART: Final = re.compile(r"^第[一二三四五六七八九十]+部分[：:\s]*(?=.*\d{4}\s?年.*[预决]算)")
_REPORT: Final = re.compile(
    r"(?:报告|总结|小结|决算|自[评查]|汇报|简[报讯]|动态|年报|[通公]报|说明|摘编|汇编|大事记|回顾|要点|打算|安排|计划|思路|情况|分析)"
    r"(?:[（(][^（()）\n]{0,24}[）)])?$"
)
_NUMBER: Final = re.compile(r"(?:19|20)\d\d年第?[^，。\n]{1,3}[期季]")  # of a bulletin
_BODY: Final = re.compile(r"(?:科协|科学技术协会|协会|学会|研究会|馆|中心)$")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?学?年)|二[〇零○][一二三四五六七八九〇零○]{2}(?=年)")
_OF_YEAR: Final = re.compile(
    r"[^，。；：\d]{0,8}(?:(?:19|20)\d\d|二[〇零○][一二三四五六七八九〇零○]{2})年度?(?:工作)?(?:报告|总结|小结|简报|年报|自评报告|决算说明)"
)
_PLACE: Final = re.compile(r"([一-鿿]{2,5}?)(?:省|自治区|[市县区州盟旗镇乡])")
_NAME: Final = re.compile(r"[一-鿿]{2,16}?(?:科协|科学技术协会|协会|学会|研究会|馆|中心)")
_OF_BODY: Final = re.compile(r"科协|科学技术协会|协会|学会|研究会|馆|中心|公司|大学|医院|大赛|竞赛|科普日|资金|培训班")
_OF_PROJECT: Final = re.compile(r"项目|专项|资金|经费")
_EVALUATED: Final = re.compile(r"自评|评价")
_FORM: Final = re.compile(r"(?:^|\n)[ \t\u3000|]*项目名称[ \t\u3000|：:]")
_SHORTEST, _LONGEST = 4, 60
_HEAD: Final = 400


@dataclass(frozen=True, slots=True)
class _Further:
    """A report that begins inside a file, of another body, year or thing than the first one; ``year`` is that of its title."""

    start: int
    year: int | None


def is_of_two_documents(relation: Relation, context: Context) -> bool:
    """Tell whether a figure was held against those of another report in the file, or its date against the year of another report."""
    if relation.kind == "repeat" and _are_of_two_forms(relation, context.text):
        return True
    further = _further(context)
    if not further:
        return False
    parts = {_part(further, start) for start, _ in relation.spans}
    if relation.kind == "date":
        years = {further[part].year for part in parts if part >= 0}
        return bool(years - {context.told_year})
    return len(parts) > 1


def _are_of_two_forms(relation: Relation, text: str) -> bool:
    """Tell whether figures stand in forms that are filled in for two projects."""
    first, last = min(relation.spans)[0], max(relation.spans)[0]
    return _FORM.search(text, 0, first) is not None and _FORM.search(text, first, last) is not None


def _part(further: Sequence[_Further], start: int) -> int:
    """Return in which of the further reports a figure stands; -1 in none."""
    return sum(one.start <= start for one in further) - 1


def _further(context: Context) -> tuple[_Further, ...]:
    """Return the reports that begin behind the first one."""
    report = context.analysis.report
    return _begun(context.text, report.title + (report.association or ""), context.told_year) if len(context.text) > _HEAD else ()


@lru_cache(maxsize=2)  # it is asked for every figure that is called wrong
def _begun(text: str, title_and_body: str, told_year: int | None) -> tuple[_Further, ...]:
    """Return the reports that begin behind the first one, by the titles that stand alone on a line or two."""
    head = text[:_HEAD] + title_and_body
    own, found = told_year, list[_Further]()
    for start, line in _titles(text):
        title = _PART.sub("", line)
        years = {int(year) for match in _YEAR.finditer(title) if (year := parse_number(match[0]))}
        is_of_year = _OF_YEAR.fullmatch(title) is not None
        own = min(years) if own is None and is_of_year else own
        if start < _HEAD and not is_of_year:
            continue
        if title != line:  # 第三部分 2022年部门预算说明, behind the accounts of 2021
            found += [_Further(start, min(years))] if years and own not in (None, *years) else []
            continue
        places, is_of_body = _PLACE.findall(title), _OF_BODY.search(title) is not None
        names = places or _NAME.findall(title)
        is_of_other_body = is_of_body and bool(names) and not any(name in (head if places else text[:start]) for name in names)
        is_of_project = _EVALUATED.search(title) is not None and _OF_PROJECT.search(title) is not None and title not in head
        is_told = bool(years) and (is_of_body or is_of_year)
        is_of_other_year = is_told and own not in (None, *years)
        if is_of_other_body or is_of_project or is_of_other_year or (found and is_told):
            found.append(_Further(start, min(years) if is_told else None))
    return tuple(found)


def _titles(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines behind the head of a text that may be titles of reports, a body and its report on two lines as one."""
    lines = [(match.start(), match[0].strip()) for match in _LINE.finditer(text) if not match[0].isspace()]
    for (start, line), (_, behind) in pairwise([*lines, (len(text), "")]):
        if not _SHORTEST <= len(line) <= _LONGEST or _NO_TITLE.match(_PART.sub("", line)):
            continue
        if _REPORT.search(line):
            yield start, line + (numbered[0] if (numbered := _NUMBER.match(behind)) else "")
        elif _BODY.search(line) and len(behind) <= _LONGEST and not _NO_TITLE.match(behind) and _REPORT.search(behind):
            yield start, line + behind
